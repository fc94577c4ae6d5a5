"""Annotated text as HTML: for the pages, the report and notebooks, without a script.

What marks mean is said by classes, and `annotated.css` beside this file gives them their look; the five kinds of marks use five
different properties (background, underline, border, slant, weight), so that those that lie over each other can all be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from policynlp.document import Document, Passage
from policynlp.render.marks import Mark, by_stretch, marks_of, segments
from policynlp.tags import Tags

FOLDED = frozenset({"boilerplate"})
"""Kinds of passages that are folded away."""
UNSEEN = frozenset(
    map(
        chr,
        (
            *range(0x09),
            0x0B,
            0x0C,
            *range(0x0E, 0x20),
            *range(0x7F, 0xA0),
            0x200B,
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2070),
            0xFEFF,
        ),
    )
)
"""Signs that cannot be seen, or turn the direction of what follows: named, and not done. Joiners of letters and emoji stay."""
_CONTROLS = {ord(sign): f'<span class="control" data-name="U+{ord(sign):04X}"></span>' for sign in UNSEEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A passage, or the part of one that is shown.

    Attributes:
        passage: The passage.
        start, end: What is shown of it, code-point offsets.
        html: Its text with marks, safe to put into a page.
    """

    passage: Passage
    start: int
    end: int
    html: Markup

    @property
    def folded(self) -> bool:
        """Whether it belongs to the page, not to the text."""
        return self.passage.kind in FOLDED


@lru_cache(maxsize=1)
def style() -> str:
    """The look of the marks, as CSS."""
    return Path(__file__).with_name("annotated.css").read_text(encoding="utf-8")


def blocks(document: Document, tags: Tags, *, start: int = 0, end: int | None = None) -> list[Block]:
    """The passages between two offsets, with marks.

    Args:
        document: Text and layout.
        tags: What was found in it.
        start: First character shown.
        end: The character behind the last; None: to the end.
    """
    last = len(document.text) if end is None else end
    shown = [p for p in document.passages if p.start < last and p.end > start]
    stretches = [(max(p.start, start), min(p.end, last)) for p in shown]
    marked = by_stretch(marks_of(tags), stretches)
    first_title = next((p.id for p in document.passages if p.kind == "title"), None)
    return [
        Block(
            passage=p,
            start=a,
            end=b,
            html=Markup(passage_html(document.text, p, marks, a, b, first=p.id == first_title)),  # noqa: S704 - escaped there
        )
        for p, marks, (a, b) in zip(shown, marked, stretches, strict=True)
    ]


def passage_html(text: str, passage: Passage, marks: Sequence[Mark], start: int, end: int, *, first: bool = False) -> str:
    """A passage as an element: headings, lists, tables, paragraphs; the first title is the page's, others are decks."""
    attributes = f'id="{escape(passage.id)}" class="p {passage.kind}" dir="auto"'
    if passage.kind == "table" and "\t" in text[start:end]:
        rows = "".join(_rows(text, marks, start, end))
        return f'<div {attributes} tabindex="0" role="region" aria-label="Table"><table>{rows}</table></div>'
    element = "h1" if first else "h2" if passage.kind == "heading" else "p"
    return f"<{element} {attributes}>{stretch(text, marks, start, end)}</{element}>"


def _rows(text: str, marks: Sequence[Mark], start: int, end: int) -> Iterator[str]:
    at = start
    for number, line in enumerate(text[start:end].split("\n")):
        yield "<tr>"
        for cell in line.split("\t"):
            element = "th" if number == 0 else "td"
            yield f"<{element}>{stretch(text, marks, at, at + len(cell))}</{element}>"
            at += len(cell) + 1
        yield "</tr>"


def stretch(text: str, marks: Sequence[Mark], start: int, end: int) -> str:
    """Part of a text with marks; its characters come back unchanged when the tags are taken away.

    Args:
        text: Of the document.
        marks: Those that may lie in it.
        start: First character.
        end: The character behind the last.
    """
    if start >= end:
        return ""
    out = []
    for one in segments(marks, start, end):
        out += [f'<span class="anchor" id="{escape(i)}"></span>' for i in one.begins]
        words = plain(text[one.start : one.end])
        if not one.roles:
            out.append(words)
            continue
        classes = " ".join(("m", *one.roles, *(("deep",) if one.depth > 1 else ())))
        more = f' data-more="{one.marks}"' if one.marks > len(one.annotations) else ""
        out.append(f'<span class="{classes}" data-a="{escape(" ".join(one.annotations))}"{more}>{words}</span>')
    return "".join(out)


def plain(text: str) -> str:
    """Text as HTML: markup is escaped, signs that cannot be seen are named."""
    return escape(text, quote=True).translate(_CONTROLS)


def article(document: Document, tags: Tags) -> str:
    """The whole text as one element, with its look; furniture is folded away. For notebooks and reports."""
    parts = []
    for folded, group in groupby(blocks(document, tags), key=lambda block: block.folded):
        inner = "".join(block.html for block in group)
        parts.append(f"<details><summary>Page furniture</summary>{inner}</details>" if folded else inner)
    return f'<style>{style()}</style><article class="annotated">{"".join(parts)}</article>'

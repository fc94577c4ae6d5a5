"""Stretches in quotation marks: straight, curly, single, guillemets and German low quotes, in one linear pass.

Marks are paired inside one passage, so a missing mark never shifts the rest of a text. A stretch that is left open at
the end of a passage counts where the next passage opens again (a quotation of several paragraphs) or where the mark
stands where speech begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policynlp.document import Passage, Span

DOUBLE_MARKS = '"“”„‟«»'
"""The marks that tell direct from indirect speech; single marks serve titles and quotes inside of quotes in most texts."""

_MARK = re.compile(r"``|''|[\"“”„‟«»‘’'‚‹›]")
_CLOSERS: dict[str, str | tuple[str, ...]] = {
    '"': '"”',
    "“": '”"“',
    "„": "“”",
    "‟": "”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‘": "’",
    "'": "'’",
    "‚": "‘’",
    "‹": "›",
    "``": ("''",),
    "''": ("''",),
}
_SINGLE = frozenset("‘’'‚‹›")
_QUOTING_SINGLES = frozenset("‹›‚")
_FEW_SPACES = 2  # "the 'blue' line" says nothing about how a text quotes
_OPENS_AFTER = frozenset("([{—–-/:,;…") | frozenset(DOUBLE_MARKS)
_ELISION = re.compile(r"(?:s|t|d|m|ll|re|ve|em|cause|til|tis|twas|n|\d0s|\d\ds)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch in quotation marks.

    Attributes:
        start, end: With the marks.
        inner: Without the marks and the white space beside them.
        double: Whether the marks are double ones, or single ones that do the work of double ones in this text.
        depth: 0 for the outermost.
        closed: False where the closing mark is missing at the end of a passage.
        passage: Index of the passage among those that were given.
    """

    start: int
    end: int
    inner: Span
    double: bool
    depth: int
    closed: bool
    passage: int


def marked_stretches(text: str, passages: Sequence[Passage]) -> tuple[Marked, ...]:
    """All stretches in marks, ordered by start, the outer before the inner.

    Args:
        text: The document's text.
        passages: Where to look, in order and without overlaps.
    """
    found: list[Marked] = []
    for index, passage in enumerate(passages):
        following = passages[index + 1] if index + 1 < len(passages) else None
        goes_on = following is not None and _MARK.match(text, following.start) is not None
        found.extend(_in_passage(text, passage, index, goes_on))
    found.sort(key=lambda m: (m.start, -m.end))
    return tuple(_with_primary_singles(text, found))


def _with_primary_singles(text: str, found: list[Marked]) -> list[Marked]:
    """Outermost single marks count as double ones where a text quotes with them ('so', said X), as much of the press does.

    They do where stretches of a few words in them are more than the outermost ones in double marks; single guillemets and
    low single marks, which serve nothing else, always do.
    """
    doubles = sum(m.double and m.depth == 0 for m in found)
    singles = sum(not m.double and m.depth == 0 and text.count(" ", *m.inner) >= _FEW_SPACES for m in found)
    primary = singles > doubles or not doubles
    return [
        replace(m, double=True) if not m.double and m.depth == 0 and (primary or text[m.start] in _QUOTING_SINGLES) else m
        for m in found
    ]


def _in_passage(text: str, passage: Passage, index: int, goes_on: bool) -> Iterator[Marked]:
    stack: list[tuple[str, int, int]] = []  # opening mark, its start, where its inside starts
    last_single = _last_closing_single(text, passage)
    for match in _MARK.finditer(text, passage.start, passage.end):
        mark, at = match.group(), match.start()
        opener = _closes(mark, stack)
        if opener is not None and _may_close(text, at, match.end(), mark, passage, last_single):
            for _ in range(len(stack) - opener - 1):  # inner marks that were never closed
                stack.pop()
            _, start, inside = stack.pop()
            stretch = _stretch(text, (start, match.end()), (inside, at), mark, len(stack), True, index)
            if stretch:
                yield stretch
        elif _may_open(text, at, match.end(), mark, passage):
            same = [k for k, (m, _, _) in enumerate(stack) if (m in _SINGLE) == (mark in _SINGLE)]
            if same:  # the mark before was never closed
                del stack[same[0] :]
            stack.append((mark, at, match.end()))
    for depth, (mark, start, inside) in enumerate(stack[:1]):
        before = text[passage.start : start].rstrip()
        opens = not before or before[-1] in ",:"
        if (goes_on and opens) if mark in _SINGLE else (goes_on or opens):
            stretch = _stretch(text, (start, passage.end), (inside, passage.end), mark, depth, False, index)
            if stretch:
                yield stretch


def _stretch(text: str, outer: Span, inner: Span, mark: str, depth: int, closed: bool, passage: int) -> Marked | None:
    inside = text[inner[0] : inner[1]]
    start = inner[0] + len(inside) - len(inside.lstrip())
    end = inner[1] - (len(inside) - len(inside.rstrip()))
    if start >= end:
        return None
    return Marked(outer[0], outer[1], (start, end), mark not in _SINGLE, depth, closed, passage)


def _closes(mark: str, stack: list[tuple[str, int, int]]) -> int | None:
    """Place on the stack of the mark that this one could close."""
    for k in range(len(stack) - 1, -1, -1):
        if mark in _CLOSERS.get(stack[k][0], ""):
            return k
    return None


def _may_close(text: str, at: int, end: int, mark: str, passage: Passage, last_single: int) -> bool:
    before = text[at - 1] if at > passage.start else " "
    after = text[end] if end < passage.end else " "
    if mark in "’'":
        if before.isspace() or after.isalnum():
            return False
        # "the workers’ rights" inside single marks: an apostrophe, if a better closing mark comes later
        follows = text[end + 1] if end + 1 < passage.end else " "
        return not (before in "sS" and after == " " and follows.islower() and at < last_single)
    if mark == "“":  # printed for a closing mark now and then
        return not before.isspace() and not after.isalnum()
    if mark in {'"', "''"}:
        return not (before.isspace() and not after.isspace() and after.isalnum())
    return True


def _may_open(text: str, at: int, end: int, mark: str, passage: Passage) -> bool:
    before = text[at - 1] if at > passage.start else " "
    after = text[end] if end < passage.end else " "
    if mark in _SINGLE:
        if before.isalnum() or not (after.isalnum() or after in "$£€…") or mark == "›":
            return False
        if mark in "’'" and (mark == "’" or _ELISION.match(text, end)):
            return False
        return before.isspace() or before in _OPENS_AFTER
    if mark == "”":  # printed for an opening mark at the start of a paragraph now and then
        return at == passage.start and after.isalnum()
    if mark in {'"', "»", "''"}:
        return not after.isspace() and (before.isspace() or before in _OPENS_AFTER or before in "‘'")
    return True


def _last_closing_single(text: str, passage: Passage) -> int:
    """Offset of the last mark of the passage that can only be a closing one, -1 where there is none."""
    for at in range(passage.end - 1, passage.start, -1):
        if text[at] in "’'" and text[at - 1] in ".,!?":
            return at
    return -1

"""The article as the page shows it: its lines in pieces, each with what is said about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policynlp.corpus.brief.article import ArticleBrief, Line
from policynlp.corpus.brief.evidence import Overlaps
from policynlp.corpus.brief.figures import Figure
from policynlp.report.wording import STANDINGS, described


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters that share their marks.

    Attributes:
        text: The characters.
        kinds: Class names: `said named_person`, `figure contradicted`.
        title: On hover.
        figure: Offset of the figure that begins here, or null.
    """

    text: str
    kinds: str
    title: str
    figure: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines of one passage, and whether text is left out before them."""

    kind: str
    lines: tuple[tuple[Line, tuple[Piece, ...]], ...]
    gap: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kinds: str
    title: str
    figure: bool = False


def paragraphs(brief: ArticleBrief) -> list[Paragraph]:
    """The article's lines as paragraphs, in order."""
    ordered = sorted([*_speech(brief), *_figures(brief.figures)], key=lambda m: (m.start, -m.end))
    marks = Overlaps(((m.start, m.end), m) for m in ordered)
    by_passage: dict[int, list[Line]] = defaultdict(list)
    for line in brief.lines:
        by_passage[line.passage].append(line)
    out, last = [], brief.start
    for passage in sorted(by_passage):
        lines = by_passage[passage]
        made = tuple((line, tuple(_pieces(line, marks))) for line in lines)
        out.append(Paragraph(kind=lines[0].kind, lines=made, gap=brief.shown != "full" and lines[0].start - last > 2))
        last = lines[-1].end
    return out


def _speech(brief: ArticleBrief) -> Iterable[_Mark]:
    for voice in brief.voices.voices:
        for speech in voice.said:
            for place in speech.places:
                yield _Mark(place.start, place.end, f"said {voice.source_type}", f"{described(voice)} ({speech.kind})")


def _figures(figures: Sequence[Figure]) -> Iterable[_Mark]:
    for figure in figures:
        if not figure.small:
            yield _Mark(
                figure.place.start, figure.place.end, f"figure {figure.standing}", STANDINGS[figure.standing], figure=True
            )


def _pieces(line: Line, marks: Overlaps[_Mark]) -> Iterable[Piece]:
    """What is shown of a line, cut where a mark begins or ends."""
    first, last = line.place.start, line.place.end
    within = marks.over(first, last)
    cuts = sorted({first, last, *(max(first, m.start) for m in within), *(min(last, m.end) for m in within)})
    for start, end in pairwise(cuts):
        over = [m for m in within if m.start <= start and end <= m.end]
        kinds = " ".join(dict.fromkeys(word for m in over for word in m.kinds.split()))
        title = "; ".join(dict.fromkeys(m.title for m in over))
        figure = next((m.start for m in over if m.figure and m.start == start), None)
        yield Piece(text=line.place.text[start - first : end - first], kinds=kinds, title=title, figure=figure)

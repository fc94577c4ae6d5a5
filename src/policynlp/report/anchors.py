"""Where on the page each place of a text is shown: its line in the article, or its passage among those of other texts."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from policynlp.corpus.brief.article import Line
from policynlp.corpus.brief.evidence import Place, Text

_ID_CHARS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Passages of another text that the page quotes, in the order of that text."""

    text: Text
    places: tuple[Place, ...]


class Anchors:
    """Ids of the places on the page, and links to them.

    Args:
        document: Id of the article; empty for a corpus.
        lines: Its lines that are shown.
        marked: Offsets of its figures.
        texts: The other texts.
        places: What is quoted of them.
    """

    def __init__(
        self, document: str, *, lines: Iterable[Line], marked: Iterable[int], texts: Iterable[Text], places: Iterable[Place]
    ) -> None:
        self._document = document
        self._lines = sorted((line.start, line.end) for line in lines)
        self._marked = frozenset(m for m in marked if self._line(m) is not None)
        self._others: dict[str, list[tuple[int, int]]] = defaultdict(list)
        found: dict[str, dict[int, Place]] = defaultdict(dict)
        for place in places:
            if place.text:
                known = found[place.document].get(place.start)
                if known is None or known.end < place.end:
                    found[place.document][place.start] = place
        self.quoted: list[Quoted] = []
        for text in texts:
            ordered = [found[text.document][start] for start in sorted(found.get(text.document, {}))]
            if ordered:
                self.quoted.append(Quoted(text=text, places=tuple(ordered)))
                self._others[text.document] = [(p.start, p.end) for p in ordered]

    def href(self, place: Place) -> str | None:
        """A link to a place, or None where it is not shown."""
        if place.document != self._document:
            at = _holding(self._others.get(place.document, []), place.start)
            return None if at is None else f"#{self.other_id(place.document, at)}"
        if place.start in self._marked:
            return f"#{self.figure_id(place.start)}"
        at = self._line(place.start)
        return None if at is None else f"#{self.line_id(at)}"

    @staticmethod
    def line_id(start: int) -> str:
        """Id of a line of the article."""
        return f"l{start}"

    @staticmethod
    def figure_id(start: int) -> str:
        """Id of a figure of the article."""
        return f"f{start}"

    @staticmethod
    def other_id(document: str, start: int) -> str:
        """Id of a passage of another text."""
        return f"p{document[:_ID_CHARS]}-{start}"

    def _line(self, offset: int) -> int | None:
        return _holding(self._lines, offset)


def _holding(spans: list[tuple[int, int]], offset: int) -> int | None:
    """Start of the last span that holds an offset."""
    for start, end in reversed(spans[: bisect_right(spans, (offset, float("inf")))]):
        if offset < end or offset == start:
            return start
    return None

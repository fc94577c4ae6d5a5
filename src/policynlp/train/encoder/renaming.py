"""Other names for the same text, so that the encoder learns how people are quoted and not who was in one year's news.

The articles are of one campaign, and two people speak in most of them. People, bodies and places get names from texts of other
countries, each the same one all through an article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from policynlp.train.encoder.examples import Source, paragraphs

T = TypeVar("T")
_KINDS = ("PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names to draw from.

    Attributes:
        people: Given and family name.
        bodies, places: As printed, without an article.
    """

    people: tuple[tuple[str, str], ...]
    bodies: tuple[str, ...]
    places: tuple[str, ...]


def names_of(sources: Iterable[Source]) -> Names:
    """Names of two words and more of people and bodies, and those of places, in some texts."""
    found: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for source in sources:
        for start, end, label in source.entities or ():
            if label in found:
                found[label].add(" ".join(source.text[start:end].split()))
    people = sorted(n for n in found["PER"] if len(n.split()) in (2, 3) and n[0].isupper())
    bodies = sorted({n.removeprefix("the ").removeprefix("The ") for n in found["ORG"] if len(n.split()) > 1})
    return Names(
        people=tuple((given, family) for given, _, family in (n.rpartition(" ") for n in people)),
        bodies=tuple(bodies),
        places=tuple(sorted(found["LOC"])),
    )


def renamed(source: Source, names: Names, rng: np.random.Generator) -> Source:
    """The text with other names.

    Args:
        source: With entities.
        names: What they are drawn from.
        rng: Draws.

    Returns:
        The text, its attributions and entities. Names that end or begin within a part of an attribution stay as they are.
    """
    spans = [e for e in source.entities or () if e[2] in _KINDS]
    edges = {at for quote in source.quotes or () for role in quote.values() if _is_spans(role) for span in role for at in span}
    cast = _Cast(names, rng)
    for start, end, label in spans:  # whole names first: a family name alone is read by them
        words = source.text[start:end].split()
        if label == "PER" and len(words) > 1:
            cast.person(words)
    changes: list[tuple[int, int, str]] = []
    for start, end, label in sorted(spans, key=lambda e: (e[0], -e[1])):
        if (changes and start < changes[-1][1]) or any(start < at < end for at in edges):
            continue
        words = source.text[start:end].split()
        new = cast.person(words) if label == "PER" else cast.other(words, label)
        if new is not None:
            changes.append((start, end, new))
    text, moved = _replaced(source.text, changes)
    entities = tuple((moved(s), moved(e), label) for s, e, label in source.entities or () if not _cut(s, e, changes))
    quotes = tuple(
        {k: [(moved(a), moved(b)) for a, b in v] if _is_spans(v) else v for k, v in quote.items()}
        for quote in source.quotes or ()
    )
    return replace(source, text=text, passages=paragraphs(text), quotes=quotes, entities=entities)


class _Cast:
    """Who is called what in one text."""

    def __init__(self, names: Names, rng: np.random.Generator) -> None:
        self._names, self._rng = names, rng
        self._family: dict[str, tuple[str, str]] = {}
        self._given: dict[str, str] = {}
        self._others: dict[str, str] = {}

    def person(self, words: Sequence[str]) -> str | None:
        last = words[-1]
        if len(words) == 1 and last in self._given and last not in self._family:
            return self._given[last]
        if last not in self._family:
            self._family[last] = self._draw(self._names.people)
        given, family = self._family[last]
        if len(words) == 1:
            return family
        self._given.setdefault(words[0], given)
        return f"{given} {family}"

    def other(self, words: Sequence[str], label: str | None) -> str | None:
        known = " ".join(words)
        if label == "ORG" and (len(words) == 1 or known[0].islower()):
            return None  # an acronym, or an article that may be the name's own
        if known not in self._others:
            self._others[known] = self._draw(self._names.bodies if label == "ORG" else self._names.places)
        return self._others[known]

    def _draw(self, several: Sequence[T]) -> T:
        return several[int(self._rng.integers(len(several)))]


def _replaced(text: str, changes: Sequence[tuple[int, int, str]]) -> tuple[str, Callable[[int], int]]:
    """The text with changes, and where a place outside of them has gone."""
    parts, ends, shifts, last, shift = [], [], [], 0, 0
    for start, end, new in changes:
        parts += [text[last:start], new]
        shift += len(new) - (end - start)
        ends.append(end)
        shifts.append(shift)
        last = end

    def moved(at: int) -> int:
        n = int(np.searchsorted(ends, at, side="right"))
        return at + (shifts[n - 1] if n else 0)

    return "".join([*parts, text[last:]]), moved


def _cut(start: int, end: int, changes: Sequence[tuple[int, int, str]]) -> bool:
    """Whether an end of a span lies within a changed name."""
    return any(a < start < b or a < end < b for a, b, _ in changes)


def _is_spans(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(v, (list, tuple)) for v in value)

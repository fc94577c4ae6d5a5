"""Words of which a measure has one: exports or imports, wind or solar, gross or net.

Vectors put such words side by side, since they stand in the same sentences; so what tells two measures apart is looked up.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from policynlp.document import Span


@dataclass(frozen=True, slots=True)
class Opposition:
    """What sets two measures apart.

    Attributes:
        group: Name of the group.
        words: The two words, as printed.
        definition: The two measure the same thing by another definition, which a reader wants to know.
    """

    group: str
    words: tuple[str, str]
    definition: bool


_Sides = Mapping[str, tuple[tuple[str, int], ...]]
_TABLES = (("kinds", False), ("definitions", True))


@lru_cache(maxsize=1)
def _groups() -> tuple[Mapping[str, bool], re.Pattern[str], _Sides]:
    """Groups with whether they are definitions; a pattern of all words; each word's groups and its side in them."""
    read = tomllib.loads(files("policynlp.link").joinpath("data", "oppositions.toml").read_text(encoding="utf-8"))
    tables = [(name, members, definition) for table, definition in _TABLES for name, members in read[table].items()]
    kinds = {name: definition for name, _, definition in tables}
    return kinds, *_pattern_of({name: members for name, members, _ in tables})


@lru_cache(maxsize=1)
def _activities() -> tuple[re.Pattern[str], _Sides]:
    """A pattern of the words that say what is done or how it is counted, and each word's groups and its side in them."""
    read = tomllib.loads(files("policynlp.link").joinpath("data", "oppositions.toml").read_text(encoding="utf-8"))
    return _pattern_of(read["differences"])


def _pattern_of(groups: Mapping[str, list[list[str]]]) -> tuple[re.Pattern[str], _Sides]:
    sides: dict[str, list[tuple[str, int]]] = {}
    for name, members in groups.items():
        for side, words in enumerate(members):
            for word in words:
                sides.setdefault(word, []).append((name, side))
    longest_first = sorted(sides, key=lambda w: (-len(w), w))
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})s?\b", re.IGNORECASE)
    return pattern, {w: tuple(v) for w, v in sides.items()}


_KEPT = 256
"""Stretches whose words are kept: a sentence of four hundred figures is asked about by each of them."""
Marks = Mapping[str, Mapping[int, str]]
"""Group to the sides of it that a text has, each with the word that says so."""


@lru_cache(maxsize=_KEPT)
def marks(text: str) -> Marks:
    """The opposed words of a stretch of text."""
    _, pattern, sides = _groups()
    return _found(text, pattern, sides)


@lru_cache(maxsize=_KEPT)
def activities(text: str) -> Marks:
    """The words of a stretch of text that say what is done or how it is counted; they keep figures from contradicting each other."""
    return _found(text, *_activities())


def read_around(read: Callable[[str], Marks], text: str, around: Span, sentence: Span) -> Marks:
    """Such words between the neighbouring figures, of the whole sentence where there are none."""
    return read(text[slice(*around)]) or read(text[slice(*sentence)])


def _found(text: str, pattern: re.Pattern[str], sides: _Sides) -> Marks:
    out: dict[str, dict[int, str]] = {}
    for match in pattern.finditer(text):
        for group, side in sides.get(match[1].lower(), ()):
            out.setdefault(group, {}).setdefault(side, match[0].lower())
    return out


def of_two_activities(a: Marks, b: Marks) -> bool:
    """Whether two texts have different words of a group ("harvested", "sown"), or one of them a word that restricts ("food inflation")."""
    alone = {name for name, sides in _by_side().items() if sides == 1}
    both = (a[name].keys().isdisjoint(b[name]) for name in a.keys() & b.keys())
    return any(both) or bool((a.keys() ^ b.keys()) & alone)


@lru_cache(maxsize=1)
def _by_side() -> Mapping[str, int]:
    """Groups of activities with how many sides they have."""
    found: dict[str, set[int]] = {}
    for places in _activities()[1].values():
        for name, side in places:
            found.setdefault(name, set()).add(side)
    return {name: len(sides) for name, sides in found.items()}


def opposed(a: Marks, b: Marks) -> Opposition | None:
    """The first group of which two texts have different words, things before definitions; None where there is none."""
    found = []
    for group in sorted(a.keys() & b.keys()):
        if not a[group].keys() & b[group].keys():
            words = (next(iter(a[group].values())), next(iter(b[group].values())))
            found.append(Opposition(group, words, _groups()[0][group]))
    for group in sorted((a.keys() ^ b.keys()) & _one_sided()):
        first = a.get(group, {}).get(0, _NOT_SAID)
        found.append(Opposition(group, (first, b.get(group, {}).get(0, _NOT_SAID)), _groups()[0][group]))
    return min(found, key=lambda o: o.definition, default=None)


_NOT_SAID = "not said to be so"


@lru_cache(maxsize=1)
def _one_sided() -> frozenset[str]:
    """Groups of words of which either text may have none."""
    sides = [(name, side) for places in _groups()[2].values() for name, side in places]
    return frozenset(name for name, _ in sides) - {name for name, side in sides if side > 0}

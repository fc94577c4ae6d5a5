"""Words of which a measure has one: exports or imports, wind or solar, gross or net.

Vectors put such words side by side, since they stand in the same sentences; so what tells two measures apart is looked up.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


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


@lru_cache(maxsize=1)
def _groups() -> tuple[Mapping[str, bool], re.Pattern[str], Mapping[str, tuple[tuple[str, int], ...]]]:
    """Groups with whether they are definitions; a pattern of all words; each word's groups and its side in them."""
    read = tomllib.loads(files("policynlp.link").joinpath("data", "oppositions.toml").read_text(encoding="utf-8"))
    kinds: dict[str, bool] = {}
    sides: dict[str, list[tuple[str, int]]] = {}
    for table, definition in (("kinds", False), ("definitions", True)):
        for name, members in read[table].items():
            kinds[name] = definition
            for side, words in enumerate(members):
                for word in words:
                    sides.setdefault(word, []).append((name, side))
    longest_first = sorted(sides, key=lambda w: (-len(w), w))
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})s?\b", re.IGNORECASE)
    return kinds, pattern, {w: tuple(v) for w, v in sides.items()}


Marks = Mapping[str, Mapping[int, str]]
"""Group to the sides of it that a text has, each with the word that says so."""


def marks(text: str) -> Marks:
    """The opposed words of a stretch of text."""
    _, pattern, sides = _groups()
    out: dict[str, dict[int, str]] = {}
    for match in pattern.finditer(text):
        for group, side in sides.get(match[1].lower(), ()):
            out.setdefault(group, {}).setdefault(side, match[0].lower())
    return out


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

"""Names as they are compared across documents: without order, hyphens, accents and titles."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

TITLES = frozenset(
    str.split(
        """mr mrs ms miss mx dr prof professor sir dame lord lady baron baroness president premier chancellor minister
    senator sen rep representative congressman congresswoman governor gov mayor secretary ambassador judge justice
    general gen colonel col captain capt lieutenant lt sergeant sgt admiral major commissioner chairman chairwoman chair
    director spokesman spokeswoman spokesperson king queen prince princess pope bishop archbishop cardinal imam rabbi
    sheikh sultan emir comrade former vice deputy prime hon honourable honorable rev reverend father sister brother mp
    phd md esq"""
    )
)
"""Words in front of (or behind) a name that are no part of it; dropped from the edges only."""


ORG_FILLERS = frozenset(str.split("the of for and on in at a an to & co ltd inc plc corp"))
PLACE_KINDS = (("autonomous", "region"), ("province",), ("prefecture",))
"""Kinds behind the name of a place that short forms leave out; "county", "city" and "state" stay, since they tell places
of one name apart ("Orange County", "New York state")."""

_SPLIT = re.compile(r"[^\w&]+")


def fold(name: str) -> str:
    """Lower case without accents; what cannot be decomposed stays."""
    decomposed = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=200_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, hyphens closed up ("Fu-lin" is "fulin"), possessives and dots gone."""
    text = re.sub(r"'s\b", "", fold(name))
    text = re.sub(r"(?<=\w)[-‐‑.'](?=\w)", "", text)  # "Fu-lin", "N.D.R.C.", "O'Neill"
    return tuple(w for w in _SPLIT.split(text) if w)


def strip_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without titles at the edges; what is nothing but titles stays as it is."""
    start, end = 0, len(words)
    while start < end and words[start] in TITLES:
        start += 1
    while end > start and words[end - 1] in TITLES:
        end -= 1
    return words[start:end] or words


@lru_cache(maxsize=200_000)
def person_key(name: str) -> tuple[str, ...]:
    """Key of a person: the words of the name, sorted, so that "Chi Fulin", "Fulin Chi" and "Chi Fu-lin" are one."""
    return tuple(sorted(strip_titles(name_words(name))))


@lru_cache(maxsize=1)
def _place_aliases() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    data = tomllib.loads(files("policynlp.link").joinpath("data", "place_aliases.toml").read_text(encoding="utf-8"))
    return {name_words(alias): name_words(name) for name, aliases in data["aliases"].items() for alias in aliases}


@lru_cache(maxsize=200_000)
def place_key(name: str) -> tuple[str, ...]:
    """Key of a place: its words in order, without "the", without its kind, aliases of countries resolved."""
    words = name_words(name)
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    for kind in PLACE_KINDS:
        if len(words) > len(kind) and words[-len(kind) :] == kind:
            words = words[: -len(kind)]
            break
    return _place_aliases().get(words, words)


@lru_cache(maxsize=200_000)
def organisation_key(name: str) -> tuple[str, ...]:
    """Key of an organisation: its words in order, without articles and prepositions."""
    words = name_words(name)
    return tuple(w for w in words if w not in ORG_FILLERS) or words


@lru_cache(maxsize=200_000)
def initials(name: str) -> frozenset[str]:
    """The acronyms that a name may have: first letters of its words, with and without the small ones.

    "National Development and Reform Commission" has `ndrc` and `ndarc`; "State-owned Assets" counts both halves.
    """
    words = [w for w in re.split(r"[^\w]+", fold(name)) if w]
    if len(words) < 2:
        return frozenset()
    full = "".join(w[0] for w in words)
    short = "".join(w[0] for w in words if w not in ORG_FILLERS)
    no_the = full[1:] if words[0] == "the" else full
    return frozenset(x for x in (full, short, no_the) if len(x) >= 2)


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: capitals alone, two to eight of them, dots allowed."""
    letters = name.replace(".", "").replace("the ", "").replace("The ", "")
    return 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()


def is_acronym_of(short: str, name: str) -> bool:
    """Whether the one name is an acronym that the other may have."""
    return is_acronym(short) and fold(short).replace(".", "").replace("the ", "") in initials(name)

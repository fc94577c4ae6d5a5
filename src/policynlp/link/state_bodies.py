"""Bodies that most states have under one name, and whose they are in a text: the Finance Ministry, of Kenya or of Japan."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from policynlp.link.names import organisation_key
from policynlp.tag.entities.gazetteer import UNSURE_COUNTRIES
from policynlp.tag.entities.name_words import FIELDS
from policynlp.tag.entities.place_names import countries, demonym_country
from policynlp.tag.people import roles
from policynlp.tags import Entity

_PARTS = frozenset({"scotland", "wales", "england", "northern ireland", "scottish"})
"""Have ministries and parliaments of their own, under the code of another country."""
_WORD = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-Þ]\w*)"
_POSSESSIVE = re.compile(rf"(?<![\w.-])({_WORD}(?:[ -]{_WORD})*)['’]s? $")
_ADJECTIVE = re.compile(rf"(?<![\w.-])({_WORD}(?:[ -]{_WORD})*) $")
_OF = re.compile(rf" of (?:the )?({_WORD}(?:(?: and| of)?[ -]{_WORD})*)")
_OPENERS = frozenset("a after and as at before but by for from he in it on she that the then they to when while with".split())  # noqa: SIM905
"""First words of sentences, which have a capital though they are no names."""
_REACH = 60
_LEAST_NAMED: Final = 2
"""How often a text names a place or the people of its country at least, where it says of no body itself whose it is. In texts of our own
of 90 countries one naming alone is of another country in two of 22 texts, two that agree in none of 20."""
_MOST_OF: Final = 0.7
"""And the share of all that it names with a country. Below, a text is of several countries, and so may a body be."""


@dataclass(frozen=True, slots=True)
class StateBody:
    """A body that most states have.

    Attributes:
        words: Of its name without the country, folded; the kind first where it may stand on either side of its field.
        country: ISO 3166-1 alpha-2 code where the name has it.
    """

    words: tuple[str, ...]
    country: str | None


@dataclass(frozen=True, slots=True)
class _Table:
    """`data/state_bodies.toml`, read."""

    of_a_field: frozenset[str]
    fields: frozenset[str]
    alone: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    spelt: Mapping[str, str]


@cache
def _table() -> _Table:
    rows = tomllib.loads(files("policynlp.link").joinpath("data", "state_bodies.toml").read_text(encoding="utf-8"))
    offices = frozenset(rows["offices"]["fields"])
    kinds = {kind: frozenset(words) for kind, words in rows["kinds"].items()}
    return _Table(
        of_a_field=frozenset(rows["of_a_field"]),
        fields=FIELDS | roles.FIELDS | frozenset(rows["with_a_field"]),
        alone=frozenset(rows["alone"]),
        kinds=kinds | dict.fromkeys(rows["offices"]["kinds"], offices),
        spelt=rows["spelt"],
    )


@lru_cache(maxsize=100_000)
def state_body(name: str) -> StateBody | None:
    """Read a name as that of a body that most states have; None for every other one.

    Args:
        name: As printed.
    """
    table = _table()
    words, country = _without_nation(organisation_key(name))
    words = tuple(table.spelt.get(word, word) for word in words)
    if len(words) == 1:
        return StateBody(words, country) if words[0] in table.alone else None
    for kind in words:
        others = [word for word in words if word != kind]
        if kind in table.of_a_field and table.fields.issuperset(others):
            return StateBody((kind, *others), country)
        if kind in table.kinds and table.kinds[kind].issuperset(others):
            return StateBody(words, country)
    return None


def _without_nation(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    for n in range(min(5, len(words) - 1), 0, -1):
        for at in (0, len(words) - n):
            if country := _nation(" ".join(words[at : at + n])):
                return words[:at] + words[at + n :], country
    return words, None


@lru_cache(maxsize=100_000)
def _nation(name: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a country by its name or its people's ("Kenya", "Kenyan"), or None."""
    low = name.lower()
    if low in _PARTS or low in UNSURE_COUNTRIES:
        return None
    return countries().get(low) or demonym_country(low) or _by_words().get(organisation_key(low))


@cache
def _by_words() -> Mapping[tuple[str, ...], str]:
    """Words of countries' names as keys of bodies have them: without "and", "of", dots and accents."""
    return {organisation_key(name): code for name, code in countries().items() if name not in _PARTS | UNSURE_COUNTRIES}


def country_beside(text: str, start: int, end: int) -> str | None:
    """The country that stands with a body, outside of its name: "Kenya's Finance Ministry", "the Ministry of Finance of Kenya".

    A word with a capital beside it that is no part of a country's name makes it another one: "New Mexico's Senate".

    Args:
        text: The document's.
        start: Of the name.
        end: Of the name.
    """
    behind = _OF.match(text, end, end + _REACH)
    if behind and (found := _nation(behind.group(1)) or _nation(behind.group(1).partition(" and ")[0])):
        return found
    before = text[max(0, start - _REACH) : start]
    if (owner := _POSSESSIVE.search(before)) and (found := _opened(owner.group(1))):
        return found
    adjective = _ADJECTIVE.search(before)
    if adjective is None:
        return None
    words = adjective.group(1)
    last = words.rpartition(" ")[2]
    if demonym_country(last) or last.replace(".", "").isupper():  # "Kenyan", "U.S."; "in Kenya Parliament met" says nothing
        return _opened(words)
    return None


def _opened(words: str) -> str | None:
    """The country that the words are, but for one that opens the sentence."""
    first, _, rest = words.partition(" ")
    return _nation(words) or (_nation(rest) if rest and first.lower() in _OPENERS else None)


def main_country(entities: Iterable[Entity]) -> str | None:
    """The country that a text is of: that of most of what it names with one; None where several have a part in it."""
    counts = Counter(code for e in entities if (code := _country_of(e)))
    if not counts:
        return None
    (country, most), *_ = counts.most_common(1)
    return country if most >= _LEAST_NAMED and most >= _MOST_OF * counts.total() else None


def _country_of(entity: Entity) -> str | None:
    if entity.label == "NORP":
        return demonym_country(entity.name)
    return _without_nation(organisation_key(entity.name))[1] if entity.label == "ORG" else entity.country

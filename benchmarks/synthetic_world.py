"""The phrase lists and the invented world of the synthetic corpus: places, people, organisations, policies, measures.

Everything is our own writing: sentences are the taxonomy's examples and the templates below, names are made of lists.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from policynlp.taxonomy import load_taxonomy

T = TypeVar("T")
GIVEN = [
    "Ada",
    "Bo",
    "Chiara",
    "Dmitri",
    "Elena",
    "Farid",
    "Grace",
    "Hana",
    "Ivo",
    "Jun",
    "Karim",
    "Lena",
    "Mateus",
    "Nadia",
    "Oskar",
    "Priya",
    "Quentin",
    "Rosa",
    "Samuel",
    "Tove",
    "Ulla",
    "Viktor",
    "Wen",
    "Ximena",
    "Yusuf",
    "Zara",
    "Amadou",
    "Brigid",
    "Chidi",
    "Daria",
    "Emeka",
    "Fatima",
    "Gustav",
    "Helga",
    "Ibrahim",
    "Jana",
    "Kofi",
    "Leila",
    "Marek",
    "Ngozi",
    "Omar",
    "Petra",
    "Rafael",
    "Sunita",
    "Tomas",
    "Uma",
    "Vera",
    "Wanjiru",
    "Yara",
    "Zoltan",
]
SURNAMES = [
    "Abara",
    "Berg",
    "Castellanos",
    "Dlamini",
    "Ekwueme",
    "Farrugia",
    "Grigoryan",
    "Haddad",
    "Ivanescu",
    "Jankowski",
    "Karlsen",
    "Lindqvist",
    "Mbeki",
    "Nakamura",
    "Okonkwo",
    "Petrov",
    "Quispe",
    "Ramaswamy",
    "Sorensen",
    "Takahashi",
    "Ueda",
    "Vasquez",
    "Weber",
    "Xu",
    "Yilmaz",
    "Zielinski",
    "Adeyemi",
    "Bianchi",
    "Chaudhry",
    "Duarte",
    "Eriksen",
    "Fofana",
    "Gunawardena",
    "Horvath",
    "Ismail",
    "Jovanovic",
    "Kowalczyk",
    "Laurent",
    "Moreau",
    "Novak",
    "Obrecht",
    "Pillai",
    "Rahimi",
    "Silvestri",
    "Tanaka",
    "Umarov",
    "Virtanen",
    "Wagner",
    "Yamada",
    "Zhou",
]
_STEMS = [
    "Tamor",
    "Led",
    "Eskm",
    "Caldersh",
    "Harrowg",
    "Norvik",
    "Valdes",
    "Ostr",
    "Pelhamt",
    "Quint",
    "Rhodar",
    "Selk",
    "Tarns",
    "Ulv",
    "Varm",
    "Westh",
    "Ybb",
    "Zand",
    "Ardl",
    "Brenn",
]
_ENDINGS = ("a", "oor", "ire", "ate", "en", "ovia")
SECTORS = {
    "security": "Defence",
    "talent": "Education",
    "agriculture": "Agriculture",
    "economy": "Finance",
    "technology": "Digital Affairs",
    "trade": "Trade",
    "foreign_affairs": "Foreign Affairs",
    "energy": "Energy",
    "environment": "the Environment",
    "regional_infrastructure": "Transport",
    "labour": "Labour",
    "social_welfare": "Social Affairs",
    "health": "Health",
    "law_public_order": "Justice",
    "rights_migration": "Migration",
    "governance": "the Interior",
    "culture": "Culture",
}
# theme: what is measured, unit, kind, least and largest value
MEASURES = {
    "security": [("defence spending", "USD", "money", 1e8, 9e10), ("wheat reserves", "tonne", "measure", 1e4, 5e6)],
    "talent": [("university enrolment", "student", "count", 1e4, 3e6), ("the literacy rate", "percent", "percent", 60, 99)],
    "agriculture": [("grain output", "tonne", "measure", 1e5, 8e7), ("irrigated farmland", "hectare", "measure", 1e4, 5e6)],
    "economy": [("gross domestic product", "USD", "money", 1e9, 4e12), ("the inflation rate", "percent", "percent", 0.4, 14)],
    "technology": [("spending on research", "EUR", "money", 1e7, 6e10), ("broadband coverage", "percent", "percent", 30, 99)],
    "trade": [("exports of goods", "USD", "money", 1e9, 5e11), ("the average tariff", "percent", "percent", 1, 18)],
    "foreign_affairs": [("development aid", "EUR", "money", 1e7, 2e10), ("embassies abroad", "embassy", "count", 30, 260)],
    "energy": [
        ("installed wind capacity", "megawatt", "measure", 100, 90000),
        ("the price of electricity", "EUR", "money", 40, 300),
    ],
    "environment": [("carbon dioxide emissions", "tonne", "measure", 1e6, 9e8), ("forest cover", "percent", "percent", 5, 70)],
    "regional_infrastructure": [
        ("high-speed track", "kilometer", "measure", 50, 9000),
        ("new homes", "home", "count", 1e3, 4e5),
    ],
    "labour": [("the unemployment rate", "percent", "percent", 2, 24), ("the minimum wage", "EUR", "money", 3, 18)],
    "social_welfare": [
        ("the basic pension", "EUR", "money", 200, 1800),
        ("child benefit recipients", "family", "count", 1e4, 5e6),
    ],
    "health": [("hospital beds", "bed", "count", 1e3, 5e5), ("the vaccination rate", "percent", "percent", 40, 98)],
    "law_public_order": [
        ("recorded burglaries", "burglary", "count", 1e3, 3e5),
        ("the prison population", "person", "count", 1e3, 4e5),
    ],
    "rights_migration": [
        ("asylum applications", "application", "count", 1e3, 6e5),
        ("resettled families", "family", "count", 100, 4e4),
    ],
    "governance": [("voter turnout", "percent", "percent", 35, 90), ("civil servants", "person", "count", 1e4, 4e6)],
    "culture": [("museum visits", "visit", "count", 1e4, 2e7), ("the arts budget", "EUR", "money", 1e6, 3e9)],
}
FRENCH = (
    "Le gouvernement prépare une loi sur l'eau potable dans les communes rurales.",
    "Les agriculteurs demandent une aide rapide après la sécheresse de l'été.",
    "La ministre a promis des écoles ouvertes dans chaque vallée avant la rentrée.",
    "Le prix de l'électricité restera stable jusqu'à la fin de l'année prochaine.",
    "Un nouvel hôpital sera construit près de la frontière avec l'aide de la région.",
)
ACTIONS = (
    "plans to publish a first report by the spring",
    "wants the work to begin before the end of the year",
    "will ask parliament for the money in the next budget",
    "has set up an office that answers for the results",
    "expects the first districts to follow within months",
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is quoted: name, title, organisation."""

    name: str
    title: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence about a theme, and its facet where it has one."""

    text: str
    theme: str
    facet: str | None


class World:
    """Whoever and whatever the synthetic documents speak of; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        taxonomy = load_taxonomy(None)
        self.themes = {name: entry.title for name, entry in taxonomy.themes.items()}
        self.sentences: dict[str, list[Sentence]] = {}
        for name, entry in taxonomy.themes.items():
            found = [Sentence(text, name, None) for text in entry.examples]
            found += [Sentence(text, name, key) for key, facet in entry.facets.items() for text in facet.examples]
            self.sentences[name] = found
        self.neutral = list(taxonomy.neutral)
        self.places = [stem + ending for stem in _STEMS for ending in _ENDINGS]
        chance.shuffle(self.places)
        self.organisations = [f"{place} Ministry of {sector}" for place in self.places[:40] for sector in SECTORS.values()]
        chance.shuffle(self.organisations)
        self.speakers = [self._speaker(chance, given, surname) for given in GIVEN for surname in SURNAMES]
        chance.shuffle(self.speakers)
        self.publishers = [
            f"The {place} {kind}" for place in self.places[:20] for kind in ("Courier", "Gazette", "Post", "Monitor")
        ]
        self.policies = [
            (f"{place} {self.themes[theme]} Strategy {year}", theme)
            for place in self.places[:30]
            for theme in self.themes
            for year in (2030, 2035)
        ]
        chance.shuffle(self.policies)
        self._weights = {n: list(accumulate(1 / (i + 3) for i in range(n))) for n in map(len, self._lists())}

    def _lists(self) -> tuple[list[str], list[str], list[Speaker], list[str], list[tuple[str, str]]]:
        return self.places, self.organisations, self.speakers, self.publishers, self.policies

    def _speaker(self, chance: random.Random, given: str, surname: str) -> Speaker:
        organisation = chance.choice(self.organisations)
        title = chance.choice(("minister", "spokesperson", "director", "chief economist", "president", "professor"))
        return Speaker(f"{given} {surname}", title, organisation)

    def pick(self, chance: random.Random, among: list[T]) -> T:
        """One of a list; the first are picked most often, as a few names are in most news (Zipf)."""
        return chance.choices(among, cum_weights=self._weights[len(among)])[0]

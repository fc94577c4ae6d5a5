"""Identities that may be two people of one name: proposals with reasons, for a person to decide.

Rules go by the full name (`identities.py`): a person changes office and employer, so that no rule can tell from these alone whether two
texts mean one. Texts that have nothing in common are proposed here: neither an affiliation nor somebody else whom few texts name, and
something that speaks for two. Weights order the list and mean nothing beyond it.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations, groupby
from typing import Any

from policynlp.link.names import is_acronym_of, organisation_key
from policynlp.link.suggestions import Known

MOST_TEXTS = 100
"""Somebody whom more texts name is well known, and no list of texts would tell the two apart."""
_RARE_TEXTS = 5
_RARE_SHARE = 0.01
"""A companion ties two texts where it is in so few texts, or in so small a share of all."""
_LEAST_COMPANY = 5
"""Names of a side from which on it says something that the other one has none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesakes:
    """An identity that may be two.

    Attributes:
        identity: Key.
        name: The name that is shown.
        documents: Documents whose mentions may be somebody else: those of the smaller side.
        others: The documents that they have nothing in common with.
        reasons: Why, strongest first.
        weight: Larger is likelier.
    """

    identity: str
    name: str
    documents: tuple[str, ...]
    others: tuple[str, ...]
    reasons: tuple[str, ...]
    weight: float

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        return {"action": "split"} | asdict(self)


@dataclass(slots=True)
class _Side:
    """Documents that are tied to one another."""

    documents: list[str]
    affiliations: set[str]
    genders: set[str]
    company: set[int]


class _Texts:
    """Who and what each text names, as numbers in arrays: a large corpus has millions of pairs of a text and a name."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.documents: list[str] = []
        self.keys: list[str] = []
        self._names: list[str] = []
        self._named: list[array[int]] = []
        self._texts = array("I")
        self.told: dict[tuple[int, int], list[Known]] = defaultdict(list)
        numbers: dict[str, int] = {}
        for document, rows in groupby(known, key=lambda row: row.document):
            text = len(self.documents)
            self.documents.append(document)
            self._named.append(array("I"))
            for identity, same in groupby(sorted(rows, key=lambda row: row.identity), key=lambda row: row.identity):
                if _is_bare(identity):
                    continue
                number = numbers.setdefault(identity, len(numbers))
                if number == len(self.keys):
                    self.keys.append(identity)
                    self._names.append("")
                    self._texts.append(0)
                self._texts[number] += 1
                self._named[text].append(number)
                for row in same:
                    self._names[number] = row.name
                    if row.affiliations or row.gender:
                        self.told[text, number].append(row)
        self._most_rare = max(_RARE_TEXTS, _RARE_SHARE * len(self.documents))

    def of_people(self, *, settled: Collection[str]) -> dict[int, list[int]]:
        """Numbers of people whom two texts name or more, to these texts."""
        found: dict[int, list[int]] = defaultdict(list)
        for text, named in enumerate(self._named):
            for number in named:
                if 1 < self._texts[number] <= MOST_TEXTS and self.keys[number].startswith("person:"):
                    found[number].append(text)
        return {number: texts for number, texts in found.items() if self.keys[number] not in settled}

    def name(self, number: int) -> str:
        """The name that is shown."""
        return self._names[number]

    def company(self, text: int, number: int) -> set[int]:
        """All that a text names but one."""
        return set(self._named[text]) - {number}

    def rare(self, numbers: Iterable[int]) -> set[int]:
        """Those that few texts name."""
        return {number for number in numbers if self._texts[number] <= self._most_rare}


def _is_bare(identity: str) -> bool:
    """Whether an identity is that of one document alone: a surname, an acronym of several meanings."""
    return "@" in identity


def namesakes(known: Iterable[Known], *, settled: Collection[str] = (), limit: int | None = None) -> list[Namesakes]:
    """Persons whose texts fall into sides that have nothing in common, likeliest first.

    Args:
        known: Every identity in every document; those of a document one after the other.
        settled: Identities that are left out.
        limit: Identities at the most.
    """
    texts = _Texts(known)
    found = [one for number, own in texts.of_people(settled=settled).items() for one in _of(number, own, texts)]
    found.sort(key=lambda n: (-n.weight, -len(n.documents) - len(n.others), n.identity, n.documents))
    return found if limit is None else found[:limit]


def _of(number: int, own: Sequence[int], texts: _Texts) -> list[Namesakes]:
    sides = _sides(number, own, texts)
    sides.sort(key=lambda side: (-len(side.documents), side.documents))
    first, *rest = sides
    return [
        Namesakes(
            identity=texts.keys[number],
            name=texts.name(number),
            documents=tuple(side.documents),
            others=tuple(first.documents),
            reasons=tuple(reason for _, reason in found),
            weight=sum(weight for weight, _ in found),
        )
        for side in rest
        if (found := _differences(first, side))
    ]


def _sides(number: int, own: Sequence[int], texts: _Texts) -> list[_Side]:
    """Documents tied by an affiliation or somebody whom few texts name, directly or by way of others."""
    company = {text: texts.company(text, number) for text in own}
    rare = {text: texts.rare(found) for text, found in company.items()}
    affiliations = {text: {a for row in texts.told.get((text, number), ()) for a in row.affiliations} for text in own}
    side = {text: text for text in own}  # text to the first one that it is tied to
    for one, other in combinations(own, 2):
        if side[one] != side[other] and (
            rare[one] & rare[other] or any(_akin(a, b) for a in affiliations[one] for b in affiliations[other])
        ):
            first, second = sorted((side[one], side[other]))
            side = {text: first if root == second else root for text, root in side.items()}
    found: dict[int, _Side] = {}
    for text in own:
        mine = found.setdefault(side[text], _Side([], set(), set(), set()))
        mine.documents.append(texts.documents[text])
        mine.affiliations |= affiliations[text]
        mine.genders |= {row.gender for row in texts.told.get((text, number), ()) if row.gender}
        mine.company |= company[text]
    for mine in found.values():
        mine.documents.sort()
    return list(found.values())


def _akin(one: str, other: str) -> bool:
    """Whether two names may be of one body: the words of one in the other, or its acronym."""
    first, second = set(organisation_key(one)), set(organisation_key(other))
    if first <= second or second <= first:
        return True
    return is_acronym_of(one, other) or is_acronym_of(other, one)


def _differences(one: _Side, other: _Side) -> list[tuple[float, str]]:
    found = []
    if one.genders and other.genders and one.genders.isdisjoint(other.genders):
        found.append((2.0, _each("{} in some texts, {} in others", one.genders, other.genders)))
    if one.affiliations and other.affiliations:
        found.append((1.0, _each("of {} in some texts, of {} in others", one.affiliations, other.affiliations)))
    if min(len(one.company), len(other.company)) >= _LEAST_COMPANY and one.company.isdisjoint(other.company):
        found.append((0.5, "texts that name nobody else and no place in common"))
    return found


def _each(words: str, one: set[str], other: set[str]) -> str:
    """Words with the first of either, in an order that says nothing of which side is the smaller."""
    return words.format(*sorted((min(one), min(other))))

"""Identities that may be two people of one name: proposals with reasons, for a person to decide.

Rules go by the full name (`identities.py`): a person changes office and employer, so that no rule can tell from these alone whether two
texts mean one. Texts that have nothing in common are proposed here: neither an affiliation nor somebody else whom few texts name, and
something that speaks for two. Weights order the list and mean nothing beyond it.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from policynlp.link.names import initials, is_acronym, organisation_key
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


class _Company:
    """Who and what else each document names, as numbers."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._named: dict[str, array[int]] = {}
        self._texts: Counter[int] = Counter()
        self._seen: tuple[str, set[int]] = "", set()

    def add(self, row: Known) -> None:
        """Take an identity of a document in; a bare name is its document's own, and ties nothing.

        Rows of a document come one after the other.
        """
        named = self._named.setdefault(row.document, array("I"))
        if self._seen[0] != row.document:
            self._seen = row.document, set(named)
        if "@" not in row.identity or not row.identity.startswith("person:"):
            number = self._numbers.setdefault(row.identity, len(self._numbers))
            if number not in self._seen[1]:
                self._seen[1].add(number)
                named.append(number)
                self._texts[number] += 1

    def of(self, document: str, but: str) -> set[int]:
        """All that a document names but one identity."""
        return set(self._named[document]) - {self._numbers[but]}

    def rare(self, numbers: set[int]) -> set[int]:
        """Those that few texts name."""
        most = max(_RARE_TEXTS, _RARE_SHARE * len(self._named))
        return {number for number in numbers if self._texts[number] <= most}


def namesakes(known: Iterable[Known], *, settled: Collection[str] = (), limit: int | None = None) -> list[Namesakes]:
    """Persons whose texts fall into sides that have nothing in common, likeliest first.

    Args:
        known: Every identity in every document.
        settled: Identities that are left out.
        limit: Identities at the most.
    """
    told: dict[str, list[Known]] = defaultdict(list)
    company = _Company()
    for row in known:
        company.add(row)
        if row.identity.startswith("person:") and "@" not in row.identity and row.identity not in settled:
            told[row.identity].append(row)
    found = [
        one
        for key, rows in told.items()
        if 1 < len({row.document for row in rows}) <= MOST_TEXTS
        for one in _of(key, rows, company)
    ]
    found.sort(key=lambda n: (-n.weight, -len(n.documents) - len(n.others), n.identity, n.documents))
    return found if limit is None else found[:limit]


def _of(key: str, rows: Sequence[Known], company: _Company) -> list[Namesakes]:
    sides = _sides(key, sorted(rows, key=lambda row: (row.document, row.affiliations)), company)
    sides.sort(key=lambda side: (-len(side.documents), side.documents))
    first, *rest = sides
    return [
        Namesakes(
            identity=key,
            name=rows[0].name,
            documents=tuple(side.documents),
            others=tuple(first.documents),
            reasons=tuple(reason for _, reason in found),
            weight=sum(weight for weight, _ in found),
        )
        for side in rest
        if (found := _differences(first, side))
    ]


def _sides(key: str, rows: Sequence[Known], company: _Company) -> list[_Side]:
    """Documents tied by an affiliation or somebody whom few texts name, directly or by way of others."""
    side = {row.document: row.document for row in rows}
    named = {document: company.of(document, key) for document in side}
    rare = {document: company.rare(found) for document, found in named.items()}

    def root(document: str) -> str:
        while side[document] != document:
            document = side[document]
        return document

    for one, other in combinations(rows, 2):
        akin = any(_akin(a, b) for a in one.affiliations for b in other.affiliations)
        if akin or rare[one.document] & rare[other.document]:
            first, second = sorted((root(one.document), root(other.document)))
            side[second] = first
    found: dict[str, _Side] = {}
    for row in rows:
        mine = found.setdefault(root(row.document), _Side([], set(), set(), set()))
        mine.documents += [row.document] if row.document not in mine.documents else []
        mine.affiliations.update(row.affiliations)
        mine.genders.update({row.gender} if row.gender else ())
        mine.company |= named[row.document]
    return list(found.values())


def _akin(one: str, other: str) -> bool:
    """Whether two names may be of one body: the words of one in the other, or its acronym."""
    first, second = set(organisation_key(one)), set(organisation_key(other))
    if first <= second or second <= first:
        return True
    return any(is_acronym(a) and a.replace(".", "").lower() in initials(b) for a, b in ((one, other), (other, one)))


def _differences(one: _Side, other: _Side) -> list[tuple[float, str]]:
    found = []
    if one.genders and other.genders and one.genders.isdisjoint(other.genders):
        found.append((2.0, "{} in some texts, {} in others".format(*sorted((min(one.genders), min(other.genders))))))
    if one.affiliations and other.affiliations:
        found.append(
            (1.0, "of {} in some texts, of {} in others".format(*sorted((min(one.affiliations), min(other.affiliations)))))
        )
    if min(len(one.company), len(other.company)) >= _LEAST_COMPANY and one.company.isdisjoint(other.company):
        found.append((0.5, "texts that name nobody else and no place in common"))
    return found

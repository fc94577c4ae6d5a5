"""Identities that may be two people of one name: proposals with reasons, for a person to decide.

Rules go by the full name (`identities.py`): a person changes office and employer, so that no rule can tell from these alone whether two
texts mean one. Texts that give an identity nothing in common are proposed here: neither an affiliation nor somebody else whom few texts
name. Weights order the list and mean nothing beyond it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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


def namesakes(
    known: Callable[[], Iterable[Known]], *, settled: Collection[str] = (), limit: int | None = None
) -> list[Namesakes]:
    """Persons whose texts fall into sides that have nothing in common, likeliest first.

    Args:
        known: Gives every identity in every document; it is asked twice, so that only the documents of candidates are kept.
        settled: Identities that are left out.
        limit: Identities at the most.
    """
    told: dict[str, list[Known]] = defaultdict(list)
    for row in known():
        if row.identity.startswith("person:") and "@" not in row.identity and (row.affiliations or row.gender):
            told[row.identity].append(row)
    candidates = {key: rows for key, rows in told.items() if key not in settled and _may_differ(rows)}
    wanted = {row.document for rows in candidates.values() for row in rows}
    companions: dict[str, set[str]] = defaultdict(set)
    texts: Counter[str] = Counter()
    everything: set[str] = set()
    for row in known():
        if row.identity.startswith(("person:", "organisation:")):
            texts[row.identity] += 1
            if row.document in wanted:
                companions[row.document].add(row.identity)
        everything.add(row.document)
    most = max(_RARE_TEXTS, _RARE_SHARE * len(everything))
    rare = {document: {i for i in found if texts[i] <= most} for document, found in companions.items()}
    found = [n for key, rows in candidates.items() for n in _of(key, rows, rare)]
    found.sort(key=lambda n: (-n.weight, -len(n.documents) - len(n.others), n.identity, n.documents))
    return found if limit is None else found[:limit]


def _may_differ(rows: Sequence[Known]) -> bool:
    if not 1 < len({row.document for row in rows}) <= MOST_TEXTS:
        return False
    return len({a for row in rows for a in row.affiliations}) > 1 or len({row.gender for row in rows if row.gender}) > 1


def _of(key: str, rows: Sequence[Known], companions: Mapping[str, set[str]]) -> list[Namesakes]:
    sides = _sides(rows, {row.document: companions.get(row.document, set()) - {key} for row in rows})
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


def _sides(rows: Sequence[Known], companions: Mapping[str, set[str]]) -> list[_Side]:
    """Documents tied by an affiliation or a companion, directly or by way of others."""
    side = {row.document: row.document for row in rows}

    def root(document: str) -> str:
        while side[document] != document:
            document = side[document]
        return document

    for one, other in combinations(rows, 2):
        akin = any(_akin(a, b) for a in one.affiliations for b in other.affiliations)
        if akin or companions[one.document] & companions[other.document]:
            first, second = sorted((root(one.document), root(other.document)))
            side[second] = first
    found: dict[str, _Side] = {}
    for row in sorted(rows, key=lambda row: row.document):
        mine = found.setdefault(root(row.document), _Side([], set(), set()))
        mine.documents += [row.document] if row.document not in mine.documents else []
        mine.affiliations.update(row.affiliations)
        mine.genders.update({row.gender} if row.gender else ())
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
        found.append((2.0, f"{min(one.genders)} in some texts, {min(other.genders)} in others"))
    if one.affiliations and other.affiliations:
        found.append((1.0, f"of {min(one.affiliations)} in some texts, of {min(other.affiliations)} in others"))
    return found

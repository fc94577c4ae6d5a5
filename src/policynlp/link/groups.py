"""Figures of several documents about one measure, place and period, as groups: do they agree, and if not, by how much.

A group is what links of claims hold together: `agrees`, `compatible` and `differs` make one, `not_comparable` only points to
another figure and says why.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, NamedTuple

Agreement = Literal["agrees", "agrees_within_rounding", "compatible", "differs"]
_JOINING = frozenset({"agrees", "compatible", "differs"})
COMPARED = _JOINING | {"not_comparable"}
"""Kinds of links that compare two claims."""
CLAIM_COLUMNS = (
    "id", "document", "start_char", "end_char", "text", "value", "unit", "bound", "nature", "identity_name", "speaker", "source_text",
    "document_title", "publisher", "published", "uri", "measure_text", "place", "scope_text", "period_text",
)  # fmt: skip
LINK_COLUMNS = ("id", "kind", "from_annotation", "to_annotation", "delta", "reason")
_WORST: tuple[Agreement, ...] = ("differs", "compatible", "agrees_within_rounding", "agrees")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One figure of a group, with where it stands.

    Attributes:
        claim, document: Ids.
        start, end: Offsets in the document.
        text, value, unit, bound, nature: As in the claim.
        said_by: The speaker, by the name of the identity where there is one, or the source as printed, or null.
        title, publisher, published, uri: Of the document.
    """

    claim: str
    document: str
    start: int
    end: int
    text: str
    value: float | None
    unit: str | None
    bound: str
    nature: str
    said_by: str | None
    title: str | None
    publisher: str | None
    published: str | None
    uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Figures about one thing.

    Attributes:
        agreement: The worst that any two of them say of each other.
        measure, place, period: As the first reading states them that does.
        largest_delta: Largest relative difference between two of them that differ, or null.
        readings: The figures, oldest document first.
        reasons: What the comparisons say, the differences first, the largest before the others.
        beside: Reasons why figures that look alike are not compared (another period, scope or nature).
    """

    agreement: Agreement
    measure: str | None
    place: str | None
    period: str | None
    largest_delta: float | None
    readings: tuple[Reading, ...]
    reasons: tuple[str, ...]
    beside: tuple[str, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        return asdict(self)


class _Pair(NamedTuple):
    """What a link says of two claims, by their ids."""

    link: str
    a: str
    b: str
    kind: str
    delta: float | None
    reason: str | None


class _Figure(NamedTuple):
    """A claim as a group needs it."""

    reading: Reading
    measure: str | None
    place: str | None
    period: str | None


def groups(claims: Iterable[Mapping[str, Any]], links: Iterable[Mapping[str, Any]], *, contested: bool = False) -> list[Group]:
    """Groups of figures, contested ones first, then by the number of readings.

    Rows are read one at a time, the links first, and only claims that a group needs are kept.

    Args:
        claims: Rows of the view `claims`, with the columns of `CLAIM_COLUMNS` at the least.
        links: Rows of the view `links`, with those of `LINK_COLUMNS`; those that tie no two claims are passed over.
        contested: Groups alone in which some differ.
    """
    pairs = [pair for row in links if (pair := _pair(row)) is not None]
    pairs.sort(key=lambda pair: pair.link)
    root = _roots(pairs)
    if contested:
        disputed = {_find(root, p.a) for p in pairs if p.kind == "differs"}
        wanted = {claim for claim in root if _find(root, claim) in disputed}
        pairs = [p for p in pairs if p.a in wanted or p.b in wanted]
    wanted = {end for p in pairs for end in (p.a, p.b)}
    rows = {c["id"]: _figure(c) for c in claims if c["id"] in wanted}
    pairs = [p for p in pairs if p.a in rows and p.b in rows]
    root = _roots(pairs)
    members: dict[str, list[str]] = defaultdict(list)
    for claim in root:
        members[_find(root, claim)].append(claim)
    said: dict[str, list[_Pair]] = defaultdict(list)
    near: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.kind in _JOINING:
            said[_find(root, pair.a)].append(pair)
        else:
            for group in {_find(root, end) for end in (pair.a, pair.b) if end in root}:
                near[group].append(pair)
    out = [_group([rows[c] for c in found], said[key], near[key]) for key, found in members.items()]
    out = [g for g in out if not contested or g.agreement == "differs"]
    out.sort(key=lambda g: (_WORST.index(g.agreement), -len(g.readings), g.readings[0].document, g.readings[0].start))
    return out


def _pair(row: Mapping[str, Any]) -> _Pair | None:
    kind, a, b = row["kind"], row["from_annotation"], row["to_annotation"]
    if kind not in COMPARED or not a or not b:
        return None
    reason = row["reason"]
    return _Pair(str(row["id"]), a, b, sys.intern(kind), row["delta"], sys.intern(reason) if reason else None)


def _roots(pairs: Sequence[_Pair]) -> dict[str, str]:
    root: dict[str, str] = {}
    for pair in pairs:
        if pair.kind in _JOINING:
            _join(root, pair.a, pair.b)
    return root


def _group(claims: Sequence[_Figure], links: Sequence[_Pair], near: Sequence[_Pair]) -> Group:
    ordered = sorted(claims, key=lambda c: (c.reading.published or "", c.reading.document, c.reading.start))
    kinds = {_agreement(link) for link in links}
    deltas = [abs(link.delta) for link in links if link.kind == "differs" and link.delta is not None]
    by_worst = sorted(links, key=lambda link: (_WORST.index(_agreement(link)), -abs(link.delta or 0.0)))
    return Group(
        agreement=next(kind for kind in _WORST if kind in kinds),
        measure=next((c.measure for c in ordered if c.measure), None),
        place=next((c.place for c in ordered if c.place), None),
        period=next((c.period for c in ordered if c.period), None),
        largest_delta=max(deltas, default=None),
        readings=tuple(c.reading for c in ordered),
        reasons=tuple(dict.fromkeys(link.reason for link in by_worst if link.reason)),
        beside=tuple(dict.fromkeys(link.reason for link in near if link.reason)),
    )


def _agreement(link: _Pair) -> Agreement:
    if link.kind == "agrees":
        return "agrees_within_rounding" if link.delta else "agrees"
    return "differs" if link.kind == "differs" else "compatible"


def _figure(claim: Mapping[str, Any]) -> _Figure:
    reading = Reading(
        claim=claim["id"],
        document=claim["document"],
        start=claim["start_char"],
        end=claim["end_char"],
        text=claim["text"],
        value=claim["value"],
        unit=claim["unit"],
        bound=claim["bound"],
        nature=claim["nature"],
        said_by=claim.get("identity_name") or claim["speaker"] or claim["source_text"],
        title=claim["document_title"],
        publisher=claim["publisher"],
        published=claim["published"],
        uri=claim["uri"],
    )
    return _Figure(reading, claim["measure_text"], claim["place"] or claim["scope_text"], claim["period_text"])


def _find(root: dict[str, str], item: str) -> str:
    while root[item] != item:
        root[item] = root[root[item]]
        item = root[item]
    return item


def _join(root: dict[str, str], a: str, b: str) -> None:
    for item in (a, b):
        root.setdefault(item, item)
    root[_find(root, b)] = _find(root, a)

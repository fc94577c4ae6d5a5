"""Figures of several documents about one measure, place and period, as groups: do they agree, and if not, by how much.

A group is what links of claims hold together: `agrees`, `compatible` and `differs` make one, `not_comparable` only points to
another figure and says why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Agreement = Literal["agrees", "agrees_within_rounding", "compatible", "differs"]
_Key = tuple[str, str]  # document and annotation
_JOINING = frozenset({"agrees", "compatible", "differs"})
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


def groups(claims: Iterable[Mapping[str, Any]], links: Iterable[Mapping[str, Any]]) -> list[Group]:
    """Groups of figures, contested ones first, then by the number of readings.

    Args:
        claims: Rows of the view `claims`.
        links: Rows of the view `links`; those that tie no two claims are passed over.
    """
    rows = {(c["document"], c["id"]): c for c in claims}
    root: dict[_Key, _Key] = {}
    edges, beside = [], []
    for link in sorted(links, key=lambda x: str(x["id"])):
        ends = (link["from_document"], link["from_annotation"]), (link["to_document"], link["to_annotation"])
        if not all(end in rows for end in ends):
            continue
        if link["kind"] in _JOINING:
            edges.append((ends, link))
            _join(root, *ends)
        elif link["kind"] == "not_comparable":
            beside.append((ends, link))
    members: dict[_Key, list[_Key]] = defaultdict(list)
    for claim in root:
        members[_find(root, claim)].append(claim)
    said: dict[_Key, list[Mapping[str, Any]]] = defaultdict(list)
    for (a, _), link in edges:
        said[_find(root, a)].append(link)
    near: dict[_Key, list[Mapping[str, Any]]] = defaultdict(list)
    for ends, link in beside:
        for group in {_find(root, end) for end in ends if end in root}:
            near[group].append(link)
    out = [_group([rows[c] for c in found], said[key], near[key]) for key, found in members.items()]
    out.sort(key=lambda g: (_WORST.index(g.agreement), -len(g.readings), g.readings[0].document, g.readings[0].start))
    return out


def _group(claims: Sequence[Mapping[str, Any]], links: Sequence[Mapping[str, Any]], near: Sequence[Mapping[str, Any]]) -> Group:
    ordered = sorted(claims, key=lambda c: (c["published"] or "", c["document"], c["start_char"]))
    kinds = {_agreement(link) for link in links}
    differing = [link for link in links if link["kind"] == "differs"]
    deltas = [abs(link["delta"]) for link in differing if link["delta"] is not None]
    by_worst = sorted(links, key=lambda link: (_WORST.index(_agreement(link)), -abs(link["delta"] or 0.0)))
    return Group(
        agreement=next(kind for kind in _WORST if kind in kinds),
        measure=_stated(ordered, "measure_text"),
        place=_stated(ordered, "place") or _stated(ordered, "scope_text"),
        period=_stated(ordered, "period_text"),
        largest_delta=max(deltas, default=None),
        readings=tuple(_reading(c) for c in ordered),
        reasons=tuple(dict.fromkeys(link["reason"] for link in by_worst if link["reason"])),
        beside=tuple(dict.fromkeys(link["reason"] for link in near if link["reason"])),
    )


def _agreement(link: Mapping[str, Any]) -> Agreement:
    if link["kind"] == "agrees":
        return "agrees_within_rounding" if link["delta"] else "agrees"
    return "differs" if link["kind"] == "differs" else "compatible"


def _stated(claims: Sequence[Mapping[str, Any]], name: str) -> str | None:
    return next((c[name] for c in claims if c[name]), None)


def _reading(claim: Mapping[str, Any]) -> Reading:
    return Reading(
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


def _find(root: dict[_Key, _Key], item: _Key) -> _Key:
    while root[item] != item:
        root[item] = root[root[item]]
        item = root[item]
    return item


def _join(root: dict[_Key, _Key], a: _Key, b: _Key) -> None:
    for item in (a, b):
        root.setdefault(item, item)
    root[_find(root, b)] = _find(root, a)

"""Annotations of INCEpTION's layers (names as in our own CAS export) as regions and ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Protocol

from policynlp.document import Span
from policynlp.labels.exchange.regions import ROLES, Region, Tie

_ROLE = {"Quotation": "content", "QuotationCue": "cue", "QuotationSource": "source"}
_QUOTE_FIELDS = {"kind": "kind", "act": "act", "sourceType": "source_type", "speaker": "speaker"}


class _Annotation(Protocol):
    @property
    def type(self) -> str: ...
    @property
    def span(self) -> Span: ...
    @property
    def features(self) -> Mapping[str, str]: ...


def inception_regions(annotations: Iterable[_Annotation]) -> tuple[list[Region], list[Tie]]:
    """Names, figures and quotations as regions in code points of the text.

    Parts of a quotation belong together by its identifier, which cue and source state as `quotation`. A content without one is a
    quotation by itself.
    """
    regions: list[Region] = []
    parts: dict[tuple[str, str], list[Region]] = defaultdict(list)
    for n, one in enumerate(annotations):
        start, end = one.span
        if one.type == "NamedEntity":
            label = one.features.get("value", "")
            regions.append(Region(id=f"name-{n}", layer="entities", label=label, start=start, end=end))
        elif one.type == "Figure":
            ident = one.features.get("identifier", f"figure-{n}")
            fields = {name: one.features[name] for name in ("value", "unit") if name in one.features}
            if "value" in fields:
                fields["value"] = _shortest(fields["value"])
            label = one.features.get("kind", "")
            regions.append(Region(id=f"{ident}.span.0", layer="claims", label=label, start=start, end=end, fields=fields))
        elif one.type in _ROLE:
            role = _ROLE[one.type]
            quotation = one.features.get("identifier" if role == "content" else "quotation", f"new-{n}")
            given = {ours: one.features[name] for name, ours in _QUOTE_FIELDS.items() if name in one.features}
            of_role = parts[quotation, role]
            ident = f"{quotation}.{role}.{len(of_role)}"
            fields = given if role == "content" else {}
            of_role.append(Region(id=ident, layer="quotes", label=role, start=start, end=end, fields=fields))
    ties: list[Tie] = []
    for quotation in dict.fromkeys(name for name, _ in parts):
        row = [region for role in ROLES for region in parts.get((quotation, role), [])]
        regions += row
        ties += [Tie(head=one.id, child=other.id) for one, other in pairwise(row)]
    return regions, ties


def inception_themes(annotations: Iterable[_Annotation]) -> dict[Span, list[str]]:
    """Span of a passage to the themes and facets that it is marked with."""
    found: dict[Span, list[str]] = defaultdict(list)
    for one in annotations:
        theme, facet = one.features.get("theme"), one.features.get("facet")
        if one.type == "Theme" and theme:
            found[one.span].append(f"{theme}.{facet}" if facet else theme)
    return dict(found)


def _shortest(number: str) -> str:
    """A number as regions write it: whole ones without a point."""
    try:
        value = float(number)
    except ValueError:
        return number
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else number

"""Columns that say by how many percent the figures of a row have changed: "Change (%)", "Growth on 2023, %"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policynlp.tag.claims.table_headers import Header

_CHANGE = re.compile(
    r"\b(?:changes?|growth|variation|(?:in|de)crease|difference|year[- ]on[- ]year|y[/-]y|yoy)\b|(?:^|\s)[±+]/?-?\s*%|\u0394",
    re.IGNORECASE,
)
_BESIDE = frozenset(
    str.split(
        """on in over from to the of a year years previous preceding prior annual yearly quarter month period percentage percent per cent
    rate since vs versus compared with and between by at end fiscal fy relative pct average"""
    )
)
"""What may stand in such a header besides; "GDP growth" names what grows."""
_WORD = re.compile(r"[^\W\d_]+")
_PERCENT = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
_POINTS = re.compile(r"\bpoints?\b|\bpp\b", re.IGNORECASE)


def change_of(columns: Sequence[Header], unit: str | None) -> Header | None:
    """The header that says that a column holds changes in percent; null where none does.

    Args:
        columns: The headers above a cell.
        unit: That the cell itself prints, or null.
    """
    said = " ".join(h.cell.text for h in columns)
    if not _CHANGE.search(said) or not _PERCENT.search(f"{said} {unit or ''}") or _POINTS.search(said):
        return None
    rest = _WORD.findall(_CHANGE.sub(" ", said).lower())
    if not _BESIDE.issuperset(rest):
        return None
    return next((h for h in columns if _CHANGE.search(h.cell.text)), None)


def changed_header(header: Header, before: Header | None) -> Header:
    """What stands above a column of changes: the header before it, of which they are, or no name where the rows say what has changed.

    Args:
        header: As of `change_of`.
        before: Of the column before it, or null.
    """
    if before is not None and before.names:
        return replace(before, unit="percent")
    return replace(header, name="", unit="percent", period=before.period if before is not None else header.period)

"""Columns that say by how many percent the figures of a row have changed: "Change (%)", "Growth on 2023, %"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policynlp.tag.claims.table_headers import Header

_CHANGE = re.compile(
    r"\b(?:changes?|growth|variation|(?:in|de)crease|year[- ]on[- ]year|y[/-]y|yoy)\b|(?:^|\s)[±+]/?-?\s*%|\u0394",
    re.IGNORECASE,
)
_BETWEEN_DATES = re.compile(
    _CHANGE.pattern + r"|\b(?:differences?|variance|[mqy]/[mqy]|[mqy]o[mqy])\b|\+/-|^percent$|^%$", re.IGNORECASE
)
_SIMPLE = re.compile(r"\bchanges?\b|\byear[- ]on[- ]year\b|\by[/-]y\b|\byoy\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RATE = re.compile(r"\b(?:rate|share|ratio|proportion|percentage)\b", re.IGNORECASE)
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


def is_change(columns: Sequence[Header]) -> bool:
    """Whether a column without a date says how its row has changed: it is of the time of the last column before it."""
    said = " ".join(h.cell.text for h in columns)
    return not any(h.period for h in columns) and _BETWEEN_DATES.search(said) is not None and not _YEAR.search(said)


def changed_header(header: Header, before: Header | None, labels: Sequence[Header], *, only: bool) -> Header | None:
    """What stands above a column of changes: no name where the rows say what has changed, else the dated column before it.

    Args:
        header: As of `change_of`.
        before: Of the column before it, or null.
        labels: Of the row.
        only: Whether that is the one column of figures before it, so that it is that one's change.

    Returns:
        Null where it is not told what has changed, or where rows are in percent, so that a change of them is one in points.
    """
    if any((h.unit and _PERCENT.search(h.unit)) or _RATE.search(h.name) for h in labels):
        return None
    if before is not None and before.names:
        plain = _SIMPLE.search(header.cell.text) is not None and (only or _YEAR.search(before.name) is not None)
        clean = not _CHANGE.search(before.cell.text) and not _PERCENT.search(before.cell.text)
        return replace(before, unit="percent") if plain and clean else None
    if not any(h.names for h in labels):
        return None
    return replace(header, name="", unit="percent", period=before.period if before is not None else header.period)

"""Cells of one table as claims, for the tests of tables."""

from __future__ import annotations

from policynlp.document import Passage
from policynlp.tag.claims.tables import table_claims


def claims(text, *, before="", published="2025-03-20"):
    """Claims of a table below other text, each at its place."""
    whole = before + text
    table = Passage(id="t", start=len(before), end=len(whole), kind="table")
    found = list(table_claims(whole, [table], document="d", version="v", published=published))
    for c in found:
        assert whole[c.start : c.end] == c.text
        assert whole[c.measure.start : c.measure.end] == c.measure.text
    return found


def titled(title, text, kind):
    """Claims of a table below a line of its own."""
    whole = f"{title}\n{text}"
    line = Passage(id="c", start=0, end=len(title), kind=kind)
    table = Passage(id="t", start=len(title) + 1, end=len(whole), kind="table")
    return list(table_claims(whole, [line, table], document="d", version="v"))


def said(text, **about):
    """Value, unit, measure, scope and period of each cell."""
    return [
        (c.value, c.unit, c.measure.text, c.scope.text if c.scope else None, c.period.timex if c.period else None)
        for c in claims(text, **about)
    ]

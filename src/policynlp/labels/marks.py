"""Which texts have labels, and how far: rows are only added, so that counts and last numbers tell whether anything is new."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select

from policynlp.labels.database import LabelStore
from policynlp.labels.tables import CompletionRow, DecisionRow, UnitRow

Mark = tuple[int, int, int, int]
"""Of a text: number of decisions, number of the last one, and the same of completions."""


def marks(store: LabelStore) -> Mapping[str, Mark]:
    """Work to its mark, for every work that somebody decided something on."""
    made: dict[str, tuple[int, int]] = {}
    through: dict[str, tuple[int, int]] = {}
    with store.read() as session:
        for found, table in ((made, DecisionRow), (through, CompletionRow)):
            query = (
                select(UnitRow.work, func.count(), func.max(table.seq))
                .join(table, table.unit == UnitRow.id)
                .group_by(UnitRow.work)
            )
            found.update({work: (count, last) for work, count, last in session.execute(query)})
    return {work: (*mark, *through.get(work, (0, 0))) for work, mark in made.items()}

"""The record of sources: what came of each of them in each run. Rows are only appended, and folded when they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from policynlp.corpus.tables import Tables


class SourceRuns:
    """What runs found at their sources; a part of `Store`."""

    tables: Tables

    def record_sources(self, rows: Sequence[Mapping[str, Any]], *, run_id: str, part: str) -> None:
        """Write down what came of some sources.

        Args:
            rows: Of the table `sources`, without `run_id` and `part`.
            run_id: The run.
            part: Which part of it, where several processes share a run: of a part that is done twice, the row counts that
                brought more.
        """
        self.tables.append("sources", [dict(row) | {"run_id": run_id, "part": part} for row in rows])

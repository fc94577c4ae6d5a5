"""The record of a run: begins and ends its row in `runs`, adds up counts, times the stages, writes the report."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from policynlp.place import Place
from policynlp.settings import Settings
from policynlp.steps.context import RunContext, start_run
from policynlp.steps.counts import add_counts
from policynlp.steps.report import report_text


class Run:
    """A run from start to end, as a context manager.

    An error inside ends the run as `failed`; rejected documents end it as `incomplete`. What was committed before stays
    either way, and the next run goes on from there.

    Args:
        settings: All settings in force.
        kind: What is run: `run`, `ingest`, `tag` or `link`.
        backend: `local` or `prefect`.
    """

    def __init__(self, settings: Settings, *, kind: str = "run", backend: str = "local") -> None:
        self._context: RunContext = start_run(settings, kind=kind, backend=backend, tagging=kind != "ingest")
        self.counts: dict[str, int] = {}
        self.seconds: dict[str, float] = {}
        self.status = "running"
        self.report: Place | None = None

    @property
    def id(self) -> str:
        """Run id."""
        return self._context.run_id

    @property
    def context(self) -> str:
        """The run's context as JSON, for tasks."""
        return self._context.to_json()

    def add(self, counts: Mapping[str, int]) -> None:
        """Add counts of a batch or a document."""
        self.counts = add_counts(self.counts, counts)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage by the wall clock."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = round(self.seconds.get(name, 0.0) + time.perf_counter() - began, 3)

    def table(self) -> list[dict[str, Any]]:
        """Counts and timings as rows, for a table."""
        rows: list[dict[str, Any]] = [{"what": name, "value": n} for name, n in self.counts.items()]
        return rows + [{"what": f"{name} (seconds)", "value": s} for name, s in self.seconds.items()]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        if error is not None:
            self.status = "failed"
        else:
            self.status = "incomplete" if self.counts.get("rejected") else "completed"
        with self._context.store() as store:
            store.finish_run(
                self.id, status=self.status, counts=self.counts, seconds=sum(self.seconds.values()), stages=self.seconds
            )
        if error is None:
            self.report = self._context.folder / "report.md"
            text = report_text(self.context, counts=self.counts, seconds=self.seconds)
            self.report.write_text(text, encoding="utf-8")

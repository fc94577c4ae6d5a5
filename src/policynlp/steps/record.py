"""The record of a run: begins and ends its row in `runs`, adds up counts, times the stages, writes the report."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Any, Self

from policynlp.corpus.health.alarm import Alarm
from policynlp.corpus.locks import lock
from policynlp.errors import PolicyNLPError
from policynlp.logs import json_lines, within
from policynlp.place import Place
from policynlp.settings import Settings
from policynlp.steps.alerts import send
from policynlp.steps.context import RunContext, start_run
from policynlp.steps.counts import add_counts
from policynlp.steps.operating import corpus_health
from policynlp.steps.report import report_text
from policynlp.steps.telling import tell_alarms
from policynlp.steps.turns import alive_lock, close_died, corpus_turn

_LOG = logging.getLogger("policynlp.run")
_WITHOUT_TEXTS = frozenset({"train", "upkeep"})
_WITHOUT_TAGS = frozenset({"ingest", "train", "upkeep"})


class Run:
    """A run from start to end, as a context manager.

    An error inside ends the run as `failed`; rejected documents end it as `incomplete`. What was committed before stays
    either way, and the next run goes on from there. Runs on one corpus take turns, and each closes the rows of those
    that died before it.

    Args:
        settings: All settings in force.
        kind: What is run: `run`, `ingest`, `tag`, `link`, `train`, `upkeep`, or stages joined by `+`.
        backend: `local` or `prefect`.
        work: What sets the run apart from others of its kind, such as its sources.

    Raises:
        BusyError: On entering: another run is at work for longer than `run.wait_s`, or the same run is waiting already.
    """

    _context: RunContext

    def __init__(self, settings: Settings, *, kind: str = "run", backend: str = "local", work: Sequence[object] = ()) -> None:
        self._settings = settings
        self._kind = kind
        self._backend = backend
        self._work = work
        self._held = ExitStack()
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
        with within(stage=name):
            try:
                yield
            finally:
                took = time.perf_counter() - began
                self.seconds[name] = round(self.seconds.get(name, 0.0) + took, 3)
                _LOG.info("ended after %.1f s", took)

    def table(self) -> list[dict[str, Any]]:
        """Counts and timings as rows, for a table."""
        rows: list[dict[str, Any]] = [{"what": name, "value": n} for name, n in self.counts.items()]
        return rows + [{"what": f"{name} (seconds)", "value": s} for name, s in self.seconds.items()]

    def __enter__(self) -> Self:
        run = self._settings.run
        corpus = self._settings.corpus.path
        what = "\n".join([self._kind, *map(str, self._work)])
        with ExitStack() as held:
            held.enter_context(json_lines(run.log))
            held.enter_context(corpus_turn(corpus, what=what, wait_s=run.wait_s))
            self._context = start_run(
                self._settings, kind=self._kind, backend=self._backend, tagging=self._kind not in _WITHOUT_TAGS
            )
            held.enter_context(within(run=self.id))
            held.enter_context(lock(alive_lock(corpus, self.id), wait_s=5.0))
            with self._context.store() as store:
                for run_id in close_died(store):
                    message = f"run {run_id} died: its process is gone and it wrote down no end"
                    send(self._settings, "run_died", message, details={"run": run_id})
            _LOG.info("run %s begins: %s", self.id, what.replace("\n", " "))
            self._held = held.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        with self._held:
            self._end(error)

    def _end(self, error: BaseException | None) -> None:
        if error is not None:
            self.status = "failed"
        else:
            self.status = "incomplete" if self.counts.get("rejected") else "completed"
        try:
            with self._context.store() as store:
                store.finish_run(
                    self.id, status=self.status, counts=self.counts, seconds=sum(self.seconds.values()), stages=self.seconds
                )
        except Exception as fault:  # a full disk keeps the row from being written, and is what a person must hear of
            self._alert(error or fault)
            raise
        self._alert(error)
        if error is None:
            self.report = self._context.folder / "report.md"
            text = report_text(
                self.context,
                counts=self.counts,
                seconds=self.seconds,
                alarms=self._tell(),
                brings_texts=self._kind not in _WITHOUT_TEXTS,
            )
            self.report.write_text(text, encoding="utf-8")

    def _tell(self) -> Sequence[Alarm]:
        """What is wrong with sources and texts, where the run may have brought any; the operator is told what is new of it."""
        if self._kind in _WITHOUT_TEXTS:
            return ()
        try:
            with self._context.store() as store:
                alarms = corpus_health(store).alarms
            tell_alarms(self._settings, alarms, runs=self._context.folder.parent)
        except (PolicyNLPError, OSError) as error:  # the run itself went well
            _LOG.warning("the health of the corpus is not known: %s", error)
            return ()
        return alarms

    def _alert(self, error: BaseException | None) -> None:
        """The end of the run to the log, and a failure to whom the settings name."""
        if error is None:
            _LOG.info("run %s %s: %s", self.id, self.status, self.counts)
        elif isinstance(error, Exception):
            what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            if self._backend == "prefect":  # its automations post what fails, whatever kept it from beginning, too
                _LOG.error("run %s failed: %s", self.id, what)
                return
            send(self._settings, "run_failed", f"run {self.id} ({self._kind}) failed: {what}")
        else:  # by a person, or the system that shuts down
            _LOG.error("run %s was ended: %s", self.id, type(error).__name__, extra={"told": True})

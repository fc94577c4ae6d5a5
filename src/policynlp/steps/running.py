"""All steps of a run, one after the other, with progress; in this process, but for tagging where `run.processes` says so.

The Prefect flow in `pipelines/` does the same batch by batch; both write the same rows but for run columns.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
from pydantic import SecretStr

from policynlp.corpus.search.index import refresh_index
from policynlp.corpus.snapshot_build import build_snapshot
from policynlp.corpus.store import Store
from policynlp.errors import InputError, Rejection
from policynlp.ingest.fetch import Fetcher
from policynlp.ingest.items import Item
from policynlp.place import Place
from policynlp.settings import Settings
from policynlp.steps.context import RunContext
from policynlp.steps.correcting import correct_new
from policynlp.steps.ingest import Ingestor
from policynlp.steps.link import link_documents
from policynlp.steps.measuring import measure_new
from policynlp.steps.plan import find_items
from policynlp.steps.processes import tag_with_processes
from policynlp.steps.record import Run
from policynlp.steps.tag import switch_if_complete, tag_documents

Progress = Callable[[str, int, int | None], None]
"""Called as `progress(stage, done, total)`; `total` is None while it is not known."""
STAGES = ("ingest", "tag", "link")

_LOG = logging.getLogger("policynlp.steps")


@dataclass(frozen=True, kw_only=True)
class RunResult:
    """What a run did.

    Attributes:
        run_id: The run.
        status: `completed`, or `incomplete` where documents were rejected.
        counts: See `policynlp.steps.counts.COUNTED`.
        seconds: Wall time by stage.
        report: The Markdown report.
    """

    run_id: str
    status: str
    counts: Mapping[str, int]
    seconds: Mapping[str, float]
    report: Place | None

    @property
    def rejected(self) -> int:
        """Documents that were left out in this run."""
        return self.counts.get("rejected", 0)


def chosen_stages(only: str | None) -> tuple[str, ...]:
    """All stages, or the one that is named.

    Raises:
        InputError: There is no such stage.
    """
    if only is None:
        return STAGES
    check_stages([only])
    return (only,)


def check_stages(stages: Sequence[str]) -> None:
    """See that there are such stages.

    Raises:
        InputError: There is none of a name, or none is named.
    """
    for stage in stages or ("",):
        if stage not in STAGES:
            raise InputError(f"there is no stage {stage!r}", where="stages", hint=f"Stages: {', '.join(STAGES)}.")


def kind_of(stages: Sequence[str]) -> str:
    """What a run of these stages is called in the table `runs`."""
    return stages[0] if len(stages) == 1 else "+".join(stages) if len(stages) < len(STAGES) else "run"


def dotted(settings: Settings) -> dict[str, Any]:
    """Settings as flat dotted names, JSON-ready: what `load_settings` takes as flags.

    Secrets are left out: they are not stored with a flow run, and come from the environment of whoever runs it.
    """
    sections: dict[str, dict[str, Any]] = settings.model_dump(mode="json")
    return {
        f"{section}.{name}": value
        for section, values in sections.items()
        for name, value in values.items()
        if not isinstance(getattr(getattr(settings, section), name), SecretStr)
    }


def last_result(settings: Settings, counts: Mapping[str, int]) -> RunResult:
    """The result of the run that ended last, for a caller that only got its counts."""
    with Store.open(settings.corpus.path) as store:
        last = store.runs()[-1]
    report = settings.corpus.path / "runs" / last["run_id"] / "report.md"
    return RunResult(
        run_id=last["run_id"], status=last["status"], counts=counts, seconds={"all": last["seconds"]}, report=report
    )


def _silent(stage: str, done: int, total: int | None) -> None:
    """No progress shown."""


def plan_only(
    sources: Sequence[str], *, settings: Settings, since: date | None = None, limit: int | None = None
) -> list[Item | Rejection]:
    """What a run would ingest; reads feeds and sitemaps, but no document."""
    with Fetcher(settings) as fetcher:
        return list(find_items(sources, settings=settings, fetcher=fetcher, since=since, limit=limit))


def run(
    sources: Sequence[str] = (),
    *,
    settings: Settings,
    since: date | None = None,
    limit: int | None = None,
    stages: Sequence[str] = STAGES,
    progress: Progress = _silent,
) -> RunResult:
    """Ingest, tag and link.

    Args:
        sources: Files, folders, URLs, feeds, sitemaps; none: those of the sources file.
        settings: All settings in force.
        since: Leave out what the source dates before this day.
        limit: Take at most so many items.
        stages: Which of `STAGES` to do.
        progress: Told of every document.

    Raises:
        BusyError: Another run is at work on the corpus: see `Run`.
        PolicyNLPError: The run could not begin or go on; what was committed stays, and the next run goes on from there.
    """
    with Run(settings, kind=kind_of(stages), work=(*sources, since, limit)) as record:
        context = RunContext.from_json(record.context)
        if "ingest" in stages:
            with record.stage("ingest"):
                for done, counts in enumerate(_ingest(context, sources, since, limit), 1):
                    record.add(counts)
                    progress("ingest", done, None)
        if "tag" in stages:
            with record.stage("tag"):
                for done, total, counts in _tag(context):
                    record.add(counts)
                    progress("tag", done, total)
        if "link" in stages:
            with record.stage("link"):
                progress("link", 0, None)
                record.add(link_new(record.context))
    return RunResult(run_id=record.id, status=record.status, counts=record.counts, seconds=record.seconds, report=record.report)


def _ingest(context: RunContext, sources: Sequence[str], since: date | None, limit: int | None) -> Iterator[dict[str, int]]:
    with context.store() as store, Ingestor(context, store) as ingestor:
        items = find_items(
            sources, settings=context.settings, fetcher=ingestor.fetcher, since=since, limit=limit, looked=ingestor.log.looked
        )
        yield from ingestor.ingest(items)
        store.record_sources(ingestor.log.rows(), run_id=context.run_id, part="all")


def _tag(context: RunContext) -> Iterator[tuple[int, int, dict[str, int]]]:
    with context.store() as store:
        ids = store.untagged(context.tagset)
        processes, done = context.settings.run.processes, 0
        several = processes > 1 and len(ids) > 1
        tagged = tag_with_processes(context, store, ids, processes=processes) if several else tag_documents(context, store, ids)
        for counts in tagged:
            done += counts.get("tagged", 0) + counts.get("rejected", 0)
            yield done, len(ids), counts


def link_new(context_json: str) -> dict[str, int]:
    """Make the run's tag set active where it is complete, link what is new, refresh the search index and the views."""
    context = RunContext.from_json(context_json)
    with context.store() as store:
        switch_if_complete(context, store)
        correct_new(context, store)
        counts = link_documents(context, store)
        measure_new(context, store)
        refresh_index(store)
        try:
            build_snapshot(store)
        except duckdb.Error as error:  # questions are slower without, that is all; what the run brought is committed
            _LOG.warning("the file of views could not be made: %s", error)
    return counts

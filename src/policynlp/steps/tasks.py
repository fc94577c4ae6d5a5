"""The steps cut into tasks: each takes the run's context as JSON and a path, and gives paths or counts."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date

from policynlp.corpus.store import Store
from policynlp.ingest.fetch import Fetcher
from policynlp.logs import json_lines, within
from policynlp.place import Place
from policynlp.steps.context import RunContext
from policynlp.steps.counts import add_counts
from policynlp.steps.ingest import Ingestor
from policynlp.steps.plan import batched, find_items, found_from_line, found_to_line, read_plan, write_plan
from policynlp.steps.processes import tag_with_processes
from policynlp.steps.source_log import SourceLog
from policynlp.steps.tag import tag_documents

_TAGGING = threading.Lock()


def plan_ingest(
    context_json: str, sources: Sequence[str], *, since: date | None = None, limit: int | None = None
) -> list[Place]:
    """Find what there is to ingest and write it down, `run.batch_docs` items a file.

    What cannot be found is written down with its reason, so that it is counted and kept like what cannot be read.
    """
    context = RunContext.from_json(context_json)
    log = SourceLog()
    with Fetcher(context.settings) as fetcher:
        found = find_items(sources, settings=context.settings, fetcher=fetcher, since=since, limit=limit, looked=log.looked)
        lines = [found_to_line(one) for one in found]
    with context.store() as store:
        store.record_sources(log.rows(), run_id=context.run_id, part="discover")
    batches = batched(lines, context.settings.run.batch_docs)
    return [write_plan(context, f"ingest-{i:05}", batch) for i, batch in enumerate(batches, 1)]


def ingest_plan(context_json: str, plan: Place) -> dict[str, int]:
    """Ingest the items of one file."""
    context = RunContext.from_json(context_json)
    with context.store() as store, Ingestor(context, store) as ingestor:
        counts = add_counts(*ingestor.ingest(found_from_line(line) for line in read_plan(plan)))
        store.record_sources(ingestor.log.rows(), run_id=context.run_id, part=plan.stem)
        return counts


def plan_tagging(context_json: str) -> list[Place]:
    """Write down which documents the run's tag set lacks, `run.batch_docs` a file."""
    context = RunContext.from_json(context_json)
    with context.store() as store:
        batches = batched(store.untagged(context.tagset), context.settings.run.batch_docs)
        return [write_plan(context, f"tag-{i:05}", batch) for i, batch in enumerate(batches, 1)]


def tag_plan(context_json: str, plan: Place) -> dict[str, int]:
    """Tag the documents of one file; those that got tags in the meantime are left alone.

    Threads of one process take turns: it has one tagger, and works at one document at a time.
    """
    context = RunContext.from_json(context_json)
    said = within(run=context.run_id, stage="tag")
    with _TAGGING, json_lines(context.settings.run.log), said, context.store() as store:
        return add_counts(*tag_documents(context, store, _missing(context, store, plan)))


def tag_plan_apart(context_json: str, plan: Place) -> dict[str, int]:
    """As `tag_plan`, in a process of its own: a document that kills it is found, and left out."""
    context = RunContext.from_json(context_json)
    with context.store() as store:
        return add_counts(*tag_with_processes(context, store, _missing(context, store, plan), processes=1))


def _missing(context: RunContext, store: Store, plan: Place) -> list[str]:
    untagged = set(store.untagged(context.tagset))
    return [i for i in read_plan(plan) if i in untagged]

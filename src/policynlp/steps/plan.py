"""Cutting work into batches, written to files: tasks hand each other paths, not data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date

from policynlp.errors import InputError, Rejection
from policynlp.ingest.discover import Item, SourceSpec, discover, load_sources
from policynlp.ingest.fetch import Fetcher
from policynlp.ingest.looks import Look
from policynlp.place import Place, write_whole
from policynlp.settings import Settings
from policynlp.steps.context import RunContext


def find_items(
    sources: Sequence[str | SourceSpec],
    *,
    settings: Settings,
    fetcher: Fetcher | None = None,
    since: date | None = None,
    limit: int | None = None,
    looked: Callable[[Look], None] = lambda _: None,
) -> Iterator[Item | Rejection]:
    """What there is to ingest: the sources named, else those of the sources file; arguments as of `discover`.

    Raises:
        InputError: No source is named and there is no sources file.
        SettingsError: The sources file is wrong.
    """
    if not sources:
        path = settings.corpus.sources
        if not path.is_file():
            raise InputError(
                "there is nothing to ingest: no source is named and the sources file does not exist",
                where=str(path),
                hint="Name files, folders or URLs, or set corpus.sources.",
            )
        sources = load_sources(path)
    yield from discover(sources, settings=settings, fetcher=fetcher, since=since, limit=limit, looked=looked)


def batched(values: Iterable[str], size: int) -> Iterator[list[str]]:
    """Lists of at most `size` values, in order."""
    batch: list[str] = []
    for value in values:
        batch.append(value)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def write_plan(context: RunContext, name: str, lines: Sequence[str]) -> Place:
    """One line an entry, in the run's folder; written whole or not at all."""
    path = context.folder / f"{name}.jsonl"
    write_whole(path, "".join(f"{line}\n" for line in lines).encode())
    return path


def read_plan(path: Place) -> list[str]:
    """The lines of `write_plan`."""
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line]


def found_to_line(found: Item | Rejection) -> str:
    """What discovery found, as one line of JSON."""
    if isinstance(found, Rejection):
        return json.dumps({"left_out": found.as_dict()}, ensure_ascii=False)
    return json.dumps(asdict(found) | {"metadata": dict(found.metadata)}, ensure_ascii=False)


def found_from_line(line: str) -> Item | Rejection:
    """Inverse of `found_to_line`."""
    fields = json.loads(line)
    return Rejection(**fields["left_out"]) if "left_out" in fields else Item(**fields)

"""A corpus that was never broken, and whether another one has come back to the same."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from policynlp.settings import Settings, load_settings
from policynlp.steps import run
from runs import ARTICLES, rows_of

BATCH_DOCS = 2


def write_sources(folder: Path) -> Path:
    """Files and rows to ingest, in a folder of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [{"id": f"r{i}", "text": text, "date": f"2024-06-0{i + 1}"} for i, text in enumerate(ARTICLES)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for i, text in enumerate(ARTICLES[:3]):
        (folder / f"note-{i}.txt").write_text(
            f"A note on it, number {i}\n\n{text.replace('Tamora', 'Olenia')}\n", encoding="utf-8"
        )
    return folder


def settings_of(corpus: Path) -> Settings:
    """Small batches, so that there are many."""
    return load_settings({"corpus.path": corpus, "run.batch_docs": BATCH_DOCS, "ingest.date_col": "date"})


def make_whole(folder: Path) -> tuple[Path, Path]:
    """A tagged corpus of two runs; gives its folder and the one of its sources."""
    sources, corpus = write_sources(folder / "sources"), folder / "corpus"
    settings = settings_of(corpus)
    run([str(sources / "rows.jsonl")], settings=settings)
    run([str(sources)], settings=settings)
    return corpus, sources


def copy_of(corpus: Path, to: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(corpus, to))


def difference(corpus: Path, sources: Path, whole: Path) -> dict[str, tuple[int, int]]:
    """Run again, then: view to how many rows it lacks, and has too many, against one that was never broken."""
    run([str(sources)], settings=settings_of(corpus))
    mine, its = rows_of(corpus), rows_of(whole)
    by_view = {view: lacking_and_many({view: mine[view]}, {view: its[view]}) for view in its}
    return {view: found for view, found in by_view.items() if found != (0, 0)}


def lacking_and_many(mine: Mapping[str, list[str]], its: Mapping[str, list[str]]) -> tuple[int, int]:
    """How many rows of some views are not there, and how many there are too many."""
    lacking = sum((Counter(its[view]) - Counter(mine[view])).total() for view in its)
    return lacking, sum((Counter(mine[view]) - Counter(its[view])).total() for view in its)

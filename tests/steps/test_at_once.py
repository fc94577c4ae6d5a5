"""Two runs on one corpus at once: nothing is doubled and nothing is missing, without a lock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.corpus.store import Store
from policynlp.ingest.items import Item
from policynlp.steps.context import start_run
from policynlp.steps.ingest import Ingestor
from runs import ARTICLES, rows_of, settings_for


@pytest.mark.crash
@pytest.mark.slow
def test_two_processes_write_what_one_writes(rows_file: Path, tmp_path: Path) -> None:
    together, alone = settings_for(tmp_path / "together"), settings_for(tmp_path / "alone")
    front = [sys.executable, "-m", "policynlp", "--corpus", str(together.corpus.path), "--set", "run.batch_docs=2"]
    command = [*front, "--set", "ingest.date_col=date", "run", "--quiet", str(rows_file)]
    processes = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in processes:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    steps.run([str(rows_file)], settings=alone)
    assert rows_of(together.corpus.path) == rows_of(alone.corpus.path)
    with Store.open(together.corpus.path) as store:
        assert [run["status"] for run in store.runs()] == ["completed", "completed"]


def test_what_two_ingest_at_once_is_in_the_corpus_once(rows_file: Path, tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    items = [Item(uri=str(rows_file), kind="path")]
    contexts = [start_run(settings, kind="ingest", tagging=False) for _ in range(2)]
    with contexts[0].store() as one, contexts[1].store() as other:
        # both have looked at the corpus before either of them commits
        with Ingestor(contexts[0], one) as first, Ingestor(contexts[1], other) as second:
            for ingestor in (first, second):
                counts = list(ingestor.ingest(items))
                assert counts[0]["documents"] == len(ARTICLES)
        assert len(one.document_ids()) == len(ARTICLES)
        assert len(list(one.load_documents())) == len(ARTICLES)

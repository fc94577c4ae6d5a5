"""A run that is killed at any point leaves a corpus that can be read; the next one loses nothing and repeats nothing."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policynlp.corpus.reading import open_corpus
from runs import ARTICLES


def command(source: Path, corpus: Path) -> list[str]:
    front = [sys.executable, "-m", "policynlp", "--corpus", str(corpus), "--set", "run.batch_docs=4"]
    return [*front, "run", "--quiet", "--json", str(source)]


@pytest.mark.crash
@pytest.mark.parametrize(
    ("documents", "kills"), [(16, 2), pytest.param(24, 3, marks=pytest.mark.slow), pytest.param(60, 8, marks=pytest.mark.slow)]
)
def test_kill_9_at_random_points(tmp_path: Path, documents: int, kills: int) -> None:
    source, corpus = tmp_path / "rows.jsonl", tmp_path / "corpus"
    rows = [{"id": f"r{i}", "text": f"Report {i}. {ARTICLES[i % len(ARTICLES)]}"} for i in range(documents)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    chance = random.Random(20261125)
    killed = 0
    for _ in range(kills):
        process = subprocess.Popen(command(source, corpus), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1.0, 6.0))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.wait()
        if (corpus / "corpus.json").exists():
            with open_corpus(corpus) as opened:
                for view in ("documents_all", "passages_all", "quotes_all", "links_all", "rejects", "runs"):
                    opened.arrow(view)
    assert killed, "no run was killed: the machine is faster than this test expects"
    result = subprocess.run(command(source, corpus), capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    with open_corpus(corpus) as opened:
        keys = opened.sql("select key, count(*) as n from documents_all group by key").to_pylist()
        assert {row["key"] for row in keys} == {row["id"] for row in rows}
        assert all(row["n"] == 1 for row in keys)
        ids = opened.sql("select id, count(*) as n from quotes_all group by id having count(*) > 1").to_pylist()
        assert ids == []
        assert len(list(opened.documents(everything=True))) == documents
        assert all(doc.tags.themes for doc in opened.documents(everything=True))

"""The command line as a process: signals, pipes and closed streams end it in good order."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policynlp.corpus.store import Store
from runs import ARTICLES

POLICYNLP = [sys.executable, "-m", "policynlp"]


@pytest.fixture
def many_rows(tmp_path: Path) -> Path:
    """Rows that keep a run busy for long enough to be ended in the middle."""
    path = tmp_path / "rows.jsonl"
    rows = [{"id": f"r{i}", "text": f"Report {i}. {' '.join(ARTICLES)}"} for i in range(400)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def wait_for_documents(corpus: Path) -> None:
    """Wait until a run has ingested and tags."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if (corpus / "corpus.json").exists():
            with Store.open(corpus) as store:
                if len(store.document_ids()) == 400:
                    return
        time.sleep(0.2)
    pytest.fail("the run ingested nothing")


@pytest.mark.parametrize(
    "number, code, said", [(signal.SIGINT, 130, "interrupted"), pytest.param(signal.SIGTERM, 143, "", marks=pytest.mark.slow)]
)
def test_a_run_that_is_ended_is_written_down_as_failed(
    number: signal.Signals, code: int, said: str, many_rows: Path, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    command = [*POLICYNLP, "--corpus", str(corpus), "run", "--quiet", str(many_rows)]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    wait_for_documents(corpus)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == code, err
    assert said in err
    assert "Traceback" not in err
    with Store.open(corpus) as store:
        assert [run["status"] for run in store.runs()] == ["failed"]
        assert len(store.document_ids()) == 400


def test_a_reader_that_has_seen_enough_is_no_error(many_rows: Path) -> None:
    process = subprocess.Popen(
        [*POLICYNLP, "tag", "--quiet", str(many_rows)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert json.loads(process.stdout.readline())["id"] == "r0"
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(timeout=60) == 0


@pytest.mark.parametrize(
    "redirection, code, said",
    [
        pytest.param("<&-", 2, "closed", marks=pytest.mark.slow),
        pytest.param(">&-", 0, "", marks=pytest.mark.slow),
        (">/dev/full", 1, "no space"),
    ],
)
def test_streams_that_are_closed_or_full(redirection: str, code: int, said: str, tmp_path: Path) -> None:
    if redirection.endswith("full") and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    row = tmp_path / "row.jsonl"
    row.write_text(json.dumps({"text": ARTICLES[0]}) + "\n", encoding="utf-8")
    what = "-" if redirection == "<&-" else str(row)
    shell = f'"$0" -m policynlp tag --quiet {what} {redirection}'
    done = subprocess.run(
        ["bash", "-c", shell, sys.executable], capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr

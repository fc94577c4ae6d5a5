"""Several processes that tag: the rows of the plain run, whichever of them dies and when."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.corpus.reading import open_corpus
from policynlp.corpus.store import Store
from policynlp.errors import ModelError, PolicyNLPError
from policynlp.steps import processes
from policynlp.steps.context import RunContext, start_run
from policynlp.steps.tag import committed_counts, tag_documents
from runs import rows_of, settings_for
from spread_runs import QUICK, assert_sound, many_rows, poison


def workers() -> list[int]:
    """Processes that tag for this one."""
    found = []
    for children in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
        for pid in children.read_text().split():
            command = Path(f"/proc/{pid}/cmdline")
            if command.exists() and b"policynlp.steps.worker" in command.read_bytes():
                found.append(int(pid))
    return found


@pytest.mark.crash
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="finds the processes in /proc")
def test_the_rows_of_the_plain_run_though_a_process_is_killed(tmp_path: Path) -> None:
    source = many_rows(tmp_path, 24)
    several = settings_for(tmp_path / "several", run__processes=2, run__batch_docs=3, tag__components=QUICK)
    killed: list[int] = []

    def progress(stage: str, done: int, _: int | None) -> None:
        if stage == "tag" and done and not killed:  # both are up and at work
            killed.append(workers()[0])
            os.kill(killed[0], signal.SIGKILL)

    result = steps.run([str(source)], settings=several, progress=progress)
    assert killed
    assert workers() == []
    assert result.status == "completed"
    assert result.counts["tagged"] == 24
    plain = settings_for(tmp_path / "plain", tag__components=QUICK)
    assert steps.run([str(source)], settings=plain).counts.items() <= result.counts.items()
    assert rows_of(several.corpus.path) == rows_of(plain.corpus.path)
    assert_sound(several.corpus.path, 24)


def test_what_a_process_committed_before_it_died_is_counted(tmp_path: Path) -> None:
    source, settings = many_rows(tmp_path, 6), settings_for(tmp_path, tag__components=QUICK)
    counts = steps.run([str(source)], settings=settings).counts
    with Store.open(settings.corpus.path) as store:
        ids = sorted(store.document_ids())
        found = committed_counts(store, ids, tagset=store.require_active())
        assert found == {name: counts[name] for name in found}
        assert found["tagged"] == 6
        assert committed_counts(store, ids[:2], tagset=store.require_active())["tagged"] == 2


@pytest.mark.slow
def test_all_layers_come_out_the_same(tmp_path: Path) -> None:
    source = many_rows(tmp_path, 30)
    several, plain = settings_for(tmp_path / "several", run__processes=3), settings_for(tmp_path / "plain")
    for settings in (several, plain):
        steps.run([str(source)], settings=settings)
    assert rows_of(several.corpus.path) == rows_of(plain.corpus.path)


@pytest.mark.slow
def test_a_document_that_kills_is_left_out_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    poison(tmp_path, monkeypatch)
    settings = settings_for(tmp_path, run__processes=2, run__batch_docs=4, tag__components=QUICK)
    result = steps.run([str(many_rows(tmp_path, 10))], settings=settings)
    assert result.status == "incomplete"
    assert (result.counts["tagged"], result.rejected) == (9, 1)
    assert_sound(settings.corpus.path, 10)
    with open_corpus(settings.corpus.path) as corpus:
        (left_out,) = corpus.arrow("rejects").to_pylist()
        assert left_out["uri"].endswith("#4")
        assert "died" in left_out["what"]
        assert "exit code 7" in left_out["what"]
    assert not steps.run([str(tmp_path / "rows.jsonl")], settings=settings).counts.get("tagged")  # not tried for ever


@pytest.mark.slow
def test_processes_that_always_die_end_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    poison(tmp_path, monkeypatch, text="Report")
    monkeypatch.setattr(processes, "_MOST_DEATHS", 3)
    settings = settings_for(tmp_path, run__processes=2, tag__components=QUICK)
    with pytest.raises(PolicyNLPError, match=r"die again and again .*exit code 7"):
        steps.run([str(many_rows(tmp_path, 10))], settings=settings)
    assert workers() == []
    with Store.open(settings.corpus.path) as store:
        assert store.runs()[-1]["status"] == "failed"


def test_an_error_over_there_is_the_error_here(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, run__processes=2, tag__components=QUICK)
    steps.run([str(many_rows(tmp_path, 4))], settings=settings, stages=("ingest",))
    begun = start_run(settings, kind="tag")
    context = RunContext(run_id=begun.run_id, settings=settings, tagset="of other models")
    with context.store() as store, pytest.raises(ModelError, match="models were changed"):
        list(processes.tag_with_processes(context, store, store.document_ids(), processes=2))
    assert workers() == []


@pytest.mark.crash
def test_two_that_tag_the_same_documents_at_once_double_nothing(tmp_path: Path) -> None:
    """What a process does again that another has committed meanwhile counts once."""
    settings = settings_for(tmp_path, run__batch_docs=2, tag__components=QUICK)
    steps.run([str(many_rows(tmp_path, 12))], settings=settings, stages=("ingest",))
    context = start_run(settings, kind="tag")
    failures: list[Exception] = []
    together = threading.Barrier(2)

    def tag() -> None:
        try:
            with context.store() as store:
                ids = store.untagged(context.tagset)
                together.wait()
                for _ in tag_documents(context, store, ids):
                    time.sleep(0.001)  # commits of both lie between each other
        except Exception as error:  # noqa: BLE001 - told to the test below
            failures.append(error)

    threads = [threading.Thread(target=tag) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    steps.run([], settings=settings, stages=("link",))
    with context.store() as store:
        store.activate(context.tagset, by="test")
        written = store.tables.read("tagged", columns=["document"]).num_rows
    assert written == 24  # both wrote all of it
    assert_sound(settings.corpus.path, 12)

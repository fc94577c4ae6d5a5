"""The flow with its batches on Dask: the rows of the plain run, though workers die; errors that say what to do."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.cli.flows import load_flow
from policynlp.corpus.reading import open_corpus
from policynlp.corpus.store import Store
from policynlp.errors import ServerError, SettingsError
from policynlp.settings import Settings
from runs import rows_of, settings_for
from spread_runs import QUICK, assert_sound, many_rows, poison

pytestmark = [pytest.mark.prefect, pytest.mark.slow, pytest.mark.filterwarnings("default")]


def flow(settings: Settings, *sources: Path) -> dict[str, int]:
    counts: dict[str, int] = load_flow("tag_corpus", "tag_corpus")(
        sources=[str(s) for s in sources], settings=steps.dotted(settings)
    )
    return counts


def dask_workers() -> list[int]:
    """Processes that were started by this one and hold the tagger's models."""
    found = []
    for children in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
        for pid in map(int, children.read_text().split()):
            with suppress(OSError):  # it ended
                if "onnxruntime" in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8"):
                    found.append(pid)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="finds the processes in /proc")
def test_the_rows_of_the_plain_run_though_a_worker_is_killed(prefect_server: None, tmp_path: Path) -> None:
    source = many_rows(tmp_path, 24)
    settings = settings_for(tmp_path / "dask", run__dask="local", run__processes=2, run__batch_docs=3)
    killed: list[int] = []

    def kill_one() -> None:
        while not killed:
            for pid in dask_workers():
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
                break
            time.sleep(0.2)

    killer = threading.Thread(target=kill_one, daemon=True)
    killer.start()
    counts = flow(settings, source)
    assert killed
    assert counts["tagged"] == 24
    plain = settings_for(tmp_path / "plain")
    steps.run([str(source)], settings=plain)
    assert rows_of(settings.corpus.path) == rows_of(plain.corpus.path)
    assert_sound(settings.corpus.path, 24)


def test_a_document_that_kills_every_worker_is_left_out(
    prefect_server: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison(tmp_path, monkeypatch)
    settings = settings_for(tmp_path, run__dask="local", run__processes=1, run__batch_docs=4, tag__components=QUICK)
    counts = flow(settings, many_rows(tmp_path, 8))
    assert (counts["tagged"], counts["rejected"]) == (7, 1)
    with open_corpus(settings.corpus.path) as corpus:
        (left_out,) = corpus.arrow("rejects").to_pylist()
        assert left_out["uri"].endswith("#4")
    assert_sound(settings.corpus.path, 8)


def test_an_existing_scheduler_by_its_address(prefect_server: None, tmp_path: Path) -> None:
    from distributed import LocalCluster

    source = many_rows(tmp_path, 6)
    # threads of one worker share its tagger
    with LocalCluster(n_workers=1, threads_per_worker=2, memory_limit=0, dashboard_address=None) as cluster:
        settings = settings_for(
            tmp_path / "dask", run__dask=cluster.scheduler_address, run__batch_docs=2, tag__components=QUICK
        )
        assert flow(settings, source)["tagged"] == 6
    plain = settings_for(tmp_path / "plain", tag__components=QUICK)
    steps.run([str(source)], settings=plain)
    assert rows_of(settings.corpus.path) == rows_of(plain.corpus.path)


@pytest.mark.parametrize(
    ("address", "error", "says"),
    [
        ("scheduler", SettingsError, "no address of a Dask scheduler"),
        ("tcp://127.0.0.1:9", ServerError, "does not answer"),
    ],
    ids=["no address", "nobody there"],
)
def test_a_scheduler_that_is_not_there(
    prefect_server: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, error: type[Exception], says: str
) -> None:
    import dask

    settings = settings_for(tmp_path, run__dask=address, tag__components=QUICK)
    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}), pytest.raises(error, match=says):
        flow(settings, many_rows(tmp_path, 2))
    with Store.open(settings.corpus.path) as store:
        assert store.runs()[-1]["status"] == "failed"

"""`policynlp serve-flow` against a real Prefect server: the schedule fires, and the run is in the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from policynlp.corpus.store import Store
from prefect_processes import environment, free_port, prefect_server_process, running, wait
from runs import ARTICLES

FIRE_S = 240


@pytest.mark.slow
@pytest.mark.prefect
@pytest.mark.timeout(600)
def test_a_schedule_fires(rows_file: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"

    def ran() -> bool:
        if not (corpus / "corpus.json").exists():
            return False
        with Store.open(corpus) as store:
            return any(run["status"] == "completed" for run in store.runs())

    env = environment(tmp_path / "prefect", free_port())
    command = ["policynlp", "--corpus", str(corpus), "serve-flow", "--cron", "* * * * *", "--source", str(rows_file)]
    with (
        prefect_server_process(env, log=tmp_path / "server.log"),
        running(command, env=env, log=tmp_path / "serve.log", cwd=tmp_path),
    ):
        wait(ran, FIRE_S, "no scheduled run was completed: see serve.log")
    with Store.open(corpus) as store:
        assert len(store.document_ids()) == len(ARTICLES)
        assert {run["backend"] for run in store.runs()} == {"prefect"}

"""The Prefect server restarts while a served flow runs: the schedule goes on, and nothing is lost or doubled."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from faults.tally import tally
from policynlp.corpus.store import Store
from policynlp.settings import load_settings
from policynlp.steps import examine
from prefect_processes import environment, free_port, prefect_server_process, running, wait
from runs import ARTICLES

FIRE_S = 300


def ended_after(corpus: Path, moment: datetime, *, status: str | None = None) -> bool:
    """Whether a run that began after a moment is in the corpus, with this status."""
    if not (corpus / "corpus.json").exists():
        return False
    with Store.open(corpus) as store:
        began = [run for run in store.runs() if run["started_at"] and run["started_at"] > moment]
    return any(status is None or run["status"] == status for run in began)


@pytest.mark.slow
@pytest.mark.prefect
@pytest.mark.crash
@pytest.mark.timeout(900)
def test_a_server_that_restarts_during_a_served_flow(rows_file: Path, tmp_path: Path) -> None:
    corpus, began = tmp_path / "corpus", datetime.now(UTC)
    env = environment(tmp_path / "prefect", free_port())
    command = ["policynlp", "--corpus", str(corpus), "serve-flow", "--cron", "* * * * *", "--source", str(rows_file)]
    with ExitStack() as servers, ExitStack() as served:
        servers.enter_context(prefect_server_process(env, log=tmp_path / "server.log"))
        served.enter_context(running(command, env=env, log=tmp_path / "serve.log", cwd=tmp_path))
        wait(lambda: ended_after(corpus, began), FIRE_S, "no scheduled run began: see serve.log")
        servers.close()  # while it runs
        again = datetime.now(UTC)
        servers.enter_context(prefect_server_process(env, log=tmp_path / "server-2.log"))
        wait(lambda: ended_after(corpus, again, status="completed"), FIRE_S, "no run was completed after it: see serve.log")
    with Store.open(corpus) as store:
        assert len(store.document_ids()) == len(ARTICLES)
        assert store.untagged(store.require_active()) == []
    assert examine(load_settings({"corpus.path": corpus}), repair=True).state == "healthy"
    tally("Prefect server restarted during a served flow", injected=1)

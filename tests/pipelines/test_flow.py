"""The Prefect flow, on Prefect's own test server: the same rows as the command line, and its artifacts."""

from __future__ import annotations

from pathlib import Path

import pytest

from policynlp import steps
from policynlp.cli.flows import load_flow
from policynlp.corpus.store import Store
from policynlp.errors import InputError, ServerError
from runs import ARTICLES, rows_of, settings_for

pytestmark = [pytest.mark.prefect, pytest.mark.filterwarnings("default")]


def test_flow_writes_the_rows_that_the_command_line_writes(prefect_server: None, rows_file: Path, tmp_path: Path) -> None:
    flow = load_flow("tag_corpus", "tag_corpus")
    settings = settings_for(tmp_path / "flow", run__batch_docs=2)
    counts = flow(sources=[str(rows_file)], settings=steps.dotted(settings))
    assert counts["documents"] == counts["tagged"] == len(ARTICLES)

    local = settings_for(tmp_path / "local")
    steps.run([str(rows_file)], settings=local)
    assert rows_of(settings.corpus.path) == rows_of(local.corpus.path)

    with Store.open(settings.corpus.path) as store:
        run = store.runs()[-1]
    assert run["backend"] == "prefect"
    assert run["status"] == "completed"

    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        artifacts = client.request("POST", "/artifacts/filter", json={}).json()
    artifacts = [a for a in artifacts if run["run_id"] in a["description"]]
    kinds = {a["key"]: a["type"] for a in artifacts}
    assert kinds == {"tag-corpus-progress": "progress", "tag-corpus-counts": "table", "tag-corpus-report": "markdown"}
    progress = [a["data"] for a in artifacts if a["type"] == "progress"]
    assert progress == [100.0]


def test_a_flow_that_fails_leaves_a_failed_run(prefect_server: None, tmp_path: Path) -> None:
    flow = load_flow("tag_corpus", "tag_corpus")
    settings = settings_for(tmp_path, corpus__sources=tmp_path / "none.toml")
    with pytest.raises(InputError, match="nothing to ingest"):
        flow(settings=steps.dotted(settings))
    with Store.open(settings.corpus.path) as store:
        assert store.runs()[-1]["status"] == "failed"


def test_serving_without_a_server_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from policynlp.cli.flows import serve

    with temporary_settings({PREFECT_API_URL: None}), pytest.raises(ServerError, match="no Prefect server"):
        serve("tag_corpus", "tag_corpus", cron="0 5 * * *", parameters={})
    with (
        temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}),
        pytest.raises(ServerError, match="does not answer"),
    ):
        serve("tag_corpus", "tag_corpus", cron="0 5 * * *", parameters={})

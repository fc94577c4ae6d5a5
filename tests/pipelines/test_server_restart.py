"""The Prefect server is killed and started again while a served flow runs: the schedule goes on, and nothing is lost or doubled."""

from __future__ import annotations

import random
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from policynlp.corpus.reading import open_corpus
from policynlp.corpus.store import Store
from policynlp.steps import examine
from prefect_processes import environment, free_port, healthy, kill, prefect_server_process, running, wait
from runs import settings_for
from spread_runs import assert_sound, many_rows
from tally import tally

DOCUMENTS, KILLS = 150, 3
FIRE_S = 420

pytestmark = [pytest.mark.slow, pytest.mark.prefect, pytest.mark.timeout(1800)]


def tagged(corpus: Path) -> int:
    """Texts with tags; nothing where there is no corpus yet."""
    if not (corpus / "corpus.json").exists():
        return 0
    with Store.open(corpus) as store:
        active = store.active_tagset()
        return 0 if active is None else len(store.document_ids()) - len(store.untagged(active))


def batches(corpus: Path) -> int:
    """Batches of tags that were committed."""
    return len(list(corpus.glob("tables/themes/_delta_log/*.json")))


def done(corpus: Path, documents: int) -> bool:
    """Whether the last run ended well, with all texts tagged."""
    if tagged(corpus) < documents:
        return False
    with Store.open(corpus) as store:
        return bool(store.runs()) and store.runs()[-1]["status"] == "completed"


def test_nothing_is_lost_and_the_schedule_goes_on(tmp_path: Path) -> None:
    chance = random.Random(11)
    corpus, source = tmp_path / "corpus", many_rows(tmp_path, DOCUMENTS)
    env = environment(tmp_path / "prefect", free_port())
    serve = ["policynlp", "--corpus", str(corpus), "--set", "run.batch_docs=1", "serve-flow", "--cron", "* * * * *"]
    with ExitStack() as stack:
        server = stack.enter_context(prefect_server_process(env, log=tmp_path / "server.log"))
        served = stack.enter_context(
            running([*serve, "--source", str(source)], env=env, log=tmp_path / "serve.log", cwd=tmp_path)
        )
        kills = 0
        while kills < KILLS:
            before = batches(corpus)
            wait(
                lambda seen=before: batches(corpus) > seen or done(corpus, DOCUMENTS),
                FIRE_S,
                "nothing was tagged: see serve.log",
            )
            if done(corpus, DOCUMENTS):
                break
            kills += 1
            time.sleep(chance.uniform(0, 1.5))
            kill(server)
            assert not healthy(env["PREFECT_API_URL"])
            time.sleep(chance.uniform(1, 8))
            server = stack.enter_context(prefect_server_process(env, log=tmp_path / "server.log"))
        wait(lambda: done(corpus, DOCUMENTS), FIRE_S, "no run was completed after the server came back: see serve.log")
        assert served.poll() is None
    assert kills > 1
    assert_sound(corpus, DOCUMENTS)
    assert examine(settings_for(tmp_path)).state == "healthy"
    with open_corpus(corpus) as opened:
        assert opened.sql("select document from documents_all group by document having count(*) > 1").to_pylist() == []
    tally(
        "Prefect server killed and started again under a served flow",
        injected=kills,
        note=f"at seeded moments of runs over {DOCUMENTS} texts, down for 1 to 8 s; every text tagged once, the schedule goes on",
    )

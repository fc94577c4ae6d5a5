"""Test items in the browser's queue, the qualification round, hours, and flags to the lead."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from policynlp import steps
from policynlp.labels.accounts import Account, create_account, make_token
from policynlp.labels.decisions import Decision
from policynlp.labels.queue import tasks
from policynlp.labels.recording import complete, record
from policynlp.settings import Settings, load_settings
from web_client import client_of


@pytest.fixture
def settings(samples: Path, tmp_path: Path, filled: Callable[[Settings, int], None]) -> Settings:
    """Twelve passages in the queue; the lead has labelled three of them, which are test items."""
    made = load_settings({"corpus.path": samples, "labels.url": str(tmp_path / "labels.sqlite")})
    filled(made, 12)
    with steps.open_labels(made) as store:
        lead = create_account(store, "lead", role="adjudicator", by="root")
        for task in tasks(store)[:3]:
            record(store, lead, Decision(key=task.id, unit=task.unit, action="add", target="trade", value=True))
            complete(store, lead, task.unit, shown=True)
    assert steps.make_test_items(made, layer="themes", n=3, by="lead") == 3
    return made


def client_for(settings: Settings, samples: Path, name: str, role: str) -> TestClient:
    with steps.open_labels(settings) as store:
        create_account(store, name, role=role, by="root")  # type: ignore[arg-type]
        secret = make_token(store, name, by="root")
    client = client_of(samples, **{"labels.url": settings.labels.url, "web.token": "server-token"})
    client.__enter__()
    client.post("/sign-in", data={"token": secret})
    return client


@pytest.fixture
def ana(settings: Settings, samples: Path) -> Iterator[TestClient]:
    client = client_for(settings, samples, "ana", "annotator")
    yield client
    client.__exit__(None, None, None)


def press(client: TestClient, item: dict, *labels: str, **more: object) -> dict:
    made = [{"action": "add", "target": label, "value": True} for label in labels]
    what = {"task": item["task"]["id"], "key": item["task"]["id"], "made": made, "seen": item["seen"], "seconds": 6.0}
    found: dict = client.post("/api/review/themes", json=what | {"complete": True} | more).json()
    return found


def test_a_test_item_looks_like_any_blind_one(ana: TestClient, settings: Settings) -> None:
    with steps.open_labels(settings) as store:
        hidden = {t.id for t in tasks(store) if t.reason == "test"}
    told = []
    while (item := ana.get("/api/review/themes").json()) is not None:
        assert item["task"]["probability"] is None  # a test item was not drawn, others were
        if item["task"]["id"] in hidden:
            told.append(item["task"])
            assert item["suggestions"] == {}
        press(ana, item, "trade")
    assert len(told) == 3
    assert {(t["reason"], t["why"], t["people"], t["priority"]) for t in told} == {("overlap", "drawn at random", 2, 0.0)}
    (state,) = [person for person in steps.labels_state(settings)["people"] if person["account"] == "ana"]
    assert [(t["layer"], t["items"], t["f1"], t["passed"]) for t in state["tests"]] == [("themes", 3, 1.0, True)]
    assert state["hours"] > 0


def test_who_has_not_passed_gets_test_items_alone_and_is_told(ana: TestClient, settings: Settings) -> None:
    steps.require_passing(settings, layer="themes", items=3, least=0.9, by="lead")
    for _ in range(3):
        item = ana.get("/api/review/themes").json()
        assert item["progress"]["qualifying"]["needed"] == 3
        press(ana, item, "culture")
    whole = ana.post("/review/whole", data={"document": item["unit"]["document"], "layer": "themes"})
    assert (whole.status_code, "has not passed on themes yet" in whole.text) == (400, True)
    assert ana.get("/api/review/themes").json() is None
    page = ana.get("/review/themes").text
    assert "You have not passed yet" in page
    assert "F1 0.00 on the last 3" in page
    assert "F1 0.90 on 3 test passages opens the queue" in ana.get("/review").text


def test_who_passes_goes_on_with_the_queue(ana: TestClient, settings: Settings) -> None:
    steps.require_passing(settings, layer="themes", items=3, least=0.9, by="lead")
    for _ in range(3):
        press(ana, ana.get("/api/review/themes").json(), "trade")
    item = ana.get("/api/review/themes").json()
    assert item is not None
    assert item["progress"]["qualifying"] is None


def test_the_lead_sees_people_and_flags_and_others_do_not(ana: TestClient, settings: Settings, samples: Path) -> None:
    item = ana.get("/api/review/themes").json()
    flag = {"task": item["task"]["id"], "key": "f", "made": [{"action": "flag"}], "note": "Which <b>rule</b> holds?"}
    assert ana.post("/api/review/themes", json=flag).status_code == 200
    assert "Annotators" not in ana.get("/review").text
    lead = client_for(settings, samples, "judge", "adjudicator")
    page = lead.get("/review").text
    assert "Which &lt;b&gt;rule&lt;/b&gt; holds?" in page
    assert f"/review/themes?task={item['task']['id']}" in page
    assert "Hours are from key to key" in page
    table = page.partition('aria-label="Annotators"')[2].partition("</table>")[0]
    titles = re.findall(r"<td[^>]*?(?:data-title=\"([^\"]*)\")?>", table)  # shown where a small screen hides the headings
    assert set(titles) == {"Role", "Decisions", "Completed", "Hours", "Test passages"}
    with steps.open_labels(settings) as store:
        complete(store, Account(name="judge", role="adjudicator"), item["unit"]["id"], shown=True)
    assert "Which" not in lead.get("/review").text
    lead.__exit__(None, None, None)

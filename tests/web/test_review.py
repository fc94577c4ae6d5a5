"""The queue of annotators over HTTP: what a key keeps, undo, two tabs, accounts, and the form without JavaScript."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from policynlp import steps
from policynlp.corpus.reading import open_corpus
from policynlp.labels.accounts import create_account, make_token
from policynlp.labels.current import current
from policynlp.labels.decisions import Machine, completions, decisions
from policynlp.labels.guidelines import guideline_version
from policynlp.labels.queue import Task, add_tasks, tasks
from policynlp.labels.units import add_units, unit_of
from policynlp.settings import Settings, load_settings
from policynlp.steps.theme_facets import along
from web_client import client_of


@pytest.fixture
def settings(samples: Path, tmp_path: Path, filled: Callable[[Settings, int], None]) -> Settings:
    made = load_settings({"corpus.path": samples, "labels.url": str(tmp_path / "labels.sqlite")})
    filled(made, 12)
    return made


@pytest.fixture
def review(settings: Settings, samples: Path) -> Iterator[TestClient]:
    with client_of(samples, **{"labels.url": settings.labels.url}) as client:
        yield client


def press(client: TestClient, item: dict, key: str, *made: dict, complete: bool = False, **more: object) -> dict:
    what = {"task": item["task"]["id"], "key": key, "made": list(made), "complete": complete, "seen": item["seen"], **more}
    return client.post("/api/review/themes", json=what).json()


def test_a_key_is_kept_with_what_the_machine_said(review: TestClient, settings: Settings) -> None:
    item = review.get("/api/review/themes").json()
    name, said = max(item["suggestions"].items(), key=lambda pair: pair[1]["score"])
    answer = press(review, item, "k", {"action": "accept", "target": name, "value": True}, complete=True, seconds=2.5)
    assert answer["ahead"]["task"]["id"] != item["task"]["id"]
    with steps.open_labels(settings) as store:
        first, second = decisions(store)
        assert (first.target, first.machine.score, first.machine.version) == (name, said["score"], said["version"])
        assert (second.action, first.account, first.seconds, first.guideline) == ("complete", "local", 2.5, "themes/1")
        assert completions(store)[item["unit"]["id"], "local"].state == "complete"


def test_a_request_sent_twice_is_one_decision(review: TestClient, settings: Settings) -> None:
    item = review.get("/api/review/themes").json()
    for _ in range(2):
        press(review, item, "same", {"action": "add", "target": "trade", "value": True})
    with steps.open_labels(settings) as store:
        assert len(decisions(store)) == 1


def test_a_second_tab_is_told_and_nothing_is_overwritten(review: TestClient) -> None:
    item = review.get("/api/review/themes").json()
    press(review, item, "one", {"action": "add", "target": "trade", "value": True})
    answer = review.post(
        "/api/review/themes",
        json={"task": item["task"]["id"], "key": "two", "made": [{"action": "reject", "target": "trade"}], "seen": 0},
    )
    assert answer.status_code == 409
    assert "in the meantime" in answer.json()["error"]["what"]


def test_undo_reopens_the_unit(review: TestClient, settings: Settings) -> None:
    item = review.get("/api/review/themes").json()
    press(review, item, "k", {"action": "add", "target": "trade", "value": True}, complete=True)
    back = review.post("/api/review/themes/undo").json()
    assert (back["unit"]["id"], back["undone"]) == (item["unit"]["id"], ["trade"])
    assert back["marked"] == {}
    with steps.open_labels(settings) as store:
        assert decisions(store) == []
        assert completions(store)[item["unit"]["id"], "local"].state == "partial"
    refused = review.post("/api/review/themes/undo")
    assert (refused.status_code, refused.json()["error"]["what"]) == (400, "there is nothing more to undo on themes")


def test_undo_stops_at_the_layer_and_says_where_the_last_key_is(review: TestClient, settings: Settings) -> None:
    steps.fill_queue(settings, layer="claims", n=1)
    item = review.get("/api/review/themes").json()
    press(review, item, "k", {"action": "add", "target": "trade", "value": True}, complete=True)
    refused = review.post("/api/review/claims/undo")
    assert refused.status_code == 400
    assert refused.json()["error"]["hint"] == "Your last key is on themes: undo it in /review/themes."
    page = review.post("/review/claims", data={"task": item["task"]["id"], "key": "u", "go": "undo"})
    assert "nothing more to undo on claims" in page.text
    with steps.open_labels(settings) as store:
        assert completions(store)[item["unit"]["id"], "local"].state == "complete"


def test_the_answer_to_a_key_says_how_far_the_queue_is_then(review: TestClient) -> None:
    queue = review.get("/api/review/themes").json()["progress"]["open"]
    done = []
    for number in range(3):
        item = review.get("/api/review/themes").json()
        done.append(press(review, item, f"k{number}", complete=True, seconds=4.0)["progress"])
    assert [(one["open"], one["today"], one["median_s"]) for one in done] == [(queue - n, n, 4.0) for n in (1, 2, 3)]


def marked(client: TestClient, item: dict) -> dict[str, bool]:
    return client.get(f"/api/review/tasks/{item['task']['id']}").json()["marked"]


def test_a_facet_stands_with_its_theme(review: TestClient, settings: Settings) -> None:
    item = review.get("/api/review/themes").json()
    press(review, item, "a", {"action": "add", "target": "security.ecological", "value": True})
    assert marked(review, item) == {"security.ecological": True, "security": True}
    kept = []
    for _ in range(2):  # sent again, as after a lost answer
        answer = press(review, item, "b", {"action": "reject", "target": "security"}, complete=True, seen=None)
        assert "error" not in answer
        with steps.open_labels(settings) as store:
            kept.append(len(decisions(store)))
    assert kept[0] == kept[1]
    assert not any(marked(review, item).values())
    assert {"security.ecological", "security"} <= set(marked(review, item))
    both = {"made": [{"action": "reject", "target": "trade"}, {"action": "add", "target": "trade.goods", "value": True}]}
    refused = review.post("/api/review/themes", json={"task": item["task"]["id"], "key": "c", **both})
    assert (refused.status_code, "its facet goods given" in refused.json()["error"]["what"]) == (400, True)


def test_suggested_facets_go_with_a_theme_that_is_rejected() -> None:
    said = {name: Machine(value=True, score=0.9) for name in ("security", "security.food", "trade")}
    reject = {"action": "reject", "target": "security"}
    assert along([reject], mine={}, suggestions=said) == [{"action": "reject", "target": "security.food"}]
    assert along([reject], mine={"security.food": False}, suggestions=said) == []


def test_what_stands_around_a_passage_is_not_cut_within_a_word(review: TestClient, settings: Settings) -> None:
    around = 0
    while (item := review.get("/api/review/themes").json()) is not None:
        with open_corpus(settings.corpus.path) as corpus:
            text = next(d.text for d in corpus.documents(corrected=False) if d.id == item["unit"]["document"])
        end = item["unit"]["end"] + len(item["after"])
        around += end < len(text)
        assert end == len(text) or text[end].isspace()
        press(review, item, item["task"]["id"], complete=True)
    assert around


def test_blind_units_show_nothing_of_the_machine(review: TestClient, settings: Settings) -> None:
    with steps.open_labels(settings) as store:
        blind = {t.unit for t in tasks(store) if t.blind}
    seen = set()
    while (item := review.get("/api/review/themes").json()) is not None:
        if item["unit"]["id"] in blind:
            assert item["suggestions"] == {}
            seen.add(item["unit"]["id"])
        press(review, item, item["unit"]["id"], complete=True)
    assert seen == blind
    assert "The queue is empty" in review.get("/review/themes").text


def test_an_audit_asks_again_and_shows_nothing_of_what_was_decided_with_suggestions(
    review: TestClient, settings: Settings
) -> None:
    item = review.get("/api/review/themes").json()
    unit = item["unit"]["id"]
    helped = [{"action": "add", "target": name, "value": True} for name in ("trade", "culture")]
    press(review, item, "helped", *helped, complete=True)
    with steps.open_labels(settings) as store:
        add_tasks(store, [Task(unit=unit, reason="audit")], by="root")
    while (item := review.get("/api/review/themes").json())["task"]["reason"] != "audit":
        press(review, item, item["task"]["id"], complete=True)
    assert (item["unit"]["id"], item["suggestions"], item["marked"]) == (unit, {}, {})
    press(review, item, "one", {"action": "add", "target": "trade", "value": True})
    again = review.get(f"/api/review/tasks/{item['task']['id']}").json()
    assert again["marked"] == {"trade": True}
    press(review, again, "two", complete=True)
    with steps.open_labels(settings) as store:
        made = decisions(store, [unit])
        items = current(unit, "themes", made, completions=completions(store, [unit]).values())
    assert {i.target for i in items if i.value} == {"trade"}  # what was not said again is taken to be none
    assert [(d.action, d.target, d.shown) for d in made][-2:] == [("reject", "culture", False), ("complete", "", False)]
    review.post("/api/review/themes/undo")
    with steps.open_labels(settings) as store:
        assert {d.target for d in decisions(store, [unit])} == {"trade", "culture", ""}


def test_the_page_and_the_command_line_agree_on_what_is_open(review: TestClient, settings: Settings) -> None:
    with steps.open_labels(settings) as store:
        alone = sum(t.people == 1 for t in tasks(store))
    for _ in range(4):
        item = review.get("/api/review/themes").json()
        press(review, item, item["task"]["id"], complete=True)
    with steps.open_labels(settings) as store:
        done = {d.task for d in decisions(store)}
        left = alone - sum(t.people == 1 and t.id in done for t in tasks(store))
        several = sum(t.people > 1 for t in tasks(store))
        several_left = sum(t.people > 1 and t.id not in done for t in tasks(store))
    (state,) = [row for row in steps.labels_state(settings)["layers"] if row["layer"] == "themes"]
    assert state["open"] == left + several  # these wait for a second person
    assert f"<strong>{left + several_left}</strong> themes in the queue" in review.get("/review").text


def test_the_form_works_without_javascript(review: TestClient, settings: Settings) -> None:
    page = review.get("/review/themes").text
    hidden = dict(re.findall(r'name="(task|key|seen)" value="([^"]*)"', page))
    assert 'value="security.food"' in page
    done = review.post("/review/themes", data={**hidden, "go": "take", "label": ["trade", "security.food", "security"]})
    assert done.status_code == 200  # the next unit, after a redirect
    with steps.open_labels(settings) as store:
        (unit,) = {d.unit for d in decisions(store)}
        items = current(unit, "themes", decisions(store), completions=completions(store).values())
    assert {i.target for i in items if i.value} == {"trade", "security.food", "security"}


def test_annotators_sign_in_with_their_own_tokens(settings: Settings, samples: Path) -> None:
    with steps.open_labels(settings) as store:
        create_account(store, "ana", role="annotator", by="root")
        secret = make_token(store, "ana", by="root")
    with client_of(samples, **{"labels.url": settings.labels.url, "web.token": "server-token"}) as client:
        assert client.get("/api/review/themes").status_code == 403
        assert client.post("/sign-in", data={"token": "wrong"}).status_code == 403
        client.post("/sign-in", data={"token": secret})
        item = client.get("/api/review/themes").json()
        press(client, item, "k", {"action": "add", "target": "trade", "value": True})
    with steps.open_labels(settings) as store:
        assert [d.account for d in decisions(store)] == ["ana"]


def test_hostile_passages_stay_text(settings: Settings, samples: Path) -> None:
    from policynlp.document import Document, Passage, Source

    text = "<script>alert(1)</script> </script><img src=x onerror=alert(1)> \u202e and {{ 7*7 }}"
    doc = Document(
        text=text,
        source=Source(uri="x", media_type="text/plain"),
        work="w",
        passages=(Passage(id="p", start=0, end=len(text), kind="paragraph"),),
    )
    unit = unit_of(doc, "themes", passage=doc.passages[0])
    with steps.open_labels(settings) as store:
        add_units(store, [unit])
        add_tasks(store, [Task(unit=unit.id, reason="whole", why="<b>x</b>", priority=1e9)], by="root")
    with client_of(samples, **{"labels.url": settings.labels.url}) as client:
        page = client.get("/review/themes").text
    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b>x" not in page


@pytest.mark.parametrize("layer", ["themes", "quotes", "claims", "entities"])
def test_every_layer_has_a_guideline_with_a_version(review: TestClient, layer: str) -> None:
    page = review.get(f"/guidelines/{layer}").text
    assert guideline_version(steps.label_layer(layer)) in page
    assert "<h2>" in page


def test_an_unknown_layer_or_task_is_told(review: TestClient) -> None:
    assert review.get("/review/colours").status_code == 400
    answer = review.post("/api/review/themes", json={"task": "nothing", "key": "k", "complete": True})
    assert answer.status_code == 400

"""The review of quotations, figures and names over HTTP: values are checked, ids given, corrections seen in the corpus."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient

from policynlp import steps
from policynlp.corpus.reading import open_corpus
from policynlp.labels.decisions import decisions
from policynlp.settings import Settings, load_settings
from policynlp.tags import annotation_id
from web_client import client_of


@pytest.fixture
def settings(corpus: Path, tmp_path: Path) -> Settings:
    made = load_settings({"corpus.path": corpus, "labels.url": str(tmp_path / "labels.sqlite")})
    for layer in ("quotes", "claims", "entities"):
        steps.fill_queue(made, layer=steps.label_layer(layer), n=20)
    return made


@pytest.fixture
def review(settings: Settings, corpus: Path) -> Iterator[TestClient]:
    with client_of(corpus, **{"labels.url": settings.labels.url}) as client:
        yield client


def unit_with(client: TestClient, layer: str, least: int = 1) -> dict:
    """The first unit of the queue with so many suggestions; others are skipped."""
    while True:
        item = client.get(f"/api/review/{layer}").json()
        if len(item["suggestions"]) >= least:
            return item
        send(client, layer, item, f"skip {item['task']['id']}", {"action": "skip"})


def send(client: TestClient, layer: str, item: dict, key: str, *made: dict, **more: object) -> Response:
    what = {"task": item["task"]["id"], "key": key, "made": list(made), "seen": None, **more}
    return client.post(f"/api/review/{layer}", json=what)


def words_of(item: dict, start: int, end: int) -> str:
    return (item["before"] + item["unit"]["text"] + item["after"])[start - item["before_start"] : end - item["before_start"]]


def place(item: dict, words: str) -> list[int]:
    start = item["unit"]["start"] + item["unit"]["text"].index(words)
    return [start, start + len(words)]


@pytest.mark.parametrize("layer", ["quotes", "claims", "entities"])
def test_a_new_item_gets_the_id_of_its_words_and_a_second_sending_the_same(
    review: TestClient, settings: Settings, layer: str
) -> None:
    item = unit_with(review, layer)
    first = item["unit"]["start"]
    value = {
        "quotes": {"content": [[first, first + 4]]},
        "claims": {"start": first, "end": first + 4, "value": 12, "unit": "CNY"},
        "entities": {"start": first, "end": first + 4, "label": "ORG"},
    }[layer]
    add = {"action": "add", "target": "new:1", "value": value}
    for _ in range(2):
        answer = send(review, layer, item, "k", add).json()
    target = annotation_id(item["unit"]["document"], layer, [(first, first + 4)])
    assert answer["kept"]["new:1"]["target"] == target
    assert answer["kept"]["new:1"]["value"]["id"] == target
    with steps.open_labels(settings) as store:
        (kept,) = decisions(store)[-1:]
        assert (kept.target, kept.value["origin"]) == (target, "human")
    again = review.get(f"/api/review/tasks/{item['task']['id']}").json()
    (mine,) = [one for one in again["items"] if one["target"] == target]
    assert mine["state"] == "added"


WRONG = [
    ("quotes", {"content": []}, "needs content"),
    ("quotes", {"content": [[5, 5]]}, "empty span"),
    ("quotes", {"content": [[0, 10**9]]}, "outside the text"),
    ("quotes", {"content": [[0, 9], [4, 12]]}, "overlap"),
    ("quotes", {"kind": "shouted"}, "no kind 'shouted'"),
    ("quotes", {"cue": [["a", 3]]}, "without two numbers"),
    ("quotes", {"speaker": 7}, "speaker is no short text"),
    ("claims", {"value": "twelve"}, "no finite number"),
    ("claims", {"bound": "roughly"}, "no bound"),
    ("claims", {"start": None}, "without two numbers"),
    ("claims", {"period": "2022"}, "period needs its words"),
    ("entities", {"label": "THING"}, "no label 'THING'"),
    ("entities", {"end": 10**9}, "outside the text"),
]


def test_values_that_are_no_annotation_are_told_and_not_kept(review: TestClient, settings: Settings) -> None:
    items = {layer: unit_with(review, layer) for layer in ("quotes", "claims", "entities")}
    with steps.open_labels(settings) as store:
        before = len(decisions(store))
    for number, (layer, change, told) in enumerate(WRONG):
        target, said = next(iter(items[layer]["suggestions"].items()))
        made = {"action": "edit", "target": target, "value": said["value"] | change}
        answer = send(review, layer, items[layer], f"k{number}", made)
        assert answer.status_code == 400
        assert told in answer.json()["error"]["what"]
    with steps.open_labels(settings) as store:
        assert len(decisions(store)) == before


def test_a_passage_is_complete_when_each_suggestion_is_decided(review: TestClient) -> None:
    item = unit_with(review, "quotes", 2)
    first, *others = item["suggestions"]
    answer = send(review, "quotes", item, "one", {"action": "accept", "target": first}, complete=True)
    assert answer.status_code == 400
    assert "undecided" in answer.json()["error"]["what"]
    rest = [{"action": "reject", "target": target} for target in others]
    assert send(review, "quotes", item, "two", {"action": "accept", "target": first}, *rest, complete=True).status_code == 200
    states = {one["target"]: one["state"] for one in review.get(f"/api/review/tasks/{item['task']['id']}").json()["items"]}
    assert states == {first: "accepted", **dict.fromkeys(others, "rejected")}


def test_corrections_of_each_layer_are_seen_in_the_corpus(review: TestClient, corpus: Path) -> None:
    quote = unit_with(review, "quotes")
    target, said = next(iter(quote["suggestions"].items()))
    send(
        review, "quotes", quote, "q", {"action": "edit", "target": target, "value": said["value"] | {"speaker": "Wang 小明 🙂"}}
    )
    claim = unit_with(review, "claims")
    gone = next(iter(claim["suggestions"]))
    send(review, "claims", claim, "c", {"action": "reject", "target": gone})
    name = unit_with(review, "entities")
    start, end = name["unit"]["start"], name["unit"]["start"] + 3
    added = send(
        review, "entities", name, "e", {"action": "add", "target": "", "value": {"start": start, "end": end, "label": "POLICY"}}
    )
    made = added.json()["kept"][""]["target"]
    review.app.state.corrector.flush()  # type: ignore[attr-defined]  # what it does by itself two seconds later
    with open_corpus(corpus) as opened:
        assert opened.sql(f"SELECT speaker, origin FROM quotes WHERE id = '{target}'").to_pylist() == [
            {"speaker": "Wang 小明 🙂", "origin": "human"}
        ]
        assert opened.sql(f"SELECT count(*) AS n FROM claims WHERE id = '{gone}'").to_pylist() == [{"n": 0}]
        (row,) = opened.sql(f"SELECT label, name FROM entities WHERE id = '{made}'").to_pylist()
        assert row == {"label": "POLICY", "name": words_of(name, start, end)}


def test_fields_of_a_figure_are_read_as_they_are_typed(review: TestClient) -> None:
    item = unit_with(review, "claims")
    value = next(iter(item["suggestions"].values()))["value"]
    asked = {"task": item["task"]["id"], "value": value}

    def read(**typed: str) -> dict:
        found: dict = review.post("/api/review/claims/reading", json=asked | {"typed": typed}).json()
        return found

    found = read(value="nearly 12 trillion yuan", period="2022")
    assert (found["value"]["value"], found["value"]["unit"], found["value"]["bound"]) == (12e12, "CNY", "about")
    assert (found["value"]["value_base"], found["value"]["unit_base"]) == (12e12, "CNY")
    assert found["said"]["value"] == "about 12,000,000,000,000 CNY"
    assert found["value"]["period"]["start_date"] == "2022-01-01"
    assert read(value="3 to 5 percent")["value"]["value_high"] == 5
    assert read(value="3 percent", value_high="5%")["value"]["value_high"] == 5
    assert "below" in read(value="3 percent", value_high="2")["errors"]["value_high"]
    words = item["unit"]["text"].split()[0]
    measure = read(measure=words)["value"]["measure"]
    assert words_of(item, measure["start"], measure["end"]).lower() == words.lower()
    wrong = read(value="plenty", unit="km2", measure="words that are not there", period="soonish", bound="roughly")
    assert set(wrong["errors"]) == {"value", "measure", "period", "bound"}
    assert (wrong["value"]["unit"], wrong["value"]["value"]) == ("kilometer ** 2", value["value"])


def test_a_new_quotation_with_a_source_has_somebody_who_says_it(review: TestClient) -> None:
    item = unit_with(review, "quotes")
    start = item["unit"]["start"]
    made = []
    for at, more in ((0, {}), (5, {"source": [[start, start + 3]]}), (10, {"source": [[start, start + 3]], "speaker": "Ana"})):
        value = {"content": [[start + at, start + at + 4]], **more}
        answer = send(review, "quotes", item, f"k{at}", {"action": "add", "target": "new:1", "value": value}).json()
        made.append(answer["kept"]["new:1"]["value"]["source_type"])
    assert made == ["none", "anonymous", "named_person"]


def name_of(client: TestClient, *labels: str) -> tuple[dict, dict]:
    """A unit with a suggested name of one of these labels, and the name."""
    while True:
        item = unit_with(client, "entities")
        for said in item["suggestions"].values():
            if said["value"]["label"] in labels:
                return item, said["value"]
        send(client, "entities", item, f"skip {item['task']['id']}", {"action": "skip"})


def test_a_date_that_becomes_a_name_of_another_kind_has_no_days(review: TestClient) -> None:
    item, value = name_of(review, "DATE")
    assert value["timex"]
    edited = {"action": "edit", "target": value["id"], "value": value | {"label": "ORG", "entity": None}}
    kept = send(review, "entities", item, "k", edited).json()["kept"][value["id"]]["value"]
    assert (kept["label"], kept["timex"], kept["start_date"], kept["end_date"]) == ("ORG", None, None, None)
    assert kept["entity"].startswith("org:")


def test_a_name_is_the_same_as_a_thing_of_its_kind_alone(review: TestClient) -> None:
    item, value = name_of(review, "PERSON")
    start = item["unit"]["start"]

    def add(key: str, label: str) -> Response:
        made = {"start": start, "end": start + 2, "label": label, "entity": value["entity"], "name": value["name"]}
        return send(review, "entities", item, key, {"action": "add", "target": "new:1", "value": made})

    refused = add("a", "EVENT")
    assert refused.status_code == 400
    assert "EVENT cannot be the same as" in refused.json()["error"]["what"]
    assert add("b", "PERSON").json()["kept"]["new:1"]["value"]["entity"] == value["entity"]


def test_countries_are_told_by_codes_that_there_are(review: TestClient) -> None:
    item, value = name_of(review, "GPE")

    def edit(key: str, **change: str) -> Response:
        return send(review, "entities", item, key, {"action": "edit", "target": value["id"], "value": value | change})

    for key, change in (("a", {"country": "zz99"}), ("b", {"country": "CN-LN"}), ("c", {"iso": "ZZ-1"})):
        refused = edit(key, **change)
        assert (refused.status_code, "there is no country" in refused.json()["error"]["what"]) == (400, True)
    kept = edit("d", country="cn", iso="CN-LN").json()["kept"][value["id"]]["value"]
    assert (kept["country"], kept["iso"]) == ("CN", "CN-LN")


def test_a_text_that_was_marked_anew_by_another_tab_is_told(review: TestClient) -> None:
    item = unit_with(review, "entities")
    target = next(iter(item["suggestions"]))
    send(review, "entities", item, "one", {"action": "accept", "target": target})
    answer = send(review, "entities", item, "two", {"action": "reject", "target": target}, seen=item["seen"])
    assert answer.status_code == 409


def test_blind_units_show_no_items_and_take_new_ones(review: TestClient, settings: Settings) -> None:
    while not (item := review.get("/api/review/quotes").json())["task"]["blind"]:
        send(review, "quotes", item, item["task"]["id"], {"action": "skip"})
    assert (item["items"], item["suggestions"]) == ([], {})
    start = item["unit"]["start"]
    done = send(
        review, "quotes", item, "k", {"action": "add", "value": {"content": [[start, start + 9]]}, "target": ""}, complete=True
    )
    assert done.status_code == 200
    with steps.open_labels(settings) as store:
        assert [d.shown for d in decisions(store) if d.action == "add"] == [False]


def test_the_form_works_without_javascript(review: TestClient, settings: Settings) -> None:
    item = unit_with(review, "quotes", 2)
    page = review.get(f"/review/quotes?task={item['task']['id']}").text
    hidden = dict(re.findall(r'name="(task|key|seen)" value="([^"]*)"', page))
    first, *others = re.findall(r'name="accept" value="([^"]*)"', page)
    assert [first, *others] == [one["target"] for one in item["items"]]
    start, end = item["items"][0]["value"]["content"][0]
    assert html.escape(words_of(item, start, end), quote=True)[:20] in page.partition("review-items")[2]
    left = review.post("/review/quotes", data={**hidden, "go": "take", "accept": [first]})
    assert left.status_code == 400
    assert "undecided" in left.text
    done = review.post("/review/quotes", data={**hidden, "go": "take", "accept": [first], "reject": others})
    assert done.status_code == 200
    with steps.open_labels(settings) as store:
        said = {d.target: d.action for d in decisions(store, [item["unit"]["id"]]) if d.target}
    assert said == {first: "accept", **dict.fromkeys(others, "reject")}
    both = {**hidden, "go": "take", "accept": [first], "reject": [first]}
    assert "both accepted and rejected" in review.post("/review/quotes", data=both).text


def test_the_page_of_a_text_leads_to_its_review(review: TestClient) -> None:
    document = unit_with(review, "quotes")["unit"]["document"]
    page = review.get(f"/documents/{document}").text
    assert 'action="/review/whole"' in page
    shown = review.post("/review/whole", data={"document": document, "layer": "claims"})
    first = json.loads(shown.text.partition('id="first">')[2].partition("</script>")[0])
    assert (first["unit"]["document"], first["unit"]["passage"], first["task"]["reason"]) == (document, None, "whole")
    assert first["items"]
    assert review.post("/review/whole", data={"document": "nothing", "layer": "claims"}).status_code == 400

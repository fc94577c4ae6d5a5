"""The queue goes to a Label Studio server and comes back as decisions: once, whole, and with what a person changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

from made_documents import made
from policynlp import steps
from policynlp.corpus.store import Store
from policynlp.labels.current import current
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import completions, decisions
from policynlp.labels.exchange.regions import regions_of
from policynlp.labels.queue import Task, add_tasks, tasks
from policynlp.labels.studio import Marked, results_of
from policynlp.labels.tables import LABEL_LAYERS
from policynlp.labels.units import add_units, unit_of, units
from policynlp.settings import Settings, load_settings
from policynlp.steps.labelling import machine_says

pytestmark = [pytest.mark.labelstudio, pytest.mark.timeout(900)]

ALL: Any = list(LABEL_LAYERS)


@pytest.fixture
def http(server: Any) -> Iterator[httpx.Client]:
    with server.client() as client:
        yield client


@pytest.fixture(scope="module")
def samples(tagged_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tagged sample corpus."""
    return Path(shutil.copytree(tagged_samples, tmp_path_factory.mktemp("studio") / "corpus"))


def settings_of(corpus: Path, folder: Path, server: Any) -> Settings:
    flags = {"corpus.path": corpus, "labels.url": str(folder / "labels.sqlite"), "labels.studio_token": server.token}
    return load_settings(flags)


def annotate(http: httpx.Client, task: dict[str, Any], result: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """What a browser sends when *Submit* is pressed."""
    shown = task["predictions"][0]["id"] if task["predictions"] else None
    body = {"result": result, "lead_time": 12.0, "parent_prediction": shown, **more}
    answer = http.post(f"/api/tasks/{task['id']}/annotations", json=body)
    answer.raise_for_status()
    return dict(answer.json())


def tasks_of(http: httpx.Client, project: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    number = int(project.rpartition("/")[2])
    while True:
        params = {"project": number, "fields": "all", "page": len(found) // 100 + 1, "page_size": 100}
        answer = http.get("/api/tasks", params=params).json()
        found += answer["tasks"]
        if len(found) >= answer["total"]:
            return found


def says(store: LabelStore, unit: str, layer: Any) -> dict[str, Any]:
    """Target to what stands by people."""
    through = [c for (of, _), c in completions(store).items() if of == unit]
    items = current(unit, layer, decisions(store, [unit], standing=False), completions=through)
    return {item.target: item.value for item in items if item.origin == "human" and item.value}


def test_the_samples_go_out_and_an_annotation_comes_back(
    samples: Path, tmp_path: Path, server: Any, http: httpx.Client
) -> None:
    settings = settings_of(samples, tmp_path, server)
    assert steps.fill_queue(settings, layer="quotes", n=15) == 15
    pushed = steps.push_labels(settings, to=server.url, project="Sample quotes", layers=["quotes"], n=15)
    assert (pushed.new, pushed.changed, pushed.same) == (15, 0, 0)
    again = steps.push_labels(settings, to=f"{server.url}/", project="Sample quotes", layers=["quotes"], n=15)
    assert (again.project, again.new, again.changed, again.same) == (pushed.project, 0, 0, 15)
    found = tasks_of(http, pushed.project)
    assert len(found) == 15
    with steps.open_labels(settings) as store:
        blind = {task.unit for task in tasks(store) if task.blind}
    assert blind
    for task in found:
        hidden = task["meta"]["policynlp"]["units"]["quotes"] in blind
        assert not (hidden and task["predictions"])
        assert not (hidden and task["meta"]["policynlp"]["said"])
    task = next(t for t in found if t["predictions"])
    (prediction,) = task["predictions"]
    assert prediction["model_version"].startswith("policynlp ")
    assert 0 < prediction["score"] <= 1
    content = next(r for r in prediction["result"] if r.get("value", {}).get("labels") == ["content"])
    annotate(http, task, prediction["result"])
    other = next(t for t in found if t is not task)
    annotate(http, other, [], was_cancelled=True)

    got = steps.pull_labels(settings, source=server.url, project="Sample quotes")
    assert (got.answers, got.known, got.people, got.kept_back) == (2, 0, (server.email,), ())
    unit = task["meta"]["policynlp"]["units"]["quotes"]
    with steps.open_labels(settings) as store:
        made_here = decisions(store, [unit])
        target = content["id"].partition(".")[0]
        accepted = next(d for d in made_here if d.target == target)
        assert (accepted.action, accepted.account, accepted.shown) == ("accept", server.email, True)
        assert accepted.machine.score == pytest.approx(content["score"])
        assert made_here[-1].action == "complete"
        assert made_here[-1].seconds == 12.0
        assert completions(store)[unit, server.email].state == "complete"
        skipped = other["meta"]["policynlp"]["units"]["quotes"]
        assert [d.action for d in decisions(store, [skipped])] == ["skip"]
        assert (skipped, server.email) not in completions(store)
        before = len(decisions(store, standing=False))
    assert steps.apply_corrections(settings) == 1

    again_pulled = steps.pull_labels(settings, source=server.url, project="Sample quotes")
    assert (again_pulled.answers, again_pulled.known, again_pulled.people) == (0, 2, ())
    with steps.open_labels(settings) as store:
        assert len(decisions(store, standing=False)) == before


def test_a_changed_annotation_is_taken_once_more_and_what_cannot_be_read_is_kept_back(
    samples: Path, tmp_path: Path, server: Any, http: httpx.Client
) -> None:
    settings = settings_of(samples, tmp_path, server)
    steps.fill_queue(settings, layer="entities", n=8)
    pushed = steps.push_labels(settings, to=server.url, project="Sample names", layers=["entities"], n=8)
    task = next(t for t in tasks_of(http, pushed.project) if t["predictions"] and len(t["predictions"][0]["result"]) > 1)
    unit = task["meta"]["policynlp"]["units"]["entities"]
    first, *rest = task["predictions"][0]["result"]
    made_first = annotate(http, task, [first, *rest])
    steps.pull_labels(settings, source=server.url, project="Sample names")
    changed = first | {"value": first["value"] | {"labels": ["POLICY"]}}
    http.patch(f"/api/annotations/{made_first['id']}", json={"result": [changed]}).raise_for_status()
    got = steps.pull_labels(settings, source=server.url, project="Sample names")
    assert (got.answers, got.decisions) == (1, len(rest) + 1)
    with steps.open_labels(settings) as store:
        (now,) = says(store, unit, "entities").values()
        assert now["label"] == "POLICY"
        assert now["entity"].startswith("policy:")
    lost = changed | {"value": first["value"] | {"text": "words that stand nowhere"}}
    http.patch(f"/api/annotations/{made_first['id']}", json={"result": [lost]}).raise_for_status()
    got = steps.pull_labels(settings, source=server.url, project="Sample names")
    (problem,) = got.kept_back
    assert "'words that stand nowhere' does not stand at its place" in problem
    assert f"/data?task={task['id']}" in problem
    with steps.open_labels(settings) as store:
        assert completions(store)[unit, server.email].state == "partial"
        assert [d.action for d in decisions(store, [unit])][-1] == "flag"
        assert list(says(store, unit, "entities").values()) == [now]
    left = steps.push_labels(settings, to=server.url, project="Sample names", layers=["entities"], n=8)
    assert (left.begun, left.new) == (1, 0)


@pytest.mark.parametrize("number", [30, pytest.param(200, marks=pytest.mark.slow)])
def test_documents_come_back_with_the_same_spans(tmp_path: Path, server: Any, http: httpx.Client, number: int) -> None:
    random = Random(7)
    corpus = tmp_path / "corpus"
    with Store.create(corpus) as store:
        tagset = store.register_tagset({"made": "1"})
        found = [made(random, number=n, tagset=tagset) for n in range(number)]
        store.begin_run("run-1", kind="run", tagset=tagset, settings_json="{}", backend="local")
        documents = [document for document, _ in found]
        prints = {d.id: (d.text_sha256, bytes(range(16))) for d in documents}
        store.commit_documents(documents, run_id="run-1", fingerprints=prints)
        store.commit_tags([tags for _, tags in found], run_id="run-1", tagset=tagset)
        store.activate(tagset, by="run-1")
    settings = settings_of(corpus, tmp_path, server)
    blind = {document.id for document, _ in found[::2]}
    with steps.open_labels(settings) as labels:
        made_units = [unit_of(document, layer) for document, _ in found for layer in ALL]
        add_units(labels, made_units)
        add_tasks(labels, [Task(unit=u.id, reason="audit" if u.document in blind else "whole") for u in made_units], by="t")
    pushed = steps.push_labels(settings, to=server.url, project="Two hundred", layers=ALL, n=number)
    assert pushed.new == number
    by_id = {document.id: (document, tags) for document, tags in found}
    with steps.open_labels(settings) as labels:
        of_unit = {unit.id: unit for unit in units(labels)}
    for task in tasks_of(http, pushed.project):
        document, tags = by_id[of_unit[task["meta"]["policynlp"]["units"]["quotes"]].document]
        if document.id in blind:
            assert task["predictions"] == []
            annotate(http, task, drawn(document, tags))
        else:
            annotate(http, task, task["predictions"][0]["result"])
    got = steps.pull_labels(settings, source=server.url, project="Two hundred")
    assert got.kept_back == ()
    assert got.answers == number * len(ALL)
    spans = 0
    with steps.open_labels(settings) as labels:
        for unit in of_unit.values():
            document, tags = by_id[unit.document]
            machine = {t: m.value for t, m in machine_says(unit.layer, tags, unit).items() if m.value}
            people = says(labels, unit.id, unit.layer)
            assert people.keys() == machine.keys()
            if unit.layer == "themes":
                continue
            places = ("content", "cue", "source") if unit.layer == "quotes" else ("start", "end")
            for target, value in machine.items():
                assert {name: people[target][name] for name in places} == {name: value[name] for name in places}
                assert document.id in blind or people[target] == value
                spans += sum(len(value[name]) for name in places) if unit.layer == "quotes" else 1
        actions = {d.action for d in decisions(labels) if of_unit[d.unit].document not in blind}
    assert spans > 10 * number
    assert actions == {"accept", "complete"}


def drawn(document: Any, tags: Any) -> list[dict[str, Any]]:
    """What a person would draw who marks the same without seeing it: regions with ids of the browser's own."""
    regions, ties, themes = [], [], {}
    for layer in ALL:
        unit = unit_of(document, layer)
        for target, machine in machine_says(layer, tags, unit).items():
            if layer == "themes":
                themes |= {target: None} if machine.value else {}
            else:
                some, tied = regions_of(unit, target, machine.value)
                regions += some
                ties += tied
    results = results_of(Marked(regions=regions, ties=ties, themes=themes), document.text)
    names: dict[str, str] = {}
    for result in results:
        for key in ("id", "from_id", "to_id"):
            if key in result:
                result[key] = names.setdefault(result[key], f"drawn{len(names)}")
    return results

"""Labels and the corpus together: queue, training rows, audits, corrected shares."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policynlp import steps
from policynlp.corpus.reading import open_corpus
from policynlp.errors import InputError
from policynlp.labels.accounts import ensure_local
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision
from policynlp.labels.queue import next_task, tasks
from policynlp.labels.recording import complete, record
from policynlp.labels.units import units
from policynlp.settings import Settings, load_settings
from policynlp.steps.labelling import labels_path, machine_says


@pytest.fixture
def settings(sample_corpus: Path, tmp_path: Path) -> Settings:
    """Settings with a label database of the test's own."""
    return load_settings({"corpus.path": sample_corpus, "labels.url": str(tmp_path / "labels.sqlite")})


@pytest.fixture
def store(settings: Settings) -> Iterator[LabelStore]:
    with steps.open_labels(settings) as opened:
        yield opened


def test_the_database_lies_beside_the_corpus(tmp_path: Path) -> None:
    path = labels_path(tmp_path / "tagged-corpus")
    assert path.parent == tmp_path
    assert path.name == "tagged-corpus.labels.sqlite"


def test_the_queue_is_filled_once_and_says_why(settings: Settings, store: LabelStore) -> None:
    assert steps.fill_queue(settings, n=20) == 20
    assert steps.fill_queue(settings, n=20) == 0
    queued = tasks(store)
    assert {t.reason for t in queued} == {"uncertain", "disagreeing", "random", "overlap"}
    assert all(t.why for t in queued)
    with open_corpus(settings.corpus.path) as corpus:
        texts = {d.id: d.text for d in corpus.documents()}
    assert all(texts[u.document][u.start : u.end] == u.text for u in units(store))


@pytest.mark.parametrize("layer", ["quotes", "claims", "entities"])
def test_every_layer_has_a_queue_with_what_the_machine_says(settings: Settings, store: LabelStore, layer: str) -> None:
    assert steps.fill_queue(settings, layer=steps.label_layer(layer), n=10) == 10
    with open_corpus(settings.corpus.path) as corpus:
        tagged = {d.id: d.tags for d in corpus.documents()}
    said = [machine_says(unit.layer, tagged[unit.document], unit) for unit in units(store)]
    assert any(said)
    for unit, found in zip(units(store), said, strict=True):
        for target, machine in found.items():
            start = machine.value["content"][0][0] if layer == "quotes" else machine.value["start"]
            assert machine.value["id"] == target
            assert unit.start <= start < unit.end


def test_completed_units_become_training_rows(settings: Settings, store: LabelStore) -> None:
    from policynlp.train.labels import read_labels

    steps.fill_queue(settings, n=5)
    me = ensure_local(store)
    first, second, *_ = [t.unit for t in tasks(store)]
    for label in ("agriculture", "security.food", "security"):
        record(store, me, Decision(key=label, unit=first, action="add", target=label, value=True))
    complete(store, me, first, shown=True)
    record(store, me, Decision(key="half", unit=second, action="add", target="trade", value=True))
    (row,) = steps.label_rows(settings)
    assert (row["themes"], row["facets"]) == (["agriculture", "security"], ["security.food"])
    folder = settings.corpus.path.parent / "rows"
    folder.mkdir(exist_ok=True)
    import json

    (folder / "labels.jsonl").write_text(json.dumps(row) + "\n")
    assert [p.themes for p in read_labels(folder)] == [frozenset({"agriculture", "security"})]


def label_all(settings: Settings, store: LabelStore, theme: str, *, wrong: int) -> int:
    """Complete the whole queue as the machine says, but for every `wrong`th item; gives how many are positive."""
    me = ensure_local(store)
    with open_corpus(settings.corpus.path) as corpus:
        tagged = {d.id: d.tags for d in corpus.documents()}
    known = {u.id: u for u in units(store)}
    n = positive = 0
    while (task := next_task(store, me, layer="themes")) is not None:
        unit = known[task.unit]
        said = machine_says("themes", tagged[unit.document], unit).get(theme)
        yes = bool(said and said.value) ^ (n % wrong == 0)
        if yes:
            record(store, me, Decision(key=f"{n}", unit=unit.id, action="add", target=theme, value=True, shown=False))
        complete(store, me, unit.id, shown=False)
        n += 1
        positive += yes
    return positive


def test_an_audit_measures_the_machine_and_corrects_a_share(settings: Settings, store: LabelStore) -> None:
    drawn = steps.draw_audit(settings, layer="themes", theme="agriculture", n=60, seed=7, strata=["genre"], name="farms")
    assert all(task.blind for task in tasks(store))
    with pytest.raises(InputError, match="nothing of the audit"):
        steps.estimate_share(settings, audit_id="farms")
    label_all(settings, store, "agriculture", wrong=10)
    report = steps.audit_report(settings, drawn.id[:8])
    assert report["done"] == report["drawn"]
    assert 0.75 <= report["precision"][""]["value"] <= 1
    assert report["recall"]["low"] <= report["recall"]["value"] <= report["recall"]["high"]
    (whole,) = steps.estimate_share(settings, audit_id="farms")
    assert whole["low"] <= whole["corrected"] <= whole["high"]
    assert whole["corrected"] != whole["counted"]
    groups = steps.estimate_share(settings, audit_id="farms", by="genre")
    assert sum(g["passages"] for g in groups) == whole["passages"]
    assert {g["rates"] for g in groups} <= {"own", "pooled"}
    years = steps.estimate_share(settings, audit_id="farms", by="year")
    assert {g["rates"] for g in years} == {"pooled"}
    assert [a["name"] for a in steps.list_audits(settings)] == ["farms"]


@pytest.mark.parametrize("layer", ["themes", "quotes"])
def test_an_audit_is_of_the_machine_whatever_people_said_before(sample_corpus: Path, tmp_path: Path, layer: str) -> None:
    path = Path(shutil.copytree(sample_corpus, tmp_path / "corpus"))
    settings = load_settings({"corpus.path": path, "labels.url": str(tmp_path / "labels.sqlite")})
    asked: Any = {"layer": layer, "theme": "agriculture" if layer == "themes" else None, "n": 12, "seed": 7}
    first = steps.draw_audit(settings, **asked, name="first")
    with steps.open_labels(settings) as store, open_corpus(path) as corpus:
        me = ensure_local(store)
        tagged = {d.id: d.tags for d in corpus.documents()}
        for unit in units(store):
            for target, said in machine_says(unit.layer, tagged[unit.document], unit).items():
                if said.value:
                    no = Decision(key=f"{unit.id}{target}", unit=unit.id, action="reject", target=target, machine=said)
                    record(store, me, no)
            complete(store, me, unit.id, shown=True)
    assert steps.apply_corrections(settings) > 0
    with open_corpus(path) as corpus:
        assert corpus.sql(f"SELECT 1 FROM {layer} WHERE {'assigned' if layer == 'themes' else 'true'} LIMIT 1").num_rows == 0
    second = steps.draw_audit(settings, **asked, name="second")
    assert second.plan["sizes"] == first.plan["sizes"]
    assert steps.audit_report(settings, "second")["assisted"] == 12


def test_an_audit_of_quotations_has_items_for_precision_and_passages_for_recall(settings: Settings, store: LabelStore) -> None:
    me = ensure_local(store)
    drawn = steps.draw_audit(settings, layer="quotes", n=24, seed=3)
    with open_corpus(settings.corpus.path) as corpus:
        tagged = {d.id: d.tags for d in corpus.documents()}
    known = {u.id: u for u in units(store)}
    for number, task in enumerate(tasks(store, audit=drawn.id)):
        unit = known[task.unit]
        for target, said in machine_says("quotes", tagged[unit.document], unit).items():
            given = Decision(key=f"{number}{target}", unit=unit.id, action="add", target=target, value=said.value, shown=False)
            record(store, me, given)
        complete(store, me, unit.id, shown=False)
    report = steps.audit_report(settings, drawn.id)
    assert report["precision"][""]["value"] == 1.0
    assert report["recall"] is None or report["recall"]["value"] == 1.0
    assert report["share"] is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"layer": "themes"},
        {"layer": "quotes", "theme": "trade"},
        {"layer": "themes", "theme": "trade", "strata": ["colour"]},
        {"layer": "themes", "theme": "nonsense"},
        {"layer": "themes", "theme": "trade.nonsense"},
        {"layer": "themes", "theme": "trade", "where": "no_such_column = 1"},
        {"layer": "themes", "theme": "trade", "where": "genre = 'nothing'"},
    ],
)
def test_audits_that_cannot_be_drawn_are_told(settings: Settings, wrong: dict) -> None:
    with pytest.raises(InputError):
        steps.draw_audit(settings, **({"n": 10, "seed": 1} | wrong))


def test_a_closed_audit_waits_for_nobody(settings: Settings) -> None:
    steps.draw_audit(settings, layer="themes", theme="agriculture", n=5, seed=1, name="deals")
    steps.label_account(settings, "Judge", role="adjudicator")
    with pytest.raises(InputError, match="takes the role admin"):
        steps.close_audit(settings, "deals", by="Judge")
    assert [a["open"] for a in steps.list_audits(settings)] == [5]
    assert steps.close_audit(settings, "deals") == 5
    assert [a["open"] for a in steps.list_audits(settings)] == [0]


def test_an_audit_of_no_theme_tells_which_there_are(settings: Settings) -> None:
    for theme, told in (("nonsense", "Themes: .*agriculture"), ("security.nonsense", "Facets of security: .*food")):
        with pytest.raises(InputError, match=told):
            steps.draw_audit(settings, layer="themes", theme=theme, n=5, seed=1)


def test_the_queue_and_audits_are_an_admins(settings: Settings) -> None:
    steps.label_account(settings, "Judge", role="adjudicator")
    with pytest.raises(InputError, match="takes the role admin"):
        steps.fill_queue(settings, n=5, by="Judge")
    with pytest.raises(InputError, match="takes the role admin"):
        steps.draw_audit(settings, layer="themes", theme="trade", n=5, seed=1, by="Judge")
    with pytest.raises(InputError, match="takes the role admin"):
        steps.whole_documents(settings, [], layer="quotes", by="Judge")

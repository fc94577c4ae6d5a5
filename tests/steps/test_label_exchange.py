"""Labels go out to the files of other tools and come back the same: Prodigy, CSV, INCEpTION."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_documents import made
from policynlp import steps
from policynlp.corpus.export.cas_reading import read_cas
from policynlp.corpus.store import Store
from policynlp.document import Document
from policynlp.errors import InputError
from policynlp.labels.accounts import Account, create_account
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Completion, Decision, completions, decisions
from policynlp.labels.exchange.given import Given
from policynlp.labels.exchange.given import given as views
from policynlp.labels.exchange.prodigy import prodigy_row, read_prodigy
from policynlp.labels.recording import complete, record_all
from policynlp.labels.units import LabelLayer, Unit, add_units, unit_of
from policynlp.settings import Settings, load_settings
from policynlp.steps.labelling import machine_says
from policynlp.tags import Tags

LAYERS: tuple[LabelLayer, ...] = ("themes", "quotes", "claims", "entities")
PEOPLE = ("ana", "ben@example.org")


def label(store: LabelStore, random: Random, document: Document, tags: Tags) -> None:
    """Two people label passages and documents: they accept, reject, edit, add, skip, undo, complete."""
    for name in PEOPLE:
        who = Account(name=name, role="annotator")
        for layer in LAYERS:
            for passage in [None, *document.passages]:
                unit = unit_of(document, layer, passage=passage)
                add_units(store, [unit])
                record_all(store, who, _keys(random, who, unit, tags), completion=_completion(random, unit))


def _keys(random: Random, who: Account, unit: Unit, tags: Tags) -> list[Decision]:
    key = f"{who.name}:{unit.id}"
    if random.random() < 0.2:
        return [Decision(key=f"{key}:skip", unit=unit.id, action="skip", note='-unclear, "quoted"\n')]
    made_keys = []
    for n, (target, machine) in enumerate(machine_says(unit.layer, tags, unit).items()):
        action = random.choice(["accept", "reject", "edit", "nothing"])
        value = True if unit.layer == "themes" else machine.value
        if action == "edit" and unit.layer == "quotes":
            value = value | {"speaker": "-Åsa 🌾", "kind": "mixed"}
        if action != "nothing":
            value = None if action == "reject" else value
            shown: Any = {"machine": machine, "shown": True, "seconds": 1.5, "guideline": "x/1"}
            made_keys.append(Decision(key=f"{key}:{n}", unit=unit.id, action=action, target=target, value=value, **shown))  # type: ignore[arg-type]
    return made_keys or [Decision(key=f"{key}:flag", unit=unit.id, action="flag")]


def _completion(random: Random, unit: Unit) -> Completion | None:
    state: Any = random.choice(["complete", "partial", None])
    return state and Completion(unit=unit.id, account="", state=state, shown=True, at="", seconds=2.0)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[Document, Tags]]]:
    """Eight made documents in a corpus."""
    path = tmp_path_factory.mktemp("exchange") / "corpus"
    with Store.create(path) as store:
        tagset = store.register_tagset({"made": "1"})
        found = [made(Random(n), number=n, tagset=tagset) for n in range(8)]
        store.begin_run("run-1", kind="run", tagset=tagset, settings_json="{}", backend="local")
        prints = {d.id: (d.text_sha256, bytes(range(16))) for d, _ in found}
        store.commit_documents([d for d, _ in found], run_id="run-1", fingerprints=prints)
        store.commit_tags([tags for _, tags in found], run_id="run-1", tagset=tagset)
        store.activate(tagset, by="run-1")
    return path, found


@pytest.fixture
def labelled(corpus: Any, tmp_path: Path) -> Settings:
    """Settings with a label database in which two people labelled all of it."""
    path, found = corpus
    made_settings = fresh(path, tmp_path / "labels.sqlite")
    with steps.open_labels(made_settings) as store:
        for name in PEOPLE:
            create_account(store, name, role="annotator", by="test")
        for n, (document, tags) in enumerate(found):
            label(store, Random(n), document, tags)
    return made_settings


def fresh(corpus: Path, database: Path) -> Settings:
    return load_settings({"corpus.path": corpus, "labels.url": str(database)})


def people_of(database: Settings) -> list[Given]:
    with steps.open_labels(database) as store:
        return list(views(store))


def seen(database: Settings) -> set[tuple[Any, ...]]:
    """What each person says of each unit, comparable between databases."""
    return {(one.unit.id, one.account, one.state, json.dumps(one.values, sort_keys=True)) for one in people_of(database)}


@settings(deadline=None, max_examples=50)
@given(
    random=st.randoms(use_true_random=False),
    layer=st.sampled_from(LAYERS),
    state=st.sampled_from(["complete", "partial", "skip"]),
)
def test_prodigy_rows_come_back_the_same(random: Random, layer: LabelLayer, state: Any) -> None:
    document, tags = made(random)
    unit = unit_of(document, layer, passage=random.choice([None, *document.passages]))
    values = {t: True if layer == "themes" else m.value for t, m in machine_says(layer, tags, unit).items()}
    one = Given(unit=unit, account="ana", state=state, values=values, shown=True, at="2026-11-26T04:00:00.000000+00:00")
    row = json.loads(json.dumps(prodigy_row(one, themes=["trade", "security"])))
    for span in row.get("spans", []):
        assert 0 <= span["start"] < span["end"] <= len(row["text"])
    other = prodigy_row(replace(one, account="ben", values={}), themes=["trade", "security"])
    assert (row["_input_hash"], row["_timestamp"]) == (other["_input_hash"], 1795665600)
    account, answer = read_prodigy(row, [unit], entity_key=lambda *_: "x:y")
    assert (account, answer.state, answer.note) == ("ana", state, "")
    assert answer.values == json.loads(json.dumps(values))


def test_prodigy_files_go_into_another_database_once(labelled: Settings, corpus: Any, tmp_path: Path) -> None:
    steps.export_labels(labelled, tmp_path / "out", form="prodigy")
    other = fresh(corpus[0], tmp_path / "other.sqlite")
    with steps.open_labels(labelled) as store, steps.open_labels(other) as copy:
        add_units(copy, {one.unit.id: one.unit for one in views(store)}.values())
    total = 0
    for layer in LAYERS:
        got = steps.import_labels(other, tmp_path / "out" / f"{layer}.jsonl", form="prodigy", account="")
        again = steps.import_labels(other, tmp_path / "out" / f"{layer}.jsonl", form="prodigy", account="")
        assert got.kept_back == ()
        assert again.decisions == 0
        total += got.answers
    assert total == len(seen(labelled))
    # What says nothing (all rejected or only flagged, and not complete) has no trace in the other database.
    telling = {one for one in seen(labelled) if not (one[2] == "partial" and one[3] == "{}")}
    assert {one for one in seen(other) if not (one[2] == "partial" and one[3] == "{}")} == telling


def test_the_folder_of_a_prodigy_export_is_read_back(labelled: Settings, corpus: Any, tmp_path: Path) -> None:
    written = steps.export_labels(labelled, tmp_path / "out", form="prodigy")
    other = fresh(corpus[0], tmp_path / "other.sqlite")
    with steps.open_labels(labelled) as store, steps.open_labels(other) as copy:
        add_units(copy, {one.unit.id: one.unit for one in views(store)}.values())
    got = steps.import_labels(other, tmp_path / "out", form="prodigy", account="")
    assert (got.answers, got.kept_back) == (sum(written.values()), ())
    with (tmp_path / "out" / "quotes.jsonl").open("a", encoding="utf-8") as file:
        file.write("{\n")
    again = steps.import_labels(other, tmp_path / "out", form="prodigy", account="")
    assert again.decisions == 0
    assert f"quotes.jsonl:{written['quotes.jsonl'] + 1}" in again.kept_back[0]
    nothing = fresh(corpus[0], tmp_path / "nothing.sqlite")
    assert set(steps.export_labels(nothing, tmp_path / "none", form="prodigy").values()) == {0}
    assert steps.import_labels(nothing, tmp_path / "none", form="prodigy", account="").answers == 0
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="holds no labels of Prodigy"):
        steps.import_labels(other, tmp_path / "empty", form="prodigy", account="")


def test_prodigy_rows_that_cannot_be_read_are_told(labelled: Settings, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [
        "{",
        "[]",
        json.dumps({"text": "never seen", "answer": "accept", "_annotator_id": "ana"}),
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    got = steps.import_labels(labelled, path, form="prodigy", account="")
    assert got.answers == 0
    assert len(got.kept_back) == 3
    assert "rows.jsonl:3" in got.kept_back[2]
    assert "no unit of the label database has this text" in got.kept_back[2]


def test_spans_of_prodigy_alone_make_a_quotation() -> None:
    text = "🌾 “Stores are low,” said Ada Öst."
    document = Document(text=text, source=made(Random(1))[0].source, work="w", passages=())
    unit = unit_of(document, "quotes")
    start = text.index("Stores")
    spans = [
        {"start": start, "end": start + 15, "label": "content", "kind": "direct"},
        {"start": text.index("said"), "end": text.index("said") + 4, "label": "cue"},
    ]
    ends = [{k: v for k, v in span.items() if k != "kind"} for span in spans]
    row = {
        "text": text,
        "spans": spans,
        "relations": [{"head_span": ends[1], "child_span": ends[0], "label": "said"}],
        "answer": "accept",
        "_annotator_id": "ana",
    }
    _, answer = read_prodigy(row, [unit], entity_key=lambda *_: "")
    (value,) = answer.values.values()
    assert (value["content"], value["cue"]) == ([[start, start + 15]], [[text.index("said"), text.index("said") + 4]])
    _, rejected = read_prodigy(row | {"answer": "reject"}, [unit], entity_key=lambda *_: "")
    assert (rejected.state, dict(rejected.values)) == ("partial", {})
    assert "rejected as a whole" in rejected.note


def test_csv_goes_into_another_database_once(labelled: Settings, corpus: Any, tmp_path: Path) -> None:
    counts = steps.export_labels(labelled, tmp_path / "out", form="csv")
    with steps.open_labels(labelled) as store:
        assert counts["decisions.csv"] == len(decisions(store, standing=False)) > 100
        assert counts["completions.csv"] == len(completions(store)) > 10
    with (tmp_path / "out" / "standing.csv").open(encoding="utf-8", newline="") as file:
        standing = list(csv.DictReader(file))
    assert len(standing) == counts["standing.csv"] > 50
    assert {row["status"] for row in standing} >= {"agreed", "single", "unresolved"}
    assert all(not row[name].startswith(tuple("=+-@")) for row in standing for name in row if name not in ("value", "machine"))
    other = fresh(corpus[0], tmp_path / "other.sqlite")
    got = steps.import_labels(other, tmp_path / "out", form="csv", account="")
    assert (got.answers, got.known, got.kept_back) == (counts["decisions.csv"], 0, ())
    assert seen(other) == seen(labelled)
    again = steps.import_labels(other, tmp_path / "out", form="csv", account="")
    assert (again.answers, again.known) == (0, counts["decisions.csv"])
    with steps.open_labels(labelled) as store, steps.open_labels(other) as copy:
        kept = [
            (d.key, d.action, d.target, d.value, d.machine, d.note, d.undoes is None) for d in decisions(store, standing=False)
        ]
        assert kept == [
            (d.key, d.action, d.target, d.value, d.machine, d.note, d.undoes is None) for d in decisions(copy, standing=False)
        ]


def test_a_csv_read_back_into_its_own_database_changes_nothing_and_undoes_no_later_word(
    labelled: Settings, tmp_path: Path
) -> None:
    steps.export_labels(labelled, tmp_path / "out", form="csv")
    with steps.open_labels(labelled) as store:
        begun = next(c for c in completions(store).values() if c.state == "partial")
        complete(store, Account(name=begun.account, role="annotator"), begun.unit, shown=True, task=None)
        before = completions(store)
    got = steps.import_labels(labelled, tmp_path / "out", form="csv", account="")
    assert (got.answers, got.kept_back) == (0, ())
    with steps.open_labels(labelled) as store:
        assert completions(store) == before


def test_a_csv_that_was_written_later_brings_what_was_completed_since(labelled: Settings, corpus: Any, tmp_path: Path) -> None:
    other = fresh(corpus[0], tmp_path / "other.sqlite")
    for folder in ("first", "second"):
        steps.export_labels(labelled, tmp_path / folder, form="csv")
        steps.import_labels(other, tmp_path / folder, form="csv", account="")
        assert seen(other) == seen(labelled)
        with steps.open_labels(labelled) as store:
            begun = next(c for c in completions(store).values() if c.state == "partial")
            complete(store, Account(name=begun.account, role="annotator"), begun.unit, shown=True)


def test_adjudications_are_taken_once_the_role_is_there(labelled: Settings, corpus: Any, tmp_path: Path) -> None:
    with steps.open_labels(labelled) as store:
        judge = create_account(store, "judge", role="adjudicator", by="test")
        said = next(d for d in decisions(store) if d.target and d.action == "accept")
        settled = replace(said, key="settled", account="", adjudicates=True)
        (kept,) = record_all(store, judge, [settled])
        record_all(store, judge, [Decision(key="back", unit=kept.unit, action="undo", undoes=kept.seq)])
        record_all(store, judge, [replace(settled, key="again", action="reject", value=None)])
    steps.export_labels(labelled, tmp_path / "out", form="csv")
    other = fresh(corpus[0], tmp_path / "other.sqlite")
    got = steps.import_labels(other, tmp_path / "out", form="csv", account="")
    assert len(got.kept_back) == 3
    assert 'policynlp labels account "judge" --role adjudicator' in got.kept_back[0]
    steps.label_account(other, "judge", role="adjudicator")
    again = steps.import_labels(other, tmp_path / "out", form="csv", account="")
    assert (again.answers, again.kept_back) == (3, ())
    with steps.open_labels(other) as copy:
        assert [(d.key, d.account) for d in decisions(copy) if d.adjudicates] == [("again", "judge")]


def test_a_csv_of_something_else_is_refused(labelled: Settings, tmp_path: Path) -> None:
    (tmp_path / "decisions.csv").write_text("a,b\r\n1,2\r\n", encoding="utf-8")
    with pytest.raises(InputError, match="columns are missing"):
        steps.import_labels(labelled, tmp_path, form="csv", account="")


def test_inception_gives_back_what_each_person_marked(labelled: Settings, corpus: Any, tmp_path: Path) -> None:
    folders = steps.export_labels(labelled, tmp_path / "out", form="inception")
    assert set(folders) == {"ana", "ben@example.org"}
    other = fresh(corpus[0], tmp_path / "other.sqlite")
    spans = 0
    for document, _ in corpus[1]:
        path = tmp_path / "out" / "ana" / f"{document.id}.xmi"
        got = steps.import_labels(other, path, form="inception", account="ana", complete=True)
        assert got.kept_back == ()
        assert steps.import_labels(other, path, form="inception", account="ana", complete=True).answers == 0
        said, values = (
            {
                target: value
                for one in people_of(database)
                if (one.unit.document, one.account) == (document.id, "ana") and one.unit.layer != "themes"
                for target, value in one.values.items()
            }
            for database in (labelled, other)
        )
        assert set(values) == set(said)
        names = ("content", "cue", "source", "start", "end", "kind", "label", "value", "unit", "act", "source_type", "speaker")
        for target, value in values.items():
            assert {name: value.get(name) for name in names} == {name: said[target].get(name) for name in names}
            spans += 1
    assert spans > 15


def test_inception_of_another_text_is_refused(labelled: Settings, corpus: Any, tmp_path: Path) -> None:
    steps.export_labels(labelled, tmp_path / "out", form="inception")
    one, other = [tmp_path / "out" / "ana" / f"{document.id}.xmi" for document, _ in corpus[1][:2]]
    one.write_text(one.read_text(encoding="utf-8").replace(corpus[1][0][0].id, corpus[1][1][0].id), encoding="utf-8")
    with pytest.raises(InputError, match="its text is not in the corpus"):
        steps.import_labels(labelled, one, form="inception", account="ana")
    other.write_text("<xmi", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read as UIMA CAS XMI"):
        read_cas(other)


@pytest.mark.parametrize("form", ["prodigy", "inception", "csv"])
def test_what_is_not_there_is_named(labelled: Settings, tmp_path: Path, form: str) -> None:
    with pytest.raises(InputError, match="cannot be read") as caught:
        steps.import_labels(labelled, tmp_path / "lost", form=form, account="ana")
    assert str(tmp_path / "lost") in caught.value.where
    (tmp_path / "file").write_bytes(b'{"text": "caf\xe9"}')
    if form == "prodigy":
        with pytest.raises(InputError, match=r"cannot be read.*utf-8"):
            steps.import_labels(labelled, tmp_path / "file", form=form, account="ana")
    with pytest.raises(InputError, match="cannot be made"):
        steps.export_labels(labelled, tmp_path / "file", form=form)


def test_an_unknown_format_says_which_there_are(labelled: Settings, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="prodigy, inception, csv"):
        steps.export_labels(labelled, tmp_path / "out", form="brat")
    assert not (tmp_path / "out").exists()
    with pytest.raises(InputError, match="prodigy, inception, csv"):
        steps.import_labels(labelled, tmp_path, form="brat", account="")

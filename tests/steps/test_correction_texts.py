"""Corrections of the label database as texts to train on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.corpus.models import ModelRegistry
from policynlp.corpus.reading import open_corpus
from policynlp.errors import InputError
from policynlp.labels.accounts import create_account
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision, Machine
from policynlp.labels.recording import complete, record
from policynlp.labels.units import Unit, add_units, unit_of
from policynlp.settings import Settings, load_settings
from policynlp.steps.context import tag_settings
from policynlp.steps.correction_texts import correction_texts
from policynlp.steps.labelling import machine_says
from policynlp.tag.models import models_dir


@pytest.fixture
def settings(sample_corpus: Path, tmp_path: Path) -> Settings:
    return load_settings({"corpus.path": sample_corpus, "labels.url": str(tmp_path / "labels.sqlite")})


@pytest.fixture
def store(settings: Settings) -> Iterator[LabelStore]:
    with steps.open_labels(settings) as opened:
        yield opened


def quoted(settings: Settings, store: LabelStore) -> tuple[Unit, dict[str, Machine], str]:
    """The passage with the most quotations as a unit, what the machine says of it, and the text."""
    with open_corpus(settings.corpus.path) as corpus:
        found = []
        for document in corpus.documents():
            for passage in document.passages:
                unit = unit_of(document.document, "quotes", passage=passage)
                found.append((len(said := machine_says("quotes", document.tags, unit)), unit, said, document.text))
    _, unit, said, text = max(found, key=lambda row: (row[0], row[1].id))
    add_units(store, [unit])
    return unit, said, text


def test_a_completed_passage_gives_what_stands_and_its_stretch_one_that_is_begun_only_its_items(
    settings: Settings, store: LabelStore
) -> None:
    ana = create_account(store, "ana", role="annotator", by="test")
    unit, said, text = quoted(settings, store)
    first, second, *_ = said
    for target, machine in said.items():
        action = "reject" if target == second else "accept"
        record(store, ana, Decision(key=target, unit=unit.id, action=action, target=target, machine=machine))
    (begun,) = correction_texts(settings, ["quotes", "entities"])
    assert begun.complete == ()
    assert {item["id"] for item in begun.items} == set(said) - {second}
    complete(store, ana, unit.id, shown=True)
    (through,) = correction_texts(settings, ["quotes"])
    assert through.complete == ((unit.start, unit.end),)
    assert through.text == text
    assert through.group == f"work-{unit.work}"
    (content, *_) = next(item for item in through.items if item["id"] == first)["content"]
    assert unit.start <= content[0] < unit.end


def test_where_two_people_are_at_odds_nothing_is_learnt_of_what_they_differ_in(settings: Settings, store: LabelStore) -> None:
    unit, said, _ = quoted(settings, store)
    disputed, *_ = said
    for name in ("ana", "ben"):
        person = create_account(store, name, role="annotator", by="test")
        for target, machine in said.items():
            action = "reject" if (name, target) == ("ben", disputed) else "accept"
            record(store, person, Decision(key=f"{name}{target}", unit=unit.id, action=action, target=target, machine=machine))
        complete(store, person, unit.id, shown=True)
    (made,) = correction_texts(settings, ["quotes"])
    assert made.complete == ()
    assert disputed not in {item["id"] for item in made.items}


def test_a_text_that_left_the_corpus_stands_for_itself(settings: Settings, store: LabelStore, tmp_path: Path) -> None:
    ana = create_account(store, "ana", role="annotator", by="test")
    unit, said, text = quoted(settings, store)
    target = next(t for t, m in said.items() if all(unit.start <= s and e <= unit.end for s, e in m.value["content"]))
    record(store, ana, Decision(key="a", unit=unit.id, action="accept", target=target, machine=said[target]))
    elsewhere = tmp_path / "other"
    (tmp_path / "note.txt").write_text("The mayor said that the bridge would be mended by spring.\n", encoding="utf-8")
    steps.run([str(tmp_path / "note.txt")], settings=load_settings({"corpus.path": elsewhere}))
    (made,) = correction_texts(load_settings({"corpus.path": elsewhere, "labels.url": str(settings.labels.url)}), ["quotes"])
    assert made.text == unit.text
    was, now = said[target].value["content"][0], made.items[0]["content"][0]
    assert made.text[slice(*now)] == text[slice(*was)]


def test_training_needs_corrections_and_a_known_layer(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing is corrected"):
        steps.train_further(settings, tmp_path, layers=["quotes"])
    with pytest.raises(InputError, match="does not learn 'claims'"):
        steps.train_further(settings, tmp_path, layers=["claims"])


def test_a_promoted_encoder_is_in_use_until_it_is_demoted(tmp_path: Path) -> None:
    settings = load_settings({"corpus.path": tmp_path / "corpus"})
    registry = ModelRegistry(settings.corpus.path, kind="encoder")
    registry.add(models_dir() / "encoder", "abc123", reason="a copy")
    assert steps.promote(settings, "abc", reason="tried") == "abc123"
    assert tag_settings(settings).encoder == registry.folder / "abc123"
    assert tag_settings(settings).themes is None
    assert [row["active"] for row in steps.models_state(settings)["encoder"]] == [False, True]
    assert steps.demote(settings, reason="back", kind="encoder") == "shipped"
    assert tag_settings(settings).encoder is None
    with pytest.raises(InputError, match="no models of kind"):
        steps.demote(settings, reason="?", kind="claims")

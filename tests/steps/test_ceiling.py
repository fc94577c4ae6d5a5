"""The model beside people: agreement on passages that were drawn at random and labelled blind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.corpus.models import ModelRegistry
from policynlp.corpus.reading import open_corpus
from policynlp.labels.accounts import Account, create_account
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision
from policynlp.labels.queue import Task, add_tasks
from policynlp.labels.recording import complete, record
from policynlp.labels.units import Unit, add_units, unit_of
from policynlp.settings import Settings, load_settings
from policynlp.steps import ceiling
from policynlp.steps.labelling import machine_says


@pytest.fixture
def settings(sample_corpus: Path, tmp_path: Path) -> Settings:
    return load_settings({"corpus.path": sample_corpus, "labels.url": str(tmp_path / "labels.sqlite")})


@pytest.fixture
def store(settings: Settings) -> Iterator[LabelStore]:
    with steps.open_labels(settings) as opened:
        yield opened


def drawn(settings: Settings, store: LabelStore, n: int) -> list[tuple[Unit, set[str]]]:
    """Units in the queue, drawn with a chance, and what the machine gives them."""
    out = []
    with open_corpus(settings.corpus.path) as corpus:
        for document in corpus.documents():
            for passage in document.passages:
                unit = unit_of(document.document, "themes", passage=passage)
                given = {name for name, said in machine_says("themes", document.tags, unit).items() if said.value}
                if given:
                    out.append((unit, given))
    add_units(store, [unit for unit, _ in out[:n]])
    tasks = [Task(unit=unit.id, reason="overlap", probability=0.1, people=2) for unit, _ in out[:n]]
    add_tasks(store, tasks, by="root")
    return out[:n]


def label(store: LabelStore, person: Account, unit: Unit, labels: set[str], *, shown: bool = False) -> None:
    for name in labels:
        key = f"{person.name}{unit.id[:12]}{name}"
        record(store, person, Decision(key=key, unit=unit.id, action="add", target=name, value=True, shown=shown))
    complete(store, person, unit.id, shown=shown)


def test_a_model_that_agrees_as_people_do_has_reached_them(
    settings: Settings, store: LabelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ceiling, "LEAST_UNITS", 16)
    monkeypatch.setattr(ceiling, "LEAST_PAIRS", 8)
    assert steps.against_people(settings) is None
    ana, ben = (create_account(store, name, role="annotator", by="root") for name in ("ana", "ben"))
    found = drawn(settings, store, 8)
    for unit, given in found:
        label(store, ana, unit, given)
        label(store, ben, unit, {"nothing of it"})
    told = steps.against_people(settings)
    assert told is not None
    assert (told["units"], told["pairs"], told["people"], told["reached"]) == (16, 8, 0.0, True)
    assert 0.5 < told["model"] < 0.8


def test_a_model_behind_its_people_has_not_and_few_passages_say_nothing(
    settings: Settings, store: LabelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [create_account(store, name, role="annotator", by="root") for name in ("ana", "ben")]
    for unit, _ in drawn(settings, store, 4):
        for person in people:
            label(store, person, unit, {"chess"})
    told = steps.against_people(settings)
    assert told is not None
    assert (told["model"], told["people"], told["reached"]) == (0.0, 1.0, None)
    monkeypatch.setattr(ceiling, "LEAST_UNITS", 4)
    monkeypatch.setattr(ceiling, "LEAST_PAIRS", 4)
    again = steps.against_people(settings)
    assert again is not None
    assert again["reached"] is False


def test_what_was_labelled_with_suggestions_and_what_a_model_learnt_from_does_not_count(
    settings: Settings, store: LabelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = create_account(store, "ana", role="annotator", by="root")
    (first, given), (second, _), *rest = drawn(settings, store, 6)
    label(store, ana, first, given, shown=True)
    assert steps.against_people(settings) is None
    for unit, labels in [(second, {"trade"}), *rest]:
        label(store, ana, unit, labels)
    told = steps.against_people(settings)
    assert told is not None
    assert told["units"] == 5
    monkeypatch.setattr(ModelRegistry, "active", lambda _: "abc")
    monkeypatch.setattr(ceiling, "split_of", lambda _: "train")
    assert steps.against_people(settings) is None

"""What fills the queue of a real corpus: definitions where labels are missing, and second views that contradict the model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.corpus.reading import open_corpus
from policynlp.labels.accounts import create_account
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision
from policynlp.labels.queue import next_task, tasks
from policynlp.labels.recording import complete, record
from policynlp.labels.units import units
from policynlp.settings import Settings, load_settings

PEAT = """
extends = "policynlp"
[themes.peatland]
definition = "Peat bogs and moors, and the carbon that drained peat releases."
"""
OWN = """
[themes.fields]
definition = "Growing grain and keeping animals on farms."
[themes.classrooms]
definition = "Universities, graduates and the training of engineers."
"""


def settings_with(corpus: Path, folder: Path, taxonomy: str = "") -> Settings:
    flags = {"corpus.path": corpus, "labels.url": str(folder / "labels.sqlite")}
    if taxonomy:
        (folder / "taxonomy.toml").write_text(taxonomy, encoding="utf-8")
        flags["tag.taxonomy"] = folder / "taxonomy.toml"
    return load_settings(flags)


@pytest.fixture
def settings(sample_corpus: Path, tmp_path: Path) -> Settings:
    return settings_with(sample_corpus, tmp_path)


@pytest.fixture
def store(settings: Settings) -> Iterator[LabelStore]:
    with steps.open_labels(settings) as opened:
        yield opened


def queued(settings: Settings) -> list[tuple[str, str, str]]:
    """Reason, why and text of each task, in order."""
    with steps.open_labels(settings) as store:
        text = {u.id: u.text for u in units(store)}
        return [(t.reason, t.why, text[t.unit]) for t in tasks(store)]


def test_a_theme_that_nobody_labelled_is_looked_for_by_its_definition(sample_corpus: Path, tmp_path: Path) -> None:
    settings = settings_with(sample_corpus, tmp_path, PEAT)
    steps.fill_queue(settings, n=15)
    found = [(why, text) for reason, why, text in queued(settings) if reason == "rare"]
    assert found
    assert {why for why, _ in found} == {"peatland has 0 examples"}  # the classifier was trained on all others
    assert "peat" in found[0][1].lower()


def test_themes_that_the_model_does_not_know_at_all_seed_the_queue_in_turns(sample_corpus: Path, tmp_path: Path) -> None:
    settings = settings_with(sample_corpus, tmp_path, OWN)
    steps.fill_queue(settings, n=20)
    found = [(reason, why) for reason, why, _ in queued(settings) if reason not in {"random", "overlap"}]
    assert found[:2] == [("seeded", "like the definition of classrooms"), ("seeded", "like the definition of fields")]
    assert {reason for reason, _ in found} == {"seeded"}


def test_where_definition_and_model_contradict_each_other_people_decide(settings: Settings) -> None:
    steps.fill_queue(settings, n=20)
    found = [why for reason, why, _ in queued(settings) if reason == "disagreeing"]
    assert found
    for why in found:
        score, said = why.removesuffix(" by its definition").partition(": ")[2].split(" against ")
        assert abs(float(score) - float(said)) > 0.49


def test_quotations_of_rules_that_the_encoder_does_not_see_are_asked_about(settings: Settings) -> None:
    steps.fill_queue(settings, layer="quotes", n=30)
    with open_corpus(settings.corpus.path) as corpus:
        by_rule = {q.id for d in corpus.documents() for q in d.quotes if q.origin == "rule"}
    found = [why for reason, why, _ in queued(settings) if reason == "disagreeing"]
    assert found
    assert all(why.partition(":")[0] in by_rule and why.endswith("by the encoder") for why in found)


def test_what_one_person_says_against_the_model_goes_to_another(settings: Settings, store: LabelStore) -> None:
    ana, ben = (create_account(store, name, role="annotator", by="test") for name in ("ana", "ben"))
    steps.fill_queue(settings, n=40)
    with open_corpus(settings.corpus.path) as corpus:
        sure = {t.passage: t.theme for d in corpus.documents() for t in d.themes if t.passage and t.score > 0.9}
    unit = next(u for u in units(store) if u.passage in sure)
    record(store, ana, Decision(key="no", unit=unit.id, action="reject", target=sure[unit.passage or ""]))
    complete(store, ana, unit.id, shown=True)
    steps.fill_queue(settings, n=40)
    (again,) = [t for t in tasks(store) if t.unit == unit.id and t.why.endswith("by ana")]
    assert again.blind
    given = []
    while (task := next_task(store, ben, layer="themes", reasons=["disagreeing"], besides=given)) is not None:
        given.append(task.id)
    assert again.id in given
    assert next_task(store, ana, layer="themes", besides=[t.id for t in tasks(store) if t.unit != unit.id]) is None

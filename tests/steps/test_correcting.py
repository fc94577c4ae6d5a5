"""What people decide is seen at once in views, search, exports and Python; the machine's word stays beneath."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.corpus.reading import TaggedDocument, open_corpus
from policynlp.document import CONTENT_KINDS
from policynlp.labels.accounts import Account, ensure_local
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision, Machine
from policynlp.labels.recording import complete, record
from policynlp.labels.units import Unit, add_units, unit_of
from policynlp.settings import Settings, load_settings


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("correcting") / "corpus"
    steps.run(["corpus/samples/northmark-article.txt"], settings=load_settings({"corpus.path": path}))
    return path


@pytest.fixture
def settings(tagged: Path, tmp_path: Path) -> Settings:
    corpus = shutil.copytree(tagged, tmp_path / "corpus")
    return load_settings({"corpus.path": corpus})


@pytest.fixture
def labels(settings: Settings) -> Iterator[LabelStore]:
    with steps.open_labels(settings) as store:
        yield store


def document(settings: Settings, *, corrected: bool = True) -> TaggedDocument:
    with open_corpus(settings.corpus.path) as corpus:
        (found,) = corpus.documents(corrected=corrected)
    return found


def passage_unit(labels: LabelStore, doc: TaggedDocument, layer: str, start: int) -> Unit:
    passage = next(p for p in doc.passages if p.start <= start < p.end)
    unit = unit_of(doc.document, steps.label_layer(layer), passage=passage)
    add_units(labels, [unit])
    return unit


def say(labels: LabelStore, me: Account, unit: Unit, action: str, target: str, **more: object) -> None:
    key = f"{action}{target}"
    record(labels, me, Decision(key=key, unit=unit.id, action=action, target=target, **more))  # type: ignore[arg-type]


def test_nothing_is_made_where_nobody_labelled(settings: Settings) -> None:
    assert steps.apply_corrections(settings) == 0
    assert not Path(f"{settings.corpus.path}.labels.sqlite").exists()


def test_a_quotation_is_rejected_edited_and_added(settings: Settings, labels: LabelStore) -> None:
    me = ensure_local(labels)
    doc = document(settings)
    wrong, other = [q for q in doc.quotes if q.speaker][:2]
    unit = passage_unit(labels, doc, "quotes", wrong.content[0][0])
    second = passage_unit(labels, doc, "quotes", other.content[0][0])
    say(labels, me, unit, "reject", wrong.id, machine=Machine(value=wrong.as_dict(), version=wrong.version))
    say(labels, me, second, "edit", other.id, value=other.as_dict() | {"speaker": "Somebody Else"})
    assert steps.apply_corrections(settings) == 1
    assert steps.apply_corrections(settings) == 0  # nothing new
    now = {q.id: q for q in document(settings).quotes}
    assert wrong.id not in now
    assert (now[other.id].speaker, now[other.id].origin) == ("Somebody Else", "human")
    with open_corpus(settings.corpus.path) as corpus:
        rows = corpus.sql("SELECT id, speaker, origin FROM quotes WHERE origin = 'human'").to_pylist()
        assert [(r["id"], r["speaker"]) for r in rows] == [(other.id, "Somebody Else")]
        assert corpus.sql("SELECT count(*) AS n FROM quotes").to_pylist()[0]["n"] == len(now)
    assert wrong.id in {q.id for q in document(settings, corrected=False).quotes}


def test_a_theme_is_added_and_the_document_and_search_follow(settings: Settings, labels: LabelStore) -> None:
    me = ensure_local(labels)
    doc = document(settings)
    whole = {t.theme: t for t in doc.themes if t.passage is None and t.facet is None}
    theme = next(name for name, row in whole.items() if not row.assigned)
    passage = max(doc.passages, key=lambda p: p.end - p.start)
    unit = passage_unit(labels, doc, "themes", passage.start)
    say(labels, me, unit, "add", theme, value=True)
    complete(labels, me, unit.id, shown=True)
    steps.apply_corrections(settings)
    rows = {(t.passage, t.theme): t for t in document(settings).themes if t.facet is None}
    assert (rows[passage.id, theme].assigned, rows[passage.id, theme].origin) == (True, "human")
    assert rows[None, theme].assigned
    content = [p for p in doc.passages if p.kind in CONTENT_KINDS]
    part = (passage.end - passage.start) / sum(p.end - p.start for p in content)
    assert rows[None, theme].share == pytest.approx(part, abs=1e-3)
    # the unit is complete, so what the machine assigned to it and nobody took is none
    assert not any(row.assigned for (p, name), row in rows.items() if p == passage.id and name != theme)
    with open_corpus(settings.corpus.path) as corpus:
        assert corpus.sql(f"SELECT count(*) AS n FROM themes WHERE theme = '{theme}' AND assigned").to_pylist()[0]["n"] == 2


def test_taking_a_decision_back_brings_the_machine_back(settings: Settings, labels: LabelStore) -> None:
    me = ensure_local(labels)
    doc = document(settings)
    claim = doc.claims[0]
    unit = passage_unit(labels, doc, "claims", claim.start)
    kept = record(labels, me, Decision(key="k", unit=unit.id, action="reject", target=claim.id))
    steps.apply_corrections(settings)
    assert claim.id not in {c.id for c in document(settings).claims}
    record(labels, me, Decision(key="u", unit=unit.id, action="undo", undoes=kept.seq))
    steps.apply_corrections(settings)
    assert document(settings).tags.as_dict() == doc.tags.as_dict()


def test_decisions_survive_a_new_tag_set(settings: Settings, labels: LabelStore) -> None:
    me = ensure_local(labels)
    doc = document(settings)
    claim = doc.claims[0]
    unit = passage_unit(labels, doc, "claims", claim.start)
    value = claim.as_dict() | {"unit": "corrected"}
    say(labels, me, unit, "edit", claim.id, value=value, machine=Machine(value=claim.as_dict(), version=claim.version))
    steps.run(
        settings=load_settings({"corpus.path": settings.corpus.path, "tag.components": ("entities", "claims")}),
        stages=("tag", "link"),
    )
    assert [c.unit for c in document(settings).claims if c.origin == "human"] == ["corrected"]
    assert not list(steps.unfit_labels(settings))

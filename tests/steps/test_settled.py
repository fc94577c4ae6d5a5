"""A run looks at what people decided since the last one, not at all that they ever decided."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.corpus.reading import open_corpus
from policynlp.corpus.store import Store
from policynlp.document import Document
from policynlp.labels.accounts import ensure_local
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision
from policynlp.labels.recording import record
from policynlp.labels.units import add_units, unit_of
from policynlp.settings import Settings, load_settings
from policynlp.steps import correcting
from policynlp.steps.settled import Settled
from policynlp.tags import Tags

LAYERS = ("entities", "claims")
TEXTS = {
    "a.txt": "The ministry of agriculture said on Monday that the maize harvest rose 12 percent to 3.4 million tonnes.\n",
    "b.txt": "The port authority of Lomin moved 410,000 containers in 2023, 9 percent more than in the year before.\n",
}


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("settled")
    for name, text in TEXTS.items():
        (folder / "texts" / name).parent.mkdir(exist_ok=True)
        (folder / "texts" / name).write_text(text, encoding="utf-8")
    settings = load_settings({"corpus.path": folder / "corpus", "tag.components": LAYERS})
    steps.run([str(folder / "texts")], settings=settings)
    return folder / "corpus"


@pytest.fixture
def settings(tagged: Path, tmp_path: Path) -> Settings:
    return load_settings({"corpus.path": shutil.copytree(tagged, tmp_path / "corpus"), "tag.components": LAYERS})


@pytest.fixture
def labels(settings: Settings) -> Iterator[LabelStore]:
    with steps.open_labels(settings) as store:
        yield store


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the documents over which decisions were laid."""
    seen: list[str] = []
    real = correcting.corrected_tags

    def spy(document: Document, tags: Tags, decided: object) -> Tags:
        seen.append(document.id)
        return real(document, tags, decided)  # type: ignore[arg-type]

    monkeypatch.setattr(correcting, "corrected_tags", spy)
    return seen


def reject_a_claim(settings: Settings, labels: LabelStore, number: int) -> tuple[str, str]:
    """Rejects a claim of the n-th document; ids of the document and of the claim."""
    with open_corpus(settings.corpus.path) as corpus:
        document = sorted(corpus.documents(), key=lambda d: d.document.source.uri)[number]
    claim = document.claims[0]
    passage = next(p for p in document.passages if p.start <= claim.start < p.end)
    unit = unit_of(document.document, steps.label_layer("claims"), passage=passage)
    add_units(labels, [unit])
    record(labels, ensure_local(labels), Decision(key=claim.id, unit=unit.id, action="reject", target=claim.id))
    return document.id, claim.id


def claims(settings: Settings) -> set[str]:
    with open_corpus(settings.corpus.path) as corpus:
        return {claim.id for document in corpus.documents() for claim in document.claims}


def link(settings: Settings) -> None:
    steps.run(settings=settings, stages=("tag", "link"))


def test_a_run_looks_at_each_text_once_and_again_at_what_was_taken_back(
    settings: Settings, labels: LabelStore, looked_at: list[str]
) -> None:
    first, claim = reject_a_claim(settings, labels, 0)
    link(settings)
    link(settings)
    assert looked_at == [first]
    assert claim not in claims(settings)
    second, other = reject_a_claim(settings, labels, 1)
    made = correcting.decisions(labels)[0]
    record(labels, ensure_local(labels), Decision(key="undo", unit=made.unit, action="undo", undoes=made.seq))
    link(settings)
    assert sorted(looked_at[1:]) == sorted([first, second])
    assert claim in claims(settings)
    assert other not in claims(settings)


@pytest.mark.parametrize("damage", ["", "{", '{"head": 1}', "[]"])
def test_a_damaged_file_remembers_nothing(damage: str, settings: Settings, labels: LabelStore) -> None:
    with Store.open(settings.corpus.path) as store:
        tagset = store.require_active()
        mark = (1, 1, 0, 0)
        (document, *_) = store.document_ids()
        Settled(store, labels, tagset).learn({document: mark})
        assert not Settled(store, labels, tagset).waiting({document: mark})
        assert Settled(store, labels, tagset).waiting({document: (2, 2, 0, 0)})
        (remembered,) = store.index_folder.glob("labels-*.json")
        remembered.write_text(damage, encoding="utf-8")
        assert Settled(store, labels, tagset).waiting({document: mark})


def test_what_was_laid_over_by_hand_is_looked_at_once_more(
    settings: Settings, labels: LabelStore, looked_at: list[str]
) -> None:
    document, claim = reject_a_claim(settings, labels, 0)
    assert steps.apply_corrections(settings, [document]) == 1
    link(settings)
    link(settings)
    assert looked_at == [document, document]
    assert claim not in claims(settings)


def test_what_is_remembered_of_other_tag_sets_goes_away(settings: Settings, labels: LabelStore, tmp_path: Path) -> None:
    reject_a_claim(settings, labels, 0)
    link(settings)
    (first,) = (settings.corpus.path / "index").glob("labels-*.json")
    old = first.with_name("labels-0123456789ab.json")
    old.write_text("{}", encoding="utf-8")
    (tmp_path / "c.txt").write_text("Rice exports fell by a tenth to 90,000 tonnes, the ministry said.", encoding="utf-8")
    steps.run([str(tmp_path / "c.txt")], settings=settings)
    assert first.exists()
    assert not old.exists()

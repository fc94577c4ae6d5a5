"""A corpus of three documents with tags and a link, in one tag set, which is active."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus_samples import fingerprints, make_document, make_link, make_tags

from policynlp.corpus.store import Store


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "corpus") as store:
        yield store


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once; tests get copies."""
    path = tmp_path_factory.mktemp("template") / "corpus"
    with Store.create(path) as store:
        fill(store)
    return path


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(template, tmp_path / "corpus")
    with Store.open(tmp_path / "corpus") as store:
        yield store


def fill(empty: Store) -> None:
    tagset = empty.register_tagset({"rules": "1"})
    empty.begin_run("run-1", kind="run", tagset=tagset, settings_json="{}", backend="local")
    documents = [make_document(n) for n in range(3)]
    empty.commit_documents(documents, run_id="run-1", fingerprints=fingerprints(*documents))
    empty.commit_tags([make_tags(d, tagset) for d in documents], run_id="run-1", tagset=tagset)
    empty.activate(tagset, by="run-1")
    identities = [
        {"document": d.id, "entity": "person:ada-ost", "identity": "q1", "name": "Ada Maria Öst", "label": "PERSON"}
        for d in documents
    ]
    empty.commit_links(
        [make_link(documents[0], documents[1])],
        documents=[d.id for d in documents],
        run_id="run-1",
        tagset=tagset,
        identities=identities,
    )
    empty.finish_run("run-1", status="completed", counts={"documents": 3}, seconds=1.5)

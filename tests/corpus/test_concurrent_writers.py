"""Processes that write at the same time lose nothing and double nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from corpus_samples import fingerprints, make_document, make_tags

from policynlp.corpus.store import Store
from policynlp.corpus.upkeep import check, compact
from policynlp.corpus.views import Views

WRITER = Path(__file__).parent / "batch_writer.py"


def start(corpus: Path, name: str, documents: int, batch: int) -> subprocess.Popen:
    command = [sys.executable, str(WRITER), str(corpus), name, str(documents), str(batch)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    "names",
    [pytest.param(("cod", "eel"), marks=pytest.mark.slow), ("cod", "cod")],
    ids=["different documents", "the same documents"],
)
def test_two_processes_at_once(tmp_path: Path, names: tuple[str, str]) -> None:
    corpus = tmp_path / "corpus"  # made by whoever comes first
    processes = [start(corpus, name, 24, 2) for name in names]
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    expected = {make_document(n, word=name).id for name in names for n in range(24)}
    with Store.open(corpus) as store:
        ids = store.document_ids()
        assert sorted(ids) == sorted(expected)
        tagset = store.tagsets()[0]["tagset"]
        assert store.untagged(tagset) == []
        documents = list(store.load_documents())
        assert [t.as_dict() for t in store.load_tags(tagset=tagset)] == [make_tags(d, tagset).as_dict() for d in documents]
        assert check(store) == []
        with Views(store, tagset=tagset) as views:
            counts = views.query("SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM quotes)").to_pylist()[0]
        assert set(counts.values()) == {len(expected)}


def test_threads_with_stores_of_their_own(tmp_path: Path) -> None:
    with Store.create(tmp_path / "corpus") as store:
        failures: list[Exception] = []

        def write(word: str) -> None:
            try:
                with Store.open(store.path) as mine:
                    for n in range(6):
                        document = make_document(n, word=word)
                        mine.commit_documents([document], run_id=word, fingerprints=fingerprints(document))
            except Exception as error:  # noqa: BLE001 - told to the test below
                failures.append(error)

        threads = [threading.Thread(target=write, args=(word,)) for word in ("a", "b", "c", "d")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert len(store.document_ids()) == 24
        assert check(store) == []


def test_a_corpus_made_by_many_at_once(tmp_path: Path) -> None:
    failures: list[Exception] = []

    def make() -> None:
        try:
            with Store.create(tmp_path / "corpus") as mine:
                mine.register_tagset({"a": 1})
        except Exception as error:  # noqa: BLE001 - told to the test below
            failures.append(error)

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Store.open(tmp_path / "corpus") as store:
        assert len(store.tagsets()) == 1


@pytest.mark.slow
def test_compacting_while_others_write(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    with Store.create(corpus) as store:
        process = start(corpus, "cod", 24, 1)
        while process.poll() is None:
            compact(store)
        _, errors = process.communicate()
        assert process.returncode == 0, errors
        assert len(store.document_ids()) == 24
        assert store.untagged(store.tagsets()[0]["tagset"]) == []
        assert check(store) == []

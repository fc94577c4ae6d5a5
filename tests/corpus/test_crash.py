"""A writer killed at any moment leaves a corpus that opens, with whole batches, and a rerun that completes it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from corpus_samples import make_document, make_tags

from policynlp.corpus.store import Store
from policynlp.corpus.upkeep import check
from policynlp.corpus.views import Views

pytestmark = pytest.mark.crash

WRITER = Path(__file__).parent / "batch_writer.py"
DOCUMENTS, BATCH = 60, 5
REPETITIONS = 8


def start(corpus: Path) -> subprocess.Popen:
    command = [sys.executable, str(WRITER), str(corpus), "cod", str(DOCUMENTS), str(BATCH)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def run_for(corpus: Path, *, kill_after_batches: int, delay_s: float) -> list[list[str]]:
    """Kill the writer a moment after it said that so many batches are committed; gives what it said."""
    process = start(corpus)
    said = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line.split())
        if len(said) >= kill_after_batches:
            break
    time.sleep(delay_s)
    os.kill(process.pid, signal.SIGKILL)
    said += [line.split() for line in process.stdout]
    process.wait()
    process.stdout.close()
    return said


def committed(store: Store) -> tuple[set[str], set[str]]:
    tagset = store.register_tagset({"rules": "1"})
    return set(store.document_ids()), set(store.tagged(tagset))


def assert_whole(store: Store) -> None:
    """Every document that is seen has all its passages and, if it is tagged, all its tags."""
    assert check(store) == []
    tagset = store.register_tagset({"rules": "1"})
    expected = {d.id: d for d in (make_document(n, word="cod") for n in range(DOCUMENTS))}
    documents = list(store.load_documents())
    assert documents == [expected[d.id] for d in documents]
    assert len({d.id for d in documents}) == len(documents)
    tags = list(store.load_tags(tagset=tagset))
    assert [t.as_dict() for t in tags] == [make_tags(expected[t.document], tagset).as_dict() for t in tags]
    with Views(store, tagset=tagset) as views:
        assert views.query("SELECT count(*) FROM quotes")[0][0].as_py() == len(tags)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, REPETITIONS))])
def test_killed_at_a_random_moment_and_again(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    corpus = tmp_path / "corpus"
    told: dict[str, set[str]] = {"documents": set(), "tags": set()}
    for _ in range(2):
        said = run_for(corpus, kill_after_batches=chance.randint(1, 10), delay_s=chance.uniform(0, 0.06))
        for what, *ids in said:
            told[what] |= set(ids)
        with Store.open(corpus) as store:
            documents, tagged = committed(store)
            assert told["documents"] <= documents  # what was said to be committed is
            assert told["tags"] <= tagged
            assert len(documents) % BATCH == 0  # whole batches
            assert_whole(store)
    process = start(corpus)
    process.communicate(timeout=120)
    assert process.returncode == 0
    with Store.open(corpus) as store:
        documents, tagged = committed(store)
        assert len(documents) == DOCUMENTS
        assert tagged == documents
        assert_whole(store)


def test_killed_while_the_corpus_is_made(tmp_path: Path) -> None:
    """Interpreter and imports take most of the time, so the moments are spread over what comes after."""
    corpus = tmp_path / "corpus"
    process = start(corpus)
    while not (corpus / "tables").exists():
        assert process.poll() is None
        time.sleep(0.001)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
    again = start(corpus)
    again.communicate(timeout=120)
    assert again.returncode == 0
    with Store.open(corpus) as store:
        assert len(store.document_ids()) == DOCUMENTS
        assert_whole(store)


@pytest.mark.slow
def test_killed_while_the_index_is_made(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    start(corpus).communicate(timeout=120)
    code = (
        "import sys; from policynlp.corpus.store import Store\n"
        "from policynlp.corpus.search.index import refresh_index\n"
        "store = Store.open(sys.argv[1]); store.activate(store.tagsets()[0]['tagset'], by='me'); print('go', flush=True)\n"
        "refresh_index(store); print('done', flush=True)"
    )
    from policynlp.corpus.reading import Corpus

    for delay_s in (0.0, 0.02, 0.05, 0.1):
        process = subprocess.Popen([sys.executable, "-c", code, str(corpus)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay_s)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with Store.open(corpus) as store:
            assert Corpus(store).search("catches", speaker="ada").total == DOCUMENTS
        for path in (corpus / "index").iterdir():
            path.unlink()

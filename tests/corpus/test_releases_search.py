"""A release is searched as the corpus was that it was made of, through an index that is made once."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from corpus_samples import fingerprints, make_document, make_tags
from typer.testing import CliRunner

from policynlp.cli.app import app
from policynlp.corpus.public_names import public_row
from policynlp.corpus.reading import Corpus, open_corpus
from policynlp.corpus.releases import searching
from policynlp.corpus.releases.create import create_release
from policynlp.corpus.releases.reading import Release
from policynlp.corpus.search import database, request_from
from policynlp.corpus.store import Store
from policynlp.errors import InputError

QUESTIONS: list[dict[str, Any]] = [
    {"text": "catches", "mode": "words"},
    {"text": '"1.2 million euros"', "mode": "words", "sort": "date"},
    {"text": "", "theme": ["agriculture"]},
    {"text": "", "speaker": ["öst"]},
    {"text": "landings", "mode": "words", "since": date(2024, 2, 1), "duplicates": True},
    {"text": "", "duplicates": True, "kind": ["title"]},
]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def rich(store: Store) -> Store:
    """With a repeated text and a new revision."""
    copy = make_document(0, work="elsewhere", duplicate_of=make_document(0).id)
    newer = make_document(1, word="cod", work="work-1", revision=2, supersedes=make_document(1).id)
    store.commit_documents([copy, newer], run_id="run-2", fingerprints=fingerprints(copy, newer))
    tagset = store.require_active()
    store.commit_tags([make_tags(copy, tagset), make_tags(newer, tagset)], run_id="run-2", tagset=tagset)
    return store


def told(corpus: Corpus, question: dict[str, Any]) -> Any:
    page = corpus.search(**question)
    hits = sorted(
        (str({n: v for n, v in public_row(asdict(hit)).items() if n not in {"score", "words_rank"}}) for hit in page), key=str
    )
    facets = {name: sorted((v.value, v.label, v.passages, v.documents) for v in f.values) for name, f in page.facets.items()}
    return page.total, page.documents, hits, facets


def test_the_same_passages_counts_and_facets(rich: Store) -> None:
    create_release(rich, "2026.1", text="full")
    with open_corpus(rich.path) as corpus, open_corpus(rich.path, release="2026.1") as release:
        for question in QUESTIONS:
            assert told(release, question) == told(corpus, question)
            assert told(release, question)[0] > 0
        assert [h.passage for h in release.search_all("catches")] == [h.passage for h in corpus.search_all("catches")]


def test_the_index_is_made_once_and_for_what_is_in_the_release(
    rich: Store, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(create_release(rich, "2026.1", text="full")["path"])
    with open_corpus(release=path) as release:
        first = release.search("catches", mode="words").total
    moved = path.rename(path.with_name("elsewhere"))
    monkeypatch.setattr(searching, "all_documents", None)
    with open_corpus(release=moved) as release:
        assert release.search("catches", mode="words").total == first
    assert len(list(cache.rglob("search.sqlite"))) == 1
    assert not list(moved.rglob("*.sqlite"))


def test_an_index_that_another_process_makes_is_not_taken_for_complete(rich: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policynlp.corpus.derived_file.BUSY_MS", 20)
    release = Release(Path(create_release(rich, "2026.1", text="full")["path"]))
    with searching.ReleaseSearcher(release) as searcher:
        with searching.ReleaseIndex(release) as other, other.writing():
            assert searcher.refresh(wait=False) == 5
        assert searcher.refresh(wait=False) == 0
        assert searcher.page(request_from("catches", mode="words")).total > 0
    monkeypatch.setattr(database.os, "access", lambda *_: False)  # somebody else's cache
    with searching.ReleaseIndex(release) as index:
        assert index.read_only
        assert index.refresh() == 0


def test_texts_that_are_not_in_it_are_found_by_their_themes_alone(rich: Store) -> None:
    create_release(rich, "2026.2", text="none")
    with open_corpus(rich.path, release="2026.2") as release:
        nothing = release.search("catches", mode="words")
        assert nothing.total == 0
        assert "without words" in " ".join(nothing.notes)
        found = release.search(theme=["agriculture"])
        assert found.total > 0
        assert "without words" not in " ".join(found.notes)
        assert "without words" in " ".join(release.quotes(about="catches").notes)
        assert not release.quotes().notes


def test_meaning_needs_vectors_and_says_so(rich: Store) -> None:
    create_release(rich, "2026.1", text="full")
    with open_corpus(rich.path, release="2026.1") as release:
        with pytest.raises(InputError, match="encoder"):
            release.search("who catches herring?", mode="meaning")
        page = release.search("catches", mode="both")
        assert page.mode == "words"
        assert "By words alone" in " ".join(page.notes)


def test_the_command_line_reads_a_release_by_its_name_and_refuses_to_write_to_it(rich: Store) -> None:
    create_release(rich, "2026.1", text="full")

    def ask(*arguments: str, release: tuple[str, ...] = ("--release", "2026.1")) -> Any:
        return CliRunner().invoke(app, ["--corpus", str(rich.path), *release, *arguments])

    for verb in (
        ("search", "catches", "--mode", "words", "--json"),
        ("query", "select count(*) as n from quotes", "--json"),
        ("quotes", "--json"),
        ("figures", "landings", "--json"),
    ):
        found, known = ask(*verb), ask(*verb, release=())
        assert found.exit_code == 0, found.output
        assert _without_names(found.stdout) == _without_names(known.stdout)
    assert "release 2026.1" in ask("cite", make_document(2).id).stdout.replace("\n", " ")
    refused = ask("run", "nothing.txt")
    assert isinstance(refused.exception, InputError)
    assert "not on a release" in str(refused.exception)


def _without_names(text: str) -> list[str]:
    """Lines but for those that say what was asked, and when."""
    told = ("release", "tagset", "tag set", "version", "seconds", "provenance", "index", "state", "asked")
    return [line for line in text.splitlines() if not any(word in line for word in told)]

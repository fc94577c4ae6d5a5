"""The synthetic corpus is a corpus: its spans fit, its layers are joined, and it is the same for the same seed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from policynlp.corpus.reading import open_corpus

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sys.path.insert(0, str(BENCHMARKS))
    try:
        from synthetic_corpus import make
    finally:
        sys.path.remove(str(BENCHMARKS))
    folder = tmp_path_factory.mktemp("synthetic") / "corpus"
    make(folder, count=60, passages=20, seed=3)
    return folder


def test_spans_fit_the_text(made: Path) -> None:
    with open_corpus(made) as corpus:
        documents = list(corpus.documents(everything=True))
    assert len(documents) == 60 + 3 + 1
    for document in documents:
        assert all(document.slice((e.start, e.end)) == e.name for e in document.entities)
        assert all(document.slice((c.start, c.end)) == c.text for c in document.claims)
        for quote in document.quotes:
            assert document.slice(quote.source[0]).startswith(quote.speaker or "?")
        assert {p.kind for p in document.passages} >= {"title", "byline", "paragraph", "boilerplate"}
    assert sum(len(d.quotes) for d in documents) > 200
    assert sum(len(d.claims) for d in documents) > 200


def test_layers_are_joined_and_can_be_searched(made: Path) -> None:
    with open_corpus(made) as corpus:
        kinds = {row["kind"] for row in corpus.sql("SELECT DISTINCT kind FROM links").to_pylist()}
        assert {"agrees", "cites"} <= kinds
        assert corpus.sql("SELECT count(*) AS n FROM quotes WHERE identity IS NULL").to_pylist() == [{"n": 0}]
        page = corpus.search("ministry", mode="words")
        assert page.index.vectors > 1_000
        assert page.facets["speaker"].distinct > 50
        assert corpus.status()["hidden"]["duplicates"] == 3

"""Hits as data frames, and what a corpus says of itself in a notebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from policynlp.corpus.reading import open_corpus
from policynlp.corpus.search.table import SCHEMA
from policynlp.corpus.store import Store


def test_a_page_and_a_whole_result_give_frames(store: Store) -> None:
    with open_corpus(store.path) as corpus:
        page = corpus.search("catches OR landings", mode="words", limit=2)
        assert page.to_arrow().schema == SCHEMA
        assert page.to_pandas()["passage"].tolist() == [hit.passage for hit in page]
        whole = [hit.passage for hit in corpus.search_all("catches OR landings", mode="words")]
        frame = corpus.search_all("catches OR landings", mode="words").to_pandas()
        assert frame["passage"].tolist() == whole
        assert len(whole) == page.total > len(page)
        none = corpus.search_all("zeppelin", mode="words").to_arrow()
        assert (none.num_rows, none.schema) == (0, SCHEMA)


def test_hits_go_to_polars_where_it_is_installed(store: Store) -> None:
    pytest.importorskip("polars")
    with open_corpus(store.path) as corpus:
        assert corpus.search("catches", mode="words").to_polars().height == 3


def test_a_stream_of_hits_is_an_iterator(store: Store) -> None:
    with open_corpus(store.path) as corpus:
        hits = corpus.search_all("catches", mode="words")
        first = next(hits)
        assert [first.passage, *(hit.passage for hit in hits)] == [h.passage for h in corpus.search("catches", mode="words")]


def test_a_corpus_says_which_one_it_is(store: Store) -> None:
    with open_corpus(store.path) as corpus:
        assert repr(corpus) == f"<Corpus {Path(store.path)}>"

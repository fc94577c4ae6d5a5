"""Words of annotations in long texts: those of the text, at any length, and found in time that grows with the text."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from corpus_samples import fingerprints

from growth import grows_linearly
from policynlp.corpus.store import Store
from policynlp.corpus.views import Views
from policynlp.document import Document, Passage, Source, Span
from policynlp.tags import Entity, Quote, Tags, annotation_id

SENTENCE = "Ministerin Öst 🐟 said that wages rose by 4 percent. "


def kept(folder: Path, text: str, spans: list[Span]) -> Store:
    """A corpus of one text, in which every span is a name, and those with the next one the words of a quotation."""
    store = Store.create(folder)
    document = Document(text=text, source=Source(uri="a.txt", title="A"), work="a", key="a")
    document = document.with_passages((Passage(id="p", start=0, end=len(text), kind="paragraph"),))
    tagset = store.register_tagset({"rules": "1"})
    names = [
        Entity(
            id=annotation_id(document.id, "entities", [span]), start=span[0], end=span[1], label="PERSON", entity="e", name="n"
        )
        for span in spans
    ]
    quotes = [
        Quote(
            id=annotation_id(document.id, "quotes", pair),
            content=pair,
            kind="direct",
            act="speech",
            source_type="none",
        )
        for pair in itertools.pairwise(spans)
    ]
    store.commit_documents([document], run_id="run-1", fingerprints=fingerprints(document))
    tags = Tags(document=document.id, tagset=tagset, entities=tuple(names), quotes=tuple(quotes))
    store.commit_tags([tags], run_id="run-1", tagset=tagset)
    store.activate(tagset, by="run-1")
    return store


@pytest.mark.parametrize("chars", [2_000, 100_000])
def test_words_are_those_of_the_text_wherever_they_stand(tmp_path: Path, chars: int) -> None:
    text = (SENTENCE * (chars // len(SENTENCE) + 1))[:chars]
    cuts = sorted({c + d for c in (0, *range(0, chars, 8_192), chars) for d in (-3, -1, 0, 1, 3) if 0 <= c + d <= chars})
    spans = [*itertools.pairwise(cuts), (100, chars), (0, chars // 2)]
    with kept(tmp_path / "corpus", text, spans) as store, Views(store) as views:
        found = views.query("SELECT start_char, end_char, text FROM entities").to_pylist()
        assert {(r["start_char"], r["end_char"]): r["text"] for r in found} == {(a, b): text[a:b] for a, b in spans}
        said = {row["content_text"] for row in views.query("SELECT content_text FROM quotes").to_pylist()}
        assert said == {f"{text[a:b]} … {text[c:d]}" for (a, b), (c, d) in itertools.pairwise(spans)}
        assert views.query("SELECT text FROM passages").to_pylist() == [{"text": text}]


def test_reading_them_takes_time_that_grows_with_the_text(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:

        def work(sentences: int) -> Callable[[], object]:
            spans = [(at * len(SENTENCE), at * len(SENTENCE) + 14) for at in range(sentences)]
            store = stack.enter_context(kept(tmp_path / str(sentences), SENTENCE * sentences, spans))
            views = stack.enter_context(Views(store))
            sql = "SELECT sum(length(content_text)) AS n FROM quotes"
            views.query(sql)
            return partial(views.query, sql)

        assert grows_linearly(work, size=4_000, times=4, slack=2.25)

"""Numbers of new texts are kept with the tag set, once each, and only while they are young enough to tell of drift."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from corpus_samples import TEXT, make_document, make_tags
from source_histories import FEED

from policynlp.corpus.health.drift import KEPT_DAYS
from policynlp.corpus.store import Store
from policynlp.document import Document, Passage, Source
from policynlp.settings import load_settings
from policynlp.steps.context import RunContext
from policynlp.steps.measuring import measure_new
from policynlp.tag.neural.unknown import WordCounter


def kept(store: Store) -> list[dict[str, object]]:
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    return store.counts_since(long_ago, tagset=store.require_active())


def run_of(store: Store) -> RunContext:
    return RunContext(run_id="run-9", settings=load_settings({"corpus.path": store.path}))


def test_each_text_is_counted_once(store: Store) -> None:
    found = make_document(0)
    row = {"source": FEED, "looked_at": datetime.now(UTC), "documents": [found.id], "chars": [len(TEXT)], "languages": ["en"]}
    store.record_sources([row], run_id="run-1", part="all")
    assert measure_new(run_of(store), store) == 3
    assert measure_new(run_of(store), store) == 0
    counts = {row["document"]: row for row in kept(store)}
    assert len(counts) == 3
    one = counts[found.id]
    assert (one["source"], one["language"], one["passages"]) == (FEED, "en", 3)
    assert (one["quotes"], one["attributed"], one["unresolved"], one["claims"], one["themes"]) == (1, 1, 0, 1, ["agriculture"])
    words = len(TEXT.split("\n")[0].split()) + 12 + 9  # of the title and the two paragraphs; figures, marks and 🐟 are none
    assert one["words"] == words
    assert 0 < int(str(one["split_words"])) < words


def test_a_new_tag_set_is_counted_anew_and_old_texts_are_not(store: Store) -> None:
    measure_new(run_of(store), store)
    tagset = store.register_tagset({"rules": "2"})
    tags = [replace(make_tags(make_document(n), tagset, speaker="Ada Öst" if n else ""), quotes=()) for n in range(3)]
    store.commit_tags(tags, run_id="run-2", tagset=tagset)
    store.activate(tagset, by="run-2")
    later = datetime.now(UTC) + timedelta(days=KEPT_DAYS + 1)
    assert measure_new(run_of(store), store, now=later) == 0
    assert measure_new(run_of(store), store) == 3
    assert {row["quotes"] for row in kept(store)} == {0}


def test_a_run_without_tags_counts_nothing(empty: Store) -> None:
    assert measure_new(run_of(empty), empty) == 0


def _text(words: str) -> Document:
    document = Document(text=words, source=Source(uri="t"), work=words[:40])
    return document.with_passages((Passage(id="p", start=0, end=len(words), kind="paragraph"),))


@pytest.mark.parametrize(
    "broken",
    [
        "Der Gemeinderat beschloss gestern Abend die Erweiterung der Hafenanlage trotz wachsender Schulden der Stadt.",
        "Thecouncil decidedyesterday toenlarge theharbour inspite ofthe growingdebts ofthe town andits people.",
        "The c0uncil dec1ded yesterdav to enlarqe tbe harb0ur in sp1te of tbe growinq debts of tbe t0wn and its pe0ple.",
        "The â€œcouncilâ€\x9d decidÃ©d yesterdÃ¤y to enlÃ¶rge thÃ© hÃ¤rbour in spÃ¯te of thÃ© grÃ¶wing dÃ©bts.",
    ],
    ids=["german", "run-together", "scan", "encoding"],
)
def test_words_that_the_encoder_does_not_know_tell_of_broken_texts(broken: str) -> None:
    counter = WordCounter()
    sound = "The council decided yesterday to enlarge the harbour in spite of the growing debts of the town and its people."
    words, split = counter.count(_text(sound))
    assert words == 20
    assert split <= 1
    words, split = counter.count(_text(broken))
    assert split / words > 0.3

"""The file of views goes on from the one before: whatever was committed since, its rows and answers are those of the views."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from corpus_samples import fingerprints, make_document, make_link, make_tags
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.corpus import listings, snapshot_build, snapshot_overlay
from policynlp.corpus.answers import (
    FigureFilters,
    Filters,
    QuoteFilters,
    actors,
    by_speaker,
    comparisons,
    figures,
    quotes,
    theme_shares,
    voice_kinds,
    voices,
)
from policynlp.corpus.answers.profile import PARTS, profile_part
from policynlp.corpus.read_only import ReadOnly
from policynlp.corpus.snapshot import KEPT
from policynlp.corpus.store import Store
from policynlp.corpus.view_sql import VIEWS, helpers
from policynlp.corpus.views import Views
from policynlp.document import Document

LINES = [*VIEWS, *KEPT, *(name for name, _ in helpers())]
QUESTIONS: dict[str, Callable[[ReadOnly], Any]] = {
    "actors": actors,
    "persons": lambda v: actors(v, kind="person", name="ada"),
    "voices": voices,
    "voices of a theme": lambda v: voices(v, QuoteFilters(theme="agriculture", genre="news")),
    "kinds": voice_kinds,
    "shares by month": lambda v: theme_shares(v, by="month"),
    "facets": lambda v: theme_shares(v, facets=True),
    "shares where fish is named": lambda v: theme_shares(v, Filters(about="herring")),
    "who on what": by_speaker,
    "figures": lambda v: figures(v, limit=2, offset=1),
    "figures of a theme": lambda v: figures(v, FigureFilters(theme="agriculture", contested=True)),
    "figures of a measure": lambda v: figures(v, FigureFilters(measure="landing", publisher="gazette harbour"), limit=2),
    "quotes": lambda v: quotes(v, limit=2),
    "quotes with words": lambda v: quotes(v, QuoteFilters(words="catches fel", about="a FIFTH")),
    "names": lambda v: listings.entities(v, name="ost ada"),
    "pairs": lambda v: comparisons(v, verdicts=("differs", "agrees")),
}


class Corpus:
    """A store, and the ways in which it changes."""

    def __init__(self, store: Store) -> None:
        self.store, self.n = store, 10
        self.tagset = store.require_active()

    def documents(self) -> list[Document]:
        return list(self.store.load_documents(self.store.document_ids()))

    def _commit(self, document: Document, *, tagged: bool = True) -> None:
        self.n += 1
        self.store.commit_documents([document], run_id="r", fingerprints=fingerprints(document))
        if tagged:
            self.store.commit_tags([make_tags(document, self.tagset)], run_id="r", tagset=self.tagset)

    def new(self, _: int) -> None:
        self._commit(make_document(self.n))

    def untagged(self, _: int) -> None:
        self._commit(make_document(self.n), tagged=False)

    def tags(self, _: int) -> None:
        left = self.store.untagged(self.tagset)
        tags = [make_tags(d, self.tagset) for d in self.store.load_documents(left)]
        self.store.commit_tags(tags, run_id="r", tagset=self.tagset)

    def revision(self, which: int) -> None:
        old = self.documents()[which % 3]
        self._commit(make_document(self.n, word="cod", work=old.work, revision=self.n, supersedes=old.id))

    def repeat(self, which: int) -> None:
        self._commit(make_document(self.n, word="eel", duplicate_of=self.documents()[which % 3].id))

    def correction(self, which: int) -> None:
        document = self.documents()[which % 3]
        tags = make_tags(document, self.tagset, speaker=f"Somebody {which}")
        if which % 2:
            tags = replace(tags, claims=(), themes=tags.themes[:1])
        self.store.commit_corrections([tags], run_id="labels", tagset=self.tagset)

    def decision(self, which: int) -> None:
        identity = None if which % 4 == 0 else f"person:p{which % 3}"
        row = {"entity": "person:ada-ost", "identity": identity, "name": f"P {which % 3}", "label": "PERSON"}
        rows = [row | {"document": d.id} for d in self.documents()[which % 2 :: 2]]
        self.store.commit_links([], documents=[], run_id="d", tagset=self.tagset, identities=rows)

    def link(self, which: int) -> None:
        found = self.documents()
        one, other = found[which % len(found)], found[(which + 1) % len(found)]
        link = make_link(one, other)
        if self.store.untagged(self.tagset) == []:
            ends = [
                replace(end, annotation=make_tags(d, self.tagset).claims[0].id)
                for end, d in ((link.from_, one), (link.to, other))
            ]
            link = replace(link, from_=ends[0], to=ends[1], kind=("differs", "agrees")[which % 2])
        self.store.commit_links([link, link], documents=[one.id], run_id="l", tagset=self.tagset)


WAYS = ("new", "untagged", "tags", "revision", "repeat", "correction", "decision", "link")


def seen(store: Store, *, kept: bool, laid_over: bool = False, parts: Sequence[str] = ()) -> dict[str, Any]:
    """All rows and answers, and parts of a profile."""
    with Views(store, kept=kept or laid_over) as views:
        assert (views.kept, views.laid_over) == (kept, laid_over)
        out: dict[str, Any] = {}
        for name in LINES:
            table = views.query(f"SELECT * FROM {name}")
            out[name] = (table.column_names, sorted(map(str, table.to_pylist())))
        for name, ask in QUESTIONS.items():
            out[name] = _told(ask(views))
        known = sorted({str(r["identity"]) for r in views.query("SELECT identity FROM identities").to_pylist()})
        for part in parts:
            out[f"profile, {part}"] = _told(profile_part(views, known[0], part))
    return out


def _told(answer: Any) -> Any:
    return answer.columns, [str(row) for row in answer.rows], answer.stated, answer.sql


steps = st.lists(st.tuples(st.sampled_from(WAYS), st.integers(0, 11)), min_size=2, max_size=4)


@pytest.mark.slow
@settings(max_examples=6, deadline=None)
@given(rounds=st.lists(steps, min_size=1, max_size=2))
def test_rows_and_answers_are_those_of_the_views_after_any_commits(template: Path, rounds: list[list[tuple[str, int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        shutil.copytree(template, Path(folder) / "corpus")
        patch.setattr(snapshot_build, "_MOST_CHANGED", 1.0)
        patch.setattr(snapshot_overlay, "_MOST_CHANGED", 1.0)
        with Store.open(Path(folder) / "corpus") as store:
            corpus = Corpus(store)
            assert snapshot_build.build_snapshot(store, least_documents=1)
            patch.setattr(snapshot_build, "_whole", None)  # from here on no file is made as a whole
            for ways in rounds:
                for way, which in ways:
                    getattr(corpus, way)(which)
                assert seen(store, kept=False, laid_over=True) == seen(store, kept=False)
                assert snapshot_build.build_snapshot(store, least_documents=1)
                assert seen(store, kept=True) == seen(store, kept=False)


@pytest.mark.slow
def test_every_kind_of_commit_is_followed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot_build, "_MOST_CHANGED", 1.0)
    assert snapshot_build.build_snapshot(store, least_documents=1)
    monkeypatch.setattr(snapshot_build, "_whole", None)
    monkeypatch.setattr(snapshot_overlay, "_MOST_CHANGED", 1.0)
    corpus = Corpus(store)
    for way in WAYS:
        getattr(corpus, way)(1)
    assert seen(store, kept=False, laid_over=True, parts=PARTS) == seen(store, kept=False, parts=PARTS)
    assert snapshot_build.build_snapshot(store, least_documents=1)
    assert seen(store, kept=True, parts=PARTS) == seen(store, kept=False, parts=PARTS)


def test_a_batch_that_came_in_between_makes_all_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first batch that brings a document counts, and clocks of two machines differ."""
    old = snapshot_build.build_snapshot(store, least_documents=1)
    store.commit_documents([make_document(9)], run_id="r", fingerprints=fingerprints(make_document(9)))
    store.catalogue.refresh()
    first, *others = store.catalogue.batches
    order = [*others, first]
    monkeypatch.setattr(store.catalogue, "batches", {batch: rank for rank, batch in enumerate(order)})
    made = []
    whole = snapshot_build._whole
    monkeypatch.setattr(snapshot_build, "_whole", lambda *given: made.append(1) or whole(*given))
    assert snapshot_build.build_snapshot(store, least_documents=1) != old
    assert made


@pytest.mark.slow
def test_a_damaged_file_is_made_anew(store: Store) -> None:
    old = snapshot_build.build_snapshot(store, least_documents=1)
    assert old is not None
    old.write_bytes(b"no database")
    Corpus(store).new(0)
    assert snapshot_build.build_snapshot(store, least_documents=1)
    assert seen(store, kept=True) == seen(store, kept=False)

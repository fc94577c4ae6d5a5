"""Facets count the whole result, each without its own filter."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from asking import ask, counts, everything
from corpus_samples import make_document, make_tags
from hypothesis import given
from hypothesis import strategies as st

from policynlp.corpus.search.facets import FIELDS, _day, _unit
from policynlp.corpus.store import Store
from policynlp.tags import Theme

GENRES = ("news", "policy", "law")
SPEAKERS = ("Ana", "Ben", "Cid", "Dee")
THEMES = ("agriculture", "trade", "energy")


@pytest.fixture
def varied(empty: Store) -> Store:
    """24 texts that differ in speaker, theme, genre, date, language; every eighth repeats another."""
    tagset = empty.register_tagset({"rules": "1"})
    documents, tags = [], []
    for n in range(24):
        plain = make_document(n)
        source = replace(
            plain.source,
            genre=GENRES[n % 3],
            publisher=f"Paper {n % 5}",
            language="en" if n % 4 else "fr",
            published=None if n == 5 else f"{2018 + n // 3}" if n % 7 == 0 else f"{2018 + n // 3}-0{n % 9 + 1}-10",
        )
        document = replace(plain, source=source, duplicate_of=documents[0].id if n % 8 == 7 else None)
        documents.append(document)
        found = make_tags(document, tagset, speaker=SPEAKERS[n % 4])
        quotes = tuple(replace(quote, entity=None) for quote in found.quotes)
        theme = Theme(
            id=f"x{n}", passage=document.passages[1].id, theme=THEMES[n % 3], facet="f", score=0.9, threshold=0.5, assigned=True
        )
        tags.append(replace(found, quotes=quotes, themes=(*found.themes, theme)))
    empty.commit_documents(documents, run_id="r", fingerprints={})
    empty.commit_tags(tags, run_id="r", tagset=tagset)
    empty.activate(tagset, by="r")
    return empty


def test_counts_are_those_of_the_whole_result(varied: Store) -> None:
    page = ask(varied, "catches OR landings", limit=1)
    hits = everything(varied, "catches OR landings")
    assert page.total == len(hits) == 42
    assert page.documents == 21
    for name in ("genre", "publisher", "language", "kind"):
        passages = Counter(getattr(hit, name) for hit in hits)
        texts = Counter(value for value, _ in {(getattr(hit, name), hit.document) for hit in hits})
        assert counts(page, name) == {value: (n, texts[value]) for value, n in passages.items()} or name == "kind"
        assert page.facets[name].distinct == len(page.facets[name].values)
    assert tuple(page.facets) == FIELDS
    assert counts(page, "speaker") == {f"name:{who.lower()}": (n, n) for who, n in zip(SPEAKERS, (6, 6, 6, 3), strict=True)}
    assert page.facets["speaker"].values[0].label == "Ana"
    assert counts(page, "theme")["agriculture"] == (21, 21)
    assert counts(page, "facet")["trade.f"] == (7, 7)
    assert counts(page, "duplicates") == {"false": (42, 21), "true": (6, 3)}
    assert sum(p for p, _ in counts(page, "date").values()) == 42


def test_a_facet_is_counted_without_its_own_filter_alone(varied: Store) -> None:
    page = ask(varied, "catches", genre="news", speaker="name:ben")
    assert page.total == len(everything(varied, "catches", genre="news", speaker="name:ben")) == 2
    assert {v.value for v in page.facets["genre"].values if v.chosen} == {"news"}
    assert {v.value for v in page.facets["speaker"].values if v.chosen} == {"name:ben"}
    for value, (passages, _) in counts(page, "genre").items():
        assert passages == len(everything(varied, "catches", genre=value, speaker="name:ben"))
    for value, (passages, _) in counts(page, "speaker").items():
        assert passages == len(everything(varied, "catches", genre="news", speaker=value))
    for value, (passages, _) in counts(page, "theme").items():
        assert passages == len(everything(varied, "catches", genre="news", speaker="name:ben", theme=value))
    assert len(counts(page, "genre")) == 3


def test_every_value_finds_what_it_counts(varied: Store) -> None:
    page = ask(varied, "catches OR landings", facet_values=100)
    for name in ("theme", "facet", "speaker", "person", "genre", "publisher", "language", "kind"):
        for value in page.facets[name].values:
            assert len(everything(varied, "catches OR landings", **{name: value.value})) == value.passages, (name, value)


def test_dates_by_the_unit_that_the_span_asks_for(varied: Store) -> None:
    facet = ask(varied, "catches").facets["date"]
    assert facet.unit == "year"
    assert [v.value for v in facet.values] == sorted(v.value for v in facet.values)
    assert facet.values[0].value == ""  # one text has no date
    near = ask(varied, "catches", since=date(2019, 1, 1), until=date(2020, 6, 30))
    assert near.facets["date"].values == facet.values  # counted without its own filter
    month = ask(varied, "catches", document=[make_document(n).id for n in (3, 4)], genre=["news", "policy"])
    assert month.facets["date"].unit in {"day", "month"}


def test_values_that_are_listed_are_the_most_frequent_and_those_chosen(varied: Store) -> None:
    facet = ask(varied, "catches", facet_values=1, speaker="name:dee").facets["speaker"]
    assert [(v.value, v.chosen) for v in facet.values] == [("name:ana", False), ("name:dee", True)]
    assert facet.distinct == 4
    assert ask(varied, "catches", facets=False).facets == {}


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 30_000))
def test_units_never_give_too_many_bars(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    unit = _unit(int(f"{first:%Y%m%d}"), int(f"{last:%Y%m%d}"))
    bars = {"day": days, "month": days // 28, "year": days // 365}[unit]
    assert bars <= 90
    assert _day(int(f"{first:%Y%m%d}")) == first.isoformat()


def test_keys_of_days() -> None:
    assert [_day(key) for key in (0, 20240000, 20240500, 20240531)] == ["", "2024", "2024-05", "2024-05-31"]
    assert np.int32(20240531) // 100 * 100 == 20240500

"""Search by words: what is found and why, with filters, pages and order."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from asking import ask, documents, everything, ids
from corpus_samples import make_document
from hypothesis import given
from hypothesis import strategies as st

from policynlp.corpus.search import request_from
from policynlp.corpus.search.hits import SNIPPET_CHARS, ordinal, snippet
from policynlp.corpus.search.searcher import Searcher
from policynlp.corpus.store import Store
from policynlp.errors import InputError


def test_a_hit_says_where_it_stands_and_why(store: Store) -> None:
    hit = ask(store, "catches fell", limit=1)[0]
    document = next(store.load_documents([hit.document]))
    assert document.text[hit.start : hit.end].startswith("“Catches fell,”")
    assert [document.text[hit.snippet_start + a : hit.snippet_start + b] for a, b in hit.marks] == ["Catches", "fell"]
    assert "".join(part for part, _ in hit.parts()) == hit.snippet
    assert [part for part, marked in hit.parts() if marked] == ["Catches", "fell"]
    assert hit.why == "words: catches, fell"
    assert (hit.title, hit.publisher, hit.kind, hit.language) == (document.source.title, "Harbour Gazette", "paragraph", "en")
    assert hit.score > 0
    assert (hit.words_rank, hit.meaning_rank, hit.cosine, hit.duplicate) == (1, None, None, False)
    assert hit.as_dict()["passage"] == document.passages[1].id


def test_a_phrase_is_marked_as_one(store: Store) -> None:
    hit = ask(store, '"catches fell"')[0]
    assert [part for part, marked in hit.parts() if marked] == ["Catches fell"]


def test_stems_accents_and_case_do_not_matter(store: Store) -> None:
    assert documents(store, "catch") == ids(0, 1, 2)
    assert documents(store, "OST") == ids(0, 1, 2)


def test_filters(store: Store) -> None:
    assert documents(store, "catches", theme="agriculture") == ids(0, 1, 2)
    assert documents(store, "landings", theme="agriculture") == []
    assert documents(store, "catches", theme="trade") == []  # scored, but not assigned
    assert documents(store, "catches", theme="agriculture", facet="fish") == []
    assert documents(store, "catches", speaker="ada") == ids(0, 1, 2)
    assert documents(store, "catches", speaker="Maria") == ids(0, 1, 2)  # the name that the corpus knows her by
    assert documents(store, "catches", speaker="q1") == ids(0, 1, 2)  # her identity
    assert documents(store, "catches", speaker="person:ada-ost") == ids(0, 1, 2)  # the key that her texts know her by
    assert documents(store, "catches", person="person:ada-ost") == ids(0, 1, 2)
    assert documents(store, "catches", speaker="person:ada") == []
    assert documents(store, "catches", speaker="person") == []  # keys are whole
    assert documents(store, "landings", speaker="ada") == []
    assert documents(store, "catches", person="ÖST") == ids(0, 1, 2)
    assert documents(store, "catches", organisation="ÖST") == []
    assert documents(store, "catches", entity="ÖST") == ids(0, 1, 2)
    assert documents(store, "catches", source="gazette") == ids(0, 1, 2)
    assert documents(store, "catches", source="notes/1") == ids(1)
    assert documents(store, "catches", publisher="harbour gazette") == ids(0, 1, 2)
    assert documents(store, "catches", publisher="gazette") == ids(0, 1, 2)  # words of it
    assert documents(store, "catches", publisher="azette") == []
    assert documents(store, "catches", speaker="ost") == ids(0, 1, 2)  # with its accent or without
    assert documents(store, "catches", person="Maria Ost") == ids(0, 1, 2)
    assert documents(store, "catches", genre="law") == []
    assert documents(store, "catches", genre=["law", "news"]) == ids(0, 1, 2)
    assert documents(store, "catches", language="en") == ids(0, 1, 2)
    assert documents(store, "catches", language="fr") == []
    assert documents(store, "herring", kind="title") == ids(0, 1, 2)
    assert documents(store, "herring", kind="paragraph") == []
    assert documents(store, "catches", document=ids(0, 2)) == ids(0, 2)
    assert documents(store, "catches", since=date(2024, 2, 15)) == ids(1, 2)
    assert documents(store, "catches", until=date(2024, 2, 14)) == ids(0)
    assert documents(store, "catches", since=date(2024, 2, 1), until=date(2024, 2, 28)) == ids(1)


@pytest.mark.parametrize("wanted", [{"genre": "zzz"}, {"kind": "zzz"}])
def test_a_value_that_no_corpus_can_have_is_told_with_those_that_there_are(store: Store, wanted: dict[str, str]) -> None:
    with pytest.raises(InputError, match="One of: "):
        ask(store, "catches", **wanted)


def test_filters_say_why_they_let_a_passage_through(store: Store) -> None:
    hit = ask(store, "catches", theme="agriculture", speaker="ada")[0]
    assert hit.why == "words: catches; theme: agriculture 0.80; speaker: Ada Maria Öst"


def test_values_of_a_filter_are_alternatives_and_filters_hold_together(store: Store) -> None:
    assert documents(store, "catches", theme=["trade", "agriculture"], source=["notes/0", "notes/2"]) == ids(0, 2)
    assert documents(store, "catches", speaker=["nobody", "ada"], theme="trade") == []


def test_boilerplate_is_found_only_when_asked_for(store: Store) -> None:
    assert documents(store, "gazette") == []
    assert documents(store, "gazette", kind="boilerplate") == ids(0, 1, 2)


def test_without_a_text_the_newest_come_first(store: Store) -> None:
    page = ask(store, speaker="ada")
    assert [h.published for h in page] == ["2024-03-15", "2024-02-15", "2024-01-15"]
    assert page[0].snippet.startswith("“Catches")
    assert (page.mode, page[0].why, page[0].score) == ("filters", "speaker: Ada Maria Öst", 0.0)
    assert ask(store).total == 9  # all passages that are not boilerplate


def test_by_date(store: Store) -> None:
    assert [h.published for h in ask(store, "catches", sort="date")] == ["2024-03-15", "2024-02-15", "2024-01-15"]


def test_pages_hold_the_whole_result_once(store: Store) -> None:
    for sort in ("relevance", "date"):
        whole = [h.passage for h in everything(store, "catches OR landings", sort=sort)]
        page, paged = ask(store, "catches OR landings", limit=2, sort=sort), []
        assert (page.total, page.documents) == (6, 3)
        while True:
            paged += [h.passage for h in page]
            if page.next_cursor is None:
                break
            page = ask(store, "catches OR landings", limit=2, sort=sort, cursor=page.next_cursor)
        assert paged == whole
        assert len(whole) == 6


def test_a_page_goes_on_where_the_last_ended_when_texts_come_in(store: Store) -> None:
    first = ask(store, "landings", limit=2, sort="date")
    newer = make_document(8, word="walrus")
    store.commit_documents([newer], run_id="r", fingerprints={})
    second = ask(store, "landings", limit=2, sort="date", cursor=first.next_cursor)
    assert [h.document for h in first] + [h.document for h in second] == [make_document(n).id for n in (2, 1, 0)]
    assert "changed since" in second.notes[-1]


def test_cursors_of_other_searches_are_refused(store: Store) -> None:
    cursor = ask(store, "landings", limit=1).next_cursor
    with pytest.raises(InputError, match="another search"):
        ask(store, "catches", limit=1, cursor=cursor)
    for damaged in ("x", "", "W10", "é"):
        if damaged:
            with pytest.raises(InputError, match="damaged"):
                ask(store, "landings", cursor=damaged)
    ask(store, "landings", limit=1)
    store.index_path.unlink()
    with pytest.raises(InputError, match="made anew"):
        ask(store, "landings", limit=1, cursor=cursor)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"mode": "magic"}, "mode is 'magic'"),
        ({"sort": "size"}, "sort is 'size'"),
        ({"limit": 0}, "limit is 0"),
        ({"nearest": 10**9}, "nearest is"),
        ({"facet": "food"}, "belongs to a theme"),
        ({"colour": "red"}, "no filter 'colour'"),
        ({"theme": [3]}, "theme is 3"),
        ({"since": date(2024, 2, 1), "until": date(2024, 1, 1)}, "is after"),
    ],
)
def test_impossible_requests_say_what_is_wrong(wanted: dict, message: str) -> None:
    with pytest.raises(InputError, match=message):
        request_from("fish", **wanted)


def test_very_large_results_are_ranked_by_length_and_say_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(store, "catches OR landings OR herring OR towns")
    monkeypatch.setattr("policynlp.corpus.search.words._WEIGHED_PASSAGES", 3)
    page = ask(store, "catches OR landings OR herring OR towns", limit=100)
    assert {h.passage for h in page} == {h.passage for h in before}
    lengths = [h.end - h.start for h in page]
    assert lengths == sorted(lengths)
    assert "9 passages have the words" in page.notes[0]


def test_a_query_that_takes_too_long_is_ended(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with Searcher(store) as searcher:
        assert searcher.page(request_from("catches OR landings", mode="words")).total == 6
        monkeypatch.setattr("policynlp.corpus.search.words.LONGEST_S", -1.0)
        monkeypatch.setattr("policynlp.corpus.search.words._STEPS_BETWEEN_LOOKS", 1)
        with pytest.raises(InputError, match="takes longer"):
            searcher.page(request_from("catches OR herring", mode="words"))
        monkeypatch.undo()
        assert searcher.page(request_from("catches OR herring", mode="words")).total == 6


def test_control_characters_in_a_text_are_no_marks(empty: Store) -> None:
    document = replace(make_document(0), text="before\x02 whale\x00 after\x03 it " + "9" * 20_000)
    passage = replace(make_document(0).passages[1], start=0, end=len(document.text))
    empty.commit_documents([document.with_passages((passage,))], run_id="r", fingerprints={})
    hit = ask(empty, "whale after")[0]
    assert [part for part, marked in hit.parts() if marked] == ["whale", "after"]
    assert "\x00" not in hit.snippet


@pytest.mark.parametrize(
    "query", ['"', "(", "a AND", "NEAR(", "*", "a OR OR b", "'; DROP TABLE docs; --", "\x00", "{a b}", "col:x"]
)
def test_hostile_queries_are_refused_or_find_nothing(store: Store, query: str) -> None:
    with suppress(InputError):
        assert ask(store, query).total == 0
    assert ask(store, "catches").total == 3


@given(st.text(alphabet="ab \n𝕏é", max_size=900), st.data())
def test_a_snippet_is_a_piece_of_the_text_and_its_marks_are_those_of_the_text(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=12, unique=True)))
    marks = list(zip(cuts[::2], cuts[1::2], strict=False))
    shown, begin, spans = snippet(text, marks)
    assert text[begin : begin + len(shown)] == shown
    assert len(shown) <= SNIPPET_CHARS
    assert [(a + begin, b + begin) for a, b in spans] == [(a, b) for a, b in marks if begin <= a and b <= begin + len(shown)]
    if marks and marks[0][1] - marks[0][0] < 100 and len(marks) == 1:
        assert spans


def test_a_snippet_shows_where_most_words_stand() -> None:
    text = "far away " * 50 + "grain stands here, grain and rice " + "later " * 100
    first, most = 9, text.index("grain")
    marks = [(first, first + 3), (most, most + 5), (most + 19, most + 24)]
    shown, _, spans = snippet(text, marks)
    assert "grain stands here, grain and rice" in shown
    assert len(spans) == 2


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 102, 113)] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "113th"]
    )

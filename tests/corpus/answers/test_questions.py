"""Answers to questions: the right rows, counted over the right texts, with SQL that gives them again."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.corpus.answers import (
    FigureFilters,
    Filters,
    QuoteFilters,
    actors,
    by_speaker,
    comparisons,
    figures,
    find_actor,
    over_periods,
    profile,
    quotes,
    series_name,
    theme_shares,
    voice_kinds,
    voices,
)
from policynlp.corpus.answers.comparisons import VERDICTS, verdicts_for
from policynlp.corpus.answers.conditions import folded_words
from policynlp.corpus.views import Views
from policynlp.errors import InputError


def texts(answer, column="text"):
    return [row[column] for row in answer.rows]


def test_a_text_printed_twice_counts_once_and_both_numbers_are_stated(views):
    found = quotes(views, QuoteFilters(speaker="Ada Öst"))
    assert (found.total, found.unique_documents, found.documents) == (3, 2, 3)
    assert (found.provenance.unique_documents, found.provenance.documents) == (3, 4)
    assert found.stated == (
        "3 quotations in 2 texts (3 with those that repeat one), of 3 texts (4 with those that repeat one) looked through."
    )


def test_kinds_of_sources_have_the_voices_and_words_that_the_list_has(views):
    listed = voices(views).rows
    for kind in voice_kinds(views).rows:
        own = [voice for voice in listed if voice["source_type"] == kind["source_type"]]
        assert (kind["voices"], kind["words"]) == (len(own), sum(voice["words"] for voice in own))
    assert any(voice["voice"] is None for voice in listed), "nobody is named at all, and that is a voice in both"


def test_nothing_found_is_an_answer(views):
    found = figures(views, FigureFilters(measure="unicorns"))
    assert (found.rows, found.total) == ([], 0)
    assert found.stated == "Not found in 3 texts (4 with those that repeat one)."


@pytest.mark.parametrize(
    "filters, expected",
    [
        (QuoteFilters(speaker="öst ADA", kind="direct"), ["We need 40 boats,"]),
        (QuoteFilters(speaker="ost", published_since=date(2024, 1, 1)), ["the quay needed 30,000 square metres"]),
        (QuoteFilters(speaker="person:ada-ost", theme="agriculture"), ["Catches fell by a fifth", "We need 40 boats,"]),
        (QuoteFilters(theme="agriculture.fisheries_forestry", kind="indirect"), ["Catches fell by a fifth"]),
        (QuoteFilters(theme="trade"), []),
        (QuoteFilters(act="directive"), ["to open the Harbour Board's books"]),
        (QuoteFilters(words="40 boat"), ["We need 40 boats,"]),
        (QuoteFilters(about="needed 30,000"), ["the quay needed 30,000 square metres"]),
        (QuoteFilters(source_type="anonymous"), ["it"]),
        (
            QuoteFilters(publisher="gazette harbour", genre="news", document="bank boats"),
            ["the quay needed 30,000 square metres", "to open the Harbour Board's books"],
        ),
        (QuoteFilters(published_until=date(2022, 1, 1)), []),
    ],
)
def test_quotations_are_narrowed(views, filters, expected):
    assert texts(quotes(views, filters), "content") == expected


def test_a_quotation_carries_its_figures_and_the_title_of_its_day(views):
    rows = {row["content"]: row for row in quotes(views).rows}
    assert rows["Catches fell by a fifth"]["figures"] == ["a fifth"]
    assert rows["Catches fell by a fifth"]["speaker_title"] == "Fisheries Minister"
    assert rows["the quay needed 30,000 square metres"]["speaker_affiliation"] == "Coast Bank"
    assert rows["it"]["figures"] == []


@pytest.mark.parametrize(
    "filters, expected",
    [
        (FigureFilters(contested=True), {"1.2 million euros", "1.5 million euros"}),
        (FigureFilters(measure="LANDING"), {"1.2 million euros", "1.5 million euros", "1.8 million euros"}),
        (FigureFilters(measure="landings"), {"1.2 million euros", "1.5 million euros", "1.8 million euros"}),
        (FigureFilters(measure="quays"), {"3 hectares", "30,000 square metres"}),
        (FigureFilters(measure="brentas"), {"1.2 million euros", "1.5 million euros", "1.8 million euros"}),  # of the scope
        (FigureFilters(measure="migraine quay"), set()),
        (FigureFilters(measure="grain"), set()),  # "Migraines" holds the letters, not the word
        (FigureFilters(unit="area"), {"3 hectares", "30,000 square metres"}),
        (FigureFilters(unit="hectare"), {"3 hectares"}),
        (FigureFilters(unit="money", since=date(2022, 6, 1)), {"1.2 million euros", "1.5 million euros"}),
        (FigureFilters(until=date(2021, 12, 31)), {"1.8 million euros"}),
        (FigureFilters(place="brenta", genre="policy"), {"1.5 million euros", "1.8 million euros"}),
        (FigureFilters(speaker="Ada Öst"), {"a fifth", "40 boats", "30,000 square metres"}),
        (FigureFilters(speaker="organisation:harbour-board"), {"1.2 million euros"}),
        (FigureFilters(kind="duration"), {"7 working days"}),
        (FigureFilters(nature="target"), set()),
        (FigureFilters(about="working days"), {"3 hectares", "7 working days"}),
    ],
)
def test_figures_are_narrowed(views, filters, expected):
    assert set(texts(figures(views, filters))) == expected


def test_few_figures_of_a_measure_say_how_many_more_stand_beside_its_words(views):
    found = figures(views, FigureFilters(measure="crews"))
    (note,) = found.notes
    more = figures(views, FigureFilters(about="crews"))
    assert note.startswith(f"{more.total - found.total} more figures stand in passages that say “crews”")
    assert "`--about crews`" in note
    assert {row["id"] for row in found.rows} <= {row["id"] for row in more.rows}
    assert figures(views, FigureFilters(measure="unicorns")).notes == ()
    assert figures(views, FigureFilters(measure="quay", about="quay")).notes == ()
    singular, plural = (figures(views, FigureFilters(about=words)) for words in ("working day", "working days"))
    assert texts(singular) == texts(plural) != []


UNKNOWN = {
    "theme": "there is no theme 'zzz'.* agriculture",
    "document": "no text has this id, or these words in its title: 'zzz'.*Quay of Brenta",
}


@pytest.mark.parametrize("name", UNKNOWN)
@pytest.mark.parametrize("ask", [figures, over_periods, comparisons, quotes, voices, voice_kinds, theme_shares, by_speaker])
def test_what_nothing_is_called_is_an_error_and_no_finding(views, ask, name):
    kind = FigureFilters if ask in {figures, over_periods, comparisons} else Filters if ask is theme_shares else QuoteFilters
    with pytest.raises(InputError, match=UNKNOWN[name]):
        ask(views, kind(**{name: "zzz"}))
    assert ask(views, kind(theme="health")).total == 0, "a theme that there is, and that nothing is about"


def test_a_facet_of_another_theme_and_the_other_side_are_named_in_errors(views):
    with pytest.raises(InputError, match=r"there is no facet 'zzz'\. Facets of agriculture: .*fisheries_forestry"):
        quotes(views, QuoteFilters(theme="agriculture.zzz"))
    with pytest.raises(InputError, match=r"against: no text .*Genres: news, policy"):
        comparisons(views, FigureFilters(document="quay"), against="zzz")
    assert comparisons(views, FigureFilters(document="quay"), against="law").total == 0


def test_contested_figures_come_first_each_with_its_sentence(views):
    rows = figures(views).rows
    assert [row["contested"] for row in rows[:3]] == [True, True, False]
    by_text = {row["text"]: row for row in rows}
    assert by_text["1.2 million euros"]["sentence"] == (
        "Landings in Brenta were worth 1.2 million euros in 2022, the Harbour Board said."
    )
    assert by_text["1.2 million euros"]["who"] == "Harbour Board"
    assert by_text["3 hectares"]["sentence"] == "The quay of Brenta covers 3 hectares."


def test_a_measure_over_its_periods_is_in_their_order(views):
    rows = over_periods(views, FigureFilters(measure="landings")).rows
    assert [(row["period_start"], row["value"]) for row in rows] == [
        ("2021-01-01", 1.8e6),
        ("2022-01-01", 1.2e6),
        ("2022-01-01", 1.5e6),
    ]
    assert {row["series"].lower() for row in rows} == {"landings (brenta)"}


def test_an_amount_of_change_is_no_level(views):
    rows = {row["text"]: row for row in figures(views).rows}
    assert [rows[text]["change"] for text in ("a fifth", "40 boats", "1.2 million euros")] == ["down", "none", "none"]
    assert series_name(rows["a fifth"]) == "fall in Catches"
    assert series_name(rows["40 boats"]) == "count"
    assert "change" not in figures(views, sentences=False).columns


@pytest.mark.parametrize(
    "fields, name",
    [
        ({"measure": "region", "scope": "The region"}, "region"),
        ({"measure": "Liaoning", "place": "Liaoning"}, "Liaoning"),
        ({"measure": "output", "share_of": "the region", "scope": "region"}, "output, share of the region"),
        ({"kind": "percent", "change": "up"}, "rise"),
        ({"kind": "percent", "change": "down", "scope": "the country"}, "fall (country)"),
        ({"kind": "percent"}, "percentage"),
        ({"measure": "grain output", "change": "up", "scope": "Jilin"}, "rise in grain output (Jilin)"),
    ],
)
def test_what_a_figure_measures_is_named_once(fields, name):
    assert series_name({"measure": None, "scope": None, "place": None, "share_of": None, "kind": "count", **fields}) == name


def test_a_comparison_shows_both_sentences_from_the_side_that_was_asked_for(views):
    (row,) = comparisons(views, FigureFilters(document="Quay"), against="policy").rows
    assert (row["text"], row["other_text"], row["delta"]) == ("1.2 million euros", "1.5 million euros", -0.2)
    assert row["other_sentence"].startswith("In 2022 landings in Brenta came to 1.5 million euros")
    (turned,) = comparisons(views, FigureFilters(genre="policy"), against="Quay").rows
    assert (turned["text"], turned["other_text"]) == ("1.5 million euros", "1.2 million euros")
    assert turned["delta"] == pytest.approx(0.25)
    assert comparisons(views).total == 1
    assert comparisons(views, against="bank boats").total == 0
    assert comparisons(views, verdicts=("agrees",)).total == 0


def test_voices_by_kind_of_source(views):
    rows = {row["source_type"]: row for row in voice_kinds(views).rows}
    assert {k: (r["voices"], r["quotes"], r["direct"], r["indirect"]) for k, r in rows.items()} == {
        "named_person": (1, 3, 1, 2),
        "organisation": (1, 1, 0, 1),
        "anonymous": (1, 1, 0, 1),
        "none": (1, 1, 0, 1),
    }
    assert rows["named_person"]["share_of_quotes"] == 0.5
    assert sum(r["share_of_words"] for r in rows.values()) == pytest.approx(1)


def test_each_voice_once_with_its_last_title(views):
    rows = voices(views).rows
    assert [row["voice"] for row in rows] == ["Ada Öst", "Harbour Board", None, "Fishers"]
    assert (rows[0]["latest_title"], rows[0]["latest_affiliation"], rows[0]["quotes"]) == ("governor", "Coast Bank", 3)
    assert rows[0]["words"] == 5 + 4 + 6


def test_actors_with_counts(views):
    rows = {row["identity"]: row for row in actors(views).rows}
    assert {k: (r["mentions"], r["quotes"], r["figures"], r["unique_documents"]) for k, r in rows.items()} == {
        "person:ada-ost": (2, 3, 3, 2),
        "organisation:harbour-board": (2, 1, 1, 2),
        "organisation:coast-bank": (1, 0, 0, 1),
        "place:brenta": (4, 0, 0, 2),
    }
    assert texts(actors(views, kind="organisation", order="name"), "name") == ["Coast Bank", "Harbour Board"]
    assert texts(actors(views, name="board HARBOUR"), "name") == ["Harbour Board"]


def test_an_actor_is_found_by_name_or_key(views):
    assert find_actor(views, "öst") == "person:ada-ost"
    assert find_actor(views, "place:brenta") == "place:brenta"
    with pytest.raises(InputError, match="nobody and nothing"):
        find_actor(views, "Nobody")
    with pytest.raises(InputError, match="several go") as error:
        find_actor(views, "b")
    assert "Harbour Board (organisation:harbour-board)" in error.value.hint


def test_a_profile_tells_titles_and_affiliations_as_they_changed(views):
    parts = profile(views, "person:ada-ost").parts
    roles = [(r["what"], r["words"], r["first_published"]) for r in parts["roles"].rows]
    assert roles == [
        ("title", "governor", "2024-06-03"),
        ("title", "Fisheries Minister", "2023-05-02"),
        ("affiliation", "Coast Bank", "2024-06-03"),
    ]
    assert [(r["published"], r["quotes"], r["mentions"]) for r in parts["times"].rows] == [("2023-05", 2, 1), ("2024-06", 1, 1)]
    assert texts(parts["figures"]) == ["30,000 square metres", "a fifth", "40 boats"] or parts["figures"].total == 3
    assert {(r["theme"], r["facet"], r["quotes"], r["of_quotes"]) for r in parts["spoken_themes"].rows} == {
        ("agriculture", None, 2, 3),
        ("agriculture", "fisheries_forestry", 2, 3),
        ("economy", None, 1, 3),
    }
    assert {(r["name"], r["passages"]) for r in parts["together"].rows} == {("Brenta", 1), ("Coast Bank", 1)}


def test_a_profile_tells_what_others_say_of_somebody_and_in_whose_name(views):
    board = profile(views, "organisation:harbour-board").parts
    assert texts(board["about"], "content") == ["to open the Harbour Board's books"]
    assert texts(board["said"], "content") == ["Landings in Brenta were worth 1.2 million euros in 2022"]
    bank = profile(views, "organisation:coast-bank").parts
    assert [(r["who"], r["content"]) for r in bank["for"].rows] == [("Ada Öst", "the quay needed 30,000 square metres")]
    place = profile(views, "place:brenta").parts
    assert set(texts(place["figures_about"])) == {"1.2 million euros", "1.5 million euros", "1.8 million euros"}
    assert "The quay of Brenta covers 3 hectares." in texts(place["mentions"], "sentence")
    with pytest.raises(InputError, match="no identity"):
        profile(views, "person:nobody")


def test_shares_of_themes_have_their_denominators(views):
    rows = {(r["group"], r["theme"]): r for r in theme_shares(views, by="genre").rows}
    economy = rows["news", "economy"]
    assert (economy["passages"], economy["of_passages"], economy["share"]) == (2, 6, pytest.approx(1 / 3))  # no boilerplate
    assert (economy["unique_documents"], economy["of_unique_documents"]) == (2, 2)
    assert ("news", "trade") not in rows  # below its threshold
    assert rows["policy", "economy"]["share"] == pytest.approx(2 / 3)


def test_the_share_of_one_theme_is_of_all_passages(views):
    (row,) = theme_shares(views, Filters(theme="agriculture")).rows
    assert (row["passages"], row["of_passages"]) == (1, 9)
    (facet,) = theme_shares(views, Filters(theme="agriculture"), facets=True).rows
    assert (facet["facet"], facet["passages"], facet["of_passages"]) == ("fisheries_forestry", 1, 9)
    years = theme_shares(views, Filters(theme="governance"), by="year").rows
    assert [(y["group"], y["theme"], y["passages"], y["of_passages"]) for y in years] == [
        ("2023", "governance", 0, 3),  # nothing is a finding: a plot would else run past the year
        ("2024", "governance", 1, 6),
    ]
    with pytest.raises(InputError, match="no speaker"):
        theme_shares(views, Filters(speaker="Ada"))


def test_a_group_without_any_theme_has_its_passages_among_the_whole(views):
    words = Filters(about="Catches fell", theme="trade")  # below its threshold
    assert theme_shares(views, words).rows == []
    nothing = Filters(document="plan coast", theme="trade")
    (year,) = theme_shares(views, nothing, by="year").rows
    assert (year["group"], year["theme"], year["share"], year["of_passages"]) == ("2024", "trade", 0, 3)
    (year,) = theme_shares(views, Filters(document="plan coast"), by="year", facets=True).rows
    assert (year["theme"], year["facet"], year["passages"], year["unique_documents"]) == (None, None, 0, 0)


def test_who_speaks_on_what(views):
    rows = {(r["speaker"], r["theme"]): (r["quotes"], r["of_quotes"]) for r in by_speaker(views).rows}
    assert rows == {
        ("Ada Öst", "agriculture"): (2, 3),
        ("Ada Öst", "economy"): (1, 3),
        ("Harbour Board", "economy"): (1, 1),
    }


ASKED = [
    lambda v: quotes(v, QuoteFilters(speaker="Ada Öst", theme="agriculture")),
    lambda v: figures(v, FigureFilters(measure="landings", document="plan", contested=True), sentences=False),
    lambda v: actors(v, name="o'b $p1"),
    lambda v: theme_shares(v, Filters(about="'; DROP $p2"), by="year"),
    lambda v: voices(v, QuoteFilters(about="boats")),
    lambda v: by_speaker(v, QuoteFilters(theme="economy")),
]


@pytest.mark.parametrize("asked", ASKED)
def test_the_sql_shown_gives_the_same_rows_again(views: Views, asked):
    answer = asked(views)
    again = views.query(answer.sql).to_pylist()
    shown = set(answer.columns) & set(again[0] if again else ())
    assert [{k: row[k] for k in shown} for row in answer.rows] == [{k: row[k] for k in shown} for row in again]


@pytest.mark.parametrize("ask", [quotes, figures, voices, actors, theme_shares])
def test_pages_do_not_overlap_and_miss_nothing(views, ask):
    whole = ask(views).rows
    paged = [row for n in range(0, len(whole) + 2, 2) for row in ask(views, limit=2, offset=n).rows]
    assert paged == whole
    assert ask(views, limit=2).total == len(whole)


def test_csv_has_every_row_and_runs_nothing(views):
    answer = figures(views)
    rows = list(csv.DictReader("".join(answer.csv()).splitlines()))
    assert [r["text"] for r in rows] == texts(answer)
    hostile = answer.with_rows([answer.rows[0] | {"text": "=HYPERLINK(1)"}])
    assert "'=HYPERLINK(1)" in "".join(hostile.csv())


@pytest.mark.parametrize(
    "make, said",
    [
        (lambda: QuoteFilters(kind="loud"), "no kind 'loud'"),
        (lambda: FigureFilters(nature="true"), "no nature"),
        (lambda: Filters(genre="poem"), "no genre"),
        (lambda: Filters(about="..."), "holds no word"),
        (lambda: FigureFilters.from_texts({"since": "last year"}), "no day"),
    ],
)
def test_what_cannot_be_asked_is_told(make, said):
    with pytest.raises(InputError, match=said):
        make()


def test_days_may_be_cut_to_months_and_years():
    made = FigureFilters.from_texts({"since": "2024", "until": "2024-02", "contested": "1", "measure": " ", "page": "3"})
    assert made == FigureFilters(since=date(2024, 1, 1), until=date(2024, 2, 29), contested=True)
    assert FigureFilters.from_texts(made.as_texts()) == made


@given(words=st.text("aZéÖñß7é 中ж-.,'_%", max_size=30))
def test_words_are_folded_as_the_database_folds_them(views, words):
    (row,) = views.query("SELECT folded($words) AS folded", {"words": words}).to_pylist()
    assert row["folded"].split() == folded_words(words)


def test_held_against_a_text_all_that_was_compared_is_shown() -> None:
    assert verdicts_for(against="policy") == VERDICTS
    assert verdicts_for(against="policy", contested=True) == verdicts_for(against=None) == ("differs",)

"""Figures that a text sets against one that the other text has; times that sentences print; levels; two parts of a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from policynlp.link.evidence import rates_apart
from policynlp.link.features import features
from policynlp.link.pair_verdicts import differ
from policynlp.link.printed_times import QUESTIONS, ToldTimes, compared, line_of, printed_times, times_of, year_of_title
from policynlp.link.scopes import levels_of
from policynlp.link.statements import Statement
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger
from policynlp.tags import Entity, Link

Linked = Callable[..., list[Link]]

ARTICLE = (
    "Shelters in the Tarn valley. The state sanctioned 160 shelters in the Tarn valley at a cost of 168.3 million euros. "
    "{claimed} The auditors found that 38 shelters in the Tarn valley had been completed by March 2024."
)
PAPER = (
    "Report on shelters in the Tarn valley. In the Tarn valley 160 shelters were sanctioned at a cost of 168.3 million euros. "
    "In the Tarn valley 38 shelters had been completed by March 2024."
)
MINISTER = "Minister Ana Reis told reporters that 47 shelters in the Tarn valley had been completed by March 2024."


@pytest.fixture(scope="module")
def shipped(reader) -> Callable[[str, str], Statement]:
    """A sentence, tagged in full, and a figure of it to what is compared."""
    tagger = Tagger(load_settings().tag)

    def read(text: str, printed: str) -> Statement:
        document = reader.document(text, genre="other", key=printed)
        return next(s for s in features(document, tagger.tag(document)).statements if s.text == printed)

    return read


def told(links: list[Link], kind: str) -> list[str]:
    return [x.reason for x in links if x.kind == kind]


def test_whom_the_text_itself_contradicts_is_contradicted_by_the_other_text(linked: Linked) -> None:
    found = linked(PAPER, ARTICLE.format(claimed=MINISTER))
    assert len(told(found, "agrees")) == 3
    (reason,) = told(found, "differs")
    assert "47" in reason
    assert "38" in reason


@pytest.mark.parametrize(
    "claimed",
    [
        "Some 47 shelters in the Tarn valley are without a road.",  # the text's own word
        "Minister Ana Reis told reporters that 147 shelters had been painted.",  # too far, another matter
        "Minister Ana Reis told reporters that 47 schools in the Tarn valley had been painted.",
    ],
)
def test_what_nobody_sets_against_it_is_no_difference(linked: Linked, claimed: str) -> None:
    assert not told(linked(PAPER, ARTICLE.format(claimed=claimed)), "differs")


def test_times_that_a_sentence_prints() -> None:
    assert printed_times("From May to Sept 2023/24 and in 1998") == {"2023", "2024", "2023/24", "1998", "m5", "m9"}
    assert printed_times("It may march on") == frozenset()


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("in 2023", "in 2024", {"other years"}),
        ("in 2023", "in May 2023", {"a year in common"}),
        ("in 2023/24", "in 2024/25", {"a year in common", "other seasons"}),
        ("in May", "in June", {"other months"}),
        ("in May", "on 3 May", {"a month in common"}),
        ("in May", "in 2023", set()),
    ],
)
def test_what_printed_times_say_of_each_other(a: str, b: str, said: set[str]) -> None:
    found = compared(printed_times(a), printed_times(b))
    assert {q for q, yes in zip(QUESTIONS, found, strict=True) if yes} == said
    assert found == compared(printed_times(b), printed_times(a))


def test_the_line_of_a_figure_and_the_year_of_a_title() -> None:
    text = "Year  Output\n2023  410\n2024  520\n"
    assert text[slice(*line_of(text, (26, 29), (0, len(text))))] == "2024  520"
    assert year_of_title("Census of 1990", None) is None


def test_levels_are_no_numbers_of_units_and_no_names_of_bodies() -> None:
    assert levels_of("The National Farmers' Union counts 126 districts.") == frozenset()
    assert levels_of("The national total and that of the district") == {"national", "local"}


@pytest.mark.parametrize(("printed", "differs"), [("55 percent", False), ("52 percent", True)])
def test_two_shares_that_make_up_a_whole_do_not_differ(reader, printed: str, differs: bool) -> None:
    texts = ("In 2023, 45 percent of inmates were on remand.", f"In 2023, {printed} of inmates were sentenced.")
    (a, *_), (b, *_) = (
        features(*reader.read(reader.document(text, genre="other", key=str(n)))).statements for n, text in enumerate(texts)
    )
    assert (differ(a, b, 1.0) is not None) == differs


def test_times_that_words_tell() -> None:
    def dated(start: int, first: str | None, last: str | None, label: str = "DATE") -> Entity:
        return Entity(
            id=str(start), start=start, end=start + 4, label=label, entity="d", name="d", start_date=first, end_date=last
        )

    told = ToldTimes(
        [
            dated(0, "2023-01-01", "2023-12-31"),  # last year
            dated(10, "2024-07-01", "2025-06-30"),  # the year that ended in June
            dated(20, "2025-08-12", "2025-08-12"),  # on Tuesday
            dated(30, "1990-01-01", "1999-12-31"),  # the 1990s
            dated(40, None, "2030-12-31"),
        ]
    )
    assert told.within((0, 5)) == {"2023"}
    assert told.within((5, 60)) == {"2024", "2025", "2024/25"}
    assert times_of((date(2024, 1, 1), date(2024, 12, 31))) == {"2024"}
    assert times_of((date(2024, 1, 1), date(2024, 1, 7))) == times_of(None) == frozenset()


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("912 euros a month", "845 euros a month", True),
        ("912 euros a month", "10,150 euros a year", False),
    ],
)
def test_what_is_told_a_month_contradicts_nothing_that_is_told_a_year(
    shipped: Callable[[str, str], Statement], first: str, second: str, apart: bool
) -> None:
    a, b = (shipped(f"A teacher in the town of Lisse was paid {printed} in 2024.", printed) for printed in (first, second))
    assert (differ(a, b, 1.0) is not None) == apart


def test_a_monthly_wage_is_told_a_month(shipped: Callable[[str, str], Statement]) -> None:
    told = shipped("The average wage of a teacher in the town of Lisse was 1,872 euros a month in 2024.", "1,872 euros a month")
    monthly = shipped("The mean monthly wage of teachers in the town of Lisse was 1,794 euros in 2024.", "1,794 euros")
    plain = shipped("The mean wage of teachers in the town of Lisse was 1,794 euros in 2024.", "1,794 euros")
    rate = replace(told, per="month", dimension=monthly.dimension)
    assert not rates_apart(rate, monthly)
    assert rates_apart(rate, plain)

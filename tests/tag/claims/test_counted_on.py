"""Times counted from a date that was told before, and comparisons that give no figure."""

from __future__ import annotations

import pytest

TIMES = [
    ("The bridge opened in 2019. A year later, 4,000 cars crossed it daily.", {"4,000 cars": "2020"}),
    ("In 2015 the firm had 200 workers. Two years later it had 90.", {"200 workers": "2015", "90": "2017"}),
    ("In May 2021 the firm had 200 workers. A month later it had 90.", {"200 workers": "2021-05", "90": "2021-06"}),
    ("The law passed in 2018. Three years earlier, 400 people had died.", {"400 people": "2015"}),
    ("The plant opened in 2012 with 50 workers; a decade later it had 900.", {"50 workers": "2012", "900": "2022"}),
    ("In 2010 output was 4 tonnes. Five years on, it was 9 tonnes.", {"4 tonnes": "2010", "9 tonnes": "2015"}),
    ("In 2010 output was 4 tonnes. Five years later, in 2016, it was 9 tonnes.", {"4 tonnes": "2010", "9 tonnes": "2016"}),
    (
        "The quake of 6 February 2023 killed 50,000 people. Two years on, 201,000 homes stand.",
        {"50,000 people": "2023-02-06", "201,000 homes": "2025"},
    ),
]
COMPARED = [
    ("Rents are up on last year.", "up on last year", "up", "Rents"),
    ("Exports rose compared with 2022.", "rose compared with 2022", "up", "Exports"),
    ("Unemployment is down from a year earlier.", "down from a year earlier", "down", "Unemployment"),
    ("Prices were higher than in February 2024.", "higher than in February 2024", "up", "Prices"),
]
NOT_COMPARED = [
    "Exports rose from 2019 to 2022.",
    "Output rose 3 percent compared with 2022.",
    "Exports rose compared with 2022, by 3 percent.",
]


@pytest.mark.parametrize(("text", "times"), TIMES)
def test_counted_from_what_was_told(text, times, claims_of):
    assert {c.text: c.period.timex if c.period else None for c in claims_of(text)} == times


@pytest.mark.parametrize(("text", "words", "trend", "measure"), COMPARED)
def test_comparisons_without_a_figure(text, words, trend, measure, claims_of):
    (claim,) = claims_of(text)
    assert (claim.text, claim.value, claim.trend, claim.measure.text) == (words, None, trend, measure)
    assert claim.from_.period is not None


@pytest.mark.parametrize("text", NOT_COMPARED)
def test_a_figure_or_a_stretch_is_no_such_comparison(text, claims_of):
    assert all(c.value is not None for c in claims_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "The state has 633 teachers, the office reported in January 2024; a year earlier it had been 780.",
        "The union spent nine months on the 20 buses of Prignitz in 2024.",
    ],
)
def test_nothing_is_counted_from_the_day_of_telling_or_by_a_length(text, claims_of):
    assert not {c.period.timex for c in claims_of(text) if c.period} & {"2023-01", "2023", "2024-10"}

"""What is asked for and what is foreseen, and that neither colours the figure of the next clause, nor a quotation its speaker's."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "natures"),
    [
        ("The agencies should reduce lost water to 30 per cent by June 2027.", ["target"]),
        ("The town should cut staff, build 300 homes and hire 40 nurses.", ["target", "target"]),
        ("The agencies should ensure that at least 10 percent is set aside.", ["target"]),
        ("The report calls for a 90% reduction in emissions by 2050.", ["target"]),
        ("Teachers demanded 30 more classrooms.", ["target"]),
        ("She wants the government to raise spending to 3% of GDP.", ["target"]),
        ("The report is calling on donors to raise the share of aid that goes to schools to 10% by 2030.", ["target"]),
        ("The report should note that 300 people died.", ["outturn"]),
        ("The road should have been built for $3 million.", ["outturn"]),
        ("A rise of 5 percent should worry the bank.", ["outturn"]),
        ("Parties called for an inquiry into the deaths of 300 people.", ["outturn"]),
        ("She has had 17 calls from owners who want the flock to visit.", ["outturn"]),
        ("Power demand of 300 megawatts was met.", ["outturn"]),
    ],
)
def test_what_is_asked_for(claims_of, text, natures):
    assert [c.nature for c in claims_of(text)] == natures


@pytest.mark.parametrize(
    ("text", "natures"),
    [
        ("The firm projects 45 million passengers this year.", ["forecast"]),
        ("The Finance Department projects license revenue of $1.2 million in 2025.", ["forecast"]),
        ("The bank sees Brent averaging $58 in 2026.", ["forecast"]),
        ("Output is tipped to rise 13 per cent.", ["forecast"]),
        ("Rates are seen at 3% in 2027.", ["forecast"]),
        ("An estimated 1.6 million children will go hungry.", ["forecast"]),
        ("An estimated 300 people died.", ["estimate"]),
        ("The projects cost $3 million.", ["outturn"]),
        ("The standard of new projects has been 2,400 yuan per mu.", ["outturn"]),
        ("The clinic sees 300 patients a day.", ["outturn"]),
        ("They were 30 per cent more likely to be ill.", ["outturn"]),
        ("A 10% fall in orders would reduce growth by 0.7 points.", ["hypothetical", "hypothetical"]),
    ],
)
def test_what_is_foreseen(claims_of, text, natures):
    assert [c.nature for c in claims_of(text)] == natures


@pytest.mark.parametrize(
    ("text", "natures"),
    [
        ("Stocks declined by 0.6 million barrels, versus forecasts of a 2 million-barrel fall.", ["outturn", "forecast"]),
        ("Sales rose 0.3% in May, versus expectations of a 0.5% increase.", ["outturn", "forecast"]),
        ("The economy grew at 4.3 percent, below the 7 percent envisaged in the plan.", ["outturn", "forecast"]),
        ("We have built 300 clinics and we will build 50 more by 2027.", ["outturn", "forecast"]),
        ("Exports rose to $4 billion in 2023 and will reach $5 billion in 2025.", ["outturn", "forecast"]),
        ("It inspected 300 schools, 40 of which will be closed in 2027.", ["outturn", "forecast"]),
        ("Growth is projected at 3.0 percent in 2025, from 3.3 percent in 2023.", ["forecast", "outturn"]),
        ("The ministry aims to cut the deficit to 3.6% of GDP from an estimated 4.5% in 2023.", ["target", "estimate"]),
        ("Towns would have received $410 million instead of $246 million.", ["hypothetical", "outturn"]),
        ("If I may add a word, debt is growing by around 4 percent.", ["outturn"]),
        ("If prices double, debt would grow by around 4 percent.", ["hypothetical"]),
        ("Among women, who will decide the race, just 29% approve of her.", ["outturn"]),
        ("“They ate our maize and now they will eat the money,” said the father of nine.", ["outturn"]),
        ("“The minister should try it,” said the 58-year-old.", ["outturn"]),
    ],
)
def test_clauses_keep_their_own(claims_of, text, natures):
    assert [c.nature for c in claims_of(text)] == natures


def test_what_a_forecast_starts_from(claims_of):
    (ahead, before) = claims_of("Growth is projected at 3.0 percent in 2025, from 3.3 percent in 2023.")
    assert (ahead.trend, ahead.from_.value) == ("down", before.value)

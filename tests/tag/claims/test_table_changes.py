"""Columns of changes, and small numbers, in tables."""

from __future__ import annotations

import pytest

from policynlp.document import Passage
from policynlp.link.statements import dimension, measures
from policynlp.tag.claims.tables import table_claims


def said(text: str) -> list[tuple[float | None, str | None, str, str, str | None]]:
    """Value, unit, trend, measure and period of each cell."""
    table = Passage(id="t", start=0, end=len(text), kind="table")
    found = table_claims(text, [table], document="d", version="v", published="2025-03-20")
    return [
        (c.value, c.unit, c.trend, c.measure.text if c.measure else "", c.period.timex if c.period else None) for c in found
    ]


def test_a_column_of_changes_is_in_percent_whatever_the_row_is_in():
    text = "Indicator\tUnit\t2023\t2024\tChange (%)\nCatch at sea\ttonnes\t116,594\t112,630\t-3.4\nExports\tUS$ million\t8\t9\t12.5"
    rows = said(text)
    assert rows[2] == (3.4, "percent", "down", "Catch at sea", "2024")
    assert rows[5] == (12.5, "percent", "up", "Exports", "2024")
    assert [r[:3] for r in (rows[0], rows[3])] == [(116594, "metric_ton", "none"), (8e6, "USD", "none")]


def test_a_change_beside_a_named_column_is_of_that_column():
    text = "| Region | Births 2024 | Change on 2023 |\n|---|---|---|\n| North | 28,825 | +6.3% |\n| South | 6,140 | −3.4% |"
    assert [r for r in said(text) if r[1] == "percent"] == [
        (6.3, "percent", "up", "Births 2024", "2024"),
        (3.4, "percent", "down", "Births 2024", "2024"),
    ]


@pytest.mark.parametrize("header", ["Change (points)", "Change (tonnes)", "Share (%)"])
def test_other_columns_are_no_changes_in_percent(header):
    text = f"Indicator\t2024\t{header}\nCatch\t112,630\t-3.4"
    assert said(text)[1][0] == -3.4
    assert said(text)[1][2] == "none"


def test_small_numbers_count_something_in_a_table():
    text = "| District | Maternal deaths 2023 | Maternal deaths 2024 |\n|---|---|---|\n| North | 41 | 7 |"
    table = Passage(id="t", start=0, end=len(text), kind="table")
    found = list(table_claims(text, [table], document="d", version="v"))
    assert [(dimension(c), measures(c)) for c in found] == [("count", True), ("count", False)]


@pytest.mark.parametrize(
    ("text", "cell", "measure"),
    [
        ("Good\tPrice (euros)\tChange on month (%)\tChange on year (%)\nMilk\t1.20\t0.5\t4.1", 4.1, "Change on year"),
        ("Country\tInflation (%)\tUnemployment (%)\tGrowth (%)\nPeru\t3.2\t7.0\t5.1", 5.1, "Growth"),
        ("Sector\tMen (euros)\tWomen (euros)\tDifference (%)\nBanks\t4,000\t3,200\t20", 20, "Difference"),
        ("Partner\tExports, million USD\tRank\tGrowth, %\nChina\t1,200\t1\t4.0", 4.0, "Growth"),
        ("Indicator\tQ1 2024\tQ2 2024\tChange (%)\nUnemployment rate (%)\t5.0\t4.5\t-0.5", -0.5, "Change"),
    ],
)
def test_a_column_that_may_be_of_anything_is_of_itself(text, cell, measure):
    found = [r for r in said(text) if r[0] == cell]
    assert [(r[2], r[3]) for r in found] == [("none", measure)]


def test_a_row_of_changes_is_of_what_the_title_names():
    title = "Table 2. Catch, FY 2024/25 (tons)"
    text = f"{title}\nArea\tFirst half\tSecond half\nNorth\t890\t827\nChange, %\t-5.0\t2.1"
    passages = [
        Passage(id="c", start=0, end=len(title), kind="caption"),
        Passage(id="t", start=len(title) + 1, end=len(text), kind="table"),
    ]
    found = [(c.value, c.unit, c.trend, c.period.timex) for c in table_claims(text, passages, document="d", version="v")]
    assert found[2:] == [(5.0, "percent", "down", "FY2024"), (2.1, "percent", "up", "FY2024")]


def test_years_in_cells_columns_of_periods_and_scales_in_rows():
    rows = ["Indicator | Earlier year | 2024", "Residents, in thousands, end of year | 1,437 (1995) | 1,141"]
    text = "\n".join([*rows, "Stays, in millions | 3.2 (2010) | 4.7"])
    assert [(r[0], r[3], r[4]) for r in said(text)] == [
        (1_437_000, "Residents", "1995-12-31"),
        (1_141_000, "Residents", "2024-12-31"),
        (3_200_000, "Stays", "2010"),
        (4_700_000, "Stays", "2024"),
    ]
    text = "Indicator\tValue\tPeriod\nDeaths\t17,600\t2024\nVacant dwellings\t70,800\t2023"
    assert [(r[0], r[3], r[4]) for r in said(text)] == [(17_600, "Deaths", "2024"), (70_800, "Vacant dwellings", "2023")]


def test_the_year_of_the_heading_above_is_that_of_cells_without_one():
    heading, table = "Selected indicators by area, 2023", "Indicator | North | South\nRangers (persons) | 4,370 | 1,150"
    text = f"{heading}\n{table}"
    passages = [
        Passage(id="h", start=0, end=len(heading), kind="heading"),
        Passage(id="t", start=len(heading) + 1, end=len(text), kind="table"),
    ]
    found = table_claims(text, passages, document="d", version="v", published="2024-03-20")
    assert {c.period.timex if c.period else None for c in found} == {"2023"}


def test_cells_with_their_unit_and_no_days():
    text = "Item | Position\nCanals lined | 214 km\nGrants paid | 3.5 million euros\nOutlets rebuilt | 1,840\nFirst sitting | 12 March"
    assert [(r[0], r[1], r[3]) for r in said(text)] == [
        (214, "kilometer", "Canals lined"),
        (3_500_000, "EUR", "Grants paid"),
        (1840, None, "Outlets rebuilt"),
    ]

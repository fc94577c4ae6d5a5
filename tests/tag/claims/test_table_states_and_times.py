"""Tables: changes of what the caption names, captions that name nothing, states and times beside each other, the time of the text."""

from __future__ import annotations

import pytest
from tests.tag.claims.table_cells import titled

from policynlp.document import Passage
from policynlp.tag import dates
from policynlp.tag.claims.tables import table_claims


def told(title, text, kind="caption"):
    return [
        (c.text, c.measure.text, c.scope and c.scope.text, c.period and c.period.timex, c.nature)
        for c in titled(title, text, kind)
    ]


@pytest.mark.parametrize("change", ["Change on year (%)", "Annual growth rate (%)", "Change, %"])
def test_changes_are_of_what_the_caption_names(change):
    found = told(
        "Table 1: Guests by country", f"Country | 2023 | 2024 | {change}\nKenya | 300 | 330 | 10.0\nGhana | 900 | 850 | -5.6"
    )
    assert found[2] == ("10.0", "Guests by country", "Kenya", "2024", "outturn")


@pytest.mark.parametrize(
    ("title", "measure", "scope"),
    [
        ("Baseline projections (percent)", "Inflation", None),
        ("Table 2. Headline figures (%)", "Inflation", None),
        ("Forecast summary (percent)", "Inflation", None),
        ("Sales projections (percent)", "Sales projections", "Inflation"),
        ("Growth (percent)", "Growth", "Inflation"),
    ],
)
def test_captions_that_name_no_measure(title, measure, scope):
    found = told(title, " | 2023 | 2024\nInflation | 4.4 | 4.9\nDeficit | 2.6 | 2.3")
    assert found[0][1:3] == (measure, scope)


def test_states_with_their_times_are_no_measures():
    text = "Indicator | Baseline (2020) | Latest | 2025 (target) | Goal for 2030\nSchools | 33 | 35 | 40 | 52\nWells | 4 | 5 | 6 | 7"
    assert told("Progress", text)[:4] == [
        ("33", "Schools", None, "2020", "outturn"),
        ("35", "Schools", None, None, "outturn"),
        ("40", "Schools", None, "2025", "target"),
        ("52", "Schools", None, "2030", "target"),
    ]


def test_units_are_those_that_the_title_counts():
    title = "Car sales by maker, October 2024"
    found = told(title, "Maker | Units | Change (%)\nToyota | 2,718 | 21.2\nFord | 1,200 | -3.0")
    assert found[:2] == [
        ("2,718", "Car sales by maker, October 2024", "Toyota", "2024-10", "outturn"),
        ("21.2", "Car sales by maker, October 2024", "Toyota", "2024-10", "outturn"),
    ]


@pytest.mark.parametrize(
    ("title", "table", "measures"),
    [
        ("Fisheries in 2024", "Port | Catch (t) | Number\nCork | 1,200 | 40\nKinsale | 1,300 | 50", ["Catch", "Number"]),
        ("Nurses and patients", "Ward | Number | Patients\nNorth | 12 | 400\nSouth | 13 | 500", ["Number", "Patients"]),
        (
            "Forecasts and results, May",
            "Item | Forecast | Result\nExports | 12 | 40\nImports | 13 | 50",
            ["Exports", "Exports"],
        ),
    ],
)
def test_titles_of_more_than_is_counted(title, table, measures):
    assert [found[1] for found in told(title, table)[:2]] == measures


def test_changes_of_parts_of_fiscal_years():
    text = (
        "Item | 2QFY2026 | 2QFY2025 | Change | 1HFY2026 | 1HFY2025 | Change\n"
        "Revenue | 512 | 478 | 7.2% | 1,004 | 951 | 5.6%\nCosts | 400 | 380 | 5.3% | 800 | 770 | 3.9%"
    )
    found = told("Results", text)
    assert [found[k][3] for k in (2, 5)] == ["FY2026-Q2", "FY2026-H1"]


def below(lines, table, *, report="October 2024", published="2024-11-08"):
    """Period and nature of the cells of a table below lines of a text that reports on one time."""
    text = "\n".join([*lines, table])
    passages, at = [], 0
    for k, line in enumerate([*lines, table]):
        kind = "table" if k == len(lines) else "heading" if k == 0 else "paragraph"
        passages.append(Passage(id=str(k), start=at, end=at + len(line), kind=kind))
        at += len(line) + 1
    time = dates.resolve(report, published=None)
    found = table_claims(text, passages, document="d", version="v", published=published, report=time)
    return [(c.period and c.period.timex, c.nature) for c in found]


@pytest.mark.parametrize(
    ("lines", "table", "period"),
    [
        (["Sales by maker"], "Maker | Cars\nToyota | 2,718\nFord | 1,200", "2024-10"),
        (["Sales by maker", "September 2024"], "Maker | Cars\nToyota | 2,718\nFord | 1,200", "2024-09"),
        (["Sales by maker", "January to March 2024"], "Maker | Cars\nToyota | 2,718\nFord | 1,200", "2024-01/2024-03"),
        (["Fees"], "Class | Fee (EUR)\nCar | 45\nTruck | 90", None),
        (["Plants"], "Plant | Capacity (tonnes)\nNorth | 450\nSouth | 900", None),
        (["Sales", "In 2019 the makers sold the following:"], "Maker | Cars\nToyota | 2,718\nFord | 1,200", None),
        (["Goals"], "Maker | Target\nToyota | 2,718\nFord | 1,200", None),
    ],
)
def test_the_time_of_the_text_is_that_of_a_table_without_one(lines, table, period):
    assert {p for p, _ in below(lines, table)} == {period}


def test_projections_of_what_is_not_over():
    found = below(
        ["Baseline projections"], "Item | 2023 | 2024 (estimate) | 2025\nGrowth | 4.4 | 4.9 | 5.2\nDeficit | 2.6 | 2.3 | 2.0"
    )
    assert found[:3] == [("2023", "outturn"), ("2024", "estimate"), ("2025", "forecast")]


def test_units_below_many_things_name_nothing():
    found = told("Main figures, October 2024", " | US$ bln | Change (%)\nExports | 31.9 | 9.1\nImports | 16.2 | 0.7", "heading")
    assert found[:2] == [("31.9", "Exports", None, "2024-10", "outturn"), ("9.1", "Exports", None, "2024-10", "outturn")]


def test_a_month_at_the_end_of_a_title_is_the_last_one():
    assert {
        p for p, _ in below(["Main figures, May"], "Item | US$ bln | Share (%)\nExports | 31.9 | 50\nImports | 16.2 | 40")
    } == {"2024-05"}


@pytest.mark.parametrize("corner", ["Indicator", "Indicators"])
def test_indicators_are_measured_themselves(corner):
    found = told(
        "Table 1. Ships of the north (thousand tonnes)", f"{corner} | 2023 | 2024\nLaunched | 257 | 286\nOrdered | 471 | 527"
    )
    assert found[0][1:3] == ("Launched", None)

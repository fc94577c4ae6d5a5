"""What titles, rows and columns say of the cells of a table."""

from __future__ import annotations

import json

import pytest
from tests.tag.claims.table_cells import claims, said, titled

from policynlp.document import Document, Passage
from policynlp.ingest.read import read_rows
from policynlp.settings import load_settings
from policynlp.tag.claims.tables import table_claims
from policynlp.tag.pipeline import Tagger


def test_share_capital_is_no_share():
    table = "Item\t2023\t2024\nShare capital\t100\t120\nShare of debt\t40.1\t41.2\nPercentage change\t1.2\t1.3"
    found = [(c.value, c.unit) for c in titled("Balance sheet (USD million)", table, "caption")]
    assert found == [
        (100_000_000, "USD"),
        (120_000_000, "USD"),
        (40.1, "percent"),
        (41.2, "percent"),
        (1.2, "percent"),
        (1.3, "percent"),
    ]


def test_a_column_of_what_was_aimed_at_measures_what_the_title_names():
    table = "Stream\tActual\tPlanned\nRents\t61.2\t115.0\nTotal\t401.8\t650.0"
    found = [(c.value, c.measure.text, c.nature) for c in titled("Table 3. Own revenue (Kshs. million)", table, "caption")]
    assert found[2:] == [(401_800_000, "Own revenue", "outturn"), (650_000_000, "Own revenue", "target")]


def test_a_line_with_the_unit_below_the_title():
    title = "Table A. Volume of production\n(in thousand metric tons)\n=====\n"
    text = title + "Area\t2023\t2024\nNorth\t890.3\t827.6\nPercent of total\t47.1\t45.2"
    cuts = [0, text.index("(in"), text.index("====="), text.index("Area"), len(text) + 1]
    kinds = ["caption", "paragraph", "paragraph", "table"]
    passages = [
        Passage(id=str(i), start=a, end=b - 1, kind=kind)
        for i, (a, b, kind) in enumerate(zip(cuts, cuts[1:], kinds, strict=False))
    ]
    found = [(c.value, c.unit, c.measure.text) for c in table_claims(text, passages, document="d", version="v")]
    assert found == [
        (890_300, "metric_ton", "Volume of production"),
        (827_600, "metric_ton", "Volume of production"),
        (47.1, "percent", "Percent of total"),
        (45.2, "percent", "Percent of total"),
    ]


def test_headers_over_two_lines_with_years_and_units():
    text = (
        "Province       Area sown,    Area lost     Harvest 2023,   Yield 2024,\n"
        "               2024 (rai)    2024 (rai)    tonnes          kg per rai\n"
        "Ayutthaya        812,400       121,900         531,000         650\n"
        "Total          3,011,100       279,800       1,985,800         662"
    )
    assert said(text) == [
        (812400, "rai", "Area sown", "Ayutthaya", "2024"),
        (121900, "rai", "Area lost", "Ayutthaya", "2024"),
        (531000, "metric_ton", "Harvest 2023", "Ayutthaya", "2023"),
        (650, "kilogram / rai", "Yield 2024", "Ayutthaya", "2024"),
        (3011100, "rai", "Area sown", None, "2024"),
        (279800, "rai", "Area lost", None, "2024"),
        (1985800, "metric_ton", "Harvest 2023", None, "2023"),
        (662, "kilogram / rai", "Yield 2024", None, "2024"),
    ]


def test_a_row_that_is_a_part_of_the_one_above():
    text = (
        "Series\t2023\t2024\nNurses hired abroad\t22,340\t26,480\n  of whom women\t16,710\t19,800\nVacant posts\t5,240\t4,690"
    )
    assert said(text) == [
        (22340, None, "Nurses hired abroad", None, "2023"),
        (26480, None, "Nurses hired abroad", None, "2024"),
        (16710, None, "Nurses hired abroad", "of whom women", "2023"),
        (19800, None, "Nurses hired abroad", "of whom women", "2024"),
        (5240, None, "Vacant posts", None, "2023"),
        (4690, None, "Vacant posts", None, "2024"),
    ]


def test_money_that_several_countries_share_is_that_of_the_document():
    text = "Series\t2024\nEntry pay, pesos a month\t38,150\nExports, $ million\t410\nFuel, litres\t12"
    table = Passage(id="t", start=0, end=len(text), kind="table")
    home = {"MXN": "PHP", "USD": "USD"}
    found = list(table_claims(text, [table], document="d", version="v", currency=home.__getitem__))
    assert [(c.value, c.unit, "currency_assumed" in c.flags) for c in found] == [
        (38150, "PHP / month", True),
        (410e6, "USD", True),
        (12, "liter", False),
    ]
    assert (found[0].value_base, found[0].unit_base) == (
        pytest.approx(38150 / (365.2425 * 86400 / 12), rel=1e-3),
        "PHP / second",
    )


@pytest.mark.parametrize(
    ("row", "year", "day"),
    [
        ("Vacant posts, year-end", "2023", "2023-12-31"),
        ("Vacant posts at 30 June", "2023", "2023-06-30"),
        ("Vacant posts, 31 Dec.", "2023", "2023-12-31"),
        ("Vacant posts on June 30th", "2023-24", "2024-06-30"),
        ("Vacant posts at 31 March", "year to June 2024", "2024-03-31"),
        ("Cash on 1 April", "2024-25", "2024-04-01"),
    ],
)
def test_a_row_that_states_a_day_is_of_that_day(row, year, day):
    found = claims(f"Series | {year}\n{row} | 470".replace(" | ", "\t"))
    assert [(c.value, c.unit, c.period.start_date, c.period.end_date) for c in found] == [(470, None, day, day)]


@pytest.mark.parametrize(
    "row",
    [
        "Births",
        "Posts filled within 30 days",
        "Schools at the end of Route 9",
        "Paid since 1 March",
        "Pupils at the end of year 6",
    ],
)
def test_other_rows_are_of_the_whole_year(row):
    (found,) = claims(f"Series\t2023\n{row}\t470")
    assert (found.period.start_date, found.period.end_date) == ("2023-01-01", "2023-12-31")


TABLES = [
    (
        (
            "Indicator | 2022/23 | 2023/24\nArea planned (ha) | 200,000 ha | 250,000 ha\n"
            "Area planted by 31 March (ha) | 214,300 ha | 118,400 ha\nMotor pumps distributed | 2,870 pumps | 3,214 pumps"
        ),
        {("214,300 ha", 214300.0, "hectare"), ("118,400 ha", 118400.0, "hectare")},
    ),
    (
        (
            "City             Average rent    Rent per m2   Average wait\n                  (EUR/month)    (EUR/month)        (years)\n"
            "Amsterdam              655.40          10.45           13.6\nRotterdam              584.10           9.10            8.2"
        ),
        {("655.40", 655.4, "EUR / month"), ("8.2", 8.2, "year")},
    ),
]


@pytest.mark.parametrize(("table", "cells"), TABLES, ids=["seasons above, units in cells", "units below the headers"])
def test_a_whole_table_is_read(table: str, cells: set[tuple[str, float, str]]) -> None:
    text = f"The council of Lunde reports on the season.\n\n{table}\n\nThe council met in May."
    settings = load_settings()
    (document,) = read_rows([json.dumps({"id": "a", "text": text, "date": "2024-05-03"})], uri="a.jsonl", settings=settings)
    assert isinstance(document, Document)
    assert [p.kind for p in document.passages] == ["paragraph", "table", "paragraph"]
    found = Tagger(settings.tag).tag(document).claims
    assert cells <= {(text[c.start : c.end], c.value, c.unit) for c in found}


def test_figures_in_brackets_below_a_row_of_figures_are_no_units() -> None:
    table = "| Country | 2022 | 2023 | 2024 |\n| France | 120 | 150 | 160 |\n| | (4.7) | (5.5) | (5.8) |\n| Italy | 150 | 140 | 75 |"
    assert {"120", "150", "160", "140", "75"} <= {c.text for c in claims(table)}


def test_a_column_of_percent_or_of_a_sign_of_money():
    found = claims("Origin\tPersons\tPercent\nNorth Maluku\t37,212\t43.3\nAbroad\t14,094\t16.4", before="Table 2. Workers\n")
    assert [(c.value, c.unit) for c in found if c.text == "43.3"] == [(43.3, "percent")]
    found = claims("Stage\tR$\nPre-school\t0.82\nElementary\t0.57")
    assert [(c.value, c.unit) for c in found] == [(0.82, "BRL"), (0.57, "BRL")]

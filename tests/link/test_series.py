"""The figures of texts against a table of official numbers."""

from __future__ import annotations

import pytest

from policynlp.errors import InputError
from policynlp.link.series import check, read_series
from policynlp.render.wording import gap_told
from policynlp.tag.claims.amounts import read_amount

HEADER = "measure,unit,place,period,value,source\n"


@pytest.fixture
def table(tmp_path):
    def write(*rows, header=HEADER):
        path = tmp_path / "series.csv"
        path.write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
        return path

    return write


def verdicts(reader, rows, text, **about):
    return [
        (c.verdict, text[c.start : c.end], c.official.line, c.delta)
        for c in check(rows, [reader.read(reader.document(text, **about))])
    ]


def test_a_figure_is_compared_with_the_row_of_its_measure_place_and_period(reader, table):
    rows, problems = read_series(
        table(
            "wheat output,million tonnes,Kenya,2022,0.31,Yearbook",
            "wheat output,million tonnes,Kenya,2023,0.36,Yearbook",
            "wheat output,million tonnes,Ghana,2023,0.36,Yearbook",
            "unemployment rate,percent,Kenya,2023,5.6,Survey",
        )
    )
    assert problems == []
    assert verdicts(reader, rows, "Wheat output in Kenya was 310,000 tonnes in 2022.") == [
        ("agrees", "310,000 tonnes", 2, 0.0),
    ]
    found = verdicts(reader, rows, "The unemployment rate in Kenya was 6.9 percent in 2023.")
    assert found == [("differs", "6.9 percent", 5, pytest.approx(6.9 / 5.6 - 1, abs=1e-5))]
    assert verdicts(reader, rows, "Tea exports of Kenya were 500,000 tonnes in 2023.") == []


def test_the_difference_is_that_of_the_text_whatever_the_dates(reader, table):
    rows, _ = read_series(table("unemployment rate,percent,Kenya,2023,5,Survey"))
    for published in (None, "1990-01-01", "2024-06-01"):
        ((verdict, _, _, delta),) = verdicts(
            reader, rows, "The unemployment rate in Kenya was 6 percent in 2023.", published=published
        )
        assert (verdict, delta) == ("differs", pytest.approx(0.2))


@pytest.mark.parametrize(
    ("row", "text", "gap"),
    [
        (
            "unemployment rate,percent,Kenya,2023,5.5,Survey",
            "The unemployment rate in Kenya was 6.2 percent in 2023.",
            "0.7 percentage points",
        ),
        (
            "unemployment rate,percent,Kenya,2023,5,Survey",
            "The unemployment rate in Kenya was 6 percent in 2023.",
            "1 percentage point",
        ),
        ("wheat output,tonnes,Kenya,2022,300000,Yearbook", "Wheat output in Kenya was 331,000 tonnes in 2022.", "10.3 percent"),
    ],
)
def test_rates_differ_by_points_and_amounts_by_percent(reader, table, row, text, gap):
    rows, _ = read_series(table(row))
    (found,) = check(rows, [reader.read(reader.document(text, genre="news"))])
    assert found.reason.startswith(f"They differ by {gap}: ")
    assert gap_told(found.reason, found.delta) == gap


def test_a_bound_holds_or_not(reader, table):
    rows, _ = read_series(table("unemployment rate,percent,Kenya,2023,5.6,Survey"))
    text = "The unemployment rate in Kenya was more than 5 percent in 2023."
    assert [v for v, *_ in verdicts(reader, rows, text)] == ["compatible"]


def test_rows_that_cannot_be_read_are_told_and_the_others_used(table):
    rows, problems = read_series(
        table(
            "wheat output,tonnes,Kenya,2022,many,Yearbook",
            "wheat output,tonnes,Kenya,2022,31,Y",
            ",t,Kenya,2022,3,Y",
            "a,t,B,soon,3,Y",
        )
    )
    assert [r.line for r in rows] == [3]
    assert [p.split(": ", 1)[1] for p in problems] == [
        "'many' is no number. Write digits, with a point for decimals: 98.51.",
        "the row names no measure. Say what the value measures.",
        "'soon' is no period. Write 2020, 2020-05, Q3 2020 or May 2020.",
    ]
    assert "#2" in problems[0]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_cells_may_be_set_apart_by_commas_semicolons_or_tabs(table, mark):
    header = mark.join(["Measure ", "unit", "place", "period", "value", "source"]) + "\n"
    rows, problems = read_series(table(mark.join(["wheat output", "t", "Kenya", "2022", "31", "Yearbook"]), header=header))
    assert (problems, [(r.measure, r.amount.value, r.source) for r in rows]) == ([], [("wheat output", 31.0, "Yearbook")])


def test_an_empty_table_is_refused(table, tmp_path):
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    with pytest.raises(InputError, match="no column measure"):
        read_series(empty)
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(InputError, match="cannot be read"):
        read_series(tmp_path / "binary.csv")


def test_a_table_without_its_columns_is_refused(table, tmp_path):
    with pytest.raises(InputError, match="no column measure and no column value"):
        read_series(table("1,2", header="a,b\n"))
    with pytest.raises(InputError, match="cannot be read"):
        read_series(tmp_path / "missing.csv")


@pytest.mark.parametrize(
    "value, unit, read",
    [
        ("98.51", "million people", (98.51e6, "person", "count")),
        ("1,234.5", "t", (1234.5, "metric_ton", "measure")),
        ("12", "trillion yuan", (12e12, "CNY", "money")),
        ("12", "USD billion", (12e9, "USD", "money")),
        ("3.5", "%", (3.5, "percent", "percent")),
        ("25", "basis points", (25.0, "basis_point", "percent")),
        ("14", "households", (14.0, "households", "count")),
        ("7", "", (7.0, None, "count")),
        ("-2.5", "percent", (-2.5, "percent", "percent")),
        ("21.2", "millions", (21.2e6, None, "count")),
        ("85", "'000", (85_000, None, "count")),
        ("4,259", "10,000 persons", (42.59e6, "person", "count")),
        ("2,485", "10,000 tonnes", (24.85e6, "metric_ton", "measure")),
        ("28,975", "100 million yuan", (2.8975e12, "CNY", "money")),
        ("3.4", "millions of dollars", (3.4e6, "USD", "money")),
        ("3.4", "million US$", (3.4e6, "USD", "money")),
        ("12", "£m", (12e6, "GBP", "money")),
        ("14", "per 1,000", (0.014, "fraction", "ratio")),
        ("45", "deaths per 100,000 people", (0.00045, "fraction", "ratio")),
    ],
)
def test_amounts_of_a_table(value, unit, read):
    amount = read_amount(value, unit)
    assert (pytest.approx(amount.value), amount.unit, amount.kind) == read

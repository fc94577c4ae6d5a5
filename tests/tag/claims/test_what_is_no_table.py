"""What stands one below the other and is no table, what is printed in a table and is no unit, no time, no figure below 0."""

from __future__ import annotations

import pytest
from table_cells import claims, said

from growth import grows_linearly
from policynlp.document import Document
from policynlp.ingest.read import read_path
from policynlp.settings import load_settings


def kinds(folder, text):
    path = folder / "paper.txt"
    path.write_text(text, encoding="utf-8")
    (document,) = read_path(path, settings=load_settings())
    assert isinstance(document, Document)
    return [p.kind for p in document.passages], [document.text[p.start : p.end] for p in document.passages]


@pytest.mark.parametrize(
    "text",
    [
        "1.  Road to Alba      $4 million\n2.  Bridge at Brest   $12 million\n3.  School at Cork    $7 million\n",
        "It cost $30 million.  12 died.  5 fled.\nIt cost $31 million.  13 died.  6 fled.\nIt cost $32 million.  14 died.  7 fled.\n",
    ],
)
def test_lists_and_sentences_with_wide_gaps_are_no_tables(text, tmp_path):
    assert "table" not in kinds(tmp_path, text)[0]


@pytest.mark.parametrize(
    "between",
    ["Both of these lost 5 percent of their 400 staff in May", "(a) Includes 3 islands", "The army sent help on Wednesday."],
)
def test_a_sentence_or_note_between_rows_is_no_row(between, tmp_path):
    rows = "Place       2022    2023\nNorth         12      14\nWest           8       9\n"
    found, words = kinds(tmp_path, f"Report\n\n{rows}{between}\nSouth         30      28\nEast          31      29\n")
    assert found[words.index(between)] != "table"


def test_names_of_parts_between_rows_belong_to_the_table(tmp_path):
    rows = "Zone         2022    2023\nCoast\n  Men         120     140\n  Women        80      90\nHills\n  Men         300     280\n"
    text = f"Report\n\n{rows}"
    found, words = kinds(tmp_path, text)
    assert found[-1] == "table"
    assert words[-1].endswith("280")


def test_units_of_two_letters_and_multiples_are_no_money():
    table = "Item\tSize (MB)\tLength (Km)\tOutput (100 tonnes)\tPay (100 billion won)\nA\t12\t120\t12\t40\nB\t13\t130\t14\t41"
    assert [(v, u) for v, u, *_ in said(table)][:4] == [
        (12.0, "megabyte"),
        (120.0, "kilometer"),
        (1200.0, "metric_ton"),
        (4e12, "KRW"),
    ]
    assert {u for _, u, *_ in said("Entry\tDr\tCr\tSAT\nCash\t120\t130\t1,200\nBank\t140\t150\t1,300")} == {None}


def test_three_decimals_are_decimals():
    assert [v for v, *_ in said("Item\tMass (g)\tLength (m)\nA\t12.345\t10.200\nB\t13.345\t11.200\nC\t9.345\t12.200")][:2] == [
        12.345,
        10.2,
    ]


def test_shares_and_errors_in_brackets_are_not_below_zero():
    table = "Group\t2022\t2023\nSchools\t120\t130\nShare (%)\t(40)\t(45)\nt-value\t(2.30)\t(3.10)\nBalance\t(12)\t15"
    assert [c.value for c in claims(table)] == [120.0, 130.0, -12.0, 15.0]


def test_questions_and_names_with_years_are_no_times():
    assert {t for *_, t in said("Question\t2022\t2023\nQ1\t12\t14\nQ2\t30\t28", published=None)} == {"2022", "2023"}
    assert {t for *_, t in said("Item\tRural\tUrban\nSchools built by 1990\t12\t14\nVision 2030 projects\t30\t28")} == {None}


def test_rows_without_figures_name_none_at_their_own_place():
    table = "Place       2022    2023\nNorth         12      14\nEast\nWest          30      28\nSouth          8       9\n"
    assert {(m, s) for _, _, m, s, _ in said(table)} == {("North", None), ("West", None), ("South", None)}


def test_a_table_with_gaps_takes_time_that_grows_with_its_rows():
    def table(rows):
        line = "Town {0:<6}" + "{1:>8}" * 8 + "\n"
        gap = "Town {0:<6}" + "{1:>8}" * 3 + " " * 8 + "{1:>8}" * 4 + "\n"
        return line.format("no", "2020") + "".join((gap if n % 2 else line).format(n, n + 100) for n in range(rows))

    def work(rows):
        text = table(rows)
        return lambda: claims(text)

    assert grows_linearly(work, size=100)

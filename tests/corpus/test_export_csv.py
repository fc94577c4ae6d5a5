"""Cells of CSV: no formula, plain numbers, ISO dates."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from corpus_samples import make_document
from hypothesis import given
from hypothesis import strategies as st

from policynlp.corpus.export import Selection, export
from policynlp.corpus.export_csv import plain_number, safe_cell
from policynlp.corpus.store import Store


def test_formulas_in_a_text_are_defused(empty: Store, tmp_path: Path) -> None:
    title = '=HYPERLINK("http://x","a"),\r\n"b"'
    document = make_document(0)
    document = replace(document, source=replace(document.source, title=title, publisher="-1.5"))
    empty.commit_documents([document], run_id="r", fingerprints={})
    export(empty, "documents", tmp_path / "d.csv", selection=Selection(text="full"))
    with (tmp_path / "d.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["title"] == f"'{title}"
    assert row["publisher"] == "-1.5"
    assert row["text"] == document.text


@given(st.text(max_size=10) | st.sampled_from(["=1", "+a", "-b", "@c", "\tx", "\rx", "\n=1", "-1_0", "- 1", "＝1"]))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert cell in {text, f"'{text}"}
    if cell[:1] in set("=+-@\t\r\n＝＋－＠"):
        float(cell)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_read_back_and_have_no_exponent(value: float) -> None:
    digits = plain_number(value)
    assert float(digits) == value
    assert set(digits) <= set("-.0123456789")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "true"),
        (-3, -3),
        (-2.5, "-2.5"),
        (12e12, "12000000000000"),
        (float("nan"), ""),
        ("-2.5e3", "-2.5e3"),
        (date(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1, 7, tzinfo=UTC), "2024-05-01T07:00:00+00:00"),
        (["a", "b"], "a; b"),
        (["a; b", "c"], "a, b; c"),
        (["=a"], "'=a"),
        ([], ""),
        ([{"start": 1, "end": 2}], "[[1, 2]]"),
        (b"\x00\xff", "00ff"),
    ],
)
def test_cells(value: object, expected: object) -> None:
    assert safe_cell(value) == expected

"""Cells that span rows and columns: every row of the text has its figures under their headers."""

from __future__ import annotations

import io
from itertools import product

import docx
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from growth import within
from policynlp.ingest.assemble import assemble
from policynlp.ingest.readers.docx import read_docx
from policynlp.ingest.readers.html import read_html
from policynlp.ingest.readers.html_tables import spread_spans

PROSE = "<p>" + "The bureau published the harvest of both provinces on Monday, and the area sown beside it. " * 3 + "</p>"
TWO_ROWS = (
    "<tr><th rowspan=2>Province<th colspan=2>Grain (tonnes)<th colspan=2>Area (ha)</tr><tr><th>2022<th>2023<th>2022<th>2023</tr>"
    "<tr><td>Lorn<td>11<td>12<td>3<td>4</tr><tr><td>Mull<td>21<td>22<td>5<td>6</tr>"
)
GROUPS = (
    "<tr><th>Province<th>Sex<th>People</tr><tr><td rowspan=2>Lorn<td>men<td>21</tr><tr><td>women<td>22</tr>"
    "<tr><td rowspan=2>Mull<td>men<td>31</tr><tr><td>women<td>32</tr>"
)


def rows_of(table: str) -> list[list[str]]:
    tree = html.document_fromstring(f"<table>{table}</table>")
    spread_spans(tree)
    return [["".join(c.itertext()) for c in row if c.tag in ("td", "th")] for row in tree.iter("tr")]


def test_headers_stand_over_every_column_that_they_span() -> None:
    grain, area = "Grain (tonnes)", "Area (ha)"
    assert rows_of(TWO_ROWS)[:3] == [
        ["Province", grain, grain, area, area],
        ["Province", "2022", "2023", "2022", "2023"],
        ["Lorn", "11", "12", "3", "4"],
    ]


def test_names_stand_in_every_row_and_figures_only_once() -> None:
    assert rows_of(GROUPS)[1:3] == [["Lorn", "men", "21"], ["Lorn", "women", "22"]]
    assert rows_of("<tr><td>a<td rowspan=2>7</tr><tr><td>b</tr>") == [["a", "7"], ["b", ""]]


def test_the_page_as_text_keeps_figures_in_their_columns() -> None:
    page = f"<html><body><article><h1>Harvest</h1>{PROSE}<table>{TWO_ROWS}</table>{PROSE}</article></body></html>"
    text, hints = assemble(read_html(page, where="page", url=None)[0])
    tables = [text[h.start : h.end].split("\t") for h in hints if h.kind == "table"]
    assert {len(row) for row in tables} == {5}
    assert tables[2] == ["Lorn", "11", "12", "3", "4"]


def test_an_empty_first_cell_below_the_header_stays() -> None:
    rows = "<tr><th>Province<th>Sex<th>People</tr><tr><td>Lorn<td>men<td>21</tr><tr><td><td>women<td>22</tr>"
    page = f"<html><body><article><h1>People</h1>{PROSE}<table>{rows}</table>{PROSE}</article></body></html>"
    assert "\n\twomen\t22" in assemble(read_html(page, where="page", url=None)[0])[0]


def test_merged_cells_of_word_documents() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    words_of_cells = ["Province", "Grain", "", "Lorn", "11", "12", "Mull", "21", ""]
    for (i, j), words in zip(product(range(3), range(3)), words_of_cells, strict=True):
        table.cell(i, j).text = words
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 1).merge(table.cell(2, 2))
    data = io.BytesIO()
    document.save(data)
    text = assemble(read_docx(data.getvalue(), where="x.docx", max_bytes=10**7)[0])[0]
    assert text.split("\n") == ["Province\tGrain\tGrain", "Lorn\t11\t12", "Mull\t21"]


def test_a_figure_merged_over_rows_is_said_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    for (i, j), words in zip(product(range(3), range(2)), ["Country", "Tonnes", "Egypt", "500", "Kenya", ""], strict=True):
        table.cell(i, j).text = words
    table.cell(1, 1).merge(table.cell(2, 1))
    data = io.BytesIO()
    document.save(data)
    assert assemble(read_docx(data.getvalue(), where="x.docx", max_bytes=10**7)[0])[0].split("\n")[1:] == [
        "Egypt\t500",
        "Kenya",
    ]


def nested(depth: int) -> str:
    inner = nested(depth - 1) if depth else "x"
    return f"<table><tr><td colspan=64>{inner}</td><td>y</td></tr></table>"


def test_pages_that_would_unfold_are_left_alone() -> None:
    for page, most in (
        (nested(6), 200),
        ("<table>" + "<tr><td rowspan=1000>x</td></tr>" * 400 + "</table>", 2_000),
        ("<table><tr><td colspan=64 rowspan=60>" + "w" * 1_000 + "</td></tr></table>", 70),
    ):
        tree = html.document_fromstring(page)
        spread_spans(tree)
        assert sum(1 for _ in tree.iter("td")) <= most
        assert len("".join(tree.itertext())) <= len(page)


@given(st.lists(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=4), min_size=1, max_size=5))
def test_any_spans_end_and_lose_no_cell(spans: list[list[tuple[int, int]]]) -> None:
    table, names = "", []
    for i, row in enumerate(spans):
        table += "<tr>"
        for j, (across, down) in enumerate(row):
            names.append(f"c{i}x{j}")
            table += f"<td colspan={across} rowspan={down}>{names[-1]}</td>"
        table += "</tr>"
    found = [c for row in rows_of(table) for c in row]
    assert set(names) <= set(found)


def test_absurd_spans_take_no_time() -> None:
    row = "<tr>" + "<td colspan=99999 rowspan=99999>x</td>" * 40 + "</tr>"
    assert within(5, lambda: rows_of(row * 200))
    assert within(5, lambda: rows_of("<tr><td rowspan=999999999999999999999>x</td></tr>" * 200))

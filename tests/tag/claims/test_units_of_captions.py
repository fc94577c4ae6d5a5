"""Units that a caption, a line above or the corner states for all cells of a table, among other words."""

from __future__ import annotations

import pytest

from policynlp.document import Passage
from policynlp.tag.claims.tables import table_claims

ROWS = "Dredging\t310\t745\nRepairs\t285\t120"


def cells(text: str, *, at: int, kind: str = "caption") -> list[tuple[float | None, str | None]]:
    """Value and unit of the cells of the table that begins at an offset, below a line."""
    above = Passage(id="c", start=0, end=at - 1, kind=kind)  # type: ignore[arg-type]
    table = Passage(id="t", start=at, end=len(text), kind="table")
    return [(c.value, c.unit) for c in table_claims(text, [above, table], document="d", version="v")]


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("Table 2: Costs of the harbour (in millions of euros, unless otherwise stated)", "EUR"),
        ("Table 2: Costs of the harbour (net present value, £ million, 2024-2035)", "GBP"),
        ("Table 2: Costs of the harbour (2022 prices, €m)", "EUR"),
        ("Table 2: Costs of the harbour (£ million)", "GBP"),
    ],
)
def test_a_caption_states_the_unit_among_other_words(caption, unit):
    text = f"{caption}\n\tPlan A\tPlan B\n{ROWS}"
    found = cells(text, at=len(caption) + 1)
    assert found == [(v * 1e6, unit) for v in (310, 745, 285, 120)]


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("Average wait in days, 2023", "day"),
        ("Catch in tonnes, season 2023/24", "metric_ton"),
        ("Table 4. Share of berths in use in percent", "percent"),
        ("Dues in euros per square metre at the end of 2023", "EUR / meter ** 2"),
        ("Trade in goods, 2024", None),
        ("Staff in harbours and yards", None),
        ("Ships in berths 7 to 9", None),
    ],
)
def test_a_caption_states_the_unit_behind_in(caption, unit):
    text = f"{caption}\n\tPlan A\tPlan B\n{ROWS}"
    assert [found for _, found in cells(text, at=len(caption) + 1, kind="heading")] == [unit] * 4


@pytest.mark.parametrize("caption", ["Table 2: Costs of the harbour (pilot, phase two)", "Table 2: Costs, by pier"])
def test_other_words_in_brackets_are_no_unit(caption):
    text = f"{caption}\n\tPlan A\tPlan B\n{ROWS}"
    assert cells(text, at=len(caption) + 1) == [(v, None) for v in (310, 745, 285, 120)]


@pytest.mark.parametrize(
    ("line", "factor", "unit"),
    [
        ("All amounts are in millions of euros unless otherwise noted.", 1e6, "EUR"),
        ("(Figures in thousands of tonnes, unless otherwise indicated)", 1e3, "metric_ton"),
    ],
)
def test_a_line_between_the_title_and_the_table_states_it(line, factor, unit):
    title = "Harbour of Tema"
    text = f"{title}\n{line}\n\t2023\t2024\n{ROWS}"
    at = len(title) + 1
    passages = [
        Passage(id="h", start=0, end=len(title), kind="heading"),
        Passage(id="p", start=at, end=at + len(line), kind="paragraph"),
        Passage(id="t", start=at + len(line) + 1, end=len(text), kind="table"),
    ]
    found = [(c.value, c.unit) for c in table_claims(text, passages, document="d", version="v")]
    assert found == [(v * factor, unit) for v in (310, 745, 285, 120)]


@pytest.mark.parametrize(
    ("corner", "fee", "unit"),
    [("(in millions of euros)", "2024", "EUR"), ("Item", "Fee (in rupees)", "INR"), ("Item", "Fee (in euros)", "EUR")],
)
def test_the_corner_or_the_header_of_a_column_states_it(corner, fee, unit):
    text = f'{corner} | {fee}\n--- | ---\nSurvey | 2,500\nTest of a sample | 1,200".'.replace("\\", "")
    table = Passage(id="t", start=0, end=len(text), kind="table")
    found = [(c.text, c.value, c.unit) for c in table_claims(text, [table], document="d", version="v")]
    factor = 1e6 if "millions" in corner else 1
    assert found == [("2,500", 2500 * factor, unit), ("1,200", 1200 * factor, unit)]


def test_a_change_is_of_the_latest_time_wherever_that_stands():
    text = "Item\tQ3 2024\tQ3 2023\tChange (%)\nOrders\t2,890\t3,340\t-13.5"
    table = Passage(id="t", start=0, end=len(text), kind="table")
    found = list(table_claims(text, [table], document="d", version="v"))
    assert [(c.value, c.period.timex if c.period else None) for c in found] == [
        (2890, "2024-Q3"),
        (3340, "2023-Q3"),
        (13.5, "2024-Q3"),
    ]


def test_the_corner_states_the_unit_behind_other_words():
    text = "Key figures, SEK million\tQ3 2025\tFull year 2024\nOrder intake\t3,412\t13,104\nMargin, %\t11.3\t12.2"
    table = Passage(id="t", start=0, end=len(text), kind="table")
    claims = list(table_claims(text, [table], document="d", version="v"))
    assert [(c.value, c.unit) for c in claims] == [(3.412e9, "SEK"), (1.3104e10, "SEK"), (11.3, "percent"), (12.2, "percent")]
    assert [c.period.timex if c.period else None for c in claims] == ["2025-Q3", "2024", "2025-Q3", "2024"]


def test_a_caption_above_days_and_a_record_states_the_unit():
    caption = "Distance from the sea of the line, in km:"
    table = "River        18 March 2026    18 March 2025    Record\nHam          61.8             55.9             78\n"
    text = f"{caption}\n{table}Co           55.1             51.3             68"
    assert {unit for _, unit in cells(text, at=len(caption) + 1, kind="paragraph")} == {"kilometer"}


def test_a_caption_above_other_columns_states_none():
    caption = "Distance from the sea of the line, in km:"
    table = "River        Gates    Keepers    Length\nHam          61       55         78\n"
    text = f"{caption}\n{table}Co           55       51         68"
    assert {unit for _, unit in cells(text, at=len(caption) + 1, kind="paragraph")} == {None}

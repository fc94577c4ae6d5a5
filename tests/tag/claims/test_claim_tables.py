"""Cells of tables as claims."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tag.claims.table_cells import claims, said, titled

from policynlp.document import Passage
from policynlp.tag.claims import table_grid
from policynlp.tag.claims.number_atoms import points_group
from policynlp.tag.claims.tables import table_claims


def test_measures_in_rows_and_years_in_columns():
    text = "Indicator\tUnit\t2023\t2024\nOutput\t£ billion, current prices\t101.2\t104.6\nShare of output\tpercent\t4.2\t4.1"
    assert said(text, before="A line before.\n") == [
        (101.2e9, "GBP", "Output", None, "2023"),
        (104.6e9, "GBP", "Output", None, "2024"),
        (4.2, "percent", "Share of output", None, "2023"),
        (4.1, "percent", "Share of output", None, "2024"),
    ]


def test_years_in_rows_and_units_in_the_headers():
    assert said("Year\tFellowships\tSpending (£ million)\n2025\t700\t12.4\n2026\t900\t15.9") == [
        (700, None, "Fellowships", None, "2025"),
        (12.4e6, "GBP", "Spending", None, "2025"),
        (900, None, "Fellowships", None, "2026"),
        (15.9e6, "GBP", "Spending", None, "2026"),
    ]


def test_places_in_rows_and_measures_in_columns():
    text = (
        "| Country | GDP growth, percent | Forecast 2030 (percent) | Rank |\n|---|---|---|---|\n"
        "| Kenya | 5.6 | 7.0 | 3 |\n| Ghana | −2.9% | n/a | 9 |"
    )
    found = claims(text)
    assert [(c.value, c.measure.text, c.scope.text, c.nature, c.period and c.period.timex) for c in found] == [
        (5.6, "GDP growth", "Kenya", "outturn", None),
        (7.0, "Forecast 2030", "Kenya", "forecast", "2030"),
        (-2.9, "GDP growth", "Ghana", "outturn", None),
    ]
    assert {c.unit for c in found} == {"percent"}
    assert all(c.flags == ("table_cell",) for c in found)


def test_columns_set_apart_by_spaces_and_quarters():
    assert said("Quarter   Revenue ($ million)   Employees\nQ1 2024   1,204.5   3,210") == [
        (1204.5e6, "USD", "Revenue", None, "2024-Q1"),
        (3210, None, "Employees", None, "2024-Q1"),
    ]


def test_an_empty_corner_does_not_shift_the_years():
    expected = [
        (24.85e6, "metric_ton", "Grain", None, "2022"),
        (25.63e6, "metric_ton", "Grain", None, "2023"),
        (3.56e6, "hectare", "Sown area", None, "2022"),
        (3.58e6, "hectare", "Sown area", None, "2023"),
    ]
    rows = "\nGrain (million tonnes)\t24.85\t25.63\nSown area (million hectares)\t3.56\t3.58"
    assert said("2022\t2023" + rows) == expected
    assert said("\t2022\t2023" + rows) == expected
    bars = "| | 2022 | 2023 |\n|---|---|---|\n| Grain (million tonnes) | 24.85 | 25.63 |\n| Sown area (million hectares) | 3.56 | 3.58 |"
    assert said(bars) == expected


HEADS = [
    "Area\tGrain (million tonnes)\tGrain (million tonnes)\tPeople (10,000 persons)\tPeople (10,000 persons)\nArea\t2022\t2023\t2022\t2023",
    "Area\tGrain (million tonnes)\t\tPeople (10,000 persons)\t\n\t2022\t2023\t2022\t2023",
    "Area\tGrain (million tonnes)\tPeople (10,000 persons)\n\t2022\t2023\t2022\t2023",
    "Area\t2022\t2022\t2023\t2023\nArea\tGrain (million tonnes)\tPeople (10,000 persons)\tGrain (million tonnes)\tPeople (10,000 persons)",
]


@pytest.mark.parametrize("head", HEADS)
def test_headers_in_two_rows(head):
    found = said(head + "\nLiaoning\t24.85\t25.63\t4,197\t4,182\nJilin\t40.81\t41.87\t2,347\t2,339")
    assert len(found) == 8
    if head.startswith("Area\t2022"):
        assert [(m, s, p) for _, _, m, s, p in found[:4]] == [
            ("Grain", "Liaoning", "2022"),
            ("People", "Liaoning", "2022"),
            ("Grain", "Liaoning", "2023"),
            ("People", "Liaoning", "2023"),
        ]
    else:
        assert [v for v, *_ in found[:4]] == pytest.approx([24.85e6, 25.63e6, 41.97e6, 41.82e6])
        assert [(u, m, s, p) for _, u, m, s, p in found[:4]] == [
            ("metric_ton", "Grain", "Liaoning", "2022"),
            ("metric_ton", "Grain", "Liaoning", "2023"),
            ("person", "People", "Liaoning", "2022"),
            ("person", "People", "Liaoning", "2023"),
        ]


def test_two_columns_that_name_the_rows():
    text = "Province\tSex\tPopulation (millions)\nLiaoning\tmale\t21.2\n\tfemale\t21.4\nJilin\tmale\t12.0\n\tfemale\t12.1"
    found = said(text)
    assert [(v, m) for v, _, m, *_ in found] == [
        (21.2e6, "Population"),
        (21.4e6, "Population"),
        (12e6, "Population"),
        (12.1e6, "Population"),
    ]
    assert (found[0][3], found[1][3]) == ("Liaoning\tmale", "female")
    text = "Indicator\tRegion\t2022\t2023\nWheat, tonnes\tNorth\t1,200\t1,350\nWheat, tonnes\tSouth\t900\t870"
    assert said(text)[::2] == [(1200, "metric_ton", "Wheat", "North", "2022"), (900, "metric_ton", "Wheat", "South", "2022")]
    text = "Year\tQuarter\tSales (£m)\n2024\tQ1\t3.5\n2024\tQ2\t3.7"
    assert [(v, u, m) for v, u, m, *_ in said(text)] == [(3.5e6, "GBP", "Sales"), (3.7e6, "GBP", "Sales")]


def test_where_the_missing_header_cannot_be_told_nothing_is_claimed():
    assert claims("Crop\tArea (ha)\tYield (tonnes)\nEgypt\tWheat\t500\t6\nKenya\tMaize\t700\t9") == []


def test_a_cell_with_more_headers_than_places_is_marked():
    found = claims("Province\tPeople\tPeople\nProvince\tmen\twomen\nLiaoning\t21,200\t21,400\nJilin\t12,000\t12,100")
    assert ["partial_header" in c.flags for c in found] == [True] * 4


def test_a_caption_with_a_unit_is_what_the_rows_measure():
    caption = "Table 3. Grain output by province (10,000 tonnes)"
    text = caption + "\n\n" + "Province\t2022\t2023\nLiaoning\t2,485\t2,563"
    passages = [
        Passage(id="c", start=0, end=len(caption), kind="paragraph"),
        Passage(id="t", start=len(caption) + 2, end=len(text), kind="table"),
    ]
    found = list(table_claims(text, passages, document="d", version="v"))
    assert [(c.value, c.unit, c.measure.text, c.scope.text, c.period.timex) for c in found] == [
        (pytest.approx(24.85e6), "metric_ton", "Grain output by province", "Liaoning", "2022"),
        (pytest.approx(25.63e6), "metric_ton", "Grain output by province", "Liaoning", "2023"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1\t2\n3\t4",
        "a\tb\n1\t2",
        "One line\tonly",
        "",
        "Name\tPhone\nRoe\t020 7946 0958",
        "No.\tPage\nWheat\t12",
        "Town\tFounded\nHull\t1299 or so",
    ],
)
def test_what_is_no_statistic_gives_no_claim(text):
    assert claims(text) == []


def test_passages_of_prose_are_left_to_the_sentences():
    text = "Indicator\t2024\nOutput\t12"
    assert not list(table_claims(text, [Passage(id="p", start=0, end=len(text), kind="paragraph")], document="d", version="v"))


@given(
    st.lists(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=5), min_size=1, max_size=6),
    st.sampled_from(["\t", " | ", "     "]),
)
def test_every_cell_comes_back_with_its_row_and_column(rows, gap):
    width = max(map(len, rows))
    text = gap.join(["Indicator", *(str(2010 + j) for j in range(width))])
    for i, row in enumerate(rows):
        text += "\n" + gap.join([f"Output of region {chr(65 + i)}", *(f"{v:,}" for v in row)])
    expected = [
        (float(v), f"Output of region {chr(65 + i)}", str(2010 + j)) for i, row in enumerate(rows) for j, v in enumerate(row)
    ]
    assert [(c.value, c.measure.text, c.period.timex) for c in claims(text)] == expected


@given(st.text(alphabet="ab1,.\t|\n -%£()2024", max_size=120))
def test_any_text_is_a_table_without_error(text):
    starts = [c.start for c in claims(text)]
    assert starts == sorted(set(starts))


WRAPPED = (
    "District            Children      Fully           Second measles dose\n"
    "                    under one     immunised (%)   by 24 months (%)\n"
    "Eastvale            2,140         77.0            74.8\n"
    "Westvale            2,010         81.6            80.1"
)


def test_headers_over_two_lines_are_one():
    found = [(c.value, c.unit, c.measure.text, c.scope.text) for c in claims(WRAPPED)]
    assert found[:3] == [
        (2140, None, "Children", "Eastvale"),
        (77.0, "percent", "immunised", "Eastvale"),
        (74.8, "percent", "Second measles dose", "Eastvale"),
    ]
    assert len(found) == 6


@pytest.mark.parametrize(
    "second",
    [
        "                    in 2023       in 2024",  # one header has no second half, the others are shifted
        "Northvale           under one     counted",
    ],
)
def test_lines_that_are_no_second_half(second):
    text = WRAPPED.split("\n")
    found = claims("\n".join([text[0], second, *text[2:]]))
    assert all("immunised" not in c.measure.text for c in found)


CATCHES = "Year\tTonnes\tVessels\n2023\t41,200\t204\n2024\t38,700\t196"


def test_a_header_that_is_a_unit_measures_what_the_title_names():
    found = [
        (c.value, c.unit, c.measure.text, c.period.timex) for c in titled("Table 1. Catches on the bank", CATCHES, "caption")
    ]
    assert found[:2] == [(41_200, "metric_ton", "Catches on the bank", "2023"), (204, None, "Vessels", "2023")]
    assert [c.unit for c in claims(CATCHES)] == ["metric_ton", None, "metric_ton", None]


@pytest.mark.parametrize(
    ("header", "row"), [("Party\tSeats contested\tWon", "Labour\t620\t240"), ("Country\tNominal\tReal", "Kenya\t4.1\t2.1")]
)
def test_a_word_that_is_a_unit_by_chance_is_none(header, row):
    assert {c.unit for c in claims(f"{header}\n{row}\n{row.replace('1', '2')}")} == {None}


def test_a_heading_is_not_what_a_unit_measures():
    assert titled("3.2 Results", CATCHES, "heading")[0].measure.text == "Tonnes"


def test_headers_of_a_wide_table_are_not_compared_with_each_other(monkeypatch):
    looked = []
    real = table_grid.column_of
    monkeypatch.setattr(table_grid, "column_of", lambda text, cell: looked.append(cell) or real(text, cell))
    row = "\t".join(["name", *(str(n) for n in range(4_000))])
    header = "\t".join(["Name", *("x" for _ in range(4_000))])
    assert claims("\n".join([header, "\t".join(["y"] * 3_000), row]))
    assert looked == []
    claims(WRAPPED)
    assert len(looked) <= 4 + 3 + 8  # each cell once


def test_a_row_that_leaves_columns_out_keeps_its_figures_below_their_years():
    text = (
        "Subsector              2023       2024      Jan-Jun     Jan-Jun\n"
        "                                              2024        2025p\n"
        "----------------------------------------------------------------\n"
        "Municipal             998.6      910.7        459.9       439.1\n"
        "Aquaculture         2,371.2    2,308.9      1,137.9     1,135.1\n"
        "Change, %                         -5.0                     -2.1\n"
        "Change, all       -4.0"
    )
    found = [(c.text, c.period.timex) for c in claims(text)]
    assert found[:4] == [("998.6", "2023"), ("910.7", "2024"), ("459.9", "2024-01/2024-06"), ("439.1", "2025-01/2025-06")]
    assert found[8:] == [("-5.0", "2024"), ("-2.1", "2025-01/2025-06")]  # below which year -4.0 stands nobody can tell


def test_a_name_that_runs_over_two_lines_is_one():
    text = (
        "Indicator                           2023      2024\n"
        "...................................................\n"
        "Avocado, ha                        2,480     2,391\n"
        "Groundwater taken by the mine,\n"
        "  telemetry, L/s                     402       412\n"
        "Wells detected                        ..     1,135"
    )
    assert [(c.value, c.unit, " ".join(c.measure.text.split()), c.period.timex) for c in claims(text)] == [
        (2480, "hectare", "Avocado", "2023"),
        (2391, "hectare", "Avocado", "2024"),
        (402, "liter / second", "Groundwater taken by the mine, telemetry, L/s", "2023"),
        (412, "liter / second", "Groundwater taken by the mine, telemetry, L/s", "2024"),
        (1135, None, "Wells detected", "2024"),
    ]


@pytest.mark.parametrize(
    ("header", "row", "first"),
    [
        (
            "Crop\t10,000 tonnes\tShare (%)",
            "Summer grain\t2,720.6\t47.6",
            (27_206_000, "metric_ton", "10,000 tonnes", "Summer grain"),
        ),
        ("Item\tCollected (K million)\tDue", "Royalty\t13,160\t11,826", (13_160_000_000, "ZMW", "Collected", "Royalty")),
        ("Indicator\tUnit\t2024", "Coffee beans\t10,000 tonnes\t14.6", (146_000, "metric_ton", "Coffee beans", None)),
        ("Item\tCY 2023\tCY 2024", "Wells\t1,356\t1,363", (1356, None, "Wells", None)),
        ("Stream\tFY 2023/24\tFY 2024/25", "Rents\t61.2\t72.9", (61.2, None, "Rents", None)),
        ("Indicator\t2024\t2025*", "Women\t1 458\t1 618", (1458, None, "Women", None)),
        ("Item\tKenya\tUganda", "Births\t12\t29", (12, None, "Births", "Kenya")),
        ("Item\tMen\tWomen", "Births\t12\t29", (12, None, "Men", "Births")),
    ],
)
def test_units_with_a_scale_years_with_a_mark_and_places_above_columns(header, row, first):
    found = claims(f"{header}\n{row}\n{row.replace('1', '2')}")[0]
    assert (found.value, found.unit, found.measure.text, found.scope.text if found.scope else None) == first


def test_points_set_thousands_apart_where_commas_are_decimals():
    text = "The fall amounts to 47,6 %.\n\nConcept\tZamora\tSoria\nBirths\t12.710\t3,76\nDeaths\t29.880\t2,35"
    start = text.index("Concept")
    passages = [Passage(id="p", start=0, end=27, kind="paragraph"), Passage(id="t", start=start, end=len(text), kind="table")]
    assert [c.value for c in table_claims(text, passages, document="d", version="v")] == [12_710, 3.76, 29_880, 2.35]


@pytest.mark.parametrize(
    "text",
    [
        "The share was 0,5 % and the ratio 0.125.",
        "The euro stood at 1.085 dollars, up 0,5 %.",
        "Output was 12.125 tons, or 3.5 tons a head, up 0,5 %.",
    ],
)
def test_points_stay_decimals_where_nothing_shows_that_they_are_not(text):
    assert not points_group(text)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Plant\tOutput\tJobs\nAbo\t1,000 MW\t120\nBeta\t10,000 MW\t300\nCoro\t2,500 MW\t90",
            [("1,000 MW", "Output"), ("120", "Jobs")],
        ),
        ("Village\tHouseholds\tPersons\nAbo\t1950*\t8100\nBeta\t1820\t7900", [("1950*", "Households"), ("8100", "Persons")]),
        ("Country\tReading\tScience\nKenya\t420\t410\nUganda\t400\t390", [("420", "Reading"), ("410", "Science")]),
        ("Origin\tGermany\tFrance\nTotal\t12\t29\nTea\t3\t4", [("12", "Germany"), ("29", "France")]),
        (
            (
                "Area                 2022     2023     2024\n"
                "North                 7.1      7.3      7.9\n"
                "South                 8.1      8.3      8.9\n"
                "Total for the islands there   7.5      8.5"
            ),
            [("7.1", "North"), ("7.3", "North")],
        ),
    ],
)
def test_what_comes_near_and_is_read_as_it_stands(text, rows):
    found = [(c.text, c.measure.text) for c in claims(text)]
    assert found[:2] == rows
    assert "Total for the islands" not in text or found[-1] == ("8.9", "South")  # of which years its two are nobody can tell

"""Headers of tables in several lines: years over their columns, units below names, words that stand near each other."""

from __future__ import annotations

from table_cells import said

BY_YEAR = """\
Type               2024                          2025
           kg (million)  US$/kg          kg (million)  US$/kg
Burley          104.3     2.91                178.6     2.42
Flue cured       25.9     3.10                 37.4     2.69
"""
CENTRED = """\
                      2019              2024
                 miles     pct     miles     pct
  Good             120    35.1        92    26.9
  Fair             137    40.0       148    43.3
  Poor              85    24.9       102    29.8
"""
STACKED = """\
Year    Exports,    Value,        Share of total   Average price,
        tons        US$ million   exports, %       US$ per ton
2022      37,210       696             0.8             18,700
2023      46,058       829             1.2             18,000
"""
PARTLY = """\
Province      Output (thousand tonnes)    Growth
               2023          2024           %
Nampo           120           131         9.2
Haeju            80            90        12.5
"""
NEAR = """\
Item                        Unit            2023      2024
Balance outstanding         RMB billion  1,700.2   1,897.4
  growth over previous year       %         13.2      11.6
  of which loans to rural   RMB billion    612.7     668.3
"""


def test_years_stand_over_the_columns_that_are_nearest_to_them():
    found = said(BY_YEAR)
    assert [(v, u, t) for v, u, _, s, t in found if s == "Burley"] == [
        (104_300_000.0, "kilogram", "2024"),
        (2.91, "USD / kilogram", "2024"),
        (178_600_000.0, "kilogram", "2025"),
        (2.42, "USD / kilogram", "2025"),
    ]


def test_years_in_the_middle_of_their_columns():
    found = [(v, u, t) for v, u, _, s, t in said(CENTRED) if s == "Poor"]
    assert found == [(85.0, "mile", "2019"), (24.9, "percent", "2019"), (102.0, "mile", "2024"), (29.8, "percent", "2024")]


def test_a_unit_below_each_name_belongs_to_it():
    found = [(v, u, m) for v, u, m, _, t in said(STACKED) if t == "2023"]
    assert found == [
        (46_058.0, "ton", "Exports"),
        (829e6, "USD", "Value"),
        (1.2, "percent", "Share of total"),
        (18_000.0, "USD / ton", "Average price"),
    ]


def test_a_line_that_divides_one_header_alone():
    assert [(v, t) for v, _, _, _, t in said(PARTLY)][3:] == [
        (80_000.0, "2023"),
        (90_000.0, "2024"),
        (12.5, "2024"),
    ]


def test_two_spaces_before_a_figure_end_a_cell():
    found = said(NEAR)
    assert found[0] == (1_700.2e9, "CNY", "Balance outstanding", None, "2023")
    assert found[3][:3] == (11.6, "percent", "growth over previous year")
    assert found[-1] == (668.3e9, "CNY", "Balance outstanding", "of which loans to rural", "2024")


def test_a_row_without_figures_below_the_headers_is_no_header():
    table = (
        "Crop          2022    2023    2024\nMillet         n.a.    n.a.      --\n"
        "Rice           120     131     140\nMaize           80      90      95\n"
    )
    assert [(v, t) for v, _, _, s, t in said(table)][:3] == [(120.0, "2022"), (131.0, "2023"), (140.0, "2024")]

"""Names of money in front of a number, districts that are called like money, weights of the east, headers in two rows."""

from __future__ import annotations

import pytest
from table_cells import said

from policynlp.tag.claims.amounts import read_amount
from policynlp.tag.claims.money import before


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The wage was Taka 12,500.", 12_500, "BDT"),
        ("It cost Rand 40 million.", 40e6, "ZAR"),
        ("Rupees five lakh was given.", 500_000, "INR"),
        ("He paid Birr 4,000 for it.", 4_000, "ETB"),
        ("A levy of Euro 40 million was paid.", 40e6, "EUR"),
    ],
)
def test_sums(claims_of, text, value, unit):
    assert [(c.value, c.unit) for c in claims_of(text)] == [(value, unit)]


@pytest.mark.parametrize("text", ["Diesel of Euro 6", "Won 5", "The Real 3", "the pound 5", "in Korand 5"])
def test_what_is_no_money(text):
    assert before(text, len(text) - 1) is None


@pytest.mark.parametrize(("text", "unit"), [("Ice lay on 258 soums.", "soum"), ("It cost 5,000 soums.", "UZS")])
def test_districts_of_mongolia_are_no_money(claims_of, text, unit):
    assert [c.unit for c in claims_of(text)] == [unit]


def test_centners_are_quintals():
    assert read_amount("29.8", "centners/ha").unit == "quintal / hectare"


def test_two_rows_of_headers_between_bars():
    table = (
        "|        | Counted,     | Lost,        | Share   |\n|        | end of 2023  | Jan-May 2024 | lost, % |\n"
        "|--------|--------------|--------------|---------|\n| Horses |      4,842   |        217   |    4.5  |\n"
        "| Goats  |     24,926   |      3,052   |   12.2  |\n"
    )
    assert said(table)[:3] == [
        (4842.0, None, "Counted,", "Horses", "2023"),
        (217.0, None, "Lost,", "Horses", "2024-01/2024-05"),
        (4.5, "percent", "Share", "Horses", None),
    ]


@pytest.mark.parametrize(
    ("header", "unit"),
    [("Sales (million US$ FOB)", "USD"), ("Pay (monthly, in taka)", "BDT / month"), ("Pay (annual, in euros)", "EUR / year")],
)
def test_terms_of_delivery_and_times_of_pay_in_units(header, unit):
    assert [u for _, u, *_ in said(f"Year\t{header}\n2023\t803.7\n2024\t1,371.5\n")] == [unit, unit]


def test_a_name_that_cannot_end_goes_on_with_the_next_line():
    table = (
        "Place                   North     South\nMills late with\n  May wages, %           15.2      19.6\n"
        "Rent, %                  20.0      21.0\n"
    )
    found = next((v, u, " ".join(m.split())) for v, u, m, *_ in said(table))
    assert found == (15.2, "percent", "Mills late with May wages, %")


@pytest.mark.parametrize(
    ("text", "unit", "printed"),
    [
        (
            "Aid is Rp 60,000,000 (sixty million rupiah) per hectare.",
            "IDR / hectare",
            "Rp 60,000,000 (sixty million rupiah) per hectare",
        ),
        ("A fine of Rs. 5,00,000 (Rupees five lakh only) was set.", "INR", "Rs. 5,00,000 (Rupees five lakh only)"),
    ],
)
def test_sums_that_laws_print_twice(claims_of, text, unit, printed):
    assert [(c.unit, c.text) for c in claims_of(text)] == [(unit, printed)]


def test_what_is_said_again_in_another_currency_is_another_sum(claims_of):
    assert [c.unit for c in claims_of("It paid $40 (forty euros) for it.")] == ["USD", "EUR"]


def test_units_counted_in_units_are_none():
    assert [u for _, u, *_ in said("Item\tUnit\tNumber\nHomes\tunits\t1,942\nBeds\tbeds\t3,386")] == [None, "beds"]


def test_a_day_and_a_unit_behind_a_caption():
    from table_cells import titled

    title = "Table 1   Resident population by age, year-end (10,000 persons)"
    cells = titled(title, "Age\t2023\t2024\nTotal\t3,062.0\t3,029.0\n60 and over\t842.1\t866.3\n", "caption")
    assert [c.value for c in cells[:2]] == [30_620_000.0, 30_290_000.0]


def test_a_part_of_what_is_counted_before_is_of_that(claims_of):
    trees = claims_of("Of the 60 million olive trees that it had, 21 million are dead.")
    assert [(c.value, c.unit) for c in trees] == [(60e6, "tree"), (21e6, "tree")]

"""Items of lists that are no sentences: labels with figures, figures with names, sums with purposes; other times in brackets."""

# ruff: noqa: E501 (tables are read by the line)

from __future__ import annotations

import pytest

STORY = """The valley has a new bridge

The valley is small, and most of its towns have a council.

{lead}

{items}

The council thanks all who helped.
"""


@pytest.fixture(scope="module")
def claims_in(claims_on_page):
    def read(lead: str, *items: str):
        claims = claims_on_page(STORY.format(lead=lead, items="\n".join(items)))
        return [(c.text, c.measure and c.measure.text, c.scope and c.scope.text, c.period and c.period.timex) for c in claims]

    return read


def test_labels_below_what_is_split_by_them(claims_in):
    assert claims_in("Bike thefts by district in 2023:", "• Northside – 412 (up 9%)", "• Harbour – 388 (down 4%)") == [
        ("412", "Bike thefts", "Northside", "2023"),
        ("9%", "Bike thefts", "Northside", "2023"),
        ("388", "Bike thefts", "Harbour", "2023"),
        ("4%", "Bike thefts", "Harbour", "2023"),
    ]


def test_a_time_line_says_what_stands_in_brackets(claims_in):
    lines = ("May 2024 (April 2024 in brackets)", "Lyon: 6.1% (6.0%)", "Lille: 9.2% (9.4%)", "Nantes: 5.5% (5.5%)")
    assert claims_in("VACANCY RATES IN FRENCH CITIES", *lines)[:3] == [
        ("6.1%", "VACANCY RATES", "Lyon", "2024-05"),
        ("6.0%", "VACANCY RATES", "Lyon", "2024-04"),
        ("9.2%", "VACANCY RATES", "Lille", "2024-05"),
    ]


def test_ranked_by_what_is_measured(claims_in):
    found = claims_in("Largest lenders by deposits:", "- Alba: $3.1 billion", "- Corda: $2.2 billion")
    assert [(m, s) for _, m, s, _ in found] == [("deposits", "Alba"), ("deposits", "Corda")]


def test_labels_that_are_years(claims_in):
    found = claims_in("Unemployment rate:", "- 2022: 5.3%", "- 2023: 5.6%")
    assert found == [("5.3%", "Unemployment rate", None, "2022"), ("5.6%", "Unemployment rate", None, "2023")]


@pytest.mark.parametrize(
    ("lead", "items", "measures"),
    [
        ("The district at a glance:", ("- Population: 3,200,000", "- Cattle: 410,000"), ["Population", "Cattle"]),
        ("Results by district:", ("- Population: 3,200,000", "- Cattle: 410,000"), ["Population", "Cattle"]),
        ("Schools by district:", ("- Nordal: 300 pupils", "- Sundal: 410 pupils"), ["pupils", "pupils"]),
        ("What we paid for:", ("- Bread: 4,100", "- Milk: 3,000"), ["Bread", "Milk"]),
    ],
)
def test_labels_that_are_measured_themselves(claims_in, lead, items, measures):
    assert [m for _, m, _, _ in claims_in(lead, *items)] == measures


@pytest.mark.parametrize(
    ("lead", "items", "expected"),
    [
        (
            "Jobs by sector:",
            ("- Mining: 41 percent of posts", "- Fishing: 12 percent of posts"),
            [("posts", "Mining"), ("posts", "Fishing")],
        ),
        ("Voters by party:", ("- Greens: 12 minutes", "- Labour: 10 minutes"), [(None, "Greens"), (None, "Labour")]),
        (
            "Average wait by hospital:",
            ("- Northside: 12 weeks", "- Harbour: 9 weeks"),
            [("Average wait", "Northside"), ("Average wait", "Harbour")],
        ),
        (
            "Costs per pupil by country",
            ("- Spain: $412", "- France: $300"),
            [("Costs per pupil", "Spain"), ("Costs per pupil", "France")],
        ),
        ("Countries with most arrivals", ("- Spain: 412", "- France: 300"), [("arrivals", "Spain"), ("arrivals", "France")]),
    ],
)
def test_what_items_and_their_lines_name(claims_in, lead, items, expected):
    assert [(m, s) for _, m, s, _ in claims_in(lead, *items)] == expected


@pytest.mark.parametrize(
    "lead",
    ["Crisis deepens in the valley", "Match report, 12 May 2023", "Weather", "Update on the tour", "Key findings by country"],
)
def test_lines_that_name_nothing_measured(claims_in, lead):
    assert not {m for _, m, _, _ in claims_in(lead, "- Spain: 412", "- France: 300")} - {None, "Spain", "France"}


def test_a_figure_with_its_name_behind_a_dash(claims_in):
    items = ("• US$ 1.4 billion – funding gap, 2025–2030", "• 62% – share of seedlings that survived", "• 3 – Introduction")
    found = claims_in("The forest in figures", *items)
    assert found[:2] == [("US$ 1.4 billion", "funding gap", None, "2025/2030"), ("62%", "share of seedlings", None, None)]
    assert all(m != "Introduction" for _, m, _, _ in found)


def test_sums_for_what_they_are_given(claims_in):
    items = (
        "(a) KSh 6.9 billion for roads and bridges, with 40 km to be tarred;",
        "(b) KSh 5 billion for health, including KSh 1 billion for vaccines; and",
        "(c) KSh 2 billion to the police.",
    )
    sums = [m for t, m, _, _ in claims_in("I have provided:", *items) if t.startswith("KSh")]
    assert sums == ["roads and bridges", "health", "vaccines", "police"]


def test_fines_are_for_no_purpose(claims_in):
    found = claims_in("The fines are as follows:", "(a) KSh 1,000 for a first offence;", "(b) KSh 5,000 for a second offence.")
    assert [m for _, m, _, _ in found] == [None, None]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("• 2.4 million visits counted (2021: 2.3 million)", [("2.4 million visits", "visits", None, None), ("2.3 million", "visits", None, "2021")]),
        ("• 14.2% of land under forest (in 2000: 12.1%)", [("14.2%", "land", None, None), ("12.1%", "land", None, "2000")]),
        ("• 148 km of roads upgraded (since the start of the plan: 561 km)", [("148 km", "roads", None, None), ("561 km", "roads", None, None)]),
        ("• 40 clinics opened (Nordal: 12)", [("40 clinics", "clinics", None, None)]),
    ],
)  # fmt: skip
def test_figures_whose_bracket_says_when(claims_in, item, expected):
    found = claims_in("The year in brief", item, "• The tower was painted.")
    assert found[: len(expected)] == expected


def test_what_was_done_in_the_year_of_a_heading(claims_in):
    found = claims_in("Works completed in 2023", "• 12 bridges repaired", "• 86 km of rail laid")
    assert [p for *_, p in found] == ["2023", "2023"]

"""Items of lists take what the line above says of all; limits told once for several cases; what a limit forbids; marks of items."""

# ruff: noqa: E501 (tables are read by the line)
from __future__ import annotations

import pytest

REPORT = """Report on the State of the Valley

November 12, 2025

The valley is small, and most of its towns have a council.

{lead}

{items}

The council thanks all who helped. It spent $9 million.
"""


@pytest.fixture(scope="module")
def claims_below(claims_on_page):
    def read(lead: str, *items: str):
        *claims, last = claims_on_page(REPORT.format(lead=lead, items="\n\n".join(items)))
        assert (last.nature, last.period, last.bound) == ("outturn", None, "exact")
        return claims

    return read


@pytest.mark.parametrize(
    ("lead", "items", "nature", "year"),
    [
        ("By 2030, the council will strive to achieve the following:", ["(a) real growth of 6 percent a year;", "(b) 300 new homes."], "target", "2030"),
        ("The Government will:", ["• increase the yearly grant to 24 million euros", "• fund 150 new places in schools"], "target", None),
        ("The strategy aims to:", ["- cut emissions by 40 percent", "- open 12 clinics"], "target", None),
        ("Our targets for 2031 are:", ["- a forest cover of 40 percent", "- 300 new schools"], "target", "2031"),
        ("We recommend that the ministry:", ["(a) set aside at least 20% of grants;", "(b) hire 300 nurses."], "target", None),
        ("It is estimated that the scheme will:", ["- create 4,000 jobs", "- save $3 million a year"], "forecast", None),
        ("In 2023 the agency:", ["- trained 400 nurses", "- opened 12 clinics"], "outturn", "2023"),
        ("Progress against the objectives is as follows:", ["- 40 percent of roads", "- 300 schools"], "outturn", None),
        ("The board, which met on 3 May 2024, has these members:", ["- Ann, 12 years of service", "- Tom, 3 years of service"], "outturn", None),
    ],
)  # fmt: skip
def test_nature_and_year_of_items(claims_below, lead, items, nature, year):
    for claim in claims_below(lead, *items):
        assert claim.nature == nature
        assert (claim.period.timex[:4] if claim.period else None) == year


def test_what_was_stays_below_a_target(claims_below):
    (was, built) = claims_below("The ministry must:", "(a) build 40 wells;", "(b) In 2023 the state dug 12 wells.")
    assert (was.nature, built.nature) == ("target", "outturn")


@pytest.mark.parametrize(
    ("lead", "items", "natures"),
    [
        ("The motion urged the government to:", ["- recognise that 40 percent of children are poor", "- build 300 homes"], ["outturn", "target"]),
        ("The assembly calls on the state to:", ["- note the loss of 12 ships", "- hire 40 nurses"], ["outturn", "target"]),
        ("The committee is to:", ["- acknowledge that spending rose 12 percent", "- cut costs by 3 percent"], ["outturn", "target"]),
        ("Residents said the city should:", ["- build more homes (62 percent)", "- cut taxes (40 percent)"], ["outturn", "outturn"]),
        ("The survey asked whether the state should:", ["- cut taxes: 45 percent", "- open schools: 30 percent"], ["outturn", "outturn"]),
        ("The recommendations include the following:", ["- Schools have 12 teachers each.", "- 300 new homes"], ["outturn", "target"]),
        ("The budget's priorities are:", ["- Schools: 12 percent of pupils have no books", "- Homes: 300 new flats"], ["outturn", "target"]),
        ("The council must:", ["- close 12 schools, which have 300 pupils", "- raise the rate (now 12 percent)"], ["target", "outturn", "outturn"]),
        ("Our targets are:", ["- forest cover: 40 percent", "- women in office (30 percent)"], ["target", "target"]),
    ],
)  # fmt: skip
def test_what_is_no_aim_in_a_list(claims_below, lead, items, natures):
    assert [c.nature for c in claims_below(lead, *items)] == natures


@pytest.mark.parametrize("lead", ["We handed over:", "The items that are below:", "The law they are under:"])
def test_particles_are_no_limits(claims_below, lead):
    assert [c.bound for c in claims_below(lead, "- 300 tents", "- 12 trucks")] == ["exact", "exact"]


@pytest.mark.parametrize(
    ("lead", "items", "bound", "measure"),
    [
        ("2. However, the levy so charged shall not exceed:", ["(a) 5 per cent of the rent in towns;", "(b) 15 per cent of the rent elsewhere."], "at_most", "levy"),
        ("4. The width of a stall must not be more than—", ["(a) 3 metres in a market; and", "(b) 2 metres elsewhere."], "at_most", "width"),
        ("The distance between stalls must be at least:", ["(a) 3 metres in a market;", "(b) 2 metres elsewhere."], "at_least", "distance"),
    ],
)  # fmt: skip
def test_limits_of_items(claims_below, lead, items, bound, measure):
    for claim in claims_below(lead, *items):
        assert (claim.bound, claim.measure.text, claim.nature) == (bound, measure, "target")


def test_items_with_labels(claims_below):
    lead = "The bureau's forecasts for wheat production in 2026 are:"
    claims = claims_below(lead, "• Oregon: 24 million tonnes, up 10 per cent", "• Idaho: 3 million tonnes")
    assert [(c.measure.text, c.scope.text, c.nature, c.trend) for c in claims] == [
        ("wheat production", "Oregon", "forecast", "up"),
        ("wheat production", "Oregon", "forecast", "up"),
        ("wheat production", "Idaho", "forecast", "none"),
    ]
    sold = claims_below("Exports in 2024 by product:", "- Beans: $3.4 billion", "- Iron: $2.6 billion")
    assert [(c.measure.text, c.scope.text, c.period.timex) for c in sold] == [
        ("Exports", "Beans", "2024"),
        ("Exports", "Iron", "2024"),
    ]


def test_letters_of_items_are_no_measure(claims_below):
    (claim,) = claims_below("The plan says:", "(b) GDP per capita of US$3,900.")
    assert claim.measure.text == "GDP per capita"


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Fees shall not exceed 10 yuan per hour in the city and 5 yuan per hour elsewhere.", ["at_most", "at_most"]),
        ("The fine may not exceed $500 for a first offence and $1,000 for a second.", ["at_most", "at_most"]),
        ("Tickets cost at least 20 euros for adults and 10 euros for children.", ["at_least", "at_least"]),
        ("The town has at least 300 shops and 40 bars.", ["at_least", "exact"]),
        ("At least 3 people died in Lagos and 5 people in Accra.", ["at_least", "exact"]),
        ("The rate is about 5 percent in Kenya and 7 percent in Uganda.", ["about", "exact"]),
        ("Laboratories cannot charge more than 600 rupees.", ["at_most"]),
        ("Landlords may not raise rents by more than 5 percent.", ["at_most"]),
        ("Banks are not allowed to charge more than 3 percent.", ["at_most"]),
        ("They were barred from charging more than $5 per visit.", ["at_most"]),
        ("The town cannot pay less than $300.", ["at_least"]),
        ("He cannot say whether more than 300 people died.", ["more_than"]),
        ("The minister cannot explain why more than 300 people died.", ["more_than"]),
        ("We cannot rule out more than 300 deaths.", ["more_than"]),
        ("Three men were arrested over $4 million fraud.", ["exact", "exact"]),
        ("Staff protest over 20 percent pay cut.", ["exact"]),
        ("Protests drew over 300 people.", ["more_than"]),
    ],
)
def test_bounds(claims_of, text, bounds):
    assert [c.bound for c in claims_of(text)] == bounds


@pytest.mark.parametrize(
    ("text", "trends"),
    [
        ("Members faced a combined shortfall of £3.9bn.", ["none"]),
        ("A cost of £1.6 million falls on small businesses.", ["none"]),
        ("The burden falls on 3 million households.", ["none"]),
        ("The firm is losing $1.1 billion each month.", ["none"]),
        ("The airline lost $20 million last year.", ["none"]),
        ("The company reported losses of $3 million.", ["none"]),
        ("Losses fell to $4 million.", ["down"]),
        ("The index lost 30 points.", ["down"]),
        ("The country lost 5,000 jobs in May.", ["down"]),
        ("A 4 percent fall on the previous year hurt the mill.", ["down"]),
        (
            "Use fell to 38 million in 2023, from 42 million the year before and a peak of 71 million in 2009.",
            ["down", "none", "none"],
        ),
        ("Exports rose to a record of $3 billion.", ["up"]),
        ("The mill won a $3 million contract.", ["none"]),
    ],
)
def test_no_decline(claims_of, text, trends):
    assert [c.trend for c in claims_of(text)] == trends


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Increase domestic revenue to 22.8 percent of GDP.", "domestic revenue"),
        ("We aim to limit the fiscal deficit to no more than 2.1 percent of GDP.", "fiscal deficit"),
        ("The firm keeps 1.7 percent of royalties.", "royalties"),
    ],
)
def test_what_is_held_at_a_level(claims_of, text, measure):
    assert [c.measure.text for c in claims_of(text)] == [measure]

"""A time that a text tells once is that of its other figures that tell what happened; of no others."""

# ruff: noqa: E501 (tables are read by the line)
from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def periods(claims_on_page):
    return lambda text: {c.text: (c.period.timex if c.period else None) for c in claims_on_page(text)}


JOBS = """Rate of people without work {title}

By Ada Moreau

DELTAPORT, Oct. 7, 2025 (Coast Wire) - {lead}

Part-time work grew by 2.4 percent, while full-time work fell by 11,500 positions. {told}

{more}

The agency will publish its next report on Nov. 7.
"""


def _jobs(
    title="climbs", lead="More people were without work, the statistics agency said on Tuesday.", told="", more="It was warm."
):
    return JOBS.format(title=title, lead=lead, told=told, more=more)


@pytest.mark.parametrize(
    "text",
    [
        _jobs(title="climbs to 5.1 percent in September"),
        _jobs(title="in the port's September report climbs"),
        _jobs(lead="The rate of people without work rose to 5.1 percent last month, the statistics agency said on Tuesday."),
        _jobs(lead="More people were without work, the agency said on Tuesday. Its figures cover September 2025."),
        _jobs(lead="Fewer people had work in September than in any month since 2011, the statistics agency said on Tuesday."),
    ],
)
def test_title_coverage_and_lead_tell_the_time_of_the_rest(periods, text):
    found = periods(text)
    assert found["2.4 percent"] == found["11,500 positions"] == "2025-09"


@pytest.mark.parametrize(
    ("more", "figure", "timex"),
    [
        ("The harbour has 14 cranes.", "14 cranes", None),  # so it is at any time
        ("The port is to hire 300 people.", "300 people", None),
        ("Economists had expected 4.9 percent.", "4.9 percent", None),
        ("The lira traded at 41.97 to the dollar on Monday.", "41.97", "2025-10-06"),
        ("In 2019 the rate was 3.9 percent.", "3.9 percent", "2019"),
        ("Ten years ago it was 7.2 percent.", "7.2 percent", "2015"),
        ("The rate rose in each of the 10 provinces.", "10 provinces", None),
        ("The town, with a population of 26,000, had the most cases.", "26,000", None),
        ('"We made 300 tables," said Ines Falk, a carpenter.', "300 tables", None),
        ('"When I came, orders fell by 8 percent," said Ines Falk, a carpenter.', "8 percent", None),
        ("The new bridge cost 3.8 billion lire.", "3.8 billion lire", None),
        ("The union, which was founded in the old hall, had 40 members.", "40 members", "2025-09"),
        ("The party, whose support fell by 9 percent, is small.", "9 percent", None),
        ("Mr. Falk cut the waiting list by 22 percent.", "22 percent", None),
        ("The former government closed 14 schools.", "14 schools", None),
    ],
)
def test_what_is_at_other_times_is_left_alone(periods, more, figure, timex):
    found = periods(_jobs(title="climbs to 5.1 percent in September", more=more))
    if timex is None or timex.startswith("2025-09"):
        assert found[figure] == timex
    else:
        assert found[figure] is not None
        assert found[figure].startswith(timex[:4])
        assert found[figure] != "2025-09"


@pytest.mark.parametrize(
    "head",
    [
        "Accountant jailed for fraud in March",
        "Potter June Kaye dies at home",
        "August in Naples: a film for the evening",
        "Old mill burns down in last quarter",
    ],
)
def test_a_deed_or_a_name_is_no_time_of_figures(periods, head):
    text = f"{head}\n\nBy Ada Moreau\n\n20 October 2025\n\nThe work took long. The firm employed 60 people and its orders fell by 4 percent.\n"
    assert {periods(text)[k] for k in ("60 people", "4 percent")} == {None}


def test_a_time_in_an_aside_of_the_lead_is_not_that_of_the_text(periods):
    text = (
        "A shop for bread opens\n\n20 October 2025\n\nLinna, whose sales rose 8 percent in September, opened its first shop on the hill.\n\n"
        "The chain employed 300 people.\n"
    )
    assert periods(text)["300 people"] is None


def test_a_paragraph_that_went_to_another_time_does_not_come_back(periods):
    found = periods(
        _jobs(title="climbs to 5.1 percent in September", more="In 2011 the rate reached 9 percent. Firms closed 400 offices.")
    )
    assert found["400 offices"] is None


def test_what_is_told_next_in_a_paragraph_is_of_the_time_told_last(periods):
    text = """A note on libraries

12 March 2024

The town's libraries had 412,000 visitors in 2022. Schools accounted for 31 percent of them. It fell to 12 percent.

The mayor welcomed 20 guests.
"""
    found = periods(text)
    assert (found["31 percent"], found["12 percent"], found["20 guests"]) == ("2022", None, None)


def test_a_section_tells_its_own_time(periods):
    text = """STATISTICAL RELEASE

VISITOR ARRIVALS – MAY 2026

Release date: 15 June 2026

1. Highlights

• A total of 41,262 visitors came by air and sea.
• Europe accounted for 62.7 percent of them.
• 37,590 visitors (91.1 percent) arrived by air.

2. Cumulative arrivals, January–May 2026

The islands received 327,815 visitors.
"""
    found = periods(text)
    assert {found[k] for k in ("41,262 visitors", "62.7 percent", "37,590 visitors", "91.1 percent")} == {"2026-05"}
    assert found["327,815 visitors"] == "2026-01/2026-05"


@pytest.mark.parametrize(
    "title",
    ["The Waste Tyres Regulations 2025", "FEBRUARY 2026", "Plan 2030", "Tourism brings in 9 percent more by August"],
)
def test_titles_that_tell_no_time_of_figures(periods, title):
    text = f"{title}\n\n12 March 2026\n\nThe council met in the old hall. Members received 41 letters and visited nine towns.\n\nIt was a long day.\n"
    assert periods(text)["41 letters"] is None


def test_the_quarter_is_the_one_reported_on(periods):
    text = """Fisheries situation, April to June 2025

Date of Release: 6 August 2025

Of the 20 major species, 13 recorded a decline during the quarter. The catch of skipjack fell to 58,500 tons from 66,900 tons a year earlier.
"""
    found = periods(text)
    assert (found["13"], found["58,500 tons"], found["66,900 tons"]) == (
        "2025-04/2025-06",
        "2025-04/2025-06",
        "2024-04/2024-06",
    )


BUDGET = """Finance minister presents budget for 2026-27

March 6, 2026

The finance minister presented a 4.38 billion dollar budget for 2026-27 in the assembly.

Irrigation receives 240 million dollars. Taxes will bring in 1.3 billion dollars. The state owes 9.1 billion dollars. The deficit narrows to 3.1 percent of
output. A loaf of bread costs 3 dollars. Unemployment stands at 7 percent. {more}
"""


def test_sums_of_a_budget_are_of_its_year(periods):
    found = periods(BUDGET.format(more="Teachers got 51 million dollars last year. It is to fall to 5 percent by 2030."))
    assert found["240 million dollars"] == found["1.3 billion dollars"] == "2026/2027"
    assert found["3.1 percent"] == "2026/2027"
    assert {found[k] for k in ("9.1 billion dollars", "3 dollars", "7 percent")} == {None}
    assert (found["51 million dollars"], found["5 percent"]) == ("2025", "2030")


GROWTH = """Harborview, 9 March 2025

The economy grew by 11.4 percent in 2024, the office said. {more}
"""


@pytest.mark.parametrize(
    ("more", "timex"),
    [
        ("The province recorded sales of 12 million dollars this year.", "2025"),
        ("The province hopes for sales of 12 million dollars this year.", "2025"),
        ("The province recorded sales of 12 million dollars in the year.", "2024"),
    ],
)
def test_this_year_is_the_running_one_whatever_the_text_reports_on(periods, more, timex):
    assert periods(GROWTH.format(more=more))["12 million dollars"] == timex

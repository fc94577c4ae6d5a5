"""Dates that stand in the sentence of a figure and are not when it was: records, deliveries, tellings, asides; shared ones."""

from __future__ import annotations

import pytest


def timex(claim):
    return claim.period.timex if claim.period else None


@pytest.mark.parametrize(
    ("text", "printed", "period"),
    [
        ("The jobless rate was 7.0 per cent in September 2025, the highest level since May 2016.", "7.0 per cent", "2025-09"),
        ("The rate was 17.9 per cent, the highest since 2009.", "17.9 per cent", None),
        ("The number has grown by 31,600 since 2021.", "31,600", "2021"),
        ("Brent crude futures for January delivery were down $1.41.", "$1.41", None),
        ("In January crude futures fell by $1.41.", "$1.41", "2024-01"),
        ("Shares fell 3 percent after first-quarter sales dropped 8 percent.", "3 percent", None),
        ("Customs data showed on Wednesday that 8,200 cars were sold.", "8,200 cars", None),
        ("The police arrested 40 people on Wednesday.", "40 people", "2024-05-15"),
        ("The school, built in 1974, has 640 pupils.", "640 pupils", None),
        ("The foundation, which was set up in 2009, has a waiting list of 350 dogs.", "350 dogs", None),
        ("Canals over a length of 1,240 kilometres, dug in 2023, were verified.", "1,240 kilometres", "2023"),
        ("In 2023, exports reached 3 million tonnes.", "3 million tonnes", "2023"),
        ("In 2022 trucks built before 2008 made up 14 per cent of the fleet.", "14 per cent", "2022"),
        ("We work in 41 countries and in 2023 reached 5.6 million children.", "41 countries", None),
        ("We work in 41 countries and in 2023 reached 5.6 million children.", "5.6 million children", "2023"),
        ("The bank trimmed its 2025 forecast to 4.5% in June 2024.", "4.5%", "2025"),
        ("The bank cut its 2025 forecast to 1.2 percent after the economy shrank 0.3 percent in May 2024.", "0.3 percent", "2024-05"),
        ("Brazil has cleared 12,000 hectares of the forest since 2019.", "12,000 hectares", "2019"),
        ("Farmers have lost 30 percent of the harvest since 2020.", "30 percent", "2020"),
        ("Rents in the largest cities have doubled since 2015.", "doubled", "2015"),
        ("The number of teachers has increased since 2015 by 12,000 and will reach 90,000 in 2030.", "12,000", "2015"),
        ("Some 430 people died, against 512 in the same period of 2023.", "512", "2023"),
        ("The firm's April deliveries rose 7 percent to 497,099.", "7 percent", "2024-04"),
        ("Revenue, driven by strong demand in the first quarter, rose 12 percent.", "12 percent", "2024-Q1"),
        ("In Kerala 212 infections were confirmed on Tuesday.", "212 infections", "2024-05-14"),
        ("The accident on 3 June killed 12 people.", "12 people", "2023-06-03"),
        ("The village has 400 residents, 3,000 goats and 12 wells dug in 1998.", "400 residents", None),
    ],
)  # fmt: skip
def test_a_date_of_something_else(claims_of, text, printed, period):
    (claim,) = (c for c in claims_of(text) if c.text == printed)
    assert timex(claim) == period


@pytest.mark.parametrize(
    ("text", "printed", "period", "base"),
    [
        ("The crop reached 35.6 million tonnes, up 4 per cent on 2024-25.", "35.6 million tonnes", None, None),
        ("The crop reached 35.6 million tonnes, up 4 per cent on 2024-25.", "4 per cent", None, "2024/2025"),
        ("In 2024 imports were 8 per cent above the 2019 level.", "8 per cent", "2024", "2019"),
    ],
)
def test_the_level_that_a_change_is_measured_against(claims_of, text, printed, period, base):
    (claim,) = (c for c in claims_of(text) if c.text == printed)
    assert timex(claim) == period
    assert (claim.from_.period.timex if claim.from_ and claim.from_.period else None) == base


@pytest.mark.parametrize(
    ("text", "printed", "period"),
    [
        ("Arrests fell 6% in 2024 to 1,049.", "1,049", "2024"),
        ("The number rose 18 percent in 2024, to 771,000 people.", "771,000 people", "2024"),
        ("The number fell 6% in 2024 from 1,049.", "1,049", None),
        ("Some 317 people arrived in five boats on 3 May 2024.", "317 people", "2024-05-03"),
        ("Some 317 people hoped for the five boats that sank on 3 May 2024.", "317 people", None),
        ("The plan will reach 86,000 households, 3,100 farms and 47 rural hospitals by the end of 2028.", "86,000 households", "2028"),
        ("The group received 7.9 million euros in the previous 14 months.", "7.9 million euros", "P14M"),
        ("Waste shall be reduced by at least 30 percent no later than 31 December 2026.", "30 percent", "2026-12-31"),
    ],
)  # fmt: skip
def test_what_happened_together_has_one_date(claims_of, text, printed, period):
    (claim,) = (c for c in claims_of(text) if c.text == printed)
    assert timex(claim) == period


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("They put the odds of a rate cut on June 17 at 80 per cent.", "2024-06-17"),
        ("The odds on May 1 were 80 per cent.", "2024-05-01"),
        ("Sales in November were 80 per cent of that.", "2023-11-01"),
    ],
)
def test_a_day_that_is_near_lies_ahead(claims_of, text, start):
    (claim,) = (c for c in claims_of(text) if c.text == "80 per cent")
    assert claim.period is not None
    assert claim.period.start_date == start


@pytest.mark.parametrize(
    ("text", "printed", "month"),
    [
        ("Data due on Thursday are expected to show that exports rose 5.2 percent in April.", "5.2 percent", "2024-04"),
        ("Retail sales are likely to have fallen by 2 percent in April, economists say.", "2 percent", "2024-04"),
        ("Sales were expected to reach 300 million euros by April.", "300 million euros", "2024-04"),
        ("The district will have 12 schools in April, the minister said.", "12 schools", "2025-04"),
        ("Data are expected to show a rise of 5.2 percent in December.", "5.2 percent", "2024-12"),
    ],
)
def test_what_is_known_next_week_is_of_last_month(claims_of, text, printed, month):
    (claim,) = (c for c in claims_of(text) if c.text == printed)
    assert timex(claim) == month

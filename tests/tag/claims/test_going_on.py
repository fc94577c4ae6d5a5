"""One time that a sentence tells goes on to its later figures, not to what is compared, is so at any time or is told in the present."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "figure", "timex"),
    [
        ("There were 1,240 incidents in 2023, and clearing them up cost the town $7.6 million.", "$7.6 million", "2023"),
        ("About 42 million tyres were removed in 2023, which left 390,000 tonnes of waste.", "390,000 tonnes", "2023"),
        ("Exports rose by 3.8 percent in 2023 and imports by 5.9 percent.", "5.9 percent", "2023"),
        ("Reserves stood at $44.6 billion in 2023, or 5.2 percent of output.", "5.2 percent", "2023"),
        ("The company, which made 300 cars in 2019, employs 40 people.", "40 people", None),
        ("It had 300 members in 2019 and now has 120 members.", "120 members", "PRESENT_REF"),
        ("They sold 300 cars in 2019, while dealers were hoping for 500 cars.", "500 cars", None),
        ("Prices rose 12 percent in 2022 and then fell 3 percent.", "3 percent", None),
        ("It lost 300 members in 2019 but there will be 400 members.", "400 members", None),
    ],
)
def test_later_figures_of_a_sentence(claims_of, sentence, figure, timex):
    (found,) = [c for c in claims_of(sentence) if c.text == figure]
    assert (found.period.timex if found.period else None) == timex


@pytest.mark.parametrize(
    ("text", "figure", "timex"),
    [
        ("The agency upgraded 58,240 homes in 2023. Of these, 25,300 reached the best class.", "25,300", "2023"),
        ("It gave out $900 million in 2023. Of this amount, $200 million went to schools.", "$200 million", "2023"),
        ("In 2019 it had 300 ships. In 2023 it had 200 ships. Of these, 20 were lost.", "20", "2023"),
    ],
)
def test_parts_of_what_was_told_before(claims_of, text, figure, timex):
    (found,) = [c for c in claims_of(text) if c.text == figure]
    assert found.period is not None
    assert found.period.timex == timex


@pytest.mark.parametrize(
    ("sentence", "figure", "of", "against"),
    [
        ("Heat pumps delivered 1,100 GWh in 2023, 2.4 times as much as in 2015.", "2.4 times", "2023", "2015"),
        (
            "The river crested at 5.18 meters in May 2023, 63 centimeters below the record of November 1999.",
            "63 centimeters",
            "2023-05",
            "1999-11",
        ),
    ],
)
def test_how_many_times_a_level_of_another_time(claims_of, sentence, figure, of, against):
    (found,) = [c for c in claims_of(sentence) if c.text == figure]
    assert (found.period.timex, found.from_.period.timex) == (of, against)


@pytest.mark.parametrize(
    ("sentence", "figure", "timex"),
    [
        ("The bank cut its forecast for 2025 to 2.9 percent from 3.1 percent.", "3.1 percent", "2025"),
        ("The agency revised the figure for 2023 to 0.4 percent from 0.2 percent.", "0.2 percent", "2023"),
        ("Sales fell to 2.9 million in 2023 from 3.1 million.", "3.1 million", None),
        ("They lowered the number of shops to 300 in 2022 from 420.", "420", None),
    ],
)
def test_what_an_estimate_was_is_for_the_same_time(claims_of, sentence, figure, timex):
    (found,) = [c for c in claims_of(sentence) if c.text == figure]
    assert (found.period.timex if found.period else None) == timex


@pytest.mark.parametrize(
    ("sentence", "figure", "timex", "start", "end"),
    [
        (
            "Kitale received 96 millimetres in the first two weeks of November.",
            "96 millimetres",
            "2023-11-01/2023-11-14",
            "2023-11-01",
            "2023-11-14",
        ),
        (
            "Kitale received 96 millimetres in the second half of November 2023.",
            "96 millimetres",
            "2023-11-16/2023-11-30",
            "2023-11-16",
            "2023-11-30",
        ),
        (
            "In the latter half of June 2023 prices rose 4 percent.",
            "4 percent",
            "2023-06-16/2023-06-30",
            "2023-06-16",
            "2023-06-30",
        ),
        ("In 2022 prices, spending is $4 billion.", "$4 billion", None, None, None),
        ("In 2023 AWST built 300 homes.", "300 homes", "2023", "2023-01-01", "2023-12-31"),
        ("From 2028, towns are likely to save $4.3 million.", "$4.3 million", "2028", "2028-01-01", None),
        ("For 2023 as a whole, growth is expected to be 5 percent.", "5 percent", "2023", "2023-01-01", "2023-12-31"),
        (
            "They interviewed 1,204 adults between November 3rd and 14th.",
            "1,204 adults",
            "2023-11-03/2023-11-14",
            "2023-11-03",
            "2023-11-14",
        ),
        (
            "The deficit widened by 34 percent from a year earlier to $6.9 billion in April 2024.",
            "34 percent",
            "2024-04",
            "2024-04-01",
            "2024-04-30",
        ),
        ("The lira traded at 41.97 to the dollar at 1130 GMT.", "41.97", None, None, None),
        ("Our share is 4,500 homes, and on May 15 we had 1,620 homes.", "4,500 homes", None, None, None),
    ],
)
def test_times_of_figures(claims_of, sentence, figure, timex, start, end):
    found = next(c for c in claims_of(sentence) if c.text == figure)
    assert (found.period.timex if found.period else None) == timex
    assert (found.period.start_date, found.period.end_date) == (start, end) if found.period else start is None


def test_parts_that_are_left_are_not_of_then(claims_of):
    found = claims_of("It had 900 members in 1990. Of them, 40 are alive.")[-1]
    assert (found.text, found.period) == ("40", None)

"""Times of a few units: they agree where the sentences say the same, and nothing else is said of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from policynlp.link.periods import overlapping, period_relation, same_span
from policynlp.link.scopes import excludes
from policynlp.tags import Link

NEWS = "Under the new rules the agencies must lift the grain within {} of purchase, the union said."
RULE = "The procuring agencies shall be required to lift the grain from the market within {} of purchase."


@pytest.mark.parametrize(
    ("here", "there", "kinds"),
    [("three days", "72 hours", ["agrees"]), ("two weeks", "14 days", ["agrees"]), ("three days", "five days", [])],
)
def test_the_same_time_in_other_units(linked: Callable[..., list[Link]], here: str, there: str, kinds: list[str]) -> None:
    assert [x.kind for x in linked(RULE.format(there), NEWS.format(here))] == kinds


def test_the_same_few_years_of_other_things(linked: Callable[..., list[Link]]) -> None:
    found = linked(
        "Farmers will be paid by the government for damaged peat, provided that they block drains for at least 10 years.",
        "The government sets aside 12.5 billion pounds over 10 years and ties the money to results.",
    )
    assert found == []


APART = [
    (
        "The official unemployment rate in the district was 36.9 percent.",
        "In the district unemployment stands at 48.2 percent, once those who have given up looking are counted.",
    ),
    (
        "In 2024, 29 percent of rural schools were covered by a contract for a link, whether or not it was used.",
        "At the visits in 2024 an internet link was working in 22 percent of rural schools.",
    ),
    (
        "The gap between the export price of wheat and the price at the elevator averaged $68 a tonne over the crop year.",
        "In February the gap between the export price of wheat and the price at the elevator was $74 a tonne.",
    ),
    (
        "The power subsidy came to Rs 8,960 crore in the financial year 2023-24.",
        "Between April 2024 and January 2025 the power subsidy came to Rs 7,310 crore.",
    ),
    (
        "The fleet landed 2.43 million tonnes of anchovy in the second season of 2024.",
        "The fleet landed 2.10 million tonnes of anchovy in the first season of 2024.",
    ),
    (
        "In the second season of 2023 the fleet landed 1.24 million tonnes of anchovy.",
        "In 2023 the fleet landed 1.98 million tonnes of anchovy.",
    ),
]


@pytest.mark.parametrize(("a", "b"), APART)
def test_no_contradiction_of_another_definition_or_time(linked: Callable[..., list[Link]], a: str, b: str) -> None:
    assert [x.reason for x in linked(a, b) if x.kind == "differs"] == []


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ((date(2025, 1, 1), date(2028, 12, 31)), (date(2025, 1, 1), date(2025, 1, 1)), "same"),  # since January, from 1 January
        ((date(2025, 1, 1), date(2025, 12, 31)), (date(2025, 1, 1), date(2025, 1, 1)), "unknown"),  # a year and its first day
        ((date(2025, 1, 1), date(2028, 12, 31)), (date(2026, 1, 1), date(2026, 1, 1)), "other"),
    ],
)
def test_what_begins_on_a_day_is_of_what_goes_on_from_it(first, second, relation):
    assert overlapping(first, second) == overlapping(second, first) == relation


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ((date(2023, 1, 1), date(2024, 12, 31)), (date(2024, 1, 1), date(2025, 12, 31)), "other"),
        ((date(2024, 1, 1), date(2025, 12, 31)), (date(2024, 1, 1), date(2025, 12, 31)), "same"),
        ((date(2024, 1, 1), date(2025, 12, 31)), (date(2024, 4, 1), date(2025, 3, 31)), "same"),
        ((date(2023, 1, 1), date(2024, 12, 31)), (date(2023, 7, 1), date(2024, 6, 30)), "same"),
        ((date(2023, 1, 1), date(2024, 12, 31)), (date(2024, 4, 1), date(2025, 3, 31)), "other"),
        ((date(2023, 1, 1), date(2024, 12, 31)), (date(2023, 4, 1), date(2023, 6, 30)), "other"),
    ],
)
def test_years_that_are_written_as_two(first, second, relation):
    assert overlapping(first, second) == overlapping(second, first) == relation


def dated(first: str, last: str, words: str, written: str = "2026-05-20") -> Any:
    day = date.fromisoformat(written)
    return SimpleNamespace(
        period=(date.fromisoformat(first), date.fromisoformat(last)), period_text=words, party=SimpleNamespace(days=(day, day))
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("2026-01-01", "2026-01-01", "since January"), ("2026-01-01", "2026-03-31", "the first quarter of 2026"), False),
        (("2026-01-01", "2026-01-01", "since January"), ("2026-01-01", "2026-05-15", "between January and 15 May"), True),
        (("2026-01-01", "2026-01-01", "since January"), ("2026-01-01", "2026-01-01", "since the start of the year"), True),
        (("2020-01-01", "2020-01-01", "since 2020"), ("2020-01-01", "2023-12-31", "2020-2023"), False),
        (("2025-12-22", "2025-12-31", "the end of December"), ("2025-10-01", "2025-12-31", "the close of 2025"), True),
        (("2025-12-25", "2025-12-31", "the last week of December"), ("2025-12-22", "2025-12-31", "the end of December"), True),
        (("2025-01-01", "2025-12-31", "the year to 31 December"), ("2025-12-22", "2025-12-31", "the end of December"), False),
    ],
)
def test_what_is_counted_since_a_day_is_counted_until_its_text(one, other, same):
    assert same_span(dated(*one), dated(*other)) is same
    assert same_span(dated(*other), dated(*one)) is same


@pytest.mark.parametrize(
    ("sentence", "left_out"),
    [
        ("Mining employed 780,000 people if those hired through agencies are left out.", True),
        ("Trainees were not counted.", True),
        ("The agencies left the valley.", False),
    ],
)
def test_what_a_figure_leaves_out(sentence, left_out):
    assert excludes(sentence) is left_out


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("last season", "this season", "other"),
        ("the previous fiscal year", "", "unknown"),
        ("this season", "the current season", "same"),
        ("this school year", "", "same"),
    ],
)
def test_running_years_without_days(one: str, other: str, relation: str) -> None:
    a, b = (SimpleNamespace(**{**vars(dated("2026-01-01", "2026-01-01", words)), "period": None}) for words in (one, other))
    assert period_relation(a, b) == period_relation(b, a) == relation  # type: ignore[arg-type]

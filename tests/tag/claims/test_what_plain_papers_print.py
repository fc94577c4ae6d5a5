"""Figures as press releases and bulletins print them: signs of decreases, changes behind two months, shillings, weeks of days."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policynlp.ingest.read import read_bytes
from policynlp.link.figures import figure
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger
from policynlp.tags import Claim


@pytest.fixture(scope="module")
def claims_of() -> Callable[[str], tuple[Claim, ...]]:
    settings = load_settings()
    tagger = Tagger(settings.tag)

    def run(text: str) -> tuple[Claim, ...]:
        document = next(iter(read_bytes(text.encode(), uri="x.txt", settings=settings, media_type="text/plain")))
        return tagger.tag(document).claims  # type: ignore[arg-type]

    return run


def test_a_decrease_is_compared_without_its_sign(claims_of: Callable) -> None:
    listed = next(c for c in claims_of("Deaths: 29,610, a decrease of 720 (-2.4%).") if c.unit == "percent")
    told = next(c for c in claims_of("Deaths fell 2.4 percent to 29,610 in February.") if c.unit == "percent")
    assert listed.trend == told.trend == "down"
    assert figure(listed).value == figure(told).value
    assert figure(listed).low < figure(listed).high


def test_a_change_behind_two_months_is_of_both(claims_of: Callable) -> None:
    table = (
        "Vital statistics\n\n| Item | Jan 2026 | Feb 2026 | Jan-Feb 2026 | Change on year (%) |\n"
        "| Births | 25,720 | 21,460 | 47,180 | 9.3 |\n| Deaths | 34,180 | 29,610 | 63,790 | -3.6 |\n"
    )
    (change,) = [c for c in claims_of(table) if c.text == "-3.6"]
    assert (change.value, change.trend, change.period.timex) == (3.6, "down", "2026-01/2026-02")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Traders in Uasin Gishu wait. It may as well be in Kampala, she said. The debt was Sh870 million.", "KES"),
        ("Traders in Kampala wait. Uganda's debt was Sh870 million.", "UGX"),
    ],
)
def test_shillings_are_of_the_country_whose_counties_are_named(claims_of: Callable, text: str, code: str) -> None:
    assert [c.unit for c in claims_of(text) if c.kind == "money"] == [code]


def test_the_week_is_that_of_its_days(claims_of: Callable) -> None:
    text = "Report of the office, 4 February 2025\n\nThe report shows 14,980 persons in hostels in the week of 20-26 January 2025.\n"
    (people,) = [c for c in claims_of(text) if c.value == 14980]
    assert (people.period.start_date, people.period.end_date) == ("2025-01-20", "2025-01-26")


def test_a_fiscal_year_is_no_place(claims_of: Callable) -> None:
    (amount,) = claims_of("The allocation in FY 2024/25 was Kshs. 300 million.")
    assert (amount.value, amount.unit, amount.place) == (300e6, "KES", None)

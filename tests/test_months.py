"""Months by their names, in full and short."""

from __future__ import annotations

import calendar
import re

import pytest

from policynlp.months import MONTH, number_of


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_is_read_in_full_and_short(number: int) -> None:
    for name in (calendar.month_name[number], calendar.month_abbr[number].upper()):
        assert re.fullmatch(MONTH, name, re.IGNORECASE)
        assert number_of(name) == number


def test_another_word_is_no_month() -> None:
    assert re.fullmatch(MONTH, "market", re.IGNORECASE) is None
    with pytest.raises(ValueError, match="tuple"):
        number_of("week")

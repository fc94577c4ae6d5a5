"""Figures below headings that are times; headings that only name one give none."""

from __future__ import annotations

import pytest

from policynlp.tag.claims.headed import _time_of


@pytest.mark.parametrize(
    ("heading", "timex"),
    [
        ("Third quarter (July–September)", "2025-Q3"),
        ("First nine months (January–September)", "2025-01/2025-09"),
        ("2024 at a glance", "2024"),
        ("Key figures for the second quarter of 2025", "2025-Q2"),
        ("January–September 2025", "2025-01/2025-09"),
        ("FY2025", "FY2025"),
        ("Programme 2021–2027", None),
        ("Outlook for 2026", None),
        ("23 October 2025", None),
        ("Law of 2003", None),
        ("From 2019 to 2024, and in 2025", None),
        ("Water", None),
        ("2030", None),
    ],
)
def test_times_of_headings(heading, timex):
    found = _time_of(heading, "2025-10-23")
    assert (found.timex if found else None) == timex

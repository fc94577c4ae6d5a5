"""What stands in front of the first sentence of a report, and what only looks like it."""

from __future__ import annotations

import pytest

from policynlp.datelines import read


@pytest.mark.parametrize(
    ("line", "places", "region", "agency", "date"),
    [
        ("ACCRA, Feb 3 (HarbourWire) - Ghana's cocoa buyers paid more.", ("ACCRA",), "", "HarbourWire", "Feb 3"),
        ("ACCRA, Ghana (AP) — Cocoa buyers paid more.", ("ACCRA",), "Ghana", "AP", None),
        ("ACCRA — Cocoa buyers paid more.", ("ACCRA",), "", None, None),
        ("TAMALE CITY—Cocoa buyers paid more.", ("TAMALE CITY",), "", None, None),
        ("Oslo, 6 Nov. — Home loans grew again.", ("Oslo",), "", None, "6 Nov."),
        ("ROME/PARIS, 2 May 2025 – More than half left.", ("ROME", "PARIS"), "", None, "2 May 2025"),
        ("ROME and PARIS, 2 May 2025 – More than half left.", ("ROME", "PARIS"), "", None, "2 May 2025"),
        ("Trinidad and Tobago, 2 May 2025 – More than half left.", ("Trinidad and Tobago",), "", None, "2 May 2025"),
        ("Lyon | 2 May 2025 – More than half left.", ("Lyon",), "", None, "2 May 2025"),
        ("(Dallas, TX, May 6, 2025) — The board met again.", ("Dallas",), "TX", None, "May 6, 2025"),
        ("MANILA – 12 March 2025 – The board approved it.", ("MANILA",), "", None, "12 March 2025"),
        ("Cuenca, January 22, 2025.- The harvest was good.", ("Cuenca",), "", None, "January 22, 2025"),
        ("RIO DE JANEIRO, Sept 3 (Reuters) - Oil output rose.", ("RIO DE JANEIRO",), "", "Reuters", "Sept 3"),
        ("NEW DELHI, June 3: The rupee fell again.", ("NEW DELHI",), "", None, "June 3"),
    ],
)
def test_parts_of_a_dateline(line, places, region, agency, date):
    found = read(line)
    assert found is not None
    assert (found.places, found.region, found.agency, found.date) == (places, region, agency, date)
    assert line[: found.place_end].lstrip("(") == places[0]
    assert line[found.end - 1] in " —"
    assert line[found.end].isupper()


@pytest.mark.parametrize(
    "line",
    [
        "REGIONAL OUTLOOK – APRIL 2025 EDITION",
        "U.S. - China trade talks were resumed on Monday.",
        "COVID-19 — The illness is back in town.",
        "Smith (Labour) — The bill is a good one.",
        "Budget Speech, 3 March 2024 – The minister spoke for an hour.",
        "Monday, May 6 — The council met again.",
        "SEED SUPPORT PROGRAMME (SSP) – The ministry pays half of it.",
        "SEED SUPPORT PROGRAMME (SSP): The ministry pays half of it.",
        "ANA REIS: The bill is a good one.",
        "CORRECTION — The fee is lower than we wrote.",
        "Prices rose in Accra - the capital - on Monday.",
        "ACCRA - based traders paid more for cocoa.",
    ],
)
def test_what_is_no_dateline(line):
    assert read(line) is None

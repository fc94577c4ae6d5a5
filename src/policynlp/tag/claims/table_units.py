"""The unit of a cell, of those that its headers, its row and the table state, the nearest first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.tag.claims.header_units import NO_UNIT
from policynlp.tag.claims.table_headers import each_time

_SCALE = re.compile(
    r"(?:(?:in|all|figures|amounts|values|units?:?)[ ])*"
    r"(?P<scale>thousands?|millions?|billions?|trillions?|lakhs?|crores?|['’]?000s?|1,000|10,000)",
    re.IGNORECASE,
)
_SCALED = re.compile(
    r"thousand|million|billion|trillion|lakh|crore|000|\b(?:mn|bn|trn?|tn|m|k|cr)\b(?![²³/])|%|per ?cent|percent|points?|^pp$| per |/",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|per ?cent(?:age)?s?|percent", re.IGNORECASE)

_SCALES = {"mil": "million", "mill": "million", "bil": "billion", "bill": "billion", "thous": "thousand", "thsd": "thousand"}
_SHORT_SCALE = re.compile(rf"\b({'|'.join(_SCALES)})\.[ ]", re.IGNORECASE)
"""As in "mil. tonnes"."""
_TERMS = re.compile(r",?[ ](?:FOB|CIF|f\.o\.b\.?|c\.i\.f\.?)(?![\w.])", re.IGNORECASE)
"""Terms of delivery, which say what is in a price, behind its unit."""

_WHEN = re.compile(
    r",[ ](?:(?:at[ ])?(?:mid-?year|year-?end)|(?:at[ ])?end[- ]of[- ](?:the[ ])?(?:year|period|month|season)|annual averages?)$",
    re.IGNORECASE,
)
"""When something was counted, behind its unit: "thousand, mid-year"."""


def unit_of(units: Sequence[str], number: str, *, titles: Sequence[str]) -> str:
    """The first unit that is stated, multiplied by what another one says that figures are in: "MWK" of a table "in millions".

    Args:
        units: As stated, the nearest to the cell first; empty ones do not count.
        number: The figure as printed: one of thousands is no share, whatever the table's title says.
        titles: What the title and the table as a whole state, after all others.
    """
    stated = [_plain(unit) for unit in (*units, *titles) if unit]
    scales = [m["scale"] for unit in stated if (m := _SCALE.fullmatch(unit))]
    named = [unit for unit in stated if not _SCALE.fullmatch(unit)]
    if named and not any(unit in units for unit in named[:1]) and _PERCENT.fullmatch(named[0]) and _is_large(number):
        named = []
    if not named:
        return scales[0] if scales else ""
    unit = named[0]
    if unit.lower() in NO_UNIT:
        return scales[0] if scales and stated.index(unit) > 0 else ""
    return f"{scales[0]} {unit}" if scales and not _SCALED.search(unit) else unit


def _plain(unit: str) -> str:
    """A unit as running text has it: "million US$ FOB" as "million US$", "monthly, in taka" as "taka per month"."""
    return each_time(_SHORT_SCALE.sub(lambda m: _SCALES[m[1].lower()] + " ", _TERMS.sub("", _WHEN.sub("", unit))))


def _is_large(number: str) -> bool:
    return len(re.sub(r"\D", "", number.partition(".")[0])) > len("999")

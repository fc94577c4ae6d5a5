"""Units in the words of headers and captions: what reads as one, and where it stands in a title."""

from __future__ import annotations

import re

from policynlp.errors import InputError
from policynlp.months import MONTH
from policynlp.tag.claims.amounts import read_amount, states_unit

SHORT_UNIT = re.compile(
    r"(?i:per ?cent|pct\.?)|%|[A-Z]{1,3}\$|[€₹₦₺]|(?:[A-Z]{0,3}[$€£₹₦₺]|[A-Z]{3})(?:/| per )[a-z]{1,12}|kg|ha|km|mm|[MGkT]Wh?|[Mm]m?³"
)
"""Units that stand alone above a column and are no plurals; what "$" is depends on the country."""
ALSO_COUNTED = frozenset({"cups", "bars", "stones", "feet", "points", "degrees", "moles", "sols", "reals", "marks", "crowns"})
"""Units that are things or scores above a column."""
WEIGHT_OR_MONEY = frozenset({"pounds", "in pounds", "pound"})
SCALED = ("thousand ", "million ", "billion ")
_TIMES = frozenset({"days", "weeks", "months", "years", "hours", "minutes"})
_IN = re.compile(r",?[ ]in[ ]")
_WHEN = re.compile(
    r",?[ ](?:in[ ]|at[ ]|by[ ]|for[ ])?(?:(?:the|end|of|start|year|season|fiscal|financial|first|second|third|fourth|quarter|half"
    rf"|{MONTH})[ ]){{0,4}}(?:19|20)\d\d(?:[-–/]\d{{2,4}})?$",
    re.IGNORECASE,
)
"""A time behind the unit of a title: "Average wait in days, end of 2023"."""
NO_UNIT = frozenset(
    {"number", "numbers", "count", "persons", "no.", "nos", "nos.", "unit", "units", "items", "index", "points"}
)


def is_unit(words: str) -> bool:
    """Whether the words are a unit of measure, or money, and nothing besides."""
    try:
        amount = read_amount("2", words.lower() if words[1:].islower() else words)
    except InputError:
        return False
    return amount.kind in {"measure", "money", "percent"}


def reads_as_unit(words: str) -> bool:
    """Whether the words may stand for what figures are in: a unit, a scale, or "number" and the like."""
    try:
        amount = read_amount("2", words)
    except InputError:
        return False
    return amount.kind != "count" or amount.value > 2 or words.lower() in NO_UNIT


def unit_in_words(text: str) -> tuple[str, str] | None:
    """A title that says its unit behind "in", with or without a time, as its words and the unit: "Average wait in days, 2023".

    Null for any other: "Trade in goods", "Pupils in years 7 to 9".
    """
    text = _WHEN.sub("", text)
    for found in reversed(list(_IN.finditer(text))):
        unit = text[found.end() :]
        known = unit.startswith(SCALED) or unit in _TIMES or SHORT_UNIT.fullmatch(unit) or " per " in unit or states_unit(unit)
        plural = unit.islower() and unit.endswith("s") and unit not in ALSO_COUNTED | WEIGHT_OR_MONEY
        if found.start() and (known or plural) and (unit in _TIMES or is_unit(unit)):
            return text[: found.start()], unit
    return None


def unit_within(text: str) -> tuple[str, str]:
    """A title that goes on behind its unit, without both: "Projects and investment, million euros, at advance prices"."""
    parts = text.split(", ")
    for k in range(1, len(parts) - 1):
        if parts[k].startswith(SCALED) and not parts[k + 1].startswith("and ") and is_unit(parts[k]):
            return ", ".join(parts[:k]), parts[k]
    return text, ""

"""Years whose money amounts are stated in: "2023 US dollars", "45 million 2020 dollars"; they are no sums."""

from __future__ import annotations

import re
from itertools import pairwise

from policynlp.tag.claims.figure import Figure

_LED = re.compile(
    r"\b(?:constant|inflation-adjusted|"
    r"(?P<stated>(?:are|expressed|stated|reported|measured|given|shown|prices|amounts|values|figures)[ ])?in"
    r"(?P<price>[ ](?:constant|real|current|fixed|inflation-adjusted))?)[ ]$",
    re.IGNORECASE,
)
"""With "in" alone, another sum is told beside: "paid in 2000 dollars" is a sum."""
_LED_CHARS = 40
_OLDEST, _LATEST = 1950, 2100


def without_price_years(text: str, drafts: list[Figure]) -> list[Figure]:
    """The figures without such years, whose money is that of the amount in front of them.

    "They paid 2000 dollars" is a sum.

    Args:
        text: The document's text.
        drafts: Figures of one passage, in order; those in front of a year get its unit.
    """
    sums = sum(f.kind == "money" for f in drafts)
    years = {id(f) for f in drafts if _may_be_year(f) and text[f.end - 1] == "s" and _is_led(text, f, beside=sums > 1)}
    for amount, f in pairwise(drafts):
        bare = not amount.direct and amount.kind == "count" and amount.number.scale > 1
        if _may_be_year(f) and bare and text[amount.end : f.start] in {" ", " in ", " in constant "}:
            amount.unit, amount.kind, amount.end, amount.direct = f.unit, "money", f.end, True
            amount.flags += f.flags
            years.add(id(f))
    return [f for f in drafts if id(f) not in years]


def _is_led(text: str, f: Figure, *, beside: bool) -> bool:
    """Whether what stands in front of a sum says that it is the year of prices."""
    found = _LED.search(text[max(0, f.start - _LED_CHARS) : f.start])
    return found is not None and (
        beside or bool(found["stated"] or found["price"]) or not found[0].rstrip().lower().endswith("in")
    )


def _may_be_year(f: Figure) -> bool:
    """Whether a sum is printed as a year is, with its money behind it."""
    return f.kind == "money" and f.number.plain and f.start == f.number.start and _OLDEST <= f.value <= _LATEST

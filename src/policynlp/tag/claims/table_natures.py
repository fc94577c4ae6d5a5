"""What the figures of a table's column are by the mark of its header: "2025f", "2026 (projection)", "2024e"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.tags import Nature, Period

_PLANNED = re.compile(
    r"^plan(?:ned)?$|\b(?:19|20)\d\d(?:[-–/]\d\d)?[ \n]\(?(?:plan(?:ned)?|target|proposed|budget|BE)\)?$|"
    r"^(?:plan|target|proposed)[\n ].*\d{4}",
    re.IGNORECASE,
)
"""A column of what is to be; "five-year plan" in more words is not."""
_YEAR = r"\b(?:FY[ ]?)?(?P<year>(?:19|20)\d\d)(?:[-–/](?:19|20)?\d\d)?"
_FORESEEN = re.compile(
    rf"(?:{_YEAR})(?:f|F|[ ]?\([fF]\))$|(?:19|20)\d\d[ \n]?\(?(?:projections?|projected|proj\.?|forecasts?)\)?$"
)
_OF_WHAT_COMES = re.compile(r"\b(?:projections?|forecasts?|outlook)\b", re.IGNORECASE)
_IS_SO = re.compile(
    r"\b(?:actuals?|outturn|outcome|realis\w+|realiz\w+|estimate[sd]?|prelim\w*|provisional)\b|\([aAeE]\)$", re.IGNORECASE
)
_FISCAL = re.compile(r"FY(?P<year>\d{4})(?:-[QH]\d)?")
_SEASON = re.compile(r"\d{4}/(?P<year>\d{4})")
"""Of crops, schools and books: over by the middle of its second year."""
_MARKED = re.compile(rf"{_YEAR}[ ]?\(?(?P<mark>[peP])\)?$")


def nature_of_column(headers: Sequence[str], published: str | None) -> Nature | None:
    """What the headers over a figure say that it is; null where they say nothing.

    Args:
        headers: The texts of the headers.
        published: ISO day of publication, or null: a year after it with "p" is projected, one before it preliminary.
    """
    for header in headers:
        if _PLANNED.search(header):
            return "target"
        if _FORESEEN.search(header):
            return "forecast"
        if (found := _MARKED.search(header)) is not None:
            if found["mark"] == "e":
                return "estimate"
            if published is not None and found["year"] > published[:4]:
                return "forecast"
    return None


def is_foreseen(titles: Sequence[str], headers: Sequence[str], period: Period | None, published: str | None) -> bool:
    """Whether the table's title says that it looks ahead and a figure is of a time that is not over: "Baseline projections".

    Args:
        titles: What stands above the table.
        headers: The texts of the headers over the figure.
        period: Of the figure, or null.
        published: ISO day of publication, or null.
    """
    if period is None or published is None or not any(map(_OF_WHAT_COMES.search, titles)) or any(map(_IS_SO.search, headers)):
        return False
    fiscal = _FISCAL.fullmatch(period.timex or "")
    if fiscal is not None and period.end_date is None:
        return fiscal["year"] >= published[:4]
    if (season := _SEASON.fullmatch(period.timex or "")) is not None:
        return f"{season['year']}-06-30" > published
    return period.end_date is not None and period.end_date > published


def is_ahead(headers: Sequence[str], period: Period | None, published: str | None) -> bool:
    """Whether a figure is of a time that had not begun when its text appeared: "2030" in a plan of 2025, whose words say no more.

    Args:
        headers: The texts of the headers over the figure.
        period: Of the figure, or null.
        published: ISO day of publication, or null.
    """
    begins = period.start_date if period is not None else None
    return begins is not None and published is not None and begins > published and not any(map(_IS_SO.search, headers))

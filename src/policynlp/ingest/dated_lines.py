"""Lines that say where and on which day a text appeared."""

from __future__ import annotations

import re

from policynlp.ingest.dates import PrintedDate, find_dates
from policynlp.ingest.units import is_terminal

_DATED_WORDS, _MOST_PLACE_WORDS = 14, 6
_WEEKDAY = re.compile(r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?,?")
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?m\.?|AM|PM|hrs?|Uhr|h)?(?:\s[A-Z]{1,4}\b)?|\b\d+ min(?:utes?)? read\b|\bread\b"
)
_SMALL_WORDS = frozenset({"of", "de", "la", "al", "del", "and", "in", "the", "el", "do", "da"})
_OF_DOCUMENTS = re.compile(
    r"\b(?:report|bulletin|speech|statement|decision|resolution|decree|order|act|law|regulation|budget|release|brief|review|paper|"
    r"letter|minutes|agenda|meeting|session|sitting|plan|strategy|survey|census|no|number|as|since|until|from|to|notice|circular|hansard)\b",
    re.IGNORECASE,
)
"""Words of titles, or of what a date is the end of."""
_WHEN = re.compile(r"(?:By|On|In|Since|Until|From|As of)[ ](?:the[ ]|(?:the[ ])?(?:end|start|beginning|middle)[ ]of[ ])?")
_BESIDE_NAMES = frozenset({"by", "at", "in", "from", "of", "and", "am", "pm", "on", "for", "the"})
_LEAST_SAID = 2


def is_dated_line(line: str) -> bool:
    """Whether a short line says where and on which day a text appeared: `GUÉRET / PARIS, Wednesday 14 May 2025`, `March 30, 2025 3 AM PT`.

    Titles of documents, which have dates as well, are none; nor is what a text covers ("As at 31 March 2025").
    """
    line = " ".join(line.split())
    dates = [d for d in find_dates(line) if d.precision in {"day", "minute"}]
    if len(dates) != 1 or len(line.split()) > _DATED_WORDS or line[-1] in "!?":
        return False
    rest = _CLOCK.sub(" ", _WEEKDAY.sub(" ", f"{line[: dates[0].span[0]]} {line[dates[0].span[1] :]}"))
    words = re.findall(r"[^\W\d_][\w'’-]*", rest)
    return (
        len(words) <= _MOST_PLACE_WORDS
        and all(w[0].isupper() or w in _SMALL_WORDS for w in words)
        and not any(c.isdigit() for c in re.sub(r"\d+ (?:min|minutes?)\b", "", rest))
        and not _OF_DOCUMENTS.search(rest)
    )


def has_weekday(line: str) -> bool:
    """Whether a line names a day of the week, as mastheads do: `THE STEPPE COURIER Ulaanbaatar, Friday, June 21, 2024`."""
    return _WEEKDAY.search(line) is not None


def tells_when(line: str, first: PrintedDate) -> bool:
    """Whether a line is a sentence that begins with when something happens: "By June 2028 the agency wants more nurses."."""
    if not is_terminal(line) or _WHEN.fullmatch(line[: first.span[0]]) is None:
        return False
    said = [w for w in re.findall(r"\b[a-z]{2,}\b", line[first.span[1] :]) if w not in _BESIDE_NAMES]
    return len(said) >= _LEAST_SAID

"""The head of a press release: when it may be printed and whom the press may ask, in lines above or below the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.ingest import bylines
from policynlp.ingest.dates import find_dates
from policynlp.ingest.furniture import is_furniture
from policynlp.ingest.units import Unit

_HEAD_UNITS, _BODY_WORDS = 20, 14
_CONTACT = re.compile(
    r"(?:(?:for )?(?:media|press|news|public|further|more|additional)(?: (?:relations|affairs|information))?[ /,]*)?"
    r"(?:contacts?|enquiries|inquiries|queries)(?: (?:persons?|details|information))? ?[:–—-] ?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:\+|\(0?\d{1,4}\)|\d)[\d() .\-/]{5,22}\d(?: ?(?:ext|x)\.? ?\d{1,5})?")
_ADDRESS = r"\S{1,60}@\S{1,60}\.\w{2,12}"
_BARE = re.compile(rf"(?:{_PHONE.pattern}|{_ADDRESS})(?:(?: ?[,/|;] ?| or )(?:{_PHONE.pattern}|{_ADDRESS})){{0,2}}")
"""A line with nothing but numbers or addresses; it counts below a contact only."""
_LEAST_DIGITS = 7
_RELEASED = re.compile(
    r"(?:for (?:immediate |general |public )?release|(?:press |news )?release date|embargo(?:ed)?)\b"
    r"(?! (?:of|against|over)\b| on (?!\w{3,6}day|\d))",
    re.IGNORECASE,
)
"""Not "For immediate release of detainees", nor "Embargo on oil"."""
_MOST_RELEASED_WORDS = 14
_AROUND = re.compile(r"(?:date[:.]? ?)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ?)?\.?", re.IGNORECASE)


def mark(units: Sequence[Unit]) -> None:
    """Set the kinds of such lines: `byline` for those with a date, `boilerplate` for the others.

    A contact is passed over only where another line can be the headline, so that none is lost.

    Args:
        units: Of the document; those that have a kind keep it.
    """
    end = next((i for i, u in enumerate(units) if u.prose and u.words >= _BODY_WORDS), 0)
    head = units[: min(end, _HEAD_UNITS)]
    asked = False
    for i, unit in enumerate(head):
        if unit.kind not in (None, "boilerplate") or unit.hint in ("title", "heading", "table"):
            asked = asked and not unit.blank_after
        elif _tells_release(unit) or (i == 0 and _is_day(unit.text) and _has_headline(head[1:], ())):
            unit.kind = "byline"
        elif _is_contact(unit.text) and _has_headline(head[i + 1 :], head[:i]):
            unit.kind, asked = "boilerplate", True
        elif asked and _is_reached(unit.text):
            unit.kind = "boilerplate"
        elif asked and not unit.blank_before and _is_called(unit.text):
            unit.kind = "boilerplate"  # whose number it is
        else:
            asked = False


def is_embargo(line: str) -> bool:
    """Whether a line tells until when a text is held back, not what trade is banned."""
    return line[:7].lower() == "embargo" and _RELEASED.match(line) is not None


def _tells_release(unit: Unit) -> bool:
    return _RELEASED.match(unit.text) is not None and unit.words <= _MOST_RELEASED_WORDS and bool(find_dates(unit.text))


def _is_day(line: str) -> bool:
    """Whether a line is a date and nothing else: `Tuesday, 6 May 2025`."""
    dates = find_dates(line)
    return (
        len(dates) == 1
        and dates[0].precision != "month"
        and _AROUND.fullmatch(f"{line[: dates[0].span[0]]}{line[dates[0].span[1] :]}") is not None
    )


def _is_contact(line: str) -> bool:
    """Whether a line gives a contact: a label and a name, an office, a number or an address, or nothing."""
    label = _CONTACT.match(line)
    if label is None:
        return False
    rest = line[label.end() :]
    if not rest or "@" in rest or sum(map(str.isdigit, rest)) >= _LEAST_DIGITS:
        return True
    words = rest.split()
    return _is_called(rest.split(", ")[0]) and all(w[:1].isupper() or w in ("of", "for", "and", "the", "&") for w in words)


def _is_reached(line: str) -> bool:
    digits = sum(map(str.isdigit, line))
    return _BARE.fullmatch(line) is not None and ("@" in line or (digits >= _LEAST_DIGITS and not find_dates(line)))


def _is_called(part: str) -> bool:
    return bylines.is_name(part) or bylines.is_office(part)


def _has_headline(below: Sequence[Unit], above: Sequence[Unit]) -> bool:
    """Whether another line of the head can be the headline."""
    return any(
        u.kind is None
        and u.words > 1
        and not (_is_contact(u.text) or _is_reached(u.text) or _RELEASED.match(u.text))
        and not (is_furniture(u.text, edge=True) or bylines.is_byline(u.text))
        for u in (*above, *below)
    )

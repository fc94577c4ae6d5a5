"""Tables of contents: the label, and lines that end in the number of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from policynlp.ingest.furniture import folded
from policynlp.ingest.units import Unit

_LABELS = frozenset({"contents", "table of contents", "list of contents"})
_PAGE = re.compile(r"[^\d\s]\D{0,120}?(?:\d{1,2}\.?)?\D{1,120}?\s(?P<page>\d{1,3})(?: ?[–-] ?\d{1,3})?$")
_ROMAN_PAGE = re.compile(r"\S.{1,120}\s[ivxlc]{1,6}(?: ?[–-] ?[ivxlc]{1,6})?$", re.IGNORECASE)
_LEAST_ENTRIES, _MOST_ENTRIES, _MOST_WORDS = 2, 200, 20


def mark(units: Sequence[Unit]) -> None:
    """Set the kind `boilerplate` on tables of contents.

    A label alone is one where its first entry is, and the lines below it are where most of them end in pages that count up.

    Args:
        units: Of the document.
    """
    for i, unit in enumerate(units[:-1]):
        if unit.kind not in (None, "heading") or folded(unit.text) not in _LABELS:
            continue
        entries = _entries(units, i + 1)
        if entries or units[i + 1].kind == "boilerplate":
            for line in (unit, *entries):
                line.kind = "boilerplate"


def _entries(units: Sequence[Unit], first: int) -> list[Unit]:
    found: list[Unit] = []
    pages: list[int] = []
    paged = 0
    for unit in units[first : first + _MOST_ENTRIES]:
        if unit.prose or unit.words > _MOST_WORDS:
            break
        page = _PAGE.match(unit.text)
        has_page = page is not None or _ROMAN_PAGE.match(unit.text) is not None
        if not (has_page or (found and not unit.blank_before)):
            break
        found.append(unit)
        paged += has_page
        pages += [int(page["page"])] if page else []
    rising = all(a <= b for a, b in pairwise(pages))
    return found if paged >= _LEAST_ENTRIES and rising and 3 * paged >= 2 * len(found) and pages else []

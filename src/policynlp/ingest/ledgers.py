"""Lists of names with one figure each, without a header: tables of one column.

Only what cannot be anything else: three rows at least, two below the caption of a table, whose figures stand one below the other, and
of which one says what it is counted in. Contents with the numbers of their pages are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policynlp.ingest.tables import is_drawn
from policynlp.ingest.units import Unit, is_terminal

_PAIR = re.compile(
    r"(?P<name>\S.*?)(?P<gap>[ ]{2,}|[ ]?[.…·]{3,}[ ]?|(?:[ ]\.){3,}[ ]?|\t+)"
    r"(?P<figure>[(△]?[-+−–]?[A-Z]{0,3}[$€£¥₹₦]?[ ]?\d[\d.,'’ \u00a0\u202f]*%?\)?[*†pre]?(?:[ ][^\W\d][\w/%.³²-]{0,9}){0,2})"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?")
_SAYS_UNIT = re.compile(
    r"%|[$€£¥₹₦]|\([^()]*[a-z][^()]*\)$|,[ ][^,]*\w$|['’]000|\b(?:million|thousand|tonnes|hectares|percent|per cent)\b"
)
"""At the end of a name, or in the line above the figures."""
_MARK = re.compile(r"\d{1,3}[.)]\s|\([a-z\d]{1,3}\)\s|[-–•*]\s|[a-zA-Z][.)]\s")
"""In front of an item of a list, which is read as what it says."""
_GROUPED = re.compile(r"\d[ ,.'’\u00a0\u202f]\d{3}\b|\d[.,]\d|%|[$€£¥₹₦]|\d[ ][^\W\d]")
_LEADER = re.compile(r"[.…·]{3,}|(?:[ ]\.){3,}")
_CONTENTS = re.compile(r"(?:table of )?contents|index", re.IGNORECASE)
_CAPTION = re.compile(r"(?:table|annex(?:e|ure)?|appendix)[ ](?:\d|[IVX]+\b|[A-Z]\b)", re.IGNORECASE)
_LEAST_ROWS = 3
_LEAST_BELOW_CAPTION = 2
"""Rows at least where the line above calls them a table."""
_SHIFT = 1
_FAR = 12
_MOST_BETWEEN_WORDS = 8


def mark_ledgers(rows: list[bool], units: Sequence[Unit], text: str) -> None:
    """Mark the lines of lists that are tables of one column of figures, with the unit that stands above it.

    Args:
        rows: Whether each unit is a row; changed.
        units: Of the text, a line each where it may be a table.
        text: The text.
    """
    for first, last in _stretches(units, text):
        if any(rows[first:last]):
            continue
        lines = [_line(text, unit) for unit in units[first:last]]
        pairs = [None if is_drawn(line) else _PAIR.fullmatch(line.strip()) for line in lines]
        found = [i for i, pair in enumerate(pairs) if pair is not None]
        title = units[first - 1].text if first else ""
        least = _LEAST_BELOW_CAPTION if _CAPTION.match(title) else _LEAST_ROWS
        if len(found) < least or not all(_may_stand_between(lines[i]) for i in range(found[0], found[-1]) if pairs[i] is None):
            continue
        above = lines[found[0] - 1] if found[0] else ""
        stated = above if len(above) - len(above.lstrip()) >= _FAR and not is_drawn(above) else ""
        given = [pair for pair in pairs if pair is not None]
        if not _are_figures(given, stated) or not _one_below_the_other([lines[i] for i in found]):
            continue
        if _is_contents(given) or _CONTENTS.fullmatch(title) or any(_CONTENTS.fullmatch(line.strip()) for line in lines):
            continue
        for i in range(found[0] - bool(stated), found[-1] + 1):
            rows[first + i] = True


def _stretches(units: Sequence[Unit], text: str) -> Iterator[tuple[int, int]]:
    """Lines with no empty one between them, of which nobody knows the kind."""
    free = [u.hint is None and (u.kind is None or is_drawn(u.text)) for u in units]
    first = 0
    for i in range(1, len(units) + 1):
        goes_on = i < len(units) and free[i] and text[units[i - 1].end : units[i].start].count("\n") == 1
        if goes_on and free[first]:
            continue
        if i - first >= _LEAST_BELOW_CAPTION and free[first]:
            yield first, i
        first = i


def _line(text: str, unit: Unit) -> str:
    """A unit with the spaces before it, which tell where its cells stand."""
    start = text.rfind("\n", 0, unit.start) + 1
    return text[start : unit.end] if not text[start : unit.start].strip() else text[unit.start : unit.end]


def _may_stand_between(line: str) -> bool:
    """Whether a line without a figure is drawn, names a part of the rows, or is the first half of a name."""
    words = line.strip()
    return is_drawn(line) or (len(words.split()) <= _MOST_BETWEEN_WORDS and not is_terminal(words) and "   " not in words)


def _are_figures(pairs: Sequence[re.Match[str]], stated: str) -> bool:
    """Whether what stands behind the names is measured: some name or the line above says in what, or some figure is long or broken."""
    if sum(_YEAR.fullmatch(p["figure"].strip()) is not None for p in pairs) * 2 > len(pairs):
        return False
    named = all(any(map(str.isalpha, p["name"])) and _MARK.match(p["name"]) is None for p in pairs)
    wide = all(len(p["gap"]) > 2 or p["gap"] == "\t" or _LEADER.search(p["gap"]) for p in pairs) or len(pairs) > _LEAST_ROWS
    said = bool(stated and _SAYS_UNIT.search(stated)) or any(_SAYS_UNIT.search(p["name"]) for p in pairs)
    return named and wide and (said or any(_GROUPED.search(p["figure"]) for p in pairs))


def _one_below_the_other(lines: Sequence[str]) -> bool:
    """Whether the figures of most rows end in one column, or begin there; those behind tabs need not."""
    if all("\t" in line for line in lines):
        return True
    ends = Counter(len(line.rstrip()) for line in lines)
    begins = Counter(line.rstrip().rfind("  ") for line in lines)
    near = max(sum(ends[n + k] for k in range(-_SHIFT, _SHIFT + 1)) for n in ends)
    return max(near, *begins.values()) * 3 >= len(lines) * 2


def _is_contents(pairs: Sequence[re.Match[str]]) -> bool:
    """Whether the figures are those of pages: plain, and none smaller than the one before."""
    figures = [p["figure"].strip() for p in pairs]
    return all(f.isdigit() for f in figures) and all(int(a) <= int(b) for a, b in pairwise(figures))

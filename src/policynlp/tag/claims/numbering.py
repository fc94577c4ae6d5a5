"""Numbers that count the parts of a text: sections, subsections, items of a list. They claim nothing."""

from __future__ import annotations

import re
from collections.abc import Collection
from operator import lt

from policynlp.tag.claims import unit_table
from policynlp.tag.claims.lexicon import SCALES

Span = tuple[int, int]

_AT_LINE = re.compile(
    r"^[ \t\u00a0]*(?:(?P<round>\((?P<in>\d{1,3})\))|(?P<levels>\d{1,3}(?:\.\d{1,3}){1,4})\.?|(?P<bare>\d{1,3})(?P<mark>[.)—–])?)"
    r"(?=(?:[ \t\u00a0]+|(?<=[—–]))(?P<capital>[^\W\d_])?(?P<word>[^\W\d_]*)(?P<small>[ \u00a0][a-z])?)",
    re.MULTILINE,
)
_PROVISION = re.compile(
    r"^[ \t\u00a0]*[\"“'‘]?(?P<section>\d{1,3})[A-Z]{0,2}[.)]?[ \u00a0]?[—–-]?[ \u00a0]?\((?P<part>\d{1,3})\)(?=[ \t\u00a0]+[\"“'‘]?[A-Z])",
    re.MULTILINE,
)
"""A section and its first subsection: "10. (1) There shall be", "3.—(1) The fee", "5 (1) A person"."""
_BEHIND_TITLE = re.compile(r"[.:](?:—|–|-{1,2})[ ]?\((?P<part>\d{1,3})\)(?=[ \u00a0]?[\"“'‘]?[A-Z])")
"""Likewise behind the title of a section in its line: "commencement.—(1) These rules"."""
_INSERTED = re.compile(
    r"^[ \t\u00a0]*[\"“'‘]?(?P<section>\d{1,3})[A-Z]{1,2}(?P<mark>\.|[—–])?(?=[ \t\u00a0]+[A-Z])", re.MULTILINE
)
"""A section that was put between others: `"9A. Penalty`, "12A Review of decisions"."""
_DASHES = frozenset("—–")
"""Behind the numbers of a list of contents, some of which may be left out: "9—Licences", "14—Offences"."""
_FEW = 2
"""So many lines with a dash tell no list of contents."""
_MOST_OF_DECIMALS = 2
"""Levels: a number of more is no decimal."""
_OPENERS = frozenset(
    str.split(
        "A All An Any As At Before Both By Each Every For From However If In It Its No Nothing On Our Section Some Subject The There These "
        "They This Those To Under Unless We When Where With"
    )
)
"""Words with a capital that open a sentence and are nothing that is counted: "2.3 The cost", "12 All amounts"; titles aside: "7 In 10"."""


def numbering(text: str, headings: Collection[int] = ()) -> list[Span]:
    """Numbers at the beginning of lines that number what follows.

    One in brackets always does ("(2) It comes into force"), and one of several levels at the beginning of a heading ("5.3 Water use").
    Another does where it is one of a sequence in the text: the same form stands at the line before or after it with the next number
    ("1 Short title", "2 Interpretation"; "3.1 Roads", "3.2 Rails", "4.1 Ports"); of several levels, with any higher or lower one ("7.2
    Fees", "10.1 Consultation") where another is surely one, or alone before a word that opens a sentence. "12 people died" is in none,
    nor is "9.5 Anna Berg", "9.7 Maria Costa".

    Args:
        text: The whole text; a sequence may run through all of it.
        headings: Where headings begin.

    Returns:
        Spans of the numbers, in order.
    """
    lines: dict[str, list[tuple[tuple[int, ...], Span]]] = {}
    out: list[Span] = []
    opened: set[int] = set()
    measured: set[int] = set()  # "1.5 Tonnes"
    for found in _AT_LINE.finditer(text):
        if found["round"]:
            out.append(found.span("in"))
        elif found["levels"]:
            word = f"{found['capital'] or ''}{found['word']}"
            if word[:1].isupper():
                lines.setdefault("levels", []).append((tuple(map(int, found["levels"].split("."))), found.span("levels")))
                opened |= {found.start("levels")} if word in _OPENERS else set()
                measured |= {found.start("levels")} if word.lower() in SCALES or word.lower() in unit_table.WORDS else set()
        elif found["mark"] or (found["capital"] and found["capital"].isupper()):
            opens = not found["mark"] and found["small"] and f"{found['capital']}{found['word']}" in _OPENERS
            opened |= {found.start("bare")} if opens else set()
            lines.setdefault(found["mark"] or "", []).append(((int(found["bare"]),), found.span("bare")))
    for mark, rows in lines.items():
        sure = any(span[0] in opened or len(number) > _MOST_OF_DECIMALS for number, span in rows)
        later = _is_later if sure else _is_next
        for i, (number, span) in enumerate(rows):
            heads = len(number) > 1 and span[0] in headings and span[0] not in measured
            goes_on = _is_next if span[0] in measured else lt if mark in _DASHES and len(rows) > _FEW else later
            follows = heads or span[0] in opened or (i > 0 and goes_on(rows[i - 1][0], number))
            leads = i + 1 < len(rows) and goes_on(number, rows[i + 1][0])
            if follows or leads:
                out.append(span)
    out += [found.span(part) for found in _PROVISION.finditer(text) for part in ("section", "part")]
    out += [found.span("part") for found in _BEHIND_TITLE.finditer(text)]
    sections = {int(text[s:e]) for s, e in out if text[s:e].isdigit()}
    inserted = ((found, int(found["section"])) for found in _INSERTED.finditer(text))
    out += [found.span("section") for found, n in inserted if found["mark"] or {n, n - 1, n + 1} & sections]
    return sorted(set(out))


def _is_later(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether one number at a line follows another: the next one, or of several levels any higher one."""
    return _is_next(before, number) or (len(before) > 1 and len(number) > 1 and before < number)


def _is_next(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether one number of a section follows another: 3.2 after 3.1, 4.1 after 3.5, 3.1.1 after 3.1."""
    same = 0
    while same < min(len(before), len(number)) and before[same] == number[same]:
        same += 1
    if same == len(before):
        return number[same:] == (1,)
    return same < len(number) and number[same] == before[same] + 1 and set(number[same + 1 :]) <= {1}

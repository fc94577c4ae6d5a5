"""Ranks of armed forces and police before names, which are no part of them: `Staff Sgt.`, `Lt. Gen.`, `Petty Officer 1st Class`."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re

from policynlp.tag.entities.tokens import Tokens
from policynlp.tag.people.roles import role_head

_SHORT = frozenset(
    """
    pvt pfc spc cpl sgt ssgt tsgt msgt sfc smsgt cmsgt lt ltc ltcol col capt cpt maj gen brig cmdr cdr lcdr adm radm vadm supt insp
    cwo pte lcpl gysgt
    """.split()
)
"""Abbreviations that are nobody's name, with or without their dot."""
_LONG = frozenset(
    """
    private specialist corporal sergeant lieutenant colonel captain major general brigadier commodore admiral ensign seaman airman
    commander guardsman bombardier officer class superintendent
    """.split()
)
"""Ranks in full. Alone they are left to the other rules: most are roles or surnames, too."""
_WITH = frozenset(
    "navy army marine marines force guard staff master chief senior petty warrant first vice rear lance gunnery air".split()
)
"""What stands before a rank and belongs to it."""
_ORDER = re.compile(r"\d(?:st|nd|rd|th)")


def behind_rank(tokens: Tokens, start: int, end: int) -> int:
    """Where the name begins in a span that a rank opens; `start` where none does, `end` where there is nothing else."""
    i, name = start, start
    ranked = False
    before = tokens.lower[start - 1] if start else ""
    if (
        start < end
        and tokens.lower[start] in _LONG
        and not tokens.barrier[start]
        and before != "detective"
        and role_head(before)
    ):
        return start  # "correspondent Major Garrett"
    while i < end:
        word = tokens.lower[i].rstrip(".")
        if i > start and (tokens.text[i] == "." or _joins_ranks(tokens, i, end)):
            pass
        elif not tokens.cap[i] and not _ORDER.fullmatch(word):
            break
        elif word in _SHORT or (word in _LONG and (i + 1 < end or ranked)):
            ranked = True
        elif not (word in _WITH or _ORDER.fullmatch(word)):
            break
        i += 1
        if ranked and (i >= end or tokens.text[i] != "."):
            name = i
    return name


def _joins_ranks(tokens: Tokens, i: int, end: int) -> bool:
    """Whether a token is the hyphen of "Lt-Gen" or "Vice-Admiral"."""
    return tokens.text[i] == "-" and i + 1 < end and tokens.lower[i + 1].rstrip(".") in _SHORT | _LONG


def is_rank(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a span is a rank and no name: `Spc`, `Navy Capt`, `Staff Sgt.`."""
    return behind_rank(tokens, start, end) == end and any(tokens.lower[i].rstrip(".") in _SHORT for i in range(start, end))


def after_ordinal(tokens: Tokens, start: int) -> bool:
    """Whether "Class" opens a span behind an ordinal that stands outside of it: "Operator 1st | Class Charles Keating"."""
    return tokens.lower[start] == "class" and start > 0 and _ORDER.fullmatch(tokens.lower[start - 1]) is not None

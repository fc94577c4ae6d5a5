"""Units as words: the longest phrase at a place that names one."""

from __future__ import annotations

import re
from functools import cache

from policynlp.tag.claims import money, unit_table
from policynlp.tags import ClaimKind

NOTE_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Marks of notes, which touch the word before: "4 percent.²"."""
_WORD = re.compile(r"[^\W\d_][\w.'/-]{0,24}")


@cache
def _by_word(phrase: str) -> tuple[str, ClaimKind, bool] | None:
    found = unit_table.WORDS.get(phrase.lower())
    if found:
        return found[0], found[1], False  # type: ignore[return-value]
    currency = money.named(phrase)
    if currency:
        return currency[0], "money", currency[1]
    return None


def word_unit(text: str, position: int, limit: int) -> tuple[int, str, ClaimKind, bool] | None:
    """The longest phrase of one to four words at a position that names a unit."""
    ends: list[int] = []
    at = position
    while len(ends) < 4:
        m = _WORD.match(text, at, limit)
        if not m:
            break
        ends.append(m.end())
        if m.end() >= limit or text[m.end()] not in " \u00a0\n":
            break
        at = m.end() + 1
    phrases = [text[position:end].replace("\u00a0", " ").replace("\n", " ") for end in reversed(ends)]
    whole = [cut for phrase in phrases for cut in (phrase, phrase.rstrip(NOTE_MARKS + ".,'"))]
    for cut in (*whole, *(cut for phrase in phrases for cut in _cuts(phrase))):
        found = _by_word(cut)
        if found:
            return position + len(cut), *found
    return None


def _cuts(phrase: str) -> tuple[str, ...]:
    """A hyphenated tail is cut off ("year-old", "mile-long", "day-to-day"), a genitive too ("years' ")."""
    head = re.match(r"[A-Za-z. ]*?[A-Za-z]+(?=[-/'’])", phrase)
    return (head[0],) if head and " " not in phrase[: head.end()] else ()

"""Reports by their titles: `Holding the Shore, a report by ...`, `its special report Funds for the Coast, published in April`.

Name models take such titles for bodies, or see half of them. What makes them documents is the noun beside them.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from policynlp.tag.dates_words import MONTHS, WEEKDAYS
from policynlp.tag.entities.name_words import ORG_HEADS
from policynlp.tag.entities.tokens import Mention, Seen, Tokens

NOUNS = frozenset(
    "report study survey review inquiry assessment analysis book briefing bulletin paper brief outlook handbook".split()
)
_HEADS = frozenset("bulletin report outlook audit yearbook assessment".split())
"""Heads of titles that say themselves what they are: "Sixth National Bulletin on Forests"; a survey or a review may be a body."""
_FIELD = frozenset({"on", "of"})
_ARTICLES = frozenset("a an the its his her their this".split())
_SMALL = frozenset("a an the of for and in on to with without at by from & - ’s 's".split())
"""What stands in small letters within a title."""
_LINKS = _SMALL - {"a", "an", "the", "’s", "'s", "-", "&"}
_NO_START = frozenset("a an the in at on for from to of by with and but according as".split())
_GOVERNED = frozenset("in at on for from across to".split())
_OPEN, _CLOSE = frozenset("\"“‘'"), frozenset("\"”’'")
_MADE = frozenset({"by", "published", "released", "issued", "from", "that", "which", "commissioned"})
_MADE_SO = frozenset(
    """
    published released issued commissioned written prepared drafted compiled presented tabled launched unveiled submitted funded financed
    ordered authored produced dated leaked obtained reviewed edited signed co-written
    """.split()
)
"""How a paper came about, which opens a sentence on it: "Published in September, a report by ..."; not "Left in the Dark, a report"."""
_BESIDE = frozenset({"by", "with", "for", "from", "across", "at", "and"})
_APPOSED = (["a"], ["an"], ["which"], ["who"], ["the"], ["whose"])
_TITLED = frozenset({"titled", "entitled", "called", "named", ","})
_ENDS = frozenset(",.;)")
_CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)
_MAX_WORDS = 12
_MAX_ADJECTIVES = 3
_MAX_BETWEEN = 10
_LEAST_WORDS = 2
_SCORE = 0.8


def find_titled(tokens: Tokens, *, seen: Seen) -> list[Mention]:
    """Titles of reports, in order, not overlapping.

    Args:
        tokens: The document.
        seen: What the model sees.
    """
    found: list[Mention] = []
    for i, word in enumerate(tokens.lower):
        if tokens.furniture[i] or tokens.headline[i]:
            continue
        if tokens.cap[i] and word in _HEADS and (named := _around(tokens, i, seen)) is not None:
            found.append(named)
        if word not in NOUNS or tokens.cap[i]:
            continue
        mention = _before(tokens, i, seen) or _behind(tokens, i, seen)
        if mention is not None and not (found and mention.start < found[-1].end):
            found.append(mention)
    return found


def _around(tokens: Tokens, head: int, seen: Seen) -> Mention | None:
    """`the Sixth National Bulletin on Forests`: words in capitals around a head, with its field behind "on" or "of"."""
    start = head
    while (
        start > 0
        and head - start < _MAX_WORDS
        and tokens.cap[start - 1]
        and tokens.text[start - 1].isalpha()
        and not tokens.barrier[start]
    ):
        start -= 1
    while start < head and tokens.lower[start] in _ARTICLES | _NO_START:
        start += 1
    end = head + 1
    if start == head or head - start > _MAX_WORDS or end + 1 >= len(tokens) or tokens.barrier[end]:
        return None
    if tokens.lower[end] not in _FIELD or tokens.barrier[end + 1]:
        return None
    end += 1 + (tokens.lower[end + 1] == "the")
    first = end
    while end < len(tokens) and _fits(tokens, end) and tokens.lower[end] not in _CALENDAR and not tokens.barrier[end]:
        end += 1
    while end > first and not tokens.cap[end - 1]:
        end -= 1
    return _checked(tokens, start, end, seen) if end > first and tokens.cap[first] else None


def _opening(tokens: Tokens, noun: int) -> int | None:
    """Where the phrase of the noun begins: at its article, some adjectives before it."""
    for k in range(noun - 1, max(noun - _MAX_ADJECTIVES - 2, -1), -1):
        if tokens.barrier[k + 1]:
            return None
        if tokens.lower[k] in _ARTICLES:
            return k
        if not (tokens.text[k].isalpha() or "-" in tokens.text[k]):
            return None
    return None


def _before(tokens: Tokens, noun: int, seen: Seen) -> Mention | None:
    """`Holding the Shore, a report by the Auditor-General, found`: the title stands before the comma."""
    opening = _opening(tokens, noun)
    if opening is None or opening < _LEAST_WORDS + 1 or tokens.text[opening - 1] != "," or tokens.barrier[opening]:
        return None
    made = tokens.lower[noun + 1] in _MADE
    if (
        tokens.lower[opening] not in {"a", "an", "the", "its"}
        or (tokens.lower[opening] == "the" and not made)
        or tokens.doc[noun + 1].tag_ in {"NN", "NNP", "NNS"}
    ):
        return None  # "a survey firm"
    end = opening - 1
    if tokens.text[end - 1] in _CLOSE:
        return _in_marks(tokens, end - 1)
    start = end
    while (
        start > 0
        and end - start < _MAX_WORDS
        and not tokens.barrier[start]
        and not tokens.sent_start[start]
        and _fits(tokens, start - 1)
    ):
        start -= 1
    while start < end and (tokens.lower[start] in _NO_START or not (tokens.cap[start] or tokens.text[start].isdigit())):
        start += 1
    if tokens.lower[start] in _MADE_SO and tokens.lower[start + 1] in _GOVERNED | _BESIDE:
        return None
    before = tokens.lower[start - 1] if start else ""
    if (before in _GOVERNED and tokens.sent_start[start - 1]) or before in _BESIDE:
        return None
    told = before == "to" and start > 1 and tokens.lower[start - 2] == "according"
    if start in seen.starts and end in seen.ends and not _split(seen, start, end) and ((told and not made) or before == "in"):
        return None  # "according to Transparency International, a study by the ministry"
    return _checked(tokens, start, end, seen)


def _split(seen: Seen, start: int, end: int) -> bool:
    """Whether the model sees two names in one: "Saving the", "Harvest"."""
    return any(k in seen.ends for k in range(start + 1, end))


def _fits(tokens: Tokens, i: int) -> bool:
    return tokens.cap[i] or tokens.lower[i] in _SMALL or (tokens.text[i].isdigit() and len(tokens.text[i]) == len("2024"))


def _behind(tokens: Tokens, noun: int, seen: Seen) -> Mention | None:
    """`its special report Funds for the Coast, published`, `A study she published in May, Degrees Without Doors, found`."""
    opening = _opening(tokens, noun)
    n = len(tokens)
    if opening is None or noun + 2 >= n:
        return None
    k = noun + 1
    if tokens.lower[k] in _TITLED and tokens.text[k + 1] in _OPEN:
        return _from_mark(tokens, k + 1)
    comma = tokens.text[k] == ","
    by = False
    while not comma and k < min(noun + 1 + _MAX_BETWEEN, n - 1) and not tokens.barrier[k]:
        by = by or tokens.lower[k] in {"by", "from"}
        if tokens.cap[k] and tokens.lower[k] not in _CALENDAR and not by:
            break
        k += 1
        comma = tokens.text[k] == ","
    far = comma and k > noun + 1
    if comma and k + 1 < n and tokens.text[k + 1] in _OPEN:
        return _from_mark(tokens, k + 1)
    start = k + comma
    if start >= n or (not comma and k != noun + 1):
        return None
    if comma and opening > 0 and tokens.lower[opening - 1] in _GOVERNED and tokens.lower[opening] in {"a", "an"}:
        return None  # "In a report, Human Rights Watch said"
    end = start
    while end < n and end - start < _MAX_WORDS and not tokens.barrier[end] and _fits(tokens, end):
        end += 1
    while end > start and not tokens.cap[end - 1]:
        end -= 1
    if end >= n or tokens.text[end] not in _ENDS or (comma and tokens.lower[end + 1 : end + 2] in _APPOSED):
        return None  # "Friends of the Earth, a group, said"
    return (
        None
        if ORG_HEADS.intersection(tokens.lower[start:end])
        else _checked(tokens, start, end, seen, linked=comma and (by or not far))
    )


def _checked(tokens: Tokens, start: int, end: int, seen: Seen, *, linked: bool = False) -> Mention | None:
    """A title has two words in capitals at least, and is nobody's name; right behind a comma a small word or so must show it."""
    words = [i for i in range(start, end) if tokens.cap[i]]
    if len(words) < _LEAST_WORDS or any(i in seen.people or i in seen.nationalities for i in words):
        return None
    if linked and not _LINKS.intersection(tokens.lower[start + 1 : end - 1]):
        return None
    return Mention(start, end, "WORK_OF_ART", "rule", _SCORE)


def _from_mark(tokens: Tokens, opening: int) -> Mention | None:
    """The title that a mark opens."""
    ends = range(opening + 2, min(opening + 2 + _MAX_WORDS, len(tokens)))
    close = next((i for i in ends if tokens.text[i] in _CLOSE and tokens.joined(i)), None)
    return _in_marks(tokens, close) if close is not None else None


def _in_marks(tokens: Tokens, close: int) -> Mention | None:
    end = close - (tokens.text[close - 1] == ",")  # "Late for Class," found
    for i in range(close - 1, max(close - _MAX_WORDS - 1, -1), -1):
        if tokens.barrier[i + 1]:
            return None
        if tokens.text[i] in _OPEN and not tokens.joined(i):
            return Mention(i + 1, end, "WORK_OF_ART", "rule", _SCORE) if tokens.cap[i + 1] and end - i > _LEAST_WORDS else None
    return None

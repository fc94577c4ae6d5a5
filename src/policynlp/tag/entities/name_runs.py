"""How far a name runs: from its head noun left over capitalised words, and right over "of ..." phrases."""

from __future__ import annotations

from collections.abc import Callable

from policynlp.tag.dates_words import MONTHS, WEEKDAYS
from policynlp.tag.entities.name_words import GENERIC_OWNERS, LEADING_WORDS, ORG_HEADS, ORG_OF_HEADS, POLICY_HEADS, ROLE_WORDS
from policynlp.tag.entities.tokens import Tokens

MAX_NAME_WORDS = 16
_HEADS = ORG_HEADS | POLICY_HEADS
_HYPHENS = frozenset("-–")
_ROLES = ROLE_WORDS | {"mp", "mps", "mep"}
_STATES = frozenset({"states", "nations", "emirates", "netherlands", "philippines"})
CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)
Edge = Callable[[int], bool]


def is_word(tokens: Tokens, i: int) -> bool:
    """Whether token `i` can be part of a name by its capital letter (initials and "No." are left out)."""
    return (tokens.cap[i] and not tokens.text[i].endswith(".")) or tokens.lower[i] in {"u.s.", "u.k.", "u.n."}


def is_ordinal(word: str) -> bool:
    """`14th`, `3rd`: part of the name of a plan or congress."""
    return word[0].isdigit() and word[-2:] in {"st", "nd", "rd", "th"}


def left_edge(
    tokens: Tokens, head: int, *, may_join: Edge, governs: Edge, of_words: frozenset[str], people: frozenset[int]
) -> int:
    """First token of the name whose head noun is at `head`.

    Args:
        tokens: The document.
        head: Index of the head noun.
        may_join: Whether a name may go on across the "and" at an index.
        governs: Whether the word at an index may stand before such a preposition.
        of_words: Prepositions that may stand inside, before the head ("Law *of* the Sea Convention").
        people: Tokens of people's full names, which end a name ("Ann Smith Green Party").

    Returns:
        Index of the first token, after words that only begin a sentence are taken off again.
    """
    start = head
    while start > 0 and head - start < MAX_NAME_WORDS and not tokens.barrier[start]:
        step = _step_left(tokens, start, may_join, governs, of_words)
        if step is None or step in people:
            break
        start = step
    while start < head and (
        tokens.lower[start] in LEADING_WORDS or not (is_word(tokens, start) or tokens.text[start][0].isdigit())
    ):
        start += 1
    return start


def _step_left(tokens: Tokens, start: int, may_join: Edge, governs: Edge, of_words: frozenset[str]) -> int | None:
    lower, i = tokens.lower, start - 1
    if is_word(tokens, i):
        return i
    if is_ordinal(lower[i]):
        return i
    if i == 0 or tokens.barrier[i]:
        return None
    word, before = lower[i], i - 1
    if word in _HYPHENS and tokens.joined(i) and tokens.joined(start) and tokens.text[before][0].isalnum():
        return before
    if word in {"'", "’"} and lower[before].endswith("s") and lower[before] not in _STATES:
        return before if is_word(tokens, before) else None  # "Bankers' Committee"
    if word in {"and", "&"}:
        return before if is_word(tokens, before) and lower[before] not in LEADING_WORDS and may_join(i) else None
    if word in of_words:
        return before if _may_govern(tokens, before) and governs(before) else None
    if (
        word == "the"
        and lower[before] in of_words
        and i > 1
        and _may_govern(tokens, i - 2)
        and governs(i - 2)
        and not tokens.barrier[before]
    ):
        return i - 2
    if word in {"'s", "’s", "'", "’"} and lower[before] in GENERIC_OWNERS and tokens.cap[before]:
        return before
    return None


def _may_govern(tokens: Tokens, i: int) -> bool:
    """Whether the word before "of" is part of the name ("Law of the Sea Convention"), not "Critics of the Paris Agreement"."""
    word = tokens.lower[i]
    return is_word(tokens, i) and word not in LEADING_WORDS and (word in _HEADS or not tokens.sent_start[i])


def right_edge(
    tokens: Tokens, end: int, *, prepositions: frozenset[str], lists: bool, ends_at: Edge, people: frozenset[int]
) -> int:
    """End of a name after its head noun, over "of the Sea", "on Agriculture and Rural Affairs".

    Args:
        tokens: The document.
        end: Index after the head noun.
        prepositions: Words that may follow the head.
        lists: Whether the field may be a list with commas and "and".
        ends_at: Whether another name begins at an index, so that this one must stop before.
        people: Tokens of people's full names, which end a name.

    Returns:
        Index after the last token.
    """
    n = len(tokens)
    while end + 1 < n and tokens.lower[end] in prepositions and not tokens.barrier[end]:
        i = end + 1
        if tokens.lower[i] == "the" and i + 1 < n and not tokens.barrier[i]:
            i += 1
        if tokens.barrier[i] or not is_word(tokens, i) or tokens.lower[i] in CALENDAR or tokens.lower[i] in LEADING_WORDS:
            break
        if ends_at(i) and i > end + 1:
            break
        if i in people:
            break
        end = _field(tokens, i, lists, ends_at, people)
    return end


def _field(tokens: Tokens, i: int, lists: bool, ends_at: Edge, people: frozenset[int]) -> int:
    """End of the capitalised words from `i`, with commas and "and" between them where lists are allowed."""
    end = _words(tokens, i, people)
    if not lists:
        return end
    best, n = end, len(tokens)
    while end + 1 < n and end - i < MAX_NAME_WORDS:
        k = end
        comma = tokens.text[k] == ","
        if comma:
            k += 1
        joins = k < n and tokens.lower[k] in {"and", "&"}
        if joins:
            k += 1
        if k == end or k >= n or any(tokens.barrier[end : k + 1]) or not is_word(tokens, k):
            break
        if ends_at(k) or tokens.lower[k] in ORG_OF_HEADS:
            break
        end = _words(tokens, k, people)
        if tokens.lower[end - 1] in _HEADS and end - k > 1:
            break
        if joins:
            best = end
            break
    return best


def _words(tokens: Tokens, i: int, people: frozenset[int]) -> int:
    end, n = i + 1, len(tokens)
    while end < n and not tokens.barrier[end]:
        if end in people or tokens.lower[end] in _ROLES:
            break
        if is_word(tokens, end) and tokens.lower[end] not in CALENDAR:
            end += 1
        elif tokens.text[end] in _HYPHENS and end + 1 < n and tokens.joined(end) and tokens.joined(end + 1):
            end += 2
        elif tokens.lower[end] in {"'s", "’s"} and tokens.lower[end - 1] in GENERIC_OWNERS and end + 1 < n:
            end += 1
        else:
            break
    return min(end, n)

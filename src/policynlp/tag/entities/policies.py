"""Names of policies: strategies, plans, laws, programmes, agreements, as capitalised words with a head noun.

spaCy's model scatters them over ORG, LAW, EVENT and PRODUCT, or misses them.
"""

from __future__ import annotations

import re

from policynlp.tag.entities.name_runs import is_word, left_edge, right_edge
from policynlp.tag.entities.name_words import (
    DATED_HEADS,
    LEADING_WORDS,
    NEEDED_BEFORE,
    NUMBERED_HEADS,
    ORG_HEADS,
    POLICY_EXCEPTIONS,
    POLICY_HEADS,
    ROLE_WORDS,
    WEAK_HEADS,
)  # fmt: skip
from policynlp.tag.entities.tokens import Mention, Seen, Tokens

_OF = frozenset({"of", "for", "on"})
_NUMBER = re.compile(r"\d[\d/.\-]*\d(?:/[A-Z]{2,4})?|\d+")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_OPEN, _CLOSE = frozenset("\"“‘'"), frozenset("\"”’'")
_NAMED_AFTER_QUOTE = POLICY_HEADS | {"campaign", "vision"}
_MAX_QUOTED_WORDS = 8


def find_policies(tokens: Tokens, *, seen: Seen) -> list[Mention]:
    """Named policies of a document, in order.

    Args:
        tokens: The document.
        seen: What the model sees.
    """
    found: list[Mention] = []
    for i, word in enumerate(tokens.lower):
        if tokens.furniture[i]:
            continue
        mention = None
        if tokens.cap[i] and (word in POLICY_HEADS or word in DATED_HEADS) and not tokens.headline[i]:
            mention = _around(tokens, i, seen)
        elif tokens.text[i] in _CLOSE:
            mention = _quoted(tokens, i)
        if mention and not (found and mention.start < found[-1].end):
            found.append(mention)
        elif mention and mention.end > found[-1].end:
            found[-1] = Mention(min(mention.start, found[-1].start), mention.end, "POLICY", score=mention.score)
    return found


def _around(tokens: Tokens, head: int, seen: Seen) -> Mention | None:
    word, n = tokens.lower[head], len(tokens)

    def may_join(i: int) -> bool:
        before = tokens.lower[i - 1]
        return before not in ORG_HEADS and before not in POLICY_HEADS and i not in seen.ends

    def governs(i: int) -> bool:
        of = tokens.lower[i + 1] == "of" and tokens.lower[i] not in ROLE_WORDS and i + 1 not in seen.ends
        return of or tokens.lower[i] in POLICY_HEADS

    if word == "bill" and (head in seen.people or tokens.lower[head - 1] in ROLE_WORDS or tokens.lower[head - 1] == "mayor"):
        return None
    start = left_edge(tokens, head, may_join=may_join, governs=governs, of_words=_OF, people=seen.people)
    if start > 0 and word in DATED_HEADS and _YEAR.fullmatch(tokens.text[start - 1]) and not tokens.barrier[start]:
        start -= 1
        if start == head - 1:
            return Mention(start, head + 1, "POLICY", score=0.8)
    end = head + 1
    numbered = _number_after(tokens, end) if word in NUMBERED_HEADS or word in DATED_HEADS else end
    if numbered > end and start == head and word == "act" and numbered == end + 1 and _YEAR.fullmatch(tokens.text[end]):
        return None  # "the Act 2003" names nothing
    if numbered > end:
        if word in DATED_HEADS and word not in NUMBERED_HEADS and not _YEAR.fullmatch(tokens.text[numbered - 1]):
            return None
        return Mention(start, numbered, "POLICY", score=0.9)
    if word not in POLICY_HEADS:
        return None
    if end < n and not tokens.barrier[end] and is_word(tokens, end) and tokens.lower[end] not in LEADING_WORDS:
        return None  # the head noun of this name comes later
    if end < n and tokens.text[end] == "-" and tokens.joined(end):
        return None
    end = right_edge(tokens, end, prepositions=_OF, lists=False, ends_at=lambda i: i in seen.starts, people=seen.people)
    end = _year_after(tokens, head, end, modified=start < head)
    return _checked(tokens, start, head, end, seen.nationalities)


def _year_after(tokens: Tokens, head: int, end: int, *, modified: bool) -> int:
    """End of the name over the year of a law."""
    word, n = tokens.lower[head], len(tokens)
    if end < n and _YEAR.fullmatch(tokens.text[end]) and word in {"act", "law", "ordinance", "code", "bill", "regulations"}:
        end += 1  # "the Electricity Act 2003"
    elif (
        modified
        and end + 1 < n
        and tokens.text[end] == ","
        and _YEAR.fullmatch(tokens.text[end + 1])
        and word in {"act", "ordinance", "code"}
    ):
        end += 2  # "the National Food Security Act, 2013"
    elif end + 1 < n and tokens.lower[end] == "of" and _YEAR.fullmatch(tokens.text[end + 1]) and word in NUMBERED_HEADS:
        end += 2  # "the Inflation Reduction Act of 2022"
    return end


def _checked(tokens: Tokens, start: int, head: int, end: int, nationalities: frozenset[int]) -> Mention | None:
    word = tokens.lower[head]
    before = [k for k in range(start, head) if tokens.text[k][0].isalnum()]
    if not before and end == head + 1:
        return None
    if not before and word not in {
        "agreement",
        "convention",
        "treaty",
        "protocol",
        "declaration",
        "charter",
        "law",
        "act",
        "code",
    }:
        return None
    needed = NEEDED_BEFORE.get(word)
    if needed and not (before and tokens.lower[before[-1]] in needed):
        return None
    if word in WEAK_HEADS and before and all(k in nationalities for k in before):
        return None
    if before and tokens.words(start, head + 1).lower() in POLICY_EXCEPTIONS:
        return None
    return Mention(start, end, "POLICY", score=0.85)


def _number_after(tokens: Tokens, i: int) -> int:
    """End of "(EU) 2016/679", "No. 5", "2030" after a head noun; `i` itself where there is none."""
    n, k = len(tokens), i
    if k + 2 < n and tokens.text[k] == "(" and tokens.text[k + 1].isupper() and tokens.text[k + 2] == ")":
        k += 3
    if k < n and tokens.lower[k] in {"no", "no.", "number", "nr"}:
        k += 1
        if k < n and tokens.text[k] == ".":
            k += 1
    if k < n and not any(tokens.barrier[i : k + 1]) and _NUMBER.fullmatch(tokens.text[k]):
        k += 1
        if k + 1 < n and tokens.text[k] in {"/", "-"} and tokens.joined(k) and tokens.joined(k + 1):
            k += 2
        return k
    return i


def _quoted(tokens: Tokens, close: int) -> Mention | None:
    """`the "Made in China 2025" plan`: a title in quotation marks that a head noun follows."""
    after = close + 1
    if after >= len(tokens) or tokens.lower[after] not in _NAMED_AFTER_QUOTE or tokens.barrier[after]:
        return None
    for i in range(close - 1, max(close - _MAX_QUOTED_WORDS - 2, -1), -1):
        if tokens.barrier[i + 1]:
            return None
        if tokens.text[i] in _OPEN and not tokens.joined(i):
            inner = close - i - 1
            capital = any(tokens.cap[k] for k in range(i + 1, close))
            return Mention(i + 1, close, "POLICY", score=0.8) if inner and capital else None
    return None

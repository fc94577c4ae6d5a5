"""Names of policies: strategies, plans, laws, programmes, agreements, as capitalised words with a head noun.

spaCy's model scatters them over ORG, LAW, EVENT and PRODUCT, or misses them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from policynlp.tag.entities.name_runs import is_word, left_edge, right_edge
from policynlp.tag.entities.name_words import (
    DATED_HEADS,
    FIELD_HEADS,
    LEADING_WORDS,
    NEEDED_BEFORE,
    NUMBERED_HEADS,
    ORG_HEADS,
    POLICY_EXCEPTIONS,
    POLICY_HEADS,
    ROLE_WORDS,
    SURE_HEADS,
    WEAK_HEADS,
)  # fmt: skip
from policynlp.tag.entities.tokens import Mention, Seen, Tokens

_OF = frozenset({"of", "for", "on"})
_NUMBER = re.compile(r"\d[\d/.\-]*\d(?:/[A-Z]{2,4})?|\d+")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_ROMAN = re.compile(r"(?=[IVX])(?:X{0,2})(?:IX|IV|V?I{0,3})")
_OPEN, _CLOSE = frozenset("\"“‘'"), frozenset("\"”’'")
_NAMED_AFTER_QUOTE = POLICY_HEADS | {"campaign", "vision"}
_MAX_QUOTED_WORDS = 8
_MISTAKEN = frozenset({"ORG", "LAW", "WORK_OF_ART", "PRODUCT", "EVENT", "FAC"})
_MIN_RENAMED = 3
_ALONE = frozenset({"agreement", "convention", "treaty", "protocol", "declaration", "charter", "law", "act", "code"})
"""Heads that "of" and a field alone make a name ("Treaty of Lisbon")."""
_STUDIED = frozenset({"policy", "law", "strategy", "reform", "agreement"})
_STUDIES = frozenset(
    {"institute", "centre", "center", "college", "school", "faculty", "observatory", "laboratory", "lab", "forum", "chair"}
)
"""Bodies that are called after what they study: the Institute of Agrarian Policy."""


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
        if tokens.cap[i] and (word in POLICY_HEADS or word in DATED_HEADS or word in FIELD_HEADS) and not tokens.headline[i]:
            mention = _around(tokens, i, seen)
        elif tokens.text[i] in _CLOSE:
            mention = _quoted(tokens, i)
        if mention and not (found and mention.start < found[-1].end):
            found.append(mention)
        elif mention and mention.end > found[-1].end:
            found[-1] = Mention(min(mention.start, found[-1].start), mention.end, "POLICY", score=mention.score)
    return found


def renamed(tokens: Tokens, model: list[Mention]) -> list[Mention]:
    """What the model takes for an organisation or a work and is a law or treaty by its last word ("Keep the Lights On Act")."""
    return [
        Mention(
            m.start + (tokens.lower[m.start] == "the"),
            _year_after(tokens, m.end - 1, m.end, modified=True),
            "POLICY",
            score=0.8,
        )
        for m in model
        if m.label in _MISTAKEN
        and m.end - m.start >= _MIN_RENAMED
        and tokens.cap[m.end - 1]
        and tokens.lower[m.end - 1] in SURE_HEADS
        and tokens.lower[m.end - 2] not in {"of", "and", "&"}
        and tokens.words(m.start, m.end).lower().removeprefix("the ") not in POLICY_EXCEPTIONS
    ]


def listed_policies(tokens: Tokens) -> list[Mention]:
    """Policies of `data/policy_names.txt`, whose names show no head noun."""
    found = []
    for match in _listed().finditer(str(tokens.doc.text)):
        span = tokens.doc.char_span(match.start(), match.end())
        if span is not None and not tokens.furniture[span.start]:
            found.append(Mention(span.start, span.end, "POLICY", score=0.85))
    return found


@cache
def _listed() -> re.Pattern[str]:
    text = files("policynlp.tag.entities").joinpath("data", "policy_names.txt").read_text(encoding="utf-8")
    names = [line for line in text.splitlines() if line and not line.startswith("#")]
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) + r")(?![\w-])")


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
            end = right_edge(tokens, head + 1, prepositions=_OF, lists=False, ends_at=lambda _: False, people=seen.people)
            return Mention(start, end, "POLICY", score=0.8)
    end = head + 1
    numbered = _number_after(tokens, end) if word in NUMBERED_HEADS or word in DATED_HEADS else end
    if numbered > end and start == head and word == "act" and numbered == end + 1 and _YEAR.fullmatch(tokens.text[end]):
        return None  # "the Act 2003" names nothing
    if numbered > end:
        if word in DATED_HEADS and word not in NUMBERED_HEADS and not _YEAR.fullmatch(tokens.text[numbered - 1]):
            return None
        return Mention(start, numbered, "POLICY", score=0.9)
    if word not in POLICY_HEADS and word not in FIELD_HEADS:
        return None
    if end < n and not tokens.barrier[end] and start < head and tokens.text[end] != "I" and _ROMAN.fullmatch(tokens.text[end]):
        return Mention(start, end + 1, "POLICY", score=0.85)  # "Power Development Plan VIII"
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
    elif (
        modified
        and end + 2 < n
        and tokens.text[end] == "("
        and _YEAR.fullmatch(tokens.text[end + 1])
        and tokens.text[end + 2] == ")"
        and word in {"act", "law", "ordinance", "code"}
    ):
        end += 3  # "the Public Finance Management Act (2012)"
    elif end + 1 < n and tokens.lower[end] == "of" and _YEAR.fullmatch(tokens.text[end + 1]) and word in NUMBERED_HEADS:
        end += 2  # "the Inflation Reduction Act of 2022"
    return end


def _checked(tokens: Tokens, start: int, head: int, end: int, nationalities: frozenset[int]) -> Mention | None:
    word = tokens.lower[head]
    before = [k for k in range(start, head) if tokens.text[k][0].isalnum()]
    if (not before and end == head + 1) or (before and tokens.lower[head - 1] == "of"):
        return None  # "the Law"; "College of Law"
    if word in _STUDIED and any(tokens.lower[k] in _STUDIES and tokens.lower[k + 1] in _OF for k in before):
        return None
    field = word in FIELD_HEADS and tokens.lower[head + 1] in {"on", "for"}
    if not field and (word not in POLICY_HEADS or (not before and word not in _ALONE)):
        return None
    needed = NEEDED_BEFORE.get(word)
    if needed and not field and not (before and tokens.lower[before[-1]] in needed):
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

"""What is no part of a name: the field of an office before it, and sums of money that a name model takes for people."""

from __future__ import annotations

from collections.abc import Sequence

from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.roles import FIELDS, role_head

_WHOLE_NAME = 2
_OFFICES = frozenset({"ministry", "department", "secretariat", "office"})
_OF = frozenset({"of", "for"})
_WITHIN = _OF | {"and", "&", ",", "the"}
_BACK_TOKENS = 4


def without_fields(tokens: Tokens, mentions: Sequence[Mention]) -> list[Mention]:
    """Persons without what a name model took in, and without sums of money that it took for people ("N9,000 daily").

    The field of an office goes where the document has a ministry of that name: "Minister of State for Jal Shakti Prahlad Singh
    Kaushal" beside "Ministry of Jal Shakti".
    """
    fields = {field for m in mentions if m.label == "ORG" and (field := _field(tokens, m))}
    longest = max(map(len, fields), default=0)
    out: list[Mention] = []
    for m in mentions:
        if m.label != "PERSON":
            out.append(m)
        elif not any("," in tokens.text[i] and tokens.text[i][-1].isdigit() for i in range(m.start, m.end)):
            start = max(_behind_field(tokens, m, fields, longest), _behind_words(tokens, m))
            if start < m.end:
                out.append(m if start == m.start else Mention(start, m.end, "PERSON", "rule", m.score))
    return out


def _behind_words(tokens: Tokens, m: Mention) -> int:
    """Start of the name in `Minister of Agriculture and` + "Rural Development Ana Reis": behind the words of a field of office.

    Its end where all of it is field: "Agriculture" + "and Rural Development Ana Reis".
    """
    k = m.start
    while k < m.end and tokens.lower[k] in FIELDS:
        k += 1
    if k == m.start or 0 < m.end - k < _WHOLE_NAME:
        return m.start
    first = m.start - 1
    while first >= 0 and (tokens.cap[first] or tokens.lower[first] in _WITHIN) and not tokens.barrier[first + 1]:
        if role_head(tokens.text[first]):
            return k
        first -= 1
    return m.start


def _field(tokens: Tokens, m: Mention) -> tuple[str, ...]:
    words = tokens.lower[m.start : m.end]
    k = 1 if words[0] == "the" else 0
    return tuple(words[k + 2 :]) if len(words) > k + 2 and words[k] in _OFFICES and words[k + 1] in _OF else ()


def _behind_field(tokens: Tokens, m: Mention, fields: set[tuple[str, ...]], longest: int) -> int:
    before = m.start - 1
    if before < 1 or tokens.lower[before] not in _OF:
        return m.start
    if not any(role_head(tokens.text[i]) for i in range(max(0, before - _BACK_TOKENS), before)):
        return m.start
    for length in range(min(longest, m.end - m.start - 1), 0, -1):
        if tuple(tokens.lower[m.start : m.start + length]) in fields:
            return m.start + length
    return m.start

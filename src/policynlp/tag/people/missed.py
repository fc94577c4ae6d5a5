"""Names of people that no model sees: runs of capital words with enough evidence beside them."""

from __future__ import annotations

from collections.abc import Mapping

from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.evidence import STRONG, evidence, person_shaped
from policynlp.tag.people.roles import HONORIFICS, role_head
from policynlp.tag.people.surnames import PARTICLES

_JOINS = PARTICLES | {"i", "y"}
_MAX_NAME_TOKENS = 8
_SCORE = 0.7
_NO_NAME = frozenset({"VERB", "AUX", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "ADV"})


def missed(tokens: Tokens, taken: set[int], called: Mapping[str, int]) -> list[Mention]:
    """Names that no mention covers.

    Args:
        tokens: The document.
        taken: Tokens of all mentions.
        called: See `called_alone`.
    """
    found = []
    i, n = 0, len(tokens)
    while i < n:
        if not _may_begin(tokens, i, taken):
            i += 1
            continue
        end = i + 1
        while end < n and end - i < _MAX_NAME_TOKENS and end not in taken and not tokens.barrier[end] and _goes_on(tokens, end):
            end += 1
        while end > i + 1 and not tokens.cap[end - 1] and not tokens.joined(end - 1):
            end -= 1
        start = i
        while start < end - 1 and (tokens.lower[start] in HONORIFICS or role_head(tokens.text[start])):
            start += 1
        if person_shaped(tokens, start, end) and evidence(tokens, start, end, called=called) >= STRONG:
            found.append(Mention(start, end, "PERSON", "rule", _SCORE))
        i = end
    return found


def _may_begin(tokens: Tokens, i: int, taken: set[int]) -> bool:
    return (
        tokens.cap[i]
        and i not in taken
        and not tokens.furniture[i]
        and not tokens.headline[i]
        and tokens.text[i][-1].isalpha()
        and tokens.doc[i].pos_ not in _NO_NAME
    )


def _goes_on(tokens: Tokens, i: int) -> bool:
    """Whether a name runs on over this token: a capital word, a particle before one, a hyphen inside."""
    if tokens.cap[i]:
        return tokens.text[i][0].isalpha()
    if tokens.text[i] == "-":
        return tokens.joined(i) and i + 1 < len(tokens) and tokens.joined(i + 1)
    if tokens.text[i - 1] == "-" and tokens.joined(i):
        return tokens.text[i].isalpha()
    return tokens.lower[i] in _JOINS and i + 1 < len(tokens) and tokens.cap[i + 1]

"""Names that the beginning of a line tells: labels of turns, the agency of a dateline."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from policynlp.tag.entities.datelines import dateline
from policynlp.tag.entities.model_spans import PERSON_TITLES, person_core
from policynlp.tag.entities.tokens import Mention, Tokens

_LABEL_TOKENS = 7  # "DR. ANN PEMBERTON-LYLE"
_AGENCY_TOKENS = 3
_ASKED = frozenset({"q", "question"})
_ASKED_TOKENS = 16
_LEAST_NAME, _MOST_NAME = 2, 4
_HYPHENS = frozenset({"-", "–", "‑", "."})
_PLACES = frozenset({"GPE", "LOC", "PERSON"})


def labelled(tokens: Tokens, found: Sequence[Mention]) -> list[Mention]:
    """Whole names in the labels of turns that are set in capitals ("TERESITA MANALO-CRUZ:"), of which models see pieces.

    Args:
        tokens: The document.
        found: Its mentions, in order, not overlapping.
    """
    starts = [m.start for m in found]
    dropped: set[int] = set()
    names = []
    for first in _line_starts(tokens):
        colon = first
        while colon < min(len(tokens), first + _LABEL_TOKENS) and _shouted(tokens.text[colon]):
            colon += 1
        if colon >= len(tokens) or tokens.text[colon] != ":":
            continue
        inside = range(bisect_left(starts, first), bisect_left(starts, colon))
        if not any(found[k].label == "PERSON" for k in inside) or any(found[k].end > colon for k in inside):
            continue
        bare = first
        while bare < colon - 1 and (tokens.text[bare] == "." or tokens.lower[bare].rstrip(".") in PERSON_TITLES):
            bare += 1
        start, end, label = person_core(tokens, bare, colon, "PERSON")
        if label == "PERSON" and start < end:
            dropped.update(inside)
            names.append(Mention(start, end, "PERSON", "rule", 0.9))
    return sorted([*(m for k, m in enumerate(found) if k not in dropped), *names], key=lambda m: m.start)


def asked(tokens: Tokens, found: Sequence[Mention]) -> list[Mention]:
    """The names of those who ask, in labels that give them in brackets: "Question (Ana Reis, TV Norte):".

    Args:
        tokens: The document.
        found: Its mentions, in order, not overlapping.
    """
    names, spans = [], []
    for first in _line_starts(tokens):
        if first + 2 >= len(tokens) or tokens.lower[first] not in _ASKED or tokens.text[first + 1] != "(":
            continue
        closed = next((i for i in range(first, min(len(tokens), first + _ASKED_TOKENS)) if tokens.text[i][0] == ")"), first)
        colon = tokens.text[closed : closed + 2] if closed > first else []
        comma = next((i for i in range(first + 2, closed) if tokens.text[i] == ","), first)
        words = tokens.text[first + 2 : comma]
        named = _LEAST_NAME <= len(words) <= _MOST_NAME and all(w[0].isupper() and w.replace("-", "").isalpha() for w in words)
        if named and (colon[:1] == ["):"] or colon == [")", ":"]):
            names.append(Mention(first + 2, comma, "PERSON", "rule", 0.9))
            spans += [
                (first, comma + 1),
                *((m.start, m.end) for m in found if comma < m.start < closed and m.label == "PERSON"),
            ]
    kept = [m for m in found if not any(m.start < end and start < m.end for start, end in spans)]
    return sorted([*kept, *names], key=lambda m: m.start)


def agencies(tokens: Tokens, found: Sequence[Mention]) -> list[Mention]:
    """What stands in brackets in a dateline is the agency that reports, not another place ("XI'AN, Aug. 13 (Xinhua) --").

    Args:
        tokens: The document.
        found: Its mentions, in order, not overlapping.
    """
    starts = list(_line_starts(tokens))
    spans = {_agency(tokens, first, end) for first, end in zip(starts, [*starts[1:], len(tokens)], strict=True)}
    return [
        Mention(m.start, m.end, "ORG", "rule", 0.9) if (m.start, m.end) in spans and m.label in _PLACES else m for m in found
    ]


def _line_starts(tokens: Tokens) -> Iterator[int]:
    return (i for i in range(len(tokens)) if tokens.barrier[i] and not tokens.furniture[i])


def _shouted(word: str) -> bool:
    return word in _HYPHENS or (word.isupper() and word[0].isalpha())


def _agency(tokens: Tokens, first: int, end: int) -> tuple[int, int] | None:
    """Tokens in the brackets of a line's dateline, or at its beginning where a time follows or nothing ("(Xinhua) 09:12")."""
    alone = tokens.text[first] == "("
    found = dateline(tokens.doc, first, end) if tokens.cap[first] else None
    head, stop = (first, min(end, first + _AGENCY_TOKENS + 2)) if alone else found or (first, first)
    opened = next((i for i in range(head, stop) if tokens.text[i] == "("), stop)
    closed = next((i for i in range(opened, stop) if tokens.text[i] == ")"), stop)
    if closed == stop or closed == opened + 1:
        return None
    after = tokens.text[closed + 1].strip() if alone and closed + 1 < end else ""
    return (opened + 1, closed) if not after or after[0].isdigit() else None

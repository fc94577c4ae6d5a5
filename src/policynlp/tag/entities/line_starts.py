"""Names that the beginning of a line tells: labels of turns, the agency of a dateline."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from policynlp.tag.entities.model_spans import PERSON_TITLES, person_core
from policynlp.tag.entities.tokens import Mention, Tokens

_LABEL_TOKENS = 7  # "DR. ANN PEMBERTON-LYLE"
_DATELINE_TOKENS = 16
_AGENCY_TOKENS = 3
_DASHES = frozenset({"—", "–", "-", "--", "―"})
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


def agencies(tokens: Tokens, found: Sequence[Mention]) -> list[Mention]:
    """What stands in brackets in a dateline is the agency that reports, not another place ("XI'AN, Aug. 13 (Xinhua) --").

    Args:
        tokens: The document.
        found: Its mentions, in order, not overlapping.
    """
    spans = {(a, b) for first in _line_starts(tokens) for a, b in _in_dateline(tokens, first)}
    return [
        Mention(m.start, m.end, "ORG", "rule", 0.9) if (m.start, m.end) in spans and m.label in _PLACES else m for m in found
    ]


def _line_starts(tokens: Tokens) -> Iterator[int]:
    return (i for i in range(len(tokens)) if tokens.barrier[i] and not tokens.furniture[i])


def _shouted(word: str) -> bool:
    return word in _HYPHENS or (word.isupper() and word[0].isalpha())


def _in_dateline(tokens: Tokens, first: int) -> Iterator[tuple[int, int]]:
    """Tokens in brackets before the dash of a dateline, or at the beginning of a line that goes on with a time or ends."""
    stop = min(len(tokens), first + _DATELINE_TOKENS)
    if not (tokens.text[first].isupper() or tokens.text[first] == "("):
        return
    for i in range(first, stop):
        if i > first and tokens.barrier[i]:
            return
        if tokens.text[i] == "(":
            end = next((k for k in range(i + 1, min(stop, i + 2 + _AGENCY_TOKENS)) if tokens.text[k] == ")"), -1)
            if end > i + 1:
                after = tokens.text[end + 1] if end + 1 < len(tokens) and not tokens.barrier[end + 1] else ""
                if after in _DASHES or (i == first and (not after.strip() or after[0].isdigit())):
                    yield i + 1, end
            return

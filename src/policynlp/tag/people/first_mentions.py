"""First mentions of people whom the text goes on to call by the surname alone: "It took Wilson Mafabi eleven hours ... said Mafabi".

Where a name model takes the full name for a place, a body or half of it, what the rest of the text calls a person says what it is.
"""

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.evidence import evidence, person_shaped
from policynlp.tag.people.roles import HONORIFICS, MODIFIERS, SURNAMES_TOO, role_head
from policynlp.tag.people.surnames import is_surname_first

OF_PLACES = frozenset(
    """lake port fort mount cape san santa saint st st. new north south east west upper lower el los las great greater bay camp villa jebel
    jabal wadi sao são baton puerto rio abu deir rolls""".split()
)
"""First words of places that are named after people."""
_WHERE = frozenset({"in", "at", "near", "from", "to", "of", "hit", "around", "outside", "through", "across", "into"})
_SCORE = 0.7
_NO_GIVEN_NAME = frozenset({"VERB", "AUX", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "ADV", "NUM", "PUNCT"})


def named_in_full(tokens: Tokens, mentions: list[Mention], sure: set[int], called: Mapping[str, int]) -> list[Mention]:
    """Mentions with the full names of people who have none yet, in the place of whatever lay there.

    Args:
        tokens: The document.
        mentions: In order, not overlapping.
        sure: Ids of mentions that are what they are labelled.
        called: See `evidence.called_alone`.
    """
    full = {tokens.text[m.end - 1] for m in mentions if m.label == "PERSON" and m.end - m.start > 1}
    alone: dict[str, int] = {}
    for m in mentions:
        word = tokens.text[m.start]
        if m.label != "PERSON" or m.end - m.start > 1 or word in full or word in alone or len(word) <= 2:
            continue
        if word in called or evidence(tokens, m.start, m.end) > 0:
            alone[word] = m.start
    found: list[Mention] = []
    for i, word in enumerate(tokens.text):
        if word in alone and i < alone[word] and (start := _given_start(tokens, i)) is not None:
            whole = Mention(start, i + 1, "PERSON", "rule", _SCORE)
            if not any(
                m.overlaps(whole) and (id(m) in sure or _is_another(m, whole) or _is_there(tokens, m)) for m in mentions
            ):
                found.append(whole)
                del alone[word]
    if not found:
        return mentions
    kept = [part for m in mentions for part in _left_of(m, found)]
    return sorted([*kept, *found], key=lambda m: m.start)


def _given_start(tokens: Tokens, i: int) -> int | None:
    """Where a full name begins that ends with the word at `i`; null where it is none."""
    if tokens.furniture[i] or tokens.headline[i] or i == 0 or tokens.barrier[i]:
        return None
    after = i + 1 < len(tokens) and not tokens.barrier[i + 1]
    if after and ((tokens.cap[i + 1] and tokens.text[i + 1].isalpha()) or tokens.text[i + 1] == "-"):
        return None  # "Salmon River"
    start = i
    while start and i - start < 2 and not tokens.barrier[start] and _is_given(tokens, start - 1):
        start -= 1
    if start == i or (
        start and tokens.cap[start - 1] and tokens.text[start - 1].isalpha() and not tokens.sent_start[start - 1]
    ):
        titled = start < i and (tokens.lower[start - 1] in HONORIFICS or role_head(tokens.text[start - 1]) is not None)
        if not titled:
            return None
    if is_surname_first([*tokens.text[start : i + 1]]) or not person_shaped(tokens, start, i + 1):
        return None
    return start


def _is_given(tokens: Tokens, i: int) -> bool:
    low, word = tokens.lower[i], tokens.text[i]
    title = (
        low in HONORIFICS or low in MODIFIERS or (role_head(word) is not None and low not in SURNAMES_TOO) or low in OF_PLACES
    )
    named = tokens.cap[i] and word.isalpha() and not word.isupper() and len(word) > 1 and low not in tokens.small
    return named and not title and tokens.doc[i].pos_ not in _NO_GIVEN_NAME


def _is_another(m: Mention, whole: Mention) -> bool:
    """Whether a mention is a person's who is more than a part of this name."""
    return m.label == "PERSON" and not (whole.start <= m.start and m.end <= whole.end)


def _is_there(tokens: Tokens, m: Mention) -> bool:
    """Whether what a model takes for a place stands where places do: "floods hit Sao Paulo"."""
    return m.label in {"GPE", "LOC", "FAC"} and m.start > 0 and tokens.lower[m.start - 1] in _WHERE


def _left_of(m: Mention, found: list[Mention]) -> list[Mention]:
    """What remains of a mention beside the names: its words before; the whole mention, where it touches none."""
    over = next((f for f in found if f.overlaps(m)), None)
    if over is None:
        return [m]
    return [replace(m, end=over.start)] if m.start < over.start else []

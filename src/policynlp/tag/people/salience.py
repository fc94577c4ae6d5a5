"""Who "he" or "she" is: features of each person named before, weighted by a table.

A log-linear ranker: one weight a feature, softmax over the candidates. What it says of a pronoun that says something is one of the
things that a ranker of speakers weighs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

FEATURES = (
    "same_sentence", "one_back", "two_back", "three_back", "far_back", "nearest", "subject", "first_in_sentence",
    "possessor", "object", "same_passage", "quoted", "gender_stated", "gender_likely", "mentions", "parallel", "main_subject",
    "in_title", "after", "spoke_last", "focus",
)  # fmt: skip


class Seen(NamedTuple):
    """A mention of a person as the ranker sees it.

    Attributes:
        key: Key of the person.
        token: First token.
        sentence: Number of its sentence.
        passage: Number of its passage.
        subject: Whether it is a subject.
        main: Whether its verb is the head of the sentence.
        possessor: Whether it owns something ("Mwangi's").
        object: Whether it is an object, also of a preposition.
        first: Whether nobody is named before it in the sentence.
        quoted: Whether it stands in quotation marks or in what somebody says.
        title: Whether it stands in a title or heading.
    """

    key: str
    token: int
    sentence: int
    passage: int
    subject: bool
    main: bool
    possessor: bool
    object: bool
    first: bool
    quoted: bool
    title: bool


class Pronoun(NamedTuple):
    """Where a pronoun stands: token, sentence, passage, whether it is a subject, whether in marks."""

    token: int
    sentence: int
    passage: int
    subject: bool
    quoted: bool


def features(
    pronoun: Pronoun,
    mentions: Sequence[Seen],
    *,
    stated: Mapping[str, bool],
    likely: Mapping[str, bool],
    spoke_last: tuple[str, int] | None = None,
) -> dict[str, list[float]]:
    """Features of every candidate.

    Args:
        pronoun: The pronoun.
        mentions: Those that may be meant, nearest first.
        stated: Candidates whose gender the text states, and that it fits.
        likely: The same by given name.
        spoke_last: Who spoke last before the pronoun, and the token at which that is said.

    Returns:
        Key to feature values in the order of `FEATURES`.
    """
    out: dict[str, list[float]] = {}
    counts: dict[str, int] = {}
    focus = _focus(pronoun, mentions, spoke_last)
    for m in mentions:
        counts[m.key] = counts.get(m.key, 0) + 1
    for rank, m in enumerate(mentions):
        if m.key in out:
            continue
        back = pronoun.sentence - m.sentence
        after = m.token > pronoun.token
        out[m.key] = [
            float(back == 0 and not after), float(back == 1), float(back == 2), float(back == 3), float(max(0, back - 3)),
            float(rank == 0), float(m.subject), float(m.first), float(m.possessor), float(m.object),
            float(m.passage == pronoun.passage), float(m.quoted and not pronoun.quoted), float(stated.get(m.key, False)),
            float(likely.get(m.key, False)), math.log(counts[m.key]), float(m.subject and pronoun.subject),
            float(m.subject and m.main), float(m.title), float(after), float(spoke_last is not None and m.key == spoke_last[0]),
            float(m.key == focus),
        ]  # fmt: skip
    return out


def _focus(pronoun: Pronoun, mentions: Sequence[Seen], spoke_last: tuple[str, int] | None) -> str | None:
    """Whom the text is about just now: the latest of the last main subject outside of speech and of who spoke last."""
    for m in mentions:
        if m.token < pronoun.token and m.subject and m.main and not m.quoted:
            return m.key if spoke_last is None or m.token >= spoke_last[1] else spoke_last[0]
    return spoke_last[0] if spoke_last is not None else None


WEIGHTS: tuple[float, ...] = (
    1.52, 0.95, 0.16, -0.23, -0.73,
    0.88, 0.92, 0.05, 0.33, 0.30,
    0.66, -1.14, 0.65, 0.24, 0.36, 0.52,
    0.61, -0.50, 1.20, 0.40, 1.54,
)  # fmt: skip
"""For a pronoun that is the source of a quotation in the news: set by hand on texts of our own, then fitted from there to 589 of their
pronouns (543 right before, 547 when each is read with weights of the others; half the square of how far a weight moves counts 50 times).
The paragraph and the sentence before matter more, who is named often less, than in the encyclopedia articles of which GAP is made."""


def ranked(candidates: Mapping[str, Sequence[float]]) -> list[tuple[str, float]]:
    """Candidates with their probabilities, the likeliest first; of equals the one mentioned nearest."""
    if not candidates:
        return []
    scores = {k: sum(w * x for w, x in zip(WEIGHTS, v, strict=True)) for k, v in candidates.items()}
    top = max(scores.values())
    powers = {k: math.exp(s - top) for k, s in scores.items()}
    total = sum(powers.values())
    return sorted(((k, p / total) for k, p in powers.items()), key=lambda kv: -kv[1])

"""Passages of several sentences with several themes, made of our own short ones.

Real paragraphs mix subjects, while most of our own examples are one sentence about one thing. Joined at random, they teach that a
theme may fill one sentence of four, and show out of fold whether it is found there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from policynlp.train.data import Item

MIXED = frozenset({"own", "neutral"})
"""Sources whose items are mixed: those with every theme labelled."""
MIXED_WEIGHT = 0.5
"""Micro-F1 of the 75 probe passages, of parliamentary questions (one label each) and of mixtures out of fold: .790, .544, .54
without mixtures, .807, .535, .59 with weight 1, .784, .521, .65 with 4, where calibration leaves mixtures out: they have more
themes than real passages, and thresholds chosen on them are too low elsewhere. Half a weight since there are three times as many."""
_ROUNDS = 2  # each item is mixed twice, with others each time


def mixtures(items: Sequence[Item], *, fold: Callable[[Item], int]) -> list[Item]:
    """Join two to four items of one fold into a passage that has the themes and facets of all.

    Args:
        items: Training items; those of `MIXED` sources are used.
        fold: The fold of an item; a mixture stays in it, so that no part is on both sides of a split.

    Returns:
        Mixtures, in an order and of parts that depend on the items' ids alone.
    """
    folds: dict[int, list[Item]] = {}
    for item in items:
        if item.source in MIXED:
            folds.setdefault(fold(item), []).append(item)
    out: list[Item] = []
    for number, members in sorted(folds.items()):
        for turn in range(_ROUNDS):
            shuffled = sorted(members, key=lambda item, turn=turn: _hash(f"{turn}/{item.id}"))  # type: ignore[misc]
            while shuffled:
                size = 2 + _hash(shuffled[0].id) % 3
                parts, shuffled = shuffled[:size], shuffled[size:]
                out.append(_joined(f"mixed/{number}-{turn}-{len(shuffled)}", parts))
    return out


def _joined(ident: str, parts: Sequence[Item]) -> Item:
    every = parts[0].positive | parts[0].negative
    positive = frozenset().union(*(p.positive for p in parts))
    return Item(
        id=ident,
        text=" ".join(p.text for p in parts),
        source="mixed",
        group=parts[0].group,
        positive=positive,
        negative=every - positive,
        weight=MIXED_WEIGHT,
        facets=frozenset().union(*(p.facets or frozenset() for p in parts)),
    )


def _hash(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)

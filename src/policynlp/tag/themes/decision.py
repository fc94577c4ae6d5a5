"""Assigned, unsure or none: what a probability is good for.

A threshold of best F1 is a forced choice: near it, a label is wrong more often than right. Passages may be declined instead.
"""

from __future__ import annotations

from collections.abc import Iterable

from policynlp.tags import Decision

LOWER, UPPER = 0.15, 0.45
"""Between these nothing is sure. Out of fold, on 11,495 speech sentences and passages, titles of bills and passages of our own:

| unsure: passages whose likeliest theme lies | part | of those with no right answer |
|---|---|---|
| below its threshold, at most one in log-odds | .117 | .283 |
| around its threshold, -1 to .5 in log-odds | .210 | .461 |
| from .15 to .45 | .216 | .480 |
| from .15 to .5 | .257 | .535 |
| where vector and words name different themes | .409 | .598 |

Bounds are where a decision becomes as often wrong as right: of passages between .40 and .45 49 % have no right answer, of those
between .10 and .15 41 %, between .15 and .20 55 %. That the two views disagree tells next to nothing beside the probability: area
under the curve .48 to .63 by itself, where distance from the threshold has .78 and fourteen features together .80."""
_ORDER: tuple[Decision, ...] = ("none", "unsure", "assigned")


def decide(score: float, threshold: float) -> Decision:
    """What to make of a theme's probability.

    Args:
        score: The probability.
        threshold: From which it counts where a choice is forced.
    """
    if score >= max(threshold, UPPER):
        return "assigned"
    return "unsure" if score >= LOWER else "none"


def strongest(decisions: Iterable[Decision]) -> Decision:
    """Of several passages the most decided: a document has what one of its passages has."""
    return max(decisions, key=_ORDER.index, default="none")

"""Figures that a text itself sets against what another text has: "the minister spoke of 47 shelters, but the auditors found 38".

The figure of the auditors agrees with the other text, so that this one's is settled; the minister's contradicts it all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from policynlp.link.companions import Found
from policynlp.link.likeness import APART_FACTOR
from policynlp.link.pair_model import load_pair_model
from policynlp.link.pair_table import described
from policynlp.link.pair_verdicts import differ
from policynlp.link.pairs import later_first
from policynlp.link.statements import Statement
from policynlp.link.verdicts import apart, near

LEAST_LOG_ODDS = 1.0
"""Of being of one thing, told by the pair alone. In 158 dossiers of our own (of which the weights have seen the pairs) three pairs of
two speakers are above it, and all three are differences for their reader; four more that are, are below."""
_NEAR_CHARS = 450
"""A paragraph or two: what is disputed is told together."""


def disputed(left: Sequence[Statement], right: Sequence[Statement], told: Sequence[Found]) -> Iterator[Found]:
    """Differences to figures that agree with one told beside, by somebody else.

    Args:
        left: All statements of one text.
        right: All statements of the other.
        told: What is told of the two texts; agreements count.

    Yields:
        Statements with their verdict, the later one first.
    """
    ends = {end.claim for row in told for end in row[:2]}
    seen: set[frozenset[str]] = set()
    pairs = []
    for row in told:
        if row[2].kind not in {"agrees", "compatible"}:
            continue
        for x, y in (row[:2], row[1::-1]):
            own = left if x.party == left[0].party else right
            for z in _beside(x, own):
                key = frozenset({z.claim, y.claim})
                if z.claim not in ends and key not in seen and _may_dispute(z, y):
                    seen.add(key)
                    pairs.append((z, y))
    if not pairs:
        return
    same = load_pair_model().heads["same"].log_odds(described(pairs, left, right))
    for z, y in (pairs[n] for n in np.flatnonzero(same >= LEAST_LOG_ODDS).tolist()):
        later, earlier = later_first(z, y)
        if (verdict := differ(later, earlier, 1.0)) is not None:
            yield later, earlier, verdict


def _beside(x: Statement, own: Iterable[Statement]) -> Iterator[Statement]:
    """The figures near one of the same text that somebody else tells."""
    for z in own:
        same = z.dimension == x.dimension and z.claim != x.claim and abs(z.span[0] - x.span[0]) <= _NEAR_CHARS
        if same and z.speaker and z.speaker != x.speaker and not near(z, x):
            yield z


def _may_dispute(z: Statement, y: Statement) -> bool:
    told = not (z.cell or z.worked_out or z.small) and z.dimension == y.dimension and bool(z.figure.value)
    return told and z.vector is not None and y.vector is not None and apart(z, y) <= APART_FACTOR and not near(z, y)

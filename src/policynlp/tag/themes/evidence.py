"""Which sentences made a label: the fewest that carry what the passage has of the theme."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from policynlp.document import Span

_MOST = 3  # more than three sentences explain nothing
_NEAR = 0.6  # of the best sentence's lead over the average sentence: below it, a sentence adds little


def minimal_evidence(sentences: Sequence[Span], strength: npt.NDArray[np.float64]) -> tuple[Span, ...]:
    """The strongest sentence, and those that come near it.

    Args:
        sentences: Sentences of one passage.
        strength: How much each speaks for the theme, as log-odds.

    Returns:
        One to three spans, in order of the text; empty for no sentences.
    """
    if not sentences:
        return ()
    order = np.argsort(-strength, kind="stable")
    best, mean = float(strength[order[0]]), float(strength.mean())
    bar = mean + _NEAR * (best - mean)
    chosen = [n for n in order[:_MOST] if n == order[0] or (strength[n] > bar and strength[n] > 0)]
    return tuple(sentences[n] for n in sorted(chosen))

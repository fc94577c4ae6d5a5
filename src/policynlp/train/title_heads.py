"""Heads that titles of bills have for themselves, fitted on titles alone and laid over what all texts share.

What the shared heads learn from titles they keep; the titles' own are regressions that see nothing else. Both are added up in the
weights that only titles use, so that a prediction costs what it cost before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.train.linear import fit_labels
from policynlp.train.network import Network
from policynlp.train.vectors import Design

OWN_SHARE = 0.7
"""Of the titles' own heads. Out of fold, titles dealt at random, macro-F1 of bills and average precision of agriculture: .774, .837 with
0, .780, .864 with .5, .786, .874 with .7; speech sentences .602, .601, .604, speech passages .690, .691, .692."""
_WORDS_SHARE = 0.6
"""Of the hashed words within them. Titles alone, dense strength 10 and lexical 30: macro-F1 .774 with .4, .783 with .5 and .6."""
_STRENGTH, _LEXICAL_STRENGTH = 10.0, 30.0
Heads = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]


def with_title_heads(
    known: Design, words: Any, rows: npt.NDArray[np.bool_], network: Network, lexical: Heads, *, lexical_weight: float
) -> tuple[Network, Heads]:
    """Both views with the heads of titles laid over them.

    Args:
        known: The training items.
        words: Their hashed words, weighed, `(items, buckets)`.
        rows: Which items may be used.
        network: The dense view, as fitted on everything: vectors, contexts, vectors of titles, and being a title.
        lexical: Coefficients `(themes, 2 * buckets)` and intercepts of the lexical view; the latter half is of titles.
        lexical_weight: Of the lexical view in the blend.

    Returns:
        The same, changed only in what titles alone use; unchanged where no title may be used.
    """
    titles = np.flatnonzero(rows & (known.readings.titles == 1))
    if not len(titles):
        return network, lexical
    labels, ones = known.labels[titles], np.ones(len(titles))
    every = ones.astype(bool)
    vectors = known.readings.vectors
    own, bias = fit_labels(vectors[titles], labels, ones, every, strength=_STRENGTH, balance=1.0)
    own_words, words_bias = fit_labels(words[titles], labels, ones, every, strength=_LEXICAL_STRENGTH, balance=1.0)

    width, buckets = vectors.shape[1], words.shape[1]
    coefficients, intercepts = lexical
    dense_scale, words_scale = (1 - _WORDS_SHARE) / (1 - lexical_weight), _WORDS_SHARE / lexical_weight
    beside = lexical_weight / (1 - lexical_weight)  # one flag for both views
    linear = network.linear.copy()
    flag = linear[-1]
    linear[2 * width : -1] = _mixed(linear[2 * width : -1], linear[:width], dense_scale * own.T)
    linear[-1] = _mixed(flag, network.bias, dense_scale * bias) + OWN_SHARE * beside * (words_scale * words_bias - intercepts)
    coefficients = coefficients.copy()
    coefficients[:, buckets:] = _mixed(coefficients[:, buckets:], coefficients[:, :buckets], words_scale * own_words)
    return replace(network, linear=linear), (coefficients, intercepts)


def _mixed(titles: npt.NDArray[Any], shared: npt.NDArray[Any], own: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """What is added for titles, so that shared and added together are the mean of what they were and of the titles' own."""
    return np.asarray((1 - OWN_SHARE) * titles - OWN_SHARE * shared + OWN_SHARE * own)

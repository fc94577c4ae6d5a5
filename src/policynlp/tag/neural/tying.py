"""Which cue a content belongs to: pointers and plain distance added up, then cues that were left without a content.

With gold spans the nearest cue in the same sentence is right more often than the pointer alone, and the pointer is right where
several people speak in one sentence; so both are added up (see the model card for the figures).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from policynlp.tag.neural.decoding import Decoding
from policynlp.tag.neural.readout import CUE, Floats, Ints, Readout, buckets
from policynlp.tag.neural.viterbi import Run

REACH_PLACES = 320
"""No pointer is followed further: windows are cut at 384, and few pairs stand that far apart."""
SCALE = 128**-0.5


@dataclass(slots=True)
class Piece:
    """A content with its cue: the first word of that, or below 0 for none; scores of all cues it might have."""

    run: Run
    cue: int
    scores: Mapping[int, float] = field(default_factory=dict)


@dataclass(slots=True)
class Layers:
    """Runs of words, the sentence of each word, and the contents with their cues.

    Attributes:
        contents, cues, sources: Runs, in order; tying adds cues.
        sentence: Number of the sentence of each word.
        pieces: Contents with their cues.
    """

    contents: list[Run]
    cues: list[Run]
    sources: list[Run]
    sentence: Ints
    pieces: list[Piece] = field(default_factory=list)


def tied(readout: Readout, layers: Layers, decoding: Decoding) -> list[Piece]:
    """Contents, each with the cue that its words point to on average."""
    row_of = {int(w): k for k, w in enumerate(readout.content)}
    found = {run[0] for run in layers.cues}
    places = readout.place[readout.cue]
    out: list[Piece] = []
    for run in layers.contents:
        near_low = int(np.searchsorted(places, readout.place[run[0]] - REACH_PLACES))
        near_high = int(np.searchsorted(places, readout.place[run[1] - 1] + REACH_PLACES, side="right"))
        inside = [k for k in range(near_low, near_high) if not run[0] <= int(readout.cue[k]) < run[1]]
        rows = [row_of[w] for w in range(*run) if w in row_of]
        if not inside or not rows:
            out.append(Piece(run, -1 - run[0]))
            continue
        candidates = np.asarray(inside)
        at = readout.content[rows]
        scores = _pointer_scores(readout, rows, candidates, at)  # (words, candidates)
        probability = np.exp(scores - _logsumexp(scores))
        begins = readout.cue[candidates]
        share = probability.mean(axis=0)
        allowed = np.asarray([int(b) in found for b in begins]) | (share > decoding.insisted)
        if not allowed.any():
            out.append(Piece(run, -1 - run[0]))
            continue
        begins, logs = begins[allowed], np.log(probability[:, allowed] + 1e-6) * decoding.cue_pointer
        prior = prior_of(layers.sentence, run, begins, decoding.cue_same_sentence, decoding.cue_far)
        total = logs.mean(axis=0) + prior
        begin = int(begins[total.argmax()])
        out.append(Piece(run, begin, dict(zip(begins.tolist(), total.tolist(), strict=True))))
        if begin not in found:
            found.add(begin)
            layers.cues.append(_grown(readout, begin))
    return out


def adopt(layers: Layers, bid: float) -> None:
    """Give a cue without content the one that it scores best for, where that one's cue keeps another.

    Each attribution of the training articles has exactly one cue and at least one content, so a cue without one has lost it: on the
    development articles half of such cues are right. A cue right behind one that has a content is the rest of it ("then" +
    "pointed out").

    Args:
        layers: Changed in place.
        bid: Added to what the cue without content scores.
    """
    busy = {piece.cue for piece in layers.pieces}
    ends = {run[1]: run for run in layers.cues if run[0] in busy}
    idle = [run for run in layers.cues if run[0] not in busy]
    parts = [run for run in idle if run[0] in ends]
    rest = set(parts)
    grown = {ends[run[0]]: (ends[run[0]][0], run[1]) for run in parts}
    layers.cues = [grown.get(run, run) for run in layers.cues if run not in rest]
    has = Counter(piece.cue for piece in layers.pieces)
    may_have: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in layers.pieces:
        for begin in piece.scores:
            may_have[begin].append(piece)
    for begin, _ in sorted(run for run in idle if run not in rest):
        best, most = None, -bid
        for piece in may_have[begin]:
            gain = piece.scores[begin] - piece.scores[piece.cue]
            if has[piece.cue] > 1 and gain > most:
                best, most = piece, gain
        if best is not None:
            has[best.cue] -= 1
            has[begin] += 1
            best.cue = begin


def _pointer_scores(readout: Readout, rows: Sequence[int], candidates: Ints, at: Ints) -> Floats:
    """Scores of some words for some cues, `(words, cues)`."""
    query = readout.content_query[rows].astype(np.float32)
    key = readout.cue_key[candidates].astype(np.float32)
    delta = readout.place[readout.cue[candidates]][None, :] - readout.place[at][:, None]
    scores: Floats = (query @ key.T) * SCALE + readout.distance[0][buckets(delta)]
    return scores


def _logsumexp(scores: Floats) -> Floats:
    most = scores.max(axis=1, keepdims=True)
    out: Floats = most + np.log(np.exp(scores - most).sum(axis=1, keepdims=True))
    return out


def prior_of(sentence: Ints, run: Run, begins: Ints, same: float, far: float) -> Floats:
    """Score of each partner by where it stands."""
    within = (begins >= run[0]) & (begins < run[1])
    gap = np.where(begins < run[0], run[0] - begins, begins - run[1] + 1)
    gap = np.where(within, 0, gap)
    together = (sentence[begins] >= sentence[run[0]]) & (sentence[begins] <= sentence[run[1] - 1])
    out: Floats = (same * together - far * np.log2(1.0 + gap)).astype(np.float32)
    return out


def _grown(readout: Readout, begin: int) -> Run:
    """The cue that a word begins, found by the probability of what follows."""
    end = begin + 1
    while (
        end < len(readout.starts) and readout.layers[end, CUE].argmax() == 2 and readout.passage[end] == readout.passage[begin]
    ):
        end += 1
    return begin, end

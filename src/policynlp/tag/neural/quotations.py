"""Runs of content, cue and source tied into attributions: pointers and plain distance together decide what belongs to what.

With gold spans the nearest cue in the same sentence is right more often than the pointer alone, and the pointer is right where
several people speak in one sentence; so both are added up (see the model card for the figures).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from policynlp.document import Span
from policynlp.tag.neural.readout import CONTENT, CUE, SOURCE, Floats, Ints, Readout, buckets, sentence_of
from policynlp.tag.neural.viterbi import Run, Transitions, best_runs

_REACH_PLACES = 320  # a pointer never saw anything further away
_ISLAND = 0.02
_SCALE = 128**-0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """What calibration chose on the quantised model; see `policynlp.train.encoder.calibrate`.

    Attributes:
        content, cue, source: Transitions of the layers.
        cue_same_sentence, source_same_sentence: Added to the score of a partner in the same sentence.
        cue_far, source_far: Taken off for each doubling of the words between.
        cue_pointer, source_pointer: Weight of the pointers.
        insisted: Probability of the pointer that adds a cue which the layer did not find.
        no_source: Added to the score of having no source.
        switch: Taken off for each change of cue within a content.
        least_score: Attributions below it are left out.
    """

    content: Transitions = field(default_factory=Transitions)
    cue: Transitions = field(default_factory=Transitions)
    source: Transitions = field(default_factory=Transitions)
    cue_same_sentence: float = 2.0
    source_same_sentence: float = 2.0
    cue_far: float = 0.5
    source_far: float = 0.5
    cue_pointer: float = 1.0
    source_pointer: float = 1.0
    insisted: float = 0.15
    no_source: float = 0.0
    switch: float = 6.0
    least_score: float = 0.0

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Decoding:
        """Inverse of `dataclasses.asdict`."""
        layers = {k: Transitions(**data[k]) for k in ("content", "cue", "source") if k in data}  # type: ignore[arg-type]
        return cls(**{**data, **layers})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """An attribution as the encoder reads it, in characters of the text.

    Attributes:
        content: Spans in order.
        cue, source: Spans, or null.
        score: Mean probability of the words of content and cue.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    score: float


@dataclass(slots=True)
class _Layers:
    contents: list[Run]
    cues: list[Run]
    sources: list[Run]
    sentence: Ints
    by_cue: dict[int, list[Run]] = field(default_factory=dict)


def decode_quotations(readout: Readout, text: str, decoding: Decoding) -> list[Quotation]:
    """Attributions of a text, ordered by the start of their content.

    Args:
        readout: What the heads say.
        text: The text.
        decoding: Parameters.
    """
    if not len(readout.starts):
        return []
    starts, ends = readout.starts.tolist(), readout.ends.tolist()
    layers = _Layers(
        contents=_whole_words(text, starts, ends, best_runs(readout.layers[:, CONTENT], decoding.content, likely=_ISLAND)),
        cues=_whole_words(text, starts, ends, best_runs(readout.layers[:, CUE], decoding.cue, likely=_ISLAND)),
        sources=_whole_words(text, starts, ends, best_runs(readout.layers[:, SOURCE], decoding.source, likely=_ISLAND)),
        sentence=sentence_of(text, starts, ends, readout.passage.tolist()),
    )
    probability = 1 - np.exp(readout.layers[:, :, 0])
    _tie_contents(readout, layers, decoding)
    out = []
    cues = {run[0]: run for run in layers.cues}
    sources = {run[0]: run for run in layers.sources}
    places = readout.place[readout.source]
    for begin, contents in sorted(layers.by_cue.items()):
        cue = cues.get(begin)
        source = _source_of(readout, layers.sentence, cue, sources, places, decoding) if cue else None
        words = [k for run in contents for k in range(*run)]
        score = float(probability[words, CONTENT].mean())
        if cue:
            score = (score + float(probability[cue[0] : cue[1], CUE].mean())) / 2
        if score < decoding.least_score:
            continue
        out.append(
            Quotation(
                content=tuple((starts[a], ends[b - 1]) for a, b in sorted(contents)),
                cue=(starts[cue[0]], ends[cue[1] - 1]) if cue else None,
                source=(starts[source[0]], ends[source[1] - 1]) if source else None,
                score=round(score, 4),
            )
        )
    out.sort(key=lambda q: (q.content, q.cue or (0, 0)))
    return out


def _whole_words(text: str, starts: Sequence[int], ends: Sequence[int], runs: Sequence[Run]) -> list[Run]:
    """Runs without the marks at their edges; those of marks alone are dropped."""
    out = []
    for low, high in runs:
        while low < high and not any(c.isalnum() for c in text[starts[low] : ends[low]]):
            low += 1
        while high > low and not any(c.isalnum() for c in text[starts[high - 1] : ends[high - 1]]):
            high -= 1
        if low < high:
            out.append((low, high))
    return out


def _tie_contents(readout: Readout, layers: _Layers, decoding: Decoding) -> None:
    """Give each content its cue; a content whose words point to several cues is cut between them."""
    row_of = {int(w): k for k, w in enumerate(readout.content)}
    found = {run[0] for run in layers.cues}
    places = readout.place[readout.cue]
    for run in layers.contents:
        near_low = int(np.searchsorted(places, readout.place[run[0]] - _REACH_PLACES))
        near_high = int(np.searchsorted(places, readout.place[run[1] - 1] + _REACH_PLACES, side="right"))
        inside = [k for k in range(near_low, near_high) if not run[0] <= int(readout.cue[k]) < run[1]]
        rows = [row_of[w] for w in range(*run) if w in row_of]
        if not inside or not rows:
            layers.by_cue.setdefault(-1 - run[0], []).append(run)
            continue
        candidates = np.asarray(inside)
        at = readout.content[rows]
        scores = _pointer_scores(readout, rows, candidates, at)  # (words, candidates)
        probability = np.exp(scores - _logsumexp(scores))
        begins = readout.cue[candidates]
        share = probability.mean(axis=0)
        allowed = np.asarray([int(b) in found for b in begins]) | (share > decoding.insisted)
        if not allowed.any():
            layers.by_cue.setdefault(-1 - run[0], []).append(run)
            continue
        begins, logs = begins[allowed], np.log(probability[:, allowed] + 1e-6)
        prior = _prior(layers.sentence, run, begins, decoding.cue_same_sentence, decoding.cue_far)
        for low, high, choice in _segments(logs * decoding.cue_pointer, prior, decoding.switch):
            begin = int(begins[choice])
            piece = (run[0] if low == 0 else int(at[low]), run[1] if high == len(at) else int(at[high]))
            layers.by_cue.setdefault(begin, []).append(piece)
            if begin not in found:
                found.add(begin)
                layers.cues.append(_grown(readout, begin, CUE))


def _pointer_scores(readout: Readout, rows: Sequence[int], candidates: Ints, at: Ints) -> Floats:
    query = readout.content_query[rows].astype(np.float32)
    key = readout.cue_key[candidates].astype(np.float32)
    delta = readout.place[readout.cue[candidates]][None, :] - readout.place[at][:, None]
    scores: Floats = (query @ key.T) * _SCALE + readout.distance[0][buckets(delta)]
    return scores


def _logsumexp(scores: Floats) -> Floats:
    most = scores.max(axis=1, keepdims=True)
    out: Floats = most + np.log(np.exp(scores - most).sum(axis=1, keepdims=True))
    return out


def _prior(sentence: Ints, run: Run, begins: Ints, same: float, far: float) -> Floats:
    """Score of each partner by where it stands."""
    within = (begins >= run[0]) & (begins < run[1])
    gap = np.where(begins < run[0], run[0] - begins, begins - run[1] + 1)
    gap = np.where(within, 0, gap)
    together = (sentence[begins] >= sentence[run[0]]) & (sentence[begins] <= sentence[run[1] - 1])
    out: Floats = (same * together - far * np.log2(1.0 + gap)).astype(np.float32)
    return out


def _segments(logs: Floats, prior: Floats, switch: float) -> list[tuple[int, int, int]]:
    """Words cut where their cue changes: the best path with a cost for each change.

    The prior counts once for a content, as the pointers do on average.

    Returns:
        First word, one past the last word, index of the cue.
    """
    words = len(logs)
    if logs.shape[1] == 1:
        return [(0, words, 0)]
    whole = logs.mean(axis=0) + prior
    best = int(whole.argmax())
    gain = logs.max(axis=1).sum() - logs[:, best].sum()
    if gain < switch:
        return [(0, words, best)]
    total = logs[0] + prior
    back = np.zeros(logs.shape, dtype=np.int64)
    for k in range(1, words):
        top = int(total.argmax())
        moved = total[top] - switch
        back[k] = np.where(total >= moved, np.arange(len(total)), top)
        total = np.maximum(total, moved) + logs[k]
    state = int(total.argmax())
    states = [state]
    for k in range(words - 1, 0, -1):
        state = int(back[k, state])
        states.append(state)
    states.reverse()
    cuts = [0, *(k for k in range(1, words) if states[k] != states[k - 1]), words]
    return [(a, b, states[a]) for a, b in itertools.pairwise(cuts)]


def _grown(readout: Readout, begin: int, layer: int) -> Run:
    """The run that a word begins, found by the probability of what follows."""
    end = begin + 1
    while (
        end < len(readout.starts)
        and readout.layers[end, layer].argmax() == 2
        and readout.passage[end] == readout.passage[begin]
    ):
        end += 1
    return begin, end


def _source_of(
    readout: Readout, sentence: Ints, cue: Run, sources: Mapping[int, Run], places: Ints, decoding: Decoding
) -> Run | None:
    """The source of a cue, or null where the pointer says that there is none; `places` are those of `readout.source`."""
    k = int(np.searchsorted(readout.cue, cue[0]))
    if k == len(readout.cue) or int(readout.cue[k]) != cue[0]:
        return None
    here = int(readout.place[cue[0]])
    low, high = (int(np.searchsorted(places, here + s * _REACH_PLACES)) for s in (-1, 1))
    none = float(readout.cue_none[k])
    if low == high:
        return None
    begins = readout.source[low:high]
    scores = (readout.source_key[low:high].astype(np.float32) @ readout.cue_query[k].astype(np.float32)) * _SCALE
    scores = scores + readout.distance[1][buckets(readout.place[begins] - here)]
    allowed = np.asarray([int(b) in sources for b in begins])
    if not allowed.any():
        return None
    total = np.logaddexp.reduce(np.append(scores, none))
    logs = (scores[allowed] - total) * decoding.source_pointer
    begins = begins[allowed]
    prior = _prior(sentence, cue, begins, decoding.source_same_sentence, decoding.source_far)
    best = int((logs + prior).argmax())
    if (none - total) * decoding.source_pointer + decoding.no_source > float((logs + prior)[best]):
        return None
    return sources[int(begins[best])]

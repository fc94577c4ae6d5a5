"""Runs of content, cue and source tied into attributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from policynlp.document import Span
from policynlp.tag.neural.decoding import Decoding
from policynlp.tag.neural.readout import CONTENT, CUE, SOURCE, Ints, Readout, buckets, sentence_of
from policynlp.tag.neural.tying import REACH_PLACES, SCALE, Layers, adopt, prior_of, tied
from policynlp.tag.neural.viterbi import Run, Transitions, best_runs

_ISLAND = 0.02
_CUE_MARKS = frozenset(":—–")
"""Marks that attribute by themselves: `Reporter: ...`."""


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

    def runs(layer: int, transitions: Transitions, marks: frozenset[str] = frozenset()) -> list[Run]:
        best = best_runs(readout.layers[:, layer], transitions, likely=_ISLAND, passage=readout.passage)
        return _whole_words(text, starts, ends, best, marks=marks)

    layers = Layers(
        contents=runs(CONTENT, decoding.content),
        cues=runs(CUE, decoding.cue, _CUE_MARKS),
        sources=runs(SOURCE, decoding.source),
        sentence=sentence_of(text, starts, ends, readout.passage.tolist()),
    )
    probability = 1 - np.exp(readout.layers[:, :, 0])
    layers.pieces = tied(readout, layers, decoding)
    adopt(layers, decoding.adopt)
    by_cue: dict[int, list[Run]] = {}
    for piece in layers.pieces:
        by_cue.setdefault(piece.cue, []).append(piece.run)
    out = []
    cues = {run[0]: run for run in layers.cues}
    sources = {run[0]: run for run in layers.sources}
    places = readout.place[readout.source]
    for begin, contents in sorted(by_cue.items()):
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


def _whole_words(
    text: str, starts: Sequence[int], ends: Sequence[int], runs: Sequence[Run], *, marks: frozenset[str]
) -> list[Run]:
    """Runs without the marks at their edges; those of marks alone are dropped, but for a lone one of `marks`."""
    out = []
    for low, high in runs:
        if high - low == 1 and text[starts[low] : ends[low]] in marks:
            out.append((low, high))
            continue
        while low < high and not any(c.isalnum() for c in text[starts[low] : ends[low]]):
            low += 1
        while high > low and not any(c.isalnum() for c in text[starts[high - 1] : ends[high - 1]]):
            high -= 1
        if low < high:
            out.append((low, high))
    return out


def _source_of(
    readout: Readout, sentence: Ints, cue: Run, sources: Mapping[int, Run], places: Ints, decoding: Decoding
) -> Run | None:
    """The source of a cue, or null where the pointer says that there is none; `places` are those of `readout.source`."""
    k = int(np.searchsorted(readout.cue, cue[0]))
    if k == len(readout.cue) or int(readout.cue[k]) != cue[0]:
        return None
    here = int(readout.place[cue[0]])
    low, high = (int(np.searchsorted(places, here + s * REACH_PLACES)) for s in (-1, 1))
    none = float(readout.cue_none[k])
    if low == high:
        return None
    begins = readout.source[low:high]
    scores = (readout.source_key[low:high].astype(np.float32) @ readout.cue_query[k].astype(np.float32)) * SCALE
    scores = scores + readout.distance[1][buckets(readout.place[begins] - here)]
    allowed = np.asarray([int(b) in sources for b in begins])
    if not allowed.any():
        return None
    total = np.logaddexp.reduce(np.append(scores, none))
    logs = (scores[allowed] - total) * decoding.source_pointer
    begins = begins[allowed]
    prior = prior_of(sentence, cue, begins, decoding.source_same_sentence, decoding.source_far)
    best = int((logs + prior).argmax())
    if (none - total) * decoding.source_pointer + decoding.no_source > float((logs + prior)[best]):
        return None
    return sources[int(begins[best])]

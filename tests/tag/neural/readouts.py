"""Readouts that say what a gold annotation says, to test decoding without a model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from policynlp.tag.neural.readout import CONTENT, CUE, DISTANCES, POINTER_DIMENSIONS, SOURCE, Readout

_WORD = re.compile(r"\w+|[^\w\s]")
_LENGTH = 12.0  # of a pointer: two that agree score 12 * 12 / sqrt(128), about 12.7


@dataclass(frozen=True, kw_only=True)
class Said:
    """One attribution as phrases of the text, each of which stands there once."""

    content: tuple[str, ...]
    cue: str | None = None
    source: str | None = None
    cue_probability: float = 0.97


def span(text: str, phrase: str) -> tuple[int, int]:
    """Where a phrase stands, which must be once."""
    assert text.count(phrase) == 1, f"{phrase!r} stands {text.count(phrase)} times"
    start = text.index(phrase)
    return start, start + len(phrase)


def readout(text: str, said: Sequence[Said], *, entities: np.ndarray | None = None) -> Readout:
    """What the heads would say, were they as sure as gold."""
    found = [m.span() for m in _WORD.finditer(text)]
    starts, ends = (np.asarray([w[k] for w in found], dtype=np.int64) for k in (0, 1))
    breaks = [m.start() for m in re.finditer("\n\n", text)]
    passage = np.searchsorted(breaks, starts).astype(np.int64)
    layers = np.full((len(found), 3, 3), 0.002)
    layers[:, :, 0] = 0.996

    def words(phrase: str) -> list[int]:
        a, b = span(text, phrase)
        return [k for k, (s, e) in enumerate(found) if s < b and e > a]

    def lay(at: list[int], layer: int, probability: float = 0.97) -> None:
        layers[at, layer] = np.asarray([1 - probability, 0.001, probability - 0.001])
        layers[at[0], layer] = np.asarray([1 - probability, probability - 0.001, 0.001])

    cues = {phrase: n for n, phrase in enumerate(dict.fromkeys(s.cue for s in said if s.cue))}
    sources = {phrase: n for n, phrase in enumerate(dict.fromkeys(s.source for s in said if s.source))}
    content_query: dict[int, np.ndarray] = {}
    cue_of: dict[int, tuple[np.ndarray, np.ndarray, float]] = {}
    source_of: dict[int, np.ndarray] = {}
    for one in said:
        for phrase in one.content:
            lay(words(phrase), CONTENT)
            content_query |= dict.fromkeys(words(phrase), _towards(cues.get(one.cue) if one.cue else None))
        if one.source:
            lay(words(one.source), SOURCE)
            source_of[words(one.source)[0]] = _towards(sources[one.source])
        if one.cue:
            lay(words(one.cue), CUE, one.cue_probability)
            towards = _towards(sources.get(one.source) if one.source else None)
            cue_of[words(one.cue)[0]] = (_towards(cues[one.cue]), towards, 0.0 if one.source else 12.0)

    def stacked(rows: list[np.ndarray]) -> np.ndarray:
        return np.asarray(rows, dtype=np.float16).reshape(-1, POINTER_DIMENSIONS)

    content, cue, source = (sorted(d) for d in (content_query, cue_of, source_of))
    return Readout(
        starts=starts,
        ends=ends,
        passage=passage,
        place=np.arange(len(found)) + passage,
        layers=np.log(layers).astype(np.float32),
        entities=np.zeros((len(found), 11), dtype=np.float32) if entities is None else entities,
        content=np.asarray(content, dtype=np.int64),
        content_query=stacked([content_query[k] for k in content]),
        cue=np.asarray(cue, dtype=np.int64),
        cue_key=stacked([cue_of[k][0] for k in cue]),
        cue_query=stacked([cue_of[k][1] for k in cue]),
        cue_none=np.asarray([cue_of[k][2] for k in cue], dtype=np.float32),
        source=np.asarray(source, dtype=np.int64),
        source_key=stacked([source_of[k] for k in source]),
        distance=np.zeros((2, 2 * DISTANCES), dtype=np.float32),
    )


def _towards(number: int | None) -> np.ndarray:
    out = np.zeros(POINTER_DIMENSIONS, dtype=np.float16)
    if number is not None:
        out[number] = _LENGTH
    return out

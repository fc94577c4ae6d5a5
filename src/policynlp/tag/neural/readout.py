"""What the heads say of a text, word by word, put together from its windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policynlp.tag.neural.pieces import Pieces
from policynlp.tag.neural.windows import places

POINTER_DIMENSIONS = 128
DISTANCES = 16
LIKELY = 0.02
"""Words with at least this probability of being content, or of beginning a cue or a source, keep their pointers."""
CONTENT, CUE, SOURCE = range(3)
Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readout:
    """What the heads say, word by word in order.

    Attributes:
        starts, ends: Characters of the text, `(words,)`.
        passage: Index of the passage, `(words,)`.
        place: Position among pieces and separators, which distances are counted in, `(words,)`.
        layers: Log-probabilities of outside, begin, inside for content, cue and source, `(words, 3, 3)`.
        entities: Log-probabilities of outside, then begin and inside of each label, `(words, 1 + 2 labels)`.
        content: Words that may be content, and `content_query` their pointers to a cue, `(contents, 128)`.
        cue: Words that may begin a cue; `cue_key` is what contents look for, `cue_query` what they look for in a source,
            `cue_none` the score of having no source.
        source: Words that may begin a source, with their `source_key`.
        distance: Bias of the two pointers by bucket of distance, `(2, 32)`.
    """

    starts: Ints
    ends: Ints
    passage: Ints
    place: Ints
    layers: Floats
    entities: Floats
    content: Ints
    content_query: Halves
    cue: Ints
    cue_key: Halves
    cue_query: Halves
    cue_none: Floats
    source: Ints
    source_key: Halves
    distance: Floats


def log_softmax(logits: Floats) -> Floats:
    """Along the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    out: Floats = (shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))).astype(np.float32)
    return out


def buckets(delta: Ints) -> Ints:
    """Bucket of a distance in positions: 0 for none, one for each power of two, twice by sign (backward first)."""
    size = np.minimum(np.floor(np.log2(np.maximum(np.abs(delta), 1))).astype(np.int64) + 1, DISTANCES - 1)
    out: Ints = np.where(delta == 0, 0, size) + DISTANCES * (delta > 0)
    return out


_FIELDS = (
    "content",
    "content_query",
    "cue",
    "cue_key",
    "cue_query",
    "cue_none",
    "source",
    "source_key",
)


class ReadoutBuilder:
    """Takes what each window says of the pieces that are kept from it.

    Args:
        pieces: Of the whole text.
        distance: The pointers' bias, `(2, 32)`.
    """

    def __init__(self, pieces: Pieces, distance: Floats) -> None:
        self._pieces = pieces
        self._distance = distance
        self._parts: dict[str, list[npt.NDArray[np.generic]]] = {name: [] for name in _FIELDS}
        self._word = np.cumsum(pieces.first) - 1  # piece to word
        # What is said of every word is put in its place at once: 190 bytes a word, which joining parts would need twice.
        self._layers = np.empty((int(self._word[-1]) + 1 if len(pieces) else 0, 3, 3), dtype=np.float32)
        self._entities: Floats | None = None

    def add(self, kept: Ints, at: Ints, *, layers: Floats, entities: Floats, pointers: Floats) -> None:
        """One window.

        Args:
            kept: First pieces of words that are kept from it.
            at: Their positions in the window.
            layers: Logits of the layers for the whole window, `(positions, 9)`.
            entities: Logits of the entity head, likewise.
            pointers: Pointer vectors, `(positions, 512)`.
        """
        said = log_softmax(layers[at].reshape(-1, 3, 3))
        words = self._word[kept]
        if self._entities is None:
            self._entities = np.empty((len(self._layers), entities.shape[-1]), dtype=np.float32)
        self._layers[words] = said
        self._entities[words] = log_softmax(entities[at])
        p = np.exp(said)
        halves = [pointers[:, k * POINTER_DIMENSIONS : (k + 1) * POINTER_DIMENSIONS] for k in range(4)]
        content, cue, source = (
            np.flatnonzero(1 - p[:, CONTENT, 0] > LIKELY),
            np.flatnonzero(p[:, CUE, 1] > LIKELY),
            np.flatnonzero(1 - p[:, SOURCE, 0] > LIKELY),  # also where a source begins on a word that looks like its second
        )
        scale = POINTER_DIMENSIONS**-0.5
        bias = self._distance[1][buckets(-at[cue])]  # "no source" is the window's first position
        for name, value in (
            ("content", words[content]),
            ("content_query", halves[0][at[content]].astype(np.float16)),
            ("cue", words[cue]),
            ("cue_key", halves[1][at[cue]].astype(np.float16)),
            ("cue_query", halves[2][at[cue]].astype(np.float16)),
            ("cue_none", (halves[2][at[cue]] @ halves[3][0]) * scale + bias),
            ("source", words[source]),
            ("source_key", halves[3][at[source]].astype(np.float16)),
        ):
            self._parts[name].append(value)

    def build(self) -> Readout:
        """The whole text."""
        p = self._pieces
        heads = np.flatnonzero(p.first)
        last = np.append(heads[1:], len(p)) - 1
        return Readout(
            starts=p.starts[heads],
            ends=p.ends[last],
            passage=p.passage[heads],
            place=places(p.passage)[heads],
            distance=self._distance,
            layers=self._layers,
            entities=self._entities if self._entities is not None else np.empty((0, 0), dtype=np.float32),
            **{name: np.concatenate(parts) for name, parts in self._parts.items()},
        )


def content_probability(readout: Readout) -> Floats:
    """Probability of each word to be content, `(words,)`."""
    out: Floats = 1 - np.exp(readout.layers[:, CONTENT, 0])
    return out


def sentence_of(text: str, starts: Sequence[int], ends: Sequence[int], passage: Sequence[int]) -> Ints:
    """Number of the sentence of each word, by the marks alone, so that decoding needs no parser.

    A stop ends a sentence where the next word begins with a capital or a mark; titles and initials do not end one.
    """
    out = np.zeros(len(starts), dtype=np.int64)
    number = 0
    for k in range(1, len(starts)):
        if passage[k] != passage[k - 1]:
            number += 1
        elif text[ends[k - 1] - 1] in ".?!…" or (
            text[ends[k - 1] - 1] in "\"”’»')" and k > 1 and text[ends[k - 2] - 1] in ".?!…"
        ):
            begins = text[starts[k]]
            apart = starts[k] > ends[k - 1]
            if (
                apart
                and (begins.isupper() or begins.isdigit() or begins in "\"“‘«„'(")
                and not _abbreviated(text, starts, ends, k - 1)
            ):
                number += 1
        out[k] = number
    return out


_ABBREVIATED = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "rep",
        "gov",
        "gen",
        "st",
        "prof",
        "lt",
        "col",
        "sgt",
        "rev",
        "hon",
        "jr",
        "sr",
        "u",
        "s",
        "d",
    }
)


def _abbreviated(text: str, starts: Sequence[int], ends: Sequence[int], stop: int) -> bool:
    """Whether the stop belongs to a title or an initial."""
    if stop == 0 or text[starts[stop] : ends[stop]] != "." or ends[stop - 1] != starts[stop]:
        return False
    word = text[starts[stop - 1] : ends[stop - 1]]
    return word.lower() in _ABBREVIATED or (len(word) == 1 and word.isupper())

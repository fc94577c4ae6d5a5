"""What annotators made of quotations and names, as examples to train on.

Unmarked words are evidence only where somebody went through all of a passage or document. Elsewhere an item that was accepted,
changed or added says what its own words are, and nothing of any other word.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.document import Passage, Span
from policynlp.tag.neural.pieces import Pieces
from policynlp.train.encoder.examples import IGNORED, Example, Source, example
from policynlp.train.labels import Split, split_of

CORRECTED_LAYERS = ("quotes", "entities")
_FOLD: Mapping[str, str] = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "EVENT": "EVENT"}
_OTHER_NAMES = frozenset({"NORP", "LAW", "POLICY", "WORK_OF_ART", "PRODUCT", "LANGUAGE"})
"""Names of which the encoder's sets do not agree whether they are any: no evidence. What else is labelled is no name to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What people decided on one layer of one text.

    Attributes:
        id: Of the text.
        group: What it resembles; never on both sides of a split.
        text: The whole text, as context.
        passages: Its passages.
        layer: `quotes` or `entities`.
        items: Annotations that stand by people's decisions, as the format gives them.
        complete: Stretches that were gone through: what is unmarked there is none.
    """

    id: str
    group: str
    text: str
    passages: tuple[Passage, ...]
    layer: str
    items: tuple[Mapping[str, Any], ...]
    complete: tuple[Span, ...]

    @property
    def split(self) -> Split:
        """Whether it may be trained on; dealt by the hash of the group, as labelled passages are."""
        return split_of(self.group)


def corrected_example(one: Corrected, tokenizer: Any) -> Example:
    """A corrected text in pieces, with labels where people's decisions are evidence."""
    quotes, names = one.layer == "quotes", one.layer == "entities"
    made = example(
        Source(
            id=one.id,
            text=one.text,
            passages=one.passages,
            quotes=tuple({k: i.get(k) or [] for k in ("content", "cue", "source")} for i in one.items) if quotes else None,
            entities=tuple(folded(one.items)) if names else None,
        ),
        tokenizer,
    )
    known = _touching(made.pieces, one.complete)
    if quotes:
        for column, name in enumerate(("content", "cue", "source")):
            spans = [tuple(span) for item in one.items for span in item.get(name) or ()]
            made.layers[~(known | _touching(made.pieces, spans)), column] = IGNORED
    else:
        spans = [(item["start"], item["end"]) for item in one.items]
        made.entities[~(known | _touching(made.pieces, spans))] = IGNORED
    return made


def noisy(one: Corrected, *, missed: float, seed: int) -> Corrected:
    """As an annotator leaves it who overlooks some of the items: for simulations.

    Args:
        one: What is right.
        missed: Chance that an item is overlooked.
        seed: Of what is overlooked.
    """
    random = np.random.default_rng([seed, zlib.crc32(one.id.encode())])
    return replace(one, items=tuple(item for item in one.items if random.random() >= missed))


def folded(items: Sequence[Mapping[str, Any]]) -> list[tuple[int, int, str | None]]:
    """Names with the encoder's labels; None for one that is no evidence."""
    out: list[tuple[int, int, str | None]] = []
    for item in items:
        label = _FOLD.get(item["label"])
        if label or item["label"] in _OTHER_NAMES:
            out.append((item["start"], item["end"], label))
    return out


def _touching(pieces: Pieces, spans: Sequence[Sequence[int]]) -> npt.NDArray[np.bool_]:
    """Which pieces lie in one of the spans, `(pieces,)`."""
    inside = np.zeros(len(pieces), dtype=np.bool_)
    for start, end in spans:
        inside |= (pieces.starts < end) & (pieces.ends > start)
    return inside

"""All training examples: read once, the teacher's vectors worked out once, windows cut anew in each epoch."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.errors import InputError
from policynlp.train.encoder.examples import (
    Example,
    Source,
    entity_sources,
    example,
    held_out,
    plain_sources,
    quote_sources,
)
from policynlp.train.encoder.marks import other_marks
from policynlp.train.encoder.teacher import kept_vectors, teacher_vectors
from policynlp.train.encoder.windows import Row, batches, cut_anew

QUOTES = "quotes/polnear_train.jsonl"
POLITICS = ("entities/crossner_politics_train.jsonl", "entities/crossner_politics_dev.jsonl")
ENTITY_SETS = {
    "entities/crossner_ai.jsonl": True,
    "entities/crossner_science.jsonl": True,
    "entities/crossner_literature.jsonl": True,
    "entities/gum.jsonl": False,
    "entities/re3d.jsonl": False,
}
"""Sets besides politics, and whether all their other labels are names too."""
PLAIN_SETS = tuple(
    f"themes/{n}.jsonl" for n in ("cap_sotu", "cap_sotu_passages", "congress_bills", "sdg_sentences", "wri_incentives")
)
BATCH_PIECES = 2048
EXTRA_PIECES = 768
_ENTITY_SHARE = 0.6
"""Of the extra batches; the others are texts whose meaning alone is learnt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingCorpus:
    """What is trained on.

    Attributes:
        quotes: Articles with attributions.
        entities, plain: Examples of the other sets.
        sources: Of `quotes`, to cut them with other marks.
        teacher: Vectors that segments should have.
        data: SHA-256 of each file read.
    """

    quotes: tuple[Example, ...]
    entities: tuple[Example, ...]
    plain: tuple[Example, ...]
    sources: tuple[Source, ...]
    teacher: npt.NDArray[np.float32]
    data: Mapping[str, str]
    tokenizer: Any
    special: tuple[int, int]
    mask: int

    def steps(self, rng: np.random.Generator) -> Iterator[tuple[list[Row], list[Row]]]:
        """Batches of one epoch: of articles, each with one of the other sets, or with nothing where there is no other set."""
        main = batches(cut_anew(self._remarked(rng), special=self.special, rng=rng), pieces=BATCH_PIECES, rng=rng)
        others = [self._endless(examples, rng) for examples in (self.entities, self.plain) if examples]
        for batch in main:
            yield batch, next(others[0] if rng.random() < _ENTITY_SHARE else others[-1]) if others else []

    def steps_in_epoch(self) -> int:
        """About how many steps an epoch has."""
        return steps_over(self.quotes)

    def _remarked(self, rng: np.random.Generator) -> Iterator[Example]:
        for source, plain in zip(self.sources, self.quotes, strict=True):
            text = other_marks(source.text, rng)
            if text is source.text:
                yield plain
                continue
            changed = example(source, self.tokenizer, text=text)
            if len(changed.pieces) == len(plain.pieces):
                changed.segments = plain.segments
            yield changed

    def _endless(self, examples: Sequence[Example], rng: np.random.Generator) -> Iterator[list[Row]]:
        while True:
            yield from batches(cut_anew(examples, special=self.special, rng=rng), pieces=EXTRA_PIECES, rng=rng)


def read_corpus(
    data: Path,
    *,
    tokenizer: Any,
    silver: Mapping[str, Sequence[Sequence[Any]]] | None = None,
    limit: int | None = None,
    kept: Path | None = None,
) -> TrainingCorpus:
    """Read the public sets.

    Args:
        data: Folder with `quotes/`, `entities/` and `themes/`.
        tokenizer: Without truncation and padding.
        silver: Entities that a program found in some articles, by article.
        limit: Documents of each set at most, for a trial.
        kept: Where the teacher's vectors are kept from one run to the next; working them out takes minutes.

    Raises:
        InputError: A set is missing, or has no texts.
    """
    special = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    articles = tuple(quote_sources(data / QUOTES, silver))[:limit]
    quotes = tuple(example(s, tokenizer) for s in articles)
    names: list[Example] = []
    for path in POLITICS:
        dev = path.endswith("dev.jsonl")
        found = [s for n, s in enumerate(entity_sources(data / path, every_label=True)) if not (dev and held_out(n))]
        names += [example(s, tokenizer) for s in found[:limit]] * 2  # the genre that matters most
    for path, every in ENTITY_SETS.items():
        names += [example(s, tokenizer) for s in list(entity_sources(data / path, every_label=every))[:limit]]
    plain = [example(s, tokenizer) for path in PLAIN_SETS for s in list(plain_sources(data / path))[:limit]]
    if not (quotes and names and plain):
        raise InputError("a training set has no texts", where="train encoder", hint="Check the folder that --data names.")
    everything = {id(e): e for e in (*quotes, *names, *plain)}
    segments = _number_segments(list(everything.values()))
    return TrainingCorpus(
        quotes=quotes,
        entities=tuple(names),
        plain=tuple(plain),
        sources=articles,
        teacher=kept_vectors(segments, special, kept) if kept else teacher_vectors(segments, special),
        data={p: sha256_of(data / p) for p in (QUOTES, *POLITICS, *ENTITY_SETS, *PLAIN_SETS)},
        tokenizer=tokenizer,
        special=special,
        mask=tokenizer.token_to_id("[MASK]"),
    )


def _number_segments(examples: Sequence[Example]) -> list[list[int]]:
    """Make every passage of 4 to 254 pieces a segment; returns the pieces of each."""
    out: list[list[int]] = []
    for one in examples:
        passage = one.pieces.passage
        bounds = [0, *(np.flatnonzero(np.diff(passage)) + 1).tolist(), len(passage)]
        for low, high in itertools.pairwise(bounds):
            if 4 <= high - low <= 254:
                one.segments.append((low, high, len(out)))
                out.append(one.pieces.ids[low:high].tolist())
    return out


def steps_over(examples: Iterable[Example]) -> int:
    """About how many batches texts fill: an eighth of a batch is separators and padding."""
    return sum(len(e.pieces) for e in examples) * 8 // (7 * BATCH_PIECES)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""Training items as matrices: vectors of texts, sentences and neighbours, what is known of each label, folds by group."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from policynlp.document import Passage, Span
from policynlp.tag.encoder import Encoder, Vector
from policynlp.tag.themes.bill_titles import is_enacting_title
from policynlp.tag.themes.lexical import summed, word_counts
from policynlp.tag.themes.sentences import Readings
from policynlp.taxonomy import Taxonomy
from policynlp.train.data import Item

FOLDS = 4
UNKNOWN = -1
_CONTEXT_CHARS = 1_000  # as in the encoder
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What a classifier is fitted to; a row an item.

    Attributes:
        items: The items.
        readings: Vectors of items, of their neighbours and their sentences.
        counts: Hashed words of the items, `(items, buckets)`.
        sentence_counts: Hashed words of their sentences, `(sentences, buckets)`.
        labels: `(items, themes)`, 1, 0 or `UNKNOWN`.
        facets: `(items, facets)`, 1, 0 or `UNKNOWN`.
        facet_names: `theme.facet`.
        weights: `(items,)`.
        folds: `(items,)`; all items of a group are in one fold.
    """

    items: tuple[Item, ...]
    readings: Readings
    counts: sparse.csr_matrix
    sentence_counts: sparse.csr_matrix
    labels: npt.NDArray[np.int8]
    facets: npt.NDArray[np.int8]
    facet_names: tuple[str, ...]
    weights: npt.NDArray[np.float64]
    folds: npt.NDArray[np.int64]

    @property
    def dense(self) -> npt.NDArray[np.float32]:
        """Vectors of text and context side by side, `(items, 768)`."""
        return np.hstack([self.readings.vectors, self.readings.contexts])

    @property
    def sentence_dense(self) -> npt.NDArray[np.float32]:
        """Vectors of each sentence and of its passage's neighbours side by side, `(sentences, 768)`."""
        return np.hstack([self.readings.sentence_vectors, self.readings.contexts[self.readings.owner]])

    @property
    def title_dense(self) -> npt.NDArray[np.float32]:
        """Vectors of titles of bills and a one, zeros elsewhere, `(items, 385)`: what only such titles have."""
        return _only(self.readings.titles, self.readings.vectors)

    @property
    def sentence_title_dense(self) -> npt.NDArray[np.float32]:
        """The same for sentences, `(sentences, 385)`."""
        return _only(self.readings.titles[self.readings.owner], self.readings.sentence_vectors)

    @property
    def sources(self) -> npt.NDArray[np.str_]:
        """Name of each item's set, `(items,)`."""
        return np.asarray([i.source for i in self.items])


def _only(titles: npt.NDArray[np.float32], vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return np.hstack([vectors * titles[:, None], titles[:, None]])


def fold_of(item: Item) -> int:
    """The fold of an item's group."""
    return zlib.crc32(item.group.encode()) % FOLDS


def with_and_without_context(items: Sequence[Item]) -> list[Item]:
    """Items that have neighbours come twice, with half the weight: users' rows come with and without."""
    out: list[Item] = []
    for item in items:
        if item.before or item.after:
            half = item.weight / 2
            out += [replace(item, weight=half), replace(item, id=f"{item.id}/alone", before="", after="", weight=half)]
        else:
            out.append(item)
    return out


def design(items: Sequence[Item], taxonomy: Taxonomy, *, encoder: Encoder) -> Design:
    """Matrices of items.

    Args:
        items: The items.
        taxonomy: Its themes and facets are the columns.
        encoder: Reads each different text once.
    """
    texts = list(dict.fromkeys(i.text for i in items))
    read = {text: _read(text, encoder) for text in texts}
    beside: dict[str, Vector] = {}

    def neighbour(text: str) -> Vector:
        if text not in beside:
            beside[text] = encoder.vector(text)
        return beside[text]

    vectors = np.stack([read[i.text][0] for i in items])
    contexts = np.zeros_like(vectors)
    sentences: list[str] = []
    sentence_vectors: list[Vector] = []
    owner: list[int] = []
    for n, item in enumerate(items):
        near = [neighbour(t) for t in (item.before[-_CONTEXT_CHARS:], item.after[:_CONTEXT_CHARS]) if t]
        if near:
            contexts[n] = np.mean(near, axis=0)
        _, spans, inside = read[item.text]
        sentences += [item.text[a:b] for a, b in spans]
        sentence_vectors += inside
        owner += [n] * len(spans)
    readings = Readings(
        vectors=vectors,
        contexts=contexts,
        texts=sentences,
        sentence_vectors=np.stack(sentence_vectors),
        owner=np.asarray(owner, dtype=np.int64),
        titles=np.asarray([is_enacting_title(i.text) for i in items], dtype=np.float32),
        lone=np.asarray((np.bincount(owner) == 1) & contexts.any(axis=1), dtype=np.float32),
    )
    sentence_counts = word_counts(sentences)
    labels, facets, names = _labels(items, taxonomy)
    return Design(
        items=tuple(items),
        readings=readings,
        counts=summed(sentence_counts, readings.owner, len(items)),
        sentence_counts=sentence_counts,
        labels=labels,
        facets=facets,
        facet_names=names,
        weights=np.asarray([i.weight for i in items]),
        folds=np.asarray([fold_of(i) for i in items]),
    )


def _read(text: str, encoder: Encoder) -> tuple[Vector, list[Span], list[Vector]]:
    """Vector of a text, its sentences, and their vectors from the same pass."""
    spans = sentence_bounds(text)
    encoding = encoder.encode(text, (Passage(id="text", start=0, end=len(text), kind="paragraph"),))
    whole = encoding.passage_vector("text")
    return whole, spans, [whole] if len(spans) == 1 else [encoding.span_vector(*s) for s in spans]


def sentence_bounds(text: str) -> list[Span]:
    """Sentences of a training text by their marks; it needs no parser, and a few wrong splits do no harm here."""
    cuts = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    spans = [(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]
    return spans or [(0, len(text))]


def _labels(items: Sequence[Item], taxonomy: Taxonomy) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8], tuple[str, ...]]:
    """Labels of themes and facets, and the names of the facets. A facet is unknown where its theme is."""
    themes = taxonomy.names
    names = tuple(f"{theme.name}.{key}" for theme in taxonomy.themes.values() for key in theme.facets)
    labels = np.full((len(items), len(themes)), UNKNOWN, dtype=np.int8)
    facets = np.full((len(items), len(names)), UNKNOWN, dtype=np.int8)
    for n, item in enumerate(items):
        for j, theme in enumerate(themes):
            if theme in item.positive:
                labels[n, j] = 1
            elif theme in item.negative:
                labels[n, j] = 0
        if item.facets is not None:
            for k, name in enumerate(names):
                if name.partition(".")[0] in item.positive | item.negative:
                    facets[n, k] = name in item.facets
    return labels, facets, names

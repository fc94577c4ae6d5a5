"""A set of labelled texts as a researcher with a codebook meets it, and a classifier from definitions and few labels.

The classifier is the project's own (`policynlp.train.linear`): one-vs-rest logistic regressions on vectors and on hashed words, with the
definitions among the items, and nearness to the definitions among the features. Beside the public sets (`read_set_of_themes`) it
learns from them, too, as `policynlp train themes` does, but for the sets that the texts are from.
"""

from __future__ import annotations

import json
import tomllib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from policynlp.evaluate.scores import macro_f1
from policynlp.tag.encoder import Encoder
from policynlp.tag.themes.lexical import inverse_document_frequency, weighted, word_counts
from policynlp.taxonomy import load_taxonomy
from policynlp.train.data import OWN_WEIGHT, further_weight, training_items
from policynlp.train.linear import fit_labels
from policynlp.train.vectors import UNKNOWN

CODEBOOK = Path(__file__).with_name("codebook.toml")
_OF_ONE_KIND = {
    "congress_bills": frozenset({"congress_bills"}),
    "cap_sotu_passages": frozenset({"cap_sotu", "cap_sotu_passages"}),
}
SETS = {"bill titles": "congress_bills", "State of the Union passages": "cap_sotu_passages"}
LEAST_GOLD = 5
"""Labels with fewer test items are left out of macro-F1, as in the figures that this is compared with."""
DEALT_SHARE = 743 / 4_265
"""Of the texts that are tested on where they are dealt at random: as in those figures."""
_STRENGTH, _LEXICAL_STRENGTH, _BALANCE = 1.0, 3.0, 0.75
_LEXICAL_WEIGHT = 0.3
_NEARNESS = 10.0
_COVERED_WEIGHT = 1.0
"""Of what a codebook says that a label covers, against `OWN_WEIGHT` for the definition."""
_FOLDS = 3
_GRID = np.arange(0.15, 0.86, 0.02)
Labels = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is known without the annotators: items of other sets.

    Attributes:
        dense, words: As of `LabelledSet`, `(items, n)`.
        labels: 1, 0 or `UNKNOWN`, `(items, labels)`.
        weights: `(items,)`.
    """

    dense: npt.NDArray[np.float32]
    words: sparse.csr_matrix
    labels: Labels
    weights: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSet:
    """Texts with gold labels.

    Attributes:
        name: For people.
        labels: Names of the labels that have definitions.
        gold: `(texts, labels)`.
        test: Which texts are never labelled, `(texts,)`.
        single: Each text has one label, which is always given.
        dense: Vectors of texts, and behind them of the lines of the codebook: all definitions, then what they cover.
        words: Hashed words of the same.
        texts: The texts, and behind them the lines.
        of_label: Number of the label of each line.
        beside: What else is learnt from.
    """

    name: str
    labels: tuple[str, ...]
    gold: npt.NDArray[np.bool_]
    test: npt.NDArray[np.bool_]
    single: bool
    dense: npt.NDArray[np.float32]
    words: sparse.csr_matrix
    texts: tuple[str, ...] = ()
    of_label: npt.NDArray[np.int64]
    beside: Beside | None = None

    @property
    def likeness(self) -> npt.NDArray[np.float32]:
        """Of texts and labels, `(texts, labels)`."""
        return self.near(self.dense[: len(self.gold)])

    def near(self, vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Mean of the cosines with the definition and with the nearest line of a label, `(vectors, labels)`."""
        found = vectors @ self.dense[len(self.gold) :].T
        nearest = [found[:, self.of_label == label].max(axis=1) for label in range(len(self.labels))]
        return (found[:, : len(self.labels)] + np.stack(nearest, axis=1)) / 2


def read_set(name: str, data: Path, cache: Path, *, tune: bool = False, dealt: int | None = None) -> LabelledSet:
    """Read a set; vectors are kept in `cache`.

    Args:
        name: Key of `SETS`.
        data: Folder that holds `themes/*.jsonl`.
        cache: Folder.
        tune: Test on a quarter of the training part in place of the development part, so that choices leave that untouched.
        dealt: Seed of a draw of the test part from all texts, one by one, in place of the development part, which shares no title with
            the training part.
    """
    file = SETS[name]
    rows = [json.loads(line) for line in (data / "themes" / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]
    defined = tomllib.loads(CODEBOOK.read_text(encoding="utf-8"))["topics"]
    used = {label for row in rows for label in row["labels"]}
    labels = tuple(label for label in defined if label in used)
    lines, of_label = _lines([(defined[label]["definition"], defined[label]["covers"]) for label in labels])
    texts = [row["text"] for row in rows] + lines
    test = np.asarray([row["split"] != "train" for row in rows])
    if dealt is not None:
        test = np.random.default_rng(dealt).random(len(rows)) < DEALT_SHARE
    elif tune:
        groups = [row.get("doc") or row["text"][:30].lower() for row in rows]
        quarter = np.asarray([zlib.crc32(group.encode()) % 4 == 0 for group in groups])
        kept = ~test
        rows, texts = (
            [row for row, k in zip(rows, kept, strict=True) if k],
            [t for t, k in zip(texts, [*kept, *[True] * len(lines)], strict=True) if k],
        )
        test = quarter[kept]
    counts = word_counts(texts)
    idf = inverse_document_frequency(counts[: len(rows)])
    return LabelledSet(
        name=name,
        labels=labels,
        gold=np.asarray([[label in row["labels"] for label in labels] for row in rows]),
        test=test,
        single=file == "congress_bills",
        dense=_vectors(texts, cache / f"{file}.npz"),
        words=weighted(counts, idf)[:, np.flatnonzero(idf)].tocsr(),
        texts=tuple(texts),
        of_label=of_label,
    )


def _lines(labels: Sequence[tuple[str, Sequence[str]]]) -> tuple[list[str], npt.NDArray[np.int64]]:
    """All definitions, then all that they cover; and the number of the label of each."""
    covered = [(line, label) for label, (_, lines) in enumerate(labels) for line in lines]
    every = [(definition, label) for label, (definition, _) in enumerate(labels)] + covered
    return [line for line, _ in every], np.asarray([label for _, label in every])


def read_set_of_themes(name: str, data: Path, cache: Path) -> LabelledSet:
    """A set with the themes of the project for labels, beside the other public sets and the project's own passages.

    Args:
        name: Key of `SETS`; no text of its files is known but those that annotators label.
        data: Folder that holds `themes/*.jsonl`.
        cache: Folder.
    """
    file, taxonomy = SETS[name], load_taxonomy()
    rows = [json.loads(line) for line in (data / "themes" / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]
    used = {theme for row in rows for theme in row["themes"]}
    labels = tuple(theme for theme in taxonomy.names if theme in used)
    items = [item for item in training_items(data, taxonomy) if item.id.split("/")[0] not in _OF_ONE_KIND[file]]
    lines, of_label = _lines([(taxonomy.themes[label].definition, taxonomy.themes[label].includes) for label in labels])
    texts = [row["text"] for row in rows] + lines
    every = texts + [item.text for item in items]
    dense, counts = _vectors(every, cache / f"{file}_themes.npz"), word_counts(every)
    idf = inverse_document_frequency(counts)
    words = weighted(counts, idf)[:, np.flatnonzero(idf)].tocsr()
    said = np.full((len(items), len(labels)), UNKNOWN, dtype=np.int8)
    for n, item in enumerate(items):
        for j, label in enumerate(labels):
            if label in item.positive or label in item.negative:
                said[n, j] = label in item.positive
    return LabelledSet(
        name=name,
        labels=labels,
        gold=np.asarray([[label in row["themes"] for label in labels] for row in rows]),
        test=np.asarray([row["split"] != "train" for row in rows]),
        single=file == "congress_bills",
        dense=dense[: len(texts)],
        words=words[: len(texts)],
        texts=tuple(texts),
        of_label=of_label,
        beside=Beside(
            dense=dense[len(texts) :],
            words=words[len(texts) :],
            labels=said,
            weights=np.asarray([item.weight for item in items]),
        ),
    )


def _vectors(texts: Sequence[str], path: Path) -> npt.NDArray[np.float32]:
    """Vectors of texts, from the cache where they are there."""
    kept: dict[str, npt.NDArray[np.float32]] = {}
    if path.exists():
        with np.load(path) as found:
            kept = dict(zip(found["texts"].tolist(), found["vectors"], strict=True))
    missing = [text for text in dict.fromkeys(texts) if text not in kept]
    if missing:
        encoder = Encoder()
        kept |= {text: encoder.vector(text) for text in missing}
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, texts=np.asarray(list(kept)), vectors=np.stack(list(kept.values())))
    return np.stack([kept[text] for text in texts])


def learn(known: LabelledSet, rows: Sequence[int], labels: Labels, weights: Floats | None = None) -> Floats:
    """Probabilities of all texts, `(texts, labels)`, from the definitions and some labelled texts.

    Args:
        known: The set; its gold is not looked at.
        rows: Texts that were labelled.
        labels: What annotators said of them, `(rows, labels)`.
        weights: Of the rows; default: 1.
    """
    texts, lines, count = len(known.gold), len(known.of_label), len(known.labels)
    items = np.concatenate([np.asarray(rows, dtype=np.int64), texts + np.arange(lines)])
    said = np.vstack([labels.reshape(-1, count), np.eye(count, dtype=np.int8)[known.of_label]])
    of_lines = np.where(np.arange(lines) < count, OWN_WEIGHT, _COVERED_WEIGHT)
    weight = np.concatenate([np.ones(len(rows)) if weights is None else weights, of_lines])
    dense, words = known.dense, known.words
    if known.beside is not None:
        weight[: len(rows)] *= further_weight(len(rows), known.beside.weights.sum())
        items = np.concatenate([items, len(dense) + np.arange(len(known.beside.labels))])
        said, weight = np.vstack([said, known.beside.labels]), np.concatenate([weight, known.beside.weights])
        dense, words = np.vstack([dense, known.beside.dense]), sparse.vstack([words, known.beside.words]).tocsr()
    every = np.ones(len(items), dtype=bool)
    near = known.near(dense)
    out = np.zeros((texts, count))
    for j in range(count):
        features = np.hstack([dense, _NEARNESS * near[:, [j]], _NEARNESS * np.delete(near, j, axis=1).max(axis=1)[:, None]])
        slopes, offset = fit_labels(features[items], said[:, [j]], weight, every, strength=_STRENGTH, balance=_BALANCE)
        out[:, j] = features[:texts] @ slopes[0] + offset[0]
    slopes, offset = fit_labels(words[items], said, weight, every, strength=_LEXICAL_STRENGTH, balance=_BALANCE)
    lexical = np.asarray(words[:texts] @ slopes.T) + offset
    return np.asarray(1 / (1 + np.exp(-(1 - _LEXICAL_WEIGHT) * out - _LEXICAL_WEIGHT * lexical)))


def out_of_fold(known: LabelledSet, rows: Sequence[int], labels: Labels, *, folds: int = _FOLDS) -> Floats:
    """Probabilities of labelled texts by models that have not seen their labels, `(rows, labels)`."""
    at, fold = np.asarray(rows), np.arange(len(rows)) % folds
    out = np.zeros((len(at), len(known.labels)))
    for k in range(folds):
        out[fold == k] = learn(known, at[fold != k], labels[fold != k])[at[fold == k]]
    return out


def threshold(known: LabelledSet, rows: Sequence[int], labels: Labels) -> float:
    """The probability from which a label counts, one for all, by macro-F1 out of fold."""
    if known.single or len(rows) < _FOLDS:
        return 0.5
    found = out_of_fold(known, rows, labels)
    return float(_GRID[int(np.argmax([macro_f1(labels == 1, found >= t, least=3) for t in _GRID]))])


def held_out_figure(known: LabelledSet, probabilities: Floats, limit: float) -> float:
    """Macro-F1 on the test texts, over labels with `LEAST_GOLD` of them."""
    gold, found = known.gold[known.test], probabilities[known.test]
    given = found == found.max(axis=1, keepdims=True) if known.single else found >= limit
    frequent = gold.sum(axis=0) >= LEAST_GOLD
    return macro_f1(gold[:, frequent], given[:, frequent], least=LEAST_GOLD)


def annotate(
    known: LabelledSet,
    text: int,
    random: np.random.Generator,
    *,
    noise: float,
    likeness: npt.NDArray[np.float32] | None = None,
) -> Labels:
    """What a simulated annotator says: the gold labels; with the chance `noise` one of them (or none) is taken for a wrong one.

    Args:
        known: The set.
        text: Which text.
        random: What decides.
        noise: Chance of an error.
        likeness: Where it is given, the wrong label is the likest one, `(texts, labels)`; else any.
    """
    said: Any = known.gold[text].astype(np.int8)
    if random.random() < noise:
        others = np.flatnonzero(said == 0)
        wrong = random.choice(others) if likeness is None else others[likeness[text, others].argmax()]
        if said.any():
            said[random.choice(np.flatnonzero(said))] = 0
        said[wrong] = 1
    return said  # type: ignore[no-any-return]

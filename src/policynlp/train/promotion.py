"""Whether a new theme classifier may take the place of the one in use: both on the same frozen passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.evaluate.scores import bootstrap, f1, macro_f1, micro_f1
from policynlp.tag.encoder import Encoder
from policynlp.tag.models import read_manifest
from policynlp.tag.themes.classifier import ThemeClassifier
from policynlp.taxonomy import Taxonomy, load_taxonomy
from policynlp.train.data import Item
from policynlp.train.labels import read_labels
from policynlp.train.vectors import Design, design

OWN_FIGURE = "micro-F1 on your labels"
"""Name of the figure on the frozen fifth of a user's and the annotators' passages."""
LEAST_OWN = 20
"""Fewer frozen passages of one's own say nothing; none is compared on them."""
PROTECTED = ("security", "talent", "agriculture")
MOST_LOSS, MOST_PROTECTED_LOSS = 0.005, 0.02
"""Loss of F1 that is called none: half a point over all themes, two points for a protected one, of which the frozen passages have
some sixty each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of both models, with the 95 % bootstrap interval of the difference over groups of passages."""

    name: str
    new: float
    old: float
    difference: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What comes out of comparing two models.

    Attributes:
        promote: Whether the new one is not worse.
        reason: Why, in one sentence.
        passages: How many passages both were tried on.
        figures: Micro- and macro-F1, and the F1 of each protected theme.
    """

    promote: bool
    reason: str
    passages: int
    figures: tuple[Figure, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self)


def judge(
    new: Path,
    old: Path,
    *,
    encoder: Path | None = None,
    taxonomy: Path | None = None,
    labels: Path | None = None,
    further: Path | None = None,
    seed: int = 7,
) -> Judgement:
    """Compare two theme classifiers on the frozen passages.

    Args:
        new: Folder of the candidate.
        old: Folder of the model in use.
        encoder: Folder of the encoder; default: the one that came with this version.
        taxonomy: `taxonomy.toml`; default: the package's own.
        labels: Folder of labelled passages; default: those of this version. Those of the split `test` are used.
        further: Folder of a user's and the annotators' passages; their frozen fifth is a figure of its own.
        seed: Of the bootstrap.

    Raises:
        InputError: There are no labelled passages.
        ModelError: A model is missing or damaged.
    """
    reader, entries = Encoder(encoder), load_taxonomy(taxonomy)
    if read_manifest(old, kind="themes").get("encoder") != reader.vectors_version:
        return Judgement(promote=True, reason="The model in use was trained with another encoder and cannot run.", passages=0)
    known = design(frozen_items(entries, labels), entries, encoder=reader)
    assigned = [_assigned(folder, known, entries, reader) for folder in (new, old)]
    figures = _figures(known, assigned, entries, seed=seed)
    own = frozen_items(entries, further) if further is not None else []
    if len(own) >= LEAST_OWN:
        theirs = design(own, entries, encoder=reader)
        both = [_assigned(folder, theirs, entries, reader) for folder in (new, old)]
        figures.append(_compared(OWN_FIGURE, theirs, both, micro_f1, seed=seed))
    return decided(figures, len(known.items) + (len(own) if len(own) >= LEAST_OWN else 0))


def frozen_items(taxonomy: Taxonomy, labels: Path | None = None) -> list[Item]:
    """The passages that no model is trained on."""
    every = frozenset(taxonomy.names)
    return [
        Item(
            id=row.id,
            text=row.text,
            source="frozen",
            group=row.group,
            positive=row.themes & every,
            negative=every - row.themes,
            facets=row.facets,
        )
        for row in read_labels(labels)
        if row.split == "test"
    ]


def _assigned(folder: Path, known: Design, taxonomy: Taxonomy, reader: Encoder) -> npt.NDArray[np.bool_]:
    """Themes that a model gives, `(passages, themes)`."""
    classifier = ThemeClassifier(folder, taxonomy, encode=reader.vector)
    thresholds = np.asarray([classifier.thresholds[name] for name in classifier.themes])
    return np.asarray(classifier.score(known.readings).themes >= thresholds)


def _figures(known: Design, assigned: Sequence[npt.NDArray[np.bool_]], taxonomy: Taxonomy, *, seed: int) -> list[Figure]:
    out = [
        _compared("micro-F1", known, assigned, micro_f1, seed=seed),
        _compared("macro-F1", known, assigned, macro_f1, seed=seed),
    ]
    for name in PROTECTED:
        if name in taxonomy.names:
            j = taxonomy.names.index(name)

            def of_theme(gold: npt.NDArray[np.bool_], given: npt.NDArray[np.bool_], j: int = j) -> float:
                right = float((gold[:, j] & given[:, j]).sum())
                return f1(right, float(given[:, j].sum()), float(gold[:, j].sum()))[2]

            out.append(_compared(name, known, assigned, of_theme, seed=seed))
    return out


def _compared(name: str, known: Design, assigned: Sequence[npt.NDArray[np.bool_]], of: Any, *, seed: int) -> Figure:
    """One figure of both models on the same passages."""
    gold = known.labels == 1
    groups = [i.group for i in known.items]
    new, old = assigned
    interval = bootstrap(lambda rows: of(gold[rows], new[rows]) - of(gold[rows], old[rows]), groups, seed=seed)
    first, second = of(gold, new), of(gold, old)
    values = (first, second, first - second, interval.low, interval.high)
    return Figure(
        name=name,
        **dict(zip(("new", "old", "difference", "low", "high"), (round(float(v), 4) for v in values), strict=True)),
    )


def decided(figures: Sequence[Figure], passages: int) -> Judgement:
    """What follows from figures of both models.

    Args:
        figures: Of both; macro-F1 is told and decides nothing.
        passages: How many texts they rest on.
    """

    def words(f: Figure) -> str:
        return f"{f.name} {f.new:.3f} against {f.old:.3f} ({f.difference:+.3f}, {f.low:+.3f} to {f.high:+.3f})"

    lost = [
        f
        for f in figures
        if f.name != "macro-F1" and f.difference < -(MOST_PROTECTED_LOSS if f.name in PROTECTED else MOST_LOSS)
    ]
    if lost:
        reason = "It is worse than the model in use: " + "; ".join(map(words, lost)) + "."
    else:
        reason = "It is not worse than the model in use: " + "; ".join(words(f) for f in figures if f.name != "macro-F1") + "."
    return Judgement(promote=not lost, reason=reason, passages=passages, figures=tuple(figures))

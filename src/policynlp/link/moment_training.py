"""Fits the regressions that compare dates (`moment_pairs`) on pairs of a reader, and says how often they are right.

As in `pair_training`, every pair in its context comes from a regression that has not seen its texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policynlp.link.heads import Floats, Head
from policynlp.link.moment_pairs import MomentModel
from policynlp.link.moment_table import MomentTable, in_context
from policynlp.link.pair_training import FOLDS, folds, regression

MOST_FALSE = 0.6
"""Pairs out of fold that are told and that the reader has not, a group: what decides from which log-odds on a pair is believed. Nine in
ten that are told are the reader's, as of figures; of the others in our dossiers half are right for a second reader."""


@dataclass(frozen=True, slots=True)
class LabelledMoments:
    """The pairs of dates of two texts with what a reader says of each.

    Attributes:
        group: What it belongs to; the tables of a group are in one fold.
        table: The pairs.
        labels: 1 where they are of one thing, else 0; `(pairs,)`.
    """

    group: str
    table: MomentTable
    labels: npt.NDArray[np.int8]


def fit_moments(tables: Sequence[LabelledMoments], *, least: float = 0.0) -> MomentModel:
    """Fit both regressions.

    Args:
        tables: Labelled pairs of `FOLDS` groups or more.
        least: See `MomentModel.least`.
    """
    tables = [t for t in tables if t.table.pairs]
    fold = folds([t.group for t in tables])
    alone = [_alone([t for t, f in zip(tables, fold, strict=True) if f != k]) for k in range(FOLDS)]
    described = [in_context(t.table, alone[f].log_odds(t.table.features)) for t, f in zip(tables, fold, strict=True)]
    labels = np.concatenate([t.labels for t in tables])
    every = np.ones(len(labels), dtype=bool)
    return MomentModel({"alone": _alone(tables), "in_context": regression(np.concatenate(described), labels, every)}, least)


def moments_out_of_fold(tables: Sequence[LabelledMoments]) -> list[Floats]:
    """Log-odds of the pairs of each table by a model that has seen no table of its group."""
    fold = folds([t.group for t in tables])
    models = [fit_moments([t for t, f in zip(tables, fold, strict=True) if f != k]) for k in range(FOLDS)]
    return [models[f].read(t.table) if t.table.pairs else np.zeros(0) for t, f in zip(tables, fold, strict=True)]


def moment_curve(tables: Sequence[LabelledMoments], scored: Sequence[Floats]) -> Iterator[tuple[float, bool]]:
    """What would be told, the surest first: log-odds, and whether a reader says so."""
    found = [(float(o), bool(y)) for t, odds in zip(tables, scored, strict=True) for o, y in zip(odds, t.labels, strict=True)]
    yield from sorted(found, key=lambda row: -row[0])


def _alone(tables: Sequence[LabelledMoments]) -> Head:
    features = np.concatenate([t.table.features for t in tables])
    labels = np.concatenate([t.labels for t in tables])
    return regression(features, labels, np.ones(len(labels), dtype=bool))

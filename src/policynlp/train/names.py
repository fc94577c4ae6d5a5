"""Training what says whether a name is a person's: names of texts whose readers judged them, and a regression fitted to these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from policynlp.evaluate.scores import bootstrap
from policynlp.tag.people.name_judge import CLASSES, Floats, Judge, scaled, verdict

FOLDS = 5
STRENGTH = 0.05
"""Inverse of the L2 penalty (scikit-learn's `C`). Four networks of 32 hidden units are as good out of fold (docs/log.md)."""
_LEAST_SPREAD = 0.05


@dataclass(frozen=True, slots=True)
class JudgedName:
    """A name that is taken for a person's, and what its reader says.

    Attributes:
        group: The text; texts are in one fold as a whole.
        source: What the figures of the text are told under.
        values: What is known of the name (`name_cases.FEATURES`).
        is_a: Its class by the reader.
    """

    group: str
    source: str
    values: tuple[float, ...]
    is_a: str


def fit_judge(names: Sequence[JudgedName]) -> Judge:
    """A multinomial logistic regression on features of mean 0 and deviation 1.

    Args:
        names: Of all classes.
    """
    from sklearn.linear_model import LogisticRegression

    values = np.array([one.values for one in names], dtype=np.float64)
    centre, spread = values.mean(axis=0), values.std(axis=0) + _LEAST_SPREAD
    labels = [CLASSES.index(one.is_a) for one in names]
    model = LogisticRegression(C=STRENGTH, max_iter=3_000).fit(scaled(values, centre, spread), labels)
    weights, offset = np.zeros((len(CLASSES), values.shape[1])), np.full(len(CLASSES), -np.inf)
    if len(model.classes_) == 2:  # scikit-learn keeps one row of two
        weights[model.classes_[1]], offset[list(model.classes_)] = model.coef_[0], (0.0, model.intercept_[0])
    else:
        weights[model.classes_], offset[model.classes_] = model.coef_, model.intercept_
    return Judge(centre, spread, weights, np.maximum(offset, -30.0))  # of a class that was not learnt


def out_of_fold(names: Sequence[JudgedName]) -> list[Floats]:
    """The shares of each name by a judge that was fitted to other texts, `(classes,)` each."""
    dealt = {group: n % FOLDS for n, group in enumerate(sorted({one.group for one in names}))}
    fold = [dealt[one.group] for one in names]
    judges = [fit_judge([one for one, f in zip(names, fold, strict=True) if f != k]) for k in range(FOLDS)]
    return [judges[f].shares([one.values])[0] for one, f in zip(names, fold, strict=True)]


def measured(names: Sequence[JudgedName], shares: Sequence[Floats]) -> dict[str, Any]:
    """What a judge does to names that models and rules take for people's, by source and in all.

    Args:
        names: Judged names.
        shares: Of each (`out_of_fold`).

    Returns:
        For each source and for `all`: `texts`, `names`, of these `no_people`; how many are taken from people, `taken`, how many of
        these are none, `taken_rightly`, and get their right class, `class_right`; and which part of the names that stay are people's,
        `people_before` without the judge and `people_after`, with its 95 % interval over texts.
    """
    sources = sorted({one.source for one in names})
    rows = [(one, verdict(share)) for one, share in zip(names, shares, strict=True)]
    parts = {source: [row for row in rows if row[0].source == source] for source in sources} | {"all": rows}
    return {name: _counted(part) for name, part in parts.items()}


def _counted(rows: Sequence[tuple[JudgedName, str]]) -> dict[str, Any]:
    person = CLASSES[0]
    taken = [(one.is_a, found) for one, found in rows if found != person]
    stay = [(one.group, one.is_a == person) for one, found in rows if found == person]
    stay = stay or [(one.group, False) for one, _ in rows]  # nobody is left
    right = np.array([is_person for _, is_person in stay])
    after = bootstrap(lambda chosen: float(right[chosen].mean()), [group for group, _ in stay])
    return {
        "texts": len({one.group for one, _ in rows}),
        "names": len(rows),
        "no_people": sum(one.is_a != person for one, _ in rows),
        "taken": len(taken),
        "taken_rightly": sum(is_a != person for is_a, _ in taken),
        "class_right": sum(is_a == found for is_a, found in taken),
        "people_before": sum(one.is_a == person for one, _ in rows) / len(rows),
        "people_after": {"value": after.value, "low": after.low, "high": after.high},
    }

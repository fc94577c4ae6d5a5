"""Logistic regressions by name, and the files of `models/links` that keep their weights: readable, and checked before they are used."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from policynlp.errors import ModelError
from policynlp.tag.models import read_manifest, read_verified

KIND = "links"
Floats = npt.NDArray[np.float64]
Model = TypeVar("Model")
FeatureNames = Mapping[str, Sequence[str]]
"""Names of what each regression reads."""


@dataclass(frozen=True, slots=True)
class Head:
    """A logistic regression.

    Attributes:
        weights: Of the features as they come, `(features,)`.
        offset: Log-odds where all of them are 0.
    """

    weights: Floats
    offset: float

    def log_odds(self, features: Floats) -> Floats:
        """Of rows of features, `(pairs, features)`. Each row alone, so that what it gives depends on no other row."""
        odds: Floats = (features * self.weights).sum(axis=1) + self.offset
        return odds


def head_as_json(head: Head, names: Sequence[str]) -> dict[str, Any]:
    """A regression in the form in which a file keeps it."""
    return {"offset": head.offset, "weights": dict(zip(names, head.weights.tolist(), strict=True))}


def head_from_json(kept: Mapping[str, Any], names: Sequence[str]) -> Head:
    """What `head_as_json` gave.

    Raises:
        KeyError: It is of other features.
    """
    return Head(_in_order(kept["weights"], names), float(kept["offset"]))


def heads_as_json(heads: Mapping[str, Head], features: FeatureNames) -> dict[str, Any]:
    """Regressions in the form in which a file keeps them."""
    return {name: head_as_json(head, features[name]) for name, head in heads.items()}


def heads_from_json(kept: Mapping[str, Any], features: FeatureNames) -> dict[str, Head]:
    """What `heads_as_json` gave.

    Raises:
        KeyError: They are of other features.
    """
    return {name: head_from_json(kept[name], names) for name, names in features.items()}


def _in_order(weights: Mapping[str, float], names: Sequence[str]) -> Floats:
    if set(weights) != set(names):
        raise KeyError(*sorted(set(weights) ^ set(names)))
    return np.array([weights[name] for name in names], dtype=np.float64)


def read_weights(folder: Path, name: str, build: Callable[[Mapping[str, Any]], Model]) -> Model:
    """What is built of a file of weights.

    Args:
        folder: The model's.
        name: Of the file.
        build: Makes the model of what the file keeps.

    Raises:
        ModelError: The file is missing, was changed, or is of another version of the program.
    """
    data = read_verified(folder, name, read_manifest(folder, kind=KIND))
    try:
        return build(json.loads(data))
    except (KeyError, ValueError, TypeError) as error:
        hint = "Train it anew with this version: policynlp train links."
        raise ModelError(f"the weights are of other features: {error}", where=str(folder / name), hint=hint) from error

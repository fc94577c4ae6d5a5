"""Whom a source means that is no name: small networks over what is known of everybody who may be meant (`ranked_cases`).

The rules' answers are among the features, so that they learn which of them to believe where. The weights lie in `models/speakers`, whose
card says what they were trained on and how often they are right; `policynlp train speakers` trains them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.errors import ModelError
from policynlp.tag.models import models_dir, read_manifest, read_verified
from policynlp.tag.quotes.cast import Figure
from policynlp.tag.quotes.ranked_cases import Case, Features, chosen

KIND = "speakers"
_FURTHEST = 3.0
"""Of a feature from its centre, in deviations."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranker:
    """Networks of one hidden layer whose shares are averaged.

    Attributes:
        features: What they read.
        centre, spread: Of each feature, `(features,)`.
        inner, inner_offset: To the hidden units, `(networks, features, units)` and `(networks, 1, units)`.
        outer: From them, `(networks, units)`.
    """

    features: Features
    centre: Floats
    spread: Floats
    inner: Floats
    inner_offset: Floats
    outer: Floats

    def shares(self, case: Case) -> Floats:
        """How likely each of a case is meant, `(everybody,)`; they add up to 1."""
        features = scaled(np.asarray(case.values, dtype=np.float64), self.centre, self.spread)
        hidden = np.maximum(features @ self.inner + self.inner_offset, 0.0)  # (networks, everybody, units)
        scores = (hidden * self.outer[:, None, :]).sum(axis=-1)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Floats = (powers / powers.sum(axis=1, keepdims=True)).mean(axis=0)
        return shares

    def choose(self, case: Case) -> Figure | None:
        """Whoever is meant; null for nobody who is named, or where nobody is likely enough."""
        return case.figures[chosen(case, self.shares(case).tolist(), self.features)]

    def as_json(self) -> dict[str, Any]:
        """In the form in which its file keeps it."""
        return {
            "features": list(self.features.names),
            "centre": _rounded(self.centre),
            "spread": _rounded(self.spread),
            "inner": _rounded(self.inner),
            "inner_offset": _rounded(self.inner_offset),
            "outer": _rounded(self.outer),
            "least": self.features.least,
            "firm": sorted(self.features.firm),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any], features: Features) -> Ranker:
        """What `as_json` gave.

        Raises:
            ValueError: It is of other features.
        """
        if tuple(kept["features"]) != features.names:
            raise ValueError(f"features {sorted(set(kept['features']) ^ set(features.names))}")
        names = ("centre", "spread", "inner", "inner_offset", "outer")
        centre, spread, inner, inner_offset, outer = (np.array(kept[name], dtype=np.float64) for name in names)
        kept_features = features._replace(least=float(kept["least"]), firm=frozenset(kept["firm"]))
        return cls(kept_features, centre, spread, inner, inner_offset, outer)


def scaled(features: Floats, centre: Floats, spread: Floats) -> Floats:
    """Features as the networks read them, none further from its centre than is common: a short text is unlike those learnt from."""
    near: Floats = np.clip((features - centre) / spread, -_FURTHEST, _FURTHEST)
    return near


def _rounded(values: Floats) -> Any:
    return np.round(values, 4).tolist()


def weights_of(features: Features) -> str:
    """Name of the file with the weights of a ranker."""
    return f"{features.ranker}.json"


def load_ranker(features: Features, folder: Path | None = None) -> Ranker:
    """A ranker of a folder; default: the one that came with this version.

    Raises:
        ModelError: A file is missing, was changed, or is of another version of the program.
    """
    return _loaded(features, folder or models_dir() / KIND)


@lru_cache(maxsize=4)
def _loaded(features: Features, folder: Path) -> Ranker:
    name = weights_of(features)
    data = read_verified(folder, name, read_manifest(folder, kind=KIND))
    try:
        return Ranker.from_json(json.loads(data), features)
    except (KeyError, ValueError, TypeError) as error:
        hint = "Train it anew with this version: policynlp train speakers."
        raise ModelError(f"the weights are of other features: {error}", where=str(folder / name), hint=hint) from error

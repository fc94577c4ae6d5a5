"""Whom "he" or "she" stands for where they say something: a small network over what `pronoun_cases` knows of everybody who may be meant.

The rules' answers are among the features, so that it learns which of them to believe where. Its weights lie in `models/speakers`, whose
card says what it was trained on and how often it is right; `policynlp train speakers` trains it.
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
from policynlp.tag.quotes.pronoun_cases import NAMES, PronounCase

KIND = "speakers"
WEIGHTS = "pronouns.json"
_FURTHEST = 3.0
"""Of a feature from its centre, in deviations."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PronounRanker:
    """Networks of one hidden layer whose shares are averaged.

    Attributes:
        centre, spread: Of each feature, `(features,)`.
        inner, inner_offset: To the hidden units, `(networks, features, units)` and `(networks, 1, units)`.
        outer: From them, `(networks, units)`.
        least: Share from which somebody who is named is believed.
    """

    centre: Floats
    spread: Floats
    inner: Floats
    inner_offset: Floats
    outer: Floats
    least: float

    def shares(self, case: PronounCase) -> Floats:
        """How likely each of a case is meant, `(everybody,)`; they add up to 1."""
        features = scaled(np.asarray(case.values, dtype=np.float64), self.centre, self.spread)
        hidden = np.maximum(features @ self.inner + self.inner_offset, 0.0)  # (networks, everybody, units)
        scores = (hidden * self.outer[:, None, :]).sum(axis=-1)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Floats = (powers / powers.sum(axis=1, keepdims=True)).mean(axis=0)
        return shares

    def choose(self, case: PronounCase) -> str | None:
        """Entity key of whoever is meant; null for nobody who is named, or where nobody is likely enough."""
        shares = self.shares(case)
        best = int(shares.argmax())
        return case.keys[best] if shares[best] >= self.least else None

    def as_json(self) -> dict[str, Any]:
        """In the form in which `pronouns.json` keeps it."""
        return {
            "features": list(NAMES),
            "centre": _rounded(self.centre),
            "spread": _rounded(self.spread),
            "inner": _rounded(self.inner),
            "inner_offset": _rounded(self.inner_offset),
            "outer": _rounded(self.outer),
            "least": self.least,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> PronounRanker:
        """What `as_json` gave.

        Raises:
            ValueError: It is of other features.
        """
        if tuple(kept["features"]) != NAMES:
            raise ValueError(f"features {sorted(set(kept['features']) ^ set(NAMES))}")
        names = ("centre", "spread", "inner", "inner_offset", "outer")
        centre, spread, inner, inner_offset, outer = (np.array(kept[name], dtype=np.float64) for name in names)
        return cls(centre, spread, inner, inner_offset, outer, least=float(kept["least"]))


def scaled(features: Floats, centre: Floats, spread: Floats) -> Floats:
    """Features as the networks read them, none further from its centre than is common: a short text is unlike those learnt from."""
    near: Floats = np.clip((features - centre) / spread, -_FURTHEST, _FURTHEST)
    return near


def _rounded(values: Floats) -> Any:
    return np.round(values, 4).tolist()


def load_pronoun_ranker(folder: Path | None = None) -> PronounRanker:
    """The ranker of a folder; default: the one that came with this version.

    Raises:
        ModelError: A file is missing, was changed, or is of another version of the program.
    """
    return _loaded(folder or models_dir() / KIND)


@lru_cache(maxsize=2)
def _loaded(folder: Path) -> PronounRanker:
    data = read_verified(folder, WEIGHTS, read_manifest(folder, kind=KIND))
    try:
        return PronounRanker.from_json(json.loads(data))
    except (KeyError, ValueError, TypeError) as error:
        hint = "Train it anew with this version: policynlp train speakers."
        raise ModelError(f"the weights are of other features: {error}", where=str(folder / WEIGHTS), hint=hint) from error

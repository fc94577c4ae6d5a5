"""Small networks that choose among all that may be meant: whom a source means, when a figure was measured.

What rules answer is among the features, so that a ranker learns which of them to believe where. Each kind has its weights in a folder of
`models`, whose card says what they were trained on and how often they are right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from policynlp.errors import ModelError
from policynlp.tag.models import models_dir, read_manifest, read_verified

_FURTHEST = 3.0
"""Of a feature from its centre, in deviations."""
Floats = npt.NDArray[np.float64]


class Features(NamedTuple):
    """What is known of everything in the cases of one ranker.

    Attributes:
        ranker: Its name: that of its file of weights.
        of_candidates: What is known of one that may be meant.
        of_nobody: What is known where none of them is meant.
        least: Share from which one is believed.
        firm: Kinds of cases of which the rules' answer stands where they have one.
        folder: Of `models`, and name of the command that trains it.
    """

    ranker: str
    of_candidates: tuple[str, ...]
    of_nobody: tuple[str, ...]
    least: float
    firm: frozenset[str] = frozenset()
    folder: str = "speakers"

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, in the order of `Ranked.values`; the last one is 1 where none is meant."""
        return (*self.of_candidates, *self.of_nobody, "nobody")

    def row(self, of_candidate: tuple[float, ...]) -> tuple[float, ...]:
        """The values of one that may be meant."""
        return (*of_candidate, *([0.0] * (len(self.of_nobody) + 1)))

    def last_row(self, of_nobody: tuple[float, ...]) -> tuple[float, ...]:
        """The values where none is meant."""
        return (*([0.0] * len(self.of_candidates)), *of_nobody, 1.0)


class Ranked(Protocol):
    """A case: all that may be meant, and last that none is."""

    @property
    def values(self) -> tuple[tuple[float, ...], ...]:
        """For each, features in the order of `Features.names`."""

    @property
    def by_rules(self) -> int:
        """Which of them the rules answer."""

    @property
    def kind(self) -> str:
        """What tells figures apart by."""


def chosen(case: Ranked, shares: Sequence[float], features: Features) -> int:
    """Which of a case is meant, by the share of each: the last one where none is likely enough."""
    nobody = len(case.values) - 1
    if case.kind in features.firm and case.by_rules != nobody:
        return case.by_rules
    best = max(range(nobody + 1), key=shares.__getitem__)
    return best if shares[best] >= features.least else nobody


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

    def shares(self, case: Ranked) -> Floats:
        """How likely each of a case is meant, `(all of it,)`; they add up to 1."""
        features = scaled(np.asarray(case.values, dtype=np.float64), self.centre, self.spread)
        hidden = np.maximum(features @ self.inner + self.inner_offset, 0.0)  # (networks, all of it, units)
        scores = (hidden * self.outer[:, None, :]).sum(axis=-1)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Floats = (powers / powers.sum(axis=1, keepdims=True)).mean(axis=0)
        return shares

    def choose(self, case: Ranked) -> int:
        """Which of a case is meant; the last one for none, or where none is likely enough."""
        return chosen(case, self.shares(case).tolist(), self.features)

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
    return _loaded(features, folder or models_dir() / features.folder)


@lru_cache(maxsize=8)
def _loaded(features: Features, folder: Path) -> Ranker:
    name = weights_of(features)
    data = read_verified(folder, name, read_manifest(folder, kind=features.folder))
    try:
        return Ranker.from_json(json.loads(data), features)
    except (KeyError, ValueError, TypeError) as error:
        hint = f"Train it anew with this version: policynlp train {features.folder}."
        raise ModelError(f"the weights are of other features: {error}", where=str(folder / name), hint=hint) from error

"""Whether two figures of two texts agree or contradict each other, weighed by small models that were trained on pairs of a reader.

The weights are in `models/links`; its card says what they were trained on and how often they are right. Trained by
`policynlp train links`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from policynlp.link.heads import KIND, Floats, Head, heads_as_json, heads_from_json, read_weights
from policynlp.link.networks import Networks, networks_as_json, networks_from_json
from policynlp.link.pair_features import FEATURES
from policynlp.link.pair_table import BY_MEASURE, CONTEXT, MEASURE, PAIRED, PairTable, by_measure, in_context, of_measure
from policynlp.tag.models import models_dir

WEIGHTS = "weights.json"
TOLD = ("agrees", "differs", "alike")
"""What regressions say of a pair in its context: that its figures agree, contradict each other, or are at least of one measure."""
_ALONE = FEATURES + PAIRED
HEADS = {"same": _ALONE, "measure": MEASURE}
"""What each regression reads: `same` a pair alone, `measure` the same with its figures unseen."""
NETWORKS = {
    "agrees": _ALONE + CONTEXT + BY_MEASURE,
    "differs": _ALONE + CONTEXT,
    "alike": _ALONE + CONTEXT + BY_MEASURE,
}
"""What regressions and networks read of a pair in its context; what measures tell of differences does not help (docs/log.md)."""


def features_in_context(table: PairTable, same: Floats, measure: Floats) -> dict[str, Floats]:
    """What the regressions of `TOLD` read of a table, by name.

    Args:
        table: The pairs.
        same: Log-odds of `same`, `(pairs,)`.
        measure: Log-odds of `measure`, `(pairs,)`.
    """
    context = in_context(table, same)
    wide = np.column_stack([context, by_measure(table, measure)])
    return {name: wide if set(BY_MEASURE) <= set(NETWORKS[name]) else context for name in TOLD}


@dataclass(frozen=True, slots=True)
class PairModel:
    """The regressions and the log-odds from which they are believed.

    Attributes:
        heads: By name, see `HEADS`.
        networks: By name, see `NETWORKS`.
        least: Least log-odds by name, see `TOLD`.
    """

    heads: Mapping[str, Head]
    networks: Mapping[str, Networks]
    least: Mapping[str, float]

    def read(self, table: PairTable) -> dict[str, Floats]:
        """Log-odds that each pair agrees, where its figures are near, and that it differs or is alike, where they are not; `(pairs,)`."""
        described = features_in_context(table, self.alone(table), self.heads["measure"].log_odds(of_measure(table)))
        return {name: self.networks[name].log_odds(described[name]) for name in TOLD}

    def alone(self, table: PairTable) -> Floats:
        """Log-odds that each pair is of one thing, whatever else the texts say; `(pairs,)`."""
        return self.heads["same"].log_odds(table.features)

    def as_json(self) -> dict[str, Any]:
        """In the form in which `weights.json` keeps it."""
        networks = {name: networks_as_json(found, NETWORKS[name]) for name, found in self.networks.items()}
        return {"heads": heads_as_json(self.heads, HEADS), "networks": networks, "least": dict(self.least)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> PairModel:
        """What `as_json` gave.

        Raises:
            KeyError: It is of other features.
        """
        networks = {name: networks_from_json(kept["networks"][name], names) for name, names in NETWORKS.items()}
        return cls(heads_from_json(kept["heads"], HEADS), networks, {name: float(kept["least"][name]) for name in TOLD})


_IN_USE: ContextVar[PairModel | None] = ContextVar("pair_model", default=None)


@contextmanager
def using(model: PairModel) -> Iterator[None]:
    """Compare figures with another model than the one that came with this version, while it is trained, say."""
    token = _IN_USE.set(model)
    try:
        yield
    finally:
        _IN_USE.reset(token)


def load_pair_model(folder: Path | None = None) -> PairModel:
    """The model of a folder; default: the one that is in use (`using`), else the one that came with this version.

    Raises:
        ModelError: A file is missing, was changed, or is of another version of the program.
    """
    in_use = _IN_USE.get() if folder is None else None
    return in_use if in_use is not None else _loaded(folder or models_dir() / KIND)


@lru_cache(maxsize=4)
def _loaded(folder: Path) -> PairModel:
    return read_weights(folder, WEIGHTS, PairModel.from_json)

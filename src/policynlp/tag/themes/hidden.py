"""The dense view of a passage: a linear layer and a hidden one, shared by all themes, over its vector and its neighbours'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """One hidden layer of rectified linear units beside the linear heads, so that themes share what they have in common.

    Attributes:
        weights: Of a passage's vector, the mean vector of its neighbours, and of being the title of a bill, `(769, units)`.
        bias: `(units,)`.
        heads: What each unit says of each theme, `(units, themes)`.
    """

    weights: Matrix
    bias: Matrix
    heads: Matrix

    @classmethod
    def read(cls, weights: Mapping[str, Matrix], *, inputs: int, themes: int) -> Self:
        """From a model's weights; older models have no hidden layer.

        Args:
            weights: Arrays by name.
            inputs: Numbers that a vector and its context have together.
            themes: Of the model.
        """
        if "hidden" not in weights:
            return cls(
                weights=np.zeros((inputs + 1, 0), dtype=np.float32),
                bias=np.zeros(0, dtype=np.float32),
                heads=np.zeros((0, themes), dtype=np.float32),
            )
        return cls(
            weights=weights["hidden"].astype(np.float32),
            bias=weights["hidden_bias"].astype(np.float32),
            heads=weights["hidden_heads"].astype(np.float32),
        )

    def for_themes(self, rows: list[int], *, share: float) -> Self:
        """The same layer with heads in another order.

        Args:
            rows: For each head the model's theme; -1: a theme that the model does not know, of which it says nothing.
            share: What the heads are multiplied with.
        """
        known = np.asarray([n >= 0 for n in rows], dtype=np.float32)
        picked = self.heads[:, [max(n, 0) for n in rows]] * known * np.float32(share)
        return type(self)(weights=self.weights, bias=self.bias, heads=np.ascontiguousarray(picked))

    def __call__(self, vectors: Matrix, contexts: Matrix, titles: Matrix) -> Matrix:
        """What the hidden layer adds to the scores, `(passages, themes)`."""
        if not len(self.bias):
            return np.zeros((len(vectors), self.heads.shape[1]), dtype=np.float32)
        width = vectors.shape[1]
        units = vectors @ self.weights[:width] + contexts @ self.weights[width : 2 * width]
        units += titles[:, None] * self.weights[-1] + self.bias
        np.maximum(units, 0, out=units)
        out: Matrix = units @ self.heads
        return out

"""Columns of many texts at once, as arrays: what is looked through to find the few texts that are then compared in full.

A block holds rows (statements, or passages), each of a text, and parts of rows: terms, runs of words, vectors.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Columns = Mapping[str, Array]
ROW = "row"
TEXT = "text"


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of some texts.

    Attributes:
        rows: Name to an array with an entry a row; `text` is the number of the text that a row is of.
        parts: Name to columns with an entry a part; `row` is the row that it is of.
    """

    rows: Columns
    parts: Mapping[str, Columns]

    def __len__(self) -> int:
        return len(self.rows[TEXT])

    def of_texts(self, numbers: Collection[int]) -> Block:
        """The rows of some texts only."""
        keep = np.isin(self.rows[TEXT], np.fromiter(numbers, dtype=np.int64, count=len(numbers)))
        if keep.all():
            return self
        place = np.cumsum(keep) - 1
        parts = {}
        for name, part in self.parts.items():
            kept = keep[part[ROW]]
            parts[name] = {column: values[kept] for column, values in part.items()}
            parts[name][ROW] = place[parts[name][ROW]]
        return Block({name: values[keep] for name, values in self.rows.items()}, parts)

    def to_bytes(self) -> bytes:
        """As a file of NumPy's."""
        arrays = dict(self.rows) | {f"{name}.{c}": values for name, part in self.parts.items() for c, values in part.items()}
        out = io.BytesIO()
        np.savez(out, allow_pickle=False, **arrays)
        return out.getvalue()


def from_bytes(data: bytes) -> Block:
    """What `Block.to_bytes` wrote."""
    rows: dict[str, Array] = {}
    parts: dict[str, dict[str, Array]] = {}
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        for name in arrays.files:
            part, _, column = name.partition(".")
            if column:
                parts.setdefault(part, {})[column] = arrays[name]
            else:
                rows[name] = arrays[name]
    return Block(rows, parts)


def together(blocks: Sequence[Block]) -> Block:
    """One block after another; they have the same columns, and vectors of one length (`alike`)."""
    starts = np.cumsum([0, *map(len, blocks)])
    first = blocks[0]
    rows = {name: np.concatenate([block.rows[name] for block in blocks]) for name in first.rows}
    parts: dict[str, dict[str, Array]] = {}
    for name, columns in first.parts.items():
        parts[name] = {c: _joined([block.parts[name][c] for block in blocks]) for c in columns if c != ROW}
        moved = [block.parts[name][ROW] + start for block, start in zip(blocks, starts.tolist(), strict=False)]
        parts[name][ROW] = np.concatenate(moved)
    return Block(rows, parts)


def _joined(arrays: Sequence[Array]) -> Array:
    """Nothing at all has no width, and is left out."""
    return np.concatenate([values for values in arrays if len(values)] or arrays[:1])


def alike(a: Block, b: Block) -> bool:
    """Whether the vectors of two blocks are of one length, as those of one encoder are, so that they can stand in one matrix."""
    widths = [
        {values.shape[1] for part in block.parts.values() for values in part.values() if values.ndim == 2 and len(values)}
        for block in (a, b)
    ]
    return len(widths[0] | widths[1]) <= 1


def part(found: Iterable[tuple[int, Any]], column: str, dtype: Any) -> dict[str, Array]:
    """Columns of a part: rows, and what each has.

    Args:
        found: A row and what it has; arrays of one length become a matrix.
        column: What that is called.
        dtype: Its type.
    """
    pairs = list(found)
    rows = np.array([row for row, _ in pairs], dtype=np.int32)
    values = np.array([value for _, value in pairs], dtype=dtype)
    return {ROW: rows, column: values}


@lru_cache(maxsize=500_000)
def key(word: str) -> int:
    """A number of 64 bits for a word, the same on every machine; 0 stands for none."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1

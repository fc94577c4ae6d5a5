"""What the search keeps in memory: a column a field, so that a result of any size is filtered and counted in milliseconds.

About 150 bytes a passage with names and vectors. A snapshot never changes; a newer one takes its place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.corpus.search.database import Database
from policynlp.corpus.search.marks import LAYERS, LAYOUT, MARK
from policynlp.document import PASSAGE_KINDS

Ints = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
_NAME_BIT, _LAYER_BIT = 31, 58  # a mark as one number: layer, name, row
CODED = ("genre", "publisher", "language")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which names stand in which passages, in order of name and row; two arrays of one length."""

    names: Ints
    rows: Ints


@dataclass(frozen=True, slots=True)
class Columns:
    """The index at one moment.

    Attributes:
        version: Of the file that it was read from.
        tagset: The tag set whose marks it has; marks of another are left out.
        documents: Ids, by number of the document.
        doc: Number of the document, of each passage.
        kind: Place in `PASSAGE_KINDS`, of each passage.
        chars: Length of each passage.
        counted: Of each document: whether it is neither a repeat nor superseded.
        first_day, last_day: Of each document, as 20240531; zero where it has no date.
        coded: Field to its values and the code of each document (-1: none).
        pairs: Layer to names and passages.
        names: Id to key and name.
        signs: One row of bits a passage, or None where there are no vectors.
        seen: Which passages have a vector.
        newest_first: All rows in the order of time; those without a date last.
    """

    version: str
    tagset: str | None
    documents: list[str]
    doc: Ints
    kind: npt.NDArray[np.uint8]
    chars: Ints
    counted: Bools
    first_day: Ints
    last_day: Ints
    coded: dict[str, tuple[list[str], Ints]]
    pairs: dict[str, Pairs]
    names: dict[int, tuple[str, str]]
    signs: npt.NDArray[np.uint64] | None
    seen: Bools

    newest_first: Rows

    @property
    def rows(self) -> int:
        """Number of passages."""
        return len(self.doc)

    def set_of(self, rows: Rows) -> Bools:
        """Rows as a mask."""
        mask = np.zeros(self.rows, dtype=np.bool_)
        mask[rows] = True
        return mask


def read_columns(database: Database, *, tagset: str | None) -> Columns:
    """The index as it is now.

    Args:
        database: The index, open.
        tagset: The active tag set.
    """
    connection = database.connection
    connection.execute("BEGIN")  # all of it from one moment
    try:
        return _read(connection, database.version(), tagset)
    finally:
        connection.execute("COMMIT")


def _read(connection: sqlite3.Connection, version: str, tagset: str | None) -> Columns:
    found = connection.execute(
        "SELECT number, document, passages, counted, first_day, last_day, genre, publisher, language, tags, layout, marks, signs "
        "FROM docs JOIN columns ON doc = number ORDER BY number"
    ).fetchall()
    of: list[Sequence[Any]] = list(zip(*found, strict=True)) if found else [()] * 13
    _, documents, passages, counted, first_day, last_day, genre, publisher, language, tags, layout, marks, signs = of
    lengths = np.array(passages, dtype=np.int64)
    doc = np.repeat(np.arange(len(found), dtype=np.int32), lengths)
    current = [tagset is not None and t is not None and t.startswith(f"{tagset}/") for t in tags]
    packed = np.frombuffer(b"".join(m for m, ok in zip(marks, current, strict=True) if ok and m), dtype=MARK)
    laid_out = np.frombuffer(b"".join(layout), dtype=LAYOUT)
    layers = dict(connection.execute("SELECT id, layer FROM names").fetchall())
    bits, seen = _signs([s if ok else None for s, ok in zip(signs, current, strict=True)], lengths)
    return Columns(
        version=version,
        tagset=tagset,
        documents=list(documents),
        doc=doc,
        kind=np.ascontiguousarray(laid_out["kind"]),
        chars=laid_out["chars"].astype(np.int32),
        counted=np.array(counted, dtype=np.bool_),
        first_day=np.array(first_day, dtype=np.int32),
        last_day=np.array(last_day, dtype=np.int32),
        coded={name: _coded(values) for name, values in zip(CODED, (genre, publisher, language), strict=True)},
        pairs=_pairs(packed, layers),
        names={i: (key, name) for i, key, name in connection.execute("SELECT id, key, name FROM names")},
        signs=bits,
        seen=seen,
        newest_first=np.argsort(-np.array(first_day, dtype=np.int32)[doc], kind="stable"),
    )


def _coded(values: Sequence[str | None]) -> tuple[list[str], Ints]:
    names = sorted({v for v in values if v})
    codes = {name: i for i, name in enumerate(names)}
    return names, np.array([codes.get(v or "", -1) for v in values], dtype=np.int32)


def _pairs(marks: npt.NDArray[Any], layers: dict[int, str]) -> dict[str, Pairs]:
    """Marks by layer, in order of name and row: sorted as one number each, which is ten times as quick as by rows of a table."""
    numbers = {layer: i for i, layer in enumerate(LAYERS)}
    layer_of = np.full(max(layers, default=0) + 1, len(LAYERS), dtype=np.int64)
    for name, layer in layers.items():
        layer_of[name] = numbers.get(layer, len(LAYERS))
    names = marks["name"].astype(np.int64)
    keys = np.sort((layer_of[names] << _LAYER_BIT) | (names << _NAME_BIT) | marks["row"])
    ends = np.searchsorted(keys, np.arange(len(LAYERS) + 1, dtype=np.int64) << _LAYER_BIT)
    out = {}
    for layer, number in numbers.items():
        own = keys[ends[number] : ends[number + 1]]
        name_of, row_of = (own >> _NAME_BIT) & (1 << (_LAYER_BIT - _NAME_BIT)) - 1, own & (1 << _NAME_BIT) - 1
        out[layer] = Pairs(name_of.astype(np.int32), row_of.astype(np.int32))
    return out


def _signs(blobs: Sequence[bytes | None], lengths: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.uint64] | None, Bools]:
    """Bits of all passages, zeros where there are none, and which have some."""
    widths = {len(blob) // int(n) for blob, n in zip(blobs, lengths, strict=True) if blob}
    if len(widths) != 1:  # none, or those of two encoders, which cannot be compared
        return None, np.zeros(int(lengths.sum()), dtype=np.bool_)
    (width,) = widths
    joined = b"".join(blob or bytes(width * int(n)) for blob, n in zip(blobs, lengths, strict=True))
    bits = np.frombuffer(joined, dtype="<u8").reshape(-1, width // 8)
    return np.ascontiguousarray(bits.T), np.asarray(bits.any(axis=1), dtype=np.bool_)


KINDS = {kind: i for i, kind in enumerate(PASSAGE_KINDS)}

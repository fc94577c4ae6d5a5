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
_TOGETHER_DOCS = 10_000


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
    )
    documents: list[str] = []
    numbers: list[Rows] = [np.zeros((0, 4), dtype=np.int64)]
    coded = {name: _Codes() for name in CODED}
    packed = [np.zeros(0, dtype=MARK)]
    laid_out = [np.zeros(0, dtype=LAYOUT)]
    signs = _Signs()
    while rows := found.fetchmany(_TOGETHER_DOCS):  # a row of Python's own objects takes ten times what is kept of it
        _, ids, passages, counted, first_day, last_day, genre, publisher, language, tags, layout, marks, bits = zip(
            *rows, strict=True
        )
        documents += ids
        numbers.append(np.array([passages, counted, first_day, last_day], dtype=np.int64).T)
        for name, values in zip(CODED, (genre, publisher, language), strict=True):
            coded[name].add(values)
        current = [tagset is not None and t is not None and t.startswith(f"{tagset}/") for t in tags]
        packed.append(np.frombuffer(b"".join(m for m, ok in zip(marks, current, strict=True) if ok and m), dtype=MARK))
        laid_out.append(np.frombuffer(b"".join(layout), dtype=LAYOUT))
        signs.add([s if ok else None for s, ok in zip(bits, current, strict=True)], passages)
    lengths, counts, first, last = np.concatenate(numbers).T
    doc = np.repeat(np.arange(len(documents), dtype=np.int32), lengths)
    places = np.concatenate(laid_out)
    layers = dict(connection.execute("SELECT id, layer FROM names").fetchall())
    of_all, seen = signs.whole()
    return Columns(
        version=version,
        tagset=tagset,
        documents=documents,
        doc=doc,
        kind=np.ascontiguousarray(places["kind"]),
        chars=places["chars"].astype(np.int32),
        counted=counts.astype(np.bool_),
        first_day=first.astype(np.int32),
        last_day=last.astype(np.int32),
        coded={name: found.whole() for name, found in coded.items()},
        pairs=_pairs(np.concatenate(packed), layers),
        names={i: (key, name) for i, key, name in connection.execute("SELECT id, key, name FROM names")},
        signs=of_all,
        seen=seen,
        newest_first=np.argsort(-first.astype(np.int32)[doc], kind="stable"),
    )


class _Codes:
    """A field with few values, as the values in order and a code for each document (-1: none)."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._parts: list[Ints] = [np.zeros(0, dtype=np.int32)]

    def add(self, values: Sequence[str | None]) -> None:
        """The values of further documents."""
        known = self._known
        self._parts.append(np.array([known.setdefault(v, len(known)) if v else -1 for v in values], dtype=np.int32))

    def whole(self) -> tuple[list[str], Ints]:
        """All of them."""
        names = sorted(self._known)
        place = np.full(len(names) + 1, -1, dtype=np.int32)  # the last one is that of -1
        place[[self._known[name] for name in names]] = np.arange(len(names), dtype=np.int32)
        return names, place[np.concatenate(self._parts)]


class _Signs:
    """Bits of all passages, a column a passage, zeros where there are none."""

    def __init__(self) -> None:
        self._widths: set[int] = set()
        self._parts: list[tuple[Sequence[bytes | None], Sequence[int]]] = []

    def add(self, blobs: Sequence[bytes | None], lengths: Sequence[int]) -> None:
        """The bits of further documents: of each, all of its passages or none; and how many these are."""
        self._widths |= {len(blob) // n for blob, n in zip(blobs, lengths, strict=True) if blob}
        self._parts.append((blobs, lengths))

    def whole(self) -> tuple[npt.NDArray[np.uint64] | None, Bools]:
        """All of them, and which passages have some."""
        rows = sum(sum(lengths) for _, lengths in self._parts)
        seen = np.zeros(rows, dtype=np.bool_)
        if len(self._widths) != 1:  # none, or those of two encoders, which cannot be compared
            return None, seen
        (width,) = self._widths
        out = np.zeros((width // 8, rows), dtype=np.uint64)
        at = 0
        for blobs, lengths in self._parts:
            joined = b"".join(blob or bytes(width * n) for blob, n in zip(blobs, lengths, strict=True))
            bits = np.frombuffer(joined, dtype="<u8").reshape(-1, width // 8)
            out[:, at : at + len(bits)] = bits.T
            seen[at : at + len(bits)] = bits.any(axis=1)
            at += len(bits)
        return out, seen


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


KINDS = {kind: i for i, kind in enumerate(PASSAGE_KINDS)}

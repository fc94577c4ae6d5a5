"""What is kept of a text to link others to it: what its figures say, its passages as words and vectors, the policies it names."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import TypeAdapter

from policynlp.document import Document
from policynlp.link.citations import Mention, Titled, borne, mentioned
from policynlp.link.echoes import Piece, pieces
from policynlp.link.identities import Named, named
from policynlp.link.pairs import Party, party
from policynlp.link.statement_reading import statements
from policynlp.link.statements import Statement
from policynlp.tags import Tags

FEATURES_VERSION = 1
"""Raised with every change to what is read from a text, or how it is kept; tests/link/test_features.py says when. What another version
kept is read from the texts anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What is kept of one text.

    Attributes:
        party: Who it is.
        named: Its people, organisations and places.
        duplicate_of: The text that it repeats: then nothing else is kept.
        statements: Its figures.
        pieces: Its passages.
        mentions: Policies that it names.
        titles: Forms of its own title.
    """

    party: Party
    named: Named
    duplicate_of: str | None = None
    statements: tuple[Statement, ...] = ()
    pieces: tuple[Piece, ...] = ()
    mentions: tuple[Mention, ...] = ()
    titles: tuple[Titled, ...] = ()


def features(document: Document, tags: Tags) -> Features:
    """Read a text."""
    who = party(document)
    if document.duplicate_of is not None:
        return Features(party=who, named=named(document, tags), duplicate_of=document.duplicate_of)
    return Features(
        party=who,
        named=named(document, tags),
        statements=tuple(statements(who, document, tags)),
        pieces=tuple(pieces(who, document, tags)),
        mentions=tuple(mentioned(who, document, tags)),
        titles=tuple(borne(who, document)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What is compared in full, as it is kept: see `Features`."""

    statements: tuple[Statement, ...]
    pieces: tuple[Piece, ...]


@cache
def _adapter() -> TypeAdapter[Compared]:
    return TypeAdapter(Compared)


_APART = {"statements": {"__all__": {"vector", "subject"}}, "pieces": {"__all__": {"vector", "subject"}}}


def to_bytes(found: Features) -> bytes:
    """Statements and passages of a text, packed."""
    compared = Compared(statements=found.statements, pieces=found.pieces)
    said = _adapter().dump_json(compared, exclude=_APART)
    owners: Sequence[Statement | Piece] = [*found.statements, *found.pieces]
    vectors = [owner.vector for owner in owners if owner.vector is not None]
    subject = next((owner.subject for owner in owners if owner.subject is not None), None)
    out = io.BytesIO()
    np.save(out, np.array([owner.vector is not None for owner in owners], dtype=bool))
    np.save(out, _narrow(np.stack(vectors)) if vectors else np.zeros((0, 0), np.float32))
    np.save(out, subject if subject is not None else np.zeros(0, np.float32))
    packed = zlib.compress(said, 1)
    return len(packed).to_bytes(4, "little") + packed + out.getvalue()


def from_bytes(data: bytes) -> Compared:
    """What `to_bytes` packed."""
    length = int.from_bytes(data[:4], "little")
    compared = _adapter().validate_json(zlib.decompress(data[4 : 4 + length]))
    arrays = io.BytesIO(data[4 + length :])
    has, vectors, subject = (np.load(arrays, allow_pickle=False) for _ in range(3))
    wide = iter(vectors.astype(np.float32, copy=False))
    given: list[Any] = [next(wide) if one else None for one in has.tolist()]
    about = subject if len(subject) else None
    at = len(compared.statements)
    return Compared(
        statements=tuple(replace(s, vector=v, subject=about) for s, v in zip(compared.statements, given[:at], strict=True)),
        pieces=tuple(replace(p, vector=v, subject=about) for p, v in zip(compared.pieces, given[at:], strict=True)),
    )


def _narrow(vectors: npt.NDArray[np.float32]) -> npt.NDArray[Any]:
    """As float16, which the corpus keeps, where nothing is lost by it."""
    half = vectors.astype(np.float16)
    return half if np.array_equal(half.astype(np.float32), vectors) else vectors

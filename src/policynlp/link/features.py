"""What is kept of a text to link others to it: what its figures say, its passages as words and vectors, the policies it names."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from policynlp.document import Document
from policynlp.link.citations import Mention, Titled, borne, mentioned
from policynlp.link.echoes import Piece, pieces
from policynlp.link.identities import Named, named
from policynlp.link.pairs import Party, party
from policynlp.link.statement_reading import statements
from policynlp.link.statements import Statement
from policynlp.tags import Tags

FEATURES_VERSION = 2
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


@cache
def _adapters() -> tuple[TypeAdapter[tuple[Statement, ...]], TypeAdapter[tuple[Piece, ...]]]:
    open_bounds = ConfigDict(ser_json_inf_nan="constants")  # "more than 5" has no upper one
    return TypeAdapter(tuple[Statement, ...], config=open_bounds), TypeAdapter(tuple[Piece, ...], config=open_bounds)


_APART = {"__all__": {"vector", "subject"}}
Vectors = tuple[Sequence[Any], Any]
"""Of each figure or passage of a text its vector or None; and that of its subject or None. They are kept in blocks."""


def pack_statements(found: Sequence[Statement]) -> bytes:
    """Figures of a text, without their vectors."""
    return zlib.compress(_adapters()[0].dump_json(tuple(found), exclude=_APART), 1)


def pack_pieces(found: Sequence[Piece]) -> bytes:
    """Passages of a text, without their vectors."""
    return zlib.compress(_adapters()[1].dump_json(tuple(found), exclude=_APART), 1)


def unpack_statements(data: bytes, vectors: Vectors) -> tuple[Statement, ...]:
    """What `pack_statements` packed, with vectors."""
    found = _adapters()[0].validate_json(zlib.decompress(data))
    return tuple(replace(one, vector=own, subject=vectors[1]) for one, own in zip(found, vectors[0], strict=True))


def unpack_pieces(data: bytes, vectors: Vectors) -> tuple[Piece, ...]:
    """What `pack_pieces` packed, with vectors."""
    found = _adapters()[1].validate_json(zlib.decompress(data))
    return tuple(replace(one, vector=own, subject=vectors[1]) for one, own in zip(found, vectors[0], strict=True))

"""What is kept of a text to link others to it: what its figures say, its passages as words and vectors, the policies it names."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import ConfigDict, TypeAdapter

from policynlp.document import Document
from policynlp.link.citations import Mention, Titled, borne, mentioned
from policynlp.link.echoes import Piece, pieces
from policynlp.link.identities import Named, named
from policynlp.link.moments import Moment, moments
from policynlp.link.pairs import Party, party
from policynlp.link.repeats import few_of_each
from policynlp.link.statement_reading import statements
from policynlp.link.statements import Statement
from policynlp.tag.claims.when import INFERRED
from policynlp.tags import Tags

FEATURES_VERSION = 25
"""Raised with every change to what is read from a text, or how it is kept (tests/link/test_features.py tells of one). What another
version kept is read from the texts anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What is kept of one text.

    Attributes:
        party: Who it is.
        named: Its people, organisations and places.
        duplicate_of: The text that it repeats: then nothing else is kept.
        statements: Its figures; of those that it repeats, a few (`repeats.few_of_each`).
        pieces: Its passages.
        mentions: Policies that it names.
        titles: Forms of its own title.
        moments: Its dates.
    """

    party: Party
    named: Named
    duplicate_of: str | None = None
    statements: tuple[Statement, ...] = ()
    pieces: tuple[Piece, ...] = ()
    mentions: tuple[Mention, ...] = ()
    titles: tuple[Titled, ...] = ()
    moments: tuple[Moment, ...] = ()


def features(document: Document, tags: Tags) -> Features:
    """Read a text."""
    who = party(document)
    if document.duplicate_of is not None:
        return Features(party=who, named=named(document, tags), duplicate_of=document.duplicate_of)
    tags = _as_told(tags)
    return Features(
        party=who,
        named=named(document, tags),
        statements=tuple(few_of_each(statements(who, document, tags))),
        pieces=tuple(pieces(who, document, tags)),
        mentions=tuple(mentioned(who, document, tags)),
        titles=tuple(borne(who, document)),
        moments=tuple(moments(who, document, tags)),
    )


def _as_told(tags: Tags) -> Tags:
    """The same, figures without the times that no rule gives: such a time is too unsure to set two figures apart."""
    claims = tuple(replace(c, period=None) if INFERRED in c.flags else c for c in tags.claims)
    return replace(tags, claims=claims)


Vectors = tuple[Sequence[Any], Any]
"""Of each figure or passage of a text its vector or None; and that of its subject or None. They are kept in blocks."""
Kept = TypeVar("Kept", Statement, Piece)


class Packing(Generic[Kept]):
    """How figures, or passages, of a text are kept: as compressed JSON, without their vectors.

    Args:
        kind: Their type, as a tuple of any number.
        column: Of the table that keeps them.
        shared: What is the same for all of a text, and kept with the first alone.
    """

    def __init__(self, kind: type[tuple[Kept, ...]], column: str, *, shared: Sequence[str] = ()) -> None:
        self._kind: type[tuple[Kept, ...]] = kind
        self.column = column
        self._shared = tuple(shared)

    @cached_property
    def _adapter(self) -> TypeAdapter[tuple[Kept, ...]]:
        return TypeAdapter(self._kind, config=ConfigDict(ser_json_inf_nan="constants"))  # "more than 5" has no upper bound

    def pack(self, found: Sequence[Kept]) -> bytes:
        """Those of a text."""
        without: Any = {"__all__": {"vector", "subject"}} | {n: {*self._shared} for n in range(1, len(found)) if self._shared}
        return zlib.compress(self._adapter.dump_json(tuple(found), exclude=without), 1)

    def unpack(self, data: bytes, vectors: Vectors) -> tuple[Kept, ...]:
        """What `pack` packed, with vectors."""
        found = self._adapter.validate_json(zlib.decompress(data))
        same: dict[str, Any] = {name: getattr(found[0], name) for name in self._shared} if found else {}
        own = zip(found, vectors[0], strict=True)
        return tuple(replace(one, vector=vector, subject=vectors[1], **same) for one, vector in own)


STATEMENTS = Packing(tuple[Statement, ...], "statements", shared=["text_names"])
PIECES = Packing(tuple[Piece, ...], "pieces")

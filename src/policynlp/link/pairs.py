"""Documents as links see them, and which of them may be tied at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from policynlp.document import Document, content_id
from policynlp.link.order import Days, published
from policynlp.tags import End


@dataclass(frozen=True, slots=True)
class Party:
    """What is kept of a document on either side of a link.

    Attributes:
        document: Document id.
        work: What its revisions share.
        genre: Its genre.
        days: When it may have been published.
    """

    document: str
    work: str
    genre: str
    days: Days | None

    @property
    def order(self) -> tuple[str, str, str]:
        """Sorts documents by date, unknown dates first; ids decide between equals."""
        first, last = (d.isoformat() for d in self.days) if self.days else ("", "")
        return last, first, self.document


def party(document: Document) -> Party:
    """What links need to know of a document."""
    return Party(document.id, document.work, document.source.genre, published(document))


def may_meet(a: Party, b: Party) -> bool:
    """Whether two documents may be tied: not a document with itself, nor with another revision of its work."""
    return a.document != b.document and a.work != b.work


class _Placed(Protocol):
    @property
    def party(self) -> Party: ...


Placed = TypeVar("Placed", bound=_Placed)


def later_first(a: Placed, b: Placed) -> tuple[Placed, Placed]:
    """Two rows, that of the later document first."""
    return (a, b) if a.party.order > b.party.order else (b, a)


_BLOCK_ROWS, _BLOCK_CELLS = 1_000, 4_000_000
"""Bound the memory of a block of a product."""


def together(rows: Sequence[Placed]) -> list[Placed]:
    """The same with the rows of a document side by side, documents as they first come."""
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(row.party.document, len(first))
    return sorted(rows, key=lambda row: first[row.party.document])


def limits(new: Sequence[Placed], known: Sequence[Placed] | None) -> npt.NDArray[np.int64]:
    """With how many of the others, from the first, each new row has to be compared; it never falls.

    Where nothing is known, the others are the new rows of documents before. No row of a text is compared with another of it, so
    that one long text alone costs nothing.

    Args:
        new: Rows, as `together` puts them.
        known: Others; None: pairs among the new, each once.
    """
    if known is not None:
        return np.full(len(new), len(known), dtype=np.int64)
    begins = [at if not at or row.party.document != new[at - 1].party.document else 0 for at, row in enumerate(new)]
    return np.maximum.accumulate(np.array(begins, dtype=np.int64))


def blocks_of(most: npt.NDArray[np.int64]) -> Iterator[tuple[slice, int]]:
    """Blocks of new rows, and how wide the product of each has to be, by `limits`; those of nothing are left out."""
    at = 0
    while at < len(most):
        width = int(most[min(at + _BLOCK_ROWS, len(most)) - 1])
        end = min(len(most), at + max(1, min(_BLOCK_ROWS, _BLOCK_CELLS // max(1, width))))
        if width := int(most[end - 1]):
            yield slice(at, end), width
        at = end


def link_id(kind: str, from_: End, to: End) -> str:
    """Id of a link: of what it ties, so that it survives a new model."""
    ends = (x for e in (from_, to) for x in (e.document, e.annotation, e.start, e.end))
    return content_id("links", kind, *ends)

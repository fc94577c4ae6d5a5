"""Units of work: a passage or a whole document in one layer, as a person goes through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from sqlalchemy import select

from policynlp.document import Document, Passage, content_id
from policynlp.labels.database import LabelStore, now
from policynlp.labels.tables import UnitRow

LabelLayer = Literal["themes", "quotes", "claims", "entities"]

T = TypeVar("T")
_IN_MEMORY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit of work.

    Attributes:
        id: The same for the same characters of the same text, whatever document they stand in.
        layer: What is labelled.
        document, work, text_sha256: Which revision of which text.
        passage: Passage id; None for a whole document.
        start, end: Code-point offsets in the document.
        text: The characters between them.
    """

    id: str
    layer: LabelLayer
    document: str
    work: str
    text_sha256: str
    passage: str | None
    start: int
    end: int
    text: str


def unit_of(document: Document, layer: LabelLayer, *, passage: Passage | None = None) -> Unit:
    """A passage of a document, or all of it, as a unit of work."""
    start, end = (passage.start, passage.end) if passage else (0, len(document.text))
    return Unit(
        id=content_id("unit", layer, document.id, start, end),
        layer=layer,
        document=document.id,
        work=document.work,
        text_sha256=document.text_sha256,
        passage=passage.id if passage else None,
        start=start,
        end=end,
        text=document.text[start:end],
    )


def add_units(store: LabelStore, units: Iterable[Unit]) -> int:
    """Make units known to the database; those that are known stay.

    Returns:
        Number of new ones.
    """
    added = 0
    with store.write() as session:
        for chunk in _chunks(list({unit.id: unit for unit in units}.values())):
            known = set(session.scalars(select(UnitRow.id).where(UnitRow.id.in_([u.id for u in chunk]))))
            rows = [_row(unit) for unit in chunk if unit.id not in known]
            session.add_all(rows)
            added += len(rows)
    return added


def units(
    store: LabelStore,
    ids: Sequence[str] | None = None,
    *,
    layer: LabelLayer | None = None,
    document: str | None = None,
    works: Sequence[str] | None = None,
) -> list[Unit]:
    """Units of the database, by document and place.

    Args:
        store: The label database.
        ids: Which; None: all.
        layer: Of this layer only.
        document: Of this document only.
        works: Of these texts only.
    """
    query = select(UnitRow).order_by(UnitRow.document, UnitRow.start_char, UnitRow.id)
    if layer:
        query = query.where(UnitRow.layer == layer)
    if document:
        query = query.where(UnitRow.document == document)
    if works is not None:
        query = query.where(UnitRow.work.in_(works))
    with store.read() as session:
        if ids is None:
            return [_unit(row) for row in session.scalars(query)]
        return [_unit(row) for chunk in _chunks(ids) for row in session.scalars(query.where(UnitRow.id.in_(chunk)))]


def storable(text: str) -> str:
    """The text without characters that PostgreSQL cannot hold (NUL, lone surrogates); its length stays."""
    return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)


def _row(unit: Unit) -> UnitRow:
    return UnitRow(
        id=unit.id,
        layer=unit.layer,
        document=unit.document,
        work=storable(unit.work),
        text_sha256=unit.text_sha256,
        passage=unit.passage,
        start_char=unit.start,
        end_char=unit.end,
        text=storable(unit.text),
        created_at=now(),
    )


def _unit(row: UnitRow) -> Unit:
    return Unit(
        id=row.id,
        layer=row.layer,  # type: ignore[arg-type]
        document=row.document,
        work=row.work,
        text_sha256=row.text_sha256,
        passage=row.passage,
        start=row.start_char,
        end=row.end_char,
        text=row.text,
    )


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[i : i + _IN_MEMORY] for i in range(0, len(items), _IN_MEMORY))

"""Decisions of people over the rows of the index of identities: written to parts of keys, not to rows.

A decision takes all rows of an identity, a split those of some documents. So rows fall into few parts, whatever their number, and all
decisions are laid over anew whenever rows or decisions change.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from policynlp.link.deciding import Part, lay_over
from policynlp.link.decisions import Decision
from policynlp.link.identity_tables import KEEP_KEY, KEEP_PART, POSITION_BITS, rows_of

_REST = 0  # in the place of a document: all that no split names
_Laid = dict[tuple[int, int], tuple[str | None, str]]
_SAYS = ("action", "identity", "into", "documents", "name")


def keep_decisions(db: sqlite3.Connection, standing: Sequence[Decision]) -> bool:
    """Keep what the decisions in force say; false where it is kept already."""
    rows = [(json.dumps({name: getattr(d, name) for name in _SAYS}),) for d in standing]
    if rows == db.execute("SELECT decision FROM identity_decisions ORDER BY number").fetchall():
        return False
    db.execute("DELETE FROM identity_decisions")
    db.executemany("INSERT INTO identity_decisions (decision) VALUES (?)", rows)
    return True


def lay_decisions(db: sqlite3.Connection) -> None:
    """Lay the kept decisions over what rules say now."""
    found = db.execute("SELECT key, document, identity, name FROM identity_laid")
    before: _Laid = {(key, document): (identity, name) for key, document, identity, name in found}
    decisions = [_decision(text) for (text,) in db.execute("SELECT decision FROM identity_decisions ORDER BY number")]
    if not decisions and not before:
        return
    after = _laid(db, decisions)
    if after == before:
        return
    for key, document in sorted(before.keys() | after.keys()):
        plain = _plain(db, key)
        if _said(before, key, document, plain) != _said(after, key, document, plain):
            db.execute(KEEP_KEY, (key,)) if document == _REST else db.execute(KEEP_PART, (key, *rows_of(document)))
    gone = [part for part, said in before.items() if after.get(part) != said]
    db.executemany("DELETE FROM identity_laid WHERE key = ? AND document = ?", gone)
    came = [(*part, *said) for part, said in after.items() if before.get(part) != said]
    db.executemany("INSERT INTO identity_laid VALUES (?, ?, ?, ?)", came)


def unfound(db: sqlite3.Connection) -> list[str]:
    """Keys that kept decisions act on and that nothing has: what a text was called then, rules call otherwise now."""
    decisions = [_decision(text) for (text,) in db.execute("SELECT decision FROM identity_decisions ORDER BY number")]
    made = {d.into for d in decisions if d.action == "split"}
    keys = dict.fromkeys(d.identity for d in decisions if d.identity and d.identity not in made)
    return [key for key in keys if db.execute("SELECT 1 FROM identity_keys WHERE key = ?", (key,)).fetchone() is None]


def _decision(text: str) -> Decision:
    fields: dict[str, Any] = json.loads(text)
    return Decision(**fields | {"documents": tuple(fields["documents"])}, who="", when="", why="")


def _plain(db: sqlite3.Connection, key: int) -> tuple[str | None, str] | None:
    """What rules say of a key."""
    found = db.execute(
        "SELECT k.key, f.name FROM identity_keys k JOIN identity_forms f ON f.number = k.shown WHERE k.number = ?", (key,)
    ).fetchone()
    return (found[0], found[1]) if found else None


def _said(laid: _Laid, key: int, document: int, plain: tuple[str | None, str] | None) -> tuple[str | None, str] | None:
    return laid.get((key, document)) or laid.get((key, _REST)) or plain


@dataclass(slots=True)
class _KeyPart(Part):
    key: int = 0
    number: int = _REST


def _laid(db: sqlite3.Connection, decisions: Sequence[Decision]) -> _Laid:
    """What decisions make of the parts that they are about; keys that they leave as they are left out."""
    parts = list(_parts(db, decisions))
    split = {part.number for part in parts}
    plain = {(part.key, part.number): (part.identity, part.name) for part in parts}
    lay_over(parts, decisions, first=lambda part: _first_row(db, part, besides=split))
    after: _Laid = {(part.key, part.number): (part.identity, part.name) for part in parts}
    changed = {key for (key, number), said in after.items() if plain[key, number] != said}
    return {part: said for part, said in after.items() if part[0] in changed}


def _parts(db: sqlite3.Connection, decisions: Sequence[Decision]) -> Iterator[_KeyPart]:
    named: dict[int, tuple[str, str]] = {}
    left: dict[int, int] = {}
    for key in sorted({key for d in decisions for key in (d.identity, d.into) if key}):
        for number, name, rows in db.execute(
            "SELECT k.number, f.name, k.rows FROM identity_keys k JOIN identity_forms f ON f.number = k.shown WHERE k.key = ?",
            (key,),
        ):
            named[number], left[number] = (key, name), rows
    for document in sorted({document for d in decisions if d.action == "split" for document in d.documents}):
        for place, number, rows in _rows_in(db, document):
            if number in named:
                left[number] -= rows
                yield _KeyPart(document, *named[number], key=number, number=place)
    for number, rows in left.items():
        if rows:
            yield _KeyPart(None, *named[number], key=number)


def _rows_in(db: sqlite3.Connection, document: str) -> Iterator[tuple[int, int, int]]:
    """Keys of a document: its number, the key, how many rows."""
    for (number,) in db.execute("SELECT number FROM identity_documents WHERE document = ?", (document,)).fetchall():
        for key, rows in db.execute(
            "SELECT key, count(*) FROM identity_rows WHERE row BETWEEN ? AND ? GROUP BY key", rows_of(number)
        ):
            yield number, key, rows


def _first_row(db: sqlite3.Connection, part: _KeyPart, *, besides: Collection[int]) -> tuple[str, str]:
    """Document and entity of the first row of a part."""
    number, document = part.number, part.document
    if document is None:
        rows = db.execute(
            """SELECT DISTINCT r.row >> ?1, d.document FROM identity_rows r
            JOIN identity_documents d ON d.number = r.row >> ?1 WHERE r.key = ?2""",
            (POSITION_BITS, part.key),
        )
        document, number = min((document, number) for number, document in rows if number not in besides)
    (entity,) = db.execute(
        "SELECT min(f.entity) FROM identity_rows r JOIN identity_forms f ON f.number = r.form WHERE r.row BETWEEN ? AND ? AND r.key = ?",
        (*rows_of(number), part.key),
    ).fetchone()
    return document, entity

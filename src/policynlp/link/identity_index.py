"""Who is who over all texts, in SQLite: `resolve` of `identities.py`, brought up to date by what is new.

What rules say keeps `identity_rules.py`, what people decided `identity_overlay.py`. Beside them stands which rows are other than the
corpus has them, so that a new text, or a decision, commits those that it changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from policynlp.link.decisions import Decision, active_decisions
from policynlp.link.identities import Identity, Named
from policynlp.link.identity_overlay import keep_decisions, lay_decisions, unfound
from policynlp.link.identity_rules import replace_documents
from policynlp.link.identity_tables import POSITION_BITS, TABLES, rows_of

_BATCH_ROWS = 10_000
_BATCH_DOCUMENTS = 1_000
_SAYS = ("identity", "name", "label", "automatic", "automatic_name")


class IdentityIndex:
    """Identities of all entities of all documents.

    Rows are the same whatever was added in which order and in how many calls: those of `resolve`.

    Args:
        connection: Where its tables are, or are made. Transactions are the caller's: nothing here begins or commits one.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        for statement in TABLES:
            connection.execute(statement)

    def add(self, found: Iterable[Named]) -> None:
        """Take documents in; one that is there is replaced, and its rows that are gone from it vanish."""
        batch: dict[str, Named | None] = {}
        rows = 0
        for named in found:
            batch[named.document] = named
            rows += 1 + len(named.entities)
            if rows >= _BATCH_ROWS:
                replace_documents(self._db, batch)
                batch, rows = {}, 0
        replace_documents(self._db, batch)
        lay_decisions(self._db)

    def remove(self, documents: Iterable[str]) -> None:
        """Forget documents; those that are not there are passed over."""
        left = iter(documents)
        while batch := dict.fromkeys(islice(left, _BATCH_DOCUMENTS)):
            replace_documents(self._db, batch)
        lay_decisions(self._db)

    def decide(self, decisions: Sequence[Decision]) -> None:
        """Make these the decisions that hold.

        Args:
            decisions: As read from the file, undone ones included.
        """
        if keep_decisions(self._db, active_decisions(decisions)):
            lay_decisions(self._db)

    def unfound(self) -> list[str]:
        """Identities that decisions act on and that no text has: they, or their texts, are gone, or rules call them otherwise now."""
        return unfound(self._db)

    def written(self, rows: Iterable[Identity | Mapping[str, Any]]) -> None:
        """Take note of rows as the corpus has them now; those of entities that are not here are passed over.

        Args:
            rows: With at least the fields of `Identity`.
        """
        left = (asdict(row) if isinstance(row, Identity) else row for row in rows)
        while batch := list(islice(left, _BATCH_ROWS)):
            by_document: dict[str, dict[str, tuple[str | None, ...]]] = {}
            for row in batch:
                by_document.setdefault(row["document"], {})[row["entity"]] = tuple(row[name] for name in _SAYS)
            for document, said in by_document.items():
                self._written(document, said)

    def _written(self, document: str, said: Mapping[str, tuple[str | None, ...]]) -> None:
        known = [(row, said[entity], tuple(now)) for row, entity, *now in self._now(document) if entity in said]
        same = [(row,) for row, corpus, now in known if corpus == now]
        other = [(row, *corpus) for row, corpus, now in known if corpus != now]
        self._db.executemany("DELETE FROM identity_behind WHERE row = ?", same)
        self._db.executemany("INSERT OR REPLACE INTO identity_behind VALUES (?, ?, ?, ?, ?, ?)", other)

    def changed(self) -> Iterator[Identity]:
        """Rows that are other than what the corpus has, sorted by document and entity.

        `written` may be told of rows while others are still to come; nothing else may change meanwhile.
        """
        for number, document in self._behind():
            found = self._db.execute(
                """SELECT n.entity, n.identity, n.name, n.label, n.automatic, n.automatic_name
                FROM identity_behind b CROSS JOIN identity_now n ON n.row = b.row WHERE b.row BETWEEN ? AND ? AND NOT (
                    n.identity IS b.identity AND n.name IS b.name AND n.label IS b.label AND n.automatic IS b.automatic
                    AND n.automatic_name IS b.automatic_name)""",
                rows_of(number),
            )
            yield from (_identity(document, *row) for row in sorted(found.fetchall()))

    def _behind(self) -> list[tuple[int, str]]:
        return self._db.execute(
            """SELECT number, document FROM identity_documents
            WHERE number IN (SELECT row >> ? FROM identity_behind) ORDER BY document""",
            (POSITION_BITS,),
        ).fetchall()

    def rows(self, documents: Iterable[str] | None = None) -> Iterator[Identity]:
        """Rows as they are now, sorted by document and entity.

        Args:
            documents: Which; None: all.
        """
        if documents is None:
            documents = (d for (d,) in self._db.execute("SELECT document FROM identity_documents ORDER BY document"))
        else:
            documents = sorted(set(documents))
        for document in documents:
            yield from (_identity(document, *row[1:]) for row in sorted(self._now(document), key=lambda row: str(row[1])))

    def _now(self, document: str) -> Iterator[tuple[Any, ...]]:
        """Rows of a document: number, entity, and what is said of it."""
        found = self._db.execute("SELECT number FROM identity_documents WHERE document = ?", (document,)).fetchone()
        if found:
            yield from self._db.execute(
                """SELECT row, entity, identity, name, label, automatic, automatic_name
                FROM identity_now WHERE row BETWEEN ? AND ?""",
                rows_of(found[0]),
            )


def _identity(document: str, entity: str, *said: str | None) -> Identity:
    return Identity(document=document, entity=entity, **dict(zip(_SAYS, said, strict=True)))  # type: ignore[arg-type]

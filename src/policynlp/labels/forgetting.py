"""What people decided about a text goes with the text.

A decision quotes the text, and says nothing without it: it cannot be trained on, nor be checked. So the units of a text are deleted with
tasks, decisions, completions and items of audits; agreement and audits count what is left, and the log says how much went.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import delete, or_, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from policynlp.errors import ServerError
from policynlp.labels.database import LabelStore, log_event, sqlite_path
from policynlp.labels.tables import AuditItemRow, CompletionRow, DecisionRow, LeaseRow, TaskRow, UnitRow

_AT_ONCE = 500
_TABLES = ("audit_items", "leases", "completions", "decisions", "tasks", "units")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgottenLabels:
    """How many rows went."""

    units: int = 0
    decisions: int = 0
    completions: int = 0
    audit_items: int = 0


def forget_labels(url: str | Path, *, documents: Collection[str], works: Collection[str], by: str) -> ForgottenLabels:
    """Delete everything about texts from a label database, and what the database keeps of deleted rows.

    Args:
        url: As for `LabelStore`; a file that is not there is not made.
        documents: Ids of the texts.
        works: Their works.
        by: Who forgets, for the log.

    Raises:
        ServerError: The database cannot be reached, or is in use in a way that keeps old pages.
    """
    path = sqlite_path(url)
    if path is not None and not path.exists():
        return ForgottenLabels()
    with LabelStore(url) as store:
        with store.write() as session:
            ours = or_(UnitRow.document.in_(list(documents)), UnitRow.work.in_(list(works)))
            units = list(session.scalars(select(UnitRow.id).where(ours)))
            counts = _delete(session, units)
            if units:
                log_event(session, by, "document.forget", **asdict(counts))
        if path is None:
            _shrink_server(store)
    if path is not None:
        _shrink_file(path)
    return counts


def _delete(session: Session, units: list[str]) -> ForgottenLabels:
    counts = dict.fromkeys(("units", "decisions", "completions", "audit_items"), 0)
    for start in range(0, len(units), _AT_ONCE):
        some = units[start : start + _AT_ONCE]
        tasks = list(session.scalars(select(TaskRow.id).where(TaskRow.unit.in_(some))))
        counts["audit_items"] += _gone(session, AuditItemRow, AuditItemRow.task.in_(tasks))
        _gone(session, LeaseRow, LeaseRow.task.in_(tasks))
        counts["completions"] += _gone(session, CompletionRow, CompletionRow.unit.in_(some))
        counts["decisions"] += _gone(session, DecisionRow, DecisionRow.unit.in_(some))  # those that undo one with it
        _gone(session, TaskRow, TaskRow.unit.in_(some))
        counts["units"] += _gone(session, UnitRow, UnitRow.id.in_(some))
    return ForgottenLabels(**counts)


def _gone(session: Session, table: type, where: object) -> int:
    return int(session.execute(delete(table).where(where)).rowcount)  # type: ignore[arg-type, attr-defined]


def _shrink_file(path: Path) -> None:
    """Write the file anew without its free pages, and empty the log beside it."""
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    try:
        connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.Error as error:
        raise ServerError(f"the label database cannot be shrunk: {error}", where=str(path), hint=_HINT) from error
    finally:
        connection.close()
    if busy:
        raise ServerError("the label database is in use, and its log keeps what was deleted", where=str(path), hint=_HINT)


_HINT = "Stop servers that have it open; then `policynlp forget` goes on."


def _shrink_server(store: LabelStore) -> None:
    try:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for name in _TABLES:
                connection.exec_driver_sql(f"VACUUM FULL {name}")
    except SQLAlchemyError as error:
        raise ServerError("the label database cannot be shrunk", where=store.place, hint=_HINT) from error

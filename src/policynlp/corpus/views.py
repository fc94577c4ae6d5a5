"""Read-only SQL over the corpus (DuckDB): committed batches, the active tag set, latest revisions, no repeated texts.

A `Views` is one consistent look: what is committed later is seen by the next one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf
from typing import TYPE_CHECKING, Any

import duckdb

from policynlp.corpus.read_only import ReadOnly, check_read_only, check_view
from policynlp.corpus.snapshot import (
    KEPT,
    KEPT_MEMORY_MB,
    LEAST_DOCUMENTS,
    Changes,
    attach_snapshot,
    kept_statements,
    snapshot_path,
    worked_out,
)
from policynlp.corpus.snapshot_overlay import find_overlay
from policynlp.corpus.view_sql import VIEWS, document_counts, helpers, statements
from policynlp.corpus.view_tables import facts, rows_of

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

MOST_IN_MEMORY_CHARS = 4_000_000
"""Texts of a small corpus whose views are worked out into memory, each when it is first asked for: 20 MB to a million characters. A
question over a view takes 70 ms to plan, whatever it holds, one over a table a few. Of 1,797 short texts (3.7 million characters) one
name's page took 11.6 s over views and 1.6 over tables."""
_CHARS_TO_A_MB = 10_000
"""Of the memory that questions have, so that tables take a fifth of it at the most."""
_WORD = re.compile(r"[a-z_]+")
_LISTING = frozenset(
    {"show", "describe", "summarize", "information_schema", "pg_catalog", "sqlite_master", "pragma_table_info"}
)
"""Words of statements that may list all views."""

__all__ = ["ReadOnly", "Views", "check_read_only", "check_view"]


class Views(ReadOnly):
    """DuckDB with the views of a corpus, shut off from files, network, extensions and settings.

    Args:
        store: The corpus, open.
        tagset: Look at this tag set in place of the active one.
        before_lock: Called with the connection before it is shut off.
        kept: Read from the file of views, where there is one; where it is of an earlier state, with what changed since laid over it.
        only: Look at these documents, and at links of these batches, alone.
        memory_mb: Memory of its questions, tables of a small corpus included; None: as DuckDB does.
        threads: Cores of its questions; None: as DuckDB does.
        corrected: With tags as people corrected them; false: as the machine made them, which no file of views holds.
    """

    def __init__(
        self,
        store: Store,
        *,
        tagset: str | None = None,
        before_lock: Callable[[Any], None] | None = None,
        kept: bool = True,
        only: Changes | None = None,
        memory_mb: int | None = None,
        threads: int | None = None,
        corrected: bool = True,
    ) -> None:
        catalogue = store.catalogue
        catalogue.refresh()  # before the tables are looked at: what is committed is in them
        self.tagset = tagset or store.active_tagset()
        self.state = catalogue.state()
        super().__init__()
        self.place = str(store.place)
        self._corrected = corrected
        kept = kept and corrected
        self._snapshot = snapshot_path(store, state=self.state, tagset=self.tagset)
        self.kept = kept and attach_snapshot(self._connection, self._snapshot)
        overlay = find_overlay(store, tagset=self.tagset) if kept and not self.kept and only is None else None
        if overlay is not None:
            self._register(store, overlay.changes)
            overlay.lay(self._connection)
        self._register(store, only)
        self.laid_over = overlay is not None
        known = dict(kept_statements()) if self.kept or self.laid_over else {}
        small = kept and not known and only is None and len(catalogue.documents) < LEAST_DOCUMENTS
        most = MOST_IN_MEMORY_CHARS if memory_mb is None else min(MOST_IN_MEMORY_CHARS, memory_mb * _CHARS_TO_A_MB)
        self._table_bytes = 0
        self._in_memory = small and self._chars() <= most
        self.worked = worked_out(self._connection) if self.kept else {}
        if known:  # what is read of the file stays in memory, up to this bound
            self._connection.execute(f"SET memory_limit = '{KEPT_MEMORY_MB}MB'")
        if memory_mb is not None:
            self._connection.execute(f"SET memory_limit = '{memory_mb}MB'")
        if threads is not None:
            self._connection.execute(f"SET threads = {threads}")
        self._unmade = {name: known.get(name, select) for name, select in [*statements(), *helpers(), document_counts()]}
        if before_lock is not None:
            self._make_ready(None)
            before_lock(self._connection)
        self._lock()

    def _make_ready(self, sql: str | None) -> bool:
        """Make the views that a statement names, and those that these are made of: DuckDB plans a view as it is made.

        Those of a small corpus become tables.
        """
        if not self._unmade:
            return False
        words = set(_WORD.findall(sql.lower())) if sql is not None else set()
        listed = sql is None or words & _LISTING or any(word.startswith("duckdb_") for word in words)
        wanted = set(self._unmade) if listed else self._unmade.keys() & words
        for name in sorted(wanted):
            self._make(name)
        return bool(wanted)

    def _make(self, name: str) -> None:
        select = self._unmade.get(name)
        if select is not None:
            for part in sorted(self._unmade.keys() & set(_WORD.findall(select)) - {name}):
                self._make(part)
            if not (self._in_memory and name in KEPT and self._worked_out(name, select)):
                self._connection.execute(f"CREATE OR REPLACE VIEW {name} AS {select}")
            self._unmade.pop(name, None)

    def _worked_out(self, name: str, select: str) -> bool:
        """Put the rows of a view into memory; false where they cannot be read or do not fit: who asks for them is told why."""
        before = self._memory_bytes()
        try:
            self._connection.execute(f"CREATE OR REPLACE TABLE {name} AS {select}")
        except duckdb.InterruptException:
            raise
        except duckdb.Error:
            return False
        self._table_bytes += self._memory_bytes() - before
        return True

    def _chars(self) -> float:
        """Characters of all texts; without end where they cannot be read, which is told to whoever asks for texts."""
        try:
            found = self._connection.execute("SELECT sum(chars) FROM _documents").fetchone()
        except duckdb.Error:
            return inf
        return int((found and found[0]) or 0)

    def held_bytes(self) -> int:
        """What the database holds in memory beside the tables of a small corpus: pages of the file of views, what queries have left."""
        return max(0, self._memory_bytes() - self._table_bytes)

    def _memory_bytes(self) -> int:
        try:
            found = self._connection.execute("SELECT sum(memory_usage_bytes)::BIGINT FROM duckdb_memory()").fetchone()
        except duckdb.Error:  # it was interrupted, or is closed
            return 0
        return int(found[0] or 0) if found else 0

    @property
    def outdone(self) -> bool:
        """Whether the same look would be faster now, from a file that was made meanwhile (`snapshot.py`)."""
        return not self.kept and self._corrected and self._snapshot.exists()

    def _register(self, store: Store, only: Changes | None) -> None:
        """The tables, by their names with an underscore before them, and what is known of them."""
        known = facts(store, tagset=self.tagset, only=only, corrected=self._corrected)
        for name, table in known.items():
            self._connection.register(name, table)
        for name in (*VIEWS, "document_counts"):
            self._connection.register(f"_{name}", rows_of(store, name, tagset=self.tagset, only=only, known=known))

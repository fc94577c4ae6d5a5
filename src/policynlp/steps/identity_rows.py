"""Who is who in a tag set as it is committed, asked without loading it: DuckDB holds the newest row of each entity.

What decisions change is worked out for parts of identities (`link/deciding.py`), so only rows that change come into Python.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from policynlp.corpus.store import Store
from policynlp.errors import DOCTOR, CorpusError
from policynlp.link.deciding import Part, lay_over
from policynlp.link.decisions import Decision, active_decisions
from policynlp.link.identities import Identity

_MEMORY = "500MB"  # what does not fit is spilled; two million rows take no longer than with more
_FETCHED_ROWS = 10_000
_LEAST_RATIO = 0.6  # of a key that is named where another was meant
_COLUMNS = ("document", "entity", "identity", "name", "label", "automatic", "automatic_name")
_NEWEST = f"""CREATE TABLE rows_now AS SELECT {", ".join(_COLUMNS)} FROM committed JOIN batches USING (batch_id)
QUALIFY row_number() OVER (PARTITION BY document, entity ORDER BY rank DESC, ordinal) = 1"""
_PARTS = """SELECT r.automatic, r.automatic_name, coalesce(s.document, '') AS part,
    min({'old': o.document IS NOT NULL, 'document': r.document, 'entity': r.entity}) AS first
FROM rows_now r SEMI JOIN keys k ON k.key = r.automatic
LEFT JOIN split s ON s.document = r.document LEFT JOIN superseded o ON o.document = r.document
GROUP BY r.automatic, r.automatic_name, part ORDER BY first"""
_CHANGED = """SELECT r.document, r.entity, if(l.automatic IS NULL, r.automatic, l.identity) AS identity_now,
    coalesce(l.name, r.automatic_name, r.name) AS name_now, r.label, r.automatic, r.automatic_name, r.identity, r.name
FROM rows_now r LEFT JOIN split s ON s.document = r.document
LEFT JOIN laid l ON l.automatic = r.automatic AND l.automatic_name IS NOT DISTINCT FROM r.automatic_name
    AND l.part = coalesce(s.document, '')
WHERE r.automatic IS NOT NULL AND (r.identity IS DISTINCT FROM identity_now OR r.name IS DISTINCT FROM name_now)
ORDER BY r.document, r.entity"""


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that decisions change.

    Attributes:
        row: As it is with them.
        identity, name: As the corpus has them.
    """

    row: Identity
    identity: str | None
    name: str | None

    @property
    def is_seen(self) -> bool:
        """Whether readers see another identity or name."""
        now = (self.row.identity, self.row.name) if self.row.identity is not None else None
        return now != ((self.identity, self.name) if self.identity is not None else None)


@dataclass(slots=True)
class _Stored(Part):
    first: tuple[Any, ...] = ()


class IdentityRows:
    """The newest row of each entity.

    Args:
        connection: DuckDB, which gets tables.
        committed: Rows of the table `identities`, of one tag set.
        ranks: Batches that count, with their order: of two rows of an entity the later one does.
        superseded: Documents that a later revision replaced.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        committed: ds.Dataset | pa.Table,
        ranks: dict[str, int],
        superseded: Collection[str],
    ) -> None:
        self._db = connection
        self._put("superseded", {"document": pa.array(sorted(superseded), pa.string())})
        connection.register("committed", committed)
        connection.register("batches", pa.table({"batch_id": pa.array(ranks, pa.string()), "rank": pa.array(ranks.values())}))
        connection.execute(_NEWEST)

    def _put(self, table: str, columns: dict[str, pa.StringArray]) -> None:
        self._db.register("put", pa.table(columns))
        self._db.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS FROM put")
        self._db.unregister("put")

    def __contains__(self, identity: str | None) -> bool:
        """Whether any row has the identity."""
        return self._db.execute("SELECT 1 FROM rows_now WHERE identity = ? LIMIT 1", (identity,)).fetchone() is not None

    def near(self, identity: str) -> list[str]:
        """Three identities at the most that are spelt almost so, the nearest first."""
        length = len(identity)  # of all others a ratio asks for so many letters at the least, and no more than so many
        least, most = length * _LEAST_RATIO / (2 - _LEAST_RATIO), length * (2 - _LEAST_RATIO) / _LEAST_RATIO
        found = self._db.execute(
            "SELECT DISTINCT identity FROM rows_now WHERE length(identity) BETWEEN ? AND ?", (int(least), int(most) + 1)
        )
        return difflib.get_close_matches(identity, (key for (key,) in _fetched(found)), n=3, cutoff=_LEAST_RATIO)

    def documents_of(self, identity: str, *, begun: str = "", limit: int) -> list[str]:
        """Documents that the identity is in, sorted.

        Args:
            identity: The identity.
            begun: How their ids begin.
            limit: As many at the most.
        """
        sql = "SELECT DISTINCT document FROM rows_now WHERE identity = ? AND starts_with(document, ?) ORDER BY document LIMIT ?"
        return [document for (document,) in self._db.execute(sql, (identity, begun, limit)).fetchall()]

    def count_documents(self, identity: str) -> int:
        """How many documents the identity is in."""
        (n,) = self._db.execute("SELECT count(DISTINCT document) FROM rows_now WHERE identity = ?", (identity,)).fetchone() or (
            0,
        )
        return int(n)

    def rows(self, *, kind: str | None = None) -> Iterator[Identity]:
        """Rows as they are committed, sorted by document and entity.

        Args:
            kind: Those with an identity of this kind alone: `person`, `organisation` or `place`; None: all.
        """
        return self._rows("starts_with(identity, ?)", (f"{kind}:",)) if kind else self._rows("true")

    def lacking(self) -> Iterator[Identity]:
        """Rows of texts that are read that do not say what rules alone make of them: an earlier version wrote these."""
        return self._rows("automatic IS NULL AND document NOT IN (SELECT document FROM superseded)")

    def _rows(self, where: str, values: tuple[str, ...] = ()) -> Iterator[Identity]:
        sql = f"SELECT {', '.join(_COLUMNS)} FROM rows_now WHERE {where} ORDER BY document, entity"
        for row in _fetched(self._db.execute(sql, values)):
            yield Identity(**dict(zip(_COLUMNS, row, strict=True)))

    def changed(self, decisions: Sequence[Decision]) -> Iterator[Changed]:
        """Rows that are other than rules and decisions make them, sorted by document and entity.

        Args:
            decisions: As read from the file, undone ones included.
        """
        standing = active_decisions(decisions)
        keys = sorted({key for d in standing for key in (d.identity, d.into) if key})
        split = sorted({document for d in standing if d.action == "split" for document in d.documents})
        self._put("keys", {"key": pa.array(keys, pa.string())})
        self._put("split", {"document": pa.array(split, pa.string())})
        found = self._db.execute(_PARTS).fetchall()
        parts = [_Stored(part or None, automatic, name, first=tuple(first.values())) for automatic, name, part, first in found]
        # what is superseded gives no name where a text that is read can
        lay_over(parts, standing, first=lambda part: part.first)
        laid = {
            "automatic": [automatic for automatic, *_ in found],
            "automatic_name": [name for _, name, *_ in found],
            "part": [part for _, _, part, _ in found],
            "identity": [part.identity for part in parts],
            "name": [part.name for part in parts],
        }
        self._put("laid", {name: pa.array(values, pa.string()) for name, values in laid.items()})
        for *row, identity, name in _fetched(self._db.execute(_CHANGED)):
            yield Changed(Identity(**dict(zip(_COLUMNS, row, strict=True))), identity, name)


def _fetched(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := result.fetchmany(_FETCHED_ROWS):
        yield from rows


@contextmanager
def stored_identities(store: Store, *, tagset: str) -> Iterator[IdentityRows]:
    """Who is who in a tag set, as it is committed now.

    Raises:
        CorpusError: The table cannot be read.
    """
    store.catalogue.refresh()  # before the table is looked at: what is committed is in it
    committed = store.tables.dataset("identities").filter(ds.field("tagset") == tagset)
    with TemporaryDirectory() as spilled:
        connection = duckdb.connect(":memory:", config={"temp_directory": spilled, "memory_limit": _MEMORY})
        try:
            yield IdentityRows(connection, committed, store.catalogue.batches, store.superseded())
        except (duckdb.Error, pa.ArrowException) as error:
            raise CorpusError(f"identities cannot be read: {error}", where=str(store.place), hint=DOCTOR) from error
        finally:
            connection.close()

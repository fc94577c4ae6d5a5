"""What changed since a file of views was made, laid over it: right after a commit a look costs a second, not minutes of a slow corpus.

The rows of documents that changed are made in memory; those of the file are shown without them. It is the same look as that of a
file made anew, which takes its place as soon as it is there.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from policynlp.corpus.snapshot import KEPT, LINK_COUNTED, Changes, kept_rows, kept_statements, newest_snapshot, quoted
from policynlp.corpus.snapshot_changes import changes_since
from policynlp.corpus.view_sql import CONTESTED, PLACED, statements

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

_MOST_CHANGED = 0.05
"""Where a larger part of the documents changed, making their rows takes longer than a question to the tables (seconds)."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """A file of an earlier state, and what changed since.

    Attributes:
        earlier: The file.
        changes: What changed.
    """

    earlier: Path
    changes: Changes

    def lay(self, connection: Any) -> None:
        """Make `kept` of both, with the tables that a file of the state would have.

        Args:
            connection: Knows the tables of the corpus, restricted to what changed.
        """
        connection.execute(f"ATTACH '{quoted(self.earlier)}' AS earlier (READ_ONLY)")
        connection.execute("ATTACH ':memory:' AS kept")
        connection.register("_changed", pa.table({"document": pa.array(sorted(self.changes.documents), pa.string())}))
        connection.execute("CREATE TABLE kept.changed AS FROM _changed")
        connection.execute("CREATE TABLE kept._counted AS FROM _counted")
        connection.execute("CREATE TABLE kept.contested AS FROM earlier.contested LIMIT 0")
        connection.unregister("_changed")
        selects = dict(statements())
        for name in KEPT:
            connection.execute(f"CREATE TABLE kept.fresh_{name} AS FROM earlier.{name} LIMIT 0")
            connection.execute(f"CREATE VIEW kept.{name} AS {_of_both(name)}")
            # what is said of a text is joined with its own rows alone, but for links
            hidden = "counted, passage" if name.removesuffix("_all") in PLACED else "counted"
            connection.execute(f"CREATE VIEW {name} AS SELECT * EXCLUDE ({hidden}) FROM kept.fresh_{name}")
            if name != "links_all":
                connection.execute(f"INSERT INTO kept.fresh_{name} {kept_rows(name, selects[name])}")
        for name, select in kept_statements():
            connection.execute(f"CREATE OR REPLACE VIEW {name} AS {select}")
        if connection.execute("SELECT 1 FROM _links LIMIT 1").fetchone():
            new = f"{kept_rows('links_all', selects['links_all'])} WHERE a.id NOT IN (SELECT id FROM earlier.links_all)"
            connection.execute(f"INSERT INTO kept.fresh_links_all {new}")
        connection.execute(f"INSERT INTO kept.contested {CONTESTED}")


def _of_both(name: str) -> str:
    if name == "links_all":  # they are only ever added; what changes is whether their two texts are counted
        counted = LINK_COUNTED.replace("_counted", "kept._counted")
        return f"SELECT a.* REPLACE (({counted}) AS counted) FROM earlier.{name} a UNION ALL FROM kept.fresh_{name}"
    unchanged = "NOT EXISTS (SELECT 1 FROM kept.changed c WHERE c.document = a.document)"
    return f"SELECT a.* FROM earlier.{name} a WHERE {unchanged} UNION ALL FROM kept.fresh_{name}"


def find_overlay(store: Store, *, tagset: str | None) -> Overlay | None:
    """The newest file with what changed since, or None where there is none, or too much changed.

    Args:
        store: The corpus, with its catalogue up to date.
        tagset: The tag set that is looked at.
    """
    earlier = newest_snapshot(store, tagset=tagset)
    if earlier is None:
        return None
    with suppress(duckdb.Error, OSError):  # removed meanwhile, damaged or of another version of DuckDB: it is derived
        changes = changes_since(store, earlier, tagset=tagset, most=_MOST_CHANGED)
        if changes is not None:
            return Overlay(earlier, changes)
    return None

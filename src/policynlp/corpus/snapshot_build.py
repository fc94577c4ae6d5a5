"""Making the file of views: as a whole, or from the one of an earlier state, whose rows are replaced where documents changed.

What a row says depends on its document alone (which batch brought it, which one its tags, which identities it has), but for links
between two, which are only ever added. So a commit, a correction or a decision on identities costs a copy of the file and the rows
of the documents that it touched.
"""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from policynlp.corpus.answers.answer import totals_sql
from policynlp.corpus.answers.unfiltered import unfiltered
from policynlp.corpus.provenance import sql_with_values
from policynlp.corpus.snapshot import (
    KEPT,
    LEAST_DOCUMENTS,
    LINK_COUNTED,
    Changes,
    kept_rows,
    kept_statements,
    newest_snapshot,
    question_key,
    quoted,
    snapshot_path,
)
from policynlp.corpus.snapshot_changes import STATE, changes_since
from policynlp.corpus.snapshot_slices import OF_DOCUMENTS, put_in_links, put_in_slices
from policynlp.corpus.view_sql import CONTESTED, statements
from policynlp.corpus.views import Views

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

_TORN_S = 3600
"""Nobody writes at a file for so long."""
_MEMORY_MB = 512
"""What making the file may take; what does not fit lies on the disk meanwhile, beside the file."""
_MOST_CHANGED = 0.4
"""Where a larger part of the documents changed, replacing rows takes longer than making all of them."""


def build_snapshot(
    store: Store, *, least_documents: int = LEAST_DOCUMENTS, watch: Callable[[Any], None] = lambda _: None
) -> Path | None:
    """Make the file for what is committed; those of earlier states are removed.

    Args:
        store: The corpus.
        least_documents: Smaller corpora get none.
        watch: Given the connection before the work begins, so that another thread may interrupt it.

    Returns:
        The file, or None where the corpus is too small or nothing is tagged.
    """
    store.catalogue.refresh()
    tagset = store.active_tagset()
    if tagset is None or len(store.catalogue.documents) < least_documents:
        return None
    path = snapshot_path(store, state=store.catalogue.state(), tagset=tagset)
    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f".views-{secrets.token_hex(4)}"
    try:
        if not path.exists():
            made = _from_earlier(store, tagset, temporary, watch) or _whole(store, tagset, temporary, watch)
            path = snapshot_path(store, state=made.state, tagset=made.tagset)
            temporary.replace(path)
    finally:
        _remove(temporary)
    for torn in folder.glob(".views-*"):  # of a process that was killed
        with suppress(OSError):
            if time.time() - torn.stat().st_mtime > _TORN_S:
                shutil.rmtree(torn) if torn.is_dir() else torn.unlink()
    for other in folder.glob("views-*.duckdb"):
        if other != path:
            other.unlink(missing_ok=True)
    return path


def _remove(file: Path) -> None:
    for one in (file, file.with_name(f"{file.name}.wal")):
        one.unlink(missing_ok=True)
    shutil.rmtree(_spilled(file), ignore_errors=True)


def _spilled(file: Path) -> Path:
    """Where what does not fit into memory lies while a file is made."""
    return file.with_name(f"{file.name}.tmp")


def _open(connection: Any, into: Path) -> None:
    """Open the file that is made, to write, with a bound on the memory that this takes."""
    connection.execute(f"SET memory_limit = '{_MEMORY_MB}MB'")
    connection.execute(f"SET temp_directory = '{quoted(_spilled(into))}'")
    connection.execute(f"ATTACH '{quoted(into)}' AS kept")


def _whole(store: Store, tagset: str, into: Path, watch: Callable[[Any], None]) -> Views:
    """Make all rows."""

    def keep(connection: Any) -> None:
        watch(connection)
        _open(connection, into)
        connection.execute("BEGIN")
        for name in KEPT:
            connection.execute(f"CREATE TABLE kept.{name} AS {kept_rows(name)} LIMIT 0")
        connection.execute(f"CREATE TABLE kept.contested AS {CONTESTED} LIMIT 0")
        connection.execute(f"CREATE TABLE kept.state_documents AS {STATE} LIMIT 0")
        connection.execute("COMMIT")
        _fill(connection, store, tagset, None)

    with Views(store, tagset=tagset, before_lock=keep, kept=False) as views:
        return views


def _from_earlier(store: Store, tagset: str, into: Path, watch: Callable[[Any], None]) -> Views | None:
    """Replace the rows of documents that changed since the newest file; None where there is none that can be gone on from."""
    earlier = newest_snapshot(store, tagset=tagset)
    try:
        changes = changes_since(store, earlier, tagset=tagset, most=_MOST_CHANGED) if earlier else None
        if changes is None or earlier is None:
            return None
        shutil.copyfile(earlier, into)
        return _replaced(store, tagset, into, changes, watch)
    except duckdb.InterruptException:
        raise
    except (duckdb.Error, OSError):  # cut short, removed meanwhile or of another version of DuckDB: it is derived
        into.unlink(missing_ok=True)
        return None


def _replaced(store: Store, tagset: str, into: Path, changes: Changes, watch: Callable[[Any], None]) -> Views:
    """Replace the rows of documents that changed."""

    def keep(connection: Any) -> None:
        watch(connection)
        _open(connection, into)
        _fill(connection, store, tagset, changes)

    with Views(store, tagset=tagset, before_lock=keep, kept=False, only=changes) as views:
        return views


_COUNT_LINKS = f"""UPDATE kept.links_all AS a SET counted = ({LINK_COUNTED})
WHERE a.from_document IN (SELECT document FROM _changed) OR a.to_document IN (SELECT document FROM _changed)"""


def _fill(connection: Any, store: Store, tagset: str, changes: Changes | None) -> None:
    """Put in the rows: first those of each document, which are joined with nothing else, then links, then what is told of all."""
    if changes is not None:
        connection.register("_changed", pa.table({"document": pa.array(sorted(changes.documents), pa.string())}))
    try:
        if changes is not None:
            connection.execute("BEGIN")
            for name in (*OF_DOCUMENTS, "state_documents"):
                connection.execute(f"DELETE FROM kept.{name} WHERE document IN (SELECT document FROM _changed)")
            connection.execute("COMMIT")
        put_in_slices(connection, store, tagset=tagset)
        for name, select in kept_statements():
            connection.execute(f"CREATE OR REPLACE VIEW {name} AS {select}")
        if changes is None:
            put_in_links(connection, store, tagset=tagset)
        connection.execute("BEGIN")  # a commit waits for the disk
        if changes is not None:
            connection.execute(_COUNT_LINKS)
            rows = kept_rows("links_all", dict(statements())["links_all"])
            connection.execute(f"INSERT INTO kept.links_all {rows} WHERE a.id NOT IN (SELECT id FROM kept.links_all)")
        _put_in_state(connection)
        connection.execute("COMMIT")
    except duckdb.Error:
        with suppress(duckdb.Error):  # the error may have ended it
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("DETACH kept")


def _put_in_state(connection: Any) -> None:
    """What the file was made from, and the answers to questions about all of it."""
    connection.execute(f"INSERT INTO kept.state_documents {STATE}")
    connection.execute("CREATE OR REPLACE TABLE kept.state_batches AS SELECT batch_id, rank FROM _batches")
    connection.execute("DELETE FROM kept.contested")
    connection.execute(f"INSERT INTO kept.contested {CONTESTED}")
    _work_out(connection)


def _work_out(connection: Any) -> None:
    """Keep the answers to questions without a filter."""
    connection.execute(
        "CREATE OR REPLACE TABLE kept.questions (key VARCHAR, name VARCHAR, rows BIGINT, unique_documents BIGINT, repeats BIGINT)"
    )
    for n, question in enumerate(unfiltered()):
        connection.execute(f"CREATE OR REPLACE TABLE kept.answer_{n} AS {sql_with_values(question.sql, question.values)}")
        totals = totals_sql(f"SELECT * FROM kept.answer_{n}", counted=question.counted)
        key = question_key(question.sql, question.values)
        connection.execute(f"INSERT INTO kept.questions SELECT '{key}', 'answer_{n}', * FROM ({totals})")

"""The views of a large corpus, worked out once: a DuckDB file beside the search index, derived, so it may be deleted at any time.

Views join every annotation with its text and its identity. Over a million annotations that takes seconds for each question; read from
this file it takes a part of one. It holds one state of the corpus: after a commit it is not used any more, and made anew.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policynlp.document import content_id

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

LEAST_DOCUMENTS = 2_000
"""Smaller corpora are asked as they are: below, a question takes less than making the file would save in an hour of reading."""
KEPT = (
    "documents_all",
    "identities_all",
    "passages_all",
    "people_all",
    "quotes_all",
    "claims_all",
    "entities_all",
    "themes_all",
    "links_all",
)
"""Views that the file holds."""
_TORN_S = 3600
"""Nobody writes at a file for so long."""
_VERSION = 1
"""Raised with every change to the columns of these views."""


def snapshot_path(store: Store, *, state: str, tagset: str | None) -> Path:
    """Where the file for a state of the corpus is, or would be."""
    return store.path / "index" / f"views-{content_id('views', _VERSION, state, tagset)}.duckdb"


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
    from policynlp.corpus.views import Views

    store.catalogue.refresh()
    tagset = store.active_tagset()
    if tagset is None or len(store.catalogue.documents) < least_documents:
        return None
    folder = store.path / "index"
    folder.mkdir(exist_ok=True)
    temporary = folder / f".views-{secrets.token_hex(4)}"

    def keep(connection: Any) -> None:
        watch(connection)
        connection.execute(f"ATTACH '{_quoted(temporary)}' AS made")
        try:
            for name in KEPT:
                connection.execute(f"CREATE TABLE made.{name} AS SELECT * FROM {name}")
        finally:
            connection.execute("DETACH made")

    try:
        with Views(store, before_lock=keep) as views:
            path = snapshot_path(store, state=views.state, tagset=views.tagset)
        temporary.replace(path)
    finally:
        _remove(temporary)
    for torn in folder.glob(".views-*"):  # of a process that was killed
        with suppress(OSError):
            if time.time() - torn.stat().st_mtime > _TORN_S:
                torn.unlink()
    for other in folder.glob("views-*.duckdb"):
        if other != path:
            other.unlink(missing_ok=True)
    return path


def _remove(file: Path) -> None:
    for one in (file, file.with_name(f"{file.name}.wal")):
        one.unlink(missing_ok=True)


def attach_snapshot(connection: Any, path: Path) -> bool:
    """Open the file as `kept`, to read; False where it is not there."""
    if not path.exists():
        return False
    connection.execute(f"ATTACH '{_quoted(path)}' AS kept (READ_ONLY)")
    return True


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("'", "''")

"""What is made from the tables and can be made again: the search index, the file of views, the rows of the first page."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from policynlp.corpus.derived_file import is_locked
from policynlp.corpus.search.database import INDEX_VERSION
from policynlp.corpus.search.index import CONTROLS, SearchIndex, refresh_index
from policynlp.corpus.snapshot import KEPT, KEPT_MEMORY_MB, quoted
from policynlp.diagnosis import Finding, Quarantine, open_read_only

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

CHECK = "index"
_TOGETHER_DOCS = 100


def check_derived(store: Store, quarantine: Quarantine) -> Iterator[Finding]:
    """Look through the files of `index/`.

    Args:
        store: The corpus, open.
        quarantine: Where broken files go.
    """
    yield from _check_index(store, quarantine)
    for path in sorted((store.path / "index").glob("views-*.duckdb")):
        if fault := _views_fault(path):
            yield Finding(
                check="views",
                severity="damage",
                what=f"the file of views cannot be read: {fault}",
                where=str(path),
                hint="--repair moves it aside; the next run, or the server, makes it again.",
                mend=partial(quarantine.put_aside, path),
            )


def _check_index(store: Store, quarantine: Quarantine) -> Iterator[Finding]:
    path = store.index_path
    if not path.exists():
        return  # the first search makes it
    fault = index_fault(path, documents=set(store.document_ids())) or _strange_texts(store)
    if fault:
        yield Finding(
            check=CHECK,
            severity="damage",
            what=f"the search index {fault}",
            where=str(path),
            hint="--repair moves it aside and makes it again from the tables.",
            mend=partial(_make_index_again, store, quarantine),
        )
        return
    with SearchIndex(store) as index:
        behind = index.behind()
    if behind:
        yield Finding(
            check=CHECK,
            severity="note",
            what=f"the search index lacks {behind} documents, or their newest tags",
            where=str(path),
            hint="The next search takes them in.",
            mend=partial(_catch_up, store),
        )


def index_fault(path: Path, *, documents: set[str]) -> str:
    """What is wrong with a search index, as the rest of a sentence; empty where it is sound.

    Args:
        path: Its file.
        documents: Ids of all committed documents: it may lack some, and must not have others.
    """
    try:
        with closing(open_read_only(path)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version != INDEX_VERSION:
                return f"is of version {version}, not {INDEX_VERSION}"
            said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if said != "ok":
                return f"is damaged: {said.splitlines()[-1]}"
            indexed = {row[0] for row in connection.execute("SELECT document FROM docs")}
            for table in ("columns", "passages", "vectors", "names", "aliases"):
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    except sqlite3.OperationalError as error:
        return "" if "readonly" in str(error) or "locked" in str(error) else f"cannot be opened: {error}"
    except (sqlite3.DatabaseError, OSError) as error:
        return f"is damaged: {error}"
    strange = len(indexed - documents)
    return f"has {strange} documents that the corpus does not have" if strange else ""


def _strange_texts(store: Store) -> str:
    """Whether the index has other words than the texts: SQLite does not notice a byte that changed within a value."""
    try:
        with SearchIndex(store) as index:
            if not index.read_only:
                index.connection.execute("INSERT INTO fts (fts, rank) VALUES ('integrity-check', 1)")  # writes nothing
            held: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
            query = (
                'SELECT d.document, p.start, p."end", p.text FROM passages p JOIN docs d ON d.number = p.doc ORDER BY d.number'
            )
            wrong, last = 0, ""
            for document, *passage in index.connection.execute(query):
                if document != last and len(held) >= _TOGETHER_DOCS:
                    wrong += _differing(store, held)
                    held.clear()
                held[document].append((passage[0], passage[1], passage[2]))
                last = document
            wrong += _differing(store, held)
    except sqlite3.DatabaseError as error:
        return "" if is_locked(error) else f"is damaged: {error}"
    return f"has other words than the texts in {wrong} passages" if wrong else ""


def _differing(store: Store, held: Mapping[str, list[tuple[int, int, str]]]) -> int:
    texts = {document.id: document.text.translate(CONTROLS) for document in store.load_documents(list(held))}
    return sum(texts.get(document, "")[start:end] != text for document, cuts in held.items() for start, end, text in cuts)


def _make_index_again(store: Store, quarantine: Quarantine) -> str:
    moved = [
        quarantine.move(path)
        for suffix in ("", "-wal", "-shm")
        if (path := store.index_path.with_name(f"{store.index_path.name}{suffix}")).exists()
    ]
    return f"moved to {moved[0]}; the new one has {refresh_index(store)} documents"


def _catch_up(store: Store) -> str:
    return f"it has {refresh_index(store)} documents now"


def _views_fault(path: Path) -> str:
    """What is wrong with a file of views; every block has a sum of its own, which reading it checks."""
    try:
        with closing(duckdb.connect(":memory:", config={"memory_limit": f"{KEPT_MEMORY_MB}MB"})) as connection:
            connection.execute(f"ATTACH '{quoted(path)}' AS kept (READ_ONLY)")
            for name in (*KEPT, "contested", "questions", "state_documents", "state_batches"):
                connection.execute(f"SELECT count(COLUMNS(*)) FROM kept.{name}").fetchall()
    except duckdb.Error as error:
        return str(error).strip().splitlines()[0]
    return ""

"""Who is who by rules, from all texts of a tag set and their tags: for rows that an earlier version wrote without it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from policynlp.corpus.store import Store
from policynlp.link.identities import Named, named
from policynlp.link.identity_index import IdentityIndex
from policynlp.steps.link_index import chunks


@contextmanager
def ruled_identities(store: Store, tagset: str) -> Iterator[IdentityIndex]:
    """What rules say of all entities, in a file of its own, some hundred texts in memory at a time."""
    with TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "rules.sqlite", isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = OFF")
        file.execute("BEGIN")
        index = IdentityIndex(file)
        index.add(_named(store, tagset))
        yield index


def _named(store: Store, tagset: str) -> Iterator[Named]:
    superseded = store.superseded()
    for some in chunks([i for i in store.tagged(tagset) if i not in superseded]):
        tags = {t.document: t for t in store.load_tags(some, tagset=tagset)}
        yield from (named(document, tags[document.id]) for document in store.load_documents(some) if document.id in tags)

"""The bytes as fetched: changed since they were kept, or missing although a document was made of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.dataset as ds

from policynlp.corpus.durable import sha256_of
from policynlp.diagnosis import Finding, Quarantine

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

CHECK = "bytes"


def check_bytes(store: Store, quarantine: Quarantine) -> Iterator[Finding]:
    """Look through all bytes that are kept, and for those that documents name.

    Args:
        store: The corpus, open.
        quarantine: Where changed bytes go.
    """
    for sha256 in store.blobs.all():
        path = Path(str(store.blobs.path(sha256)))
        if sha256_of(path) != sha256:
            yield Finding(
                check=CHECK,
                severity="damage",
                what="bytes as fetched were changed since they were kept: their SHA-256 is another",
                where=str(path),
                hint="--repair moves them aside; the text made of them stays, and the next fetch keeps them again.",
                mend=partial(_replace, store, sha256, quarantine),
            )
    for sha256, uri in sorted(sources_of(store).items()):
        if sha256 not in store.blobs:
            same = _same_file(uri, sha256)
            yield Finding(
                check=CHECK,
                severity="warning",
                what="the bytes that a document was read from are not kept any more; its text is",
                where=uri,
                hint="--repair keeps them again from the file." if same else "A better reader cannot read them again.",
                mend=partial(_keep_again, store, same) if same else None,
            )


def sources_of(store: Store) -> dict[str, str]:
    """SHA-256 of the bytes of committed documents to the address they are from."""
    entries = store.catalogue.documents
    names = ["document", "batch_id", "bytes_sha256", "uri"]
    return {
        sha256: uri
        for rows in store.tables.stream("documents", columns=names, where=~ds.field("bytes_sha256").is_null())
        for document, batch, sha256, uri in zip(*(rows[name].to_pylist() for name in names), strict=True)
        if sha256 and (entry := entries.get(document)) and entry.batch == batch
    }


def unused_bytes(store: Store) -> list[str]:
    """SHA-256 of bytes that nothing committed comes from: no document, no rejection, no fetch."""
    used = set(sources_of(store))
    for table in ("rejects", "fetches"):
        for rows in store.tables.stream(table, columns=["bytes_sha256", "batch_id"]):
            pairs = zip(rows["bytes_sha256"].to_pylist(), rows["batch_id"].to_pylist(), strict=True)
            used |= {str(sha256) for sha256, batch in pairs if sha256 and batch in store.catalogue.batches}
    return [sha256 for sha256 in store.blobs.all() if sha256 not in used]


def _replace(store: Store, sha256: str, quarantine: Quarantine) -> str:
    done = quarantine.put_aside(Path(str(store.blobs.path(sha256))))
    uri = sources_of(store).get(sha256, "")
    if same := _same_file(uri, sha256):
        done += f"; {_keep_again(store, same)}"
    return done


def _same_file(uri: str, sha256: str) -> Path | None:
    """The local file that the bytes are from, where it still has them."""
    path = Path(uri)
    try:
        same = "://" not in uri and path.is_file() and sha256_of(path) == sha256
    except (OSError, ValueError):
        return None
    return path if same else None


def _keep_again(store: Store, path: Path) -> str:
    store.put_bytes(path.read_bytes())
    store.blobs.settle()
    return f"kept again from {path}"

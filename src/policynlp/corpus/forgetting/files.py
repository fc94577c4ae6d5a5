"""Forgotten texts leave what lies beside the tables: bytes as fetched, reports of runs, everything derived, releases."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from policynlp.corpus.export.files import atomic
from policynlp.corpus.releases.manifest import DATA, REPEATS, read_manifest
from policynlp.corpus.releases.shelf import list_releases, releases_folder
from policynlp.corpus.store import Store
from policynlp.document import Document
from policynlp.place import on_this_machine

_LEAST_CHARS = 20
"""A cell of a report that is shorter and stands in a text as well may be a name or a figure of another one."""
WITHDRAWN = ".withdrawn.json"
"""Ends the name of the file that stands for a release that was withdrawn."""


def bytes_of(store: Store, documents: Collection[str], addresses: Collection[str]) -> tuple[set[str], set[str]]:
    """The bytes that texts were read from.

    Returns:
        SHA-256 of those that are theirs alone, and of those that other texts were read from, too.
    """
    known = store.catalogue.documents
    mine: set[str | None] = set()
    others: set[str | None] = set()
    for rows in store.tables.stream("documents", columns=["document", "bytes_sha256"]):
        for document, sha256 in zip(rows["document"].to_pylist(), rows["bytes_sha256"].to_pylist(), strict=True):
            if document in documents:
                mine.add(sha256)
            elif document in known:
                others.add(sha256)
    for table, column in (("fetches", "url"), ("fetches", "final_url"), ("rejects", "uri")):
        for rows in store.tables.stream(table, columns=[column, "bytes_sha256"]):
            pairs = zip(rows[column].to_pylist(), rows["bytes_sha256"].to_pylist(), strict=True)
            mine |= {sha256 for address, sha256 in pairs if address in addresses}
    mine |= {sha for sha in store.blobs.all() if any(origin.get("uri") in addresses for origin in store.blobs.origins(sha))}
    found = {sha256 for sha256 in mine if sha256 is not None}
    return found - others, found & others


def delete_bytes(store: Store, wanted: Iterable[str]) -> int:
    """Delete bytes, with the notes on where they come from; gives the number that were there."""
    deleted = 0
    for sha in wanted:
        deleted += sha in store.blobs
        store.blobs.delete(sha)
    return deleted


def clean_reports(corpus: Path, texts: Sequence[Document], names: Collection[str]) -> int:
    """Take the lines out of run reports and plans that tell of the texts.

    Args:
        corpus: Folder of the corpus.
        texts: The texts.
        names: Ids, addresses and titles: a line with one of them goes.

    Returns:
        Number of lines.
    """
    flat = [_flat(text.text) for text in texts]
    needles = [_flat(name) for name in names if name]
    removed = 0
    for path in sorted((corpus / "runs").rglob("*")):
        if not path.is_file():
            continue
        lines = path.read_text(encoding="utf-8", errors="surrogateescape").splitlines(keepends=True)
        kept = [line for line in lines if not _tells(line, needles, flat)]
        if len(kept) < len(lines):
            removed += len(lines) - len(kept)
            with atomic(path) as out:
                out.write("".join(kept).encode("utf-8", "surrogateescape"))
    return removed


def _tells(line: str, needles: Sequence[str], texts: Sequence[str]) -> bool:
    plain = _flat(line)
    cells = [cell for part in plain.split(" | ") if len(cell := part.strip("| ").removesuffix("...")) >= _LEAST_CHARS]
    return any(needle in plain for needle in needles) or any(cell in text for cell in cells for text in texts)


def _flat(text: str) -> str:
    """Without what a report escapes, and with single spaces."""
    return " ".join(text.replace("\\", "").replace("&lt;", "<").split())


def delete_derived(corpus: Path) -> None:
    """Delete index, views and rows of pages, which are made anew without the texts, and what a repair took away.

    An index from which rows are deleted keeps their words in its list of terms and in free pages; a new one has never seen them.
    """
    shutil.rmtree(corpus / "quarantine", ignore_errors=True)  # damaged files cannot be looked through
    folder = corpus / "index"
    if folder.is_dir():
        gone = corpus / ".index.forgotten"
        shutil.rmtree(gone, ignore_errors=True)
        folder.rename(gone)  # at once, so that nobody finds half of it
    shutil.rmtree(corpus / ".index.forgotten", ignore_errors=True)


def releases_with(corpus: Path, documents: Collection[str]) -> list[str]:
    """Names of the releases of the corpus that hold one of the texts."""
    out = []
    for release in list_releases(corpus):
        files = (Path(release["path"]) / where / "documents.parquet" for where in (DATA, REPEATS))
        ids = [pq.read_table(path, columns=["document"])["document"] for path in files if path.is_file()]
        if any(document in set(documents) for column in ids for document in pc.unique(column).to_pylist()):
            out.append(str(release["name"]))
    return out


def withdraw_release(corpus: Path, name: str, *, who: str, why: str) -> None:
    """Delete a release; a note stays that says which one it was.

    It is not written anew: two data sets of one name would make every citation of it ambiguous.
    """
    folder = on_this_machine(releases_folder(corpus)) / name
    if not folder.is_dir():
        return
    manifest = read_manifest(folder)
    note: dict[str, Any] = {key: manifest[key] for key in ("name", "created_at", "content_sha256")}
    note |= {"withdrawn_at": datetime.now(UTC).isoformat(timespec="seconds"), "who": who, "why": why}
    with atomic(folder.with_name(f"{name}{WITHDRAWN}")) as out:
        out.write(json.dumps(note, ensure_ascii=False, indent=1).encode() + b"\n")
    gone = folder.with_name(f".{name}.withdrawn")
    shutil.rmtree(gone, ignore_errors=True)
    folder.replace(gone)
    shutil.rmtree(gone)

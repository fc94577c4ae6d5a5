"""Making a release: a corpus as it is now, frozen in a folder that needs nothing else.

The folder appears when it is complete, never before, and is never written to again. It holds copies: whatever is run, compacted or
vacuumed in the corpus afterwards, the release stays.
"""

from __future__ import annotations

import json
import os
import platform
import secrets
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from policynlp import __version__
from policynlp.corpus.durable import sha256_of
from policynlp.corpus.export.licences import TextMode
from policynlp.corpus.export.manifest import Rights
from policynlp.corpus.export.selection import Selection
from policynlp.corpus.export.snippets import SNIPPET_WORDS
from policynlp.corpus.releases.flat_files import write_tables
from policynlp.corpus.releases.front_matter import write_front_matter
from policynlp.corpus.releases.manifest import (
    MANIFEST,
    RELEASE_FORMAT,
    SUMS,
    check_name,
    content_sha256,
    files_of,
    public_settings,
)
from policynlp.corpus.releases.shelf import releases_folder
from policynlp.corpus.releases.withhold import Withholding
from policynlp.corpus.schema import FORMAT_VERSION, SCHEMA_VERSIONS
from policynlp.corpus.store import Store
from policynlp.corpus.views import Views
from policynlp.errors import CorpusError, InputError
from policynlp.place import ObjectPath, Place, local_beside, upload
from policynlp.tags import SCHEMA_VERSION

_PACKAGES = ("duckdb", "deltalake", "numpy", "onnxruntime", "pyarrow", "scikit-learn", "spacy", "trafilatura")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseNotes:
    """What whoever publishes a release says of it.

    Attributes:
        title: Of the data set; None: made of the name.
        authors: Names as `Family, Given`, or of organisations.
        description: A sentence or two.
        licence: SPDX identifier of the licence of the annotations and of the compilation; the texts have their own.
        doi, url: Where it is published.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    description: str | None = None
    licence: str | None = None
    doi: str | None = None
    url: str | None = None


def create_release(
    store: Store,
    name: str,
    *,
    folder: Path | None = None,
    text: TextMode = "licence",
    snippet_words: int = SNIPPET_WORDS,
    notes: ReleaseNotes | None = None,
    settings: Mapping[str, Any] | None = None,
    tagset: str | None = None,
) -> dict[str, Any]:
    """Freeze the corpus.

    Args:
        store: The corpus, open.
        name: Of the release, such as `2026.1`.
        folder: What to make; None: `releases/NAME` in the corpus.
        text: How much of each text goes in.
        snippet_words: Words of a snippet.
        notes: Title, authors and so on.
        settings: Those in force, JSON-ready; paths and contact are left out.
        tagset: Freeze this one in place of the active one.

    Returns:
        The manifest, with `path`.

    Raises:
        InputError: The name will not do, or there is something of that name.
        CorpusError: The corpus has no tags, or the folder cannot be written.
    """
    at = folder or releases_folder(store.place) / check_name(name)
    check_name(name)
    _refuse(at)
    # an object store gets a copy of what is made in the cache
    target = local_beside(at) / name if isinstance(at, ObjectPath) else at
    temporary = target.parent / f".{target.name}.{secrets.token_hex(4)}"
    try:
        temporary.mkdir(parents=True)
        manifest = _write(
            store,
            temporary,
            name,
            text=text,
            words=snippet_words,
            notes=notes or ReleaseNotes(),
            settings=settings,
            tagset=tagset,
        )
        _sync(temporary)
        _refuse(at)
        if isinstance(at, ObjectPath):
            upload(temporary, at, last=MANIFEST)
            return manifest | {"path": str(at)}
        temporary.rename(target)  # fails where another process was faster: a folder with files is never replaced
    except OSError as error:
        raise CorpusError(
            f"the release cannot be written: {error}", where=str(at), hint="Check free space and permissions."
        ) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return manifest | {"path": str(at)}


def _refuse(target: Place) -> None:
    if target.exists() or (isinstance(target, Path) and target.is_symlink()):
        raise InputError(
            "there is something of that name, and a release is never overwritten", where=str(target), hint="Take another name."
        )


def _write(
    store: Store,
    folder: Path,
    name: str,
    *,
    text: TextMode,
    words: int,
    notes: ReleaseNotes,
    settings: Mapping[str, Any] | None,
    tagset: str | None,
) -> dict[str, Any]:
    with Views(store, tagset=tagset) as views:
        documents = views.query(
            "SELECT document, licence, latest, duplicate_of, document IN (SELECT document FROM documents) AS counted "
            "FROM documents_all"
        ).to_pylist()
        if not documents:
            raise CorpusError("there is nothing to release", where=str(store.place), hint="`policynlp run SOURCES` first.")
        rights = Rights.of(views, [d["document"] for d in documents], selection=Selection(text=text, snippet_words=words))
        edit = Withholding(rights.policies, words=words)
        tables = write_tables(views, folder, edit=edit)
        manifest: dict[str, Any] = {
            "release_format": RELEASE_FORMAT,
            "name": name,
            "title": notes.title or f"Tagged policy corpus, release {name}",
            "description": notes.description,
            "authors": list(notes.authors),
            "licence": notes.licence,
            "doi": notes.doi,
            "url": notes.url,
            "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "corpus": _state(views, store, documents),
            "tagset": _tagset(store, views.tagset),
            "software": {
                "policynlp": __version__,
                "python": platform.python_version(),
                "packages": {package: version(package) for package in _PACKAGES},
            },
            "schema": {"tagged_document": SCHEMA_VERSION, "corpus": FORMAT_VERSION, "tables": SCHEMA_VERSIONS},
            "text": {"mode": text, "snippet_words": words},
            "licences": _licences(documents, rights),
            "settings": public_settings(settings or {}),
            "tables": tables,
        }
        write_front_matter(folder, manifest, views=views)
    manifest["files"] = _files(folder)
    manifest["content_sha256"] = content_sha256(manifest["files"])
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sums = [f"{sha256_of(path)}  {path.relative_to(folder).as_posix()}\n" for path in files_of(folder)]
    (folder / SUMS).write_text("".join(sums), encoding="utf-8")
    return manifest


def _licences(documents: Sequence[Mapping[str, Any]], rights: Rights) -> list[dict[str, Any]]:
    """A row a licence, as sources state it, with the numbers of latest revisions and of unique documents."""
    latest = [d["document"] for d in documents if d["latest"]]
    unique = Counter(rights.stated[d["document"]] for d in documents if d["counted"])
    return [row | {"unique_documents": unique[row["stated"]]} for row in rights.licences(latest)]


def _state(views: Views, store: Store, documents: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    dates = views.query("SELECT min(published) AS first, max(published) AS last FROM documents").to_pylist()[0]
    latest = [d for d in documents if d["latest"]]
    return {
        "state": views.state,
        "documents": len(latest),
        "unique_documents": sum(d["counted"] for d in documents),
        "duplicates": sum(d["duplicate_of"] is not None for d in latest),
        "superseded": len(documents) - len(latest),
        "untagged": len(store.untagged(views.tagset)) if views.tagset else len(documents),
        "first_published": dates["first"],
        "last_published": dates["last"],
    }


def _tagset(store: Store, tagset: str | None) -> dict[str, Any]:
    found = next((row for row in store.tagsets() if row["tagset"] == tagset), None)
    return {
        "id": tagset,
        "manifest": found["manifest"] if found else {},
        "created_at": str(found["created_at"]) if found else None,
    }


def _files(folder: Path) -> dict[str, dict[str, Any]]:
    return {
        path.relative_to(folder).as_posix(): {"bytes": path.stat().st_size, "sha256": sha256_of(path)}
        for path in files_of(folder)
    }


def _sync(folder: Path) -> None:
    """Bytes on disk before the folder has its name."""
    for path in files_of(folder):
        with path.open("rb") as file:
            os.fsync(file.fileno())

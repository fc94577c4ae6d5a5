"""Reading a release: the same views and documents as of a corpus, from its Parquet files alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.dataset as ds

from policynlp.corpus import rows as convert
from policynlp.corpus.read_only import ReadOnly
from policynlp.corpus.releases.flatten import SPANS_TABLE, VALUES_TABLE, view_select
from policynlp.corpus.releases.loading import all_documents, some_documents
from policynlp.corpus.releases.manifest import DATA, REPEATS, read_manifest
from policynlp.corpus.tables import UNREADABLE
from policynlp.corpus.view_sql import helpers
from policynlp.document import Document, Span
from policynlp.errors import CorpusError, InputError
from policynlp.tags import LAYERS, Tags

_RENAMED = {"speaker_title": "title", "speaker_affiliation": "affiliation"}
"""Columns of the view `quotes` that the annotation calls otherwise."""


@dataclass(frozen=True, kw_only=True)
class WithheldDocument(Document):
    """A document whose text may not be passed on: offsets, ids and hashes are there, the characters are not.

    Attributes:
        known_id: Its id, which is the hash of a text that is not here.
        known_sha256: SHA-256 of that text.
        chars: Its length.
    """

    known_id: str
    known_sha256: str
    chars: int

    def __post_init__(self) -> None:
        self.__dict__["id"] = self.known_id  # what `cached_property` would have worked out
        self.__dict__["text_sha256"] = self.known_sha256

    def slice(self, span: Span) -> str:
        """Nothing to cut from.

        Raises:
            InputError: Always.
        """
        raise InputError(
            f"characters {span[0]} to {span[1]} are not in this release, since the text may not be passed on",
            where=self.source.title or self.id,
            hint="`doc.document.source.uri` says where to get it; offsets and hash fit the text of the corpus.",
        )


class ReleaseViews(ReadOnly):
    """DuckDB with the views of a release, shut off as those of a corpus are.

    Args:
        release: The release.
    """

    def __init__(self, release: Release) -> None:
        self.tagset, self.release, self._of = release.tagset, release.name, release
        self.state = str(release.manifest["content_sha256"])
        super().__init__()
        for table in (SPANS_TABLE, VALUES_TABLE):
            for suffix in ("", "_all"):
                self._connection.register(f"_{table}{suffix}", release.dataset(table, everything=bool(suffix)))
        for view, columns in release.columns.items():
            repeated = release.has_repeats(view)
            for suffix in ("", "_all") if repeated else ("",):
                self._connection.register(f"_{view}{suffix}", release.dataset(view, everything=bool(suffix)))
                select = view_select(
                    view,
                    columns,
                    base=f"_{view}{suffix}",
                    spans=f"_{SPANS_TABLE}{suffix}",
                    values=f"_{VALUES_TABLE}{suffix}",
                )
                self._connection.execute(f"CREATE VIEW {view}{suffix} AS {select}")
        for name, select in helpers():
            self._connection.execute(f"CREATE VIEW {name} AS {select}")
        self._lock()

    @property
    def wordless(self) -> int:
        """Texts, each once, that are in the release without their words."""
        return self._of.wordless


class Release:
    """A release, open for reading.

    Args:
        folder: Its folder.

    Raises:
        CorpusError: There is none, it is damaged, or it was made by a newer version.
    """

    def __init__(self, folder: Path | str) -> None:
        self.path = Path(folder)
        self.manifest = read_manifest(self.path)

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.manifest["name"])

    @property
    def tagset(self) -> str | None:
        """The tag set that it holds."""
        found: str | None = self.manifest["tagset"]["id"]
        return found

    @cached_property
    def columns(self) -> dict[str, dict[str, str]]:
        """View to its columns and how each is kept."""
        tables: Mapping[str, Any] = self.manifest["tables"]
        return {
            view: {c["name"]: c["kept"] for c in table["columns"]}
            for view, table in tables.items()
            if view not in {SPANS_TABLE, VALUES_TABLE}
        }

    @cached_property
    def wordless(self) -> int:
        """Texts, each once, that are in it without their words."""
        return int(self.dataset("documents").count_rows(filter=pc.field("text").is_null()))

    def has_repeats(self, view: str) -> bool:
        """Whether there is a view with `_all` behind its name."""
        return self.manifest["tables"][view]["repeats"] is not None

    def dataset(self, table: str, *, everything: bool = False) -> ds.Dataset:
        """The rows of a flat table.

        Args:
            table: Its name.
            everything: Those of repeated and superseded texts, too.

        Raises:
            CorpusError: A file is missing or damaged.
        """
        folders = (DATA, REPEATS) if everything else (DATA,)
        paths = [str(self.path / folder / f"{table}.parquet") for folder in folders]
        try:
            found: ds.Dataset = ds.dataset(paths, format="parquet")
        except UNREADABLE as error:
            raise CorpusError(
                f"the table {table} cannot be read: {error}",
                where=str(self.path),
                hint="`policynlp release verify` says which files are damaged.",
            ) from error
        return found

    def views(self, *, tagset: str | None = None) -> ReleaseViews:
        """The views.

        Args:
            tagset: Only the one that the release holds.

        Raises:
            InputError: Another tag set is asked for.
        """
        if tagset not in {None, self.tagset}:
            raise InputError(f"the release holds tag set {self.tagset} alone", where=str(self.path), hint="Leave `tagset` out.")
        return ReleaseViews(self)

    def load(self, ids: Collection[str] | None = None, *, everything: bool = False) -> Iterator[tuple[Document, Tags]]:
        """Documents with their tags, a hundred in memory at a time.

        Args:
            ids: Which, in which order; None: all, in the order in which they came. Unknown ids are left out.
            everything: Without `ids`: repeated and superseded texts, too, behind the others.
        """
        found = all_documents(self, everything=everything) if ids is None else some_documents(self, ids)
        for document, rows in found:
            layers = {layer: [_annotation(row, layer) for row in rows[layer]] for layer in LAYERS}
            tags = convert.tags_from_rows(document, self.tagset or "", layers)
            yield document_of(rows), tags

    def status(self) -> dict[str, Any]:
        """What is in it: see `policynlp.corpus.status`, as far as a release knows it."""
        tables: Mapping[str, Any] = self.manifest["tables"]
        return {
            "path": str(self.path),
            "release": self.name,
            "counts": {view: tables[view]["rows"] for view in self.columns},
            "hidden": {
                "duplicates": self.manifest["corpus"]["duplicates"],
                "superseded": self.manifest["corpus"]["superseded"],
                "untagged": self.manifest["corpus"]["untagged"],
            },
            "active": self.tagset,
            "tagsets": self.tagsets(),
            "runs": [],
            "bytes": {"files": sum(entry["bytes"] for entry in self.manifest["files"].values())},
        }

    def tagsets(self) -> list[dict[str, Any]]:
        """The tag set that it holds, with its versions."""
        if self.tagset is None:
            return []
        counts = self.manifest["corpus"]
        total = counts["unique_documents"] + counts["duplicates"] + counts["superseded"]
        covered = {"documents": total - counts["untagged"], "total": total, "complete": counts["untagged"] == 0}
        return [{**self.manifest["tagset"], **covered, "tagset": self.tagset, "active": True}]


def document_of(rows: Mapping[str, list[dict[str, Any]]]) -> Document:
    """The document of the rows of `documents` and `passages` about it; its text is empty where it may not be passed on."""
    row, passages = rows["documents"][0], rows["passages"]
    if row["text"] is not None:
        return convert.document_from_rows(row, passages)
    bare = convert.document_from_rows({**row, "text": ""}, passages)
    names = ("text", "source", "work", "key", "passages", "revision", "supersedes", "duplicate_of", "before", "after")
    return WithheldDocument(
        **{name: getattr(bare, name) for name in names},
        known_id=row["document"],
        known_sha256=row["text_sha256"],
        chars=row["chars"],
    )


def _annotation(row: dict[str, Any], layer: str) -> dict[str, Any]:
    if layer == "quotes":
        return {_RENAMED.get(name, name): value for name, value in row.items()}
    return {name: value for name, value in row.items() if layer != "themes" or name not in {"start_char", "end_char", "text"}}

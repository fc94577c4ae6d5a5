"""Search over a release: an index of its own, made once from its flat files and kept in the user's cache, since a release never changes.

There is no search by meaning: a release holds no vectors. A text that may not be passed on is found by its themes and names, not by
its words, which are not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import platformdirs

from policynlp.corpus.releases.loading import all_documents
from policynlp.corpus.releases.reading import Release, document_of
from policynlp.corpus.search.index import SearchIndex
from policynlp.corpus.search.marks import NAMED
from policynlp.corpus.search.searcher import Searcher
from policynlp.document import Document

_TOGETHER_DOCS = 200
_Rows = Mapping[str, list[dict[str, Any]]]


def index_path(release: Release) -> Path:
    """Where the index of a release lies: by what is in it, so that a copy elsewhere has the same."""
    return (
        platformdirs.user_cache_path("policynlp") / "releases" / str(release.manifest["content_sha256"])[:32] / "search.sqlite"
    )


class ReleaseIndex(SearchIndex):
    """The index of a release.

    Args:
        release: The release.
    """

    def __init__(self, release: Release) -> None:
        self.release = release
        self._open_at(index_path(release))

    def behind(self) -> int:
        """Number of documents; 0 where the index is complete."""
        if self.meta("state") == self._state:
            return 0
        tables = self.release.manifest["tables"]["documents"]
        return int(tables["rows"] + tables["repeats"])

    @property
    def _state(self) -> str:
        return str(self.release.manifest["content_sha256"])

    def _refresh(self, budget_s: float | None) -> int:  # noqa: ARG002 - it is made once, as a whole
        if self.meta("state") == self._state:
            return 0
        hidden: list[str] = []
        found = all_documents(self.release, everything=True)
        while chunk := list(islice(found, _TOGETHER_DOCS)):
            with self.writing():
                for document, rows in chunk:
                    text = document_of(rows)
                    hidden += [document] if text.duplicate_of is not None or not rows["documents"][0]["latest"] else []
                    self._take(text, rows)
        with self.writing() as connection:
            connection.executemany("UPDATE docs SET counted = 0 WHERE document = ?", [(d,) for d in hidden])
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('state', ?)", (self._state,))
        return 0

    def _take(self, document: Document, rows: _Rows) -> None:
        self._add_document(document)
        layers: dict[str, Sequence[Mapping[str, Any]]] = {
            "themes": [row for row in rows["themes"] if row["passage"] is not None and row["assigned"]],
            "quotes": [row for row in rows["quotes"] if row["speaker"] is not None],
            "entities": [row for row in rows["entities"] if row["label"] in NAMED],
            "vectors": [],
        }
        self._add_tags(document.id, layers, dict(_identities(rows)), f"{self.release.tagset}/release")


def _identities(rows: _Rows) -> Iterator[tuple[str, tuple[str | None, str, str]]]:
    """Key of an entity in the document to who that is, as its rows say."""
    for layer in ("entities", "people", "quotes"):
        for row in rows[layer]:
            if row["identity"] is not None and row["entity"] is not None:
                yield row["entity"], (row["identity"], row["identity_name"] or "", row.get("label") or "")


class ReleaseSearcher(Searcher):
    """Search over a release; see `Searcher`.

    Args:
        release: The release.
    """

    def __init__(self, release: Release) -> None:
        self.release = release
        self._begin(index_path(release), encoder=None, tagset=release.tagset)

    @property
    def wordless(self) -> int:
        """Texts that are in the release without their words."""
        return self.release.wordless

    def refresh(self, *, wait: bool = True) -> int:
        """Make the index, the first time; gives the number of documents that are missing, as long as another process makes it."""
        with self._refreshing:
            if not self._seen or not self.index_path.exists():
                with self._index() as index:
                    self._behind = index.refresh(budget_s=None if wait else 0.0)
                self._seen = () if self._behind else (1,)
            return self._behind

    def _index(self) -> SearchIndex:
        return ReleaseIndex(self.release)

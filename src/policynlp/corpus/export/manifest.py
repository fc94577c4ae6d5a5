"""What an export rests on, said in the export itself: versions, state of the corpus, selection, counts, licences, files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from policynlp import __version__
from policynlp.corpus.export.licences import TextPolicy, licence_of, text_policy
from policynlp.corpus.export.selection import Selection
from policynlp.corpus.store import Store
from policynlp.corpus.views import Views

_TOTALS = "SELECT (SELECT count(*) FROM documents_all WHERE latest) AS documents, (SELECT count(*) FROM documents) AS uniques"
_LICENCES = (
    "SELECT document, licence, document IN (SELECT document FROM documents) AS counted FROM documents_all "
    "WHERE document IN (SELECT unnest($ids))"
)


@dataclass(frozen=True, slots=True)
class Rights:
    """The documents of an export, with what may go out of each.

    Attributes:
        stated: Document id to its licence as stated.
        unique: Documents that repeat no other text.
        policies: Document id to how much of its text goes out.
    """

    stated: dict[str, str | None]
    unique: frozenset[str]
    policies: dict[str, TextPolicy]

    @classmethod
    def of(cls, views: Views, documents: Sequence[str], *, selection: Selection) -> Rights:
        """Look them up.

        Args:
            views: The corpus.
            documents: Ids.
            selection: Says how much text is asked for.
        """
        rows = views.query(_LICENCES, {"ids": list(documents)})
        known: dict[str | None, str | None] = {}  # one string for each licence, not one for each document
        ids: list[str] = [str(document) for document in rows["document"].to_pylist()]
        stated = {i: known.setdefault(licence, licence) for i, licence in zip(ids, rows["licence"].to_pylist(), strict=True)}
        return cls(
            stated=stated,
            unique=frozenset(i for i, counted in zip(ids, rows["counted"].to_pylist(), strict=True) if counted),
            policies={document: text_policy(licence, mode=selection.text) for document, licence in stated.items()},
        )

    def licences(self, documents: Sequence[str]) -> list[dict[str, Any]]:
        """The licences of documents, the commonest first."""
        counts = Counter((self.stated[d], self.policies[d]) for d in documents)
        return [
            _licence_entry(stated, policy, n)
            for (stated, policy), n in sorted(counts.items(), key=lambda c: (-c[1], str(c[0])))
        ]


def _licence_entry(stated: str | None, policy: TextPolicy, documents: int) -> dict[str, Any]:
    known = licence_of(stated)
    return {
        "stated": stated,
        "name": known.name if known else None,
        "spdx": known.spdx if known else None,
        "url": known.url if known else None,
        "conditions": list(known.conditions) if known else [],
        "text": policy,
        "documents": documents,
    }


@dataclass(slots=True, kw_only=True)
class ExportResult:
    """What went out.

    Attributes:
        path: The file or folder.
        form: Name of the format.
        what: The view, or `all`.
        rows: View to number of rows; `documents` for whole documents.
        documents, unique_documents: Texts that the rows stand in; those that repeat no other.
        texts: How many of the documents went out with text `full`, `snippet`, `none`.
        left_out: Documents that the format cannot hold without their text, which their licence keeps back.
        licences: As in the manifest.
        files: Name, bytes and SHA-256 of each file.
    """

    path: Path
    form: str
    what: str
    rows: dict[str, int] = field(default_factory=dict)
    documents: int = 0
    unique_documents: int = 0
    texts: dict[str, int] = field(default_factory=dict)
    left_out: int = 0
    licences: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)

    @property
    def total_rows(self) -> int:
        """Rows of all views."""
        return sum(self.rows.values())

    def count(self, documents: Sequence[str], rights: Rights) -> None:
        """Say which documents went out."""
        self.documents = len(documents)
        self.unique_documents = sum(d in rights.unique for d in documents)
        self.texts = dict(Counter(rights.policies[d] for d in documents))
        self.licences = rights.licences(documents)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready summary."""
        return {
            "path": str(self.path),
            "format": self.form,
            "what": self.what,
            "rows": self.rows,
            "documents": self.documents,
            "unique_documents": self.unique_documents,
            "texts": self.texts,
            "left_out": self.left_out,
            "licences": self.licences,
            "files": self.files,
        }


def manifest(store: Store, views: Views, result: ExportResult, *, selection: Selection, sql: str) -> dict[str, Any]:
    """The manifest of an export.

    Args:
        store: The corpus.
        views: The look at it that was exported.
        result: What went out.
        selection: What was asked for.
        sql: The statement that gives the same rows.
    """
    totals = views.query(_TOTALS).to_pylist()[0]
    versions: dict[str, Any] = next((row["manifest"] for row in store.tagsets() if row["tagset"] == views.tagset), {})
    return {
        "policynlp": __version__,
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "format": result.form,
        "what": result.what,
        "corpus": {
            "state": views.state,
            "documents": totals["documents"],
            "unique_documents": totals["uniques"],
            "tagset": views.tagset,
            "versions": versions,
        },
        "selection": {
            "where": selection.where,
            "duplicates": selection.duplicates,
            "origins": list(selection.origins),
            "layers": list(selection.layers),
            "text": selection.text,
            "snippet_words": selection.snippet_words,
            "sql": sql,
        },
        "counts": {
            "rows": result.rows,
            "documents": result.documents,
            "unique_documents": result.unique_documents,
            "texts": result.texts,
            "left_out": result.left_out,
        },
        "licences": result.licences,
        "offsets": f"[start, end), {selection.offsets}",
        "files": result.files,
    }


def to_json(value: Any) -> bytes:
    """Indented JSON, for people too."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"

"""What an export takes: which rows, of which texts, and how much of the texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from policynlp.corpus.export.columns import describe
from policynlp.corpus.export.licences import TEXT_MODES, TextMode
from policynlp.corpus.export.offsets import OFFSET_UNITS, OffsetUnit
from policynlp.corpus.export.snippets import SNIPPET_WORDS
from policynlp.corpus.store import Store
from policynlp.corpus.views import Views
from policynlp.errors import InputError
from policynlp.tags import Origin

ORIGINS: tuple[str, ...] = get_args(Origin)
WHOLE_CORPUS = "all"
BOOKKEEPING = ("rejects", "runs", "sources", "tagsets")
"""Views that are about the corpus and not about a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What an export takes.

    Attributes:
        where: SQL condition: on the rows of a view, or on documents where whole documents or the whole corpus go out.
        duplicates: Texts that repeat another one, too; superseded revisions never, unless a view with `_all` is named.
        origins: Only rows that these made (`rule`, `model`, `human`); empty: all. Texts and passages are not concerned.
        layers: Of whole documents and of the whole corpus, only these views beside the documents; empty: all.
        text: How much of the texts.
        snippet_words: Words of a snippet.
        offsets: What they count, in formats that have both kinds of readers (Web Annotation).

    Raises:
        InputError: There is no such origin, mode or unit.
    """

    where: str | None = None
    duplicates: bool = False
    origins: Sequence[str] = ()
    layers: Sequence[str] = ()
    text: TextMode = "licence"
    snippet_words: int = SNIPPET_WORDS
    offsets: OffsetUnit = "codepoint"

    def __post_init__(self) -> None:
        for origin in self.origins:
            if origin not in ORIGINS:
                raise InputError(f"there is no origin {origin!r}", where="--origin", hint=f"Origins: {', '.join(ORIGINS)}.")
        if self.text not in TEXT_MODES:
            raise InputError(f"there is no text mode {self.text!r}", where="--text", hint=f"Modes: {', '.join(TEXT_MODES)}.")
        if self.offsets not in OFFSET_UNITS:
            raise InputError(
                f"offsets do not count {self.offsets!r}", where="--offsets", hint=f"Units: {', '.join(OFFSET_UNITS)}."
            )
        if self.snippet_words < 1:
            raise InputError("a snippet has one word at least", where="--snippet-words", hint="Or take --text none.")

    def relation(self, view: str) -> str:
        """What stands behind FROM for the rows of a view, as far as duplicates and origins decide it."""
        base = view.removesuffix("_all")
        conditions = []
        name = view
        if self.duplicates and view == base and base not in BOOKKEEPING:
            name = f"{view}_all"
            latest = "(SELECT document FROM documents_all WHERE latest)"
            conditions += [f"{column} IN {latest}" for column in document_columns(base)]
        if "origin" in describe(view).names and self.origins:
            conditions.append(self.origin_condition("origin"))
        if not conditions:
            return name
        return f"(SELECT * FROM {name} WHERE {' AND '.join(conditions)})"

    def origin_condition(self, column: str) -> str:
        """SQL condition on the column with the origin; always true where all origins go out."""
        return f"{column} IN ({', '.join(repr(str(origin)) for origin in self.origins)})" if self.origins else "true"


def document_columns(view: str) -> tuple[str, ...]:
    """Columns of a view that name a document."""
    names = describe(view).names
    return tuple(name for name in ("document", "from_document", "to_document") if name in names)


def selected_documents(views: Views, store: Store, *, view: str, selection: Selection) -> list[str]:
    """Ids of the documents whose rows go out, in the order of their commits.

    Args:
        views: The look at the corpus.
        store: The same corpus.
        view: The view that goes out; for whole documents and the whole corpus, `documents`.
        selection: Its condition is on the rows of the view.

    Raises:
        InputError: The condition has an error.
    """
    column = document_columns(view)[0]
    condition = f" WHERE (\n{selection.where}\n)" if selection.where else ""
    rows = views.query(f"SELECT DISTINCT {column} AS document FROM {selection.relation(view)}{condition}")
    found = set(rows["document"].to_pylist())
    return [document for document in store.document_ids() if document in found]


def selected(store: Store, *, where: str | None = None, view: str = "documents") -> list[str]:
    """Ids of documents, in the order of their commits.

    Args:
        store: The corpus, open.
        where: SQL condition on the view.
        view: `documents` or `documents_all`.

    Raises:
        InputError: The condition has an error.
    """
    with Views(store) as views:
        return selected_documents(views, store, view=view, selection=Selection(where=where))

"""The corpus for Python users: SQL, Arrow, pandas, `datasets`, search, and documents with their tags.

with policynlp.open_corpus("tagged-corpus") as corpus:
    for doc in corpus.documents():
        for quote in doc.quotes:
            print(quote.speaker, doc.slice(quote.content[0]))
    corpus.sql("SELECT theme, count(*) FROM themes WHERE assigned GROUP BY theme")
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa

from policynlp.corpus.search.words import Hit, search
from policynlp.corpus.status import status
from policynlp.corpus.store import Store
from policynlp.corpus.views import Views, check_view
from policynlp.document import Document, Passage, Source, Span
from policynlp.tags import Claim, Entity, Person, Quote, Tags, Theme, tagged_dict

if TYPE_CHECKING:
    import datasets
    import pandas as pd

_TOGETHER_DOCS = 100


@dataclass(frozen=True, slots=True)
class TaggedDocument:
    """A document and its tags, side by side.

    Attributes:
        document: The text and where it comes from.
        tags: What was found in it; empty where it has no tags in the tag set.
    """

    document: Document
    tags: Tags

    @property
    def id(self) -> str:
        """Document id."""
        return self.document.id

    @property
    def text(self) -> str:
        """The text that all spans point into."""
        return self.document.text

    @property
    def source(self) -> Source:
        """Title, authors, dates, address."""
        return self.document.source

    @property
    def title(self) -> str | None:
        """Title as printed."""
        return self.document.source.title

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Layout."""
        return self.document.passages

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Mentions of named things, and dates."""
        return self.tags.entities

    @property
    def people(self) -> tuple[Person, ...]:
        """Persons with their mentions."""
        return self.tags.people

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Who said what."""
        return self.tags.quotes

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Figures."""
        return self.tags.claims

    @property
    def themes(self) -> tuple[Theme, ...]:
        """Themes of passages and document, those below their threshold too (`assigned` is false)."""
        return self.tags.themes

    def slice(self, span: Span) -> str:
        """The characters of a span."""
        return self.document.slice(span)

    def as_dict(self) -> dict[str, Any]:
        """The tagged document as `policynlp tag` writes it."""
        return tagged_dict(self.document, self.tags)


class Corpus:
    """A corpus, open for reading; a context manager.

    Every question is answered from what is committed when it is asked.

    Args:
        store: The store, which the corpus closes.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @property
    def path(self) -> Path:
        """The folder."""
        return self.store.path

    def close(self) -> None:
        """Close it."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def sql(
        self,
        query: str,
        params: Sequence[Any] | Mapping[str, Any] = (),
        *,
        limit: int | None = None,
        timeout_s: float | None = None,
        tagset: str | None = None,
    ) -> pa.Table:
        """Rows of a read-only statement over the views.

        Args:
            query: SQL as DuckDB understands it.
            params: Values for `?` or `$name`.
            limit: Rows at the most.
            timeout_s: Wall time after which the query is ended.
            tagset: Look at this tag set in place of the active one.

        Raises:
            InputError: The statement is not read-only, has an error, or took too long.
        """
        with Views(self.store, tagset=tagset) as views:
            return views.query(query, params, limit=limit, timeout_s=timeout_s)

    def arrow(self, view: str) -> pa.Table:
        """All rows of a view.

        Args:
            view: `documents`, `quotes`, ...; with `_all` behind it, repeated and superseded texts too.

        Raises:
            InputError: There is no such view.
        """
        check_view(view)
        return self.sql(f"SELECT * FROM {view}")

    def pandas(self, view: str) -> pd.DataFrame:
        """All rows of a view as a data frame."""
        frame: pd.DataFrame = self.arrow(view).to_pandas()
        return frame

    def dataset(self, view: str) -> datasets.Dataset:
        """All rows of a view as a Hugging Face dataset."""
        import datasets
        from datasets.table import InMemoryTable

        return datasets.Dataset(InMemoryTable(self.arrow(view)))

    def documents(
        self, ids: Collection[str] | None = None, *, everything: bool = False, tagset: str | None = None
    ) -> Iterator[TaggedDocument]:
        """Documents with their tags, a hundred in memory at a time.

        Args:
            ids: Which, in which order; None: all, in the order of their commits.
            everything: Without `ids`: texts that repeat another one, and superseded revisions, too.
            tagset: Default: the active one.
        """
        store = self.store
        chosen = tagset or store.active_tagset()
        wanted = list(ids) if ids is not None else store.document_ids() if everything else store.counted()
        for i in range(0, len(wanted), _TOGETHER_DOCS):
            chunk = wanted[i : i + _TOGETHER_DOCS]
            tags = {t.document: t for t in store.load_tags(chunk, tagset=chosen)} if chosen else {}
            for document in store.load_documents(chunk):
                yield TaggedDocument(document, tags.get(document.id) or Tags(document=document.id, tagset=chosen or ""))

    def search(self, query: str, **filters: Any) -> list[Hit]:
        """Full-text search; see `policynlp.corpus.search.search` for the filters."""
        return search(self.store, query, **filters)

    @property
    def tagsets(self) -> list[dict[str, Any]]:
        """All tag sets with their versions, and how complete they are."""
        return self.store.tagsets()

    def status(self) -> dict[str, Any]:
        """Counts by view, runs, tag sets, size on disk."""
        return status(self.store)


def open_corpus(path: Path | str) -> Corpus:
    """Open a corpus for reading.

    Args:
        path: Its folder.

    Raises:
        CorpusError: There is none, it is damaged, or it was written by a newer version.
    """
    return Corpus(Store.open(path))

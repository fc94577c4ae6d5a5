"""The corpus for Python users: SQL, Arrow, pandas, `datasets`, search, and documents with their tags.

with policynlp.open_corpus("tagged-corpus") as corpus:
    for doc in corpus.documents():
        for quote in doc.quotes:
            print(quote.speaker, doc.slice(quote.content[0]))
    corpus.sql("SELECT theme, count(*) FROM themes WHERE assigned GROUP BY theme")
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa

from policynlp.corpus.asking import Asking
from policynlp.corpus.citing import Citation, cite
from policynlp.corpus.read_only import ReadOnly, check_view
from policynlp.corpus.releases.reading import Release
from policynlp.corpus.releases.searching import ReleaseSearcher
from policynlp.corpus.releases.shelf import find_release, is_release
from policynlp.corpus.search import Hits, SearchPage, request_from
from policynlp.corpus.search.meaning import QueryEncoder
from policynlp.corpus.search.searcher import Searcher
from policynlp.corpus.status import status
from policynlp.corpus.store import Store
from policynlp.corpus.tagged_document import TaggedDocument
from policynlp.corpus.views import Views
from policynlp.errors import InputError
from policynlp.place import Place, local_copy, place
from policynlp.settings import load_settings
from policynlp.tags import Tags

if TYPE_CHECKING:
    import datasets
    import pandas as pd

__all__ = ["Corpus", "TaggedDocument", "open_corpus"]

_TOGETHER_DOCS = 100


class Corpus(Asking):
    """A corpus or a release of one, open for reading; a context manager.

    Every question is answered from what is committed when it is asked; a release never changes.

    Args:
        source: The store, which the corpus closes, or the release.
        encoder: What turns questions into vectors; None: there is no search by meaning.
    """

    def __init__(self, source: Store | Release, *, encoder: QueryEncoder | None = None) -> None:
        self._source = source
        self._encoder = encoder
        self._opened_searcher: Searcher | None = None

    def __repr__(self) -> str:
        return f"<Corpus {self.path}>" if self.release is None else f"<Corpus {self.path}, release {self.release.name}>"

    @property
    def path(self) -> Place:
        """The folder, or the address in an object store."""
        return self._source.place if isinstance(self._source, Store) else self._source.path

    @property
    def release(self) -> Release | None:
        """The release that is read, or None for a corpus that may still grow."""
        return self._source if isinstance(self._source, Release) else None

    @property
    def store(self) -> Store:
        """The tables of the corpus.

        Raises:
            InputError: It is a release, which has none.
        """
        if isinstance(self._source, Release):
            raise InputError(
                "a release has no tables, index or history of its own",
                where=str(self.path),
                hint="Open the corpus that it was made of, or ask in SQL.",
            )
        return self._source

    def views(self, *, tagset: str | None = None) -> ReadOnly:
        """One consistent look, for several questions in a row; a context manager.

        Args:
            tagset: Look at this tag set in place of the active one.
        """
        return self._source.views(tagset=tagset) if isinstance(self._source, Release) else Views(self._source, tagset=tagset)

    def close(self) -> None:
        """Close it."""
        if self._opened_searcher is not None:
            self._opened_searcher.close()
        if isinstance(self._source, Store):
            self._source.close()

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
        with self.views(tagset=tagset) as views:
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
        self,
        ids: Collection[str] | None = None,
        *,
        everything: bool = False,
        tagset: str | None = None,
        corrected: bool = True,
    ) -> Iterator[TaggedDocument]:
        """Documents with their tags, a hundred in memory at a time.

        Args:
            ids: Which, in which order; None: all, in the order of their commits.
            everything: Without `ids`: texts that repeat another one, and superseded revisions, too.
            tagset: Default: the active one.
            corrected: With tags as people corrected them; false: as the machine made them (a release has the former alone).
        """
        if self.release is not None:
            with self.views(tagset=tagset):  # another tag set than its own is refused
                yield from (TaggedDocument(*found) for found in self.release.load(ids, everything=everything))
            return
        store = self.store
        chosen = tagset or store.active_tagset()
        wanted = list(ids) if ids is not None else store.document_ids() if everything else store.counted()
        for i in range(0, len(wanted), _TOGETHER_DOCS):
            chunk = wanted[i : i + _TOGETHER_DOCS]
            tags = {t.document: t for t in store.load_tags(chunk, tagset=chosen, corrected=corrected)} if chosen else {}
            for document in store.load_documents(chunk):
                yield TaggedDocument(document, tags.get(document.id) or Tags(document=document.id, tagset=chosen or ""))

    def to_dataset(self, *, tagset: str | None = None) -> datasets.Dataset:
        """Whole tagged documents as a Hugging Face dataset, a row a document, in the format of `policynlp tag`."""
        import datasets

        rows = [document.as_dict() for document in self.documents(tagset=tagset)]
        for row in rows:  # what names its keys by the text cannot be a column of one type
            row["source"]["metadata"] = json.dumps(row["source"]["metadata"], ensure_ascii=False, sort_keys=True)
            row["id"] = str(row["id"])
        return datasets.Dataset.from_list(rows)

    def search(self, text: str = "", **wanted: Any) -> SearchPage:
        """Passages by words, by meaning, or both, with facets; the same as `policynlp search` and the web.

        Args:
            text: Words, `"phrases"`, or a question.
            wanted: Mode, filters, order and page; see `policynlp.corpus.search.SearchRequest`.

        Returns:
            A page, which is also a sequence of its hits, and gives data frames of them.

        Raises:
            InputError: The text or a filter has an error, or meaning is asked of a release, which has no vectors.
        """
        return self._searcher().page(request_from(text, **wanted))

    def search_all(self, text: str = "", **wanted: Any) -> Hits:
        """Every hit, in order, as a stream that also gives data frames; see `search`.

        Raises:
            InputError: The text or a filter has an error, or meaning is asked of a release, which has no vectors.
        """
        return Hits(self._searcher().hits(request_from(text, **wanted)))

    def _searcher(self) -> Searcher:
        if self._opened_searcher is None:
            release = self.release
            self._opened_searcher = Searcher(self.store, self._encoder) if release is None else ReleaseSearcher(release)
        return self._opened_searcher

    def cite(self, wanted: str) -> Citation:
        """A document, a passage or an annotation as something to put in a paper: `.footnote()`, `.bibtex()`, `.csl()`.

        Args:
            wanted: Its id, or so much of the beginning that it is the only one; or words of a text's title or address.

        Raises:
            InputError: Nothing, or more than one thing, goes by it.
        """
        with self.views() as views:
            return cite(views, [wanted])[0]

    @property
    def tagsets(self) -> list[dict[str, Any]]:
        """All tag sets with their versions, and how complete they are."""
        return self._source.tagsets()

    def status(self) -> dict[str, Any]:
        """Counts by view, runs, tag sets, size on disk."""
        return self.release.status() if self.release is not None else status(self.store)


def open_corpus(
    path: Place | str | None = None, *, release: Path | str | None = None, encoder: QueryEncoder | None = None
) -> Corpus:
    """Open a corpus, or a release of one, for reading; `policynlp.open_corpus` brings the encoder for search by meaning.

    Args:
        path: Folder or address of the corpus, or of a release; None: that of the settings, `tagged-corpus` where they say nothing else.
        release: Name of a release of the corpus, or the folder of any release; it needs no corpus.
        encoder: What turns questions into vectors; None: there is no search by meaning.

    Raises:
        CorpusError: There is none, it is damaged, or it was written by a newer version.
    """
    if release is not None and is_release(place(release)):
        return Corpus(Release(local_copy(place(release))))
    at = load_settings().corpus.path if path is None else place(path)
    if release is None:
        return Corpus(Release(local_copy(at))) if is_release(at) else Corpus(Store.open(at), encoder=encoder)
    return Corpus(Release(find_release(at, str(release))))

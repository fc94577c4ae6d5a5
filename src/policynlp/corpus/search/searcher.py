"""The search of one corpus: open it once, ask it from any thread."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import numpy as np

from policynlp.corpus.derived_file import is_locked
from policynlp.corpus.provenance import not_there
from policynlp.corpus.search.answer import Hit, IndexState, SearchPage
from policynlp.corpus.search.columns import Columns, read_columns
from policynlp.corpus.search.cursor import Cursor
from policynlp.corpus.search.database import Database
from policynlp.corpus.search.facets import facets
from policynlp.corpus.search.filters import Filters
from policynlp.corpus.search.hits import Writer
from policynlp.corpus.search.index import SearchIndex
from policynlp.corpus.search.meaning import Nearest, QueryEncoder
from policynlp.corpus.search.ranking import Found, Search
from policynlp.corpus.search.request import SearchRequest
from policynlp.corpus.search.wording import Reading, freely, strictly
from policynlp.corpus.search.words import Words, look_up
from policynlp.corpus.store import Store
from policynlp.corpus.tagsets import vectors_by
from policynlp.errors import DOCTOR, CorpusError, InputError, PolicyNLPError
from policynlp.place import ObjectPath

_TELLING = ("batches", "activations")
"""Tables that say what is committed and what is active."""
_BUDGET_S = 0.5
"""What a page that must come at once spends on taking in what is new."""
_KEPT_TEXTS = 8
_STREAMED = 200  # hits that are read at a time
_ENCODED_CHARS = 2_000  # of a text: about two windows of the encoder, more than any question
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Answer:
    """One question, looked up: its result in order, and what writes its hits."""

    columns: Columns
    filters: Filters
    search: Search
    found: Found
    writer: Writer
    mode: str
    notes: tuple[str, ...]
    behind: int


class Searcher:
    """Search over a corpus, for as long as a process wants it; a context manager.

    Questions may be asked from several threads; they are answered one after another, while the index is brought up to date by
    whoever comes first.

    Args:
        store: The corpus, open; it stays open when the searcher is closed.
        encoder: What turns questions into vectors; None: there is no search by meaning.
    """

    def __init__(self, store: Store, encoder: QueryEncoder | None = None) -> None:
        self.store = store
        self._begin(store.index_path, encoder=encoder, tagset=store.active_tagset())

    def _begin(self, path: Path, *, encoder: QueryEncoder | None, tagset: str | None) -> None:
        self.index_path = path
        self.encoder = encoder
        self._asking, self._refreshing = threading.RLock(), threading.Lock()
        self._database: Database | None = None
        self._columns: Columns | None = None
        self._seen: tuple[int, ...] = ()
        self._behind, self._tagset = 0, tagset
        self._vectors_by: str | None = None
        self._found: dict[tuple[str, Reading], Words] = {}

    @property
    def wordless(self) -> int:
        """Texts whose words may not be read: a corpus has none, a release leaves some out."""
        return 0

    def close(self) -> None:
        """Close the index."""
        with self._asking:
            if self._database:
                self._database.close()
            self._database = self._columns = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def forget(self) -> None:
        """Forget what the last texts found; measurements ask for it."""
        self._found.clear()

    def page(self, request: SearchRequest, *, wait: bool = True) -> SearchPage:
        """A page of what a question finds, with the facets of the whole result.

        Args:
            request: The question.
            wait: Bring the index up to date first, however long that takes; else for half a second.

        Raises:
            InputError: The question has an error, or the cursor belongs to another.
            CorpusError: The index cannot be opened.
        """
        began = time.perf_counter()
        behind = self.refresh(wait=wait)
        with self._asking:
            return self._soundly(lambda: self._page(request, behind, began))

    def hits(self, request: SearchRequest, *, wait: bool = True) -> Iterator[Hit]:
        """All hits of a question, in order; `limit` and `cursor` do not count.

        Raises:
            InputError: The question has an error.
            CorpusError: The index cannot be opened.
        """
        behind = self.refresh(wait=wait)
        with self._asking:
            answer = self._soundly(lambda: self._answer(request, behind))
        for start in range(0, len(answer.found.rows), _STREAMED):
            with self._asking:
                try:
                    hits = list(answer.writer.hits(answer.found, start, start + _STREAMED))
                except (sqlite3.Error, KeyError) as error:
                    what = "the search index was made anew while its hits were read"
                    raise CorpusError(what, where=str(self.index_path), hint="Ask again.") from error
            yield from hits

    def refresh(self, *, wait: bool = True) -> int:
        """Take in what was committed since the last time.

        Args:
            wait: All of it; else as much as half a second allows, and nothing where another thread is at it.

        Returns:
            Documents that are still missing, or whose tags are.
        """
        seen = self._log_times()
        if seen == self._seen and not self._behind and self.index_path.exists():
            return 0
        if not self._refreshing.acquire(blocking=wait):
            return self._behind
        try:
            self._tagset = self.store.active_tagset()
            self._vectors_by = vectors_by(self.store.manifest(self._tagset or ""))
            with self._index() as index:
                self._behind = index.refresh(budget_s=None if wait else _BUDGET_S)
            at_versions = isinstance(self.store.place, ObjectPath)
            # a commit within the clock's step of the last one would not change the time of the folder
            self._seen = seen if at_versions or all(time.time_ns() - at > 100_000_000 for at in seen) else ()
        finally:
            self._refreshing.release()
        return self._behind

    def _index(self) -> SearchIndex:
        """The index, to be brought up to date."""
        return SearchIndex(self.store)

    def _log_times(self) -> tuple[int, ...]:
        """When the tables that say what is committed and active were last written to; costs microseconds.

        In an object store: their versions, which takes a question each.
        """
        tables = self.store.tables
        if isinstance(tables.folder, ObjectPath):
            return tuple(tables.version(name) for name in _TELLING)
        logs = [tables.folder / name / "_delta_log" for name in _TELLING]
        try:
            return tuple(log.stat().st_mtime_ns for log in logs)
        except OSError as error:
            raise CorpusError(f"a table is missing: {error}", where=str(self.store.place), hint=DOCTOR) from error

    def _soundly(self, ask: Callable[[], T]) -> T:
        """Ask; where the index turns out to be damaged, make it anew and ask again."""
        try:
            return ask()
        except sqlite3.DatabaseError as error:
            database = self._database
            if database is None or database.read_only or is_locked(error):
                where = str(self.index_path)
                raise CorpusError(f"the search index failed: {error}", where=where, hint="Try again later.") from error
        self.close()
        with self._refreshing, self._index() as index:
            index.make_anew()
            self._behind = index.refresh()
        return ask()

    def _current(self) -> tuple[Columns, Database]:
        """The index as it is now, in memory."""
        if self._database is None:
            self._database = Database(self.index_path)
        elif self._database.replaced:
            self._database.reopen()
            self._columns = None
        columns = self._columns
        if columns is None or columns.version != self._database.version() or columns.tagset != self._tagset:
            columns = self._columns = read_columns(self._database, tagset=self._tagset)
        return columns, self._database

    def _page(self, request: SearchRequest, behind: int, began: float) -> SearchPage:
        answer = self._answer(request, behind)
        columns, found = answer.columns, answer.found
        birth, notes = columns.version.partition(".")[0], list(answer.notes)
        start = seen = 0
        if request.cursor:
            cursor = Cursor.read(request.cursor, request=request.digest(), birth=birth)
            start = int(
                np.count_nonzero((found.score > cursor.score) | ((found.score == cursor.score) & (found.rows <= cursor.row)))
            )
            seen = cursor.seen
            if cursor.version != columns.version:
                notes.append("The corpus changed since the page before: texts that came in may stand on pages already seen.")
        if not len(found.rows) and self.wordless:
            notes.append(not_there(self.wordless))
        end = start + request.limit
        hits = tuple(answer.writer.hits(found, start, end))
        following = None
        if end < len(found.rows):
            last = {"score": float(found.score[end - 1]), "row": int(found.rows[end - 1]), "seen": seen + len(hits)}
            following = Cursor(request=request.digest(), birth=birth, version=columns.version, **last).text()  # type: ignore[arg-type]
        counted = facets(columns, answer.filters, answer.search.rows, listed=request.facet_values) if request.facets else {}
        return SearchPage(
            hits=hits,
            total=len(found.rows),
            documents=int(np.count_nonzero(np.bincount(columns.doc[found.rows]))),
            facets=counted,
            next_cursor=following,
            mode=answer.mode,
            notes=tuple(notes),
            index=self._state(columns, behind),
            seconds=round(time.perf_counter() - began, 4),
        )

    def _answer(self, request: SearchRequest, behind: int) -> _Answer:
        columns, database = self._current()
        connection, text = database.connection, request.text.strip()
        filters = Filters(columns, connection, request)
        passing = filters.passing()
        mode, notes = request.mode if text else "filters", []
        nearest = None
        reading = (strictly(text) if mode == "words" else freely(text)) if text else None
        if reading and mode in {"meaning", "both"}:
            nearest, problem = self._nearest(columns, connection, reading.meant or text)
            if problem and mode == "meaning":
                raise problem
            if problem:
                mode = "words"
                notes.append(f"By words alone: {problem.what}.")
        words = None
        if reading and mode != "meaning":
            words = self._words(connection, reading, columns)
            reading = words.reading
            notes += [note for note in (words.loosened(passing), reading.note, words.note) if note]
        elif reading and reading.binding:
            notes.append("By meaning alone: operators and quotation marks do not count.")
        search = Search(columns, words, nearest, request.nearest)
        by_date = request.sort == "date" or not text
        found = search.found(passing, by_date=by_date)
        if nearest is not None and not search.bound and np.count_nonzero(found.meaning_rank) == request.nearest:
            notes.append(f"By meaning: the {request.nearest} nearest passages.")
        writer = Writer(columns, connection, reading, filters, nearest, scored=not by_date)
        return _Answer(columns, filters, search, found, writer, mode, tuple(notes), behind)

    def _words(self, connection: sqlite3.Connection, reading: Reading, columns: Columns) -> Words:
        """What the words find; pages and filters of one text follow each other, so the last few are kept."""
        key = (columns.version, reading)
        found = self._found.pop(key, None) or look_up(connection, reading, columns)
        self._found[key] = found  # the newest last
        while len(self._found) > _KEPT_TEXTS:
            self._found.pop(next(iter(self._found)))
        return found

    def _nearest(
        self, columns: Columns, connection: sqlite3.Connection, text: str
    ) -> tuple[Nearest | None, PolicyNLPError | None]:
        """Distances of a question, or what stands in the way of them."""
        hint = "Search by words, or tag the corpus with the encoder of this version."
        if self.encoder is None:
            return None, InputError("there is no encoder", where="search", hint=hint)
        if columns.signs is None:
            return None, InputError("the corpus has no vectors", where="search", hint=hint)
        try:
            if self._vectors_by not in {None, self.encoder.version}:
                return None, InputError(f"the corpus was read by {self._vectors_by}", where="search", hint=hint)
            vector = self.encoder.vector(text[:_ENCODED_CHARS])
        except PolicyNLPError as error:
            return None, error
        if len(columns.signs) != -(-len(vector) // 64):
            return None, InputError("the corpus was read by another encoder", where="search", hint=hint)
        if not vector.any():
            return None, InputError("the text has no word that the encoder can read", where="search", hint="Type words.")
        return Nearest(columns.signs, columns.seen, connection, vector), None

    def _state(self, columns: Columns, behind: int) -> IndexState:
        return IndexState(
            version=f"{columns.version}.{columns.tagset or ''}",
            tagset=columns.tagset,
            documents=len(columns.documents),
            unique_documents=int(np.count_nonzero(columns.counted)),
            passages=columns.rows,
            vectors=int(columns.seen.sum()),
            behind=behind,
        )

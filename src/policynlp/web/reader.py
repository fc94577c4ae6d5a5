"""One reader of the corpus: a store and a look at what is committed, and what was found out for this state of it.

Before a request is answered it looks whether something was committed since (half a millisecond); only then does it look anew.
"""

from __future__ import annotations

import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from policynlp.corpus.reading import Corpus
from policynlp.corpus.snapshot_build import build_snapshot
from policynlp.corpus.store import Store
from policynlp.corpus.views import Views
from policynlp.errors import PolicyNLPError
from policynlp.memory import give_back_if_grown
from policynlp.place import ObjectPath, Place
from policynlp.web.kept import Kept, Rows
from policynlp.web.own_process import OwnProcess
from policynlp.web.sql_process import SqlProcess
from policynlp.web.stopping import Background
from policynlp.web.time_limit import TimeLimit

_LOG = logging.getLogger("policynlp.web")
_BESIDE = ("identities.toml", "queries.json")
"""Files beside the tables that people change, and that pages show."""
_MEMO_ENTRIES = 256
_MOST_HELD_BYTES = 96_000_000
"""Pages of the file of views that a reader may keep between requests."""


class Memo:
    """Answers that hold until something is committed; then all are forgotten, else the ones not asked for longest.

    An answer may take megabytes: those of earlier states, which nobody can ask for any more, must not stay.
    """

    def __init__(self) -> None:
        self._state = ""
        self._found: OrderedDict[str, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, state: str, name: str, make: Callable[[], Any]) -> Any:
        """The answer of this name for this state of the corpus, made when it is first asked for."""
        with self._lock:
            if state != self._state:
                self._state = state
                self._found.clear()
            if name in self._found:
                self._found.move_to_end(name)
                return self._found[name]
        made = make()
        with self._lock:
            if state == self._state:  # else something was committed meanwhile
                self._found[name] = made
                while len(self._found) > _MEMO_ENTRIES:
                    self._found.popitem(last=False)
        return made


class Reader:
    """The corpus for one request at a time.

    Args:
        path: Folder of the corpus.
        memo, kept: Shared with the other readers.
        background: Where the file of views of a large corpus is made.
        memory_mb, threads: What the queries of one request may take.

    Attributes:
        store: The store.
        corpus: The same for Python users: documents, search.
        state: Changes with everything that a page may show.
        apart: Other processes can reach the corpus.
        process: Works for it in a process of its own.
    """

    def __init__(self, path: Place, memo: Memo, kept: Kept, background: Background, *, memory_mb: int, threads: int) -> None:
        self._memory_mb, self._threads = memory_mb, threads
        self.store = Store.open(path)
        self.corpus = Corpus(self.store)
        self.memo = memo
        self._kept = kept
        self._background = background
        self.state = ""
        self._views: Views | None = None
        self._views_state = ""
        self.time = TimeLimit(None, self.interrupt)
        self.process = OwnProcess()
        self.apart = not isinstance(path, ObjectPath) or not (path.storage or str(path).startswith("memory:"))
        self._sql = SqlProcess(path, memory_mb=memory_mb, threads=threads) if self.apart else None

    def refresh(self) -> None:
        """Look whether something was committed."""
        store = self.store
        store.catalogue.refresh()
        versions = "/".join(
            str(store.tables.version(name)) for name in ("activations", "document_counts", "runs", "sources", "tagsets")
        )
        beside = "/".join(_stamp(store.place / name) for name in _BESIDE)
        self.state = f"{store.catalogue.state()}/{versions}/{beside}"

    @property
    def views(self) -> Views:
        """The views of what is committed.

        Raises:
            ServerError: The time of the request is over.
        """
        self.time.check()
        if self._views is None or self._views_state != self.state or self._views.outdone:
            self._drop_views()
            self._views, self._views_state = self._look(), self.state
            if not self._views.kept:
                _work_out(self.store.place, self._background)
        return self._views

    def _look(self) -> Views:
        return Views(self.store, memory_mb=self._memory_mb, threads=min(self._threads, os.cpu_count() or 1))

    def interrupt(self) -> None:
        """End the query that is going on, from another thread."""
        views = self._views
        if views is not None:
            views.interrupt()
        self.process.interrupt()
        if self._sql is not None:
            self._sql.interrupt()

    def rows(
        self, sql: str, params: Sequence[Any] | Mapping[str, Any] = (), *, limit: int | None = None
    ) -> list[dict[str, Any]]:
        """Rows of a read-only statement over the views, as mappings."""
        found: list[dict[str, Any]] = self.views.query(sql, params, limit=limit).to_pylist()
        return found

    def stream(
        self, sql: str, params: Sequence[Any] | Mapping[str, Any] = (), *, timeout_s: float | None = None
    ) -> Iterator[pa.RecordBatch]:
        """All rows of a read-only statement, batch by batch; they must come before the reader is given back."""
        return self.views.stream(sql, params, timeout_s=timeout_s)

    def asked(self, sql: str, *, timeout_s: float, limit: int | None = None, whole: bool = False) -> Iterator[pa.RecordBatch]:
        """Rows of a statement of a person, from a process of its own (`SqlProcess.stream`).

        A corpus that no other process can reach (in memory, or by options that were given here) is read in this one.
        """
        if self._sql is not None:
            return self._sql.stream(sql, timeout_s=timeout_s, limit=limit, whole=whole)
        if limit is not None:
            return iter(self.views.query(sql, limit=limit, timeout_s=timeout_s).to_batches())
        return self.views.stream(sql, timeout_s=timeout_s)

    def remembered(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` gives, kept until something is committed.

        Args:
            name: What is kept, with its parameters.
            make: Called where it is not known yet.
        """
        return self.memo.get(self.state, name, make)

    def kept_rows(self, sql: str, *, limit: int | None = None) -> Rows:
        """As `rows`, kept on disk until something is committed; for what takes long, and is asked with every start."""
        name = f"{limit} {sql}"
        found = self._kept.get(self.state, name)
        if found is None:
            state, found = self.state, self.rows(sql, limit=limit)
            self._kept.put(state, name, found)
        return found

    def basis(self) -> dict[str, Any]:
        """What every number of a page rests on: texts counted, repeated and superseded ones left out, tag set."""
        found: dict[str, Any] = self.remembered("basis", self._basis)
        return found

    def _basis(self) -> dict[str, Any]:
        entries = self.store.catalogue.documents
        counted = len(self.store.counted())
        return {"documents": counted, "left_out": len(entries) - counted, "tagset": self.store.active_tagset()}

    def settle(self) -> None:
        """Give back what the queries of a request have left in memory, where that is much; the next look takes 40 ms for it."""
        if self._views is not None and self._views.held_bytes() > _MOST_HELD_BYTES:
            self._drop_views()
        give_back_if_grown()

    def _drop_views(self) -> None:
        if self._views is not None:
            self._views.close()
        self._views = None

    def close(self) -> None:
        """Let go of it."""
        self._drop_views()
        if self._sql is not None:
            self._sql.close()
        self.corpus.close()


def _work_out(path: Place, background: Background) -> None:
    """Make the file of views of a large corpus beside the requests; readers take it up when it is there."""

    def build() -> None:
        try:
            with Store.open(path) as store:
                build_snapshot(store, watch=background.watch)
        except duckdb.InterruptException:
            return  # the server stops
        except (PolicyNLPError, duckdb.Error, OSError) as error:  # pages are slower without, that is all
            _LOG.warning("the file of views could not be made: %s", error)

    background.start("views", build)


def _stamp(path: Place) -> str:
    try:
        if isinstance(path, ObjectPath):
            about = path.info()
            return f"{about.get('ETag') or about.get('etag') or about.get('mtime')}.{about['size']:x}"
        found = path.stat()
    except FileNotFoundError:
        return "-"
    return f"{found.st_mtime_ns:x}.{found.st_size:x}"

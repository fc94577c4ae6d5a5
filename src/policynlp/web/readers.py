"""Readers of the corpus that stay open between requests, and see what a run commits meanwhile.

There are a few of them; each serves one request at a time.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Depends, Request

from policynlp import __version__
from policynlp.errors import ServerError
from policynlp.place import Place, local_beside
from policynlp.web.kept import Kept
from policynlp.web.reader import Memo, Reader
from policynlp.web.stopping import Background
from policynlp.web.time_limit import TimeLimit

_LOOK_S = 0.05
_PATIENCE_S = 10.0
"""The longest that a stopping server waits for requests."""


class Readers:
    """A few readers, made when they are first needed.

    Args:
        path: Folder of the corpus.
        most: Readers at the most.
        wait_s: How long a request waits for one.
        memory_mb, threads: What the queries of one request may take.
    """

    def __init__(self, path: Place, *, most: int, wait_s: float = 20.0, memory_mb: int = 2048, threads: int = 4) -> None:
        self.path = path
        self.memo = Memo()
        self.kept = Kept(local_beside(path), made_by=__version__)
        self.background = Background()
        self._made: list[Reader] = []
        self._making, self._closing = threading.Lock(), threading.Lock()
        self._wait_s, self._most = wait_s, most
        self._bounds = {"memory_mb": memory_mb, "threads": threads}
        self._idle: queue.LifoQueue[Reader | None] = queue.LifoQueue()
        self._beside: dict[str, tuple[threading.Lock, list[Reader]]] = {
            name: (threading.Lock(), []) for name in ("counting", "state")
        }
        for _ in range(most):
            self._idle.put(None)

    @contextmanager
    def lend(self, *, timeout_s: float | None = None) -> Iterator[Reader]:
        """A reader that sees what is committed now.

        Args:
            timeout_s: What its queries may take together; None: there is no limit.

        Raises:
            CorpusError: There is no corpus, or it is damaged.
            ServerError: All readers are busy, the time is over, or the server stops.
        """
        if self.background.stopping:
            raise ServerError("the server stops", where=str(self.path), hint="Start it again with `policynlp web`.")
        try:
            found = self._idle.get(timeout=self._wait_s)
        except queue.Empty:
            hint = "Try again in a moment, or raise web.readers."
            raise ServerError("all readers of the corpus are busy", where=str(self.path), hint=hint) from None
        try:
            if found is None:
                found = self._make()
            with TimeLimit(timeout_s, found.interrupt) as found.time:
                found.refresh()
                yield found
        finally:
            try:
                if found is not None:
                    found.settle()
            finally:
                self._idle.put(found)

    @contextmanager
    def lend_beside(self, name: str) -> Iterator[Reader]:
        """A reader of what works beside the requests, `counting` or `state`: those of the requests may all wait for what it finds.

        Raises:
            CorpusError: There is no corpus, or it is damaged.
            ServerError: The server stops.
        """
        lock, made = self._beside[name]
        with lock:
            if self.background.stopping:
                raise ServerError("the server stops", where=str(self.path), hint="Start it again with `policynlp web`.")
            if not made:
                made.append(self._make())
            made[0].refresh()
            try:
                yield made[0]
            finally:
                made[0].settle()

    def _make(self) -> Reader:
        made = Reader(self.path, self.memo, self.kept, self.background, **self._bounds)
        with self._making:
            if self._made:
                try:
                    made.store.begin_with(self._made[0].store)
                except BaseException:
                    made.close()
                    raise
            self._made.append(made)
        return made

    def interrupt(self) -> None:
        """End all queries that are going on."""
        with self._making:
            made = list(self._made)
        for reader in made:
            reader.interrupt()

    def close(self) -> None:
        """End what works beside the requests, and close all readers; those that are lent are interrupted and waited for."""
        with self._closing:
            self.background.stop(interrupt=self.interrupt)
            end = time.monotonic() + _PATIENCE_S
            while self._most and time.monotonic() < end:
                try:
                    found = self._idle.get(timeout=_LOOK_S)
                except queue.Empty:
                    self.interrupt()  # a request, or what is counted, goes on: it is told that it was interrupted
                    continue
                self._most -= 1
                if found is not None:
                    found.close()
            for lock, made in self._beside.values():
                while not (held := lock.acquire(timeout=_LOOK_S)) and time.monotonic() < end:
                    self.interrupt()
                if held:
                    while made:
                        made.pop().close()
                    lock.release()


def lent_reader(request: Request) -> Iterator[Reader]:
    """For FastAPI: a reader for the length of a request, which may take as long as a page may; the SQL page has a limit of its own."""
    own = request.url.path.endswith("/sql")
    with request.app.state.readers.lend(timeout_s=None if own else request.app.state.settings.web.page_timeout_s) as reader:
        yield reader


LentReader = Annotated[Reader, Depends(lent_reader)]
"""Parameter of a page: the corpus."""

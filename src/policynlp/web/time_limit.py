"""A limit of time for what one request asks of the corpus: its queries are ended, and the reader is told why.

Without it a page over one hostile text would take a reader of the corpus for as long as it lasts, though whoever asked for it has left.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa

from policynlp.errors import InputError, ServerError

_AGAIN_S = 0.25
"""A page puts several queries: whichever goes on when the time is over, or is begun later, is ended."""


class TimeLimit:
    """A context manager; within it, queries are interrupted once the time is over, and what comes of that is a `ServerError`.

    Args:
        limit_s: The time; None: there is no limit.
        interrupt: Ends the query that goes on; called from another thread, and no more once the block has ended.
    """

    def __init__(self, limit_s: float | None, interrupt: Callable[[], None]) -> None:
        self.limit_s = limit_s
        self._interrupt = interrupt
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._over = False
        self._timer: threading.Timer | None = None

    def check(self) -> None:
        """Begin nothing more once the time is over.

        Raises:
            ServerError: It is.
        """
        if self._over:
            raise self._error()

    def __enter__(self) -> Self:
        if self.limit_s is not None:
            self._timer = threading.Timer(self.limit_s, self._end)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        with self._lock:  # an interrupt that came later would end the query of the next request
            self._ended.set()
        if self._timer is not None:
            self._timer.cancel()
        if self._over and isinstance(error, InputError | duckdb.Error | pa.ArrowException):
            raise self._error() from error

    def _end(self) -> None:
        self._over = True
        while True:
            with self._lock:
                if self._ended.is_set():
                    return
                self._interrupt()
            self._ended.wait(_AGAIN_S)

    def _error(self) -> ServerError:
        what = f"the page was not made within {self.limit_s:g} s, and was given up"
        hint = "Narrow it down: fewer texts, one source, a shorter time. Who runs the server may raise web.page_timeout_s."
        return ServerError(what, hint=hint)

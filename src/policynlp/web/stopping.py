"""Threads beside the requests, which end before the interpreter does.

A thread that is inside DuckDB or Arrow while the interpreter ends is thrown out of native code, which aborts the process (`FATAL:
exception not rethrown`). So whatever runs beside the requests is interrupted when the server stops, and waited for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import duckdb

_LOOK_S = 0.05
_PATIENCE_S = 20.0
"""The longest that a stopping server waits: what cannot be interrupted (loading an encoder, a search index) takes a few seconds."""


class Background:
    """Threads by name; of each name one at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._threads: dict[str, threading.Thread] = {}
        self._connections: list[Any] = []
        self._stopping = threading.Event()

    @property
    def stopping(self) -> bool:
        """Whether nothing new should be begun."""
        return self._stopping.is_set()

    def start(self, name: str, work: Callable[[], object]) -> None:
        """Run `work` in a thread, unless one of this name is at work already, or the server stops."""
        with self._lock:
            running = self._threads.get(name)
            if self.stopping or (running is not None and running.is_alive()):
                return
            self._connections.clear()
            self._threads[name] = threading.Thread(target=work, name=name, daemon=True)
            self._threads[name].start()

    def at_work(self, name: str) -> bool:
        """Whether a thread of this name is running."""
        with self._lock:
            running = self._threads.get(name)
            return running is not None and running.is_alive()

    def watch(self, connection: Any) -> None:
        """Take note of a DuckDB connection that such a thread works with, so that it can be interrupted."""
        with self._lock:
            self._connections.append(connection)

    def stop(self, *, interrupt: Callable[[], None]) -> None:
        """Begin nothing more, interrupt what runs, and wait until it has ended.

        Args:
            interrupt: Interrupts the queries of readers, which threads may have been lent.
        """
        self._stopping.set()
        with self._lock:
            threads = list(self._threads.values())
        waited_s = 0.0
        while waited_s < _PATIENCE_S and any(thread.is_alive() for thread in threads):
            interrupt()
            with self._lock:
                for connection in self._connections:
                    with suppress(duckdb.ConnectionException):  # it is closed already
                        connection.interrupt()
            next(thread for thread in threads if thread.is_alive() or thread is threads[-1]).join(_LOOK_S)
            waited_s += _LOOK_S

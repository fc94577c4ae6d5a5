"""Numbers over the whole corpus take seconds where it is large: they are counted beside the requests, once for each state.

A page shows what is there: the fresh number where it comes within a moment, else the one before the last commit, else that it
is being counted; then the page looks again by itself.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from policynlp.web.reader import Reader
from policynlp.web.readers import Readers

_LOOK_S = 0.05
_LOG = logging.getLogger("policynlp.web")


class Counting:
    """What is counted in a thread of its own.

    Args:
        readers: Of the corpus; something is counted with one that no request waits for.
    """

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._lock = threading.Lock()
        self._counted: dict[str, tuple[str, Any]] = {}
        self._running: dict[str, Future[None]] = {}
        self._closed = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="counting")

    def ask(self, state: str, wanted: Mapping[str, Callable[[Reader], Any]], *, wait_s: float) -> tuple[dict[str, Any], bool]:
        """What is counted of some names.

        Args:
            state: Of the corpus, as the asking reader sees it.
            wanted: Name to what counts it.
            wait_s: How long to wait for those that are not counted yet.

        Returns:
            Name to number (those that were never counted are left out), and whether all of them are of this state.
        """
        with self._lock:
            for name, make in wanted.items():
                known = self._counted.get(name)
                if not self._closed and name not in self._running and (known is None or known[0] != state):
                    self._running[name] = self._thread.submit(self._count, name, make)
            running = [self._running[name] for name in wanted if name in self._running]
        end = time.monotonic() + wait_s
        # in steps: nobody is told of what is cancelled when the server stops
        while running and not self._is_over and (left_s := end - time.monotonic()) > 0:
            if not wait(running, timeout=min(left_s, _LOOK_S)).not_done:
                break
        with self._lock:
            found = {name: self._counted[name] for name in wanted if name in self._counted}
        fresh = len(found) == len(wanted) and all(of == state for of, _ in found.values())
        return {name: value for name, (_, value) in found.items()}, fresh

    @property
    def _is_over(self) -> bool:
        return self._closed or self._readers.background.stopping

    def _count(self, name: str, make: Callable[[Reader], Any]) -> None:
        try:
            with self._readers.lend_beside("counting") as reader:
                state, value = reader.state, make(reader)
            with self._lock:
                self._counted[name] = (state, value)
        except Exception:  # noqa: BLE001 - told to the log; the page goes without the number
            if not self._readers.background.stopping:  # else it was interrupted
                _LOG.exception("counting %s", name)
        finally:
            with self._lock:
                self._running.pop(name, None)

    def close(self) -> None:
        """Begin nothing more."""
        with self._lock:
            self._closed = True
        self._thread.shutdown(wait=False, cancel_futures=True)

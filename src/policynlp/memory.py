"""Memory of this process: how much it has, and giving back what its allocators keep of what was freed."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from pathlib import Path

import pyarrow as pa

_STATM = Path("/proc/self/statm")
_GROWN_BYTES = 128_000_000
"""Growth that is worth giving back (it takes some tens of milliseconds)."""
_REST_S = 10.0
"""Between two times where it has not grown since the last one, when other requests may have held what is free now."""


def resident_bytes() -> int | None:
    """What the process has in memory, files that it maps included; None where the system does not tell."""
    try:
        return int(_STATM.read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None


def give_back() -> None:
    """Have Arrow and the C library return what is free: they keep gigabytes after a large read, in case it comes again."""
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # not of musl
        if trim is not None:
            trim(0)


class _Growth:
    """When memory was given back last, and what the process had then, and at the least."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = self._least = 0
        self._when = 0.0

    def give_back_if_grown(self) -> None:
        """`give_back`, where the process has grown by much since the last time, or since the least that it had."""
        held = resident_bytes()
        if held is None:
            return
        rested = time.monotonic() - self._when > _REST_S
        if held < self._last + _GROWN_BYTES and not (rested and held > self._least + _GROWN_BYTES):
            return
        if self._lock.acquire(blocking=False):
            try:
                give_back()
                self._last, self._when = resident_bytes() or 0, time.monotonic()
                self._least = min(self._least or self._last, self._last)
            finally:
                self._lock.release()


_OF_THIS_PROCESS = _Growth()
give_back_if_grown = _OF_THIS_PROCESS.give_back_if_grown

"""Memory of this process: how much it has, and giving back what its allocators keep of what was freed."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from pathlib import Path

import pyarrow as pa

_STATM = Path("/proc/self/statm")
_GROWN_BYTES = 128_000_000
"""Growth since memory was given back last that is worth doing it again (it takes some tens of milliseconds)."""
_lock = threading.Lock()
_last = [0]


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


def give_back_if_grown() -> None:
    """`give_back`, where the process has grown by much since the last time."""
    held = resident_bytes()
    if held is None or held < _last[0] + _GROWN_BYTES or not _lock.acquire(blocking=False):
        return
    try:
        give_back()
        _last[0] = resident_bytes() or 0
    finally:
        _lock.release()

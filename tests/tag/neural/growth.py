"""How time grows with size."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_TIMES = 8
_SLACK = 3


def grows_linearly(work: Callable[[int], Callable[[], object]], *, size: int) -> bool:
    """Whether eight times the size takes less than three times eight times as long; quadratic work would take 64 times.

    Args:
        work: From a size to what is timed, so that making the input is not.
        size: The smaller one; its time should be some milliseconds.
    """
    small, large = (_seconds(work(size * n)) for n in (1, _TIMES))
    return large < _TIMES * _SLACK * max(small, 0.003)


def _seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    gc.disable()
    try:
        for _ in range(3):
            began = time.process_time()
            work()
            best = min(best, time.process_time() - began)
    finally:
        gc.enable()
    return best

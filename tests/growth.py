"""How time grows with size, told on a machine where other work comes and goes.

Other work can only make a figure worse: what is once seen to be quick enough is quick enough, and what grows too fast is
too slow at every try.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_TIMES = 8
_SLACK = 3
_TRIES = 5
_LEAST_S = 0.003


def grows_linearly(
    work: Callable[[int], Callable[[], object]], *, size: int, times: int = _TIMES, slack: float = _SLACK
) -> bool:
    """Whether eight times the size takes less than three times eight times as long; quadratic work would take 64 times.

    Args:
        work: From a size to what is timed, so that making the input is not.
        size: The smaller one; its time should be some milliseconds.
        times: How much larger the other one is.
        slack: How many times as long as in proportion it may take.
    """
    small, large = work(size), work(times * size)
    shortest = longest = float("inf")
    for _ in range(_TRIES):
        shortest, longest = min(shortest, seconds(small)), min(longest, seconds(large))
        if longest < times * slack * max(shortest, _LEAST_S):
            return True
    return False


def within(most_s: float, work: Callable[[], object]) -> bool:
    """Whether it takes this thread less than so many seconds of the processor, at one of three tries."""
    return any(seconds(work) < most_s for _ in range(3))


def seconds(work: Callable[[], object]) -> float:
    """Time on the processor in this thread; what else the tests hold in memory is not gone through meanwhile."""
    gc.disable()
    try:
        began = time.thread_time()
        work()
        return time.thread_time() - began
    finally:
        gc.enable()

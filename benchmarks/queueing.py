"""Workers that take turns at something: how much they do together, by exact mean value analysis of a closed network.

Every worker tags a batch by itself, then waits for its turn at each resource that only one may use at a time (the log of a table, the
scheduler). With exponential times this is the machine-repair model; Reiser and Lavenberg's recursion (1980) solves it for several
resources. Times here vary less than exponentially, so what it says of waiting is on the careful side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def throughput(workers: int, *, alone_s: float, turns_s: Sequence[float]) -> list[float]:
    """Batches a second that 1, 2, ... workers do together.

    Args:
        workers: How many at the most.
        alone_s: Time of a batch that needs nobody else.
        turns_s: Time of a batch at each resource that one may use at a time.
    """
    queues = [0.0] * len(turns_s)
    out = []
    for n in range(1, workers + 1):
        spent = [turn * (1 + queue) for turn, queue in zip(turns_s, queues, strict=True)]
        rate = n / (alone_s + sum(spent))
        queues = [rate * time for time in spent]
        out.append(rate)
    return out


def knee(*, alone_s: float, turns_s: Mapping[str, float]) -> tuple[float, str]:
    """Number of workers from which more of them wait rather than work, and for what: where the two bounds of the rate cross.

    Returns:
        (alone + all turns) / longest turn, and the name of that turn.
    """
    name = max(turns_s, key=lambda one: turns_s[one])
    return (alone_s + sum(turns_s.values())) / turns_s[name], name

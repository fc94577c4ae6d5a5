"""How likely it is that a source that is as it was looks like this: the tests behind the alarms, exact for the fewest items.

All of them are predictive: what was seen before gives a share and how sure it is, and the probability of what is seen now is that of
the Beta-Bernoulli model under both uncertainties. With few items before or now the probability stays large, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from math import exp, lgamma

ALPHA = 1e-4
"""An alarm is given where a source that is as it was would look like this once in 10,000 looks. At a look a day, a hundred sources and
four kinds of alarm that is one false alarm in four weeks at the most; `benchmarks/alarm_rates.py` says what it is in fact."""


def at_least(x: int, n: int, *, before: int, of: int, prior: tuple[float, float] = (0.5, 0.5)) -> float:
    """Probability of `x` or more of `n` where there were `before` of `of`.

    Args:
        x: So many now.
        n: Of so many.
        before: So many before, from which the share is known.
        of: Of so many.
        prior: Parameters of the Beta distribution of the share, before anything was seen; default: Jeffreys'.
    """
    a, b = before + prior[0], of - before + prior[1]
    whole = _log_beta(a, b)
    return min(1.0, sum(exp(_log_choose(n, k) + _log_beta(k + a, n - k + b) - whole) for k in range(max(x, 0), n + 1)))


def all_of(streak: int, *, before: int, of: int, prior: tuple[float, float] = (0.5, 0.5)) -> float:
    """Probability of `streak` in a row where there were `before` of `of`."""
    return at_least(streak, streak, before=before, of=of, prior=prior)


def all_of_kinds(streak: Iterable[Hashable], past: Sequence[tuple[Hashable, bool]]) -> float:
    """Probability that all of a row happen, where how often each happens depends on its kind (the day of the week).

    Args:
        streak: Kind of each that happened now, in order.
        past: Kind, and whether it happened, of those before.
    """
    seen: dict[Hashable, list[int]] = {}
    for kind, happened in past:
        counts = seen.setdefault(kind, [0, 0])
        counts[0] += happened
        counts[1] += 1
    probability = 1.0
    for kind in streak:  # each that happened tells of the next one of its kind
        counts = seen.setdefault(kind, [0, 0])
        probability *= (counts[0] + 0.5) / (counts[1] + 1)
        counts[0] += 1
        counts[1] += 1
    return probability


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)

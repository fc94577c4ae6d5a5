"""What comes out of comparing two statements, and how it is said."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from policynlp.link.figures import OPEN_REACH, overlap, relative, same_value
from policynlp.link.oppositions import Opposition
from policynlp.link.scopes import Relation
from policynlp.link.statements import Statement
from policynlp.tags import LinkKind

SURE_DIGITS = 3
_ROUNDED = 1.01
_FAR_APART = 3.0
"""Figures of one measure differ by less than this factor; beyond, they measure something else."""
_PERCENT = re.compile(r"%|\bper ?cent|^[^A-Za-z/]*$", re.IGNORECASE)
"""A rate as percents write it; a bare number is a cell below a header that says percent. "One in six" is none."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comes out of comparing two statements.

    Attributes:
        kind: agrees, compatible, differs or not_comparable.
        delta: Relative difference of the first to the second.
        reason: One sentence for people.
        score: Similarity of what is measured, 0 to 1.
        bar: What stands in the way of a comparison: `scope`, `period`, `nature`, `definition`; empty where nothing does.
        repeats: One of the two says once more what another claim of its text says, which agrees, too.
    """

    kind: LinkKind
    delta: float | None
    reason: str
    score: float
    bar: str = ""
    repeats: bool = False


def agreement(a: Statement, b: Statement, *, score: float) -> Verdict | None:
    """What two statements of one measure say that some value makes both true; None where a bound is far from the other figure."""
    figures, delta = both(a, b), relative(a.figure, b.figure)
    if same_value(a.figure, b.figure) and (a.figure.open_up, a.figure.open_down) == (b.figure.open_up, b.figure.open_down):
        return Verdict("agrees", delta, f"The same figure: {figures}.", score)
    if (a.figure.open_up and b.figure.open_up) or (a.figure.open_down and b.figure.open_down):
        return None  # "at least 118", "at least 120"
    if a.figure.open_up or a.figure.open_down or b.figure.open_up or b.figure.open_down:
        return None if beyond_reach(a, b) else Verdict("compatible", delta, f"The bound holds: {figures}.", score)
    if a.figure.is_range or b.figure.is_range:
        return Verdict("compatible", delta, f"The range holds: {figures}.", score)
    if a.figure.is_exact and b.figure.is_exact and a.figure.digits and b.figure.digits:
        if a.figure.width == b.figure.width and not rounded_up(a, b):
            return None  # 53 and 52: one unit of the last digit apart, which no rounding explains
        return Verdict("agrees", delta, f"Equal within rounding: {figures}.", score)
    return Verdict("compatible", delta, f"The approximation holds: {figures}.", score)


def across_natures(a: Statement, b: Statement, *, score: float, bar: str = "") -> Verdict:
    """That two statements print the same figure, though one is a target, say, and the other an outturn."""
    reason = f"The same figure, as {a.nature} here and as {b.nature} there: {both(a, b)}."
    return Verdict("agrees", relative(a.figure, b.figure), reason, score, bar)


def at_two_times(a: Statement, b: Statement, *, score: float) -> Verdict:
    """That two statements print the same figure and date it differently: one of the two dates may be wrong."""
    first, second = _times(a, b)
    reason = f"The same figure, dated differently ({first} here, {second} there): {both(a, b)}."
    return Verdict("agrees", relative(a.figure, b.figure), reason, score)


def difference(a: Statement, b: Statement, *, score: float) -> Verdict:
    """That two statements of one measure cannot both be right."""
    delta = relative(a.figure, b.figure)
    return Verdict("differs", delta, f"They differ by {_gap(a, b, delta)}: {both(a, b)}.", score)


def by_definition(a: Statement, b: Statement, opposition: Opposition, score: float) -> Verdict:
    """That two figures of one name are of two definitions of it."""
    first, second = opposition.words
    reason = f"Not the same thing, but alike: one is “{first}”, the other “{second}”: {both(a, b)}."
    return Verdict("not_comparable", relative(a.figure, b.figure), reason, score, "definition")


def _gap(a: Statement, b: Statement, delta: float | None) -> str:
    """How far apart: rates of which one is in percent in points, as a percent of a percent is read for one of them; all else in percent."""
    if a.dimension == b.dimension == "share" and (_PERCENT.search(a.text) or _PERCENT.search(b.text)):
        points = f"{abs(a.figure.value - b.figure.value) * 100:.3g}"
        return f"{points} percentage point{'' if points == '1' else 's'}"
    return f"{abs(delta) * 100:.3g} percent" if delta is not None else "a part that cannot be stated"


def both(a: Statement, b: Statement) -> str:
    """Both figures as printed."""
    return f"“{a.text}” here, “{b.text}” there"


def beyond_reach(a: Statement, b: Statement) -> bool:
    """A bound (“more than x”) and a figure far beyond it: true, but not the same story."""
    low, high = sorted((abs(a.figure.value), abs(b.figure.value)))
    return low == 0 or high / low > OPEN_REACH


def rounds_to(a: Statement, b: Statement) -> bool:
    """Whether two exact figures of three digits or more are one, but for rounding."""
    exact = a.figure.is_exact and b.figure.is_exact and min(a.figure.digits, b.figure.digits) >= SURE_DIGITS
    return exact and overlap(a.figure, b.figure) and apart(a, b) <= _ROUNDED


def rounded_up(a: Statement, b: Statement) -> bool:
    """Whether one figure is the other with two digits: "840 million" for 838.9 million."""
    printed = f"{a.figure.value:.1e}", f"{b.figure.value:.1e}"
    two = any(math.isclose(float(p), s.figure.value, rel_tol=1e-6) for p, s in zip(printed, (a, b), strict=True))
    return a.figure.is_exact and b.figure.is_exact and two and printed[0] == printed[1]


def near(a: Statement, b: Statement) -> bool:
    """Whether some value makes both figures true, or one is the other rounded further than its digits say: "610 million", 612.4."""
    return overlap(a.figure, b.figure) or (rounded_up(a, b) and apart(a, b) <= _ROUNDED)


def apart(a: Statement, b: Statement) -> float:
    """How many times the larger figure is the smaller one."""
    low, high = sorted((abs(a.figure.value), abs(b.figure.value)))
    return high / low if low else float("inf")


def too_far(a: Statement, b: Statement) -> bool:
    """Whether two figures are too far from each other to be of one thing."""
    low, high = sorted((abs(a.figure.value), abs(b.figure.value)))
    return low == 0 or high / low > _FAR_APART or a.figure.value * b.figure.value < 0


def _times(a: Statement, b: Statement) -> tuple[str, str]:
    """What either says of its time, or when its text appeared."""
    first, second = (s.period_text or (f"a text of {s.party.days[1]:%Y-%m}" if s.party.days else "?") for s in (a, b))
    return first, second


def bar_reason(bar: str, a: Statement, b: Statement, scope: Relation) -> str:
    """Why two figures cannot be compared: scope, period or nature."""
    figures = both(a, b)
    same = "The same value" if same_value(a.figure, b.figure) else "Not the same thing"
    if bar == "period":
        first, second = _times(a, b)
        return f"{same}, but of another period ({first} against {second}): {figures}."
    if bar == "nature":
        first, second = (f"{'an' if s.nature[0] in 'aeio' else 'a'} {s.nature}" for s in (a, b))
        return f"{same}, but one is {first}, the other {second}: {figures}."
    first, second = a.scope.text or "what it covers", b.scope.text or "what it covers"
    return f"{same}, but the first covers {'more' if scope == 'wider' else 'less'} ({first} against {second}): {figures}."

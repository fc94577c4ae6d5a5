"""What a printed figure leaves open: the interval of true values that it is an honest statement of."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from policynlp.tag.claims.base import base_value
from policynlp.tags import Claim

_THOUSANDS = 4
"""Digits from which on one zero at the end of a whole number may be rounding."""
_WRITTEN_FRACTION = re.compile(r"\d ?/ ?\d")
"""As in "1/3"; the stroke of "1,777 €/m²" is another."""
_NUMERAL = re.compile(r"\d[\d,. ]{0,40}")
_RATE = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\b.*?\b(?:per|in|for|of|to)\b.*?\b(?:every[ ])?(?:10{2,6}|10{0,2},000|1,000,000|thousand|million)\b",
    re.DOTALL,
)
_TON = re.compile(r"(?<!metric )(?<!short )(?<!long )\btons?\b", re.IGNORECASE)
_KILOGRAMS, _SHORT, _LONG = 1000.0, 0.907, 1.0161
"""A "ton" is 907, 1,000 or 1,016 kilograms; which one, the text seldom says."""
ABOUT_PART = 0.25
"""Part of its own grain by which an approximate figure may be off: "nearly 12" is above 11.75, "about 15" between 13.75 and
16.25 (its grain is 5). Chosen on tests/data/claim_pairs.jsonl."""
ABOUT_FRACTION = 0.5
"""The same for a fraction, whose grain is the way to the next one: "almost a fifth" is above 18.3 percent."""
ABOUT_RELATIVE = 0.01
"""Least tolerance of an approximate figure: "about 1.52" does not claim its last digit."""
ABOUT_ROUNDING = 0.05
"""Rounding explains an approximate figure as far as one that is told without "about": "some 1,200" may be 1,236."""
NEARLY_ROUNDING = 0.025
"""What is approached ("nearly 12") leaves less open: 11.6 is another figure."""
MOST_ROUNDING = 0.05
"""Rounding explains no more than this part of a figure: 1.6 is not reported as 2."""
_LEAST_CUT = 3
OPEN_REACH = 1.5
"""How far above "more than x" (or below "less than x") a figure still tells the same story; beyond, nothing is said."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim's value with what its wording leaves open, in base units.

    Attributes:
        value: The value as stated (the middle of a range).
        low, high: Bounds of the values that it is true of, both inclusive.
        digits: Significant digits printed; 0 where words or a fraction stand for the number.
        open_up, open_down: It is a lower bound ("more than"), an upper bound ("less than").
        is_range: Two ends are stated.
        is_about: It is stated as approximate.
    """

    value: float
    low: float
    high: float
    digits: int
    open_up: bool = False
    open_down: bool = False
    is_range: bool = False
    is_about: bool = False

    @property
    def width(self) -> float:
        """How wide the interval of values is that it is true of."""
        return float(f"{(self.high - self.low):.6g}")

    @property
    def is_exact(self) -> bool:
        """Neither bound, nor range, nor approximation."""
        return not (self.open_up or self.open_down or self.is_range or self.is_about)


def yearly_unit(claim: Claim) -> str | None:
    """Unit of what a year takes ("3.2 terawatt-hours a year"), None where a claim is no such rate."""
    unit, _, period = (claim.unit or "").rpartition(" / ")
    return unit if claim.kind == "measure" and period == "year" else None


def figure(claim: Claim, *, nearly: bool = False) -> Figure | None:
    """Read a claim's figure; None where it has no finite value.

    Args:
        claim: The claim.
        nearly: An approximate figure is approached from below ("nearly", "almost").
    """
    claim = _without_sign(claim)
    if claim.value is None or not math.isfinite(claim.value):
        return None
    value = claim.value_base if claim.value_base is not None and math.isfinite(claim.value_base) else claim.value
    yearly = yearly_unit(claim)
    if yearly is not None:  # compared as the amount of one year
        value = base_value(claim.value, unit=yearly, kind=claim.kind)[0] or value
    factor = value / claim.value if claim.value else 1.0
    step, digits = _precision(claim)
    step, grain = abs(step * factor), abs(_grain(claim.value, step) * factor)
    if claim.value_high is not None and math.isfinite(claim.value_high):
        high = claim.value_high * factor
        low, high = min(value, high), max(value, high)
        return Figure((low + high) / 2, low - step / 2, high + step / 2, digits, is_range=True)
    half = min(step / 2, abs(value) * MOST_ROUNDING)
    mass = claim.unit_base == "kilogram" or (yearly is not None and claim.unit_base == "kilogram / second")
    if mass and (_TON.search(claim.text) or claim.unit == "ton"):  # short, long or metric: any of them may be meant
        tonnes = abs(claim.value) * _KILOGRAMS
        return Figure(tonnes, tonnes * _SHORT - half, tonnes * _LONG + half, digits, is_about=True)
    if claim.bound == "about":
        part = ABOUT_FRACTION if claim.unit == "fraction" and not digits else ABOUT_PART
        room = max(
            grain * part, abs(value) * ABOUT_RELATIVE, min(half, abs(value) * (NEARLY_ROUNDING if nearly else ABOUT_ROUNDING))
        )
        return Figure(value, value - room, value + room, digits, is_about=True)
    if claim.bound in {"more_than", "at_least"}:
        return Figure(value, value - half * 0.1, math.inf, digits, open_up=True)
    if claim.bound in {"less_than", "at_most"}:
        return Figure(value, -math.inf, value + half * 0.1, digits, open_down=True)
    return Figure(value, value - half, value + half, digits)


def _without_sign(claim: Claim) -> Claim:
    """A decrease that is printed with its sign ("a decrease of 720 (-2.4%)") as others print it: by how much something fell."""
    if claim.kind != "percent" or claim.trend != "down" or claim.value is None or claim.value >= 0:
        return claim
    return replace(claim, value=-claim.value, value_base=None if claim.value_base is None else -claim.value_base)


def _precision(claim: Claim) -> tuple[float, int]:
    """Size of the last printed digit in the claim's own unit, and the number of significant digits."""
    value = abs(claim.value or 0.0)
    match = _NUMERAL.search(claim.text)
    if claim.unit == "fraction" and value and (rate := _RATE.match(claim.text)):  # "44.1 per 100,000"
        return _printed_precision(rate["number"], value)
    if claim.unit == "fraction" or match is None or _WRITTEN_FRACTION.search(claim.text):
        if 0 < value < 1:  # "one-sixth" is told apart from a fifth and a seventh
            return value / (1 / value + 1), 0
        return value * 0.05 if value > 20 else _worded_step(claim.kind, value), 0
    return _printed_precision(match.group().replace(" ", "").rstrip(".,"), value)


def _worded_step(kind: str, value: float) -> float:
    """What a small number in words is rounded to: "seven percent" stands for 7.2, "an hour and a half" for 92 minutes."""
    if kind == "count":
        return 0.0
    return 1.0 if value.is_integer() else 0.5


def _printed_precision(printed: str, value: float) -> tuple[float, int]:
    """The same of a figure that is printed as digits, perhaps with a scale."""
    number = _parse(printed)
    if not number or not value:
        return 0.0, 1
    scale = value / number
    whole, _, decimals = printed.replace(",", "").partition(".")
    if decimals:
        return scale * 10.0 ** -len(decimals), len((whole + decimals).lstrip("0")) or 1
    zeros = len(whole) - len(whole.rstrip("0"))
    zeros = zeros if zeros >= 2 or len(whole) >= _THOUSANDS else 0  # "40 percent" means 40; "12,300" and "17,210" may be
    return scale * 10.0**zeros, max(1, len(whole.lstrip("0")) - zeros)


def _parse(printed: str) -> float:
    try:
        return float(printed.replace(",", "")[:30])
    except ValueError:
        return 0.0


def _grain(value: float, step: float) -> float:
    """The round numbers that a figure is one of: 15 is a multiple of 5, 40 of 10, 12 of 1."""
    if not step:
        return 1.0 if float(value).is_integer() else abs(value) * ABOUT_RELATIVE  # "nearly five"
    for multiple in (10.0, 5.0):
        ratio = abs(value) / (step * multiple)
        if ratio >= 1 and abs(ratio - round(ratio)) < 1e-6:
            return step * multiple
    return step


def overlap(a: Figure, b: Figure) -> bool:
    """Whether some value makes both statements true, or one is the other cut off ("Rs3,463" for 3,463.81)."""
    slack = 1e-9 * max(abs(a.value), abs(b.value))
    return (a.low <= b.high + slack and b.low <= a.high + slack) or _cut_off(a, b) or _cut_off(b, a)


def _cut_off(a: Figure, b: Figure) -> bool:
    """Whether a figure of three digits or more is another one without its last digits: not rounded, but within a hundredth."""
    exact = a.is_exact and b.is_exact and _LEAST_CUT <= a.digits < b.digits and a.value * b.value > 0
    return exact and 0 <= abs(b.value) - abs(a.value) < a.high - a.low


def same_value(a: Figure, b: Figure) -> bool:
    """Whether both print the same number."""
    return math.isclose(a.value, b.value, rel_tol=1e-6)


def relative(a: Figure, b: Figure) -> float | None:
    """`(a - b) / b`, or None where b is zero."""
    if not b.value:
        return None
    return (a.value - b.value) / abs(b.value)

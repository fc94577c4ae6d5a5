"""A figure as a person types or marks it, without a sentence around it: `12 trillion yuan`, `nearly 3 to 5 percent`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policynlp.errors import InputError
from policynlp.tag.claims import money, units
from policynlp.tag.claims.base import base_value
from policynlp.tag.claims.bounds import bound_after, bound_before
from policynlp.tag.claims.numbers import Number, find_numbers
from policynlp.tags import Bound, ClaimKind

_RANGE = re.compile(r"\s*(?:to|and|through|[-‐‑–—~])\s*")
_NOUN = re.compile(r"[^\W\d_][\w'’-]*")
_PEOPLE = frozenset({"people", "persons", "inhabitants", "capita"})
_STAY = ("ss", "us", "is")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A figure that was read; all in the terms of `Claim`."""

    value: float
    value_high: float | None
    unit: str | None
    kind: ClaimKind
    value_base: float | None
    unit_base: str | None
    bound: Bound


def read_typed(words: str) -> Typed:
    """Read a figure from its own words.

    Args:
        words: Number and unit, with a word of bound or a second number if there is one.

    Raises:
        InputError: There is no number in them.
    """
    text = " ".join(words.split())
    numbers = find_numbers(text)
    if not numbers:
        raise InputError(f"{text!r} is no figure", where="value", hint="Write a number with its unit: 12 trillion yuan.")
    first = numbers[0]
    last = numbers[1] if len(numbers) > 1 and _is_range(text, first, numbers[1]) else None
    amount, kind, unit, end = _amount(text, last or first)
    lead = money.before(text, first.start)
    high = None
    value = amount
    if last is not None:
        factor = amount / last.value if last.value else 1.0
        own = lead[3] if lead and kind == "count" else 1.0
        scaled = first.scale > 1 or last.scale == 1
        value, high = first.value * own * factor * (1.0 if scaled else last.scale), amount
    if lead is not None and kind == "count":
        kind, unit = "money", lead[1]
    base, unit_base = base_value(value, unit=unit, kind=kind)
    bound = bound_before(text, lead[0] if lead else first.start, 0)
    if bound == "exact":
        bound = bound_after(text, end)
    return Typed(value=value, value_high=high, unit=unit, kind=kind, value_base=base, unit_base=unit_base, bound=bound)


def kind_of(unit: str | None) -> ClaimKind:
    """The kind of a figure by the name of its unit; what is no unit is a noun that is counted."""
    from policynlp.tag.claims.base import factor
    from policynlp.tag.claims.conversion import currencies
    from policynlp.tag.claims.unit_table import SHARE_FACTORS

    if unit is None:
        return "count"
    if unit == "fraction":
        return "ratio"
    if unit in SHARE_FACTORS:
        return "percent"
    if unit.partition(" / ")[0] in currencies():
        return "money"
    found = factor(unit)
    if found is None:
        return "count"
    return "duration" if found[2] == "second" else "measure"


def _is_range(text: str, first: Number, second: Number) -> bool:
    lead = money.before(text, second.start)
    until = lead[0] if lead and lead[0] >= first.end else second.start
    return _RANGE.fullmatch(text, first.end, until) is not None


def _amount(text: str, n: Number) -> tuple[float, ClaimKind, str | None, int]:
    """Value in single units, kind, unit, and where it ends."""
    lead = money.before(text, n.start)
    worded = n.form in {"words", "vague"}
    found = units.unit_after(text, n.end, len(text), value=n.value, worded=worded, money_before=lead is not None)
    value = n.value * (found.factor if found else 1.0)
    end = found.end if found else n.end
    if lead is not None:
        return value * lead[3], "money", lead[1], end
    if found is not None:
        return value, found.kind, found.name, end
    if n.form == "fraction":
        return value, "ratio", "fraction", end
    nouns = _NOUN.findall(text[end:])
    return value, "count", _singular(nouns[-1]) if nouns and bound_after(text, end) == "exact" else None, end


def _singular(noun: str) -> str:
    """A counted noun as `Claim.unit` has it, near enough: its regular singular."""
    word = noun.lower()
    if word in _PEOPLE:
        return "person"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(_STAY) else word

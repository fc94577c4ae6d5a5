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
_PART_OF = re.compile(r"[ ](?:out of(?: every)?|in(?: every)?|of every)[ ]", re.IGNORECASE)
_OVER = re.compile(r"(\d+)[ ]?[/⁄][ ]?(\d+)(?![\d.,]\d)")
_ARTICLES = frozenset({"", "a", "an", "the", "just", "only"})
_NOUN = re.compile(r"[^\W\d_][\w'’-]*")
_PEOPLE = frozenset({"people", "persons", "inhabitants", "capita"})
_STAY = ("ss", "us", "is")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A figure that was read, in the terms of `Claim`.

    Attributes:
        assumed: Whether its currency is one of several of that name.
        counted: What is counted, as it is written.
        unread: Words that say nothing of it.
    """

    value: float
    value_high: float | None
    unit: str | None
    kind: ClaimKind
    value_base: float | None
    unit_base: str | None
    bound: Bound
    assumed: bool = False
    counted: str = ""
    unread: str = ""


def read_typed(words: str, *, sterling: bool = False) -> Typed:
    """Read a figure from its own words.

    Args:
        words: Number and unit, with a word of bound or a second number if there is one.
        sterling: Whether pounds are money.

    Raises:
        InputError: There is no number in them, or a division by 0.
    """
    text = " ".join(words.split())
    numbers = find_numbers(text)
    if not numbers:
        raise InputError(f"{text!r} is no figure", where="value", hint="Write a number with its unit: 12 trillion yuan.")
    numbers[0] = first = _divided(text, numbers[0])
    if len(numbers) > 1 and _PART_OF.fullmatch(text, first.end, numbers[1].start) and 0 < first.value < numbers[1].value:
        first = Number(first.start, numbers[1].end, first.value / numbers[1].value, "fraction")  # "two in five"
        numbers = [first, *numbers[2:]]
    last = numbers[1] if len(numbers) > 1 and _is_range(text, first, numbers[1]) else None
    amount, kind, unit, end, assumed = _amount(text, last or first, sterling=sterling)
    lead = money.before(text, first.start)
    high = None
    value = amount
    if last is not None:
        factor = amount / last.value if last.value else 1.0
        own = lead[3] if lead and kind == "count" else 1.0
        scaled = first.scale > 1 or last.scale == 1
        value, high = first.value * own * factor * (1.0 if scaled else last.scale), amount
    if lead is not None and kind == "count":
        kind, unit, assumed = "money", lead[1], lead[2]
    base, unit_base = base_value(value, unit=unit, kind=kind)
    start = lead[0] if lead else first.start
    before, after = bound_before(text, start, 0), bound_after(text, end)
    head, tail = text[:start].strip(), text[end:].strip(" .,;")
    noun = kind == "count" and unit is not None and not any(n.start >= end for n in numbers)
    unread = [head] if before == "exact" and head.lower() not in _ARTICLES else []
    unread += [tail] if after == "exact" and not noun else []
    return Typed(
        value=value,
        value_high=high,
        unit=unit,
        kind=kind,
        value_base=base,
        unit_base=unit_base,
        bound=before if before != "exact" else after,
        assumed=assumed,
        counted=tail if noun else "",
        unread=" ".join(unread).strip(),
    )


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


def _divided(text: str, n: Number) -> Number:
    """A number with what it is divided by, where that is written with a slash: `3/7`."""
    found = _OVER.match(text, n.start)
    if found is None or found.end() == n.end:
        return n
    if int(found[2]) == 0:
        raise InputError(f"{found[0]} is no number", where="value", hint="Nothing is divided by 0.")
    return Number(n.start, found.end(), int(found[1]) / int(found[2]), "fraction")


def _amount(text: str, n: Number, *, sterling: bool) -> tuple[float, ClaimKind, str | None, int, bool]:
    """Value in single units, kind, unit, where it ends, and whether its currency is assumed."""
    lead = money.before(text, n.start)
    worded = n.form in {"words", "vague"}
    found = units.unit_after(
        text, n.end, len(text), value=n.value, worded=worded, money_before=lead is not None, sterling=sterling
    )
    value = n.value * (found.factor if found else 1.0)
    end = found.end if found else n.end
    if lead is not None:
        return value * lead[3], "money", lead[1], end, lead[2]
    if found is not None:
        return value, found.kind, found.name, end, found.assumed
    if n.form == "fraction":
        return value, "ratio", "fraction", end, False
    nouns = _NOUN.findall(text[end:])
    return value, "count", singular(nouns[-1]) if nouns and bound_after(text, end) == "exact" else None, end, False


def singular(noun: str) -> str:
    """A counted noun as `Claim.unit` has it, near enough: its regular singular."""
    word = noun.lower()
    if word in _PEOPLE:
        return "person"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(_STAY) else word

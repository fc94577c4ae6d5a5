"""An amount that stands alone, as a column of a table gives it: `98.51` and `million people`, `12` and `USD billion`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policynlp.errors import InputError
from policynlp.tag.claims import money, units
from policynlp.tag.claims.base import base_value
from policynlp.tag.claims.numbers import find_numbers
from policynlp.tags import ClaimKind

_CURRENCY_FIRST = re.compile(r"(?P<currency>[A-Z]{3}|[^\w\s]{1,3}|[A-Z]{1,2}\$)[ ](?P<scale>\w+)")
_PEOPLE = frozenset({"people", "persons", "person", "inhabitants", "capita"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Value and unit in the terms of `Claim`.

    Attributes:
        text: As it would stand in a sentence.
        value, unit, kind, value_base, unit_base: See `Claim`.
    """

    text: str
    value: float
    unit: str | None
    kind: ClaimKind
    value_base: float | None
    unit_base: str | None


def read_amount(value: str, unit: str) -> Amount:
    """Read a value with its unit.

    Args:
        value: A number, as printed.
        unit: A unit, a currency, a noun that is counted, a scale before any of them; may be empty.

    Raises:
        InputError: The value is no number.
    """
    unit = " ".join(unit.split())
    first = _CURRENCY_FIRST.fullmatch(unit)
    text = f"{first['currency']} {value.strip()} {first['scale']}" if first else f"{value.strip()} {unit}".strip()
    numbers = find_numbers(text)
    if not numbers:
        raise InputError(f"{value!r} is no number", where="value", hint="Write digits, with a point for decimals: 98.51.")
    n = numbers[0]
    lead = money.before(text, n.start)
    found = units.unit_after(text, n.end, len(text), value=n.value, money_before=lead is not None)
    amount, kind, name = n.value, "count", None
    if found is not None:
        amount *= found.factor
    if lead is not None:
        amount, kind, name = amount * lead[3], "money", lead[1]
    elif found is not None:
        kind, name = found.kind, found.name
    elif rest := text[n.end :].strip(" -"):
        noun = rest.split()[-1].lower()
        name = "person" if noun in _PEOPLE else noun
    base, unit_base = base_value(amount, unit=name, kind=kind)  # type: ignore[arg-type]
    return Amount(text=text, value=amount, unit=name, kind=kind, value_base=base, unit_base=unit_base)  # type: ignore[arg-type]

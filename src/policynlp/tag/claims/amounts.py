"""An amount that stands alone, as a column of a table gives it: `98.51` and `million people`, `12` and `USD billion`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policynlp.errors import InputError
from policynlp.tag.claims import money, units
from policynlp.tag.claims.base import base_value
from policynlp.tag.claims.lexicon import SCALES
from policynlp.tag.claims.money_table import GLUED
from policynlp.tag.claims.numbers import find_numbers
from policynlp.tags import ClaimKind

_CURRENCY_FIRST = re.compile(r"(?P<currency>[A-Z]{3}|[^\w\s]{1,3}|[A-Z]{1,2}\$)[ ](?P<scale>\w+)")
_LETTERS_FIRST = re.compile(
    r"(?P<currency>[A-Z][A-Za-z]{0,4})\.?[ ](?P<scale>thousand|million|billion|trillion|lakh|crore|mn|bn)s?", re.IGNORECASE
)
_SCALE_FIRST = re.compile(
    r"(?:in[ ])?(?:(?P<zeros>['’]?000s?(?=[ ]|$))|(?P<digits>1(?:,000)+|10{0,2},000|10{1,6})(?=[ ]|$))?[ ]?"
    r"(?:(?P<scale>thousand|million|billion|trillion|lakh|crore|mn|bn)s?\b\.?)?[ ]?(?:of[ ](?=\w))?(?P<rest>.*)",
    re.IGNORECASE,
)
_SIGN_LAST = re.compile(r"(?P<sign>[A-Z]{0,3}[$€£¥])")
_SIGN_AND_LETTER = re.compile(r"(?P<sign>[A-Z]{0,3}[$€£¥])[ ]?(?P<scale>k|m|mn|b|bn|tn)", re.IGNORECASE)
_LETTERS = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
_RATE = re.compile(
    r"(?:(?P<what>.*\S)[ ])?per[ ](?P<of>1,?000|10,?000|100,?000|million|1,?000,?000)\b(?P<rest>.*)", re.IGNORECASE
)
_PEOPLE = frozenset({"people", "persons", "person", "inhabitants", "capita"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Value and unit in the terms of `Claim`.

    Attributes:
        text: As it would stand in a sentence.
        value, unit, kind, value_base, unit_base: See `Claim`.
        assumed: The currency is one that several countries share.
    """

    text: str
    value: float
    unit: str | None
    kind: ClaimKind
    value_base: float | None
    unit_base: str | None
    assumed: bool = False


def read_amount(value: str, unit: str) -> Amount:
    """Read a value with its unit.

    Args:
        value: A number, as printed.
        unit: A unit, a currency, a noun that is counted, a scale before any of them; may be empty.

    Raises:
        InputError: The value is no number.
    """
    unit = " ".join(unit.split())
    if rate := _RATE.fullmatch(unit):
        return _rate(value, unit, float(rate["of"].replace(",", "").lower().replace("million", "1000000")))
    stated = unit
    factor, unit = _scaled(stated)
    first = _CURRENCY_FIRST.fullmatch(unit)
    letters = _LETTERS_FIRST.fullmatch(stated)
    if letters is not None and letters["currency"] in GLUED:  # "K million", "Rp billion"
        factor, text = 1.0, f"{letters['currency']}{value.strip()} {letters['scale']}"
    else:
        letters, text = (
            None,
            f"{first['currency']} {value.strip()} {first['scale']}" if first else f"{value.strip()} {unit}".strip(),
        )
    numbers = find_numbers(text)
    if not numbers:
        raise InputError(f"{value!r} is no number", where="value", hint="Write digits, with a point for decimals: 98.51.")
    n = numbers[0]
    lead = money.before(text, n.start, letters=letters is not None)
    found = units.unit_after(text, n.end, len(text), value=n.value, money_before=lead is not None)
    amount, name = n.value * factor, None
    kind: ClaimKind = "count"
    if found is not None:
        amount *= found.factor
    if lead is not None:
        amount, kind, name = amount * lead[3], "money", lead[1]
    elif found is not None:
        kind, name = found.kind, found.name
    elif rest := text[n.end :].strip(" -"):
        noun = rest.split()[-1].lower()
        name = "person" if noun in _PEOPLE else noun
    base, unit_base = base_value(amount, unit=name, kind=kind)
    printed = text if _CURRENCY_FIRST.fullmatch(stated) else f"{value.strip()} {stated}".strip()
    assumed = lead[2] if lead is not None else found is not None and found.assumed
    return Amount(
        text=printed,
        value=amount,
        unit=name,
        kind=kind,
        value_base=base,
        unit_base=unit_base,
        assumed=assumed,
    )


def _scaled(unit: str) -> tuple[float, str]:
    """What a unit multiplies its figures by, and the unit without it: `10,000 persons`, `'000 tonnes`, `millions of dollars`."""
    if letter := _SIGN_AND_LETTER.fullmatch(unit):
        return _LETTERS[letter["scale"].lower()], f"{letter['sign']} 1"
    match = _SCALE_FIRST.fullmatch(unit)
    if match is None or not (match["zeros"] or match["digits"] or match["scale"]):
        return 1.0, unit
    factor = 1000.0 if match["zeros"] else float((match["digits"] or "1").replace(",", ""))
    if match["scale"]:
        factor *= SCALES[match["scale"].lower()]
    rest = match["rest"].strip()
    return factor, f"{rest} 1" if _SIGN_LAST.fullmatch(rest) else rest


def _rate(value: str, unit: str, of: float) -> Amount:
    """A rate: `per 1,000`, `deaths per 100,000 people`."""
    text = f"{value.strip()} {unit}"
    numbers = find_numbers(value)
    if not numbers:
        raise InputError(f"{value!r} is no number", where="value", hint="Write digits, with a point for decimals: 98.51.")
    share = numbers[0].value / of
    return Amount(text=text, value=share, unit="fraction", kind="ratio", value_base=share, unit_base="fraction")

"""An amount that stands alone, as a column of a table gives it: `98.51` and `million people`, `12` and `USD billion`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policynlp.errors import InputError
from policynlp.tag.claims import money, rates, units
from policynlp.tag.claims.base import base_value
from policynlp.tag.claims.lexicon import SCALES
from policynlp.tag.claims.money_table import NO_PREFIX, SIGNS
from policynlp.tag.claims.numbers import find_numbers
from policynlp.tags import ClaimKind

_ZEROS = r"['’]?000s?|1(?:,000)+|10{0,2},000|10{1,6}"
_LONG = r"thousands?|thous|thou|millions?|mln|mn|mio|billions?|bln|bn|trillions?|trn?|tn|lakhs?|lacs?|lac|crores?"
_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_MONEY_FIRST = re.compile(
    rf"(?:in[ ])?(?P<currency>{_SIGN}|[A-Z]{{3}})(?:(?<=[a-z])\.)?[ ]?(?:in[ ])?(?:(?P<zeros>{_ZEROS})(?=[ ]|$))?[ ]?"
    rf"(?P<scale>(?i:{_LONG})|cr|Cr|k|K|m|M|MM|b|B)?\.?(?P<per>[ ]?/[ ]?.*|[ ]per[ ].*)?"
)
"""`USD m`, `Rs. in crore`, `RM'000`, `RMB 100 million`, `€/kg`."""
_SCALE_FIRST = re.compile(
    rf"(?:in[ ])?(?:(?P<zeros>{_ZEROS})(?=[ ]|$))?[ ]?(?:(?P<scale>{_LONG}|m(?=[ ](?:t|ha|tonnes|tons|litres|people|head)\b))"
    rf"\b\.?)?[ ]?(?:of[ ](?=\w))?(?P<rest>.*)",
    re.IGNORECASE,
)
_SHORT_SCALES = {
    "k": 1e3,
    "thou": 1e3,
    "thous": 1e3,
    "m": 1e6,
    "mm": 1e6,
    "mln": 1e6,
    "mio": 1e6,
    "mn": 1e6,
    "b": 1e9,
    "bln": 1e9,
}
_TWICE = re.compile(rf"\b(?:{_LONG})\b", re.IGNORECASE)
_SIGNS_ALONE = frozenset({"Rs", "KSh", "Ksh", "RM", "Rp", "Tk", "RMB"})
"""Signs of letters that stand for money above a column without a scale; "VT" and "SAT" may be anything."""
_SCALES = SCALES | _SHORT_SCALES | {"bn": 1e9, "trn": 1e12, "tr": 1e12, "tn": 1e12, "lac": 1e5, "cr": 1e7}
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
    factor, sign, rest = _scaled(stated)
    text = f"{sign} {value.strip()}{rest}" if sign else f"{value.strip()} {rest}".strip()
    numbers = find_numbers(text)
    if not numbers:
        raise InputError(f"{value!r} is no number", where="value", hint="Write digits, with a point for decimals: 98.51.")
    if factor != 1 and _TWICE.search(rest):
        raise InputError(f"{stated!r} has two scales", where="unit", hint="Write one unit: million USD.")
    n = numbers[0]
    lead = money.before(text, n.start, letters=bool(sign))
    found = units.unit_after(text, n.end, len(text), value=n.value, money_before=lead is not None)
    amount, name = n.value * factor, None
    kind: ClaimKind = "count"
    if found is not None:
        amount *= found.factor
    if lead is None and sign in money.codes():
        lead = 0, sign, False, 1.0  # "MAD", which in running text may be a word
    if lead is not None:
        amount, kind, name = amount * lead[3], "money", rates.rate_behind(text, n.end, len(text), lead[1])[1]
    elif found is not None:
        kind, name = found.kind, found.name
    elif rest := text[n.end :].strip(" -"):
        noun = rest.split()[-1].lower()
        name = "person" if noun in _PEOPLE else noun
    base, unit_base = base_value(amount, unit=name, kind=kind)
    before = sign if sign and stated.startswith(f"{sign} ") else ""
    printed = " ".join(filter(None, (before, value.strip(), stated.removeprefix(before).strip())))
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


def _scaled(unit: str) -> tuple[float, str, str]:
    """What a unit multiplies its figures by, the sign or code of money that stands before them, and what stands behind them.

    Of `10,000 persons`, `'000 tonnes`, `millions of dollars`, `USD m`, `Rs. in crore`.
    """
    match = _money(unit)
    if match is not None:
        return _factor(match), match["currency"], match["per"] or ""
    match = _SCALE_FIRST.fullmatch(unit)
    if match is None or not (match["zeros"] or match["scale"]):
        return 1.0, "", unit
    rest = match["rest"].strip()
    sign = rest if rest in SIGNS else ""
    return _factor(match), sign, "" if sign else rest


def _money(unit: str) -> re.Match[str] | None:
    """A sign or code of money with what it is multiplied by; "L/s" and "M" are none."""
    match = _MONEY_FIRST.fullmatch(unit)
    if match is None:
        return None
    sign, scale = match["currency"], match["scale"] or ""
    known = sign in SIGNS or sign in money.codes()
    if len(sign) == 1 and sign.isalpha():  # "MB", "Km" and "L/s" are no money
        known = known and not match["per"] and bool(match["zeros"] or (len(scale) > len("m") and scale != "MM"))
    return match if known else None


def states_unit(words: str) -> bool:
    """Whether words are a unit and nothing else by their form: money, alone or scaled, or a scale before a unit: "USD m", "000 t"."""
    if (match := _money(words)) is not None:
        sign = match["currency"]
        alone = sign not in NO_PREFIX and (not sign.isalpha() or sign in money.codes() or sign in _SIGNS_ALONE)
        return alone or bool(match["zeros"] or match["scale"])
    match = _SCALE_FIRST.fullmatch(words)
    if match is None or not (match["zeros"] or match["scale"]):
        return False
    try:
        return not match["rest"] or read_amount("2", words).kind in {"measure", "money"}
    except InputError:
        return False


def _factor(match: re.Match[str]) -> float:
    zeros, scale = match["zeros"], match["scale"]
    factor = 1.0
    if zeros:
        factor = float(zeros.strip("'’s").replace(",", "")) or 1e3
    if scale:
        word = scale.lower()
        factor *= _SCALES.get(word) or _SCALES[word.removesuffix("s")]
    return factor


def _rate(value: str, unit: str, of: float) -> Amount:
    """A rate: `per 1,000`, `deaths per 100,000 people`."""
    text = f"{value.strip()} {unit}"
    numbers = find_numbers(value)
    if not numbers:
        raise InputError(f"{value!r} is no number", where="value", hint="Write digits, with a point for decimals: 98.51.")
    share = numbers[0].value / of
    return Amount(text=text, value=share, unit="fraction", kind="ratio", value_base=share, unit_base="fraction")

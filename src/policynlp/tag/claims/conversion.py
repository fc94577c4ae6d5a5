"""Figures in another unit: what a reader asks for, with a stated rate where it is money."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale

from policynlp.errors import InputError
from policynlp.tag.claims import money, unit_table
from policynlp.tag.claims.base import base_value, factor
from policynlp.tags import ClaimKind

_WRITTEN = re.compile(r"[A-Za-z_]+(?: \*\* [23])?(?: / [A-Za-z_]+(?: \*\* [23])?)*")
"""A unit as in `Claim.unit`: pint would work out any expression, however long that takes."""


@dataclass(frozen=True)
class Conversion:
    """From base values to a unit.

    Attributes:
        unit: Its name, as in `Claim.unit`.
        base: Base unit of what can be converted, as in `Claim.unit_base`; the currency itself for money.
        scale, offset: A base value is `scale` times the value, plus `offset`.
        rates: For money: currency to how much of the unit one of it is.
    """

    unit: str
    base: str
    scale: float = 1.0
    offset: float = 0.0
    rates: Mapping[str, float] | None = None

    def of(self, value: float | None, *, unit: str | None, kind: ClaimKind) -> float | None:
        """A figure's value in this unit; None where it measures something else, or there is no rate.

        Args:
            value: As stated, or None.
            unit: As in `Claim.unit`.
            kind: As in `Claim.kind`.
        """
        if self.rates is not None:
            rate = self.rates.get(unit or "") if unit != self.unit else 1.0
            return None if rate is None or value is None else _rounded(value * rate)
        base, base_unit = base_value(value, unit=unit, kind=kind)
        return _rounded((base - self.offset) / self.scale) if base is not None and base_unit == self.base else None


def conversion_to(words: str, *, rates: Mapping[str, float] | None = None) -> Conversion:
    """How to convert to a unit.

    Args:
        words: A unit as texts print it ("square kilometres", "km2", "mu", "percent"), its name for pint, or a currency's code.
        rates: For money: currency to how much of the unit one of it is. Without one, another currency is never converted.

    Raises:
        InputError: There is no such unit.
    """
    unit = unit_named(words)
    if unit in unit_table.SHARE_FACTORS:
        return Conversion(unit, "fraction", unit_table.SHARE_FACTORS[unit])
    if unit in currencies():
        return Conversion(unit, unit, rates=dict(rates or {}))
    found = factor(unit)
    if found is None:
        hint = "Write it as texts do (hectares, km2, tonnes, percent), or as a currency's code (EUR)."
        raise InputError(f"there is no unit {words!r}", where="unit", hint=hint)
    scale, offset, base = found
    return Conversion(unit, base, scale, offset)


def unit_named(words: str) -> str:
    """The name of the unit that words or a sign stand for; what is unknown stays as it is."""
    text = " ".join(words.split())
    if text.upper() in currencies():
        return text.upper()
    sign = text.replace("²", "2").replace("³", "3")
    for table, key in ((unit_table.SYMBOLS, text), (unit_table.SYMBOLS, sign), (unit_table.WORDS, text.lower())):
        if key in table:
            return table[key][0]
    named = money.named(text)
    return named[0] if named else text


def is_unit(name: str) -> bool:
    """Whether a name, as `unit_named` gives it, is that of a currency, a share or a measure, whatever the texts count."""
    return name in currencies() or name in unit_table.SHARE_FACTORS or bool(_WRITTEN.fullmatch(name) and factor(name))


@cache
def currencies() -> frozenset[str]:
    """ISO 4217 codes, as the CLDR lists them."""
    return frozenset(Locale("en").currencies)


def _rounded(value: float) -> float:
    return float(f"{value:.10g}")

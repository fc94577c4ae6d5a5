"""Base values: what makes two figures comparable. Shares become fractions of 1, physical units SI, money stays."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import pint

from policynlp.tag.claims import unit_table
from policynlp.tags import ClaimKind


@cache
def registry() -> Any:
    """The registry of pint with the units of `unit_table.DEFINITIONS`."""
    units = pint.UnitRegistry(cache_folder=None)
    for definition in unit_table.DEFINITIONS:
        units.define(definition)
    return units


@cache
def factor(unit: str) -> tuple[float, float, str] | None:
    """Scale, offset and base unit of a unit, as in `Claim.unit`, or None where pint does not know it."""
    expression = " / ".join(unit_table.PINT_NAMES.get(part, part) for part in unit.split(" / "))
    units = registry()
    try:
        if unit.startswith("degree_"):
            zero = units.Quantity(0, units.Unit(expression)).to("kelvin")
            one = units.Quantity(1, units.Unit(expression)).to("kelvin")
            return float(one.magnitude - zero.magnitude), float(zero.magnitude), "kelvin"
        base = units.Quantity(1.0, expression).to_base_units()
        return float(base.magnitude), 0.0, str(base.units)
    except Exception:  # noqa: BLE001 - it reads whatever stands behind "per" as an expression, and fails in as many ways
        return None


def base_value(value: float | None, *, unit: str | None, kind: ClaimKind) -> tuple[float | None, str | None]:
    """Base value and base unit of a figure.

    Args:
        value: As stated, or null.
        unit: As in `Claim.unit`.
        kind: As in `Claim.kind`.

    Returns:
        Shares as a fraction of 1 (unit `fraction`), measures and durations in SI, money and counts as they are.
        A money rate has its denominator in SI ("CNY / kilogram"). Null where there is no finite value.
    """
    if value is None or unit is None:
        return value, unit
    if unit in unit_table.SHARE_FACTORS:
        return _finite(value * unit_table.SHARE_FACTORS[unit]), "fraction"
    if kind == "money":
        currency, _, rest = unit.partition(" / ")
        found = factor(rest) if rest else None
        if found is None:
            return value, unit
        return _finite(value / found[0]), f"{currency} / {found[2]}"
    if kind == "duration" and " / " in unit:
        return value, unit  # "10 hours a day" is no time
    if kind in {"measure", "duration", "age"}:
        found = factor(unit)
        if found is not None:
            return _finite(value * found[0] + found[1]), found[2]
    return value, unit


def _finite(value: float) -> float | None:
    return float(f"{value:.12g}") if math.isfinite(value) else None

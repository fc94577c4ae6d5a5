"""Numeric claims: number, unit, bound, trend, measure, period, source."""

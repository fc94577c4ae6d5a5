"""Later members of a row measure their own subject; who pays or is spoken to is no measure; shares in a company; marks of columns."""

from __future__ import annotations

import pytest

from policynlp.tag.claims.table_natures import nature_of_column


@pytest.mark.parametrize(
    ("text", "measures", "scopes", "trends"),
    [
        (
            "Farming grew by 3.3%, industry by 3.5% and services by 5.1%.",
            ["Farming", "industry", "services"],
            [None] * 3,
            ["up"] * 3,
        ),
        ("Exports rose by 5 percent and imports by 7 percent.", ["Exports", "imports"], [None] * 2, ["up"] * 2),
        (
            "The rate for males was 68.3 percent and for females 30.9 percent.",
            ["rate", "rate"],
            ["males", "females"],
            ["none"] * 2,
        ),
        ("The rate was 68 percent for males and 31 percent for females.", ["rate", "rate"], ["males", "females"], ["none"] * 2),
        ("Exports rose by 5 percent in May and by 7 percent in June.", ["Exports", "Exports"], [None] * 2, ["up"] * 2),
        ("Exports rose by 5 percent and fell by 7 percent.", ["Exports", "Exports"], [None] * 2, ["up", "down"]),
    ],
)
def test_rows(claims_of, text, measures, scopes, trends):
    claims = claims_of(text)
    assert [c.measure.text for c in claims] == measures
    assert [c.scope and c.scope.text for c in claims] == scopes
    assert [c.trend for c in claims] == trends


@pytest.mark.parametrize(
    ("text", "measure", "scope"),
    [
        ("Parliament approved $3 billion for roads.", "roads", "Parliament"),
        ("The agencies obligated at least $58 billion.", None, "The agencies"),
        ("Madam Speaker, the allocation was a mere $1.6 million.", "allocation", None),
        ("Mr. Speaker, housing starts fell 16%.", "housing starts", None),
        ("The minister, a farmer, earned $300.", None, "The minister"),
        ("Shares in the company were down 7.2%.", "Shares", "the company"),
        ("Average attendance at matches fell to 1,130 last season.", "Average attendance", "matches"),
        ("Nigerian output fell by 30,000 bpd.", "Nigerian output", None),
    ],
)
def test_what_is_measured(claims_of, text, measure, scope):
    claim = claims_of(text)[0]
    assert (claim.measure and claim.measure.text, claim.scope and claim.scope.text) == (measure, scope)


def test_barrels_per_day(claims_of):
    (claim,) = claims_of("Output fell by 30,000 bpd.")
    assert (claim.kind, claim.unit, claim.unit_base) == ("measure", "barrel / day", "meter ** 3 / second")


@pytest.mark.parametrize(
    ("header", "nature"),
    [
        ("FY2025f", "forecast"),
        ("2025 (projection)", "forecast"),
        ("2026 (projected)", "forecast"),
        ("2026p", "forecast"),
        ("2022p", None),
        ("2024e", "estimate"),
        ("2025 target", "target"),
        ("2025", None),
        ("Type f", None),
    ],
)
def test_marks_of_columns(header, nature):
    assert nature_of_column([header], "2024-05-20") == nature

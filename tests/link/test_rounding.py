"""Which figures some value makes both true: approximations in words, fractions, figures rounded further than their digits say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policynlp.link.figures import figure, overlap
from policynlp.link.verdicts import near
from policynlp.tags import Claim


def claim(value: float, text: str, *, bound: str = "exact", unit: str | None = None) -> Claim:
    kind, base = ("count", None) if unit is None else ("ratio", value) if unit == "fraction" else ("percent", value / 100)
    return Claim(id=text, start=0, end=len(text), kind=kind, value=value, unit=unit, value_base=base, text=text, bound=bound)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("about", "exact", "meet"),
    [
        (claim(5, "five", bound="about"), claim(4.8, "4.8"), True),
        (claim(5, "five", bound="about"), claim(4.6, "4.6"), False),
        (
            replace(claim(1.09e6, "109", unit="ton"), value_base=0.9888e9, unit_base="kilogram", kind="measure"),
            replace(claim(1.1e6, "1.1 million", unit="metric_ton"), value_base=1.1e9, unit_base="kilogram", kind="measure"),
            True,
        ),
        (claim(0.2, "a fifth", bound="about", unit="fraction"), claim(18.5, "18.5 percent", unit="percent"), True),
        (claim(0.2, "a fifth", bound="about", unit="fraction"), claim(17.0, "17.0 percent", unit="percent"), False),
        (claim(0.2, "a fifth", unit="fraction"), claim(18.5, "18.5 percent", unit="percent"), False),
    ],
)
def test_what_an_approximation_in_words_leaves_open(about, exact, meet):
    first, second = figure(about), figure(exact)
    assert first is not None
    assert second is not None
    assert overlap(first, second) is meet


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("The buses cost 610 million euros in 2023.", "In 2023 the buses cost 612.4 million euros.", True),
        ("The buses cost 612 million euros in 2023.", "In 2023 the buses cost 614.4 million euros.", False),
        ("The buses cost 610 million euros in 2023.", "In 2023 the buses cost 617.2 million euros.", False),
    ],
)
def test_a_zero_at_the_end_may_be_rounding(reader, first, second, expected):
    from policynlp.link.features import features

    one, other = (features(*reader.read(reader.document(t, key=t))).statements[0] for t in (first, second))
    assert not overlap(one.figure, other.figure)
    assert near(one, other) is expected

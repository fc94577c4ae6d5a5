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


@pytest.mark.parametrize(
    ("told", "printed", "alike"),
    [
        ("some 1,200 households", "1,236 households", True),
        ("almost 1.3 million calls", "1,271,900 calls", True),
        ("nearly 12 trillion yuan", "11.6 trillion yuan", False),
        ("17,210 people", "17,212 people", True),
    ],
)
def test_what_is_told_loosely_and_what_is_approached(linked, told, printed, alike):
    first = f"In 2024 the board of Lisse counted {told} in its survey. It has 2,310 members and a budget of 41.5 million euros."
    second = f"The survey of the board of Lisse for 2024 counted {printed}. The board has 2,310 members. Its budget is 41.5 million euros."
    kinds = {x.kind for x in linked(first, second) if told.split()[1] in x.reason or printed.split()[0] in x.reason}
    assert bool(kinds & {"agrees", "compatible"}) == alike, kinds
    assert not (alike and "differs" in kinds)

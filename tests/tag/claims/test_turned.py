"""Levels that somebody brings from one value to another, and ranges that begin with "from" as well."""

from __future__ import annotations

import pytest

EITHER = ["brought", "revised", "pushed", "altered", "adjusted", "driven", "changed", "corrected"]
UP, DOWN = ["enlarged", "expanded", "extended", "upgraded", "built"], ["shortened", "slashed", "squeezed", "trimmed"]
FORMS = (
    "The camp is being {verb} from {a} to {b} beds.",
    "The camp was {verb} from {a} to {b} beds in May.",
    "The camp will be {verb} from {a} to {b} beds.",
    "The council has {verb} the camp from {a} to {b} beds.",
)


@pytest.mark.parametrize(
    ("verb", "before", "after", "trend"),
    [*((v, 150, 190, "up") for v in EITHER + UP), *((v, 190, 150, "down") for v in EITHER + DOWN)],
)
def test_a_level_is_brought_from_one_value_to_another(claims_of, verb, before, after, trend):
    for form in FORMS:
        found = {c.value: c for c in claims_of(form.format(verb=verb, a=before, b=after)) if c.value in {before, after}}
        later = found[after]
        assert (later.trend, later.value_high) == (trend, None), form
        assert later.from_ is not None, form
        assert later.from_.value == before, form


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The line extends from 5 to 9 km.", 5, 9),
        ("Children aged from 5 to 9 years came.", 5, 9),
        ("Owners paid from 5 to 9 euros.", 5, 9),
        ("The bus takes people from 5 to 9 villages.", 5, 9),
    ],
)
def test_ranges_stay_ranges(claims_of, text, low, high):
    (claim,) = claims_of(text)
    assert (claim.value, claim.value_high, claim.trend) == (low, high, "none")


def test_money_percent_and_lengths_are_brought_too(claims_of):
    found = claims_of(
        "The limit was changed from 40 percent to 35 percent, and the line will be extended from 71 km to 104 km."
    )
    assert [(c.value, c.trend, c.from_ and c.from_.value) for c in found] == [
        (40, "none", None), (35, "down", 40), (71, "none", None), (104, "up", 71),
    ]  # fmt: skip

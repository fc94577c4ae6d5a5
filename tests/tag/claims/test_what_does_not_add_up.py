"""Figures that do not add up within a sentence, and those beside them that do."""

from __future__ import annotations

import pytest

WRONG = [
    ("Of the 2,000 schools, 500, or 40 percent, have no water.", "40 percent", "share_mismatch"),
    ("Some 500 of the 2,000 schools (30 percent) have no water.", "30 percent", "share_mismatch"),
    ("Of 2,000 teachers, 40 percent, or 500, left.", "40 percent", "share_mismatch"),
    ("Of the 1,874 children, 312 (26.6 percent) were absent.", "26.6 percent", "share_mismatch"),
    ("Spending doubled from 3 million to 5 million euros.", "doubled", "change_mismatch"),
    ("The number of villages halved from 80 to 60.", "halved", "change_mismatch"),
    ("The price is 20 dollars, up 5 dollars from 12 dollars.", "5 dollars", "change_mismatch"),
    (
        "The rate rose by 2.0 percentage points from 5.0 percent to 8.0 percent.",
        "2.0 percentage points",
        "change_mismatch",
    ),
]
RIGHT = [
    "The total fertility rate was 0.748, up 0.027 from 0.721 in the previous year.",
    "The index was 104.3, up 1.2 from 103.1 in May.",
    "Output was 4.5 million tonnes, up 0.5 million tonnes from 4.0 million tonnes.",
    "The score was 64, up 6 from 58.",
    "Of the 2,000 schools, 500, or 25 percent, have no water.",
    "Some 500 of the 2,000 schools (25 percent) have no water.",
    "Of the 1,874 children, 312 (16.6 percent) were absent.",
    "Of the 412 patients, 205 were women, 12 percent were under five.",
    "Of the 300 members, 120, or 45 percent of them women, voted.",
    "Spending doubled from 2.4 million to 5 million euros.",
    "The rate rose by 3 percentage points from 5 percent to 8 percent.",
    "The rate rose by 2 percentage points from 5 percent to 8 percent.",  # 5.4 and 7.6, rounded
    "The rate rose 0.3 percentage points on the month to 8.1 percent, from 6.2 percent a year earlier.",
]
FOUND = {"share_mismatch", "change_mismatch", "trend_mismatch"}


@pytest.mark.parametrize(("text", "figure", "flag"), WRONG)
def test_what_does_not_add_up_is_told(text, figure, flag, claims_of):
    assert [(c.text, f) for c in claims_of(text) for f in c.flags if f in FOUND] == [(figure, flag)]


@pytest.mark.parametrize("text", RIGHT)
def test_what_adds_up_is_not(text, claims_of):
    assert not [(c.text, f) for c in claims_of(text) for f in c.flags if f in FOUND]


def test_a_level_its_step_and_the_level_before(claims_of):
    level, step, _ = claims_of("The rate was 5.2, down 0.3 from 5.5 a year earlier.")
    assert (level.value, level.from_.value, level.trend) == (5.2, 5.5, "down")
    assert (step.value, step.from_) == (0.3, None)

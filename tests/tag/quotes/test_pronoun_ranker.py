"""Whom "he" and "she" mean where they say something: everybody who may be meant, with what is known of each, and who is chosen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.errors import ModelError
from policynlp.tag.models import models_dir
from policynlp.tag.quotes.pronoun_cases import NAMES, PronounCase, hearing
from policynlp.tag.quotes.pronoun_ranker import load_pronoun_ranker
from policynlp.tags import Quote

QuotesOf = Callable[[str], tuple[Quote, ...]]
SaidBy = Callable[[str], dict[str, str | None]]

COUNCIL = (
    "Council votes on road\n\n"
    "Ana Reis, the mayor, opened the meeting on Monday. The road would cost $2 million, she said.\n\n"
    "Carl Brandt, a farmer, disagreed. Nobody had asked for it, he said.\n\n"
    "He had told the council so in 2019, he added."
)


def test_names_of_features_are_told_apart():
    assert len(set(NAMES)) == len(NAMES)


def test_everybody_who_fits_may_be_meant_and_nobody_too(quotes_of: QuotesOf):
    with hearing() as heard:
        quotes_of(COUNCIL)
    by_offset = {start: (case, names) for start, case, names in heard}
    assert {COUNCIL[start : start + 2].lower() for start in by_offset} == {"sh", "he"}
    for start, (case, names) in by_offset.items():
        assert case.keys[-1] is None
        assert names[-1] is None
        assert len(case.keys) == len(set(case.keys)) == len(names) == len(case.values)
        assert all(len(row) == len(NAMES) for row in case.values)
        assert set(names) - {None} == ({"Ana Reis"} if COUNCIL.startswith("she", start) else {"Carl Brandt"})
        assert np.isfinite(np.array(case.values)).all()


def test_nothing_is_heard_outside(quotes_of: QuotesOf):
    with hearing() as heard:
        pass
    quotes_of(COUNCIL)
    assert heard == []


@pytest.mark.parametrize(
    ("text", "pronoun", "speaker"),
    [
        (COUNCIL, "she", "Ana Reis"),
        (COUNCIL, "he", "Carl Brandt"),
        (
            'Vote on the road\n\nKarl Brandt left early.\n\nAn engineer who asked not to be named was blunter. "Everybody knew," he said.',
            "he",
            None,
        ),
    ],
)
def test_who_is_meant(said_by: SaidBy, text: str, pronoun: str, speaker: str | None):
    assert said_by(text)[pronoun] == speaker


def test_who_behind_and_is_whom_the_first_who_meant(said_by: SaidBy):
    text = (
        "Council votes\n\nIt was designed by a former analyst, Rob Stickley, who joined the department in 2018 and who told a "
        "conference of sheriffs that it was cheap."
    )
    assert said_by(text)["who"] == "Rob Stickley"


def test_who_behind_what_is_said_beside_a_name_is_that_person(said_by: SaidBy):
    text = (
        "Old age in the hills\n\nHe was introduced to Tan Guangming, the 45-year-old head of a group of 14 households, who said that "
        "he kept a list of the old."
    )
    assert said_by(text)["who"] == "Tan Guangming"


@given(st.lists(st.lists(st.floats(-50, 50), min_size=len(NAMES), max_size=len(NAMES)), min_size=1, max_size=6))
def test_shares_add_up_and_each_is_its_own_whatever_the_order(rows: list[list[float]]):
    ranker = load_pronoun_ranker()
    keys = tuple(str(n) for n in range(len(rows)))
    shares = ranker.shares(PronounCase(keys, tuple(map(tuple, rows)), 0))
    assert shares.sum() == pytest.approx(1.0)
    assert (shares >= 0).all()
    turned = ranker.shares(PronounCase(keys[::-1], tuple(map(tuple, rows[::-1])), 0))
    assert turned[::-1] == pytest.approx(shares, abs=1e-9)


def test_a_share_below_the_least_is_nobody():
    ranker = load_pronoun_ranker()
    alike = tuple((0.0,) * len(NAMES) for _ in range(5))
    assert ranker.least > 0.2
    assert ranker.choose(PronounCase(("a", "b", "c", "d", "e"), alike, 0)) is None


def test_changed_weights_are_refused(tmp_path: Path):
    for path in (models_dir() / "speakers").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    kept = json.loads((tmp_path / "pronouns.json").read_text(encoding="utf-8"))
    (tmp_path / "pronouns.json").write_text(json.dumps(kept | {"least": 0.0}), encoding="utf-8")
    with pytest.raises(ModelError):
        load_pronoun_ranker(tmp_path)

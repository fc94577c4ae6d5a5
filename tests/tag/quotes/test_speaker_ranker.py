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
from policynlp.tag.quotes.cast import Figure
from policynlp.tag.quotes.noun_cases import NOUN_FEATURES
from policynlp.tag.quotes.pronoun_cases import PRONOUN_FEATURES
from policynlp.tag.quotes.ranked_cases import Case, hearing
from policynlp.tag.ranking import Features, load_ranker
from policynlp.tags import Quote

QuotesOf = Callable[[str], tuple[Quote, ...]]
SaidBy = Callable[[str], dict[str, str | None]]

both = pytest.mark.parametrize("features", [PRONOUN_FEATURES, NOUN_FEATURES], ids=["pronouns", "nouns"])
RAIL = (
    "Rail fares rise\n\n"
    "Northern Rail, the region's largest operator, will charge more from May. Fuel has become dear, the company said.\n\n"
    "Ana Reis, the mayor, was angry. Nobody had been asked, the mayor said.\n\n"
    "Northern Rail stood by its plan. It said that fares were still low."
)
COUNCIL = (
    "Council votes on road\n\n"
    "Ana Reis, the mayor, opened the meeting on Monday. The road would cost $2 million, she said.\n\n"
    "Carl Brandt, a farmer, disagreed. Nobody had asked for it, he said.\n\n"
    "He had told the council so in 2019, he added."
)


@both
def test_names_of_features_are_told_apart(features: Features):
    assert len(set(features.names)) == len(features.names)


def test_everybody_who_fits_may_be_meant_and_nobody_too(quotes_of: QuotesOf):
    with hearing() as heard:
        quotes_of(COUNCIL)
    by_offset = {start: case for ranker, start, case in heard if ranker == "pronouns"}
    assert {COUNCIL[start : start + 2].lower() for start in by_offset} == {"sh", "he"}
    for start, case in by_offset.items():
        assert case.figures[-1] is None
        assert len(case.figures) == len(set(case.figures)) == len(case.values)
        assert all(len(row) == len(PRONOUN_FEATURES.names) for row in case.values)
        assert set(case.names) - {None} == ({"Ana Reis"} if COUNCIL.startswith("she", start) else {"Carl Brandt"})
        assert np.isfinite(np.array(case.values)).all()


def test_a_noun_may_stand_for_bodies_people_and_nobody(quotes_of: QuotesOf):
    with hearing() as heard:
        quotes_of(RAIL)
    cases = {RAIL[start:].split()[1]: case for ranker, start, case in heard if ranker == "nouns"}
    assert {word: case.kind for word, case in cases.items()} == {"company": "body", "said": "it", "mayor": "role"}
    for case in cases.values():
        assert len(case.figures) == len(set(case.figures)) == len(case.values)
        assert all(len(row) == len(NOUN_FEATURES.names) for row in case.values)
        assert [row[-1] for row in case.values] == [*([0.0] * (len(case.values) - 1)), 1.0]
        assert np.isfinite(np.array(case.values)).all()
    assert "Northern Rail" in cases["company"].names
    assert "Ana Reis" not in cases["company"].names  # a mayor is no company
    assert "Ana Reis" in cases["mayor"].names


def test_nouns_that_rules_know_no_name_for_are_named(said_by: SaidBy, said_by_rules: SaidBy):
    text = (
        "Harbour fares rise\n\n"
        "Northern Ferries, which runs eleven boats between the islands, will charge more from May. "
        '"Fuel has become dear," the operator said.\n\n'
        'The mayor of Lunde, Ana Reis, was angry. "Nobody asked us," said Reis, who has led the town since 2015.\n\n'
        "Northern Ferries carried 2 million people last year. It said that fares were still low."
    )
    assert said_by_rules(text)["the operator"] == "operator"
    assert {said_by(text)[name] for name in ("the operator", "It")} == {"Northern Ferries"}


def test_whoever_is_named_beside_the_noun_is_no_case(quotes_of: QuotesOf):
    text = 'Vote\n\nIts president, Ana Reis, said that it would pay. The governor of Lunde, Bo Lind, said: "Never."'
    with hearing() as heard:
        quotes_of(text)
    assert [one for one in heard if one.ranker == "nouns"] == []


def test_what_cannot_speak_is_never_asked_for(quotes_of: QuotesOf):
    text = "Forum opens\n\nThe forum was attended by President Peter Kamau. His attendance showed that trade matters to him."
    with hearing() as heard:
        assert [q.speaker for q in quotes_of(text)] == [None]
    assert [one for one in heard if one.ranker == "nouns"] == []


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


@both
@given(data=st.data())
def test_shares_add_up_and_each_is_its_own_whatever_the_order(features: Features, data: st.DataObject):
    values = st.lists(st.floats(-50, 50), min_size=len(features.names), max_size=len(features.names))
    rows = data.draw(st.lists(values, min_size=1, max_size=6))
    ranker, figures = load_ranker(features), tuple(Figure("named_person", str(n)) for n in range(len(rows)))
    shares = ranker.shares(Case(figures, tuple(map(tuple, rows)), 0, ""))
    assert shares.sum() == pytest.approx(1.0)
    assert (shares >= 0).all()
    turned = ranker.shares(Case(figures[::-1], tuple(map(tuple, rows[::-1])), 0, ""))
    assert turned[::-1] == pytest.approx(shares, abs=1e-9)


@both
def test_a_share_below_the_least_is_nobody(features: Features):
    alike = tuple((0.0,) * len(features.names) for _ in range(5))
    figures = (*(Figure("named_person", name) for name in "abcd"), None)
    assert load_ranker(features).features.least > 0.2
    assert figures[load_ranker(features).choose(Case(figures, alike, 0, ""))] is None


def test_changed_weights_are_refused(tmp_path: Path):
    for path in (models_dir() / "speakers").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    kept = json.loads((tmp_path / "pronouns.json").read_text(encoding="utf-8"))
    (tmp_path / "pronouns.json").write_text(json.dumps(kept | {"least": 0.0}), encoding="utf-8")
    with pytest.raises(ModelError):
        load_ranker(PRONOUN_FEATURES, tmp_path)

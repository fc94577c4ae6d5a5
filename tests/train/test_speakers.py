"""Networks that say whom a source means learn from cases, are measured on texts that they have not seen, and come out the same."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from policynlp.tag.quotes.cast import Figure
from policynlp.tag.quotes.pronoun_cases import PRONOUN_FEATURES
from policynlp.tag.quotes.ranked_cases import Case
from policynlp.tag.ranking import Ranker
from policynlp.train.ranking import MarkedCase, evened, fit_ranker, measured, out_of_fold
from policynlp.train.speakers import is_name_of, marked_case
from policynlp.train.speakers_card import speakers_card

NAMES = PRONOUN_FEATURES.names
NOISE = [NAMES.index(name) for name in ("mentions", "tokens", "passages")]
NEAR, NOBODY = NAMES.index("nearest"), NAMES.index("nobody")


def made_cases(texts: int = 30, each: int = 8) -> list[MarkedCase]:
    """Whoever is nearest is meant, but where nobody is; other features are noise. The rules say the first, always."""
    rng = np.random.default_rng(5)
    cases = []
    for text in range(texts):
        for _ in range(each):
            people = int(rng.integers(2, 5))
            values = np.zeros((people + 1, len(NAMES)))
            values[:, NOISE] = rng.normal(size=(people + 1, len(NOISE)))
            values[-1, NOBODY] = 1.0
            meant = int(rng.integers(people + 1))
            if meant < people:
                values[meant, NEAR] = 1.0
            figures = (*(Figure("named_person", f"p{n}") for n in range(people)), None)
            case = Case(figures, tuple(map(tuple, values.tolist())), 0, ("male", "female")[text % 2])
            cases.append(MarkedCase(f"{text}.txt", case, tuple(n == meant for n in range(people + 1))))
    return cases


CASES = made_cases()


def test_it_learns_who_is_meant_in_texts_that_it_has_not_seen():
    figures = measured(out_of_fold([CASES], PRONOUN_FEATURES)[0], PRONOUN_FEATURES)
    assert figures["texts"] == 30
    assert figures["sources"] == len(CASES)
    assert [sum(kind["sources"] for kind in figures["kinds"].values())] == [len(CASES)]
    assert figures["kinds"]["male"]["right"] + figures["kinds"]["female"]["right"] == figures["right"]
    assert figures["right"] > 0.8 * len(CASES) > 2 * figures["right_by_rules"]
    assert figures["wrong_names"] < figures["wrong_names_by_rules"]
    assert figures["share"]["low"] < figures["share"]["value"] < figures["share"]["high"]


def test_the_same_cases_give_the_same_weights():
    first, second = (fit_ranker(CASES[:80], PRONOUN_FEATURES) for _ in range(2))
    assert first.as_json() == second.as_json()
    assert fit_ranker(CASES[:80], PRONOUN_FEATURES, seed=1).as_json() != first.as_json()


def test_what_is_kept_answers_as_what_was_fitted():
    ranker = fit_ranker(CASES[:80], PRONOUN_FEATURES)
    again = Ranker.from_json(ranker.as_json(), PRONOUN_FEATURES)
    for one in CASES[80:120]:
        assert again.shares(one.case) == pytest.approx(ranker.shares(one.case), abs=0.01)


def test_where_whoever_is_meant_is_not_known_nobody_is_learnt():
    unknown = [MarkedCase(c.group, c.case, tuple(False for _ in c.right)) for c in CASES]
    ranker = fit_ranker(unknown, PRONOUN_FEATURES)
    assert all(c.case.figures[ranker.choose(c.case)] is None for c in unknown[:40])
    assert measured([(c, ranker.shares(c.case)) for c in unknown], PRONOUN_FEATURES)["right"] == 0


def test_small_folders_are_not_drowned():
    assert [len(evened([CASES, CASES[:n]])) - len(CASES) for n in (240, 120, 80, 8, 0)] == [240, 240, 240, 24, 0]
    assert evened([]) == []


def test_each_folder_is_measured_by_itself():
    few = [dataclasses.replace(c, group=f"few/{c.group}") for c in CASES[:40]]
    scored = out_of_fold([CASES, few], PRONOUN_FEATURES)
    assert [len(one) for one in scored] == [len(CASES), len(few)]
    assert {c.group for c, _ in scored[1]} == {c.group for c in few}


@pytest.mark.parametrize(
    ("given", "meant", "same"),
    [
        ("Ana Reis", "Ana Reis", True),
        ("Reis", "Ana Reis", True),
        ("Ana Reis", "Reis", True),
        ("Ana Costa", "Ana Reis", False),
        (None, None, True),
        (None, "Ana Reis", False),
        ("Ana Reis", None, False),
    ],
)
def test_names_of_one_person(given: str | None, meant: str | None, same: bool):
    assert is_name_of(given, meant) is same


def test_a_case_takes_any_of_its_readers_answers():
    figures = (Figure("named_person", "Ana Reis"), Figure("named_person", "Bo Lind"), None)
    case = Case(figures, tuple((0.0,) * len(NAMES) for _ in range(3)), 2, "male")
    assert marked_case("t", case, ("Bo Lind", None)).right == (False, True, True)
    assert marked_case("t", case, ("Cy Moss",)).right == (False, False, False)


def test_the_card_tells_what_was_measured():
    figures = measured(out_of_fold([CASES], PRONOUN_FEATURES)[0], PRONOUN_FEATURES)
    card = speakers_card({"ours": {"pronouns": figures, "nouns": figures}})
    assert "- **ours**: 30 texts." in card
    assert card.count(f"**{figures['right']} of {figures['sources']}, ") == 2
    assert f'| "she" | {figures["kinds"]["female"]["right"]} of ' in card

"""Networks that say whom a pronoun means learn from cases, are measured on texts that they have not seen, and come out the same."""

from __future__ import annotations

import numpy as np
import pytest

from policynlp.tag.quotes.pronoun_cases import NAMES, PronounCase
from policynlp.tag.quotes.pronoun_ranker import PronounRanker
from policynlp.train.pronouns import MarkedCase, fit_ranker, is_name_of, marked_case, measured, out_of_fold
from policynlp.train.pronouns_card import pronouns_card

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
            keys = (*(f"p{n}" for n in range(people)), None)
            case = PronounCase(keys, tuple(map(tuple, values.tolist())), by_rules=0)
            cases.append(MarkedCase(f"{text}.txt", case, tuple(n == meant for n in range(people + 1))))
    return cases


CASES = made_cases()


def test_it_learns_who_is_meant_in_texts_that_it_has_not_seen():
    figures = measured(list(out_of_fold(CASES)))
    assert figures["texts"] == 30
    assert figures["pronouns"] == len(CASES)
    assert figures["right"] > 0.8 * len(CASES) > 2 * figures["right_by_rules"]
    assert figures["wrong_names"] < figures["wrong_names_by_rules"]
    assert figures["share"]["low"] < figures["share"]["value"] < figures["share"]["high"]


def test_the_same_cases_give_the_same_weights():
    first, second = (fit_ranker(CASES[:80]) for _ in range(2))
    assert first.as_json() == second.as_json()
    assert fit_ranker(CASES[:80], seed=1).as_json() != first.as_json()


def test_what_is_kept_answers_as_what_was_fitted():
    ranker = fit_ranker(CASES[:80])
    again = PronounRanker.from_json(ranker.as_json())
    for one in CASES[80:120]:
        assert again.shares(one.case) == pytest.approx(ranker.shares(one.case), abs=0.01)


def test_where_whoever_is_meant_is_not_known_nobody_is_learnt():
    unknown = [MarkedCase(c.group, c.case, tuple(False for _ in c.right)) for c in CASES]
    ranker = fit_ranker(unknown)
    assert all(ranker.choose(c.case) is None for c in unknown[:40])
    assert measured([(c, ranker.shares(c.case)) for c in unknown])["right"] == 0


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
    case = PronounCase(("a", "b", None), tuple((0.0,) * len(NAMES) for _ in range(3)), by_rules=2)
    assert marked_case("t", case, ("Ana Reis", "Bo Lind", None), ("Bo Lind", None)).right == (False, True, True)
    assert marked_case("t", case, ("Ana Reis", "Bo Lind", None), ("Cy Moss",)).right == (False, False, False)


def test_the_card_tells_what_was_measured():
    figures = measured(list(out_of_fold(CASES)))
    assert f"**{figures['right']} of {figures['pronouns']} right" in pronouns_card(figures)

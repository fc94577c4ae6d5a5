"""What says whether a name is a person's learns from judged names, is measured on texts that it has not seen, and comes out the same."""

from __future__ import annotations

import numpy as np
import pytest

from policynlp.tag.people.name_cases import FEATURES
from policynlp.tag.people.name_judge import CLASSES, LEAST_PERSON, Judge, verdict
from policynlp.train.names import JudgedName, fit_judge, measured, out_of_fold
from policynlp.train.names_card import names_card

TELLS = {"person": "speaks", "place": "behind_in", "body": "behind_the", "other": "small"}


def made_names(texts: int = 40, each: int = 12) -> list[JudgedName]:
    """One feature tells the class; another is noise."""
    rng = np.random.default_rng(3)
    names = []
    for text in range(texts):
        for _ in range(each):
            is_a = CLASSES[int(rng.choice(len(CLASSES), p=(0.7, 0.1, 0.1, 0.1)))]
            values = np.zeros(len(FEATURES))
            values[FEATURES.index("times")] = rng.normal()
            values[FEATURES.index(TELLS[is_a])] = 1.0
            names.append(JudgedName(f"{text}.txt", ("ours", "press")[text % 2], tuple(values.tolist()), is_a))
    return names


NAMES = made_names()


def test_it_learns_what_names_are_in_texts_that_it_has_not_seen():
    figures = measured(NAMES, out_of_fold(NAMES))
    assert list(figures) == ["ours", "press", "all"]
    assert [figures[name]["texts"] for name in figures] == [20, 20, 40]
    whole = figures["all"]
    assert whole["names"] == len(NAMES) == figures["ours"]["names"] + figures["press"]["names"]
    assert whole["taken"] == whole["taken_rightly"] == whole["class_right"] == whole["no_people"]
    assert 0.5 < whole["people_before"] < 0.9 < whole["people_after"]["low"]


def test_a_name_is_a_persons_unless_that_is_unlikely():
    assert verdict(np.array([LEAST_PERSON, 0.5, 0.1, 0.1])) == "person"
    assert verdict(np.array([LEAST_PERSON - 0.01, 0.5, 0.1, 0.1])) == "place"
    assert verdict(np.array([0.1, 0.2, 0.6, 0.1])) == "body"
    assert verdict(np.array([0.1, 0.2, 0.1, 0.6])) == "other"


def test_the_same_names_give_the_same_weights_and_what_is_kept_answers_alike():
    judge = fit_judge(NAMES)
    assert judge.as_json() == fit_judge(NAMES).as_json()
    again = Judge.from_json(judge.as_json())
    values = [one.values for one in NAMES[:50]]
    assert again.shares(values) == pytest.approx(judge.shares(values), abs=0.01)
    assert judge.shares(values).sum(axis=1) == pytest.approx(np.ones(50))


def test_of_two_classes_the_others_get_nothing():
    two = [one for one in NAMES if one.is_a in {"person", "body"}]
    shares = fit_judge(two).shares([one.values for one in two])
    assert shares[:, [CLASSES.index("place"), CLASSES.index("other")]].max() < 1e-6
    right = [CLASSES[int(row.argmax())] == one.is_a for row, one in zip(shares, two, strict=True)]
    assert all(right)


def test_weights_of_other_features_are_refused():
    kept = fit_judge(NAMES).as_json()
    with pytest.raises(ValueError, match="speaks"):
        Judge.from_json(kept | {"features": [name for name in FEATURES if name != "speaks"]})


def test_the_card_has_a_row_for_each_source():
    card = names_card(measured(NAMES, out_of_fold(NAMES)))
    assert "| ours | " in card
    assert "| press | " in card
    assert "| all | " in card
    assert "- **ours**: 20 texts." in card
    assert "- **press**: 20 texts." in card

"""Agreement, checked against reference implementations where they are installed."""

import random
from collections.abc import Hashable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from policynlp.labels.agreement import (
    by_label,
    cohen_kappa,
    krippendorff_alpha,
    masi_distance,
    nominal_distance,
    span_f1,
)

LABELS = ("agriculture", "security", "trade")


def ratings(seed: int, *, people: int, gaps: float) -> dict[Hashable, dict[str, Hashable]]:
    r = random.Random(seed)
    out: dict[Hashable, dict[str, Hashable]] = {}
    for item in range(60):
        truth = r.choice(LABELS)
        out[item] = {f"p{p}": truth if r.random() < 0.7 else r.choice(LABELS) for p in range(people) if r.random() > gaps}
    return out


@pytest.mark.parametrize("seed", range(5))
def test_kappa_is_that_of_scikit_learn(seed: int) -> None:
    given_ = ratings(seed, people=2, gaps=0.2)
    both = [(v["p0"], v["p1"]) for v in given_.values() if len(v) == 2]
    assert cohen_kappa(given_, "p0", "p1") == pytest.approx(cohen_kappa_score(*zip(*both, strict=True)))


@pytest.mark.parametrize("seed", range(5))
def test_alpha_is_that_of_the_reference(seed: int) -> None:
    krippendorff = pytest.importorskip("krippendorff")
    given_ = ratings(seed, people=4, gaps=0.4)
    codes = {label: i for i, label in enumerate(LABELS)}
    table = [[codes[v[f"p{p}"]] if f"p{p}" in v else float("nan") for v in given_.values()] for p in range(4)]
    expected = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal", value_domain=[0, 1, 2])
    assert krippendorff_alpha(given_) == pytest.approx(expected)


def test_alpha_of_sets_by_masi() -> None:
    """Worked by hand: two items, sets {a, b} and {a} of one item are nested, distance 1 - 1/2 * 2/3."""
    a, ab = frozenset("a"), frozenset("ab")
    assert masi_distance(a, ab) == pytest.approx(2 / 3)
    assert masi_distance(frozenset("ab"), frozenset("bc")) == pytest.approx(1 - 1 / 3 / 3)
    assert masi_distance(frozenset(), frozenset()) == 0.0
    assert masi_distance(a, frozenset("b")) == 1.0
    given_: dict[Hashable, dict[str, Hashable]] = {1: {"x": a, "y": ab}, 2: {"x": a, "y": a}}
    # observed: 2 * 2/3 / 4; expected: 2 * 3 * 1 * 2/3 / (4 * 3)
    assert krippendorff_alpha(given_, distance=masi_distance) == pytest.approx(1 - (4 / 3) / 4 / ((2 * 3 * 2 / 3) / 12))


def test_nothing_in_common_is_none_and_full_agreement_is_one() -> None:
    assert cohen_kappa({1: {"a": 1}, 2: {"b": 1}}, "a", "b") is None
    assert krippendorff_alpha({1: {"a": 1}}) is None
    assert krippendorff_alpha({1: {"a": 1, "b": 1}, 2: {"a": 1, "b": 1}}) is None  # no variety: nothing can be said
    assert krippendorff_alpha({1: {"a": 1, "b": 1}, 2: {"a": 2, "b": 2}}) == 1.0


@given(st.permutations(["a", "b", "c"]), st.integers(0, 20))
def test_alpha_does_not_depend_on_who_is_who(names: list[str], seed: int) -> None:
    given_ = ratings(seed, people=3, gaps=0.3)
    swapped = {i: {names[int(p[1])]: label for p, label in v.items()} for i, v in given_.items()}
    assert krippendorff_alpha(swapped) == pytest.approx(krippendorff_alpha(given_))


@given(st.frozensets(st.sampled_from("abcd")), st.frozensets(st.sampled_from("abcd")))
def test_masi_is_symmetric_and_between_zero_and_one(one: frozenset[str], other: frozenset[str]) -> None:
    assert masi_distance(one, other) == masi_distance(other, one)
    assert 0 <= masi_distance(one, other) <= 1
    assert (masi_distance(one, other) == 0) == (one == other) == (nominal_distance(one, other) == 0)


def test_spans_exact_and_by_overlap() -> None:
    one = [([(0, 10)], "direct"), ([(20, 30), (35, 40)], "mixed")]
    other = [([(0, 9)], "direct"), ([(20, 30), (35, 40)], "mixed"), ([(50, 60)], "direct")]
    assert span_f1(one, other) == pytest.approx(2 / 5)
    assert span_f1(one, other, overlap=0.5) == pytest.approx(4 / 5)
    assert span_f1([([(0, 10)], "direct")], [([(0, 10)], "indirect")], overlap=0.5) == 0.0
    assert span_f1([], []) is None


def test_one_span_is_matched_once() -> None:
    one = [([(0, 10)], "x")]
    other = [([(0, 10)], "x"), ([(0, 9)], "x")]
    assert span_f1(one, other, overlap=0.5) == pytest.approx(2 / 3)


def test_sets_become_one_question_a_label() -> None:
    given_ = {1: {"a": frozenset({"trade"}), "b": frozenset({"trade", "labour"})}, 2: {"a": frozenset[str]()}}
    assert by_label(given_)["labour"] == {1: {"a": False, "b": True}, 2: {"a": False}}

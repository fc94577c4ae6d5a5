"""Simulated annotators: what is spent is counted, and our queue finds what chance does not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import sparse

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def modules() -> Iterator[tuple[Any, Any]]:
    """`active_learning` and `few_labels`, which are no package."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        import active_learning
        import few_labels

        yield active_learning, few_labels
    finally:
        sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="module")
def known(modules: tuple[Any, Any]) -> Any:
    """Clouds around six directions, the sixth with a fiftieth of the texts of the first; definitions lie off their clouds."""
    random = np.random.default_rng(5)
    sizes = [200, 120, 60, 30, 12, 10]
    middles = np.linalg.qr(random.normal(size=(24, 6)))[0].T
    vectors = np.vstack([m + 0.3 * random.normal(size=(n, 24)) for m, n in zip(middles, sizes, strict=True)])
    definitions = middles + 0.15 * random.normal(size=middles.shape)
    dense = np.vstack([vectors, definitions])
    dense /= np.linalg.norm(dense, axis=1, keepdims=True)
    gold = np.repeat(np.eye(6, dtype=bool), sizes, axis=0)
    return modules[1].LabelledSet(
        name="clouds",
        labels=tuple("abcdef"),
        gold=gold,
        test=np.arange(len(gold)) % 2 == 0,
        single=True,
        dense=dense.astype(np.float32),
        words=sparse.csr_matrix((len(dense), 3), dtype=np.float32),
        of_label=np.arange(len(middles)),
    )


def test_both_decisions_of_an_overlap_are_spent(modules: tuple[Any, Any], known: Any) -> None:
    learning, _ = modules
    asked: list[int] = []

    def order(*given: Any) -> list[Any]:
        tasks = learning.by_queue(*given)
        asked.extend(task.people for task in tasks)
        return list(tasks)

    (spent,) = [spent for spent, _ in learning.curve(known, order, seed=1, noise=0.0, stops=(44,))]
    assert spent == 44
    assert asked.count(2) == 4
    assert len(asked) == 40


def test_test_texts_are_never_labelled(modules: tuple[Any, Any], known: Any) -> None:
    learning, _ = modules
    seen: set[int] = set()

    def order(*given: Any) -> list[Any]:
        tasks = learning.by_queue(*given)
        seen.update(int(task.unit) for task in tasks)
        return list(tasks)

    list(learning.curve(known, order, seed=1, noise=0.1, stops=(60,)))
    assert not known.test[list(seen)].any()


def test_annotators_err_as_often_as_they_are_said_to(modules: tuple[Any, Any], known: Any) -> None:
    _, few = modules
    random = np.random.default_rng(1)
    wrong = [(few.annotate(known, i % 100, random, noise=0.1) != known.gold[i % 100]).any() for i in range(2000)]
    assert 0.08 < np.mean(wrong) < 0.12


@pytest.mark.slow
def test_our_queue_finds_rare_labels_sooner_than_chance(modules: tuple[Any, Any], known: Any) -> None:
    learning, _ = modules

    def rare_found(ask: Any) -> int:
        found: list[int] = []

        def order(*given: Any) -> list[Any]:
            tasks = ask(*given)
            found.extend(int(known.gold[int(task.unit), 4:].sum()) for task in tasks)
            return list(tasks)

        for seed in range(3):
            list(learning.curve(known, order, seed=seed, noise=0.1, stops=(60,)))
        return sum(found)

    assert rare_found(learning.by_queue) > 2 * rare_found(learning.at_random)


def test_a_label_is_as_near_as_its_definition_and_its_nearest_line(modules: tuple[Any, Any]) -> None:
    corners = np.eye(4, dtype=np.float32)
    known = modules[1].LabelledSet(
        name="corners",
        labels=("a", "b"),
        gold=np.zeros((1, 2), dtype=bool),
        test=np.zeros(1, dtype=bool),
        single=True,
        dense=np.vstack(
            [corners[3], corners[0], corners[1], corners[2], corners[3]]
        ),  # a text, two definitions, two lines of b
        words=sparse.csr_matrix((5, 3), dtype=np.float32),
        of_label=np.asarray([0, 1, 1, 1]),
    )
    assert known.likeness.tolist() == [[0.0, 0.5]]
    assert known.near(corners[:2]).tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_lines_stand_behind_all_definitions(modules: tuple[Any, Any]) -> None:
    lines, of_label = modules[1]._lines([("a", ("a1", "a2")), ("b", ()), ("c", ("c1",))])
    assert lines == ["a", "b", "c", "a1", "a2", "c1"]
    assert of_label.tolist() == [0, 1, 2, 0, 0, 2]

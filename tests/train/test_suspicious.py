"""Suspicious labels: another label is likely in place of the one that was given."""

from types import SimpleNamespace

import numpy as np

from policynlp.train.suspicious import contradictions, suspicious
from policynlp.train.vectors import UNKNOWN

LABELS = np.asarray([[1, 0, 0], [1, 0, 0], [1, 0, 0], [0, 0, 0], [0, 0, 0], [1, UNKNOWN, 0], [1, 1, 0]], dtype=np.int8)
FOUND = np.asarray(
    [
        [0.90, 0.05, 0.05],  # right
        [0.05, 0.95, 0.05],  # another label in its place
        [0.06, 0.05, 0.05],  # unlikely, and no other is likely
        [0.05, 0.95, 0.05],  # one is missing
        [0.05, 0.10, 0.05],  # rightly without
        [0.60, 0.99, 0.05],  # nobody said anything of the one that is likely
        [0.90, 0.02, 0.97],  # one of two is wrong
    ]
)
HALF = [0.5, 0.5, 0.5]


def test_a_text_is_weighed_by_what_it_has_and_what_it_lacks() -> None:
    found = contradictions(FOUND, LABELS, HALF)
    assert (found.gap > 2).tolist() == [False, True, True, True, False, False, True]
    assert found.gap.argmax() == 6
    assert found.given.tolist() == [0, 0, 0, -1, -1, 0, 1]
    assert found.rival.tolist() == [-1, 1, -1, 1, -1, -1, 2]
    assert found.gap[1] > found.gap[2]


def test_gaps_are_taken_against_thresholds() -> None:
    one = contradictions(np.asarray([[0.3, 0.3]]), np.asarray([[1, 0]], dtype=np.int8), [0.8, 0.2])
    same = contradictions(np.asarray([[0.3, 0.3]]), np.asarray([[1, 0]], dtype=np.int8), [0.5, 0.5])
    assert one.gap[0] > 2 > same.gap[0]


def test_the_list_names_ids_and_themes_the_surest_first() -> None:
    items = [SimpleNamespace(id=f"i{n}") for n in range(len(LABELS))]
    sources = np.asarray(["own"] * 6 + ["mixed"])
    known = SimpleNamespace(items=items, labels=LABELS, sources=sources)
    taxonomy = SimpleNamespace(names=("a", "b", "c"))
    rows = suspicious(known, FOUND, HALF, taxonomy)  # type: ignore[arg-type]
    assert [(r["id"], r["given"], r["likelier"]) for r in rows] == [("i1", "a", "b"), ("i3", None, "b"), ("i2", "a", None)]
    assert rows[0]["log_odds"] == 5.89


def test_a_tenth_of_labels_that_were_changed_is_found() -> None:
    """With probabilities of a model that is right in four of five texts; precision .5 at recall .8 is the aim."""
    random = np.random.default_rng(2)
    truth = random.integers(0, 8, 2000)
    seen = np.where(random.random(2000) < 0.8, truth, random.integers(0, 8, 2000))
    odds = random.normal(-3, 0.8, (2000, 8))
    odds[np.arange(2000), truth] += 1.5
    odds[np.arange(2000), seen] += random.gamma(4, 1, 2000)
    wrong = random.random(2000) < 0.1
    said = np.where(wrong, (truth + random.integers(1, 8, 2000)) % 8, truth)
    labels = (np.arange(8) == said[:, None]).astype(np.int8)
    gap = contradictions(1 / (1 + np.exp(-odds)), labels, [0.5] * 8).gap
    ranked = wrong[np.argsort(-gap)]
    at = int(np.searchsorted(np.cumsum(ranked), 0.8 * wrong.sum())) + 1
    assert ranked[:at].mean() >= 0.5

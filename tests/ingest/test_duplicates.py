from __future__ import annotations

import random

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.ingest import duplicates
from policynlp.ingest.duplicates import (
    PERMUTATIONS,
    SHINGLE_WORDS,
    DuplicateIndex,
    normalised_sha256,
    normalised_words,
    signature,
    similarity,
)


def words(count: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    return ["".join(rng.choices("abcdefghij", k=6)) for _ in range(count)]


def changed(text: list[str], share: float, seed: int = 0) -> list[str]:
    """The words with a stretch at the end replaced."""
    keep = round(len(text) * (1 - share))
    return text[:keep] + words(len(text) - keep, 10_000 + seed)


def shingles(text: str) -> set[str]:
    parts = normalised_words(text)
    return {" ".join(parts[i : i + SHINGLE_WORDS]) for i in range(len(parts) - SHINGLE_WORDS + 1)}


def true_jaccard(one: str, other: str) -> float:
    a, b = shingles(one), shingles(other)
    return len(a & b) / len(a | b)


class Filled(DuplicateIndex):
    """An index that is asked with texts."""

    def put(self, document_id: str, text: str, work: str) -> None:
        self.add(document_id, normalised_sha256(text), signature(text), work)

    def ask(self, text: str, work: str = "another") -> str | None:
        return self.find(normalised_sha256(text), signature(text), work)


def test_case_space_and_punctuation_make_no_difference() -> None:
    assert normalised_sha256("The plan’s aim:\n\n 3.5 percent!") == normalised_sha256("the PLAN'S aim 3,5 percent")
    assert normalised_sha256("up 3.5 percent") != normalised_sha256("up 3.6 percent")
    assert normalised_sha256("?!") != normalised_sha256("...")


@given(st.text(max_size=400))
def test_any_text_has_a_hash_and_a_signature_that_repeat(text: str) -> None:
    assert normalised_sha256(text) == normalised_sha256(text)
    assert signature(text) == signature(text)
    assert len(signature(text)) in (0, 2 + 4 * PERMUTATIONS)


def test_signatures_are_the_same_in_every_version_of_the_program() -> None:
    """Signatures are stored: a change of this value makes stored ones useless, and needs a new format number."""
    text = " ".join(f"word{i}" for i in range(40))
    assert signature(text)[:10].hex() == "0102c3f722c0b261e524"


@pytest.mark.parametrize("share", [0.02, 0.05, 0.1, 0.2, 0.4, 0.7])
def test_estimates_are_as_good_as_those_of_datasketch(share: float) -> None:
    """Both estimate from 128 minima; four standard errors (0.044 each) hold for both."""
    one = " ".join(words(600, 1))
    other = " ".join(changed(words(600, 1), share))
    truth = true_jaccard(one, other)
    oracle = []
    for text in (one, other):
        sketch = MinHash(num_perm=PERMUTATIONS, seed=3)
        sketch.update_batch([s.encode() for s in shingles(text)])
        oracle.append(sketch)
    assert abs(similarity(signature(one), signature(other)) - truth) < 4 * 0.044
    assert abs(oracle[0].jaccard(oracle[1]) - truth) < 4 * 0.044


def test_the_index_finds_what_comparing_all_pairs_finds() -> None:
    """Banding misses no pair at or above the threshold among 300, and names the earliest."""
    texts = []
    for base in range(60):
        source = words(200, base)
        texts += [" ".join(changed(source, share, seed=base)) for share in (0.0, 0.02, 0.06, 0.11, 0.3)]
    index = Filled(jaccard=0.8)
    signatures = [signature(t) for t in texts]
    for number, text in enumerate(texts):
        near = [i for i in range(number) if similarity(signatures[i], signatures[number]) >= 0.8]
        assert index.ask(text, f"w{number}") == (str(near[0]) if near else None)
        index.put(str(number), text, f"w{number}")
    assert len(index) == 300


def test_equal_texts_come_before_earlier_near_ones() -> None:
    text = " ".join(words(100, 5))
    index = Filled(jaccard=0.8)
    index.put("near", text + " and", "w1")
    index.put("equal", text.upper(), "w2")
    assert index.ask(text) == "equal"


def test_the_earliest_of_several_is_named() -> None:
    text = " ".join(words(100, 6))
    index = Filled(jaccard=0.8)
    for number in range(5):
        index.put(f"d{number}", text, f"w{number}")
    assert index.ask(text) == "d0"
    assert index.ask(text, "w0") == "d1"


def test_revisions_of_a_work_do_not_repeat_each_other() -> None:
    text = " ".join(words(100, 7))
    index = Filled(jaccard=0.8)
    index.put("first", text, "w")
    assert index.ask(text + " corrected", "w") is None
    assert index.ask(text, "w") is None
    assert index.ask(text + " corrected", "v") == "first"


def test_short_texts_repeat_only_when_they_are_equal() -> None:
    text = " ".join(words(29, 8))
    assert signature(text) == b""
    index = Filled(jaccard=0.5)
    index.put("short", text, "w")
    assert index.ask(text + "!") == "short"
    assert index.ask(text + " more") is None
    assert similarity(signature(text), signature(text)) == 0


def test_signatures_of_other_versions_count_as_none() -> None:
    text = " ".join(words(100, 9))
    index = DuplicateIndex(jaccard=0.8)
    for number, damaged in enumerate((b"\xff" + signature(text)[1:], signature(text)[:-1], b"")):
        index.add(f"old{number}", f"hash{number}", damaged, f"w{number}")
    assert index.find("x", signature(text), "w9") is None
    assert index.find("hash1", b"", "w9") == "old1"


@pytest.mark.parametrize("jaccard", [0.3, 0.5, 0.8, 0.9, 1.0])
def test_any_threshold_finds_a_copy_with_another_last_word(jaccard: float) -> None:
    text = " ".join(words(5000, 11))
    index = Filled(jaccard=jaccard)
    index.put("a", text, "w")
    assert index.ask(text) == "a"
    expected = "a" if similarity(signature(text), signature(text + " end")) >= jaccard else None
    assert index.ask(text + " end") == expected


def stored(minima: np.ndarray) -> bytes:
    """A signature with these minima."""
    return signature(" ".join(words(40, 0)))[:2] + minima.astype("<u4").tobytes()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0.5, 0.8, 0.95]), st.integers(1, 9), st.integers(1, 5))
def test_the_index_finds_what_looking_at_every_band_finds(seed: int, jaccard: float, waiting: int, compared: int) -> None:
    """However many wait to be sorted in, and however few are compared at a time; a few works share few originals."""
    chance = np.random.default_rng(seed)
    originals = chance.integers(0, 2**32, size=(3, PERMUTATIONS), dtype=np.uint64)
    rows = duplicates._rows_a_band(jaccard)
    known: list[tuple[np.ndarray, str, str]] = []
    with pytest.MonkeyPatch.context() as patch:
        for name, size in (("_WAITING", waiting), ("_COMPARED", compared), ("_BLOCK", 1 + waiting // 2)):
            patch.setattr(duplicates, name, size)
        index = DuplicateIndex(jaccard=jaccard)
        for n in range(40):
            minima = originals[chance.integers(3)].copy()
            other = chance.random(PERMUTATIONS) < chance.choice([0.0, 0.02, 0.15, 0.3])
            minima[other] = chance.integers(0, 2**32, size=int(other.sum()), dtype=np.uint64)
            normalised, work = str(chance.integers(30)), f"work {chance.integers(12)}"
            equal = [i for i, (_, its, of) in enumerate(known) if its == normalised and of != work]
            banded = PERMUTATIONS // rows * rows
            near = [
                i
                for i, (its, _, of) in enumerate(known)
                if of != work
                and (its == minima)[:banded].reshape(-1, rows).all(axis=1).any()
                and np.mean(its == minima) >= jaccard
            ]
            expected = next((str(i) for i in (*equal, *near)), None)
            assert index.find(normalised, stored(minima), work) == expected
            index.add(str(n), normalised, stored(minima), work)
            known.append((minima, normalised, work))

"""Texts that say one thing thousands of times are linked in time that grows with their length, and as they were linked before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from policynlp.link import claims, likeness
from policynlp.link.claims import among, between
from policynlp.link.features import features
from policynlp.link.pairs import may_meet, party
from policynlp.link.repeats import MOST_ALIKE, MOST_WORDED, few_of_each
from policynlp.link.statement_reading import statements

SENTENCE = "Wages of nurses rose by 4.2 percent in 2023. "


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pairs of claims were looked at one by one."""
    count = [0]

    def counted(*parties: Any) -> bool:
        count[0] += 1
        return may_meet(*parties)

    for module in (claims, likeness):
        monkeypatch.setattr(module, "may_meet", counted)
    return count


def read(reader, text, key):
    """All claims of a text, with vectors that are all alike."""
    document, tags = reader.read(reader.document(text, key=key))
    one = np.asarray([1, 0, 0], dtype=np.float32)
    return [replace(s, vector=one, subject=one) for s in statements(party(document), document, tags)]


def pairs_of(looked_at, found):
    looked_at[0] = 0
    return list(found), looked_at[0]


@pytest.mark.parametrize("first", [True, False], ids=["first", "last"])
def test_a_text_is_not_compared_with_itself(reader, looked_at, first):
    other = read(reader, SENTENCE, "b")

    def pairs(times: int) -> int:
        text = "".join(f"Wages of nurses rose by {k / 10} percent in 2023. " for k in range(1, times))
        long = read(reader, text, "a")
        return pairs_of(looked_at, among([*long, *other] if first else [*other, *long]))[1]

    assert 0 < pairs(240) < 6 * pairs(60)


def test_two_texts_that_repeat_a_sentence_grow_no_faster_than_they_are_long(reader, looked_at):
    def pairs(times: int) -> int:
        a, b = (list(few_of_each(read(reader, SENTENCE * times, key))) for key in "ab")
        found, count = pairs_of(looked_at, between(a, b))
        assert {link.kind for link in found} == {"agrees"}
        return count

    assert pairs(200) < 6 * pairs(50)


def test_what_is_said_a_few_times_is_kept_as_it_is(reader):
    found = read(reader, SENTENCE * MOST_ALIKE + "It cost 3.5 million euros.", "a")
    assert list(few_of_each(found)) == found
    found = read(reader, SENTENCE * (MOST_ALIKE + 5) + "It cost 3.5 million euros.", "a")
    assert list(few_of_each(found)) == [*found[:MOST_ALIKE], found[-1]]


def test_other_values_in_the_same_words_are_kept_up_to_a_table_of_them(reader):
    found = read(reader, "".join(f"Wages of nurses rose by {k}.5 percent. " for k in range(MOST_WORDED + 20)), "a")
    assert list(few_of_each(found)) == found[:MOST_WORDED]


def test_a_document_is_linked_by_a_few_of_what_it_repeats(reader):
    document, tags = reader.read(reader.document(SENTENCE * 50))
    assert len(features(document, tags).statements) == MOST_ALIKE

"""Claims compared: pairs of sentences of our own, and the cases that define the kinds of link."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from policynlp.link.linker import Linker
from policynlp.settings import LinkSettings

PAIRS = [
    json.loads(line) for line in (Path(__file__).parents[1] / "data" / "claim_pairs.jsonl").read_text("utf-8").splitlines()
]
LEAST_RIGHT = {"agrees": 0.9, "compatible": 0.8, "differs": 0.9, "not_comparable": 0.9, "none": 1.0}
"""Floors by expected kind; measured when written: see docs/log.md. A figure found where none is expected is a false one."""


def kind_found(reader, pair):
    a, tags_a = reader.read(reader.document(pair["a"], key="a", published="2024-06-01"))
    b, tags_b = reader.read(reader.document(pair["b"], key="b", published="2024-03-01", genre="statistics"))
    links = Linker(LinkSettings()).link([(a, tags_a), (b, tags_b)]).links
    for link in links:
        ends = (a.text[link.from_.start : link.from_.end], b.text[link.to.start : link.to.end])
        if link.from_.document == a.id and ends == (pair["figure_a"], pair["figure_b"]):
            return link.kind
    return "none"


@pytest.fixture(scope="module")
def outcomes(reader):
    return [(pair, kind_found(reader, pair)) for pair in PAIRS]


def test_there_are_enough_pairs_of_every_kind():
    counts = Counter(pair["kind"] for pair in PAIRS)
    assert sum(counts.values()) >= 100
    assert min(counts[kind] for kind in LEAST_RIGHT) >= 14


@pytest.mark.parametrize("kind", LEAST_RIGHT)
def test_floor(outcomes, kind):
    rows = [(pair["id"], found) for pair, found in outcomes if pair["kind"] == kind]
    right = sum(found == kind for _, found in rows)
    assert right / len(rows) >= LEAST_RIGHT[kind], [r for r in rows if r[1] != kind]


def test_no_false_contradiction(outcomes):
    assert [pair["id"] for pair, found in outcomes if found == "differs" and pair["kind"] != "differs"] == []


@pytest.mark.parametrize("kind", ["agrees", "differs", "not_comparable"])
def test_either_order_of_sentences_gives_the_same_kind(reader, kind):
    for pair in [p for p in PAIRS if p["kind"] == kind][:8]:
        turned = pair | {"a": pair["b"], "b": pair["a"], "figure_a": pair["figure_b"], "figure_b": pair["figure_a"]}
        assert kind_found(reader, turned) == kind_found(reader, pair)

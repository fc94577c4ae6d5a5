"""Echoes of policy sentences, on pairs of our own, with the encoder that ships."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from policynlp.errors import PolicyNLPError
from policynlp.link.linker import Linker
from policynlp.settings import LinkSettings

PAIRS = [json.loads(line) for line in (Path(__file__).parents[1] / "data" / "echo_pairs.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def encoder():
    from policynlp.tag.encoder import Encoder

    try:
        return Encoder(threads=1)
    except PolicyNLPError as error:  # a checkout without weights
        pytest.skip(f"no encoder: {error}")


def echoes(reader, encoder, pair):
    made = []
    for text, genre, day in ((pair["policy"], "policy", "2020-01-01"), (pair["text"], "news", "2021-01-01")):
        document, tags = reader.read(reader.document(text, genre=genre, published=day, key=genre))
        encoding = encoder.encode(text, document.passages)
        made.append((document, replace(tags, vectors={p.id: encoding.passage_vector(p.id) for p in document.passages})))
    return any(link.kind == "echoes" for link in Linker(LinkSettings()).link(made).links)


def test_paraphrases_are_found_and_the_same_subject_is_no_echo(reader, encoder):
    outcomes = [(pair["id"], pair["echo"], echoes(reader, encoder, pair)) for pair in PAIRS]
    found = [i for i, expected, got in outcomes if expected and got]
    false = [i for i, expected, got in outcomes if not expected and got]
    assert len(found) >= 0.9 * sum(expected for _, expected, _ in outcomes)
    assert len(false) <= 1, false

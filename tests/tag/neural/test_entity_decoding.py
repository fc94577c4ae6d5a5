"""Names from the labels of words."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from readouts import readout, span

from policynlp.tag.neural.entities import EncoderEntity, decode_entities

LABELS = ("PER", "ORG", "LOC")


def decode(text: str, labels: list[str], probability: float = 0.9) -> list[EncoderEntity]:
    """Names of a text whose words have these labels ("O", "B-PER", "I-PER")."""
    rows = np.full((len(labels), 1 + 2 * len(LABELS)), (1 - probability) / (2 * len(LABELS)), dtype=np.float32)
    for row, label in zip(rows, labels, strict=True):
        at = 0 if label == "O" else 1 + 2 * LABELS.index(label[2:]) + (label[0] == "I")
        row[at] = probability
    return decode_entities(dataclasses.replace(readout(text, []), entities=np.log(rows)), LABELS)


TEXT = "Mara Lind met Port Authority staff in Oslo"


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        ("B-PER I-PER O B-ORG I-ORG O O B-LOC", [("PER", "Mara Lind"), ("ORG", "Port Authority"), ("LOC", "Oslo")]),
        ("B-PER B-PER O O O O O O", [("PER", "Mara"), ("PER", "Lind")]),
        ("I-PER I-PER O O O O O O", [("PER", "Mara Lind")]),
        ("B-PER I-ORG O O O O O O", [("PER", "Mara"), ("ORG", "Lind")]),
        ("O O O B-ORG O I-ORG O O", [("ORG", "Port"), ("ORG", "staff")]),
        ("O O O O O O O O", []),
        ("B-ORG I-ORG I-ORG I-ORG I-ORG I-ORG I-ORG I-ORG", [("ORG", TEXT)]),
    ],
)
def test_labels_to_names(labels: str, names: list[tuple[str, str]]) -> None:
    found = decode(TEXT, labels.split())
    assert [(e.label, TEXT[e.start : e.end]) for e in found] == names
    assert all((e.start, e.end) == span(TEXT, name) for e, (_, name) in zip(found, names, strict=True))
    assert all(e.score == pytest.approx(0.9 + 0.1 / 6, abs=1e-3) for e in found)


def test_no_name_goes_over_paragraphs() -> None:
    text = "Mara\n\nLind"
    assert [(e.start, e.end) for e in decode(text, ["B-PER", "I-PER"])] == [(0, 4), (6, 10)]


def test_no_words() -> None:
    assert decode("", []) == []

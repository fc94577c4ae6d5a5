"""Themes that nobody labelled, on made-up vectors whose answer is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from policynlp.tag.themes.sentences import Readings
from policynlp.taxonomy import Taxonomy, load_taxonomy
from policynlp.train.data import Item
from policynlp.train.prototypes import Prototypes, fit_prototypes
from policynlp.train.vectors import Design

THEMES = ("bees", "boats", "bells", "barns")
WIDTH = 16
SENTENCES = {"weight": 0.5, "penalty": 0.5}


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> Taxonomy:
    path = tmp_path_factory.mktemp("taxonomy") / "four.toml"
    path.write_text(
        "".join(f'[themes.{n}]\ndefinition = "{n}"\nexamples = ["{n} 1", "{n} 2"]\n' for n in THEMES), encoding="utf-8"
    )
    return load_taxonomy(Path(path))


def vector(text: str) -> np.ndarray[Any, Any]:
    """A definition lies further from its theme than its examples do."""
    name, _, number = text.partition(" ")
    rng = np.random.default_rng([ord(c) for c in text])
    out = np.eye(WIDTH)[THEMES.index(name)] + (0.1 if number else 0.5) * rng.standard_normal(WIDTH)
    return (out / np.linalg.norm(out)).astype(np.float32)


@pytest.fixture(scope="module")
def known() -> Design:
    rng = np.random.default_rng(1)
    labels = rng.integers(0, 2, (200, 4)) * rng.integers(0, 2, (200, 4))
    vectors = labels @ np.eye(4, WIDTH) + 0.25 * rng.standard_normal((200, WIDTH))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    none = np.zeros((200, WIDTH), dtype=np.float32)
    items = tuple(
        Item(id=str(n), text="t", source="own", group=str(n), positive=frozenset(), negative=frozenset()) for n in range(200)
    )
    return Design(
        items=items,
        readings=Readings(
            vectors=vectors,
            contexts=none,
            texts=["t"] * 200,
            sentence_vectors=vectors,
            owner=np.arange(200),
            titles=np.zeros(200, dtype=np.float32),
            lone=np.zeros(200, dtype=np.float32),
        ),
        counts=sparse.csr_matrix((200, 4)),
        sentence_counts=sparse.csr_matrix((200, 4)),
        labels=labels.astype(np.int8),
        facets=np.zeros((200, 0), dtype=np.int8),
        facet_names=(),
        weights=np.ones(200),
        folds=np.arange(200) % 4,
    )


def test_a_theme_is_found_by_its_words_alone(known: Design, entries: Taxonomy) -> None:
    scores = np.where(known.labels == 1, 4.0, -4.0)
    config, figures = fit_prototypes(known, scores, entries, SimpleNamespace(vector=vector), sentences=SENTENCES)  # type: ignore[arg-type]
    assert set(config) == {"definition", "examples"}
    assert 0.15 <= config["examples"]["threshold"] <= 0.85
    assert len(config["examples"]["competition"]) == 11
    assert figures["examples"]["own"] > 0.75
    assert figures["examples"]["own"] > figures["definition"]["own"]


def test_a_theme_that_is_held_out_teaches_nothing(known: Design, entries: Taxonomy) -> None:
    def held_out(design: Design) -> np.ndarray[Any, Any]:
        scores = np.where(known.labels == 1, 4.0, -4.0)
        reader = SimpleNamespace(vector=vector)
        near = Prototypes(design, scores, entries, reader, examples=2, sentences=SENTENCES)  # type: ignore[arg-type]
        return near.held_out(3, near.fit([0, 1, 2]), np.arange(200))

    other = known.labels.copy()
    other[:, 3] = 1 - other[:, 3]

    assert (held_out(known) == held_out(replace(known, labels=other))).all()

"""Our own labelled passages: enough of them, labelled by the taxonomy, and none on both sides of the split."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from policynlp.errors import InputError
from policynlp.taxonomy import load_taxonomy
from policynlp.train.labels import read_labels

PASSAGES = list(read_labels())
TAXONOMY = load_taxonomy()
FACETS = [f"{t.name}.{key}" for t in TAXONOMY.themes.values() for key in t.facets]


@pytest.mark.parametrize("facet", FACETS)
def test_each_facet_has_forty_passages_and_hard_negatives_beside_them(facet: str) -> None:
    positive = [p for p in PASSAGES if facet in p.facets]
    assert len(positive) >= 40
    assert sum(facet in p.hard_negative_for for p in PASSAGES) >= 10
    assert sum(p.split == "test" for p in positive) >= 5


def test_labels_are_those_of_the_taxonomy() -> None:
    for passage in PASSAGES:
        assert passage.themes <= set(TAXONOMY.names), passage.id
        assert passage.facets <= set(FACETS), passage.id
        assert {f.partition(".")[0] for f in passage.facets} <= passage.themes, passage.id
        assert not passage.facets & passage.hard_negative_for or len(passage.facets) > 1, passage.id


def test_no_text_and_no_skeleton_is_on_both_sides() -> None:
    def skeleton(text: str) -> str:
        return " ".join(re.findall(r"[a-z]+", text.lower())[:7])

    sides: dict[str, set[str]] = {}
    for passage in PASSAGES:
        sides.setdefault(skeleton(passage.text), set()).add(passage.split)
    assert [s for s, found in sides.items() if len(found) > 1] == []
    assert 0.12 < Counter(p.split for p in PASSAGES)["test"] / len(PASSAGES) < 0.28


def test_a_row_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    good = {"id": "a", "group": "g", "text": "Farmers sow.", "themes": ["agriculture"], "facets": []}
    (tmp_path / "x.jsonl").write_text(json.dumps(good) + "\n" + json.dumps(good) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="twice"):
        list(read_labels(tmp_path))
    (tmp_path / "x.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.jsonl:1|cannot be used"):
        list(read_labels(tmp_path))
    with pytest.raises(InputError, match="no labelled passages"):
        list(read_labels(tmp_path / "none"))

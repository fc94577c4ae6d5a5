"""Labels of gold spans on word pieces, and other quotation marks for the same text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from encoder_articles import gold_rows
from hypothesis import given
from hypothesis import strategies as st

from policynlp.errors import InputError
from policynlp.train.encoder.examples import (
    ENTITIES,
    IGNORED,
    NO_SOURCE,
    Example,
    Source,
    entity_sources,
    example,
    held_out,
    paragraphs,
    plain_sources,
    quote_sources,
)
from policynlp.train.encoder.marks import other_marks


def runs(labels: np.ndarray) -> list[list[int]]:
    """First pieces of the words of each run of 1, 2, 2, ..."""
    out: list[list[int]] = []
    for k, label in enumerate(labels.tolist()):
        if label == 1:
            out.append([k])
        elif label == 2:
            out[-1].append(k)
    return out


def covered(one: Example, text: str, run: list[int]) -> str:
    pieces = one.pieces
    end = run[-1] + 1
    while end < len(pieces) and not pieces.first[end]:
        end += 1
    return text[pieces.starts[run[0]] : pieces.ends[end - 1]]


def test_layers_give_the_gold_spans_back(own_examples: list[Example]) -> None:
    for row, one in zip(gold_rows(), own_examples, strict=True):
        for layer, role in enumerate(("content", "cue", "source")):
            wanted = sorted({tuple(s) for q in row["quotes"] for s in q[role]})
            found = [covered(one, row["text"], r) for r in runs(one.layers[:, layer])]
            assert found == [row["text"][a:b] for a, b in wanted]


def test_only_first_pieces_of_words_have_labels(own_examples: list[Example]) -> None:
    for one in own_examples:
        rest = ~one.pieces.first
        assert (one.layers[rest] == IGNORED).all()
        assert (one.layers[one.pieces.first] != IGNORED).all()
        assert (one.to_cue[rest] == IGNORED).all()
        assert (one.entities == IGNORED).all()


def test_pointers_lead_from_content_to_cue_to_source(own_examples: list[Example]) -> None:
    for row, one in zip(gold_rows(), own_examples, strict=True):
        starts = one.pieces.starts
        for quote in row["quotes"]:
            for a, b in quote["content"]:
                inside = (starts >= a) & (starts < b) & (one.layers[:, 0] > 0)
                targets = set(one.to_cue[inside].tolist())
                assert {int(starts[t]) for t in targets} == {quote["cue"][0][0]}
            (cue,) = np.flatnonzero(starts == quote["cue"][0][0])
            target = int(one.to_source[cue])
            if quote["source"]:
                assert starts[target] == quote["source"][0][0]
            else:
                assert target == NO_SOURCE
        assert (one.to_cue[one.layers[:, 0] <= 0] == IGNORED).all()
        assert (one.to_source[one.layers[:, 1] != 1] == IGNORED).all()


def test_a_spans_marks_are_no_content(tokenizer: Any) -> None:
    text = "“We have no fuel,” said Okoro."
    quote = {"content": [[0, 18]], "cue": [[19, 23]], "source": [[24, 29]]}
    one = example(Source(id="x", text=text, passages=paragraphs(text), quotes=(quote,)), tokenizer)
    assert [covered(one, text, r) for r in runs(one.layers[:, 0])] == ["We have no fuel"]


def test_a_set_without_quotations_teaches_none(tokenizer: Any) -> None:
    text = "Okoro said so."
    one = example(Source(id="x", text=text, passages=paragraphs(text)), tokenizer)
    assert (one.layers == IGNORED).all()
    assert (one.entities == IGNORED).all()


def test_an_empty_text_is_an_example_without_pieces(tokenizer: Any) -> None:
    one = example(Source(id="x", text=" \n", passages=paragraphs(" \n"), quotes=(), entities=()), tokenizer)
    assert len(one.pieces) == 0
    assert one.layers.shape == (0, 3)


def test_entities_fold_nest_and_leave_open_what_a_set_does_not_say(tmp_path: Path, tokenizer: Any) -> None:
    text = "Mara Lind of the Oslo Port Authority met a fish in May."
    entities = [
        {"start": 0, "end": 9, "label": "politician"},
        {"start": 17, "end": 36, "label": "organisation"},
        {"start": 17, "end": 21, "label": "location"},
        {"start": 51, "end": 54, "label": "Quantity"},
    ]
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps({"id": "e", "text": text, "entities": entities}) + "\n", encoding="utf-8")
    for every, of_may in ((True, [ENTITIES.index("MISC") * 2 + 1]), (False, [IGNORED])):
        (source,) = entity_sources(path, every_label=every)
        one = example(source, tokenizer)
        labels = {text[a:b]: n for a, b, n in zip(one.pieces.starts, one.pieces.ends, one.entities.tolist(), strict=True)}
        person, body = (1 + 2 * ENTITIES.index(x) for x in ("PER", "ORG"))
        assert [labels[w] for w in ("Mara", "of", "fish")] == [person, 0, 0]
        assert [labels[w] for w in ("Oslo", "Port", "Authority")] == [body, body + 1, body + 1]
        assert [labels["May"]] == of_may
        assert (one.layers == IGNORED).all()


def test_silver_entities_weigh_less(tmp_path: Path, tokenizer: Any) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(gold_rows()[2]) + "\n", encoding="utf-8")
    (source,) = quote_sources(path, {"own-2": [(0, 5, "PERSON"), (15, 19, "EVENT")]})
    one = example(source, tokenizer)
    assert one.entity_weight < 1
    assert one.entities[one.pieces.starts == 0].tolist() == [1]
    assert one.entities[one.pieces.starts == 15].tolist() == [IGNORED]


def test_a_missing_set_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="missing"):
        list(plain_sources(tmp_path / "none.jsonl"))


def test_a_third_is_held_out() -> None:
    assert sum(held_out(n) for n in range(300)) == 100


@given(text=st.text(alphabet="ab \n\t“", max_size=60))
def test_paragraphs_are_the_blocks_between_blank_lines(text: str) -> None:
    found = paragraphs(text)
    blocks = [b for b in (block.strip() for block in re.split(r"\n[^\S\n]*\n", text)) if b]
    assert [text[p.start : p.end] for p in found] == blocks


@given(text=st.text(alphabet="ab .,'\"“”‘’(—\n", max_size=80), seed=st.integers(0, 200))
def test_other_marks_change_marks_alone(text: str, seed: int) -> None:
    other = other_marks(text, np.random.default_rng(seed))
    assert len(other) == len(text)
    marks = set("'\"“”‘’«»„")
    assert all(a == b or (a in marks and b in marks) for a, b in zip(text, other, strict=True))


def test_other_marks_come_in_several_styles_for_some_texts() -> None:
    text = "“Trout,” he said, “isn’t ‘it’.”"
    rng = np.random.default_rng(5)
    found = [other_marks(text, rng) for _ in range(400)]
    assert {t[0] for t in found} == set('“"«‘„')
    assert 0.6 < sum(t == text for t in found) / len(found) < 0.9
    straight = {other_marks('He said: "Trout."', rng) for _ in range(200)}
    assert "He said: “Trout.”" in straight
    assert "He said: «Trout.»" in straight


def test_other_marks_leave_labels_where_they_are(own_sources: list[Source], tokenizer: Any) -> None:
    rng = np.random.default_rng(1)
    for source in own_sources:
        plain = example(source, tokenizer)
        for _ in range(20):
            other = example(source, tokenizer, text=other_marks(source.text, rng))
            np.testing.assert_array_equal(other.pieces.starts, plain.pieces.starts)
            np.testing.assert_array_equal(other.layers, plain.layers)
            np.testing.assert_array_equal(other.to_cue, plain.to_cue)

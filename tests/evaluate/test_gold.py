"""Gold as people write it: words instead of offsets, and what cannot be right."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.errors import InputError
from policynlp.evaluate.gold import LAYERS, checked_gold

TEXT = "Rosa Lund said 40 homes burned. Rosa Lund added that 40 more were lost."


def read(layer: str, **row: Any) -> Any:
    return checked_gold(layer, [{"id": 1, "text": TEXT} | row], where="gold.jsonl")[0][layer]


def test_words_that_come_twice_are_taken_in_turn() -> None:
    found = read("entities", entities=[{"text": "Rosa Lund", "label": "PERSON"}, {"text": "Rosa Lund", "label": "PERSON"}])
    assert [(e["start"], e["end"]) for e in found] == [(0, 9), (32, 41)]
    with pytest.raises(InputError, match="again"):
        read("claims", claims=[{"text": "40"}] * 3)


def test_pieces_of_a_quotation_in_three_forms() -> None:
    forms: list[Any] = [[["40", 1]], [[53, 55]], [53, 55]]
    for content in forms:
        quote = read("quotes", quotes=[{"content": content, "cue": "added"}])[0]
        assert quote["content"] == [(53, 55)]
        assert [TEXT[a:b] for a, b in quote["cue"]] == ["added"]


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 12))
def test_offsets_come_back_as_they_are(start: int, length: int) -> None:
    end = min(len(TEXT), start + length)
    claim = read("claims", quantities=[{"start": start, "end": end}])[0]
    assert (claim["start"], claim["end"]) == (start, end)


@pytest.mark.parametrize("layer", LAYERS)
def test_what_the_tagger_writes_is_gold(layer: str) -> None:
    assert read(layer, **{layer: []}) == []


@pytest.mark.parametrize(
    "layer, row, what",
    [
        ("poetry", {"poetry": []}, "no layer"),
        ("quotes", {}, "no gold quotes"),
        ("quotes", {"quotes": [{"content": []}]}, "no content"),
        ("quotes", {"quotes": [{"content": ["forty"]}]}, "not in the text"),
        ("claims", {"claims": [{"start": 3, "end": 3}]}, r"span \[3, 3\)"),
        ("claims", {"claims": [{"start": 3, "end": 300}]}, "the text has 71"),
        ("claims", {"claims": ["40"]}, "cannot be read"),
        ("entities", {"entities": [{"text": "Rosa Lund"}]}, "no label"),
        ("themes", {"themes": [{"name": "talent"}]}, "no theme"),
        ("themes", {"text": None, "themes": []}, "no text"),
    ],
)
def test_what_cannot_be_right_says_where(layer: str, row: dict[str, Any], what: str) -> None:
    with pytest.raises(InputError, match=what) as raised:
        read(layer, **row)
    assert layer == "poetry" or raised.value.where == "gold.jsonl: 1"
    assert raised.value.hint


def test_rows_with_one_id_and_no_rows() -> None:
    with pytest.raises(InputError, match="two rows"):
        checked_gold("themes", [{"id": 1, "text": "a", "themes": []}, {"id": "1", "text": "b", "themes": []}], where="g")
    with pytest.raises(InputError, match="no gold"):
        checked_gold("themes", [], where="g")

"""What another processor may change in a golden file, and what it may not."""

from __future__ import annotations

from typing import Any

import pytest

from alike import differences

THEME = {"theme": "talent", "passages": 26, "of_passages": 124, "share": 0.21, "unique_documents": 7}


@pytest.mark.parametrize(
    ("told", "golden"),
    [
        ({"reason": "Near in meaning (cosine 0.73)."}, {"reason": "Near in meaning (cosine 0.72)."}),
        ({"echoes": ["b", "a"]}, {"echoes": ["a", "b"]}),
        ({"themes": [{"facets": [["land", 0.202]]}]}, {"themes": [{"facets": [["land", 0.183]]}]}),
        (THEME | {"passages": 27, "share": 0.218}, THEME),
        ("about talent (22 percent of the passages, in 7 texts)", "about talent (21 percent of the passages, in 7 texts)"),
    ],
)
def test_what_rounding_changes_is_alike(told: Any, golden: Any) -> None:
    assert differences(told, golden) == []


@pytest.mark.parametrize(
    ("told", "golden"),
    [
        ({"reason": "Near in meaning (cosine 0.83)."}, {"reason": "Near in meaning (cosine 0.72)."}),
        ({"reason": "The same figure: 12."}, {"reason": "The same figure: 13."}),
        ({"echoes": ["a", "a"]}, {"echoes": ["a", "b"]}),
        ({"quotes": ["b", "a"]}, {"quotes": ["a", "b"]}),
        ({"figures": [{"value": 0.202}]}, {"figures": [{"value": 0.203}]}),
        (["a"], ["a", "b"]),
        ({"a": 1}, {"b": 1}),
        ({"themes": [0.25]}, {"themes": [0.183]}),
        (3, 4),
        (THEME | {"passages": 31}, THEME),
        (THEME | {"theme": "energy"}, THEME),
        ("about talent (21 percent of the passages, in 7 texts)", "about energy (21 percent of the passages, in 7 texts)"),
        ("(22 percent, in 6 texts)", "(22 percent, in 7 texts)"),
    ],
)
def test_what_the_texts_say_is_not(told: Any, golden: Any) -> None:
    assert differences(told, golden)

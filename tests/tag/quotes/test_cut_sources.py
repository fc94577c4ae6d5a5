"""What does not belong to a source at its end."""

from __future__ import annotations

import pytest

from policynlp.tag.quotes.cut_sources import without_amount


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("the Ministry of Water, or a quarter", "the Ministry of Water"),
        ("the Audit Office, or about 12 percent", "the Audit Office"),
        ("the Audit Office or one-fifth of it", "the Audit Office"),
        ("the mayor or a deputy", "the mayor or a deputy"),
        ("the Audit Office, or AO", "the Audit Office, or AO"),
        (", or half", ", or half"),
    ],
)
def test_an_amount_told_once_more_is_no_source(source, kept):
    text = f"It held 71 million, according to {source} of it."
    start = text.index(source)
    assert text[slice(*without_amount(text, (start, start + len(source))))] == kept

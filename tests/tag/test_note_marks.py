"""A sentence ends at its stop though the mark of a note touches it."""

from __future__ import annotations

import pytest
import spacy

from policynlp.tag.extensions import register_extensions
from policynlp.tag.layout import SentenceStarts


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Catches fell in 2023.¹ Fees will rise.", ["Catches", "Fees"]),
        ("They cost 5 percent.²³ “Too much,” he said.", ["They", "“"]),
        ("It has 5 km² North of it.", ["It"]),
        ("Catches fell to 4.2 tonnes.", ["Catches"]),
    ],
)
def test_a_sentence_starts_behind_the_mark(text, starts):
    register_extensions()
    doc = spacy.blank("en")(text)
    found = [t.text for t in SentenceStarts()(doc) if t.i == 0 or t.is_sent_start]
    assert found == starts

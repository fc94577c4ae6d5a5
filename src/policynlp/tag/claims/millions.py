"""An "m" that touches the digits: metres ("20m high", "6m waves"), or millions of what stands behind it ("640m zlotys", "1.2m people")."""

from __future__ import annotations

import re

from policynlp.tag.claims.document_reading import Reading
from policynlp.tag.claims.money_table import HOME_NAMES
from policynlp.tag.claims.unit_words import word_unit

_LETTER = re.compile(r"m[ \u00a0\n](?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_METRES_OF = frozenset(
    str.split(
        """wave swell sea hurdle tree tower wall building yacht boat ship cliff drop pole mast turbine dune drift sprint runner swimmer
        final heat freestyle butterfly relay column statue blade pipe roll pit stretch length height plume flame pillar strip"""
    )
)
"""What is told in metres in front of it; other plurals behind an "m" are counted in millions."""
_DIMENSIONS = frozenset({"high", "long", "wide", "deep", "tall", "thick"})
_MOST_ADJECTIVES = 2


def in_millions(reading: Reading, offset: int, limit: int) -> bool:
    """Whether the letter behind a number is a million.

    Args:
        reading: The document.
        offset: Where the digits end.
        limit: Where their passage ends.
    """
    text = reading.text
    letter = _LETTER.match(text, offset, limit)
    if letter is None:
        return False
    word = _WORD.match(text, letter.end(), limit)
    home = HOME_NAMES.get(word[0].lower()) if word else None
    if word_unit(text, letter.end(), limit) is not None or (home is not None and reading.most_named(home) is not None):
        return True
    first = reading.token_at(letter.end())
    for token in reading.doc[first : first + _MOST_ADJECTIVES + 1]:
        if token.tag_ in {"NNS", "NNPS"} or token.lower_ == "people":
            return str(token.lemma_).lower() not in _METRES_OF
        if token.pos_ not in {"ADJ", "NOUN", "PROPN"} or token.lower_ in _DIMENSIONS:
            return False
    return False

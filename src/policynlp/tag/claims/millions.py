"""An "m" that touches the digits: metres ("20m high", "6m waves"), or millions of what stands behind it ("640m zlotys", "1.2m people")."""

from __future__ import annotations

import re

from spacy.tokens import Token

from policynlp.tag.claims.document_reading import Reading
from policynlp.tag.claims.money_table import HOME_NAMES
from policynlp.tag.claims.unit_words import word_unit
from policynlp.tag.quotes.source_nouns import PEOPLE_NOUNS

_LETTER = re.compile(r"m[ \u00a0\n](?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_SIZED = re.compile(
    r"(?:\d,\d{3}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|both|several)[ ][\d.]+)$", re.IGNORECASE
)
"""Digits that are grouped, or counted themselves: "the 5,000m races", "two 50m pools"."""
_IN_MILLIONS = re.compile(r"[$€£¥₹][ ]?\d[\d.,]*m\b|\b\d[\d.,]*(?:bn|tn)\b")
_COUNTED = PEOPLE_NOUNS | frozenset(
    str.split(
        """home house household job vehicle car truck bird animal cow pig chicken sheep cattle dose vaccine ticket visitor tourist passenger
        customer subscriber account download view copy book product item order application claim case death infection test vote ballot
        company business firm farm flat apartment phone device computer user client guest traveller trip visit journey flight
        crime family child pupil student patient migrant taxpayer claimant tonne hectare barrel egg bottle letter parcel"""
    )
)
"""What papers count in millions whatever their style."""
_METRES_OF = frozenset(
    str.split(
        """wave swell sea floodwater hurdle hurdler tree tower wall seawall building yacht boat ship cliff drop pole mast turbine dune drift
        sprint sprinter runner swimmer rower shooter race title medal gold silver bronze record champion championship event final heat
        freestyle butterfly breaststroke backstroke medley relay steeplechase dash column statue blade pipe roll pit stretch length
        height plume flame pillar strip fence barrier gap zone buffer span bridge tunnel mirror pool penalty rule side reading mark
        point depth contour corridor exclusion distancing air rifle pistol platform board"""
    )
)
"""What is told in metres in front of it."""
_DIMENSIONS = frozenset({"high", "long", "wide", "deep", "tall", "thick"})
_NO_MASS = re.compile(r"(?:kilo|centi|milli|nano|micro)?meter|inch|foot|yard|mile")
_MOST_ADJECTIVES = 2
_BEFORE_CHARS = 24


def in_millions(reading: Reading, offset: int, limit: int) -> bool:
    """Whether the letter behind a number is a million.

    Money and what is weighed, measured by area or volume, or counted is told so; other plurals only in a text that writes sums so
    ("£5m", "3bn"), but for what is told in metres.

    Args:
        reading: The document.
        offset: Where the digits end.
        limit: Where their passage ends.
    """
    text = reading.text
    letter = _LETTER.match(text, offset, limit)
    if letter is None or _SIZED.search(text[max(0, offset - _BEFORE_CHARS) : offset]):
        return False
    word = _WORD.match(text, letter.end(), limit)
    home = HOME_NAMES.get(word[0].lower()) if word else None
    if home is not None and reading.most_named(home) is not None:
        return True
    unit = word_unit(text, letter.end(), limit)
    if unit is not None and unit[2] == "money":
        return unit[1] != "KRW" or reading.evidence.get("KR", 0) > 0  # "won the 100m won by Gatlin"
    if unit is not None and unit[2] == "measure":
        return _NO_MASS.fullmatch(unit[1]) is None
    first = reading.token_at(letter.end())
    passed: list[Token] = []
    for token in reading.doc[first : first + _MOST_ADJECTIVES + 1]:
        passed.append(token)
        if any(_names(t) & _METRES_OF for t in passed) or token.lower_ in _DIMENSIONS:
            return False
        if token.tag_ in {"NNS", "NNPS"} or token.lower_ == "people":
            return bool(_names(token) & _COUNTED) or _IN_MILLIONS.search(text) is not None
        if token.pos_ not in {"ADJ", "NOUN", "PROPN"}:
            return False
    return False


def _names(token: Token) -> set[str]:
    """The word as it stands, without its plural, and by its lemma."""
    low = token.lower_
    return {low, low.removesuffix("s"), low.removesuffix("es"), str(token.lemma_).lower()}

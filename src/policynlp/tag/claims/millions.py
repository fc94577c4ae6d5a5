"""An "m" that touches the digits: metres ("20m high", "6m waves"), or millions of what stands behind it ("640m zlotys", "1.2m people")."""

# ruff: noqa: E501 (patterns are read by the line)
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
_IN_MILLIONS = re.compile(r"[$€£¥₹][ ]?\d[\d.,]*m\b|\b\d[\d.,]*(?:bn|trn?|tn)\b")
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
_ALONE = re.compile(
    r"m(?=[.,;:)]|$|\n|[ ](?:in|by|from|to|last|this|next|over|during|for|since|at|on|a|per|after|before|and|but|as|when|while|with|up|down|against|compared)\b)"
)
_OF_HOW_MANY = re.compile(
    r"\b(?:(?:r[io]se[sn]?|rising|climb\w*|jump\w*|surg\w*|soar\w*|gr[eo]w\w*|increas\w*|f[ae]ll\w*|drop\w*|declin\w*|decreas\w*|slid|slip\w*|sank|plung\w*|plummet\w*|"
    r"tumbl\w*|swell\w*|shr[aiu]nk\w*|dwindl\w*|double[ds]?|halved|recover\w*|up|down)\b(?:[ ][\w.,%]+){0,4}?[ ](?:to|from)"
    r"|reach(?:e[ds]|ing)?|total(?:l?ed|l?ing|s)?|number(?:ed|s)|exceed(?:ed|s)?|topped|surpass(?:ed|es)|(?:stood|stands|put|estimated)[ ]at)[ ]"
    r"(?:(?:about|around|nearly|almost|just|only|over|under|some|more than|less than|fewer than|a record|an estimated)[ ]){0,2}$",
    re.IGNORECASE,
)
"""In front of what a number of things came to."""
_NUMBER_OF = re.compile(
    r"\b[Nn]umbers?[ ]of[ ](?:[a-z-]+[ ]){0,3}?[a-z]{2,}(?:s|people|men|women|children)\b|\b(?:[Pp]opulation|[Aa]rrivals|[Mm]embership|[Rr]eadership|[Cc]irculation|[Uu]nemployment)\b"
)
_LENGTHS = frozenset(
    str.split(
        """river lake water level tide dam snow rain height depth length distance width altitude elevation jump jumper throw thrower javelin
        metre meter radius diameter block climber mountaineer"""
    )
)
"""What else is told in metres."""
_RELATIVE = re.compile(r"\b(?:that|which|who)[ ]$")
"""As in "flats in houses that exceed 18m"."""
_UP_IT = re.compile(r"m[ ]up[ ](?:the|an?|its)\b")
_SENTENCE_CHARS = 160
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
    if _ALONE.match(text, offset, limit):
        return _is_of_many(reading, offset)
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


def _is_of_many(reading: Reading, offset: int) -> bool:
    """Whether "10m" with nothing behind it is how many of something there are: "the number of pupils rose to 10m", "arrivals fell to 2.4m".

    Not where the sentence has told of anything that is measured in metres so far.
    """
    text, last = reading.text, reading.token_at(offset - 1)
    begin = max(offset - _SENTENCE_CHARS, 0)
    first = reading.token_at(begin) if begin else 0
    stops = [t.i for t in reading.doc[first:last] if t.is_sent_start]
    words = reading.doc[stops[-1] if stops else first : last]
    number = words[-1].idx + len(words[-1]) + 1 if len(words) else offset
    if not len(words) or any(_names(t) & (_METRES_OF | _LENGTHS) for t in words):
        return False
    told = _OF_HOW_MANY.search(text, words[0].idx, number)
    if (
        told is None
        or _RELATIVE.search(text, words[0].idx, told.start())
        or "," in text[number:offset]
        or _UP_IT.match(text, offset)
    ):
        return False
    if _NUMBER_OF.search(text, words[0].idx, offset) is not None:
        return True
    subjects = {t.i for t in words if t.dep_ in {"nsubj", "nsubjpass"} and t.tag_ == "NNS" and _names(t) & _COUNTED}
    return bool(subjects) and "grow" not in {str(t.lemma_) for t in words}


def _names(token: Token) -> set[str]:
    """The word as it stands, without its plural, and by its lemma."""
    low = token.lower_
    return {low, low.removesuffix("s"), low.removesuffix("es"), str(token.lemma_).lower()}

"""A number without a unit, and what stands around it, as numbers that a ranker weighs (`unit_features`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from policynlp.tag.claims.direction import anchor
from policynlp.tag.claims.figure import Figure
from policynlp.tags import ClaimKind

_LEFT_CHARS = 40
_DEGREES = (
    r"(?:(?:about|around|nearly|almost|some|roughly|only|just|over|under|perhaps|up[ ]to|at[ ]least|more[ ]than|fewer[ ]than|less[ ]than|"
    r"the|all|another|a[ ]further|as[ ]many[ ]as|an[ ]estimated|its)[ ])*"
)
_LEFT = {
    "of which": r"\bof[ ](?:which|whom|these|those|them)\b,?[ ](?:[\w-]+[ ]){0,2}",
    "including": r"\b(?:includ\w+|among[ ]them|and|plus|besides)[ ]",
    "from": r"\bfrom[ ]",
    "to": r"\bto[ ]",
    "compared": r"\b(?:compared[ ](?:to|with)|against|versus|than|instead[ ]of|not|rather[ ]than)[ ]",
    "by": r"\bby[ ]",
    "out of": r"\b(?:in|of|out[ ]of|every)[ ]",
    "at": r"\b(?:at|is|are|was|were|be|been|of)[ ]",
    "remaining": r"\b(?:the[ ](?:other|remaining|rest)|remaining|other)[ ]",
    "definite": r"\b(?:the|these|those|all)[ ]",
    "mark": r"[:=–—][ ]?",
    "comma": r",[ ]",
    "opened": r"[(\[]",
    "capital": r"(?:^|[ ])[A-Z]\w*\.?[ ]",
}
"""Right in front of a number."""
_RIGHT = {
    "of them": r"[ ]of[ ](?:them|these|those|which|whom|us)\b",
    "of the": r"[ ](?:(?:out[ ])?of|in)[ ]",
    "verb": r"[ ](?:[a-z]+ly[ ])?(?:are|were|was|have|had|will|would|[a-z]+ed)\b",
    "end": r"\s*(?:[.;:!?”\"]|$|\n)",
    "comma": r",",
    "closed": r"\s?[)\]]",
    "in": r"[ ](?:in|at|on|for|by|during|last|this|a|per|each|every)\b",
    "to": r"[ ]?(?:to|-|–)[ ]?\d",
    "more": r"[ ](?:more|other|others|fewer|less|additional|further)\b",
}
"""Right behind it."""
_LEFT_PATTERNS = {
    name: re.compile(rf"{pattern}{_DEGREES}$", 0 if name == "capital" else re.IGNORECASE) for name, pattern in _LEFT.items()
}
_RIGHT_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _RIGHT.items()}
_NUMBERS = re.compile(
    r"\b(?:section|article|clause|chapter|rule|paragraph|para|annex|table|figure|no|note|lot|form|recital|bus|route|road|room|floor|grade|"
    r"level|class|phase|page|pp?|item|block|lane|ward|unit|step|version|channel|gate|line|platform|flight|junction|exit)(?:e?s)?\.?[ ]"
    r"(?:\d+(?:,[ ]?(?:and[ ])?|[ ](?:and|or|to)[ ])){0,4}$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d")
_VOTES = re.compile(
    r"\b(?:vot(?:e[sd]?|ing)|ballots?|passed|approved|adopted|rejected|abst\w+|against|in favou?r|majority|carried)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"[A-Z]\w+,[ ](?:now[ ]|aged[ ])?$|\b(?:aged|age|woman|man|girl|boy|mother|father|turned|turns)(?:,|[ ]of)?[ ]$"
)
_AGED = re.compile(
    r"\b(?:under|over|below|above|aged|ages?(?:[ ]of)?|older[ ]than|younger[ ]than|between|turn(?:s|ed|ing)?|born|at)[ ]"
    r"(?:the[ ]age[ ]of[ ])?$",
    re.IGNORECASE,
)
_LEADS_AGE = re.compile(
    r"(?:\b(?:under|over|below|above|aged|ages?|than|between|and|to|turn(?:s|ed|ing)?|of|at|about|around|now|is|was|be|are|were)|,|\()"
    r"[ ]?(?:(?:just|only|about|around|nearly|almost|now)[ ])?$",
    re.IGNORECASE,
)
_BEHIND_AGE = re.compile(
    r"\s*(?:$|[.,;:)!?—–\"”’])|[ ](?:and|or|but|who|when|in|on|at|may|can|could|must|should|are|were|is|was|with|without|to[ ]\d)\b",
    re.IGNORECASE,
)
_OF_SO_MANY = re.compile(
    r"\b(?:one|two|three|four|five|six|\d+|most|some|all|half|none|many|few|each|another)[ ]of[ ](?:the|his|her|its|their|our)[ ]"
    r"(?:other[ ])?$",
    re.IGNORECASE,
)
CROWDS = frozenset(
    str.split(
        """crowd audience membership workforce staff personnel population turnout attendance enrolment enrollment crew team congregation
        household headcount manpower police"""
    )
)
"""Nouns of people in the singular."""
_OF_PEOPLE = frozenset(
    str.split(
        """injure kill die arrest wound hurt say tell work live employ hire attend join leave graduate resign vote agree sign drown detain
        hospitalise recruit enrol enroll apply register participate wait quit return retire survive move"""
    )
)
"""Verbs of what people do, or what is done to them."""
_AGES = (5, 105)
_YEARS = (1400, 2100)
_SMALL, _HUNDRED = 13, 100
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "attr", "obj", "oprd"})
AROUND = (
    *(f"left: {name}" for name in _LEFT),
    *(f"right: {name}" for name in _RIGHT),
    "number a subject",
    "number an object",
    "number behind a preposition",
    "no verb",
    "scaled",
    "decimals",
    "a word",
    "small",
    "below a hundred",
)
"""What is known of every number."""


class Thing(NamedTuple):
    """What a number may be of.

    Attributes:
        kind: As in `Claim.kind`.
        unit: As in `Claim.unit`.
    """

    kind: ClaimKind
    unit: str


class Bare(NamedTuple):
    """A number without a unit, and what stands around it.

    Attributes:
        figure: It.
        left, right: Text in front of it and behind it, to the edges of its sentence, or some way there.
        verb: That governs it, or null.
        role: Of its noun phrase in the parse.
        before: The figure before it in its passage; null for none.
        behind: The one behind it.
        last: The last figure before it with a unit.
        inside: Figures before it in its sentence.
        of_sentence: Figures of its sentence.
        nearest: Things by how near they are told in front of it.
        kind: Of its passage.
        printed: The number as printed.
    """

    figure: Figure
    left: str
    right: str
    verb: Token | None
    role: str
    before: Figure | None
    behind: Figure | None
    last: Figure | None
    inside: int
    of_sentence: int
    nearest: Sequence[Thing]
    kind: str
    printed: str


def around(bare: Bare) -> tuple[bool, ...]:
    """`AROUND` of a number."""
    f = bare.figure
    return (
        *(pattern.search(bare.left[-_LEFT_CHARS:]) is not None for pattern in _LEFT_PATTERNS.values()),
        *(pattern.match(bare.right) is not None for pattern in _RIGHT_PATTERNS.values()),
        bare.role in SUBJECTS,
        bare.role in OBJECTS,
        bare.role == "pobj",
        bare.verb is None,
        f.number.scale > 1,
        f.value != int(f.value) and f.number.scale == 1,
        f.number.form == "words",
        abs(f.value) < _SMALL,
        abs(f.value) < _HUNDRED,
    )


def of_people(bare: Bare) -> tuple[bool, ...]:
    """Whether a number may be one of people, of votes or of years.

    Whether it is the side of a contest; votes are told; people are named in front; its verb is of people; an age leads it; it is out of so
    many; it is of a crowd.
    """
    return (
        bare.figure.is_side,
        tells_votes(bare),
        _NAMED.search(bare.left) is not None,
        bare.verb is not None and bare.verb.lemma_ in _OF_PEOPLE,
        _AGED.search(bare.left) is not None,
        _OF_SO_MANY.search(bare.left) is not None,
        _is_of_crowd(bare),
    )


def tells_votes(bare: Bare) -> bool:
    """Whether votes are told beside a number."""
    return _VOTES.search(bare.left) is not None or _VOTES.search(bare.right) is not None


def may_be_age(f: Figure) -> bool:
    """Whether a number is as large as somebody's age."""
    return _AGES[0] <= f.value <= _AGES[1] and f.number.plain


def tells_age(bare: Bare) -> bool:
    """Whether a number may be an age and stands where ages do: "a smallholder of 58", "at 61"; not "of those over 65, 40 had a job"."""
    return may_be_age(bare.figure) and _LEADS_AGE.search(bare.left) is not None and _BEHIND_AGE.match(bare.right) is not None


def may_be_year(f: Figure) -> bool:
    """Whether a number may be a calendar year."""
    return f.number.plain and _YEARS[0] <= f.value <= _YEARS[1]


def like_clock(bare: Bare) -> bool:
    """Whether a number is written like a time of day."""
    return _CLOCK.fullmatch(bare.printed) is not None


def is_numbering(left: str) -> bool:
    """Whether words in front of a number are of what is numbered: "section 4", "buses 12, 14 and 18"."""
    return _NUMBERS.search(left[-_LEFT_CHARS:]) is not None


def role_of(doc: Doc, f: Figure) -> str:
    """Role of the noun phrase of a figure in the parse: nsubj, dobj, pobj, ..."""
    return str(anchor(doc, f).dep_)


def _is_of_crowd(bare: Bare) -> bool:
    """As in "a crowd estimated at 2,000", "the membership stands at 40,000"."""
    measure = bare.figure.measure
    named = measure is not None and any(word in CROWDS for word in measure.text.casefold().split())
    return named or (bare.verb is not None and any(c.lemma_.lower() in CROWDS for c in bare.verb.children))

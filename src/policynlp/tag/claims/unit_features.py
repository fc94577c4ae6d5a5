"""What is known of a unit or thing that a bare number may be of, and of a number that is of none, as numbers that a ranker weighs."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from policynlp.tag.claims.bare_numbers import (
    AROUND,
    OBJECTS,
    SUBJECTS,
    Bare,
    Thing,
    around,
    like_clock,
    may_be_age,
    may_be_year,
    of_people,
    role_of,
)
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.governors import verb_of
from policynlp.tag.ranking import Features
from policynlp.tags import ClaimKind, TextSpan

_MOST_MENTIONS, _MOST_BETWEEN = 4, 6
_FAR_TOKENS = 120.0
_FURTHEST = 7.0
"""Natural logarithm: figures further apart than a thousand times are as good as any further apart."""
_NUMBER_OF = re.compile(r"\b(?:numbers?|total|share|percentage|group|list|count)[ ]of[ ](?:[\w-]+[ ]){0,2}$", re.IGNORECASE)
_OF_ALL = re.compile(r"(?:^|[.;:(“\"][ ]?)(?:out[ ])?of[ ](?:[\w,.-]+[ ]){0,4}$", re.IGNORECASE)
_LEFT_TOKENS = 8
_SAYS_NOTHING = frozenset({"be", "have", "do", "say", "will", "can", "may"})
KINDS: tuple[ClaimKind, ...] = ("money", "measure", "count", "duration", "percent", "age", "index")
"""Kinds of figures whose unit a bare number may have."""
PLACES = ("own sentence", "sentence before", "earlier", "passage before", "heading")
"""Where a thing is told that a number may be of: by its distance from the number."""

OF_THINGS = (
    *PLACES,
    "in front of it",
    "behind it",
    "tokens between",
    "things between",
    "the nearest thing",
    "unit of a figure",
    "noun without a figure",
    "of the figure before",
    "of the figure behind",
    "of the last figure with a unit",
    "figures of it",
    "mentions",
    "told nowhere",
    *KINDS,
    "a rate",
    "people",
    "figures of it in the text",
    "plurals of it in the text",
    "a plural",
    "definite",
    "in its measure",
    "in its scope",
    "in the measure of the figure before",
    "subject of its verb",
    "object of its verb",
    "over it",
    "subject of another verb",
    "object of another verb",
    "behind of all",
    "behind a number of",
    "same verb as its figure",
    "same role as its figure",
    "same measure as its figure",
    "same scale as its figure",
    "same form as its figure",
    "above its figure",
    "apart from its figure",
    "near its figure",
    *AROUND,
    "an age",
    "a year",
    "first in its sentence",
    "figures before in its sentence",
    "side of a contest",
    "votes are told",
    "people are named in front",
    "what people do",
    "behind an age",
    "out of so many",
    "of a crowd",
)
"""What is known of a thing that a number may be of."""
OF_NONE = (
    *(f"none: {name}" for name in AROUND),
    "none: a year",
    "like a clock",
    "none: side of a contest",
    "none: first in its sentence",
    "figures in its sentence",
    "no figure with a unit near",
    "no plural near",
    "in a title or heading",
    "below one",
    "a range",
    "has a measure",
)
"""What is known where a number is of none of them."""
FEATURES = Features("units", OF_THINGS, OF_NONE, least=0.6, folder="units")


class Mention(NamedTuple):
    """A place where a thing is told.

    Attributes:
        token: Of the noun; of a figure that has the unit, that of what it counts, or its last one.
        place: One of `PLACES`.
        figure: The figure that has the unit; null for a noun.
    """

    token: int
    place: str
    figure: Figure | None


class Common(NamedTuple):
    """What is the same for a thing in all of a text.

    Attributes:
        figures: So many have it as their unit.
        nouns: How often a plural names it.
        people: Whether they are people.
    """

    figures: int
    nouns: int
    people: bool


def of_thing(doc: Doc, bare: Bare, thing: Thing, mentions: Sequence[Mention], common: Common) -> tuple[float, ...]:
    """`OF_THINGS` of a thing that a number may be of.

    Args:
        doc: Parsed.
        bare: The number.
        thing: What it may be of.
        mentions: Where that is told, the nearest first; empty for what is told nowhere.
        common: What is the same for it in all of the text.
    """
    f = bare.figure
    near = mentions[0] if mentions else None
    token = doc[near.token] if near is not None else None
    with_figure = next((m.figure for m in mentions if m.figure is not None), None)
    rank = bare.nearest.index(thing) if thing in bare.nearest else _MOST_BETWEEN
    noun = next((doc[m.token] for m in mentions if m.place == PLACES[0] and m.figure is None), None)
    nouns = [doc[m.token] for m in mentions if m.figure is None or m.figure.head >= 0]
    apart = abs(math.log(max(abs(f.value), 1e-6) / max(abs(with_figure.value), 1e-6))) if with_figure is not None else _FURTHEST
    return tuple(
        float(x)
        for x in (
            *(near is not None and near.place == place for place in PLACES),
            near is not None and near.token < f.first,
            near is not None and near.token > f.last,
            min(math.log1p(abs(near.token - f.first)), math.log1p(_FAR_TOKENS))
            if near is not None
            else math.log1p(_FAR_TOKENS),
            min(rank, _MOST_BETWEEN),
            rank == 0,
            with_figure is not None,
            bool(mentions) and with_figure is None,
            bare.before is not None and _is_of(bare.before, thing),
            bare.behind is not None and _is_of(bare.behind, thing),
            bare.last is not None and _is_of(bare.last, thing),
            min(sum(m.figure is not None for m in mentions), _MOST_MENTIONS),
            min(len(mentions), _MOST_MENTIONS),
            not mentions,
            *(thing.kind == kind for kind in KINDS),
            " / " in thing.unit,
            common.people,
            min(common.figures, _MOST_MENTIONS),
            min(common.nouns, 2 * _MOST_MENTIONS),
            token is not None and token.tag_ in {"NNS", "NNPS"},
            token is not None and any(c.lower_ in {"the", "these", "those"} for c in token.lefts),
            any(_within(t, f.measure) for t in nouns),
            any(_within(t, f.scope) or _within(t, f.share_of) for t in nouns),
            bare.before is not None and any(_within(t, bare.before.measure) for t in nouns),
            any(_is(t, SUBJECTS, bare.verb) for t in nouns),
            any(_is(t, OBJECTS, bare.verb) for t in nouns),
            noun is not None and noun.is_ancestor(doc[f.last]),
            token is not None and token.dep_ in SUBJECTS,
            token is not None and token.dep_ in OBJECTS,
            token is not None and _OF_ALL.search(_up_to(doc, token)) is not None,
            token is not None and _NUMBER_OF.search(_up_to(doc, token)) is not None,
            with_figure is not None and _same_verb(doc, bare, with_figure),
            with_figure is not None and bare.role == role_of(doc, with_figure),
            with_figure is not None and f.measure is not None and _same_words(f.measure, with_figure.measure),
            with_figure is not None and with_figure.number.scale == f.number.scale,
            with_figure is not None and with_figure.number.form == f.number.form,
            with_figure is not None and f.value > with_figure.value,
            min(apart, _FURTHEST),
            apart < 1.0,
            *around(bare),
            may_be_age(f),
            may_be_year(f),
            not bare.left.strip(),
            min(bare.inside, _MOST_MENTIONS),
            *of_people(bare),
        )
    )


def of_none(bare: Bare) -> tuple[float, ...]:
    """`OF_NONE` of a number."""
    f = bare.figure
    return tuple(
        float(x)
        for x in (
            *around(bare),
            may_be_year(f),
            like_clock(bare),
            f.is_side,
            not bare.left.strip(),
            min(bare.of_sentence, _MOST_MENTIONS),
            bare.last is None,
            not any(t.kind == "count" for t in bare.nearest),
            bare.kind in {"title", "heading"},
            abs(f.value) < 1,
            f.high is not None,
            f.measure is not None,
        )
    )


def _is_of(f: Figure, thing: Thing) -> bool:
    return f.kind == thing.kind and f.unit == thing.unit


def _within(token: Token, span: TextSpan | None) -> bool:
    return span is not None and span.start <= token.idx < span.end


def _is(token: Token, roles: frozenset[str], verb: Token | None) -> bool:
    return verb is not None and token.dep_ in roles and token.head.i == verb.i


def _up_to(doc: Doc, token: Token) -> str:
    """Text in front of the phrase of a token, with the words of the phrase before it."""
    start, floor = token.i, max(0, token.i - _LEFT_TOKENS)
    while start > floor and not doc[start].is_sent_start:
        start -= 1
    return str(doc[start : token.i].text_with_ws)


def _same_verb(doc: Doc, bare: Bare, other: Figure) -> bool:
    verb = verb_of(doc, other)
    return verb is not None and bare.verb is not None and verb.lemma_ == bare.verb.lemma_ and verb.lemma_ not in _SAYS_NOTHING


def _same_words(a: TextSpan, b: TextSpan | None) -> bool:
    return b is not None and a.text.casefold() == b.text.casefold()

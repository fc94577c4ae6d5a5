"""What speaks for and against two figures being of one thing, as numbers that a regression weighs (`pair_model`).

Each is a question that the rules ask too (`comparable`, `meaning`); no single answer decides here.
"""

from __future__ import annotations

import math

from policynlp.link.comparable import loosely_dated, may_contradict
from policynlp.link.evidence import (
    MOVES,
    of_another_row,
    of_the_whole,
    of_two_names,
    places_meet,
    restricted,
    same_measure,
    shared_words,
    similarity,
)
from policynlp.link.figures import same_value
from policynlp.link.meaning import elsewhere, of_two_kinds
from policynlp.link.mentions import KINDS
from policynlp.link.oppositions import of_two_activities, opposed
from policynlp.link.periods import AHEAD, meet, natures_differ, period_relation, same_span
from policynlp.link.printed_times import QUESTIONS, compared
from policynlp.link.statements import Statement
from policynlp.link.verdicts import apart, near, rounded_up, rounds_to
from policynlp.link.words import FRAMES, contrast, mass

_MOST_DIGITS = 4
_LEAST_MASS, _FEW = 0.5, 2
_MOST_SHARED, _LEAST_CONTRAST, _MOST_CONTRAST = 6.0, 3.0, 5.0
"""Beyond these weights of words more of them tell nothing."""

FEATURES = (
    "cosine",
    "words",
    "shared words",
    "contrast of the poorer",
    "contrast of the richer",
    "same measure",
    "another time",
    "one span",
    "neither dated",
    "one dated",
    "periods meet",
    "loosely dated",
    "natures differ",
    "one ahead",
    "opposed",
    "two definitions",
    "one a mean",
    "elsewhere",
    "places meet",
    "two kinds",
    "another row",
    "one of the whole",
    "may contradict",
    "one is earlier",
    "one a change",
    "one noun",
    "names shared",
    "both exact",
    "digits",
    "near",
    "equal",
    "digits if equal",
    "apart",
    "apart if near",
    "rounded",
    "money",
    "both provisions",
    "one of a site",
    "a few units of time",
    "both a few units of time",
    "one has a speaker",
    "both have speakers",
    "one a cell",
    "both cells",
    "one genre",
    "one of statistics",
    "one of the news",
    "a share",
    "a count",
    *QUESTIONS,
    "words around shared",
    "words around alike",
    "own words around of the poorer",
    "own words around of the richer",
    "one has a word more",
    "each has a word of its own",
    "one noun measured",
    "one of a kind",
    "two kinds of one noun",
    "one restricted",
    "two activities",
    "two names",
)
"""Names of what `describe` gives, in its order; those of a trained model (`models/links`)."""


def describe(a: Statement, b: Statement) -> tuple[float, ...]:
    """The features of two statements of one dimension that have vectors, whichever comes first.

    Args:
        a: One.
        b: The other.

    Returns:
        One number a feature: cosines from -1 to 1, weights of words, the natural logarithm of how many times one figure is the
        other, significant digits; yes and no as 1 and 0.
    """
    opposition = opposed(a.marks, b.marks)
    contrasts = sorted((contrast(a.core - MOVES, b.bag), contrast(b.core - MOVES, a.bag)))
    time = period_relation(a, b)
    close, equal = near(a, b), same_value(a.figure, b.figure)
    distance = math.log(apart(a, b))
    digits = min(a.figure.digits, b.figure.digits, _MOST_DIGITS)
    dated = (a.period is not None) + (b.period is not None)
    return tuple(
        float(x)
        for x in (
            a.vector @ b.vector,
            similarity(a, b),
            min(shared_words(a, b), _MOST_SHARED),
            min(contrasts[0], _LEAST_CONTRAST),
            min(contrasts[1], _MOST_CONTRAST),
            same_measure(a, b),
            time == "other",
            dated == len((a, b)) and same_span(a, b),
            dated == 0,
            dated == 1,
            meet(a, b),
            loosely_dated(a, b),
            natures_differ(a, b),
            (a.nature in AHEAD) != (b.nature in AHEAD),
            opposition is not None and not opposition.definition,
            opposition is not None and opposition.definition,
            ("average" in a.marks) != ("average" in b.marks),
            elsewhere(a, b),
            places_meet(a, b),
            of_two_kinds(a, b),
            of_another_row(a, b),
            of_the_whole(a, b),
            may_contradict(a, b),
            a.earlier != b.earlier,
            (a.change == "none") != (b.change == "none"),
            bool(a.noun) and a.noun == b.noun,
            bool((a.names & b.names) - KINDS),
            a.figure.is_exact and b.figure.is_exact,
            digits,
            close,
            equal,
            digits if equal else 0,
            distance,
            distance if close else 0,
            rounded_up(a, b) or rounds_to(a, b),
            a.dimension.startswith("money"),
            a.provision and b.provision,
            bool(a.site) != bool(b.site),
            a.small or b.small,
            a.small and b.small,
            bool(a.speaker) != bool(b.speaker),
            bool(a.speaker) and bool(b.speaker),
            a.cell != b.cell,
            a.cell and b.cell,
            a.party.genre == b.party.genre,
            "statistics" in (a.party.genre, b.party.genre),
            "news" in (a.party.genre, b.party.genre),
            a.dimension == "share",
            a.dimension.startswith("count"),
            *compared(a.printed, b.printed),
            *_around(a, b),
            *_kinds(a, b),
            restricted(a, b) or restricted(b, a),
            of_two_activities(a.activities, b.activities),
            of_two_names(a, b),
        )
    )


def _kinds(a: Statement, b: Statement) -> tuple[bool, bool, bool]:
    """Whether two measures have one noun, and whether words before it set one or either apart that the other text lacks."""
    if not a.head or a.head != b.head:
        return False, False, False
    first, second = a.kinds - b.said - FRAMES, b.kinds - a.said - FRAMES
    return True, bool(first) != bool(second), bool(first) and bool(second)


def _around(a: Statement, b: Statement) -> tuple[float, ...]:
    """How much of the words around two figures is the same, and what either has of its own.

    Two sentences that are the same but for a word tell of two things by that word more often than two that share little.
    """
    first, second = a.around - FRAMES - MOVES, b.around - FRAMES - MOVES
    own = sorted((first - second - b.said, second - first - a.said), key=mass)
    shared, weights = mass(first & second), [mass(w) for w in own]
    alike = shared / max(shared + sum(weights), _LEAST_MASS)
    counts = sorted(map(len, own))
    return (
        min(shared, _MOST_SHARED),
        alike,
        min(weights[0], _LEAST_CONTRAST),
        min(weights[1], _MOST_CONTRAST),
        counts[0] == 0 < counts[1] <= _FEW,
        0 < counts[0] <= counts[1] <= _FEW,
    )

"""Whether two figures measure the same thing: the words that they share, and those that set them apart."""

from __future__ import annotations

from policynlp.link.figures import overlap, same_value
from policynlp.link.mentions import KINDS
from policynlp.link.periods import overlapping
from policynlp.link.scopes import GEOGRAPHY
from policynlp.link.statements import Statement
from policynlp.link.verdicts import apart
from policynlp.link.words import FRAMES, RESTRICTIONS, contrast, cover, mass, telling

LEAST_SHARED = 0.5
"""Weight of what both measure that is shared at least: two common words, or one rare one."""
EQUAL_EVIDENCE = {2: 2.3, 3: 1.5, 4: 1.0, 5: 0.6}
"""Weight of the words that two sentences share at least where they print the same value, by its significant digits."""
MOVES = frozenset({"increase", "decrease", "population"})
"""Terms that tell the direction, or that people are counted; they set no measure apart."""
MOST_CONTRAST = 0.4
"""Weight of the words that each of two measures has of its own, on the poorer side; one common word."""
MOST_DETAIL = 3.0
"""The same on the richer side: details of one text that the other leaves out."""
LEAST_RATE_DIGITS = 2
_PUBLIC = frozenset({"publ"})
_STATE = frozenset({"govern", "stat", "ministr", "budget"})
LEAST_ROW_DIGITS = {"measure": 2, "money": 2}
_ROW_DIGITS = 3
_NAME_CHARS = 4
_ROUNDED = 1.02
_OF_RATES = {"month": "month", "year": "year", "week": "week", "day": "dai", "hour": "hour"}
"""Stems of "monthly" and the like, by what a rate is per."""


def similarity(a: Statement, b: Statement) -> float:
    """How alike are the things that two statements measure, 0 to 1."""
    if (
        a.core != b.core
        and mass(a.core & b.core) < LEAST_SHARED
        and mass((a.core & b.bag) | (b.core & a.bag)) < 2 * LEAST_SHARED
    ):
        return 0.0
    first, second = cover(telling(a.core), b.bag), cover(telling(b.core), a.bag)
    return (first + second) / 2 * (0.5 + 0.5 * min(first, second) / max(first, second, 1e-9))


def same_measure(a: Statement, b: Statement) -> bool:
    """Whether nothing in the words sets the two measures apart.

    "Solar" against "wind" is a contrast: each side has a word of its own. A word on one side only may be detail, unless it
    cuts the measure down ("male unemployment").
    """
    if a.change != b.change or (a.noun and b.noun and a.noun != b.noun):
        return False
    if restricted(a, b) or restricted(b, a) or of_two_names(a, b):
        return False
    first, second = contrast(a.core - MOVES, b.bag), contrast(b.core - MOVES, a.bag)
    return min(first, second) <= MOST_CONTRAST and max(first, second) <= MOST_DETAIL


def restricted(a: Statement, b: Statement) -> bool:
    """Whether a word cuts one measure down that the other text lacks; what a government spends is public."""
    own = {w for w in a.core if w not in b.bag} & RESTRICTIONS
    return bool(own - _PUBLIC if b.bag & _STATE else own)


def of_two_names(a: Statement, b: Statement) -> bool:
    """Whether each names a place or body that the other text does not name near its figure."""
    return bool(a.names - b.near - b.bag - KINDS and b.names - a.near - a.bag - KINDS)


def telling_match(a: Statement, b: Statement) -> bool:
    """Whether two texts print the same figure, of so many digits that few other words need be the same."""
    digits = min(a.figure.digits, b.figure.digits)
    if (a.noun and b.noun and a.noun != b.noun) or (a.change != b.change and "none" not in {a.change, b.change}):
        return False
    if restricted(a, b) or restricted(b, a):
        return False
    if digits == 2 and a.period is not None and b.period is not None and overlapping(a.period, b.period) != "same":
        return False
    shared = shared_words(a, b)
    least = EQUAL_EVIDENCE.get(digits, EQUAL_EVIDENCE[5] if digits > 5 else 99.0)
    return shared >= least


def shared_words(a: Statement, b: Statement) -> float:
    """Weight of the words that the sentences of two figures share, or one with the heading of the other."""
    return mass(((a.said & b.bag) | (b.said & a.bag)) - FRAMES - MOVES - GEOGRAPHY)


def rates_apart(a: Statement, b: Statement) -> bool:
    """Whether the amount of a rate stands against something that it does not repeat.

    Two rates are compared as rates. A rate is the same as an amount that is told without its "per" where both print the same
    number; nothing is a contradiction of it, and what a year brings is not what five years do.
    """
    if not (a.per or b.per) or _says_rate(a, b.per) or _says_rate(b, a.per):
        return False
    if (a.per == "year" and b.spread) or (b.per == "year" and a.spread):
        return True
    digits = min(a.figure.digits, b.figure.digits)
    sure = (a.figure.is_exact and b.figure.is_exact) or digits >= _ROW_DIGITS
    rounded = same_value(a.figure, b.figure) or (sure and overlap(a.figure, b.figure))
    return bool(a.per and b.per) or not rounded or digits < LEAST_RATE_DIGITS


def _says_rate(a: Statement, per: str) -> bool:
    """Whether what is measured says itself what another figure is told per: "mean monthly pay" beside "1,870 euros a month"."""
    return bool(per) and not a.per and not a.spread and _OF_RATES.get(per, "") in a.core


def places_meet(a: Statement, b: Statement) -> bool:
    """Whether the names leave it possible that both are about the same place or body."""
    if a.names - KINDS and b.names - KINDS:
        return _meet(a.names, b.near | b.bag) and _meet(b.names, a.near | a.bag)  # "Seafood exports", "exports of seafood"
    return not (a.near - KINDS and b.near - KINDS) or _meet(a.near, b.near)


def of_another_row(a: Statement, b: Statement) -> bool:
    """Whether one is the cell of a place that the other does not name: a district's row beside a sentence on the region."""
    return any(
        own.cell and bool(own.names - KINDS) and not _meet(own.names, other.near | other.bag) for own, other in ((a, b), (b, a))
    )


def of_its_row(a: Statement, b: Statement) -> bool:
    """Whether one is the cell of a row by whose name the other tells the same figure: "58 kilometres inland on the Lund", Lund 57.6."""
    least = LEAST_ROW_DIGITS.get(a.dimension.partition(":")[0], _ROW_DIGITS)
    if min(a.figure.digits, b.figure.digits) < least or apart(a, b) > _ROUNDED or not overlap(a.figure, b.figure):
        return False
    for own, other in ((a, b), (b, a)):
        names = own.names - KINDS
        if own.cell and not other.cell and names and names <= other.names:
            return mass((own.bag & other.said) - FRAMES - GEOGRAPHY - _stems_of(own)) >= LEAST_SHARED
    return False


def _stems_of(statement: Statement) -> frozenset[str]:
    """The words of its names, as words are compared: a row shares its own name with whoever tells of it."""
    return frozenset(w for w in statement.bag if any(w[:_NAME_CHARS] == n[:_NAME_CHARS] for n in statement.names))


def of_the_whole(a: Statement, b: Statement) -> bool:
    """Whether one is of a whole, as it says, and the other of a place that this one does not name: a district, "the State as a whole"."""
    return any(
        own.wholly and bool(other.names - KINDS) and not _meet(other.names - KINDS, own.near | own.bag)
        for own, other in ((a, b), (b, a))
    )


def _meet(names: frozenset[str], others: frozenset[str]) -> bool:
    return bool(names & others)

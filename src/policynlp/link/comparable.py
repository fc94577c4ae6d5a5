"""Whether two figures state the same thing, and if they do, whether they agree.

Precision comes first: a contradiction that is none does more harm than one that is missed. So figures are compared only
where what they measure is clearly the same, and a difference is called one only where period, scope and nature are too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policynlp.link.figures import OPEN_REACH, overlap, relative, same_value
from policynlp.link.order import Days
from policynlp.link.scopes import Relation, relation
from policynlp.link.statements import Statement
from policynlp.link.words import FRAMES, RESTRICTIONS, contrast, cover, mass, telling, terms
from policynlp.tags import LinkKind

LEAST_SIMILARITY = 0.5
"""Default of `link.claim_similarity`: part of the weight of what each measures that the other's sentence has, both ways.
Chosen on tests/data/claim_pairs.jsonl (false contradictions none, recall see there)."""
AGREE_RELIEF = 0.6
"""Two texts that print the same three digits or more are likely to mean the same; the similarity may then be this much of
the threshold."""
LEAST_SHARED = 0.5
"""Weight of what both measure that is shared at least: two common words, or one rare one."""
UNDATED_SIMILARITY = 0.75
"""A difference between two undated figures needs a surer match: polls and prices move without saying so."""
NOT_COMPARABLE_FACTOR = 1.25
"""`not_comparable` needs a surer match than a comparison, as it is of use only where a reader would compare."""
UNDATED_APART = 1.35
"""Two undated figures further apart than this factor are of two times or things more often than they contradict."""
EQUAL_EVIDENCE = {2: 2.5, 3: 1.5, 4: 1.0, 5: 0.6}
"""Weight of the words that two sentences share at least where they print the same value, by its significant digits."""
POLLED = frozenset(terms("poll pollster voter voted vote respondent ballot electorate caucus approval"))
"""Polls and votes: each is a measure of its own, two of them do not contradict each other where one gives no date."""
MOVES = frozenset({"increase", "decrease", "population"})
"""Terms that tell the direction, or that people are counted; they set no measure apart."""
MOST_CONTRAST = 0.4
"""Weight of the words that each of two measures has of its own, on the poorer side; one common word."""
MOST_DETAIL = 3.0
"""The same on the richer side: details of one text that the other leaves out."""
_FAR_APART = 3.0
"""Figures of one measure differ by less than this factor; beyond, they measure something else."""
_TELLING_DIGITS = 3
_SAME_TIME_DAYS = 400
"""Undated figures of texts that appeared within this time are of the same state of things."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comes out of comparing two statements.

    Attributes:
        kind: agrees, compatible, differs or not_comparable.
        delta: Relative difference of the first to the second.
        reason: One sentence for people.
        score: Similarity of what is measured, 0 to 1.
        bar: What stands in the way of a comparison: `scope`, `period`, `nature`; empty where nothing does.
    """

    kind: LinkKind
    delta: float | None
    reason: str
    score: float
    bar: str = ""


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


def compare(a: Statement, b: Statement, *, least_similarity: float = LEAST_SIMILARITY) -> Verdict | None:
    """Compare two statements of different documents.

    Args:
        a: The later one; `delta` is relative to the other.
        b: The earlier one.
        least_similarity: See `LEAST_SIMILARITY`.

    Returns:
        The verdict, or None where they are not about the same measure, or too much stands in the way.
    """
    if a.dimension != b.dimension or (a.second and b.second) or not _places_meet(a, b):
        return None
    equal = same_value(a.figure, b.figure)
    if not equal and a.said & POLLED and b.said & POLLED and None in {a.period, b.period}:
        return None
    confirmed = overlap(a.figure, b.figure) and min(a.figure.digits, b.figure.digits) >= _TELLING_DIGITS
    confirmed = confirmed or (a.noun == b.noun != "" and same_value(a.figure, b.figure) and a.figure.digits >= 2)
    alike = similarity(a, b)
    if equal and alike < least_similarity * AGREE_RELIEF and _telling_match(a, b):
        alike, confirmed = least_similarity * AGREE_RELIEF, True
    if alike < least_similarity * (AGREE_RELIEF if confirmed else 1.0):
        return None
    if not confirmed and not _same_measure(a, b):
        return None
    if "none" not in {a.change, b.change} and a.change != b.change:
        return None
    period, nature = _period(a, b), _nature(a, b)
    if equal and period == "other" and None in {a.period, b.period} and {a.nature, b.nature} & _AHEAD:
        period = "unknown"  # a quota or budget for next year, reported without the year
    if confirmed and a.change != "none" and period == "other":  # "over the decade", "since 2010": loosely dated
        period = "unknown"
    scope = relation(a.scope, b.scope)
    bars = [
        name
        for name, stands in (
            ("period", period == "other"),
            ("nature", nature),
            ("scope", scope in {"wider", "narrower", "other"}),
        )
        if stands
    ]
    if bars == ["period", "nature"] and _aims_later(a, b):
        bars = ["nature"]  # "11.6 percent now", "9 percent by 2030"
    score = round(min(1.0, alike), 3)
    delta = relative(a.figure, b.figure)
    if bars == ["period"] and (a.earlier or b.earlier) and not confirmed:
        return None
    if bars == ["nature"] and same_value(a.figure, b.figure):
        return Verdict("agrees", delta, f"The same figure, as {a.nature} here and as {b.nature} there: {_both(a, b)}.", score)
    if bars == ["scope"] and (held := _holds_across(a, b, scope)):
        return Verdict("compatible", delta, held, score)
    if bars:
        if (
            len(bars) > 1
            or alike < least_similarity * (AGREE_RELIEF if confirmed else NOT_COMPARABLE_FACTOR)
            or scope == "other"
        ):
            return None
        if bars != ["scope"] and not confirmed and _too_far(a, b):
            return None
        if not confirmed and min(a.figure.digits, b.figure.digits) < 2:  # "one in ten" is comparable to too much
            return None
        return Verdict("not_comparable", delta, _bar_reason(bars[0], a, b, scope), score, bars[0])
    return _values(a, b, score=score, delta=delta, sure=period == "same", far=_too_far(a, b))


def _same_measure(a: Statement, b: Statement) -> bool:
    """Whether nothing in the words sets the two measures apart.

    "Solar" against "wind" is a contrast: each side has a word of its own. A word on one side only may be detail, unless it
    cuts the measure down ("male unemployment").
    """
    if a.change != b.change or (a.noun and b.noun and a.noun != b.noun):
        return False
    if {w for w in a.core if w not in b.bag} & RESTRICTIONS or {w for w in b.core if w not in a.bag} & RESTRICTIONS:
        return False
    if a.names - b.near - b.bag and b.names - a.near - a.bag:
        return False
    first, second = contrast(a.core - MOVES, b.bag), contrast(b.core - MOVES, a.bag)
    return min(first, second) <= MOST_CONTRAST and max(first, second) <= MOST_DETAIL


def _values(a: Statement, b: Statement, *, score: float, delta: float | None, sure: bool, far: bool) -> Verdict | None:
    """Compare the values where nothing stands in the way."""
    off = f"{abs(delta) * 100:.3g} percent" if delta is not None else "a part that cannot be stated"
    figures = _both(a, b)
    if overlap(a.figure, b.figure):
        if same_value(a.figure, b.figure) and (a.figure.open_up, a.figure.open_down) == (b.figure.open_up, b.figure.open_down):
            return Verdict("agrees", delta, f"The same figure: {figures}.", score)
        if a.figure.open_up or a.figure.open_down or b.figure.open_up or b.figure.open_down:
            return None if _beyond_reach(a, b) else Verdict("compatible", delta, f"The bound holds: {figures}.", score)
        if a.figure.is_range or b.figure.is_range:
            return Verdict("compatible", delta, f"The range holds: {figures}.", score)
        if a.figure.is_exact and b.figure.is_exact and a.figure.digits and b.figure.digits:
            return Verdict("agrees", delta, f"Equal within rounding: {figures}.", score)
        return Verdict("compatible", delta, f"The approximation holds: {figures}.", score)
    if not sure or far:
        return None
    shared = mass((a.core & b.core) - FRAMES)
    undated = a.period is None and b.period is None
    if undated and min(a.figure.digits, b.figure.digits) < 2:
        return None
    if undated and (score < UNDATED_SIMILARITY or shared < LEAST_SHARED or _apart(a, b) > UNDATED_APART):
        return None
    return Verdict("differs", delta, f"They differ by {off}: {figures}.", score)


def _both(a: Statement, b: Statement) -> str:
    return f"“{a.text}” here, “{b.text}” there"


def _beyond_reach(a: Statement, b: Statement) -> bool:
    """A bound (“more than x”) and a figure far beyond it: true, but not the same story."""
    low, high = sorted((abs(a.figure.value), abs(b.figure.value)))
    return low == 0 or high / low > OPEN_REACH


def _apart(a: Statement, b: Statement) -> float:
    low, high = sorted((abs(a.figure.value), abs(b.figure.value)))
    return high / low if low else float("inf")


def _telling_match(a: Statement, b: Statement) -> bool:
    """Whether two texts print the same figure, of so many digits that few other words need be the same."""
    digits = min(a.figure.digits, b.figure.digits)
    if (a.noun and b.noun and a.noun != b.noun) or (a.change != b.change and "none" not in {a.change, b.change}):
        return False
    if {w for w in a.core if w not in b.bag} & RESTRICTIONS or {w for w in b.core if w not in a.bag} & RESTRICTIONS:
        return False
    if digits == 2 and not (a.period is not None and b.period is not None and _overlapping(a.period, b.period) == "same"):
        return False
    shared = mass(((a.said & b.bag) | (b.said & a.bag)) - FRAMES - MOVES)
    least = EQUAL_EVIDENCE.get(digits, EQUAL_EVIDENCE[5] if digits > 5 else 99.0)
    return shared >= least


def _too_far(a: Statement, b: Statement) -> bool:
    low, high = sorted((abs(a.figure.value), abs(b.figure.value)))
    return low == 0 or high / low > _FAR_APART or a.figure.value * b.figure.value < 0


def _holds_across(a: Statement, b: Statement, scope: Relation) -> str:
    """A lower bound on the wider of two scopes holds where the narrower one reaches it already."""
    wide, narrow = (a, b) if scope == "wider" else (b, a)
    if scope == "other" or _beyond_reach(a, b) or _period(a, b) == "other":
        return ""
    if wide.figure.open_up and not narrow.figure.open_down and narrow.figure.high >= wide.figure.low:
        return f"The bound “{wide.text}” holds: a part of what it covers has “{narrow.text}” already."
    return ""


def _places_meet(a: Statement, b: Statement) -> bool:
    """Whether the names leave it possible that both are about the same place or body."""
    if a.names and b.names:
        return _meet(a.names, b.near | b.bag) and _meet(b.names, a.near | a.bag)  # "Seafood exports", "exports of seafood"
    return not (a.near and b.near) or _meet(a.near, b.near)


def _meet(names: frozenset[str], others: frozenset[str]) -> bool:
    return bool(names & others)


def _period(a: Statement, b: Statement) -> str:
    """`same`, `other`, or `unknown`."""
    if a.period is not None and b.period is not None:
        return _overlapping(a.period, b.period)
    if a.period is None and b.period is None:
        if a.party.days is None or b.party.days is None:
            return "unknown"
        apart = abs((a.party.days[1] - b.party.days[1]).days)
        return "same" if apart <= _SAME_TIME_DAYS else "unknown"
    period = a.period or b.period
    undated = a if a.period is None else b
    written = undated.party.days
    if period is not None and written is not None and undated.nature not in _AHEAD and period[0] > written[1]:
        return "other"  # what was published before a period is not about it
    return "unknown"


def _overlapping(a: Days, b: Days) -> str:
    first, last = max(a[0], b[0]), min(a[1], b[1])
    shared = (last - first).days + 1
    longer = max(_length(a), _length(b))
    if shared <= 0:
        return "other"
    if shared / longer >= 0.5:
        return "same"
    return (
        "unknown" if shared >= min(_length(a), _length(b)) and longer <= 366 and min(_length(a), _length(b)) <= 1 else "other"
    )


def _length(period: tuple[date, date]) -> int:
    return (period[1] - period[0]).days + 1


_AHEAD = frozenset({"target", "forecast", "hypothetical"})


def _nature(a: Statement, b: Statement) -> bool:
    """Whether one is what was and the other what is to be, or two kinds of what is to be."""
    first, second = a.nature, b.nature
    return first != second and (first in _AHEAD or second in _AHEAD)


def _aims_later(a: Statement, b: Statement) -> bool:
    """Whether one is a target or forecast for a time after the other's."""
    ahead, other = (a, b) if a.nature in _AHEAD else (b, a)
    if ahead.nature not in {"target", "forecast"} or other.nature in _AHEAD or ahead.period is None:
        return False
    reached = other.period or other.party.days
    return reached is not None and ahead.period[1] > reached[1]


def _bar_reason(bar: str, a: Statement, b: Statement, scope: Relation) -> str:
    figures = _both(a, b)
    same = "The same value" if same_value(a.figure, b.figure) else "Not the same thing"
    if bar == "period":
        first, second = (s.period_text or f"a text of {s.party.days[1]:%Y-%m}" if s.party.days else "?" for s in (a, b))
        return f"{same}, but of another period ({first} against {second}): {figures}."
    if bar == "nature":
        return f"{same}, but one is a {a.nature}, the other a {b.nature}: {figures}."
    first, second = a.scope.text or "what it covers", b.scope.text or "what it covers"
    return f"{same}, but the first covers {'more' if scope == 'wider' else 'less'} ({first} against {second}): {figures}."

"""Whether two figures state the same thing, and if they do, whether they agree.

Precision comes first: a contradiction that is none does more harm than one that is missed. So figures are compared only
where what they measure is clearly the same, and a difference is called one only where period, scope and nature are too.
"""

from __future__ import annotations

from policynlp.link.evidence import (
    LEAST_SHARED,
    of_another_row,
    of_its_row,
    of_the_whole,
    places_meet,
    rates_apart,
    same_measure,
    shared_words,
    similarity,
    telling_match,
)
from policynlp.link.figures import overlap, relative, same_value
from policynlp.link.oppositions import of_two_activities, opposed
from policynlp.link.periods import AHEAD, MONTH_DAYS, aims_later, meet, natures_differ, period_relation, same_span, summed
from policynlp.link.scopes import Relation, relation
from policynlp.link.shared_money import FAMILY, may_be_one
from policynlp.link.statements import Statement
from policynlp.link.verdicts import (
    Verdict,
    across_natures,
    agreement,
    apart,
    bar_reason,
    beyond_reach,
    both,
    by_definition,
    difference,
    rounded_up,
    rounds_to,
    too_far,
)
from policynlp.link.words import FRAMES, mass, terms

LEAST_SIMILARITY = 0.5
"""Default of `link.claim_similarity`: part of the weight of what each measures that the other's sentence has, both ways.
Chosen on tests/data/claim_pairs.jsonl (false contradictions none, recall see there)."""
AGREE_RELIEF = 0.6
"""Two texts that print the same three digits or more are likely to mean the same; the similarity may then be this much of
the threshold."""
UNDATED_SIMILARITY = 0.75
"""A difference between two undated figures needs a surer match: polls and prices move without saying so."""
NOT_COMPARABLE_FACTOR = 1.25
"""`not_comparable` needs a surer match than a comparison, as it is of use only where a reader would compare."""
LOOSE_SIMILARITY = 0.7
"""To say that a dated and an undated figure are close, but cannot be compared; nothing is claimed, so a little less will do."""
UNDATED_APART = 1.35
"""Two undated figures further apart than this factor are of two times or things more often than they contradict."""
POLLED = frozenset(
    terms("poll pollster survey surveyed voter voted vote respondent ballot electorate caucus delegate precinct")
)
"""Polls and votes: each is a measure of its own, two of them do not contradict each other where one gives no date."""
VOTES = POLLED - frozenset(terms("survey surveyed respondent"))
SMALL_EVIDENCE = 2.3
"""Weight of the words that two sentences share at least where they print the same few days, weeks, months or years."""
_SAME_STATE_DAYS = 400
_SAME_SEASON_DAYS = 90
_SAME_NEWS_DAYS = 45
_A_YEAR_DAYS = 360
_TELLING_DIGITS = 3


def compare(a: Statement, b: Statement, *, least_similarity: float = LEAST_SIMILARITY) -> Verdict | None:
    """Compare two statements of different documents.

    Args:
        a: The later one; `delta` is relative to the other.
        b: The earlier one.
        least_similarity: See `LEAST_SIMILARITY`.

    Returns:
        The verdict, or None where they are not about the same measure, or too much stands in the way.
    """
    if (
        a.dimension != b.dimension
        or not may_be_one(a, b)
        or (a.second and b.second)
        or not places_meet(a, b)
        or rates_apart(a, b)
    ):
        return None
    if a.small or b.small:
        return _small(a, b)
    equal = same_value(a.figure, b.figure)
    if not equal and (set_apart := opposed(a.marks, b.marks)) is not None and not set_apart.definition:
        return None
    if not equal and a.said & POLLED and b.said & POLLED and None in {a.period, b.period}:
        return None
    near = overlap(a.figure, b.figure) and not beyond_reach(a, b)  # a bound overlaps with everything above it
    digits = min(a.figure.digits, b.figure.digits)
    dated = a.period is not None and b.period is not None and period_relation(a, b) == "same"
    confirmed = near and (digits >= _TELLING_DIGITS or (digits >= _TELLING_DIGITS - 1 and dated and same_measure(a, b)))
    confirmed = confirmed or (a.noun == b.noun != "" and same_value(a.figure, b.figure) and a.figure.digits >= 2)
    alike = similarity(a, b)
    if near and alike < least_similarity * AGREE_RELIEF and of_its_row(a, b):
        alike, confirmed = least_similarity * AGREE_RELIEF, True
    if equal and alike < least_similarity * AGREE_RELIEF and telling_match(a, b):
        alike, confirmed = least_similarity * AGREE_RELIEF, True
    if alike < least_similarity * (AGREE_RELIEF if confirmed else 1.0):
        return None
    if not confirmed and not same_measure(a, b):
        return None
    if "none" not in {a.change, b.change} and a.change != b.change:
        return None
    period = _period(a, b, equal=equal, near=near, confirmed=confirmed)
    scope = relation(a.scope, b.scope)
    stands = {"period": period == "other", "nature": natures_differ(a, b), "scope": scope in {"wider", "narrower", "other"}}
    bars = [name for name, is_bar in stands.items() if is_bar]
    if bars == ["period", "nature"] and aims_later(a, b):
        bars = ["nature"]  # "11.6 percent now", "9 percent by 2030"
    score = round(min(1.0, alike), 3)
    delta = relative(a.figure, b.figure)
    if bars:
        sure = alike >= least_similarity * (AGREE_RELIEF if confirmed else NOT_COMPARABLE_FACTOR)
        return _barred(a, b, bars, scope, confirmed=confirmed, sure=sure, score=score, delta=delta)
    return _values(a, b, score=score, delta=delta, sure=period == "same" and same_span(a, b), far=too_far(a, b))


def _period(a: Statement, b: Statement, *, equal: bool, near: bool, confirmed: bool) -> str:
    """`period_relation`, with what sets figures that agree apart only by how they are dated."""
    period = period_relation(a, b)
    if period != "other":
        return period
    turn = near and meet(a, b)  # "at the end of 2024", "Poland ended the year 2024 with"
    ahead = (
        equal and None in {a.period, b.period} and bool({a.nature, b.nature} & AHEAD)
    )  # next year's quota, told without the year
    changed = confirmed and a.change != "none"  # "over the decade", "since 2010": loosely dated
    return "unknown" if turn or (equal and summed(a, b)) or ahead or changed else period


def _small(a: Statement, b: Statement) -> Verdict | None:
    """Times of a few units, and a few things of a kind, agree where the sentences share much; nothing else is said of them."""
    if a.noun != b.noun or not overlap(a.figure, b.figure) or beyond_reach(a, b) or opposed(a.marks, b.marks) is not None:
        return None
    shared = shared_words(a, b)
    if shared < SMALL_EVIDENCE or similarity(a, b) < LEAST_SIMILARITY or period_relation(a, b) == "other":
        return None
    if natures_differ(a, b) and not same_value(a.figure, b.figure):
        return None
    return agreement(a, b, score=round(min(1.0, shared / (2 * SMALL_EVIDENCE)), 3))


def _barred(
    a: Statement,
    b: Statement,
    bars: list[str],
    scope: Relation,
    *,
    confirmed: bool,
    sure: bool,
    score: float,
    delta: float | None,
) -> Verdict | None:
    """What can be said where scope, period or nature stand in the way: the same value all the same, a bound that holds, or why not."""
    if bars == ["nature"] and (same_value(a.figure, b.figure) or (confirmed and rounds_to(a, b))):
        return across_natures(a, b, score=score, bar="nature")
    if bars == ["scope"] and (held := _holds_across(a, b, scope)):
        return Verdict("compatible", delta, held, score)
    if len(bars) > 1 or not sure or scope == "other":
        return None
    if not confirmed:
        state = bars == ["period"] and (a.earlier or b.earlier)
        worded = min(a.figure.digits, b.figure.digits) < 2  # "one in ten" is comparable to too much
        if state or worded or (bars != ["scope"] and too_far(a, b)):
            return None
    return Verdict("not_comparable", delta, bar_reason(bars[0], a, b, scope), score, bars[0])


def _values(a: Statement, b: Statement, *, score: float, delta: float | None, sure: bool, far: bool) -> Verdict | None:
    """Compare the values where nothing stands in the way."""
    if overlap(a.figure, b.figure):
        return agreement(a, b, score=score)
    figures = both(a, b)
    shared = mass((a.core & b.core) - FRAMES)
    if not sure and not far and loosely_dated(a, b) and score >= LOOSE_SIMILARITY and shared >= LEAST_SHARED:
        dated = a if a.period is not None else b
        reason = f"Close, but only one of them says when ({dated.period_text}): {figures}."
        return Verdict("not_comparable", delta, reason, score, "period") if apart(a, b) <= UNDATED_APART else None
    if not sure or far:
        return None
    undated = a.period is None and b.period is None
    if undated and min(a.figure.digits, b.figure.digits) < 2:
        return None
    if undated and (score < UNDATED_SIMILARITY or shared < LEAST_SHARED or apart(a, b) > UNDATED_APART):
        return None
    if not may_contradict(a, b) or of_two_activities(a.activities, b.activities):
        return None
    definition = opposed(a.marks, b.marks)
    return by_definition(a, b, definition, score) if definition is not None else difference(a, b, score=score)


def may_contradict(a: Statement, b: Statement) -> bool:
    """Whether two figures that are not equal may contradict each other at all.

    Two polls never do, nor a poll anything undated; no cell of another place; and undated figures of two news texts only where these
    appeared within some weeks: prices and rates move without saying so.
    """
    if rounded_up(a, b) or (a.dimension.startswith(FAMILY) and (a.second or b.second)):
        return False  # "412 billion yuan (S$74 billion)" against "dollars"
    if (a.site and not a.site & (b.near | b.bag)) or (b.site and not b.site & (a.near | a.bag)):
        return False  # "at the hospital in Black River" against a whole service
    if bool(a.part) != bool(b.part) and not set(terms(a.part or b.part)) & (a.bag if b.part else b.bag):
        return False  # "18,200 women" are part of "21,400 people"
    if a.dimension == "share" and (a.out_of or b.out_of):
        return False  # "42 of 97" may be those that have none
    one_whole = a.scope.whole and b.scope.whole and a.scope.text.casefold() == b.scope.text.casefold()  # "the region", both
    if a.levels and b.levels and not a.levels & b.levels and not one_whole:
        return False  # "the minimum wage in the regency", "the provincial minimum wage"
    if of_another_row(a, b) or of_the_whole(a, b) or (a.said & POLLED and b.said & POLLED):
        return False
    if (a.said | b.said) & POLLED and None in {a.period, b.period}:
        return False
    news = a.party.genre == b.party.genre == "news" and a.period is None and b.period is None
    days = a.party.days, b.party.days
    return not news or None in days or abs((days[0][1] - days[1][1]).days) <= _SAME_NEWS_DAYS  # type: ignore[index]


def loosely_dated(a: Statement, b: Statement) -> bool:
    """Whether one of two states is dated, and the other stands in a text of a year later at most."""
    dated, undated = (a, b) if a.period is not None else (b, a)
    if dated.period is None or undated.period is not None or undated.party.days is None:
        return False
    yearly = (dated.period[1] - dated.period[0]).days >= _A_YEAR_DAYS and same_measure(a, b)
    plain = (
        a.nature == b.nature in {"outturn", "forecast", "target"} and a.change == b.change and (a.change == "none" or yearly)
    )
    two = min(a.figure.digits, b.figure.digits) >= 2
    if "average" in undated.marks and (dated.period[1] - dated.period[0]).days <= MONTH_DAYS:
        return False  # a month against the mean of a season that is not named
    written = undated.party.days[1]
    exact = a.figure.is_exact and b.figure.is_exact
    other = (a if undated is b else b).party.days
    near = other is not None and abs((other[1] - written).days) <= _SAME_SEASON_DAYS
    running = near and dated.period[0] <= written <= dated.period[1]  # "in the 2024 season", written in November
    within = exact and running and same_measure(a, b)
    return plain and two and (within or 0 <= (written - dated.period[1]).days <= _SAME_STATE_DAYS)


def _holds_across(a: Statement, b: Statement, scope: Relation) -> str:
    """A lower bound on the wider of two scopes holds where the narrower one reaches it already."""
    wide, narrow = (a, b) if scope == "wider" else (b, a)
    if scope == "other" or beyond_reach(a, b) or period_relation(a, b) == "other":
        return ""
    if wide.figure.open_up and not narrow.figure.open_down and narrow.figure.high >= wide.figure.low:
        return f"The bound “{wide.text}” holds: a part of what it covers has “{narrow.text}” already."
    return ""

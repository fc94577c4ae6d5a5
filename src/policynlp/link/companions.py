"""Two texts that print a figure alike: what they leave over is compared once more.

What tells two figures of one thing from two that are merely alike often stands in no sentence. But texts that agree on figures are
of one matter, and there a model that weighs all that speaks for and against a pair (`pair_model`) finds more than rules
do, which ask for each thing by itself. What is settled by an agreement is no rival any more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain

import numpy as np

from policynlp.link.comparable import may_contradict
from policynlp.link.evidence import rates_apart, same_measure
from policynlp.link.figures import relative, same_value
from policynlp.link.heads import Floats
from policynlp.link.meaning import elsewhere, of_an_area, of_many, of_two_kinds
from policynlp.link.mentions import KINDS
from policynlp.link.oppositions import opposed
from policynlp.link.pair_model import load_pair_model
from policynlp.link.pair_table import PairTable, pair_table
from policynlp.link.pairs import later_first
from policynlp.link.periods import AHEAD, meet, natures_differ, period_relation, same_span
from policynlp.link.scopes import relation
from policynlp.link.shared_money import may_be_one
from policynlp.link.statements import Statement
from policynlp.link.verdicts import Verdict, across_natures, agreement, apart, bar_reason, both, by_definition, difference

LEAST_TIES = 1
"""Agreements that rules have to find between two texts, for them to be compared once more."""
LEAST_AGREEMENTS = 2
"""All agreements of two texts, without which they do not contradict each other here."""

_LEAST_DIGITS, _WORDED_APART = 2, 1.15
"""Figures of fewer digits ("almost a fifth") are of one thing with all that are nearer than so many times."""
_LEAST_MULTIPLE, _MULTIPLE_APART = 1.5, 1.5
"""Likewise multiples: who pays "twice as much" may well pay 2.6 times."""
ALONE_ASKS, BEFORE_ASKS = 0.7, 2.2
"""Log-odds above what is asked of others, for near pairs of which something speaks that the model does not see as the reader does: few
words in common where only one figure ties two texts, and a time after the other text appeared."""
TIME_ASKS, NEAR_TIME_ASKS = 0.7, 1.2
"""Likewise for equal figures of two times, and for those that are near. In 384 dossiers, out of fold, 14 pairs of 16 and 14 of 16 that
have that much are of one thing."""
RATE_ASKS, OPPOSED_ASKS = 1.7, 0.3
"""Likewise for a sum and a sum "per" something (15 of 16 out of fold), and where words stand for two things of a kind (`_LOOSE`)."""
_LOOSE = frozenset({"staff", "school_people", "grains", "health", "sectors"})
"""Groups of opposites of which a text names several for one thing: "medical officers" are doctors, posts of teachers a school's."""
UNSURE_ASKS = 0.65
"""Log-odds that a difference has to have besides where both are told "per" something, or one is of an area within the other's: 17 of the
18 that have it out of fold, in 384 dossiers, are differences for their readers; rules held them apart."""
RULED_ASKS = {"agrees": -1.0, "compatible": -1.0, "differs": 0.0}
"""Log-odds that what rules tell has to have. In 52 dossiers that no rule for pairs was written after, all 37 right differences have them
out of fold, and five of eleven wrong ones have not; in the 158 others, to which the rules are fitted, 141 of 150 and three of six. Of
3,773 agreements in 340 dossiers 47 have not, 15 of them right by their readers; from -1 to 0 more of them are right than wrong."""
FEW_ASKS = 0.5
"""Log-odds that a difference of two texts that hardly agree on anything has to have besides. In 360 dossiers, out of fold, 28 right ones of
39 have it and five wrong ones of 18."""
_LEAST_FIGURES = 6
REPEAT_ALONE, REPEAT_IN_CONTEXT = 2.0, 0.5
"""Log-odds by itself and in context of a further figure of one text that says what an agreement says already, in a table, say: it has
a rival by its nature. In 210 dossiers of our own 45 of 53 such pairs are listed, the others are not; a reader calls none wrong."""
_BARE = 100
_RATE_APART = 1.03
_WHOLE = 0.0051
"""Two shares that make up a whole to the half percent may be of its two parts."""
_MONEY = "money"
_YEAR = re.compile(r"(?:19|20)\d\d")

Found = tuple[Statement, Statement, Verdict]


class Weighed:
    """The pairs of figures of two texts and what the model makes of them, worked out once somebody asks.

    Args:
        left: All statements of one text.
        right: All statements of the other.
    """

    def __init__(self, left: Sequence[Statement], right: Sequence[Statement]) -> None:
        self._sides = left, right
        self.model = load_pair_model()

    @property
    def are_short(self) -> bool:
        """Whether either text has hardly any figures, as a few lines have."""
        return min(map(len, self._sides)) < _LEAST_FIGURES

    @cached_property
    def table(self) -> PairTable:
        """The pairs."""
        return pair_table(*self._sides)

    @cached_property
    def odds(self) -> dict[str, Floats]:
        """Log-odds of each pair, by name (`PairModel.read`)."""
        return self.model.read(self.table) if self.table.pairs else {}

    @cached_property
    def printed(self) -> dict[str, str]:
        """The dimension that each claim's figure has as printed; what is worked out of it comes behind, with others."""
        found: dict[str, str] = {}
        for statement in chain(*self._sides):
            found.setdefault(statement.claim, statement.dimension)
        return found

    def best(self, name: str) -> dict[frozenset[str], float]:
        """The highest log-odds of that name of the pairs of two claims; of `agrees` those near in value, of which alone it has learnt."""
        found: dict[frozenset[str], float] = {}
        asked = self.table.near if name == "agrees" else np.ones(len(self.table.pairs), dtype=bool)
        for n in np.flatnonzero(asked).tolist():
            key = frozenset(s.claim for s in self.table.pairs[n])
            log_odds = float(self.odds[name][n])
            found[key] = max(log_odds, found.get(key, log_odds))
        return found


def first_tie(texts: Weighed, printed_alike: Collection[frozenset[str]]) -> Found | None:
    """The surest agreement of two texts on which no rule finds one; None where the model is not sure of any.

    Args:
        texts: Their figures.
        printed_alike: Claims of either that print the same value, three digits of it at least.
    """
    table, found = texts.table, []
    for n in np.flatnonzero(table.near).tolist() if printed_alike else ():
        a, b = table.pairs[n]
        if frozenset({a.claim, b.claim}) not in printed_alike or _names_another(a, b) or _names_another(b, a):
            continue
        log_odds = float(texts.odds["agrees"][n])
        if log_odds >= texts.model.least["agrees"] + ALONE_ASKS + asks(a, b):
            found.append((log_odds, later_first(a, b)))
    for log_odds, (later, earlier) in sorted(found, key=lambda row: (-row[0], row[1][0].claim, row[1][1].claim)):
        if (verdict := agree(later, earlier, _probability(log_odds))) is not None:
            return later, earlier, verdict
    return None


def _names_another(a: Statement, b: Statement) -> bool:
    """Whether the one names places or bodies of which the other's text has none."""
    named = a.names - KINDS
    return bool(named) and not named & (b.names | b.near | b.text_names)


def compare_companions(texts: Weighed, *, settled: frozenset[str]) -> Iterator[Found]:
    """What two texts that agree on a figure say alike and differently besides, the later statement first.

    Args:
        texts: Their figures.
        settled: Claims of either that agree with one of the other.

    Yields:
        Statements with their verdict, agreements first.
    """
    table, model, odds = texts.table, texts.model, texts.odds
    if not table.pairs:
        return
    ends = set(settled)
    told_alike = len(settled) // 2
    for rule, name in ((agree, "agrees"), (differ, "differs"), (set_beside, "alike")):
        log_odds, least, asked = odds[name], model.least[name], table.near == (rule is agree)
        if rule is not agree and told_alike < LEAST_AGREEMENTS:
            return
        alone = told_alike < LEAST_AGREEMENTS
        told = np.flatnonzero(asked & (log_odds >= least))
        for n in told[np.argsort(-log_odds[told], kind="stable")].tolist():
            a, b = table.pairs[n]
            if ends & {a.claim, b.claim}:
                continue
            more = ALONE_ASKS if alone and _other_words(a, b) else 0.0
            if rule is not set_beside:
                more = max(more, asks(a, b) if rule is agree else differ_asks(a, b))
            if log_odds[n] < least + more:
                continue
            later, earlier = later_first(a, b)
            if (verdict := rule(later, earlier, _probability(log_odds[n]))) is not None:
                ends |= {a.claim, b.claim}
                told_alike += 1
                yield later, earlier, verdict
        if rule is agree:
            yield from _repeats(table, model.alone(table), odds["agrees"], ends)


def _repeats(table: PairTable, alone: Floats, agrees: Floats, ends: set[str]) -> Iterator[Found]:
    """What one text says once more of a figure that agrees; their claims are added to the ends."""
    settled = frozenset(ends)
    told = np.flatnonzero(table.near & (alone >= REPEAT_ALONE) & (agrees >= REPEAT_IN_CONTEXT))
    for n in told[np.argsort(-agrees[told], kind="stable")].tolist():
        a, b = table.pairs[n]
        if (a.claim in settled) == (b.claim in settled) or {a.claim, b.claim} <= ends:
            continue
        if agrees[n] < REPEAT_IN_CONTEXT + asks(a, b):
            continue
        later, earlier = later_first(a, b)
        if (verdict := agree(later, earlier, _probability(agrees[n]))) is not None:
            ends |= {a.claim, b.claim}
            yield later, earlier, replace(verdict, repeats=True)


def believed(rows: Sequence[Found], texts: Weighed) -> list[Found]:
    """What rules say of two texts, without what the model finds unlikely.

    It is asked where the texts agree on figures, as those that it knows do, and of differences wherever texts have figures enough; two
    texts of a few lines are unlike those that it knows.

    Args:
        rows: Pairs of the two texts with their verdicts.
        texts: Their figures.
    """
    told = Counter(verdict.kind for _, _, verdict in rows)
    few = told["agrees"] + told["compatible"] < LEAST_AGREEMENTS
    if few and (not told["differs"] or texts.are_short):
        return list(rows)
    agrees, differs = texts.best("agrees"), texts.best("differs") if told["differs"] else {}
    more = FEW_ASKS if few else 0.0
    return [
        row
        for row in rows
        if _is_worked_out(row, texts.printed)
        or (few and row[2].kind != "differs")
        or _is_likely(row, agrees, differs, more=more)
    ]


def _is_worked_out(row: Found, printed: Mapping[str, str]) -> bool:
    """Whether two figures agree by a share that is worked out of one of them; the model doubts none of these in 340 dossiers."""
    return row[2].kind != "differs" and any(s.dimension != printed.get(s.claim, s.dimension) for s in row[:2])


def _is_likely(
    row: Found, agrees: Mapping[frozenset[str], float], differs: Mapping[frozenset[str], float], *, more: float = 0.0
) -> bool:
    """Whether the model is for what a rule says.

    Without vectors it cannot be asked; figures that it does not set beside each other are of two things if they differ by a rule.
    """
    a, b, verdict = row
    pair = frozenset({a.claim, b.claim})
    if a.vector is None or b.vector is None:
        return True
    least = RULED_ASKS.get(verdict.kind)
    if least is None:
        return True
    return differs.get(pair, least - 1) >= least + more if verdict.kind == "differs" else agrees.get(pair, least) >= least


def asks(a: Statement, b: Statement) -> float:
    """By how much surer than others two near figures have to be of one thing, in log-odds."""
    more = 0.0
    if rates_apart(a, b) and not _one_rate(a, b):
        more = RATE_ASKS
    if opposed(a.marks, b.marks) is not None:
        more = max(more, OPPOSED_ASKS)
    if _is_told_before(a, b):
        more = max(more, BEFORE_ASKS)
    if _is_of_another_time(a, b):
        more = max(more, TIME_ASKS if same_value(a.figure, b.figure) else NEAR_TIME_ASKS)
    return more


def _probability(log_odds: float) -> float:
    return round(float(1 / (1 + np.exp(-log_odds))), 3)


def agree(a: Statement, b: Statement, score: float) -> Verdict | None:
    """What two near figures of one thing say, or None where something rules it out.

    Args:
        a: The later one.
        b: The earlier one.
        score: How likely it is that they are of one thing.
    """
    if not may_be_one(a, b) or _turned(a, b) or _is_of_all_years(a, b):
        return None
    opposition = opposed(a.marks, b.marks)
    if opposition is not None and not opposition.definition and opposition.group not in _LOOSE:
        return None
    if _is_of_another_time(a, b) and _tell_years(a, b):
        return None
    return across_natures(a, b, score=score) if natures_differ(a, b) else agreement(a, b, score=score)


def differ(a: Statement, b: Statement, score: float) -> Verdict | None:
    """That two figures of one thing contradict each other, or None where something rules it out.

    Args:
        a: The later one.
        b: The earlier one.
        score: How likely it is that they are of one thing.
    """
    if (
        _cannot_be_one(a, b)
        or (rates_apart(a, b) and (a.per, a.nature) != (b.per, b.nature))
        or natures_differ(a, b)
        or of_many(a, b)
        or of_many(b, a)
        or not same_span(a, b)
        or not may_contradict(a, b)
    ):
        return None
    if any(s.earlier and s.period is None for s in (a, b)) and not (a.earlier and b.earlier):
        return None  # "five years earlier they had been 58 percent"
    if a.dimension == "share" and abs(a.figure.value + b.figure.value - 1.0) < _WHOLE:
        return None  # 55 percent are sentenced, 45 on remand
    worded = min(a.figure.digits, b.figure.digits) < _LEAST_DIGITS
    multiple = a.dimension == "share" and min(a.figure.value, b.figure.value) >= _LEAST_MULTIPLE
    least = _MULTIPLE_APART if multiple else _WORDED_APART
    return None if worded and apart(a, b) < least else difference(a, b, score=score)


def set_beside(a: Statement, b: Statement, score: float) -> Verdict | None:
    """That two figures are alike and what keeps them from contradicting each other, or None where they are of two things.

    Args:
        a: The later one.
        b: The earlier one.
        score: How likely it is that they are of one measure.
    """
    if _cannot_be_one(a, b) or rates_apart(a, b) or min(a.figure.digits, b.figure.digits) < _LEAST_DIGITS:
        return None
    opposition = opposed(a.marks, b.marks)
    if opposition is not None:
        return by_definition(a, b, opposition, score) if opposition.definition else None
    scope = relation(a.scope, b.scope)
    if scope == "other":
        return None
    time = period_relation(a, b) == "other" and not meet(a, b)
    bars = {"period": time, "nature": natures_differ(a, b), "scope": scope in {"wider", "narrower"}}
    bar = next((name for name, stands in bars.items() if stands), "")
    if bar:
        return Verdict("not_comparable", relative(a.figure, b.figure), bar_reason(bar, a, b, scope), score, bar)
    reason = f"Alike, but nothing tells for sure that both are of one thing and one time: {both(a, b)}."
    return Verdict("not_comparable", relative(a.figure, b.figure), reason, score)


def differ_asks(a: Statement, b: Statement) -> float:
    """By how much surer than others two figures that are apart have to be of one thing, in log-odds."""
    unsure = rates_apart(a, b) or of_an_area(a, b) or of_an_area(b, a)
    return UNSURE_ASKS if unsure else 0.0


def _cannot_be_one(a: Statement, b: Statement) -> bool:
    """Whether two figures that are apart cannot be of one thing, whatever the model says: two currencies, two places, a rise and a fall."""
    return not may_be_one(a, b) or _turned(a, b) or a.second or b.second or elsewhere(a, b) or _is_bare(a) or _is_bare(b)


def _is_bare(a: Statement) -> bool:
    """Whether it is two digits of what the text leaves out: "23 for mumps"; they may agree, but nothing that is said contradicts them."""
    return a.dimension == "count" and not a.noun and not a.cell and abs(a.figure.value) < _BARE


def _is_of_all_years(a: Statement, b: Statement) -> bool:
    """Whether one is told a year and the other for several years together."""
    return ("year" in a.per and b.spread) or ("year" in b.per and a.spread)


def _one_rate(a: Statement, b: Statement) -> bool:
    """Whether the sum of a rate may be the other figure, told without its "per": "600 yuan" a month, "4 hectares" a planter."""
    told = min(a.figure.digits, b.figure.digits) >= _LEAST_DIGITS or a.dimension.startswith(_MONEY)
    return told and not _is_of_all_years(a, b) and apart(a, b) <= _RATE_APART


def _is_of_another_time(a: Statement, b: Statement) -> bool:
    """Whether two figures are of two times. Equal ones only where both tell what was: sums and aims are told with any of their dates."""
    if period_relation(a, b) != "other" or meet(a, b):
        return False
    dated = a.period is not None and b.period is not None
    return not same_value(a.figure, b.figure) or (dated and not {a.nature, b.nature} & AHEAD)


def _tell_years(a: Statement, b: Statement) -> bool:
    """Whether both print a year; "last September" and "Monday" may have been reckoned from a wrong day."""
    return all(_YEAR.search(s.period_text) for s in (a, b))


def _other_words(a: Statement, b: Statement) -> bool:
    """Whether two sentences name different places or have hardly a word in common, where only one figure ties their texts."""
    named = bool(a.names - KINDS) and bool(b.names - KINDS) and not (a.names & b.names) - KINDS
    return named or not same_measure(a, b) or elsewhere(a, b) or of_two_kinds(a, b)


def _turned(a: Statement, b: Statement) -> bool:
    """Whether one rises and the other falls."""
    return "none" not in {a.change, b.change} and a.change != b.change


def _is_told_before(a: Statement, b: Statement) -> bool:
    """Whether an outturn is dated to a time after the other text, which has the same figure: the date is wrong, or the figure is.

    Sums are settled before they are paid.
    """
    dated, other = (a, b) if a.period is not None else (b, a)
    if period_relation(a, b) != "other" or dated.period is None or other.period is not None or other.party.days is None:
        return False
    told = dated.nature not in AHEAD and not dated.dimension.startswith("money")
    return told and dated.period[0] > other.party.days[1]

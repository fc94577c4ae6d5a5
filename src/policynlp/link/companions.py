"""Two texts that print a figure alike: what they leave over is compared once more.

What tells two figures of one thing from two that are merely alike often stands in no sentence. But texts that agree on figures are
of one matter, and there a model that weighs all that speaks for and against a pair (`pair_model`) finds more than rules
do, which ask for each thing by itself. What is settled by an agreement is no rival any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain

import numpy as np

from policynlp.link.evidence import same_measure
from policynlp.link.heads import Floats
from policynlp.link.meaning import elsewhere, of_two_kinds
from policynlp.link.mentions import KINDS
from policynlp.link.pair_model import load_pair_model
from policynlp.link.pair_table import PairTable, pair_table
from policynlp.link.pair_verdicts import RULES, agree, agree_asks
from policynlp.link.pairs import later_first
from policynlp.link.statements import Statement
from policynlp.link.verdicts import SURE_DIGITS, Verdict

LEAST_TIES = 1
"""Agreements that rules have to find between two texts, for them to be compared once more."""
ALONE_ASKS = 0.7
"""Log-odds above what is asked of others, for pairs of few words in common where only one figure ties two texts: in 150 dossiers, out of
fold, nine such pairs are of one thing and none is not; with nothing more asked 13 are, and two are not."""
LEAST_AGREEMENTS = 2
"""All agreements of two texts, without which they do not contradict each other here."""

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
        printed_alike: Claims of either that may tie them (`may_tie`).
    """
    table, found = texts.table, []
    for n in np.flatnonzero(table.near).tolist() if printed_alike else ():
        a, b = table.pairs[n]
        if frozenset({a.claim, b.claim}) not in printed_alike:
            continue
        log_odds = float(texts.odds["agrees"][n])
        if log_odds >= texts.model.least["agrees"] + ALONE_ASKS + agree_asks(a, b):
            found.append((log_odds, later_first(a, b)))
    for log_odds, (later, earlier) in sorted(found, key=lambda row: (-row[0], row[1][0].claim, row[1][1].claim)):
        if (verdict := agree(later, earlier, _probability(log_odds))) is not None:
            return later, earlier, verdict
    return None


def may_tie(a: Statement, b: Statement) -> bool:
    """Whether two figures of the same value may tie their texts, by three digits and a name that both texts have.

    Neither sentence then names places or bodies of which the other text has none.
    """
    told = min(a.figure.digits, b.figure.digits) >= SURE_DIGITS and bool(a.text_names & b.text_names)
    return told and not _names_another(a, b) and not _names_another(b, a)


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
    for name, (rule, asks) in RULES.items():
        log_odds, least, asked = odds[name], model.least[name], table.near == (name == "agrees")
        if name != "agrees" and told_alike < LEAST_AGREEMENTS:
            return
        alone = told_alike < LEAST_AGREEMENTS
        told = np.flatnonzero(asked & (log_odds >= least))
        for n in told[np.argsort(-log_odds[told], kind="stable")].tolist():
            a, b = table.pairs[n]
            if ends & {a.claim, b.claim}:
                continue
            more = max(ALONE_ASKS if alone and _other_words(a, b) else 0.0, asks(a, b))
            if log_odds[n] < least + more:
                continue
            later, earlier = later_first(a, b)
            if (verdict := rule(later, earlier, _probability(log_odds[n]))) is not None:
                ends |= {a.claim, b.claim}
                told_alike += 1
                yield later, earlier, verdict
        if name == "agrees":
            yield from _repeats(table, model.alone(table), odds["agrees"], ends)


def _repeats(table: PairTable, alone: Floats, agrees: Floats, ends: set[str]) -> Iterator[Found]:
    """What one text says once more of a figure that agrees; their claims are added to the ends."""
    settled = frozenset(ends)
    told = np.flatnonzero(table.near & (alone >= REPEAT_ALONE) & (agrees >= REPEAT_IN_CONTEXT))
    for n in told[np.argsort(-agrees[told], kind="stable")].tolist():
        a, b = table.pairs[n]
        if (a.claim in settled) == (b.claim in settled) or {a.claim, b.claim} <= ends:
            continue
        if agrees[n] < REPEAT_IN_CONTEXT + agree_asks(a, b):
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
    few = few and not _agree_for_sure(rows, texts)
    agrees, differs = texts.best("agrees"), texts.best("differs") if told["differs"] else {}
    more = FEW_ASKS if few else 0.0
    return [
        row
        for row in rows
        if _is_worked_out(row, texts.printed)
        or (few and row[2].kind != "differs")
        or _is_likely(row, agrees, differs, more=more)
    ]


def _agree_for_sure(rows: Sequence[Found], texts: Weighed) -> bool:
    """Whether two texts agree on figures enough with what the model is sure of beside what rules tell."""
    if not texts.table.pairs:
        return False
    told = [row for row in rows if row[2].kind in {"agrees", "compatible"}]
    ends = {claim for a, b, _ in told for claim in (a.claim, b.claim)}
    found, odds = len(told), texts.odds["agrees"]
    for n in np.flatnonzero(texts.table.near).tolist():
        a, b = texts.table.pairs[n]
        if not ends & {a.claim, b.claim} and odds[n] >= texts.model.least["agrees"] + ALONE_ASKS + agree_asks(a, b):
            ends |= {a.claim, b.claim}
            found += 1
    return found >= LEAST_AGREEMENTS


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


def _probability(log_odds: float) -> float:
    return round(float(1 / (1 + np.exp(-log_odds))), 3)


def _other_words(a: Statement, b: Statement) -> bool:
    """Whether two sentences name different places or have hardly a word in common, where only one figure ties their texts."""
    named = bool(a.names - KINDS) and bool(b.names - KINDS) and not (a.names & b.names) - KINDS
    return named or not same_measure(a, b) or elsewhere(a, b) or of_two_kinds(a, b)

"""When a figure was measured: its time among all that its text tells, by what rules say and what else is known of each.

Rules read the times of a figure's own sentence, of headings and of reports well; what a paragraph told before, or a text tells once, they
mostly leave out. The ranker (`tag.ranking`) learnt from texts whose readers wrote down the time of every figure; its weights lie in
`models/times`, whose card says how often it is right, and `policynlp train times` trains them.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from policynlp.document import Passage, Span
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.time_cases import TimeCase, time_cases
from policynlp.tag.claims.time_features import FEATURES
from policynlp.tag.claims.told_times import key, told_times
from policynlp.tag.collecting import Collector
from policynlp.tag.ranking import load_ranker

INFERRED = "period_inferred"
"""Flag of a figure to which no rule gives a time, and this does."""
LEAST_NONE, LEAST_BESIDE = 0.7, 0.85
"""Shares from which a figure is of no time though rules gave it one, and of some time though its own sentence tells one that is none of its
by the rules."""
dating: Collector[TimeCase] = Collector("dated")
"""Collects the figures of whatever is tagged meanwhile; rules answer alone then."""


def answered(case: TimeCase, shares: Sequence[float]) -> int:
    """Which time a figure is of, by the share of each; the last one for none.

    A time that rules give stands, unless the figure is far likelier of none: of its own sentence they know most.

    Args:
        case: The figure.
        shares: Of each of its times, `Ranker.shares`.
    """
    none = len(case.periods) - 1
    if case.by_rules != none:
        return none if shares[none] >= LEAST_NONE else case.by_rules
    best = max(range(none), key=shares.__getitem__, default=none)
    return best if best != none and shares[best] >= (FEATURES.least if case.is_bare else LEAST_BESIDE) else none


def set_times(
    doc: Doc, passages: Sequence[Passage], figures: Sequence[Figure], dates: Sequence[Span], *, published: str | None
) -> None:
    """Sets the periods of figures anew where the ranker knows better than the rules.

    What has no days by the rules ("recent years", "now") stays where the ranker finds nothing.

    Args:
        doc: Parsed.
        passages: Its prose, in order.
        figures: Of them, in order, with the periods that rules give them.
        dates: Spans of entities labelled DATE, in order.
        published: ISO day of publication, or null.
    """
    sentences = told_times(doc, passages, figures, dates, published=published)
    cases = list(time_cases(doc, passages, figures, sentences, published=published))
    if dating.met is not None:
        dating.met.extend(case for _, case in cases)
        return
    ranker = load_ranker(FEATURES)
    for f, case in cases:
        period = case.periods[answered(case, ranker.shares(case).tolist())]
        if period is not None and key(f.period) is None:
            f.period = period
            f.flags.append(INFERRED)
        elif period is None and key(f.period) is not None:
            f.period = None
    for f in figures:
        if f.main >= 0:
            main = figures[f.main]
            f.period = main.period
            f.flags += [INFERRED] if INFERRED in main.flags else []

"""What a text tells in percent of values that another one gives: by how much they have changed, what part of the whole a row of a table is.

No number of it is printed there, so words have to tell what is meant: most of the row's name stands in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policynlp.link.evidence import shared_words
from policynlp.link.figures import overlap
from policynlp.link.meaning import elsewhere
from policynlp.link.oppositions import opposed
from policynlp.link.pairs import later_first
from policynlp.link.periods import period_relation
from policynlp.link.statements import Statement
from policynlp.link.verdicts import Verdict, agreement, apart
from policynlp.link.words import FRAMES, mass

_LEAST_COSINE, _LEAST_WORDS, _LEAST_OF_NAME = 0.35, 1.0, 0.5
"""Chosen by reading the 40 pairs of 138 dossiers that agree in value: 18 of 20 that pass are true, of the others a third."""
_LEAST_OF_SENTENCE = 0.7
"""The same of what a sentence measures and what is told of it, either in the other's words."""
_MOST_BEYOND = 1.15
"""How many times a bound the figure may be: "more than a third" is told of 35 percent, not of 60."""
_LEAST_TIMES = 1.4
"""From here on a share is how many times as much something is; `worked_out` gives such of what grew by two fifths."""

Found = tuple[Statement, Statement, Verdict]


def told_in_percent(left: Sequence[Statement], right: Sequence[Statement], *, settled: frozenset[str]) -> Iterator[Found]:
    """Figures in percent of one text that values of the other bear out, each with the row or sentence that its words name best.

    Args:
        left: All statements of one text.
        right: All statements of the other.
        settled: Claims of either that agree with one of the other already.

    Yields:
        The later statement, the earlier one, and that they agree.
    """
    for tables, text in ((left, right), (right, left)):
        rows = [s for s in tables if s.worked_out and s.vector is not None]
        if not rows:
            continue
        for told in text:
            if told.cell or told.worked_out or told.dimension != "share" or told.vector is None or told.claim in settled:
                continue
            best = max((row for row in rows if _is_told(row, told)), key=lambda row: _likeness(row, told), default=None)
            if best is None:
                continue
            later, earlier = later_first(best, told)
            verdict = agreement(later, earlier, score=round(min(1.0, float(best.vector @ told.vector)), 3))
            if verdict is not None:
                yield later, earlier, verdict


def _likeness(row: Statement, told: Statement) -> tuple[float, float]:
    return shared_words(row, told) - abs(row.figure.value - told.figure.value), float(row.vector @ told.vector)


def _is_of_sentence(row: Statement, told: Statement, *, times: bool) -> bool:
    """Whether a figure may be the change that a sentence tells by two values: of no other thing, part or stretch of time."""
    if opposed(row.marks, told.marks) is not None or told.part != row.part:
        return False
    own = told.core - FRAMES
    if mass(own & (row.said | row.near)) < _LEAST_OF_SENTENCE * mass(own):
        return False
    years = sorted(int(t) for t in row.printed if t.isdigit())
    since = str(years[0]) if years and years[-1] - years[0] > 1 else ""
    if times and not row.printed & told.printed:
        return False  # "three times as many as the police"
    return not since or since in told.printed


def _is_told(row: Statement, told: Statement) -> bool:
    """Whether a figure may be that of a row: of one value, direction and time, with most of the row's name in its sentence."""
    moved = told.change if told.change != "none" else told.trend
    times = moved == "none" and told.figure.value >= _LEAST_TIMES  # "almost three times what they paid"
    if (moved != row.trend and not times) or not overlap(row.figure, told.figure) or apart(row, told) > _MOST_BEYOND:
        return False
    if period_relation(row, told) == "other" or elsewhere(row, told):
        return False
    name = row.core - FRAMES
    least = _LEAST_OF_NAME if row.cell else _LEAST_OF_SENTENCE
    if (
        not name
        or mass(name & (told.said | told.near)) < least * mass(name)
        or not (row.cell or _is_of_sentence(row, told, times=times))
    ):
        return False
    return float(row.vector @ told.vector) >= _LEAST_COSINE and shared_words(row, told) >= _LEAST_WORDS

"""How alike are the things that two figures measure, by what their words mean.

Words alone miss most pairs that a reader makes ("births are to number 3,800", "should again see 4,000 births a year"). The
vectors of the claims find them. Where two figures are near each other besides, little more is needed; where they are apart, a
pair counts only if each is the other's best partner in its document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.link.evidence import similarity
from policynlp.link.pairs import blocks_of, limits, may_meet
from policynlp.link.periods import period_relation
from policynlp.link.statements import Statement
from policynlp.link.verdicts import apart

WORDS_WEIGHT = 0.25
"""What the share of common words adds to the cosine: set by eye, not swept. Average precision of all pairs of nine dossiers of our own
is .40 by vectors alone, .45 with common words beside them in a logistic regression."""
LEAST_COSINE = 0.4
"""Bounds the work. One in ten of the agreements that a reader makes in the dossiers lies below .38; most of these share words."""
LEAST_SCORE = 0.45
"""No verdict asks for less."""
LEAST_SUBJECT = 0.45
"""Cosine of the means of two documents' passages below which they are of different subjects; papers on one subject have .47 or
more."""
MOST_PARTNERS = 12
"""Of one document that a statement is compared with: the nearest by cosine. Cells of one column are all near each other."""
_MOST_SCORE = 1.25
NEAR_FACTOR, APART_FACTOR = 1.25, 1.75
"""Figures within the first factor may agree (a bound, a fraction in words), within the second they may contradict."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two statements are in meaning.

    Attributes:
        score: Cosine, and a part for common words; .45 to 1.25.
        best: Either is the other's best partner among the statements of about that value in its document.
        margin: By how much the score is above that of the best other partner of either.
    """

    score: float
    best: bool
    margin: float


def alike_pairs(
    new: Sequence[Statement], known: Sequence[Statement] | None, *, grouped: dict[str, list[Statement]]
) -> Iterator[tuple[int, int, Likeness]]:
    """Pairs of one dimension that are near in meaning and not far in value, as index in new and in known.

    Args:
        new: Statements of one dimension, those of a document side by side (`pairs.together`).
        known: Others of that dimension; None: pairs among the new, each once.
        grouped: Of that dimension, by document, for the search of a better partner.
    """
    others = new if known is None else known
    partners = _Partners(grouped)
    for i, j in _close(new, known):
        a, b = new[i], others[j]
        if not may_meet(a.party, b.party) or float(a.subject @ b.subject) < LEAST_SUBJECT:
            continue
        forth, back = partners.of(a, b.party.document), partners.of(b, a.party.document)
        score = next((s for s, o in forth if o is b), 0.0)
        if score < LEAST_SCORE or not any(o is a for _, o in back):
            continue
        best, wide = (
            max(
                (
                    s
                    for side, own, partner in ((forth, a, b), (back, b, a))
                    for s, o in side
                    if o is not partner
                    and apart(own, o) <= f
                    and not (f > NEAR_FACTOR and (named_otherwise(own, partner, o) or timed_otherwise(own, partner, o)))
                ),
                default=0.0,
            )
            for f in (NEAR_FACTOR, APART_FACTOR)
        )
        yield i, j, Likeness(score, score >= best, score - wide)


def named_otherwise(own: Statement, partner: Statement, other: Statement) -> bool:
    """Whether both of a pair name the same place or body, and the other one does not: then it is no better partner to differ from.

    Agreements do not ask: "48 percent chose Clinton" stands in many polls.
    """
    if own.names == partner.names:
        return bool(own.names) and not own.names <= other.names
    return bool(own.names & partner.names) and bool(other.names) and not other.names & own.names


def timed_otherwise(own: Statement, partner: Statement, other: Statement) -> bool:
    """Whether a pair is of one time, and the other figure of another one, as the cells beside that of the right year are."""
    return period_relation(own, partner) == "same" and own.period is not None and period_relation(own, other) == "other"


class _Partners:
    """The statements of a document that are nearest in meaning to a statement of another; each asked for once."""

    def __init__(self, grouped: dict[str, list[Statement]]) -> None:
        self._statements = {d: [s for s in rows if s.vector is not None and s.figure.value] for d, rows in grouped.items()}
        self._arrays: dict[str, tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]] = {}
        self._found: dict[tuple[int, str], list[tuple[float, Statement]]] = {}

    def of(self, a: Statement, document: str) -> list[tuple[float, Statement]]:
        """Likeness and statement of at most `MOST_PARTNERS` that are not far in value."""
        key = id(a), document
        if key not in self._found:
            rows = self._statements[document]
            if document not in self._arrays:
                self._arrays[document] = (
                    np.stack([np.asarray(s.vector, dtype=np.float32) for s in rows]),
                    np.log(np.abs([s.figure.value for s in rows])),
                )
            vectors, logs = self._arrays[document]
            cosines = vectors @ a.vector
            cosines[np.abs(logs - np.log(abs(a.figure.value))) > np.log(APART_FACTOR)] = -2
            order = np.argsort(-cosines, kind="stable")[:MOST_PARTNERS]
            self._found[key] = [(likeness(a, rows[n]), rows[n]) for n in order.tolist() if cosines[n] >= -1]
        return self._found[key]


def scaled(score: float) -> float:
    """A likeness as the score of a link, 0 to 1."""
    return round(min(1.0, score / _MOST_SCORE), 3)


def likeness(a: Statement, b: Statement) -> float:
    """Cosine of what two statements mean, and a part for the words that they share."""
    return float(a.vector @ b.vector) + WORDS_WEIGHT * similarity(a, b)


def _close(new: Sequence[Statement], known: Sequence[Statement] | None) -> Iterator[tuple[int, int]]:
    """Pairs by vectors and values, each once."""
    rows, left, left_logs = _arrays(new)
    columns, right, right_logs = (rows, left, left_logs) if known is None else _arrays(known)
    if not len(rows) or not len(columns) or left.shape[1] != right.shape[1]:
        return
    most = limits([new[i] for i in rows.tolist()], known if known is None else [known[j] for j in columns.tolist()])
    for block, width in blocks_of(most):
        keep = (left[block] @ right[:width].T >= LEAST_COSINE) & _within(left_logs[block], right_logs[:width])
        keep &= np.arange(width) < most[block][:, None]
        for row, column in zip(*(x.tolist() for x in np.nonzero(keep)), strict=True):
            yield int(rows[block.start + row]), int(columns[column])


def _arrays(
    statements: Sequence[Statement],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    """Which statements have a vector and a value, the vectors, and the logarithms of the values."""
    kept = [j for j, s in enumerate(statements) if s.vector is not None and s.figure.value]
    if not kept:
        return np.zeros(0, np.int64), np.zeros((0, 0), np.float32), np.zeros(0)
    vectors = np.stack([np.asarray(statements[j].vector, dtype=np.float32) for j in kept])
    return np.array(kept, dtype=np.int64), vectors, np.log(np.abs([statements[j].figure.value for j in kept]))


def _within(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    close: Any = np.abs(a[:, None] - b[None, :]) <= np.log(APART_FACTOR)
    return close  # type: ignore[no-any-return]


def by_document(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    """Statements of each document."""
    out: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        out[s.party.document].append(s)
    return out

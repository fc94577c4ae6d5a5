"""Corroboration: claims of different documents about the same measure, compared.

Candidates come from a sparse product of their weighted terms, so that only claims which share rare words are looked at.
Which pairs come out depends on the two documents alone.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from scipy import sparse

from policynlp.link.comparable import AGREE_RELIEF, LEAST_SIMILARITY, compare
from policynlp.link.likeness import alike_pairs, by_document
from policynlp.link.meaning import compare_meaning
from policynlp.link.pairs import link_id, may_meet
from policynlp.link.statements import Statement
from policynlp.link.verdicts import Verdict
from policynlp.link.words import telling, weight
from policynlp.tags import End, Link

VERSION = "claims/3"
_BLOCK_ROWS = 2_000  # claims a block of the product; bounds its memory


class ClaimIndex:
    """All statements seen so far, by dimension.

    Args:
        least_similarity: See `comparable.LEAST_SIMILARITY`.
    """

    def __init__(self, *, least_similarity: float = LEAST_SIMILARITY) -> None:
        self._known: dict[str, list[Statement]] = defaultdict(list)
        self._least = least_similarity

    def add(self, statements: Sequence[Statement]) -> None:
        """Take statements in without comparing them."""
        for statement in statements:
            self._known[statement.dimension].append(statement)

    def link(self, statements: Sequence[Statement], *, remember: bool = True) -> Iterator[Link]:
        """Compare new statements with all known ones and with each other.

        Args:
            statements: New ones.
            remember: Whether they are known from then on.
        """
        groups: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            groups[statement.dimension].append(statement)
        found: dict[tuple[str, str], list[tuple[Statement, Statement, Verdict]]] = defaultdict(list)
        for kind in sorted(groups):
            known, new = self._known[kind], groups[kind]
            pairs = dict.fromkeys(_candidates(new, known + new, known_count=len(known), least=self._least * AGREE_RELIEF))
            pairs |= dict.fromkeys(_equal(new, known))
            alike = {(i, j): how for i, j, how in alike_pairs(new, known, grouped=by_document([*known, *new]))}
            for i, j in pairs | alike:
                a, b = new[i], (known[j] if j < len(known) else new[j - len(known)])
                later, earlier = (a, b) if a.party.order > b.party.order else (b, a)
                verdict = compare(later, earlier, least_similarity=self._least) if (i, j) in pairs else None
                if (verdict is None or verdict.kind == "not_comparable") and (i, j) in alike:
                    verdict = compare_meaning(later, earlier, alike[i, j]) or verdict
                if verdict is not None:
                    found[later.party.document, earlier.party.document].append((later, earlier, verdict))
        for pair in sorted(found):
            yield from (_link(*row) for row in _best(found[pair]))
        if remember:
            self.add(statements)


def _candidates(
    new: Sequence[Statement], others: Sequence[Statement], *, known_count: int, least: float
) -> Iterator[tuple[int, int]]:
    """Pairs of which either's core is covered by the other's words well enough; each pair once, as index in new and in all."""
    columns: dict[str, int] = {}
    cores = _matrix([telling(s.core) for s in others], columns, normalised=True)
    bags = _matrix([s.bag for s in others], columns, normalised=False)
    width = len(columns)
    cores.resize((len(others), width))
    bags.resize((len(others), width))
    bags_t, cores_t = bags.T.tocsc(), cores.T.tocsc()
    for at in range(0, len(new), _BLOCK_ROWS):
        rows = slice(known_count + at, known_count + min(at + _BLOCK_ROWS, len(new)))
        both = (cores[rows] @ bags_t + bags[rows] @ cores_t).tocoo()
        keep = both.data >= 2 * least - 1e-6
        for row, column in zip((both.row[keep] + rows.start).tolist(), both.col[keep].tolist(), strict=True):
            if column < known_count or column < row:
                a, b = others[row], others[column]
                if may_meet(a.party, b.party):
                    yield row - known_count, column


def _equal(new: Sequence[Statement], known: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """Pairs that print the same value with two significant digits or more, as index in new and in known and new."""
    by_value: dict[str, list[int]] = defaultdict(list)
    for j, statement in enumerate(known):
        if statement.figure.digits >= 2:
            by_value[f"{statement.figure.value:.7g}"].append(j)
    for i, statement in enumerate(new):
        if statement.figure.digits < 2:
            continue
        same = by_value[f"{statement.figure.value:.7g}"]
        for j in same:
            other = known[j] if j < len(known) else new[j - len(known)]
            if may_meet(statement.party, other.party):
                yield i, j
        same.append(len(known) + i)


def _matrix(sets: Sequence[frozenset[str]], columns: dict[str, int], *, normalised: bool) -> sparse.csr_matrix:
    """A row a set of terms: weights as a part of their sum (so a product with ones is `cover`), or ones."""
    data: list[float] = []
    indices: list[int] = []
    pointers = [0]
    for terms in sets:
        total = math.fsum(weight(t) for t in terms) or 1.0
        for term in sorted(terms):
            indices.append(columns.setdefault(term, len(columns)))
            data.append(weight(term) / total if normalised else 1.0)
        pointers.append(len(indices))
    return sparse.csr_matrix(
        (np.asarray(data, dtype=np.float64), np.asarray(indices, dtype=np.int64), np.asarray(pointers, dtype=np.int64)),
        shape=(len(sets), max(1, len(columns))),
    )


MOST_PARTNERS = 2
"""Claims of one other document that a claim is tied to at most."""
_RANK = {"agrees": 0, "compatible": 1, "differs": 2, "not_comparable": 3}


def _best(rows: Sequence[tuple[Statement, Statement, Verdict]]) -> Iterator[tuple[Statement, Statement, Verdict]]:
    """Of all pairs between two documents, those that a reader would make.

    A claim that agrees with another is settled: what else it might be compared with is dropped. A difference is kept where
    neither claim has a better partner. Of what cannot be compared, another scope is kept where one of the two has no partner,
    another period or nature where neither has.
    """
    settled: set[str] = set()
    partners: Counter[str] = Counter()
    order = sorted(rows, key=lambda r: (_RANK[r[2].kind], -r[2].score, abs(r[2].delta or 0.0), r[0].claim, r[1].claim))
    for row in order:
        ends = {row[0].claim, row[1].claim}
        limit = 1 if row[2].bar == "scope" else 0
        if len(ends & settled) <= limit and all(partners[e] < MOST_PARTNERS for e in ends):
            settled |= ends
            partners.update(ends)
            yield row


def _link(a: Statement, b: Statement, verdict: Verdict) -> Link:
    from_ = End(document=a.party.document, annotation=a.claim, start=a.span[0], end=a.span[1])
    to = End(document=b.party.document, annotation=b.claim, start=b.span[0], end=b.span[1])
    return Link(
        id=link_id("claim", from_, to),
        kind=verdict.kind,
        from_=from_,
        to=to,
        delta=round(verdict.delta, 6) if verdict.delta is not None else None,
        reason=verdict.reason,
        version=VERSION,
        score=verdict.score,
    )

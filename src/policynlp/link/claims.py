"""Corroboration: claims of different documents about the same measure, compared.

Candidates come from a sparse product of their weighted terms, so that only claims which share rare words are looked at. No claim
is looked at beside another of its own document (`pairs.limits`), and what a document repeats comes a few times (`repeats`).
Which pairs come out depends on the two documents alone.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from scipy import sparse

from policynlp.link.companions import LEAST_AGREEMENTS, LEAST_TIES, Weighed, believed, compare_companions, first_tie, may_tie
from policynlp.link.comparable import AGREE_RELIEF, LEAST_SIMILARITY, compare
from policynlp.link.complements import compare_parts, pairs_of_parts
from policynlp.link.disputed import disputed
from policynlp.link.evidence import of_its_row
from policynlp.link.likeness import alike_pairs, by_document
from policynlp.link.meaning import compare_meaning
from policynlp.link.mentions import KINDS
from policynlp.link.pairs import Party, blocks_of, later_first, limits, link_id, may_meet, together
from policynlp.link.statements import Statement
from policynlp.link.text_names import of_one_matter
from policynlp.link.told_in_percent import told_in_percent
from policynlp.link.verdicts import SURE_DIGITS, Verdict
from policynlp.link.words import telling, weight
from policynlp.tags import End, Link

VERSION = "claims/36"
_ALIKE = frozenset({"agrees", "compatible"})


def among(statements: Sequence[Statement], *, least_similarity: float = LEAST_SIMILARITY) -> Iterator[Link]:
    """Compare the claims of some texts with each other; all those of a text, or none."""
    yield from _links(statements, None, least_similarity)


def between(
    new: Sequence[Statement], known: Sequence[Statement], *, least_similarity: float = LEAST_SIMILARITY
) -> Iterator[Link]:
    """Compare the claims of some texts with those of others; all those of a text, or none.

    Args:
        new: Of some texts.
        known: Of others.
        least_similarity: See `comparable.LEAST_SIMILARITY`.
    """
    yield from _links(new, known, least_similarity)


def _links(new: Sequence[Statement], known: Sequence[Statement] | None, least: float) -> Iterator[Link]:
    found: dict[tuple[str, str], list[tuple[Statement, Statement, Verdict]]] = defaultdict(list)
    seeds: dict[tuple[str, str], set[frozenset[str]]] = defaultdict(set)
    sides = _by_dimension(new), None if known is None else _by_dimension(known)
    for kind in sorted(sides[0]):
        left, right = sides[0][kind], None if sides[1] is None else sides[1].get(kind, [])
        for a, b, verdict in _verdicts(left, right, least):
            pair = a.party.document, b.party.document
            if verdict is not None:
                found[pair].append((a, b, verdict))
            else:
                seeds[pair].add(frozenset({a.claim, b.claim}))
    texts = by_document(new if known is None else [*known, *new])
    for pair in sorted(found.keys() | seeds.keys()):
        weighed = Weighed(texts[pair[0]], texts[pair[1]])
        found[pair] = believed(found[pair], weighed)
        best = list(_best(found[pair]))
        settled = [row for row in best if row[2].kind in _ALIKE]
        if len(settled) < LEAST_TIES and (seed := first_tie(weighed, seeds[pair])) is not None:
            settled = [seed]
            best = found[pair] = [*best, seed]
        if len(settled) >= LEAST_TIES:
            ends = frozenset(end.claim for row in settled for end in row[:2])
            best = list(_best([*found[pair], *compare_companions(weighed, settled=ends)]))
            told = frozenset(end.claim for row in best if row[2].kind in _ALIKE for end in row[:2])
            best += told_in_percent(texts[pair[0]], texts[pair[1]], settled=told)
            best += list(disputed(texts[pair[0]], texts[pair[1]], best))
        akin = sum(row[2].kind in _ALIKE and not row[2].repeats for row in best) >= LEAST_AGREEMENTS
        yield from (_link(*row) for row in best if akin or _tells_by_itself(*row) or of_one_matter(*row[:2]))


def _tells_by_itself(a: Statement, b: Statement, verdict: Verdict) -> bool:
    """Whether two figures tell something though their texts may be of two matters: by three digits that are the same."""
    digits = min(a.figure.digits, b.figure.digits)
    return verdict.kind == "not_comparable" or (verdict.kind in _ALIKE and digits >= SURE_DIGITS)


def _by_dimension(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    out: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if not statement.worked_out:  # these are compared by `told_in_percent` alone
            out[statement.dimension].append(statement)
    return out


def _verdicts(
    new: Sequence[Statement], known: Sequence[Statement] | None, least: float
) -> Iterator[tuple[Statement, Statement, Verdict | None]]:
    """Pairs of one dimension, the later statement first, with what rules say of them; None of those that may only tie two texts."""
    others = new if known is None else known
    if not others:
        return
    if known is None:
        new = others = together(new)
    pairs = dict.fromkeys(_candidates(new, known, least=least * AGREE_RELIEF))
    pairs |= (equal := dict.fromkeys(_equal(new, known)))
    pairs |= dict.fromkeys(_rows(new, known))
    grouped = by_document(new if known is None else [*known, *new])
    alike = {(i, j): how for i, j, how in alike_pairs(new, known, grouped=grouped)}
    for i, j in pairs | alike:
        a, b = new[i], others[j]
        later, earlier = later_first(a, b)
        verdict = compare(later, earlier, least_similarity=least) if (i, j) in pairs else None
        if (verdict is None or verdict.kind == "not_comparable") and (i, j) in alike:
            verdict = compare_meaning(later, earlier, alike[i, j]) or verdict
        if verdict is not None or ((i, j) in equal and may_tie(later, earlier)):
            yield later, earlier, verdict
    if new and new[0].dimension == "share":
        for i, j in pairs_of_parts(new, known):
            a, b = new[i], others[j]
            later, earlier = later_first(a, b)
            if (verdict := compare_parts(later, earlier)) is not None:
                yield later, earlier, verdict


def _candidates(new: Sequence[Statement], known: Sequence[Statement] | None, *, least: float) -> Iterator[tuple[int, int]]:
    """Pairs of which either's core is covered by the other's words well enough, as index in new and in known.

    Where nothing is known, pairs among the new, each once; those are put `together`.
    """
    others = new if known is None else known
    columns: dict[str, int] = {}
    cores, bags, other_cores, other_bags = (
        _matrix(sets, columns, normalised=core)
        for side in (new, others)
        for core, sets in ((True, [telling(s.core) for s in side]), (False, [s.bag for s in side]))
    )
    for matrix in (cores, bags, other_cores, other_bags):
        matrix.resize((matrix.shape[0], max(1, len(columns))))
    most = limits(new, known)
    for rows, width in blocks_of(most):
        left_cores, left_bags = cores[rows], bags[rows]
        both = (left_cores @ other_bags[:width].T + left_bags @ other_cores[:width].T).tocoo()
        keep = (both.data >= 2 * least - 1e-6) & (both.col < most[rows][both.row])
        for row, column in zip((both.row[keep] + rows.start).tolist(), both.col[keep].tolist(), strict=True):
            if may_meet(new[row].party, others[column].party):
                yield row, column


def _equal(new: Sequence[Statement], known: Sequence[Statement] | None) -> Iterator[tuple[int, int]]:
    """Pairs that print the same value with two significant digits or more, as index in new and in known (or in new, each once)."""
    by_value: dict[str, dict[Party, list[int]]] = defaultdict(lambda: defaultdict(list))
    for j, statement in enumerate(known or ()):
        if statement.figure.digits >= 2:
            by_value[value_key(statement)][statement.party].append(j)
    for i, statement in enumerate(new):
        if statement.figure.digits < 2:
            continue
        same = by_value[value_key(statement)]
        for party, found in same.items():
            if may_meet(statement.party, party):
                yield from ((i, j) for j in found)
        if known is None:
            same[statement.party].append(i)


def _rows(new: Sequence[Statement], known: Sequence[Statement] | None) -> Iterator[tuple[int, int]]:
    """Pairs of a cell and a figure told by the name of its row, as index in new and in known (or in new, the later one first)."""
    others = new if known is None else known
    indexed: dict[tuple[bool, str, int], list[int]] = defaultdict(list)
    for j, statement in enumerate(others):
        for name in statement.names - KINDS if statement.figure.value else ():
            indexed[statement.cell, name, _bucket(statement)].append(j)
    for i, statement in enumerate(new):
        for name in sorted(statement.names - KINDS) if statement.figure.value else ():
            for bucket in range(_bucket(statement) - 1, _bucket(statement) + 2):
                for j in indexed.get((not statement.cell, name, bucket), ()):
                    if (
                        (known is not None or j < i)
                        and may_meet(statement.party, others[j].party)
                        and of_its_row(statement, others[j])
                    ):
                        yield i, j


def _bucket(statement: Statement) -> int:
    """Values that lie within two per cent of each other are in one bucket or the next."""
    return math.floor(math.log10(abs(statement.figure.value)) * 100)


def value_key(statement: Statement) -> str:
    """The same for values that differ in nothing but the last bits of a conversion."""
    return f"{statement.figure.value:.7g}"


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

    A claim that agrees with another is settled: what else it might be compared with is dropped, but for what says its partner once
    more. A difference is kept where neither claim has a better partner. Of what cannot be compared, another scope is kept where one of
    the two has no partner, another period or nature where neither has.
    """
    settled: set[str] = set()
    partners: Counter[str] = Counter()
    order = sorted(
        rows,
        key=lambda r: (
            _RANK[r[2].kind] + 2 * (r[2].kind == "agrees" and r[2].bar == "nature"),
            r[2].repeats,
            -r[2].score,
            abs(r[2].delta or 0.0),
            r[0].claim,
            r[1].claim,
        ),
    )
    for row in order:
        ends = {row[0].claim, row[1].claim}
        limit = 1 if row[2].bar == "scope" or row[2].repeats else 0
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

"""How far people agree: Cohen's kappa for two, Krippendorff's alpha for any number with gaps, F1 for spans.

Sources: Cohen, "A coefficient of agreement for nominal scales" (1960); Krippendorff, "Computing Krippendorff's
alpha-reliability" (2011); Passonneau, "Measuring agreement on set-valued items (MASI)" (2006).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import combinations

from policynlp.document import Span

Ratings = Mapping[Hashable, Mapping[str, Hashable]]
"""Item to account to label; who did not label an item is missing from it."""


def cohen_kappa(ratings: Ratings, one: str, other: str) -> float | None:
    """Cohen's kappa of two people over the items that both labelled.

    Returns:
        1 for full agreement, 0 for chance; None without common items, or where chance alone explains everything (both gave one
        and the same label throughout).
    """
    pairs = [(labels[one], labels[other]) for labels in ratings.values() if one in labels and other in labels]
    if not pairs:
        return None
    n = len(pairs)
    observed = sum(a == b for a, b in pairs) / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(first[label] * second[label] for label in first) / n**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def nominal_distance(one: Hashable, other: Hashable) -> float:
    """0 for equal labels, 1 for others."""
    return float(one != other)


def masi_distance(one: Hashable, other: Hashable) -> float:
    """Passonneau's distance of two sets: 1 - Jaccard times 1, 2/3, 1/3 or 0 (equal, nested, overlapping, apart).

    Args:
        one: A frozenset of labels; may be empty.
        other: Another.
    """
    a, b = frozenset(one), frozenset(other)  # type: ignore[call-overload]
    if a == b:
        return 0.0
    common = a & b
    monotony = 2 / 3 if a <= b or b <= a else 1 / 3 if common else 0.0
    return 1.0 - len(common) / len(a | b) * monotony


def krippendorff_alpha(ratings: Ratings, *, distance: Callable[[Hashable, Hashable], float] = nominal_distance) -> float | None:
    """Krippendorff's alpha; items labelled by one person alone say nothing and are left out.

    Args:
        ratings: Item to account to label.
        distance: Of two labels, from 0 to 1; its square root is not taken.

    Returns:
        1 for full agreement, 0 for chance, negative below it; None without two labels on some item, or without any variety.
    """
    units = [list(labels.values()) for labels in ratings.values() if len(labels) > 1]
    total = sum(len(unit) for unit in units)
    if not total:
        return None
    observed = 0.0
    everything: Counter[Hashable] = Counter()
    for unit in units:
        everything.update(unit)
        counts = Counter(unit)
        apart = sum(2 * counts[a] * counts[b] * distance(a, b) for a, b in combinations(counts, 2))
        observed += apart / (len(unit) - 1)
    expected = sum(2 * everything[a] * everything[b] * distance(a, b) for a, b in combinations(everything, 2))
    expected /= total - 1
    return None if expected == 0 else 1.0 - observed / expected


def span_f1(
    one: Sequence[tuple[Sequence[Span], str]], other: Sequence[tuple[Sequence[Span], str]], *, overlap: float | None = None
) -> float | None:
    """F1 of two people's spans: each item of one is matched with at most one of the other.

    Args:
        one: Items of one person: spans (several for a discontinuous one) and label.
        other: Items of the other.
        overlap: Least Jaccard of characters for a match; None: the spans are the same. The label must be the same.

    Returns:
        2 * matched / (items of both); None where neither marked anything.
    """
    if not one and not other:
        return None
    if overlap is None:
        exact = Counter((_norm(spans), label) for spans, label in one)
        exact &= Counter((_norm(spans), label) for spans, label in other)
        return 2 * exact.total() / (len(one) + len(other))
    candidates = []
    for i, (spans, label) in enumerate(one):
        for j, (others, other_label) in enumerate(other):
            score = _jaccard(spans, others) if label == other_label else 0.0
            if score >= overlap and score > 0:
                candidates.append((-score, i, j))
    taken_one: set[int] = set()
    taken_other: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in taken_one and j not in taken_other:
            taken_one.add(i)
            taken_other.add(j)
    return 2 * len(taken_one) / (len(one) + len(other))


def by_label(ratings: Mapping[Hashable, Mapping[str, frozenset[str]]]) -> dict[str, Ratings]:
    """Ratings by sets of labels as one nominal question a label: was it given or not?"""
    labels = {label for given in ratings.values() for chosen in given.values() for label in chosen}
    out: dict[str, dict[Hashable, dict[str, Hashable]]] = defaultdict(dict)
    for label in sorted(labels):
        for item, given in ratings.items():
            out[label][item] = {account: label in chosen for account, chosen in given.items()}
    return dict(out)


def _norm(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(sorted((int(s), int(e)) for s, e in spans))


def _jaccard(one: Sequence[Span], other: Sequence[Span]) -> float:
    length_one, length_other = (sum(e - s for s, e in spans) for spans in (one, other))
    common = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
    union = length_one + length_other - common
    return common / union if union else 0.0

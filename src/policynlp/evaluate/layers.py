"""Tagged documents against gold, a layer at a time: figures over all, figures of each class, with bootstrap intervals over documents.

Quotations: `policynlp.evaluate.quotations`, classes are their kinds. Entities: same characters (without leading article and
trailing possessive) and label, folded to PER, ORG, LOC; further labels that the gold has are classes of their own and do not count
for `all`. Claims: aligned by overlap, and of those the share with the gold's value; classes are their kinds. Themes: document rows.
What is named after a field ("unit") is the share of aligned annotations that have it right, of those whose gold says it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from policynlp.evaluate.alignment import NAMES, Pair, aligned
from policynlp.evaluate.quotations import Counts, QuotationScorer
from policynlp.evaluate.scores import bootstrap, f1

Tagged = Mapping[str, Any]
Rows = list[dict[str, Any]]

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "quotes": ("speaker", "act", "source_type"),
    "entities": ("subtype", "country"),
    "claims": ("unit", "bound", "trend", "nature"),
}
"""What the gold may say of an aligned annotation, compared as it is."""


def score(layer: str, gold: Sequence[Tagged], predicted: Sequence[Tagged]) -> tuple[Rows, Rows]:
    """Score predictions against gold.

    Args:
        layer: `quotes`, `entities`, `claims` or `themes`.
        gold: Documents with gold, spans as offsets (`checked_gold`).
        predicted: What was found in them, in the same order, as `policynlp tag` writes it.

    Returns:
        Figures over all, and by class. Each: `metric, precision, recall, f1, low, high, gold, predicted`; `low` and `high` bound
        the F1.
    """
    if layer == "themes":
        return _table(map(_themes, gold, predicted)), _table(theme_counts(gold, predicted))
    pairs = aligned(layer, gold, predicted)
    each = [_OVERALL[layer](g, p, found) for g, p, found in zip(gold, predicted, pairs, strict=True)]
    each = [counts | _fields(layer, found) for counts, found in zip(each, pairs, strict=True)]
    return _table(each), sorted(_table(map(_classes, pairs)), key=lambda row: row["metric"])


def _table(documents: Iterable[Counts]) -> Rows:
    """Rows of the metrics that have anything to count, in the order in which they come."""
    each = list(documents)
    names = dict.fromkeys(name for counts in each for name in counts)
    rows = [_row(name, np.array([counts.get(name, (0, 0, 0)) for counts in each], dtype=float)) for name in names]
    return [row for row in rows if row["gold"] or (row["predicted"] and row["metric"] not in ("cue", "source"))]


def _row(name: str, counts: Any) -> dict[str, Any]:
    """counts: (documents, 3)."""
    groups = [str(i) for i in range(len(counts))]
    interval = bootstrap(lambda rows: f1(*counts[rows].sum(axis=0))[2], groups)
    precision, recall, value = f1(*counts.sum(axis=0))
    out = {"metric": name, "precision": precision, "recall": recall, "f1": value, "low": interval.low, "high": interval.high}
    rounded: dict[str, Any] = {k: round(v, 3) if isinstance(v, float) else v for k, v in out.items()}
    return rounded | {"gold": int(counts[:, 2].sum()), "predicted": int(counts[:, 1].sum())}


def _classes(pairs: Sequence[Pair]) -> Counts:
    out: dict[str, list[int]] = {}
    for pair in pairs:
        for name, place in ((pair.found_class, 1), (pair.gold_class, 2)):
            if name is not None:
                out.setdefault(name, [0, 0, 0])[place] += 1
        if pair.right and pair.gold_class is not None:
            out[pair.gold_class][0] += 1
    return {name: (n[0], n[1], n[2]) for name, n in out.items()}


def _fields(layer: str, pairs: Sequence[Pair]) -> Counts:
    out: Counts = {}
    both = [(pair.gold, pair.found) for pair in pairs if pair.gold is not None and pair.found is not None]
    for name in _FIELDS[layer]:
        known = [(g[name], p.get(name)) for g, p in both if name in g]
        if known:
            same = sum(a == b for a, b in known)
            out[name] = (same, len(known), len(known))
    return out


def _quotes(gold: Tagged, predicted: Tagged, pairs: Sequence[Pair]) -> Counts:
    del pairs
    counts = QuotationScorer(gold["text"], gold["quotes"]).counts(predicted["quotes"])
    return {name: c for name, c in counts.items() if name not in ("direct_mixed", "indirect")}  # the classes say it


def _entities(gold: Tagged, predicted: Tagged, pairs: Sequence[Pair]) -> Counts:
    del gold, predicted
    by_class = {name: c for name, c in _classes(pairs).items() if name in NAMES}
    sums = np.array(list(by_class.values()), dtype=float).reshape(-1, 3).sum(axis=0)
    return {"all": (sums[0], sums[1], sums[2])}


def _claims(gold: Tagged, predicted: Tagged, pairs: Sequence[Pair]) -> Counts:
    g, p = len(gold["claims"]), len(predicted["claims"])
    both = [(pair.gold, pair.found) for pair in pairs if pair.gold is not None and pair.found is not None]
    values = sum(_same_value(found.get("value"), wanted.get("value")) for wanted, found in both)
    return {"overlap": (len(both), p, g), "value": (values, p, g)}


def _same_value(a: Any, b: Any) -> bool:
    if a is None or b is None:
        return a is b
    try:
        return math.isclose(float(a), float(str(b).replace(",", "")), rel_tol=1e-5)
    except ValueError:
        return False


def _themes(gold: Tagged, predicted: Tagged) -> Counts:
    g, p = (themes_of(d, facets=False) for d in (gold, predicted))
    out: Counts = {"micro": (len(g & p), len(p), len(g))}
    if any(not isinstance(r, str) and r.get("decision") for r in predicted["themes"]):
        sure = themes_of(predicted, facets=False, sure=True)
        out["micro, where sure"] = (len(g & sure), len(sure), len(g))
    return out


def themes_of(document: Tagged, *, facets: bool, sure: bool = False) -> set[str]:
    """Names of a document's themes, and `theme.facet`, from names or from the tagger's rows; `sure`: none that it may decline."""
    rows = document["themes"]
    names = {r for r in rows if isinstance(r, str)}
    names |= {
        r["theme"] + (f".{r['facet']}" if r.get("facet") else "")
        for r in rows
        if not isinstance(r, str) and r["passage"] is None and r["assigned"] and not (sure and r.get("decision") == "unsure")
    }
    return {n for n in names | {n.partition(".")[0] for n in names} if facets or "." not in n}


def theme_counts(gold: Sequence[Tagged], predicted: Sequence[Tagged]) -> list[Counts]:
    """Counts of each theme in each document; of facets, too, where the gold has any."""
    facets = any("." in name for d in gold for name in themes_of(d, facets=True))
    sides = [[themes_of(d, facets=facets) for d in side] for side in (gold, predicted)]
    names = sorted(set().union(*sides[0], *sides[1]))
    return [{n: (n in g and n in p, n in p, n in g) for n in names} for g, p in zip(*sides, strict=True)]


_OVERALL = {"quotes": _quotes, "entities": _entities, "claims": _claims}

r"""Tagged documents against gold, a layer at a time: counts a document, figures with bootstrap intervals over documents.

Quotes: words are `\w+` matches; a predicted quote is right if the word Jaccard of its content with a gold content reaches 0.8,
one to one; `exact` asks for the same words. Entities: same characters (without leading article and trailing possessive) and label
folded to PER, ORG, LOC. Claims: one to one by overlap, and of those the share with the gold's value. Themes: document rows.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from policynlp.errors import InputError
from policynlp.evaluate.scores import bootstrap, f1

Counts = dict[str, tuple[float, float, float]]
"""Metric name to hits, predicted, gold."""
Tagged = Mapping[str, Any]

_WORD = re.compile(r"\w+")
_FOLD = {"PERSON": "PER", "PER": "PER", "person": "PER", "politician": "PER", "Person": "PER"}
_FOLD |= dict.fromkeys(("scientist", "researcher", "writer"), "PER")
_FOLD |= dict.fromkeys(("ORG", "organisation", "organization", "politicalparty", "Organisation", "university"), "ORG")
_FOLD |= {"GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "location": "LOC", "country": "LOC", "Location": "LOC", "place": "LOC"}
_ARTICLE = re.compile(r"^(the|an?)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(['’]s?)$")
QUOTE_JACCARD = 0.8


def score(layer: str, gold: Sequence[Tagged], predicted: Sequence[Tagged]) -> list[dict[str, Any]]:
    """Score predictions against gold.

    Args:
        layer: `quotes`, `entities`, `claims` or `themes`.
        gold: Documents with `id`, `text` and gold annotations.
        predicted: As `policynlp tag` writes them; joined on `id`.

    Returns:
        For each metric: `metric, precision, recall, f1, low, high, gold, predicted`; `low` and `high` bound the F1.

    Raises:
        InputError: Unknown layer, a document without prediction, or a text that was changed.
    """
    if layer not in _COUNTERS:
        raise InputError(f"there is no layer {layer!r} to score", hint=f"Layers: {', '.join(_COUNTERS)}.")
    by_id = {str(p["id"]): p for p in predicted}
    each: list[Counts] = []
    for document in gold:
        found = by_id.get(str(document["id"]))
        if found is None:
            raise InputError("a gold document has no prediction", where=str(document["id"]), hint="Tag all of them.")
        if found.get("text", document["text"]) != document["text"]:
            raise InputError(
                "the text was changed, so offsets say nothing", where=str(document["id"]), hint="Tag the gold texts."
            )
        each.append(_COUNTERS[layer](document, found))
    names = dict.fromkeys(name for counts in each for name in counts)
    return [_row(name, np.array([counts.get(name, (0, 0, 0)) for counts in each], dtype=float)) for name in names]


def _row(name: str, counts: Any) -> dict[str, Any]:
    """counts: (documents, 3)."""
    groups = [str(i) for i in range(len(counts))]
    interval = bootstrap(lambda rows: f1(*counts[rows].sum(axis=0))[2], groups)
    precision, recall, value = f1(*counts.sum(axis=0))
    out = {"metric": name, "precision": precision, "recall": recall, "f1": value, "low": interval.low, "high": interval.high}
    rounded: dict[str, Any] = {k: round(v, 3) if isinstance(v, float) else v for k, v in out.items()}
    return rounded | {"gold": int(counts[:, 2].sum()), "predicted": int(counts[:, 1].sum())}


def match(predicted: int, gold: int, similarity: Callable[[int, int], float], at_least: float) -> list[tuple[int, int]]:
    """Greedy one-to-one pairs by falling similarity, of those that reach `at_least`."""
    cells = [(similarity(i, j), i, j) for i in range(predicted) for j in range(gold)]
    cells = sorted((c for c in cells if c[0] >= at_least and c[0] > 0), key=lambda c: (-c[0], c[1], c[2]))
    used_p: set[int] = set()
    used_g: set[int] = set()
    pairs = []
    for _, i, j in cells:
        if i not in used_p and j not in used_g:
            used_p.add(i)
            used_g.add(j)
            pairs.append((i, j))
    return pairs


def _words(text: str, spans: Any) -> frozenset[tuple[int, int]]:
    nested = [spans] if spans and isinstance(spans[0], int) else spans or []
    return frozenset((m.start() + s, m.end() + s) for s, e in nested for m in _WORD.finditer(text[s:e]))


def _quotes(gold: Tagged, predicted: Tagged) -> Counts:
    text = gold["text"]
    p = [w for q in predicted["quotes"] if (w := _words(text, q["content"]))]
    g = [w for q in gold["quotes"] if (w := _words(text, q["content"]))]
    out: Counts = {}
    for name, least in (("jaccard.8", QUOTE_JACCARD), ("exact", 1.0)):
        pairs = match(len(p), len(g), lambda i, j: len(p[i] & g[j]) / len(p[i] | g[j]), least)
        out[name] = (len(pairs), len(p), len(g))
    return out


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    if article := _ARTICLE.match(piece):
        start += article.end()
    if tail := _POSSESSIVE.search(piece):
        end -= len(tail[1])
    return start, end


def _entities(gold: Tagged, predicted: Tagged) -> Counts:
    """Exact spans and labels; what touches only names of other kinds, or mentions that are no names, is neither right nor wrong."""
    text = gold["text"]
    wanted: set[tuple[int, int, str]] = set()
    ignored: list[tuple[int, int]] = []
    for e in gold["entities"]:
        span = _trimmed(text, e["start"], e["end"])
        label = _FOLD.get(e["label"]) if e.get("named", True) else None
        if label is None:
            ignored.append(span)
        else:
            wanted.add((*span, label))
    known = [e for e in predicted["entities"] if e["label"] in _FOLD]
    found = {(*_trimmed(text, e["start"], e["end"]), _FOLD[e["label"]]) for e in known}
    found = {f for f in found if not _touches(f, ignored) or _touches(f, [(a, b) for a, b, _ in wanted])}
    out: Counts = {"all": (len(wanted & found), len(found), len(wanted))}
    for label in ("PER", "ORG", "LOC"):
        theirs, ours = ({x for x in side if x[2] == label} for side in (wanted, found))
        out[label] = (len(theirs & ours), len(ours), len(theirs))
    return out


def _touches(found: tuple[int, int, str], spans: Iterable[tuple[int, int]]) -> bool:
    return any(a < found[1] and found[0] < b for a, b in spans)


def _claims(gold: Tagged, predicted: Tagged) -> Counts:
    g = [q for q in gold.get("claims") or gold.get("quantities") or [] if q.get("start") is not None]
    p = predicted["claims"]

    def overlap(i: int, j: int) -> float:
        inside = min(p[i]["end"], g[j]["end"]) - max(p[i]["start"], g[j]["start"])
        return float(max(0, inside) / (max(p[i]["end"], g[j]["end"]) - min(p[i]["start"], g[j]["start"])))

    pairs = match(len(p), len(g), overlap, 1e-9)
    values = sum(_same_value(p[i].get("value"), g[j].get("value")) for i, j in pairs)
    return {"overlap": (len(pairs), len(p), len(g)), "value": (values, len(p), len(g))}


def _same_value(a: Any, b: Any) -> bool:
    try:
        return math.isclose(float(a), float(str(b).replace(",", "")), rel_tol=1e-5)
    except (TypeError, ValueError):
        return False


def _themes(gold: Tagged, predicted: Tagged) -> Counts:
    def names(document: Tagged) -> set[str]:
        rows = document["themes"]
        if rows and isinstance(rows[0], str):
            return set(rows)
        return {t["theme"] for t in rows if t["passage"] is None and t["facet"] is None and t["assigned"]}

    g, p = names(gold), names(predicted)
    out: Counts = {"micro": (len(g & p), len(p), len(g))}
    for theme in sorted(g | p):
        out[theme] = (theme in g and theme in p, theme in p, theme in g)
    return out


_COUNTERS: Mapping[str, Callable[[Tagged, Tagged], Counts]] = {
    "quotes": _quotes,
    "entities": _entities,
    "claims": _claims,
    "themes": _themes,
}

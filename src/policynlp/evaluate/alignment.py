r"""Gold and found annotations of one document side by side: which found one stands for which gold one.

Quotations: the word Jaccard of their contents reaches 0.8 (words are `\w+` matches). Entities: the same characters without leading
article and trailing possessive, else any overlap. Claims: overlap. One to one, the nearest first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policynlp.evaluate.quotations import JACCARD, kind_of

Tagged = Mapping[str, Any]
Annotation = Mapping[str, Any]

_WORD = re.compile(r"\w+")
_FOLD = {"PERSON": "PER", "PER": "PER", "person": "PER", "politician": "PER", "Person": "PER"}
_FOLD |= dict.fromkeys(("scientist", "researcher", "writer"), "PER")
_FOLD |= dict.fromkeys(("ORG", "organisation", "organization", "politicalparty", "Organisation", "university"), "ORG")
_FOLD |= {"GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "location": "LOC", "country": "LOC", "Location": "LOC", "place": "LOC"}
NAMES = ("PER", "ORG", "LOC")
OTHER_LABELS = frozenset(
    "POLICY LAW NORP EVENT PRODUCT WORK_OF_ART LANGUAGE DATE TIME MONEY PERCENT QUANTITY ORDINAL CARDINAL".split()  # noqa: SIM905
)
"""Labels of the tagger's that are scored where the gold has them, each for itself."""
_ARTICLE = re.compile(r"^(the|an?)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(['’]s?)$")


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold annotation and the one that was found in its place; either may be missing.

    Attributes:
        gold, found: The annotations.
        gold_class, found_class: What each calls it; null where it is missing.
        exact: Whether the boundaries are right; for quotations and claims the alignment is enough.
    """

    gold: Annotation | None
    found: Annotation | None
    gold_class: str | None
    found_class: str | None
    exact: bool = True

    @property
    def right(self) -> bool:
        """Whether the class and, where it counts, the boundaries are right."""
        return self.gold_class is not None and self.gold_class == self.found_class and self.exact


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


def _paired(
    gold: Sequence[tuple[Annotation, str]],
    found: Sequence[tuple[Annotation, str]],
    similarity: Callable[[int, int], float],
    at_least: float,
    exact: Callable[[int, int], bool] = lambda i, j: True,
) -> list[Pair]:
    pairs = match(len(found), len(gold), similarity, at_least)
    out = [Pair(gold[j][0], found[i][0], gold[j][1], found[i][1], exact(i, j)) for i, j in pairs]
    used_p, used_g = {i for i, _ in pairs}, {j for _, j in pairs}
    out += [Pair(g, None, label, None) for j, (g, label) in enumerate(gold) if j not in used_g]
    out += [Pair(None, p, None, label) for i, (p, label) in enumerate(found) if i not in used_p]
    return out


def aligned(layer: str, gold: Sequence[Tagged], predicted: Sequence[Tagged]) -> list[list[Pair]]:
    """Pairs of each document.

    Args:
        layer: `quotes`, `entities` or `claims`.
        gold: Documents with gold, spans as offsets (`checked_gold`).
        predicted: What was found, in the same order.
    """
    both = list(zip(gold, predicted, strict=True))
    if layer == "entities":
        labels = frozenset(NAMES) | {label for d in gold for e in d["entities"] if (label := label_of(e)) is not None}
        return [_entity_pairs(g, p, labels) for g, p in both]
    stated = all("kind" in a for d in gold for a in d[layer])
    return [(_quote_pairs if layer == "quotes" else _claim_pairs)(g, p, stated) for g, p in both]


def _quote_pairs(gold: Tagged, predicted: Tagged, stated: bool) -> list[Pair]:
    """Quotations; their class is the kind, read off the quotation marks for both sides where the gold does not say it."""
    text = gold["text"]
    sides: list[list[tuple[Annotation, str]]] = []
    words: list[list[frozenset[tuple[int, int]]]] = []
    for document in (gold, predicted):
        kept = [(q, w) for q in document["quotes"] if (w := _words(text, q["content"]))]
        sides.append([(q, q["kind"] if stated else kind_of(text, q["content"])) for q, _ in kept])
        words.append([w for _, w in kept])
    (g, p), (gw, pw) = sides, words
    return _paired(g, p, lambda i, j: len(pw[i] & gw[j]) / len(pw[i] | gw[j]), JACCARD)


def _words(text: str, spans: Iterable[Sequence[int]]) -> frozenset[tuple[int, int]]:
    return frozenset((m.start() + s, m.end() + s) for s, e in spans for m in _WORD.finditer(text[s:e]))


def label_of(annotation: Annotation) -> str | None:
    """PER, ORG, LOC, or one of `OTHER_LABELS`; null for a mention that is no name, and for labels that nobody here knows."""
    label = str(annotation["label"])
    if not annotation.get("named", True):
        return None
    return _FOLD.get(label, label if label in OTHER_LABELS else None)


def _entity_pairs(gold: Tagged, predicted: Tagged, labels: frozenset[str]) -> list[Pair]:
    """Mentions; what touches only names of other kinds, or mentions that are no names, is neither right nor wrong.

    Args:
        gold: The document with its gold.
        predicted: The same with what was found.
        labels: Those that count: PER, ORG, LOC, and what else the gold has anywhere.
    """
    text = gold["text"]
    wanted: dict[tuple[int, int, str], Annotation] = {}
    ignored: list[tuple[int, int]] = []
    for e in gold["entities"]:
        span, label = trimmed(text, e["start"], e["end"]), label_of(e)
        if label in labels and label is not None:
            wanted[(*span, label)] = e
        else:
            ignored.append(span)
    found: dict[tuple[int, int, str], Annotation] = {}
    for e in predicted["entities"]:
        label = label_of(e)
        if label in labels and label is not None:
            key = (*trimmed(text, e["start"], e["end"]), label)
            if not _touches(key, ignored) or _touches(key, [w[:2] for w in wanted]):
                found.setdefault(key, e)
    g, p = list(wanted), list(found)

    def likeness(i: int, j: int) -> float:
        """Same span before overlap, same label before another."""
        same = p[i][:2] == g[j][:2]
        return 2.0 * same + _overlap(p[i], g[j]) + 0.5 * (p[i][2] == g[j][2]) * (_overlap(p[i], g[j]) > 0)

    return _paired(
        [(wanted[k], k[2]) for k in g], [(found[k], k[2]) for k in p], likeness, 1e-9, lambda i, j: p[i][:2] == g[j][:2]
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without leading article and trailing possessive."""
    piece = text[start:end]
    if article := _ARTICLE.match(piece):
        start += article.end()
    if tail := _POSSESSIVE.search(piece):
        end -= len(tail[1])
    return start, end


def _touches(found: tuple[int, int, str], spans: Iterable[tuple[int, int]]) -> bool:
    return any(a < found[1] and found[0] < b for a, b in spans)


def _overlap(a: Sequence[Any], b: Sequence[Any]) -> float:
    """Shared characters as a part of both together."""
    inside = min(a[1], b[1]) - max(a[0], b[0])
    return float(max(0, inside) / (max(a[1], b[1]) - min(a[0], b[0])))


def _claim_pairs(gold: Tagged, predicted: Tagged, stated: bool) -> list[Pair]:
    """Figures; their class is the kind (`figure` for all where the gold does not say it)."""
    g, p = gold["claims"], predicted["claims"]
    return _paired(
        [(q, q["kind"] if stated else "figure") for q in g],
        [(q, q["kind"] if stated else "figure") for q in p],
        lambda i, j: _overlap((p[i]["start"], p[i]["end"]), (g[j]["start"], g[j]["end"])),
        1e-9,
    )

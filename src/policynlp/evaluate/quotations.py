r"""Quotations against gold: whole attributions by kind, each layer's pieces, and sources of those that were found.

Words are `\w+` matches. `jaccard.8`: word Jaccard of the contents at least 0.8, one to one; `exact`: the same words; `content`,
`cue`, `source`: each contiguous piece on its own, the same words. `direct_mixed` and `indirect` count attributions by the double
quotation marks around their content, read off the text for both sides alike. `source_overlap`: of the matched attributions whose
gold has a source, those whose source shares a content word; `source_exact`: has the same words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Counts = dict[str, tuple[float, float, float]]
"""Metric name to hits, predicted, gold."""
JACCARD = 0.8
MARKS = frozenset('"“”„‟«»')
_WORD = re.compile(r"\w+")
_STOP = frozenset("the a an of in on at for to and or his her their its who which that mr mrs ms s".split())  # noqa: SIM905
_SLACK = 0.1  # part of the letters that may stand outside of the marks of direct speech


@dataclass(frozen=True, slots=True)
class _Side:
    contents: list[frozenset[int]]
    sources: list[frozenset[int]]
    kinds: list[str]
    pieces: Mapping[str, frozenset[frozenset[int]]]


class QuotationScorer:
    """Scores predictions for one document; the gold side is worked out once.

    Args:
        text: The document's text.
        quotes: Gold attributions with `content`, `cue` and `source` spans.
    """

    def __init__(self, text: str, quotes: Sequence[Mapping[str, Any]]) -> None:
        self._text = text
        found = [m.span() for m in _WORD.finditer(text)]
        self._starts = [s for s, _ in found]
        self._ends = [e for _, e in found]
        self._stop = {k for k, (s, e) in enumerate(found) if text[s:e].lower() in _STOP}
        self._gold = self._side(quotes)

    def counts(self, quotes: Sequence[Mapping[str, Any]]) -> Counts:
        """Counts of all metrics for predicted attributions."""
        p, g = self._side(quotes), self._gold
        out: Counts = {}
        for name, kinds in (("", None), ("direct_mixed", ("direct", "mixed")), ("indirect", ("indirect",))):
            mine = [i for i, k in enumerate(p.kinds) if kinds is None or k in kinds]
            theirs = [j for j, k in enumerate(g.kinds) if kinds is None or k in kinds]
            pairs = _match([p.contents[i] for i in mine], [g.contents[j] for j in theirs])
            out[name or "jaccard.8"] = (len(pairs), len(mine), len(theirs))
            if not name:
                exact = sum(p.contents[i] == g.contents[j] for i, j in pairs)
                out["exact"] = (exact, len(mine), len(theirs))
                overlap = same = known = 0
                for i, j in pairs:
                    want, got = g.sources[j], p.sources[i]
                    if want:
                        known += 1
                        same += want == got
                        overlap += want == got or bool((want & got) - self._stop)
                out["source_overlap"], out["source_exact"] = (overlap, known, known), (same, known, known)
        for role in ("content", "cue", "source"):
            out[role] = (len(p.pieces[role] & g.pieces[role]), len(p.pieces[role]), len(g.pieces[role]))
        return out

    def _side(self, quotes: Sequence[Mapping[str, Any]]) -> _Side:
        kept = [(q, words) for q in quotes if (words := self._words(q["content"]))]
        pieces = {
            role: frozenset(w for q, _ in kept for span in q.get(role) or () if (w := self._words([span])))
            for role in ("content", "cue", "source")
        }
        return _Side(
            [words for _, words in kept],
            [self._words(q.get("source") or ()) for q, _ in kept],
            [kind_of(self._text, q["content"]) for q, _ in kept],
            pieces,
        )

    def _words(self, spans: Sequence[Sequence[int]]) -> frozenset[int]:
        """Words that lie wholly or partly in the spans."""
        out: set[int] = set()
        for start, end in spans:
            out.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return frozenset(out)


def kind_of(text: str, content: Sequence[Sequence[int]]) -> str:
    """`direct`, `mixed` or `indirect`, by the double marks of the paragraph."""
    inside = outside = 0
    for start, end in content:
        before = text.rfind("\n\n", 0, start) + 1
        open_ = sum(c in MARKS for c in text[before:start]) % 2 == 1
        for c in text[start:end]:
            if c in MARKS:
                open_ = not open_
            elif c.isalnum():
                inside, outside = inside + open_, outside + (not open_)
    return "indirect" if not inside else "direct" if outside <= _SLACK * inside else "mixed"


def _match(predicted: Sequence[frozenset[int]], gold: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """Greedy one-to-one pairs by falling Jaccard, of those that reach `JACCARD`."""
    of_word: dict[int, list[int]] = {}
    for j, words in enumerate(gold):
        for w in words:
            of_word.setdefault(w, []).append(j)
    cells = []
    for i, words in enumerate(predicted):
        for j in {j for w in words for j in of_word.get(w, ())}:
            similarity = len(words & gold[j]) / len(words | gold[j])
            if similarity >= JACCARD:
                cells.append((-similarity, i, j))
    pairs: list[tuple[int, int]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(cells):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((i, j))
    return pairs

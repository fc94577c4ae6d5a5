"""Two texts that date one thing alike: asked of texts whose figures agree, by regressions that were trained on dates of a reader.

What is told confirms; that two dates of one thing differ is not told, as too few such pairs are known. The weights are in `models/links`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from policynlp.link.heads import KIND, Floats, Head, heads_as_json, heads_from_json, read_weights
from policynlp.link.moment_table import CONTEXT, FEATURES, Agreed, MomentTable, in_context, moment_table
from policynlp.link.moments import Moment
from policynlp.link.order import Days
from policynlp.link.own_days import own_days
from policynlp.link.pairs import later_first, link_id
from policynlp.tag.models import models_dir
from policynlp.tags import End, Link, LinkKind

VERSION = "dates/5"
WEIGHTS = "dates.json"
HEADS = {"alone": FEATURES, "in_context": FEATURES + CONTEXT}
LEAST_AGREEMENTS = 2
"""Figures on which two texts agree, without which their dates are not compared."""
MOST_PARTNERS = 2
"""Dates of one other document that a date is tied to at most."""
_ALIKE = frozenset({"agrees", "compatible"})


@dataclass(frozen=True, slots=True)
class MomentModel:
    """The two regressions, and the log-odds from which they are believed.

    Attributes:
        heads: By name, see `HEADS`.
        least: Least log-odds in context.
    """

    heads: Mapping[str, Head]
    least: float

    def read(self, table: MomentTable) -> Floats:
        """Log-odds that each pair is of one thing, `(pairs,)`."""
        return self.heads["in_context"].log_odds(in_context(table, self.heads["alone"].log_odds(table.features)))

    def as_json(self) -> dict[str, Any]:
        """In the form in which `dates.json` keeps it."""
        return {"heads": heads_as_json(self.heads, HEADS), "least": self.least}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> MomentModel:
        """What `as_json` gave.

        Raises:
            KeyError: It is of other features.
        """
        return cls(heads_from_json(kept["heads"], HEADS), float(kept["least"]))


@lru_cache(maxsize=4)
def load_moment_model(folder: Path | None = None) -> MomentModel:
    """The model of a folder; default: the one that came with this version.

    Raises:
        ModelError: A file is missing, was changed, or is of another version of the program.
    """
    return read_weights(folder or models_dir() / KIND, WEIGHTS, MomentModel.from_json)


def dated(links: Iterable[Link], moments: Mapping[str, Sequence[Moment]]) -> Iterator[Link]:
    """What the dates of texts say alike whose figures agree.

    Args:
        links: All links between figures of some texts.
        moments: The dates of each of these texts, by document.
    """
    for (first, second), agreed in sorted(agreements(links).items()):
        left, right = moments.get(first, ()), moments.get(second, ())
        yield from (_appeared(*found) for found in own_days(left, right))
        if min(len({g.claims[side] for g in agreed}) for side in (0, 1)) >= LEAST_AGREEMENTS:
            yield from compare_moments(left, right, agreed)


def agreements(links: Iterable[Link]) -> dict[tuple[str, str], list[Agreed]]:
    """The figures that agree, by the ids of the two documents, the lesser one first."""
    out: dict[tuple[str, str], list[Agreed]] = defaultdict(list)
    for link in links:
        if link.kind in _ALIKE:
            ends = sorted((link.from_, link.to), key=lambda e: e.document)
            claims = ends[0].annotation or "", ends[1].annotation or ""
            out[ends[0].document, ends[1].document].append(Agreed(claims, (ends[0].start or 0, ends[1].start or 0)))
    return out


def compare_moments(left: Sequence[Moment], right: Sequence[Moment], agreed: Sequence[Agreed]) -> Iterator[Link]:
    """The dates of two texts that are of one thing, the surest first.

    Args:
        left: All dates of one text.
        right: All dates of the other.
        agreed: The figures of both that agree, see `moment_table`.
    """
    table = moment_table(left, right, agreed)
    if not table.pairs:
        return
    model = load_moment_model()
    log_odds = model.read(table)
    partners: Counter[str] = Counter()
    for n in np.argsort(-log_odds, kind="stable").tolist():
        if log_odds[n] < model.least:
            return
        a, b = table.pairs[n]
        if max(partners[a.entity], partners[b.entity]) < MOST_PARTNERS:
            partners.update((a.entity, b.entity))
            yield _link(a, b, table.days[n], round(float(1 / (1 + np.exp(-log_odds[n]))), 3))


def _appeared(told: Moment, own: Moment, words: float) -> Link:
    reason = f"When this paper appeared: “{told.text}” here, “{own.text}” at its head."
    return _tie(told, own, "agrees", reason, round(1 - 1 / (1 + words), 3))


def _link(a: Moment, b: Moment, known: tuple[Days, Days], score: float) -> Link:
    later, earlier = later_first(a, b)
    figures = f"“{later.text}” here, “{earlier.text}” there"
    if known[0] == known[1]:
        return _tie(later, earlier, "agrees", f"The same date: {figures}.", score)
    return _tie(later, earlier, "compatible", f"The dates fit: {figures}.", score)


def _tie(a: Moment, b: Moment, kind: LinkKind, reason: str, score: float) -> Link:
    from_, to = (End(document=m.party.document, annotation=m.entity, start=m.span[0], end=m.span[1]) for m in (a, b))
    return Link(id=link_id("date", from_, to), kind=kind, from_=from_, to=to, reason=reason, version=VERSION, score=score)

"""Findings on figures: how many hold, which do not, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policynlp.corpus.brief.article import ArticleBrief
from policynlp.corpus.brief.evidence import Place
from policynlp.corpus.brief.figures import Comparison, Figure
from policynlp.render.wording import bounded, counted, percent
from policynlp.report.telling import MOST_TOLD, Finding, be, finding, title_of
from policynlp.report.wording import capital, incomparable, inside, listing, period

_NUMBER = re.compile(r"\d")
_MOST_FIGURES = 6
"""Figures that are told in sentences; the rest stands in the table."""


def figures_told(brief: ArticleBrief) -> Iterator[Finding]:
    """How the figures stand; those that are contradicted or in doubt one by one."""
    figures = [f for f in brief.figures if not f.small]
    n, others = len(figures), brief.limits.compared
    if not figures:
        yield finding("figures", "The text gives no figure that another text could confirm or contradict.", lead=True)
        return
    faulty = [f for f in figures if f.faults]
    if not others:
        told = f"The text gives {counted(n, 'figure')}; the corpus holds no other text to compare {'it' if n == 1 else 'them'} with."
        yield finding("figures", told, lead=True)
    else:
        by = {
            s: sum(f.standing == s for f in figures)
            for s in ("contradicted", "doubtful", "confirmed", "holds", "related", "alone")
        }
        parts = [
            f"{by['contradicted']} {be(by['contradicted'])} contradicted by another text" if by["contradicted"] else "",
            f"{by['doubtful']} {be(by['doubtful'])} doubtful" if by["doubtful"] else "",
            f"{by['confirmed']} {be(by['confirmed'])} confirmed" if by["confirmed"] else "",
            f"{by['holds']} {'holds as a bound' if by['holds'] == 1 else 'hold as bounds'}" if by["holds"] else "",
            f"{by['related']} may be compared with another text’s" if by["related"] else "",
            f"{by['alone']} {be(by['alone'])} not found in {_texts(others)}" if by["alone"] else "",
        ]
        told = listing([p for p in parts if p]) or "none can be set against those of another text"
        yield finding("figures", f"Of {counted(n, 'figure')} in the text, {told}.", lead=True)
    contested = [f for f in figures if f.standing == "contradicted"]
    doubtful = [[f] for f in faulty] + _alike([f for f in figures if f.standing == "doubtful" and not f.faults])
    told_items = [*(_contradiction(f, brief) for f in contested), *(_doubt(group, brief) for group in doubtful)]
    told_items += [_beside(f, brief) for f in figures if f.standing == "related"]
    yield from told_items[:_MOST_FIGURES]
    untold = len(told_items) - _MOST_FIGURES
    if untold > 0:
        yield finding("figures", f"{capital(counted(untold, 'further case'))} {be(untold)} told below.")


def _alike(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Figures that are in doubt for one reason and one sentence of another text, together."""
    out: dict[tuple[str, int, str], list[Figure]] = {}
    for figure in figures:
        same = _same(figure)
        key = (
            (same.place.document, same.sentence.start, incomparable(same.reason, from_here=same.from_here))
            if same
            else ("", 0, "")
        )
        out.setdefault(key, []).append(figure)
    return list(out.values())


def _same(figure: Figure) -> Comparison | None:
    """The comparison that puts a figure in doubt: the same value of another scope or time."""
    return next((c for c in figure.comparisons if c.kind == "not_comparable" and c.same_value), None)


def _contradiction(figure: Figure, brief: ArticleBrief) -> Finding:
    against = [c for c in figure.comparisons if c.kind == "differs"]
    parts: list[str | tuple[str, Place]] = [(f"“{figure.wording}”", figure.place)]
    if _NUMBER.search(figure.wording.replace(figure.place.text, "", 1)):
        parts.append(f": {figure.place.text}")  # which of its numbers
    for i, other in enumerate(against[:MOST_TOLD]):
        parts.append(", and " if i else " ")
        if other.delta:
            parts.append(f"is {apart(figure, other)} than ")
        else:
            parts.append("does not fit ")
        parts += [(f"{_bounded(other)}", other.place), f" in {title_of(brief, other.place)}"]
    when = next((c.period for c in against if c.period), None)
    when = period(figure.period, figure.since) or inside(when or "")
    return finding("figures", *parts, f" ({when})." if when else ".")


def _doubt(figures: Sequence[Figure], brief: ArticleBrief) -> Finding:
    parts: list[str | tuple[str, Place]] = []
    for i, each in enumerate(figures):
        parts += ["" if not i else " and " if i == len(figures) - 1 else ", ", (f"“{each.wording}”", each.place)]
    figure = figures[0]
    parts.append(": " + " ".join(fault.what for fault in figure.faults))
    same = _same(figure)
    if same is not None:
        why = incomparable(same.reason, from_here=same.from_here)
        value = "the same value" if len(figures) == 1 else "the same values"
        title = title_of(brief, same.place, head=bool(figure.faults))
        parts += [f"{' ' if figure.faults else ''}{title} gives ", (value, same.place), f", but {why}."]
    return finding("figures", *parts)


def _beside(figure: Figure, brief: ArticleBrief) -> Finding:
    """What a reader would look at beside a figure of which no text says more."""
    parts: list[str | tuple[str, Place]] = [(f"“{figure.wording}”", figure.place), ": compare with "]
    for i, other in enumerate(figure.comparisons[:MOST_TOLD]):
        parts += [
            ", and " if i else "",
            (_bounded(other).removeprefix("the "), other.place),
            f" in {title_of(brief, other.place)}",
        ]
        parts.append(f" ({inside(other.period)})" if other.period else "")
    return finding("figures", *parts, ".")


def apart(figure: Figure, other: Comparison) -> str:
    """How far two figures lie apart: `3.4 percent more`, `0.5 percentage points less`."""
    way = "more" if (other.delta or 0.0) > 0 else "less"
    if figure.unit == other.unit == "percent" and figure.value is not None and other.value is not None:
        points = f"{abs(figure.value - other.value):.3g}"
        return f"{points} percentage point{'' if points == '1' else 's'} {way}"
    return f"{percent(other.delta or 0.0)} {way}"


def _bounded(other: Comparison) -> str:
    return f"the {bounded(other.bound, other.figure)}"


def _texts(number: int) -> str:
    return "the one other text" if number == 1 else f"the {number:,} other texts"

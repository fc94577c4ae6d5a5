"""Checks inside a document: does a figure agree with its neighbours? Flags only, and only where arithmetic is certain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.lexicon import MULTIPLES
from policynlp.tags import TextSpan

_LAST = re.compile(r"\b(?:last|this|past|previous)[ ](?:year|month|quarter)\b", re.IGNORECASE)
_CENSUS = re.compile(r"\bcensus\b", re.IGNORECASE)
_RATE_SPREAD = 1.25  # two amounts of one text converted within a few days differ by far less; a wrong scale by 10 or more
_ROUNDING = 0.6  # of the last printed digit: rounding alone explains 0.5 of it
_WHEN = re.compile(r"\b(?:years?|months?|quarters?|weeks?|earlier|ago|(?:19|20)\d\d)\b", re.IGNORECASE)
"""Beside points: a rise since last month, and the value of a year ago."""
_LOOSELY = 1.18
"""How loosely "doubled" is said: from 3 to 5 million it is 1.67 times."""
_OF_ALL = re.compile(
    r"\b(?:of|among|out of)(?:[ ](?:the|its|their|his|her|all|some|these|those|a total of|about))*[ ]$", re.IGNORECASE
)
_THAT_IS = re.compile(r"(?:,? or(?: about| roughly| some)? |,? \((?:or |about |roughly )?)", re.IGNORECASE)
_OF_THEM = re.compile(r"[ ]of[ ](?:them|whom|which|those|these)\b", re.IGNORECASE)
_MOST_THAT_IS = 14
_LEAST_WHOLE = 10  # of fewer, rounding explains too much


def _around(*figures: Figure) -> tuple[int, int]:
    """From the first to behind the last of some figures."""
    return min(f.start for f in figures), max(f.end for f in figures)


def _digit(f: Figure, text: str) -> float:
    """Value of the last printed digit: 0.1 for "4.8", 10,000 for "98.51 million"."""
    printed = text[f.number.start : f.number.end].split(" ")[0]
    decimals = len(printed.partition(".")[2]) if "." in printed else 0
    return float(max(f.number.scale, 1.0) * 10.0**-decimals)


def check_change(figures: Sequence[Figure], text: str) -> None:
    """from, to and by of one change in one sentence: flags `change_mismatch` on the amount where they do not add up."""
    for i, f in enumerate(figures):
        if f.earlier < 0:
            continue
        earlier = figures[f.earlier]
        if any(x.high is not None or x.bound != "exact" for x in (f, earlier)) or f.unit != earlier.unit:
            continue
        difference = f.value - earlier.value
        if f.trend != "none" and difference and (difference > 0) != (f.trend == "up"):
            f.flags.append("trend_mismatch")
        slack = _ROUNDING * (_digit(f, text) + _digit(earlier, text))
        for k, g in enumerate(figures):
            if k in {i, f.earlier} or not g.is_change or g.bound != "exact" or g.high is not None or not _of_one_thing(f, g):
                continue
            if (g.unit == f.unit and g.kind == f.kind) or (f.unit == "percent" and g.unit == "percentage_point"):
                points = g.unit == "percentage_point" and not _WHEN.search(text, *_around(f, earlier, g))
                off = abs(abs(difference) - abs(g.value)) > slack + _ROUNDING * _digit(g, text)
                if off and (points or f.unit != "percent"):
                    g.flags.append("change_mismatch")
            elif (stated := MULTIPLES.get(text[g.start : g.end].lower())) and earlier.value > 0 < f.value:
                if not stated / _LOOSELY <= f.value / earlier.value <= stated * _LOOSELY:
                    g.flags.append("change_mismatch")
            elif g.unit == "percent" and f.unit != "percent" and earlier.value > 0:
                stated = abs(g.value)
                low = (abs(difference) - slack) / earlier.value * 100
                high = (abs(difference) + slack) / earlier.value * 100
                if not low * 0.98 - _digit(g, text) <= stated <= high * 1.02 + _digit(g, text):
                    g.flags.append("change_mismatch")


def _of_one_thing(f: Figure, amount: Figure) -> bool:
    """Whether an amount of change may be that of a figure: nothing says that it goes the other way, or is of something else."""
    if {f.trend, amount.trend} == {"up", "down"}:
        return False
    return f.measure is None or amount.measure is None or f.measure.text.lower() == amount.measure.text.lower()


def check_shares(figures: Sequence[Figure]) -> None:
    """A share of a whole above 100 percent: `share_above_one`."""
    for f in figures:
        whole = 100.0 if f.unit == "percent" else 1.0 if f.unit == "fraction" else None
        if (
            whole
            and f.share_of is not None
            and f.value > whole
            and f.trend == "none"
            and (f.unit == "percent" or f.number.form == "fraction")
        ):
            f.flags.append("share_above_one")


def check_parts(figures: Sequence[Figure], text: str) -> None:
    """A part, its whole and its share in one sentence: `share_mismatch` on the share where they do not add up.

    Only where the share says the part again ("500, or 40 percent, of the 2,000 schools", "500 of the 2,000 schools (25 percent)").
    """
    wholes = [
        f
        for f in figures
        if f.kind == "count" and f.value >= _LEAST_WHOLE and _OF_ALL.search(text[max(0, f.start - 30) : f.start])
    ]
    for share in figures:
        if (
            _OF_THEM.match(text, share.end)
            or share.unit != "percent"
            or share.trend != "none"
            or not _is_plain(share)
            or share.is_change
            or len(wholes) != 1
        ):
            continue
        whole = wholes[0]
        parts = [f for f in figures if f is not whole and _says_again(f, share, whole, text)]
        if (
            len(parts) != 1
            or not _is_plain(whole)
            or parts[0].value > whole.value
            or {parts[0].unit, whole.unit} - {whole.unit, None}
        ):
            continue
        slack = _ROUNDING * (_digit(share, text) + 100 * (_digit(parts[0], text) + _digit(whole, text)) / whole.value)
        if abs(100 * parts[0].value / whole.value - share.value) > slack:
            share.flags.append("share_mismatch")
            share.share_of = TextSpan(start=whole.start, end=whole.end, text=text[whole.start : whole.end])


def _is_plain(f: Figure) -> bool:
    return f.high is None and f.bound in {"exact", "about"}


def _says_again(part: Figure, share: Figure, whole: Figure, text: str) -> bool:
    """Whether a share and a count stand side by side as one and the same, or the whole alone stands between them."""
    if part.kind != "count" or not _is_plain(part) or part.trend != "none":
        return False
    first, second = sorted((part, share), key=lambda f: f.start)
    if first is part and part.end <= whole.start and whole.end <= share.start:
        beside = _OF_ALL.fullmatch(text[part.end : whole.start].lstrip()) is not None
        return beside and re.fullmatch(r",? \((?:or |about )?", text[whole.end : share.start]) is not None
    between = text[first.end : second.start]
    return len(between) <= _MOST_THAT_IS and _THAT_IS.fullmatch(between) is not None


def check_currencies(figures: Sequence[Figure]) -> None:
    """Two currencies of one amount: a rate far from the document's median for the pair is flagged `rate_suspect`."""
    rates: dict[tuple[str, str], list[tuple[float, Figure]]] = {}
    for f in figures:
        if f.main >= 0 and f.value > 0 and f.unit and figures[f.main].unit and figures[f.main].value > 0:
            main = figures[f.main]
            rates.setdefault((str(main.unit), f.unit), []).append((main.value / f.value, f))
    for pairs in rates.values():
        if len(pairs) < 3:
            continue
        median = sorted(r for r, _ in pairs)[len(pairs) // 2]
        for rate, f in pairs:
            if not median / _RATE_SPREAD <= rate <= median * _RATE_SPREAD:
                f.flags.append("rate_suspect")


def check_periods(figures: Sequence[Figure], text: str, start: int, end: int) -> None:
    """In a passage about a census, a change counted from the date of an earlier census ends at a census, not "last year".

    Flags `period_suspect` on the later figure: its base year is that of a census named in the passage, and its own period
    is relative to the day of publication.
    """
    if not _CENSUS.search(text, start, end):
        return
    years = {m[1] for m in re.finditer(r"\bcensus\b[^.;\n]{0,40}?\b((?:19|20)\d\d)\b", text[start:end], re.IGNORECASE)}
    for f in figures:
        if f.earlier < 0 or f.period is None or not _LAST.search(f.period.text):
            continue
        base = figures[f.earlier].period if f.earlier < len(figures) else None
        if base is not None and base.start_date and base.start_date[:4] in years:
            f.flags.append("period_suspect")

"""How annotations read in one line: values with unit and bound, quotes with speaker."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policynlp.errors import PolicyNLPError, Rejection
from policynlp.render.amounts import amount, plain_number
from policynlp.tags import Claim, Period, Quote, Theme

_BOUNDS = {"exact": "", "about": "about ", "more_than": "> ", "at_least": ">= ", "less_than": "< ", "at_most": "<= "}
_TRENDS = {"up": " (up)", "down": " (down)", "none": ""}
_GAP = re.compile(r"They differ by (?P<gap>[\d.,e+]+ (?:percent(?:age points?)?))\b")


_AT_LEAST = re.compile(r"(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions) of\b", re.IGNORECASE)


def bounded(bound: str, figure: str) -> str:
    """A figure as printed behind its bound: `more than 5 percent`; `dozens of universities` are more than dozens as it is.

    Args:
        bound: As in `Claim.bound`.
        figure: Its text.
    """
    return figure if bound == "exact" or _AT_LEAST.match(figure) else f"{bound.replace('_', ' ')} {figure}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 passage`, `2,000 passages`, `2 echoes`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {plural or noun + 's'}"


def percent(share: float) -> str:
    """A part of 1 in percent, whole from ten on, with a digit below: `37 percent`, `3.4 percent`, `under 0.1 percent`."""
    value = abs(share) * 100
    if 0 < value < 0.05:
        return "under 0.1 percent"
    text = f"{value:.0f}" if value >= 9.95 else f"{value:.1f}".removesuffix(".0")
    return f"{text} percent"


def gap_told(reason: str | None, delta: float | None) -> str:
    """How far two figures lie apart, as the comparison says it: rates in percentage points, all else in percent.

    Args:
        reason: As the link gives it; what it says comes first, so that a head never contradicts its sentence.
        delta: Relative difference, for reasons that give none.

    Returns:
        Empty where neither says it.
    """
    said = _GAP.match(reason or "")
    if said is not None:
        return said["gap"]
    return f"{abs(delta) * 100:.3g} percent" if delta is not None else ""


def exported(counts: Mapping[str, int]) -> list[str]:
    """What files turned out to be: `1 file, 25 articles of Factiva`, `25 rows of a.csv: text from 'body'`."""
    databases = [name.removeprefix("articles of ") for name in counts if name.startswith("articles of ")]
    return [
        f"{counted(counts[f'files of {name}'], 'file')}, {counted(counts[f'articles of {name}'], 'article')} of {name}"
        for name in databases
    ] + [f"{counted(n, 'row')} {name.removeprefix('rows ')}" for name, n in counts.items() if name.startswith("rows of ")]


def claim_value(claim: Claim) -> str:
    """Value as it is understood, with bound, unit and trend: `about 12 trillion CNY`, `4.8 percent (down, from 8.5)`."""
    text = "?" if claim.value is None else amount(claim.value, claim.unit, high=claim.value_high)
    trend = _TRENDS[claim.trend]
    if claim.from_ and claim.from_.value is not None:
        trend = (
            f"{trend.rstrip(')')}, from {plain_number(claim.from_.value)})"
            if trend
            else f" (from {plain_number(claim.from_.value)})"
        )
    return f"{_BOUNDS[claim.bound]}{text}{trend}"


def period_text(period: Period) -> str:
    """The period as printed, with the days it covers."""
    if period.start_date and period.end_date and period.start_date != period.end_date:
        return f"{period.text} [{period.start_date} to {period.end_date}]"
    day = period.start_date or period.end_date
    return f"{period.text} [{day}]" if day else period.text


def shortened(text: str, *, width_chars: int) -> str:
    """One line of at most so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= width_chars else line[: width_chars - 3].rstrip() + "..."


def quote_line(text: str, quote: Quote, *, width_chars: int) -> str:
    """`Jane Mwangi (direct): The rains came late, but ...`."""
    content = " ... ".join(text[s:e] for s, e in quote.content)
    who = quote.speaker or "; ".join(text[s:e] for s, e in quote.source) or "nobody named"
    act = "" if quote.act == "speech" else f", {quote.act}"
    return f"{who} ({quote.kind}{act}): {shortened(content, width_chars=width_chars)}"


def rejection_line(rejection: Rejection) -> str:
    """What was left out, why, and what to do: as errors read."""
    return PolicyNLPError(rejection.what, where=rejection.uri, hint=rejection.hint).message


def themes_line(rows: Sequence[Theme]) -> str:
    """The themes of one passage: those that it has, and behind them those that may be there."""

    def names(of: Sequence[Theme]) -> str:
        ranked = sorted(of, key=lambda t: -t.score)
        return ", ".join(f"{t.theme}{'.' + t.facet if t.facet else ''} {t.score:.2f}" for t in ranked)

    doubtful = [t for t in rows if t.decision == "unsure"]
    parts = names([t for t in rows if t.assigned and t.decision != "unsure"]), names(doubtful)
    return "; ".join(text for text in (parts[0], f"unsure: {parts[1]}" if doubtful else "") if text)

"""Sources, drift and alarms as parts of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from policynlp.corpus.health.queries import drift_sql, sources_sql, weeks_sql
from policynlp.render.drift_plots import drift_lines
from policynlp.render.wording import counted
from policynlp.web.answers import Column, Plot, Table, plot

_SOURCES = (
    Column(name="source", title="Source", kind="long"),
    Column(name="condition", title="State"),
    Column(name="looked_at", title="Last look", kind="date"),
    Column(name="new_at", title="Last new text", kind="date"),
    Column(name="items", title="Items", kind="number"),
    Column(name="rejected", title="Left out", kind="number"),
    Column(name="texts", title="Texts in a month", kind="number"),
    Column(name="median_chars", title="Median length", kind="number"),
    Column(name="status", title="HTTP"),
)
_DRIFT = (
    Column(name="title", title="Measure", kind="long"),
    Column(name="recent_interval", title="Last week"),
    Column(name="before_interval", title="Month before"),
    Column(name="recent_texts", title="Texts", kind="number"),
    Column(name="chance", title="By chance"),
    Column(name="verdict", title="Verdict"),
)
_SAME = "Command line: policynlp status --json."
_STATES = "States come of tests on what the looks at a source found; SQL gives what they rest on."
_NOTE = "In brackets 95 % intervals, texts being what is drawn; the chance is that of so large a difference, times the number of tests. "
_NOTE += f"SQL gives the figures without them. {_SAME}"


def alarms_shown(state: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """What the alarm box says."""
    return [dict(alarm) for alarm in state["alarms"]] if state else []


def sources_table(state: Mapping[str, Any] | None) -> Table:
    """Every source, those with alarms first; without a state, that there is nothing to see."""
    facts = state["sources"] if state else []
    rows = [{**one, "condition": ", ".join(one["alarms"]) or one["state"]} for one in facts]
    empty = (
        "No run has looked at a source since the record was begun." if state else "Known to the keeper of the corpus: sign in."
    )
    brought = sum(one["texts"] for one in facts)
    return Table(
        name="sources",
        caption="Sources",
        columns=_SOURCES,
        rows=rows,
        facts=facts,
        note=f"{counted(len(facts), 'source')}, {counted(brought, 'new or changed text')} in a month. {_STATES} {_SAME}",
        sql=sources_sql(_looked_at(state)) if state else None,
        partial_sql=True,
        empty=empty,
    )


def drift_table(state: Mapping[str, Any] | None) -> Table:
    """Measures of all texts; what changed at a single source is an alarm."""
    facts = [c for c in state["drift"] if c["source"] is None] if state else []
    rows = [
        {
            **change,
            "recent_interval": _interval(change, "recent"),
            "before_interval": _interval(change, "before"),
            "chance": "too few texts" if change["p"] is None else "< 0.001" if change["p"] < 0.001 else f"{change['p']:.2g}",
            "verdict": "not tested" if change["p"] is None else "changed" if change["alarming"] else "no change",
        }
        for change in sorted(facts, key=lambda change: not change["alarming"])
        if change["recent"] is not None or change["before"] is not None
    ]
    empty = "No text came in of late."
    return Table(
        name="drift",
        caption="The last week beside the month before",
        columns=_DRIFT,
        rows=rows,
        facts=facts,
        note=f"{_texts(facts)} {_NOTE}",
        sql=drift_sql(_looked_at(state)) if state else None,
        partial_sql=True,
        empty=empty,
    )


def was_tested(state: Mapping[str, Any] | None) -> bool:
    """Whether there were texts enough to test any measure of all texts."""
    return any(c["p"] is not None for c in state["drift"] if c["source"] is None) if state else False


def drift_plot(state: Mapping[str, Any] | None) -> Plot:
    """The same from week to week, without the themes."""
    rows = [week for week in state["weeks"] if not week["measure"].startswith("theme ")] if state else []
    return plot(
        "weeks",
        rows,
        drift_lines(),
        caption="From week to week",
        note=f"Bands are 95 % intervals, which SQL does not give; files have the rows that are drawn. {_SAME}",
        sql=weeks_sql(_looked_at(state)) if state else None,
        partial_sql=True,
    )


def _looked_at(state: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(state["checked_at"])


def _texts(changes: Sequence[Mapping[str, Any]]) -> str:
    """Over how many texts the two times are."""
    now, was = (max((c[f"{when}_texts"] for c in changes), default=0) for when in ("recent", "before"))
    return f"{counted(now, 'text')} of the last week, {was:,} of the month before."


def _interval(change: Mapping[str, Any], window: str) -> str:
    value, low, high = (change[f"{window}{end}"] for end in ("", "_low", "_high"))
    return "–" if value is None else f"{value:.3g} ({low:.3g} to {high:.3g})"

"""How a corpus fares, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.text import Text

from policynlp.cli.tables import console, print_table
from policynlp.render.wording import counted

_RUNS = 5


def print_state(state: Mapping[str, Any]) -> None:
    """Counts, tag sets, last runs, sources, drift, and what is wrong; of a release, what is in it."""
    counts = [{"view": name, "rows": n} for name, n in state["counts"].items()]
    print_table(["view", "rows"], counts, title=f"Corpus {state.get('path', '')}")
    runs = [
        {"run_id": run["run_id"], "kind": run["kind"], "status": run.get("state", run["status"]), "backend": run["backend"]}
        | {"seconds": run["seconds"], "rejected": run["counts"].get("rejected", 0)}
        for run in state["runs"][-_RUNS:]
    ]
    if runs:
        print_table(list(runs[0]), runs, title="\nLast runs")
    sets = [{k: t[k] for k in ("tagset", "active", "documents", "total")} for t in state["tagsets"]]
    if sets:
        print_table(list(sets[0]), sets, title="\nTag sets")
    if "alarms" not in state:
        return
    _sources(state)
    _drift(state)
    console().print(Text("\nAlarms", style="bold underline"))
    print_alarms(state)


def print_alarms(state: Mapping[str, Any]) -> None:
    """What is wrong, since when, and what to do: a paragraph each."""
    out = console()
    for alarm in state.get("alarms", ()):
        place = f"{alarm['source']}: " if alarm["source"] else ""
        out.print(Text(f"{alarm['kind']}  {place}{alarm['what']}; since {alarm['since'][:16]}", style="red"), soft_wrap=True)
        out.print(Text(f"  {alarm['hint']}", style="dim"), soft_wrap=True)
    if not state.get("alarms"):
        out.print(Text("Nothing is wrong.", style="green"))


def _sources(state: Mapping[str, Any]) -> None:
    rows = [
        {
            "source": one["source"],
            "state": ", ".join(one["alarms"]) or one["state"],
            "looked at": one["looked_at"][:10],
            "new at": (one["new_at"] or "")[:10],
            "items": one["items"],
            "in a month": one["texts"],
            "left out": one["rejected"],
            "characters": one["median_chars"],
        }
        for one in state["sources"]
    ]
    if rows:
        print_table(list(rows[0]), rows, title="\nSources")


def _drift(state: Mapping[str, Any]) -> None:
    """Measures of all texts, those that changed most first; themes only where they changed beyond chance."""
    shown = [c for c in state["drift"] if c["alarming"] or (c["source"] is None and not c["measure"].startswith("theme "))]
    rows = [
        {
            "measure": change["title"],
            "source": change["source"] or "all",
            "last week": _interval(change, "recent"),
            "month before": _interval(change, "before"),
            "texts": f"{change['recent_texts']} / {change['before_texts']}",
            "chance": "" if change["p"] is None else f"{change['p']:.2g}",
        }
        for change in shown
    ]
    if rows:
        title = f"\nDrift ({counted(sum(c['alarming'] for c in shown), 'measure')} beyond chance)"
        print_table(list(rows[0]), rows, title=title)


def _interval(change: Mapping[str, Any], window: str) -> str:
    value, low, high = (change[f"{window}{end}"] for end in ("", "_low", "_high"))
    return "" if value is None else f"{value:.3g} ({low:.3g}-{high:.3g})"

"""The figures of the operation, and the table of them that people read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from operation_checks import ended_well, line, quantiles
from operation_people import Visitor, Watch

_WRONG_SHOWN = 20


def figures(runs: Sequence[dict[str, Any]], watch: Watch, people: Iterable[Visitor]) -> dict[str, Any]:
    """Durations, memory, disk, and how fast pages answered; slopes are per run, over all and over the second half.

    Args:
        runs: In their order.
        watch: Memory of the server.
        people: Who asked for pages.
    """
    well = [run for run in runs if ended_well(run)]
    pages: dict[str, list[float]] = defaultdict(list)
    for person in people:
        for kind, times in person.times_ms.items():
            pages[kind] += times
    return {
        "runs": {
            "begun": len(runs),
            "ended": len(well),
            "with_rejects": sum(run["exit"] == 3 for run in well),
            "killed": sum(run["killed"] for run in runs),
        },
        "documents": {
            name: sum(run["counts"].get(name, 0) for run in well)
            for name in ("documents", "revisions", "unchanged", "rejected")
        },
        "run_seconds": quantiles([run["seconds"] for run in well]) | _slopes([(r["number"], r["seconds"]) for r in well]),
        "tagging_run_peak_mb": _peaks([run for run in well if run["counts"].get("tagged")]),
        "idle_run_peak_mb": _peaks([run for run in well if not run["counts"].get("tagged")]),
        "server_mb": quantiles([mb for _, _, mb in watch.samples]) | _slopes([(run, mb) for _, run, mb in watch.samples]),
        "disk_mb": quantiles([run["disk_mb"] for run in runs]) | _slopes([(run["number"], run["disk_mb"]) for run in runs]),
        "page_ms": quantiles([time for times in pages.values() for time in times]),
        "page_ms_by_kind": {kind: quantiles(times) for kind, times in sorted(pages.items())},
    }


def _peaks(runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return quantiles([run["peak_mb"] for run in runs]) | _slopes([(run["number"], run["peak_mb"]) for run in runs])


def _slopes(points: Sequence[tuple[float, float]]) -> dict[str, Any]:
    return {"per_run": line(points), "per_run_second_half": line(points[len(points) // 2 :])}


def table(found: dict[str, Any]) -> str:
    """What was done, found and measured, for people."""
    figure, checks = found["figures"], found["checks"]
    runs, texts, rejects, decided = figure["runs"], checks["texts"], checks["rejects"], checks["decisions"]
    early = f" (stopped early: {found['asked_for']['runs']} were asked for)" if found["stopped_early"] else ""
    lines = [
        (
            f"{runs['begun']} runs in {found['minutes']:.1f} minutes{early}: {runs['ended']} ended, {runs['with_rejects']} of them "
            f"with rejects; {runs['killed']} killed"
        ),
        f"site: {_counted(found['site'])}; faults met: {_counted(rejects['faults_by_kind'])}",
        (
            f"texts: {texts['in_the_corpus']} editions of {texts['works']} in the corpus, {texts['lost']} lost, {texts['doubled']} "
            f"doubled; {texts['sent_but_told_as_failed']} sent, but told as failed"
        ),
        (
            f"rejects: {rejects['rejects']} ({_counted(rejects['rejects_by_reason'])}); "
            f"{rejects['failures_of_runs_that_ended']} failures of runs that ended"
        ),
        (
            f"ids: {sum(checks['ids']['rows'].values()):,} rows in {len(checks['ids']['rows'])} views, {checks['ids']['doubled']} views "
            f"with doubled ids; runs {_counted(checks['ids']['runs_by_status'])}"
        ),
        (
            f"decisions: {decided['acknowledged']} acknowledged, {decided['lost']} lost, {decided['doubled']} doubled; "
            f"refused {found['refused']}"
        ),
        f"answers to the reader: {_counted(found['answers'])}; doctor: {found['doctor']}",
        "",
        f"{'':28}{'p50':>10}{'p95':>10}{'max':>10}   slope a run (standard error); of the second half",
    ]
    named = (
        ("run, s", "run_seconds"),
        ("run that tagged, peak MB", "tagging_run_peak_mb"),
        ("run without texts, peak MB", "idle_run_peak_mb"),
        ("web server, MB", "server_mb"),
        ("disk, MB", "disk_mb"),
    )
    lines += [_row(label, figure[key]) for label, key in named]
    lines += [_row("all pages, ms", figure["page_ms"])]
    lines += [_row(f"  {kind[:24]}, ms", one) for kind, one in figure["page_ms_by_kind"].items()]
    wrong = found["wrong"]
    lines += ["", "nothing was lost, doubled or answered wrongly" if not wrong else f"WRONG, {len(wrong)}:"]
    lines += [f"  {what}" for what in wrong[:_WRONG_SHOWN]]
    return "\n".join(lines)


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "none"


def _row(label: str, one: dict[str, Any]) -> str:
    if not one["n"]:
        return f"{label:28}{'none':>10}"
    slopes = [one[name] for name in ("per_run", "per_run_second_half") if one.get(name)]
    told = "; ".join(f"{slope['slope']:+.3g} ({slope['standard_error']:.2g})" for slope in slopes)
    return f"{label:28}{one['p50']:10.1f}{one['p95']:10.1f}{one['max']:10.1f}   {told}".rstrip()

"""Runs that failed, died, or did not come when they were due; and runs that left out more than any of the month before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from policynlp.corpus.health.alarm import Alarm
from policynlp.corpus.health.source_alarms import APART_DAYS, USUAL_DAYS, jump_of_rejects
from policynlp.corpus.read_only import ReadOnly

ENDED = frozenset({"completed", "incomplete"})
"""Ways in which a run ends well."""
SCHEDULED_RUNS = 8
"""Last runs by which a schedule is told."""
ON_TIME = 0.2
"""Pauses between runs of a schedule differ from their median by no more than this part of it..."""
ON_TIME_SHARE = 0.7
"""...in so many of them: a run by hand in between breaks two pauses in seven."""
MISSED = 2.5
"""Pauses after which a scheduled run is missed: two were due and did not come."""
DEAD_AFTER = 10
"""A run whose end was never written, and whose process cannot be asked for, is dead after so many times the longest run of late..."""
DEAD_HOURS = 24
"""...and no earlier than this."""
SAME_SOURCES = 0.5
"""Runs are held against each other where they share so many of their sources."""

_LEFT_OUT = """
SELECT run_id, min(looked_at) AS began_at, list(source) AS sources, sum(items)::BIGINT AS items,
    sum(least(len(rejects), items))::BIGINT AS rejected, flatten(list(rejects)) AS reasons
FROM source_looks WHERE complete AND NOT failed AND items > 0 AND looked_at BETWEEN $since AND $now
GROUP BY run_id ORDER BY began_at
"""


def with_states(
    runs: Sequence[Mapping[str, Any]], *, now: datetime, alive: Callable[[str], bool | None] = lambda _: None
) -> list[dict[str, Any]]:
    """Runs by their beginning, with `state`: how a run ended, `running`, or `died` where it never will end.

    Args:
        runs: As `Store.runs` gives them.
        now: The time that it is.
        alive: Whether the run of an id is at work, or None where that is not known; then time decides.
    """
    longest_s = max((run["seconds"] or 0.0 for run in runs[-100:]), default=0.0)
    patience = max(timedelta(hours=DEAD_HOURS), timedelta(seconds=DEAD_AFTER * longest_s))

    def state(run: Mapping[str, Any]) -> str:
        if run["status"] != "running":
            return str(run["status"])
        known = alive(run["run_id"])
        dead = now - run["started_at"] > patience if known is None else not known
        return "died" if dead else "running"

    return [{**run, "state": state(run)} for run in sorted(runs, key=lambda run: run["started_at"])]


def run_alarms(runs: Sequence[Mapping[str, Any]], *, now: datetime) -> Iterator[Alarm]:
    """What is wrong with the runs of a corpus.

    Args:
        runs: As `with_states` gives them.
        now: The time that it is.
    """
    well = [run for run in runs if run["state"] in ENDED]
    last_well = well[-1]["started_at"] if well else None
    for run in runs:
        if run["state"] in {"died", "failed"} and (last_well is None or run["started_at"] > last_well):
            died = run["state"] == "died"
            yield Alarm(
                kind="run_died" if died else "run_failed",
                about=run["run_id"],
                since=run["started_at"],
                what=f"the run {run['run_id']} "
                + ("ended without a word" if died else f"failed after {run['seconds'] or 0:.0f} s"),
                hint="What it committed stays. Look into its log, then run again: the next run goes on from there.",
            )
    yield from _missed(runs, last_well, now)


def _missed(runs: Sequence[Mapping[str, Any]], last_well: datetime | None, now: datetime) -> Iterator[Alarm]:
    times = [run["started_at"] for run in runs][-SCHEDULED_RUNS:]
    if len(times) < SCHEDULED_RUNS or last_well is None:
        return
    pauses_s = [(b - a).total_seconds() for a, b in pairwise(times)]
    usual_s = median(pauses_s)
    on_time = sum(abs(pause - usual_s) <= ON_TIME * usual_s for pause in pauses_s)
    late_s = (now - times[-1]).total_seconds()
    if usual_s > 0 and on_time >= ON_TIME_SHARE * len(pauses_s) and late_s > MISSED * usual_s:
        yield Alarm(
            kind="no_run",
            since=times[-1] + timedelta(seconds=usual_s),
            what=f"the last run began {_span(late_s)} ago, and runs come every {_span(usual_s)}",
            now=late_s,
            usual=usual_s,
            hint="See whether the schedule is alive: cron, the systemd timer, or the Prefect server and its worker.",
        )


def _span(seconds: float) -> str:
    for size, unit in ((86_400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} seconds"


def reject_alarms(views: ReadOnly, *, now: datetime) -> Iterator[Alarm]:
    """Whether the last run left out more than any of the month before that looked at the same sources."""
    since = now - timedelta(days=APART_DAYS + USUAL_DAYS)
    rows = views.query(_LEFT_OUT, {"since": since, "now": now}).to_pylist()
    if not rows:
        return
    last = rows[-1]
    own = set(last["sources"])
    earlier = [r for r in rows if r["began_at"] <= last["began_at"] - timedelta(days=APART_DAYS)]
    alike = [r for r in earlier if len(own & set(r["sources"])) >= SAME_SOURCES * len(own | set(r["sources"]))]
    yield from jump_of_rejects(
        [(r["rejected"], r["items"]) for r in alike],
        now=(last["rejected"], last["items"]),
        reasons=last["reasons"],
        source=None,
        since=last["began_at"],
        of=f"the run {last['run_id']}",
        run_id=last["run_id"],
    )

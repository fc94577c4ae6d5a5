"""Telling the operator what is wrong with the corpus: each alarm once, as long as it lasts."""

from __future__ import annotations

import json
from collections.abc import Sequence

from policynlp.corpus.health.alarm import Alarm
from policynlp.place import Place, write_whole
from policynlp.settings import Settings
from policynlp.steps.alerts import send

TOLD = "alarms.json"
"""In the folder of runs: keys of the alarms that the operator was told of."""
_TOLD_ELSEWHERE = frozenset({"run_failed", "run_died"})
"""What the run itself, or the next one, tells at once (`policynlp.steps.record`)."""


def tell_alarms(settings: Settings, alarms: Sequence[Alarm], *, runs: Place) -> int:
    """Send alarms that were not sent before; one that ended and comes again is sent again.

    Args:
        settings: All settings in force.
        alarms: Those of now.
        runs: Folder of the runs of the corpus.

    Returns:
        How many were new.
    """
    now = {alarm.key: alarm for alarm in alarms if alarm.kind not in _TOLD_ELSEWHERE}
    known = _told(runs)
    told = known & now.keys()
    for key in (k for k in now if k not in known):
        alarm = now[key]
        place = f"{alarm.source}: " if alarm.source else ""
        delivered = send(settings, alarm.kind, f"{place}{alarm.what}. {alarm.hint}", details=alarm.as_dict())
        if delivered or settings.alerts.webhook is None:  # else it is tried again after the next run
            told.add(key)
    if told != known:
        write_whole(runs / TOLD, (json.dumps(sorted(told), indent=1) + "\n").encode())
    return len(now.keys() - known)


def _told(runs: Place) -> set[str]:
    """Keys that were told; a file that cannot be read means that all are told again."""
    try:
        return set(json.loads((runs / TOLD).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return set()

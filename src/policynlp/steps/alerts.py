"""Alerts: a few lines of JSON posted to an address of the operator's when something needs a person.

With a Prefect server its automations do the same for flow runs; this works without one, from cron too.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from statistics import median
from typing import Any, Literal

from policynlp.errors import Rejected
from policynlp.ingest.posting import post_json
from policynlp.logs import context
from policynlp.settings import Settings

AlertKind = Literal["failed", "died", "rejects", "drift", "source"]
"""A run failed; a run died without a word; more was rejected than before; the corpus drifts; a source is ill."""

_LOG = logging.getLogger("policynlp.alerts")
_TIMEOUT_S = 10.0
_BEFORE = 20
"""Runs that a run is compared with."""
_FEWEST = 5
"""Rejects below this number are no jump, whatever their share: single pages fail every day."""


def send(settings: Settings, kind: AlertKind, message: str, *, details: Mapping[str, Any] | None = None) -> bool:
    """Tell the operator, where `alerts.webhook` says how; and the log in any case.

    What is posted: `kind`, `message`, `text` (the message for chat services), `corpus`, `host`, `at`, `run` and
    `details`. An alert that cannot be delivered is a line in the log, never an error: the run goes on.

    Args:
        settings: All settings in force.
        kind: What it is about.
        message: One sentence.
        details: Figures, JSON-ready.

    Returns:
        Whether it was delivered.
    """
    _LOG.error("alert (%s): %s", kind, message, extra={"told": kind == "failed"})
    if settings.alerts.webhook is None:
        return False
    host = socket.gethostname()
    body = {
        "kind": kind,
        "message": message,
        "text": f"policynlp on {host}, {settings.corpus.path}: {message}",
        "corpus": str(settings.corpus.path),
        "host": host,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "run": context()["run"],
        "details": dict(details or {}),
    }
    address = settings.alerts.webhook.get_secret_value()
    try:
        post_json(address, body, timeout_s=_TIMEOUT_S, allow_private=settings.alerts.allow_private)
    except Rejected as error:
        _LOG.warning("the alert was not delivered: %s", error)
        return False
    return True


def reject_jump(runs: Sequence[Mapping[str, Any]], counts: Mapping[str, int], *, kind: str, jump: float) -> str | None:
    """Whether a run left out a far greater share than those of its kind before it.

    The share is that of what was looked at. The median of the last twenty is what is usual; without any, nothing is.

    Args:
        runs: As `Store.runs` gives them, without this one.
        counts: Of this run.
        kind: Of this run.
        jump: Difference of shares from which it is a jump.

    Returns:
        What to tell, or None.
    """
    share = _share(counts)
    if share is None or counts.get("rejected", 0) < _FEWEST:
        return None
    before = [_share(run["counts"]) for run in runs if run["kind"] == kind and run["status"] in {"completed", "incomplete"}]
    usual = median([s for s in before if s is not None][-_BEFORE:] or [0.0])
    if share - usual < jump:
        return None
    return f"{counts['rejected']} documents were left out, {share:.0%} of what came; {usual:.0%} is usual"


def _share(counts: Mapping[str, int]) -> float | None:
    rejected = counts.get("rejected", 0)
    came = max(counts.get("documents", 0) + counts.get("unchanged", 0), counts.get("tagged", 0)) + rejected
    return rejected / came if came else None

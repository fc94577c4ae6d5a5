"""Alerts: a few lines of JSON posted to an address of the operator's when something needs a person.

With a Prefect server its automations do the same for flow runs; this works without one, from cron too.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from policynlp.errors import Rejected
from policynlp.ingest.posting import post_json
from policynlp.logs import context
from policynlp.settings import Settings

_LOG = logging.getLogger("policynlp.alerts")
_TIMEOUT_S = 10.0


def send(settings: Settings, kind: str, message: str, *, details: Mapping[str, Any] | None = None) -> bool:
    """Tell the operator, where `alerts.webhook` says how; and the log in any case.

    What is posted: `kind`, `message`, `text` (the message for chat services), `corpus`, `host`, `at`, `run` and
    `details`. An alert that cannot be delivered is a line in the log, never an error: the run goes on.

    Args:
        settings: All settings in force.
        kind: What it is about: one of `policynlp.corpus.health.alarm.KINDS`.
        message: One sentence.
        details: Figures, JSON-ready.

    Returns:
        Whether it was delivered.
    """
    _LOG.error("alert (%s): %s", kind, message, extra={"told": kind == "run_failed"})
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

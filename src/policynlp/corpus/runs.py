"""The record of runs: events that are only appended, folded when they are read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from policynlp.corpus.moments import moment_after
from policynlp.corpus.tables import Tables

_UNKNOWN = dict.fromkeys(("kind", "tagset", "backend", "status", "finished_at", "seconds"))


class Runs:
    """The runs of a corpus; a part of `Store`."""

    tables: Tables

    def begin_run(self, run_id: str, *, kind: str, tagset: str, settings_json: str, backend: str) -> None:
        """Write down that a run began."""
        row = {"kind": kind, "tagset": tagset or None, "settings": settings_json, "backend": backend, "status": "running"}
        self.tables.append("runs", [row | {"run_id": run_id, "event": "begin", "at": self._event_time()}])

    def finish_run(
        self, run_id: str, *, status: str, counts: Mapping[str, int], seconds: float, stages: Mapping[str, float] | None = None
    ) -> None:
        """Write down how a run ended.

        Args:
            run_id: The run.
            status: `completed`, `incomplete` (documents were rejected), `failed`, or `died` (it was killed).
            counts: What it did.
            seconds: How long it took.
            stages: The same by stage.
        """
        row = {
            "status": status,
            "counts": json.dumps(dict(counts)),
            "seconds": seconds,
            "stages": json.dumps(dict(stages or {})),
        }
        self.tables.append("runs", [row | {"run_id": run_id, "event": "finish", "at": self._event_time()}])

    def _event_time(self) -> datetime:
        return moment_after(self.tables.read("runs", columns=["at"])["at"].to_pylist())

    def runs(self) -> list[dict[str, Any]]:
        """All runs, the one that ended last at the end; a run without an end has status `running` and stands first.

        Returns:
            For each: run_id, kind, tagset, backend, status, started_at, finished_at, counts, seconds, stages (seconds by stage). Of a
            run whose row of the beginning is lost, `started_at` is the first time that is known of it, and kind, tagset and backend
            are null.
        """
        folded: dict[str, dict[str, Any]] = {}
        for event in sorted(self.tables.read("runs").to_pylist(), key=lambda row: row["at"]):
            known = {"run_id": event["run_id"], "started_at": event["at"]}
            run = folded.setdefault(event["run_id"], {**_UNKNOWN, **known, "counts": {}, "stages": {}})
            if event["event"] == "begin":
                run |= {name: event[name] for name in ("kind", "tagset", "backend", "status")}
            else:
                run |= {"status": event["status"], "finished_at": event["at"], "seconds": event["seconds"]}
                run |= {name: json.loads(event[name] or "{}") for name in ("counts", "stages")}
        never = datetime.min.replace(tzinfo=UTC)
        return sorted(folded.values(), key=lambda run: run["finished_at"] or never)

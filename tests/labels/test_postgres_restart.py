"""A PostgreSQL server that restarts under annotators."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from label_samples import document

from policynlp.errors import ServerError
from policynlp.labels.accounts import create_account
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision, decisions
from policynlp.labels.recording import record
from policynlp.labels.units import add_units, unit_of
from tally import tally


def restart_command() -> list[str]:
    """Restarts the server of the tests, at once, as a crash does."""
    program = max(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    data = f"/tmp/policynlp-pg-{os.getpid()}/data"
    return [*as_user, str(program), "-D", data, "-w", "-m", "immediate", "-l", "/dev/null", "restart"]


@pytest.mark.slow
@pytest.mark.postgres
def test_a_postgresql_server_that_restarts_loses_nothing_that_was_answered(postgresql: str) -> None:
    restart = restart_command()
    answered, refused = [], 0
    with LabelStore(postgresql) as store:
        text = document()
        unit = unit_of(text, "themes", passage=text.passages[0])
        add_units(store, [unit])
        me = create_account(store, "ana", role="annotator", by="test")
        for n in range(30):
            if n % 6 == 5:
                subprocess.run(restart, check=True, capture_output=True)
            try:
                record(store, me, Decision(key=f"k{n}", unit=unit.id, action="add", target="trade", value=True))
                answered.append(f"k{n}")
            except ServerError:
                refused += 1
        there = [d.key for d in decisions(store, standing=False)]
    assert len(answered) >= 20
    assert set(answered) <= set(there)
    assert len(there) == len(set(there))
    tally(
        "PostgreSQL restarted under annotators",
        injected=5,
        note=f"{len(answered)} keys answered, {refused} refused",
    )

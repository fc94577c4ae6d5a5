"""The verbs of the command line in this process, as `main` runs them."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from policynlp.cli.app import app
from policynlp.errors import PolicyNLPError

READING: tuple[tuple[str, ...], ...] = (
    ("status",),
    ("query", "select count(*) from quotes"),
    ("query", "select * from documents_all order by document"),
    ("query", "select * from runs"),
    ("search", "rains", "--mode", "words"),
    ("quotes",),
    ("figures",),
    ("voices",),
    ("actors",),
    ("themes",),
    ("contested",),
    ("identities", "list"),
    ("identities", "suggest"),
    ("models",),
    ("labels", "status"),
    ("report", "--json"),
)
"""Verbs that read the corpus."""


def outcome(corpus: Path, *verb: str) -> tuple[int, str]:
    """Exit code of a verb, and what it says; an exception that `main` would let through is raised."""
    result = CliRunner().invoke(app, ["--corpus", str(corpus), *verb])
    error = result.exception
    if isinstance(error, PolicyNLPError):
        return error.exit_code, error.message
    if error is not None and not isinstance(error, SystemExit):
        raise error
    return result.exit_code, result.output

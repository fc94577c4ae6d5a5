"""The verb that brings a corpus of an earlier version to this one."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from policynlp.cli.options import JsonFlag, print_json, settings_with


def migrate(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Bring a corpus and its labels from an earlier version to this one; take a backup before.

    Example: `policynlp migrate --dry-run`
    """
    from policynlp import steps

    done = steps.migrate(settings_with(), dry_run=dry_run)
    if as_json:
        print_json(asdict(done))
        return
    if done.nothing:
        typer.echo("Corpus and labels are of this version.")
        return
    for change in done.changes:
        typer.echo(f"{change['name']}: {change['what']} ({change['left']:,} to do)")
    if done.labels:
        typer.echo(f"labels: from revision {done.labels[0]} to {done.labels[1]}")
    typer.echo("Nothing was changed." if dry_run else "Corpus and labels are of this version now.")


def register(app: typer.Typer) -> None:
    """Put this verb on the command line."""
    app.command()(migrate)

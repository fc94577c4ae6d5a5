"""The verb that removes texts for good."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from policynlp.cli.options import EXIT_REJECTED, JsonFlag, print_json, settings_with, user_name


def forget(
    documents: Annotated[list[str] | None, typer.Argument(help="Ids, works or addresses.", show_default="go on")] = None,
    where: Annotated[str | None, typer.Option(help="Condition on documents, in SQL: \"publisher = 'Tribune'\".")] = None,
    why: Annotated[str, typer.Option(help="The reason, which is kept.")] = "",
    who: Annotated[str, typer.Option(help="Who forgets.", show_default="the user")] = "",
    repeats: Annotated[bool | None, typer.Option(help="Forget texts that repeat them, too.", show_default="refuse")] = None,
    shared_bytes: Annotated[bool, typer.Option("--shared-bytes", help="Delete bytes that other texts came from, too.")] = False,
    releases: Annotated[bool, typer.Option("--releases", help="Delete releases that hold them.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and do nothing.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Remove texts with everything that was made of them, for good; stop runs and servers before.

    Example: `policynlp forget https://example.org/a --why "asked by the author"`
    """
    from policynlp import steps

    settings = settings_with()
    wanted = steps.find_forgettable(settings, documents or [], where=where) if documents or where else []
    by = who or user_name() or "unknown"
    done = steps.forget(
        settings,
        wanted,
        who=by,
        why=why or ("dry run" if dry_run else ""),
        repeats=repeats,
        shared_bytes=shared_bytes,
        releases=releases,
        dry_run=dry_run,
    )
    if as_json:
        print_json([asdict(one) for one in done])
    else:
        for one in done:
            _say(one, dry_run)
        if not done:
            typer.echo("There is nothing to forget.")
        elif not dry_run:
            typer.echo("Not reached from here: backups, exports, the sources themselves, other programs' servers.")
    if any(one.left for one in done) and not dry_run:
        raise typer.Exit(EXIT_REJECTED)


def _say(one: Any, dry_run: bool) -> None:
    typer.echo(f"{'would forget' if dry_run else 'forgotten'}: {', '.join(one.documents)}")
    if one.rows:
        rows = ", ".join(f"{n:,} {table}" for table, n in one.rows.items())
        typer.echo(f"  rows: {rows}; {one.files:,} old files, {one.bytes:,} files of bytes, {one.lines:,} lines of reports")
    if any(one.labels.values()):
        typer.echo(f"  labels: {', '.join(f'{n:,} {name}' for name, n in one.labels.items())}")
    if one.withdrawn:
        typer.echo(f"  releases deleted: {', '.join(one.withdrawn)}")
    if one.releases:
        typer.echo(f"  STILL in releases: {', '.join(one.releases)} (--releases deletes them)")
    if one.shared_bytes:
        typer.echo(f"  STILL in bytes that other texts came from: {', '.join(one.shared_bytes)} (--shared-bytes deletes them)")
    if one.repeats:
        typer.echo(f"  STILL in texts that repeat them: {', '.join(one.repeats)}")


def register(app: typer.Typer) -> None:
    """Put this verb on the command line."""
    app.command()(forget)

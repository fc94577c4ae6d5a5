"""The verbs `backup` (with `backup verify`) and `restore`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from policynlp.cli.options import JsonFlag, print_json, settings_with

DAMAGED = 4
"""Exit code where a backup is not what it was."""


class _Backup(TyperGroup):
    """`backup PLACE` is `backup take PLACE`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that was named, else `take`."""
        return super().resolve_command(ctx, args if args[0] in self.commands else ["take", *args])


backup = typer.Typer(cls=_Backup, no_args_is_help=True, help="Copy the corpus and its labels: `policynlp backup FOLDER`.")


@backup.command()
def take(
    place: Annotated[Path, typer.Argument(help="A folder that takes one backup after the other, or a new file .tar.")],
    keep: Annotated[int | None, typer.Option(min=1, help="Backups that stay in the folder.", show_default="all")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Copy the corpus and its labels, while runs write and people label.

    Example: `policynlp backup /mnt/backups/corpus --keep 30`
    """
    from policynlp import steps

    taken = steps.back_up(settings_with(), place, keep=keep)
    if as_json:
        print_json(asdict(taken))
        return
    new = f"{taken.new_files:,} of them new ({_size(taken.new_bytes)})"
    labels = "with labels" if taken.labels else "there are no labels yet"
    typer.echo(f"{taken.path}: {taken.id}, {taken.files:,} files ({_size(taken.bytes)}), {new}; {labels}")
    if taken.removed:
        typer.echo(f"removed: {', '.join(taken.removed)}")


@backup.command()
def verify(
    place: Annotated[Path, typer.Argument(help="A folder or file of backups.")],
    as_json: JsonFlag = False,
) -> None:
    """Compare every file of every backup with its hash; ends with 4 where one was changed.

    Example: `policynlp backup verify /mnt/backups/corpus`
    """
    from policynlp import steps

    found = steps.verify_backups(place)
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        for one in found:
            about = f"{one.files:,} files ({_size(one.bytes)}){', labels' if one.labels else ''}"
            typer.echo(f"{one.id}: {about}, {f'{len(one.faults)} damaged' if one.faults else 'whole'}")
            for fault in one.faults:
                typer.echo(f"  {fault}")
    if any(one.faults for one in found):
        raise typer.Exit(DAMAGED)


def restore(
    place: Annotated[Path, typer.Argument(help="A folder or file of backups.")],
    which: Annotated[str | None, typer.Option("--id", help="Beginning of a backup's id.", show_default="the newest")] = None,
    labels: Annotated[bool, typer.Option(help="Restore the labels, too.")] = True,
    as_json: JsonFlag = False,
) -> None:
    """Put a corpus and its labels back, to where `--corpus` says; nothing is overwritten.

    Example: `policynlp --corpus restored restore /mnt/backups/corpus`
    """
    from policynlp import steps

    restored = steps.restore(settings_with(), place, backup=which, labels=labels)
    if as_json:
        print_json(asdict(restored))
        return
    what = f"{restored.files:,} files ({_size(restored.bytes)}), {'with' if restored.labels else 'without'} labels"
    typer.echo(f"{restored.corpus}: {what}, as it was at {restored.made_at}")


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:,.1f} MB"


def register(app: typer.Typer) -> None:
    """Put these verbs on the command line."""
    app.add_typer(backup, name="backup")
    app.command()(restore)

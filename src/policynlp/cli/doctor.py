"""The verb `doctor`: what is wrong with a corpus, and what was mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from policynlp.cli.options import JsonFlag, print_json, settings_with

if TYPE_CHECKING:
    from policynlp.steps.doctor import Examination

EXIT_CODES = {"healthy": 0, "repaired": 3, "warnings": 3, "damaged": 4}


def doctor(
    repair: Annotated[bool, typer.Option("--repair", help="Mend what can be mended; what is taken away is kept.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Look for damage in the corpus, its label database, models and releases, and say what to do.

    Exit code: 0 healthy, 3 repaired, or works with a warning, 4 damaged.

    Example: `policynlp doctor --repair`
    """
    from policynlp import steps

    found = steps.examine(settings_with(), repair=repair)
    if as_json:
        findings = [finding.as_dict() for finding in found.findings]
        print_json(
            {"state": found.state, "findings": findings, "quarantine": str(found.quarantine) if found.quarantine else None}
        )
    else:
        _print(found)
    raise typer.Exit(EXIT_CODES[found.state])


def _print(found: Examination) -> None:
    for finding in found.findings:
        typer.echo(f"{finding.severity:<8} {finding.check}: {finding.what}")
        typer.echo(f"         {finding.where}")
        if finding.mended is not None:
            typer.echo(f"         mended: {finding.mended}")
        elif finding.failed is not None:
            typer.echo(f"         could not be mended: {finding.failed}")
        elif finding.hint:
            typer.echo(f"         {finding.hint}")
    if found.quarantine:
        typer.echo(f"What was taken away lies in {found.quarantine}.")
    typer.echo(f"The corpus is {found.state}." if found.state != "warnings" else "The corpus works, with warnings.")


def register(app: typer.Typer) -> None:
    """Put this verb on the command line."""
    app.command()(doctor)

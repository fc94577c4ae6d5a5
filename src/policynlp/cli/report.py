"""The verb that writes briefs, `report`; the report of a run is another thing, see `steps/report.py`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, get_args

import typer

from policynlp.cli.options import JsonFlag, Quiet, print_json, settings_with
from policynlp.errors import InputError

_BY_LICENCE = "licence"
"""As exports and releases call it."""


def report(
    document: Annotated[
        str | None,
        typer.Argument(help="Document id or the beginning of it, or words of the title.", show_default="the whole corpus"),
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="HTML file to write.")] = Path("brief.html"),
    pdf: Annotated[bool, typer.Option("--pdf", help="A PDF beside it, printed by Chromium.")] = False,
    text: Annotated[
        str,
        typer.Option(help="How much of the texts to show: licence (each as its licence allows), none, snippet or full."),
    ] = _BY_LICENCE,
    browser: Annotated[Path | None, typer.Option(help="The Chromium that prints.", show_default="what is installed")] = None,
    table: Annotated[
        str | None,
        typer.Option(help="Of a text: print its figures with where they stand, or its directives with what they echo, as CSV."),
    ] = None,
    as_json: JsonFlag = False,
    quiet: Quiet = False,
) -> None:
    """Write a brief: who says what, which figures do not hold, what echoes a policy text, what moved, and where it stands.

    Example: `policynlp report northmark-article --out brief.html --pdf`
    """
    from policynlp import report as briefs
    from policynlp import steps
    from policynlp.corpus.brief.evidence import Shown
    from policynlp.corpus.brief.rows import brief_csv, brief_rows

    ways = (_BY_LICENCE, *get_args(Shown))
    if text not in ways:
        raise InputError(f"there is no way {text!r} to show texts", where="--text", hint=f"Ways: {', '.join(ways)}.")
    settings = settings_with()
    chosen: Shown | None = None if text == _BY_LICENCE else text  # type: ignore[assignment]
    program = briefs.find_browser(browser) if pdf else None
    brief = (
        steps.brief_of_corpus(settings, shown=chosen)
        if document is None
        else steps.brief_of_article(settings, document, shown=chosen)
    )
    if table is not None:
        if not isinstance(brief, briefs.ArticleBrief):
            raise InputError(
                "tables are of one text", where="--table", hint="Name the text: policynlp report TEXT --table figures."
            )
        if as_json:
            print_json(brief_rows(brief, table))
        else:
            typer.echo("".join(brief_csv(brief, table)), nl=False)
        return
    if as_json:
        print_json(briefs.as_json(brief))
        return
    briefs.write_page(brief, out, made=datetime.now(UTC).date().isoformat())
    written = [out]
    if program is not None:
        written.append(out.with_suffix(".pdf"))
        briefs.print_pdf(out, written[-1], browser=program)
    if not quiet:
        typer.echo("written: " + ", ".join(str(path) for path in written), err=sys.stdout.isatty() is False)


def register(app: typer.Typer) -> None:
    """Put this verb on the command line."""
    app.command()(report)

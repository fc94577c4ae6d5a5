"""The verb `cite`."""

from __future__ import annotations

from typing import Annotated

import typer

from policynlp.cli.options import JsonFlag, print_json, settings_with


def cite(
    ids: Annotated[
        list[str], typer.Argument(help="Ids of documents, passages or annotations, or their beginnings; words of a title.")
    ],
    form: Annotated[str, typer.Option("--format", "-f", help="footnote, bibtex or csl.")] = "footnote",
    release: Annotated[str | None, typer.Option(help="Name or folder of a release.", show_default="the corpus")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Cite documents, passages or annotations: footnotes to copy, BibTeX, or CSL-JSON.

    Example: `policynlp cite 4f1c2a7b --format bibtex`
    """
    from policynlp import steps

    found = steps.citations(settings_with(), ids, release=release)
    if as_json:
        print_json([one.as_dict() for one in found])
        return
    typer.echo(steps.citations_text(found, form), nl=False)


def register(app: typer.Typer) -> None:
    """Put this verb on the command line."""
    app.command()(cite)

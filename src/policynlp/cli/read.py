"""Verbs that read the corpus: show, query."""

from __future__ import annotations

from typing import Annotated

import typer

from policynlp.cli.options import JsonFlag, print_json, settings_with

_TABLE_ROWS = 1000
"""Rows that a table for people shows unless they ask for more."""


def show(
    document: Annotated[str, typer.Argument(help="Document id or the beginning of it, words of the title, or a file.")],
    layers: Annotated[str, typer.Option(help="Layers to mark, joined by commas.")] = "entities,quotes,claims,themes",
    as_json: JsonFlag = False,
) -> None:
    """Print an article with its annotations; a file that is not in the corpus is tagged on the fly.

    Example: `policynlp show northmark-article --layers quotes,claims`
    """
    from policynlp import steps
    from policynlp.cli.article import article, chosen_layers
    from policynlp.cli.tables import console
    from policynlp.tags import tagged_dict

    shown = chosen_layers(layers)
    found, tags = steps.find_tagged(document, settings=settings_with())
    if as_json:
        print_json(tagged_dict(found, tags))
        return
    console().print(article(found, tags, layers=shown))


def query(
    sql: Annotated[
        str,
        typer.Argument(
            help="One SELECT over documents, passages, entities, people, quotes, claims, themes, links, rejects, runs."
        ),
    ],
    form: Annotated[str, typer.Option("--format", "-f", help="table, csv, json or jsonl.")] = "table",
    limit: Annotated[
        int | None,
        typer.Option(min=1, help="Rows at the most; more are cut, and it is said.", show_default="1000 of a table, else all"),
    ] = None,
    timeout_s: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds that the query may take.")] = 30.0,
    as_json: JsonFlag = False,
) -> None:
    """Run read-only SQL (DuckDB) and print the rows.

    Example: `policynlp query "select speaker, count(*) as n from quotes group by all order by n desc"`
    """
    from policynlp.cli.tables import print_rows
    from policynlp.corpus.reading import open_corpus

    form = "json" if as_json else form
    most = _TABLE_ROWS if limit is None and form == "table" else limit  # what a program reads is never cut unasked
    with open_corpus(settings_with().corpus.path) as corpus:
        rows = corpus.sql(sql, limit=most and most + 1, timeout_s=timeout_s)
    cut = most is not None and rows.num_rows > most
    print_rows(rows.slice(0, most) if cut else rows, form, cut=cut)
    if cut:
        typer.echo(f"policynlp: only the first {most:,} rows are shown; --limit shows more, --format csv all", err=True)


def register(app: typer.Typer) -> None:
    """Put these verbs on the command line."""
    app.command()(show)
    app.command()(query)

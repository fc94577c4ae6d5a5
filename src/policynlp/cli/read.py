"""Verbs that read the corpus: show, query, search."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from policynlp.cli.options import JsonFlag, print_json, settings_with
from policynlp.errors import InputError
from policynlp.settings import Settings

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


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
    limit: Annotated[int, typer.Option(min=1, help="Rows at the most; more are cut, and it is said.")] = 1000,
    timeout_s: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds that the query may take.")] = 30.0,
    as_json: JsonFlag = False,
) -> None:
    """Run read-only SQL (DuckDB) and print the rows.

    Example: `policynlp query "select speaker, count(*) as n from quotes group by all order by n desc"`
    """
    from policynlp.cli.tables import print_rows
    from policynlp.corpus.reading import open_corpus

    with open_corpus(settings_with().corpus.path) as corpus:
        rows = corpus.sql(sql, limit=limit + 1, timeout_s=timeout_s)
    print_rows(rows.slice(0, limit), "json" if as_json else form)
    if rows.num_rows > limit:
        typer.echo(f"policynlp: only the first {limit} rows are shown; --limit shows more", err=True)


def search(
    words: Annotated[str, typer.Argument(help='Words, "phrases", NEAR(a b), prefix*, AND, OR, NOT.')],
    theme: Annotated[str | None, typer.Option(help="Theme of the passage, such as talent, or theme.facet.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Somebody quoted in the passage.")] = None,
    entity: Annotated[str | None, typer.Option(help="A name in the passage.")] = None,
    source: Annotated[str | None, typer.Option(help="Publisher, or a part of the address.")] = None,
    kind: Annotated[str | None, typer.Option(help="Kind of passage: title, heading, paragraph, ...")] = None,
    genre: Annotated[str | None, typer.Option(help="news, policy, statistics, speech, law, other.")] = None,
    since: Day = None,
    until: Day = None,
    duplicates: Annotated[bool, typer.Option("--duplicates", help="Texts that repeat another one, too.")] = False,
    limit: Annotated[int, typer.Option(min=1)] = 20,
    as_json: JsonFlag = False,
) -> None:
    """Full text search over passages, with snippets.

    Example: `policynlp search 'food NEAR security' --theme agriculture --since 2024-01-01`
    """
    from policynlp.cli.tables import print_hits
    from policynlp.corpus.reading import open_corpus

    settings = settings_with()
    name, _, facet = (theme or "").partition(".")
    with open_corpus(settings.corpus.path) as corpus:
        hits = corpus.search(
            words,
            theme=name or None,
            facet=facet or None,
            speaker=speaker,
            entity=entity,
            source=source,
            kind=kind,
            genre=genre,
            since=since.date() if since else None,
            until=until.date() if until else None,
            duplicates=duplicates,
            limit=limit,
        )
    if name and not hits:
        check_theme(name, facet, settings)
    print_hits(hits, as_json=as_json)


def check_theme(name: str, facet: str, settings: Settings) -> None:
    """Tell a theme that nothing is about from one that does not exist.

    Raises:
        InputError: There is no such theme or facet.
    """
    from policynlp.taxonomy import load_taxonomy

    themes = load_taxonomy(settings.tag.taxonomy).themes
    if name not in themes:
        raise InputError(f"there is no theme {name!r}", where="--theme", hint=f"Themes: {', '.join(themes)}.")
    if facet and facet not in themes[name].facets:
        hint = f"Facets of {name}: {', '.join(themes[name].facets) or 'none'}."
        raise InputError(f"there is no facet {facet!r}", where="--theme", hint=hint)


def register(app: typer.Typer) -> None:
    """Put these verbs on the command line."""
    app.command()(show)
    app.command()(query)
    app.command()(search)

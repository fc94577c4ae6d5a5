"""Verbs that ask who is in the corpus, and what it is about: actors, themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from policynlp.cli.answers import (
    About,
    CsvFlag,
    DocumentOption,
    Genre,
    Limit,
    OutFile,
    PlotFile,
    Published,
    Publisher,
    Speaker,
    SqlFlag,
    filter_texts,
    open_views,
)
from policynlp.cli.options import JsonFlag, print_json

if TYPE_CHECKING:
    from policynlp.corpus.answers import Profile

_PARTS = {
    "roles": ("Titles and affiliations", ("what", "words", "first_published", "last_published", "unique_documents")),
    "names": ("Written as", ("written", "mentions", "unique_documents")),
    "said": ("Said", ("published", "kind", "act", "cue", "content", "figures", "document_title")),
    "for": ("Said in its name, or by its people", ("published", "who", "kind", "content", "document_title")),
    "about": ("Said of it by others", ("published", "who", "kind", "content", "document_title")),
    "figures": ("Figures given", ("published", "text", "measure", "scope", "period", "sentence", "document_title")),
    "figures_about": (
        "Figures about it",
        ("published", "text", "measure", "scope", "period", "who", "sentence", "document_title"),
    ),
    "spoken_themes": ("Themes of what is said", ("theme", "facet", "quotes", "of_quotes", "unique_documents")),
    "named_themes": ("Themes of passages that name it", ("theme", "facet", "passages", "unique_documents")),
    "together": ("Named in the same passages", ("name", "kind", "passages", "unique_documents", "identity")),
    "mentions": ("Sentences that name it", ("published", "written", "sentence", "document_title")),
    "times": ("By month of publication", ("published", "quotes", "mentions", "unique_documents")),
}
"""Part of a profile to its heading and the columns that a terminal shows."""
_AT_ONCE_ROWS = 8


def actors(
    name: Annotated[str | None, typer.Argument(help="Words of a name, or a key; where one fits, all about it.")] = None,
    kind: Annotated[str | None, typer.Option(help="person, organisation or place.")] = None,
    order: Annotated[str, typer.Option(help="quotes, mentions, documents, figures or name.")] = "quotes",
    part: Annotated[str | None, typer.Option(help=f"One part of what is known of one: {', '.join(_PARTS)}.")] = None,
    limit: Limit = 40,
    as_csv: CsvFlag = False,
    out: OutFile = None,
    sql: SqlFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Persons, organisations and places: a list, or everything about one of them.

    Examples: `policynlp actors --kind organisation`, `policynlp actors "Da Zhigang"`, `policynlp actors Leda --part about --csv`
    """
    from policynlp.cli.answer_lines import print_answer
    from policynlp.corpus.answers import actors as ask
    from policynlp.corpus.answers import find_actor, profile, profile_part

    rows = None if as_csv or out or as_json else limit
    with open_views() as views:
        if part:
            found = profile_part(views, find_actor(views, name or "", kind=kind), part, limit=rows)
            print_answer(found, as_json=as_json, as_csv=as_csv, out=out, sql=sql, columns=_PARTS[part][1])
            return
        found = ask(views, name=None if name and ":" in name else name, kind=kind, order=order, limit=rows)
        known = find_actor(views, name) if name and ":" in name else None
        if name and found.total == 1 and not as_csv and not out and not sql:
            known = found.rows[0]["identity"]
        if known:
            _print_profile(profile(views, known, limit=limit), as_json=as_json)
            return
    columns = [
        "name",
        "kind",
        "quotes",
        "figures",
        "mentions",
        "unique_documents",
        "first_published",
        "last_published",
        "identity",
    ]
    print_answer(found, as_json=as_json, as_csv=as_csv, out=out, sql=sql, columns=columns)


def _print_profile(known: Profile, *, as_json: bool) -> None:
    from rich.text import Text

    from policynlp.cli.answer_lines import print_rows_of
    from policynlp.cli.tables import console

    if as_json:
        print_json(known.as_dict())
        return
    out = console()
    out.print(Text(known.name, style="bold cyan").append(f"  {known.identity}\n", style="dim"))
    for part, (heading, columns) in _PARTS.items():
        answer = known.parts[part]
        if not answer.total:
            continue
        print_rows_of(answer.rows[:_AT_ONCE_ROWS], columns, title=f"{heading} ({answer.total:,})")
        if answer.total > _AT_ONCE_ROWS:
            out.print(f"The first {_AT_ONCE_ROWS}; --part {part} has all.", style="dim")
        out.print()
    out.print(known.parts["mentions"].stated, style="dim")


def themes(
    theme: Annotated[str | None, typer.Argument(help="A theme, or theme.facet; default: all.")] = None,
    by: Annotated[str, typer.Option(help="corpus, year, month, publisher, genre, document or speaker.")] = "corpus",
    facets: Annotated[bool, typer.Option("--facets", help="Facets, in place of themes.")] = False,
    document: DocumentOption = None,
    about: About = None,
    speaker: Speaker = None,
    publisher: Publisher = None,
    genre: Genre = None,
    published_since: Published = "",
    published_until: Published = "",
    plot: PlotFile = None,
    limit: Limit = 60,
    as_csv: CsvFlag = False,
    out: OutFile = None,
    sql: SqlFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """What the texts are about: the share of passages of each theme, by time or source, or who speaks on what.

    Examples: `policynlp themes --by publisher`, `policynlp themes security --facets --by year`, `policynlp themes --by speaker`
    """
    from policynlp.cli.answer_lines import print_answer, write_plot
    from policynlp.corpus.answers import Filters, QuoteFilters, by_speaker, theme_shares
    from policynlp.render import share_plots

    texts = filter_texts(
        theme=theme, document=document, about=about, speaker=speaker, publisher=publisher, genre=genre,
        published_since=published_since, published_until=published_until,
    )  # fmt: skip
    rows = None if as_csv or out or as_json or plot else limit
    with open_views() as views:
        if by == "speaker" or speaker:
            found = by_speaker(views, QuoteFilters.from_texts(texts), facets=facets, limit=rows)
            columns = ["speaker", "source_type", "theme", "facet", "quotes", "of_quotes", "share", "unique_documents"]
        else:
            found = theme_shares(views, Filters.from_texts(texts), by=by, facets=facets, limit=rows)
            columns = ["group", "theme", "facet", "passages", "of_passages", "share", "unique_documents", "of_unique_documents"]
    if plot:
        layout, points = share_plots.layout_of(found.rows, by=by)
        write_plot(plot, points, layout, title=f"Themes by {by}" if by != "corpus" else "Themes", note=found.provenance.line())
    print_answer(found, as_json=as_json, as_csv=as_csv, out=out, sql=sql, columns=columns)


def register(app: typer.Typer) -> None:
    """Put these verbs on the command line."""
    app.command()(actors)
    app.command()(themes)

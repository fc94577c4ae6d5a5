"""The verb `search`: passages by words and by meaning, as a page for people, or all of them as CSV and JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from policynlp.cli.options import JsonFlag, print_json, settings_with

if TYPE_CHECKING:
    from policynlp.corpus.search import Hit, SearchPage

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]
Names = list[str] | None
_FACETS = ("theme", "speaker", "organisation", "place", "genre", "publisher")
"""Facets that are printed under a page; `--json` has all of them."""
_FACET_VALUES = 6


def search(
    text: Annotated[str, typer.Argument(help='Words, "phrases", NEAR(a b), prefix*, AND, OR, NOT; or a question.')] = "",
    mode: Annotated[str, typer.Option("--mode", "-m", help="words, meaning, or both: their ranks fused.")] = "both",
    theme: Annotated[Names, typer.Option(help="Theme of the passage, such as talent, or theme.facet.")] = None,
    speaker: Annotated[Names, typer.Option(help="Somebody quoted in the passage: a part of the name, or a key.")] = None,
    person: Annotated[Names, typer.Option(help="A person named in the passage.")] = None,
    organisation: Annotated[Names, typer.Option(help="An organisation named in the passage.")] = None,
    place: Annotated[Names, typer.Option(help="A place named in the passage.")] = None,
    policy: Annotated[Names, typer.Option(help="A strategy, plan or law named in the passage.")] = None,
    entity: Annotated[Names, typer.Option(help="Any name in the passage.")] = None,
    source: Annotated[Names, typer.Option(help="A part of publisher or address.")] = None,
    genre: Annotated[Names, typer.Option(help="news, policy, statistics, speech, law, other.")] = None,
    publisher: Annotated[Names, typer.Option(help="Words of the publisher.")] = None,
    language: Annotated[Names, typer.Option(help="ISO 639-1 code.")] = None,
    kind: Annotated[Names, typer.Option(help="Kind of passage: title, heading, paragraph, ...")] = None,
    document: Annotated[Names, typer.Option(help="Id of a document.")] = None,
    since: Day = None,
    until: Day = None,
    duplicates: Annotated[bool, typer.Option("--duplicates", help="Texts that repeat another one, too.")] = False,
    sort: Annotated[str, typer.Option(help="relevance, or date: newest first.")] = "relevance",
    limit: Annotated[int, typer.Option(min=1, max=500, help="Passages of a page.")] = 20,
    cursor: Annotated[str | None, typer.Option(help="`next_cursor` of the page before.")] = None,
    nearest: Annotated[int, typer.Option(min=1, max=10_000, help="Passages that meaning brings in at the most.")] = 200,
    everything: Annotated[bool, typer.Option("--all", help="The whole result, however large.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the whole result as CSV, a row a passage.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Write the CSV to this file, in place of printing it.")] = None,
    bom: Annotated[bool, typer.Option("--bom", help="CSV with a byte order mark, for Excel.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Find passages by words and by meaning, and see what the result is made of. Filters may be given several times.

    Example: `policynlp search 'who spoke on food security?' --theme agriculture --since 2024-01-01`
    """
    from policynlp import steps
    from policynlp.corpus.search import request_from

    settings = settings_with()
    request = request_from(
        text,
        mode=mode,
        theme=theme,
        speaker=speaker,
        person=person,
        organisation=organisation,
        place=place,
        policy=policy,
        entity=entity,
        source=source,
        genre=genre,
        publisher=publisher,
        language=language,
        kind=kind,
        document=document,
        since=since.date() if since else None,
        until=until.date() if until else None,
        duplicates=duplicates,
        sort=sort,
        limit=limit,
        cursor=cursor,
        nearest=nearest,
    )
    steps.check_themes(settings, request)
    if as_csv or out:
        rows = steps.export_hits(settings, request, out or sys.stdout.buffer, bom=bom)
        if out:
            typer.echo(f"{rows:,} passages to {out}", err=True)
    elif everything and as_json:
        for hit in steps.search_all(settings, request):
            typer.echo(json.dumps(hit.as_dict(), ensure_ascii=False))
    elif as_json:
        print_json(steps.search(settings, request).as_dict())
    else:
        page = steps.search(settings, request)
        _print_hits(steps.search_all(settings, request) if everything else page)
        _print_foot(page, shown=page.total if everything else len(page), duplicates=duplicates)


def _print_hits(hits: Iterable[Hit]) -> None:
    """Snippets, why they matched, and where they stand."""
    from policynlp.cli.tables import console

    out = console()
    for hit in hits:
        out.print(Text(" | ".join(p for p in (hit.title, hit.publisher, hit.published) if p), style="bold"))
        shown = Text("… " if hit.starts_within else "")
        for part, marked in hit.parts():
            shown.append(part.replace("\n", " "), style="bold yellow" if marked else "")
        out.print(shown.append(" …" if hit.ends_within else ""))
        out.print(Text(f"{hit.document}  [{hit.start}, {hit.end})  {hit.why}\n", style="dim"))


def _print_foot(page: SearchPage, *, shown: int, duplicates: bool) -> None:
    """What the whole result is made of, and what a reader should know of it."""
    from policynlp.cli.tables import console

    out = console()
    if not page.total:
        looked = page.index.documents if duplicates else page.index.unique_documents
        repeats = ", with those that repeat one" * (duplicates and page.index.documents != page.index.unique_documents)
        out.print(f"Not found in {looked:,} text{'s' * (looked != 1)}{repeats}.", style="dim")
    for name in _FACETS:
        values = [value for value in page.facets[name].values if value.passages][:_FACET_VALUES]
        more = page.facets[name].distinct - len(values)
        if page.total and values:
            listed = ", ".join(f"{value.label} {value.passages:,}" for value in values)
            out.print(Text(f"{name}: {listed}" + (f", {more:,} more" if more > 0 else ""), style="dim"))
    for note in page.notes:
        out.print(Text(note, style="dim"))
    if page.total:
        counted = f"{page.total:,} passage{'s' * (page.total != 1)} in {page.documents:,} text{'s' * (page.documents != 1)}"
        rest = "" if shown >= page.total else f"; {shown:,} shown, `--all` and `--csv` give the rest"
        out.print(Text(f"{counted}{rest}", style="dim"))


def register(app: typer.Typer) -> None:
    """Put this verb on the command line."""
    app.command()(search)

"""Verbs that make tags: run, ingest, tag, demo, serve-flow."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from policynlp.cli.options import (
    EXIT_REJECTED,
    DateCol,
    GenreOption,
    IdCol,
    JsonFlag,
    Quiet,
    TextCol,
    TitleCol,
    column_flags,
    print_json,
    settings_with,
)

if TYPE_CHECKING:
    from policynlp.steps.running import Progress

Sources = Annotated[
    list[str] | None, typer.Argument(help="Files, folders, URLs, feeds, sitemaps.", show_default="those of corpus/sources.toml")
]
Since = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Leave out what is dated before this day.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Take at most so many items.")]


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
    """Progress and log lines on a terminal; in a pipe only warnings."""
    from policynlp.logs import shown

    with shown(quiet=quiet), _bar(quiet) as progress:
        yield progress


@contextmanager
def _bar(quiet: bool) -> Iterator[Progress]:
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield show


def run(
    sources: Sources = None,
    since: Since = None,
    limit: Limit = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be ingested, and stop.")] = False,
    only: Annotated[str | None, typer.Option(help="Do one stage: ingest, tag or link.")] = None,
    prefect: Annotated[bool, typer.Option("--prefect", help="Run it as a Prefect flow.")] = False,
    processes: Annotated[
        int | None, typer.Option("--processes", "--workers", min=1, help="Processes that tag at the same time.")
    ] = None,
    dask: Annotated[
        str | None, typer.Option(help="As a Prefect flow that tags on Dask: local, or the address of a scheduler.")
    ] = None,
    text_col: TextCol = None,
    id_col: IdCol = None,
    date_col: DateCol = None,
    title_col: TitleCol = None,
    genre: GenreOption = None,
    as_json: JsonFlag = False,
    quiet: Quiet = False,
) -> None:
    """Ingest, tag and link, and print what came out.

    What is unchanged since the last run is skipped. Exit code 3: some documents were rejected (`policynlp query 'from rejects'`).

    Example: `policynlp run corpus/samples --limit 5`
    """
    from policynlp import steps
    from policynlp.cli.summary import print_plan, print_summary

    spread = {"run.processes": processes, "run.dask": dask}
    settings = settings_with(column_flags(text_col, id_col, date_col, title_col) | {"ingest.genre": genre} | spread)
    day = since.date() if since else None
    if dry_run:
        print_plan(steps.plan_only(sources or [], settings=settings, since=day, limit=limit), as_json=as_json)
        return
    if prefect or dask:
        result = _run_with_prefect(sources or [], settings, day, limit)
    else:
        stages = steps.chosen_stages(only)
        with _progress(quiet) as progress:
            result = steps.run(sources or [], settings=settings, since=day, limit=limit, stages=stages, progress=progress)
    if as_json:
        print_json(steps.summary(settings, result))
    else:
        print_summary(steps.summary(settings, result))
    if result.rejected:
        raise typer.Exit(EXIT_REJECTED)


def _run_with_prefect(sources: list[str], settings: Any, since: date | None, limit: int | None) -> Any:
    from policynlp import steps
    from policynlp.cli.flows import load_flow

    flow = load_flow("tag_corpus", "tag_corpus")
    counts = flow(sources=sources, since=since, limit=limit, settings=steps.dotted(settings))
    return steps.last_result(settings, counts)


def ingest(
    sources: Sources = None,
    since: Since = None,
    limit: Limit = None,
    text_col: TextCol = None,
    id_col: IdCol = None,
    date_col: DateCol = None,
    title_col: TitleCol = None,
    genre: GenreOption = None,
    as_json: JsonFlag = False,
    quiet: Quiet = False,
) -> None:
    """Take documents into the corpus without tagging them.

    Example: `policynlp ingest articles.csv --text-col body --date-col published`
    """
    run(
        sources,
        since,
        limit,
        only="ingest",
        text_col=text_col,
        id_col=id_col,
        date_col=date_col,
        title_col=title_col,
        genre=genre,
        as_json=as_json,
        quiet=quiet,
    )


def tag(
    files: Annotated[list[Path], typer.Argument(help="Files to tag, or - for JSONL from standard input.", allow_dash=True)],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write here instead of to standard output.")] = None,
    text_col: TextCol = None,
    id_col: IdCol = None,
    date_col: DateCol = None,
    title_col: TitleCol = None,
    genre: GenreOption = None,
    quiet: Quiet = False,
) -> None:
    """Tag texts without a corpus: one JSON object a document, a line each, in the order of the input.

    Plain text, HTML, PDF, DOCX, RTF, CSV, or JSONL of {"id", "text"}.

    Example: `policynlp tag article.txt | jq '.quotes[].speaker'`
    """
    from policynlp import steps
    from policynlp.errors import Rejection
    from policynlp.render.wording import rejection_line

    settings = settings_with(column_flags(text_col, id_col, date_col, title_col) | {"ingest.genre": genre})
    rejected = 0
    with steps.whole_file(out) as sink, _progress(quiet) as progress:
        for done, tagged in enumerate(steps.tag_stream(files, settings=settings), 1):
            if isinstance(tagged, Rejection):
                rejected += 1
                typer.echo(f"policynlp: {rejection_line(tagged)}", err=True)
            else:
                sink.write(json.dumps(tagged, ensure_ascii=False) + "\n")
            progress("tag", done, None)
    if rejected:
        raise typer.Exit(EXIT_REJECTED)


def demo(
    site: Annotated[
        Path | None, typer.Option(help="Only lay the samples out here as a site with a feed, to be served and read.")
    ] = None,
    as_json: JsonFlag = False,
    quiet: Quiet = False,
) -> None:
    """Tag the sample corpus that comes with the package, and print what came out.

    Example: `policynlp demo`
    """
    from policynlp import steps

    if site is not None:
        feed = steps.sample_site(site)
        print_json({"feed": str(feed)}) if as_json else typer.echo(
            f"{feed}: a feed of the samples; serve its folder, then run it"
        )
        return
    run([str(steps.samples_folder())], as_json=as_json, quiet=quiet)


def serve_flow(
    cron: Annotated[str, typer.Option(help="When to run, as a cron expression in UTC.")] = "0 5 * * *",
    sources: Annotated[list[str] | None, typer.Option("--source", help="Source; repeat it for several.")] = None,
) -> None:
    """Serve the flow on a schedule, against a Prefect server that is already running.

    Exit code 6: no server. A server that lives only as long as one flow never starts scheduled runs.

    Example: `PREFECT_API_URL=http://127.0.0.1:4200/api policynlp serve-flow --cron "0 5 * * *"`
    """
    from policynlp import steps
    from policynlp.cli.flows import serve

    serve(
        "tag_corpus", "tag_corpus", cron=cron, parameters={"sources": sources or [], "settings": steps.dotted(settings_with())}
    )


def register(app: typer.Typer) -> None:
    """Put these verbs on the command line."""
    app.command()(run)
    app.command()(ingest)
    app.command()(tag)
    app.command()(demo)
    app.command("serve-flow")(serve_flow)

"""Verbs that ask the corpus: quotes, figures, voices. The pages of the same names give the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policynlp.cli.options import JsonFlag, print_json, settings_with
from policynlp.errors import InputError

if TYPE_CHECKING:
    from policynlp.corpus.read_only import ReadOnly

Speaker = Annotated[str | None, typer.Option(help="Words of the name of who says it, or the key of an identity.")]
DocumentOption = Annotated[str | None, typer.Option("--document", help="Id, its beginning, or words of the title.")]
About = Annotated[str | None, typer.Option(help="Words that stand side by side in the passage.")]
ThemeOption = Annotated[str | None, typer.Option("--theme", help="Theme of the passage, or theme.facet.")]
Publisher = Annotated[str | None, typer.Option(help="Words of the publisher.")]
Genre = Annotated[str | None, typer.Option(help="news, policy, statistics, speech, law or other.")]
Published = Annotated[str, typer.Option(help="Days of publication: 2024, 2024-05 or 2024-05-20.", show_default="any")]
CsvFlag = Annotated[bool, typer.Option("--csv", help="Print CSV, all rows.")]
OutFile = Annotated[Path | None, typer.Option("--out", help="Write the CSV to this file, in place of printing it.")]
SqlFlag = Annotated[bool, typer.Option("--sql", help="Print the query.")]
Limit = Annotated[int, typer.Option(min=1, help="Rows that a terminal shows; CSV and JSON have all.")]
PlotFile = Annotated[Path | None, typer.Option("--plot", help="Draw it, too: a file that ends in .svg, .png or .json.")]


@contextmanager
def open_views() -> Iterator[ReadOnly]:
    """The views of the corpus of the settings, or of the release that stands in its place."""
    from policynlp.corpus.reading import open_corpus

    with open_corpus(settings_with().corpus.path) as corpus, corpus.views() as views:
        yield views


def filter_texts(**values: str | bool | None) -> dict[str, str]:
    """Options that were given, as `Filters.from_texts` takes them."""
    return {name: "1" if value is True else str(value) for name, value in values.items() if value not in (None, "", False)}


def quotes(
    words: Annotated[str | None, typer.Argument(help="Words that stand side by side in what is said.")] = None,
    speaker: Speaker = None,
    kind: Annotated[str | None, typer.Option(help="direct, indirect or mixed.")] = None,
    act: Annotated[str | None, typer.Option(help="speech, directive, belief or plan.")] = None,
    source_type: Annotated[str | None, typer.Option(help="named_person, organisation, document, anonymous or none.")] = None,
    document: DocumentOption = None,
    about: About = None,
    theme: ThemeOption = None,
    publisher: Publisher = None,
    genre: Genre = None,
    published_since: Published = "",
    published_until: Published = "",
    limit: Limit = 40,
    as_csv: CsvFlag = False,
    out: OutFile = None,
    sql: SqlFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Who said what: quotations with speaker, title, cue, kind, and the figures in them.

    Example: `policynlp quotes --speaker "Da Zhigang" --kind indirect --csv`
    """
    from policynlp.cli.answer_lines import print_answer, quote_line
    from policynlp.corpus.answers import QuoteFilters
    from policynlp.corpus.answers import quotes as ask

    filters = QuoteFilters.from_texts(
        filter_texts(
            words=words, speaker=speaker, kind=kind, act=act, source_type=source_type, document=document, about=about,
            theme=theme, publisher=publisher, genre=genre, published_since=published_since, published_until=published_until,
        )
    )  # fmt: skip
    with open_views() as views:
        found = ask(views, filters, limit=None if as_csv or out or as_json else limit)
    print_answer(found, as_json=as_json, as_csv=as_csv, out=out, sql=sql, line=quote_line)


def figures(
    measure: Annotated[str | None, typer.Argument(help="Words of what is measured, of whom, or of the whole.")] = None,
    unit: Annotated[str | None, typer.Option(help="hectares, km2, CNY, ...; area, share, money, mass, ...")] = None,
    kind: Annotated[
        str | None, typer.Option(help="money, percent, ratio, count, measure, duration, age, ordinal, index.")
    ] = None,
    nature: Annotated[str | None, typer.Option(help="outturn, estimate, target, forecast or hypothetical.")] = None,
    place: Annotated[str | None, typer.Option(help="Words of the place or scope.")] = None,
    share_of: Annotated[str | None, typer.Option(help="Words of the whole of a share; any: whatever is a share.")] = None,
    since: Annotated[str, typer.Option(help="Period of the figure: 2003, 2003-05, ...", show_default="any")] = "",
    until: Annotated[str, typer.Option(help="Period of the figure.", show_default="any")] = "",
    speaker: Speaker = None,
    document: DocumentOption = None,
    about: About = None,
    theme: ThemeOption = None,
    publisher: Publisher = None,
    genre: Genre = None,
    published_since: Published = "",
    published_until: Published = "",
    contested: Annotated[
        bool, typer.Option("--contested", help="Those that differ from another text's, both side by side.")
    ] = False,
    against: Annotated[str | None, typer.Option(help="Compared with: a document (id, words of its title) or a genre.")] = None,
    over_time: Annotated[bool, typer.Option("--over-time", help="Those with a period, in its order.")] = False,
    convert: Annotated[str | None, typer.Option("--in", help="Unit to convert to.")] = None,
    rate: Annotated[list[str] | None, typer.Option(help="For money: CNY=0.14, what one yuan is in the unit of --in.")] = None,
    order: Annotated[str, typer.Option(help="contested, published, period, value or measure.")] = "contested",
    plot: PlotFile = None,
    limit: Limit = 40,
    as_csv: CsvFlag = False,
    out: OutFile = None,
    sql: SqlFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Figures with what they measure, when, where, who gives them, and the sentence; contested ones first.

    Examples: `policynlp figures "transfer payments" --contested`, `policynlp figures --share-of any --over-time --plot weight.svg`
    """
    from policynlp import steps
    from policynlp.cli.answer_lines import comparison_line, figure_line, print_answer, write_plot
    from policynlp.corpus.answers import FigureFilters
    from policynlp.render.figure_plots import period_layout, period_points

    filters = FigureFilters.from_texts(
        filter_texts(
            measure=measure, unit=unit, kind=kind, nature=nature, place=place, share_of=share_of, since=since, until=until,
            speaker=speaker, document=document, about=about, theme=theme, publisher=publisher, genre=genre,
            published_since=published_since, published_until=published_until, contested=contested,
        )
    )  # fmt: skip
    rows = None if as_csv or out or as_json else limit
    with open_views() as views:
        if contested or against:
            pairs = steps.compare_figures(views, filters, against=against, contested=contested, limit=rows)
            print_answer(pairs, as_json=as_json, as_csv=as_csv, out=out, sql=sql, line=comparison_line)
            return
        found = steps.ask_figures(
            views, filters, unit=convert, rates=_rates(rate), periods=over_time or plot is not None, order=order, limit=rows
        )
    if plot:
        points = period_points(found.rows)
        write_plot(plot, points, period_layout(points), title=measure or "Figures over time", note=found.provenance.line())
    print_answer(found, as_json=as_json, as_csv=as_csv, out=out, sql=sql, line=figure_line)


def _rates(given: list[str] | None) -> dict[str, float]:
    rates = {}
    for one in given or []:
        code, _, rate = one.partition("=")
        try:
            rates[code.strip().upper()] = float(rate)
        except ValueError as error:
            raise InputError(f"{one!r} is no rate", where="--rate", hint="Write CNY=0.14.") from error
    return rates


def voices(
    document: DocumentOption = None,
    about: About = None,
    theme: ThemeOption = None,
    publisher: Publisher = None,
    genre: Genre = None,
    published_since: Published = "",
    published_until: Published = "",
    plot: PlotFile = None,
    limit: Limit = 40,
    as_csv: CsvFlag = False,
    out: OutFile = None,
    sql: SqlFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Whose voices carry the texts: named persons, organisations, documents, anonymous sources; direct and indirect.

    Example: `policynlp voices --document "Northmark looks to hills"`
    """
    from policynlp.cli.answer_lines import print_answer, write_plot
    from policynlp.corpus.answers import QuoteFilters, voice_kinds
    from policynlp.corpus.answers import voices as ask
    from policynlp.render.share_plots import voice_bars

    filters = QuoteFilters.from_texts(
        filter_texts(
            document=document, about=about, theme=theme, publisher=publisher, genre=genre, published_since=published_since,
            published_until=published_until,
        )
    )  # fmt: skip
    with open_views() as views:
        kinds = voice_kinds(views, filters)
        found = ask(views, filters, limit=None if as_csv or out or as_json else limit)
    if plot:
        points, layout = voice_bars(kinds.rows)
        write_plot(plot, points, layout, title="Voices by kind of source", note=kinds.provenance.line())
    if as_json:
        print_json({"kinds": kinds.as_dict(), "voices": found.as_dict()})
        return
    if not as_csv and not out and not sql and kinds.rows:
        print_answer(
            kinds,
            columns=["source_type", "voices", "quotes", "direct", "mixed", "indirect", "share_of_quotes", "share_of_words"],
        )
    columns = ["voice", "source_type", "quotes", "direct", "mixed", "indirect", "words", "unique_documents"]
    print_answer(found, as_csv=as_csv, out=out, sql=sql, columns=columns)


def register(app: typer.Typer) -> None:
    """Put these verbs on the command line."""
    for verb in (quotes, figures, voices):
        app.command()(verb)

"""Verbs that take something out of the corpus: export, rehydrate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from policynlp.cli.options import EXIT_REJECTED, JsonFlag, Quiet, print_json, settings_with

if TYPE_CHECKING:
    from policynlp.corpus.export import ExportResult
    from policynlp.corpus.export.licences import TextMode
    from policynlp.corpus.export.offsets import OffsetUnit

_FORMATS = "csv, jsonl, parquet, huggingface, sqlite, docbin, webannotation or cas."


def export(
    what: Annotated[
        str,
        typer.Argument(
            help="A view (quotes, claims, entities, themes, links, ...); `documents` for whole texts with their annotations; "
            "`all` for the whole corpus."
        ),
    ],
    out: Annotated[Path, typer.Argument(help="File or folder to write; it appears when it is complete.")],
    form: Annotated[str | None, typer.Option("--format", "-f", help=_FORMATS, show_default="by the file's ending")] = None,
    where: Annotated[
        str | None,
        typer.Option(help="SQL condition on the rows (on documents, for `documents` and `all`): \"speaker = 'Chi Fulin'\"."),
    ] = None,
    layers: Annotated[
        str | None, typer.Option(help="What goes with documents, joined by commas: quotes,claims", show_default="everything")
    ] = None,
    origin: Annotated[
        str | None,
        typer.Option(
            help="Only rows made by these, joined by commas: rule, model (suggestions), human (labels).", show_default="all"
        ),
    ] = None,
    duplicates: Annotated[bool, typer.Option("--duplicates", help="Texts that repeat another one, too.")] = False,
    text: Annotated[
        str,
        typer.Option(
            help="How much of the texts: licence (each as its licence allows; a snippet where it is unknown or reserved), "
            "full, snippet (the words of an item and its sentence), none (offsets and hashes)."
        ),
    ] = "licence",
    snippet_words: Annotated[int, typer.Option(min=1, help="Words of a snippet, at the most.")] = 40,
    offsets: Annotated[
        str, typer.Option(help="What offsets of Web Annotations count: codepoint, or utf16 for clients in JavaScript.")
    ] = "codepoint",
    bom: Annotated[bool, typer.Option("--bom", help="CSV with a byte order mark, for Excel.")] = False,
    quiet: Quiet = False,
    as_json: JsonFlag = False,
) -> None:
    """Take a layer, or the whole corpus, away in a file: all rows, with sentence, licence, codebook and manifest.

    Example: `policynlp export quotes quotes.csv --where "kind = 'indirect'"`

    Whole texts: `policynlp export documents corpus.jsonl --layers quotes,claims --text full`
    """
    from policynlp import steps

    result = steps.export(
        settings_with(),
        what,
        out,
        form=form,
        where=where,
        layers=_listed(layers),
        origins=_listed(origin),
        duplicates=duplicates,
        text=cast("TextMode", text),  # the library says what is wrong with another word
        snippet_words=snippet_words,
        offsets=cast("OffsetUnit", offsets),
        bom=bom,
    )
    if as_json:
        print_json(result.as_dict())
    elif not quiet:
        _tell(result, by_licence=text == "licence")


def _listed(names: str | None) -> list[str]:
    return [name.strip() for name in (names or "").split(",") if name.strip()]


def _tell(result: ExportResult, *, by_licence: bool) -> None:
    err = not sys.stdout.isatty()
    rows = ", ".join(f"{n:,} {view}" for view, n in result.rows.items())
    texts = f" of {result.documents:,} texts ({result.unique_documents:,} unique)" if result.documents else ""
    typer.echo(f"{rows}{texts} to {result.path}", err=err)
    kept_back = [(licence, licence["documents"]) for licence in result.licences if licence["text"] != "full"]
    n = sum(count for _, count in kept_back) + result.left_out
    if n and by_licence:
        stated = sorted({licence["stated"] or "no licence stated" for licence, _ in kept_back})
        why = f" ({'; '.join(stated[:3])}{'; ...' if len(stated) > 3 else ''})" if stated else ""
        what = "left out" if result.left_out else "without their whole text"
        typer.echo(f"{n:,} texts {what}{why}; --text full gives it, if you have the right to pass it on", err=True)


def rehydrate(
    export: Annotated[Path, typer.Argument(help="A CSV, JSONL or Parquet export, or a folder of them.")],
    texts: Annotated[Path, typer.Option(help="The texts: a file, a folder of files, or a corpus.")],
    out: Annotated[
        Path | None, typer.Option(help="File or folder to write.", show_default="beside it, .full before the ending")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Put texts that you have back into an export that went out without them; each is known by its SHA-256.

    Ends with 3 where a text is missing, and says which.

    Example: `policynlp rehydrate quotes.csv --texts my-articles`
    """
    from policynlp import steps

    result = steps.rehydrate(settings_with(), export, texts=texts, out=out)
    if as_json:
        print_json(result.as_dict())
    else:
        nothing = bool(result.missing) and not result.filled
        where = f"nothing is written to {result.path}" if nothing else f"to {result.path}"
        typer.echo(f"{result.rows:,} rows of {len(result.filled):,} texts filled, {where}")
        changed = {entry["document"]: entry["file"] for entry in result.unfit if entry["changed"]}
        for missing in result.missing:
            known = f" ({missing.uri})" if missing.uri else ""
            length = f", {missing.chars:,} characters" if missing.chars else ""
            why = (
                f"{changed[missing.document]} is not the text that was tagged"
                if missing.document in changed
                else "no file holds it"
            )
            typer.echo(f"missing: {missing.document}{known}, SHA-256 {missing.sha256[:12]}...{length}: {why}", err=True)
    if result.missing:
        raise typer.Exit(EXIT_REJECTED)


def register(app: typer.Typer) -> None:
    """Put these verbs on the command line."""
    app.command()(export)
    app.command()(rehydrate)

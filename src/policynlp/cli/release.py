"""The verb `release`: create, list, verify, diff."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from policynlp.cli.options import JsonFlag, print_json, settings_with

DAMAGED = 4
"""Exit code where a release is not what it was."""

release = typer.Typer(
    name="release", help="Freeze the corpus for a paper, list, check and compare what was frozen.", no_args_is_help=True
)


@release.command()
def create(
    name: Annotated[str, typer.Argument(help="Name of the release, such as 2026.1.")],
    to: Annotated[Path | None, typer.Option(help="Folder to make.", show_default="releases/NAME in the corpus")] = None,
    text: Annotated[str, typer.Option(help="licence (each text by its own), full, snippet or none.")] = "licence",
    snippet_words: Annotated[int | None, typer.Option(min=1, help="Words of a snippet.", show_default="40")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the data set.")] = None,
    author: Annotated[list[str] | None, typer.Option(help='"Family, Given" or an organisation; once for each.')] = None,
    description: Annotated[str | None, typer.Option(help="A sentence or two on what it is.")] = None,
    licence: Annotated[str | None, typer.Option(help="SPDX identifier, for the annotations; texts keep their own.")] = None,
    doi: Annotated[str | None, typer.Option(help="DOI that was reserved for it.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it will be.")] = None,
    tagset: Annotated[str | None, typer.Option(help="Tag set.", show_default="the active one")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Freeze the corpus as flat Parquet, with manifest, hashes, data dictionary, licences and CITATION.cff.

    Example: `policynlp release create 2026.1 --author "Lopez, Ana" --licence CC-BY-4.0`
    """
    from policynlp import steps
    from policynlp.corpus.export.snippets import SNIPPET_WORDS
    from policynlp.corpus.releases.create import ReleaseNotes

    made = steps.create_release(
        settings_with(),
        name,
        folder=to,
        text=text,
        snippet_words=snippet_words or SNIPPET_WORDS,
        notes=ReleaseNotes(
            title=title, authors=tuple(author or ()), description=description, licence=licence, doi=doi, url=url
        ),
        tagset=tagset,
    )
    if as_json:
        print_json(made)
        return
    counts = made["corpus"]
    rows = sum(about["rows"] for about in made["tables"].values())
    typer.echo(
        f"{made['path']}: {counts['unique_documents']:,} unique documents, {rows:,} rows in {len(made['tables'])} tables"
    )
    reserved = sum(row["documents"] for row in made["licences"] if row["text"] != "full")
    if reserved:
        typer.echo(f"{reserved:,} of {counts['documents']:,} texts are not given in full: see LICENCES.md", err=True)


@release.command("list")
def list_(as_json: JsonFlag = False) -> None:
    """The releases of the corpus.

    Example: `policynlp release list`
    """
    from policynlp import steps
    from policynlp.cli.tables import print_table

    found = steps.releases(settings_with())
    if as_json:
        print_json(found)
        return
    shown = [
        row
        | {"created": row["created_at"][:10], "tag set": (row.get("tagset") or "")[:8], "unique": row.get("unique_documents")}
        for row in found
    ]
    names = ["name", "created", "documents", "unique", "tag set", "title"]
    print_table(names + (["fault"] if any("fault" in row for row in found) else []), shown)


@release.command()
def verify(
    name: Annotated[str, typer.Argument(help="Name or folder of a release.")],
    as_json: JsonFlag = False,
) -> None:
    """Compare every file with its hash; ends with 4 where one was changed.

    Example: `policynlp release verify 2026.1`
    """
    from policynlp import steps

    faults = steps.verify_release(settings_with(), name)
    if as_json:
        print_json(faults)
    else:
        typer.echo("\n".join(faults) if faults else f"{name}: whole")
    if faults:
        raise typer.Exit(DAMAGED)


@release.command()
def diff(
    old: Annotated[str, typer.Argument(help="Name or folder of a release.")],
    new: Annotated[str, typer.Argument(help="Name or folder of a release.")],
    as_json: JsonFlag = False,
) -> None:
    """What one release has that another has not: texts, annotations, versions, licences.

    Example: `policynlp release diff 2026.1 2026.2`
    """
    from policynlp import steps

    found = steps.diff_releases(settings_with(), old, new)
    if as_json:
        print_json(found)
    else:
        _print_diff(found)


def _print_diff(found: Mapping[str, Any]) -> None:
    from rich.text import Text

    from policynlp.cli.tables import console, print_table

    out = console()
    if found["same_rows"]:
        out.print(f"{found['old']} and {found['new']} hold the same rows.")
    documents = found["documents"]
    rows = [
        {
            "table": "documents",
            **{k: documents[k] for k in ("before", "after", "added", "removed")},
            "changed": documents["revised"],
        }
    ]
    rows += [{"table": name, **about} for name, about in found["tables"].items()]
    print_table(["table", "before", "after", "added", "removed", "changed"], rows)
    for name, (old, new) in found["versions"].items():
        out.print(Text(f"{name}: {old} -> {new}"))
    for stated, (old, new) in found["licences"].items():
        out.print(Text(f"licence {stated or '(none stated)'}: {old} -> {new} unique documents"))
    for about in (documents, *found["tables"].values()):
        for row in about["examples"][:3]:
            fields = f" ({', '.join(row['fields'])})" if row.get("fields") else ""
            words = " ".join(str(row["words"] or "").split())[:80]
            out.print(Text(f"{row['what']}: {words}{fields}", style="dim"))


def register(app: typer.Typer) -> None:
    """Put this verb on the command line."""
    app.add_typer(release, name="release")

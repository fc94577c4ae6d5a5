"""The formats that an export can have: what they hold, how a file's name tells them, and for which tool they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from policynlp.corpus.export.columns import described
from policynlp.corpus.export.selection import BOOKKEEPING, WHOLE_CORPUS
from policynlp.errors import InputError

Holds = Literal["view", "documents", "corpus"]
"""What one export holds: the rows of a view, whole documents with their annotations, or all views as tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format.

    Attributes:
        name: What `--format` takes.
        endings: Of file names, with the dot.
        holds: See `Holds`.
        folder: Whether it is a folder of files.
        needs_text: Whether a document without its text is nothing in it.
        tool: What reads it, for people.
    """

    name: str
    endings: tuple[str, ...]
    holds: Holds
    folder: bool = False
    needs_text: bool = False
    tool: str


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format(name="csv", endings=(".csv",), holds="view", tool="spreadsheets, R, pandas; with a codebook beside it"),
        Format(
            name="jsonl",
            endings=(".jsonl", ".ndjson"),
            holds="view",
            tool="any program; `documents` are whole tagged documents",
        ),
        Format(name="parquet", endings=(".parquet",), holds="view", tool="pandas, Polars, R (arrow), DuckDB, Spark"),
        Format(
            name="huggingface", endings=(), holds="corpus", folder=True, tool="Hugging Face datasets; with card and Croissant"
        ),
        Format(name="sqlite", endings=(".sqlite", ".sqlite3", ".db"), holds="corpus", tool="Datasette, DB Browser, any SQL"),
        Format(name="docbin", endings=(".spacy", ".docbin"), holds="documents", needs_text=True, tool="spaCy"),
        Format(name="webannotation", endings=(".jsonld",), holds="documents", tool="W3C Web Annotation clients, RDF stores"),
        Format(name="cas", endings=(), holds="documents", folder=True, needs_text=True, tool="INCEpTION, UIMA"),
    )
}
"""Format name to format, in the order in which help and documentation show them."""


def chosen_format(path: Path, form: str | None) -> Format:
    """The format that is named, or that the ending of the file tells.

    Raises:
        InputError: There is no such format, or the ending tells none.
    """
    name = form
    if name is None:
        ending = path.suffix.lower()
        name = next((one.name for one in FORMATS.values() if ending in one.endings), None)
        if name is None:
            what = (
                f"there is no export format {ending.removeprefix('.')!r}"
                if ending
                else "the name has no ending that tells the format"
            )
            raise InputError(what, where=str(path), hint=f"Name one with --format: {', '.join(FORMATS)}.")
    aliases = {ending.removeprefix("."): one for one in FORMATS.values() for ending in one.endings}
    found = FORMATS.get(name) or aliases.get(name)
    if found is None:
        raise InputError(f"there is no export format {name!r}", where=str(path), hint=f"Formats: {', '.join(FORMATS)}.")
    return found


def check_what(what: str, form: Format, *, layers: Collection[str], offsets: str = "codepoint") -> None:
    """Raise `InputError` unless this can go out in the format.

    Args:
        what: A view, or `all`.
        form: The format.
        layers: Views that were chosen for whole documents or the whole corpus.
        offsets: What they are to count.
    """
    base = what.removesuffix("_all")
    if what != WHOLE_CORPUS and base not in described():
        hint = f"Views: {', '.join(described())}; or {WHOLE_CORPUS}."
        raise InputError(f"there is no view {what!r}", hint=hint)
    whole = what == WHOLE_CORPUS or base == "documents"
    if form.holds == "documents" and not whole:
        hint = "Export `documents`, and choose with --layers what goes with them."
        raise InputError(f"{form.name} holds whole documents, not {what}", hint=hint)
    if layers and not (whole or form.holds == "corpus"):
        raise InputError(f"--layers says what goes with documents, and {what} is one layer", hint="Leave --layers out.")
    if offsets != "codepoint" and form.name != "webannotation":
        hint = "Leave --offsets out; UIMA's own are converted by themselves."
        raise InputError(f"{form.name} has one kind of offsets", where="--offsets", hint=hint)
    texts = [name for name in described() if name not in {*BOOKKEEPING, "documents"}]
    for layer in layers:
        if layer not in texts:
            raise InputError(f"there is no layer {layer!r}", where="--layers", hint=f"Layers: {', '.join(texts)}.")

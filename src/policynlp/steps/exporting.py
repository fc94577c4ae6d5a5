"""Exports: those that the store writes itself, and spaCy's DocBin, which needs spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from policynlp.corpus.export import DocumentsWriter, ExportResult, Selection
from policynlp.corpus.export import export as export_from
from policynlp.corpus.export.licences import TextMode
from policynlp.corpus.export.offsets import OffsetUnit
from policynlp.corpus.export.snippets import SNIPPET_WORDS
from policynlp.corpus.reading import open_corpus
from policynlp.document import Document
from policynlp.settings import Settings
from policynlp.tags import Tags


def export(
    settings: Settings,
    what: str,
    out: Path,
    *,
    form: str | None = None,
    where: str | None = None,
    layers: Sequence[str] = (),
    origins: Sequence[str] = (),
    duplicates: bool = False,
    text: TextMode = "licence",
    snippet_words: int = SNIPPET_WORDS,
    offsets: OffsetUnit = "codepoint",
    bom: bool = False,
) -> ExportResult:
    """Write a view, whole documents, or the whole corpus.

    Args:
        settings: All settings in force.
        what: A view, or `all`; `documents` for whole documents.
        out: The file or folder; it appears when it is complete.
        form: One of `policynlp.corpus.export.FORMATS`; None: by the file's ending.
        where: SQL condition on the rows of the view, or on documents for `all`.
        layers: What goes with documents; empty: everything.
        origins: Only rows made by these: `rule`, `model`, `human`.
        duplicates: Texts that repeat another one, too.
        text: `licence`, `full`, `snippet` or `none`.
        snippet_words: Words of a snippet.
        offsets: What they count in Web Annotations: `codepoint`, or `utf16` for clients in JavaScript.
        bom: CSV with a byte order mark.

    Raises:
        InputError: There is no such view, format or layer, the condition has an error, or nothing may go out.
        CorpusError: There is no corpus, or the file cannot be written.
    """
    selection = Selection(
        where=where,
        duplicates=duplicates,
        origins=tuple(origins),
        layers=tuple(layers),
        text=text,
        snippet_words=snippet_words,
        offsets=offsets,
    )
    with open_corpus(settings.corpus.path) as corpus:
        return export_from(corpus.store, what, out, form=form, selection=selection, bom=bom, writers=_WRITERS)


def _docbin(items: Iterable[tuple[Document, Tags]], path: Path) -> int:
    from policynlp.tag.docbin import docbin

    return docbin(items, path)


_WRITERS: dict[str, DocumentsWriter] = {"docbin": _docbin}

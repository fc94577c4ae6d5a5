"""Exports: the store's own formats, and spaCy's DocBin, which needs spaCy."""

from __future__ import annotations

from pathlib import Path

from policynlp.corpus.export import export as export_view
from policynlp.corpus.export import selected
from policynlp.corpus.reading import open_corpus
from policynlp.errors import InputError
from policynlp.settings import Settings

_DOCBIN = ("docbin", "spacy")


def export(
    settings: Settings, layer: str, out: Path, *, kind: str | None = None, where: str | None = None, bom: bool = False
) -> int:
    """Write a view, or whole documents, to a file.

    Args:
        settings: All settings in force.
        layer: A view; `documents` for `jsonl` and `docbin`.
        out: The file; it appears when it is complete.
        kind: `csv`, `jsonl`, `parquet` or `docbin`; None: by the file's ending (`.spacy` is a DocBin).
        where: SQL condition on the rows.
        bom: CSV with a byte order mark.

    Returns:
        Number of rows.

    Raises:
        InputError: There is no such view or format, or the condition has an error.
    """
    chosen = kind or out.suffix.removeprefix(".").lower()
    with open_corpus(settings.corpus.path) as corpus:
        if chosen not in _DOCBIN:
            return export_view(corpus.store, layer, out, kind=chosen, where=where, bom=bom)
        if layer.removesuffix("_all") != "documents":
            raise InputError(f"a DocBin holds whole documents, not {layer}", where=str(out), hint="Export `documents`.")
        from policynlp.tag.docbin import docbin

        ids = selected(corpus.store, where=where, view=layer)
        return docbin(((d.document, d.tags) for d in corpus.documents(ids)), out)

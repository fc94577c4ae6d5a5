"""Texts that a user has, put back into an export: looked for in files as they are, and as ingest reads them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policynlp.corpus.export.rehydrate import Missing, Rehydrated, wanted_texts
from policynlp.corpus.export.rehydrate import rehydrate as fill
from policynlp.corpus.reading import open_corpus
from policynlp.corpus.store import MARKER
from policynlp.document import Document, text_sha256
from policynlp.errors import InputError, PolicyNLPError
from policynlp.ingest.read import read_path
from policynlp.settings import Settings

_MARKUP = {".html", ".htm", ".pdf", ".docx", ".rtf", ".xml"}


def rehydrate(settings: Settings, export: Path, *, texts: Path, out: Path | None = None) -> Rehydrated:
    """Put texts back into an export.

    Args:
        settings: All settings in force; those of ingest say how files are read.
        export: A CSV, JSONL or Parquet export, or a folder of them.
        texts: A file, a folder of files, or a corpus, with the texts.
        out: The new file or folder; default: beside the export, with `.full` before the ending.

    Returns:
        What came of it; nothing is written where no text was found.

    Raises:
        InputError: It is no such export, there are no texts, or what stands under the new name has more rows filled.
        CorpusError: The file cannot be written.
    """
    wanted = wanted_texts(export)
    if not texts.exists():
        raise InputError("there is no such folder", where=str(texts), hint="Give the folder with the texts.")
    target = out or export.with_name(f"{export.stem}.full{export.suffix}")
    found: dict[str, str] = {}
    unfit: list[dict[str, Any]] = []
    if (texts / MARKER).exists():
        found = _in_corpus(texts, wanted)
    else:
        files = (
            [texts] if texts.is_file() else sorted(p for p in texts.rglob("*") if p.is_file() and not p.name.startswith("."))
        )
        for file in files:
            here = {sha: text for text in _readings(file, settings) if (sha := text_sha256(text)) in wanted}
            found |= here
            if not here:
                unfit.append(_unfit(file, wanted))
    # a copy without a word more is of no use, and might take the place of a good one
    result = Rehydrated(path=target) if wanted and not found else fill(export, target, found)
    result.filled = [missing.document for sha, missing in wanted.items() if sha in found]
    result.missing = [missing for sha, missing in wanted.items() if sha not in found]
    result.unfit = unfit
    return result


def _in_corpus(path: Path, wanted: dict[str, Missing]) -> dict[str, str]:
    with open_corpus(path) as corpus:
        return {d.text_sha256: d.text for d in corpus.store.load_documents() if d.text_sha256 in wanted}


def _readings(file: Path, settings: Settings) -> Iterator[str]:
    """What a file may hold: its characters as they are, normalised, and the texts that ingest finds in it."""
    if file.suffix.lower() not in _MARKUP:
        try:
            plain = file.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            plain = ""
        lines = plain.replace("\r\n", "\n")
        for text in (plain, lines, lines.rstrip("\n")):
            yield text
            yield unicodedata.normalize("NFC", text)
    try:
        yield from (item.text for item in read_path(file, settings=settings) if isinstance(item, Document))
    except PolicyNLPError:
        return


def _unfit(file: Path, wanted: dict[str, Missing]) -> dict[str, Any]:
    """A file that holds none of the texts; where its name is that of one, it has changed."""
    named = next(
        (m for m in wanted.values() if m.uri and m.uri.split("#")[0].rstrip("/").rpartition("/")[2] == file.name), None
    )
    return {"file": str(file), "document": named.document if named else None, "changed": named is not None}

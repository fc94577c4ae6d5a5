"""Bytes to documents: the main road of ingest.

    bytes -> kind of file -> reader (text or blocks) -> layout -> metadata -> Document

PDF, DOCX and RTF files are read in a process of their own (`confined/`).

What cannot be taken in becomes a `Rejection`; nothing in the bytes makes these functions raise.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from policynlp.document import Document, Source, content_id
from policynlp.errors import Rejected, Rejection
from policynlp.ingest.assemble import Block, assemble
from policynlp.ingest.confined.reading import read_confined
from policynlp.ingest.encoding import decode
from policynlp.ingest.language import is_foreign, language_of
from policynlp.ingest.layout import LayoutHint, lay_out
from policynlp.ingest.metadata import Found, complete
from policynlp.ingest.press.article import Export
from policynlp.ingest.press.documents import documents
from policynlp.ingest.press.split import export_of_blocks, export_of_page, export_of_paper, export_of_text
from policynlp.ingest.readers import docx, html, pdf, plain, rtf
from policynlp.ingest.rows import csv_documents, jsonl_documents
from policynlp.ingest.sniff import DOCX, RTF, media_type_of
from policynlp.ingest.text import word_count
from policynlp.place import ObjectPath, Place
from policynlp.settings import Settings

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src")
"""Query parameters that tell who sent the reader, not what is read."""


def read_bytes(
    data: bytes,
    *,
    uri: str,
    settings: Settings,
    media_type: str | None = None,
    charset: str | None = None,
    fetched_at: str | None = None,
    work: str | None = None,
    metadata: Mapping[str, str] | None = None,
) -> Iterator[Document | Rejection]:
    """Documents of one file or page.

    The `work`, which stays the same between revisions, is the canonical URL; else the caller's key; else the address
    without fragment and tracking parameters; else, for a local file, its path relative to the working directory, so
    that a changed file is a new revision of one work and a corpus that is built in one place has the same ids on every
    machine. Rows add `#key`.

    Args:
        data: As read or fetched.
        uri: Path or URL, for `source.uri` and for rejections.
        settings: All settings in force.
        media_type: As the server says.
        charset: As the server says.
        fetched_at: ISO time.
        work: The user's key.
        metadata: What the caller knows; it fills what the source does not say, but its `genre` wins.

    Yields:
        One document, or one a row of JSONL and CSV, or the reason why there is none.
    """
    sha = hashlib.sha256(data).hexdigest()
    try:
        found = _read(data, uri, settings, media_type, charset, work, dict(metadata or {}))
        for one in found:
            if isinstance(one, Document):
                yield replace(one, source=replace(one.source, bytes_sha256=sha, fetched_at=fetched_at))
            else:
                yield replace(one, bytes_sha256=sha)
    except Rejected as error:
        yield replace(error.rejection(uri=uri), bytes_sha256=sha)


def read_path(
    path: Place, *, settings: Settings, metadata: Mapping[str, str] | None = None, work: str | None = None
) -> Iterator[Document | Rejection]:
    """Documents of one file; its size is checked before it is read. Other arguments as in `read_bytes`."""
    uri = path.as_posix()
    try:
        size = int(path.info()["size"]) if isinstance(path, ObjectPath) else path.stat().st_size
        if size > settings.ingest.max_bytes:
            what = f"the file has {size:,} bytes, more than the limit of {settings.ingest.max_bytes:,}"
            yield Rejection(uri=uri, stage="ingest", reason="oversized", what=what, hint="Raise ingest.max_bytes to take it.")
            return
        if isinstance(path, ObjectPath):
            data = path.read_bytes()
        else:
            with path.open("rb") as file:
                data = file.read(settings.ingest.max_bytes + 1)  # a device states no size
    except FileNotFoundError:
        yield Rejection(uri=uri, stage="ingest", reason="missing", what="the file does not exist", hint="Check the path.")
        return
    except (OSError, ValueError) as error:
        what = f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
        yield Rejection(uri=uri, stage="ingest", reason="unreadable", what=what, hint="Check its permissions.")
        return
    yield from read_bytes(data, uri=uri, settings=settings, metadata=metadata, work=work)


def read_rows(lines: Iterable[str], *, uri: str, settings: Settings) -> Iterator[Document | Rejection]:
    """Documents of JSONL, row by row as they come; see `rows.jsonl_documents`. Every row gives one result."""
    yield from jsonl_documents(lines, uri=uri, work=work_of(uri), settings=settings)


def work_of(uri: str) -> str:
    """What names the work at an address: see `read_bytes`."""
    if "://" in uri:
        parts = urlsplit(uri)
        query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.lower().startswith(_TRACKING)]
        return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, urlencode(query), ""))
    if uri in ("", "-"):
        return uri
    try:
        return f"file:{Path(os.path.relpath(uri)).as_posix()}"
    except ValueError:  # another drive
        return f"file:{Path(uri).as_posix()}"


def _read(
    data: bytes,
    uri: str,
    settings: Settings,
    declared: str | None,
    charset: str | None,
    work: str | None,
    hints: dict[str, str],
) -> Iterator[Document | Rejection]:
    ingest = settings.ingest
    if len(data) > ingest.max_bytes:
        what = f"it has {len(data):,} bytes, more than the limit of {ingest.max_bytes:,}"
        raise Rejected("oversized", what, where=uri, hint="Raise ingest.max_bytes to take it.")
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Rejected("empty", "there is nothing in it", where=uri, hint="Check how it was saved.")
    kind = media_type_of(data, uri=uri, declared=declared)
    if kind == "application/pdf":
        blocks, found = read_confined("pdf", data, where=uri, limits=ingest)
        source = Source(uri=uri, media_type=kind, extraction=pdf.EXTRACTION)
        if export := export_of_paper(blocks):
            articles = list(_articles(export, source, settings, hints))
            if not articles:
                what = f"the PDF holds several articles of {export.database}, which cannot be told apart for certain"
                hint = f"Export them from {export.database} as RTF, DOCX or HTML, which are split into articles."
                raise Rejected("unsupported", what, where=uri, hint=hint)
            yield from articles
            return
        yield _document(blocks, found, source, settings, work, hints)
        return
    if kind in (DOCX, RTF):
        blocks, found = read_confined("docx" if kind == DOCX else "rtf", data, where=uri, limits=ingest)
        source = Source(uri=uri, media_type=kind, extraction=docx.EXTRACTION if kind == DOCX else rtf.EXTRACTION)
        if export := export_of_blocks(blocks):
            yield from _articles(export, source, settings, hints)
        else:
            yield _document(blocks, found, source, settings, work, hints)
        return
    if kind.startswith("application/octet-stream") or plain.is_binary(data):
        what = f"it is {kind.partition('; ')[2]}" if "; " in kind else "it is a binary file"
        raise Rejected("binary", f"{what}, not a text", where=uri, hint="Give it as text, HTML, PDF, DOCX, RTF, JSONL or CSV.")
    text, encoding = decode(data, where=uri, charset=charset, markup=kind == "text/html")
    tabular = kind in ("application/x-ndjson", "text/csv", "text/tab-separated-values")
    source = Source(uri=uri, media_type=kind, encoding=encoding)
    if not tabular and (export := export_of_page(text) if kind == "text/html" else export_of_text(text)):
        yield from _articles(export, source, settings, hints)
        return
    if len(text) > (ingest.max_chars if kind == "text/plain" else ingest.max_bytes):
        raise Rejected("oversized", f"the text has {len(text):,} characters", where=uri, hint="Raise ingest.max_chars.")
    if tabular:
        base = work or work_of(uri)
        if kind == "application/x-ndjson":
            rows = jsonl_documents(text.split("\n"), uri=uri, work=base, settings=settings)
        else:
            tab = "\t" if kind != "text/csv" else None
            rows = csv_documents(text, uri=uri, work=base, settings=settings, delimiter=tab)
        yield from (replace(r, source=replace(r.source, encoding=encoding)) if isinstance(r, Document) else r for r in rows)
        return
    if kind == "text/html":
        blocks, found = html.read_html(text, where=uri, url=uri if "://" in uri else None)
        yield _document(blocks, found, replace(source, extraction=html.EXTRACTION), settings, work, hints)
    else:
        source = replace(source, extraction=plain.EXTRACTION)
        yield _finished(plain.read_plain(text), (), Found(), source, settings, work, hints)


def _articles(export: Export, source: Source, settings: Settings, hints: dict[str, str]) -> Iterator[Document | Rejection]:
    """The articles of a press database's export, each a document and a work of its own."""

    def make(blocks: list[Block], found: Found, one: Source, work: str, known: dict[str, str]) -> Document:
        return _document(blocks, found, one, settings, work, known)

    known = {"genre": settings.ingest.genre, **hints} if settings.ingest.genre else hints
    return documents(export, source=source, hints=known, make=make)


def _document(
    blocks: list[Block], found: Found, source: Source, settings: Settings, work: str | None, hints: dict[str, str]
) -> Document:
    text, layout = assemble(blocks)
    return _finished(text, layout, found, source, settings, work, hints)


def _finished(
    text: str,
    layout: Iterable[LayoutHint],
    found: Found,
    source: Source,
    settings: Settings,
    work: str | None,
    hints: dict[str, str],
) -> Document:
    """Check a text, lay it out, complete its source."""
    ingest, where = settings.ingest, source.uri
    layout = tuple(layout)
    if len(text) > ingest.max_chars:
        raise Rejected("oversized", f"the text has {len(text):,} characters", where=where, hint="Raise ingest.max_chars.")
    if word_count(text) < max(1, ingest.min_words):
        foreign = is_foreign(text, ingest.languages)
        if foreign is None:
            what = f"it has fewer than {max(1, ingest.min_words)} words"
            raise Rejected("empty", what, where=where, hint="Lower ingest.min_words to take it.")
    if (code := is_foreign(text, ingest.languages)) is not None:
        hint = f"Add {code!r} to ingest.languages to take it; the models read English."
        raise Rejected("language", f"the text is in another language ({code})", where=where, hint=hint)
    url_work = found.canonical_url or work or work_of(where)
    lay: Callable[..., tuple] = lambda i, pub: lay_out(text, document_id=i, hints=layout, title=found.title, publisher=pub)  # type: ignore[type-arg]  # noqa: E731
    known = replace(source, canonical_url=found.canonical_url, language=language_of(text)[0])
    first = lay(content_id(url_work), None)
    completed = complete(known, text, first, found=found, hints=hints, default_genre=ingest.genre)
    document = Document(text=text, source=completed, work=url_work)
    return document.with_passages(lay(document.id, completed.publisher))

"""One export, from what was asked for to a complete file or folder with its manifest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from policynlp.corpus.export import huggingface
from policynlp.corpus.export.cas import write_cas
from policynlp.corpus.export.chunks import ChunkViews
from policynlp.corpus.export.codebook import json_schema
from policynlp.corpus.export.columns import describe
from policynlp.corpus.export.documents import restricted_dict, tagged_documents
from policynlp.corpus.export.files import (
    MANIFEST,
    atomic,
    atomic_folder,
    atomic_path,
    check_replaceable,
    check_same,
    file_entry,
    manifest_beside,
)
from policynlp.corpus.export.flat import flat_rows
from policynlp.corpus.export.formats import Format, check_what, chosen_format
from policynlp.corpus.export.manifest import ExportResult, Rights, manifest, to_json
from policynlp.corpus.export.rows_files import codebook_csv, json_line, write_rows
from policynlp.corpus.export.selection import BOOKKEEPING, WHOLE_CORPUS, Selection, document_columns, selected_documents
from policynlp.corpus.export.sqlite_file import datasette_metadata, write_manifest, write_tables
from policynlp.corpus.export.webannotation import annotations_of, write_collection
from policynlp.corpus.reading import TaggedDocument
from policynlp.corpus.store import Store
from policynlp.corpus.views import Views
from policynlp.document import Document
from policynlp.errors import InputError
from policynlp.tags import Tags

DocumentsWriter = Callable[[Iterable[tuple[Document, Tags]], Path], int]
"""Writes whole documents to a file or folder, and gives their number."""

TABLES = ("documents", "passages", "entities", "people", "quotes", "claims", "themes", "links", "identities")
"""Views that an export of the whole corpus holds, unless layers are chosen."""


@dataclass(frozen=True, slots=True)
class Job:
    """An export that is going on: the corpus as it was seen, what was asked for, and the documents that go out.

    Attributes:
        store, views, chunks: The corpus.
        form: The format.
        what: The view, or `all`.
        selection: What was asked for.
        documents: Ids of the documents, in the order of their commits.
        rights: What may go out of each.
        row_ids: For a view with a condition on its rows: ids of the rows; else None.
    """

    store: Store
    views: Views
    chunks: ChunkViews
    form: Format
    what: str
    selection: Selection
    documents: Sequence[str]
    rights: Rights
    row_ids: frozenset[str] | None

    @property
    def tables(self) -> list[str]:
        """Views that go out."""
        if self.what == WHOLE_CORPUS:
            chosen = {"documents", "passages", *self.selection.layers} if self.selection.layers else set(TABLES)
            return [name for name in TABLES if name in chosen]
        own = self.what.removesuffix("_all")
        with_texts = ["documents", "passages"] if self.form.holds == "corpus" and own not in BOOKKEEPING else []
        return [*dict.fromkeys([*with_texts, own])]

    @property
    def is_whole(self) -> bool:
        """Whether all annotations of the documents go out."""
        return self.what == WHOLE_CORPUS and not (self.selection.layers or self.selection.origins)

    @property
    def sql(self) -> str:
        """The statement that gives the rows, or the documents."""
        source = self.what if self.what != WHOLE_CORPUS else "documents"
        where = f" WHERE ({self.selection.where})" if self.selection.where else ""
        return f"SELECT * FROM {self.selection.relation(source)}{where}"

    def rows(self, view: str) -> Iterator[pa.RecordBatch]:
        """Rows of one of the tables, in the schema of its description."""
        schema = describe(view).schema
        if "text_policy" not in schema.names:
            yield from self._plain_rows(view, schema)
            return
        ids: Collection[str] | None = self.row_ids if view == self.what.removesuffix("_all") else None
        if view == "links" and ids is None:
            ids = self._links_between()
        yield from flat_rows(self.chunks, view, documents=self.documents, selection=self.selection, ids=ids)

    def _plain_rows(self, view: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        """Rows of a view that repeats no text: who is who, and the bookkeeping."""
        conditions = ["document IN (SELECT unnest($ids))"] if "document" in schema.names else []
        params: dict[str, Any] = {"ids": list(self.documents)} if conditions else {}
        if self.selection.where and view == self.what.removesuffix("_all"):
            conditions.append(f"(\n{self.selection.where}\n)")
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        order = ", ".join(describe(view).key) or "ALL"
        for batch in self.views.stream(f"SELECT * FROM {self.selection.relation(view)}{where} ORDER BY {order}", params):
            if batch.num_rows:
                yield pa.RecordBatch.from_arrays([batch.column(field.name).cast(field.type) for field in schema], schema=schema)

    def _links_between(self) -> frozenset[str]:
        """Links whose both ends go out."""
        ends = " AND ".join(f"{name} IN (SELECT unnest($ids))" for name in document_columns("links"))
        sql = f"SELECT id FROM {self.selection.relation('links')} WHERE {ends}"
        return _ids(self.views, sql, {"ids": list(self.documents)})

    def tagged(self) -> Iterator[TaggedDocument]:
        """Whole documents with the annotations that were chosen."""
        return tagged_documents(self.store, self.documents, selection=self.selection)


def export(
    store: Store,
    what: str,
    path: Path | str,
    *,
    form: str | None = None,
    selection: Selection | None = None,
    bom: bool = False,
    writers: dict[str, DocumentsWriter] | None = None,
) -> ExportResult:
    """Write a view, whole documents, or the whole corpus.

    The file is there when it is complete. Beside a file `NAME.csv` stand its manifest (`manifest_beside`: versions, state of the
    corpus, selection, counts, licences, SHA-256) and, for CSV, `NAME.codebook.csv`; for JSON lines of a view `NAME.schema.json`.
    A folder holds them itself.

    Args:
        store: The corpus, open.
        what: A view, or `all`. `documents` are whole tagged documents in `jsonl`, as `policynlp tag` writes them.
        path: The file, or the folder.
        form: One of `FORMATS`; default: the ending of the file.
        selection: Which rows, of which texts, and how much of the texts; default: all, with text as licences allow it.
        bom: CSV with a byte order mark, which spreadsheets need to see that it is UTF-8.
        writers: Format name to what writes whole documents, for formats that other rooms write.

    Raises:
        InputError: There is no such view, format or layer, the condition has an error, nothing may go out, or something other than an
            export of the same would be overwritten.
        CorpusError: The file cannot be written.
    """
    file = Path(path)
    chosen = chosen_format(file, form)
    selection = selection or Selection()
    check_what(what, chosen, layers=selection.layers, offsets=selection.offsets)
    tables = what == WHOLE_CORPUS and chosen.holds == "view"
    is_folder = chosen.folder or tables or (chosen.name == "docbin" and not file.suffix)  # many files: see its writer
    if is_folder:
        check_replaceable(file)
    for there in [file / MANIFEST] if is_folder else [file.with_name(f"{file.stem}.{MANIFEST}"), manifest_beside(file)]:
        check_same(there, what=what)
    result = ExportResult(path=file, form=chosen.name, what=what)
    available = {"cas": write_cas} | (writers or {})
    with Views(store) as views, ChunkViews(store, tagset=views.tagset) as chunks:
        job = _job(store, views, chunks, what=what, form=chosen, selection=selection, result=result)
        if is_folder:
            _write_folder(job, chosen, file, result, bom=bom, writers=available)
        else:
            _write_file(job, chosen, file, result, bom=bom, writers=available)
    return result


def _job(
    store: Store, views: Views, chunks: ChunkViews, *, what: str, form: Format, selection: Selection, result: ExportResult
) -> Job:
    base = what.removesuffix("_all")
    if base in BOOKKEEPING:
        return Job(store, views, chunks, form, what, selection, (), Rights({}, frozenset(), {}), None)
    whole = what == WHOLE_CORPUS or form.holds == "documents"
    source = "documents" if what == WHOLE_CORPUS else what
    find = _link_documents if base == "links" else selected_documents
    documents = find(views, store, view=source, selection=selection)
    row_ids = None if whole else _row_ids(views, base, what, selection)
    rights = Rights.of(views, documents, selection=selection)
    if form.needs_text:
        kept = [d for d in documents if rights.policies[d] == "full"]
        result.left_out = len(documents) - len(kept)
        if documents and not kept:
            raise InputError(
                f"no licence of {len(documents):,} texts lets their text out, and {form.name} is nothing without it",
                where=what,
                hint="--text full exports them, if you have the right to; jsonl and webannotation hold annotations alone.",
            )
        documents = kept
    result.count(documents, rights)
    return Job(store, views, chunks, form, what, selection, documents, rights, row_ids)


def _row_ids(views: Views, base: str, what: str, selection: Selection) -> frozenset[str] | None:
    """Ids of the rows of a view, where not all rows of its documents go out."""
    if "id" not in describe(base).names or not (selection.where or base == "links"):
        return None
    where = f" WHERE (\n{selection.where}\n)" if selection.where else ""
    return _ids(views, f"SELECT id FROM {selection.relation(what)}{where}")


def _ids(views: Views, sql: str, params: dict[str, Any] | None = None) -> frozenset[str]:
    return frozenset(str(row_id) for row_id in views.query(sql, params or {})["id"].to_pylist())


def _link_documents(views: Views, store: Store, *, view: str, selection: Selection) -> list[str]:
    """Documents at both ends."""
    where = f" WHERE (\n{selection.where}\n)" if selection.where else ""
    rows = views.query(f"SELECT from_document, to_document FROM {selection.relation(view)}{where}")
    found = {d for name in document_columns("links") for d in rows[name].to_pylist()}
    return [document for document in store.document_ids() if document in found]


def _write_file(
    job: Job, form: Format, file: Path, result: ExportResult, *, bom: bool, writers: dict[str, DocumentsWriter]
) -> None:
    beside: dict[str, bytes] = {}
    view = job.tables[0]
    with atomic_path(file) as temporary:
        if form.name in writers:
            result.rows["documents"] = writers[form.name](((d.document, d.tags) for d in job.tagged()), temporary)
        elif form.name == "sqlite":
            beside["metadata.json"] = to_json(_write_sqlite(job, temporary, file.stem, result))
        elif form.name == "webannotation":
            _write_annotations(job, temporary, file.stem, result)
        elif form.name == "jsonl" and view == "documents":
            result.rows["documents"] = _write_documents(job, temporary)
        else:
            about = describe(view)
            with temporary.open("wb") as out:
                result.rows[view] = write_rows(out, form.name, about.schema, job.rows(view), bom=bom)
            if form.name == "csv":
                beside["codebook.csv"] = codebook_csv([about], bom=bom)
            if form.name == "jsonl":
                beside["schema.json"] = to_json(json_schema(about))
        result.files = [file_entry(temporary, name=file.name)]
        content = to_json(manifest(job.store, job.views, result, selection=job.selection, sql=job.sql))
        described = {file.with_name(f"{file.stem}.{ending}"): written for ending, written in beside.items()}
        for place, written in {**described, manifest_beside(file): content}.items():
            with atomic(place) as out:
                out.write(written)


def _write_sqlite(job: Job, path: Path, database: str, result: ExportResult) -> dict[str, Any]:
    """Fill the file, and give Datasette's metadata."""
    result.rows |= write_tables(path, {view: job.rows(view) for view in job.tables}, whole=job.is_whole)
    content = manifest(job.store, job.views, result, selection=job.selection, sql=job.sql)
    write_manifest(path, content)
    return datasette_metadata(database, result, content)


def _write_annotations(job: Job, path: Path, label: str, result: ExportResult) -> None:
    chosen = job.selection
    made = (
        (found, annotations_of(found, job.rights.policies[found.id], words=chosen.snippet_words, unit=chosen.offsets))
        for found in job.tagged()
    )
    with path.open("wb") as out:
        counts = write_collection(out, made, label=label, unit=chosen.offsets)
    result.rows |= dict(zip(("documents", "annotations"), counts, strict=True))


def _write_documents(job: Job, path: Path) -> int:
    count = 0
    with path.open("wb") as out:
        for found in job.tagged():
            words = job.selection.snippet_words
            out.write(json_line(restricted_dict(found, job.rights.policies[found.id], words=words)))
            count += 1
    return count


def _write_folder(
    job: Job, form: Format, folder: Path, result: ExportResult, *, bom: bool, writers: dict[str, DocumentsWriter]
) -> None:
    with atomic_folder(folder) as temporary:
        if form.name in writers:
            result.rows["documents"] = writers[form.name](((d.document, d.tags) for d in job.tagged()), temporary)
        elif form.name == "huggingface":
            result.rows |= huggingface.write_tables(temporary, {view: job.rows(view) for view in job.tables})
            content = manifest(job.store, job.views, result, selection=job.selection, sql=job.sql)
            huggingface.write_description(temporary, content, name=folder.name)
        else:
            for view in job.tables:
                with (temporary / f"{view}.{form.name}").open("wb") as out:
                    result.rows[view] = write_rows(out, form.name, describe(view).schema, job.rows(view), bom=bom)
            (temporary / "codebook.csv").write_bytes(codebook_csv([describe(view) for view in job.tables], bom=bom))
        result.files = [
            file_entry(path, name=path.relative_to(temporary).as_posix())
            for path in sorted(temporary.rglob("*"))
            if path.is_file()
        ]
        content = manifest(job.store, job.views, result, selection=job.selection, sql=job.sql)
        (temporary / MANIFEST).write_bytes(to_json(content))

"""Texts put back into an export that went out without them, by their hashes.

A row says which text it points into (`text_sha256`, `text_chars`) and where; whoever has the text can cut the words out again.
"""

from __future__ import annotations

import csv
import json
import shutil
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from policynlp.corpus.export import huggingface
from policynlp.corpus.export.columns import ViewColumns, described
from policynlp.corpus.export.files import MANIFEST, atomic_folder, atomic_path, file_entry, manifest_beside
from policynlp.corpus.export.filling import HASHES, fill_document, fill_row
from policynlp.corpus.export.formats import chosen_format
from policynlp.corpus.export.manifest import to_json
from policynlp.corpus.export.rows_files import json_line, write_parquet
from policynlp.errors import InputError

READABLE = ("csv", "jsonl", "parquet")
_TABLES = tuple(f".{name}" for name in READABLE)
_TOGETHER_ROWS = 2000
_LARGEST_CELL_CHARS = 1 << 30


@dataclass(frozen=True, slots=True)
class Missing:
    """A text that an export points into.

    Attributes:
        sha256, chars: Of the text; `chars` may be null.
        document: Its id.
        uri: Where it was read from, as far as the export says so.
    """

    sha256: str
    document: str
    chars: int | None = None
    uri: str | None = None


@dataclass(slots=True, kw_only=True)
class Rehydrated:
    """What came of it.

    Attributes:
        path: The new file or folder.
        rows: Rows that got text.
        filled: Documents whose text was found.
        missing: Documents whose text was not.
        unfit: Files that hold none of the texts, with what can be said about them.
    """

    path: Path
    rows: int = 0
    filled: list[str] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    unfit: list[dict[str, Any]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        missing = [{"document": m.document, "text_sha256": m.sha256, "text_chars": m.chars, "uri": m.uri} for m in self.missing]
        return {
            "path": str(self.path),
            "rows": self.rows,
            "filled": len(self.filled),
            "missing": missing,
            "unfit": self.unfit,
        }


def wanted_texts(path: Path) -> dict[str, Missing]:
    """SHA-256 of every text that an export points into and does not hold, to what is known of it.

    Args:
        path: A CSV, JSONL or Parquet file of ours, or a folder of them.

    Raises:
        InputError: It is no such export.
    """
    wanted: dict[str, Missing] = {}
    for table in tables_of(path):
        for row in _rows(table):
            if row.get("text_policy") == "full":
                continue
            for document, name in HASHES.items():
                sha256 = row.get(name)
                if sha256 and sha256 not in wanted:
                    chars = row.get(name.replace("sha256", "chars")) or row.get("chars")
                    source = row.get("source")
                    uri = row.get("uri") or (source.get("uri") if isinstance(source, dict) else None)
                    wanted[sha256] = Missing(sha256, row[document], int(chars) if chars else None, uri)
    return wanted


def tables_of(path: Path) -> list[Path]:
    """The files with rows.

    Raises:
        InputError: There are none.
    """
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.suffix in _TABLES and p.name != "codebook.csv")
        if not found or not (path / MANIFEST).exists():
            raise InputError(
                "the folder is no export with tables",
                where=str(path),
                hint=f"Rehydrate {', '.join(READABLE)} or a folder of these.",
            )
        return found
    if not path.exists():
        raise InputError("there is no such file", where=str(path), hint="Give a file that `policynlp export` made.")
    if chosen_format(path, None).name not in READABLE:
        raise InputError(
            "this format cannot be filled", where=str(path), hint=f"Rehydrate {', '.join(READABLE)} or a folder of these."
        )
    return [path]


def rehydrate(path: Path, out: Path, texts: Mapping[str, str]) -> Rehydrated:
    """Write an export anew, with the texts.

    Args:
        path: The export.
        out: The new file or folder.
        texts: SHA-256 to text.

    Returns:
        What was filled; `missing` and `unfit` are left to whoever looked for the texts.

    Raises:
        InputError: It is no such export.
        CorpusError: The file cannot be written.
    """
    result = Rehydrated(path=out)
    tables = tables_of(path)
    if not path.is_dir():
        with atomic_path(out) as temporary:
            result.rows = _fill_file(path, temporary, texts)
            _check_fuller(out, manifest_beside(out), rows=result.rows)
            beside = manifest_beside(path)
            if beside.exists():
                content = _manifest(beside, result.rows, [file_entry(temporary, name=out.name)])
                with atomic_path(manifest_beside(out)) as other:
                    other.write_bytes(to_json(content))
        return result
    with atomic_folder(out) as temporary:
        shutil.copytree(path, temporary, dirs_exist_ok=True)
        for table in tables:
            result.rows += _fill_file(table, temporary / table.relative_to(path), texts)
        _check_fuller(out, out / MANIFEST, rows=result.rows)
        files = [
            file_entry(p, name=p.relative_to(temporary).as_posix())
            for p in sorted(temporary.rglob("*"))
            if p.is_file() and p.name != MANIFEST
        ]
        content = _manifest(path / MANIFEST, result.rows, files)
        if content["format"] == "huggingface":
            huggingface.write_description(temporary, content, name=out.name)
        (temporary / MANIFEST).write_bytes(to_json(content))
    return result


def _check_fuller(out: Path, manifest: Path, *, rows: int) -> None:
    """Raise `InputError` where what stands there already holds more texts: it would be lost."""
    if not (out.exists() and manifest.exists()):
        return
    try:
        there = json.loads(manifest.read_bytes())["rehydrated"]["rows"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    if isinstance(there, int) and there > rows:
        what = f"what stands there has text in {there:,} rows, these texts fill {rows:,}"
        raise InputError(what, where=str(out), hint="Give another --out, or take that file away first.")


def _manifest(path: Path, rows: int, files: list[dict[str, Any]]) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content | {"rehydrated": {"rows": rows}, "files": files}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix == ".parquet":
        for batch in pq.ParquetFile(path).iter_batches(_TOGETHER_ROWS):
            yield from batch.to_pylist()
    elif path.suffix == ".csv":
        csv.field_size_limit(_LARGEST_CELL_CHARS)  # the module's own limit is below a long text
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)
    else:
        with path.open(encoding="utf-8") as file:
            yield from (json.loads(line) for line in file)


def _fill_file(path: Path, out: Path, texts: Mapping[str, str]) -> int:
    """Write one file anew; gives the number of rows that got text."""
    filled = 0

    def rows(view: ViewColumns | None) -> Iterator[dict[str, Any]]:
        nonlocal filled
        for row in _rows(path):
            done = fill_document(row, texts) if view is None else fill_row(row, view, texts, as_csv=path.suffix == ".csv")
            filled += done
            yield row

    if path.suffix == ".parquet":
        schema = pq.read_schema(path)
        with out.open("wb") as file:
            write_parquet(file, schema, _batches(rows(_view(schema.names)), schema))
    elif path.suffix == ".csv":
        _fill_csv(path, out, rows)
    else:
        first = next(iter(_rows(path)), {})
        view = None if "passages" in first else _view(list(first))
        with out.open("wb") as file:
            file.writelines(json_line(row) for row in rows(view))
    return filled


def _fill_csv(path: Path, out: Path, rows: Any) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        names = next(csv.reader(file), [])
    with path.open("rb") as raw:
        bom = raw.read(len(BOM_UTF8)) == BOM_UTF8
    with out.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows(_view(names)))


def _batches(rows: Iterable[dict[str, Any]], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    waiting: list[dict[str, Any]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == _TOGETHER_ROWS:
            yield pa.RecordBatch.from_pylist(waiting, schema=schema)
            waiting = []
    yield pa.RecordBatch.from_pylist(waiting, schema=schema)


def _view(names: list[str]) -> ViewColumns:
    """The view whose columns these are.

    Raises:
        InputError: None has them.
    """
    found = next((view for view in described().values() if view.names == names), None)
    if found is None:
        raise InputError(
            "these are not the columns of an export", where=", ".join(names[:6]), hint="Export it again with this version."
        )
    return found

"""Answers as JSON, and all rows of a table as CSV or Parquet."""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain
from typing import IO, TYPE_CHECKING, Any, cast

import pyarrow as pa
import pyarrow.parquet as pq
from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from policynlp.corpus.export_csv import write_csv
from policynlp.errors import InputError
from policynlp.web.conditional import caching
from policynlp.web.reader import Reader

if TYPE_CHECKING:
    from policynlp.web.answers import Answer, Plot, Table

_MEMORY_BYTES = 8_000_000
"""A file is made whole before it is sent, so that an error is an error and no torn file; beyond this, on disk."""
_CHUNK_BYTES = 1 << 16
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


def to_json(value: Any) -> bytes:
    """JSON; dates as ISO text, no NaN."""
    return json.dumps(_finite(value), ensure_ascii=False, default=_plain).encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return str(value)


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(inner) for inner in value]
    return value


def json_response(request: Request, value: Any, *, status: int = 200) -> Response:
    """JSON with the headers of the page."""
    return Response(to_json(value), status_code=status, media_type="application/json", headers=caching(request))


def as_file(request: Request, reader: Reader, answer: Answer, *, form: str, name: str | None) -> Response:
    """An answer as JSON, or all rows of one of its tables or plots.

    Args:
        request: The request.
        reader: The corpus.
        answer: The answer.
        form: `json`, `csv` or `parquet`.
        name: Of the table or plot; None: the first.

    Raises:
        InputError: There is no such table.
    """
    if answer.fault is not None:
        raise answer.fault
    if form == "json":
        return json_response(request, answer.as_dict(reader.basis()))
    everything: list[Table | Plot] = [*answer.tables, *answer.plots]
    offered = {one.name: one for one in everything}
    chosen = offered.get(name) if name else next(iter(offered.values()), None)
    if chosen is None:
        hint = f"Tables: {', '.join(offered)}." if offered else "Take format=json."
        raise InputError(f"there is no table {name!r}" if name else "there is no table", where=request.url.path, hint=hint)
    return rows_file(request, batches(reader, chosen), name=chosen.name, form=form)


def batches(reader: Reader, source: Table | Plot) -> Iterator[pa.RecordBatch]:
    """All rows of a table or plot; the first batch may be empty, and tells the columns."""
    given = getattr(source, "batches", None)
    if given is not None:
        yield from given()
        return
    if source.sql is not None and not source.partial_sql:
        yield from reader.stream(source.sql, source.params, timeout_s=getattr(source, "timeout_s", None))
        return
    found = pa.Table.from_pylist([dict(row) for row in source.rows])
    yield pa.RecordBatch.from_pylist([], schema=found.schema)
    yield from found.to_batches()


def rows_file(request: Request, rows: Iterator[pa.RecordBatch], *, name: str, form: str) -> Response:
    """Rows as a file to save.

    Args:
        request: The request.
        rows: The first batch, which may be empty, tells the columns.
        name: Of the file, without its ending.
        form: `csv` or `parquet`.
    """
    out = tempfile.SpooledTemporaryFile(max_size=_MEMORY_BYTES)  # noqa: SIM115 - closed when it is sent
    try:
        first = next(rows)
        schema, rows = first.schema, chain([first], rows)
        if form == "csv":
            write_csv(cast("Any", out), schema, rows, bom=request.query_params.get("bom") == "1")
        else:
            with pq.ParquetWriter(out, schema, compression="zstd") as writer:
                for batch in rows:
                    writer.write_batch(batch)
        size = out.tell()
        out.seek(0)
    except BaseException:
        out.close()
        raise
    headers = caching(request) | {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Content-Length": str(size)}
    return StreamingResponse(_chunks(out), media_type=MEDIA_TYPES[form], headers=headers)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK_BYTES):
            yield chunk

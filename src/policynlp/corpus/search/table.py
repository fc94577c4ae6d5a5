"""Hits as the rows of a table: CSV, data frames, and whatever else takes Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

from policynlp.corpus.search.answer import Hit

_TEXTS = ("document", "passage", "title", "publisher", "published", "genre", "language", "uri", "kind", "section")
_TEXT: pa.DataType = pa.string()
SCHEMA = pa.schema(
    [
        *[(name, _TEXT) for name in _TEXTS],
        ("duplicate", pa.bool_()),
        ("start_char", pa.int32()),
        ("end_char", pa.int32()),
        ("snippet", _TEXT),
        ("score", pa.float64()),
        ("words_rank", pa.int32()),
        ("meaning_rank", pa.int32()),
        ("cosine", pa.float64()),
        ("why", _TEXT),
    ]
)
"""Columns of `batches`, named as those of the views."""
_BATCH_ROWS = 500


def row(hit: Hit) -> dict[str, object]:
    """A hit as a flat row."""
    named = {"start_char": hit.start, "end_char": hit.end}
    return {name: named[name] if name in named else getattr(hit, name) for name in SCHEMA.names}


def batches(hits: Iterable[Hit]) -> Iterator[pa.RecordBatch]:
    """Hits as record batches of `SCHEMA`, as they come."""
    chunk: list[dict[str, object]] = []
    for hit in hits:
        chunk.append(row(hit))
        if len(chunk) == _BATCH_ROWS:
            yield pa.RecordBatch.from_pylist(chunk, schema=SCHEMA)
            chunk = []
    if chunk:
        yield pa.RecordBatch.from_pylist(chunk, schema=SCHEMA)

"""The tables of the corpus: one explicit, versioned Arrow schema each.

Flat, a row an annotation, so that a table grows by a new column on append and any engine that reads Delta Lake can
group and join. Offsets are `start_char` and `end_char`, since `end` is a reserved word of SQL. Where an annotation has
several spans (the two halves of an interrupted quotation), they are one `list<struct<start, end>>` column: two parallel
lists could fall out of step, and a table of spans would need a join for the commonest question. Delta-rs is known to
lose nested values in MERGE and UPDATE; rows here are only ever appended.

A schema only grows: add a column at the end, nullable, and raise the table's version. Rows written before read as null.
"""

from __future__ import annotations

import pyarrow as pa

FORMAT_VERSION = 1
"""Layout of the corpus folder; a reader refuses a higher one."""

SPANS: pa.DataType = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))
STRINGS: pa.DataType = pa.list_(pa.string())
TIME: pa.DataType = pa.timestamp("us", tz="UTC")

_Columns = list[tuple[str, pa.DataType]]
_TEXT: pa.DataType = pa.string()
_INT: pa.DataType = pa.int32()
_FLOAT: pa.DataType = pa.float64()
_BOOL: pa.DataType = pa.bool_()
_BYTES: pa.DataType = pa.binary()

_WRITTEN: _Columns = [("batch_id", _TEXT), ("run_id", _TEXT)]
_TAGGED: _Columns = [("tagset", _TEXT), *_WRITTEN, ("document", _TEXT), ("ordinal", _INT)]
_ANNOTATION: _Columns = [*_TAGGED, ("id", _TEXT)]
_MADE_BY: _Columns = [("origin", _TEXT), ("version", _TEXT), ("score", _FLOAT)]

SOURCE_COLUMNS = (
    "uri",
    "media_type",
    "title",
    "subtitle",
    "publisher",
    "place",
    "genre",
    "published",
    "updated",
    "date_method",
    "date_precision",
    "date_zone",
    "language",
    "canonical_url",
    "licence",
    "fetched_at",
    "encoding",
    "extraction",
    "bytes_sha256",
)
"""Fields of `Source` that are plain text, in the order of the columns."""


def _span_columns(name: str) -> _Columns:
    return [(f"{name}_text", _TEXT), (f"{name}_start_char", _INT), (f"{name}_end_char", _INT)]


def _period_columns(name: str) -> _Columns:
    return [(f"{name}_{part}", _TEXT) for part in ("text", "start_date", "end_date", "timex")]


SCHEMAS: dict[str, pa.Schema] = {
    "documents": pa.schema(
        [
            *_WRITTEN,
            ("document", _TEXT),
            ("ordinal", _INT),
            ("work", _TEXT),
            ("key", _TEXT),
            ("revision", _INT),
            ("supersedes", _TEXT),
            ("duplicate_of", _TEXT),
            ("text_sha256", _TEXT),
            ("normalised_sha256", _TEXT),
            ("minhash", _BYTES),
            *[(name, _TEXT) for name in SOURCE_COLUMNS],
            ("authors", STRINGS),
            ("metadata", _TEXT),  # a JSON object: which names it holds differs from source to source
            ("before", _TEXT),
            ("after", _TEXT),
            ("chars", _INT),
            ("text", _TEXT),
        ]
    ),
    "passages": pa.schema(
        [
            *_WRITTEN,
            ("document", _TEXT),
            ("ordinal", _INT),
            ("id", _TEXT),
            ("start_char", _INT),
            ("end_char", _INT),
            ("kind", _TEXT),
            ("section", _TEXT),
            ("number", _TEXT),
            ("page", _INT),
        ]
    ),
    "tagged": pa.schema([*_TAGGED]),
    "entities": pa.schema(
        [
            *_ANNOTATION,
            ("start_char", _INT),
            ("end_char", _INT),
            ("label", _TEXT),
            ("entity", _TEXT),
            ("name", _TEXT),
            ("timex", _TEXT),
            ("start_date", _TEXT),
            ("end_date", _TEXT),
            ("country", _TEXT),
            ("iso", _TEXT),
            ("subtype", _TEXT),
            *_MADE_BY,
        ]
    ),
    "people": pa.schema(
        [
            *_ANNOTATION,
            ("entity", _TEXT),
            ("name", _TEXT),
            ("titles", STRINGS),
            ("affiliations", STRINGS),
            ("mentions", SPANS),
            ("gender", _TEXT),
            *_MADE_BY,
        ]
    ),
    "quotes": pa.schema(
        [
            *_ANNOTATION,
            ("kind", _TEXT),
            ("act", _TEXT),
            ("content", SPANS),
            ("cue", SPANS),
            ("source", SPANS),
            ("source_type", _TEXT),
            ("speaker", _TEXT),
            ("entity", _TEXT),
            ("title", _TEXT),
            ("affiliation", _TEXT),
            ("attribution", _TEXT),
            *_MADE_BY,
        ]
    ),
    "claims": pa.schema(
        [
            *_ANNOTATION,
            ("start_char", _INT),
            ("end_char", _INT),
            ("text", _TEXT),
            ("kind", _TEXT),
            ("value", _FLOAT),
            ("value_high", _FLOAT),
            ("unit", _TEXT),
            ("value_base", _FLOAT),
            ("unit_base", _TEXT),
            ("bound", _TEXT),
            ("trend", _TEXT),
            ("nature", _TEXT),
            ("from_stated", _BOOL),
            ("from_value", _FLOAT),
            *_period_columns("from_period"),
            *_span_columns("measure"),
            *_span_columns("scope"),
            *_span_columns("share_of"),
            *_period_columns("period"),
            ("place", _TEXT),
            ("equivalent_to", _TEXT),
            ("flags", STRINGS),
            ("source", SPANS),
            ("speaker", _TEXT),
            ("quote", _TEXT),
            *_MADE_BY,
        ]
    ),
    "themes": pa.schema(
        [
            *_ANNOTATION,
            ("passage", _TEXT),
            ("theme", _TEXT),
            ("facet", _TEXT),
            ("threshold", _FLOAT),
            ("assigned", _BOOL),
            ("share", _FLOAT),
            ("evidence", SPANS),
            *_MADE_BY,
            ("decision", _TEXT),
        ]
    ),
    "vectors": pa.schema(
        [
            *_TAGGED,
            ("passage", _TEXT),  # or a claim's id, where `layer` says so
            ("layer", _TEXT),
            ("vector", _BYTES),  # float16, little-endian: half the size, and cosines move by less than 1e-3
        ]
    ),
    "linked": pa.schema([*_TAGGED]),
    "links": pa.schema(
        [
            ("tagset", _TEXT),
            *_WRITTEN,
            ("ordinal", _INT),
            ("id", _TEXT),
            ("kind", _TEXT),
            ("from_document", _TEXT),
            ("from_annotation", _TEXT),
            ("from_start_char", _INT),
            ("from_end_char", _INT),
            ("to_document", _TEXT),
            ("to_annotation", _TEXT),
            ("to_start_char", _INT),
            ("to_end_char", _INT),
            ("relation", _TEXT),
            ("delta", _FLOAT),
            ("reason", _TEXT),
            *_MADE_BY,
        ]
    ),
    "identities": pa.schema(
        [
            *_TAGGED,
            ("entity", _TEXT),
            ("identity", _TEXT),  # null: hidden by a decision
            ("name", _TEXT),
            ("label", _TEXT),
            ("automatic", _TEXT),  # identity and name without the decisions of people
            ("automatic_name", _TEXT),
        ]
    ),
    "rejects": pa.schema(
        [
            *_WRITTEN,
            ("ordinal", _INT),
            ("uri", _TEXT),
            ("stage", _TEXT),
            ("reason", _TEXT),
            ("what", _TEXT),
            ("hint", _TEXT),
            ("bytes_sha256", _TEXT),
            ("detail", _TEXT),
            ("source", _TEXT),
        ]
    ),
    "sources": pa.schema(
        [
            ("run_id", _TEXT),
            ("part", _TEXT),  # of the run: the whole of it, or a batch of its items
            ("source", _TEXT),
            ("looked_at", TIME),
            ("looked", _BOOL),  # whether this part saw the source to its end
            ("type", _TEXT),
            ("items", _INT),
            ("documents", STRINGS),  # that were new or changed
            ("chars", pa.list_(_INT)),  # of these
            ("languages", STRINGS),  # of these
            ("revisions", _INT),
            ("unchanged", _INT),
            ("rejects", STRINGS),  # a reason each
            ("status", _INT),
            ("moved_to", _TEXT),
            ("reason", _TEXT),
            ("error", _TEXT),
        ]
    ),
    "fetches": pa.schema(
        [
            *_WRITTEN,
            ("url", _TEXT),
            ("final_url", _TEXT),
            ("etag", _TEXT),
            ("last_modified", _TEXT),
            ("fetched_at", _TEXT),
            ("status", _INT),
            ("bytes_sha256", _TEXT),
        ]
    ),
    "document_counts": pa.schema(
        [
            ("tagset", _TEXT),
            ("run_id", _TEXT),
            ("document", _TEXT),
            ("arrived_at", TIME),  # when it was committed
            ("source", _TEXT),
            ("language", _TEXT),
            ("words", _INT),
            ("split_words", _INT),  # that the encoder's vocabulary does not hold whole
            ("passages", _INT),
            ("quotes", _INT),
            ("attributed", _INT),  # quotations with words that say whose they are
            ("unresolved", _INT),  # of these, those whose speaker has no full name
            ("claims", _INT),
            ("themes", STRINGS),  # one for each passage and theme that it was given
        ]
    ),
    "batches": pa.schema(
        [*_WRITTEN, ("kind", _TEXT), ("tagset", _TEXT), ("committed_at", TIME), ("rows", _TEXT)]
    ),  # rows: a JSON object, table to number of rows, by which `check` knows a batch to be whole
    "runs": pa.schema(
        [
            ("run_id", _TEXT),
            ("event", _TEXT),
            ("at", TIME),
            ("kind", _TEXT),
            ("tagset", _TEXT),
            ("backend", _TEXT),
            ("settings", _TEXT),
            ("status", _TEXT),
            ("counts", _TEXT),
            ("seconds", _FLOAT),
            ("stages", _TEXT),  # a JSON object, stage to seconds
        ]
    ),
    "tagsets": pa.schema([("tagset", _TEXT), ("manifest", _TEXT), ("created_at", TIME)]),
    "activations": pa.schema([("tagset", _TEXT), ("at", TIME), ("by", _TEXT)]),
}
"""Table name to schema."""

SCHEMA_VERSIONS: dict[str, int] = dict.fromkeys(SCHEMAS, 1) | {
    "entities": 2,
    "identities": 2,
    "rejects": 2,
    "runs": 2,
    "themes": 2,
    "vectors": 2,
}
"""Table name to version of its schema; raised with every new column."""

PARTITIONED = frozenset(name for name, schema in SCHEMAS.items() if "tagset" in schema.names) - {
    "batches",
    "runs",
    "tagsets",
    "activations",
}
"""Tables that lie in one folder a tag set, so that an old set is dropped without touching another."""

"""Rows of a view as exports give them, a few hundred documents in memory at a time.

With sentence and passage, licence and hash of the text, and only as much text as may go out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from policynlp.corpus.export.chunks import ChunkViews
from policynlp.corpus.export.columns import Column, ViewColumns, describe
from policynlp.corpus.export.licences import TextPolicy, text_policy
from policynlp.corpus.export.selection import Selection, document_columns
from policynlp.corpus.export.snippets import restricted
from policynlp.document import Span
from policynlp.sentences import MAX_CHARS, around

TOGETHER_DOCS = 200
"""Documents that are read at a time."""

_PASSAGE = "p.id AS passage, p.start_char AS passage_start_char, p.end_char AS passage_end_char, p.kind AS _passage_kind"
_IN_PASSAGE = (
    "LEFT JOIN passages_all p ON p.document = v.document AND v.start_char >= p.start_char AND v.start_char < p.end_char"
)
_REACH_CHARS = 3 * MAX_CHARS
LONGEST_PASSAGE_CHARS = 20_000
"""Longer passages are not repeated beside each of their items: ten thousand names in one line of 5 MB would be 50 GB."""
_STRICT: tuple[TextPolicy, ...] = ("none", "snippet", "full")


def flat_rows(
    chunks: ChunkViews, view: str, *, documents: Sequence[str], selection: Selection, ids: Collection[str] | None = None
) -> Iterator[pa.RecordBatch]:
    """Rows of a view about texts, in the schema of its description, ordered by document and place in it.

    Args:
        chunks: The look at the corpus.
        view: Its name, without `_all`.
        documents: Ids in the order in which their rows go out; for links, the documents that a tie runs from.
        selection: Its `where` is left to `ids`.
        ids: Only rows with these ids; None: all.
    """
    about = describe(view)
    sql = _select(about, selection)
    wanted = None if ids is None else pa.array(sorted(ids), pa.string())
    for i in range(0, len(documents), TOGETHER_DOCS):
        found = chunks.query(view, sql, ids=documents[i : i + TOGETHER_DOCS])
        texts = chunks.texts() if "sentence_text" in about.names else {}
        if wanted is not None:
            found = found.filter(pc.is_in(found["id"], value_set=wanted))
        for batch in found.to_batches():
            yield _finished(batch, about, selection, texts)


def _select(about: ViewColumns, selection: Selection) -> str:
    key = document_columns(about.name)[0]
    columns, joins = ["v.*"], ""
    if "sentence_text" in about.names:
        columns.append(_PASSAGE)
        joins += f" {_IN_PASSAGE}"
    if about["text_policy"].export and "text_chars" in about.names:
        columns.append("d.licence, d.text_sha256, d.chars AS text_chars")
        joins += " JOIN documents_all d ON d.document = v.document"
    for end, alias in (("from", "f"), ("to", "t")):
        if f"{end}_licence" in about.names:
            columns.append(
                f"{alias}.licence AS {end}_licence, {alias}.text_sha256 AS {end}_text_sha256, {alias}.chars AS {end}_text_chars"
            )
            joins += f" JOIN documents_all {alias} ON {alias}.document = v.{end}_document"
    place = {"documents": "", "links": ", v.from_start_char, v.id"}.get(about.name, ", v.ordinal")
    return (
        f"SELECT {', '.join(columns)} FROM {about.name}_all v{joins} WHERE list_contains($ids, v.{key})"
        f" AND {selection.origin_condition('v.origin') if 'origin' in about.names else 'true'}"
        f" ORDER BY list_position($ids, v.{key}){place}"
    )


def _finished(batch: pa.RecordBatch, about: ViewColumns, selection: Selection, texts: Mapping[str, str]) -> pa.RecordBatch:
    columns: dict[str, Any] = {name: batch.column(name) for name in batch.schema.names}
    if "sentence_text" in about.names:
        columns |= _context(batch, texts)
    if "text_policy" in about.names:
        policies = _policies(batch, about, selection)
        columns["text_policy"] = pa.array(policies, pa.string())
        if any(policy != "full" for policy in policies):
            for column in about.columns:
                if column.text is not None:
                    columns[column.name] = _cut(columns, column, policies, selection.snippet_words)
    arrays = [_cast(columns[column.name], column) for column in about.columns]
    return pa.RecordBatch.from_arrays(arrays, schema=about.schema)


def _cast(array: Any, column: Column) -> Any:
    return array if array.type == column.arrow.type else array.cast(column.arrow.type)


def _policies(batch: pa.RecordBatch, about: ViewColumns, selection: Selection) -> list[TextPolicy]:
    names = [name for name in ("licence", "from_licence", "to_licence") if name in about.names]
    stated = zip(*(batch.column(name).to_pylist() for name in names), strict=True)
    return [min((text_policy(one, mode=selection.text) for one in row), key=_STRICT.index) for row in stated]


def _context(batch: pa.RecordBatch, texts: Mapping[str, str]) -> dict[str, Any]:
    """Sentence and passage of each row; null where it stands in no passage."""
    names = ("document", "start_char", "end_char", "passage_start_char", "passage_end_char", "_passage_kind")
    sentences: list[Span | None] = []
    out: dict[str, list[Any]] = {"passage_text": [], "sentence_text": []}
    for document, start, end, first, last, kind in zip(*(batch.column(name).to_pylist() for name in names), strict=True):
        text = texts[document]
        span = None if first is None else _sentence(text, (start, end), (first, last), kind)
        sentences.append(span)
        out["sentence_text"].append(span and text[span[0] : span[1]])
        short = first is not None and last - first <= LONGEST_PASSAGE_CHARS
        out["passage_text"].append(text[first:last] if short else None)
    return {
        "sentence_start_char": pa.array([span and span[0] for span in sentences], pa.int32()),
        "sentence_end_char": pa.array([span and span[1] for span in sentences], pa.int32()),
        **{name: pa.array(values, pa.string()) for name, values in out.items()},
    }


def _sentence(text: str, item: Span, passage: Span, kind: str) -> Span:
    """The sentence that holds an item, within its passage; looked for near it, since hostile passages have no end."""
    first = max(passage[0], item[0] - _REACH_CHARS)
    last = min(passage[1], item[1] + _REACH_CHARS)
    start, end = around(text[first:last], item[0] - first, min(item[1], last) - first, kind=kind)
    return start + first, min(end + first, passage[1])


def _cut(columns: dict[str, Any], column: Column, policies: Sequence[TextPolicy], words: int) -> Any:
    texts = columns[column.name].to_pylist()
    items: list[Span | None] = [None] * len(texts)
    if column.text == "sentence":
        offsets = (columns[name].to_pylist() for name in ("start_char", "end_char", column.cut_from[0]))
        items = [None if base is None else (start - base, end - base) for start, end, base in zip(*offsets, strict=True)]
    role = column.text or "item"
    return pa.array(
        [
            restricted(text, policy, role=role, words=words, item=item)
            for text, policy, item in zip(texts, policies, items, strict=True)
        ],
        pa.string(),
    )

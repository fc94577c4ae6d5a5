"""The sentence that an annotation stands in, beside its row."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from policynlp.corpus.answers.answer import Row
from policynlp.corpus.read_only import ReadOnly
from policynlp.document import Span
from policynlp.sentences import around

_TOGETHER_DOCS = 200


def with_sentences(
    views: ReadOnly, rows: Sequence[Row], *, document: str = "document", start: str = "start_char", end: str = "end_char",
    into: str = "sentence",
) -> list[Row]:  # fmt: skip
    """The rows, each with the sentence of the text that holds its span (of a table, the row).

    Args:
        views: The corpus.
        rows: Rows with a document and two offsets; null offsets give null.
        document: Name of the column of the document.
        start: Of the first offset.
        end: Of the offset behind the last.
        into: Name of the new column.
    """
    out: list[Row] = [dict(row) | {into: None} for row in rows]
    for row, text, sentence, _ in located(views, out, document=document, start=start, end=end):
        row[into] = shown(text, sentence)
    return out


def located(
    views: ReadOnly, rows: Sequence[Row], *, document: str = "document", start: str = "start_char", end: str = "end_char"
) -> Iterator[tuple[Row, str, Span, Span]]:
    """Where rows stand: the row, the text of its passage, the sentence, and the row's span, both as offsets in that text.

    Args:
        views: The corpus.
        rows: As of `with_sentences`; those that stand nowhere are left out.
        document: Name of the column of the document.
        start: Of the first offset.
        end: Of the offset behind the last.
    """
    wanted: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row[start] is not None:
            wanted[row[document]].append(row)
    documents = list(wanted)
    for i in range(0, len(documents), _TOGETHER_DOCS):
        for key, passages in _passages(views, documents[i : i + _TOGETHER_DOCS]).items():
            starts = [p["start_char"] for p in passages]
            for row in wanted[key]:
                at = bisect_right(starts, row[start]) - 1
                if at >= 0 and row[start] < passages[at]["end_char"]:
                    text, first = passages[at]["text"], starts[at]
                    span = row[start] - first, min(row[end] - first, len(text))
                    yield row, text, around(text, *span, kind=passages[at]["kind"]), span


def _passages(views: ReadOnly, documents: Iterable[str]) -> dict[str, list[Row]]:
    sql = (
        "SELECT document, kind, start_char, end_char, text FROM passages_all "
        "WHERE document IN (SELECT unnest($documents)) AND text IS NOT NULL ORDER BY document, start_char"  # a release may lack it
    )
    out: dict[str, list[Row]] = defaultdict(list)
    for row in views.query(sql, {"documents": list(documents)}).to_pylist():
        out[row["document"]].append(row)
    return out


def shown(text: str, span: Span) -> str:
    """Some words of a text in one line."""
    return " ".join(text[slice(*span)].split())

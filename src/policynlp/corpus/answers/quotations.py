"""Quotations: who said what, how it is told, and the figures in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from policynlp.corpus.answers.answer import Answer, Question, Row, ask
from policynlp.corpus.answers.conditions import Conditions
from policynlp.corpus.answers.filters import QuoteFilters
from policynlp.corpus.read_only import ReadOnly
from policynlp.errors import InputError

_SELECT = """SELECT coalesce(q.identity_name, q.speaker) AS speaker, q.source_type, q.speaker_title, q.speaker_affiliation,
    q.kind, q.act, q.cue_text AS cue, q.content_text AS content, q.source_text AS source, q.attribution,
    q.document_title, q.publisher, q.genre, q.published, q.uri, q.identity, q.document, q.start_char, q.end_char, q.score, q.id
FROM quotes q"""

ORDERS: Mapping[str, str] = {
    "published": "published DESC NULLS LAST, document, start_char, id",
    "oldest": "published, document, start_char, id",
    "speaker": "speaker NULLS LAST, document, start_char, id",
}
"""Name of an order to its SQL."""
_FIGURES = """SELECT c.quote, c.document, c.start_char, c.text, c.measure_text FROM claims_all c
WHERE c.document IN (SELECT unnest($documents)) AND c.quote IS NOT NULL ORDER BY c.document, c.start_char"""


def quotes(
    views: ReadOnly,
    filters: QuoteFilters | None = None,
    *,
    order: str = "published",
    limit: int | None = None,
    offset: int = 0,
) -> Answer:
    """What was said, believed, ordered or planned, and by whom.

    Args:
        views: The corpus.
        filters: What to narrow them by.
        order: One of `ORDERS`.
        limit: Rows at the most; None: all.
        offset: Rows to pass over.

    Returns:
        A row a quotation; `figures` has the figures in it, as printed.

    Raises:
        InputError: There is no such order.
    """
    if order not in ORDERS:
        raise InputError(f"there is no order {order!r}", where="order", hint=f"Orders: {', '.join(ORDERS)}.")
    where = (filters or QuoteFilters()).apply(Conditions(), "q")
    question = Question(
        sql=f"{_SELECT}\n{where.where}",
        values=where.values,
        what="quotations",
        bare=_SELECT,
    )
    answer = ask(views, question, order=ORDERS[order], limit=limit, offset=offset, key="id", filters=filters)
    at = answer.columns.index("source")
    columns = (*answer.columns[:at], "figures", *answer.columns[at:])
    return answer.with_rows(_with_figures(views, answer.rows), columns=columns)


def _with_figures(views: ReadOnly, rows: Sequence[Row]) -> list[Row]:
    documents = list({row["document"] for row in rows})
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in views.query(_FIGURES, {"documents": documents}).to_pylist():
        held[claim["document"], claim["quote"]].append(claim["text"])
    return [row | {"figures": held.get((row["document"], row["id"]), [])} for row in rows]

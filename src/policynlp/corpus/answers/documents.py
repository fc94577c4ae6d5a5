"""The texts themselves: a row a text, however often it is repeated."""

from __future__ import annotations

from collections.abc import Mapping

from policynlp.corpus.answers.answer import Answer, Question, ask
from policynlp.corpus.answers.conditions import Conditions
from policynlp.corpus.read_only import ReadOnly
from policynlp.document import GENRES
from policynlp.errors import InputError

DOCUMENT_ORDERS: Mapping[str, str] = {
    "newest": "published DESC NULLS LAST, title, document",
    "oldest": "published NULLS LAST, title, document",
    "title": "lower(title) NULLS LAST, document",
    "longest": "words DESC NULLS LAST, document",
    "repeated": "repeats DESC, published DESC NULLS LAST, document",
}
"""Name of an order to its SQL."""


def documents(
    views: ReadOnly,
    *,
    title: str | None = None,
    publisher: str | None = None,
    genre: str | None = None,
    order: str = "newest",
    limit: int | None = None,
    offset: int = 0,
) -> Answer:
    """The texts of the corpus, each once.

    Args:
        views: The corpus.
        title: Words of the title, in any order.
        publisher: Words of the publisher.
        genre: One of `GENRES`.
        order: One of `DOCUMENT_ORDERS`.
        limit: Rows at the most; None: all.
        offset: Rows to pass over.

    Returns:
        A row a text: what its source says of it, its words as spaces count them (null where a release holds none), and how many
        other texts repeat it.

    Raises:
        InputError: There is no such genre or order.
    """
    if genre is not None and genre not in GENRES:
        raise InputError(f"there is no genre {genre!r}", where="genre", hint=f"Genres: {', '.join(GENRES)}.")
    if order not in DOCUMENT_ORDERS:
        raise InputError(f"there is no order {order!r}", where="order", hint=f"Orders: {', '.join(DOCUMENT_ORDERS)}.")
    where = Conditions()
    if title:
        where.words("d.title", title)
    if publisher:
        where.words("d.publisher", publisher)
    if genre:
        where.add("d.genre = ?", genre)
    sql = f"""WITH repeated AS (
    SELECT duplicate_of, count(*) AS repeats FROM documents_all WHERE latest AND duplicate_of IS NOT NULL GROUP BY duplicate_of
)
SELECT d.title, d.publisher, d.published, d.genre, d.language,
    length(d.text) - length(replace(d.text, ' ', '')) + 1 AS words, d.chars, coalesce(repeats, 0) AS repeats,
    d.licence, d.uri, d.document
FROM documents d LEFT JOIN repeated ON repeated.duplicate_of = d.document
{where.where}"""
    return ask(
        views,
        Question(sql=sql, values=where.values, what="texts", counted=f"SELECT d.document FROM documents d {where.where}"),
        order=DOCUMENT_ORDERS[order],
        limit=limit,
        offset=offset,
    )

"""Persons, organisations and places: who is in the texts, and how often."""

from __future__ import annotations

from collections.abc import Mapping

from policynlp.corpus.answers.answer import Answer, Question, ask
from policynlp.corpus.answers.conditions import Conditions
from policynlp.corpus.answers.filters import KEYED
from policynlp.corpus.read_only import ReadOnly
from policynlp.errors import InputError

CLASSES = ("person", "organisation", "place")
"""First part of an identity's key."""

ORDERS: Mapping[str, str] = {
    "quotes": "quotes DESC, mentions DESC, name, identity",
    "mentions": "mentions DESC, quotes DESC, name, identity",
    "documents": "unique_documents DESC, mentions DESC, name, identity",
    "figures": "figures DESC, mentions DESC, name, identity",
    "name": "lower(name), identity",
}
"""Name of an order to its SQL."""


def actors(
    views: ReadOnly,
    *,
    name: str | None = None,
    kind: str | None = None,
    order: str = "quotes",
    limit: int | None = None,
    offset: int = 0,
) -> Answer:
    """Who and what the texts name.

    Args:
        views: The corpus.
        name: Words of a name, in any order.
        kind: One of `CLASSES`.
        order: One of `ORDERS`.
        limit: Rows at the most; None: all.
        offset: Rows to pass over.

    Raises:
        InputError: There is no such kind or order.
    """
    if kind is not None and kind not in CLASSES:
        raise InputError(f"there is no kind {kind!r}", where="kind", hint=f"Kinds: {', '.join(CLASSES)}.")
    if order not in ORDERS:
        raise InputError(f"there is no order {order!r}", where="order", hint=f"Orders: {', '.join(ORDERS)}.")
    return ask(views, actors_question(name=name, kind=kind), order=ORDERS[order], limit=limit, offset=offset)


def actors_question(*, name: str | None = None, kind: str | None = None) -> Question:
    """The question of `actors`."""
    where = Conditions()
    if name:
        where.said("e", "entities_words", name)
    where.add("e.identity IS NOT NULL")
    if kind:
        where.add("starts_with(e.identity, ?)", f"{kind}:")
    sql = f"""WITH named AS (
    SELECT e.identity, any_value(e.identity_name) AS name, count(*) AS mentions, count(DISTINCT e.document) AS unique_documents,
        min(e.published_date) AS first_published, max(e.published_date) AS last_published
    FROM entities e {where.where} GROUP BY e.identity
), spoken AS (
    SELECT identity, count(*) AS quotes FROM quotes WHERE identity IS NOT NULL GROUP BY identity
), counted AS (
    SELECT identity, count(*) AS figures FROM claims WHERE identity IS NOT NULL GROUP BY identity
)
SELECT named.name, split_part(identity, ':', 1) AS kind, coalesce(quotes, 0) AS quotes, coalesce(figures, 0) AS figures,
    mentions, unique_documents, first_published, last_published, identity
FROM named LEFT JOIN spoken USING (identity) LEFT JOIN counted USING (identity)"""
    return Question(sql=sql, values=where.values, what="actors", counted=f"SELECT e.document FROM entities e {where.where}")


def identity_of(views: ReadOnly, key: str) -> str | None:
    """The identity of a key; None where there is none, or several.

    Args:
        views: The corpus.
        key: Of an identity (`person:jinping-xi`), or of an entity of a document (`person:xi-jinping`).
    """
    if ":" not in key:
        return None
    sql = f"SELECT DISTINCT identity FROM ({KEYED.format(key='$key')}) WHERE identity IS NOT NULL LIMIT 2"
    found = views.query(sql, {"key": key})
    return str(found["identity"][0].as_py()) if found.num_rows == 1 else None


def find_actor(views: ReadOnly, name: str, *, kind: str | None = None) -> str:
    """The identity that goes by a name or a key.

    Args:
        views: The corpus.
        name: The key of an identity (`person:da-zhigang`) or of an entity of a document, or words of a name.
        kind: One of `CLASSES`; None: any.

    Raises:
        InputError: Nobody does, or several do and none of them has exactly this name.
    """
    if known := identity_of(views, name):
        return known
    rows = actors(views, name=name, kind=kind, limit=6).rows
    exact = [r for r in rows if r["name"].casefold() == name.casefold()]
    if len(exact) == 1 or len(rows) == 1:
        return str((exact or rows)[0]["identity"])
    listed = "; ".join(f"{r['name']} ({r['identity']})" for r in rows[:5])
    raise InputError(
        f"{'several go' if rows else 'nobody and nothing goes'} by this name",
        where=name,
        hint=f"Which of: {listed}?" if rows else "`policynlp actors WORDS` lists who is there.",
    )

"""The corpus at a glance: the SQL of what its first page shows; each row set is small whatever the size of the corpus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

_COUNTED = """SEMI JOIN (SELECT t.document, t.batch_id FROM _tagged t SEMI JOIN _counted c ON c.document = t.document) t
    ON a.document = t.document AND a.batch_id = t.batch_id"""
_LAYERS: Mapping[str, str] = {
    "documents": "SELECT count(*) AS n FROM _counted",
    "passages": "SELECT count(*) AS n FROM _passages a SEMI JOIN (SELECT d.document, d.batch_id FROM _committed d SEMI JOIN _counted c "
    "ON c.document = d.document) d ON a.document = d.document AND a.batch_id = d.batch_id",
    "entities": f"SELECT count(*) AS n FROM _entities a {_COUNTED}",
    "quotes": f"SELECT count(*) AS n FROM _quotes a {_COUNTED}",
    "claims": f"SELECT count(*) AS n FROM _claims a {_COUNTED}",
    "links": "SELECT count(DISTINCT id) AS n FROM _links WHERE batch_id IN (SELECT batch_id FROM _batches) "
    "AND from_document IN (SELECT document FROM _counted) AND to_document IN (SELECT document FROM _counted)",
}
"""Rows of the views, counted below them: without the joins that give a row its texts and names it takes a tenth of the time."""

OVERVIEW_SQL: Mapping[str, str] = {
    "documents": """
        SELECT document, title, publisher, genre, published, chars FROM documents
        ORDER BY published DESC NULLS LAST, title, document""",
    "rejects": "SELECT uri, stage, reason, what, hint, committed_at FROM rejects ORDER BY committed_at DESC, uri",
    "years": """
        SELECT strftime(published_date, '%Y') AS year, genre, count(*) AS documents
        FROM documents WHERE published_date IS NOT NULL GROUP BY ALL ORDER BY year, genre""",
    "months": """
        SELECT strftime(published_date, '%Y-%m') AS month, genre, count(*) AS documents
        FROM documents WHERE published_date IS NOT NULL GROUP BY ALL ORDER BY month, genre""",
    "publishers": """
        SELECT coalesce(publisher, '(not stated)') AS publisher, count(*) AS documents, min(published) AS first,
            max(published) AS last
        FROM documents GROUP BY publisher ORDER BY documents DESC, publisher""",
    "themes": """
        SELECT theme, count(*) AS passages, count(DISTINCT document) AS documents
        FROM themes WHERE assigned AND facet IS NULL AND passage IS NOT NULL GROUP BY theme ORDER BY passages DESC, theme""",
    "speakers": """
        SELECT any_value(coalesce(identity_name, speaker)) AS speaker, count(*) AS quotes, count(DISTINCT document) AS documents,
            coalesce(identity, speaker) AS speaker_key
        FROM quotes WHERE speaker IS NOT NULL GROUP BY speaker_key ORDER BY quotes DESC, speaker""",
    "links": "SELECT kind, count(*) AS n FROM links GROUP BY kind ORDER BY n DESC, kind",
}
"""Name to SELECT over the views."""

OVERVIEW_OUT_OF: Mapping[str, tuple[str, str]] = {
    "themes": (
        "passages that have a theme",
        """SELECT count(DISTINCT passage) AS n, count(DISTINCT document) AS documents
        FROM themes WHERE assigned AND facet IS NULL AND passage IS NOT NULL""",
    ),
    "speakers": (
        "quotations whose speaker is named",
        "SELECT count(*) AS n, count(DISTINCT document) AS documents FROM quotes WHERE speaker IS NOT NULL",
    ),
    "links": ("ties", "SELECT count(*) AS n FROM links"),
}
"""Name of what `OVERVIEW_SQL` counts to what it is counted out of: the noun, and the SELECT of its number `n`, in how many `documents`."""


def layer_counts(rows: Callable[[str], list[dict[str, Any]]]) -> dict[str, int]:
    """How many documents, passages, entities, quotes, claims and links the views show.

    Args:
        rows: Gives the rows of a SELECT over the views.
    """
    return {layer: int(rows(sql)[0]["n"]) for layer, sql in _LAYERS.items()}

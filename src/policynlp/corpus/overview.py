"""The corpus at a glance: the SQL of what its first page shows; each row set is small whatever the size of the corpus."""

from __future__ import annotations

from collections.abc import Mapping

OVERVIEW_SQL: Mapping[str, str] = {
    "layers": """
        SELECT 'documents' AS layer, count(*) AS n FROM documents UNION ALL SELECT 'passages', count(*) FROM passages
        UNION ALL SELECT 'entities', count(*) FROM entities UNION ALL SELECT 'quotes', count(*) FROM quotes
        UNION ALL SELECT 'claims', count(*) FROM claims
        UNION ALL SELECT 'themes', count(*) FROM themes WHERE assigned AND facet IS NULL AND passage IS NOT NULL
        UNION ALL SELECT 'links', count(*) FROM links""",
    "genres": "SELECT coalesce(genre, 'other') AS genre, count(*) AS documents FROM documents GROUP BY ALL ORDER BY documents DESC",
    "years": """
        SELECT strftime(date_trunc('month', published_date), '%Y-%m') AS month, genre, count(*) AS documents
        FROM documents WHERE published_date IS NOT NULL GROUP BY ALL ORDER BY month, genre""",
    "publishers": """
        SELECT coalesce(publisher, '(not stated)') AS publisher, count(*) AS documents, min(published) AS first,
            max(published) AS last
        FROM documents GROUP BY ALL ORDER BY documents DESC, publisher""",
    "themes": """
        SELECT theme, count(*) AS passages, count(DISTINCT document) AS documents
        FROM themes WHERE assigned AND facet IS NULL AND passage IS NOT NULL GROUP BY theme ORDER BY passages DESC, theme""",
    "speakers": """
        SELECT coalesce(identity, speaker) AS speaker_key, any_value(coalesce(identity_name, speaker)) AS speaker,
            count(*) AS quotes, count(DISTINCT document) AS documents
        FROM quotes WHERE speaker IS NOT NULL GROUP BY speaker_key ORDER BY quotes DESC, speaker""",
    "links": "SELECT kind, count(*) AS n FROM links GROUP BY kind ORDER BY n DESC, kind",
    "documents": """
        SELECT document, title, publisher, genre, published, chars FROM documents
        ORDER BY published DESC NULLS LAST, title, document""",
    "rejects": "SELECT uri, stage, reason, what, hint, committed_at FROM rejects ORDER BY committed_at DESC, uri",
}
"""Name to SELECT over the views."""

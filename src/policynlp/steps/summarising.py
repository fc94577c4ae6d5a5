"""What a run made, as numbers and examples: the same for the terminal, the report, and `--json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policynlp.corpus.store import Store
from policynlp.corpus.views import Views
from policynlp.settings import Settings
from policynlp.steps.running import RunResult

_EXAMPLES = 8
"""Rows shown of each layer."""

# Counts are those of the views, as exports and releases have them: a reader compares the numbers.
_SQL: Mapping[str, str] = {
    "counts": """
        SELECT 'documents' AS layer, count(*) AS n FROM documents UNION ALL SELECT 'passages', count(*) FROM passages
        UNION ALL SELECT 'entities', count(*) FROM entities UNION ALL SELECT 'people', count(*) FROM people
        UNION ALL SELECT 'quotes', count(*) FROM quotes UNION ALL SELECT 'claims', count(*) FROM claims
        UNION ALL SELECT 'themes', count(*) FROM themes
        UNION ALL SELECT 'themes assigned to passages', count(*) FROM themes
            WHERE assigned AND facet IS NULL AND passage IS NOT NULL
        UNION ALL SELECT 'links', count(*) FROM links""",
    "documents": "SELECT document, title, genre, published, publisher, chars FROM documents ORDER BY published, title, document",
    "quotes": """
        SELECT speaker, kind, act, cue_text, content_text, document_title FROM quotes WHERE speaker IS NOT NULL
        ORDER BY (genre <> 'news'), (kind = 'indirect'), document, start_char LIMIT ?""",
    "claims": """
        SELECT text, value, value_high, unit, bound, trend, from_value, measure_text, scope_text, period_text, speaker,
            source_text, document_title
        FROM claims WHERE kind IN ('money', 'percent', 'ratio', 'count', 'measure') AND value IS NOT NULL
        ORDER BY (measure_text IS NULL)::int + (period_text IS NULL)::int + (coalesce(speaker, source_text) IS NULL)::int,
            document, start_char LIMIT ?""",
    "themes": """
        SELECT theme, count(*) AS passages, count(DISTINCT document) AS documents, round(avg(score), 2) AS mean_score
        FROM themes WHERE assigned AND facet IS NULL AND passage IS NOT NULL GROUP BY theme ORDER BY passages DESC, theme""",
    "disagreements": """
        SELECT kind, from_title, from_text, to_title, to_text, delta, reason FROM links WHERE kind = 'differs'
        ORDER BY abs(delta) DESC, id LIMIT ?""",
    "agreements": """
        SELECT kind, from_title, from_text, to_title, to_text, reason FROM links WHERE kind IN ('agrees', 'compatible')
        ORDER BY kind, id LIMIT ?""",
    "echoes": """
        SELECT relation, round(score, 2) AS score, from_title, from_text, to_title, to_text FROM links WHERE kind = 'echoes'
        ORDER BY score DESC, id LIMIT ?""",
    "links": "SELECT kind, count(*) AS n FROM links GROUP BY kind ORDER BY kind",
}


def summary(settings: Settings, result: RunResult | None = None) -> dict[str, Any]:
    """Counts by layer and the first rows of each, from the views that readers see.

    Args:
        settings: All settings in force.
        result: The run that has just ended, if there was one.

    Returns:
        JSON-ready mapping: `run` (id, status, counts, seconds, report), `corpus`, the names in the queries above, and
        `rejects` of this run.
    """
    out: dict[str, Any] = {"corpus": str(settings.corpus.path)}
    with Store.open(settings.corpus.path) as store, Views(store) as views:
        for name, sql in _SQL.items():
            out[name] = views.query(sql, [_EXAMPLES] if "?" in sql else []).to_pylist()
        if result is not None:
            rejects = views.query("SELECT uri, stage, reason, what, hint FROM rejects WHERE run_id = ?", [result.run_id])
            out["rejects"] = rejects.to_pylist()
            out["run"] = {
                "id": result.run_id,
                "status": result.status,
                "counts": dict(result.counts),
                "seconds": dict(result.seconds),
                "report": str(result.report) if result.report else None,
            }
    return out

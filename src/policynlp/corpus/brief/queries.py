"""The SQL of a brief: for each of its parts the query that gives the rows it was worked out from.

Counts, shares and tables of a corpus brief are the rows of their query. What a brief works out of rows (sums that are checked, a level
and its change as two points, the words of a voice) no query gives; its query gives the rows themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

from policynlp.corpus.provenance import sql_with_values

_COMPARED = "'differs', 'agrees', 'compatible', 'not_comparable'"
_FIGURES = f"""WITH ends AS (
    SELECT from_annotation AS claim, kind, reason, delta, to_text AS other_figure, to_title AS other_text
    FROM links_all WHERE from_document = $document AND kind IN ({_COMPARED}) AND to_document IN (SELECT document FROM documents)
    UNION ALL
    SELECT to_annotation, kind, reason, delta, from_text, from_title
    FROM links_all WHERE to_document = $document AND kind IN ({_COMPARED}) AND from_document IN (SELECT document FROM documents))
SELECT c.start_char, c.text, c.value, c.value_high, c.unit, c.bound, c.trend, c.nature, c.measure_text, c.scope_text, c.period_text,
    coalesce(c.identity_name, c.speaker, c.source_text) AS who, c.equivalent_to, c.flags, e.kind, e.reason, e.delta,
    e.other_figure, e.other_text
FROM claims_all c LEFT JOIN ends e ON e.claim = c.id
WHERE c.document = $document ORDER BY c.start_char, e.other_text, e.other_figure"""
_MOVEMENTS = """SELECT start_char, text, value, unit, trend, from_value, from_period_text, measure_text, share_of_text, scope_text,
    period_text, period_timex, flags
FROM claims_all WHERE document = $document ORDER BY measure_text, scope_text, period_start_date, start_char"""
_VOICES = """SELECT start_char, kind, act, coalesce(identity_name, speaker, source_text) AS voice, source_type, speaker_title,
    speaker_affiliation, content_text
FROM quotes_all WHERE document = $document ORDER BY start_char, id"""
_DEMANDS = """SELECT from_start_char, from_text, kind, relation, score, to_title, to_start_char, to_text
FROM links_all WHERE kind IN ('echoes', 'cites') AND $document IN (from_document, to_document)
    AND CASE WHEN from_document = $document THEN to_document ELSE from_document END IN (SELECT document FROM documents)
ORDER BY from_document = $document DESC, from_start_char, score DESC, to_title, to_start_char"""
_THEMES = """SELECT theme, facet, share, passage, start_char, section, score, threshold
FROM themes_all WHERE document = $document AND assigned
ORDER BY theme, facet NULLS FIRST, passage NULLS FIRST, start_char"""
_ARTICLE = {"figures": _FIGURES, "movements": _MOVEMENTS, "voices": _VOICES, "demands": _DEMANDS, "themes": _THEMES}


def article_queries(document: str) -> Mapping[str, str]:
    """The queries of the brief of one text, by part: figures, movements, voices, demands, themes."""
    return {part: sql_with_values(sql, {"document": document}) for part, sql in _ARTICLE.items()}

"""The SQL of what is shown of sources and drift: the figures themselves; intervals, tests and alarms are worked out beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from policynlp.corpus.health.drift import BEFORE_DAYS, KEPT_DAYS, RECENT_DAYS
from policynlp.corpus.health.measures import MEASURES
from policynlp.corpus.health.record import HISTORY_DAYS
from policynlp.corpus.health.source_alarms import USUAL_DAYS

_SOURCES = """
WITH looks AS (
    SELECT *, floor(epoch(looked_at) / 86400) AS day, floor(epoch(looked_at) / 21600) AS quarter,
        row_number() OVER (PARTITION BY source ORDER BY looked_at) AS nth
    FROM source_looks WHERE looked_at <= {now}
), known AS (
    SELECT *, to_timestamp(min(quarter) OVER (PARTITION BY source, day) * 21600) >= {month} AS in_month
    FROM looks WHERE looked_at >= {history} OR nth = 1
)
SELECT source, arg_max(type, looked_at) AS type, max(looked_at) AS looked_at,
    max(looked_at) FILTER (complete AND NOT failed) AS succeeded_at, max(looked_at) FILTER (new + changed > 0) AS new_at,
    count(DISTINCT day) FILTER (in_month) AS looks,
    arg_max(items, looked_at) FILTER (complete AND NOT failed) AS items,
    coalesce(sum(len(chars)) FILTER (in_month), 0)::INTEGER AS texts,
    arg_max(len(rejects), looked_at) FILTER (complete AND NOT failed) AS rejected,
    floor(list_aggregate(flatten(list(chars) FILTER (in_month)), 'median'))::INTEGER AS median_chars,
    arg_max(struct_pack(status := status), looked_at).status AS status
FROM known GROUP BY source ORDER BY source
"""
_SUMS: Mapping[str, tuple[str, str]] = {
    "quotes": ("quotes", "words"),
    "claims": ("claims", "words"),
    "unknown_words": ("split_words", "words"),
    "unresolved": ("unresolved", "attributed"),
    "languages": ("(language <> usual)::INTEGER", "(language IS NOT NULL)::INTEGER"),
}
"""Measure to what is summed up, and over what; a theme's are its passages over all passages."""
_COUNTED = """
WITH texts AS (
    SELECT *, {period} AS period, (SELECT mode(language) FROM document_counts WHERE arrived_at BETWEEN {since} AND {now}) AS usual
    FROM document_counts WHERE arrived_at BETWEEN {since} AND {now}
), counted AS (
    {measures}
    UNION ALL SELECT 'theme ' || theme, 'share of passages on ' || replace(theme, '_', ' '), period, 1,
        len(list_filter(themes, lambda one: one = theme)), passages
    FROM texts, (SELECT DISTINCT unnest(themes) AS theme FROM texts)
)
"""
_MEASURE = (
    "SELECT '{name}' AS measure, '{title}' AS title, period, {per} AS per, {over} AS summed, {under} AS of_all FROM texts"
)
_DRIFT = """SELECT measure, title,
    any_value(per) * sum(summed) FILTER (period = 'recent') / nullif(sum(of_all) FILTER (period = 'recent'), 0) AS recent,
    count(*) FILTER (period = 'recent') AS recent_texts,
    any_value(per) * sum(summed) FILTER (period = 'before') / nullif(sum(of_all) FILTER (period = 'before'), 0) AS before,
    count(*) FILTER (period = 'before') AS before_texts
FROM counted GROUP BY ALL ORDER BY measure"""
_WEEKS = """SELECT measure, title, period AS week, any_value(per) * sum(summed) / sum(of_all) AS value, count(*) AS texts
FROM counted WHERE measure NOT LIKE 'theme %' GROUP BY ALL HAVING sum(of_all) > 0 ORDER BY measure, week"""


def sources_sql(now: datetime) -> str:
    """The figures of every source as they were at a time: its last look, and the texts of a month."""
    spans = {"month": USUAL_DAYS, "history": HISTORY_DAYS}
    return _SOURCES.format(now=_time(now), **{name: _time(now - timedelta(days=days)) for name, days in spans.items()}).strip()


def drift_sql(now: datetime) -> str:
    """Every measure in the week before a time, and in the month before that week."""
    recent = _time(now - timedelta(days=RECENT_DAYS))
    period = f"CASE WHEN arrived_at >= {recent} THEN 'recent' ELSE 'before' END"
    return _counted(now, period=period, days=RECENT_DAYS + BEFORE_DAYS) + _DRIFT


def weeks_sql(now: datetime) -> str:
    """Every measure but the themes, week by week, the last week ending at a time."""
    end = _time(now)
    back = f"to_days(7 * (floor(epoch({end} - arrived_at) / {7 * 86_400})::INTEGER + 1))"
    return _counted(now, period=f"strftime({end} - {back}, '%Y-%m-%d')", days=KEPT_DAYS) + _WEEKS


def _counted(now: datetime, *, period: str, days: int) -> str:
    measures = [
        _MEASURE.format(name=name, title=MEASURES[name].title, per=MEASURES[name].per, over=over, under=under)
        for name, (over, under) in _SUMS.items()
    ]
    since, united = _time(now - timedelta(days=days)), "\n    UNION ALL ".join(measures)
    return _COUNTED.format(period=period, since=since, now=_time(now), measures=united).lstrip()


def _time(at: datetime) -> str:
    return f"TIMESTAMPTZ '{at.isoformat()}'"

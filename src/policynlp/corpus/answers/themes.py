"""Themes: how much of the corpus, of a source or of a time each takes, and who speaks on what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from policynlp.corpus.answers.answer import Answer, Question, ask
from policynlp.corpus.answers.conditions import Conditions
from policynlp.corpus.answers.filters import Filters, QuoteFilters
from policynlp.corpus.read_only import ReadOnly
from policynlp.errors import InputError

GROUPS: Mapping[str, str] = {
    "corpus": "'all'",
    "year": "substr({row}.published, 1, 4)",
    "month": "substr({row}.published, 1, 7)",
    "publisher": "{row}.publisher",
    "genre": "{row}.genre",
    "document": "{row}.document_title",
}
"""What shares can be told for, with its SQL."""
_ANALYSED = "NOT IN ('byline', 'boilerplate')"


def theme_shares(
    views: ReadOnly,
    filters: Filters | None = None,
    *,
    by: str = "corpus",
    facets: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> Answer:
    """Which share of the passages each theme has.

    A passage may have several themes, so shares of one group may add up to more than 1. Headings, tables and captions are
    passages too; bylines and boilerplate are not looked at.

    Args:
        views: The corpus.
        filters: What to narrow the passages by; `speaker` cannot be.
        by: One of `GROUPS`.
        facets: Facets, in place of themes.
        limit: Rows at the most; None: all.
        offset: Rows to pass over.

    Returns:
        A row a group and theme: `passages` of `of_passages`, `unique_documents` of `of_unique_documents`, and their shares. A group
        in which nothing was found has one row of zeros, with the theme that was asked for, if one was.

    Raises:
        InputError: There is no such group, or a filter that passages do not have.
    """
    order = '"group" NULLS LAST, passages DESC, theme, facet'
    question = shares_question(filters, by=by, facets=facets)
    return ask(views, question, order=order, limit=limit, offset=offset, filters=filters)


def shares_question(filters: Filters | None = None, *, by: str, facets: bool = False) -> Question:
    """The question of `theme_shares`."""
    group = _group(by)
    filters = filters or Filters()
    if filters.speaker:
        raise InputError("passages have no speaker", where="speaker", hint="`by_speaker` tells who speaks on what.")
    narrowed = replace(filters, theme=None)  # the whole is more than the theme's passages
    where = narrowed.apply(Conditions(), "p").add(f"p.kind {_ANALYSED}")
    themed = narrowed.apply(Conditions(), "t").add(f"t.passage_kind {_ANALYSED}")  # the same values by the same names
    themed.add("t.passage IS NOT NULL").add("t.assigned")
    shown = _shown(themed, filters.theme, facets=facets)
    name, _, facet = (filters.theme or "").partition(".")
    asked = [themed.value(part) if part else "NULL" for part in (name if facet or not facets else None, facet)]
    # a time or a source without the theme is a finding; of the whole corpus it is that nothing was found
    joined = "JOIN" if by == "corpus" else "LEFT JOIN"
    sql = f"""WITH wholes AS (
    SELECT {group.format(row="p")} AS grp, count(*) AS of_passages, count(DISTINCT p.document) AS of_unique_documents
    FROM passages p {where.where} GROUP BY grp
), parts AS (
    SELECT {group.format(row="t")} AS grp, t.theme, t.facet, count(*) AS passages, count(DISTINCT t.document) AS unique_documents
    FROM themes t {themed.where} AND {shown}
    GROUP BY grp, t.theme, t.facet
)
SELECT wholes.grp AS "group", coalesce(theme, {asked[0]}) AS theme, coalesce(facet, {asked[1]}) AS facet,
    coalesce(passages, 0) AS passages, of_passages, coalesce(passages, 0) / of_passages AS share,
    coalesce(unique_documents, 0) AS unique_documents, of_unique_documents,
    coalesce(unique_documents, 0) / of_unique_documents AS share_of_documents
FROM wholes {joined} parts ON wholes.grp IS NOT DISTINCT FROM parts.grp"""
    return Question(sql=sql, values=themed.values, what="shares", counted=f"SELECT p.document FROM passages p {where.where}")


def by_speaker(
    views: ReadOnly,
    filters: QuoteFilters | None = None,
    *,
    facets: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> Answer:
    """Who speaks on what: quotations of each voice that stand in passages of each theme.

    Args:
        views: The corpus.
        filters: What to narrow the quotations by.
        facets: Facets, in place of themes.
        limit: Rows at the most; None: all.
        offset: Rows to pass over.

    Returns:
        A row a voice and theme, with the share of the voice's quotations, wherever they stand.
    """
    order = "quotes DESC, speaker, theme, facet"
    return ask(views, by_speaker_question(filters, facets=facets), order=order, limit=limit, offset=offset, filters=filters)


def by_speaker_question(filters: QuoteFilters | None = None, *, facets: bool = False) -> Question:
    """The question of `by_speaker`; a passage has a theme or facet once, so that a quotation is counted once under each."""
    filters = filters or QuoteFilters()
    where = replace(filters, theme=None).apply(Conditions(), "q")
    shown = _shown(where, filters.theme, facets=facets)
    sql = f"""WITH spoken AS (
    SELECT q.id, q.document, q.passage, coalesce(q.identity_name, q.speaker) AS speaker, q.identity, q.source_type
    FROM quotes_placed q {where.where}
), named AS (
    SELECT *, coalesce(identity, lower(speaker)) AS who, count(*) OVER (PARTITION BY coalesce(identity, lower(speaker))) AS n
    FROM spoken WHERE speaker IS NOT NULL
)
SELECT any_value(s.speaker) AS speaker, s.source_type, t.theme, t.facet, count(*) AS quotes, any_value(s.n) AS of_quotes,
    count(*) / any_value(s.n) AS share, count(DISTINCT s.document) AS unique_documents, any_value(s.identity) AS identity
FROM named s JOIN themes t ON t.passage = s.passage
WHERE t.assigned AND {shown}
GROUP BY s.who, s.source_type, t.theme, t.facet"""
    return Question(sql=sql, values=where.values, what="shares", counted=f"SELECT q.document FROM quotes q {where.where}")


def _group(by: str) -> str:
    if by not in GROUPS:
        raise InputError(f"there is no group {by!r}", where="by", hint=f"Groups: {', '.join(GROUPS)}.")
    return GROUPS[by]


def _shown(where: Conditions, theme: str | None, *, facets: bool) -> str:
    """Which rows of themes `t` are told apart."""
    name, _, facet = (theme or "").partition(".")
    shown = ["t.facet IS NOT NULL" if facets or facet else "t.facet IS NULL"]
    shown += [f"t.theme = {where.value(name)}"] if name else []
    shown += [f"t.facet = {where.value(facet)}"] if facet else []
    return " AND ".join(shown)

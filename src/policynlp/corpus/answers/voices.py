"""Voices: who is heard in the texts, how, and how much."""

from __future__ import annotations

from policynlp.corpus.answers.answer import Answer, Question, ask
from policynlp.corpus.answers.conditions import Conditions
from policynlp.corpus.answers.filters import QuoteFilters
from policynlp.corpus.read_only import ReadOnly

_WORDS = "(length(q.content_text) - length(replace(q.content_text, ' ', '')) + 1)"
"""Words as spaces count them: ten times faster than to split."""
_KINDS = f"""count(*) AS quotes,
    count(*) FILTER (q.kind = 'direct') AS direct, count(*) FILTER (q.kind = 'indirect') AS indirect,
    count(*) FILTER (q.kind = 'mixed') AS mixed,
    count(*) FILTER (q.act = 'directive') AS directives, count(*) FILTER (q.act IN ('belief', 'plan')) AS beliefs_and_plans,
    sum({_WORDS})::BIGINT AS words,
    count(DISTINCT q.document) AS unique_documents"""
_WHO = "coalesce(q.identity, lower(q.speaker), lower(q.source_text))"


def voice_kinds(views: ReadOnly, filters: QuoteFilters | None = None) -> Answer:
    """Named persons, organisations, documents, anonymous sources, nobody: quotations of each, direct and indirect.

    Args:
        views: The corpus.
        filters: What to narrow the quotations by.

    Returns:
        A row a type of source, with its share of the quotations and of the words that are told as somebody's.
    """
    return ask(views, kinds_question(filters), order="quotes DESC, source_type")


def kinds_question(filters: QuoteFilters | None = None) -> Question:
    """The question of `voice_kinds`."""
    where = (filters or QuoteFilters()).apply(Conditions(), "q")
    sql = f"""SELECT q.source_type, count(DISTINCT {_WHO}) AS voices, {_KINDS},
    count(*) / sum(count(*)) OVER () AS share_of_quotes,
    sum({_WORDS}) / sum(sum({_WORDS})) OVER ()
        AS share_of_words
FROM quotes q
{where.where}
GROUP BY q.source_type"""
    return Question(sql=sql, values=where.values, what="source types", counted=_counted(where))


def voices(views: ReadOnly, filters: QuoteFilters | None = None, *, limit: int | None = None, offset: int = 0) -> Answer:
    """Everybody who is heard, most quoted first.

    Anonymous sources go by the words that the text calls them; where nobody is named at all ("the province has been
    urged"), the row has no name.

    Args:
        views: The corpus.
        filters: What to narrow the quotations by.
        limit: Rows at the most; None: all.
        offset: Rows to pass over.
    """
    order = "(source_type IN ('anonymous', 'none')), quotes DESC, words DESC, voice"
    return ask(views, voices_question(filters), order=order, limit=limit, offset=offset)


def voices_question(filters: QuoteFilters | None = None) -> Question:
    """The question of `voices`."""
    where = (filters or QuoteFilters()).apply(Conditions(), "q")
    sql = f"""SELECT coalesce(any_value(q.identity_name), mode(q.speaker), mode(q.source_text)) AS voice, q.source_type,
    arg_max(q.speaker_title, q.published_date) AS latest_title, arg_max(q.speaker_affiliation, q.published_date) AS latest_affiliation,
    {_KINDS}, any_value(q.identity) AS identity
FROM quotes q
{where.where}
GROUP BY {_WHO}, q.source_type"""
    return Question(sql=sql, values=where.values, what="voices", counted=_counted(where))


def _counted(where: Conditions) -> str:
    return f"SELECT q.document FROM quotes q {where.where}"

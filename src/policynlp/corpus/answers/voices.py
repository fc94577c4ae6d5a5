"""Voices: who is heard in the texts, how, and how much."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.corpus.answers.answer import Answer, Question, ask
from policynlp.corpus.answers.conditions import Conditions
from policynlp.corpus.answers.filters import QuoteFilters
from policynlp.corpus.read_only import ReadOnly

_TOLD = "replace(replace(q.content_text, ' … ', ' '), chr(10), ' ')"
_WORDS = f"(length({_TOLD}) - length(replace({_TOLD}, ' ', '')) + 1)"
"""As `words_of` counts them, over the view `quotes`: ten times faster than to split."""
_KINDS = f"""count(*) AS quotes,
    count(*) FILTER (q.kind = 'direct') AS direct, count(*) FILTER (q.kind = 'indirect') AS indirect,
    count(*) FILTER (q.kind = 'mixed') AS mixed,
    count(*) FILTER (q.act = 'directive') AS directives, count(*) FILTER (q.act IN ('belief', 'plan')) AS beliefs_and_plans,
    sum({_WORDS})::BIGINT AS words,
    count(DISTINCT q.document) AS unique_documents"""
_ARTICLES = "the|a|an|this|that|its|their"
_WHO = f"coalesce(q.identity, regexp_replace(lower(coalesce(q.speaker, q.source_text, '')), '^({_ARTICLES}) ', ''))"
"""As `voice_of` tells voices apart, over the view `quotes`."""
_ARTICLE = re.compile(f"^(?:{_ARTICLES}) ")


def words_of(told: Sequence[str]) -> int:
    """Words of a quotation: as spaces count them, the ellipsis between its parts left out.

    Args:
        told: Its parts.
    """
    return " ".join(told).replace(" … ", " ").replace("\n", " ").count(" ") + 1


def voice_of(identity: str | None, speaker: str | None, source: str | None) -> str:
    """What quotations of one voice have in common: the identity; else the name, or what the text calls an unnamed source.

    Args:
        identity: Key of the speaker across documents, or None.
        speaker: Name, or None where nobody in particular is named.
        source: The mention beside the cue, or None.
    """
    return identity or _ARTICLE.sub("", (speaker or source or "").lower())


def voice_kinds(views: ReadOnly, filters: QuoteFilters | None = None) -> Answer:
    """Named persons, organisations, documents, anonymous sources, nobody: quotations of each, direct and indirect.

    Args:
        views: The corpus.
        filters: What to narrow the quotations by.

    Returns:
        A row a type of source, with its share of the quotations and of the words that are told as somebody's.
    """
    return ask(views, kinds_question(filters), order="quotes DESC, source_type", filters=filters)


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
    return ask(views, voices_question(filters), order=order, limit=limit, offset=offset, filters=filters)


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

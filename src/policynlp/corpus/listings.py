"""Rows of the layers that have no question of their own: names, themes of passages, links."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from policynlp.corpus.answers.answer import Answer, Question, ask
from policynlp.corpus.answers.conditions import Conditions, folded_words
from policynlp.corpus.answers.filters import Filters
from policynlp.corpus.answers.known import check_document
from policynlp.corpus.read_only import ReadOnly
from policynlp.errors import InputError
from policynlp.tags import LinkKind

LEVELS = ("passage", "document")
RELATIONS = ("verbatim", "paraphrase")
_ENTITIES = """SELECT e.text, e.label, e.identity_name, e.name, e.country, e.iso, e.subtype, e.start_date, e.end_date,
    e.document_title, e.publisher, e.genre, e.published, e.uri, e.identity, e.document, e.start_char, e.end_char, e.score, e.id
FROM entities e"""
_THEMES = """SELECT t.theme, t.facet, t.score, t.threshold, t.assigned, t.share, t.text, t.section,
    t.document_title, t.publisher, t.genre, t.published, t.uri, t.document, t.passage, t.start_char, t.end_char, t.id
FROM themes t"""
_LINKS = """SELECT l.kind, l.relation, l.delta, l.reason, l.from_title, l.from_text, l.to_title, l.to_text,
    l.from_document, l.from_start_char, l.from_end_char, l.from_annotation,
    l.to_document, l.to_start_char, l.to_end_char, l.to_annotation, l.score, l.id
FROM links l"""


def entities(
    views: ReadOnly,
    filters: Filters | None = None,
    *,
    name: str | None = None,
    label: str | None = None,
    country: str | None = None,
    limit: int | None = None,
) -> Answer:
    """Mentions of named things, and dates.

    Args:
        views: The corpus, or a release.
        filters: What to narrow them by; `speaker` cannot be.
        name: Words of the name, as printed or as the corpus knows it; or the key of an identity.
        label: PERSON, ORG, GPE, POLICY, DATE, ...
        country: ISO 3166-1 alpha-2 code.
        limit: Rows at the most; None: all.
    """
    where = (filters or Filters()).apply(Conditions(), "e")
    if name and ":" in name:
        where.add("e.identity = ?", name)
    elif name:
        where.said("e", "entities_words", name, columns=("words", "printed_words"))
    if label:
        where.add("e.label = ?", label.upper())
    if country:
        where.add("e.country = ?", country.upper())
    order = "document_title, document, start_char, id"
    question = Question(sql=f"{_ENTITIES}\n{where.where}", values=where.values, what="mentions")
    return ask(views, question, order=order, limit=limit, filters=filters)


def themes(
    views: ReadOnly,
    filters: Filters | None = None,
    *,
    facets: bool = False,
    level: str = "passage",
    assigned: bool = True,
    limit: int | None = None,
) -> Answer:
    """Themes of passages, or of whole documents, with their probabilities.

    Args:
        views: The corpus, or a release.
        filters: What to narrow them by; `theme` names the theme, or `theme.facet`; `speaker` cannot be.
        facets: Facets, in place of themes.
        level: `passage` or `document`.
        assigned: Only those above their threshold.
        limit: Rows at the most; None: all.

    Raises:
        InputError: There is no such level.
    """
    if level not in LEVELS:
        raise InputError(f"there is no level {level!r}", where="level", hint=f"Levels: {', '.join(LEVELS)}.")
    given = filters or Filters()
    name, _, facet = (given.theme or "").partition(".")
    where = replace(given, theme=None).apply(Conditions(), "t")
    where.add("t.passage IS NOT NULL" if level == "passage" else "t.passage IS NULL")
    where.add("t.facet IS NOT NULL" if facets or facet else "t.facet IS NULL")
    if assigned:
        where.add("t.assigned")
    if name:
        where.add("t.theme = ?", name)
    if facet:
        where.add("t.facet = ?", facet)
    order = "theme, facet, score DESC, document, start_char, id"
    question = Question(sql=f"{_THEMES}\n{where.where}", values=where.values, what="themes")
    return ask(views, question, order=order, limit=limit, filters=filters)


def links(
    views: ReadOnly,
    *,
    kind: str | None = None,
    relation: str | None = None,
    document: str | None = None,
    limit: int | None = None,
) -> Answer:
    """Ties between two places.

    Args:
        views: The corpus, or a release.
        kind: cites, echoes, agrees, compatible, differs, not_comparable or duplicate.
        relation: verbatim or paraphrase, of echoes.
        document: Id of either document, its beginning, or words of its title.
        limit: Rows at the most; None: all.

    Raises:
        InputError: There is no such kind or relation.
    """
    where = Conditions()
    for argument, value, known in (("kind", kind, get_args(LinkKind)), ("relation", relation, RELATIONS)):
        if value and value not in known:
            raise InputError(f"there is no {argument} {value!r}", where=argument, hint=f"One of: {', '.join(known)}.")
    if kind:
        where.add("l.kind = ?", kind)
    if relation:
        where.add("l.relation = ?", relation)
    if document:
        ends = []
        for end in ("from", "to"):
            inner = Conditions(values=where.values)
            inner.add(f"starts_with(l.{end}_document, ?)", document)
            titled = Conditions(values=where.values)
            titled.words(f"l.{end}_title", document)
            ends += [*inner.clauses, *([f"({' AND '.join(titled.clauses)})"] if folded_words(document) else [])]
        where.clauses.append(f"({' OR '.join(ends)})")
    sql = f"{_LINKS}\n{where.where}"
    both = "SELECT unnest([l.from_document, l.to_document]) AS document FROM links l"
    order = "kind, from_title, from_document, from_start_char NULLS FIRST, id"
    question = Question(sql=sql, values=where.values, what="links", counted=f"{both}\n{where.where}")
    answer = ask(views, question, order=order, limit=limit)
    if not answer.total:
        check_document(views, document)
    return answer

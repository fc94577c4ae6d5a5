"""One person, organisation or place: what it is called, what it says, what is said of it, beside whom, over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from policynlp.corpus.answers.answer import Answer, Question, ask
from policynlp.corpus.answers.figures import figures
from policynlp.corpus.answers.filters import FigureFilters, QuoteFilters
from policynlp.corpus.answers.quotations import quotes
from policynlp.corpus.answers.sentences import with_sentences
from policynlp.corpus.read_only import ReadOnly
from policynlp.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the corpus knows of one identity.

    Attributes:
        identity, name, kind: Key, the name to show, and `person`, `organisation` or `place`.
        parts: Name of a part (see `PARTS`) to its answer.
    """

    identity: str
    name: str
    kind: str
    parts: dict[str, Answer]

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        head = {"identity": self.identity, "name": self.name, "kind": self.kind}
        return head | {name: answer.as_dict() for name, answer in self.parts.items()}


_MENTIONED_ROWS = """SELECT id, document, text, name, start_char, end_char, passage, document_title, publisher, published
FROM entities_placed WHERE identity = $p1"""
_OVER = ("mentioned", _MENTIONED_ROWS)
"""Where it is named: one row in hundreds, which nearly every part is about."""

_NAMES = """SELECT m.text AS written, count(*) AS mentions, count(DISTINCT m.document) AS unique_documents
FROM mentioned m GROUP BY m.text"""

_ROLES = """WITH stated AS (
    SELECT 'title' AS what, unnest(titles) AS words, document, published_date, published FROM people WHERE identity = $p1
    UNION ALL SELECT 'affiliation', unnest(affiliations), document, published_date, published FROM people WHERE identity = $p1
    UNION ALL SELECT 'title', speaker_title, document, published_date, published FROM quotes WHERE identity = $p1
    UNION ALL SELECT 'affiliation', speaker_affiliation, document, published_date, published FROM quotes WHERE identity = $p1
)
SELECT what, mode(words) AS words, min(published) AS first_published, max(published) AS last_published,
    count(DISTINCT document) AS unique_documents
FROM stated WHERE words IS NOT NULL GROUP BY what, lower(words)"""

_QUOTED = """SELECT coalesce(q.identity_name, q.speaker, q.source_text) AS who, q.source_type, q.kind, q.act, q.content_text AS content,
    {source}q.document_title, q.publisher, q.published, q.identity, q.document, q.start_char, q.end_char, q.id
FROM quotes q"""

_NAMED_IN = """WITH spans AS (
    SELECT id, document, unnest({spans}, recursive := true) FROM quotes WHERE document IN (SELECT document FROM mentioned)
)
{select}
WHERE q.identity IS DISTINCT FROM $p1 AND q.id IN (SELECT s.id FROM spans s JOIN mentioned m
    ON m.document = s.document AND m.start_char >= s.start AND m.end_char <= s."end")"""

_ABOUT = _QUOTED.format(source="")
_FOR = _QUOTED.format(source="q.source_text AS source, ")

_MENTIONED = """SELECT m.text AS written, m.document_title, m.publisher, m.published, m.document, m.start_char, m.end_char, m.id
FROM mentioned m"""

_SPOKEN_THEMES = """SELECT t.theme, t.facet, count(DISTINCT q.id) AS quotes, count(DISTINCT q.document) AS unique_documents,
    (SELECT count(*) FROM quotes WHERE identity = $p1) AS of_quotes
FROM quotes_placed q JOIN themes t ON t.passage = q.passage
WHERE q.identity = $p1 AND t.assigned
GROUP BY t.theme, t.facet"""

_NAMED_THEMES = """SELECT t.theme, t.facet, count(DISTINCT t.passage) AS passages,
    count(DISTINCT t.document) AS unique_documents
FROM mentioned m JOIN themes t ON t.passage = m.passage
WHERE t.assigned
GROUP BY t.theme, t.facet"""

_TOGETHER = """SELECT any_value(o.identity_name) AS name, split_part(o.identity, ':', 1) AS kind,
    count(DISTINCT o.passage) AS passages, count(DISTINCT o.document) AS unique_documents, o.identity
FROM entities_placed o
WHERE o.passage IN (SELECT passage FROM mentioned) AND o.identity IS NOT NULL AND o.identity <> $p1
GROUP BY o.identity"""

_TIMES = """WITH said AS (SELECT substr(published, 1, 7) AS month, count(*) AS quotes FROM quotes WHERE identity = $p1 GROUP BY ALL),
named AS (
    SELECT substr(published, 1, 7) AS month, count(*) AS mentions, count(DISTINCT document) AS unique_documents
    FROM mentioned GROUP BY ALL
)
SELECT coalesce(said.month, named.month) AS published, coalesce(quotes, 0) AS quotes, coalesce(mentions, 0) AS mentions,
    coalesce(unique_documents, 0) AS unique_documents
FROM named FULL JOIN said ON said.month IS NOT DISTINCT FROM named.month"""

_FIGURES = """SELECT c.text, c.value, c.unit, c.bound, c.measure_text AS measure, c.scope_text AS scope, c.share_of_text AS share_of,
    c.period_text AS period, coalesce(c.identity_name, c.speaker, c.source_text) AS who,
    c.document_title, c.publisher, c.published, c.document, c.start_char, c.end_char, c.id
FROM claims c"""

_FIGURES_ABOUT = f"""WITH called AS (
    SELECT document, unnest([folded(text), folded(name)]) AS words FROM mentioned
), near AS MATERIALIZED (
    SELECT id, document, folded(place) AS place_words, scope_start_char, scope_end_char, measure_start_char, measure_end_char,
        share_of_start_char, share_of_end_char
    FROM claims WHERE document IN (SELECT document FROM mentioned)
)
{_FIGURES}
WHERE c.id IN (SELECT n.id FROM near n JOIN called m ON m.document = n.document AND m.words = n.place_words
    UNION ALL SELECT n.id FROM near n JOIN mentioned m ON m.document = n.document AND (
        (m.start_char >= n.scope_start_char AND m.end_char <= n.scope_end_char)
        OR (m.start_char >= n.measure_start_char AND m.end_char <= n.measure_end_char)
        OR (m.start_char >= n.share_of_start_char AND m.end_char <= n.share_of_end_char)))"""

_GROUPED: dict[str, tuple[str, str]] = {
    "names": (_NAMES, "mentions DESC, written"),
    "roles": (_ROLES, "what DESC, last_published DESC NULLS LAST, unique_documents DESC, words"),
    "spoken_themes": (_SPOKEN_THEMES, "quotes DESC, theme, facet NULLS FIRST"),
    "named_themes": (_NAMED_THEMES, "passages DESC, theme, facet NULLS FIRST"),
    "together": (_TOGETHER, "passages DESC, unique_documents DESC, name, identity"),
    "times": (_TIMES, "published NULLS LAST"),
}
_LISTED: dict[str, tuple[str, str]] = {
    "about": (_NAMED_IN.format(select=_ABOUT, spans="content"), _ABOUT),
    "for": (_NAMED_IN.format(select=_FOR, spans="source"), _FOR),
    "mentions": (_MENTIONED, _MENTIONED),
    "figures_about": (_FIGURES_ABOUT, _FIGURES),
}
"""Part to its question, and the same without conditions."""
_WHAT = {
    "names": "spellings", "roles": "roles", "spoken_themes": "themes", "named_themes": "themes", "together": "names",
    "times": "months", "about": "quotations", "for": "quotations", "mentions": "mentions", "figures_about": "figures",
}  # fmt: skip
_NEWEST = "published DESC NULLS LAST, document, start_char, id"
PARTS = (
    "roles",
    "names",
    "said",
    "for",
    "about",
    "figures",
    "figures_about",
    "spoken_themes",
    "named_themes",
    "together",
    "mentions",
    "times",
)
"""Parts of a profile: titles and affiliations with their dates; names it is written with; what it said; what was said in its name or by
people of it; what others say of it; figures it gave; figures about it; themes it speaks on; themes of passages that name it; who is
named beside it; sentences that name it; all of this by month."""


def profile_part(views: ReadOnly, identity: str, part: str, *, limit: int | None = None, offset: int = 0) -> Answer:
    """One part of a profile.

    Args:
        views: The corpus.
        identity: Key.
        part: One of `PARTS`.
        limit: Rows at the most; None: all.
        offset: Rows to pass over.

    Raises:
        InputError: There is no such part.
    """
    values = {"p1": identity}
    if part == "said":
        return quotes(views, QuoteFilters(speaker=identity), limit=limit, offset=offset)
    if part == "figures":
        return figures(views, FigureFilters(speaker=identity), limit=limit, offset=offset)
    if part in _GROUPED:
        sql, order = _GROUPED[part]
        counted = "SELECT document FROM mentioned"
        question = Question(sql=sql, values=values, what=_WHAT[part], counted=counted, over=_OVER)
        return ask(views, question, order=order, limit=limit, offset=offset)
    if part not in _LISTED:
        raise InputError(f"there is no part {part!r}", where="part", hint=f"Parts: {', '.join(PARTS)}.")
    sql, bare = _LISTED[part]
    question = Question(sql=sql, values=values, what=_WHAT[part], bare=bare, over=_OVER)
    answer = ask(views, question, order=_NEWEST, limit=limit, offset=offset, key="id")
    if part in {"mentions", "figures_about"}:
        return answer.with_rows(
            with_sentences(views, answer.rows), columns=(answer.columns[0], "sentence", *answer.columns[1:])
        )
    return answer


def profile(views: ReadOnly, identity: str, *, limit: int = 50) -> Profile:
    """All parts of a profile.

    Args:
        views: The corpus.
        identity: Key, as `find_actor` gives it.
        limit: Rows of each part.

    Raises:
        InputError: There is no such identity.
    """
    found = views.query("SELECT name FROM identities WHERE identity = $p1 LIMIT 1", {"p1": identity}).to_pylist()
    if not found:
        raise InputError(f"there is no identity {identity!r}", hint="`policynlp actors WORDS` lists who is there.")
    with views.holding(*_OVER, {"p1": identity}):
        parts = {part: profile_part(views, identity, part, limit=limit) for part in PARTS}
    return Profile(identity=identity, name=found[0]["name"], kind=identity.partition(":")[0], parts=parts)

"""The brief of one article with the texts that it is linked to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policynlp.corpus.brief.directives import Directive, Echo, directives_of, echoes_of
from policynlp.corpus.brief.evidence import Overlaps, Place, Reader, Shown, Text, plain
from policynlp.corpus.brief.figures import Figure, Related, figures_of
from policynlp.corpus.brief.movements import MovementGroup, movements_of
from policynlp.corpus.brief.queries import article_queries
from policynlp.corpus.brief.themes import ThemeShare, themes_of
from policynlp.corpus.brief.voices import Voices, voices_of
from policynlp.corpus.reading import TaggedDocument
from policynlp.document import PROSE_KINDS, Span
from policynlp.sentences import of_passage
from policynlp.tags import Claim

SCHEMA_VERSION = 1
_HEADS = frozenset({"title", "heading", "caption"})
"""Passages that demand nothing of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and where what stands under it begins."""

    title: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of the article, a heading, a row of a table.

    Attributes:
        start, end: All of it.
        kind: Of its passage.
        passage: Where its passage begins: lines of one passage belong together.
        place: What is shown of it.
    """

    start: int
    end: int
    kind: str
    passage: int
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far the brief reaches.

    Attributes:
        tagset: Id of the tag set.
        versions: Its pinned versions.
        compared: Number of other texts of the corpus, each once.
        repeated: Number of texts of the corpus that repeat another one and are left out.
        genres: Number of the compared texts by genre.
        policies: Number of the texts by genre that an echo can lead to: those that set policy and were not published later.
        least_scores: Lowest score of the attributions and of the echoes that are shown, or null.
        assumed: Figures whose currency was read from a bare sign.
        unread_tables: Figures of tables that have more headers than were understood.
    """

    tagset: str
    versions: Mapping[str, Any]
    compared: int
    repeated: int
    genres: Mapping[str, int]
    policies: Mapping[str, int]
    least_scores: Mapping[str, float | None]
    assumed: int
    unread_tables: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleBrief:
    """All that is known of one article.

    Attributes:
        text: The article.
        linked: The texts that it is linked to, or told beside, by title.
        start, end: Offsets of the first and last analysed passage: the reach of the pictures along the text.
        shown: How much of its text may be shown.
        lines: What is shown of it: all of it, or the lines that something is said about.
        sections: Headings.
        voices, figures, directives, echoes, movements, themes, limits: See their modules.
        queries: Part to the SQL of the rows behind it.
    """

    text: Text
    linked: tuple[Text, ...]
    start: int
    end: int
    shown: Shown
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    voices: Voices
    figures: tuple[Figure, ...]
    directives: tuple[Directive, ...]
    echoes: tuple[Echo, ...]
    movements: tuple[MovementGroup, ...]
    themes: tuple[ThemeShare, ...]
    limits: Limits
    queries: Mapping[str, str]

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        out: dict[str, Any] = {"schema": SCHEMA_VERSION, "kind": "article"} | plain(self)
        return out


def article_brief(
    tagged: TaggedDocument,
    *,
    texts: Sequence[Text],
    links: Sequence[Mapping[str, Any]],
    reader: Reader,
    measures: Callable[[Claim], bool],
    related: Related = lambda _: {},
    versions: Mapping[str, Any],
    policies: Mapping[str, int],
    repeated: int,
    identities: Mapping[str, str],
) -> ArticleBrief:
    """Analyse one article.

    Args:
        tagged: The article.
        texts: It and all other texts of the corpus, each once.
        links: Rows of the view `links` with the article at one end.
        reader: Holds the article and the texts at the other ends.
        measures: Whether a claim measures something that another text could give.
        related: See `figures_of`.
        versions: Of the tag set.
        policies: Number of the other texts that it could echo, by genre.
        repeated: Number of texts that repeat another one.
        identities: Key of an entity of the article to its identity.
    """
    prose = [
        span
        for p in tagged.document.content_passages()
        if p.kind in PROSE_KINDS - _HEADS
        for span in of_passage(tagged.document, p)
    ]
    themes = themes_of(tagged, reader)
    figures = figures_of(tagged, links, reader, measures=measures, related=related)
    echoes = echoes_of(tagged, links, reader)
    directives = directives_of(tagged, echoes, reader, sentences=prose)
    content = list(tagged.document.content_passages())
    carrying = [
        *((f.place.start, f.place.end) for f in figures if not f.small),
        *(span for q in tagged.quotes for span in q.content),
        *((d.sentence.start, d.sentence.end) for d in directives),
        *((e.here.start, e.here.end) for e in echoes),
        *((p.place.start, p.place.start + 1) for p in (t.strongest for t in themes)),
    ]
    ends = {link[f"{end}_document"] for link in links for end in ("from", "to")} - {tagged.id}
    ends |= {c.place.document for f in figures for c in f.comparisons}
    others = [t for t in texts if t.document != tagged.id]
    flags = [flag for claim in tagged.claims for flag in claim.flags]
    genres: dict[str, int] = {}
    for text in others:
        genres[text.genre] = genres.get(text.genre, 0) + 1
    limits = Limits(
        tagset=tagged.tags.tagset,
        versions=versions,
        compared=len(others),
        repeated=repeated,
        genres=dict(sorted(genres.items())),
        policies=dict(sorted(policies.items())),
        least_scores={
            "attributions": min((q.score for q in tagged.quotes), default=None),
            "echoes": min((e.score for e in echoes), default=None),
        },
        assumed=flags.count("currency_assumed"),
        unread_tables=flags.count("partial_header"),
    )
    return ArticleBrief(
        text=next(t for t in texts if t.document == tagged.id),
        linked=tuple(sorted((t for t in others if t.document in ends), key=lambda t: (t.title, t.document))),
        start=content[0].start if content else 0,
        end=content[-1].end if content else len(tagged.text),
        shown=reader.shown(tagged.id),
        lines=tuple(_lines(tagged, reader, carrying=carrying)),
        sections=tuple(Section(title=tagged.slice(p.span), start=p.start) for p in content if p.kind == "heading"),
        voices=voices_of(tagged, reader, identities=identities),
        figures=tuple(figures),
        directives=tuple(directives),
        echoes=tuple(echoes),
        movements=tuple(movements_of(tagged, figures, reader)),
        themes=tuple(themes),
        limits=limits,
        queries=article_queries(tagged.id),
    )


def _lines(tagged: TaggedDocument, reader: Reader, *, carrying: Sequence[Span]) -> Iterator[Line]:
    """Sentences to show; where only snippets may be shown, headings and those that something is said about."""
    shown = reader.shown(tagged.id)
    if shown == "none":
        return
    told = Overlaps((span, span[0]) for span in carrying)
    for passage in tagged.document.content_passages():
        for start, end in of_passage(tagged.document, passage):
            said = told.over(start, end)
            if shown == "full" or passage.kind in _HEADS or said:
                around = max(start, min(said, default=start))
                place = reader.place(tagged.id, start, end, around=around)
                yield Line(start=start, end=end, kind=passage.kind, passage=passage.start, place=place)

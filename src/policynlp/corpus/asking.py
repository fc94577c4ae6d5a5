"""Questions in Python: quotations, figures, themes, names and links with filters, as results for notebooks.

The same functions answer for the command line, the pages and the report (`policynlp.corpus.answers`); here their filters are
arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from policynlp.corpus import listings
from policynlp.corpus.answers import FigureFilters, Filters, QuoteFilters, figures, quotes, theme_shares
from policynlp.corpus.answers.answer import Answer
from policynlp.corpus.read_only import ReadOnly
from policynlp.corpus.results import Result

Day = date | str
"""A day, or ISO text cut to what is meant: `2024`, `2024-05`, `2024-05-20`."""

_F = TypeVar("_F", bound=Filters)


class Asking:
    """What a corpus can be asked; a part of `Corpus`."""

    def views(self, *, tagset: str | None = None) -> ReadOnly:
        """One consistent look at it."""
        raise NotImplementedError

    def ask(self, question: Callable[[ReadOnly], Answer], tagset: str | None = None) -> Result:
        """The answer to any question of `policynlp.corpus.answers`: `corpus.ask(voices)`.

        Args:
            question: Called with the views.
            tagset: Look at this tag set in place of the active one.
        """
        with self.views(tagset=tagset) as views:
            answer = question(views)
            types = views.query(f"SELECT * FROM ({answer.sql}) LIMIT 0").schema
        return Result(answer, types=types)

    def quotes(
        self,
        *,
        speaker: str | None = None,
        kind: str | None = None,
        act: str | None = None,
        source_type: str | None = None,
        words: str | None = None,
        about: str | None = None,
        theme: str | None = None,
        document: str | None = None,
        publisher: str | None = None,
        genre: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        order: str = "published",
        limit: int | None = None,
        tagset: str | None = None,
    ) -> Result:
        """Who said what.

        Args:
            speaker: Name (its words, in any order), or the key of an identity, such as `person:chi-fulin`.
            kind: direct, indirect or mixed.
            act: speech, directive, belief or plan.
            source_type: named_person, organisation, document, anonymous or none.
            words: Words that stand side by side in what is said.
            about: Words that stand side by side in the passage.
            theme: Theme of the passage, or `theme.facet`.
            document: Id, its beginning, or words of the title.
            publisher: Its words.
            genre: news, policy, statistics, speech, law or other.
            since: First day of publication.
            until: Last day of publication.
            order: published, oldest or speaker.
            limit: Rows at the most; None: all.
            tagset: Look at this tag set in place of the active one.

        Raises:
            InputError: A value does not fit its filter.
        """
        filters = _filters(
            QuoteFilters, speaker=speaker, kind=kind, act=act, source_type=source_type, words=words, about=about, theme=theme,
            document=document, publisher=publisher, genre=genre, published_since=since, published_until=until,
        )  # fmt: skip
        return self.ask(lambda views: quotes(views, filters, order=order, limit=limit), tagset)

    def claims(
        self,
        *,
        measure: str | None = None,
        unit: str | None = None,
        kind: str | None = None,
        nature: str | None = None,
        place: str | None = None,
        share_of: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        contested: bool = False,
        speaker: str | None = None,
        about: str | None = None,
        theme: str | None = None,
        document: str | None = None,
        publisher: str | None = None,
        genre: str | None = None,
        published_since: Day | None = None,
        published_until: Day | None = None,
        order: str = "contested",
        limit: int | None = None,
        tagset: str | None = None,
    ) -> Result:
        """Figures, each with the sentence that gives it.

        Args:
            measure: Words of what is measured, of whom or what, or of the whole that it is a share of.
            unit: As in the column `unit` or `unit_base`, a currency, or a dimension (`area`, `share`, ...).
            kind: money, percent, ratio, count, measure, duration, age, ordinal or index.
            nature: outturn, estimate, target, forecast or hypothetical.
            place: Words of the place or of the scope.
            share_of: Words of the whole; `any`: whatever is a share of something stated.
            since: First day of the period that the figure is for; figures without a period are left out.
            until: Last day of it, likewise.
            contested: Only those that differ from another text's.
            speaker: Who says it.
            about: Words that stand side by side in the passage.
            theme: Theme of the passage, or `theme.facet`.
            document: Id, its beginning, or words of the title.
            publisher: Its words.
            genre: news, policy, statistics, speech, law or other.
            published_since: First day of publication.
            published_until: Last day of publication.
            order: contested (those first), published, period, value or measure.
            limit: Rows at the most; None: all.
            tagset: Look at this tag set in place of the active one.

        Raises:
            InputError: A value does not fit its filter.
        """
        filters = _filters(
            FigureFilters, measure=measure, unit=unit, kind=kind, nature=nature, place=place, share_of=share_of, since=since,
            until=until, contested=contested, speaker=speaker, about=about, theme=theme, document=document,
            publisher=publisher, genre=genre, published_since=published_since, published_until=published_until,
        )  # fmt: skip
        return self.ask(lambda views: figures(views, filters, order=order, limit=limit), tagset)

    def themes(
        self,
        *,
        theme: str | None = None,
        facets: bool = False,
        level: str = "passage",
        assigned: bool = True,
        about: str | None = None,
        document: str | None = None,
        publisher: str | None = None,
        genre: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        limit: int | None = None,
        tagset: str | None = None,
    ) -> Result:
        """Passages (or documents) with their themes.

        Args:
            theme: Theme, or `theme.facet`.
            facets: Facets, in place of themes.
            level: passage or document.
            assigned: Only those above their threshold.
            about: Words that stand side by side in the passage.
            document: Id, its beginning, or words of the title.
            publisher: Its words.
            genre: news, policy, statistics, speech, law or other.
            since: First day of publication.
            until: Last day of publication.
            limit: Rows at the most; None: all.
            tagset: Look at this tag set in place of the active one.

        Raises:
            InputError: A value does not fit its filter.
        """
        filters = _filters(
            Filters, theme=theme, about=about, document=document, publisher=publisher, genre=genre, published_since=since,
            published_until=until,
        )  # fmt: skip
        return self.ask(
            lambda views: listings.themes(views, filters, facets=facets, level=level, assigned=assigned, limit=limit), tagset
        )

    def theme_shares(self, *, by: str = "corpus", facets: bool = False, tagset: str | None = None, **filters: Any) -> Result:
        """Which share of the passages each theme has, with what it is a share of.

        Args:
            by: corpus, year, month, publisher, genre or document.
            facets: Facets, in place of themes.
            tagset: Look at this tag set in place of the active one.
            filters: See `policynlp.corpus.answers.Filters`.

        Raises:
            InputError: A value does not fit its filter.
        """
        chosen = _filters(Filters, **filters)
        return self.ask(lambda views: theme_shares(views, chosen, by=by, facets=facets), tagset)

    def entities(
        self,
        *,
        name: str | None = None,
        label: str | None = None,
        country: str | None = None,
        about: str | None = None,
        theme: str | None = None,
        document: str | None = None,
        publisher: str | None = None,
        genre: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        limit: int | None = None,
        tagset: str | None = None,
    ) -> Result:
        """Mentions of named things, and dates.

        Args:
            name: Words of the name, as printed or as the corpus knows it; or the key of an identity.
            label: PERSON, ORG, GPE, POLICY, DATE, ...
            country: ISO 3166-1 alpha-2 code of the country that a place lies in.
            about: Words that stand side by side in the passage.
            theme: Theme of the passage, or `theme.facet`.
            document: Id, its beginning, or words of the title.
            publisher: Its words.
            genre: news, policy, statistics, speech, law or other.
            since: First day of publication.
            until: Last day of publication.
            limit: Rows at the most; None: all.
            tagset: Look at this tag set in place of the active one.

        Raises:
            InputError: A value does not fit its filter.
        """
        filters = _filters(
            Filters, about=about, theme=theme, document=document, publisher=publisher, genre=genre, published_since=since,
            published_until=until,
        )  # fmt: skip
        return self.ask(
            lambda views: listings.entities(views, filters, name=name, label=label, country=country, limit=limit), tagset
        )

    def links(
        self,
        *,
        kind: str | None = None,
        relation: str | None = None,
        document: str | None = None,
        limit: int | None = None,
        tagset: str | None = None,
    ) -> Result:
        """Ties between two places: the same figure stated twice, a passage that echoes another.

        Args:
            kind: cites, echoes, agrees, compatible, differs, not_comparable or duplicate.
            relation: verbatim or paraphrase, of echoes.
            document: Id of either document, its beginning, or words of its title.
            limit: Rows at the most; None: all.
            tagset: Look at this tag set in place of the active one.

        Raises:
            InputError: There is no such kind or relation.
        """
        return self.ask(
            lambda views: listings.links(views, kind=kind, relation=relation, document=document, limit=limit), tagset
        )


def _filters(which: type[_F], /, **values: Any) -> _F:
    """Filters from arguments: a day may be text, cut to what is meant."""
    texts = {
        name: "1" if value is True else str(value) for name, value in values.items() if value is not None and value is not False
    }
    return which.from_texts(texts)

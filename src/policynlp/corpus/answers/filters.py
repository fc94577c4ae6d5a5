"""What a question can be narrowed by, as SQL over the views."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self, get_args

from policynlp.corpus.answers.conditions import Conditions, folded_words
from policynlp.document import GENRES
from policynlp.errors import InputError
from policynlp.tags import Act, ClaimKind, Nature, QuoteKind, SourceType

DIMENSIONS = {
    "area": "meter ** 2",
    "energy": "kilogram * meter ** 2 / second ** 2",
    "length": "meter",
    "mass": "kilogram",
    "power": "kilogram * meter ** 2 / second ** 3",
    "share": "fraction",
    "time": "second",
    "volume": "meter ** 3",
}
"""Dimension to the unit that the base values of its figures have."""


_SHARE = re.compile(r"^\s*(?:the\s+)?share\s+of\b\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What every question over annotations can be narrowed by; None leaves a filter out.

    Attributes:
        speaker: Name of who says it (its words, in any order), or the key of an identity.
        document: Id, its beginning, or words of the title.
        about: Words that stand side by side in the passage.
        theme: Theme of the passage, or `theme.facet`.
        publisher: Its words.
        genre: news, policy, statistics, speech, law or other.
        published_since, published_until: Days of publication, both inclusive.
    """

    speaker: str | None = None
    document: str | None = None
    about: str | None = None
    theme: str | None = None
    publisher: str | None = None
    genre: str | None = None
    published_since: date | None = None
    published_until: date | None = None

    def __post_init__(self) -> None:
        _one_of("genre", self.genre, GENRES)
        _not_empty(self, "about")

    @classmethod
    def from_texts(cls, texts: dict[str, str]) -> Self:
        """Filters from the texts of a form or an address; empty ones are left out.

        Raises:
            InputError: A value does not fit its filter.
        """
        values: dict[str, Any] = {}
        for f in fields(cls):
            text = texts.get(f.name, "").strip()
            if not text:
                continue
            kind = str(f.type)
            if "date" in kind:
                values[f.name] = _day(f.name, text)
            elif "bool" in kind:
                values[f.name] = text.lower() not in {"0", "false", "no", "off"}
            else:
                values[f.name] = text
        return cls(**values)

    def as_texts(self) -> dict[str, str]:
        """Inverse of `from_texts`: those that are set, as texts."""
        out = {}
        for f in fields(self):
            value = getattr(self, f.name)
            if value not in (None, False):
                out[f.name] = "1" if value is True else str(value)
        return out

    def apply(self, where: Conditions, row: str) -> Conditions:
        """Add these filters.

        Args:
            where: What to add to.
            row: Alias of the annotation, which has the columns of its document: q, c, e, t or p (see `in_passage`).
        """
        self._by_document(where, row)
        if self.speaker:
            said_by(where, row, self.speaker)
        if self.about:
            in_passage(where, row, "passages_words", "id", lambda inner: inner.phrase("x.words", self.about or ""))
        if self.theme:
            name, _, facet = self.theme.partition(".")
            clause = "x.assigned AND x.theme = ? AND x.facet " + ("= ?" if facet else "IS NULL")
            in_passage(where, row, "themes", "passage", lambda inner: inner.add(clause, *([name, facet] if facet else [name])))
        return where

    def _by_document(self, where: Conditions, row: str) -> None:
        if self.document:
            inner = of_document(Conditions(values=where.values), self.document)
            where.clauses.append(f"{row}.document IN (SELECT document FROM documents {inner.where})")
        if self.publisher:
            inner = Conditions(values=where.values)
            inner.words("publisher", self.publisher)
            where.clauses += [f"{row}.document IN (SELECT document FROM documents {inner.where})"] if inner.clauses else []
        if self.genre:
            where.add(f"{row}.genre = ?", self.genre)
        if self.published_since:
            where.add(f"{row}.published_date >= ?", self.published_since)
        if self.published_until:
            where.add(f"{row}.published_date <= ?", self.published_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFilters(Filters):
    """What quotations can be narrowed by, besides `Filters`.

    Attributes:
        kind: direct, indirect or mixed.
        act: speech, directive, belief or plan.
        source_type: named_person, organisation, document, anonymous or none.
        words: Words that stand side by side in what is said.
    """

    kind: str | None = None
    act: str | None = None
    source_type: str | None = None
    words: str | None = None

    def __post_init__(self) -> None:
        Filters.__post_init__(self)
        _one_of("kind", self.kind, get_args(QuoteKind))
        _one_of("act", self.act, get_args(Act))
        _one_of("source_type", self.source_type, get_args(SourceType))
        _not_empty(self, "words")

    def apply(self, where: Conditions, row: str) -> Conditions:
        """Add these filters; see `Filters.apply`."""
        Filters.apply(self, where, row)
        for name in ("kind", "act", "source_type"):
            if value := getattr(self, name):
                where.add(f"{row}.{name} = ?", value)
        if self.words:
            inner = Conditions(values=where.values)
            inner.phrase("words", self.words)
            where.clauses.append(f"{row}.id IN (SELECT id FROM quotes_words {inner.where})")
        return where


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFilters(Filters):
    """What figures can be narrowed by, besides `Filters`.

    Attributes:
        measure: Words of what is measured, of whom or what, or of the whole that it is a share of, in the singular or the plural.
        unit: Unit as in `Claim.unit` or `Claim.unit_base`, a currency, or a dimension (`area`, `share`, ...).
        kind: money, percent, ratio, count, measure, duration, age, ordinal or index.
        nature: outturn, estimate, target, forecast or hypothetical.
        place: Words of the place or of the scope.
        share_of: Words of the whole; `any`: whatever is a share of something stated.
        since, until: Days that the period of the figure touches; figures without a period are left out.
        contested: Those only that differ from another text's.
    """

    measure: str | None = None
    unit: str | None = None
    kind: str | None = None
    nature: str | None = None
    place: str | None = None
    share_of: str | None = None
    since: date | None = None
    until: date | None = None
    contested: bool = False

    def __post_init__(self) -> None:
        Filters.__post_init__(self)
        _one_of("kind", self.kind, get_args(ClaimKind))
        _one_of("nature", self.nature, get_args(Nature))

    @property
    def named(self) -> str:
        """Words of the measure, without "share of": a figure is called "share of China's total economy"."""
        return _SHARE.sub("", self.measure or "", count=1)

    def apply(self, where: Conditions, row: str) -> Conditions:
        """Add these filters; see `Filters.apply`."""
        Filters.apply(self, where, row)
        if self.measure and _SHARE.match(self.measure):
            where.add(f"{row}.share_of_text IS NOT NULL")
        if named := self.named:
            where.said(row, "claims_words", named, nouns=True)
        if self.unit:
            unit = DIMENSIONS.get(self.unit, self.unit)
            where.add(f"(? IN ({row}.unit, {row}.unit_base) OR ({row}.kind = 'money' AND ? = 'money'))", unit, unit)
        if self.kind:
            where.add(f"{row}.kind = ?", self.kind)
        if self.nature:
            where.add(f"{row}.nature = ?", self.nature)
        if self.place:
            where.said(row, "claims_words", self.place, columns=("place_words",))
        if self.share_of == "any":
            where.add(f"{row}.share_of_text IS NOT NULL")
        elif self.share_of:
            where.nouns(f"{row}.share_of_text", self.share_of)
        if self.since:
            where.add(f"coalesce({row}.period_end_date, {row}.period_start_date) >= ?", self.since.isoformat())
        if self.until:
            where.add(f"coalesce({row}.period_start_date, {row}.period_end_date) <= ?", self.until.isoformat())
        if self.contested:
            where.add(CONTESTED.format(row=row))
        return where


def of_document(where: Conditions, document: str) -> Conditions:
    """Add: a row of `documents` goes by this id, its beginning, or words of its title."""
    inner = Conditions(values=where.values)
    inner.words("title", document)
    titled = f" OR ({' AND '.join(inner.clauses)})" if inner.clauses else ""
    return where.add(f"(starts_with(document, ?){titled})", document)


CONTESTED = "{row}.id IN (SELECT id FROM contested)"
"""Whether another text gives another figure."""


KEYED = """SELECT identity FROM identities WHERE identity = {key}
    OR (entity = {key} AND NOT EXISTS (SELECT 1 FROM identities WHERE identity = {key}))"""
"""The identity of a key; where it is that of an entity in a document (`person:xi-jinping`), those that the entity belongs to."""


def said_by(where: Conditions, row: str, speaker: str) -> None:
    """Add: the row is said by somebody of this name or identity."""
    if ":" in speaker:
        where.add(f"{row}.identity IN ({KEYED.format(key='?')})", speaker, speaker, speaker)
    else:
        where.words(f"concat_ws(' ', {row}.speaker, {row}.identity_name)", speaker)


_IN = {
    "q": "q.id IN (SELECT id FROM quotes_placed WHERE passage IN ({found}))",
    "c": "c.id IN (SELECT id FROM claims_placed WHERE passage IN ({found}))",
    "e": "e.id IN (SELECT id FROM entities_placed WHERE passage IN ({found}))",
    "t": "t.passage IN ({found})",
    "p": "p.id IN ({found})",
}
"""Alias of a layer to what says that its row begins in one of some passages."""


def in_passage(where: Conditions, row: str, view: str, passage: str, condition: Callable[[Conditions], object]) -> None:
    """Add: the row begins in a passage of which something holds.

    Args:
        where: What to add to.
        row: Alias of the row, one of `_IN`.
        view: `passages_words` or `themes`.
        passage: Its column that holds the id of the passage.
        condition: Adds what has to hold of the passage, `x`.
    """
    inner = Conditions(values=where.values)
    condition(inner)
    where.clauses.append(_IN[row].format(found=f"SELECT x.{passage} FROM {view} x WHERE {' AND '.join(inner.clauses)}"))


def _one_of(name: str, value: str | None, known: Sequence[str]) -> None:
    if value is not None and value not in known:
        raise InputError(f"there is no {name} {value!r}", where=name, hint=f"One of: {', '.join(known)}.")


def _not_empty(filters: Filters, name: str) -> None:
    value = getattr(filters, name)
    if value is not None and not folded_words(value):
        raise InputError(f"{value!r} holds no word", where=name, hint="Give a word or a phrase.")


def _day(name: str, text: str) -> date:
    """A day; a year or a month stands for its first day, or its last where the filter is an end."""
    last = name.endswith("until")
    try:
        if len(text) == 4:
            return date(int(text), 12 if last else 1, 31 if last else 1)
        if len(text) == 7:
            year, month = int(text[:4]), int(text[5:])
            following = date(year + month // 12, month % 12 + 1, 1)
            return date.fromordinal(following.toordinal() - 1) if last else date(year, month, 1)
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is no day", where=name, hint="Write it as 2024, 2024-05 or 2024-05-20.") from error

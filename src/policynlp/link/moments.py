"""The dates that a text prints, with what their sentences say of them: a law's first day, a programme's years, the end of a survey.

Two texts that date one thing alike confirm each other as two that give one figure do (`moment_pairs`).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import TypeAdapter

from policynlp.document import CONTENT_KINDS, Document, Passage, Span
from policynlp.link.appeared import head, tells_of
from policynlp.link.clauses import clause
from policynlp.link.order import Days, days
from policynlp.link.pairs import Party
from policynlp.link.statements import period_days
from policynlp.link.words import WORD, stem, terms
from policynlp.sentences import SentenceMap
from policynlp.tag.dates_words import MONTHS
from policynlp.tags import Entity, Period, Tags

MOST_MOMENTS = 300
"""Dates of a text that are compared, the first ones: an almanac prints thousands."""
_NEAR_CHARS, _CLAUSE_CHARS = 70, 160
_BEFORE_CHARS, _BEHIND_CHARS = 50, 40
_BEFORE_WORDS, _BEHIND_WORDS, _ROLE_WORDS = 7, 5, 4
_DUMMY_YEAR = 2000
"""A leap year, for dates that print none and whose text has none either."""
_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_CAPITAL = re.compile(r"(?<!^)\b[A-ZÀ-ÖØ-Þ][^\W\d_]+")
_NAMES = re.compile(r"\b[A-ZÀ-ÖØ-Þ][^\W\d_]+")
_ROLES = {
    **dict.fromkeys(("since", "from", "began", "start", "begin", "starting"), "from"),
    **dict.fromkeys(("by", "until", "till", "before", "end", "ended", "ending", "expires", "to"), "to"),
    "after": "after",
}
_EVENTS = {
    "start": """begin began begun start launch open introduce effect force create found establish set first commence come came enter
        entered take took valid apply since operational operation running""",
    "end": "end expire close finish complete completion ready run until out through last lapse deadline due",
    "publish": "publish release present issue unveil announce said told tell",
    "adopt": "adopt approve sign pass vote gazette promulgate enact agree decide",
}
_EVENT_OF = {stem(word): event for event, words in _EVENTS.items() for word in words.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date in its sentence.

    Attributes:
        party: Its document.
        entity: Id of the annotation; `span`, `text` as in the text.
        days: First and last day.
        yearless: Neither the date nor its document has a year; `days` are those of another one.
        role: `from`, `to`, `after` or `at`, by the word before it.
        event: `start`, `end`, `publish`, `adopt`, by the nearest word that says so; else empty.
        said: Terms of its sentence.
        near: Terms of the words near it, within its sentence.
        clause: Terms of its clause, as far as the next date.
        names: Stems of the names in its sentence.
        section: Terms of its heading.
        sentence: Offsets of its sentence.
        own: Claims whose period it is.
        cell: It stands in a table.
        tells_of: `published` or `said`, where its sentence says that something was then; else empty (`own_days`).
        own_day: It is the day that its text gives for itself; `said` and `names` are those of the lines at its head.
    """

    party: Party
    entity: str
    span: Span
    text: str
    days: Days
    yearless: bool
    role: str
    event: str
    said: frozenset[str]
    near: frozenset[str]
    clause: frozenset[str]
    names: frozenset[str]
    section: frozenset[str]
    sentence: Span
    own: frozenset[str]
    cell: bool
    tells_of: str = ""
    own_day: bool = False


def moments(party: Party, document: Document, tags: Tags) -> list[Moment]:
    """The dates of a document that can be compared: those whose days are known, outside of titles and bylines."""
    return list(_Reader(party, document, tags).read())


class _Reader:
    """Reads the dates of one document."""

    def __init__(self, party: Party, document: Document, tags: Tags) -> None:
        self.party, self.document, self.text = party, document, document.text
        self.map = SentenceMap(document)
        self.found = [
            (entity, *dated)
            for entity in sorted(tags.entities, key=lambda e: (e.start, e.end))
            if entity.label in {"DATE", "TIME"} and (dated := _days_of(entity, self.text)) is not None
        ][:MOST_MOMENTS]
        self.periods = [(c.id, c.start, c.period.text.lower()) for c in tags.claims if c.period is not None and c.period.text]

    def read(self) -> Iterator[Moment]:
        for n, (entity, known, yearless) in enumerate(self.found):
            at = self.map.at(entity.start)
            if at is None:
                continue
            passage = self.document.passages[self.map.passages[at]] if self.document.passages else None
            if passage is None or (passage.kind in CONTENT_KINDS and passage.kind != "title"):
                yield self._moment(n, entity, known, yearless, self.map.spans[at], passage)
        own = head(self.document, [entity for entity, *_ in self.found])
        if own is not None:
            yield self._own_day(*own)

    def _own_day(self, entity: Entity, lines: str) -> Moment:
        """The day that the text gives for itself, with the words of the lines at its head."""
        known = next(days for found, days, _ in self.found if found.id == entity.id)
        return Moment(
            party=self.party,
            entity=entity.id,
            span=(entity.start, entity.end),
            text=" ".join(self.text[entity.start : entity.end].split()),
            days=known,
            yearless=False,
            role="at",
            event="publish",
            said=frozenset(terms(lines)),
            near=frozenset(),
            clause=frozenset(),
            names=frozenset(stem(name) for name in _NAMES.findall(lines) if name.lower() not in MONTHS),
            section=frozenset(),
            sentence=(0, len(lines)),
            own=frozenset(),
            cell=False,
            own_day=True,
        )

    def _moment(self, n: int, entity: Entity, known: Days, yearless: bool, sentence: Span, passage: Passage | None) -> Moment:
        start, end = sentence
        printed = self.text[entity.start : entity.end]
        lower = printed.lower()
        before = self.text[max(start, entity.start - _NEAR_CHARS) : entity.start]
        behind = self.text[entity.end : min(end, entity.end + _NEAR_CHARS)]
        said = self.text[start:end]
        return Moment(
            party=self.party,
            entity=entity.id,
            span=(entity.start, entity.end),
            text=" ".join(printed.split()),
            days=known,
            yearless=yearless,
            role=_role(before, lower),
            event=_event(before[-_BEFORE_CHARS:], behind[:_BEHIND_CHARS]),
            said=frozenset(terms(said)),
            near=frozenset(terms(f"{before} {behind}")),
            clause=frozenset(self._clause(n, entity, sentence)),
            names=frozenset(
                stem(name) for name in _CAPITAL.findall(said) if name.lower() not in MONTHS and name not in printed
            ),
            section=frozenset(terms(passage.section)) if passage is not None and passage.section else frozenset(),
            sentence=sentence,
            own=frozenset(i for i, at, text in self.periods if start <= at < end and (text in lower or lower in text)),
            cell=passage is not None and passage.kind == "table",
            tells_of=tells_of(self.text, sentence, (entity.start, entity.end)),
        )

    def _clause(self, n: int, entity: Entity, sentence: Span) -> Sequence[str]:
        """Terms of the clause around a date, without those of its neighbours."""
        left = max(sentence[0], self.found[n - 1][0].end if n and self.found[n - 1][0].end <= entity.start else 0)
        behind = self.found[n + 1][0].start if n + 1 < len(self.found) else len(self.text)
        right = max(entity.end, min(sentence[1], behind))
        first, last = clause(self.text, (entity.start, entity.end), left=left, right=right)
        first, last = max(first, entity.start - _CLAUSE_CHARS), min(last, entity.end + _CLAUSE_CHARS)
        return terms(f"{self.text[first : entity.start]} {self.text[entity.end : last]}")


def _days_of(entity: Entity, text: str) -> tuple[Days, bool] | None:
    """The days of a date, and whether they are of a dummy year; None where they are not known."""
    if entity.start_date or entity.end_date:
        first, last = days(entity.start_date or entity.end_date), days(entity.end_date or entity.start_date)
        return ((first[0], last[1]), False) if first is not None and last is not None and first[0] <= last[1] else None
    if entity.timex is None:
        return None
    if yearless := _YEARLESS.fullmatch(entity.timex):
        month, day = int(yearless[1]), yearless[2]
        found = days(f"{_DUMMY_YEAR}-{month:02d}" + (f"-{day}" if day else ""))
        return (found, True) if found is not None else None
    known = period_days(Period(text=text[entity.start : entity.end], timex=entity.timex))
    return (known, False) if known is not None else None


def in_year(known: Days, year: int) -> Days:
    """The days of a dummy year, in another one; 29 February is the last of the month in all of them."""
    return _moved(known[0], year), _moved(known[1], year)


def _moved(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _role(before: str, printed: str) -> str:
    """What a date is to what happens, by the word before it or in it."""
    words = [w.lower() for w in WORD.findall(printed)][:2] + [w.lower() for w in reversed(WORD.findall(before)[-_ROLE_WORDS:])]
    return next((_ROLES[w] for w in words if w in _ROLES), "at")


def _event(before: str, behind: str) -> str:
    """What kind of happening is dated: the last word before the date that says so, else the first one behind it."""
    words = [stem(w) for w in reversed(WORD.findall(before)[-_BEFORE_WORDS:])] + [
        stem(w) for w in WORD.findall(behind)[:_BEHIND_WORDS]
    ]
    return next((_EVENT_OF[w] for w in words if w in _EVENT_OF), "")


@cache
def _kept() -> TypeAdapter[tuple[Moment, ...]]:
    return TypeAdapter(tuple[Moment, ...])


def pack_moments(found: Sequence[Moment]) -> bytes:
    """How the dates of a text are kept: as compressed JSON."""
    return zlib.compress(_kept().dump_json(tuple(found)), 1)


def unpack_moments(data: bytes) -> tuple[Moment, ...]:
    """What `pack_moments` packed."""
    return _kept().validate_json(zlib.decompress(data))

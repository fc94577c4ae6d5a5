"""What is asked of the search: words or meaning, filters, order, page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal, get_args

from policynlp.document import GENRES, PASSAGE_KINDS
from policynlp.errors import InputError

Mode = Literal["words", "meaning", "both"]
Sort = Literal["relevance", "date"]

MAX_LIMIT = 500
"""Hits of one page at the most; `iterate` gives all of them."""
_MAX_NEAREST = 10_000
_WHERE = "search"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """One question to the corpus.

    The values of one filter are alternatives; several filters hold together. Names (`speaker`, `person`, `organisation`, `place`, `policy`,
    `entity`) are taken in three ways: the key that a facet gives, an identity (`person:chi-fulin`) or the key of an entity in a text,
    `name:` and a whole name, or else a part of a name, as written or as the corpus knows it, in any case.

    Attributes:
        text: Words, or a question; see `policynlp.corpus.search.query_language`. Empty: every passage that the filters leave.
        mode: `words` finds the words typed; `meaning` the passages nearest to the question; `both` fuses their ranks.
        theme: Themes assigned to the passage; `theme.facet` asks for a facet.
        facet: Facets assigned to the passage, as `theme.facet`.
        speaker: Who is quoted in the passage.
        person, organisation, place, policy: Who or what is named in it.
        entity: Anything named in it.
        source: Parts of publisher or address.
        genre: Kinds of source: news, policy, statistics, speech, law, other.
        publisher: Publishers: a whole name, or words of it.
        language: ISO 639-1 codes.
        document: Ids of documents.
        kind: Kinds of passage; boilerplate and bylines are found only so.
        since: Published on this day or later; a date known by year or month only counts where it may be meant.
        until: Published on this day or earlier, likewise.
        duplicates: Also texts that repeat another one, and superseded revisions.
        sort: `relevance`, or `date` (newest first). Without `text` it is always by date.
        limit: Hits of one page.
        cursor: `next_cursor` of the page before.
        nearest: How many passages `meaning` brings in at the most; those that have all the words come on top, without limit.
        facets: Count the facets; leave it out where only hits are shown.
        facet_values: Values of a facet that are listed, most frequent first; `Facet.distinct` says how many there are.
    """

    text: str = ""
    mode: Mode = "both"
    theme: tuple[str, ...] = ()
    facet: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    entity: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    genre: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    duplicates: bool = False
    sort: Sort = "relevance"
    limit: int = 20
    cursor: str | None = None
    nearest: int = 200
    facets: bool = True
    facet_values: int = 20

    def __post_init__(self) -> None:
        """Check what a person may have typed.

        Raises:
            InputError: A value is impossible.
        """
        for name in FILTERS:  # lists from JSON and from URLs
            object.__setattr__(self, name, _values(name, getattr(self, name)))
        _choice("mode", self.mode, get_args(Mode))
        _choice("sort", self.sort, get_args(Sort))
        for name, known in (("genre", GENRES), ("kind", PASSAGE_KINDS)):
            for value in getattr(self, name):
                if value.casefold() not in known:
                    raise InputError(f"there is no {name} {value!r}", where=name, hint=f"One of: {', '.join(known)}.")
        for name, low, high in (("limit", 1, MAX_LIMIT), ("nearest", 1, _MAX_NEAREST), ("facet_values", 0, 10_000)):
            value = getattr(self, name)
            if not low <= value <= high:
                raise InputError(f"{name} is {value}", where=_WHERE, hint=f"Give a number from {low} to {high}.")
        for facet in self.facet:
            if "." not in facet:
                raise InputError(
                    f"the facet {facet!r} has no theme", where=_WHERE, hint="Write theme.facet, or name the theme."
                )
        if self.since and self.until and self.since > self.until:
            raise InputError(f"{self.since} is after {self.until}", where=_WHERE, hint="`since` is the earlier day.")

    @property
    def filtered(self) -> bool:
        """Whether a filter is set."""
        return bool(self.since or self.until or any(getattr(self, name) for name in FILTERS))

    def digest(self) -> str:
        """The same for every page of one question; a cursor carries it."""
        asked = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in _OF_THE_PAGE}
        return hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()[:12]


FILTERS = (
    "theme",
    "facet",
    "speaker",
    "person",
    "organisation",
    "place",
    "policy",
    "entity",
    "source",
    "genre",
    "publisher",
    "language",
    "document",
    "kind",
)
"""Fields of `SearchRequest` that are lists of alternatives."""
_OF_THE_PAGE = {"limit", "cursor", "facets", "facet_values"}


def request_from(text: str = "", **wanted: Any) -> SearchRequest:
    """A request from keyword arguments as people write them: one value or many, a theme beside its facet.

    Raises:
        InputError: A name is unknown or a value impossible.
    """
    known = {f.name for f in fields(SearchRequest)}
    for name in wanted:
        if name not in known:
            raise InputError(f"there is no filter {name!r}", where=_WHERE, hint=f"Filters: {', '.join(sorted(known))}.")
    values = {name: value for name, value in wanted.items() if value is not None}
    themes, facets = _values("theme", values.get("theme", ())), _values("facet", values.get("facet", ()))
    if any("." not in facet for facet in facets):
        if len(themes) != 1:
            raise InputError("a facet belongs to a theme", where=_WHERE, hint="Name both, or write theme.facet.")
        values["facet"] = tuple(facet if "." in facet else f"{themes[0]}.{facet}" for facet in facets)
    return SearchRequest(text=text, **values)


def _values(name: str, given: str | Sequence[str]) -> tuple[str, ...]:
    values = (given,) if isinstance(given, str) else tuple(given)
    for value in values:
        if not isinstance(value, str):
            raise InputError(f"{name} is {value!r}", where=_WHERE, hint="Give text, or a list of texts.")
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))


def _choice(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise InputError(f"{name} is {value!r}", where=_WHERE, hint=f"One of: {', '.join(allowed)}.")

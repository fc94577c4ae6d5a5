"""What findings are made of: pieces of sentences, some of which lead to a place; counts, titles and quotations in them."""

from __future__ import annotations

from dataclasses import dataclass

from policynlp.corpus.brief.article import ArticleBrief
from policynlp.corpus.brief.evidence import Place
from policynlp.report.wording import capital, excerpt, titled

MOST_TOLD = 4
"""Items of a kind that are told in sentences; the rest stands in the tables."""
AHEAD = frozenset({"target", "forecast", "hypothetical"})
"""Natures of what is not yet so."""
_QUOTED_CHARS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a sentence; with a place, it leads there."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One or two sentences that belong together.

    Attributes:
        topic: `figures`, `voices`, `directives`, `movements`, `themes` or `echoes`.
        parts: What they are made of.
        lead: It opens its topic; the others tell the items.
    """

    topic: str
    parts: tuple[Part, ...]
    lead: bool = False

    @property
    def text(self) -> str:
        """The sentences."""
        return "".join(part.text for part in self.parts)


def finding(topic: str, *parts: str | tuple[str, Place], lead: bool = False) -> Finding:
    """A finding from texts and texts with places."""
    made = tuple(Part(text=p) if isinstance(p, str) else Part(text=p[0], place=p[1]) for p in parts)
    return Finding(topic=topic, parts=made, lead=lead)


def title_of(brief: ArticleBrief, place: Place, *, head: bool = False) -> str:
    """The title of the text of a place, in quotation marks."""
    title = next((t.title for t in brief.linked if t.document == place.document), "another text")
    return titled(title) if title != "another text" else capital(title) if head else title


def quoted(place: Place) -> str:
    """A sentence in quotation marks, cut at a word."""
    shown = excerpt(place, chars=_QUOTED_CHARS).strip('"“” ')
    return f"“{shown}”" if shown else ""


def be(number: int) -> str:
    """`is` or `are`."""
    return "is" if number == 1 else "are"

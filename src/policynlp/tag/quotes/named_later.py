"""Who is told by office first and named after it: "A county judge has turned down ..." above "Justice Alma Reyes ruled"."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.people.resolve import Resolver
from policynlp.tag.people.roles import role_head
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.reading import Reading

_LEADS = 2
"""Paragraphs at the beginning in which news tells somebody by office alone."""
_REACH_PASSAGES = 3
_REACH_OF_TITLES = 8
"""For the one bearer whom the whole text has: a title, a standfirst, a byline and two pictures stand before some."""
_ARTICLES = frozenset({"the", "a", "an"})
_TITLES = frozenset({"title", "heading"})
_DOCTORS = frozenset({"doctor", "physician", "surgeon"})
_HEALING = ("doctor", "physician", "surgeon", "medic", "health", "clinic", "hospital", "iatri", "ologist", "practitioner")
_HONOURED = ("Dr. ", "Dr ")


def named_later(reading: Reading, cast: Cast, resolver: Resolver, head: Token, span: Span) -> Figure | None:
    """The one person with that office whom the next paragraphs introduce, for a mention in a title, a heading or a lead.

    Args:
        reading: The document.
        cast: Who could speak in it.
        resolver: Of titles and names.
        head: Head of the mention, a singular noun.
        span: The mention.

    Returns:
        The figure; null where the mention stands further down, where somebody with that office was named before, or where the next
        paragraphs introduce several and the words fit none of them alone.
    """
    role, passage = role_head(head.text), reading.passage[head.i]
    if role is None or passage < 0:
        return None
    prose = (i for i, p in enumerate(reading.passages) if p.kind not in _TITLES)
    headline = reading.is_line(passage)
    if not headline and passage not in islice(prose, _LEADS):
        return None
    keys = [
        *resolver.bearers(role, before=len(reading.text), former=True),
        *(_doctors(reading, cast) if role in _DOCTORS else ()),
    ]
    first = {
        key: mention.start
        for key in dict.fromkeys(keys)
        if (figure := cast.by_entity(key)) is not None and (mention := cast.first(figure)) is not None
    }
    if any(start < span[1] for start in first.values()):
        return None
    words = {w for w in reading.text[slice(*span)].lower().split() if w not in _ARTICLES}
    named = [k for k in first if len(words) > 1 and (figure := cast.by_entity(k)) is not None and words <= figure.titles]
    if len(named) == 1:
        return cast.by_entity(named[0])  # "says agriculture minister", and who that is stands half a page below
    reach = _REACH_OF_TITLES if headline and len(first) == 1 else _REACH_PASSAGES
    near = [k for k, start in first.items() if reading.passage[reading.token_at(start)] - passage <= reach]
    return cast.by_entity(near[0]) if len(near) == 1 else None


def _may_heal(figure: Figure) -> bool:
    """Whether nothing that the text says of a "Dr." stands against a doctor's trade: no economist."""
    words = " ".join(figure.person.titles if figure.person is not None else ()).lower()
    return not words or any(stem in words for stem in _HEALING)


def _doctors(reading: Reading, cast: Cast) -> list[str]:
    """Who is called "Dr." where first named."""
    firsts = ((figure.entity, cast.first(figure)) for figure in cast.people())
    return [
        key
        for key, mention in firsts
        if key
        and mention is not None
        and _may_heal(mention.figure)
        and reading.text[max(0, mention.start - 4) : mention.end].lstrip().startswith(_HONOURED)
    ]

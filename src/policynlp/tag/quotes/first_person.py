"""What "I" says: in direct speech or a turn whoever says that, in the text of a speech whoever its heading names first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from policynlp.document import Passage, Span
from policynlp.tag.extensions import passages
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.reading import Reading

UNMARKED = frozenset({"transcript", "statement"})
"""Rules for speech without marks."""
_I = frozenset({"i", "me", "my"})
_HEADING_PASSAGES = 4  # title, place and day, form of address
_HEADING_WORDS = 20  # longer lines are the speech itself, and name others
_SPEECH_TITLE = re.compile(
    r"\s*(?:\w+ ){0,2}(?:speech|remarks|address|lecture|keynote(?: \w+)?|statement) (?:by|of|from|delivered by)\b",
    re.IGNORECASE,
)
_DELIVERED = re.compile(
    r"\W*(?:as )?(?:delivered|presented|given|read|tabled|pronounced) (?:(?:at|on|in|to|before|during) [^\n]{0,160}?\b)?by (?:the )?",
    re.IGNORECASE,
)
"""At the start of a line in front of a speech; "Given the pressure on prices" begins a sentence of it."""
_LINES = 10
_BY_SOMEBODY = re.compile(r"\b[Bb]y (?-i:[A-Z])|^[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}:", re.MULTILINE)


def speech_around(reading: Reading, word: Token, attributions: Sequence[Attribution]) -> int | None:
    """Index of the direct speech or turn that the word is said in: the shortest."""
    marked = reading.mark_over(word.idx) is not None
    best, least = None, len(reading.text) + 1
    for i, attribution in enumerate(attributions):
        inside = any(s <= word.idx < e for s, e in attribution.content)
        size = sum(e - s for s, e in attribution.content)
        if inside and size < least and attribution.source and (marked or attribution.rule in UNMARKED):
            best, least = i, size
    return best


def heading_speaker(reading: Reading, cast: Cast, word: Token) -> Figure | None:
    """Who gives the speech, for a word outside of quotation marks; null in a text that is no speech, or names nobody first."""
    if not _is_speech(reading.doc) or reading.mark_over(word.idx) is not None:
        return None
    start, stop = _named_in(reading.text, reading.passages)
    named = (m.figure for m in cast.mentions if start <= m.start < stop)
    return next((figure for figure in named if figure.kind == "named_person"), None)


def author(reading: Reading, cast: Cast, word: Token) -> Figure | None:
    """Who wrote the text, for an "I" of its own prose: "I think he has it the wrong way round"; null where not one person did.

    Not in a text of turns, whose "I" is whoever has the turn, nor of an "I" in marks.
    """
    authors: Sequence[str] = reading.doc._.policynlp_authors or ()
    if word.lower_ not in _I or len(authors) != 1 or reading.mark_over(word.idx) is not None:
        return None
    named = {figure.name: figure for figure in (m.figure for m in cast.mentions) if figure.kind == "named_person"}
    return named.get(authors[0])


def speaker_of_speech(doc: Doc) -> tuple[str, Span] | None:
    """Full name of whoever gives a speech, and where its heading names them; null in a text that is no speech, or names nobody."""
    if not _is_speech(doc):
        return None
    start, stop = _named_in(doc.text, passages(doc))
    named = [(m, person.name) for person in doc._.policynlp_people for m in person.mentions if start <= m[0] < stop]
    return (min(named)[1], min(named)[0]) if named else None


def _is_speech(doc: Doc) -> bool:
    return doc._.policynlp_genre == "speech" or _titled(doc.text, passages(doc)) is not None


def _titled(text: str, paragraphs: Sequence[Passage]) -> Span | None:
    """Where the line goes on that calls a text a speech, behind "by": the first one, or one below what a page has above it."""
    if (found := _SPEECH_TITLE.match(text)) is not None:
        return found.end(), paragraphs[0].end if paragraphs else len(text)
    for passage in paragraphs[1:_LINES]:
        if _BY_SOMEBODY.search(text, 0, passage.start):
            return None  # a column about a speech
        line = text[passage.start : passage.end]
        sentence = line.rstrip().endswith((".", "?", "!")) or "\n" in line.strip()
        if not sentence and (found := _SPEECH_TITLE.match(text, passage.start, passage.end)) is not None:
            return found.end(), passage.end
    return None


def _named_in(text: str, paragraphs: Sequence[Passage]) -> Span:
    """Where the lines in front of a speech name who gives it: behind "Delivered by" or "Address by", else from the first line on."""
    titled = _titled(text, paragraphs)
    if titled is not None and paragraphs and titled[1] > paragraphs[0].end:
        return titled
    for passage in paragraphs[:_LINES]:
        if (found := _DELIVERED.match(text, passage.start, passage.end)) is not None:
            return found.end(), passage.end
    return 0, _heading_end(text, paragraphs)


def _heading_end(text: str, paragraphs: Sequence[Passage]) -> int:
    """Where the lines in front of a speech end: its first passage, and short ones behind it."""
    end = 0
    for i, passage in enumerate(paragraphs[:_HEADING_PASSAGES]):
        if i and len(text[passage.start : passage.end].split()) > _HEADING_WORDS:
            break
        end = passage.end
    return end

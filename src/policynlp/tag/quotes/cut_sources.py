"""Sources of the encoder that are cut wrongly or name nobody: "in" of "in exchange", "the" of "the provisions", whoever is spoken to."""

from __future__ import annotations

import re

from policynlp.document import Span
from policynlp.tag.entities.datelines import opens_report
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import mention_span

_NAMELESS = frozenset({"ADP", "ADV", "CCONJ", "SCONJ", "PART", "PUNCT", "SPACE"})
_ARTICLES = frozenset({"the", "a", "an"})
_RELATIVE = frozenset({"who", "which", "that", "whose"})
_VERBS = frozenset({"VERB", "AUX"})
_NUMBERED = re.compile(r"\(?(?:[ivxlc]{1,5}|[b-z]|\d{1,2})[.)]")
"""The number of a clause: `(ii)`."""
_AMOUNT_AGAIN = re.compile(
    r",? or (?:(?:about|some|around|nearly|almost|just|only|roughly|over|more than|less than) )*"
    r"(?:\d|(?:an?|one|two|three|the)[ -](?:half|third|quarter|fifth|tenth)|half|twice|double)",
)
"""Behind a source, an amount told once more: "held 71 million, according to the Ministry of Water" + ", or a quarter of"."""


_LEAD = re.compile(
    r"(?:(?-i:per)[ ]|(?:ladies and gentlemen|(?:your|her|his) (?:excellenc(?:y|ies)|honou?rs?|majesty|worship)"
    r"|(?:mr|mrs|ms|mister|madame?)\.? (?:deputy |vice |temporary )?"
    r"(?:speaker|president|chair(?:man|woman|person)?|minister|moderator)),[ ])",
    re.IGNORECASE,
)
"""What stands in front of a source and is none: `per` data, and whoever is spoken to ("Ladies and Gentlemen, | a study found")."""


def behind_lead(reading: Reading, source: Span, cue: Span | None) -> Span:
    """A source without what is said to an audience before it; where nothing else is left of it, what stands between that and the cue."""
    lead = _LEAD.match(reading.text, source[0])
    if lead is None:
        return source
    if lead.end() < source[1]:
        return lead.end(), source[1]
    found = reading.mention(reading.token_at(lead.end()), reading.token_at(cue[0])) if cue is not None else None
    return found if found is not None and lead.end() <= found[0] else source


def names_nobody(reading: Reading, source: Span) -> bool:
    """Whether no word of a source can stand for anybody."""
    if _NUMBERED.fullmatch(reading.text, *source):
        return True
    words = reading.doc[reading.token_at(source[0]) : reading.token_at(source[1] - 1) + 1]
    return all(t.pos_ in _NAMELESS and t.is_lower for t in words)


def is_clause(reading: Reading, content: Span) -> bool:
    """Whether a content is a clause, or stands in marks: what is neither is but a thing that something is done to."""
    words = reading.doc[reading.token_at(content[0]) : reading.token_at(content[1] - 1) + 1]
    relative = next((k for k, t in enumerate(words) if k and t.lower_ in _RELATIVE), len(words))
    return reading.mark_over(content[0]) is not None or any(t.pos_ in _VERBS for t in words[:relative])


def behind_article(reading: Reading, source: Span, cue: Span | None) -> Span:
    """A source that is but an article, with the noun that it belongs to and what that leans on."""
    article = reading.doc[reading.token_at(source[0])]
    if reading.text[slice(*source)].lower() not in _ARTICLES or article.head.i <= article.i:
        return source
    begin, end = reading.sentence[article.i]
    first, last = (begin, end - 1)
    if cue is not None and cue[0] >= source[1]:
        last = reading.token_at(cue[0]) - 1
    return mention_span(reading, article.head, first=first, last=last) or source if article.head.i <= last else source


def without_amount(text: str, source: Span) -> Span:
    """A source without the amount that is told once more behind it."""
    found = _AMOUNT_AGAIN.search(text, *source)
    return (source[0], found.start()) if found is not None and found.start() > source[0] else source


def is_dateline(reading: Reading, source: Span) -> bool:
    """Whether a source is the place in capitals that a paragraph begins with: "KUALA KRAI: Every household will receive aid"."""
    first = reading.token_at(source[0])
    passage = reading.passages[reading.passage[first]]
    if passage.start != source[0] or not reading.text.startswith(":", source[1]):
        return False
    return opens_report(reading.doc, first, reading.token_at(passage.end - 1) + 1)

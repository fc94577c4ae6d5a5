"""The head of a source mention: the word that says who or what speaks, wherever the parse puts it."""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.document_makers import document_at
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import INSTITUTIONS

_LEAST_FIELDS = 5
_IN_BODIES = frozenset({"NOUN", "PROPN", "ADJ", "CCONJ", "PART"})


def head_of_source(reading: Reading, attribution: Attribution) -> Token | None:
    """The head of the first source of an attribution; null where it has none.

    Args:
        reading: The document.
        attribution: Its `source_token` counts where it lies within the source.
    """
    if not attribution.source:
        return None
    start, end = attribution.source[0]
    doc, i = reading.doc, attribution.source_token
    first = doc[reading.token_at(start)]
    if first.lower_ == "who" and not first.is_upper:
        return first
    paper = document_at(reading, attribution.source[0])
    if paper is not None:
        return paper
    body = _body_at_the_end(reading, start, end)
    if body is not None:
        return body
    if 0 <= i < len(doc) and start <= doc[i].idx < end and doc[i].pos_ not in {"VERB", "AUX"}:
        return doc[i]
    words = doc.char_span(start, end, alignment_mode="expand")
    if words is None or not len(words):
        return None
    comma = next((t.i for t in words if t.text == ","), words.end)
    led_astray = words.root.pos_ in {"VERB", "AUX"} and comma > words.start  # "consultancy Acme, which tracks" + "flows"
    return doc[words.start : comma].root if led_astray else words.root


def _body_at_the_end(reading: Reading, start: int, end: int) -> Token | None:
    """The noun of a body whose fields parsers take for its head: "the county human resources and social security bureau"."""
    words = reading.doc.char_span(start, end, alignment_mode="expand")
    if words is None or len(words) < _LEAST_FIELDS or words[-1].tag_ != "NN" or words[-1].lower_ not in INSTITUTIONS:
        return None
    plain = words[0].lower_ == "the" and all(t.pos_ in _IN_BODIES for t in words[1:-1]) and not any(t.is_punct for t in words)
    return words[-1] if plain and any(t.lower_ == "and" for t in words) else None

"""What a mention of a body is reduced to before it is resolved: its emphasis, who leads it, and of what it is a chapter."""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import INSTITUTIONS

_LED = frozenset({"chaired", "led", "headed", "run", "founded"})
_EMPHASIS = frozenset({"itself", "himself", "herself", "themselves"})


def is_chapter(head: Token) -> bool:
    """Whether a noun is part of a body that is named: "the Benue chapter of the All Farmers Union", not "the chapter on water"."""
    return head.lower_ in {"chapter", "branch"} and any(
        c.lower_ == "of" and any(g.ent_type_ == "ORG" for g in c.children) for c in head.rights
    )


def without_emphasis(reading: Reading, span: Span) -> Span:
    """A mention without the pronoun behind it: "the office" of "the office itself"."""
    words = reading.text[slice(*span)].rsplit(maxsplit=1)
    return (span[0], span[0] + len(words[0])) if len(words) > 1 and words[1].lower() in _EMPHASIS else span


def led_body(reading: Reading, head: Token, span: Span) -> tuple[Span, Token]:
    """The body alone of `a committee of experts chaired by the forester Teotónio Rebelo`, whatever the parser took for the subject."""
    first, last = reading.token_at(span[0]), reading.token_at(span[1] - 1)
    for token in reading.doc[first + 2 : last]:
        if token.text == "," or token.pos_ == "AUX":
            break
        if token.lower_ in _LED and token.i < last and token.nbor().lower_ == "by":
            body = next((t for t in reading.doc[first : token.i] if t.pos_ in {"NOUN", "PROPN"}), None)
            if body is not None and body.lemma_.lower() in INSTITUTIONS:
                return (span[0], reading.ends[token.i - 1]), body
    return span, head

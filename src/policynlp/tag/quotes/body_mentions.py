"""Mentions of bodies: what they are reduced to before they are resolved, and what stands beside names of them."""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.cast import Cast, Figure, Mention
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import INSTITUTIONS

_LED = frozenset({"chaired", "led", "headed", "run", "founded"})
_CALLED_SO = frozenset({"department", "ministry", "agency", "authority", "service", "office", "bureau", "board", "commission"})
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


def subject_before(reading: Reading, cast: Cast, head: Token) -> Figure | None:
    """The body that is the subject of the sentence before, in one paragraph: "Indigenous Services sees it differently. The department"."""
    first = reading.sentence[head.i][0]
    if head.lemma_.lower() not in _CALLED_SO or first < 1 or reading.passage[first - 1] != reading.passage[head.i]:
        return None
    begin, end = reading.sentence[first - 1]
    bodies = [m for m in cast.within((reading.starts[begin], reading.ends[end - 1])) if m.figure.organisation]
    if not bodies or bodies[0].start > reading.starts[begin] + len("the ") or not acts(reading, bodies[0]):
        return None
    kinds = set((bodies[0].figure.name or "").lower().split()) & INSTITUTIONS
    return bodies[0].figure if not kinds or head.lemma_.lower() in kinds else None


def acts(reading: Reading, mention: Mention) -> bool:
    """Whether a body is the subject of its clause."""
    name = reading.doc[reading.token_at(mention.start) : reading.token_at(mention.end - 1) + 1].root
    return name.dep_ in {"nsubj", "nsubjpass"}


def kind_behind(reading: Reading, mention: Mention) -> str:
    """The common noun right behind a name, which it leads to: "union" of "the Solidarity 90 union"; else empty."""
    last = reading.token_at(mention.end - 1)
    noun = reading.doc[last + 1] if last + 1 < len(reading.doc) else None
    return noun.lower_ if noun is not None and noun.tag_ == "NN" and noun.text.islower() else ""

"""Attributions over the dependency parse: what a cue verb takes as clause, infinitive, noun phrase or parenthesis."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.attribution import Attribution, merged
from policynlp.tag.quotes.cues import VERBS, Cue
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import source_span, subject_of

_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_CUT = frozenset({"cc", "conj"})  # what follows a clause and does not belong to it


def indirect_attributions(reading: Reading, skip: set[int]) -> Iterator[Attribution]:
    """All attributions that a cue verb makes with a complement of its own.

    Args:
        reading: The document.
        skip: Cue tokens that have found their content already.
    """
    for token in reading.doc:
        if token.pos_ != "VERB" or token.i in skip or reading.passage[token.i] < 0:
            continue
        cue = VERBS.get(reading.lemma(token))
        if cue is None or reading.mark_over(token.idx) is not None:
            continue
        found = _attribution(reading, token, cue)
        if found is not None:
            yield found


def _attribution(reading: Reading, verb: Token, cue: Cue) -> Attribution | None:
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.lefts)
    subject = subject_of(verb)
    content = None
    if passive:
        return None
    content = _clause(reading, verb, subject) if cue.clause else None
    if not content and cue.infinitive:
        content = _infinitive(reading, verb)
    if not content and cue.prepositions:
        content = _prepositional(reading, verb, cue)
    if not content and cue.noun:
        content = _object(reading, verb)
    if not content:
        return None
    source = source_span(reading, subject, verb) if subject is not None else None
    return Attribution(
        content=content,
        act=cue.act,
        cue_token=verb.i,
        cue=cue_span(reading, verb),
        source_token=subject.i if subject is not None and source is not None else -1,
        source=[source] if source else [],
    )


def cue_span(reading: Reading, verb: Token) -> Span:
    """The verb with its auxiliaries, and the adverbs between them."""
    first = last = verb.i
    for child in reversed(list(verb.lefts)):
        if child.dep_ in _AUXILIARIES or (child.dep_ == "advmod" and child.i == first - 1):
            first = min(first, child.i) if first - child.i <= 2 else first
    for child in verb.rights:
        if child.dep_ == "prt" and child.i == last + 1:
            last = child.i
    return reading.chars(first, last + 1)


def _clause(reading: Reading, verb: Token, subject: Token | None) -> list[Span] | None:
    for child in verb.rights:
        if child.dep_ == "ccomp" and child is not subject:
            return _right_clause(reading, verb, child)
    for child in verb.lefts:
        if child.dep_ == "ccomp" and child is not subject:
            return _left_clause(reading, verb, subject)
    if verb.dep_ in {"parataxis", "ccomp"} and subject is not None and subject.head is verb:
        return _parenthesis(reading, verb, subject)
    return None


def _right_clause(reading: Reading, verb: Token, clause: Token) -> list[Span] | None:
    end = reading.sentence[verb.i][1]
    first = max(clause.left_edge.i, verb.i + 1)
    last = max(clause.right_edge.i, first)
    if verb.dep_ == "ROOT":
        last = max(last, _extended(verb, last, end))
    last = min(last, end - 1)
    return _spans(reading, [(first, last + 1)])


def _extended(verb: Token, last: int, end: int) -> int:
    """The clause of a main verb runs to the end of the sentence, unless another part of the main clause follows."""
    for child in verb.rights:
        if child.i > last:
            if child.dep_ in {"cc", "conj", "advcl", "ccomp", "parataxis", "punct"}:
                if child.dep_ == "punct" and child.i == end - 1:
                    return end - 1
                return last
            last = max(last, child.right_edge.i)
    return last


def _left_clause(reading: Reading, verb: Token, subject: Token | None) -> list[Span] | None:
    begin = reading.sentence[verb.i][0]
    stop = verb.i
    if subject is not None and subject.i < verb.i:
        stop = subject.left_edge.i
    for child in verb.lefts:
        if child.dep_ in _AUXILIARIES:
            stop = min(stop, child.i)
    return _spans(reading, [(begin, stop)]) if stop > begin else None


def _parenthesis(reading: Reading, verb: Token, subject: Token) -> list[Span] | None:
    """The sentence without the subtree of the cue, as in `The plan, he said, would work`."""
    begin, end = reading.sentence[verb.i]
    first, last = min(verb.left_edge.i, subject.left_edge.i), max(verb.right_edge.i, subject.right_edge.i)
    doc = reading.doc
    if first == begin or doc[first - 1].text not in {",", "–", "—", "-"}:
        return None
    if last + 1 < end and doc[last].text != "," and doc[last + 1].text not in {",", ".", "–", "—", "-"}:
        return None
    return _spans(reading, [(begin, first), (last + 1, end)])


def _infinitive(reading: Reading, verb: Token) -> list[Span] | None:
    for child in verb.rights:
        if child.dep_ in {"xcomp", "ccomp"} and child.pos_ in {"VERB", "AUX"}:
            first = child.left_edge.i
            for other in verb.rights:
                if other.dep_ in {"dobj", "dative"} and other.i < first:
                    first = other.left_edge.i
                    break
            return _spans(reading, [(max(first, verb.i + 1), child.right_edge.i + 1)])
    return None


def _prepositional(reading: Reading, verb: Token, cue: Cue) -> list[Span] | None:
    for child in verb.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in cue.prepositions:
            first, last = child.i + 1, child.right_edge.i
            for other in verb.rights:
                if other.dep_ == "dobj" and other.i < child.i:
                    first = other.left_edge.i
            return _spans(reading, [(first, last + 1)]) if last >= first else None
    return None


def _object(reading: Reading, verb: Token) -> list[Span] | None:
    for child in verb.rights:
        if child.dep_ in {"dobj", "ccomp", "oprd", "xcomp"}:
            first, last = child.left_edge.i, child.right_edge.i
            for other in verb.rights:
                if other.i > last and (
                    other.dep_ in {"oprd", "xcomp"} or (other.dep_ == "prep" and other.lower_ in {"as", "of", "for"})
                ):
                    last = other.right_edge.i
            return _spans(reading, [(max(first, verb.i + 1), last + 1)])
    return None


def _spans(reading: Reading, ranges: list[tuple[int, int]]) -> list[Span] | None:
    spans = [reading.trimmed(reading.chars(*r)) for r in ranges if r[1] > r[0]]
    return merged([s for s in spans if s], reading.text) or None

"""The source mention beside a cue: its head token and its span, with the title and apposition that belong to it."""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.reading import Reading

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_CLIMB = frozenset({"xcomp", "conj", "advcl", "ccomp", "pcomp"})
_RELATIVE = frozenset({"who", "which", "that"})
_MAX_CLIMB = 5  # coordinated and embedded verbs between a cue and its subject


def subject_of(cue: Token) -> Token | None:
    """The subject of a cue verb, its own or the one that it shares with the verbs it hangs on."""
    verb = cue
    for _ in range(_MAX_CLIMB):
        for child in verb.lefts:
            if child.dep_ in _SUBJECTS:
                return child
        for child in verb.rights:  # "said a statement from the meeting"
            if child.dep_ in _SUBJECTS:
                return child
        if verb.dep_ == "acl" or verb.dep_ == "relcl":
            return verb.head
        if verb.dep_ not in _CLIMB or verb.head is verb:
            return None
        if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in {"say", "tell"}:
            return None  # what is said has a subject of its own
        verb = verb.head
        if verb.pos_ not in {"VERB", "AUX"}:
            return verb if verb.pos_ in {"NOUN", "PROPN"} else None
    return None


def source_span(reading: Reading, head: Token, cue: Token) -> Span | None:
    """The mention around its head: the noun phrase without relative clauses, on one side of the cue.

    Args:
        reading: The document.
        head: Head of the mention.
        cue: The cue that it goes with.
    """
    first, last = head.left_edge.i, head.right_edge.i
    if head.i < cue.i:
        last = min(last, cue.i - 1)
    else:
        first = max(first, cue.i + 1)
    for child in head.rights:
        if child.dep_ == "relcl" and child.left_edge.i <= last:
            last = min(last, child.left_edge.i - 1)
    if cue.head is head and cue.dep_ in {"acl", "relcl"}:
        last = min(last, cue.left_edge.i - 1)
    begin, end = reading.sentence[head.i]
    first, last = max(first, begin), min(last, end - 1)
    while last > head.i and (reading.doc[last].is_punct and reading.doc[last].text not in {")", "."}):
        last -= 1
    while first < head.i and (reading.doc[first].is_punct or reading.doc[first].dep_ in {"cc", "mark"}):
        first += 1
    return reading.mention(first, last + 1)


def is_relative(token: Token) -> bool:
    """Whether the mention is a relative pronoun."""
    return token.lower_ in _RELATIVE and token.tag_ in {"WP", "WDT", "IN"}

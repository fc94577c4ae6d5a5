"""What a cue verb takes as infinitive, prepositional phrase or noun phrase ("urged them to act", "called for peace")."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from policynlp.document import Span
from policynlp.tag.quotes.boundaries import before_other_speaker
from policynlp.tag.quotes.cues import SETTINGS, Cue
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import own_subject
from policynlp.tag.quotes.source_nouns import DOCUMENTS, INSTITUTIONS

_ADDRESSING = frozenset({"ask", "tell", "remind", "warn", "advise"})  # their object is who listens
_SETTING_PREPOSITIONS = frozenset({"in", "at", "on", "during", "via", "after"})
_TAIL_PREPOSITIONS = frozenset(
    {"as", "of", "for", "into", "against", "between", "toward", "towards"}
)  # "accused them of", "described it as"
_TOPIC_PREPOSITIONS = frozenset({"on", "in", "over", "from", "with", "about"})
_OCCASIONS = frozenset({"DATE", "TIME", "GPE", "FAC", "EVENT"})
_WH = frozenset({"which", "whom", "what", "whose"})
_AREAS = frozenset("municipality city state country nation province region district".split())  # noqa: SIM905
_COUNTING = frozenset({"auditors", "statisticians", "surveyors"})
_MEMBERS = frozenset("member minister state country seat employee player".split())  # noqa: SIM905
_LOOK_TOKENS = 200  # bounds the work on endless sentences


def infinitive(reading: Reading, verb: Token) -> list[Span] | None:
    """`urged local governments to act`: the infinitive with the one who is to do it."""
    for child in verb.rights:
        if child.dep_ in {"xcomp", "ccomp"} and child.pos_ in {"VERB", "AUX"}:
            first = child.left_edge.i
            for other in verb.rights:
                if other.dep_ in {"dobj", "dative"} and other.i < first:
                    first = other.left_edge.i
                    break
            first = max(first, verb.i + 1)
            return reading.spans([(first, with_coordinated(reading, first, child.right_edge.i) + 1)])
    return None


def prepositional(reading: Reading, verb: Token, cue: Cue) -> list[Span] | None:
    """`called for talks`, `accused them of fraud`: the object of the preposition, with the accused."""
    for child in verb.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in cue.prepositions:
            first, last = child.i + 1, child.right_edge.i
            if reading.lemma(verb) not in _ADDRESSING:
                for other in verb.rights:
                    if other.dep_ == "dobj" and other.i < child.i:
                        first = other.left_edge.i
            if last < first:
                return None
            last = _with_topic(verb, last)
            last = with_coordinated(reading, first, _without_occasion(reading.doc, first, last))
            return reading.spans([(first, last + 1)])
    return None


def noun_phrase(reading: Reading, verb: Token) -> list[Span] | None:
    """`criticised the plan`, `called it a disgrace`: the object with what is said of it."""
    for child in verb.rights:
        if child.dep_ in {"dobj", "ccomp", "oprd", "xcomp"}:
            first, last = max(child.left_edge.i, verb.i + 1), child.right_edge.i
            for other in verb.rights:
                predicate = other.dep_ in {"oprd", "xcomp"} or (other.dep_ == "prep" and other.lower_ in _TAIL_PREPOSITIONS)
                if other.i > last and predicate:
                    last = other.right_edge.i
            last = _with_topic(verb, last)
            if last + 1 < reading.sentence[verb.i][1] and reading.doc[last + 1].lower_ == "as":
                last = max(last, reading.doc[last + 1].right_edge.i)
            last = with_coordinated(reading, first, _without_occasion(reading.doc, first, last))
            last = before_other_speaker(reading, first, last)
            if first == last and reading.doc[first].pos_ == "PRON":
                return None
            content = reading.spans([(first, last + 1)])
            return [*_relative(verb), *content] if content else None
    return _of_relative(reading, verb)


def _with_topic(verb: Token, last: int) -> int:
    """Last token of an object with what the parser hung on the verb instead ("a levy on empty flats", "a slap in the face")."""
    for other in verb.rights:
        if other.i == last + 1 and other.dep_ == "prep" and other.lower_ in _TOPIC_PREPOSITIONS:
            noun = next((c for c in other.rights if c.dep_ == "pobj"), None)
            if noun is None or noun.ent_type_ in _OCCASIONS or noun.lemma_.lower() in SETTINGS or noun.pos_ != "NOUN":
                return last
            last = other.right_edge.i
    return last


def _of_relative(reading: Reading, verb: Token) -> list[Span] | None:
    """`a plan which farmers criticised as too costly`: the pronoun and what is said of it."""
    pronoun = _relative(verb)
    if not pronoun:
        return None
    for child in verb.rights:
        if child.lower_ == "as" and child.i == verb.i + 1:
            content = reading.spans([(child.i, child.right_edge.i + 1)])
            return [*pronoun, *content] if content else None
    return None


def put_at(reading: Reading, verb: Token) -> list[Span] | None:
    """`The assessment puts the cost at two billion euros`, `which the ministry puts at 128`: the object with the figure."""
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    at = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "at" and any(map(_is_number, c.subtree))), None)
    if thing is None and at is not None and (relative := _relative(verb)):
        return relative + (reading.spans([(at.i, at.right_edge.i + 1)]) or [])
    if thing is not None and at is not None and verb.i + 1 == at.i < thing.i:  # "puts at 27,400 the number of"
        return reading.spans([(at.i, thing.right_edge.i + 1)])
    if thing is not None and at is None:  # "the number of workers who depend on the station at 1,900"
        at = next((t for t in reversed(list(thing.subtree)) if t.lower_ == "at" and any(map(_is_number, t.subtree))), None)
    if thing is not None and (at is None or at.i < thing.i):  # "production in the season just ended at 600,000 tonnes"
        at = _at_behind(reading, thing)
    if thing is None or at is None or at.i < thing.i or not any(map(_is_number, at.subtree)):
        return None
    return reading.spans([(max(thing.left_edge.i, verb.i + 1), at.right_edge.i + 1)])


def _is_number(token: Token) -> bool:
    return bool(token.like_num) or any(map(str.isdigit, token.text))  # "R16.4bn"


def _at_behind(reading: Reading, thing: Token) -> Token | None:
    """The "at" with a figure behind an object, with nothing between that ends a clause."""
    for token in reading.doc[thing.i + 1 : reading.sentence[thing.i][1] - 1]:
        if token.text in {",", ";", ":"} or token.dep_ == "cc":
            return None
        if token.lower_ == "at" and any(map(_is_number, token.subtree)):
            return token
    return None


ASCRIBING = {"attribute": "to", "ascribe": "to", "blame": "on"}
"""Verbs of saying what comes from what, with the preposition before the latter."""


def ascribed(reading: Reading, verb: Token) -> list[Span] | None:
    """`The coordinator attributed the delay to inflation`: the object with its cause."""
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    cause = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == ASCRIBING[reading.lemma(verb)]), None)
    if thing is None or cause is None or cause.i < thing.i:
        return None
    return reading.spans([(max(thing.left_edge.i, verb.i + 1), cause.right_edge.i + 1)])


def counted(verb: Token, subject: Token | None, reading: Reading) -> list[Span] | None:
    """`The Nurses' Alliance counts close to 900 departures`: the object, where a body or a report and not a passer-by counts."""
    lemma = subject.lemma_.lower() if subject is not None else ""
    if verb.lemma_ == "find":
        body = lemma in DOCUMENTS or lemma == "auditor"
    else:
        body = subject is not None and (
            subject.ent_type_ == "ORG" or lemma in INSTITUTIONS - _AREAS or subject.lower_ in _COUNTING
        )
    thing = next((c for c in verb.rights if c.dep_ in {"dobj", "attr", "obj"}), None) if body else None
    if thing is None or verb.tag_ not in {"VBZ", "VBD", "VBP"} or thing.left_edge.i < verb.i + 1:
        return None
    first = verb.i + 1
    parts = thing.lemma_.lower() in _MEMBERS or any(t.lower_ == "among" for t in verb.subtree)
    if parts or not any(t.like_num for t in reading.doc[first : thing.i + 1]):
        return None  # "the union counts 27 member states"
    return reading.spans([(first, thing.right_edge.i + 1)])


def with_coordinated(reading: Reading, first: int, last: int) -> int:
    """Last token of infinitives in a row, which the parser likes to hang on the cue ("to lead ..., improve ..., and adapt")."""
    doc = reading.doc
    if not any(doc[i].tag_ == "VB" for i in range(first, min(last + 1, first + _LOOK_TOKENS))):
        return last
    end = reading.sentence[first][1]
    while True:
        j = last + 1
        while j < end and (doc[j].text == "," or doc[j].lower_ in {"and", "or"} or (j > last + 1 and doc[j].tag_ == "RB")):
            j += 1
        if j == last + 1 or j >= end or doc[j].tag_ not in {"VB", "VBP"}:
            return last
        subject = own_subject(doc[j])
        if doc[j].dep_ not in {"conj", "dep", "xcomp", "advcl", "ccomp"} or (subject is not None and subject.i > last):
            return last
        last = min(max(j, doc[j].right_edge.i), end - 1)


def _relative(verb: Token) -> list[Span]:
    """The relative pronoun that stands for what is called something ("which he called a disgrace")."""
    if verb.dep_ not in {"relcl", "ccomp", "csubj", "pcomp"}:
        return []
    return [(c.idx, c.idx + len(c)) for c in verb.lefts if c.lower_ in _WH and c.dep_ in {"dobj", "pobj", "dative"}]


def _without_occasion(doc: Doc, first: int, last: int) -> int:
    """Last token before a day or an occasion at the end, which belong to the cue ("announced a plan on Tuesday")."""
    last = _without_setting(doc, first, last)
    stop = last
    while stop > first and (doc[stop].ent_type_ == "DATE" or doc[stop].is_punct):
        stop -= 1
    return stop - 1 if first < stop < last and doc[stop].lower_ == "on" else last


def _without_setting(doc: Doc, first: int, last: int) -> int:
    for i in range(last, max(first, last - _LOOK_TOKENS), -1):
        if doc[i].dep_ == "prep" and doc[i].lower_ in _SETTING_PREPOSITIONS and doc[i].right_edge.i == last:
            noun = next((c for c in doc[i].rights if c.dep_ == "pobj"), None)
            if noun is not None and noun.lemma_.lower() in SETTINGS:
                return i - 1
    return last

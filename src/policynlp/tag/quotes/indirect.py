"""Attributions over the dependency parse: what a cue verb takes as clause, infinitive, noun phrase or parenthesis."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from policynlp.document import Span
from policynlp.tag.quotes.attribution import Attribution, merged
from policynlp.tag.quotes.cues import PARENTHETICAL, PASSIVE, REPORTING, SETTINGS, VERBS, Cue
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import agent_of, is_passive, own_subject, source_span, subject_of
from policynlp.tag.quotes.source_nouns import may_speak

_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_EMBEDDED = frozenset({"xcomp", "ccomp", "acl", "relcl", "conj", "pcomp"})  # "wanted to support the plan"
_SETTING_PREPOSITIONS = frozenset({"in", "at", "on", "during", "via", "after"})
_RELATIVE = frozenset({"who", "which", "that", "what"})
_COMPLEMENTS = frozenset({"dobj", "xcomp", "ccomp", "acomp", "oprd", "attr"})
_DASHES = frozenset({"–", "—", "-", "--"})
_CLOSES_PARENTHESIS = frozenset({",", ".", ";", ":", ")", "!", "?"}) | _DASHES


def indirect_attributions(reading: Reading) -> Iterator[Attribution]:
    """All attributions that a cue verb makes with a complement of its own."""
    for token in reading.doc:
        if token.pos_ != "VERB" or reading.passage[token.i] < 0:
            continue
        cue = VERBS.get(reading.lemma(token))
        if cue is None or reading.mark_over(token.idx) is not None:
            continue
        found = _attribution(reading, token, cue)
        if found is not None:
            yield found


def _attribution(reading: Reading, verb: Token, cue: Cue) -> Attribution | None:
    if is_passive(verb):
        return _passive(reading, verb, cue)
    subject = subject_of(verb)
    content, rule = None, ""
    if cue.clause:
        content, rule = _clause(reading, verb, subject), "clause"
    if not content and cue.infinitive:
        content, rule = _infinitive(reading, verb), "infinitive"
    if not content and cue.prepositions:
        content, rule = _prepositional(reading, verb, cue), "preposition"
    if not content and cue.noun and not (verb.tag_ == "VB" and verb.dep_ in _EMBEDDED):
        content, rule = _object(reading, verb), "object"
    if not content and cue.clause:
        content, rule = _parenthesis(reading, verb, subject), "parenthesis"
    if not content or (rule != "clause" and subject is not None and not may_speak(subject)):
        return None
    source = source_span(reading, subject, verb) if subject is not None else None
    return Attribution(
        content=content,
        act=cue.act,
        cue_token=verb.i,
        cue=cue_span(reading, verb),
        source_token=subject.i if subject is not None and source is not None else -1,
        source=[source] if source else [],
        rule=rule,
    )


def _passive(reading: Reading, verb: Token, cue: Cue) -> Attribution | None:
    """`is expected to rise`, `was told that`, `was praised by the minister`: the source is the agent, if there is one."""
    subject = own_subject(verb)
    source = agent_of(verb)
    if source is None and reading.lemma(verb) not in PASSIVE:
        return None
    content, rule = None, ""
    for child in verb.rights:
        if child.dep_ in {"xcomp", "ccomp"}:
            last = _with_coordinated(reading, child.left_edge.i, child.right_edge.i)
            spans = [(child.left_edge.i, last + 1)]
            if subject is not None and subject.dep_ == "nsubjpass" and child.dep_ == "xcomp":
                spans.insert(0, (subject.left_edge.i, subject.right_edge.i + 1))
            content, rule = _spans(reading, spans), "passive"
            break
    if content is None and source is not None and cue.noun and subject is not None:
        content, rule = _spans(reading, [(subject.left_edge.i, subject.right_edge.i + 1)]), "agent"
    if not content:
        return None
    span = source_span(reading, source, verb) if source is not None else None
    return Attribution(
        content=content,
        act=cue.act,
        cue_token=verb.i,
        cue=cue_span(reading, verb),
        source_token=source.i if source is not None and span else -1,
        source=[span] if span else [],
        rule=rule,
    )


def cue_span(reading: Reading, verb: Token) -> Span:
    """The verb with its auxiliaries, the adverbs between them, and its particle."""
    first = last = verb.i
    for child in reversed(list(verb.lefts)):
        if (child.dep_ in _AUXILIARIES or child.dep_ == "advmod") and first - child.i <= 2:
            first = child.i
    for child in verb.rights:
        if child.dep_ == "prt" and child.i == last + 1:
            last = child.i
    return reading.chars(first, last + 1)


def _clause(reading: Reading, verb: Token, subject: Token | None) -> list[Span] | None:
    for child in verb.rights:
        if child.dep_ == "ccomp" and child != subject:
            return _right_clause(reading, verb, child)
    for child in verb.lefts:
        if child.dep_ == "ccomp" and child != subject:
            return _left_clause(reading, verb, subject)
    return None


def _right_clause(reading: Reading, verb: Token, clause: Token) -> list[Span] | None:
    end = reading.sentence[verb.i][1]
    first = max(clause.left_edge.i, verb.i + 1)
    for child in clause.lefts:  # what the parser hung before "that" belongs to the cue ("said Monday that")
        if child.dep_ == "mark" and child.lower_ == "that":
            first = max(first, child.i)
    last = max(clause.right_edge.i, first)
    if verb.dep_ == "ROOT":
        last = max(last, _extended(verb, last, end))
    last = min(last, end - 1, _next_cue(verb, clause, last))
    return _spans(reading, [(first, last + 1)])


def _next_cue(verb: Token, clause: Token, last: int) -> int:
    """Where a second cue verb of the same subject begins that the parser hung into the clause ("said ... but added")."""
    for child in clause.rights:
        if (
            child.dep_ == "conj"
            and child.tag_ == verb.tag_
            and child.tag_ in _FINITE
            and child.lemma_.lower() in VERBS
            and own_subject(child) is None
        ):
            stop = child.left_edge.i
            doc = verb.doc
            while stop > clause.i + 1 and (doc[stop - 1].dep_ == "cc" or doc[stop - 1].is_punct):
                stop -= 1
            return min(last, stop - 1)
        if child.dep_ == "advcl" and child.tag_ == "VBG" and child.lemma_.lower() in REPORTING:
            stop = child.left_edge.i
            if verb.doc[stop - 1].text == "," and any(c.dep_ == "ccomp" for c in child.rights):
                return min(last, stop - 2)
    return last


def _extended(verb: Token, last: int, end: int) -> int:
    """The clause of a main verb runs to the end of the sentence, unless another part of the main clause follows."""
    for child in verb.rights:
        if child.i > last:
            if child.dep_ in {"cc", "conj", "advcl", "ccomp", "parataxis", "punct"}:
                return end - 1 if child.dep_ == "punct" and child.i == end - 1 else last
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


def _parenthesis(reading: Reading, verb: Token, subject: Token | None) -> list[Span] | None:
    """The sentence without the cue and its subject, as in `The plan, he said, would work`."""
    if subject is None or subject.head != verb or verb.tag_ not in _FINITE or reading.lemma(verb) not in PARENTHETICAL:
        return None
    if subject.lower_ in _RELATIVE or any(c.dep_ in _COMPLEMENTS for c in verb.rights):
        return None
    if any(c.dep_ in {"mark", "advmod"} and c.tag_ in {"WRB", "IN"} for c in verb.lefts):
        return None
    begin, end = reading.sentence[verb.i]
    doc = reading.doc
    first = min(subject.left_edge.i, verb.i) if subject.i < verb.i else verb.i
    for child in verb.lefts:
        if child.dep_ in _AUXILIARIES or (child.dep_ == "advmod" and child.i < subject.i):
            first = min(first, child.i)
    if (
        first <= begin
        or doc[first - 1].text not in {",", *_DASHES}
        or (doc[first - 1].text != "," and not doc[first - 1].whitespace_)
    ):
        return None
    last = verb.i if subject.i < verb.i else max(verb.i, _name_end(subject))
    while last + 1 < end and doc[last + 1].text not in _CLOSES_PARENTHESIS:
        last += 1
        if last - max(verb.i, subject.i) > _PARENTHESIS_TOKENS:
            return None
    return _spans(reading, [(begin, first), (last + 1, end)])


_PARENTHESIS_TOKENS = 6  # "on Monday in an interview" may follow the verb


def _name_end(subject: Token) -> int:
    return int(subject.right_edge.i)


def _infinitive(reading: Reading, verb: Token) -> list[Span] | None:
    for child in verb.rights:
        if child.dep_ in {"xcomp", "ccomp"} and child.pos_ in {"VERB", "AUX"}:
            first = child.left_edge.i
            for other in verb.rights:
                if other.dep_ in {"dobj", "dative"} and other.i < first:
                    first = other.left_edge.i
                    break
            first = max(first, verb.i + 1)
            return _spans(reading, [(first, _with_coordinated(reading, first, child.right_edge.i) + 1)])
    return None


def _prepositional(reading: Reading, verb: Token, cue: Cue) -> list[Span] | None:
    for child in verb.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in cue.prepositions:
            first, last = child.i + 1, child.right_edge.i
            for other in verb.rights:
                if other.dep_ == "dobj" and other.i < child.i:
                    first = other.left_edge.i
            return (
                _spans(reading, [(first, _with_coordinated(reading, first, _without_date(reading, first, last)) + 1)])
                if last >= first
                else None
            )
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
            first = max(first, verb.i + 1)
            return _spans(reading, [(first, _with_coordinated(reading, first, _without_date(reading, first, last)) + 1)])
    return None


def _with_coordinated(reading: Reading, first: int, last: int) -> int:
    """Last token of infinitives in a row, which the parser likes to hang on the cue ("to lead ..., improve ..., and adapt")."""
    doc = reading.doc
    if not any(doc[i].tag_ == "VB" for i in range(first, last + 1)):
        return last
    end = reading.sentence[first][1]
    while True:
        j = last + 1
        while j < end and (doc[j].text == "," or doc[j].lower_ in {"and", "or"} or (j > last + 1 and doc[j].tag_ == "RB")):
            j += 1
        if (
            j == last + 1
            or j >= end
            or doc[j].tag_ not in {"VB", "VBP"}
            or doc[j].dep_ not in {"conj", "dep", "xcomp", "advcl", "ccomp"}
        ):
            return last
        subject = own_subject(doc[j])
        if subject is not None and subject.i > last:
            return last
        last = min(max(j, doc[j].right_edge.i), end - 1)


def _without_date(reading: Reading, first: int, last: int) -> int:
    """Last token before a day at the end: "announced a plan on Tuesday" says when it was announced."""
    doc = reading.doc
    last = _without_setting(doc, first, last)
    stop = last
    while stop > first and (doc[stop].ent_type_ == "DATE" or doc[stop].is_punct):
        stop -= 1
    if stop < last and stop > first and doc[stop].lower_ == "on":
        return stop - 1
    return last


def _without_setting(doc: Doc, first: int, last: int) -> int:
    """Last token before the occasion at the end ("called for peace in a statement after the vote")."""
    for i in range(last, first, -1):
        if doc[i].dep_ == "prep" and doc[i].lower_ in _SETTING_PREPOSITIONS and doc[i].right_edge.i == last:
            noun = next((c for c in doc[i].rights if c.dep_ == "pobj"), None)
            if noun is not None and noun.lemma_.lower() in SETTINGS:
                return i - 1
    return last


def _spans(reading: Reading, ranges: list[tuple[int, int]]) -> list[Span] | None:
    spans = [reading.trimmed(reading.chars(*r)) for r in ranges if r[1] > r[0]]
    return merged([s for s in spans if s], reading.text) or None

"""Clauses as content: after the cue, before it, around it as a parenthesis, or beside "as X said"."""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.boundaries import before_other_speaker
from policynlp.tag.quotes.cues import PARENTHETICAL, REPORTING, TAKES_HEARER, VERBS
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import own_subject

AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_RELATIVE = frozenset({"who", "which", "that", "what"})
_COMPLEMENTS = frozenset({"dobj", "xcomp", "ccomp", "acomp", "oprd", "attr"})
_DASHES = frozenset({"–", "—", "-", "--"})
_CLOSES_PARENTHESIS = frozenset({",", ".", ";", ":", ")", "!", "?"}) | _DASHES
_PARENTHESIS_TOKENS = 6  # "on Monday in an interview" may follow the verb
_HEARER_TOKENS = 8  # "told the finance committee on Monday,"
_NO_RESUMPTION = frozenset({"as", "when", "while", "after", "before", "who", "which", "whose", "though", "although"})
_SAYING = frozenset({"VBD", "VBZ", "VBP", "VBG", "VB", "VBN"})
_THAT_TOKENS = 14  # "told the finance committee of the lower house on Monday that"
_LOOK_TOKENS = 80  # bounds the work on endless sentences


def clause(reading: Reading, verb: Token, subject: Token | None) -> list[Span] | None:
    """`said that ...`, `..., X said`."""
    for child in verb.rights:
        if child.dep_ == "ccomp" and child != subject:
            right = _right_clause(reading, verb, child)
            begin = reading.sentence[verb.i][0]
            split = subject is not None and verb.i < subject.i < child.left_edge.i and reading.doc[verb.i - 1].text == ","
            if right and split and verb.i - 1 > begin:  # "So dry is the soil, says Jane Moss, that nothing grows"
                return [*(reading.spans([(begin, verb.i - 1)]) or []), *right]
            return right
    for child in verb.lefts:
        if child.dep_ == "ccomp" and child != subject:
            return _left_clause(reading, verb, subject)
    return None


def _after_that(verb: Token, inner: Token, first: int) -> int:
    """The clause begins at a "that" right behind the verb or its hearer, whatever the parser made of what follows."""
    doc = verb.doc
    for i in range(verb.i + 1, min(first, verb.i + _THAT_TOKENS)):
        if doc[i].lower_ == "that" and doc[i].tag_ in {"IN", "WDT"}:
            hearer = doc[i].dep_ == "nsubj" and (own_subject(inner) is not None or doc[i].head.head.dep_ != "dobj")
            return first if hearer else i
        if doc[i].pos_ not in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "ADV", "NUM"} and doc[i].lower_ not in {
            "on",
            "in",
            "at",
            "of",
        }:
            return first
    return first


def loose_clause(reading: Reading, verb: Token) -> list[Span] | None:
    """`said in a message that ...`, `told the news agency that ...` where the parser hung the clause on the noun or adverb."""
    doc, end = verb.doc, reading.sentence[verb.i][1]
    if verb.tag_ not in _SAYING:
        return None
    for i in range(verb.i + 1, min(end, verb.i + _THAT_TOKENS)):
        token = doc[i]
        if token.lower_ == "that" and (token.dep_ == "mark" or token.tag_ == "IN") and token.head.i > i:
            if not verb.i <= token.head.head.i < i or (
                i == verb.i + 2 and doc[i - 1].pos_ == "NOUN" and doc[i - 1].dep_ == "dobj"
            ):
                return None
            last = end - 1 if verb.dep_ == "ROOT" else min(token.head.right_edge.i, end - 1)
            return reading.spans([(i, last + 1)])
        if token.tag_ in _FINITE or token.tag_ == "MD" or token.text in {",", ";", ":"} or token.lower_ == "saying":
            return None
    return None


def _right_clause(reading: Reading, verb: Token, inner: Token) -> list[Span] | None:
    end = reading.sentence[verb.i][1]
    first = max(inner.left_edge.i, verb.i + 1)
    for child in inner.lefts:  # what the parser hung before "that" belongs to the cue ("said Monday that")
        if child.dep_ == "mark" and child.lower_ == "that":
            first = max(first, child.i)
    first = _after_that(verb, inner, first)
    last = max(inner.right_edge.i, first)
    if verb.dep_ == "ROOT":
        last = max(last, _extended(verb, last, end))
    last = min(last, end - 1, _next_cue(verb, inner, last))
    last = before_other_speaker(reading, first, min(_and_that(reading, last, end), end - 1))
    last = _before_according(reading, first, last, end)
    return reading.spans([(first, _without_comment(reading, first, last) + 1)])


def _before_according(reading: Reading, first: int, last: int, end: int) -> int:
    """Last token before whose word the whole sentence is: "Hale told them that he had paid", according to the indictment."""
    doc = reading.doc
    for i in range(min(last, end - 2), max(first + 1, last - _LOOK_TOKENS), -1):
        if doc[i].text == "," or doc[i].text == ";":
            told = doc[i + 1].lower_ == "according" and reading.mark_over(doc[i].idx) is None
            return i - 1 if told and last >= end - 2 else last
    return last


def _and_that(reading: Reading, last: int, end: int) -> int:
    """Last token with further clauses of the same cue ("said that taxes would fall, and that wages would rise")."""
    doc = reading.doc
    while True:
        j = last + 1
        while j < end and (doc[j].text == "," or doc[j].lower_ in {"and", "but", "or"}):
            j += 1
        if j == last + 1 or j >= end or doc[j].lower_ != "that" or doc[j].dep_ != "mark" or doc[j].head.i <= j:
            return last
        last = max(doc[j].head.right_edge.i, j)


def _extended(verb: Token, last: int, end: int) -> int:
    """The clause of a main verb runs to the end of the sentence, unless another part of the main clause follows."""
    for child in verb.rights:
        if child.i > last:
            if child.dep_ in {"cc", "conj", "advcl", "ccomp", "parataxis", "punct"}:
                return end - 1 if child.dep_ == "punct" and child.i == end - 1 else last
            last = max(last, child.right_edge.i)
    return last


def _next_cue(verb: Token, inner: Token, last: int) -> int:
    """Where a second cue of the same speaker begins that the parser hung into the clause ("said ... but added")."""
    doc = verb.doc
    for child in inner.rights:
        stop = child.left_edge.i
        lemma = child.lemma_.lower()
        if child.dep_ == "conj" and child.tag_ == verb.tag_ and child.tag_ in _FINITE:
            if lemma in VERBS and VERBS[lemma].act not in {"belief", "plan"} and own_subject(child) is None:
                while stop > inner.i + 1 and (doc[stop - 1].dep_ == "cc" or doc[stop - 1].is_punct):
                    stop -= 1
                return min(last, stop - 1)
        elif _adds(child, doc[stop - 1]):
            return min(last, stop - 2)
    return last


def _adds(child: Token, before: Token) -> bool:
    """`, adding that ...`."""
    if child.dep_ != "advcl" or child.tag_ != "VBG" or child.lemma_.lower() not in REPORTING or before.text != ",":
        return False
    return any(c.dep_ == "ccomp" for c in child.rights)


def _without_comment(reading: Reading, first: int, last: int) -> int:
    """Last token before a remark of the reporter on what was said (", a charge that the party denied")."""
    doc = reading.doc
    for i in range(last - 1, max(first, last - _LOOK_TOKENS), -1):
        if doc[i].text == "," and doc[i + 1].lower_ in {"a", "an", "something"}:
            if reading.mark_over(doc[i + 1].idx) is not None:
                return last
            noun = doc[i + 1] if doc[i + 1].lower_ == "something" else doc[i + 1].head
            has_clause = any(c.dep_ in {"relcl", "acl"} for c in noun.rights)
            if noun.i > i and noun.dep_ in {"appos", "npadvmod", "dobj", "attr", "conj"} and has_clause:
                return i - 1 if noun.right_edge.i >= last - 1 else last
    return last


def _left_clause(reading: Reading, verb: Token, subject: Token | None) -> list[Span] | None:
    begin, end = reading.sentence[verb.i]
    stop = verb.i
    if subject is not None and subject.i < verb.i:
        stop = subject.left_edge.i
    for child in verb.lefts:
        if child.dep_ in AUXILIARIES:
            stop = min(stop, child.i)
    if stop <= begin:
        return None
    return reading.spans([(begin, stop), (_resumed(reading, verb, end), end)])


def _resumed(reading: Reading, verb: Token, end: int) -> int:
    """Where what is said goes on after the cue ("The plan would be helped, she said, by the calendar"), else the end."""
    doc = reading.doc
    at = verb.i + 1
    if at + 1 < end and doc[at].text != ",":
        return _resumed_later(reading, at, end)
    if at + 1 >= end:
        return end
    following = doc[at + 1]
    if following.tag_ in {"VBG", "VBN"} or following.lower_ in _NO_RESUMPTION or reading.mark_over(following.idx) is not None:
        return end
    if following.lower_ in {"and", "but", "or"}:
        for child in verb.rights:
            if child.dep_ == "conj" and child.i > at and own_subject(child) is None:
                return end
    return at + 1


def _resumed_later(reading: Reading, at: int, end: int) -> int:
    """The same behind hearers and occasions ("..., she told the chamber on Monday, and the pensions would rise")."""
    doc = reading.doc
    for i in range(at, min(end - 2, at + _HEARER_TOKENS)):
        if doc[i].text == ",":
            goes_on = doc[i + 1].lower_ in {"and", "but", "or"}
            clause_verb = next(
                (doc[k] for k in range(i + 2, min(end, i + _LOOK_TOKENS)) if doc[k].tag_ in _FINITE or doc[k].tag_ == "MD"),
                None,
            )
            if not goes_on or clause_verb is None or reading.lemma(clause_verb) in VERBS or clause_verb.i == i + 2:
                return end
            return i + 1
        if doc[i].pos_ not in {"DET", "NOUN", "PROPN", "ADP", "ADJ", "NUM", "PRON"}:
            return end
    return end


def as_clause(reading: Reading, verb: Token) -> list[Span] | None:
    """`As the minister put it, ...`: the sentence without the clause of the cue."""
    if verb.dep_ != "advcl" or not any(c.lower_ == "as" for c in verb.lefts):
        return None
    if any(c.dep_ in _COMPLEMENTS and c.lower_ not in {"it", "this"} for c in verb.rights):
        return None
    begin, end = reading.sentence[verb.i]
    first, last = verb.left_edge.i, verb.right_edge.i
    doc = reading.doc
    if doc[first].lower_ != "as" or not (first <= begin + 1 or doc[first - 1].text == ","):
        return None
    if first <= begin + 1 and (last + 1 >= end or doc[last + 1].text != ","):
        return None
    return reading.spans([(begin, first), (last + 1, end)])


def parenthesis(reading: Reading, verb: Token, subject: Token | None) -> list[Span] | None:
    """The sentence without the cue and its subject, as in `The plan, he said, would work`."""
    if subject is None or subject.head != verb or verb.tag_ not in _FINITE or reading.lemma(verb) not in PARENTHETICAL:
        return None
    heard = {"dobj"} if reading.lemma(verb) in TAKES_HEARER else set()
    if subject.lower_ in _RELATIVE or any(c.dep_ in _COMPLEMENTS - heard for c in verb.rights):
        return None
    if any(c.dep_ in {"mark", "advmod"} and c.tag_ in {"WRB", "IN"} for c in verb.lefts):
        return None
    begin, end = reading.sentence[verb.i]
    doc = reading.doc
    first = min(subject.left_edge.i, verb.i)
    for child in verb.lefts:
        if child.dep_ in AUXILIARIES or (child.dep_ == "advmod" and child.i < subject.i):
            first = min(first, child.i)
    if first <= begin or not (doc[first - 1].text == "," or (doc[first - 1].text in _DASHES and doc[first - 1].whitespace_)):
        return None
    last = verb.i if subject.i < verb.i else subject.right_edge.i
    core = last
    while last + 1 < end and doc[last + 1].text not in _CLOSES_PARENTHESIS:
        last += 1
        if last - core > _PARENTHESIS_TOKENS:
            return None
    return reading.spans([(begin, first), (last + 1, end)])

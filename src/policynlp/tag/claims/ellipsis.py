"""Units that a sentence says once: "Tata sold 73,000 cars, Mahindra sold 41,200", "from 600 dollars to just 75", "212 of them"."""

# ruff: noqa: E501 (patterns are read by the line)
from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from policynlp.tag.claims.counts import lemma
from policynlp.tag.claims.direction import anchor
from policynlp.tag.claims.figure import Figure, is_no_share
from policynlp.tag.claims.phrases import token_span
from policynlp.tag.quotes.source_nouns import PEOPLE_NOUNS

_DEGREES = r"(?:(?:about|around|nearly|almost|some|roughly|only|just|over|under|probably|perhaps|maybe|barely|as|few|many|little|much|more|less|fewer|than|a)[ ])*"
_FROM = re.compile(rf"\bfrom[ ]{_DEGREES}[$€£¥]?$", re.IGNORECASE)
_TO = re.compile(rf"\bto[ ]{_DEGREES}$", re.IGNORECASE)
_COMPARED = re.compile(rf"\b(?:compared[ ](?:to|with)|against|versus|up[ ]from|down[ ]from)[ ]{_DEGREES}$", re.IGNORECASE)
_UP_FROM = re.compile(rf",[ ](?:up|down|compared[ ]with|against)[ ](?:from[ ])?{_DEGREES}$", re.IGNORECASE)
_UP_FROM_CHARS = 60
_GAPPED = re.compile(
    rf"[ ](?P<where>in|on|at|for|among|by|against)[ ](?:[^,;.:()\d]{{2,40}}|(?:19|20)\d\d),?[ ](?:and|but)[ ]{_DEGREES}",
    re.IGNORECASE,
)
"""As in "65 cents in Hobart and 72 in Darwin"; the same preposition must follow the second number."""
_RESTATED = re.compile(rf",?[ ]or[ ]{_DEGREES}", re.IGNORECASE)
_OPENED = re.compile(r"\([^()\d]*$")
_BRACKET_CHARS = 24
_IN_BRACKETS = re.compile(r"\([^()]{0,60}\)")
_PER_BEHIND = re.compile(r"[ ](?:for[ ])?(?:an?|each|every|per)[ ](?P<what>[a-z]{3,14})\b(?![ ](?:ago|earlier|later|before))")
"""As in "48,000 cedis, or 3,000 for a bag"."""
_PAID = frozenset({"pay", "earn", "cost", "charge", "owe", "fetch"})
"""Verbs whose bare number is a sum, where one was told before: "asked for 780 euros a month. She had been paying 450"."""
_OF_ALL = re.compile(
    r"(?:^|[.;:(][ ]?|[“\"‘'])(?:and[ ]|but[ ])?(?:out[ ])?of[ ](?:(?:the|these|those|all|some|about|more|than)[ ])*$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"[ ]of[ ](?:them|these|those|which|whom)\b")
_AGO = re.compile(r"[ ](?:ago|earlier|later|before)\b")
_CLAUSE_END = re.compile(
    r"\s*(?:[.,;:!?)”\"]|$|\n|[ ](?:in|on|at|last|this|and|but|a|per|each|every|before|until|since|when|while)\b)"
)
_CLAUSE = re.compile(r"[;:.!?]")
_KINDS = frozenset({"count", "money", "measure", "percent", "age", "duration"})
_LISTING = frozenset({",", ";", "and", "the"})
_BEARERS = frozenset({"GPE", "LOC", "ORG", "PERSON", "NORP", "FAC"})
_NAME_TOKENS = 4
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "obj", "attr"})
_MODIFIERS = frozenset({"NUM", "ADJ", "NOUN", "PROPN"})
_TIMES = frozenset({"last", "this", "next", "each", "every", "yesterday", "today"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD", "VBN"})
_SKIPPED = frozenset({"RB", "RBR", "JJR", "IN", "DT", "PDT", "$", "JJS"})
_DEGREE_ADJECTIVES = frozenset({"much", "many", "little", "few", "high", "low"})
_LEVELS_OF_IT = frozenset({"be", "stand", "average", "total"})
_MOST_APART = 30
"""Levels of one thing at two times, or in two places, lie closer together than this factor."""
_LEVEL_VERB = re.compile(
    rf"\b(?:(?P<it>it[ ](?:has[ ]|had[ ])?(?:f[ae]ll(?:en)?|r[io]sen?|dropped|shr[au]nk|gr[eo]wn?)[ ]to)|committed|pledged|disbursed|can[ ]hold)"
    rf"[ ]{_DEGREES}$",
    re.IGNORECASE,
)
"""Before a bare number of millions that is of the sum or quantity told before: what "it" fell to, what donors have pledged of a plan."""
_LEVEL_CHARS = 48
_MILLIONS_END = re.compile(rf"{_CLAUSE_END.pattern}|[ ](?:today|by|from|to|now|or|as|so far)\b")
_MILLION, _MOST_MILLIONS_APART = 1e6, 100
_YEARS = (1400, 2100)
_SAYS_NOTHING = frozenset({"be", "do", "say", "will", "can", "may"})
_MANY = 2
_LEAST_AGAIN = 1000
_SENTENCES_BEFORE = 1
_FROM_TO_CHARS = 80
_COMPARED_CHARS = 120


def fill(doc: Doc, text: str, figures: Sequence[Figure]) -> None:
    """Gives bare numbers the unit of the figure whose clause or phrase they repeat, and keeps that figure in `like`.

    Args:
        doc: Parsed.
        text: Its text.
        figures: The figures of one passage, in order.
    """
    for i, f in enumerate(figures):
        if f.head >= 0 and f.kind == "count" and doc[f.head].lower_ == "others":
            _others(f, figures[:i])
        if not _is_bare(f):
            continue
        if (counted := _numbering(doc, f)) is not None:
            f.unit = lemma(counted)
            f.noun = counted.i
            continue
        if _OF_THEM.match(text, f.end):
            _of_them(doc, f, figures[:i])
            continue
        p = _gapped(doc, text, f, figures[i - 1]) if i else None
        p = p or _repeated(doc, text, f, figures[:i]) or _in_millions(text, f, figures[:i])
        if p is not None:
            f.unit, f.kind, f.like = p.unit, p.kind, p.like or p
            if f.unit == "percentage_point" and is_level_of_it(doc, f):
                f.unit = "percent"  # what it fell by is in points, what it is is none
            if p.kind == "money" and p.sentence == f.sentence and _restates(text, p, f):
                _per(text, f)
            if not _TO.search(text, max(0, f.start - 48), f.start):  # what "rose from 12 pupils to 30" is said of is the verb's
                f.noun = p.head if p.head >= 0 else p.noun
            f.flags += [x for x in p.flags if x == "currency_assumed" and x not in f.flags]


def fill_again(text: str, figures: Sequence[Figure]) -> None:
    """Gives "the 59,000" the noun of the figure of that number that the text has told before.

    Args:
        text: The text.
        figures: All figures of a text, in order.
    """
    told: dict[float, Figure] = {}
    for f in figures:
        if (
            _is_bare(f)
            and f.number.form == "digits"
            and text[max(0, f.start - 4) : f.start].lower() == "the "
            and f.value in told
        ):
            p = told[f.value]
            f.unit, f.noun, f.like = p.unit, p.head, p
        elif f.kind == "count" and f.head >= 0 and f.unit and f.value >= _LEAST_AGAIN and not f.number.plain:
            told[f.value] = f


def _others(f: Figure, before: Sequence[Figure]) -> None:
    """As in "cracks in one bridge and rust in two others": of what the sentence has counted; others are people after people."""
    p = next((p for p in reversed(before) if p.kind == "count" and p.head >= 0 and p.sentence == f.sentence), None)
    if p is not None and p.unit and p.unit not in PEOPLE_NOUNS and " / " not in p.unit:
        f.unit, f.like, f.noun, f.head = p.unit, p, p.head, -1


def _is_bare(f: Figure) -> bool:
    return (
        f.kind == "count"
        and f.unit is None
        and not f.direct
        and f.head < 0
        and f.number.form in {"digits", "words"}
        and not f.is_side
    )


def _repeated(doc: Doc, text: str, f: Figure, before: Sequence[Figure]) -> Figure | None:
    """The figure that a bare number stands parallel to, unless something else that it may count stands behind it."""
    behind = doc[f.last + 1] if f.last + 1 < f.sentence[1] else None
    if behind is not None and behind.pos_ in _MODIFIERS and behind.lower_ not in _TIMES and behind.ent_type_ != "PERSON":
        return None  # "has four 6-axis sensors"
    for p in reversed(before):
        near = p.sentence == f.sentence
        if not near and p.sentence[1] != f.sentence[0]:
            return None
        if p.kind == "percent" and is_no_share(f):
            continue
        if p.kind == "money" and _is_restatement(text, p, f):
            continue  # "3,400 pesos (about $0.90), up from 3,200"
        if near and p.kind == "money" and _restates(text, p, f):
            return p
        level = (is_level_of_it(doc, f) or (p.kind == "money" and _is_paid(doc, text, f))) and not year_like(f)
        if p.kind not in _KINDS or p.unit is None or (p.kind == "count" and max(p.head, p.noun) < 0) or _AGO.match(text, p.end):
            continue
        if " / " in p.unit and not level and not (near and _UP_FROM.search(text, max(0, f.start - _UP_FROM_CHARS), f.start)):
            continue
        if p.kind == "money" and _is_paid(doc, text, f):
            return p
        if _same_verb(doc, p, f) or (near and _same_phrase(doc, text, p, f)):
            return p
        if level and 0 < max(f.value, p.value) <= _MOST_APART * min(f.value, p.value):
            return p
    return None


def _in_millions(text: str, f: Figure, before: Sequence[Figure]) -> Figure | None:
    """The sum or quantity before a bare number of millions: "built for 885 million cubic metres. Last year it fell to 10 million"."""
    told = _LEVEL_VERB.search(text, max(0, f.start - _LEVEL_CHARS), f.start)
    if told is None or f.number.scale < _MILLION or f.high is not None or _MILLIONS_END.match(text, f.end) is None:
        return None
    kinds = {"money", "measure"} if told["it"] else {"measure"} if told[0].lower().startswith("can hold") else {"money"}
    for p in reversed(before):
        if p.sentence != f.sentence and p.sentence[1] != f.sentence[0]:
            return None
        bare = p.kind == "count" and p.unit is None
        if bare or p.number.scale < _MILLION or (p.kind == "money" and _is_restatement(text, p, f)):
            continue
        whole = p.kind in kinds and p.unit is not None and " / " not in p.unit
        return p if whole and 0 < max(f.value, p.value) <= _MOST_MILLIONS_APART * min(f.value, p.value) else None
    return None


def _is_restatement(text: str, p: Figure, f: Figure) -> bool:
    """Whether a sum stands in brackets, where another currency is told, and the other figure stands outside of them."""
    opened = _OPENED.search(text, max(0, p.start - _BRACKET_CHARS), p.start)
    closed = text.find(")", p.end, f.start)
    return opened is not None and closed >= 0


def _gapped(doc: Doc, text: str, f: Figure, p: Figure) -> Figure | None:
    """The figure before, as in "Lagos has 14 ferries, Accra nine and Lome 6": a clause is left with a name and a number.

    Whose the number is, is kept in `gapped`.
    """
    if p.sentence != f.sentence or p.kind not in _KINDS or p.unit is None or " / " in p.unit or year_like(f):
        return None
    if not 0 < max(f.value, p.value) <= _MOST_APART * min(f.value, p.value) or _CLAUSE_END.match(text, f.end) is None:
        return None
    words = [t for t in doc[p.last + 1 : f.first] if t.idx >= p.end and not t.is_space]
    names = [t for t in words if t.ent_type_ in _BEARERS or (t.pos_ == "PROPN" and not t.ent_type_)]
    joints = words[: len(words) - len(names)]
    if (
        not 0 < len(names) <= _NAME_TOKENS
        or words != joints + names
        or not joints
        or any(t.lower_ not in _LISTING for t in joints)
    ):
        return None
    f.gapped = token_span(doc, names[0].i, names[-1].i + 1)
    return p


def _is_paid(doc: Doc, text: str, f: Figure) -> bool:
    """Whether somebody pays or earns a bare number that ends its clause."""
    verb = _verb_before(doc, f)
    ends = _CLAUSE_END.match(text, f.end) is not None
    return verb is not None and verb.lemma_ in _PAID and ends and not year_like(f)


def _restates(text: str, p: Figure, f: Figure) -> bool:
    """Whether a bare number says a sum again, per something else."""
    return _RESTATED.fullmatch(text, p.end, f.start) is not None and _PER_BEHIND.match(text, f.end) is not None


def _per(text: str, f: Figure) -> None:
    found = _PER_BEHIND.match(text, f.end)
    if found is not None and f.unit is not None:
        f.unit, f.end = f"{f.unit.split(' / ')[0]} / {found['what']}", found.end()


def is_level_of_it(doc: Doc, f: Figure) -> bool:
    """As in "Last year it was 25,900", "in 2022 the figure had stood at 14.1": "it" is what the figure before is of."""
    verb = _verb_before(doc, f)
    if verb is None or verb.lemma_ not in _LEVELS_OF_IT:
        return False
    subject = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
    if subject is None or subject.i < f.sentence[0]:
        return False
    figure = subject.lower_ in {"figure", "number"} and subject.left_edge.lower_ in {"the", "that", "this"}
    return subject.lower_ in {"it", "that"} or (figure and subject.right_edge.i == subject.i)


def year_like(f: Figure) -> bool:
    """Whether plain digits may be a year."""
    return f.number.plain and f.unit is None and _YEARS[0] <= f.value <= _YEARS[1]


def _same_verb(doc: Doc, p: Figure, f: Figure) -> bool:
    """Whether both follow the same verb: "named five people, while Jones named six", "an average of 4 guests ... averaged 6"."""
    verb = _verb_before(doc, f)
    if verb is None or verb.lemma_ in _SAYS_NOTHING:
        return False
    other = _verb_before(doc, p)
    return other is not None and (other.lemma_ == verb.lemma_ or other.lower_ == verb.lower_)


def _verb_before(doc: Doc, f: Figure) -> Token | None:
    """The verb right before a figure, or the noun of "an average of"."""
    i = f.first - 1
    while i > f.sentence[0] and (doc[i].tag_ in _SKIPPED or doc[i].lower_ in _DEGREE_ADJECTIVES) and doc[i].lower_ != "of":
        i -= 1
    if i <= f.sentence[0]:
        return None
    token = doc[i]
    if token.lower_ == "of" and doc[i - 1].pos_ == "NOUN":
        return doc[i - 1]
    return token if token.pos_ in {"VERB", "AUX"} else None


def _same_phrase(doc: Doc, text: str, p: Figure, f: Figure) -> bool:
    floor = doc[f.sentence[0]].idx
    gap = _IN_BRACKETS.sub("", text[p.end : f.start])
    left = text[max(floor, f.start - 48) : f.start]
    before = text[max(floor, p.start - 48) : p.start]
    if _CLAUSE.search(gap):
        return False
    if len(gap) <= _FROM_TO_CHARS and _FROM.search(before) and _TO.search(left):
        return True
    if len(gap) <= _COMPARED_CHARS and _COMPARED.search(left) and p.kind != "age":
        return True
    gapped = _GAPPED.fullmatch(gap)
    if gapped and text[f.end :].startswith(f" {gapped['where']} "):
        return True
    joined = re.fullmatch(rf",?[ ](?:and|or|but)[ ]{_DEGREES}", gap)
    if joined and p.like is not None:
        return True  # "averaged 114 million and 112 million"
    if p.kind == "count" and f.value <= p.value and _OF_ALL.search(text[max(floor, p.start - 32) : p.start]):
        behind = doc[f.last + 1].tag_ if f.last + 1 < f.sentence[1] else ""
        return behind in _FINITE or anchor(doc, f).dep_ in _SUBJECTS | _OBJECTS  # "Of the 90 pupils, 31 were ill"
    return False


def _numbering(doc: Doc, f: Figure) -> Token | None:
    """As in "the millers, numbering 312", "the herd's cows number 90": the verb counts its subject."""
    verb = _verb_before(doc, f)
    if verb is None or verb.lemma_ != "number" or verb.tag_ not in {"VBG", "VBZ", "VBP", "VB"}:
        return None
    if verb.tag_ == "VBG":
        before = verb.i - 1
        while before > f.sentence[0] and (doc[before].is_punct or doc[before].is_space):
            before -= 1
        return next((t for t in (verb.head, doc[before]) if t.tag_ in {"NNS", "NNPS"} and f.sentence[0] <= t.i < verb.i), None)
    return next((c for c in verb.lefts if c.dep_ in _SUBJECTS and c.tag_ in {"NNS", "NNPS"}), None)


def _of_them(doc: Doc, f: Figure, before: Sequence[Figure]) -> None:
    """As in "400 sheep, 12 of them lame": the last ones counted before, else the plural noun that "them" stands for."""
    for p in reversed(before):
        if p.sentence != f.sentence and p.sentence[1] != f.sentence[0]:
            break
        if p.kind == "count" and p.head >= 0 and p.unit and p.value >= max(f.value, _MANY):
            f.unit, f.like, f.noun = p.unit, p, p.head
            return
    pronoun = next(
        (doc[i] for i in range(f.last + 1, min(f.sentence[1], f.last + 3)) if doc[i].lower_ in {"them", "these", "those"}), None
    )
    noun = _plural_subject(doc, pronoun) if pronoun is not None else None
    if noun is not None:
        f.unit, f.noun = lemma(noun), noun.i


def _plural_subject(doc: Doc, pronoun: Token) -> Token | None:
    """The one plural noun before a pronoun, in its sentence or the one before, where it is a subject; null where there are more."""
    start, ends = pronoun.i, 0
    while start > 0 and ends <= _SENTENCES_BEFORE:
        start -= 1
        ends += bool(doc[start].is_sent_start)
    nouns = [t for t in doc[start : pronoun.i] if t.tag_ == "NNS"]
    one = len({t.lemma_ for t in nouns}) == 1
    return nouns[-1] if one and nouns[-1].dep_ in _SUBJECTS else None

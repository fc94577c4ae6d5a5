"""What a figure measures, read off the parse: the property, of whom or what, and the whole of a share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from policynlp.tag.claims.change import anchor, trend_of
from policynlp.tag.claims.counts import lemma
from policynlp.tag.claims.figure import Figure
from policynlp.tags import TextSpan

_INNER = frozenset({"amod", "compound", "nmod", "nummod", "nn", "advmod", "quantmod", "npadvmod"})
_SHARE_NOUNS = frozenset({"share", "proportion", "percentage", "part", "portion", "ratio", "fraction", "majority"})
_NO_WHOLES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})
_POPULATIONS = frozenset(
    {"population", "workforce", "membership", "headcount", "populace", "enrolment", "enrollment", "attendance", "turnout"}
)
_PER = re.compile(r"[ ]([a-z-]{3,20}(?:[ ][a-z-]{3,20})?)[ ](?:per|for every)[ ]\d")
_COORDINATED = re.compile(
    r"[^,;.:]{0,60}[ ](?:in|at|by|during)[ ][^,;.:]{0,24}\d{4}(?:[-/–]\d{2,4})?,?[ ](?:and|but)[ ](?:only[ ]|about[ ]|to[ ])?(?:in[ ]\d{4}[ ])?"
)
"""As in "4.9 percent of GDP in 2013 and 5.2 percent in 2022": one measure at two times."""
_EMPTY = frozenset(
    {"it", "they", "he", "she", "this", "that", "which", "who", "there", "we", "i", "you", "these", "those", "what"}
)
_REPORTS = frozenset(
    {
        "say",
        "tell",
        "report",
        "announce",
        "estimate",
        "show",
        "add",
        "claim",
        "note",
        "state",
        "warn",
        "predict",
        "expect",
        "find",
    }
)
_OF_PREPS = ("of", "in", "for", "at", "among", "to", "on", "between", "from", "by")


def _span(doc: Doc, start: int, end: int) -> TextSpan | None:
    """Tokens start..end (exclusive) as a span, without white space and marks at its edges."""
    while start < end and (doc[start].is_space or doc[start].is_punct):
        start += 1
    while end > start and (doc[end - 1].is_space or (doc[end - 1].is_punct and doc[end - 1].text not in {"%", ")"})):
        end -= 1
    if start >= end:
        return None
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    return TextSpan(start=first, end=last, text=doc[start:end].text)


def _core(doc: Doc, noun: Token, floor_chars: int = -1) -> TextSpan | None:
    """A noun with the modifiers before it, without article, possessor and number."""
    start = noun.i
    for child in noun.lefts:
        if child.dep_ in _INNER and not child.like_num and child.ent_type_ != "CARDINAL" and child.idx >= floor_chars - 1:
            start = min(start, child.left_edge.i)
            break
    while start < noun.i and (
        doc[start].idx < floor_chars
        or doc[start].is_punct
        or doc[start].like_num
        or doc[start].dep_ in {"det", "poss", "case", "predet"}
    ):
        start += 1
    end = noun.i + 1
    if end + 1 < len(doc) and doc[end].lower_ == "per" and doc[end + 1].pos_ in {"NOUN", "ADJ", "ADV", "X", "PROPN"}:
        end += 2  # "GDP per capita" is no GDP
    return _span(doc, start, end)


def _phrase(doc: Doc, noun: Token, limit: int) -> TextSpan | None:
    """A whole noun phrase: from its left edge to its head, with an "of" phrase behind it."""
    end = noun.i + 1
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == end:
            objects = [c for c in child.children if c.dep_ == "pobj"]
            if objects and objects[0].i < limit:
                end = objects[0].i + 1
            break
    start = noun.left_edge.i
    for i in range(noun.i - 1, start - 1, -1):
        if doc[i].text in {",", ";", ":", "(", "—"}:
            start = i + 1
            break
    return _span(doc, start, min(end, limit))


def _object(noun: Token, prepositions: Sequence[str], f: Figure | None = None) -> Token | None:
    for wanted in prepositions:
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ == wanted:
                for grandchild in child.children:
                    if f is not None and f.start <= grandchild.idx < f.end:
                        continue
                    if (
                        grandchild.dep_ == "pobj"
                        and grandchild.pos_ in {"NOUN", "PROPN"}
                        and grandchild.ent_type_ not in {"DATE", "TIME"}
                        and not grandchild.like_num
                    ):
                        return grandchild
    return None


def _whole_behind(noun: Token, target: Token | None) -> Token | None:
    """As in "the share of the three provinces in GDP": what stands behind "in" is the whole, unless it is a place or time."""
    if target is None or next(iter(target.ancestors)).lower_ != "of":
        return None
    for owner in (noun, target):
        for child in owner.rights:
            if child.dep_ == "prep" and child.lower_ == "in":
                for inner in child.children:
                    if (
                        inner.dep_ == "pobj"
                        and inner.pos_ in {"NOUN", "PROPN"}
                        and inner.ent_type_ not in _NO_WHOLES
                        and not inner.like_num
                    ):
                        return inner
    return None


def _possessor(noun: Token) -> Token | None:
    return next((c for c in noun.lefts if c.dep_ == "poss"), None)


def _subject(verb: Token) -> Token | None:
    """Subject of a verb, its own or that of the clause that it hangs on."""
    token = verb
    for _ in range(4):
        for child in token.lefts:
            if child.dep_ in {"nsubj", "nsubjpass", "csubj"}:
                if child.lower_ in {"which", "that", "who"} and token.dep_ == "relcl":
                    return token.head
                return child
        if token.dep_ == "acl":
            return token.head
        if token.dep_ in {"conj", "xcomp", "advcl", "aux", "dep", "prep", "pcomp"} and token.head.i != token.i:
            token = token.head
            continue
        break
    return None


def _verb(token: Token) -> Token | None:
    """The verb or auxiliary that governs a token."""
    for _ in range(8):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def find_measure(doc: Doc, f: Figure, before: Figure | None) -> None:
    """Sets measure, scope and share_of of a figure, and `person` for the number of a population.

    Args:
        doc: Parsed.
        f: The figure.
        before: The figure before it in the sentence, whose measure an amount of change shares.
    """
    limit = f.sentence[1]
    if f.kind in {"percent", "ratio", "measure"} and _share(doc, f, limit):
        if f.kind == "measure":
            f.share_of = None
        return
    if f.kind == "ratio" and (rate := _PER.search(doc.text, f.number.start, f.end)):
        f.measure = TextSpan(start=rate.start(1), end=rate.end(1), text=rate[1])
        return
    if f.kind == "ratio" and " per " in doc.text[f.start : f.end] and _subject_measure(doc, f, limit):
        return
    if f.kind in {"count", "duration"} and f.head >= 0:
        noun = doc[f.head]
        f.measure = _core(doc, noun, f.number.end)
        target = _object(noun, ("of", "in", "for", "at", "among", "from"))
        if target is not None and target.i < limit:
            f.scope = _phrase(doc, target, limit)
            return
        token = anchor(doc, f)
        if token.dep_ in {"dobj", "attr", "obj"} and token.head.lemma_ not in _REPORTS:
            subject = _subject(token.head)
            if subject is not None and f.sentence[0] <= subject.i < f.first and subject.lower_ != "there":
                f.scope = _named(doc, subject, limit)
        return
    if f.kind in {"duration", "age", "ordinal"}:
        _followed(doc, f, limit)
        if f.measure is None and f.kind != "ordinal":
            _subject_measure(doc, f, limit)
        return
    if (
        before is not None
        and before.unit == f.unit
        and _COORDINATED.fullmatch(doc.text, before.end, f.start)
        and f.kind == "percent"
    ):
        f.measure, f.scope, f.share_of = before.measure, before.scope, before.share_of
        return
    governing = _governing_noun(doc, f)
    if governing is not None and before is not None and before.start <= governing.idx < before.end:
        f.measure, f.scope, f.share_of = before.measure, before.scope, before.share_of
    elif governing is not None:
        _split(doc, f, governing, limit)
    if (
        f.measure is None
        and before is not None
        and before.measure is not None
        and (f.trend != "none" or f.is_earlier or f.main >= 0)
    ):
        f.measure, f.scope, f.share_of = before.measure, before.scope, before.share_of
    if f.unit is None and f.measure is not None and f.measure.text.split()[-1].lower() in _POPULATIONS:
        f.unit = "person"
    if f.unit is None and f.kind == "count" and f.measure is not None and f.measure.text.lower().split()[-1] == "age":
        f.unit, f.kind = "year", "age"


def _share(doc: Doc, f: Figure, limit: int) -> bool:
    """As in "4.8 percent of China's total economy": the whole behind "of"; of whom: the subject."""
    after = _token_after(doc, f)
    if after >= limit or doc[after].lower_ != "of":
        return False
    noun: Token | None = next((c for c in doc[after].children if c.dep_ == "pobj"), None)
    if noun is None:
        i = after + 1
        while i < min(limit, after + 6) and doc[i].pos_ not in {"NOUN", "PROPN"}:
            i += 1
        if i >= min(limit, after + 6):
            return False
        noun = doc[i]
    if noun.i >= limit:
        return False
    f.share_of = _phrase(doc, noun, limit)
    f.measure = _core(doc, noun)
    verb = _verb(anchor(doc, f))
    subject = _subject(verb) if verb is not None else None
    if f.kind in {"measure", "money"} and verb is not None and verb.lemma_ in _STATES and verb.lemma_ != "be":
        return True
    if subject is not None and f.sentence[0] <= subject.i < f.first and verb is not None and verb.lemma_ not in _REPORTS:
        if subject.lemma_.lower() in _SHARE_NOUNS:
            return True
        property_ = (
            subject.pos_ == "NOUN" and subject.ent_type_ == "" and (verb.lemma_ in _LEVELS or trend_of(verb) is not None)
        )
        if property_ and f.kind in {"percent", "ratio"} and not f.start <= subject.idx < f.end:
            _split(doc, f, subject, limit)
        else:
            f.scope = _named(doc, subject, limit)
    return True


def _token_after(doc: Doc, f: Figure) -> int:
    i = f.last + 1
    while i < len(doc) and doc[i].idx < f.end:
        i += 1
    return i


def _strip(span: TextSpan | None) -> TextSpan | None:
    """A phrase without its article."""
    if span is None:
        return None
    m = re.match(r"(?:the|an?|its|their)[ ]", span.text, re.IGNORECASE)
    cut = m.end() if m else 0
    return TextSpan(start=span.start + cut, end=span.end, text=span.text[cut:])


def _named(doc: Doc, noun: Token, limit: int) -> TextSpan | None:
    """A subject as a scope; a pronoun stands for the nearest earlier subject of the passage that is no person."""
    if noun.lower_ in {"it", "they", "its", "their"}:
        referent = _referent(doc, noun)
        if referent is not None:
            noun, limit = referent, referent.i + 8
    return _phrase(doc, noun, limit)


def _referent(doc: Doc, pronoun: Token) -> Token | None:
    """The nearest subject before a pronoun that agrees in number and is neither person nor number; at most 60 tokens back."""
    plural = pronoun.lower_ in {"they", "their"}
    for i in range(pronoun.i - 1, max(-1, pronoun.i - 60), -1):
        token = doc[i]
        if (
            token.dep_ in {"nsubj", "nsubjpass"}
            and token.pos_ in {"NOUN", "PROPN"}
            and token.ent_type_ not in {"PERSON", "DATE", "CARDINAL"}
        ) and (token.tag_ in {"NNS", "NNPS"}) == plural:
            return token
    return None


def _followed(doc: Doc, f: Figure, limit: int) -> None:
    after = _token_after(doc, f)
    if after < limit and doc[after].lower_ == "of":
        for child in doc[after].children:
            if child.dep_ in {"pobj", "pcomp"} and child.i < limit:
                f.measure = _span(doc, after + 1, min(limit, child.right_edge.i + 1, after + 6))
                return


def _subject_measure(doc: Doc, f: Figure, limit: int) -> bool:
    """As in "life expectancy is 73.3 years": the subject of a verb of level or change is what is measured."""
    verb = _verb(anchor(doc, f))
    if verb is None or not (verb.lemma_ in _LEVELS or trend_of(verb) is not None):
        return False
    subject = _subject(verb)
    if subject is None or subject.pos_ != "NOUN" or not f.sentence[0] <= subject.i < f.first:
        return False
    _split(doc, f, subject, limit)
    return f.measure is not None


def _governing_noun(doc: Doc, f: Figure) -> Token | None:
    """The noun that names the property: "a deficit of 5 percent", "a 5 percent increase in exports", else the subject."""
    token = anchor(doc, f)
    for _ in range(4):
        head = token.head
        if head.i == token.i or not f.sentence[0] <= head.i < f.sentence[1]:
            break
        if head.pos_ in {"NOUN", "PROPN"} and token.dep_ in {
            "nummod",
            "compound",
            "amod",
            "nmod",
            "prep",
            "npadvmod",
            "pobj",
            "appos",
            "quantmod",
        }:
            inside = f.first <= head.i <= f.last or f.start <= head.idx < f.end
            if not inside:
                if trend_of(head):
                    target = _object(head, ("in", "of", "for", "on", "to"))
                    if target is not None and not f.start <= target.idx < f.end and not target.like_num:
                        return target
                elif head.lemma_.lower() in _GENERIC and head.dep_ in {"pobj", "dobj"}:
                    pass
                elif not head.like_num and head.ent_type_ not in {"DATE", "MONEY", "PERCENT", "CARDINAL", "QUANTITY"}:
                    return head
        if head.pos_ in {"VERB", "AUX"}:
            token = head
            break
        token = head
    verb = _verb(token)
    if verb is None:
        return None
    subject = _subject(verb)
    if subject is None or f.start <= subject.idx < f.end or not f.sentence[0] <= subject.i < f.sentence[1]:
        return next(
            (c for c in verb.children if c.dep_ in {"dobj", "attr"} and c.pos_ == "NOUN" and not f.start <= c.idx < f.end), None
        )
    if verb.lemma_ in _REPORTS and subject.dep_ == "nsubj":
        return None
    if trend_of(verb) and subject.pos_ in {"PROPN", "PRON"}:
        own = next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "NOUN" and not f.start <= c.idx < f.end), None)
        return own or subject
    own = next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "NOUN" and c.i < f.first and not c.like_num), None)
    return own or subject


def _split(doc: Doc, f: Figure, noun: Token, limit: int) -> None:
    """Splits a noun phrase into property and bearer ("population" | "the three provinces")."""
    if noun.lower_ in _EMPTY or noun.pos_ == "PRON":
        referent = _referent(doc, noun) if noun.lower_ in {"it", "they"} else None
        verb = _verb(anchor(doc, f))
        if referent is not None and verb is not None:
            f.scope, f.measure = _phrase(doc, referent, referent.i + 8), _span(doc, verb.i, verb.i + 1)
        return
    target = _object(noun, _OF_PREPS, f)
    owner = _possessor(noun)
    if noun.lemma_.lower() in _SHARE_NOUNS:
        whole = _whole_behind(noun, target)
        if target is not None and whole is not None:
            f.share_of, f.measure, f.scope = _phrase(doc, whole, limit), _core(doc, whole), _phrase(doc, target, limit)
            return
        if target is not None:
            f.share_of, f.measure = _phrase(doc, target, limit), _core(doc, target)
        if owner is not None:
            f.scope = _phrase(doc, owner, owner.i + 1)
        if f.measure is None:
            f.measure = _core(doc, noun)
        return
    verb = _verb(anchor(doc, f))
    named = noun.pos_ == "PROPN" or noun.ent_type_ in {"GPE", "ORG", "LOC", "NORP", "FAC"}
    acting = verb is not None and verb.pos_ == "VERB" and trend_of(verb) is None and verb.lemma_ not in _STATES
    if (
        f.kind == "measure"
        and acting
        and verb is not None
        and (named or verb.dep_ in {"advcl", "acl"} or verb.lemma_ in {"cover", "span", "occupy"})
    ):
        f.measure, f.scope = _span(doc, verb.i, verb.i + 1), _phrase(doc, noun, limit)
        return
    if noun.lemma_.lower() in _AMOUNTS and target is not None:
        f.measure = _strip(_phrase(doc, noun, limit))
        if f.unit is None and f.kind == "count":
            f.unit = lemma(target)
        return
    if (
        f.kind == "money"
        and verb is not None
        and verb.lemma_ in _TRANSACTIONS
        and noun.i < f.first
        and (f.trend == "none" or f.earlier >= 0)
    ):
        f.measure, f.scope = _span(doc, verb.i, verb.i + 1), _phrase(doc, noun, limit)
        return
    f.measure = _core(doc, noun)
    if target is not None and target.i < limit and next(iter(target.ancestors)).lower_ == "of":
        f.scope = _phrase(doc, target, limit)
    elif owner is not None:
        f.scope = _phrase(doc, owner, owner.i + 1)
    elif target is not None and target.i < limit:
        f.scope = _phrase(doc, target, limit)


_STATES = frozenset(
    [
        "be",
        "reach",
        "stand",
        "total",
        "hit",
        "amount",
        "average",
        "exceed",
        "surpass",
        "top",
        "remain",
        "become",
        "number",
        "come",
        "account",
        "comprise",
        "make",
        "represent",
        "equal",
        "measure",
        "weigh",
        "cost",
        "earn",
        "approach",
        "near",
        "pass",
        "run",
        "range",
        "stay",
        "include",
    ]
)
_LEVELS = frozenset(
    ["be", "stand", "reach", "hit", "average", "exceed", "remain", "surpass", "top", "total", "equal", "come", "stay"]
)
_AMOUNTS = frozenset({"number", "amount", "quantity"})
_GENERIC = frozenset(
    [
        "rate",
        "pace",
        "level",
        "total",
        "average",
        "high",
        "low",
        "record",
        "peak",
        "maximum",
        "minimum",
        "range",
        "mean",
        "median",
        "speed",
        "sum",
    ]
)
_TRANSACTIONS = frozenset(
    [
        "cost",
        "spend",
        "pay",
        "invest",
        "earn",
        "raise",
        "receive",
        "fetch",
        "sell",
        "save",
        "owe",
        "donate",
        "borrow",
        "lend",
        "allocate",
        "get",
        "fine",
        "charge",
        "give",
        "award",
        "win",
        "buy",
        "contribute",
        "provide",
        "pledge",
        "lose",
        "make",
        "bring",
        "offer",
    ]
)
_IN_PLACE = re.compile(r"\b(?:in|across|throughout|within)[ ](?:the[ ])?$", re.IGNORECASE)


def find_place(text: str, f: Figure, places: Sequence[tuple[int, int]], sentence: tuple[int, int]) -> None:
    """Sets the place: a place name in the scope, the whole or the measure, else the only one of the sentence led by "in".

    Args:
        text: The text.
        f: The figure.
        places: Spans of place names, in order.
        sentence: Offsets of its sentence.
    """
    for span in (f.scope, f.share_of if f.scope is None else None, f.measure):
        if span is not None:
            for start, end in places:
                if span.start <= start and end <= span.end:
                    f.place = text[start:end]
                    return
    led = [
        p for p in places if sentence[0] <= p[0] < sentence[1] and _IN_PLACE.search(text[max(sentence[0], p[0] - 16) : p[0]])
    ]
    if len(led) == 1:
        f.place = text[led[0][0] : led[0][1]]

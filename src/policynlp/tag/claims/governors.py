"""What governs a figure in the parse: its verb, that verb's subject, and the noun that names the property."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from policynlp.tag.claims.direction import anchor, trend_of
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.hidden_subjects import before_clause, before_mark, behind_gerund, of_headline, of_mistaken_noun
from policynlp.tag.claims.measure_words import GENERIC, OPINES, REPORTS
from policynlp.tag.claims.phrases import object_of
from policynlp.tag.quotes.source_nouns import PEOPLE_NOUNS

_PROPERTIES = frozenset({"growth", "contraction"})
"""Nouns of change that are what is measured."""
ASSESS = frozenset({"put", "peg", "place"})
"""Verbs whose object is what somebody holds to be as much as is told."""
_DECIDES = frozenset(
    str.split(
        "settle agree approve announce order vote propose demand seek accept impose ask request grant reject offer recommend win call"
    )
)
"""Verbs of what somebody decides or asks for."""
_ADDRESSED = frozenset(
    str.split("speaker president chair chairman chairwoman chairperson minister chancellor governor secretary sir madam")
)
"""Who is spoken to at the start of a sentence."""
_ADDRESSES = _ADDRESSED | frozenset(
    {"mr", "mrs", "ms", "mister", "madame", "deputy", "prime", "honourable", "honorable", "dear", "acting"}
)
_ADDRESS_TOKENS = 6
_NO_NOUNS = frozenset(
    str.split(
        """level dearer cheaper pricier costlier richer poorer bigger larger smaller wider narrower faster slower stronger weaker hotter
        cooler wetter drier taller shorter longer heavier lighter fewer higher lower better worse greater"""
    )
)
"""Words behind a figure, or in front of "at", that say how things compare."""
_TIMES = frozenset({"season", "term", "year", "quarter", "month", "week", "session"})
_WHICH = frozenset({"last", "next", "this", "previous", "past", "coming", "current"})
_ANTECEDENT_SENTENCES = 1
"""How many ends of sentences may stand between a pronoun and what it stands for."""


def subject_of(verb: Token) -> Token | None:
    """Subject of a verb, its own or that of the clause that it hangs on."""
    token = verb
    if (hidden := before_mark(verb) or before_clause(verb) or of_headline(verb)) is not None:
        return hidden
    for _ in range(4):
        for child in token.lefts:
            if child.dep_ in {"nsubj", "nsubjpass", "csubj"}:
                if child.lower_ in {"which", "that", "who"} and token.dep_ == "relcl":
                    return token.head
                return behind_gerund(token, child) or child
        if token.dep_ == "acl":
            return token.head
        if token.dep_ in {"conj", "xcomp", "advcl", "aux", "dep", "prep", "pcomp"} and token.head.i != token.i:
            token = token.head
            continue
        break
    return None


def verb_over(token: Token) -> Token | None:
    """The verb or auxiliary that governs a token."""
    for _ in range(8):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def verb_of(doc: Doc, f: Figure) -> Token | None:
    """The verb that governs a figure, where it stands in the figure's sentence."""
    verb = verb_over(anchor(doc, f))
    return verb if verb is not None and f.sentence[0] <= verb.i < f.sentence[1] else None


def antecedent(doc: Doc, pronoun: Token) -> Token | None:
    """The nearest subject before a pronoun that agrees in number and is neither person nor number; in its sentence or the one before."""
    plural = pronoun.lower_ in {"they", "their"}
    ends = 0
    for i in range(pronoun.i - 1, max(-1, pronoun.i - 60), -1):
        token = doc[i]
        ends += bool(doc[i + 1].is_sent_start)
        if ends > _ANTECEDENT_SENTENCES:
            return None
        if (
            token.dep_ in {"nsubj", "nsubjpass"}
            and token.pos_ in {"NOUN", "PROPN"}
            and token.ent_type_ not in {"PERSON", "DATE", "CARDINAL"}
            and (plural or token.lemma_.lower() not in PEOPLE_NOUNS)
        ) and (token.tag_ in {"NNS", "NNPS"}) == plural:
            return token
    return None


def governing_noun(doc: Doc, f: Figure) -> Token | None:
    """The noun that names the property: "a deficit of 5 percent", "a 5 percent increase in exports", else the subject."""
    token = anchor(doc, f)
    for _ in range(0 if doc[f.last].pos_ == "VERB" and doc[f.last].dep_ != "amod" else 4):  # "output doubled": its own subject
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
            if not inside and (noun := _named_by(head, f)) is not None:
                return noun
        if head.pos_ in {"VERB", "AUX"}:
            token = head
            break
        token = head
    verb = verb_over(token)
    if verb is None:
        return None
    subject = subject_of(verb)
    if subject is not None and (named := _behind_address(doc, subject, verb, f)) is not None:
        return named
    if subject is None or f.start <= subject.idx < f.end or not f.sentence[0] <= subject.i < f.sentence[1]:
        told = (c for c in verb.children if c.dep_ in {"dobj", "attr"} and c.pos_ == "NOUN" and not f.start <= c.idx < f.end)
        return next((c for c in told if not _is_no_noun(c)), None)
    return _object_or_subject(verb, subject, f)


def _named_by(head: Token, f: Figure) -> Token | None:
    """The property that a noun over a figure names, or that it tells the change of; null where it names none."""
    if (mistaken := of_mistaken_noun(head)) is not None:
        return mistaken
    if trend_of(head):
        if _is_growth(head) and not object_of(head, ("in", "for"), f):
            return head if head.dep_ == "pobj" or _grows_alone(head, f) else None
        target = object_of(head, ("in", "of", "for", "on", "to"))
        if target is not None and not f.start <= target.idx < f.end and not target.like_num:
            return target
        return head if _is_decided(head) else None
    if _says_nothing(head) or _tells_where(head, f) or head.like_num:
        return None
    return head if head.ent_type_ not in {"DATE", "MONEY", "PERCENT", "CARDINAL", "QUANTITY"} else None


def _is_growth(noun: Token) -> bool:
    """As in "our forecast is for growth of 1.2 percent", "it expects revenue growth of 5 percent": the growth is what is measured."""
    if noun.lemma_.lower() not in _PROPERTIES:
        return False
    seen = noun.dep_ in {"dobj", "conj"} and (verb := verb_over(noun)) is not None and verb.lemma_ in OPINES | REPORTS
    return noun.dep_ == "pobj" or seen


def _grows_alone(noun: Token, f: Figure) -> bool:
    """Not "growth of 12 percent in sales", nor the 2 percent of "growth of 4 percent and inflation of 2 percent"."""
    behind = f.last + 1
    while behind < f.sentence[1] and noun.doc[behind].idx < f.end:
        behind += 1
    if behind < f.sentence[1] and noun.doc[behind].lower_ in {"in", "for"}:
        after = next((t for t in noun.doc[behind + 1 : f.sentence[1]] if t.pos_ in {"NOUN", "PROPN", "NUM"}), None)
        if after is None or (after.pos_ == "NOUN" and after.ent_type_ not in {"DATE", "TIME"}):
            return False
    between = noun.doc[noun.i + 1 : f.first]
    return not any(t.pos_ in {"NOUN", "PROPN"} for t in between)


def _tells_where(head: Token, f: Figure) -> bool:
    """As in "were highest in Iquitos, at 0.72 percent, and Pucallpa, at 0.58 percent": a place behind "in" is not measured."""
    token = head
    while token.dep_ == "conj" and token.pos_ == "PROPN" and token.head.i < token.i:
        token = token.head
    placed = token.dep_ == "pobj" and token.head.lower_ == "in"
    return placed and f.kind in {"percent", "money"} and head.ent_type_ in {"GPE", "LOC"} and head.i < f.first


def _is_decided(noun: Token) -> bool:
    """As in "The council settled on a fare increase of 4.7 percent": whoever decides it is not what increases."""
    over = noun.head if noun.dep_ in {"dobj", "obj"} else noun.head.head if noun.dep_ == "pobj" else None
    return noun.pos_ == "NOUN" and over is not None and over.pos_ == "VERB" and over.lemma_ in _DECIDES


def _says_nothing(head: Token) -> bool:
    """Whether a noun beside a figure names no property.

    As "a total of", the time of "fell to 1,130 last season", and words that are no nouns: "3 percent thanks to", "11 percent dearer".
    """
    if _is_no_noun(head):
        return True
    timed = head.lemma_.lower() in _TIMES and any(c.lower_ in _WHICH for c in head.lefts)
    return timed or (head.lemma_.lower() in GENERIC and head.dep_ in {"pobj", "dobj"})


def _is_no_noun(head: Token) -> bool:
    """Whether the tagger takes a word for a noun that is none here."""
    if head.lower_ == "thanks":
        return head.i + 1 < len(head.doc) and head.nbor().lower_ == "to"
    return head.lower_ in _NO_NOUNS and not any(c.dep_ in {"det", "poss"} for c in head.lefts)


def _behind_address(doc: Doc, subject: Token, verb: Token, f: Figure) -> Token | None:
    """The subject behind whoever is spoken to, whom the parser takes for it: "Madam Speaker, the allocation was a mere 1.6 million"."""
    first = f.sentence[0]
    comma = next((i for i in range(first, min(first + _ADDRESS_TOKENS, f.first)) if doc[i].text == ","), None)
    if comma is None or not comma > first or subject.i > verb.i:
        return None
    words = [t.lower_.rstrip(".") for t in doc[first:comma] if not t.is_space]
    if not words or not set(words) <= _ADDRESSES or not _ADDRESSED & set(words):
        return None
    run: list[Token] = []
    for token in doc[comma + 1 : verb.i]:
        if token.pos_ in {"ADP", "VERB", "AUX", "SCONJ"} or token.is_punct:
            break
        run.append(token)
    return run[-1] if run and run[-1].pos_ in {"NOUN", "PROPN"} else None


def _object_or_subject(verb: Token, subject: Token, f: Figure) -> Token | None:
    """Which of the two names the property; null where the subject only tells of it."""
    if verb.lemma_ in REPORTS and subject.dep_ == "nsubj":
        return None
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    nouns = [c for c in objects if c.pos_ == "NOUN"]
    if trend_of(verb) and subject.pos_ in {"PROPN", "PRON"}:
        return next((c for c in nouns if not f.start <= c.idx < f.end), None) or subject
    if verb.lemma_ == "cost" and subject.pos_ in {"NOUN", "PROPN"} and subject.dep_ == "nsubj":
        return subject  # "the package costs the state 1.6 billion"
    own = next((c for c in nouns if c.i < f.first and not c.like_num), None)
    if verb.lemma_ in ASSESS and subject.dep_ == "nsubj" and objects:  # "our audit puts it at 11 percent": the audit says so
        return next((c for c in objects if c.i < f.first), None)
    return own or subject


def token_after(doc: Doc, f: Figure) -> int:
    """Index of the first token behind a figure."""
    i = f.last + 1
    while i < len(doc) and doc[i].idx < f.end:
        i += 1
    return i

"""How a body or a document is called in a source mention, as printed: where its name begins and ends."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.cast import Cast
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import INSTITUTIONS

_CALLED = re.compile(r"(?P<noun>[a-z]+) (?P<name>[A-Z][\w&.'’-]*(?: (?:(?:of|and|for|the|de) )?[A-Z&][\w&.'’-]*)+)")
_HYPHENS = frozenset("-–/")
_REST_OF_YEAR = re.compile(r"\d{2,4}\b")
_ARTICLES = frozenset("the a an this that its their his her our".split())
_TIMELY = frozenset("new newer latest recent previous earlier later other separate same".split())
"""Before the name of a document: "the latest Gallup poll" is the Gallup poll."""


def is_of_others(reading: Reading, span: Span) -> bool:
    """Whether a mention tells only whose the body is that it does not name: "their federation"."""
    return reading.doc[reading.token_at(span[0])].lower_ == "their"


def plain_name(reading: Reading, head: Token, span: Span) -> str:
    """The mention as printed, up to a comma or clause, without its article."""
    name = _printed(reading, head, span[0], end_of_name(reading, head, span))
    if (called := _CALLED.fullmatch(name)) is not None and called["noun"] in INSTITUTIONS:
        return called["name"]  # "charity Fair Start SEND"
    return name.lower() if name == "Police" else name  # one name at the start of a sentence and within it


def document_name(reading: Reading, cast: Cast, head: Token, span: Span) -> str:
    """The name of a document as printed, with whoever made it: "report published in May by the Northern Development Bank"."""
    end = end_of_name(reading, head, span)
    for maker in cast.within((end, span[1])):
        by = reading.token_at(maker.start) - 1
        while by > head.i and reading.doc[by].pos_ in {"DET", "ADJ"}:
            by -= 1
        clause = next((t for t in reading.doc[by].ancestors if t.head == head), None)
        made = clause is not None and clause.tag_ == "VBN" and clause.dep_ == "acl" and clause.lower_ not in _NOT_MADE
        set_off = reading.text[end : reading.starts[by]].strip(", ") == ""
        if (reading.doc[by].lower_ in _MAKERS and (made or set_off)) or reading.text[end : maker.start] in _JOINTLY:
            end = max(end, _with_owned(reading, maker.end, span[1]))
    return _printed(reading, head, span[0], end)


def _with_owned(reading: Reading, end: int, stop: int) -> int:
    """The end of a name, or of the noun that it goes with: "by the Okoro" family, "by Okoro" 's family."""
    name = reading.doc[reading.token_at(end - 1)]
    whole = name.head if name.dep_ in {"compound", "poss", "nmod"} else name
    return min(stop, max(end, reading.ends[whole.i]))


_NOT_MADE = frozenset({"approved", "adopted", "reviewed", "seen", "obtained", "endorsed", "unveiled"})
"""What others do with a document than make it."""
_MAKERS = frozenset({"by", "from"})
_JOINTLY = frozenset({" and ", " and the ", ", ", " & "})


def _is_timely(reading: Reading, i: int) -> bool:
    """Whether a word says which of several is meant, and begins no name ("New York Times")."""
    word, behind = reading.doc[i], reading.doc[i + 1]
    return word.lower_ in _TIMELY and (word.is_lower or behind.is_lower)


def _printed(reading: Reading, head: Token, start: int, end: int) -> str:
    first = reading.token_at(start)
    while first < head.i and (reading.doc[first].lower_ in _ARTICLES or _is_timely(reading, first)):
        first += 1
    year = _REST_OF_YEAR.match(reading.text, end) if reading.text[end - 1] in _HYPHENS else None  # "report for 2023-" + "24"
    return " ".join(reading.text[reading.starts[first] : year.end() if year else end].split())


_MADE = frozenset({"published", "released", "issued", "tabled", "commissioned", "conducted", "approved", "adopted", "unveiled"})
_OPENS_CLAUSE = frozenset("that which who whose he she they it".split())
"""What a clause begins with: "A survey" + "that her institute published", "a study" + "she published"."""
_OWN = frozenset({"the", "its", "his", "her", "their", "our"})
_ENDS_NAME = frozenset({",", "(", ";", "—", "–", "―"})


def end_of_name(reading: Reading, head: Token, span: Span) -> int:
    """Where the name ends: before a comma, a bracket or a clause, and never with a preposition or an article."""
    doc = reading.doc
    last = min(reading.token_at(span[1] - 1), len(doc) - 1)
    for token in doc[head.i + 1 : last + 1]:
        if token.text in _ENDS_NAME or token.lower_ in _MADE or token.lower_ in _OPENS_CLAUSE:
            last = token.i - 1
            break
        if token.text in _OWN and doc[token.i - 1].pos_ in {"NOUN", "PROPN"}:
            last = token.i - 1  # "a survey" + "the council released"
            break
        if token.dep_ in {"acl", "relcl"}:
            last = (token.left_edge.i if head.i < token.left_edge.i <= token.i else token.i) - 1
            break
    while last > head.i and (
        doc[last].pos_ in {"ADP", "DET", "CCONJ", "PUNCT", "AUX"}
        or doc[last].dep_ == "prep"
        or (doc[last].pos_ == "ADV" and last + 1 < len(doc) and doc[last + 1].lower_ in _MADE)  # "recently" | "approved"
        or (doc[last].pos_ == "ADJ" and doc[last].head.i > last)  # "implementation of the latest" | "strategy"
    ):
        last -= 1
    return min(span[1], reading.ends[last]) if last > head.i else reading.ends[head.i]


def is_definite(head: Token) -> bool:
    """Whether the noun phrase names one in particular: "the ministry", "Japan's government", "police", not "a company"."""
    if head.tag_ in {"NNP", "NNPS"} or (head.lower_ == "police" and head.left_edge == head):
        return True
    return any(c.lower_ in {"the", "this", "that", "its", "their", "our"} or c.dep_ == "poss" for c in head.lefts)


_OF_PLACES = frozenset(
    "police government administration council authority army military parliament ministry municipality treasury".split()
)
"""Bodies of which a place has one; a hospital or a court of it may be any."""
_NO_PLACES = frozenset({"DATE", "TIME", "EVENT", "ORDINAL", "CARDINAL"})


def is_told_by_place(reading: Reading, head: Token, span: Span) -> bool:
    """Whether a mention is a proper name and the noun of a body, no article: "Winnipeg police", "Jalandhar district administration"."""
    first = reading.doc[reading.token_at(span[0])]
    if head.lemma_.lower() not in _OF_PLACES or not first.i < head.i or first.ent_type_ in _NO_PLACES:
        return False
    named = first.text[:1].isupper() and (first.tag_ == "NNP" or first.ent_type_ in {"NORP", "GPE"})
    return named and all(t.pos_ in {"PROPN", "NOUN", "ADJ"} for t in reading.doc[first.i : head.i])


def in_headline(reading: Reading, head: Token) -> bool:
    """Whether the noun stands without its article in a headline: "Harvest to shrink, says ministry"."""
    index = reading.passage[head.i]
    passage = reading.passages[index]
    titled = passage.kind in {"title", "heading"} or (not index and reading.text[passage.end - 1].isalnum())
    return titled and head.left_edge == head and head.tag_ == "NN"

"""Noun phrases of a parsed sentence as spans: the core of a noun, the whole phrase, what stands behind "of" and "in"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from policynlp.tag.claims.figure import Figure
from policynlp.tags import TextSpan

_INNER = frozenset({"amod", "compound", "nmod", "nummod", "nn", "advmod", "quantmod", "npadvmod"})
_NO_PROPERTY = frozenset({"det", "poss", "case", "predet"})
_SENTENCE_ADVERBS = frozenset({"so", "thus", "hence", "now", "then", "still", "also", "even", "only"})
_IN_IDIOMS = frozenset(
    {"row", "total", "average", "addition", "turn", "fact", "advance", "place", "part", "all", "general", "practice"}
)
"""Nouns behind "in" or "on" that name nothing: "two monsoons in a row"."""
_MARK = re.compile(  # of a list item
    r"(?:[a-z]|[ivx]{1,5}|\d{1,3}[A-Z]?)\)\s+|\d{1,3}[A-Z]{0,2}\.\s+[A-Z][\w ,]{1,60}\.[-—–]+\s*|(?P<letter>[A-Z]\.\s+(?=[A-Z]))"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\s+(?=[A-Z])"
)
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_NO_WHOLES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})


def token_span(doc: Doc, start: int, end: int) -> TextSpan | None:
    """Tokens start..end (exclusive) as a span, without white space and marks at its edges."""
    while start < end and (doc[start].is_space or doc[start].is_punct):
        start += 1
    while end > start and (doc[end - 1].is_space or (doc[end - 1].is_punct and doc[end - 1].text not in {"%", ")"})):
        end -= 1
    if start >= end:
        return None
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    said = doc[start:end].text
    cut = _mark_end(doc, start, said)
    return TextSpan(start=first + cut, end=last, text=said[cut:])


def _mark_end(doc: Doc, start: int, said: str) -> int:
    """Where the mark of a list item at the start of a line ends, within what is said: "b) GDP per capita", "9A. Penalty.—Any person"."""
    found = _MARK.match(said)
    if found is None:
        return 0
    before = start - 1
    while before >= 0 and doc[before].text == "(":
        before -= 1
    if before >= 0 and "\n" not in doc[before].text_with_ws and "\n" not in doc[before + 1 : start + 1].text.split(said[:1])[0]:
        return 0
    named = found["letter"] is not None and any(t.ent_type_ == "PERSON" for t in doc[start : start + 4])
    return 0 if named or found.end() >= len(said) else found.end()


def core(doc: Doc, noun: Token, floor_chars: int = -1) -> TextSpan | None:
    """A noun with the modifiers before it, without article, possessor and number."""
    start = noun.i
    for child in noun.lefts:
        if child.dep_ in _INNER and not child.like_num and child.ent_type_ != "CARDINAL" and child.idx >= floor_chars - 1:
            start = min(start, child.left_edge.i)
            break
    while start < noun.i and doc[start].lower_ in _SENTENCE_ADVERBS:
        start += 1  # "and so the quota is": the parser hangs it on the noun
    while start < noun.i:
        size = size_end(doc, start)
        if size and doc[start].idx >= floor_chars:
            break  # "two-bedroom" apartment: the number is part of what the thing is called
        if size and size <= noun.i:
            start = size  # the figure itself is that number: what is left is the apartment
        elif doc[start].idx < floor_chars or doc[start].is_punct or doc[start].like_num or doc[start].dep_ in _NO_PROPERTY:
            start += 1
        else:
            break
    end = noun.i + 1
    if end + 1 < len(doc) and doc[end].lower_ == "per" and doc[end + 1].pos_ in {"NOUN", "ADJ", "ADV", "X", "PROPN"}:
        end += 2  # "GDP per capita" is no GDP
    return token_span(doc, start, end)


def size_end(doc: Doc, number: int) -> int:
    """Where a compound of number and noun ends that tells the size of a thing ("two-bedroom", "15-member"); 0 where there is none."""
    hyphen, unit = number + 1, number + 2
    if unit >= len(doc) or not doc[number].like_num or doc[hyphen].text not in {"-", "‑"} or not doc[unit].is_alpha:
        return 0
    return 0 if doc[number].whitespace_ or doc[hyphen].whitespace_ else unit + 1


def phrase(doc: Doc, noun: Token, limit: int) -> TextSpan | None:
    """A whole noun phrase: from its left edge to its head, with an "of" phrase behind it."""
    end = noun.i + 1
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == end:
            objects = [c for c in child.children if c.dep_ == "pobj"]
            if objects and objects[0].i < limit:
                end = objects[0].i + 1
            break
    if noun.pos_ == "PROPN" and end == noun.i + 1:
        end = _last_joined(noun, limit) + 1
    start = noun.left_edge.i
    for i in range(noun.i - 1, start - 1, -1):
        if doc[i].text in {",", ";", ":", "(", "—"}:
            start = i + 1
            break
    return token_span(doc, start, min(end, limit))


def _last_joined(noun: Token, limit: int) -> int:
    """The last of names joined by commas and "and": "Liaoning, Jilin and" Heilongjiang; the name itself where a number stands between."""
    last = noun
    while joined := next((c for c in last.rights if c.dep_ == "conj" and c.pos_ == "PROPN" and c.i < limit), None):
        if any(t.like_num or t.pos_ in {"VERB", "AUX"} for t in noun.doc[noun.i : joined.i]):
            return noun.i
        last = joined
    return last.i


def object_of(noun: Token, prepositions: Sequence[str], f: Figure | None = None) -> Token | None:
    """The noun behind the first of the prepositions that has one; no date, no number, nothing inside the figure."""
    for wanted in prepositions:
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ == wanted:
                for grandchild in child.children:
                    if f is not None and f.start <= grandchild.idx < f.end:
                        continue
                    if (
                        grandchild.dep_ == "pobj"
                        and grandchild.pos_ in {"NOUN", "PROPN"}
                        and grandchild.ent_type_ not in {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY"}
                        and grandchild.lower_ != "percent"
                        and not grandchild.like_num
                        and not (wanted in {"in", "on"} and grandchild.lower_ in _IN_IDIOMS)
                        and not (wanted == "to" and grandchild.lower_ == "date")
                    ):
                        return grandchild
    return None


def whole_behind(noun: Token, target: Token | None) -> Token | None:
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


def possessor(noun: Token) -> Token | None:
    """Who a noun belongs to: "Kenya" in "Kenya's debt"."""
    return next((c for c in noun.lefts if c.dep_ == "poss"), None)


def without_article(span: TextSpan | None) -> TextSpan | None:
    """A phrase without its article."""
    if span is None:
        return None
    m = re.match(r"(?:the|an?|its|their)[ ]", span.text, re.IGNORECASE)
    cut = m.end() if m else 0
    return TextSpan(start=span.start + cut, end=span.end, text=span.text[cut:])


def noun_core(doc: Doc, f: Figure, noun: Token) -> TextSpan | None:
    """The core of a noun, without the figure itself ("6.1-inch" display); null for a word that is no noun."""
    floor = -1
    if noun.left_edge.idx <= f.number.start < noun.idx:
        floor = f.end if f.number.end < f.end <= noun.idx and f.direct else f.number.start + 1
    behind = doc[noun.i + 1] if noun.i + 1 < len(doc) else noun
    alone = behind.pos_ in {"ADP", "VERB", "AUX"}  # in "Handling company Baltic Bulk received" it is part of a name
    spending = noun.tag_ == "VBG" and noun.dep_ == "nsubj" and alone
    return core(doc, noun, floor) if noun.pos_ in _NOMINAL or spending else None


def noun_behind(doc: Doc, of: int, limit: int) -> Token | None:
    """The noun of the phrase that "of" begins, within the sentence."""
    noun: Token | None = next((c for c in doc[of].children if c.dep_ == "pobj"), None)
    if noun is None:
        noun = next((doc[i] for i in range(of + 1, min(limit, of + 6)) if doc[i].pos_ in {"NOUN", "PROPN"}), None)
    return noun if noun is not None and noun.i < limit else None

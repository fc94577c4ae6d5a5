"""What spaCy's model found, cleaned: page furniture, broken spans and words that are no names are dropped."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from spacy.tokens import Doc

from policynlp.tag.entities.name_words import ROLE_WORDS
from policynlp.tag.entities.tokens import Mention, Tokens

NUMERIC = frozenset({"MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
TEMPORAL = frozenset({"DATE", "TIME"})
NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
PERSON_TITLES = frozenset(
    """
    mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor sir dame lord lady president minister premier chancellor secretary
    senator sen. sen rep. rep gov. gov governor general gen. colonel col. captain capt. sgt. lt. judge justice king queen prince
    princess pope cardinal bishop archbishop rev. reverend sheikh ambassador commissioner chairman chairwoman mayor vice deputy
    prime foreign defence defense former acting chief director spokesman spokeswoman spokesperson comrade general-secretary
    """.split()
)
"""Titles that stand before a name and are no part of it (OntoNotes leaves them out)."""
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_EDGE_MARKS = frozenset(",.;:()[]\"“”‘’'-–—|/\n")


def model_mentions(doc: Doc, tokens: Tokens) -> list[Mention]:
    """The model's entities outside of page furniture, each cut to its name."""
    found = []
    for ent in doc.ents:
        start, end = ent.start, ent.end
        if any(tokens.furniture[start:end]):
            continue
        for i in range(start + 1, end):
            if tokens.barrier[i]:
                end = i
                break
        mention = trimmed(tokens, start, end, ent.label_)
        if mention is not None and not _is_false(tokens, mention):
            found.append(mention)
    return found


def trimmed(tokens: Tokens, start: int, end: int, label: str) -> Mention | None:
    """A span without possessive, marks at its edges, and titles before a person's name; null where nothing is left."""
    while end > start and (
        tokens.text[end - 1] in _POSSESSIVE or tokens.text[end - 1] in _EDGE_MARKS or tokens.text[end - 1].isspace()
    ):
        end -= 1
    while start < end and (tokens.text[start] in _EDGE_MARKS or tokens.text[start].isspace()):
        start += 1
    if label in {"ORG", "PERSON", "GPE"}:
        for i in range(start + 1, end):
            if tokens.text[i] == "(" and ")" not in tokens.text[i:end]:
                end = i  # "Ministry of Environment (MoE": the acronym is a mention of its own
                break
    if label == "PERSON":
        while end - start > 1 and tokens.lower[start] in PERSON_TITLES:
            start += 1
        if start < end and end - start == 1 and tokens.lower[start] in PERSON_TITLES and tokens.lower[start] != "king":
            return None
    return Mention(start, end, label, "model", 0.8) if start < end else None


def _is_false(tokens: Tokens, mention: Mention) -> bool:
    """Capitals and digits that the model takes for names."""
    start, end, label = mention.start, mention.end, mention.label
    if label not in NAMES:
        return False
    words = tokens.text[start:end]
    if not any(w[0].isupper() for w in words):
        return True  # "sci-tech": no name in English is all small letters
    if label == "PERSON" and not words[0][0].isupper() and words[0].lower() in {"pro", "anti", "ex", "non"}:
        return True  # "pro-Beijing"
    after = end < len(tokens) and not tokens.barrier[end]
    if label in {"PERSON", "GPE"} and any(w[0].isdigit() for w in words):
        return True
    if label == "ORG" and end - start == 1 and after:
        if tokens.lower[end] in ROLE_WORDS and not tokens.text[start].isupper():
            return True  # "Agriculture" in "Agriculture Minister", "Party" in "Party chief"
        if tokens.text[end] == "-" and tokens.joined(end) and words[0].lower() == "state":
            return True  # "State-owned"
    return (
        label == "ORG"
        and end - start == 1
        and words[0].lower() in {"state", "covid-19", "covid", "internet", "ai", "gdp", "party"}
    )

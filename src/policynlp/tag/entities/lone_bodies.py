"""Organisations of one word that are named alone ("Rosatom said its first reactor ..."), told by what their sentence says of them.

The encoder is unsure of such names: of those of people that stand alone in our probes none has less than .9, of companies called
people none more. What it calls otherwise, or not at all, takes more evidence.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from policynlp.tag.entities.model_spans import PERSON_TITLES
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.roles import HONORIFICS, role_head
from policynlp.tag.quotes.source_nouns import INSTITUTIONS, PEOPLE_NOUNS

SURE_PERSON = 0.9
"""From this on a single word is a person whatever its sentence says."""
SURE_PLACE = 0.7
"""The same of a place or a name of the rest class."""
LIKELY_BODY = 0.5
"""From this on the encoder's word for an organisation counts where the name is the subject of a verb and nobody is "he" or "she"."""
_PERSONAL = frozenset("he she him her his hers himself herself who whom".split())
_OWN = frozenset({"it", "its"})
_OF_SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss"})
KINDS = frozenset(
    """
    company firm group charity agency corporation bank carmaker automaker airline utility manufacturer maker retailer operator
    producer supplier miner insurer lender developer watchdog union party nonprofit ngo organisation organization newspaper
    broadcaster publisher startup start-up conglomerate contractor shipbuilder refiner steelmaker drugmaker chipmaker brewer
    federation association coalition consultancy regulator ministry institute foundation network platform subsidiary exporter
    """.split()
)
"""Nouns of what a body is, in an apposition ("Oxfam, a British charity") or taking it up again ("The company will ...")."""
_OWNED = frozenset(
    """
    profit revenue turnover share stock subsidiary shareholder factory plant workforce headquarters chairman ceo customer dividend
    board investor sales earnings output fleet
    """.split()
)
"""What a body has, and a person hardly ever ("Equinor's profit")."""
_DONE = frozenset(
    """
    build employ manufacture produce supply export import operate launch acquire deliver drill mine generate hire refine list distribute
    market outsource franchise
    """.split()
)
"""What bodies do."""


def lone_bodies(tokens: Tokens, spans: Sequence[Mention]) -> list[Mention]:
    """Single words of the encoder's, of whatever label and score, that their sentences show to be bodies.

    Args:
        tokens: The document.
        spans: All names of the encoder, also those below its threshold.
    """
    longer = {tokens.text[i] for m in spans if m.end - m.start > 1 and m.label == "PERSON" for i in range(m.start, m.end)}
    found = []
    for m in spans:
        if m.end - m.start != 1 or not _open(tokens, m) or tokens.text[m.start] in longer or not _alone(tokens, m.start):
            continue
        name = tokens.doc[m.start]
        if name.dep_ not in {"nsubj", "nsubjpass", "poss"} or _is_person(name) or _is_word(name, m):
            continue
        likely = m.label == "ORG" and m.score >= LIKELY_BODY and name.dep_ == "nsubj" and name.head.pos_ in {"VERB", "AUX"}
        if likely or _shown(tokens, name):
            found.append(Mention(m.start, m.end, "ORG", "rule", 0.7, firm=True))
    return found


def _open(tokens: Tokens, m: Mention) -> bool:
    """Whether the encoder leaves open what the word is."""
    if not tokens.cap[m.start] or tokens.headline[m.start] or tokens.furniture[m.start] or not tokens.text[m.start].isalpha():
        return False
    return m.score < (SURE_PERSON if m.label == "PERSON" else SURE_PLACE)


def _alone(tokens: Tokens, i: int) -> bool:
    """Whether no other capital word, title or hyphen touches the word."""
    if i > 0 and not tokens.barrier[i]:
        before = tokens.lower[i - 1]
        near = tokens.cap[i - 1] and not tokens.sent_start[i]
        if near or before in HONORIFICS or before in PERSON_TITLES or (not tokens.sent_start[i] and role_head(before)):
            return False
    return i + 1 >= len(tokens) or tokens.barrier[i + 1] or not (tokens.cap[i + 1] or tokens.text[i + 1] == "-")


def _is_word(name: Token, m: Mention) -> bool:
    """Whether the name is rather a common noun at the start of its sentence ("Universities")."""
    lemma = name.lemma_.lower()
    unsure = name.pos_ != "PROPN" and m.label != "PERSON" and m.score < LIKELY_BODY
    return unsure or lemma in INSTITUTIONS or lemma in PEOPLE_NOUNS or lemma in KINDS


def _is_person(name: Token) -> bool:
    """Whether somebody is "he" or "who" in the sentence, or the name has a person's role beside it."""
    return any(t.lower_ in _PERSONAL for t in name.sent) or any(
        c.dep_ == "appos" and role_head(c.text) and c.lemma_.lower() not in KINDS for c in name.rights
    )


def _shown(tokens: Tokens, name: Token) -> bool:
    """Whether the sentence, or the noun that takes the name up in the next one, says that it is a body."""
    if name.dep_ == "poss":
        return name.head.lemma_.lower() in _OWNED or name.head.lower_ in _OWNED
    if any(c.dep_ == "appos" and c.lemma_.lower() in KINDS for c in name.rights):
        return True
    verb = name.head
    if verb.lemma_.lower() in _DONE:
        return True
    own = next((t for t in name.sent if t.i > verb.i and t.lower_ in _OWN and t.dep_ in _OF_SUBJECTS), None)
    if own is not None and all(t.dep_ != "nsubj" or t.pos_ == "PRON" for t in name.doc[verb.i : own.i]):
        return True
    return _taken_up(tokens, name)


def _taken_up(tokens: Tokens, name: Token) -> bool:
    """Whether the next sentence of the passage begins with "the company", "the charity"."""
    after = name.sent.end
    if after + 1 >= len(tokens) or tokens.barrier[after] or tokens.lower[after] != "the":
        return False
    noun = tokens.doc[after + 1]
    return noun.lemma_.lower() in KINDS and noun.dep_ in {"nsubj", "nsubjpass", "poss"}

"""What "who" and "which" hang on, where they say something."""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.tag.quotes.source_nouns import INSTITUTIONS


def noun_of_clause(head: Token) -> Token | None:
    """The noun that a relative clause hangs on; null where the parse has no such clause.

    Args:
        head: "who", "which" or "that".
    """
    clause = head.head
    while clause.dep_ == "conj" and clause.head.i < head.i and clause.head.pos_ in {"VERB", "AUX"}:
        clause = clause.head  # "Ana Reis, who joined in 2018 and who told a conference"
    if clause.dep_ != "relcl" or clause.head == head:
        return None
    noun = clause.head
    if head.i and head.nbor(-1).text == ",":
        noun = _in_apposition(noun)
    of_body = noun.lemma_.lower() in INSTITUTIONS and noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN"
    return noun.head.head if head.lower_ == "who" and of_body else noun  # "a senior official of the veterinary authority, who"


def _in_apposition(noun: Token) -> Token:
    """The noun beside a name that another one is the end of: "Ana Reis, the head of a group of 14 households, who said"; else itself."""
    above = noun
    while above.dep_ in {"pobj", "prep"} and above.head.i < above.i:
        above = above.head
    return above if above.dep_ == "appos" and above.i > above.head.i else noun

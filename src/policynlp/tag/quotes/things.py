"""Sources that cannot speak: events, acts and states that show something ("his attendance showed that ...").

Of such sources in PolNeAR's development part and 120 of its training articles, annotators mark about half, so the attribution stays;
that somebody who would not be named said it is wrong in every one of them.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from policynlp.tag.quotes.source_nouns import may_speak

RECORDS: frozenset[str] = frozenset(
    """
    video footage film documentary clip slide chart map graph table photograph photo image picture recording tape broadcast
    database dataset website webpage headline caption brief excerpt tally comparison piece journal ad advertisement
    banner leaflet brochure pamphlet story affidavit suit finding result inquiry investigation account testimony contract
    bylaw charter treatise thesis dossier fact-sheet factsheet questionnaire publication manual textbook inscription ledger minute
    """.split()
)
"""What people made so that it tells something: read as documents, beside those of `source_nouns`."""
_SHOWING: frozenset[str] = frozenset(
    """
    show reveal demonstrate prove confirm illustrate reflect highlight underline underscore emphasise emphasize expose mean
    imply suggest indicate signal hint signify establish exemplify attest betray mark
    """.split()
)
"""Verbs whose subject may be an event: what happened is evidence for what stands behind them."""
_SAYING: frozenset[str] = frozenset("say tell ask add argue note reply respond insist claim admit explain comment".split())
"""Verbs that make a speaker of any noun: "the management said", "the defence argued"."""
_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "POLICY", "LAW", "EVENT", "DATE"})
_DEFINITE = frozenset("the this that these those its his her their our my both".split())
_OF_ACTS = ("tion", "sion", "ment", "ance", "ence", "ness", "ity", "ism", "ing", "ure", "age", "cy", "dom", "hood")
_OF_PEOPLE = ("er", "or", "ant", "ee", "ess", "eur", "ster")
_GROUPS: frozenset[str] = frozenset(
    """
    management prosecution defence defense resistance intelligence enforcement faction generation population constituency
    society fraternity sorority membership partnership consultancy entity personality celebrity royalty dignity acquaintance
    entourage sibling business pharmacy nobility clergy gentry electorate judiciary aristocracy bourgeoisie facility
    subdivision division section insurance residence peerage parentage establishment corporation institution formation
    occupant camp side wing chapter individual professional intellectual criminal guy lady gentleman boss kid baby
    """.split()
)
"""People and groups of people that are called by a noun in the form of an act."""


def is_record(head: Token) -> bool:
    """Whether the head of a mention is the noun of something recorded that is read, seen or heard."""
    case = head.lemma_.lower() == "case" and head.i > 0 and head.nbor(-1).lower_ == "business"
    return head.pos_ == "NOUN" and (head.lemma_.lower() in RECORDS or case)


def is_any(words: Sequence[Token], head: Token) -> bool:
    """Whether a source is some documents of which nothing tells them from others: "recent reports", "a poll", "estimates".

    Who means one of them by name says so in the mention, or elsewhere in the text; the words of this mention name none.

    Args:
        words: Tokens of the mention.
        head: Its head.
    """
    several = head.tag_ == "NNS" or head.lemma_.lower() in {"poll", "survey"}
    told = any(t.pos_ == "PROPN" or t.ent_type_ in _NAMED or t.lower_ in _DEFINITE for t in words)
    return several and not told and all(t.text != "," for t in words)


def is_thing(head: Token, cue: Token | None) -> bool:
    """Whether a source is an event, an act or a state, which shows something and says nothing.

    Args:
        head: Head of the source mention; a relative pronoun stands for what its clause hangs on.
        cue: Head of the cue, or null.

    Returns:
        True for a common noun that is neither people nor a body nor a document, if it has the form of an act ("attendance",
        "refusal to pay" by its verb) and no verb of saying, or if its verb is one of showing.
    """
    head = _meant(head)
    lemma = head.lemma_.lower()
    if not _may_be_thing(head) or cue is None:
        return False
    verb = cue.lemma_.lower()
    if cue.pos_ not in {"VERB", "AUX"} or verb in _SAYING:
        return False
    return (verb in _SHOWING and not lemma.endswith(_OF_PEOPLE)) or lemma.endswith(_OF_ACTS)


def is_need(head: Token, cue: Token) -> bool:
    """Whether a thing needs what it "calls for", which nobody says: "a system that calls for reforms"."""
    noun = _meant(head)
    calls = cue.lemma_.lower() == "call" and cue.i + 1 < len(cue.doc) and cue.nbor().lower_ == "for"
    return calls and _may_be_thing(noun) and not noun.lemma_.lower().endswith(_OF_PEOPLE)


def _meant(head: Token) -> Token:
    """What a relative pronoun stands for: that which its clause hangs on."""
    relative = head.lower_ in {"that", "which"} and head.head.dep_ == "relcl" and head.head.head != head
    return head.head.head if relative else head


def _may_be_thing(head: Token) -> bool:
    lemma = head.lemma_.lower()
    return head.pos_ == "NOUN" and lemma not in _GROUPS and lemma not in RECORDS and not may_speak(head)

"""The act of an attribution where its words tell more than its verb and the kind of complement."""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.neural import head_of
from policynlp.tag.quotes.reading import Reading
from policynlp.tags import Act

_DEMANDED = frozenset(
    str.split(
        """recommend suggest insist propose rule request advise agree stipulate decree order urge require ask demand move"""
    )
)
"""With the subjunctive they ask for what is not ("insisted that it be published"), else they say what is ("that it was right")."""
_ADVISED = frozenset({"recommend", "suggest", "propose", "advise", "insist"})
_STATES = frozenset(
    str.split(
        """convinced confident sure certain worried concerned afraid fearful optimistic pessimistic hopeful persuaded sceptical skeptical
        doubtful unsure uncertain"""
    )
)
_COPULAS = frozenset({"be", "feel", "remain", "seem", "appear", "become", "stay"})
_OPINIONS = frozenset({"opinion", "view", "conviction", "belief"})
_MEANT = frozenset({"want", "hope", "hop", "wish"})
_REFUSALS = frozenset({"refuse", "decline"})
_SPEAKING = frozenset(
    str.split(
        """comment say answer tell discuss disclose reveal confirm elaborate respond speak talk specify name identify explain provide give
        be"""
    )
)


def act_in_context(reading: Reading, attribution: Attribution) -> Act:
    """The act of an attribution.

    "Insisted that it be published" is a directive, "wants to build" a plan, "is convinced that" a belief, "warned of rain" and
    "declined to comment" are no more than words.
    """
    cue = reading.doc[attribution.cue_token]
    if attribution.cue is None or reading.mark_over(attribution.start) is not None:
        return attribution.act
    lemma = reading.lemma(cue)
    words = reading.doc[reading.token_at(attribution.cue[0]) : reading.token_at(attribution.cue[1] - 1) + 1]
    if _is_state([*words]):
        return "belief"
    first = reading.token_at(attribution.start)
    if lemma == "warn" and {w.lower_ for w in reading.doc[max(cue.i, first - 1) : first + 1]} & {"of", "about"}:
        return "speech"
    if lemma in _REFUSALS and any(w.lemma_ in _SPEAKING for w in words):
        return "speech"
    top = head_of(reading, attribution.content[0])
    if top is None or attribution.start < attribution.cue[1]:
        return attribution.act
    if lemma in _DEMANDED and _is_demanded(cue, lemma, top):
        return "directive"
    if lemma == "conclude":
        return "speech"
    if any(child.lower_ == "to" and child.dep_ == "aux" for child in top.children):
        if lemma in _REFUSALS and reading.lemma(top) in _SPEAKING:
            return "speech"
        if lemma in _MEANT and not any(child.dep_ in {"nsubj", "nsubjpass"} for child in top.children):
            return "plan"
    return attribution.act


def _is_state(words: list[Token]) -> bool:
    """Whether it reads "is sure that", "feels confident that", "is of the opinion that"."""
    lower = {word.lower_ for word in words}
    if lower & _OPINIONS:
        return "of" in lower
    return any(w.lower_ in _STATES and (w.head.lemma_ in _COPULAS or _has_copula(w) or w.pos_ == "ADJ") for w in words)


def _has_copula(word: Token) -> bool:
    return any(child.lemma_ in _COPULAS and child.dep_ in {"aux", "auxpass", "cop"} for child in word.children)


def _is_demanded(cue: Token, lemma: str, top: Token) -> bool:
    """Whether a clause has the subjunctive, or "should" behind what advises."""
    helpers = [child for child in top.children if child.dep_ in {"aux", "auxpass"}]
    if any(h.lower_ == "should" for h in helpers):
        return lemma in _ADVISED
    if any(h.tag_ in {"MD", "TO"} or h.lower_ in {"do", "does", "did"} for h in helpers):
        return False
    if helpers:
        return helpers[0].lower_ == "be"
    if top.tag_ == "VB":
        return True
    # A plural takes the same form in the present: behind a past verb, what was said would stand in the past.
    return top.tag_ == "VBP" and cue.tag_ in {"VBD", "VBN"} and top.lower_ not in {"are", "am"}

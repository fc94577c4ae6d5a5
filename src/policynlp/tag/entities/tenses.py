"""Whether a bare "Monday" or "September" lies behind or ahead, by the verb and the words that it depends on."""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.tag.dates_calendar import Tense
from policynlp.tag.dates_words import WEEKDAYS
from policynlp.tag.entities.model_spans import TEMPORAL

_AHEAD = frozenset({"due", "scheduled", "expected", "set", "likely"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "going"})
_BEGINNINGS = frozenset({"begin", "start", "expire", "lapse", "end", "commence"})
_TURN_PHRASES = frozenset({("take", "effect"), ("run", "out"), ("come", "into"), ("enter", "into"), ("go", "into")})
_DECIDED = frozenset(
    {"announce", "approve", "propose", "agree", "decide", "plan", "set", "impose", "introduce", "launch", "adopt", "order"}
)
_AIMS = frozenset({"be", "plan", "expect", "schedule", "set", "intend", "due", "slate", "mean"})
_TOLD = frozenset(
    {"story", "report", "film", "book", "novel", "exhibition", "account", "tale", "series", "history", "chapter", "year"}
)
_PRESENT = frozenset({"VBZ", "VBP"})
_MODALS = frozenset({"may", "must", "should", "can", "might"})
_NOT = frozenset({"have", "been"})
_PLANNED = frozenset({"plan", "schedule", "slate", "pencil"})
_PUT_OFF = frozenset({"postpone", "delay", "adjourn", "defer", "reschedule", "shelve"})
_PROMISED = frozenset({"promise", "pledge", "vow"})
_UNTIL = frozenset({"until", "till"})
_SINCE = frozenset({"since", "after", "as", "from"})
_SCHEDULED = frozenset({"open", "reopen", "begin", "start", "resume", "convene", "expire", "close", "end"})
_TRAVELS = frozenset({"face", "host", "play", "meet", "arrive", "visit", "travel", "depart", "leave", "turn", "vote", "hold"})
_ENDS = frozenset({".", "!", "?", '"', "”", "''"})
_LEAD_TOKENS = 4
_MAX_STEPS = 12  # up the parse; longer paths than this occur in broken parses only


def _is_aimed_at(verb: Token) -> bool:
    """Whether an infinitive says what is to be: "is to end in May", "approved a levy to take effect in January"."""
    if verb.tag_ != "VB" or not any(c.lower_ == "to" for c in verb.lefts):
        return False
    above = verb.head
    if above.lemma_.lower() in _AIMS and above.dep_ != "acl":
        return above.tag_ in _PRESENT or any(c.tag_ in _PRESENT and c.pos_ == "AUX" for c in above.lefts)
    begins = _turns(verb) and not any(c.dep_ == "dobj" and c.lower_ != "effect" for c in verb.rights)
    return begins and (verb.dep_ in {"acl", "advcl", "relcl"} or above.lemma_.lower() in _DECIDED)


def _is_a_turn(verb: Token) -> bool:
    """Whether the present tense tells of a change that lies ahead: "the exemption expires in March"."""
    subject = next((c.lemma_.lower() for c in verb.lefts if c.dep_ == "nsubj"), "")
    return verb.tag_ in _PRESENT and _turns(verb) and subject not in _TOLD


def _turns(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in _BEGINNINGS or any((lemma, c.lower_) in _TURN_PHRASES for c in verb.rights)


def _is_reported(verb: Token) -> bool:
    """Whether "would" is told of what is to come: "said the campaign would be extended to May", no "would not comment", "would have"."""
    words = {c.lower_ for c in verb.lefts}
    return "would" in words and verb.dep_ == "ccomp" and not words & {"have", "not", "n't", "n’t"} and verb.head.pos_ == "VERB"


def _lies_ahead(verb: Token, date: Token, words: set[str], *, direct: bool) -> bool:
    """Whether a verb says that what it tells is to come: "may sign it Sept. 13", "is planned for October", "put off until January"."""
    before = [t.lower_ for t in date.doc[max(verb.i, date.i - _LEAD_TOKENS) : date.i] if t.pos_ in {"ADP", "SCONJ"}]
    lead = before[-1] if before else ""
    if direct and lead not in _SINCE and verb.tag_ == "VB" and words & _MODALS and not words & _NOT:
        return True
    lemma = verb.lemma_.lower()
    if lemma in _PLANNED and (verb.tag_ in _PRESENT or (verb.tag_ == "VBN" and lead == "for" and _is_now(verb))):
        return True
    if lead in _UNTIL:
        return lemma in _PUT_OFF or (lemma == "put" and any(c.lower_ in {"off", "back"} for c in verb.rights))
    return lead == "by" and lemma in _PROMISED


def _is_now(participle: Token) -> bool:
    """Whether "is" or "are" stands before a participle, or nothing does: "the vote, scheduled for Sunday"."""
    auxiliaries = [c for c in participle.lefts if c.pos_ == "AUX"]
    is_past = participle.sent.root.tag_ == "VBD"  # "The march, planned for Saturday, drew 40,000 people"
    return all(c.tag_ in _PRESENT for c in auxiliaries) and bool(auxiliaries or (participle.dep_ == "acl" and not is_past))


def _is_of_these_days(verb: Token, date: Token) -> bool:
    """Whether a day of the week behind the present tense is the next one: "The bridge reopens Sunday". What people say was said."""
    if date.lower_.rstrip(".") not in WEEKDAYS or verb.tag_ not in _PRESENT or verb.sent[-1].text not in _ENDS:
        return False
    lemma, bare = verb.lemma_.lower(), date.doc[max(0, date.i - 1)].lower_ != "on"
    return lemma in _SCHEDULED or (bare and lemma in _TRAVELS)  # "Protesters march on Saturday." is a caption


def tense(token: Token) -> Tense | None:
    """Tense of the verb above a token: whether a bare "Monday" or "September" lies behind or ahead."""
    direct, date = True, token
    for _ in range(_MAX_STEPS):
        if token.pos_ in {"VERB", "AUX"}:
            words = {c.lower_ for c in token.lefts if c.pos_ == "AUX"}
            behind = date.i > token.i
            if words & _FUTURE or (direct and behind and (_is_aimed_at(token) or _is_a_turn(token) or _is_reported(token))):
                return "future"
            if behind and (_lies_ahead(token, date, words, direct=direct) or (direct and _is_of_these_days(token, date))):
                return "future"
            if token.tag_ in {"VBP", "VBZ"} and any(c.lower_ in _AHEAD for c in token.rights):
                return "future"  # "the first payments are due in September"
            if token.tag_ == "VBD" or any(c.tag_ == "VBD" for c in token.lefts if c.pos_ == "AUX"):
                return "past"
            if token.tag_ in {"VBP", "VBZ"}:
                return None
            direct = False
        direct = direct and (token is date or token.pos_ == "ADP" or token.ent_type_ in TEMPORAL)
        if token.head.i == token.i:
            return None
        token = token.head
    return None

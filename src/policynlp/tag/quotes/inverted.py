"""Who says it told in the middle of it, the verb first: `The drought, warns the agronomist Luis Pardo, will last`.

Papers that are translated write so. Parsers and encoders that know American news take what stands before the verb for its subject
("the drought warns"), so the form itself decides: a comma, a verb of speech, whoever may speak, a comma, and a sentence around them.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from policynlp.tag.people.roles import role_head
from policynlp.tag.quotes.act import act_of
from policynlp.tag.quotes.attribution import Attribution, merged
from policynlp.tag.quotes.cues import PARENTHETICAL
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import DOCUMENTS, INSTITUTIONS, PEOPLE_NOUNS

INVERTED = "inverted"
_NOT_SO = frozenset({"tell", "find", "show", "indicate", "think", "fear", "write", "continue", "hope"})
"""Verbs that take whoever stands behind them for an object ("found the mayor"), or are of deeds as well."""
_MORE = frozenset({"calculate", "say", "point"})
_SAID = frozenset({"say", "explain", "add", "warn", "complain", "argue", "admit"})
"""What hardly takes a name for its object."""
_OPENS = frozenset({",", "–", "—"})
_CLOSES = frozenset({",", "–", "—", "."})
_NAMED = frozenset({"PERSON", "ORG"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LEADS = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "one", "another"})
_JOINS = frozenset({"and", "or", "then"})
_MENTION_TOKENS = 14


def inverted_attributions(reading: Reading) -> Iterator[Attribution]:
    """All attributions of that form, outside of quotation marks."""
    doc = reading.doc
    for verb in (doc[i + 1] for i, word in enumerate(reading.lower[:-1]) if word in _OPENS):
        begin, end = reading.sentence[verb.i]
        if reading.passage[verb.i] < 0 or verb.i < begin + 2 or not _speaks(reading, verb):
            continue
        if reading.mark_over(verb.idx) is not None:
            continue
        first = verb.i + 1 + (verb.i + 1 < end and doc[verb.i + 1].lower_ == "out")
        close = _close(reading, first, end)
        if close is None or not _may_say(doc[first], doc[close - 1], reading, first, close) or _goes_on(reading, close, end):
            continue
        deed = verb.tag_ == "VBD" and reading.lemma(verb) not in _SAID
        if deed and any(t.tag_ in _FINITE for t in doc[begin : verb.i]):
            continue  # "The panel approved the budget, announced the fund, and adjourned"
        pieces = [(begin, verb.i - 1), (close + 1, end)]
        spans = [reading.trimmed(reading.chars(*piece)) for piece in pieces if piece[1] > piece[0]]
        content = merged([s for s in spans if s], reading.text)
        source = reading.trimmed(reading.chars(first, close))
        if content and source is not None:
            head = _head(reading, first, close)
            act, cue = act_of(reading.lemma(verb), "clause"), reading.chars(verb.i, first)
            yield Attribution(content, act, verb.i, cue, head.i, [source], rule=INVERTED)


def _speaks(reading: Reading, verb: Token) -> bool:
    """Whether a word is a verb of speech in the third person, whatever the tagger takes it for."""
    lemma = reading.lemma(verb)
    shaped = verb.tag_ in {"VBZ", "VBD", "NNS"} and verb.lower_.endswith(("s", "ed", "id"))
    return shaped and lemma in (PARENTHETICAL | _MORE) - _NOT_SO


def _close(reading: Reading, first: int, end: int) -> int | None:
    """Where the mention ends: the next mark that closes it, behind a name in apposition; null where more than a mention stands there."""
    doc = reading.doc
    for i in range(first, min(end, first + _MENTION_TOKENS)):
        if doc[i].tag_ in _FINITE or doc[i].lower_ in {"that", "to", "who", "which"}:
            return None
        if doc[i].text in _CLOSES and i > first:
            name = i + 1
            while name < end and doc[name].ent_type_ == "PERSON":
                name += 1
            named = name > i + 1 and name < end and doc[name].text in _CLOSES and doc[i - 1].ent_type_ != "PERSON"
            return name if named else i
    return None


def _may_say(lead: Token, last: Token, reading: Reading, first: int, close: int) -> bool:
    """Whether a mention is somebody's: by a name in it, or by a noun of somebody with an article."""
    tokens = reading.doc[first:close]
    speakers = PEOPLE_NOUNS | INSTITUTIONS | DOCUMENTS
    ends = last.ent_type_ in _NAMED or last.lemma_.lower() in speakers
    owned = (
        any(t.text in {"'s", "’s"} for t in tokens) and last.ent_type_ != "PERSON" and last.lemma_.lower() not in PEOPLE_NOUNS
    )
    if not ends or owned:
        return False  # "noted a Siemens turbine", "announced the ministry's new fund"
    if any(t.ent_type_ in _NAMED for t in tokens):
        return lead.lower_ in _LEADS or lead.pos_ in {"PROPN", "NOUN"} or lead.text[:1].isupper()
    nouns = [t for t in tokens if t.pos_ in {"NOUN", "PROPN"}]
    return lead.lower_ in _LEADS and last.pos_ in {"NOUN", "PROPN"} and bool(nouns) and nouns[0].lemma_.lower() in speakers


def _goes_on(reading: Reading, close: int, end: int) -> bool:
    """Whether the verb is one of several that somebody does: "She met investors, warned the mayor, and flew home"; or nothing is left."""
    doc = reading.doc
    after = close + 1
    if doc[close].text == ".":
        return True  # at the end the parser knows it
    if after + 1 < end and doc[after].lower_ in _JOINS and doc[after + 1].tag_ in {"VBD", "VBZ", "VBN"}:
        return True
    if after < end and doc[after].ent_type_ in _NAMED and any(t.lower_ == "and" for t in doc[after : after + 6]):
        return True  # "reported Bloomberg News, Reuters and the Financial Times"
    return end - after < 2 or _describes(doc, after, end)


def _describes(doc: Doc, first: int, end: int) -> bool:
    """Whether what follows a name says who that is: "said Ann Lee, a demographer at the university"."""
    if doc[first].lower_ in {"who", "whose", "which", "where"} or doc[first].tag_ in {"VBG", "VBN"}:
        return True
    for token in doc[first : min(end, first + _MENTION_TOKENS)]:
        if token.tag_ in _FINITE or token.text in _CLOSES:
            return False
        if token.pos_ in {"NOUN", "PROPN"} and (role_head(token.text) is not None or token.lemma_.lower() in PEOPLE_NOUNS):
            return True
    return False


def _head(reading: Reading, first: int, close: int) -> Token:
    """The last word of the first name of a person in the mention; else the head that the parse gives it."""
    tokens = reading.doc[first:close]
    people = [t for t in tokens if t.ent_type_ == "PERSON"]
    if not people:
        return tokens.root
    end = people[0].i
    while end + 1 < close and reading.doc[end + 1].ent_type_ == "PERSON":
        end += 1
    return reading.doc[end]

"""What looks like speech and is none: yardsticks behind "according to", defined terms, requests not to be named, adopted texts.

Held against every reading, the rules' and the encoder's. Each form is told by its words alone, since parsers and encoders take all
of them for the forms of speech that they look like.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.cues import VERBS
from policynlp.tag.quotes.marks import Marked
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.titles_in_marks import is_title

_YARDSTICKS: frozenset[str] = frozenset(
    """
    size age income rank weight height length width depth distance number quantity type kind sort nature season need ability capacity
    location severity gravity seniority merit gender sex grade quality taste custom tradition circumstance degree extent proportion
    criterion preference alphabet temperature population importance complexity
    """.split()
)
"""What things are measured or sorted by: "according to the size of the vehicle", "according to need"."""
_BARE: frozenset[str] = frozenset({"law", "plan", "schedule", "regulation", "rule", "procedure", "protocol"})
"""The same without an article: "punished according to law" is lawfully, "went according to plan" as planned."""
_NORMS: frozenset[str] = _BARE | frozenset(
    """
    contract agreement treaty statute act code constitution provision stipulation article section paragraph clause schedule annex
    annexe appendix chapter part principle standard requirement formula method table tariff scale order decree bylaw instruction
    rank term condition policy guideline
    """.split()
)
"""What something is done by; it speaks where a comma sets it off: "The rent is 300 euros, according to the contract"."""
_SHOWN = frozenset(
    "seen filed published obtained presented released cited reviewed leaked disclosed unveiled announced".split()
)
"""What is done with a paper that tells something: "was paid $4m according to a contract | seen by Reuters"."""
_REQUIRED = frozenset({"shall", "must", "may", "should"})
_NOUN_TOKENS = 12
_CLIMB = 3
_DEFINES = re.compile(
    r"(?:(?:\bherein(?:after|before|under)?|\bhereafter|\(in this (?:act|agreement|chapter|convention|law|order|part|section|treaty))\b"
    r"(?:(?!\b(?:said|says|told|wrote|added|asked|argued|warned)\b)[^\n.;()\"“”]){0,60}"
    r"|\bin this (?:act|agreement|chapter|convention|law|order|part|section|treaty),?\s(?:called|known as|referred to as),?\s?)"
    r"[\"“'‘]?\s?(?:the\s)?[\"“'‘]?\Z",
    re.IGNORECASE,
)
"""What stands before a term that a text defines: `(hereinafter referred to as "the Parties")`."""
_MEANS = re.compile(r"[\"”’']?\s(?:refers? to|means?|denotes?|includes?|(?:is|are) defined as|shall mean|shall refer to)\s")
"""What stands behind one: `"Out of school" refers to children who ...`."""
_DEFINING = frozenset({"refer", "mean", "denote"})
_OPENING_MARKS = frozenset('"“‘«„')
_CLOSING_MARKS = ('"', "”", "’")
_BACK = 90
_AHEAD = 24
_BESIDE = len('the "')
_ASKS_ANONYMITY = re.compile(
    r"(?:anonymity|confidentiality)(?:\Z|,|\s(?:because|as|for|to|since|while|when|in order|given|due|citing|out|so)\b)",
    re.IGNORECASE,
)
"""Not "confidentiality clauses be removed"."""
_UNNAMED = re.compile(
    r"(?:(?:that|for)\s)?(?:(?:s?he|they|their|his|her|(?:his|her|their)\s(?:full\s)?name)\s)?"
    r"(?:not\s(?:to\s)?be|not\sbeing|to\snot\sbe|to\sremain|be(?=\swithheld))\s(?:named|identified|quoted|unnamed|anonymous|used|published|withheld)\b"
)
_SEEKING_COMMENT = re.compile(
    r"(?:to\s)?(?:(?:an?|the|any|several|repeated|multiple|our|its|their|\w{1,20}['’]s)\s)?(?:\w{1,12}\s)?"
    r"(?:requests?|calls?|messages?|emails?|e-mails?|questions?|inquir(?:y|ies)|enquir(?:y|ies))\s(?:for|seeking)\s(?:further\s)?comments?\b",
    re.IGNORECASE,
)
_LEFT_UNANSWERED = re.compile(
    r"(?:to\s)?(?:(?:our|its|their|repeated|several|multiple|phone|his|her)\s){0,2}"
    r"(?:calls?|messages?|emails?|e-mails?|texts?|questions|inquiries|enquiries|requests?)"
    r"(?:\sand\s(?:an?\s)?(?:[a-z]+\s)?(?:calls?|messages?|e-?mails?|texts?|questions|requests?))?(?:\s(?:sent|left)\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
_NAME_KEPT = re.compile(r"to\s(?:give|provide|disclose|reveal|share|state)\s(?:his|her|their|an?y?)\s(?:[a-z]+\s)?names?\b")
_FEARS = re.compile(r"(?:the\s|a\s)?fears?\sof\s(?:retaliation|reprisals?|retribution|repercussions|persecution|arrest)\b")
_ABOUT_WHOM = frozenset({"him", "her", "them", "me", "us", "it"})
_TALKS = frozenset({"speak", "talk"})
_UNANSWERED = frozenset({"respond", "reply", "return", "answer", "request", "seek"})
_ENACTED = frozenset({"adopt", "publish", "promulgate", "enact", "gazette"})
_EACH_OTHER = frozenset({"each", "one"})
_NOBODY = re.compile(r"not (?:everyone|everybody|all|every|many)\b", re.IGNORECASE)
"""Sources that deny that people say it: "Not everyone agrees that"; of "few experts believe" PolNeAR has attributions."""
_IN_WHICH = re.compile(r"\b(?:in|by|under|through|at) which\s\Z")
_IN_RELATIVE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_FOR_FEAR = "for fear "
_TELLS_ITSELF = frozenset({"inform", "notify"})


def is_no_speech(reading: Reading, attribution: Attribution) -> bool:
    """Whether an attribution has a form that says nothing."""
    if attribution.cue is None:
        return False
    if attribution.source and _NOBODY.match(reading.text, *attribution.source[0]) is not None:
        return True
    cue = reading.doc[reading.token_at(attribution.cue[0])]
    if cue.lower_ == "according":
        return _is_yardstick(reading, cue)
    if any(_is_defined(reading, span) for span in attribution.content):
        return True
    verb = reading.doc[attribution.cue_token]
    if not attribution.source and reading.lemma(verb) in _DEFINING and _before(reading, verb) in _CLOSING_MARKS:
        return True
    return (
        _recites(reading, verb, attribution)
        or _rules_out(reading, verb, attribution)
        or _keeps_quiet(reading, verb, attribution)
        or _talks_about(reading, verb, attribution)
        or _is_known_as(reading, verb, attribution)
        or _is_enacted(reading, verb, attribution)
        or _tells_each_other(reading, verb)
        or _is_told_to_say(reading, verb, attribution)
        or _describes(reading, verb, attribution)
        or is_title(reading, attribution)
    )


def _before(reading: Reading, token: Token) -> str:
    """The last character before a token and its space."""
    return reading.text[max(0, token.idx - 2) : token.idx].rstrip()[-1:]


def _is_yardstick(reading: Reading, according: Token) -> bool:
    """Whether "according to" names what something is measured or done by."""
    doc = reading.doc
    to = according.i + 1
    noun = _noun_behind(reading, to) if to < len(doc) and doc[to].lower_ == "to" else None
    if noun is None:
        return False
    lemma = noun.lemma_.lower()
    behind = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    if behind is not None and behind.lower_ in _SHOWN:
        return False
    if lemma in _YARDSTICKS and noun.is_lower:  # not "the 2019 Population and Housing Census"
        return True
    if lemma in _BARE and noun.i == to + 1 and noun.is_lower and noun.tag_ == "NN":
        return True
    first = reading.sentence[according.i][0]
    before = doc[according.i - 1] if according.i > first else None
    if lemma not in _NORMS or before is None or before.is_punct:
        return False
    verb = according.head
    for _ in range(_CLIMB):
        if verb.pos_ in {"VERB", "AUX"} or verb.head == verb:
            break
        verb = verb.head
    return any(c.dep_ == "auxpass" or c.lower_ in _REQUIRED for c in verb.children)


def _noun_behind(reading: Reading, to: int) -> Token | None:
    """The head noun of the phrase behind a preposition: the last of its first run of nouns ("the provisions | of the law")."""
    doc, stop = reading.doc, min(reading.sentence[to][1], to + 1 + _NOUN_TOKENS)
    noun = None
    for i in range(to + 1, stop):
        token = doc[i]
        if token.pos_ in {"NOUN", "PROPN"}:
            noun = token
        elif noun is not None and token.text in {"-", "‑"}:
            return None  # "rank-and-file lawmakers"
        elif noun is not None and token.tag_ != "POS":
            break
        elif token.pos_ not in {"DET", "ADJ", "PRON", "NUM", "PART", "ADV"} and token.tag_ not in {
            "VBN",
            "VBG",
            "HYPH",
            "PRP$",
        }:
            return None
    return noun


def _is_defined(reading: Reading, span: Span) -> bool:
    """Whether a content is a term that the text defines, in marks."""
    text = reading.text
    for k in range(bisect_left(reading.marks, span[0] - _BESIDE, key=_start), len(reading.marks)):
        mark = reading.marks[k]
        if mark.start > span[0] + _BESIDE:
            break
        before = text[max(0, mark.start - _BACK) : mark.start]
        defined = _DEFINES.search(before) or _MEANS.match(text, mark.inner[1], mark.end + _AHEAD)
        if span[1] <= mark.end and defined is not None:
            return True
    return False


def _start(mark: Marked) -> int:
    return mark.start


def _keeps_quiet(reading: Reading, verb: Token, attribution: Attribution) -> bool:
    """Whether somebody asks not to be named, or has not answered a request for comment."""
    content = reading.text[slice(*attribution.content[0])]
    lemma = reading.lemma(verb)
    if lemma in {"request", "ask", "demand"}:
        if reading.text.endswith(_FOR_FEAR, 0, attribution.content[0][0]):
            return True  # "asked not to be named for fear" + "that she would lose her post"
        return _ASKS_ANONYMITY.match(content) is not None or _UNNAMED.match(content) is not None
    if lemma == "wish" or lemma == "want":
        return _UNNAMED.match(content) is not None
    if lemma in {"decline", "refuse"}:
        return _NAME_KEPT.match(content) is not None
    if lemma == "cite":
        return _FEARS.match(content) is not None
    if lemma not in _UNANSWERED:
        return False
    denied = lemma in {"request", "seek"} or any(c.dep_ == "neg" for c in verb.children) or _is_yet_to(verb)
    if lemma == "seek":
        return content.lower() in {"comment", "further comment"}
    left = lemma != "request" and _LEFT_UNANSWERED.fullmatch(content) is not None
    return denied and (left or _SEEKING_COMMENT.match(content) is not None)


def _is_yet_to(verb: Token) -> bool:
    """As in "had yet to respond"."""
    return verb.i > 1 and verb.nbor(-1).lower_ == "to" and verb.nbor(-2).lower_ == "yet"


def _is_known_as(reading: Reading, verb: Token, attribution: Attribution) -> bool:
    """Whether what would be said is who goes by another name: "The mason, widely known as ..."."""
    named = reading.lemma(verb) == "know" and verb.tag_ == "VBN" and any(c.lower_ == "as" for c in verb.rights)
    return named and attribution.content[-1][1] <= verb.idx


def _talks_about(reading: Reading, verb: Token, attribution: Attribution) -> bool:
    """Whether what would be said is whom or what somebody talks about: "spoke about her at length"."""
    content = reading.text[slice(*attribution.content[0])].lower()
    return len(attribution.content) == 1 and content in _ABOUT_WHOM and reading.lemma(verb) in _TALKS


def _describes(reading: Reading, verb: Token, attribution: Attribution) -> bool:
    """Whether what would be said is a clause on a noun behind the verb: "locking the office that her predecessor had occupied"."""
    pronoun = reading.doc[reading.token_at(attribution.content[0][0])]
    if pronoun.lower_ != "that" or pronoun.tag_ != "WDT" or pronoun.dep_ not in _IN_RELATIVE or reading.lemma(verb) in VERBS:
        return False
    return verb.i < pronoun.i - 1 and pronoun.nbor(-1).pos_ in {"NOUN", "PROPN"}


def _is_enacted(reading: Reading, verb: Token, attribution: Attribution) -> bool:
    """Whether a text is adopted or published, which says nothing of it: "The rules were published in the Gazette"."""
    if reading.lemma(verb) not in _ENACTED or verb.tag_ != "VBN" or attribution.start > verb.idx:
        return False
    words = [t for s, e in attribution.content for t in reading.doc[reading.token_at(s) : reading.token_at(e - 1) + 1]]
    return all(t.pos_ not in {"VERB", "AUX"} for t in words) and not any(
        reading.outer_between(s, e) for s, e in attribution.content
    )


def _recites(reading: Reading, verb: Token, attribution: Attribution) -> bool:
    """Whether a recital is given to whom a clause in it names: "Recalling the Declaration, in which the two Governments affirmed"."""
    if (
        verb.i != reading.sentence[verb.i][0]
        or verb.tag_ != "VBG"
        or not attribution.source
        or attribution.source[0][0] < verb.idx
    ):
        return False
    text, end = reading.text, attribution.source[0][0]
    passage = reading.passages[reading.passage[verb.i]]
    return text[passage.start : passage.end].rstrip()[-1:] in {";", ","} and _IN_WHICH.search(text, verb.idx, end) is not None


def _rules_out(reading: Reading, verb: Token, attribution: Attribution) -> bool:
    """Whether what is ruled is "that", of "ruled that out"."""
    alone = reading.text[slice(*attribution.content[0])].lower() in {"that", "that out"}
    return reading.lemma(verb) == "rule" and alone and reading.text[attribution.start :].startswith(("that out", "That out"))


def _tells_each_other(reading: Reading, verb: Token) -> bool:
    """Whether a text provides what its parties tell: "by which the Parties inform each other that", "must notify the Agency that"."""
    if reading.lemma(verb) not in _TELLS_ITSELF:
        return False
    following = verb.i + 1
    if following < len(reading.doc) and reading.doc[following].lower_ in _EACH_OTHER and verb.tag_ in {"VBP", "VB"}:
        return True
    bound = any(c.lower_ == "must" for c in verb.children)
    own = any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in verb.children)
    return bound and not own


def _is_told_to_say(reading: Reading, verb: Token, attribution: Attribution) -> bool:
    """Whether somebody who is called by name is asked to say it: "Ms Lindt, tell us what you plan"."""
    if not attribution.source or verb.tag_ not in {"VB", "VBP"}:
        return False
    start, end = attribution.source[0]
    name = reading.doc[reading.token_at(end - 1)]
    begins = reading.sentence[name.i][0] == reading.token_at(start) or reading.text[:start].rstrip()[-1:] in _OPENING_MARKS
    alone = name.i == attribution.source_token and name.tag_ == "NNP" and name.ent_type_ == "PERSON"
    return alone and begins and reading.text[end : verb.idx].strip() == "," and verb.idx <= attribution.start

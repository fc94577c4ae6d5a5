"""Which way a figure goes: words of change before and behind it, and by the parse over it."""

# ruff: noqa: E501 (patterns are read by the line)
from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.levels_moved import moved
from policynlp.tag.claims.trend_words import FORMS, NEUTRAL, NO_CHANGES, NOT_TRANSITIVE_UP, PASSIVE, TRENDS
from policynlp.tag.people.roles import KINSHIP
from policynlp.tag.quotes.source_nouns import PEOPLE_NOUNS
from policynlp.tags import Trend

_LOST = frozenset({"time", "game", "match", "set", "race", "election", "case", "battle", "war", "bid", "final"})
"""What is lost without getting less."""
_STEPS = 5
_PERSONS = PEOPLE_NOUNS | KINSHIP
_BEFORE_NOUNS = frozenset({"predet", "nummod", "det", "amod", "quantmod"})
_ASIDES = frozenset({"after", "before", "despite", "following", "amid", "because", "given"})
THEN = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:ago|earlier|previous(?:ly)?|before|last|prior|then|months?|years?|quarters?|weeks?|decades?|yesterday|season|"
    r"january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
"""Words that tell of an earlier time."""
_AFTER = re.compile(
    r"[ \u00a0-](?:\(\w{1,20}\)[ ])?(?:(?:year-on-year|annual|yearly|monthly|quarterly|overall|sharp|further|average|total|net|real|pay|price|wage|tax|budget|salary|rate|sales|"
    r"output|job|spending|staff|cost)[ ]){0,2}(increases?|rises?|gains?|jumps?|surges?|growth|hikes?|boosts?|bumps?|spikes?|leaps?|uptick|expansion|drops?|declines?|decreases?|falls?|cuts?|reductions?|"
    r"slumps?|plunges?|dips?|contraction|slide|higher|lower|stronger|weaker|dearer|cheaper|up|down|more|fewer|less)\b(?P<than>[ ]than)?",
    re.IGNORECASE,
)
_AFTER_UP = re.compile(
    r"increase|rise|gain|jump|surge|growth|hike|boost|bump|spike|leap|uptick|expansion|higher|stronger|dearer|up|more",
    re.IGNORECASE,
)
_CHANGE_NOUNS = frozenset(
    ["fall", "drop", "decline", "decrease", "rise", "increase", "growth", "gain", "reduction", "contraction", "expansion"]
)
_COPULAS = frozenset({"be", "stand", "close", "end", "open", "trade", "come", "remain", "finish", "settle", "run"})
_WINDOW = re.compile(
    r"\b(?:(?P<up>(?:tick|edg|inch|creep|crept|mov|nudg|push|shot|went|bump)\w*[ ]up|(?:com(?:e|es|ing)|came|gone|go(?:es)?)[ ]up(?=[ ](?:by|from)\b)|(?:gone|going)[ ]up(?=[ ]to\b)|upgrad(?:ed?|es|ing)|rose|risen|rising|rises?|increas(?:ed?|es|ing)|grew|grown|grows?|growing|climb(?:ed|s|ing)?|jump(?:ed|s|ing)?|surg(?:ed?|es|ing)|soar(?:ed|s|ing)?|up|gained|expanded|higher)"
    r"|(?P<down>(?:tick|edg|inch|creep|crept|mov|nudg|push|went)\w*[ ]down|(?:com(?:e|es|ing)|came|gone|go(?:es)?)[ ]down(?=[ ](?:by|from|to)\b)|downgrad(?:ed?|es|ing)|axed|fell|fallen|falls?|falling|drop(?:ped|s|ping)?|declin(?:ed?|es|ing)|decreas(?:ed?|es|ing)|down|slipp(?:ed|ing)|slid|shrank|shrunk|plunged|tumbled|slumped|dipped|plummeted|sank|lower|lost))"
    r"(?![ ]to[ ]the\b)(?:[ ](?:by|to|of|at|from|a|an|the|about|around|nearly|almost|some|roughly|only|just|over|under|more|less|than|approximately|as|high|low|much|another|further|"
    r"sharply|slightly|steadily|rapidly|again|year-on-year|year on year|on average|annually|yoy)){0,5}[ ,]{0,2}$",
    re.IGNORECASE,
)
_NO_CHANGE = re.compile(
    r"\b(?:up[ ]to[ ]?|(?:ma(?:k|d)(?:e|es|ing)|take[sn]?|took|taking|sets?|sum(?:s|med)?|pick(?:s|ed)?|end(?:s|ed)?|w(?:i|ou)nd|g(?:i|a)ve[ns]?|(?:giv|sett|pick|putt|open|sign|turn|hold)ing|put|com(?:e|es|ing)|came|open(?:ed|s)?"
    r"|sign(?:ed|s)?|buy(?:ing)?|bought|turn(?:ed)?|back(?:ed)?|held?|break|broke|nail(?:ed)?|eat(?:s|en|ing)?|ate|use[sd]?|dried|follow(?:ed)?|show(?:s|ed)?|mix(?:ed)?|dr[ae]w|la(?:y|id)|written|wrote|sit|sat)[ ](?:\w+[ ])?(?:up|down)\b[^,;]{0,24})$",
    re.IGNORECASE,
)
"""Phrasal verbs and "up to": their "up" is no rise ("made up 9 percent of exports", "set up 12 offices")."""


_CARRIED = re.compile(
    r"\b(?:tak(?:e|es|en|ing)|took|br(?:ing|ings|inging|ought)|push(?:es|ed|ing)?|lift(?:s|ed|ing)?|dr(?:ive|ives|iving|ove))[ ](?:[\w'’-]+[ ]){1,4}(?P<way>up|down)[ ]to"
    r"(?:[ ](?:about|around|nearly|almost|some|roughly|only|just|over|more|than|an?))*[ ]$",
    re.IGNORECASE,
)
"""As in "that takes us up to 314 seats"."""
_CUT_OFF = re.compile(
    r"\b(?:whittl\w+|shav\w+|knock\w*|tak(?:e|es|en|ing)|took|wip\w+|chop\w*|lop\w*|slic\w+|trim\w*|cut(?:s|ting)?|slash\w*)"
    r"(?:[ ](?:about|around|nearly|almost|some|roughly|only|just|over|up|to|more|less|than|another|an?|further|at|least|as|much))*[ ]$",
    re.IGNORECASE,
)
"""As in "shaved 9 million pounds off the bill"."""
_LOSING = re.compile(
    r"\blos(?:e|es|t|ing)(?:[ ](?:about|around|nearly|almost|some|roughly|only|just|over|up|to|more|less|than|another|an?|at|least|as|much))*[ ]$",
    re.IGNORECASE,
)
_WORTH = re.compile(
    r"[ ](?:in|of)[ ](?:its[ ]|their[ ]|his[ ]|her[ ])?(?:stock[ ]|share[ ])?(?:market[ ])?(?:value|capitali[sz]ation|worth)\b"
)
_LEVELS_LOST = frozenset(
    {
        "share",
        "stock",
        "reserve",
        "deposit",
        "value",
        "bitcoin",
        "index",
        "fund",
        "market",
        "asset",
        "price",
        "capitalization",
        "fortune",
    }
)
"""Subjects of "lost" that are themselves sums or prices, and get less by what they lose."""
_LOSSES = re.compile(
    r"\bloss(?:es)?[ ]of(?:[ ](?:about|around|nearly|almost|some|over|up|to|more|than|an?|at|least))*[ ]$", re.IGNORECASE
)
_QUOTED = 1e4
"""Below this a sum that is lost may be a price's: "gold lost 12 dollars"."""
_PAST_PEAK = re.compile(
    r"\b(?:and|(?<=,[ ])(?:below|above|near)|since|after)[ ](?:an?|its|the|their)[ ](?:[\w-]+[ ]){0,3}?(?:peak|high|low|record)[ ]of"
    r"(?:[ ](?:about|around|nearly|almost|some|over|more|than))*[ ]$",
    re.IGNORECASE,
)
"""As in "fell to 38 million, from 42 million the year before and a peak of 71 million": no fall to that."""
_BORNE = re.compile(
    r"[ ]falls?[ ](?:up)?on[ ](?!(?:the[ ](?:year|month|week|quarter|previous|prior|same)|an?[ ]year|last|(?:19|20)\d\d)\b)"
)
"""As in "a cost of 4 million dollars falls on farmers"."""
_OFF = re.compile(r"\b(?:is|are|was|were|been|be)[ ]off[ ](?:by[ ])?(?:(?:about|some|nearly|almost|around|only|just)[ ])?$")
"""As in "sales were off 4.4 percent on the month"."""
_AS_MANY = re.compile(r"[ ]as[ ](?:much|many|often|big|large|high|long|old|likely|fast|far)\b")
_THAN_CHARS = 48


def anchor(doc: Doc, f: Figure) -> Token:
    """The token of a figure that governs the rest of it."""
    last = max(f.last, f.head)
    token = doc[f.last]
    steps = 0
    end = f.end
    while token.head.i != token.i and steps < 8:
        head = token.head
        if not (f.first <= head.i <= last or (f.start <= head.idx < end)):
            break
        token = head
        steps += 1
    return token


def direction_of(doc: Doc, text: str, f: Figure, floor: int) -> Trend | None:
    """Direction of the change that a figure belongs to; "none" for a change without direction, null for no change."""
    if f.is_side or f.unit == "time":
        return None  # "was downgraded nine times"
    if f.trend != "none":
        return f.trend
    if f.kind == "ratio" and _AS_MANY.match(text, f.end):
        return None  # "raised three times as much as in May" compares
    left = text[max(floor, f.start - 64) : f.start]
    cut = f.kind in {"money", "percent", "measure"} and text[f.end :].startswith(" off ") and _CUT_OFF.search(left)
    if cut or (f.kind == "percent" and _OFF.search(left)):
        return "down"
    if f.kind != "measure" and (carried := _CARRIED.search(left)):
        return "up" if carried["way"].lower() == "up" else "down"
    if f.kind == "money" and (
        _LOSSES.search(left) or (f.value >= _QUOTED and _LOSING.search(left) and not _gets_less(doc, text, f))
    ):
        return None  # "is losing 1.1 billion dollars a month": no change of anything told
    if _PAST_PEAK.search(left) or (_BORNE.match(text, f.end) and f.kind in {"money", "count"}):
        return None
    after = _AFTER.match(text, f.end)
    if after and f.kind not in {"ordinal", "age", "duration"}:
        if after["than"] and f.kind == "money" and not THEN.search(text, after.end(), after.end() + _THAN_CHARS):
            return None  # "spent 2 million dollars more than its rival": a difference
        word = after[1].lower()
        comparative = word in {"more", "fewer", "less"}
        if not comparative or (after["than"] and (f.kind in {"percent", "ratio", "index"} or f.head < 0)):
            return "up" if _AFTER_UP.fullmatch(word.removesuffix("s")) else "down"
    if f.kind == "measure" and _cultivated(anchor(doc, f)):
        return None
    lost = anchor(doc, f).head
    if f.kind == "money" and lost.lemma_ == "lose" and _people(lost):
        return None  # "my father lost eleven thousand dollars"
    window = _WINDOW.search(left)
    if window and (not _NO_CHANGE.search(left) or window[0].lower().split()[1:2] in (["up"], ["down"])):
        return _negated("up" if window["up"] else "down", doc, f)
    return _by_parse(doc, text, f)


def _gets_less(doc: Doc, text: str, f: Figure) -> bool:
    """Whether what is lost is a part of what loses it: "shares lost 30 billion dollars", "lost 2 million dollars in value"."""
    if _WORTH.match(text, f.end):
        return True
    lost = anchor(doc, f).head
    return lost.lemma_ == "lose" and any(c.dep_ == "nsubj" and c.lemma_.lower() in _LEVELS_LOST for c in lost.lefts)


def _cultivated(token: Token) -> bool:
    """Whether somebody grows something of that size ("who grows 12 acres of maize"): no change of it."""
    verb = token.head
    if verb.lemma_ != "grow" or token.dep_ not in {"dobj", "obj"}:
        return False
    return _people(verb)


def _people(verb: Token) -> bool:
    """Whether the subject of a verb is people."""
    subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
    return any(c.tag_ in {"PRP", "WP"} or c.ent_type_ == "PERSON" or c.lemma_.lower() in _PERSONS for c in subjects)


def _by_parse(doc: Doc, text: str, f: Figure) -> Trend | None:
    token = anchor(doc, f)
    if f.unit == "fraction" and token.head.i > f.last and token.dep_ in _BEFORE_NOUNS and token.head.pos_ == "NOUN":
        token = token.head  # "gave up half its gains": of the gains, not a gain
    for step in range(_STEPS):
        head = token.head
        if head.pos_ in {"ADP", "SCONJ"} and head.lower_ in _ASIDES:
            return None  # "prices have halved, after a harvest of 16.3 million tons"
        if head.i == token.i or not f.sentence[0] <= head.i < f.sentence[1]:
            return None
        if token.dep_ in {"nsubj", "relcl", "advcl", "ccomp", "parataxis", "csubj", "acl", "appos"} and step > 0:
            return None
        if token.dep_ == "nsubjpass" and f.kind == "count" and step <= 1 and head.lemma_ in PASSIVE:
            return trend_of(head)  # "5,000 jobs were cut"
        if token.dep_ in {"nsubj", "nsubjpass"}:
            return None
        trend = trend_of(head)
        if trend and not _no_change(token, head, f):
            return trend
        way = moved(head, token, f, text)
        if trend or way:
            return way
        if head.lemma_ in NEUTRAL and head.pos_ == "VERB" and token.dep_ == "prep":
            return "none"
        if head.pos_ in {"VERB", "AUX"}:
            return _of_copula(head, token)
        token = head
    return None


def _no_change(token: Token, head: Token, f: Figure) -> bool:
    """Whether a word of change is none here: "raised 5 million dollars", "set up", "up to", or it is negated."""
    if token.dep_ in {"dobj", "obj"} and (head.lemma_ in NOT_TRANSITIVE_UP or f.kind == "duration") and head.pos_ == "VERB":
        return True
    if head.lower_ in {"up", "down"} and head.dep_ == "prt":
        return True
    if any(c.lower_ == "short" for c in head.children):
        return True  # "fell short of the 1,237"
    if head.lemma_ == "lose" and token.lower_ == "by":
        return True  # "lost the seat by 120 votes"
    if head.lemma_ == "fall" and token.dep_ == "prep" and token.lower_ in {"on", "upon"}:
        return True  # "the burden falls on 3 million households"
    if head.lower_ == "upwards" or (head.lemma_ == "lose" and f.unit in _LOST):
        return True
    if head.pos_ == "ADP" and head.lower_ in {"up", "down"} and any(c.lower_ == "to" for c in head.children):
        return True
    return any(c.dep_ == "neg" for c in head.children)


def _of_copula(head: Token, token: Token) -> Trend | None:
    """As in "prices are up 5 percent"."""
    if head.lemma_ in _COPULAS:
        for child in head.children:
            if child.dep_ in {"advmod", "prt", "acomp"} and child.lower_ in {"up", "down", "higher", "lower"}:
                return "up" if child.lower_ in {"up", "higher"} else "down"
        subject = next((c for c in head.lefts if c.dep_ == "nsubj"), None)
        told = token.dep_ == "attr" and head.lemma_ == "be"
        if told and subject is not None and subject.lemma_.lower() in _CHANGE_NOUNS:
            return trend_of(subject)  # "the fall was 9 percent"
    return None


def _negated(trend: Trend, doc: Doc, f: Figure) -> Trend | None:
    for i in range(max(f.sentence[0], f.first - 6), f.first):
        if doc[i].lower_ in {"not", "n't", "never"}:
            return None
    return trend


def _contracts(token: Token) -> bool:
    """As in "Factory output contracts by 3 percent", which the tagger takes for a noun."""
    behind = token.doc[token.i + 1 : token.i + 5]
    numeral = next((t for t in behind[:2] if t.like_num), None)
    told = len(behind) > 1 and numeral is not None and (behind[0].like_num or behind[0].lower_ == "by")
    return token.lower_ == "contracts" and told and any(t.lower_ in {"percent", "%", "cent"} for t in behind)


def trend_of(token: Token) -> Trend | None:
    """Direction of a word of change, or null."""
    if token.pos_ == "NOUN" and token.lower_ in NO_CHANGES and not _contracts(token):
        return None  # "a 3 million dollar contract"
    return FORMS.get(token.lower_) or TRENDS.get(token.lemma_.lower())

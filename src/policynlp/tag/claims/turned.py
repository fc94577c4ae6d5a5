"""Levels that somebody brings from one value to another, by verbs that tell no direction alone: "extended from 71 to 104 km".

"The line extends from 5 to 9 km" and "fines of 500 to 3,000 euros" tell ranges: the verb has to be passive, or to have an object.
"""

from __future__ import annotations

import re

_DONE = (
    r"(?:enlarged|expanded|extended|lengthened|shortened|brought|taken|moved|upgraded|revised|bumped|pushed|nudged|slashed|whittled|scaled|widened|"
    r"narrowed|deepened|heightened|stretched|trimmed|pared|altered|changed|adjusted|corrected|restored|driven|forced|squeezed|condensed|amended|"
    r"modified|reset|turned|built|doubled|tripled|quadrupled|converted|rounded)"
)
_DO = (
    r"(?:enlarg|expand|extend|lengthen|shorten|bring|upgrad|revis|bump|push|nudg|slash|whittl|scal|widen|narrow|deepen|heighten|stretch|trim|par|"
    r"alter|chang|adjust|correct|restor|driv|forc|squeez|condens|amend|modif|reset)(?:e|es|s|ing|y|ies|ying|ming|ting)?"
)
_WAY = (
    r"(?:[ ](?:up|down|back|out|upwards?|downwards?|again|further|gradually|sharply|slightly|steadily|in stages|in two steps))?"
)
_FROM = (
    r",?[ ]from[ ](?:(?:about|around|nearly|almost|some|roughly|only|just|over|under|more|less|fewer|than|a|an|the|its|their|current|"
    r"present|initial|original|planned)[ ]){0,4}"
    r"(?:[A-Z]{0,3}[$€£¥₹]|[A-Z]{3}[ ])?$"
)
_TURNED = re.compile(
    rf"\b(?:(?:is|are|was|were|be|been|being|gets?|got)[ ](?:[a-z]+ly[ ]|to[ ]be[ ]|also[ ]|later[ ]|now[ ]|then[ ]){{0,2}}{_DONE}{_WAY}"
    rf"|(?:{_DONE}|{_DO}){_WAY}(?:[ ](?!from\b|to\b|and\b|or\b|by\b)[\w'’-]+){{1,7}}?{_WAY}){_FROM}",
    re.IGNORECASE,
)
_TURNED_CHARS = 110
_TO = re.compile(
    r"(?:[ ](?:[\w/²³%-]+[ ]){0,3}?|[ ]?%[ ])(?:now[ ]|this year[ ]|today[ ])?to[ ]"
    r"(?:(?:about|around|nearly|almost|some|roughly|only|just|over|a|an|the)[ ]){0,3}"
    r"(?:[A-Z]{0,3}[$€£¥₹]|[A-Z]{3}[ ])?",
    re.IGNORECASE,
)


def is_turned(text: str, begin: int, start: int) -> bool:
    """Whether a figure is the value from which somebody brings a level to another one.

    Args:
        text: The text.
        begin: Where its sentence, or passage, begins.
        start: Where the figure begins, with its sign.
    """
    return _TURNED.search(text, max(begin, start - _TURNED_CHARS), start) is not None


def leads_on(text: str, end: int, start: int) -> bool:
    """Whether "to" and hardly more stands between the end of one figure and the start of the next."""
    return _TO.fullmatch(text, end, start) is not None

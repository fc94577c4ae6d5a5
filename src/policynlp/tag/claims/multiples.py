"""Multiples and ranks: doubled, three times, tenfold, halved; second-largest."""

# ruff: noqa: E501 (patterns and tables are read by the line)
from __future__ import annotations

import re

from policynlp.tag.claims import lexicon as lx
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.numbers import Number

_VERBS = "|".join(lx.MULTIPLES)
_BARE = "|".join(lx.BARE_MULTIPLES)
_ORDINALS = "|".join(sorted(lx.ORDINALS, key=len, reverse=True))
_PATTERN = re.compile(
    rf"(?P<verb>\b(?:{_VERBS})\b(?![ ](?:down|back)\b))"
    rf"|(?P<lead>\b(?:(?:to|will|would|could|can|may|should|more than|nearly|almost|about|roughly|at least|over)[ ]))(?P<bare>(?:{_BARE})\b)(?![- ](?:digit|check|standard|room|jump|down|back)|-[a-z])"
    rf"|(?P<twice>\b(?:{_BARE})\b)(?=[ ](?:the|that|its|their|what|as|last|this)\b)"
    rf"|(?P<fold>\b(?:(?P<foldword>two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|fifty|hundred|thousand)|(?P<folddigit>\d{{1,6}}(?:\.\d{{1,3}})?))[- ]?fold\b)"
    rf"|(?P<rank>\b(?:(?P<rankword>{_ORDINALS})|(?P<rankdigit>\d{{1,5}})(?:st|nd|rd|th))[- ](?:most[- ][a-z]+|{'|'.join(lx.SUPERLATIVES)})\b)"
    rf"|(?P<part>\b(?:every|each)[ ](?P<partword>{_ORDINALS}))(?=[ ](?!(?:second|minute|hour|day|night|week|weekend|month|quarter|year|time|election|decade|monday|sunday|saturday|friday)s?\b)[a-z])"
    rf"|(?P<ranked>\brank(?:ed|s|ing)?[ ](?:the[ ])?(?:(?P<rw>{_ORDINALS})|(?P<rd>\d{{1,5}})(?:st|nd|rd|th)|(?:No\.|number)[ ](?P<rn>\d{{1,5}}))\b)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"[ -]times\b(?=[ ](?:the|as|that|its|their|more|higher|larger|greater|bigger|faster|less|lower|what|over|[a-z]{2,12}er|revenues?|sales|earnings|profits?|income|book|normal|average|gdp)\b|(?P<loose>[.,;]|[ ](?:in|since|from)\b))"
)
_CHANGED_CHARS = 50
_CHANGE = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|increas\w*|grow(?:s|n|ing|th)?|grew|climb\w*|jump\w*|surg\w*|soar\w*|gain(?:ed|s)?|up|rais\w*|expand\w*|fall(?:s|en|ing)?|fell|"
    r"drop\w*|declin\w*|decreas\w*|down|cut(?:s|ting)?|reduc\w*|slip\w*|slid\w*|shr[aiu]nk\w*|lower\w*|narrow\w*|improv\w*|edg\w*|widen\w*|shift\w*|chang\w*|went|go|gone|goes|"
    r"boost\w*|double\w*|plung\w*|tumbl\w*|slump\w*|dwindl\w*|accelerat\w*|slow\w*|moved?|lift\w*|swell\w*|advanc\w*|dip(?:ped|s)?|eas(?:ed|es))\b",
    re.IGNORECASE,
)
_FOLD_WORDS = lx.CARDINALS | {"hundred": 100, "thousand": 1000}


def changes(text: str, start: int, end: int) -> bool:
    """Whether a word of change stands in the stretch ("rose from 3 to 5 percent" is a change and no range)."""
    return _CHANGE.search(text, start, end) is not None


def _figure(start: int, end: int, value: float, *, rank: bool = False) -> Figure:
    number = Number(start, end, value, "words")
    return Figure(
        number, start, end, value, kind="ordinal" if rank else "ratio", unit=None if rank else "fraction", direct=True
    )


def find(text: str, start: int, end: int) -> list[Figure]:
    """Multiples and ranks of a stretch.

    Args:
        text: The text.
        start: Where the stretch starts.
        end: Where it ends.

    Returns:
        New figures, unordered. A multiple has kind `ratio` and unit `fraction` (doubled: 2, halved: 0.5).
    """
    out: list[Figure] = []
    for m in _PATTERN.finditer(text, start, end):
        if m["verb"]:
            figure = _figure(m.start(), m.end(), lx.MULTIPLES[m["verb"].lower()])
            figure.trend = "down" if figure.value < 1 else "up"
        elif m["bare"]:
            if m["bare"].lower() == "triple" and text[m.end() : m.end() + 1] == "-":
                continue
            figure = _figure(m.start("bare"), m.end("bare"), lx.BARE_MULTIPLES[m["bare"].lower()])
        elif m["twice"]:
            figure = _figure(m.start(), m.end(), lx.BARE_MULTIPLES[m["twice"].lower()])
        elif m["part"]:
            if (nth := lx.ORDINALS[m["partword"].lower()]) < 2:
                continue
            figure = _figure(m.start(), m.end(), 1 / nth)  # "every fourth child"
        elif m["fold"]:
            value = float(m["folddigit"]) if m["folddigit"] else float(_FOLD_WORDS[m["foldword"].lower()])
            figure = _figure(m.start(), m.end(), value)
        else:
            word, digit = m["rankword"] or m["rw"], m["rankdigit"] or m["rd"] or m["rn"]
            begin = m.start() if m["rank"] else min(m.start(g) for g in ("rw", "rd", "rn") if m.start(g) >= 0)
            figure = _figure(begin, m.end(), float(lx.ORDINALS[word.lower()] if word else int(digit)), rank=True)
        out.append(figure)
    return out


def is_times(f: Figure, text: str, end: int) -> bool:
    """Whether a number is a multiple ("three times as many", "six times its revenue"), which is set on it then."""
    m = _TIMES.match(text, f.end if f.high is not None else f.number.end, end)  # "between two and five times the value"
    if (
        not m
        or (f.value == 1 and f.high is None)
        or (m["loose"] and not changes(text, max(0, f.start - _CHANGED_CHARS), f.start))
    ):
        return False  # "lost it 7 times since Monday"
    f.kind, f.unit, f.end, f.direct, f.head = "ratio", "fraction", m.end(), True, -1
    return True

"""How exact a figure is stated: nearly, more than, at least, fewer than, at most."""

# ruff: noqa: E501 (patterns and tables are read by the line)
from __future__ import annotations

import re

from policynlp.tags import Bound

BEFORE: tuple[tuple[str, Bound], ...] = (
    ((r"no less than|not less than|no fewer than|not fewer than|at least|a minimum of|minimum|greater than or equal to|equal to or (?:more|greater) than"
     r"|more than or equal to|bigger or equal than|at the very least|not below|≥|>=|=>"), "at_least"),
    ((r"(?:to|will|would|should|must|shall|can|could|may|might|is|are|was|were|be|been|we|they|it|that[ ]\w+)[ ](?:cap|limit|restrict)(?:s|ped|ed)?\b[^.;,:]{0,32}?[ ](?:at|to)"
     r"|fail(?:s|ed|ing)?[ ]to[ ](?:exceed|surpass)|no more than|not more than|at most|up to|as many as|as much as|a maximum of|maximum|less than or equal to|equal to or less than|capped at"
     r"|not (?:to )?exceed(?:ing)?|smaller or equal than|no greater than|no higher than|as high as|a ceiling of|within|≤|<=|=<"), "at_most"),
    ((r"nearly|almost|about|around|approximately|approx\.?|roughly|some|circa|ca\.?|c\.|close to|an? estimated|estimated|nearing|approaching|near|maybe|perhaps|probably|possibly"
     r"|on the order of|somewhere around|in the region of|in the neighbou?rhood of|virtually|practically|~|≈|∼|or so|as little as|give or take"), "about"),
    ((r"more than|over|above|exceed(?:s|ed|ing)?|in excess of|upwards? of|greater than|larger than|higher than|bigger than|surpass(?:es|ed|ing)?|topp(?:ed|ing)"
     r"|well over|just over|slightly over|a little over|slightly more than|just above|beyond|north of|better than|older than|well above|longer than|past the|(?:climb|r[io]se|ris|surg|soar|jump|grow|grew|push|sail|rac|mov|went|go)\w* past"
     r"|at over|broke through|breaking through|>"), "more_than"),
    ((r"less than|under|fewer than|below|just under|slightly under|just below|slightly less than|a little under|lower than|short of|smaller than|younger than"
     r"|well below|well under|shy of|south of|<|(?:did|does|do|will|would|has|have|had|could)(?:n't|n’t|[ ]not|[ ]never)[ ](?:yet[ ])?(?:reach|hit|meet|top|attain)(?:ed)?"
     r"|fail(?:s|ed|ing)?[ ]to[ ](?:reach|hit|meet|top|attain)"), "less_than"),
)  # fmt: skip
"""Cue right before the figure, first match wins; "as many as" and "up to" cap a figure, "some" and "perhaps" blur it; an average is as exact as it is told."""

AFTER: tuple[tuple[str, Bound], ...] = (
    (
        r"[ ]?\+(?!\d)|[ ]or[ ](?:more|above|greater|older|higher|over)\b|[ ]of[ ][a-z]+[ ]or[ ]more\b(?![ ]than\b|[ ]\S*\d)|[ ]and[ ](?:above|over|older)\b(?![ ](?:[$€£]?\d|half|one|two|three|four|five|six|seven|eight|nine|ten|an?)\b)|-plus\b|[ ]plus\b(?![ ]\w*\d|[ ](?:or|and)[ ])",
        "at_least",
    ),
    (r"[ ]or[ ](?:less|fewer|below|under|younger|lower)\b|[ ]and[ ](?:under|below)\b(?![ ][$€£]?\d)|[ ]at[ ]most\b", "at_most"),
    (r"[ ]or[ ]so\b|[ ]approximately\b|-ish\b|-odd\b|[ ]odd\b|[ ]give[ ]or[ ]take\b", "about"),
)

_ARTICLES = r"(?:[ \u00a0]*(?:\(|a|an|another|an additional|additional|only|just|very|its|further|to|of|even|now|well|by))?"
_BEFORE = [
    (re.compile(rf"(?:^|(?<![A-Za-z-]))(?:{cue}){_ARTICLES}[ \u00a0-]*$", re.IGNORECASE), bound) for cue, bound in BEFORE
]
_AFTER = [(re.compile(cue, re.IGNORECASE), bound) for cue, bound in AFTER]
_ANY = re.compile(r"[A-Za-z~≈∼≥≤<>=.(]$")
_NEGATION = re.compile(r"\b(?:not|never|n't|n’t|without|nor)\b[^.;,]{0,12}$", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:^|[.;,:][ ]|\b(?:that|and|but|so)[ ])(?:no(?![ ](?:less|more|fewer|longer|doubt|matter|wonder|sign|evidence)\b)|none[ ]of|neither)[ ]"
    r"(?:(?!\b(?:that|but|because|while|although|and|if)\b)[^.;,:]){3,90}$",
    re.IGNORECASE,
)
"""As in "No applicant should wait for more than 12 weeks": 12 at most."""
_CLAUSE_CHARS = 110
_DEED = r"(?:(?!(?:that|whether|if|because|and|but|which|who|than)\b)[\w'’-]+[ ]){1,6}"
_FORBIDDEN = re.compile(
    r"\b(?:(?:cannot|(?:can|may|must|shall|should|could|would|will)[ ]not|(?:ca|must|could|wo|would|should)n['’]t"
    r"|(?:not|never)[ ](?:allowed|permitted|entitled)[ ]to)[ ](?!(?:say|rule|exclude|confirm|explain|know|deny|tell|forget|ignore|account|reach|find|trace|locate|feed|treat|house|identify|verify|imagine)\b)"
    r"|(?:prohibited|barred|banned|forbidden)[ ](?:from|to)[ ])" + _DEED + "$",
    re.IGNORECASE,
)
"""In front of "more than": "may not raise rents by more than 5 percent"."""
_AFFAIR = (
    r"(?:theft|fraud|scam|heist|bribe|bribery|corruption|scandal|case|deal|contract|loan|debt|bill|claim|robbery|cut|levy|tax|"
    r"rise|increase|hike|fee|fine|loss|lawsuit|saga|row|plan|pay|demand|tender|racket|embezzlement|payout|payment)"
)
_NUMERAL = r"\d[\d.,]*(?:[ ]?(?:million|billion|trillion|crore|lakh|mn|bn|m))?"
_OVER_AFFAIR = re.compile(
    rf"(?:(?:[$€£¥]|[A-Za-z]{{1,3}}[ ]?){_NUMERAL}|{_NUMERAL}(?:%|[ -](?:percent|per cent|dollar|euro|pound|rupee|peso|yen|yuan|shilling)))"
    rf"(?:[ ](?!(?:in|of|on|for|from|to|at)\b)[a-z-]+)?[ ]{_AFFAIR}s?\b",
    re.IGNORECASE,
)
"""Money or a percentage with the affair right behind it: "over $3 million land deal"; over 300 people in a fraud case are many."""
_ASKED_FEES = re.compile(r"charged[ ]over[ ].*[ ](?:fee|levy|tax|bill|fine|payment)s?$", re.IGNORECASE)
_QUARRELS = re.compile(
    r"\b(?:charged|arrested|row|protests?|protesting|dispute|outcry|anger|fury|feud|clash(?:es)?|resigns?|resigned|quits?|probed?|questioned|grilled|"
    r"lawsuit|scandal|controversy|strike|court|trial|suspended|summoned|uproar|quarrel|criticism)[ ]$",
    re.IGNORECASE,
)
"""In front of an "over" that is "about": "Four charged over Sh86 million theft"."""
_FLIPPED: dict[Bound, Bound] = {"more_than": "at_most", "less_than": "at_least"}
_MOVED_UP = re.compile(
    r"\b(?:tick|edg|inch|creep|crept|mov|nudg|bump|push|dr[io]v|shot|shoot|went|go|gone|bring|brought|tak|took|add|pick)\w*[ ](?:\w+[ ]){0,3}up[ ]to[ ]$",
    re.IGNORECASE,
)
"""As in \"ticked up to 4.1 percent\": it rose to that."""
_AMOUNT = re.compile(
    r"(?:\d(?:[\d.,]*\d)?|%|\b(?:percent|points?|hundred|thousand|million|billion|trillion|lakh|crore))[ \u00a0]$",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(
    r"\b(?:(?:in|by|since|until|during|of)|[A-Z][a-z]+(?:[ ]\d{1,2},?)?)[ ](?:19|20)\d\d(?:[-/–](?:20)?\d\d)?[ \u00a0]$",
    re.IGNORECASE,
)
_WINDOW_CHARS = 56
_STARTS = re.compile(
    r"\b(?:start|starts|starting)[ ](?:at|from)[ ](?:(?:about|around|just|only|as|low|little|an?)[ ])*$", re.IGNORECASE
)
_EXTENDS = re.compile(r"\b(?:extend|spread|stretch|sprawl|scatter|range|distribute)(?:s|es|ed|d|ing)?[ ]$", re.IGNORECASE)
_QUOTES = "“‘\"'"
"""As in 'more than "one or two cases"'."""


def bound_before(text: str, start: int, floor: int) -> Bound:
    """Bound that the words right in front of a figure state.

    Args:
        text: The text.
        start: Where the figure starts, sign of money included.
        floor: Where its sentence starts.

    Returns:
        `exact` where nothing is stated.
    """
    base = max(floor, start - _WINDOW_CHARS)
    left = text[base:start].rstrip(_QUOTES)
    if not left or not _ANY.search(left.rstrip(" \u00a0-")[-1:] or " "):
        return "exact"
    for pattern, bound in _BEFORE:
        m = pattern.search(left)
        if m and bound == "at_most" and _MOVED_UP.search(left):
            return "exact"
        if m and _AMOUNT.search(_BARE_YEAR.sub("", left[: m.start()])) and m[0].lower().rstrip().endswith("than"):
            return "exact"  # "£7 million less than five years earlier" compares
        if m and m[0].lower().strip() == "over" and _EXTENDS.search(left[: m.start()]):
            return "exact"  # "extends over 0.62 million hectares"
        if m and m[0].lower().strip() == "over" and _is_affair(text, start, left[: m.start()]):
            return "exact"
        if m:
            clause = text[max(floor, start - _CLAUSE_CHARS) : base + m.start()]
            if bound in _FLIPPED and (
                _NEGATION.search(left[: m.start()]) or _FORBIDDEN.search(clause) or _NOBODY.search(clause)
            ):
                return _FLIPPED[bound]
            return bound
    return "exact"


def _is_affair(text: str, start: int, left: str) -> bool:
    """Whether "over" is "about": "Four charged over Sh86 million theft"."""
    found = _OVER_AFFAIR.match(text, start) if (told := _QUARRELS.search(left)) else None
    return bool(found and told and _ASKED_FEES.fullmatch(f"{told[0]}over {found[0]}") is None)


def starts_at(text: str, start: int, floor: int) -> bool:
    """Whether prices start at a sum: "rooms start at 45 euros"; what else starts at a number starts there."""
    return _STARTS.search(text, max(floor, start - _WINDOW_CHARS), start) is not None


def bound_after(text: str, end: int) -> Bound:
    """Bound that the words right behind a figure state ("or more", "plus", "or so")."""
    for pattern, bound in _AFTER:
        if pattern.match(text, end):
            return bound
    return "exact"


_OVER = re.compile(r"\b(?P<word>[A-Za-z]+)?[ ,]{0,2}over[ ](?:the[ ])?$", re.IGNORECASE)
_MORE_THAN = frozenset(
    str.split(
        """for took take takes taking last lasted lasts of spent by after within in is was were are been than age aged just well at
        wait waited some with serve served about"""
    )
)
"""Words before "over" that make it "more than"."""


def is_stretch(text: str, start: int, floor: int) -> bool:
    """Whether "over" before a duration says during which time, not how long at least ("20,000 will retire over five years").

    Args:
        text: The text.
        start: Where the duration starts.
        floor: Where its sentence starts.
    """
    m = _OVER.search(text[max(floor, start - 30) : start])
    return m is not None and (m["word"] or "").lower() not in _MORE_THAN

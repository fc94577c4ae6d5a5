"""Whether "a quarter", "a third" are parts of something, by the words around them, and no quarter of a year, no third of several."""

from __future__ import annotations

import re

_DEGREE = r"(?:(?:just|more|less|well|nearly|almost|about|around|over|under|some|roughly|than|at|least|most|up|to|fully|a|good)[ ]){0,4}"
_CHANGED = (
    r"(?:r[io]se[ns]?|rising|f[ae]ll(?:en|s|ing)?|drop\w*|gr[eo]w\w*|shr[aiu]nk\w*|(?:in|de)creas\w*|declin\w*|cut(?:s|ting)?|reduc\w*|rais\w*|"
    r"lower\w*|expand\w*|contract\w*|climb\w*|jump\w*|surg\w*|soar\w*|slip\w*|sl[ia]d\w*|plung\w*|tumbl\w*|slump\w*|dwindl\w*|trim\w*|"
    r"slash\w*|gain\w*|sw[eo]ll\w*|down|up|higher|smaller|larger|bigger|weaken\w*|strengthen\w*|boost\w*|narrow\w*|widen\w*|thinn\w*|eas\w*|"
    r"erod\w*|(?:de|ap)preciat\w*|los[et]\w*|swell\w*)"
)
_BY = re.compile(
    rf"\b(?:{_CHANGED}\b[^.;:!?]{{0,30}}\bby|{_CHANGED}[ ]of|(?:growth|loss)[ ]of)[ ]{_DEGREE}$",
    re.IGNORECASE,
)
"""As in "cut by more than a quarter", "a rise of almost a fifth"; a quarter of a year is never an amount of change."""
_BY_CHARS = 90
_RIGHT_BY = re.compile(r"\bby[ ]$", re.IGNORECASE)
_FROM = re.compile(
    rf"(?:\b{_CHANGED}\b|%|\b(?:per[ ]?cent|share|proportion|half|thirds?|quarters?|fifths?|tenths?)\b)[^.;:!?]{{0,60}}"
    rf"\b(?:from|(?:compared|set)[ ](?:with|to)|against)[ ]{_DEGREE}$",
    re.IGNORECASE,
)
"""As in "up from about a quarter", "38 percent, against a third"."""
_FROM_CHARS = 130
_BACK = re.compile(
    r"\s*(?:[.;)]|$)|\s(?:in|since|at)\s(?:(?:the|early|late|mid)[ -])?(?:19|20)\d\d|"
    r"\s(?:to|and)\s(?:an?|one|two|less|more|about|nearly|almost|just|\d)|\slast\s(?:year|month|season)|"
    r"\s(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|the)\s(?:years?|decades?|months?|seasons?|previous|generation)"
)
"""Behind what something came from; "from a quarter earlier", "from a third party" are no parts."""
_POINT = re.compile(r"[ -]points?\b")
_CLOSED = re.compile(
    r"\s*(?:[.,;:)—–]|$)|\syear-on-year\b|"
    r"\s(?:in|to|from|since|on|over|between|compared|against|during|last|this|within|by|at|for|and|but|as|when|while|"
    r"after|before|because|under)\b"
)
"""Behind an amount of change; "fell by a fifth member" has none."""
_LED = re.compile(r"(?:\b(?:by|than|about|nearly|almost|to|and|over|roughly|around)|^)\s$", re.IGNORECASE)
_WHOLE = re.compile(r"\s{1,2}(?:of|the size|as (?:much|many|big)|less|more|lower|higher)\b")
_END = re.compile(r"\s*(?:[.,;:)]|$)|\s(?:in|to|from|since)\b")
_AFTER_CHARS = 16
_HEDGED = re.compile(r"\b(?:(?:more|less|fewer) than|nearly|almost|over|under|about|roughly|close to|up to)\s$", re.IGNORECASE)
_CLOSE = re.compile(r"\bclose to\s$", re.IGNORECASE)
_TAKEN = re.compile(
    r"\b(?:t[ao]k(?:e[sn]?|ing)|took|g[eo]ts?|got|receiv\w+|b[ou]y(?:s|ing)?|bought|absorb\w*|account(?:s|ed|ing)? for|suppl(?:y|ies|ied)|"
    r"owns?|owned|"
    r"h[eo]lds?|held|ke[ep]pt?s?|makes? up|made up|us(?:es|ed|ing)|"
    r"(?P<weak>with|[A-Z]\w+))[ ]"
    r"(?P<hedge>(?:about|nearly|almost|roughly|around|some|over|under|only|just|(?:more|less)[ ]than)[ ])?$"
)
"""As in "Brazil came second with about a quarter", "China took a third and Brazil a fifth": what somebody has of it all."""
_TAKEN_CHARS = 40
_ENDS_THERE = re.compile(r"\s*(?:[.,;)]|$)|[ ]and[ ](?:the[ ])?[A-Z]")
_ACTS = re.compile(
    r"\s(?:now\s)?(?:were|was|are|is|had|have|has|did|do|does|can|could|will|would|said|came|come|went|go|began|begin|lost|lose|kept|"
    r"still|never|also|live|work|remain|grew|grow|fell|rose|got|get|met|[a-z]{2,}ed)\b(?<!ended)(?<!passed)(?<!elapsed)(?!\s(?:party|term|time))"
)


def is_quarter(text: str, start: int, end: int, *, one: bool) -> bool:
    """Whether quarters are parts: "a quarter of", "cut by more than a quarter".

    Args:
        text: The text.
        start: Where their number begins.
        end: Where the word ends.
        one: There is one of them.
    """
    if _POINT.match(text, end):
        return False  # "a quarter point" of interest
    right_by = _RIGHT_BY.search(text[max(0, start - 4) : start]) is not None
    acts = one and _acts(text, start, end)
    if one and (taken := _is_taken(text, start, end)) is not None and taken["hedge"]:
        return True
    changes = right_by or _changes_by(text, start) or (_comes_from(text, start, end) and _is_share(text, start))
    close = one and _CLOSE.search(text[max(0, start - 9) : start]) is not None and _CLOSED.match(text, end) is not None
    return _WHOLE.match(_after(text, end)) is not None or acts or close or (one and changes)


def is_one_part(text: str, start: int, end: int) -> bool:
    """Whether a word behind an article is a part: "a third of", "by a third", "a rise of almost a fifth on 2023"; not "a third term".

    Args:
        text: The text.
        start: Where the article begins.
        end: Where the word ends.
    """
    after = _after(text, end)
    led = _LED.search(text[max(0, start - 9) : start]) is not None and _END.match(after) is not None
    return (
        _WHOLE.match(after) is not None
        or led
        or _acts(text, start, end)
        or _is_taken(text, start, end) is not None
        or (_changes_by(text, start) and _CLOSED.match(after) is not None)
        or _comes_from(text, start, end)
    )


def _is_taken(text: str, start: int, end: int) -> re.Match[str] | None:
    """What says that somebody has a part of it all, where nothing of the part follows."""
    found = _TAKEN.search(text[max(0, start - _TAKEN_CHARS) : start]) if _ENDS_THERE.match(text, end) is not None else None
    return None if found is None or (found["weak"] and not found["hedge"]) else found


def _acts(text: str, start: int, end: int) -> bool:
    """Whether so many do something: "more than a quarter began with a fire"; without "more than" it may be the third of several."""
    return _HEDGED.search(text[max(0, start - 14) : start]) is not None and _ACTS.match(text, end) is not None


def _after(text: str, end: int) -> str:
    return text[end : end + _AFTER_CHARS].lower()


def _changes_by(text: str, start: int) -> bool:
    """Whether what begins there is by how much something changes."""
    return _BY.search(text[max(0, start - _BY_CHARS) : start]) is not None


def _comes_from(text: str, start: int, end: int) -> bool:
    """Whether what stands there is what a share was before, or is compared with."""
    return _BACK.match(text, end) is not None and _FROM.search(text[max(0, start - _FROM_CHARS) : start]) is not None


_SHARE = re.compile(
    r"\b(?:share|proportion|percentage|half|thirds?|fifths?|tenths?)\b|(?:about|nearly|almost|roughly|than|over|under)[ ]$"
)


def _is_share(text: str, start: int) -> bool:
    """Whether what stands before "a quarter" leaves no doubt that it is none of a year: a share, or how exactly it is one."""
    return _SHARE.search(text[max(0, start - _FROM_CHARS) : start]) is not None


_LED_TO_HALF = re.compile(r"\b(?:from|than|about|nearly|almost|over|under|around|roughly|against)[ ]$", re.IGNORECASE)
_TIME_BEHIND = re.compile(
    r"\s(?:in|since|at)\s(?:(?:the|early|late|mid)[ -])*(?:1[89]|20)\d\d\b|\s(?:an?|\w+)\s(?:years?|decades?)\s(?:ago|before|earlier)\b"
)


def is_half_alone(text: str, start: int, end: int) -> bool:
    """Whether "half" is a share with nothing of which it is one behind it: "more than half in 2019", "just over half came from abroad".

    "About half a decade ago" is none.

    Args:
        text: The text.
        start: Where the word begins.
        end: Where it ends.
    """
    if _BY.search(text[max(0, start - _BY_CHARS) : start]) is not None and not text.startswith((" a ", " an ", "-"), end):
        return True  # "has fallen by more than half", "cut rations by half"
    led = _LED_TO_HALF.search(text[max(0, start - 10) : start]) is not None
    timed = _TIME_BEHIND.match(text, end) is not None and not text.startswith(" a ", end)
    return led and (timed or _acts(text, start, end))


_HALF_ENDS = re.compile(
    r"\s*(?:[.,;:)!?—–]|$)|\s(?:in|to|for|ago|later|before|after|wide|long|high|deep|tall|thick|away|late|earlier|and|but|from|with|at|on|by|per)\b"
)


_CLOSES = re.compile(r"\s*(?:[.,;:)!?]|$)")
"""Behind "an hour and half", which some write without the article."""


def is_a_half(text: str, start: int, end: int) -> bool:
    """Whether "a half" ends an amount, as in "a metre and a half", and begins no clause ("two days and half the delegates left").

    Args:
        text: The text.
        start: Where the words begin.
        end: Where they end.
    """
    words = text[start:end].lower()
    return (words == "a half" and _HALF_ENDS.match(text, end) is not None) or (
        words == "half" and _CLOSES.match(text, end) is not None
    )

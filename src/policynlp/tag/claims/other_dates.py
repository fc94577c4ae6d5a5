"""Dates in the sentence of a figure that are none of its own: of a record broken, of a delivery, of the telling, of an aside.

"The highest since 2016", "crude for January delivery", "data showed on Wednesday", "the school, built in 1974, has 640 pupils".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from policynlp.document import Span
from policynlp.tag.claims.figure import Figure

_MOST = (
    r"(?:high|low|larg|small|bigg|fast|slow|steep|sharp|strong|weak|great|few|dry|drie|wett|hott|cold|warm|deadli|heavi|busi|rich|poor|long|short|"
    r"tight|mild|quick|young|old|tough|dear|cheap|narrow|wid|deep|clos)(?:e?st)|worst|best|most|least|first"
)
_SINCE_RECORD = re.compile(
    rf"\b(?:the|its|their) (?:\w+[ -]){{0,2}}?(?:{_MOST})\b(?: (?!(?:has|have|had|is|are|was|were|rose|fell|grew)\b)[\w-]+){{0,4}}"
    rf" since (?:the )?$|(?:^|[,–—(] ?)(?:{_MOST})\b(?: (?!(?:has|have|had)\b)[\w-]+){{0,3}} since (?:the )?$",
    re.IGNORECASE,
)
"""In front of the date of a record: "the highest level since" + "May 2016"."""
_DELIVERED = re.compile(
    r" (?:[\w'’-]+ ){0,2}(?:delivery|futures|contracts?|shipments?|settlement|loading|expiry|deliveries|cargoes)\b",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(r"(?:[A-Z][a-z]{2,8})\.?(?:[ ](?:19|20)\d\d)?")
_IN = re.compile(r"\b(?:in|since|by|during|until)[ ]$", re.IGNORECASE)
_DAY = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)\b|\d{1,2} [A-Z][a-z]+\b|[A-Z][a-z]{2,8}\.? \d{1,2}\b"
)
_TELLING = (
    r"(?:showed|shows|said|say|says|reported|announced|unveiled|published|released|disclosed|posted|confirmed|revealed|stated"
    r"|presented|wrote|told \w+)"
)
_TOLD_ON = re.compile(
    rf"(?<!was )(?<!were )(?<!been )(?<!are )(?<!is )\b{_TELLING} (?:on |late |early |late on |early on )?$", re.IGNORECASE
)
_ON_DAY_TOLD = re.compile(rf" (?:\w+ly )?{_TELLING}\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"[\w’')”\"] ?, (?:(?P<who>which|who|whose|where)\b|(?:first|newly|originally|jointly|then|now)?[ ]?"
    r"(?P<verb>[a-z]{3,12}(?:ed|en|wn)|built|set up|begun|won|made|bought|sold|led|held)\b)[^,;:()]{0,80}$"
)
"""In front of a date in an aside, up to its end: ", built in" + "1974" + ", has 640 pupils"."""
_MAKING = frozenset(
    "built made opened founded launched completed created established formed installed introduced bought acquired set up begun started "  # noqa: SIM905
    "constructed erected dug planted born enacted passed adopted signed ratified inaugurated unveiled held designed written inherited "
    "executed commissioned merged renamed restored renovated closed abandoned elected appointed laid tabled released published "
    "presented submitted issued filed obtained frozen suspended halted".split()
)
"""What something went through at a time of its own."""
_BUILT_BEFORE = re.compile(
    r"(?<!has )(?<!have )(?<!had )(?<!been )(?<!was )(?<!were )\b(?:built|made|registered|bought|sold|born|hired|opened|founded|launched|"
    r"installed|completed|manufactured|produced|introduced|planted|issued|signed)[ ](?:before|after)[ ]$"
)
_ASKED = re.compile(
    r"\b(?:poll|survey)\b[^.;]{0,60}\b(?:taken|conducted|carried out|published|done) (?:(?:in|on|over|earlier|late) )?(?:the )?$"
)
_EXPECTED = re.compile(r"\b(?:forecasts?|expected|predicted|consensus|expectations?|median)\b", re.IGNORECASE)
"""Around the day on which forecasters were asked: "a median forecast of 0.2% in a poll of economists taken" + "last week"."""
_DUE = re.compile(r"(?:,|\bfigures|\bdata|\breport|\bnumbers) (?:which (?:is|are) )?due (?:out )?(?:on |in |at )?(?:the )?$")
"""In front of the day that something comes out: "figures for October, due on" + "Tuesday"."""
_PAID = re.compile(r", (?:payable|redeemable|repayable) (?:on |in )?$")
_ABOVE = re.compile(r"^ (?:above|below|under|over|beneath|short of) (?:the |its |their |an? )?$", re.IGNORECASE)
_LEVEL_OF = re.compile(
    r" (?:above|below|under|over|beneath|short of) (?:the |its |their )?(?:[\w-]+ ){0,2}?"
    r"(?:levels?|totals?|figures?|peaks?|averages?|records?|highs?|lows?|marks?)"
    r" (?:of|in|set in|recorded in|reached in|seen in|from) (?:the )?",
    re.IGNORECASE,
)
_AS_MUCH_AS = re.compile(
    r" (?:as (?:much|many|high|large|big|great|often|fast|long|expensive)(?: [\w-]+){0,3} as(?: (?:in|at|on|during|it was in))?"
    r"|(?:the )?(?:[\w-]+ ){0,2}(?:levels?|amount|number|rate|figure|total|size|value|price|sum|share|volume|output)"
    r" (?:of|in|recorded in|seen in|from)"
    r"|(?:that|those|what it was) (?:of|in)) (?:the )?",
    re.IGNORECASE,
)
_THE = re.compile(r" (?:the )?", re.IGNORECASE)
_LEVEL = re.compile(
    r"(?:['’]s?)?[ ](?:[\w-]+[ ]){0,2}?(?:levels?|totals?|figures?|peaks?|averages?|records?|highs?|lows?|tally|marks?|volumes?"
    r"|baselines?|base)\b",
    re.IGNORECASE,
)
_OF_FORECAST = re.compile(
    r"[ ](?:[\w-]+[ ]){0,3}?(?:forecasts?|outlook|guidance|projections?|targets?)\b(?! (?:year|date|range))", re.IGNORECASE
)
_NOT_OF_IT = re.compile(r"\b(?:after|before|since|until)[ ]$", re.IGNORECASE)
_ANOTHER = re.compile(r"[,;:]|\b(?:after|as|while|and|or|but|when|because|since|though|expects?|sees?|if)\b")
"""Behind a forecast, in front of a figure of something else."""
_THE_CONTRACT = re.compile(r"\b(?:the|The)(?:[ ](?:equivalent|benchmark|nearby|active|most-active))?[ ]$")
_THE_FORECAST = re.compile(r"(?:(?:its|the|their|his|her|a|this|an?)[ ]|[’']s?[ ])$", re.IGNORECASE)
_NOUN_BEHIND = re.compile(r"[- ](?!(?:and|or|but|when|as|the|a|an|in|on|at|with|by|to|from|it|he|she|they|we)\b)[a-z]{3,}\b")
_AFTER = re.compile(r"\bafter[ ](?:the[ ]|an?[ ]|its[ ])?$", re.IGNORECASE)
_FORECAST_CHARS = 80
_ASIDE_CHARS, _REST_CHARS, _NOUN_CHARS = 110, 60, 20


def is_of_something_else(text: str, sentence: Span, span: Span, spans: Sequence[Span]) -> bool:
    """Whether a date is of no figure of its sentence.

    Args:
        text: The text.
        sentence: Offsets of the sentence.
        span: Of the date.
        spans: All dates of the sentence.
    """
    lead = text[max(sentence[0], span[0] - 100) : span[0]]
    if _SINCE_RECORD.search(lead):
        return True
    delivered = _DELIVERED.match(text, span[1], sentence[1]) if _MONTH_ALONE.fullmatch(text, *span) else None
    if delivered is not None and _IN.search(lead) is None:
        traded = delivered[0].endswith("futures") or (
            delivered[0].endswith(("contract", "delivery")) and _THE_CONTRACT.search(lead)
        )
        if traded or lead.endswith("for "):
            return True
    if _DAY.match(text, span[0], span[1]) and (
        _TOLD_ON.search(lead) or (lead.endswith("on ") and _ON_DAY_TOLD.match(text, span[1]))
    ):
        return True
    if _ASKED.search(lead) is not None and _EXPECTED.search(text, *sentence) is not None:
        return True
    if _PAID.search(lead) is not None or (_DUE.search(lead) is not None and len(spans) > 1):
        return True
    return _BUILT_BEFORE.search(lead) is not None and len(spans) > 1


def aside_around(text: str, sentence: Span, span: Span, participles: Collection[int]) -> Span | None:
    """The aside that a date stands in, whose time the figures around it have not; null where it stands in none.

    A figure right before it is what the aside is about: "1,240 kilometres, executed in 2023, were verified".

    Args:
        text: The text.
        sentence: Offsets of the sentence.
        span: Of the date.
        participles: Where the participles of the sentence begin that qualify a noun.
    """
    lead = _ASIDE.search(text, max(sentence[0], span[0] - _ASIDE_CHARS), span[0])
    if lead is None:
        return None
    if lead["verb"] and (lead["verb"].split()[0] not in _MAKING or lead.start("verb") not in participles):
        return None  # "Revenue, driven by strong demand in the third quarter, rose"
    end = text.find(",", span[1], min(sentence[1], span[1] + _REST_CHARS))
    return (lead.start() - _NOUN_CHARS, end) if end >= 0 else None


def dates_only_what_follows(text: str, span: Span) -> bool:
    """Whether a date stands in a clause of its own behind "after": "fell 3 percent after first-quarter sales dropped 8 percent"."""
    return _AFTER.search(text[max(0, span[0] - 12) : span[0]]) is not None and _NOUN_BEHIND.match(text, span[1]) is not None


def is_level_compared(text: str, between: str, span: Span, *, times: bool) -> bool:
    """Whether a date behind a figure is that of the level it is above or below: "8 percent above last year's level".

    Args:
        text: The text.
        between: What stands between the figure and the date.
        span: Of the date.
        times: Whether the figure says how many times as much it is: "2.4 times as much as in 2015".
    """
    of_level = _LEVEL.match(text, span[1]) is not None
    if times and (_AS_MUCH_AS.fullmatch(between) or (of_level and _THE.fullmatch(between))):
        return True
    return (_ABOVE.search(between) is not None and of_level) or _LEVEL_OF.fullmatch(between) is not None


def is_of_forecast(text: str, sentence: Span, span: Span) -> bool:
    """Whether a date is that of a forecast: "its 2025 forecast", which no other figure is of."""
    lead = text[max(sentence[0], span[0] - 12) : span[0]]
    return _THE_FORECAST.search(lead) is not None and _OF_FORECAST.match(text, span[1], sentence[1]) is not None


def year_of_forecast(text: str, sentence: Span, f: Figure, spans: Sequence[Span]) -> Span | None:
    """The year that the forecast before a figure is for: "trimmed its 2025 forecast to 4.5 percent in June"."""
    for span in reversed(spans):
        if span[1] > f.start or f.start - span[1] > _FORECAST_CHARS or not text[span[0] : span[1]][-2:].isdigit():
            continue
        lead = text[max(sentence[0], span[0] - 12) : span[0]]
        found = _OF_FORECAST.match(text, span[1], f.start)
        rest = text[found.end() : f.start] if found is not None else ","
        if _ANOTHER.search(rest) is None and _THE_FORECAST.search(lead) and not _NOT_OF_IT.search(lead):
            return span
    return None

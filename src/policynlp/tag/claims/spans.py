"""Numbers that claim nothing: years, dates, clock times, references, names, telephone and registration numbers."""

# ruff: noqa: E501 (patterns and tables are read by the line)
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from policynlp.months import MONTH

_MONTH_BEFORE = re.compile(rf"\b{MONTH}[ ]?\.?[ \u00a0-](?:the[ ])?$", re.IGNORECASE)
_MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?(?:[ \u00a0]of)?[ \u00a0,-]{{1,2}}{MONTH}\b(?!,\w)", re.IGNORECASE)
_MONTH_LIST = re.compile(
    rf"\b{MONTH}\.?[ ]\d{{1,2}}(?:,[ ]\d{{1,2}}){{0,3}}(?:,?[ ]?(?:and|to|or|-|–|—|through|until)[ ]?|,[ ])$", re.IGNORECASE
)
_CLOCK_AFTER = re.compile(
    r"[ \u00a0]?(?:(?:a|p)\.m\b\.?|[ap]m\b|o'clock|o’clock|hours?[ ](?:GMT|UTC|local)|GMT\b|UTC\b|noon\b|midnight\b|[AP]M\b)",
    re.IGNORECASE,
)
_YEAR_LEAD = re.compile(
    r"(?:\b(?:in|since|by|of|from|until|till|to|during|before|after|between|and|year|years|early|late|mid|through|for|circa|around|about|"
    r"fiscal|fy|spring|summer|autumn|fall|winter|election|cop|q[1-4]|ad|bc|c\.|over|than|versus|vs\.?|the|this|its|their|our|his|her|"
    r"compared[ ]with|at|end[ ]of|week[ ]of|class[ ]of)[ \u00a0(-]{1,2}|[(\[,;/][ ]?|[-–—])$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?:pages?|pp?\.|pgs?\.?|(?:sub-?)?sections?|sec\.|secs\.|articles?|arts?\.|chapters?|ch\.|chap\.|figures?|figs?\.?|tables?|tabs?\.|numbers?|nos?\.|nrs?\.|№|"
    r"(?-i:No)|phases?|versions?|ver\.|types?|class|grades?|levels?|tier|items?|(?:sub-?)?paragraphs?|paras?\.?|(?:sub-?)?clauses?|rules?|routes?|highway|interstate|flight|"
    r"channel|rooms?|exit|act|title|part|parts|volumes?|vols?\.|lots?|block|resolution|bill|schedule|schedules|annex|appendix|amendment|"
    r"question|step|stage|day|episode|season|round|week|group|zone|ward|district|precinct|gate|platform|line|building|suite|apartment|apt\.|box|pier|platforms|gates|terminal|berth|desk|room|form|postcode|"
    r"isbn|issn|doi|licen[cs]e|registration|id|ref\.?|code|zip|tel\.?|phone|fax|call|dial|area|game|super bowl|"
    r"eq\.|equations?|eqs?\.|ref|refs\.?|footnote|note|notes|example|case|scenario|model|catalog|cat\.|directive|regulation|decree|order|proposition|"
    r"recommendations?|options?|objectives?|findings?|priority|priorities|pillars?|(?-i:Targets?|Questions)|formula|category|state[ ]route|h\.r\.|s\.|law|p\.l\.|public[ ]law|pub\.[ ]l\.)[ \u00a0]?(?:\(?[#:.№]?[ ]?)(?:\d{1,4}(?:\(\w\))?(?:,[ ]?|[ ]?(?:and|or|to|-|–)[ ]?)){0,4}$",
    re.IGNORECASE,
)
_NAMING = re.compile(r"(?:recommendation|option|objective|finding|priorit|pillar|target|question)", re.IGNORECASE)
_NAMED_SO = re.compile(r"\d{1,3}(?![\d,])(?![ ](?:of|thousand|million|billion)\b)")
"""Such a thing's number is small and stands right behind it: "Target: 2,000 new homes", "recommendations, 45 of which" count."""
_SEVERAL = re.compile(r"[a-z]{4,}(?<![su])s[ ]$")
"""Several things, which number so many; "bus number 47", "class number 2" are none."""
_BUILDS = re.compile(
    r"(?:^|[.;:,“\"][ ]?|\b(?:to|is|are|was|were|be|been|of|by|for|on|and|start|starts|started|begin|began|keep|kept|”)[ ])$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\d[\d,.]*(?:[ ](?:thousand|million|billion|lakh|crore))?[ ](?:[a-z-]+[ ]){0,2}?(?!across|towards|ours?\b)(?:[a-z]{2,}s|people)\b"
)
"""A number with what it counts behind it."""
_THIS = re.compile(r"\b(?:that|this|each|every|same|any|next|last|previous|following)[ ]$", re.IGNORECASE)
_DAYS = frozenset({"day", "week"})
_SOFT_REFERENCE = frozenset(
    [
        "day",
        "week",
        "game",
        "group",
        "class",
        "stage",
        "round",
        "line",
        "grade",
        "level",
        "type",
        "order",
        "case",
        "part",
        "parts",
        "number",
        "numbers",
        "model",
        "act",
        "call",
        "area",
    ]
)
_NAME_TAIL = re.compile(r"[A-Za-z][-‑–]$")
_ORDINAL_TAIL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.])(?:\+\d{1,3}[-. ]?)?(?:\(\d{2,4}\)[ ]?|\d{2,4}[-. /])(?:\d{2,4}[-. /]){1,3}\d{3,4}(?![\w])")
_MILLIONS = re.compile(
    r"[1-9]\d{0,2}(?:(?:\.\d{3}){2,4}|(?:[ \u00a0\u202f]\d{3}){2,4})(?![\w.-])"
    r"(?=[ \u00a0](?:(?:cubic|square|metric|new|foreign)[ ])?(?:[a-z]{3,14}s|people|ha|kg|t|m³|euro|yuan)\b(?<!days)(?<! was)(?<! this)(?<! has)|,\d\d?(?!\d))"
)
"""Groups set apart by points or spaces with what they count behind them ("49.500.000 tons"), which no telephone has."""
_TECHNICAL = re.compile(
    r"\bP5\+1\b|\b(?:SDG|MDG|ESG)s?[ ]\d{1,2}(?:\.\d)?\b|\b\d{1,3}[ ]U\.S\.[ ]\d{1,4}\b|"
    r"https?://\S{1,300}|www\.\S{1,300}|\S{1,64}@\S{1,64}\.\w+|\b\d{1,4}(?:[/.-])\d{1,2}(?:[/.-])\d{2,4}\b|\b(?:[01]?\d|2[0-4]):[0-5]\d(?::\d{2})?(?:\b|(?=[AP]M))|"
    r"\b\d{3,5}[*x×]\d{3,5}\b|\[\d{1,3}(?:[,–-][ ]?\d{1,3}){0,8}\]|\b(?:19|20)\d\d[ ]?[-–—/][ ]?\d\d(?:\d\d)?\b|\b\d{1,2}/\d{1,2}\b(?=/)|"
    r"\b\d{1,5}(?:[-–]\d{1,5}){2,}\b|\b[A-Za-z]{1,6}\d{1,6}[A-Za-z0-9-]*|(?<![\w])['’]\d0s\b|\b\d{2,4}0['’]?s\b|(?i:\b(?:early|mid|late|over|under|the|his|her|their|my|our|its))[- ](?:\w+[- ])?\d{1,2}['’]?s\b|\b[2-9]0s[ ](?:and|or|to)[ ][2-9]0s\b|\b24/7\b|\b9/11\b|\b911(?=[ ](?:call|dispatch|operator|emergenc|system|line|tape|record)\w*)|\b\d{1,4}[A-Z]?\((?:\d{1,3}|[a-z])\)(?:\([a-z0-9]{1,4}\)){0,4}|<[A-Za-z][^<>\n]{0,400}>|\b[A-Za-z_]{2,20}=[\"'][^\"'\n]{0,80}[\"']"
)
_NOUNS_OF_YEARS = re.compile(r"[ \u00a0](?:\w+[ ])?(?:people|persons|men|women|children|soldiers|troops|workers|jobs|homes|houses|families|victims|cases|deaths|refugees|migrants|"
                             r"students|pupils|participants|patients|residents|tonnes|tons|employees|vehicles|cars|companies|firms|schools|villages|households|points|calories|members|copies|voters)\b")  # fmt: skip
_TITLE = re.compile(r"[ ][A-Z][\w’'-]*(?:[ ](?:[A-Z][\w-]*|of|the|and|for|in|to|a)){0,5}(?P<close>[”\"’'»])(?!\w)")
_MARKS = {"“": "”", '"': '"', "‘": "’'", "'": "'’", "«": "»", "’": "’"}
_PLURAL_BEHIND = re.compile(r"[ ](?:[a-z-]{3,14}[ ])?(?!was\b|has\b|is\b)[a-z]{3,14}s\b")
_COUNTS = re.compile(
    r"\b(?:for|some|only|nearly|almost|over|than|another|(?:total|figure|number|sum)[ ]of|has|had|have|were|are|built|granted|approved|"
    r"delivered|created|employs?|employed|plans?|sold|bought)[ ]$",
    re.IGNORECASE,
)
_PLURAL_VERB = re.compile(r"[ ](?:were|are|have|had)\b")
_NUMBERING = re.compile(r"(?:[.)]|[.](?=\s))(?=\s|$)")
_SCORE_CUE = re.compile(
    r"\b(?:won|win|beat|lost|lose|defeat\w*|victory|score\w*|lead|led|draw|drew|vote[ds]?|ruling|ruled|decision|record)\b",
    re.IGNORECASE,
)


def technical_spans(text: str, start: int, end: int, numbering: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Stretches in which no number is a claim: addresses, numeric dates, clock times, telephone numbers, seasons, codes.

    Args:
        text: The text.
        start: Where to start.
        end: Where to end.
        numbering: Numbers of sections and items, of the whole text, in order.

    Returns:
        Spans in order, apart from each other.
    """
    out = [m.span() for m in _TECHNICAL.finditer(text, start, end)]
    out += [m.span() for m in _PHONE.finditer(text, start, end) if not _MILLIONS.match(text, m.start(), end)]
    out += numbering[bisect_left(numbering, (start, start)) : bisect_left(numbering, (end, end))]
    merged: list[tuple[int, int]] = []
    for s, e in sorted(out):
        if merged and s < merged[-1][1]:
            merged[-1] = merged[-1][0], max(e, merged[-1][1])
        else:
            merged.append((s, e))
    return merged


def is_year(text: str, start: int, end: int, value: float) -> bool:
    """Whether plain digits without a unit are a year, judged by size and neighbours."""
    if end - start != 4 or not 1000 <= value < 2101:
        return False
    if _NOUNS_OF_YEARS.match(text, end) and not re.search(
        r"\b(?:in|the|of|by|since|his|her|their|this|its)[ ]$", text[max(0, start - 7) : start], re.IGNORECASE
    ):
        return False
    if value < 1400 and (is_plural_subject(text, end) or _is_counting(text, start, end)):
        return False  # "of the 1,590 votes, 1128 were for her", "consents for 1187 new dwellings"
    return value >= 1400 or bool(_YEAR_LEAD.search(text[max(0, start - 16) : start]))


def _is_counting(text: str, start: int, end: int) -> bool:
    """Whether plain digits count the plural noun behind them: "consents for 1187 new dwellings", and not "after 1066 nobles fled"."""
    return _PLURAL_BEHIND.match(text, end) is not None and _COUNTS.search(text[max(0, start - 16) : start]) is not None


def is_title(text: str, start: int, end: int) -> bool:
    """Whether a number begins what stands in marks and capitals: the film '21 Grams'."""
    marks = _MARKS.get(text[start - 1 : start])
    found = _TITLE.match(text, end) if marks else None
    return found is not None and found["close"] in (marks or "")


def is_plural_subject(text: str, end: int) -> bool:
    """Whether a plural verb stands behind a number, which no year has."""
    return _PLURAL_VERB.match(text, end) is not None


def is_date_part(text: str, start: int, end: int, value: float, *, bare: bool) -> bool:
    """Whether a number is the day of a date or a clock time."""
    if value != int(value):
        return bool(_CLOCK_AFTER.match(text, end)) and value < 24
    left = text[max(0, start - 24) : start]
    if bare and 1 <= value <= 31 and end - start <= 2:
        if _MONTH_BEFORE.search(left) and not _is_modal_may(text, start):
            return True
        if (_MONTH_AFTER.match(text, end) and not re.match(r"[ ]may[ ]", text[end : end + 5])) or _MONTH_LIST.search(left):
            return True
    return 0 <= value <= 2400 and bool(_CLOCK_AFTER.match(text, end))


def _is_modal_may(text: str, start: int) -> bool:
    return bool(re.search(r"(?<![A-Z])may[ ]$", text[max(0, start - 5) : start]))


def is_reference(text: str, start: int, *, has_unit: bool) -> bool:
    """Whether a number is led by a word that numbers things ("section 4", "No. 3"), weighing soft words against a unit."""
    m = _REFERENCE.search(text[max(0, start - 48) : start])
    if not m or (m[0].rstrip().endswith(".") and text[start].isalpha()):
        return False  # "at present volumes. Half of it"
    if _NAMING.match(m[0]) and (":" in m[0] or _NAMED_SO.match(text, start) is None):
        return False
    lead = re.match(r"[A-Za-z]+", m[0])
    soft = lead is not None and lead[0].lower() in _SOFT_REFERENCE
    verb = m[0].startswith("number") and (
        re.match(r"\d{1,3},\d{3}", text[start : start + 7])
        or (m[0] == "number " and _SEVERAL.search(text[max(0, start - 48) : start - len(m[0])]))
    )
    counts = m[0].startswith("building") and _COUNTED.match(text, start) is not None
    counts = counts and _BUILDS.search(text[max(0, start - 48) : start - len(m[0])]) is not None
    if lead is not None and lead[0].lower() in _DAYS and _THIS.search(text[max(0, start - 48) : start - len(m[0])]):
        return False  # "On that day 1,093 of 1,885 units had one"
    if has_unit or verb or counts:
        return False  # "births are to number 3,800", "the associations number 47", "building 110,000 homes"
    return not soft or m[0][0].isupper() or (m[0][-1] in "# " and not has_unit)


def is_code(text: str, start: int, end: int, passage_start: int) -> bool:
    """Whether digits are part of a name or code: letters touch them, a leading zero, an ordinal, a list's numbering."""
    left, after = text[max(0, start - 2) : start], text[end : end + 1]
    if _NAME_TAIL.search(left) and not re.search(
        r"\b(?:pre|mid|post|non|sub|over|under|a|an|to|the|us|of|and|some|all|just|now|by|up)[-–]$",
        text[max(0, start - 6) : start],
        re.IGNORECASE,
    ):
        return True
    digits = text[start:end]
    if digits.isdigit() and len(digits) > 1 and digits[0] == "0":
        return True
    if _ORDINAL_TAIL.match(text, end):
        return True
    if after and (after.isalpha() or after in "_@"):
        return True
    if left[-1:] in {"#", "@", "_", "№"}:
        return True
    return start == passage_start and bool(_NUMBERING.match(text, end))


def is_score(text: str, start: int, end: int) -> bool:
    """Whether "3-2" is the score of a game or vote: something is won, lost or decided near it."""
    return bool(_SCORE_CUE.search(text, max(0, start - 40), min(len(text), end + 30)))

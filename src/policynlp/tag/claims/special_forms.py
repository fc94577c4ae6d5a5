"""Forms of a number that only its neighbours tell: half an hour, a metre and a half, a ratio, an age behind a name."""

# ruff: noqa: E501 (patterns are read by the line)
from __future__ import annotations

import re
from bisect import bisect_right

from spacy.tokens import Token

from policynlp.tag.claims import unit_table
from policynlp.tag.claims.document_reading import Reading
from policynlp.tag.claims.figure import OLDEST, Figure
from policynlp.tag.claims.fraction_words import is_a_half
from policynlp.tag.claims.numbers import Number
from policynlp.tag.people.roles import KINSHIP, role_head
from policynlp.tag.quotes.source_nouns import PEOPLE_NOUNS
from policynlp.tags import ClaimKind

_OF_HUNDRED = re.compile(r"[ ]to[ ](\d{1,3})(?![\d.,:]\d)")
_RATIO_LEAD = re.compile(r"\b(?:ratio|odds)[ ](?:of|is|was|at)[ ](?:about[ ])?$", re.IGNORECASE)
_PART_OF_UNIT = re.compile(r"[ ](?P<of>of[ ])?an?[ ](?P<unit>[a-z]{3,12}(?:[ ]point)?)\b")
"""As in "half a hectare", "a quarter of an acre"."""
_WHICH_HALF = re.compile(r"\b(?:first|second|last|final|latter|other)[ ]$", re.IGNORECASE)
_LEAD_CHARS = 12
_LENGTHS = frozenset({"mile", "kilometer", "meter"})
_AND_HALF = re.compile(r"\ban?[ ](?P<unit>[a-z]{3,12})[ ]and[ ]$", re.IGNORECASE)
"""As in "a metre and a half"."""
_WAS_AGED = re.compile(
    r"\b(?:(?:when|since|until|before|after)[ ](?:he|she|i|they)[ ](?:was|were)|(?:he|she|who)[ ]turn(?:ed|s)|(?:,[ ]who|(?<![\w'’])(?:he|she))[ ]is|(?:children|kids|people|those|adults|women|men|boys|girls|pupils|residents|persons|are)[ ](?:aged[ ])?(?:under|over|below|above))[ ]$",
    re.IGNORECASE,
)
_GROUP_IS = re.compile(
    r"\b(?:people|persons|inhabitants|residents|citizens|women|men|adults|workers|patients|members|voters|pensioners|teachers|nurses|doctors|farmers|[Tt]hey|who|of them)"
    r"[ ](?:(?:will|would|now|already|still)[ ])?(?:be|are|were)[ ](?:aged[ ])?(?:over|under|above|below|older[ ]than|younger[ ]than)[ ]$"
    r"|\b(?:is|are|was|were|be|been)[ ](?:(?:now|already|still)[ ])?(?:older|younger)[ ]than[ ]$"
)
"""As in "one in three inhabitants will be over 67 by 2040"."""
_GROUP_AGE_ENDS = re.compile(r"[.,;)]|$|[ ](?:by|in(?![ ]number)|and|or|years?[ ]old|when|today|now|according)\b")
_PARENT = re.compile(r"\b(?:mother|father|parent|mum|mom|dad|grandmother|grandfather)[ ]of[ ][\w-]{1,12},[ ]$", re.IGNORECASE)
_AGE_GROUP = re.compile(
    r"\b(?:youths?|young|aged?|women|men|girls|boys|adults|children|pupils|elderly|population|(?:un)?employ\w+|labou?r force)\b[^.;()]{0,24}\((?:aged?[ ])?(?:\d{1,2}[ ]?[-–][ ]?)?$",
    re.IGNORECASE,
)
_LASTS = re.compile(r"\b(?:expectancy|terms?|sentences?|time|average|career|service|experience|prison|jail)\b", re.IGNORECASE)
"""In front of years that last: "prison terms for young men (10-20 years)"."""
_AGES_CLOSED = re.compile(r"\)|[ ](?:and[ ](?:over|above|older)|or[ ](?:over|older))\b")
_IN_BRACKETS = re.compile(r"(?<!\bthe )(?<!\bThe )\b[A-Z][\w'’.-]+[ ](?:[a-z]{2,3}[ ])?[A-Z][\w'’-]+[ ]\($")
_BRACKETED = re.compile(r"[A-Z][\w'’-]+[ ]\(\d{1,3}\)")
_SCORED = re.compile(r"\b(?:scor\w+|goals?|runs?|wickets?|votes?|seats?|points?|names?|mentions?)\b", re.IGNORECASE)
"""Where numbers behind names in brackets count what each has."""
_VICTIMS = re.compile(
    r"\b(?:victims?|kill\w*|died|dead|injured|hurt|wounded|missing|drowned|arrested|accused|charged|suspects?|jailed|convicted|aged?|identified|surviv\w+)\b",
    re.IGNORECASE,
)
"""Where several names have their ages behind them."""
_NEAR_CHARS = 200
_LISTED = re.compile(r",[ ]\d")
_LEAST_AT_WORK = 16
_LEARNERS = frozenset(
    {"student", "pupil", "apprentice", "player", "singer", "actor", "actress", "swimmer", "gymnast", "skater"}
)
_AGENTS = ("ician", "arian", "ologist", "workman", "woman", "fisherman", "holder", "keeper")
_NOBODY = frozenset(
    str.split(
        "public community majority minority percent audience crowd staff crew establishment left right other many some few all most half one family"
    )
)
_AGE_ENDS = re.compile(
    r"[.,;)]|$|[ ](?:years?[ ]old|will|can|could|may|have|has|had|die|died|suffer|suffered|need|needed|in|on|at|are|were|is|was|who|last|this|and|but|his|her|drives?|when)\b"
)
_AVERAGE_IS = re.compile(
    r"\b(?:average|typical|median|mean)[ ](?:(?!(?:of|per|for|in|with|by|an?|the|on|to)\b)[\w'’-]+[ ]){0,4}?(?P<who>[a-z-]{3,20})[ ](?:is|was|has turned|turned)[ ]"
    r"(?:(?:now|already|just|still|about|around|nearly|almost|over|under|only|well|more|less|than|aged|roughly)[ ]){0,3}$",
    re.IGNORECASE,
)
"""As in "the typical first-time buyer is now": a number behind it is the age."""
_AGE_IS = re.compile(
    r"\b(?:(?:average|mean|median|minimum|maximum|typical|retirement|school-leaving|pension|pensionable|voting|legal)[ ]ages?)\b"
    r"(?:[ ](?:of|at|for|among)[ ](?:[^\W\d][\w'’-]*[ ]){1,9}?|[ ])(?:is|was|stands[ ]at|stood[ ]at|(?:(?:has|had)[ ])?(?:risen|rose|fallen|fell)[ ]to|reached)[ ]"
    r"(?:(?:now|already|just|still|about|around|nearly|almost|over|under|only|well|more|less|than)[ ]){0,3}$",
    re.IGNORECASE,
)
"""As in "the average age of those who remain is": where the verb is too far for the parser to see it."""
_CLAUSE_ENDS = re.compile(r"\s*(?:[.;)]|$)|,? (?:and|but|while|up|down|against|compared)\b|,\s")
_AVERAGE_CHARS = 100
_YOUNGEST_MEAN = 12
_AFTER_AGE = frozenset({"VBD", "VBZ", "VBP", "MD", "DT"})


def _unit_named(word: str) -> tuple[str, ClaimKind] | None:
    """Name and kind of a unit of which there are parts."""
    if word in {"percent", "percentage point"}:
        return word.replace(" ", "_"), "percent"
    name, kind = unit_table.WORDS.get(word, ("", ""))
    if kind == "duration":
        return name, "duration"
    return (name, "measure") if kind == "measure" else None


def _is_part_of_unit(reading: Reading, part: re.Match[str], *, lead: str, name: str, kind: ClaimKind) -> bool:
    """Whether words behind a fraction are a unit of which it is a part, as in "half an hour's drive", "a quarter of an acre".

    Not "half of a day centre's users", "a third of a second term", "a fifth of a year's output", "the first half of a year".
    """
    unit = reading.doc[reading.token_at(part.end() - 1)]
    behind = reading.doc[unit.i + 1] if unit.i + 1 < len(reading.doc) else None
    if _WHICH_HALF.search(lead) is not None or unit.tag_ != "NN":
        return False
    if behind is not None and behind.tag_ == "POS":
        return not part["of"]
    walked = not part["of"] and (kind == "duration" or name in _LENGTHS)  # "half an hour show", "half a mile walk"
    return walked or not (behind is not None and behind.pos_ in {"NOUN", "PROPN"} and behind.idx == part.end() + 1)


def special_form(reading: Reading, f: Figure, start: int, end: int) -> None:
    """As in "half an hour", "a ratio of 3 to 2", "Jane Roe, 54, the director": forms that only their neighbours tell.

    Args:
        reading: The document.
        f: The figure of a number; changed where it has such a form.
        start: Offset of its passage.
        end: Where that ends.
    """
    n, text = f.number, reading.text
    part = _PART_OF_UNIT.match(text, n.end, end) if n.form == "fraction" else None
    if part is not None and (known := _unit_named(part["unit"])):
        lead = text[max(start, n.start - _LEAD_CHARS) : n.start]
        if _is_part_of_unit(reading, part, lead=lead, name=known[0], kind=known[1]):
            f.unit, f.kind, f.end, f.direct = *known, part.end(), True
    if n.form == "fraction" and f.kind == "ratio" and (unit := _AND_HALF.search(text, max(start, n.start - 32), n.start)):
        found = unit_table.WORDS.get(unit["unit"].lower())
        if found is not None and found[1] in {"measure", "duration"} and is_a_half(text, n.start, n.end):
            f.start, f.value, f.unit, f.kind, f.direct = unit.start(), 1 + n.value, found[0], found[1], True  # type: ignore[assignment]
            n.start = f.start
    left = text[max(start, n.start - 40) : n.start]
    group = _AGE_GROUP.search(left) if f.kind == "duration" and f.unit == "year" and not _LASTS.search(left) else None
    closed = _AGES_CLOSED.match(text, f.end) if group is not None else None
    if group is not None and closed is not None and (f.high is not None or group[0][-1] != "(" or closed[0] != ")"):
        f.kind = "age"  # "youth unemployment (15-24 years)"
    if f.kind != "count" or f.direct or n.form not in {"digits", "words"}:
        return
    to = _OF_HUNDRED.match(text, n.end, end) if n.form == "digits" and _RATIO_LEAD.search(left) else None
    if to and float(to[1]):
        f.value, f.kind, f.unit, f.direct = n.value / float(to[1]), "ratio", "fraction", True
        f.end = n.end = to.end()
    elif (
        (n.plain or n.form == "words")
        and 1 <= n.value <= OLDEST
        and _WAS_AGED.search(left)
        and _AGE_ENDS.match(text, n.end, end)
    ):
        f.kind, f.unit, f.direct = "age", "year", True  # "when he was 12", "children under five"
    elif (
        n.plain
        and n.form == "digits"
        and n.value <= OLDEST
        and _GROUP_IS.search(left)
        and _GROUP_AGE_ENDS.match(text, n.end, end)
    ):
        f.kind, f.unit, f.direct = "age", "year", True  # "a third of residents will be over 67"
    elif _is_average_age(text, f, start):
        f.kind, f.unit, f.direct = "age", "year", True  # "the average nurse is fifty-four and a half"
    elif (
        n.plain
        and n.form == "digits"
        and 10 <= n.value <= OLDEST
        and n.value == int(n.value)
        and (_is_set_off(text, left, n) or _is_aged(reading, n))
    ):
        named = n.start - (2 if left.endswith((", ", " (")) else 1)
        person = bisect_right(reading.persons, named) - 1
        noun = reading.doc[reading.token_at(named - 1)]
        young = noun.lower_ in KINSHIP or noun.lower_ in _LEARNERS or role_head(noun.lower_) is None
        old = young or n.value >= _LEAST_AT_WORK
        job = old and not _LISTED.match(text, n.end) and _is_person(noun)
        told = left.endswith(", ") and (_PARENT.search(left) or job)
        if told or (person >= 0 and reading.persons[person] == named):
            f.kind, f.unit, f.direct = "age", "year", True


def _is_set_off(text: str, left: str, n: Number) -> bool:
    """Whether a number stands between commas or in brackets: "Jane Roe, 54, said", "Jane Roe (54)"."""
    behind = text[n.end : n.end + 1]
    if left.endswith(", "):
        return behind in {",", ".", ";"}
    if behind != ")" or not _IN_BRACKETS.search(left):
        return False
    begin = text.rfind("\n", max(0, n.start - _NEAR_CHARS), n.start) + 1 or max(0, n.start - _NEAR_CHARS)
    near = text[begin : n.end + _NEAR_CHARS].partition("\n")[0]
    several = len(_BRACKETED.findall(near)) > 1 and not _VICTIMS.search(near)
    return not several and not _SCORED.search(near)


def _is_person(token: Token) -> bool:
    """Whether a noun is of one person: "the retired electrician, 71, said"; a committee has members."""
    low = token.lower_
    if low in KINSHIP:
        return True
    people = low in PEOPLE_NOUNS or role_head(low) is not None or low.endswith(_AGENTS)
    return token.tag_ == "NN" and people and low not in _NOBODY


def _is_average_age(text: str, f: Figure, start: int) -> bool:
    """Whether a number is said to be what the average person of a kind is."""
    n = f.number
    if not _YOUNGEST_MEAN <= n.value <= OLDEST or n.scale != 1 or not _CLAUSE_ENDS.match(text, n.end):
        return False
    lead = text[max(start, n.start - _AVERAGE_CHARS) : n.start]
    if _AGE_IS.search(lead) is not None:
        return True
    found = _AVERAGE_IS.search(lead)
    return found is not None and found["who"].rpartition("-")[2].lower() in PEOPLE_NOUNS


def _is_aged(reading: Reading, n: Number) -> bool:
    """Whether a number right behind a name may be an age, in a text that lost its commas ("Mark Weddle 55 started work")."""
    if reading.text[n.start - 1 : n.start] != " " or reading.text[n.end : n.end + 1] != " ":
        return False
    after = reading.token_at(n.end + 1)
    return after < len(reading.doc) and (reading.doc[after].tag_ in _AFTER_AGE or reading.doc[after].lower_ in {"of", "who"})

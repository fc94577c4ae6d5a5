"""Numbers that are one amount: "3 dollars 50 cents", "one pupil in five", "93 deaths per 1,000", "three deaths for every two births"."""

# ruff: noqa: E501 (patterns and tables are read by the line)
from __future__ import annotations

import re

from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.fraction_words import is_a_half

FROM = re.compile(
    r"\bfrom[ ](?:about |around |nearly |some |roughly |just |over |under |only |a |an |the |just over |just under |more than |less than |a low of |a high of |a peak of |a record )?(?:[$€£¥]|[A-Z]{3} ?)?$",
    re.IGNORECASE,
)
_RATIO_GAP = re.compile(r"[ ](?:out of(?: every)?|in(?: every)?|of every)[ ]", re.IGNORECASE)
_ONE_OF_THEM = re.compile(
    r"[ ][A-Za-z]{3,14}(?:[ ]of[ ][a-z]{3,14})?[ ]in(?: every)?[ ]|[ ](?:[a-z-]{3,14}[ ]){1,3}out of every[ ]"
)
_SOME_OF_THEM = re.compile(r"[ ][a-z]{3,14}s[ ]out of[ ]")
"""As in "two deliveries out of three"."""
_ONE_OF_TWO_WORDS = re.compile(r"[ ](?:[a-z-]{3,14}(?:['’]s?)?[ ]){2,3}in[ ]")
_OWNED = re.compile(r"['’]s?[ ]")
"""As in "one doctor's post in four at the county's hospitals": a thing of somebody's is no member of a place."""
_PREDICATE = re.compile(
    r"\s*(?:[.,;:)—–]|$)|[ ](?:is|was|are|were|has|had|have|does|did|can|could|will|would|may|might|now|still|never|who|that|lives?|gets?|goes|left|stood|went|came|lost|took|"
    r"sits?|stands?|lies|remains?|goes|works?|needs?|[a-z]+ed)\b"
)
"""Behind "one social tenant in twelve", and not behind "one senior official in twelve" ministries."""
_SOME_IN = re.compile(
    r"[ ](?:[a-z-]{3,14}[ ])?(?:[a-z]{2,14}s|people|children|[a-z]*(?:men|women))[ ](?:of[ ][a-z]{3,14}[ ])?(?:in|out of)(?: every)?[ ]"
)
"""As in "two municipalities in five", "nine public contracts in ten"."""
_DO = re.compile(
    r"\s*(?:[.,;:)—–]|$)|[ ](?:is|was|are|were|has|had|have|does|did|do|can|could|will|would|may|might|must|should|now|still|never|also|who|"
    r"that|which|live|work|go|come|get|say|went|came|left|lost|took|fell|rose|grew|got|kept|gave|made|paid|sold|held|met|began|"
    r"[a-z]+ed(?=[ ](?:the|an?|by|in|to|on|for|that|with|at|its|their|his|her|from|out|up|no|it|him|them|under|over|as|less|more|not)\b|[.,;]))\b"
)
"""Behind them; "two men in ten armed raids" are no share."""
_PLACED = re.compile(r"[ ](?:in|on|at|across|among)[ ](?:the|an?|all|this|these|its|their|[a-z]{3,12}[ ][a-z]{3,14}s?)\b")
"""As in "about six households in ten in the region"."""
_CLOSED = re.compile(r"\s*(?:[.,;:)—–]|$)")
_HEDGED = re.compile(
    r"\b(?:nearly|almost|about|roughly|around|some|over|under|(?:more|less|fewer) than|up to|at least|close to)[ ]$",
    re.IGNORECASE,
)
_UNITS_OF = re.compile(r"[ ](?:of[ ][a-z]{3,14}[ ])?in every[ ]|[ ](?:out )?of every[ ]|[ ]for every[ ]")
"""Between the two numbers of "six hectares of pasture in every ten", "Sh8 out of every Sh1,000", "156 litres for every 100"."""
_SO_MANY_FOR = re.compile(r"[ ][a-z]{3,14}[ ]for every[ ]", re.IGNORECASE)
_SMALL = 20
_MOST_OF_ONE = 99
_BEFORE_ONE = re.compile(
    r"(?:^|[.;:,!?(“\"\n]\s*|\b(?:that|some|about|nearly|almost|around|than|roughly|only|just|but|for|by|is|was|if|where|says?|said|least|"
    r"to|put|at|affects?|affected|hits?)\s)$",
    re.IGNORECASE,
)
_ON_A = re.compile(
    r"\s(?:of|on|in|at|across)\s(?:the|an?|all|this|these|its|their)\b|\s(?:is|was|has|had|will|now|still|never)\b|\s*[.,;]"
)
"""Behind "one sailing in 18"; "one officer in 12 districts" is no share."""
_OF_WHOM = re.compile(r"\s(?:of\b|(?!in\b|on\b|to\b|and\b|or\b)[a-z])")
_RATE_GAP = re.compile(r"[ ](?:[a-z-]{3,20}[ ]){0,2}(?:per|for every|in every|out of every|in)[ ]", re.IGNORECASE)
_SUBUNITS = {
    "cent": frozenset({"USD", "EUR", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "ZAR", "KES"}),
    "pence": frozenset({"GBP"}),
}
_INCHES = re.compile(
    r"[ ]in(?:\.|\b)(?![ ](?:(?:the|a|an|his|her|its|their|january|february|march|april|may|june|july|august)\b|[A-Z]|\d))"
)
_ROUND_WHOLES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000, 10_000, 1e5, 1e6})
_MOST_OF_ALL = 100
_RATE_BASES = frozenset({100.0, 1e3, 1e4, 1e5, 1e6})


def is_from(text: str, start: int, f: Figure) -> bool:
    """Whether a figure is what something went from, in a passage that starts there."""
    return FROM.search(text[max(start, f.start - 40) : f.start]) is not None


class Ratios:
    """Joins the parts of one amount, and numbers that are a part and its whole.

    Attributes:
        text: What is read.
        start: Offset of the passage.
    """

    def __init__(self, text: str, *, start: int) -> None:
        self.text, self.start = text, start

    def join(self, drafts: list[Figure]) -> list[Figure]:
        """The figures that remain when parts of one amount are one."""
        return self._ratios(self._subunits(drafts))

    def _subunits(self, drafts: list[Figure]) -> list[Figure]:
        """As in "3 dollars 50 cents", "5 feet 2 inches", "15 dollars 50" are one amount each."""
        parts = {
            ("year", "month"): 12.0,
            ("foot", "inch"): 12.0,
            ("kilogram", "gram"): 1000.0,
            ("hour", "minute"): 60.0,
            ("pound", "ounce"): 16.0,
        }
        out: list[Figure] = []
        for f in drafts:
            if out:
                p = out[-1]
                gap = self.text[p.end : f.start]
                halved = gap == " and " and f.number.form == "fraction" and is_a_half(self.text, f.start, f.end)
                if halved and p.direct and p.kind in {"duration", "measure"}:
                    p.value, p.end = p.value + f.value, f.end  # "two hours and a half"
                    continue
                if gap == "-" and p.unit == "foot" and not f.direct and f.number.plain and f.value < 12:
                    p.value, p.end = p.value + f.value / 12, f.end  # "6-foot-4"
                    continue
                if gap in {" ", " and ", ", "} and p.high is None:
                    factor = parts.get((p.unit or "", f.unit or ""))
                    if p.kind == "money" and p.unit in _SUBUNITS.get(f.unit or "", ()) and gap != ", ":
                        factor = 100.0
                    if (
                        p.unit == "hour"
                        and f.unit == "meter"
                        and gap == " "
                        and self.text[f.end - 1] == "m"
                        and p.end - p.number.end == 1
                    ):
                        factor = 60.0  # "2h 40m"
                    if p.unit == "foot" and not f.direct and gap == " " and _INCHES.match(self.text, f.end):
                        factor, f.end = 12.0, f.end + 3
                    bare = not f.direct and f.number.scale == 1.0 and 0 < f.value < 100 and p.number.scale == 1.0
                    if (
                        p.kind == "money"
                        and bare
                        and gap != ", "
                        and p.end != p.number.end
                        and not self.text[f.end : f.end + 2].strip("., ")
                    ):
                        factor = 100.0
                    if factor and f.value < factor and p.value == int(p.value):
                        p.value, p.end = p.value + f.value / factor, f.end
                        p.kind = "age" if f.kind == "age" else p.kind  # "three years and two months old"
                        continue
            out.append(f)
        return out

    def _ratios(self, drafts: list[Figure]) -> list[Figure]:
        out: list[Figure] = []
        for f in drafts:
            p = out[-1] if out else None
            if p is not None and (self._is_part_of(p, f) or self._are_some_of(p, f)):
                p.value, p.kind, p.unit, p.end = p.value / f.value, "ratio", "fraction", f.number.end
                p.number.form, p.number.end, p.last = "fraction", f.number.end, f.last
                continue
            if (
                p is not None
                and not p.direct
                and p.number.end == p.end
                and p.high is None
                and (p.value == int(p.value) or f.value in _RATE_BASES)
            ):
                gap = self.text[p.end : f.start]
                m = _RATIO_GAP.fullmatch(gap) or (
                    self._one_of_them(gap, f.end) if p.value == 1 and p.number.form == "words" else None
                )
                loose = m is not None and gap.strip().lower().endswith("in")
                round_whole = f.value in _ROUND_WHOLES
                rate = f.value in _RATE_BASES and f.number.form == "digits" and _RATE_GAP.fullmatch(gap) is not None
                if rate and p.value < f.value and not p.direct and f.kind == "count" and not f.direct:
                    self._earlier_rate(out, p, f.value)
                    p.value, p.kind, p.unit, p.end, p.direct = p.value / f.value, "ratio", "fraction", f.number.end, True
                    p.number.end, p.last = f.number.end, f.last
                    continue
                if m is None and p.number.form == f.number.form == "words" and p.value < f.value <= _SMALL:
                    told = _PREDICATE.match(self.text, f.end) or _PLACED.match(self.text, f.end)
                    m = _SOME_OF_THEM.fullmatch(gap) if told else None
                if m is None and f.number.form == "words" and _SO_MANY_FOR.fullmatch(gap) and 0 < f.value <= _SMALL >= p.value:
                    p.value, p.kind, p.unit, p.direct = p.value / f.value, "ratio", "fraction", True
                    p.end = p.number.end = f.number.end
                    p.last = f.last
                    continue  # "three deaths for every two births"
                worded = (
                    p.value == 1
                    and p.number.form == "words"
                    and (f.number.form == "words" or (f.number.plain and f.value <= _MOST_OF_ONE and self._is_one_of(p, f)))
                )  # "one in eleven", "one household in fourteen", "one in 14"
                if (
                    m
                    and 0 < p.value < f.value
                    and (not loose or (p.value < 10 and (round_whole or worded) and f.kind == "count"))
                ):
                    p.value, p.kind, p.unit, p.end, p.direct = p.value / f.value, "ratio", "fraction", f.number.end, True
                    p.number.form = "fraction"
                    p.number.end = f.number.end
                    p.last = f.last
                    continue
            out.append(f)
        return out

    def _is_one_of(self, one: Figure, whole: Figure) -> bool:
        """Whether "one in 14" is one of so many: no "phase one in 14 districts", nor "one in 21." of two years."""
        named = _ONE_OF_THEM.fullmatch(self.text, one.end, whole.start) is not None
        return (
            _BEFORE_ONE.search(self.text[max(0, one.start - 14) : one.start]) is not None
            and (_ON_A.match(self.text, whole.end) if named else _OF_WHOM.match(self.text, whole.end)) is not None
        )

    def _one_of_them(self, gap: str, end: int) -> re.Match[str] | None:
        """What stands between "one" and the number of all, up to `end`: "household in", "social tenant in" before a predicate."""
        two = _ONE_OF_TWO_WORDS.fullmatch(gap)
        owned = two is not None and _OWNED.search(two[0]) is not None and _ON_A.match(self.text, end) is not None
        goes_on = owned or (
            two is not None and _PREDICATE.match(self.text, end) is not None and self.text[end : end + 1] == " "
        )
        return _ONE_OF_THEM.fullmatch(gap) or (two if goes_on else None)

    def _is_part_of(self, p: Figure, f: Figure) -> bool:
        """As in "one tonne in fourteen goes by rail": a share, though its first number has a unit."""
        bare = f.kind == "count" and not f.direct
        if p.kind not in {"measure", "money"} or not (bare or f.unit == p.unit) or p.high is not None or not f.value > 0:
            return False
        gap = self.text[p.end : f.start].lower()
        words = f.number.form == "words" or (
            f.number.plain and f.value <= _MOST_OF_ONE and self.text.startswith(" of ", f.number.end)
        )
        worded = p.value == 1 and p.number.form == "words" and words
        if _UNITS_OF.fullmatch(gap):
            return p.value > 0 if gap == " for every " else 0 < p.value < f.value
        return bare and gap == " in " and worded and p.value < f.value

    def _are_some_of(self, p: Figure, f: Figure) -> bool:
        """As in "two bottles in three go to Russia", "nearly four of ten wards"."""
        if p.direct or f.direct or p.kind != "count" or f.kind != "count" or p.high is not None or f.high is not None:
            return False
        if not 1 < p.value < f.value <= _MOST_OF_ALL or p.value != int(p.value) or p.end != p.number.end:
            return False
        gap = self.text[p.end : f.start]
        if _SOME_IN.fullmatch(gap):
            hedged = _HEDGED.search(self.text[max(self.start, p.start - 12) : p.start]) is not None
            closed = _CLOSED.match(self.text, f.end) is not None  # "won three games in four."
            placed = hedged and _PLACED.match(self.text, f.end) is not None
            return f.value in _ROUND_WHOLES and (hedged if closed else placed or _DO.match(self.text, f.end) is not None)
        tens = f.value in {10, 100} and p.number.form == f.number.form == "words"
        return (
            tens
            and gap in {" of ", " out of "}
            and _HEDGED.search(self.text[max(self.start, p.start - 12) : p.start]) is not None
        )

    def _earlier_rate(self, out: list[Figure], p: Figure, base: float) -> None:
        """As in "from 93 to 37 deaths per 1,000": the first is a rate too."""
        q = out[-2] if len(out) > 1 else None
        if (
            q is not None
            and not q.direct
            and q.kind == "count"
            and self.text[q.end : p.start] == " to "
            and is_from(self.text, self.start, q)
        ):
            q.value, q.kind, q.unit, q.direct = q.value / base, "ratio", "fraction", True

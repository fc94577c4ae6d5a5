"""Numbers that belong together: subunits, ratios and rates, ranges, lists that share a unit, sums that go on in one currency."""

# ruff: noqa: E501 (patterns and tables are read by the line)
from __future__ import annotations

import re

from spacy.tokens import Doc

from policynlp.tag.claims import counts, multiples, scores, spans
from policynlp.tag.claims.figure import Figure

_RANGE_GAP = re.compile(
    r"[ \u00a0]?(?:-|–|—|−|~|‒)[ \u00a0]?|[ \u00a0](?:to|through|till|until)[ \u00a0](?:(?:about|around|nearly|over|more than|as many as|even|a)[ ])?",
    re.IGNORECASE,
)
_AND_GAP = re.compile(r"[ \u00a0]and[ \u00a0]", re.IGNORECASE)
_OR_GAP = re.compile(r"[ \u00a0]or[ \u00a0]", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween[ ](?:about |around |an estimated |roughly )?(?:[$€£¥]|[A-Z]{3} ?)?$", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:(?:about|around|nearly|almost|some|more than|over|roughly)\s+)?\W?$", re.IGNORECASE)
_LEVEL_OVER_STEP = 8.0
"""A level is many times the step that led to it; the ends of a range seldom lie so far apart (own sentences, both kinds)."""
_LATER_FROM = re.compile(
    r"(?:(?:[ ](?:this|last|next)[ ]\w+|[ ]in[ ](?:the[ ])?\w+(?:[ ]\w+)?)?,?[ ](?:(?:up[ ]|down[ ])?from|against|versus|compared[ ]with)[ ]"
    r"|[ ]on[ ](?:[\w-]+[ ]){1,4}and[ ](?:by[ ])?)(?:about[ ]|around[ ]|nearly[ ]|just[ ]|only[ ]|an?[ ])?"
)
"""As in "to 4.2 million barrels in May from 3.9 million in April", "by 0.6 points on the quarter and by 2.5 on the year"."""
_FROM = re.compile(
    r"\bfrom[ ](?:about |around |nearly |some |roughly |just |over |under |only |a |an |the |just over |just under |more than |less than |a low of |a high of |a peak of |a record )?(?:[$€£¥]|[A-Z]{3} ?)?$",
    re.IGNORECASE,
)
_LIST_GAP = re.compile(r"(?:,[ ]?|,?[ ](?:and|or|to)[ ]|[ ]?/[ ]?|,[ ](?:and|or)[ ])")
_TOLERANCE_GAP = re.compile(r"[ ]?(?:±|\+/-|\+-|\+/−)[ ]?")
_RATIO_GAP = re.compile(r"[ ](?:out of(?: every)?|in(?: every)?|of every)[ ]", re.IGNORECASE)
_ONE_OF_THEM = re.compile(r"[ ][A-Za-z]{3,14}[ ]in(?: every)?[ ]")
_OF_THIS = re.compile(r"[ ]of[ ](?:this|that|it|which)\b")
_SO_MANY_FOR = re.compile(r"[ ][a-z]{3,14}[ ]for every[ ]", re.IGNORECASE)
_SMALL = 20
_RATE_GAP = re.compile(r"[ ](?:[a-z-]{3,20}[ ]){0,2}(?:per|for every|in every|out of every|in)[ ]", re.IGNORECASE)
_SUBUNITS = {
    "cent": frozenset({"USD", "EUR", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "ZAR", "KES"}),
    "pence": frozenset({"GBP"}),
}
_INCHES = re.compile(
    r"[ ]in(?:\.|\b)(?![ ](?:(?:the|a|an|his|her|its|their|january|february|march|april|may|june|july|august)\b|[A-Z]|\d))"
)
_RATE_BASES = frozenset({100.0, 1e3, 1e4, 1e5, 1e6})


def _rate_of(f: Figure, p: Figure) -> bool:
    """Whether only the second figure names its "per": "between Tk 70 and Tk 85 a kilo"."""
    return (f.unit or "").startswith(f"{p.unit} / ")


class Joining:
    """Joins the figures of one passage.

    Attributes:
        doc, text: What is read.
        start, end: Offsets of the passage.
    """

    def __init__(self, doc: Doc, text: str, *, start: int, end: int) -> None:
        self.doc, self.text, self.start, self.end = doc, text, start, end  # `doc.text` would be built anew each time

    def join(self, drafts: list[Figure]) -> list[Figure]:
        """The figures that remain when those are joined that are one amount, with the units that they borrow."""
        drafts = self._ranges(self._ratios(self._subunits(drafts)))
        self._share_units(drafts)
        self._same_money(drafts)
        return drafts

    def _subunits(self, drafts: list[Figure]) -> list[Figure]:
        """As in "3 dollars 50 cents", "5 feet 2 inches", "15 dollars 50" are one amount each."""
        parts = {("foot", "inch"): 12.0, ("kilogram", "gram"): 1000.0, ("hour", "minute"): 60.0, ("pound", "ounce"): 16.0}
        out: list[Figure] = []
        for f in drafts:
            if out:
                p = out[-1]
                gap = self.text[p.end : f.start]
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
                        continue
            out.append(f)
        return out

    def _ratios(self, drafts: list[Figure]) -> list[Figure]:
        out: list[Figure] = []
        for f in drafts:
            p = out[-1] if out else None
            if p is not None and self._is_part_of(p, f):
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
                    _ONE_OF_THEM.fullmatch(gap) if p.value == 1 and p.number.form == "words" else None
                )
                loose = m is not None and gap.strip().lower().endswith("in")
                round_whole = f.value in {
                    2,
                    3,
                    4,
                    5,
                    6,
                    7,
                    8,
                    9,
                    10,
                    12,
                    15,
                    20,
                    25,
                    30,
                    40,
                    50,
                    100,
                    200,
                    500,
                    1000,
                    10000,
                    1e5,
                    1e6,
                }
                rate = f.value in _RATE_BASES and f.number.form == "digits" and _RATE_GAP.fullmatch(gap) is not None
                if rate and p.value < f.value and not p.direct and f.kind == "count" and not f.direct:
                    self._earlier_rate(out, p, f.value)
                    p.value, p.kind, p.unit, p.end, p.direct = p.value / f.value, "ratio", "fraction", f.number.end, True
                    p.number.end, p.last = f.number.end, f.last
                    continue
                if m is None and f.number.form == "words" and _SO_MANY_FOR.fullmatch(gap) and 0 < f.value <= _SMALL >= p.value:
                    p.value, p.kind, p.unit, p.direct = p.value / f.value, "ratio", "fraction", True
                    p.end = p.number.end = f.number.end
                    p.last = f.last
                    continue  # "three deaths for every two births"
                worded = (
                    p.value == 1 and p.number.form == f.number.form == "words"
                )  # "one in eleven", "one household in fourteen"
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

    def _is_part_of(self, p: Figure, f: Figure) -> bool:
        """As in "one tonne in fourteen goes by rail": a share, though its first number has a unit."""
        if (
            p.kind not in {"measure", "money"}
            or f.kind != "count"
            or f.direct
            or not 0 < p.value < f.value
            or p.high is not None
        ):
            return False
        gap = self.text[p.end : f.start].lower()
        worded = p.value == 1 and p.number.form == f.number.form == "words"
        return gap == " in every " or (gap == " in " and worded)

    def _earlier_rate(self, out: list[Figure], p: Figure, base: float) -> None:
        """As in "from 93 to 37 deaths per 1,000": the first is a rate too."""
        q = out[-2] if len(out) > 1 else None
        if q is not None and not q.direct and q.kind == "count" and self.text[q.end : p.start] == " to " and self._is_from(q):
            q.value, q.kind, q.unit, q.direct = q.value / base, "ratio", "fraction", True

    def _is_from(self, f: Figure) -> bool:
        return _FROM.search(self.text[max(self.start, f.start - 40) : f.start]) is not None

    def _ranges(self, drafts: list[Figure]) -> list[Figure]:
        out: list[Figure] = []
        skip = False
        for f in drafts:
            p = out[-1] if out else None
            if p is None or skip:
                out.append(f)
                skip = False
                continue
            gap = self.text[p.end : f.start]
            if len(gap) > 24:
                out.append(f)
                continue
            if _TOLERANCE_GAP.fullmatch(gap) and (not p.direct or p.unit == f.unit):
                p.end, p.bound = f.end, "about"
                if f.direct:
                    p.unit, p.kind, p.direct = f.unit, f.kind, True
                continue
            sides = scores.are_sides(self.text, self.start, p, f)
            if not sides and self._joined(p, f, gap):
                low = p.value * f.number.scale if self._borrows(p, f) else p.value
                p.value, p.high, p.end = low, f.value, f.end
                if f.direct or not p.direct:
                    p.unit, p.kind, p.direct = f.unit, f.kind, f.direct
                p.flags += [x for x in f.flags if x not in p.flags]
                p.last = f.last
                p.number.scale = f.number.scale
                p.number.plain = p.number.plain and f.number.plain
                continue
            if gap in {"-", "–", "—"} and not f.direct and not p.direct and p.number.plain and f.number.plain:
                if not sides:
                    out.pop()  # a code: 3-1
                    continue
                p.direct = f.direct = p.is_side = f.is_side = True  # "a 52-48 vote" counts no votes
            elif sides:
                p.is_side = f.is_side = True
                if not p.direct and not f.direct:
                    p.direct = f.direct = True  # "beat Fulham 98 to 84": no part of a name
            out.append(f)
        return out

    def _borrows(self, p: Figure, f: Figure) -> bool:
        """Whether the scale of the second number is meant for the first too ("3 to 5 million")."""
        return (
            p.number.scale == 1.0
            and f.number.scale > 1.0
            and p.number.value < 1000
            and (p.unit is None or p.start < p.number.start)
            and f.number.form != "vague"
        )

    def _joined(self, p: Figure, f: Figure, gap: str) -> bool:
        if (p.direct and f.direct and p.unit != f.unit and not _rate_of(f, p)) or p.high is not None:
            return False
        if p.number.form == "fraction" and f.number.form != "fraction":
            return False  # "rose by a third to 1.4 million"
        if p.direct and p.kind == "age" and p.end == p.number.end and f.kind in {"count", "age"}:
            return _RANGE_GAP.fullmatch(gap) is not None or (
                _AND_GAP.fullmatch(gap) is not None and "between" in self.text[max(self.start, p.start - 20) : p.start]
            )
        if p.direct and not f.direct and not (p.kind == "money" and p.start < p.number.start):
            return False
        if (
            p.number.plain
            and not p.direct
            and p.number.end == p.end
            and 1400 <= p.value <= 2100
            and (f.direct or f.value > 2100)
        ):
            return False  # "from 4.2 million in 2019 to 3.6 million"
        if p.number.form == "vague" or f.number.form == "vague" or (f.value < 0 and gap in {"", " "}):
            return False
        low = p.value * f.number.scale if self._borrows(p, f) else p.value
        if not low < f.value:
            return False
        left = self.text[max(self.start, p.start - 40) : p.start]
        if _AND_GAP.fullmatch(gap):
            return bool(_BETWEEN.search(left))
        if _OR_GAP.fullmatch(gap):
            return p.number.form == f.number.form and f.value - low == 1 and not p.direct
        if not _RANGE_GAP.fullmatch(gap):
            return False
        if gap.strip() in "-–—−~‒":
            if p.number.plain and f.number.plain and not f.direct and spans.is_score(self.text, p.start, f.end):
                return False
            return not (p.number.plain and 1400 <= p.value <= 2100 and f.value <= 2100 and not f.direct)
        changes = multiples.changes(self.text, max(self.start, p.start - 90), p.start)
        if changes and _BY.search(left) and f.value >= _LEVEL_OVER_STEP * low:
            return False  # "fell by 320 to 11,300": a step and the level it led to; "rose by 3 to 5 percent" is a range
        return not (changes and _FROM.search(left))

    def _share_units(self, drafts: list[Figure]) -> None:
        """As in "98.5 and 109 million", "3, 5 and 7 percent": a number borrows scale and unit of the next one in its list."""
        for i in range(len(drafts) - 2, -1, -1):
            p, f = drafts[i], drafts[i + 1]
            if i and p.number.plain and not p.direct and 1400 <= p.value <= 2100 and drafts[i - 1].direct:
                p = drafts[i - 1]  # "9.8 tonnes in 2023, against 8.1"
            gap = self.text[p.end : f.start]
            from_to = gap.strip().lower() == "to"
            if (
                p.direct
                and not f.direct
                and p.kind in {"measure", "percent"}
                and f.kind == "count"
                and _LATER_FROM.fullmatch(gap)
                and not (f.number.plain and 1400 <= f.value <= 2100)
                and counts.counted_noun(self.doc, f.first, f.last, f.sentence[1]) < 0
            ):
                f.unit, f.kind, f.direct = p.unit, p.kind, True
            if from_to and p.direct and p.kind == "duration" and not f.direct and f.kind == "count" and self._is_from(p):
                f.unit, f.kind, f.direct = p.unit, p.kind, True  # "from 14 weeks to nine"
            if (
                p.direct
                or p.number.form in {"vague", "fraction"}
                or not (_LIST_GAP.fullmatch(gap) or (_RANGE_GAP.fullmatch(gap) and from_to))
            ):
                continue
            if p.number.plain and 1400 <= p.value <= 2100:
                continue
            if p.number.plain and spans.is_date_part(self.text, p.number.start, p.number.end, p.value, bare=True):
                continue  # "March 11-13, 40 percent"
            borrows = self._borrows(p, f)
            if f.kind == "percent" and p.number.scale > 1 and f.number.scale == 1:
                continue  # "earned 12.1 billion, 3 percent more"
            if (
                f.direct
                and f.kind in {"percent", "money", "measure", "duration", "age"}
                and f.start == f.number.start
                and p.number.form == f.number.form
            ):
                p.unit, p.kind, p.direct = f.unit, f.kind, True
                p.flags += [x for x in f.flags if x not in p.flags]
            if borrows and (p.number.value != int(p.number.value) or p.direct or from_to):
                p.value *= f.number.scale
                p.number.scale = f.number.scale

    def _same_money(self, drafts: list[Figure]) -> None:
        """As in "1.2 million kroner in 2010 and 4.6 million in 2023": a bare sum goes on in the currency of the one before it."""
        for i, f in enumerate(drafts):
            if f.direct or f.kind != "count" or f.number.scale < 1e5 or f.number.form == "vague" or f.high is not None:
                continue
            for p in drafts[i - 1 :: -1] if i else []:
                if p.sentence != f.sentence and not _OF_THIS.match(self.text, f.end, self.end):
                    break
                year = p.number.plain and p.kind == "count" and 1400 <= p.value <= 2100
                if year or p.kind in {"percent", "duration", "ratio"} or self.text[max(0, p.start - 1)] == "(":
                    continue
                if p.kind == "money" and " / " not in (p.unit or "") and p.number.scale >= 1e5:
                    head = counts.counted_noun(self.doc, f.first, f.last, f.sentence[1])
                    if head < 0 and self.text[p.end : f.start].count(",") <= 3:
                        f.kind, f.unit, f.direct = "money", p.unit, True
                        f.flags += [x for x in p.flags if x not in f.flags]
                    break
                if p.kind != "money":
                    break

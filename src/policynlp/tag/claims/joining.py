"""Numbers that belong together: subunits, ratios and rates, ranges, lists that share a unit, sums that go on in one currency."""

# ruff: noqa: E501 (patterns and tables are read by the line)
from __future__ import annotations

import re

from spacy.tokens import Doc

from policynlp.tag.claims import counts, multiples, scores, spans
from policynlp.tag.claims.figure import Figure, is_no_share
from policynlp.tag.claims.ratios import FROM, Ratios, is_from
from policynlp.tag.claims.turned import is_turned

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
_LEVEL_OVER_TOLD_STEP = 4.0
"""Likewise where both have a unit of their own and one has cents, as the ends of a range seldom do: "up by £3 to £14.50"."""
_STEPPING = frozenset({"money", "count", "measure"})
_CENTS = re.compile(r"\d\.\d\d(?!\d)")
_MOVED = re.compile(
    r"\b(?:r[io]se[sn]?|rising|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|surg(?:es?|ed|ing)|soar(?:s|ed|ing)?|gain(?:s|ed|ing)?|add(?:s|ed|ing)?|gr[eo]w[sn]?|growing|"
    r"increas(?:es?|ed|ing)|advanc(?:es?|ed|ing)|ralli(?:es|ed)|rally(?:ing)?|firm(?:s|ed|ing)?|f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:es?|ed|ing)|"
    r"decreas(?:es?|ed|ing)|slip(?:s|ped|ping)?|sl[ia]d(?:es?|ing)?|sinks?|s[au]nk|plung(?:es?|ed|ing)|tumbl(?:es?|ed|ing)|slump(?:s|ed|ing)?|dip(?:s|ped|ping)?|"
    r"eas(?:es?|ed|ing)|narrow(?:s|ed|ing)?|widen(?:s|ed|ing)?|los(?:es?|t|ing)|shed(?:s|ding)?|g[ia]ve(?:s|n)?[ ]up|giving[ ]up|tack(?:s|ed|ing)?[ ]on|leap(?:s|ed|t|ing)?|sag(?:s|ged|ging)?|skid(?:s|ded|ding)?|fad(?:es?|ed|ing)|soften(?:s|ed|ing)?|"
    r"retreat(?:s|ed|ing)?|edg(?:es?|ed|ing)|up|down|higher|lower)"
    r"(?:[ ](?:up|down|back|higher|lower|slightly|sharply))?(?:[ ](?:a[ ]further|another|just|only|about|around|nearly|almost|some|more[ ]than|over|at[ ]least))?[ ]$",
    re.IGNORECASE,
)
"""In front of a step, as wire services write it: "fell $1.41 to $63.03 a barrel". Verbs with an object are none ("cut 500 to 6,000 jobs")."""
_LEVEL_OVER_WIRED_STEP, _LEVEL_OVER_CENTS = 10.0, 8.0
_LEVEL_OVER_WORDED_STEP = 3.0
"""Likewise where a unit in words stands behind both."""
_DEPENDING = re.compile(r"[^.;]{0,30}\bdepending\b")
_LATER_FROM = re.compile(
    r"(?:(?:[ ](?:this|last|next)[ ]\w+|[ ]in[ ](?:the[ ])?\w+(?:[ ]\w+)?)?,?[ ](?:(?:up[ ]|down[ ])?from|against|versus|compared[ ]with)[ ]"
    r"|[ ]on[ ](?:[\w-]+[ ]){1,4}and[ ](?:by[ ])?)(?:about[ ]|around[ ]|nearly[ ]|just[ ]|only[ ]|an?[ ])?"
)
"""As in "to 4.2 million barrels in May from 3.9 million in April", "by 0.6 points on the quarter and by 2.5 on the year"."""
_LIST_GAP = re.compile(r"(?:,[ ]?|,?[ ](?:and|or|to)[ ]|[ ]?/[ ]?|,[ ](?:and|or)[ ])")
_TOLERANCE_GAP = re.compile(r"[ ]?(?:±|\+/-|\+-|\+/−)[ ]?")
_BY_PEOPLE = re.compile(
    r"\b(?:seen|watched|read|used|visited|viewed|attended|downloaded|shared|followed|heard|played|signed|backed)[ ]by[ ](?:[a-z]+[ ]){0,2}$"
)
"""In front of those who do it: "seen by more than 3 million"."""
_HOW_MANY = re.compile(r"\bnumbers?[ ]of[ ]", re.IGNORECASE)
_NEAR_CHARS = 40
_OF_THIS = re.compile(r"[ ]of[ ](?:this|that|it|which)\b")


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
        drafts = self._ranges(Ratios(self.text, start=self.start).join(drafts))
        self._share_units(drafts)
        self._same_money(drafts)
        return drafts

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
                    kind = "age" if "age" in {p.kind, f.kind} else f.kind  # "aged 6 to 59 months"
                    p.unit, p.kind, p.direct = f.unit, kind, f.direct
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
        aged = p.kind == "age" and f.kind == "duration" and p.end == p.number.end and not p.number.scale > 1
        if (p.direct and f.direct and p.unit != f.unit and not _rate_of(f, p) and not aged) or p.high is not None:
            return False
        if p.number.form == "fraction" and f.number.form != "fraction":
            return False  # "rose by a third to 1.4 million"
        if p.direct and p.kind == "age" and p.end == p.number.end and f.kind in {"count", "age", "duration"}:
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
        turned = is_turned(self.text, self.start, p.start)  # "is being enlarged from 150 to 190 beds"
        return (
            not turned
            and not (changes and FROM.search(left))
            and not self._is_step(p, f, low)
            and not self._is_told_step(p, f, low)
        )

    def _is_told_step(self, p: Figure, f: Figure, low: float) -> bool:
        """As in "by 3 cents to 44 cents": both have a unit of their own."""
        if not (p.direct and f.direct) or _BY.search(self.text[max(self.start, p.start - 40) : p.start]) is None:
            return False
        if p.kind not in _STEPPING or _DEPENDING.match(self.text, f.end):
            return False
        if p.kind == "money" and self._both_have_units(p, f) and f.value >= _LEVEL_OVER_WORDED_STEP * low:
            return True  # "by 9 billion francs to 45 billion francs"
        cents = p.kind == "money" and any("." in self.text[x.start : x.end] for x in (p, f))
        least = _LEVEL_OVER_TOLD_STEP if cents else _LEVEL_OVER_STEP if p.kind == "money" else _LEVEL_OVER_WIRED_STEP
        return (cents or p.end > p.number.end) and f.value >= least * low

    def _is_step(self, p: Figure, f: Figure, low: float) -> bool:
        """As in "fell $1.41 to $63.03", "rose 12,000 to 1.6 million": what moved by the first of two in one unit came to the second.

        What rose "3 to 5 percent", "$1 to $10" or "2 to 30 million tonnes" has a range.
        """
        alike = p.direct == f.direct and p.kind == f.kind and p.kind in {"money", "measure", "count", "percent", "index"}
        moved = _MOVED.search(self.text[max(self.start, p.start - 60) : p.start]) is not None
        if alike and moved and self._both_have_units(p, f) and f.value >= _LEVEL_OVER_WORDED_STEP * low:
            return True  # "narrowed 12 bps to 210 bps"
        least = _LEVEL_OVER_CENTS if all(_CENTS.search(self.text, x.start, x.end) for x in (p, f)) else _LEVEL_OVER_WIRED_STEP
        return alike and moved and f.value > least * low and not _DEPENDING.match(self.text, f.end)

    def _is_said_otherwise(self, drafts: list[Figure], i: int) -> bool:
        """Whether two figures are one in two forms: "500, or 40 percent, were damaged"; "3, 5, or 7 percent" is a list."""
        p, f = drafts[i], drafts[i + 1]
        set_off = self.text[p.end : f.start] == ", or " and self.text[f.end : f.end + 1] in {",", ")"}
        return set_off and (i == 0 or _LIST_GAP.fullmatch(self.text, drafts[i - 1].end, p.start) is None)

    def _both_have_units(self, p: Figure, f: Figure) -> bool:
        """Whether a unit stands behind either number, as it does behind the last one of a range alone."""
        return p.direct and f.direct and p.end > p.number.end and f.end > f.number.end

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
                and not (p.kind == "percent" and is_no_share(f))
                and counts.counted_noun(self.doc, f.first, f.last, f.sentence[1]) < 0
            ):
                f.unit, f.kind, f.direct = p.unit, p.kind, True
            if (
                from_to
                and p.direct
                and p.kind == "duration"
                and not f.direct
                and f.kind == "count"
                and is_from(self.text, self.start, p)
            ):
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
            if self._is_said_otherwise(drafts, i):
                continue
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
            if f.direct or f.kind != "count" or f.number.scale < 1e5 or f.number.form == "vague":
                continue
            if _BY_PEOPLE.search(self.text, max(0, f.start - _NEAR_CHARS), f.start):
                continue
            for p in drafts[i - 1 :: -1] if i else []:
                counts_others = (
                    _HOW_MANY.search(self.text, p.end, f.start) is not None
                )  # "the number of families will grow to 10m"
                if counts_others or (p.sentence != f.sentence and not _OF_THIS.match(self.text, f.end, self.end)):
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

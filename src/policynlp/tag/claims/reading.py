"""From numbers to figures: units, ranges, shared units, counted nouns, and what is no claim left out."""

# ruff: noqa: E501 (patterns and tables are read by the line)
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from policynlp.document import Passage
from policynlp.tag.claims import bounds, counts, money, multiples, spans, unit_table, units
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.numbers import Number, find_numbers
from policynlp.tags import Bound

_NAME_LABELS = frozenset({"PRODUCT", "LAW", "WORK_OF_ART", "EVENT", "FAC", "POLICY", "ORG", "PERSON", "NORP", "GPE", "LOC"})
_RANGE_GAP = re.compile(
    r"[ \u00a0]?(?:-|–|—|−|~|‒)[ \u00a0]?|[ \u00a0](?:to|through|till|until)[ \u00a0](?:(?:about|around|nearly|over|more than|as many as|even|a)[ ])?",
    re.IGNORECASE,
)
_AND_GAP = re.compile(r"[ \u00a0]and[ \u00a0]", re.IGNORECASE)
_OR_GAP = re.compile(r"[ \u00a0]or[ \u00a0]", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween[ ](?:about |around |an estimated |roughly )?(?:[$€£¥]|[A-Z]{3} ?)?$", re.IGNORECASE)
_FROM = re.compile(
    r"\bfrom[ ](?:about |around |nearly |some |roughly |just |over |under |only |a |an |the |just over |just under |more than |less than |a low of |a high of |a peak of |a record )?(?:[$€£¥]|[A-Z]{3} ?)?$",
    re.IGNORECASE,
)
_LIST_GAP = re.compile(r"(?:,[ ]?|,?[ ](?:and|or|to)[ ]|[ ]?/[ ]?|,[ ](?:and|or)[ ])")
_TOLERANCE_GAP = re.compile(r"[ ]?(?:±|\+/-|\+-|\+/−)[ ]?")
_RATIO_GAP = re.compile(r"[ ](?:out of(?: every)?|in(?: every)?|of every)[ ]", re.IGNORECASE)
_ONE_FALSE = re.compile(
    r"one[ ](?:another|day|by|or the other|such|can|could|may|might|must|should|who|that|which|is|was|has|way|thing\b)|one[-‑](?!third|half|fifth|quarter|fourth|sixth|tenth|year|day|month|week|hour|yen|mile)",
    re.IGNORECASE,
)
_ONE_LEFT = re.compile(
    r"\b(?:no|any|every|each|this|that|the|which|another|some|last|next|first|only|big|good|new)[ -]$", re.IGNORECASE
)
_PERIOD_HALF = re.compile(
    r"\b(?:first|second|latter|other|better|next|last|former|top|bottom|each|upper|lower|final|in|one|1st|2nd|nd)[ -]$|\bhalf[ ]$",
    re.IGNORECASE,
)
_HALF_AFTER = re.compile(r"[ ](?:of|the|a|an|its|their|his|her|our|all|those|these|that|as|[a-z]+s\b|price)|[.,;]|$")


_CASUALTIES = re.compile(
    r"[ ](?:others? )?(?:were |are |was |have been )?(?:injured|wounded|dead|killed|arrested|missing|hospitali[sz]ed|displaced|homeless|detained|infected|unemployed|hurt)\b"
)
_OF_THIS = re.compile(r"[ ]of[ ](?:this|that|it|which)\b")
_OF_THE = re.compile(r"[ ]of[ ](?:the|its|their|all|these|those|our)[ ](?:\w+[ ])?")
_OF_HUNDRED = re.compile(r"[ ]to[ ](\d{1,3})(?![\d.,:]\d)")
_RATIO_LEAD = re.compile(r"\b(?:ratio|odds)[ ](?:of|is|was|at)[ ](?:about[ ])?$", re.IGNORECASE)
_RATE_GAP = re.compile(r"[ ](?:[a-z-]{3,20}[ ]){0,2}(?:per|for every|in every|out of every|in)[ ]", re.IGNORECASE)
_RATE_BASES = frozenset({100.0, 1e3, 1e4, 1e5, 1e6})
_VERSUS = re.compile(r"[ ](?:votes?[ ])?(?:to|against)[ ]|,?[ ]and[ ]")
_HALF_UNIT = re.compile(
    r"[ ]an?[ ](hour|day|week|month|year|century|decade|minute|mile|metre|meter|litre|liter|acre|degree|kilo|kilogram|kilometre|kilometer|percentage point|percent)\b"
)
_COLON = re.compile(r":(\d{1,3})(?![\d:])")
_ADDRESS = re.compile(
    r"[ ](?:[NSEW]\.?[ ])?(?:[A-Z][a-z]+[ ]){1,3}(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Blvd|Drive|Lane|Court|Square|Place)\b"
)


class Reading:
    """One parsed document, as the rules of claims read it.

    Attributes:
        doc, text: What is read.
        starts: Offset of every token.
        sentence_starts: First token of every sentence.
        sterling: Whether the document writes British money.
        dollar: Code that "$" is taken for.
        country: Country that the document is mostly about, where one currency name is shared.
    """

    def __init__(self, doc: Doc, *, countries: Sequence[str] = ()) -> None:
        self.doc = doc
        self.text = doc.text
        self.starts = [t.idx for t in doc]
        self.sentence_starts = [s.start for s in doc.sents] if len(doc) else []
        self.sterling = "£" in self.text or "sterling" in self.text
        self.country = countries[0] if countries else None
        self.names: list[tuple[int, int]] = []
        self.dates: list[tuple[int, int]] = []
        self.persons: list[int] = sorted(e.end_char for e in doc.ents if e.label_ == "PERSON")
        for ent in doc.ents:
            span = (ent.start_char, ent.end_char)
            if ent.label_ in {"DATE", "TIME"}:
                self.dates.append(span)
            elif ent.label_ in _NAME_LABELS:
                self.names.append(span)

    def token_at(self, offset: int) -> int:
        """Index of the token that holds the character, or of the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def sentence(self, token: int, passage: tuple[int, int]) -> tuple[int, int]:
        """Tokens of the sentence around a token, cut to the passage."""
        k = bisect_right(self.sentence_starts, token) - 1
        first = self.sentence_starts[k] if k >= 0 else 0
        last = self.sentence_starts[k + 1] if k + 1 < len(self.sentence_starts) else len(self.doc)
        return max(first, passage[0]), min(last, passage[1])


def _inside(stretches: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    i = bisect_right(stretches, (start, 10**12)) - 1
    for k in (i, i - 1):
        if k >= 0 and stretches[k][0] <= start and end <= stretches[k][1]:
            return stretches[k]
    return None


class PassageReader:
    """Reads the figures of one passage."""

    def __init__(self, reading: Reading, passage: Passage) -> None:
        self.r = reading
        self.text = reading.text
        self.doc = reading.doc
        self.start, self.end = passage.start, passage.end
        self.tokens = (bisect_left(reading.starts, passage.start), bisect_left(reading.starts, passage.end))

    def figures(self) -> list[Figure]:
        """All figures of the passage, in order."""
        numbers = find_numbers(self.text, self.start, self.end)
        out: list[Figure] = []
        if numbers:
            technical = spans.technical_spans(self.text, self.start, self.end)
            drafts = [f for n in numbers if (f := self._draft(n, technical)) is not None]
            drafts = self._subunits(drafts)
            drafts = self._ratios(drafts)
            drafts = self._ranges(drafts)
            self._share_units(drafts)
            self._same_money(drafts)
            for i, f in enumerate(drafts):
                after = drafts[i + 1] if i + 1 < len(drafts) else None
                room = min(f.sentence[1], after.first if after else f.sentence[1])
                if f.start >= (out[-1].end if out else 0) and self._count(f, max(room, f.last + 1)) and not self._is_none(f):
                    out.append(f)
        for p, f in pairwise(out):
            if p.unit == "vote" and f.unit is None and f.kind == "count" and _VERSUS.fullmatch(self.text, p.end, f.start):
                f.unit, f.head = "vote", p.head  # "by 195 votes to 106"
        for f, after in pairwise(out):
            if f.kind == "count" and f.unit is None and _OF_THE.fullmatch(self.text, f.end, after.number.start):
                f.unit, f.head = after.unit, after.head  # "12 of the 27 member states"
        found = multiples.find(self.text, self.start, self.end)
        for figure in found:
            self._place(figure)
        if found:
            taken = {(f.number.start, f.number.end) for f in found}
            out = [f for f in out if (f.number.start, f.number.end) not in taken] + found
            out.sort(key=lambda f: f.start)
        return out

    def _place(self, figure: Figure) -> None:
        figure.first = self.r.token_at(figure.number.start)
        figure.last = self.r.token_at(figure.number.end - 1)
        figure.sentence = self.r.sentence(figure.first, self.tokens)

    def _draft(self, n: Number, technical: list[tuple[int, int]]) -> Figure | None:
        text = self.text
        if _inside(technical, n.start, n.end):
            return None
        lead = money.before(text, n.start) if True else None
        if lead and lead[0] < self.start:
            lead = None
        after = units.unit_after(
            text,
            n.end,
            self.end,
            value=n.value,
            worded=n.form in {"words", "vague"},
            money_before=bool(lead and lead[1] not in money.SUBUNITS),
            sterling=self.r.sterling,
        )
        figure = Figure(n, n.start, n.end, n.value)
        if lead:
            self._money_lead(figure, lead, after)
        elif after:
            if n.start - self.start > 0 and text[n.start - 1] == "-" and n.value < 0 and after.kind == "money":
                pass
            figure.end, figure.unit, figure.kind, figure.direct = after.end, after.name, after.kind, True
            figure.value = n.value * after.factor
            if after.assumed:
                figure.flags.append("currency_assumed")
                figure.unit = self._localised(after.name)
        elif re.match(r"(?:k|K|M|MM|B|b|[mb]n)(?![A-Za-z])", text[n.end : n.end + 3]) and n.form == "digits":
            letters = text[n.end : n.end + 2].rstrip(" ").lower()
            letters = letters if letters in {"mn", "bn", "mm"} else letters[0]
            n.scale = units.suffix_scale(letters)
            figure.value *= n.scale
            n.end += len(letters)
            figure.end = n.end
            n.plain = False
        if figure.kind == "count" and n.form == "fraction":
            figure.kind, figure.unit = "ratio", "fraction"
        if figure.kind == "duration" and n.form == "fraction" and text[n.end : n.end + 4].lower().startswith(" of"):
            figure.kind, figure.unit, figure.end = "ratio", "fraction", n.end
        if (
            n.start >= 8
            and figure.kind in {"count", "duration"}
            and units.AGED.search(text[max(self.start, n.start - 40) : n.start])
        ):
            figure.kind, figure.unit, figure.direct = "age", figure.unit or "year", True
        colon = _COLON.match(text, n.end, self.end) if figure.kind == "count" and n.form == "digits" else None
        if (
            colon
            and float(colon[1])
            and (
                colon[1] == "1" or n.value + float(colon[1]) == 100 or "ratio" in text[max(self.start, n.start - 40) : n.start]
            )
        ):
            figure.value, figure.kind, figure.unit, figure.direct = n.value / float(colon[1]), "ratio", "fraction", True
            figure.end = n.end = colon.end()
        self._special(figure)
        self._place(figure)
        return figure

    def _special(self, f: Figure) -> None:
        """As in "half an hour", "a ratio of 3 to 2", "Jane Roe, 54, the director": forms that only their neighbours tell."""
        n, text = f.number, self.text
        if n.form == "fraction" and n.value == 0.5 and (unit := _HALF_UNIT.match(text, n.end, self.end)):
            name, kind = unit_table.WORDS.get(unit[1], ("percent" if unit[1] == "percent" else "percentage_point", "percent"))[
                :2
            ]
            f.unit, f.kind, f.end, f.direct = name, kind, unit.end(), True  # type: ignore[assignment]
        if f.kind != "count" or f.direct or n.form != "digits":
            return
        left = text[max(self.start, n.start - 40) : n.start]
        to = _OF_HUNDRED.match(text, n.end, self.end) if _RATIO_LEAD.search(left) else None
        if to and float(to[1]):
            f.value, f.kind, f.unit, f.direct = n.value / float(to[1]), "ratio", "fraction", True
            f.end = n.end = to.end()
        elif (
            n.plain
            and 10 <= n.value <= 110
            and n.value == int(n.value)
            and left.endswith(", ")
            and text[n.end : n.end + 1] in {",", ".", ";"}
        ):
            person = bisect_right(self.r.persons, n.start - 2) - 1
            if person >= 0 and self.r.persons[person] == n.start - 2:
                f.kind, f.unit, f.direct = "age", "year", True

    def _localised(self, name: str) -> str:
        code, slash, rest = name.partition(" / ")
        table = money.SHARED_NAMES.get(code)
        if table and self.r.country in table:
            return table[self.r.country] + slash + rest
        return name

    def _money_lead(self, figure: Figure, lead: tuple[int, str, bool, float], after: units.Unit | None) -> None:
        n, text = figure.number, self.text
        start, code, assumed, factor = lead
        figure.start = start
        if start > self.start and text[start - 1] in "-−" and (start - 1 == self.start or text[start - 2] in " ("):
            figure.start, figure.value = start - 1, -figure.value
        figure.kind, figure.direct = "money", True
        if after:
            figure.value *= after.factor
            figure.end = after.end
            n.scale = max(n.scale, after.factor)
        figure.value *= factor
        if assumed:
            figure.flags.append("currency_assumed")
            code = self._localised(code)
        m = re.match(r"[ ]?(?:US dollars|dollars?|USD|euros?|pounds|yuan)\b", text[figure.end : figure.end + 12])
        if m:
            figure.end += m.end()
        figure.end, figure.unit = units.money_rate(text, figure.end, self.end, code)

    def _subunits(self, drafts: list[Figure]) -> list[Figure]:
        """As in "3 dollars 50 cents", "5 feet 2 inches", "15 dollars 50" are one amount each."""
        parts = {("foot", "inch"): 12.0, ("kilogram", "gram"): 1000.0, ("hour", "minute"): 60.0, ("pound", "ounce"): 16.0}
        out: list[Figure] = []
        for f in drafts:
            if out:
                p = out[-1]
                gap = self.text[p.end : f.start]
                if gap in {" ", " and ", ", "} and p.high is None:
                    factor = parts.get((p.unit or "", f.unit or ""))
                    if p.kind == "money" and f.kind == "money" and f.unit in {"cent", "pence"} and gap != ", ":
                        factor = 100.0
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
            if (
                p is not None
                and not p.direct
                and p.number.end == p.end
                and p.high is None
                and (p.value == int(p.value) or f.value in _RATE_BASES)
            ):
                gap = self.text[p.end : f.start]
                m = _RATIO_GAP.fullmatch(gap)
                loose = m is not None and gap.strip().lower() == "in"
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
                    p.value, p.kind, p.unit, p.end, p.direct = p.value / f.value, "ratio", "fraction", f.number.end, True
                    p.number.end, p.last = f.number.end, f.last
                    continue
                if m and 0 < p.value < f.value and (not loose or (p.value < 10 and round_whole and f.kind == "count")):
                    p.value, p.kind, p.unit, p.end, p.direct = p.value / f.value, "ratio", "fraction", f.number.end, True
                    p.number.form = "fraction"
                    p.number.end = f.number.end
                    p.last = f.last
                    continue
            out.append(f)
        return out

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
            joined = self._joined(p, f, gap)
            if joined:
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
                out.pop()  # a score or a code: 3-1
                continue
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
        if (p.direct and f.direct and p.unit != f.unit) or p.high is not None:
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
        return not (_FROM.search(left) and multiples.changes(self.text, max(self.start, p.start - 90), p.start))

    def _share_units(self, drafts: list[Figure]) -> None:
        """As in "98.5 and 109 million", "3, 5 and 7 percent": a number borrows scale and unit of the next one in its list."""
        for i in range(len(drafts) - 2, -1, -1):
            p, f = drafts[i], drafts[i + 1]
            gap = self.text[p.end : f.start]
            from_to = gap.strip().lower() == "to"
            if (
                p.direct
                or p.number.form in {"vague", "fraction"}
                or not (_LIST_GAP.fullmatch(gap) or (_RANGE_GAP.fullmatch(gap) and from_to))
            ):
                continue
            if p.number.plain and 1400 <= p.value <= 2100:
                continue
            borrows = self._borrows(p, f)
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

    def _count(self, f: Figure, limit: int) -> bool:
        """Finds what a bare number counts; false where the number is no claim at all."""
        n = f.number
        if f.direct or f.kind != "count":
            if f.unit == "fraction" and n.form == "fraction" and self.text[n.start : n.end].lower() == "half":
                left = self.text[max(self.start, n.start - 8) : n.start]
                return not _PERIOD_HALF.search(left) and bool(_HALF_AFTER.match(self.text, n.end))
            return True
        if n.form in {"digits", "words"} and multiples.is_times(f, self.text, self.end):
            return True
        f.head = counts.counted_noun(self.doc, f.first, f.last, limit)
        if n.form == "vague" and f.head < 0:
            return self.text[n.end : n.end + 5].startswith((" more", " of"))
        if f.head >= 0:
            head = self.doc[f.head]
            word = unit_table.WORDS.get(head.lower_)
            f.end = max(f.end, head.idx + len(head))
            f.unit = counts.lemma(head)
            if f.unit == "point":
                f.kind = "index"
            if word and word[1] == "duration" and f.head - f.last <= 3:
                f.unit, f.kind = word[0], "duration"
            elif word and word[1] == "measure" and f.head - f.last <= 2:
                f.unit, f.kind = word[0], "measure"
        elif _CASUALTIES.match(self.text, n.end):
            f.unit = "person"
        return True

    def _is_none(self, f: Figure) -> bool:
        text, n = self.text, f.number
        left = text[max(self.start, n.start - 12) : n.start]
        lower = text[n.start : n.end].lower()
        if (
            lower == "one"
            and not f.direct
            and (f.head < 0 or _ONE_FALSE.match(text, n.start) or (_ONE_LEFT.search(left) and text[n.end : n.end + 3] != " of"))
        ):
            return True
        if spans.is_code(text, n.start, n.end, self.start) and not (f.direct and f.end > n.end):
            return True
        bare = not f.direct
        if n.plain and f.kind == "duration" and 1900 <= f.value <= 2100:
            return True  # "the 2019 quarter"
        if bare and (
            (text[n.end : n.end + 1] == ")" and "(" not in text[max(self.start, n.start - 60) : n.start])
            or _ADDRESS.match(text, n.end)
        ):
            return True
        if bare and n.plain and f.high is None and spans.is_year(text, n.start, n.end, n.value):
            return True
        if bare and n.plain and f.high is not None and 1400 <= f.value <= 2100:
            return True
        if (bare or f.kind == "measure") and spans.is_date_part(text, n.start, n.end, n.value, bare=bare):
            return True
        if n.start == f.start and spans.is_reference(
            text, n.start, has_unit=f.direct or (f.head >= 0 and f.head - f.last <= 1)
        ):
            return True
        return bare and self._in_name(f)

    def _in_name(self, f: Figure) -> bool:
        """Whether a bare number belongs to a name ("Boeing 737", "Group of 20", "Article 5 powers")."""
        n = f.number
        span = _inside(self.r.names, n.start, n.end)
        if span:
            rest = self.text[span[0] : n.start] + self.text[n.end : span[1]]
            if any(c.isalpha() for c in rest) and n.form == "digits" and f.high is None and not n.scale > 1:
                return span[0] < n.start or self.text[n.end : n.end + 1] in {"-", ""}
        dated = _inside(self.r.dates, n.start, n.end)
        if dated and f.head < 0 and n.plain and (n.value > 1400 or re.search(r"[A-Za-z]{3}", self.text[slice(*dated)])):
            return True
        if f.first > f.sentence[0] and n.plain and f.head < 0:
            before = self.doc[f.first - 1]
            return bool(before.text[:1].isupper() and before.tag_ in {"NNP", "NNPS"} and before.ent_type_ != "PERSON")
        return False


def read_figures(reading: Reading, passages: Sequence[Passage]) -> list[Figure]:
    """All figures of the passages, in text order."""
    out: list[Figure] = []
    for passage in passages:
        out.extend(PassageReader(reading, passage).figures())
    out.sort(key=lambda f: (f.start, f.end))
    for figure in out:
        if figure.bound == "exact":
            figure.bound = _bound(reading, figure)
    return out


def _bound(reading: Reading, f: Figure) -> Bound:
    found = bounds.bound_before(reading.text, f.start, reading.starts[f.sentence[0]])
    if (
        found == "more_than"
        and f.kind == "duration"
        and bounds.is_stretch(reading.text, f.start, reading.starts[f.sentence[0]])
    ):
        return "exact"
    if found == "exact":
        found = bounds.bound_after(reading.text, f.number.end)
    if found == "exact":
        found = bounds.bound_after(reading.text, f.end)
    if f.number.form == "vague" and found in {"exact", "about"}:
        return "more_than" if reading.text[f.number.start : f.number.end].lower().endswith("s") else "about"
    return found

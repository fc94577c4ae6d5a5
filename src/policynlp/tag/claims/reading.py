"""From numbers to figures: units, ranges, shared units, counted nouns, and what is no claim left out."""

# ruff: noqa: E501 (patterns are read by the line)
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from policynlp.document import Passage
from policynlp.tag.claims import bounds, ellipsis, money, multiples, rates, spans, units
from policynlp.tag.claims.document_reading import Reading, inside
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.joining import Joining
from policynlp.tag.claims.millions import in_millions
from policynlp.tag.claims.money_table import (
    HOME_NAMES,
    LETTERS,
    NO_PREFIX,
    SCALED_LETTERS,
    SHORT,
    SIGNS,
    SUBUNITS,
    SURE_LETTERS,
)
from policynlp.tag.claims.numbers import Number, find_numbers
from policynlp.tag.claims.price_years import without_price_years
from policynlp.tag.claims.provisions import numbers_a_part
from policynlp.tag.claims.screening import Screening
from policynlp.tag.claims.shared_bounds import share_bounds
from policynlp.tag.claims.special_forms import special_form
from policynlp.tags import Bound

_OF_THE = re.compile(r"[ ]of[ ](?:(?:the|its|their|all|these|those|our)[ ])?(?:\w+['’]s[ ])?(?:\w+[ ])?")
_VERSUS = re.compile(r"[ ](?:votes?[ ])?(?:to|against)[ ]|,?[ ]and[ ]")
_LACKS = re.compile(r"\b(?:be|is|are|was|were|been)[ ]short[ ]of[ ](?:some[ ]|about[ ])?$")
_MILLIONS = 2  # groups behind the first one
_PAYS = re.compile(
    r"\b(?:pa(?:y|ys|id|ying)|costs?|costing|spen(?:d|ds|t|ding)|charg(?:e|es|ed|ing)|earn(?:s|ed|ing)?|worth|owe[ds]?|fined?|sells?[ ](?:for|at)|sold[ ](?:for|at)|"
    r"bought[ ]for|(?:price|fee|fine|rent|wage|fare|salary|loan|grant|tax|levy|cost)s?[ ](?:of|is|are|was|were|at|to|from))[ ]"
    r"(?:(?:about|only|just|nearly|over|up[ ]to|at[ ]least|him|her|them|us|me)[ ]){0,2}(?:[A-Za-z]{1,4}\.?[ ]?)$"
)
"""In front of what somebody pays, with the sign of its money: "spends JD45 a month"."""
_PAYS_CHARS = 60
_OF = " of "
_PRICE_CHARS = 90
_PRICE = re.compile(
    r"\b(?:costs?|prices?d?|paid|pays?|paying|wages?|salar(?:y|ies)|rents?|fees?|fines?|budgets?|spen[dt]|spending|worth|loans?|debts?|"
    r"grants?|subsid(?:y|ies)|allocat\w+|allots?|allotted|revenues?|income|earns?|earned|tax(?:es)?|duty|funds?|invest\w*)\b",
    re.IGNORECASE,
)
_IS_SUM = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d|\d+[ ]?(?:thousand|million|billion|trillion|mn|bn)\b")
_ENGLISH = frozenset({"ALL", "TOP", "CUP", "TRY", "PEN", "XXX"})
_WORDY_CODE = re.compile(r"(?<![A-Za-z])([A-Z]{3})[ \u00a0]$")
_WEIGHT = re.compile(r"\b(?:weigh\w*|kilo\w*|kg|tons?|tonnes?|heavy|lbs?|ounces?|a pound|per pound)\b", re.IGNORECASE)
_CLOSED = re.compile(r"\)(?=[,.;:]|\s*$|\n)")
_BRACKETED = frozenset({1e3, 1e4, 1e5, 1e6, 1e8})
_GLUED_SCALE = re.compile(r"(?:k|K|MM?|B|b|[mb]n|trn?|tn)(?![A-Za-z])")
"""Letters that touch digits and are no unit: "3.4trn yen", "12bn"."""
_PACKS = re.compile(r"[- ](bag|sack|crate|carton|drum|bale|cylinder)s\b", re.IGNORECASE)
_PER_SCALE = re.compile(
    r"(?:[ ][a-z-]{3,20}){0,2}[ ](?:per|for every|(?:in|out of) every)[ ](thousand|hundred thousand|hundred|million)\b",
    re.IGNORECASE,
)
_BASES = {"hundred": 1e2, "thousand": 1e3, "hundred thousand": 1e5, "million": 1e6}
_FLOAT_ERROR = 1e-14
"""Relative: some tens of units in the last place of a double."""
_NEXT_WORD = re.compile(r"[ \u00a0\n-]([^\W\d_]{2,6}|F(?=/(?:kg|kilo|t|l|litre|m3|kWh|tonne|sac|bag|ha)\b))\b")
_COLON = re.compile(r":(\d{1,3})(?![\d:])")
_OPENED = re.compile(r"[ ]\((?:[A-Z][a-z]+[ ])?")
_WORDS_CLOSED = re.compile(r"(?:[ ](?P<name>[A-Za-z]{2,}(?:[ ][a-z]{2,})?))??(?:[ ]only)?\)")
_MOST_CLOSED_CHARS = 60


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
        numbers = self._said_once(find_numbers(self.text, self.start, self.end))
        out: list[Figure] = []
        if numbers:
            technical = spans.technical_spans(self.text, self.start, self.end, self.r.numbering)
            drafts = [f for n in numbers if (f := self._draft(n, technical)) is not None]
            drafts = self._amounts_once(without_price_years(self.text, drafts))
            drafts = Joining(self.doc, self.text, start=self.start, end=self.end).join(drafts)
            screening = Screening(self.r, start=self.start, end=self.end)
            for i, f in enumerate(drafts):
                after = drafts[i + 1] if i + 1 < len(drafts) else None
                room = min(f.sentence[1], after.first if after else f.sentence[1])
                if f.start >= (out[-1].end if out else 0) and screening.keeps(f, max(room, f.last + 1)):
                    out.append(f)
        for p, f in pairwise(out):
            if p.unit == "vote" and f.unit is None and f.kind == "count" and _VERSUS.fullmatch(self.text, p.end, f.start):
                f.unit, f.head = "vote", p.head  # "by 195 votes to 106"
        for f, after in pairwise(out):
            if f.kind == after.kind == "count" and f.unit is None and _OF_THE.fullmatch(self.text, f.end, after.number.start):
                f.unit, f.head = after.unit, after.head  # "12 of the 27 member states"
        out = self._with_units_behind(out)
        ellipsis.fill(self.doc, self.text, out)
        for f in out:
            timed = f.unit and (f.kind == "duration" or (f.kind == "count" and f.head >= 0))
            if timed and (per := rates.per_time(self.text, f.end, self.end)) is not None:
                f.end, f.unit = per[0], f"{f.unit} / {per[1]}"
        found = multiples.find(self.text, self.start, self.end)
        for figure in found:
            self._place(figure)
        if found:
            taken = {(f.number.start, f.number.end) for f in found}
            out = [f for f in out if (f.number.start, f.number.end) not in taken] + found
            out.sort(key=lambda f: f.start)
        return out

    def _with_units_behind(self, figures: list[Figure]) -> list[Figure]:
        """Counts with what stands behind them as figures of their own: sized packs, and units with their scale in brackets."""
        out: list[Figure] = []
        for f in figures:
            before = out[-1] if out and out[-1].kind == "count" else None
            if before is None or not (self._takes_pack(before, f) or self._takes_scaled_unit(before, f)):
                out.append(f)
        return out

    def _takes_pack(self, count: Figure, size: Figure) -> bool:
        """`7.9 million 60-kilogramme bags` are so many bags; sets the unit of the count."""
        pack = _PACKS.match(self.text, size.end, self.end) if count.unit is None and size.kind == "measure" else None
        if pack is None or self.text[count.end : size.start] != " ":
            return False
        count.unit, count.end, count.head = pack[1].lower(), pack.end(), self.r.token_at(pack.start(1))
        return True

    def _takes_scaled_unit(self, count: Figure, unit: Figure) -> bool:
        """`2,317.3 (10,000 persons)` is 23.173 million, as statistics of China have it; sets value and unit of the count."""
        scaled = unit.unit and unit.value in _BRACKETED and unit.kind in {"count", "measure", "money"}
        tied = count.number.form == "digits" and self.text[count.end : unit.start] == " ("
        if not scaled or not tied or _CLOSED.match(self.text, unit.end, self.end) is None:
            return False
        count.value, count.unit, count.kind, count.end = count.value * unit.value, unit.unit, unit.kind, unit.end + 1
        count.head = unit.head
        return True

    def _said_once(self, numbers: list[Number]) -> list[Number]:
        """Numbers that laws print twice as one: "200 (two hundred) tons", "three (3) members"."""
        out: list[Number] = []
        for n in numbers:
            p = out[-1] if out else None
            alike = p is not None and n.value == p.value and {p.form, n.form} == {"digits", "words"}
            if p is not None and alike and (closed := self._closes_bracket(p, n)) is not None:
                p.end = closed
            else:
                out.append(n)
        return out

    def _amounts_once(self, drafts: list[Figure]) -> list[Figure]:
        """Amounts that laws print twice as one: "two hundred fifty dollars ($250.00)", "ten percent (10%)"."""
        out: list[Figure] = []
        for f in drafts:
            p = out[-1] if out else None
            alike = p is not None and p.direct and (p.value, p.unit) == (f.value, f.unit) and p.number.form != f.number.form
            if p is not None and alike and self.text[p.end : f.start] == " (" and self.text.startswith(")", f.end):
                p.end = f.end + 1
            else:
                out.append(f)
        return out

    def _closes_bracket(self, p: Number, n: Number) -> int | None:
        """Where the bracket ends in which a number is said again: with its money where that stands in front, "Rp 60 (sixty rupiah)"."""
        text = self.text
        if text[p.end : n.start] == " (" and text[n.end : n.end + 1] == ")":
            return n.end + 1
        lead = self._lead(p)
        if not lead or _OPENED.fullmatch(text, p.end, n.start) is None:
            return None
        behind = _WORDS_CLOSED.match(text, n.end, min(self.end, n.end + _MOST_CLOSED_CHARS))
        other = money.named(behind["name"] or "") if behind is not None else None
        return None if behind is None or (other is not None and other[0] != lead[1] and not other[1]) else behind.end()

    def _place(self, figure: Figure) -> None:
        figure.first = self.r.token_at(figure.number.start)
        figure.last = self.r.token_at(figure.number.end - 1)
        figure.sentence = self.r.sentence(figure.first, self.tokens)

    def _draft(self, n: Number, technical: list[tuple[int, int]]) -> Figure | None:
        text = self.text
        lead = self._lead(n)
        glued = n.start > self.start and text[n.start - 1] in LETTERS
        millions = n.form == "digits" and not lead and in_millions(self.r, n.end, self.end)
        if not lead and (glued or inside(technical, n.start, n.end) or numbers_a_part(text, n.start, n.end)):
            return None  # a code, unless it is money: "USD115", "R45 million"
        after = None if millions else self._unit_after(n, money_before=bool(lead and lead[1] not in SUBUNITS))
        figure = Figure(n, n.start, n.end, n.value)
        if lead:
            self._money_lead(figure, lead, after)
        elif (at_home := self._home_money(n)) is not None:
            figure.end, figure.unit = at_home
            figure.kind, figure.direct = "money", True
        elif text[n.end - 5 : n.end].lower() == "grand":
            figure.kind, figure.unit, figure.direct = "money", "GBP" if self.r.sterling else self.r.currency("USD"), True
            figure.flags.append("currency_assumed")
        elif after:
            figure.end, figure.unit, figure.kind, figure.direct = after.end, after.name, after.kind, True
            figure.value = n.value * after.factor
            if after.assumed:
                figure.flags.append("currency_assumed")
                figure.unit = self._localised(after.name)
        elif letters := "m" if millions else self._glued_scale(n):
            n.scale = units.suffix_scale(letters)
            figure.value *= n.scale
            n.end += len(letters)
            figure.end = n.end
            n.plain = False
            named = units.unit_after(text, n.end, self.end, value=figure.value)
            if named and named.kind in {"money", "measure"} and text[n.end : n.end + 1].isspace():  # "1.8M dollars"
                figure.end, figure.unit, figure.kind, figure.direct = named.end, named.name, named.kind, True
                figure.unit = self._localised(named.name) if named.kind == "money" else named.name
                figure.flags += ["currency_assumed"] if named.assumed else []
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
        if figure.kind == "count" and n.form in {"digits", "words"} and (rate := _PER_SCALE.match(text, n.end, self.end)):
            figure.value, figure.kind, figure.unit, figure.direct = n.value / _BASES[rate[1].lower()], "ratio", "fraction", True
            figure.end = n.end = rate.end()
        special_form(self.r, figure, self.start, self.end)
        self._place(figure)
        return figure

    def _glued_scale(self, n: Number) -> str:
        """The letters of a scale that touch the digits, or none."""
        found = _GLUED_SCALE.match(self.text, n.end, self.end) if n.form == "digits" else None
        return found[0] if found is not None else ""

    def _code_of_the_country(self, n: Number) -> tuple[int, str, bool, float] | None:
        """A code that is a word or an acronym as well, before a sum: "MAD 1,240 million".

        English words count only in a text that names their country or its people.
        """
        found = _WORDY_CODE.search(self.text, max(self.start, n.start - 6), n.start)
        told = found is not None and found[1] in NO_PREFIX and _IS_SUM.match(self.text, n.start, self.end) is not None
        if found is None or not told or (found[1] in _ENGLISH and not self.r.evidence.get(found[1][:2], 0)):
            return None
        return found.start(1), found[1], False, 1.0

    def _unit_after(self, n: Number, *, money_before: bool) -> units.Unit | None:
        found = self._unit_at(n.end, n, money_before=money_before)
        if found is None and n.form == "vague" and self.text.startswith(_OF, n.end):  # "tens of millions" + "of" + "euros"
            behind = self._unit_at(n.end + len(_OF) - 1, n, money_before=money_before)
            return behind if behind is not None and behind.kind in {"money", "measure"} else None
        return found

    def _unit_at(self, offset: int, n: Number, *, money_before: bool) -> units.Unit | None:
        return units.unit_after(
            self.text,
            offset,
            self.end,
            value=n.value,
            worded=n.form in {"words", "vague"},
            money_before=money_before,
            sterling=self.r.sterling or self._is_a_price(n),
            weighed=self.r.weighed,
        )

    def _is_a_price(self, n: Number) -> bool:
        """Whether the words around a number are of money: what "stands at 165,000 pounds" costs weighs nothing."""
        begin, stop = max(self.start, n.start - _PRICE_CHARS), min(self.end, n.end + _PRICE_CHARS)
        return _PRICE.search(self.text, begin, n.start) is not None and _WEIGHT.search(self.text, begin, stop) is None

    def _lead(self, n: Number) -> tuple[int, str, bool, float] | None:
        """Money named in front of a number; a sign of one letter only where the text is about its country."""
        lead = money.before(self.text, n.start, letters=True) or self._code_of_the_country(n)
        if lead is None or lead[0] < self.start:
            return None
        sign = self.text[lead[0] : n.start].strip()
        if sign not in LETTERS:
            return lead
        code = self._letter(sign, n)
        return (lead[0], code, False, lead[3]) if code else None

    def _letter(self, letter: str, n: Number) -> str | None:
        """The currency that a letter before a number is the sign of, in a text about the country that writes so."""
        digits = self.text[n.start : n.end]
        grown = n.scale > 1 or "," in digits or (letter in SHORT and len(digits) >= 3)
        paid = _PAYS.search(self.text, max(self.start, n.start - _PAYS_CHARS), n.start) is not None
        each = rates.rate_behind(self.text, n.end, self.end, letter)[1] != letter
        if not (grown or paid or each) and self.text[n.end : n.end + 2].lower() not in {"bn", "m ", "m.", "m,"}:
            return None  # "the L200", "QR756"
        large = digits.count(",") >= (1 if paid else _MILLIONS) or _SCALE.match(self.text, n.start, self.end) is not None
        scaled = letter in SCALED_LETTERS and not self.r.evidence and large
        return self.r.most_named(LETTERS[letter]) or (SIGNS[letter] if letter in SURE_LETTERS or scaled else None)

    def _home_money(self, n: Number) -> tuple[int, str] | None:
        """End and unit of money whose name is a word elsewhere ("320,000 soles"), in a text about the country that uses it."""
        word = _NEXT_WORD.match(self.text, n.end, self.end)
        table = HOME_NAMES.get(word[1].lower()) if word else None
        code = self.r.most_named(table) if table else None
        return rates.rate_behind(self.text, word.end(), self.end, code) if word and code else None

    def _localised(self, name: str) -> str:
        code, slash, rest = name.partition(" / ")
        return self.r.currency(code) + slash + rest

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
        figure.end, figure.unit = rates.rate_behind(text, figure.end, self.end, code)


_SCALE = re.compile(r"[\d.,]+[ ]?(?:(?:m|b|tr)illion|bn|trn?|tn)\b")


def read_figures(reading: Reading, passages: Sequence[Passage]) -> list[Figure]:
    """All figures of the passages, in text order."""
    out: list[Figure] = []
    for passage in passages:
        out.extend(PassageReader(reading, passage).figures())
    out.sort(key=lambda f: (f.start, f.end))
    ellipsis.fill_again(reading.text, out)
    for figure in out:
        figure.value = _as_written(figure.value)
        figure.high = None if figure.high is None else _as_written(figure.high)
        if figure.bound == "exact":
            figure.bound = _bound(reading, figure)
    share_bounds(reading.text, out)
    return out


def _as_written(value: float) -> float:
    """The decimal number that a product of decimal numbers stands for: 2.3 times 100,000 is 230,000, not 229,999.99999999997."""
    written = float(f"{value:.12g}")
    return written if abs(written - value) <= _FLOAT_ERROR * abs(value) else value


def _bound(reading: Reading, f: Figure) -> Bound:
    found = bounds.bound_before(reading.text, f.start, reading.starts[f.sentence[0]])
    if found == "exact" and f.kind == "money" and bounds.starts_at(reading.text, f.start, reading.starts[f.sentence[0]]):
        return "at_least"
    lacking = found == "less_than" and f.kind == "count" and f.unit is not None
    if lacking and _LACKS.search(reading.text, reading.starts[f.sentence[0]], f.start):
        return "exact"  # "to be short of 2,600 care workers"
    if found == "about" and f.number.value == 1 and f.number.form == "words" and f.kind == "count":
        return "exact"  # "perhaps one reason" blurs no number
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

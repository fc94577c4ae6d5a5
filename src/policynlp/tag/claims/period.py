"""The period that a figure measures: the date that stands with it, resolved against the day of publication."""

# ruff: noqa: E501 (patterns are read by the line)
from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from policynlp.document import Span
from policynlp.tag import dates
from policynlp.tag.claims.base_periods import count_from_figures, same_times, skip_rhythm
from policynlp.tag.claims.date_wording import is_valued_at, next_ones, with_second_year, worded
from policynlp.tag.claims.durations import next_of_its_own
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.listed_times import each_its_time
from policynlp.tag.claims.other_dates import (
    aside_around,
    dates_only_what_follows,
    is_level_compared,
    is_of_forecast,
    is_of_something_else,
    year_of_forecast,
)
from policynlp.tag.claims.places import starting_within
from policynlp.tag.claims.shared_periods import OF_THEM, share_with_neighbours
from policynlp.tag.claims.stretches import ENDS, stretch
from policynlp.tag.dates_seasons import running
from policynlp.tags import Earlier, Period

RELEASED = re.compile(
    r"\b(?:released|published|issued|announced|signed|dated|adopted|launched|founded|established|born|created|unveiled|presented|approved|passed|held|promised|pledged|agreed|began|begun|started|report(?:ed)?|said|told)"
    r"[ ](?:(?!that[ ])\w+[ ]){0,2}?(?:in|on)?[ ]?$"
    r"|\b(?:publish|releas|issu|present|unveil|put out|brought out|send|sent|submitt|tabl)(?:e[sd]|ed|ing)?[ ](?:(?!that[ ])[\w'’-]+[ ]){0,5}?"
    r"(?:reports?|bulletin|reply|figures|data|statistics|survey|study|statement|review|audit|plan|strategy|paper|letter|results|accounts|"
    r"findings|note|release|forecasts?|estimates?|update|brief|outlook|bill|budget)[ ](?:(?:in|on|early|late|earlier)[ ])?$",
    re.IGNORECASE,
)
_THAN_CHARS = 36
_MORE = re.compile(r"[ ](?:lower|higher|fewer|more|less|smaller|larger|greater)\b")
THAN = re.compile(
    r",[ ]as[ ](?:in|on|at)[ ](?:the[ ])?$|(?<!later )\bthan[ ](?:(?:in|at|on)[ ])?(?:(?:any|every)[ ](?:other[ ])?(?:time|point|year|month|quarter|stage)[ ]since[ ])?(?:the[ ])?$",
    re.IGNORECASE,
)  # "worse off than a year ago": the other side of a comparison
_OPEN = re.compile(r"\b(since|until|before|after|(?:by )?(?:no|not) later than)[ ](?:the[ ])?$", re.IGNORECASE)
_ONWARDS = re.compile(r"[ ](?:onwards?|on)\b(?![ ](?:the|a|an|its|their)\b)")
"""Behind a date from which something goes on: "From 2028, authorities save", "from 2028 onwards"."""
_FOR = re.compile(r"\bfor[ ](?:the[ ])?(?:year[ ])?$", re.IGNORECASE)
_BREAK = re.compile(r"[;:—]|\b(?:while|whereas|but|although)\b", re.IGNORECASE)
_LATER_CLAUSE = re.compile(r"\b(?:after|following|from|than|against|versus|compared)\b", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(
    r"\b(?:and|but|or),?[ ](?:then[ ])?(?:in|by|on|at|during|since|from|for)[ ](?:the[ ])?$|\b(?:and|but)[ ](?:.*,[ ])?$"
    r"|[,;][ ](?:and[ ]|while[ ])?(?:that|those|the[ ]ones?)[ ](?:of|in|for|from)[ ](?:the[ ])?$",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(
    r"\b(?:In|For|By|Since|in|by|since|until|during|from|of|for|before|after"
    r"|(?-i:Kharif|Rabi|Zaid|Boro|Aman|Aus|Maha|Yala|Meher|Belg|Gu|Deyr))[ ]((?:19|20)\d\d)\b(?![-–/,]\d)"
)
"""Behind a preposition, or the name of a season that no calendar has."""
_ZONE = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d[ ](?:GMT|UTC|BST|CET|CEST|EST|EDT|CST|CDT|MST|PST|PDT|IST|JST|AEST|WIB)\b")
_AT_HOUR = re.compile(r"\b(?:at|by|around|before|after|until)[ ]$", re.IGNORECASE)
"""In front of an hour: "at 1130 GMT"."""
_LAST_ONE = re.compile(r"(?:the )?(?:last|final|first) (?:day|week|month|year|quarter)", re.IGNORECASE)
_OF_SOMETHING = re.compile(
    r" (?:before the |before (?:its|his|her|their) |for which|in which|when"
    r"|of (?:the|a|an|its|his|her|their) (?!(?:\w+ )?(?:year|month|quarter|decade)))",
    re.IGNORECASE,
)
_BESIDE_IT = re.compile(r"[ ](?:in|by|for|during|at|as[ ]of)[ ](?:the[ ])?", re.IGNORECASE)
_FROM_NOW = re.compile(r"(?:the )?(?:last|final|past|previous|next|coming) ", re.IGNORECASE)
_OF_A_YEAR = re.compile(r" of (?:(?:19|20)\d\d|(?:last|this) year|the year)")
_LAST_MONTH = re.compile(r"\b(?:last|this)[ ]month$", re.IGNORECASE)
_BASED = re.compile(r"[ ](?:on|over)[ ](?:the[ ])?")  # "an increase of 9.1 percent on 2022"
_UNITS = re.compile(r"(?:the[ ])?(?:(?:previous|preceding|prior)[ ])?(?:year|quarter|month|week|day)", re.IGNORECASE)
_AGO = re.compile(r".*\b(?:an?|one|the)[ ](?:year|quarter|month|week|decade)[ ](?:earlier|ago|before)\b", re.IGNORECASE)
_COMPARED = re.compile(r"\bfrom\b|(?<!later )\bthan\b|\bcompared\b|\brelative to\b", re.IGNORECASE)
_LESS_AGO = re.compile(r"(?:less|more)[ ]than[ ].*\bago", re.IGNORECASE)
_BASE = re.compile(r"\b(?:compared (?:with|to)|relative to)[ ](?:the[ ]|that of[ ]|those of[ ])?$", re.IGNORECASE)
"""In front of what a change is measured against: "Compared with 2019, output fell by a fifth"."""
_PART_OF_DAY = re.compile(r"T(?:MO|AF|EV|NI|MI|\d\d)")
_IS_YEAR = re.compile(r"^\d{4}(?:/\d{4})?$")
_COVER_CHARS = 160
_SHARED_CHARS = 90
_FROM = re.compile(r"\b(?:between|from)[ ]$", re.IGNORECASE)
_FROM_CHARS = 10
_JOINS = frozenset({" and ", " to ", " until ", " through "})
_WAS = re.compile(r"\bwhat[ ](?:was|were|had been|used to be)\b", re.IGNORECASE)
"""In front of a date of something else: "a park stands on what were dunes in 2018"."""
_ASIDE = re.compile(r",?[ ](?:after|following|despite|amid)[ ](?!.*,)", re.IGNORECASE)
_MATURITY = re.compile(r"[ ](?:bonds?|notes?|bills?|gilts?|maturity)\b")
_BETWEEN = re.compile(r"(?:between|from)[ ](\d{4})[ ](?:and|to)[ ](\d{4})", re.IGNORECASE)
_LISTED = re.compile(
    r"(?: [\w'’-]+){1,7}(?:, [\w'’-]+(?: [\w'’-]+){0,3}){1,6},? (?:and|or)(?: [\w'’-]+){1,4} (?:by|in|before|during) ",
    re.IGNORECASE,
)
"""A list between a figure and the date that ends its sentence: "400,000 workers in electricity, heat and transport by 2030"."""
_YEARS_BEFORE = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|\d{1,2}) years (?:earlier|before)\b", re.IGNORECASE
)
_HAD_BEEN = re.compile(
    r",?[ ](?:it|they|this|that|the[ ]\w+)[ ](?:had[ ]been|had[ ]stood[ ]at|was|were|stood[ ]at)[ ]"
    r"(?:(?:only|just|still|about|around|over|nearly|some|at)[ ])*"
)
_OPENS_ITEM = re.compile(r"[(;][ ]?(?:(?:in|for|at|on|as of)[ ](?:the[ ])?)?$")
"""In front of a date with a colon, which is that of the next figure: "6.7 percent (September: 6.8 percent; October 2024: 6.5"."""
_LEAD_CHARS = 48
_STOPS = frozenset({"", ".", "!", "?", ".”", '."'})


_CROP = re.compile(
    r"(?:spring|summer|autumn|winter|fall)[ -]"
    r"(?:crops?|wheat|barley|rice|maize|grains?|harvests?|vegetables|olympics?|games|school|sports?)\b",
    re.IGNORECASE,
)
"""A kind of thing, not a season: "too salty for a winter crop"."""


def sentence_dates(text: str, sentence: Span, entities: Sequence[Span], figures: Sequence[Figure]) -> list[Span]:
    """Spans of the date expressions of a sentence that are no figures themselves.

    Args:
        text: The text.
        sentence: Its offsets.
        entities: Spans of entities labelled DATE, in order.
        figures: The figures of the sentence.
    """
    start, end = sentence
    found = [e for e in starting_within(entities, start, end) if e[1] <= end]
    piece = text[start:end]
    found += [(start + s, start + e) for s, e in dates.find(piece)]
    found += [(start + m.start(1), start + m.end(1)) for m in _BARE_YEAR.finditer(piece)]
    found += [(start + m.start("month"), start + m.end("month")) for m in ENDS.finditer(piece)]
    out: list[Span] = []
    for span in sorted({with_second_year(text, s) for s in found}, key=lambda s: (s[0], -s[1])):
        if (out and span[0] < out[-1][1]) or (
            _ZONE.match(text, span[0]) and _AT_HOUR.search(text[max(start, span[0] - 8) : span[0]])
        ):
            continue
        if _LAST_ONE.fullmatch(text, *span) and _OF_SOMETHING.match(text, span[1]):
            continue  # "the last day of the session", "the last year before the reductions"
        own = [f for f in figures if f.start < span[1] and span[0] < f.end]
        if all(_counts_back(text, span, f) for f in own) and not _CROP.match(text, span[0]):
            out.append(span)
    return out


def _counts_back(text: str, span: Span, f: Figure) -> bool:
    """Whether a stretch of time is told by its length from now: "in the past" + "14 months", "two years" + "ago" are when something was."""
    if f.kind != "duration" or not span[0] <= f.start < f.end <= span[1]:
        return False
    counted = (
        f.end == span[1] or _OF_A_YEAR.fullmatch(text, f.end, span[1]) is not None
    )  # "the last" + "three months" + "of 2021"
    return (counted and _FROM_NOW.fullmatch(text, span[0], f.start) is not None) or text[f.end : span[1]] == " ago"


def resolved(text: str, span: Span, published: str | None, *, led: bool = True) -> Period | None:
    """The time that a date expression of a text tells, with the word before it that opens it to one side.

    Args:
        text: The text.
        span: Of the expression.
        published: ISO day of publication, or null.
        led: Whether the words before it count.
    """
    lead = None if not led else _OPEN.search(text[max(0, span[0] - 20) : span[0]])
    before = text[max(0, span[0] - 5) : span[0]]
    onwards = before.lower() == "from " and _ONWARDS.match(text, span[1])
    if led and ((before == "From " and text.startswith(",", span[1])) or onwards):
        lead = _FROM.search(before)
    start = span[0] - (len(lead[0]) if lead else 0)
    words = worded(text, span) if led else None
    period = dates.resolve(words or text[start : span[1]], published=published)
    inner = dates.find(text[slice(*span)]) if period is None else []
    if period is None and not inner and (month := _LAST_MONTH.search(text, *span)) is not None:
        inner = [(month.start() - span[0], month.end() - span[0])]  # "the financial year that ended" + "last month"
    if len(inner) == 1 and span[0] + inner[0][1] == span[1]:  # "the six months ended" + "30 June 2024"
        span = span[0] + inner[0][0], span[1]
        period = dates.resolve(text[slice(*span)], published=published)
    if period is not None and words is not None:
        period = replace(period, text=text[slice(*span)])
    if period is None or (period.start_date is None and period.end_date is None and (period.timex or "P").startswith("P")):
        return period if period is not None and (period.timex == "PRESENT_REF" or running(period.text)) else None
    return stretch(text, span, period)


def ends_together(text: str, spans: Sequence[Span], published: str | None) -> list[Span]:
    """Spans of dates, the two ends of a stretch made one: "between 7 March and 8 April 2024"."""
    out: list[Span] = []
    for span in spans:
        before = out[-1] if out else None
        if before is not None and text[before[1] : span[0]].lower() in _JOINS:
            lead = _FROM.search(text[max(0, before[0] - _FROM_CHARS) : before[0]])
            whole = (before[0] - (len(lead[0]) if lead else 0), span[1])
            led = text[whole[0] : whole[0] + _FROM_CHARS].lower().startswith(("between ", "from "))
            period = dates.resolve(text[slice(*whole)], published=published) if led else None
            if period is not None and period.start_date and period.end_date:
                out[-1] = whole
                continue
        out.append(span)
    return out


def _counted_back(text: str, sentence: Span, f: Figure) -> str | None:
    """`five years earlier`, close before a figure in its clause: counted from the date before it."""
    found = _YEARS_BEFORE.search(text, max(sentence[0], f.start - _LEAD_CHARS), f.start)
    if found is None or _HAD_BEEN.fullmatch(text, found.end(), f.start) is None:
        return None
    own = f.period is not None and text.find(f.period.text, sentence[0], found.start()) < 0
    return None if own else found[0]


def _is_ahead(period: Period, published: str | None) -> bool:
    """Whether a date cannot be that of the telling: "For 2027, it expects growth of 3 percent"."""
    return bool(published and period.start_date and period.start_date > published)


def _reaches(aside: Span | None, f: Figure) -> bool:
    """Whether a figure stands in the part of its sentence that a date is told in."""
    return aside is None or aside[0] <= f.end <= aside[1]


def find_periods(  # noqa: C901 (one state machine, read top to bottom)
    text: str,
    sentence: Span,
    figures: Sequence[Figure],
    spans: Sequence[Span],
    *,
    published: str | None,
    told: Sequence[Span] = (),
    participles: Collection[int] = (),
    last_told: Period | None = None,
) -> None:
    """Sets the period of the figures of one sentence.

    A date right behind a figure (before the next figure) is its own; else the nearest date before it that belongs to no
    other figure. Dates of release are none ("the census released in 2021").

    Args:
        text: The text.
        sentence: Offsets of the sentence.
        figures: Its figures, in order.
        spans: From `sentence_dates`.
        published: ISO day of publication, or null.
        told: For each figure the stretch that is told together with it: a date outside of it is that of the telling. None: the
            sentence.
        participles: Where the participles of the sentence begin that qualify a noun.
        last_told: The last period of the sentence before.
    """
    told = told or [sentence] * len(figures)
    spans = ends_together(text, spans, published)
    free: list[tuple[Span, Period]] = []
    asides: dict[Span, Span | None] = {}
    other = same_times(text, sentence)
    if all(any(a <= span[0] < b for a, b in other) for span in spans):
        other = []  # "430 people died, against 512 in the same period of 2024": nothing says more of when
    for span in spans:
        if any(a <= span[0] < b for a, b in other):
            continue
        if RELEASED.search(text[max(sentence[0], span[0] - 40) : span[0]]) or is_valued_at(text, span):
            continue
        if THAN.search(text[max(sentence[0], span[0] - _THAN_CHARS) : span[0]]) and not any(
            f.end <= span[0] and f.is_change for f in figures
        ):
            continue
        if _LESS_AGO.fullmatch(text, *span) and any(f.end == span[0] - 1 for f in figures):
            continue  # "2.1 percent" + "less than a year ago"
        if is_of_something_else(text, sentence, span, spans):
            continue
        of_a_bond = text[max(0, span[0] - 4) : span[0]] in {"the ", "The ", "its "} and _MATURITY.match(text, span[1])
        follows = dates_only_what_follows(text, span)
        period = None if of_a_bond else resolved(text, span, published, led=not follows)
        if period is None or (_PART_OF_DAY.search(period.timex or "") and text.startswith(("'s ", "’s "), span[1])):
            continue  # "this morning's papers" tell of other days
        free.append((span, period))
        asides[span] = (span[0], sentence[1]) if follows else aside_around(text, sentence, span, participles)
    definite = [(s, p) for s, p in free if not (p.timex or "").endswith("_REF") or running(p.text)]
    if definite:  # "recently" only where nothing else is said, "now" only where it is the last date before the figure
        free = [(s, p) for s, p in free if p in [d for _, d in definite] or p.timex == "PRESENT_REF"]
    taken: set[Span] = {s for s, _ in free if is_of_forecast(text, sentence, s)}
    taken |= {s for s, _ in free if _BASE.search(text[max(sentence[0], s[0] - 24) : s[0]])}
    for i, f in enumerate(figures):
        planned = year_of_forecast(text, sentence, f, [s for s, _ in free])
        if planned is not None:
            f.period = next(p for s, p in free if s == planned)
            continue
        now = next((p for s, p in free if p.timex == "PRESENT_REF" and text[f.end : s[0]] == " "), None)
        if now is not None:
            f.period = now
            continue
        behind = next_of_its_own(text, figures, i)
        after = figures[behind].start if behind < len(figures) else sentence[1]
        for span, period in definite or free:
            if not _reaches(asides[span], f):
                continue
            listed = text.startswith(":", span[1]) and _OPENS_ITEM.search(text, f.end, span[0]) is not None
            leads = text[span[1] : after] == " " and "," in text[f.end : span[0]]  # "40 units" + ", in July" + "55"
            beside = _BESIDE_IT.fullmatch(text, f.end, span[0]) is not None  # told with it, wherever what is said ends
            if f.end <= span[0] < (after if beside else min(after, told[i][1])) and not (listed or leads):
                between = text[f.end : span[0]]
                if behind < len(figures) and _NEXT_CLAUSE.search(between):
                    break
                if (
                    _BREAK.search(between)
                    or _WAS.search(between)
                    or (
                        (len(between) > 70 or ("," in between and len(between) > 40))
                        and not (_LISTED.fullmatch(between) and text[span[1] : sentence[1]].strip() in _STOPS)
                    )
                ):
                    break
                on = _BASED.fullmatch(between) is not None
                if on and (f.is_change or f.kind == "percent") and _UNITS.fullmatch(text[slice(*span)]):
                    taken.add(span)
                    break  # "0.3 points on the quarter": on the one before
                based = on and _IS_YEAR.search(period.timex or "") is not None
                if period.timex == "PRESENT_REF" and "than" in between:
                    break
                if is_level_compared(text, between, span, times=f.kind == "ratio") or (
                    f.is_change and (based or _COMPARED.search(_AGO.sub("", between)))
                ):
                    f.from_ = Earlier(value=None, period=period)
                    taken.add(span)
                    break
                f.period = period
                taken.add(span)
                break
    for i, f in enumerate(figures):
        if f.period is not None or f.is_earlier:
            continue
        before = [
            (s, p)
            for s, p in free
            if f.start - _COVER_CHARS <= s[1] <= f.start
            and (told[i][0] <= s[0] or _is_ahead(p, published) or _FOR.search(text[max(sentence[0], s[0] - 14) : s[0]]))
            and s not in taken
            and _reaches(asides[s], f)
            and not _ASIDE.match(text, s[1], f.start)
        ]
        if before:
            f.period = before[-1][1]
        elif (
            i + 1 < len(figures)
            and figures[i + 1].period is not None
            and f.main < 0
            and figures[i + 1].start - skip_rhythm(text, f.end, figures[i + 1].start) < 12
            and _BREAK.search(text, f.end, figures[i + 1].start) is None
            and not figures[i + 1].is_earlier
            and _LATER_CLAUSE.search(text, f.end, figures[i + 1].start) is None
            and not OF_THEM.match(text, figures[i + 1].end)
            and not (figures[i + 1].kind == "ratio" and figures[i + 1].value > 1)  # "70 a day, double last year's rate"
        ):
            f.period = figures[i + 1].period
    for i, f in enumerate(figures):
        behind = next_of_its_own(text, figures, i)
        after = figures[behind].start if behind < len(figures) else sentence[1]
        if f.period is None or f.from_ is not None or not _MORE.match(text, f.end):
            continue
        base = next((p for s, p in free if f.end < s[0] < after and p != f.period and THAN.search(text[f.end : s[0]])), None)
        f.from_ = Earlier(value=None, period=base) if base is not None else None
    for previous, f in pairwise(figures):
        if previous.main >= 0:
            previous = figures[previous.main]
        if (
            f.is_change
            and f.period is None
            and not previous.is_earlier
            and f.start - previous.end < _SHARED_CHARS
            and previous.trend == f.trend != "none"
        ):
            f.period = previous.period  # "reached 695 million tonnes in 2023, up 1.3 percent"
    for f in figures:
        ends = _BETWEEN.fullmatch(f.period.text) if f.period and f.earlier >= 0 else None
        if ends and figures[f.earlier].period in {None, f.period}:  # "between 2016 and 2022 it rose from 1,200 to 3,000"
            figures[f.earlier].period = dates.resolve(ends[1], published=published)
            f.period = dates.resolve(ends[2], published=published)
    for i, f in enumerate(figures):
        if (back := _counted_back(text, sentence, f)) is not None:
            anchor = next((p.period for p in reversed(figures[:i]) if p.period is not None), f.period)
            timex = anchor.timex if anchor is not None else None
            f.period = (dates.counted_from(back, anchor=timex, published=published) if timex else None) or f.period
    each_its_time(text, figures, free)
    next_ones(text, figures, published)
    count_from_figures(text, sentence, figures, published, told=last_told)
    share_with_neighbours(text, figures)
    for f in figures:
        if f.main >= 0 and f.period is None:
            f.period = figures[f.main].period if f.main < len(figures) else None

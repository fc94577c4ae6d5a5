"""Figures without a time in texts that report on one: "Inflation slows to 3.1 percent in March", "Fisheries, April to June 2025".

What happened, in the sentences below that tell no time, happened then; within a paragraph, at the time that was told last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby

from spacy.tokens import Doc, Token

from policynlp.document import Passage, Span
from policynlp.months import MONTH
from policynlp.tag import dates
from policynlp.tag.claims.base_periods import count_from_figures
from policynlp.tag.claims.figure import MOST_TOLD, OF_THE_PAST, Figure
from policynlp.tag.claims.going_on import is_past
from policynlp.tag.claims.governors import subject_of, verb_of
from policynlp.tag.claims.report_times import EDGE, LEAST_DAYS, days, key, time_of_heading, time_of_text
from policynlp.tags import Period, Quote

_KINDS = frozenset({"percent", "money", "count", "measure", "ratio"})
_THE_SAME = re.compile(
    r"(?:(?:in|during|over|for)[ ])?(?:the|this)[ ](?:reporting[ ])?(?P<unit>quarter|month|half|year|period|week)(?:[ ]under[ ]review)?",
    re.IGNORECASE,
)
_RUNNING = re.compile(r"\bthis[ ](?:quarter|month|half|year|week)$", re.IGNORECASE)
"""Of the day of publication, where there is one."""
_GRAIN_DAYS = {
    "week": (6, 8),
    "month": (27, 32),
    "quarter": (88, 93),
    "half": (180, 185),
    "year": (364, 367),
    "period": (6, 370),
}
_FISCAL_PART = re.compile(r"FY\d{4}(?:-(?P<part>[QH])\d)?")
_NOT_OVER = frozenset({"quarter", "half", "month"})
"""Stretches of the day of publication that what happened is hardly told of."""
_OF_THE = re.compile(
    r"\b(?:(?:of|in|across|among|for|from) (?:the|its|their|all)|population of(?: (?:about|some|over|nearly|around))?) $"
)
"""In front of how many there are at any time: "the highest rate of the" + "10 provinces", "with a population of" + "26,000"."""
_BASE = re.compile(
    r"\b(?:since|from|than|with|over|on|against|of|to|versus|record|as) (?:in |at |the |that of )*$", re.IGNORECASE
)
"""In front of the time of something that is compared with."""
_COMPARED = re.compile(
    r"\b(?:after|against|compared (?:with|to)|from|than|versus|above|below|following)[ ]"
    r"(?:(?:a|an|the|about|only|some)[ ]){0,2}(?:[a-z]+[ ]of[ ])?$",
    re.IGNORECASE,
)
_TIME_NAMED = re.compile(rf"\b(?:{MONTH}|(?:19|20)\d\d)\b(?! ?(?:percent|per cent))", re.IGNORECASE)
_AGO = re.compile(
    r"\b(?:years?|months?|weeks?|decades?|days?) (?:ago|earlier|before|later)\b|\bweeks? (?:\d|of)"
    r"|\b(?:following|next|previous|preceding|same) (?:years?|months?|weeks?|quarters?)\b"
    r"|\b(?:previously|formerly|back then|since then)\b",
    re.IGNORECASE,
)
_FRONT_CHARS = 40
_WHOLE_YEAR = re.compile(
    r"\b(?:full[- ]year|annual(?! (?:inflation|pace|terms|basis|declines?|drops?|falls?|rises?|increases?|gains?)\b)"
    r"|whole year|year as a whole|cumulative(?:ly)?|to date|so far|over the years?)\b",
    re.IGNORECASE,
)
_YEAR_DAYS = 300
_LENGTHS = re.compile(r"\b(?:average|mean|median|length|duration|waiting|spent|lasted)\b", re.IGNORECASE)
_DAY = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tonight|midday|noon|morning)\b")
_TOLD = re.compile(
    r"\b(?:said|showed|shows|reported|released|published|announced|told \w+|according to [^.;]{2,30})(?: late| early)?(?: on)? $"
)
_ABOVE = frozenset({"title", "heading"})
_SINGLE_ACTS = frozenset(
    str.split(
        """find bear buy purchase acquire build construct design create open start begin found invent discover write marry survey examine
        enrol enroll interview test fine sentence jail sue award settle inherit borrow lend join retire die bequeath donate own walk run
        launch develop unveil rescue bomb burn pay cost teach study publish plant move earn steal weigh forge kill"""
    )
)
"""Verbs of what is done once, or by somebody; sums and counts beside them are of that day."""
_SOMEBODY = frozenset({"he", "she", "i", "you", "who"})
_OTHER_STORY = re.compile(
    r"\b(?:when|who|whose|at the (?:last |general )?election|in (?:a|the) (?:trial|case|study|paper)"
    r"|(?:former|previous|first|old|early|late) (?:government|owner|minister|president|mayor|director|version|edition)s?)\b",
    re.IGNORECASE,
)
_ANY_TIME = re.compile(r"\bthe (?:long-term |usual |normal )?(?:average|norm|record|target|maximum|minimum)\b", re.IGNORECASE)
"""Not of the time that was told just before."""
_NEXT_TOKENS = 3
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_IT = frozenset({"it", "they", "that", "this", "he", "she", "these", "those"})


def set_reported_periods(
    doc: Doc, text: str, passages: Sequence[Passage], figures: Sequence[Figure], *, published: str | None
) -> Period | None:
    """Gives figures without a time the one that their paragraph, section or text reports on, where they are told as what happened.

    A paragraph that has told of another time is left alone from there on, and so are what somebody says in marks, what a person did
    and single acts, which a report may tell of any time ("The bridge cost 3.8 billion to build").

    Args:
        doc: Parsed.
        text: Its text.
        passages: Its prose, in order.
        figures: Of them, in order.
        published: ISO day of publication, or null.

    Returns:
        The time that the whole text reports on, or null.
    """
    starts = [f.start for f in figures]
    within = [figures[bisect_left(starts, p.start) : bisect_left(starts, p.end)] for p in passages]
    report = time_of_text(text, passages, within, published)
    direct = _direct(doc._.policynlp_quotes or ())
    headed: dict[str, Period | None] = {}
    for passage, inside in zip(passages, within, strict=True):
        if passage.kind == "caption" or not inside:
            continue
        section = passage.section or ""
        if section not in headed:
            headed[section] = time_of_heading(section, published) if section and passage.kind != "heading" else None
        _read_passage(doc, text, passage, inside, headed[section] or report, direct, published)
    _repeat_in_title(passages, within)
    for f in figures:
        if f.main >= 0 and f.period is None:
            f.period = figures[f.main].period
    return report


def _read_passage(
    doc: Doc,
    text: str,
    passage: Passage,
    inside: Sequence[Figure],
    report: Period | None,
    direct: Sequence[Span],
    published: str | None,
) -> None:
    told: Period | None = None  # by the sentence before, where it told one time
    apart = False
    before = 0
    for (first, last), group in groupby(inside, key=lambda f: f.sentence):
        members = list(group)
        if len(members) > MOST_TOLD:
            told, apart = None, True
            continue
        if first - before > _NEXT_TOKENS:
            told = None  # a sentence without a figure stands between
        before = last
        sentence = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        own = _own_times(text, sentence, members, report, published)
        if own:
            apart = apart or any(report is None or not _within(p, report) for p in own)
            told = own[-1] if len({key(p) for p in own}) == 1 and EDGE.search(own[-1].text) is None else None
            continue  # its other figures have their time from it, or none
        if told is not None:
            period = told if _is_over(told, published) and (report is None or _within(told, report)) else None
        else:
            period = None if apart else report
        if period is None:
            continue
        given = False
        went_on = told is not None
        if days(period) < _YEAR_DAYS and _WHOLE_YEAR.search(text, *sentence):
            continue
        for f in members:
            if went_on and days(period) < LEAST_DAYS and (f.trend != "none" or not _is_level(doc, f)):
                continue
            if f.period is None and _is_of_then(doc, text, f, passage, direct, went_on=went_on):
                f.period = period
                given = True
        if given:
            count_from_figures(text, sentence, members, published)


def _own_times(
    text: str, sentence: Span, members: Sequence[Figure], report: Period | None, published: str | None
) -> list[Period]:
    """The times that a sentence tells of its figures, not of what they are compared with; "the quarter" is the one reported on."""
    own = []
    for f in members:
        words = f.period.text.strip() if f.period is not None else ""
        same = None if published is not None and _RUNNING.search(words) else _THE_SAME.fullmatch(words)
        if same is not None and report is not None and _has_grain(report, same["unit"]) and f.nature in OF_THE_PAST:
            f.period = report
        elif (
            (running := same or _THE_SAME.fullmatch(words)) is not None
            and running["unit"].lower() in _NOT_OVER
            and f.nature in OF_THE_PAST
            and _goes_beyond(f.period, published)
        ):
            f.period = None  # "in the quarter", of a text that nowhere says which: hardly the one that has just begun
        compared = _COMPARED.search(text, max(sentence[0], f.start - 40), f.start) is not None
        if f.period is not None and not f.is_earlier and not compared:
            own.append(f.period)
    return own


def _is_of_then(doc: Doc, text: str, f: Figure, passage: Passage, direct: Sequence[Span], *, went_on: bool) -> bool:
    if f.is_earlier or f.nature not in OF_THE_PAST or f.main >= 0:
        return False
    sentence = doc[f.sentence[0]].idx, doc[f.sentence[1] - 1].idx + len(doc[f.sentence[1] - 1])
    if f.kind not in _KINDS and not (f.kind == "duration" and _LENGTHS.search(text, *sentence)):
        return False
    if f.kind == "count" and _OF_THE.search(text, max(passage.start, f.start - 24), f.start):
        return False
    if _is_at_another_time(text, sentence, f):
        return False
    if any(a <= f.start < b for a, b in direct) or _OTHER_STORY.search(text, *sentence):
        return False
    verb = verb_of(doc, f)
    if verb is not None and not verb.is_alpha:  # a bullet
        verb = next((t for t in doc[slice(*f.sentence)] if t.is_alpha and t.tag_ in _FINITE), None)
    if verb is None:
        return not went_on and (passage.kind == "title" or (passage.kind == "list" and passage.number is None))
    subject = subject_of(verb)
    if verb.lemma_ in _SINGLE_ACTS or verb.dep_ in {"relcl", "acl"}:
        return False
    if subject is not None and (subject.lower_ in _SOMEBODY or subject.ent_type_ == "PERSON"):
        return False
    if went_on and not _goes_on(text, sentence, f, subject):
        return False
    return is_past(verb)


def _goes_on(text: str, sentence: Span, f: Figure, subject: Token | None) -> bool:
    """Whether a figure may be of the time that the sentence before told: "It fell to 3 percent" is later, a record any time."""
    if f.trend != "none" and subject is not None and subject.lower_ in _IT:
        return False
    return _ANY_TIME.search(text, sentence[0], f.start) is None


def _repeat_in_title(passages: Sequence[Passage], within: Sequence[Sequence[Figure]]) -> None:
    """A figure of a title or heading that the text tells again is of the time that is told there."""
    told = [
        f for p, inside in zip(passages, within, strict=True) if p.kind not in _ABOVE for f in inside if f.period is not None
    ]
    for passage, inside in zip(passages, within, strict=True):
        for f in inside if passage.kind in _ABOVE else ():
            if f.period is None and not f.is_earlier:
                again = next(
                    (g for g in told if (g.value, g.unit, g.kind) == (f.value, f.unit, f.kind) and not g.is_earlier), None
                )
                f.period = again.period if again is not None else None


def _is_over(period: Period, published: str | None) -> bool:
    return bool(period.start_date and period.end_date) and (published is None or (period.end_date or "") <= published)


def _goes_beyond(period: Period | None, published: str | None) -> bool:
    return period is not None and published is not None and (period.end_date or "") > published


def _is_level(doc: Doc, f: Figure) -> bool:
    """Whether a figure is told as a level: "stood at 41 percent", on the day that was told of another."""
    verb = verb_of(doc, f)
    return verb is not None and verb.lemma_ in {"be", "stand", "total", "measure", "hold"}


def _has_grain(period: Period, unit: str) -> bool:
    fiscal = _FISCAL_PART.fullmatch(period.timex or "")
    if fiscal is not None and not period.start_date:
        return {"Q": "quarter", "H": "half", None: "year"}[fiscal["part"]] == unit.lower()
    low, high = _GRAIN_DAYS[unit.lower()]
    return low <= days(period) <= high


def _within(period: Period, report: Period) -> bool:
    """Whether a time is the one that is reported on, or a part of it."""
    if key(period) == key(report):
        return True
    if not (period.start_date and period.end_date and report.start_date and report.end_date):
        return False
    return report.start_date <= period.start_date and period.end_date <= report.end_date


def _direct(quotes: Sequence[Quote]) -> list[Span]:
    """What is said in marks."""
    return [span for q in quotes if q.kind in {"direct", "mixed"} for span in q.content]


def _is_at_another_time(text: str, sentence: Span, f: Figure) -> bool:
    """Whether the sentence of a figure tells a time of its own, though none that was read as the figure's, or a day or an hour."""
    if text[f.start - 1 : f.start] == "(" and f.kind in {"count", "money"}:
        return True  # what it was before: "rose to 3,286 (3,241)"
    own = [
        (sentence[0] + start, sentence[0] + end)
        for start, end in dates.find(text[slice(*sentence)])
        if not _BASE.search(text, max(sentence[0], sentence[0] + start - 24), sentence[0] + start)
    ]
    own += [
        m.span()
        for m in _TIME_NAMED.finditer(text, *sentence)
        if not _BASE.search(text, max(sentence[0], m.start() - 24), m.start())
    ]
    if any(end <= f.start for _, end in own) or _AGO.search(text, sentence[0], min(f.start, sentence[0] + _FRONT_CHARS)):
        return True
    return any(not _TOLD.search(text, max(sentence[0], m.start() - 40), m.start()) for m in _DAY.finditer(text, *sentence))

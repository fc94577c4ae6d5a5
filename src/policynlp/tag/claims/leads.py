"""Items of a list, which say less than they mean: what they are, when, and of what stands in the line that leads to them.

"By 2030, the Government will strive to achieve the following: (a) ...", "the tax shall not exceed: (a) 5 per cent ...",
"The bureau's forecasts for crop production in 2025-26 are: • Queensland: 3.4 million tonnes".
"""

# ruff: noqa: E501 (patterns are read by the line)
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from policynlp.document import Passage
from policynlp.tag import dates
from policynlp.tag.claims.aims import was
from policynlp.tag.claims.bounds import bound_before
from policynlp.tag.claims.direction import anchor
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.governors import subject_of, verb_over
from policynlp.tag.claims.phrases import core, object_of
from policynlp.tag.claims.trend_words import TRENDS
from policynlp.tag.quotes.source_nouns import is_somebody
from policynlp.tags import Bound, Nature, Period, TextSpan

_ENDS = re.compile(r"(?::[-–—]?|[-–—]{1,2})\s*$")
_LEAD_CHARS = 400
_SENTENCE = re.compile(r"[.;!?][ ]+(?=[A-Z(])")
_AIMS = r"(?:targets?|goals?|objectives?|aims|priorities|commitments|pledges|recommendations)"
_FORECASTS = r"(?:forecasts?|projections?|predictions?|expectations)"
_ARE = r"(?:[ ](?:are|is|include|includes|comprise|will[ ]be)(?:[ ](?:to|the[ ]following|as[ ]follows))?|[ ]as[ ]follows|[ ]by[ ][a-z-]+)?"
_ACHIEVE = r"(?:achieve|reach|meet|attain|pursue|deliver|do|take|implement|adopt|ensure|secure)"
_NATURES: tuple[tuple[re.Pattern[str], Nature], ...] = tuple(
    (re.compile(words, re.IGNORECASE), nature)  # type: ignore[misc]
    for words, nature in (
        (r"^(?:by|until)[ ][^.;]{0,40}\b20\d\d\b[^.;]{0,12}$", "target"),
        (rf"\b(?:will|shall|must|should)[ ](?:\w+[ ]to[ ])?{_ACHIEVE}[ ](?:the[ ]following|these)(?:[ ]\w+){{0,3}}$", "target"),
        (rf"^(?:[\w'’,–/-]+[ ]){{0,12}}?{_AIMS}\b(?![ ](?:was|were|had)\b)(?:[ ](?:for|of|by|to|in|at|until|under)[ ][^.;:]{{2,60}}?)?{_ARE}$", "target"),
        ((r"\b(?:aims?|plans?|intends?|seeks?|strives?|pledges?|promises?|undertakes?|commits?|proposes?|wants?|needs?|resolves?|agrees?|is|are|has|have)[ ]to"
         rf"(?:[ ]{_ACHIEVE}[ ](?:the[ ]following|these)(?:[ ]\w+){{0,3}}|[ ]ensure[ ]that)?$"), "target"),
        (r"\b(?:call(?:s|ed)?[ ](?:up)?on|urge[sd]?|ask(?:s|ed)?|request(?:s|ed)?|invite[sd]?|instruct(?:s|ed)?|direct(?:s|ed)?)[ ][^.;:]{3,90}?[ ]to(?:[ ]ensure[ ]that)?$", "target"),
        (r"\b(?:must|shall|should)(?:[ ](?!have\b)[\w-]+){0,6}$", "target"),
        (r"\b(?:recommends?|demands?|proposes?|requires?|insists?)(?:[ ]that(?:[ ][\w'’&-]+){1,8}|[ ]the[ ]following(?:[ ]\w+){0,2})?$", "target"),
        (rf"^(?:[\w'’,–/-]+[ ]){{0,12}}?{_FORECASTS}\b(?![ ](?:was|were|had)\b)(?:[ ](?:for|of|by|to|in|at|until|under)[ ][^.;:]{{2,80}}?)?{_ARE}$", "forecast"),
        (r"\b(?:expects?|forecasts?|projects?|predicts?|anticipates?|foresees?)(?:[ ](?:that|the[ ]following)(?:[ ]\w+){0,3})?$", "forecast"),
        (r"\b(?:will|would)(?:[ ](?:be|to|also|include|the|following|then)){0,4}$", "forecast"),
    )
)  # fmt: skip
"""The end of a line that leads to a list, without its colon, with what its items are."""
_OVER = re.compile(
    r"\b(?:achieved|met|reached|missed|attained|progress|performance|results?|compared|against|towards?|was|were|had|did)\b",
    re.IGNORECASE,
)
_POLL = re.compile(
    r"\b(?:whether|respondents|polled|surveyed|(?:residents|voters|people|participants)[ ](?:said|say|think|thought|believe))\b",
    re.IGNORECASE,
)
"""What was asked in a poll is nobody's aim: its items say how many want it."""
_WILL = re.compile(r"\bwill$", re.IGNORECASE)
_VERBAL = re.compile(r"\b(?:to|will|shall|must|should)$", re.IGNORECASE)
_PREPS = r"(?:in|by|for|during|until|over|of)"
_FIRST = re.compile(
    rf"(?:[\W\d]|\(\w{{1,4}}\)){{0,12}}{_PREPS}[ ](?:the[ ])?(?:year[ ]|end[ ]of[ ]|period[ ])?$", re.IGNORECASE
)
_PREP_BEFORE = re.compile(rf"[ ]{_PREPS}[ ](?:the[ ])?$", re.IGNORECASE)
_AFTER_NOUN = re.compile(
    rf"\b(?:{_AIMS}|{_FORECASTS}|exports?|imports?|sales|production|output|prices?|spending|revenues?|results?)\b[^.;:,]{{0,60}}?[ ]{_PREPS}[ ](?:the[ ])?$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:19|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_LABEL = re.compile(r"\W{0,4}(?:\(?\w{1,4}[.)][ ])?(?P<label>[A-Z][\w.'’&/() -]{1,44}):[ ]")
_OPENING = re.compile(
    r"\W{0,4}(?:\(?\w{1,4}[.)][ ])?\W{0,2}(?:(?:a|an|the|in any case|as to|up to|at least|about)[ ]){0,2}(?:[A-Z]{1,3}\$?|Rs\.?|KSh\.?)?[ ]?"
)
_BY_OR_TO = re.compile(r"\b(?:by|to)[ ](?:(?:about|at|least|most|more|less|than|up|no|over|nearly|some|an?|around)[ ]){0,4}$")
_CHANGES = frozenset(
    {"cut", "double", "halve", "triple", "boost", "trim", "raise", "slash", "increase", "reduce", "lower", "curb"}
)
"""Deeds that may be read as nouns at the start of an item, all in `TRENDS`."""
_NUMBER = re.compile(r"\(?([a-z]+|\d+)[.)]+", re.IGNORECASE)
_PER_WHAT = re.compile(
    r"\bby[ ](?:product|state|country|region|province|sector|month|market|commodity|category|group)$", re.IGNORECASE
)
_NOTED = re.compile(
    r"(?:note|recogni[sz]e|acknowledge|recall|welcome|condemn|regret|deplore|observe|remember)\b", re.IGNORECASE
)
"""As in "urged the government to: - recognise that 40 percent of children are poor": what is to be noted is so already."""
_BESIDE = re.compile(
    r",[ ](?:which|who|whose)\b[^,;]*$|\b(?:now|currently)[ ](?:at[ ]|about[ ]|only[ ]|just[ ])?$", re.IGNORECASE
)
_UPPER_CUES = re.compile(r"\b(?:exceed|more[ ]than|less[ ]than|at[ ]least|at[ ]most|up[ ]to)$", re.IGNORECASE)
"""Not "over" and "below": "We handed over:", "the items below:"."""


@dataclass(frozen=True)
class _Lead:
    """What a line gives to the items below it.

    Attributes:
        number: Its own number, whose successor ends the list.
        nature: Of what is no outturn by its own words.
        period: Of what has none.
        bound: Of the figure that an item begins with.
        measure: Of the figure that an item begins with, or whose label says which of several it is.
        labelled: Whether the measure is that of items with a label.
        acts: Whether its items tell what somebody will do: they begin with a verb.
        verbal: Whether it ends with "to" or with "will", so that its items begin with a verb.
    """

    number: str | None
    nature: Nature = "outturn"
    period: Period | None = None
    bound: Bound = "exact"
    measure: TextSpan | None = None
    labelled: bool = False
    acts: bool = False
    verbal: bool = False


def follow_leads(doc: Doc, passages: Sequence[Passage], figures: Sequence[Figure], *, published: str | None) -> None:
    """Gives the figures of list items what the line above the list says of all of them.

    Args:
        doc: Parsed.
        passages: Its prose, in order.
        figures: Of them, in order.
        published: ISO day of publication, or null.
    """
    starts = [f.start for f in figures]
    text = doc.text
    for passage, lead in _led(doc, text, passages, published):
        inside = figures[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]
        for i, f in enumerate(inside):
            _follow(doc, text, passage, f, lead, first=i == 0, published=published)


def _follow(doc: Doc, text: str, passage: Passage, f: Figure, lead: _Lead, *, first: bool, published: str | None) -> None:
    opens = first and _OPENING.fullmatch(text, passage.start, f.start) is not None
    if opens and lead.bound != "exact" and f.bound == "exact":
        f.bound = lead.bound
    if opens and lead.bound != "exact" and lead.measure is not None and (f.measure is None or f.share_of is not None):
        f.measure = lead.measure
    label = _LABEL.match(text, passage.start, passage.end) if lead.labelled else None
    if label is not None and label.end() <= f.start and lead.measure is not None:
        of_label = f.measure is None or f.measure.start < label.end()
        if of_label:
            f.measure = lead.measure
            f.scope = TextSpan(start=label.start("label"), end=label.end("label"), text=label["label"])
    deed = _deed(doc, text, passage, verbal=lead.verbal) if lead.nature != "outturn" else None
    ahead = f.nature == "outturn" and lead.nature != "outturn" and (deed is not None or not lead.acts)
    if ahead and not f.is_earlier and not _told_beside(text, passage, f):
        past = f.period is not None and published is not None and (f.period.end_date or published) < published
        if not (past if deed is not None else was(doc, f, published) or _has(doc, f)):
            f.nature = lead.nature
    if deed is not None and f.measure is not None and f.measure.start == deed.idx and deed.lower_ in _CHANGES:
        _without_deed(text, f, deed)  # "cut emissions by 40 percent": the parser took a noun for it
    if f.period is None and lead.period is not None and not f.is_earlier:
        f.period = lead.period


def _told_beside(text: str, passage: Passage, f: Figure) -> bool:
    """Whether a figure of an item is no part of what the item asks for."""
    start = _OPENING.match(text, passage.start, passage.end)
    begin = start.end() if start else passage.start
    return _NOTED.match(text, begin) is not None or _BESIDE.search(text, begin, f.start) is not None


def _has(doc: Doc, f: Figure) -> bool:
    """As in "12 percent of pupils have no books": what is had is so already."""
    verb = verb_over(anchor(doc, f))
    return (
        verb is not None and verb.lemma_ == "have" and verb.tag_ in {"VBZ", "VBP"} and f.sentence[0] <= verb.i < f.sentence[1]
    )


def _deed(doc: Doc, text: str, passage: Passage, *, verbal: bool) -> Token | None:
    """The verb that an item begins with: "fund 1,500 new places", whatever the tagger takes it for behind "will"."""
    start = _OPENING.match(text, passage.start, passage.end)
    span = doc.char_span(start.end() if start else passage.start, passage.end, alignment_mode="expand")
    token = next((t for t in span or () if t.is_alpha), None)
    if token is None or token.lower_ != token.lemma_.lower():
        return None
    verb = token.pos_ in {"VERB", "AUX"} or token.lower_ in _CHANGES or (verbal and token.pos_ == "NOUN")
    return token if verb else None


def _without_deed(text: str, f: Figure, deed: Token) -> None:
    start = deed.idx + len(deed) + 1
    if f.measure is None or start >= f.measure.end:
        return
    f.measure = TextSpan(start=start, end=f.measure.end, text=text[start : f.measure.end])
    if f.trend == "none" and _BY_OR_TO.search(text, f.measure.end, f.start):
        f.trend = TRENDS[deed.lower_]
        f.is_change = True


def _led(doc: Doc, text: str, passages: Sequence[Passage], published: str | None) -> Iterator[tuple[Passage, _Lead]]:
    """Items of lists, each with the line that leads to it."""
    leads: list[tuple[_Lead, list[str]]] = []  # each with how its items are marked, where it has had one
    for passage in passages:
        listed = passage.number is not None or passage.kind == "list"
        mark = _mark(text, passage)
        while leads and (
            not listed or _succeeds(leads[-1][0].number, passage.number) or (leads[-1][1] and mark not in leads[-1][1])
        ):
            leads.pop()
        if leads:
            leads[-1][1].append(mark)
            yield passage, leads[-1][0]
        line = text[max(passage.start, passage.end - _LEAD_CHARS) : passage.end].rstrip()
        if (end := _ENDS.search(line)) is None:
            continue
        begin = passage.end - (passage.end - passage.start if len(line) < _LEAD_CHARS else _LEAD_CHARS)
        begin = max([begin, *(m.end() for m in _SENTENCE.finditer(text, begin, begin + end.start()))])
        lead = _read(doc, text, begin, passage, published)
        leads = [*leads, (lead, [])] if listed and leads else [(lead, [])]


def _mark(text: str, passage: Passage) -> str:
    """How an item is marked: its number with figures and letters made alike, or its bullet."""
    number = (passage.number or "").strip()
    return re.sub(r"[a-z]+", "a", re.sub(r"\d+", "1", number.lower())) if number else text[passage.start : passage.start + 1]


def _succeeds(before: str | None, number: str | None) -> bool:
    """Whether a number is the next one of its kind: "(2)" after "(1)", "b)" after "a)"."""
    old, new = (_NUMBER.fullmatch((n or "").strip()) for n in (before, number))
    if old is None or new is None:
        return False
    if old[1].isdigit() or new[1].isdigit():
        return old[1].isdigit() and new[1].isdigit() and int(new[1]) == int(old[1]) + 1
    return len(old[1]) == len(new[1]) == 1 and ord(new[1].lower()) == ord(old[1].lower()) + 1


def _read(doc: Doc, text: str, begin: int, passage: Passage, published: str | None) -> _Lead:
    """A line that ends with a colon as what it gives to its items."""
    end = _ENDS.search(text, begin, passage.end)
    stop = end.start() if end else passage.end
    line = text[begin:stop].rstrip()
    number = (passage.number or "").strip()
    bare = line[len(number) :].lstrip() if number and line.startswith(number) else line
    nature = next((n for pattern, n in _NATURES if pattern.search(bare)), None)
    if nature is not None and (_OVER.search(bare) or _POLL.search(bare)):
        nature = None
    verb = next((t for t in reversed(_tokens(doc, begin, stop)) if t.pos_ in {"VERB", "AUX"}), None)
    subject = subject_of(verb) if verb is not None else None
    subject = subject if subject is not None and begin <= subject.idx < stop else None
    acts = bool(nature == "forecast" and _WILL.search(bare) and subject is not None and is_somebody(subject))
    padded = f"{line} "
    bound = bound_before(padded, len(padded), 0) if _UPPER_CUES.search(line) else "exact"
    measure, labelled = None, False
    if bound != "exact":
        measure = _measured(doc, subject, begin, stop)
    elif (noun := _totalled(doc, begin, stop, line, forecast=nature == "forecast")) is not None:
        measure, labelled = core(doc, noun), True
    return _Lead(
        number=passage.number,
        nature="target" if acts else nature or "outturn",
        period=_dated(line, published, ahead=nature is not None),
        bound=bound,
        measure=measure,
        labelled=labelled,
        acts=acts,
        verbal=_VERBAL.search(bare) is not None,
    )


def _tokens(doc: Doc, begin: int, stop: int) -> list[Token]:
    span = doc.char_span(begin, stop, alignment_mode="contract")
    return list(span) if span is not None else []


def _measured(doc: Doc, subject: Token | None, begin: int, stop: int) -> TextSpan | None:
    """What a limit is of: the noun before the last "of", "a fine of up to", else the subject."""
    tokens = _tokens(doc, begin, stop)
    for i in range(len(tokens) - 1, 0, -1):
        if tokens[i].lower_ == "of" and len(tokens) - i <= 3 and tokens[i - 1].pos_ == "NOUN":
            return core(doc, tokens[i - 1])
    return core(doc, subject) if subject is not None and subject.pos_ == "NOUN" else None


def _totalled(doc: Doc, begin: int, stop: int, line: str, *, forecast: bool) -> Token | None:
    """What labelled items are parts of: "forecasts for crop production are", "Exports in October by product"."""
    tokens = _tokens(doc, begin, stop)
    if _PER_WHAT.search(line):
        return next((t for t in tokens if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"), None)
    noun = next((t for t in tokens if t.lemma_.lower() in {"forecast", "projection", "prediction"}), None) if forecast else None
    return object_of(noun, ("for", "of")) if noun is not None and noun.pos_ in {"NOUN", "PROPN"} else None


def _dated(line: str, published: str | None, *, ahead: bool) -> Period | None:
    """The one date of a line, where it begins the line or belongs to its noun."""
    found = dates.find(line) or [m.span() for m in _DATE.finditer(line)]
    if len(found) != 1:
        return None
    start, end = found[0]
    split = _PER_WHAT.search(line) is not None and _PREP_BEFORE.search(line, 0, start) is not None
    if not split and _FIRST.fullmatch(line, 0, start) is None and _AFTER_NOUN.search(line, 0, start) is None:
        return None
    return dates.resolve(line[start:end], published=published, tense="future" if ahead else "past")

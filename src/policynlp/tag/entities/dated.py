"""Dates and times among the entities: the model's spans completed, resolved against the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from policynlp.tag.dates import counted_from, find, resolve
from policynlp.tag.dates_words import DAY_PARTS, MONTHS, SEASONS, UNITS, WEEKDAYS
from policynlp.tag.entities.model_spans import TEMPORAL, trimmed
from policynlp.tag.entities.tenses import tense
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tags import Period

_WORDS = frozenset(
    [*UNITS, *MONTHS, *WEEKDAYS, *DAY_PARTS, *SEASONS, "eve", "christmas", "ramadan", "anniversary", "eid", "easter"]
)
_WHICH = frozenset({"this", "last", "next"})
_COMPARING = frozenset({"since", "in", "for"})
_BETWEEN = frozenset({",", "on", "at"})
_CLOCK = re.compile(r"T(?:\d|MO|AF|EV|NI|MI|DT)")
_ANCHOR = re.compile(r"\d{4}(?:-Q\d|-\d\d(?:-\d\d)?)?")
_YEAR_ALONE = re.compile(r"(?:(?:in|during|for) )?(?:19|20)\d\d", re.IGNORECASE)
_ANCHOR_TOKENS = 60
_OF_THE_MONTH = re.compile(r"\bof the month$", re.IGNORECASE)
_BEFORE_IT = re.compile(r"\b(?:previous|preceding)\b|\bbefore$", re.IGNORECASE)
_OF_ITS_YEAR = frozenset({"in", "during", "for"})
_GRAINS = {"quarter": re.compile(r"\d{4}-Q\d"), "month": re.compile(r"\d{4}-\d\d")}
_MOST_YEARS_BACK = 3
_NUMBER = re.compile(r"\d[\d.,]*")
_DASHES = frozenset("-–—")
_IN_FRONT = frozenset({"on", "over", "before", "as", "of", "during", "at", "in", "by"})
_MOST_BEHIND, _MOST_IN_FRONT = 2, 2
_YEAR_DIGITS = 4
_ANY_DAY = "2020-06-15"


def find_dates(doc: Doc, tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """The model's dates, and those that patterns find beside them or around them.

    Args:
        doc: The document.
        tokens: Its tokens.
        mentions: What the model found, all labels.
    """
    own = _patterned(doc, tokens)
    found = []
    temporal = [part for mention in mentions if mention.label in TEMPORAL for part in _parted(tokens, mention)]
    for m in _joined(temporal, tokens):
        if _leads_to_days(tokens, m, own):
            continue
        m = _with_which(tokens, m)
        around = next((o for o in own if o.overlaps(m)), None)
        if around is None:
            if _is_temporal(tokens, m):
                found.append(_cut(tokens, m))
        elif around.end - around.start >= m.end - m.start or resolve(tokens.words(m.start, m.end), published=None) is None:
            continue
        else:
            own.remove(around)
            found.append(m)
    return _with_clock(doc, sorted([*found, *own], key=lambda m: m.start))


def _leads_to_days(tokens: Tokens, m: Mention, own: list[Mention]) -> bool:
    """`The week` + "of 20-26 January 2025": the days say which."""
    week = tokens.lower[m.end - 1] == "week" and tokens.lower[m.start : m.end - 1] in ([], ["the"])
    return week and tokens.lower[m.end : m.end + 1] == ["of"] and any(o.start == m.end + 1 for o in own)


def _parted(tokens: Tokens, m: Mention) -> list[Mention]:
    """Dates that the model has taken for one with what stands beside: "27 March 2025 - Last year | 38 people", "in March | 3 ships".

    Args:
        tokens: The document.
        m: A span of the model.
    """
    if _is_read(tokens, m):
        counts = (
            _NUMBER.fullmatch(tokens.text[m.end - 1]) and m.end - m.start > 1 and tokens.lower[m.start - 1 : m.start] == ["in"]
        )
        month = tokens.lower[m.end - 2] in MONTHS and tokens.lower[m.end : m.end + 1] not in ([","], ["."], [])
        return [_ending(m, m.end - 1)] if counts and month and len(tokens.text[m.end - 1]) < _YEAR_DIGITS else [m]
    parts, start = [], m.start
    for i in range(m.start, m.end + 1):
        if i == m.end or _is_dash(tokens, i):
            parts += _without_count(tokens, Mention(start, i, m.label, m.origin, m.score)) if i > start else []
            start = i + 1
    return parts


def _without_count(tokens: Tokens, m: Mention) -> list[Mention]:
    """A span without the figure behind it, and without the preposition in front that keeps it from being read."""
    for end in range(m.end, max(m.start, m.end - _MOST_BEHIND - 1), -1):
        if end < m.end and not tokens.doc[end].like_num:
            break
        for start in range(m.start, min(end, m.start + _MOST_IN_FRONT + 1)):
            if start > m.start and tokens.lower[start - 1] not in _IN_FRONT:
                break
            if _is_read(tokens, part := Mention(start, end, m.label, m.origin, m.score)):
                return [part]
    return [m]


def _is_dash(tokens: Tokens, i: int) -> bool:
    """Whether a dash stands between two phrases; "year-on-year" is one."""
    return tokens.text[i] in _DASHES and bool(tokens.doc[i].whitespace_)


def _ending(m: Mention, end: int) -> Mention:
    return Mention(m.start, end, m.label, m.origin, m.score)


def _is_read(tokens: Tokens, m: Mention) -> bool:
    text = tokens.words(m.start, m.end)
    return resolve(text, published=_ANY_DAY) is not None or counted_from(text, anchor=_ANY_DAY, published=None) is not None


def _joined(mentions: list[Mention], tokens: Tokens) -> list[Mention]:
    """Two spans side by side that are one date: "the autumn of" + "2023"."""
    out: list[Mention] = []
    for m in mentions:
        if out and out[-1].end == m.start and not _is_read(tokens, out[-1]):
            both = Mention(out[-1].start, m.end, m.label, m.origin, m.score)
            if _is_read(tokens, both):
                out[-1] = both
                continue
        out.append(m)
    return out


def _with_which(tokens: Tokens, m: Mention) -> Mention:
    """`This` + `year` of "This year's allocation", where the model leaves off which year it is."""
    alone = m.end - m.start == 1 and tokens.lower[m.start] in UNITS and m.start > 0 and not tokens.barrier[m.start]
    return Mention(m.start - 1, m.end, m.label, m.origin, m.score) if alone and tokens.lower[m.start - 1] in _WHICH else m


def _with_clock(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """Day and time of day as one expression: "3:30 p.m." + "Sunday", "Thursday" + "morning"."""
    out: list[Mention] = []
    for m in mentions:
        last = out[-1] if out else None
        if last is not None and m.start - last.end <= 2 and all(t.lower_ in _BETWEEN for t in doc[last.end : m.start]):
            parts = [resolve(doc[x.start : x.end].text, published=None) for x in (last, m)]
            clocks = [bool(p and p.timex and _CLOCK.match(p.timex)) for p in parts]
            both = resolve(doc[last.start : m.end].text, published=None) if clocks[0] != clocks[1] else None
            if both is not None and both.timex and "T" in both.timex:
                out[-1] = Mention(last.start, m.end, "TIME", last.origin, min(last.score, m.score))
                continue
        out.append(m)
    return out


def _cut(tokens: Tokens, m: Mention) -> Mention:
    """Without a figure in front that is none of the date's ("turned 65 | last month"), or what a date only compares."""
    if m.end - m.start > 2 and tokens.text[m.start].isdigit() and tokens.lower[m.start + 1] in {"last", "this", "next"}:
        return Mention(m.start + 1, m.end, m.label, m.origin, m.score)
    for i in range(m.start + 1, m.end - 1):  # "the worst quarter since | 2009", "the highest level in | 11 years"
        if tokens.lower[i] in _COMPARING and resolve(tokens.words(m.start, m.end), published=None) is None:
            rest = tokens.words(i + 1, m.end)
            return Mention(i + 1, m.end, m.label, m.origin, m.score) if resolve(rest, published=None) else m
    return m


def _patterned(doc: Doc, tokens: Tokens) -> list[Mention]:
    found: list[Mention] = []
    for start, end in find(doc.text):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or tokens.furniture[span.start]:
            continue
        m = trimmed(tokens, span.start, span.end, "DATE")
        if m and not (found and m.start < found[-1].end):
            found.append(Mention(m.start, m.end, "DATE", "rule", 0.9))
    return found


def _is_temporal(tokens: Tokens, m: Mention) -> bool:
    """Whether a span that the model calls a date holds a word of time, or a date that can be read."""
    text = tokens.words(m.start, m.end)
    if resolve(text, published=None) is not None:
        return True
    return any(part.removesuffix("s") in _WORDS for word in tokens.lower[m.start : m.end] for part in word.split("-"))


def periods(doc: Doc, mentions: Sequence[Mention], published: str | None) -> dict[int, Period]:
    """First token of a date mention to what it stands for.

    "A year earlier" and "two days later" are counted from the date before them, at most `_ANCHOR_TOKENS` away, or where there is
    none, backwards from publication.
    """
    out: dict[int, Period] = {}
    anchor, at = "", -1
    anchored: Mention | None = None
    for m in mentions:
        if m.label not in TEMPORAL:
            continue
        text = doc[m.start : m.end].text
        near = anchor if anchor and m.start - at <= _ANCHOR_TOKENS else ""
        if near and _BEFORE_IT.search(text) and not _dates_its_sentence(doc, anchored, near, m, published):
            near = ""  # the one before publication
        if _OF_THE_MONTH.search(text) and (near or not _is_past_day(doc, m)):
            continue
        found = counted_from(text, anchor=near, published=published)
        if found is None:
            found = resolve(text, published=published, tense=tense(doc[m.end - 1]))
        if found is None:
            continue
        out[m.start] = found
        if found.timex and _ANCHOR.fullmatch(found.timex):
            anchor, at, anchored = found.timex, m.end, m
    return out


def _dates_its_sentence(doc: Doc, anchor: Mention | None, timex: str, m: Mention, published: str | None) -> bool:
    """Whether a year before "the previous year" says when its sentence is: "in 2024, an increase of 5 percent over the previous year".

    A year that is not of late, or that something is built in, compared with or aimed at, does not. A quarter says it of "the
    previous quarter" and a month of "the previous month", whatever year they are of.
    """
    if anchor is None or doc[anchor.start].sent.start != doc[m.start].sent.start:
        return False
    words = doc[anchor.start : anchor.end].text
    grain = next((grain for word, grain in _GRAINS.items() if word in doc[m.start : m.end].text.lower()), None)
    if grain is not None:
        leads = {words.split()[0].lower(), doc[max(0, anchor.start - 1)].lower_}
        return grain.fullmatch(timex) is not None and not leads.isdisjoint(_OF_ITS_YEAR)
    year = words[-4:] if _YEAR_ALONE.fullmatch(words) else ""
    lead = doc[max(0, anchor.start - 1)].lower_ if words == year else words.split()[0].lower()
    built = (
        anchor.start > 1 and doc[anchor.start - 1].head.tag_ == "VBN" and doc[anchor.start - 1].head.dep_ in {"acl", "advcl"}
    )
    late = published is None or 0 <= int(published[:4]) - int(year or 0) <= _MOST_YEARS_BACK
    return bool(year) and lead in _OF_ITS_YEAR and late and not built


def _is_past_day(doc: Doc, m: Mention) -> bool:
    """Whether "the first of the month" tells of something past; rules pay "on the first day of the month following"."""
    behind = doc[m.end].lower_ if m.end < len(doc) else ""
    return tense(doc[m.end - 1]) == "past" and behind not in {"following", "after", "'s", "’s"}

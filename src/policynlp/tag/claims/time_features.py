"""What is known of a time that a figure may be of, and of a figure that may be of none, as numbers that a ranker weighs."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.claims.figure import OF_THE_PAST, Figure
from policynlp.tag.claims.told_times import Key, Sentence, ToldTime, key
from policynlp.tag.ranking import Features
from policynlp.tags import Period

SENTENCES_BACK = 4
"""So many sentences before a figure are near it."""
_PASSAGE_SENTENCES = 8
_MOST_MENTIONS = 4
_FAR_CHARS, _FIRST_CHARS = 200.0, 8
_FURTHEST_YEARS = 10.0
_MONTH_DAYS, _HALF_DAYS, _YEAR_DAYS = 31, 190, 366
_SMALL = 20
_NEVER = 6
_LEADS = {
    "in": r"\b(?:in|during|over|for|throughout|of)[ ](?:the[ ])?$",
    "at": r"\b(?:at|on|as[ ](?:of|at)|end[ ]of|end-)[ ]?(?:the[ ])?$",
    "by": r"\bby[ ](?:the[ ])?$",
    "since": r"\b(?:since|after|from)[ ](?:the[ ])?$",
    "until": r"\b(?:until|till|before|to|through)[ ](?:the[ ])?$",
    "compared": r"\b(?:than|against|compared[ ](?:with|to)|versus|up[ ]from|down[ ]from|over|on)[ ](?:in[ ])?(?:the[ ])?$",
}
_LEAD = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _LEADS.items()}
_LEAD_CHARS = 24
_BREAK = re.compile(r"[;:—–(]|,[ ](?:and|but|while|whereas|although|which|who)\b")
_NOW = re.compile(r"\b(?:now|currently|today|at present|so far|to date|still|already|remains?)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:last|this|next|past|previous|current|coming|ago|earlier|yesterday|today|same)\b", re.IGNORECASE)
_CONDITIONAL = re.compile(r"\b(?:would|could|should|if|unless)\b", re.IGNORECASE)
_BESIDE = re.compile(r",?[ ](?:in|by|for|during|at|on|as[ ]of|at[ ]the[ ]end[ ]of)?[ ]?(?:the[ ])?")
_MODALS = frozenset({"will", "shall", "would", "should", "may", "might", "could", "must", "can", "'ll"})
_MARKS = '"“”«»'
_TENSES = ("past", "perfect", "present", "to be", "no verb")
_KINDS = ("money", "percent", "count", "duration", "age", "ratio", "measure")
HEADS = frozenset({"title", "heading"})
"""Kinds of passages that head others."""

OF_TIMES = (
    "by rules",
    "rules know another",
    "in the sentence",
    "in front of it",
    "behind it",
    "characters between",
    "figures between",
    "a break between",
    "right beside it",
    "first in the sentence",
    "sentence before",
    "sentences before",
    "in the passage",
    "earlier in the passage",
    "passage before",
    "in the heading",
    "in a title",
    "in the lead",
    "later only",
    *(f"led by {name}" for name in _LEADS),
    "of the telling",
    "told once",
    "mentions",
    "figures of it by rules",
    "of the figure before",
    "of the figure behind",
    "of a figure in the sentence",
    "last time told",
    "last time told with a figure",
    "a day",
    "a month",
    "a quarter or half",
    "a year",
    "years",
    "open",
    "without days",
    "relative",
    "over",
    "running",
    "ahead",
    "years ago",
    "within the last year",
    "the latest that is over",
    *(f"{place}, {tense}" for place in ("over", "ahead") for tense in _TENSES),
    "over, of what is meant",
    "ahead, of what is meant",
    "ahead, of what was",
    "other times in the sentence",
    "base of the change",
    "base of a change beside it",
    "of the later value",
    "no mark of quotation between",
)
"""What is known of a time that a figure may be of."""
OF_NONE = (
    "rules know none",
    "rules know one",
    "no time in the sentence",
    "no time in the passage",
    "no time nearby",
    *_TENSES,
    "of what is meant",
    "hypothetical",
    "now is told",
    "conditional",
    *_KINDS,
    "an earlier value",
    "a change",
    "in a title or heading",
    "small",
    "figure before has none",
    "figure before has one",
    "text is dated",
    "figures with a time by rules",
)
"""What is known where a figure is of none of them."""
FEATURES = Features("times", OF_TIMES, OF_NONE, least=0.6, folder="times")


class Timed(NamedTuple):
    """What is the same for all figures of a text.

    Attributes:
        text: The text.
        published: ISO day of publication, or null.
        told: Where each time is told, in order.
        ruled: How many figures are of each time by rules.
        dated: Part of the figures that are of some time by rules.
        latest: Last day of the latest time that is over, ISO, or an empty string.
    """

    text: str
    published: str | None
    told: Mapping[Key, Sequence[ToldTime]]
    ruled: Counter[Key]
    dated: float
    latest: str


class Around(NamedTuple):
    """What stands around a figure.

    Attributes:
        figure: It.
        ruled: Of which time it is by rules.
        tense: Of the verb that governs it, see `tense_of`.
        number: Of its sentence in the text.
        here: Its sentence.
        kind: Of its passage.
        nearby: Its sentence and those before it, in order.
        inside: Figures of its sentence.
        before, behind: The figures beside it, in the text.
        last_told: The time that is told last before it.
        last_used: The time of the last figure before it that has one by rules.
        later: The figure whose earlier value it is, or null.
        heading, titles, lead: Times of the heading that it stands under, of titles and headings at the top, and of the first passages.
    """

    figure: Figure
    ruled: Key | None
    tense: str
    number: int
    here: Sentence
    kind: str
    nearby: Sequence[Sentence]
    inside: Sequence[Figure]
    before: Figure | None
    behind: Figure | None
    last_told: Key | None
    last_used: Key | None
    later: Figure | None
    heading: frozenset[Key]
    titles: frozenset[Key]
    lead: frozenset[Key]


def of_time(timed: Timed, a: Around, told_as: Key, period: Period) -> tuple[float, ...]:
    """`OF_TIMES` of a time that a figure may be of.

    Args:
        timed: Its text.
        a: What stands around it.
        told_as: The time as the text tells it.
        period: The same, as it would be that of the figure.
    """
    f, text = a.figure, timed.text
    mentions = timed.told.get(told_as, ())
    own = [t for t in mentions if t.sentence == a.number and t.dates(f)]
    beside = min(own, key=lambda t: min(abs(t.span[0] - f.end), abs(f.start - t.span[1])), default=None)
    earlier = [t for t in mentions if t.sentence < a.number]
    back = a.number - earlier[-1].sentence if earlier else _NEVER
    nearest = beside or (earlier[-1] if earlier else next(iter(mentions), None))
    front = beside is not None and beside.span[1] <= f.start
    rear = beside is not None and beside.span[0] >= f.end
    between = "" if beside is None else text[beside.span[1] : f.start] if front else text[f.end : beside.span[0]]
    lead = text[max(0, nearest.span[0] - _LEAD_CHARS) : nearest.span[0]] if nearest is not None else ""
    known = key(period)
    over, running, ahead, years = _placed(known, timed.published)
    days = _days(known)
    tense, meant = a.tense, f.nature not in OF_THE_PAST
    return tuple(
        float(x)
        for x in (
            known == a.ruled,
            a.ruled is not None and known != a.ruled,
            beside is not None,
            front,
            rear,
            min(len(between) / _FAR_CHARS, 1.0) if beside is not None else 1.0,
            min(sum(_is_between(g, f, beside.span) for g in a.inside), 3) if beside is not None else 0,
            beside is not None and _BREAK.search(between) is not None,
            rear and _BESIDE.fullmatch(between) is not None,
            beside is not None and beside.span[0] - a.here.span[0] < _FIRST_CHARS,
            back == 1,
            min(back, _NEVER),
            any(t.passage == a.here.passage for t in mentions),
            any(t.passage == a.here.passage for t in earlier),
            any(t.passage == a.here.passage - 1 for t in earlier),
            told_as in a.heading,
            told_as in a.titles,
            told_as in a.lead,
            bool(mentions) and not own and not earlier,
            *(pattern.search(lead) is not None for pattern in _LEAD.values()),
            nearest is not None and nearest.of_telling,
            len(mentions) == 1,
            min(len(mentions), _MOST_MENTIONS),
            math.log1p(timed.ruled[told_as] - (told_as == a.ruled)),
            a.before is not None and key(a.before.period) == told_as,
            a.behind is not None and key(a.behind.period) == told_as,
            any(g is not f and key(g.period) == told_as for g in a.inside),
            a.last_told == told_as,
            a.last_used == told_as,
            days == 1,
            1 < days <= _MONTH_DAYS,
            _MONTH_DAYS < days <= _HALF_DAYS,
            _HALF_DAYS < days <= _YEAR_DAYS,
            days > _YEAR_DAYS,
            days == 0 and not (known or told_as)[2],
            bool((known or told_as)[2]),
            _RELATIVE.search(period.text) is not None,
            over,
            running,
            ahead,
            years,
            over and 0 <= years < 1.0,
            bool(told_as[1]) and told_as[1] == timed.latest,
            *(place and tense == name for place in (over, ahead) for name in _TENSES),
            over and meant,
            ahead and meant,
            ahead and not meant,
            min(len({t.key for t in a.here.times} - {told_as}), 3),
            f.from_ is not None and key(f.from_.period) == told_as,
            any(g is not f and g.from_ is not None and key(g.from_.period) == told_as for g in a.inside),
            a.later is not None and key(a.later.period) == told_as,
            bool(own) and not any(mark in between for mark in _MARKS),
        )
    )


def of_none(timed: Timed, a: Around) -> tuple[float, ...]:
    """`OF_NONE` of a figure.

    Args:
        timed: Its text.
        a: What stands around it.
    """
    f, words = a.figure, timed.text[slice(*a.here.span)]
    beside = [s for s in a.nearby if s.passage == a.here.passage]
    return tuple(
        float(x)
        for x in (
            a.ruled is None,
            a.ruled is not None,
            not a.here.times,
            not any(s.times for s in beside[-_PASSAGE_SENTENCES:]),
            not any(s.times for s in a.nearby[-SENTENCES_BACK - 1 :]),
            *(a.tense == name for name in _TENSES),
            f.nature not in OF_THE_PAST,
            f.nature == "hypothetical",
            _NOW.search(words) is not None,
            _CONDITIONAL.search(words) is not None,
            *(f.kind == kind for kind in _KINDS),
            f.is_earlier,
            f.is_change,
            a.kind in HEADS,
            f.kind == "count" and abs(f.value) < _SMALL,
            a.before is not None and a.before.period is None,
            a.before is not None and a.before.period is not None,
            timed.published is not None,
            timed.dated,
        )
    )


def tense_of(verb: Token | None) -> str:
    """Of a verb with its auxiliaries: past, perfect, present, to be or no verb."""
    if verb is None:
        return "no verb"
    beside = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.lower_ in _MODALS for c in beside) or (verb.tag_ == "VB" and any(c.tag_ == "TO" for c in beside)):
        return "to be"
    if any(c.lower_ in {"has", "have", "'ve"} for c in beside):
        return "perfect"
    tags = {verb.tag_, *(c.tag_ for c in beside)}
    if "VBD" in tags or (verb.tag_ == "VBN" and not beside):
        return "past"
    return "present" if tags & {"VBZ", "VBP"} else "no verb"


def _is_between(g: Figure, f: Figure, span: Span) -> bool:
    """Whether another figure stands between one and a time."""
    if g is f:
        return False
    return f.end <= g.start < span[0] if span[0] >= f.end else span[1] <= g.start < f.start


def _placed(known: Key | None, published: str | None) -> tuple[bool, bool, bool, float]:
    """Whether a time is over, running or ahead when the text appears, and how many years apart it is."""
    start, end = (known[0] or known[1], known[1] or known[0]) if known is not None else (None, None)
    if not published or not start or not end:
        return False, False, False, 0.0
    over, ahead = end[: len(published)] < published, start[: len(published)] > published
    years = int(published[:4]) - int(end[:4]) + (int(published[5:7] or 6) - int(end[5:7])) / 12
    return over, not over and not ahead, ahead, max(-_FURTHEST_YEARS, min(years, _FURTHEST_YEARS))


def _days(known: Key | None) -> int:
    if known is None or not known[0] or not known[1]:
        return 0
    return (date.fromisoformat(known[1]) - date.fromisoformat(known[0])).days + 1

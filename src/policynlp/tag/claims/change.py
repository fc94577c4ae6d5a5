"""Trend and change: rose, fell, down from 8.5 to 4.8 percent, a decrease of 11.01 million."""

# ruff: noqa: E501 (patterns and tables are read by the line)
from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from policynlp.tag.claims import contrasts
from policynlp.tag.claims.contrasts import compared_groups
from policynlp.tag.claims.direction import THEN, direction_of
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.turned import is_turned, leads_on
from policynlp.tags import Trend

_LEVEL_KINDS = frozenset({"count", "money", "measure", "percent", "index"})
_LEAD = re.compile(
    r"\b(from|to|by|of|at|than|with|against|versus)[ \u00a0](?:(?:the|an?|about|around|nearly|almost|some|roughly|only|just|over|under|more|less|fewer|than|"
    r"approximately|as|high|low|much|many|record|estimated|current|another|further|peak|of|level|total)[ \u00a0]){0,4}$",
    re.IGNORECASE,
)
_BY_BEHIND = re.compile(
    r"[^,.;()]{0,40}(?:\([^()]{0,40}\)[^,.;()]{0,40})?,[ ](?:up|down|an? (?:\w+ )?(?:increase|rise|decrease|decline|fall|drop|gain|loss|reduction)|rising|falling|increasing|decreasing)"
    r"(?:[ ](?:by|of|about|more than|nearly|almost|some|around|over|just|only|another|a|an|at least|less than|further|under)){0,3}[ ]",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:\b(?:compared|relative|versus|against|vs\.?|up|down)\b[ \u00a0](?:with|to|from)?|\bagainst|\bversus)[ \u00a0]?(?:about |just |the |some |only )?$",
    re.IGNORECASE,
)
_THEN_CHARS = 60
_FROM_A_TIME = re.compile(
    r"[ ](?:in|for|during)[ ](?:the[ ])?(?:[A-Za-z]+[ ]){0,2}(?:19|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?,[ ]from[ ]"
)
"""As in "is projected at 3.0 percent in 2025, from 3.3 percent in 2024"."""
_TO = re.compile(r"[a-z]{2,}[ ]to[ ](?:(?:about|around|just|only|nearly|some|over|under)[ ])?$")
_TO_CHARS = 24
_ON_TO = re.compile(r"(?:[ ][\w'’-]+){0,5}[ ]to[ ](?:(?:about|around|just|only|nearly|some|over|under)[ ])?")
_THEN_BEHIND = re.compile(rf"[ ](?:[\w'’-]+[ ]){{0,2}}?(?:{THEN.pattern})", re.IGNORECASE)
"""As in "margins improved to 8.2% from 7.8%" + " a year ago", whatever the verb."""
_EARLIER = re.compile(rf"[ ]?(?:[,.;:)]|$|(?!of\b)(?:[\w'’-]+[ ]){{0,3}}?(?:{THEN.pattern}))", re.IGNORECASE)
"""Behind a value of then: a time or the end; "from 12 tonnes of seed" is no value of then."""
_TO_A_LEVEL = re.compile(
    r"[^.;:()]{0,60},?[ ](?:to|and)[ ](?:settl|clos|end|finish|stand|stood|trad|reach|hit)\w*[ ](?:(?:up|down|higher|lower)[ ])?(?:at[ ])?(?:about[ ]|around[ ]|just[ ]|only[ ])?",
    re.IGNORECASE,
)
"""As in "gold closed up $16.70, to settle at $1,349"."""


def find_changes(doc: Doc, text: str, figures: Sequence[Figure], sentence_start: int) -> None:
    """Sets trend, `is_earlier`, `is_change` and `earlier` on the figures of one sentence.

    Args:
        doc: Parsed.
        text: Its text.
        figures: The figures of one sentence, in order; the index in `earlier` is that in this sequence.
        sentence_start: Where the sentence starts.
    """
    compared_groups(doc, text, figures, sentence_start)
    directions = [None if f.against >= 0 or f.is_standard else direction_of(doc, text, f, sentence_start) for f in figures]
    _turn(text, figures, directions, sentence_start)
    changing = any(d in {"up", "down"} for d in directions)
    for i, f in enumerate(figures):
        lead = _LEAD.search(text[max(sentence_start, f.start - 44) : f.start])
        role = lead[1].lower() if lead else ""
        direction = None if text[max(0, f.start - 4) : f.start].lower() == "per " else directions[i]
        if f.against >= 0 or f.is_standard:
            continue
        f.is_earlier = (role == "from" and (direction is not None or _from_behind(text, figures, directions, i))) or (
            _is_compared(text, f, sentence_start) and (changing or _is_then(text, f, figures, i))
        )
        before = figures[i - 1] if i else None
        if (
            direction in {None, "none"}
            and role == "to"
            and before is not None
            and before.is_change
            and text[before.end : f.start].strip() == "to"
        ):
            direction = directions[i] = before.trend  # "went up by 9.8 percent to 4,666 zlotys"
        if direction in {None, "none"} and before is not None and _leads_to(text, before, f):
            direction = directions[i] = before.trend
        if f.is_earlier or f.kind == "ordinal" or direction is None or direction == "none":
            continue
        f.is_change = role in {"by", "of", ""} or role == "at"
        if f.kind not in {"duration", "age"} or role in {"by", "to", "from"}:
            f.trend = direction
    _pair(text, figures, directions)
    _restated(text, figures)
    contrasts.trends(figures)
    _inherit(figures)
    for i, (before, f) in enumerate(pairwise(figures)):
        if before.main >= 0 and i:
            before = figures[i - 1]  # "258 billion yuan (36 billion dollars) in 2023, up 9.4 percent"
        if before.trend == "none" and is_change_of(text, f, before):
            before.trend = f.trend  # "27.1 trillion won in 2023, up 4.5 percent"


_LEVEL_STEP_START = 2
_STEP_BEHIND = re.compile(r",?[ ](?:up|down|higher|lower)(?:[ ]by)?(?:[ ](?:about|some|only|just|nearly))?[ ]")
_STEP_ROUNDING, _HAIR = 0.1, 1e-6


def _turn(text: str, figures: Sequence[Figure], directions: list[Trend | None], start: int) -> None:
    """Sets the direction of two values of which somebody brings a level from the first to the second."""
    for i, (before, f) in enumerate(pairwise(figures)):
        plain = before.high is None and f.high is None and before.value != f.value
        told = {directions[i], directions[i + 1]} <= {None, "none"} and before.kind in _LEVEL_KINDS | {"duration"}
        if plain and told and leads_on(text, before.end, f.start) and is_turned(text, start, before.start):
            directions[i] = directions[i + 1] = "up" if f.value > before.value else "down"


def _leads_to(text: str, before: Figure, f: Figure) -> bool:
    """Whether a figure is the level that the change before it led to."""
    changed = before.is_change and before.trend != "none" and before.kind in {"money", "percent", "index", "measure"}
    level = f.kind == before.kind or before.kind == "percent"
    return changed and level and _TO_A_LEVEL.fullmatch(text, before.end, f.start) is not None


def is_change_of(text: str, f: Figure, before: Figure) -> bool:
    """Whether a figure tells by how much the one before it has changed: "27.1 trillion won in 2023, up 4.5 percent"."""
    level = not (before.is_earlier or before.is_change) and before.kind in _LEVEL_KINDS
    return level and f.is_change and f.trend != "none" and _BY_BEHIND.fullmatch(text, before.end, f.start) is not None


def _from_behind(text: str, figures: Sequence[Figure], directions: Sequence[Trend | None], i: int) -> bool:
    """As in "will fall below 5 million for the first time, from 5.13 million": the later value stands first."""
    before = figures[i - 1] if i else None
    f = figures[i]
    if before is None:
        return False
    gap = text[before.end : f.start]
    if directions[i - 1] not in {"up", "down"}:
        if gap == " from " and _TO.search(text[max(0, before.start - _TO_CHARS) : before.start]):
            return _same(before, f) and before.unit is not None and _THEN_BEHIND.match(text, f.end) is not None
        return (
            not before.is_change
            and before.kind == f.kind
            and before.unit == f.unit
            and _FROM_A_TIME.fullmatch(gap) is not None
            and _EARLIER.match(text, f.end) is not None
        )
    bare = f.kind == "count" and f.unit is None  # "raised to 25 percent from 20"
    if gap == " from " and not before.is_change:
        return _same(before, f) or bare
    if _is_step_of_both(text, figures, i):
        return False
    return _same(before, f) and len(gap) < 60 and ", from " in gap


def _is_step_of_both(text: str, figures: Sequence[Figure], i: int) -> bool:
    """As in "rose by 30,000, from 410,000 in 2020 to 440,000": the figure before is the step, the one behind the later value."""
    if i + 1 >= len(figures) or not text[: figures[i - 1].start].endswith(("by ", "By ")):
        return False
    return _same(figures[i], figures[i + 1]) and _ON_TO.fullmatch(text, figures[i].end, figures[i + 1].start) is not None


def _is_step_behind(text: str, figures: Sequence[Figure], i: int) -> bool:
    """As in "was 0.748, up 0.027 from 0.721": the figure before is by how much the one before that is above this one."""
    if i < _LEVEL_STEP_START:
        return False
    level, step, before = figures[i - 2 : i + 1]
    if not (_same(level, before) and _STEP_BEHIND.fullmatch(text, level.end, step.start)) or level.is_earlier:
        return False
    return math.isclose(
        abs(level.value - before.value), abs(step.value), rel_tol=_STEP_ROUNDING, abs_tol=_HAIR * abs(level.value)
    )


def _is_compared(text: str, f: Figure, floor: int) -> bool:
    left = text[max(floor, f.start - 36) : f.start]
    return (
        bool(_COMPARED.search(left))
        and re.search(r"\b(?:up|down)[ ](?:to)?[ ]?(?:about |just |the |some |only )?$", left, re.IGNORECASE) is None
    )


def _is_then(text: str, f: Figure, figures: Sequence[Figure], i: int) -> bool:
    """Whether a figure that another is compared with belongs to an earlier time ("versus 58 percent in 2017").

    One without a time may belong to somebody else: "51 percent for Clinton, versus 39 percent for Trump" is no change.
    """
    stop = figures[i + 1].start if i + 1 < len(figures) else f.end + _THEN_CHARS
    start = figures[i - 1].end if i else max(0, f.start - _THEN_CHARS)
    return THEN.search(text, f.end, min(stop, f.end + _THEN_CHARS)) is not None or (
        THEN.search(text, start, f.start) is not None
    )


def _pair(text: str, figures: Sequence[Figure], directions: Sequence[Trend | None]) -> None:
    """Ties an earlier value to the later one: the next figure after "to", else the nearest before it of the same unit."""
    for i, f in enumerate(figures):
        if not f.is_earlier:
            continue
        later = -1
        after = next((g for g in figures[i + 1 : i + 3] if g.kind != "duration" or f.kind == "duration"), None)
        if _is_step_behind(text, figures, i):
            later = i - 2
            figures[later].is_change, figures[i - 1].is_change = False, True
        elif _from_behind(text, figures, directions, i):
            later = i - 1
        elif (
            after is not None
            and _same(f, after)
            and not after.is_earlier
            and (directions[figures.index(after)] is not None or after.like is f)
            and not after.is_change
        ):
            later = figures.index(after)
        else:
            candidates = [
                k for k in range(i - 1, -1, -1) if _same(f, figures[k]) and not figures[k].is_earlier and figures[k].main < 0
            ]
            states = [k for k in candidates if not figures[k].is_change]
            later = (states or candidates or [-1])[0]
            if later >= 0 and figures[later].earlier >= 0:
                later = -1
        if later < 0:
            continue
        g = figures[later]
        if (f.unit is None and f.kind == "count") or (f.unit and g.unit and g.unit.startswith(f"{f.unit} / ")):
            f.unit, f.kind = g.unit, g.kind
        g.earlier = i
        direction = directions[i] if directions[i] in {"up", "down"} else None
        g.trend = direction or ("up" if g.value > f.value else "down" if g.value < f.value else "none")
        g.is_change = False


def _restated(text: str, figures: Sequence[Figure]) -> None:
    """As in "to $1.2 billion, or 45 cents a share, from $1.5 billion, or 57 cents a share": both forms change alike."""
    for i in range(1, len(figures)):
        f, before = figures[i], figures[i - 1]
        if not before.is_earlier or f.is_earlier or text[before.end : f.start] != ", or ":
            continue
        later = next((k for k, g in enumerate(figures) if g.earlier == i - 1), -1) + 1
        if 0 < later < i and _same(figures[later], f) and text[figures[later - 1].end : figures[later].start] == ", or ":
            f.is_earlier, f.is_change, f.trend = True, False, "none"
            figures[later].earlier = i


def _same(a: Figure, b: Figure) -> bool:
    scaled = min(a.number.scale, b.number.scale) > 1 and None in {a.unit, b.unit} and "money" in {a.kind, b.kind}
    return (
        (scaled and "count" in {a.kind, b.kind})
        or (a.kind == b.kind and (a.unit == b.unit or a.unit is None or b.unit is None or _per(a.unit, b.unit)))
        or {a.kind, b.kind}
        == {
            "percent",
            "ratio",
        }
    )


def _per(a: str, b: str) -> bool:
    """Whether only one of two units names its "per": "from 1,250 to 2,500 euros a year"."""
    return (a + " / ") == b[: len(a) + 3] or (b + " / ") == a[: len(b) + 3]


def _inherit(figures: Sequence[Figure]) -> None:
    """An amount of change without a unit has the unit of what it changes ("98.5 million people, a decrease of 11 million")."""
    for i in range(1, len(figures)):
        f, before = figures[i], figures[i - 1]
        if f.unit is None and f.kind == "count" and f.trend != "none" and before.kind in {"count", "measure"} and before.unit:
            f.unit, f.kind = before.unit, before.kind

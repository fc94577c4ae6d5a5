"""How the annotations of a text compare with what its reader wrote down: field by field.

Rows are `claim` (a figure with value, unit, bound, trend, nature, earlier value, period, measure, speaker), `quote` (first words of
what is said, speaker) and `none` (what looks like a figure and is none). A field that is `?` is not judged: readers may differ.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from policynlp.document import Span
from policynlp.tags import Claim, Period, Quote, Tags

Row = dict[str, Any]
OPEN = "?"
FIELDS = ("value", "unit", "bound", "trend", "nature", "from", "period", "measure", "speaker")
_SAME_UNIT = {
    "tonne": "metric_ton", "litre": "liter", "kilometre": "kilometer", "metre": "meter", "people": "person", "millimetre": "millimeter",
    "percentage point": "percentage_point",
}  # fmt: skip
_NEAR = ({"at_least", "more_than"}, {"at_most", "less_than"}, {"nearly", "about"}, {"nearly", "less_than"})
"""Bounds that readers take for one another."""
_SHARED = 0.8
_QUARTER_DAYS = 100


def read_rows(path: Path) -> list[Row]:
    """The rows of one text."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def judge(text: str, tags: Tags, rows: list[Row]) -> Iterator[tuple[str, bool]]:
    """What is judged, and whether it is right."""
    for row in rows:
        if row["kind"] == "quote":
            if row["content"] == OPEN:
                continue
            yield from _judge_quote(text, tags.quotes, row)
            continue
        at = _place(text, row["sentence"], row["figure"])
        over = [c for c in tags.claims if at is not None and c.start < at[1] and at[0] < c.end]
        if row["kind"] == "none":
            yield "not_invented", not over
            continue
        yield "found", bool(over)
        if over:
            yield from _judge_claim(min(over, key=lambda c: _distance(c, row)), row)


def shares(judged: Iterator[tuple[str, bool]]) -> dict[str, tuple[int, int]]:
    """How many of each are right, of how many."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for name, good in judged:
        every[name] += 1
        right[name] += good
    return {name: (right[name], n) for name, n in every.items()}


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def _place(text: str, sentence: str, figure: str) -> Span | None:
    around = _pattern(sentence).search(text)
    found = _pattern(figure).search(text, *around.span()) if around else _pattern(figure).search(text)
    return found.span() if found else None


def _distance(claim: Claim, row: Row) -> float:
    wanted = row.get("value")
    return abs((claim.value or 0.0) - wanted) if isinstance(wanted, int | float) else 0.0


def _judge_claim(claim: Claim, row: Row) -> Iterator[tuple[str, bool]]:
    checks = {
        "value": _is_value(claim.value, row.get("value")),
        "unit": _is_unit(claim, row.get("unit")),
        "bound": claim.bound == row.get("bound") or {claim.bound, row.get("bound")} in _NEAR,
        "trend": claim.trend == row.get("trend") or {claim.trend, row.get("trend")} == {"none", "stable"},
        "nature": claim.nature == row.get("nature") or {claim.nature, row.get("nature")} == {"outturn", "estimate"},
        "from": _is_value(claim.from_.value if claim.from_ else None, row.get("from")),
        "period": _is_period(claim.period, row.get("period")),
        "measure": _is_measure(claim, row.get("measure")),
        "speaker": _is_name(claim.speaker, row.get("speaker")),
    }
    for name in FIELDS:
        if row.get(name) != OPEN:
            yield name, checks[name]


def _judge_quote(text: str, quotes: tuple[Quote, ...], row: Row) -> Iterator[tuple[str, bool]]:
    at = _place(text, row["sentence"], row["content"])
    over = [q for q in quotes if at is not None and any(a < at[1] and at[0] < b for a, b in q.content)]
    yield "said", bool(over)
    if over and row["speaker"] != OPEN:
        yield "said_by", any(_is_name(q.speaker, row["speaker"]) for q in over)


def _is_value(found: float | None, wanted: Any) -> bool:
    if found is None or not isinstance(wanted, int | float):
        return found is None and not isinstance(wanted, int | float)
    return abs(abs(found) - abs(wanted)) <= 1e-3 * max(abs(wanted), 1e-9)


def _is_unit(claim: Claim, wanted: str | None) -> bool:
    if claim.kind in {"count", "ordinal"} and (wanted is None or claim.unit is None):
        return True
    if wanted is None or claim.unit is None:
        return wanted == claim.unit
    for printed, known in _SAME_UNIT.items():
        wanted = re.sub(rf"\b{printed}\b", known, wanted)
    return wanted.lower() == claim.unit.lower() or bool(_stems(wanted) & _stems(claim.unit))


def _is_period(found: Period | None, wanted: Any) -> bool:
    if wanted is None or wanted == [None, None]:
        return found is None or (
            found.start_date is None and found.end_date is None and not (found.timex or "").startswith("FY")
        )
    if found is None:
        return False
    if isinstance(wanted, str):
        year = re.search(r"\d{4}", wanted)
        named = re.match(r"(?:FY)?(\d{4})", found.timex or "")  # "2024-25" and "FY2024-25" are one year
        return year is not None and named is not None and year[0] == named[1]
    first, last = found.start_date or found.end_date, found.end_date or found.start_date
    if first is None or last is None:
        return False
    if wanted[0] is None:
        return last[:7] == wanted[1][:7]
    a = (date.fromisoformat(wanted[0]), date.fromisoformat(wanted[1] or last))
    b = (date.fromisoformat(first), date.fromisoformat(last))
    shared = (min(a[1], b[1]) - max(a[0], b[0])).days + 1
    longer = max((a[1] - a[0]).days, (b[1] - b[0]).days) + 1
    return shared / longer >= _SHARED or (a[1] == b[1] and longer <= _QUARTER_DAYS)


def _is_measure(claim: Claim, wanted: str | None) -> bool:
    if not wanted:
        return claim.measure is None
    return claim.measure is not None and bool(_stems(wanted) & _stems(claim.measure.text))


def _is_name(found: str | None, wanted: str | None) -> bool:
    if found is None or wanted is None:
        return found is wanted is None
    a, b = _words(found), _words(wanted)
    return bool(a) and bool(b) and (a <= b or b <= a)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", text.lower())) - {"the", "and", "for"}


def _stems(text: str) -> set[str]:
    return {word.rstrip("s")[:6] for word in _words(text)}

"""Headers of tables: what a column or row is said to be, its unit, its period; and the caption above the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policynlp.document import Passage
from policynlp.months import MONTH
from policynlp.tag import dates
from policynlp.tag.claims.amounts import states_unit
from policynlp.tag.claims.grid_cells import Cell
from policynlp.tag.claims.header_units import (
    ALSO_COUNTED,
    SCALED,
    SHORT_UNIT,
    WEIGHT_OR_MONEY,
    is_unit,
    reads_as_unit,
    unit_in_words,
    unit_within,
)
from policynlp.tag.claims.money_table import SIGNS
from policynlp.tag.claims.table_dates import is_day
from policynlp.tag.claims.table_periods import is_season, written_out
from policynlp.tag.entities.gazetteer import readings
from policynlp.tags import Period

_UNIT_IN_HEADER = re.compile(r"^(?P<name>.*?)[ ]*(?:\((?P<bracket>[^()]{1,40})\)|,[ ](?:in[ ])?(?P<comma>[^,()]{1,40}))$")
_CAPTION = re.compile(r"(?:(?:Table|TABLE|Tab\.|Exhibit|Annex|Box)[ ]?[\dA-Z][\d.]*[.:]?[ ]+)?(?P<rest>\S.*)", re.DOTALL)
_NUMBERED = re.compile(r"(?:Table|TABLE|Tab\.|Exhibit|Annex|Box)[ ]?[\dA-Z]")
_MOST_CAPTION_CHARS = 200
_CAPTIONS = frozenset({"caption", "heading", "title", "list"})
_RANGE = re.compile(r"[<>≥≤]?\d[\d ]*(?:[-–]\d|\+)")
"""Rows of ages and sizes: "15-29", "60+"."""
_FORMED = re.compile(r"[/%²³\d$€£]| per |s$|^(?:kg|ha|km|mm|t|[MGkT]Wh?)$")
"""Units that are none by chance, as "turn" is below "Likely out-"."""
_PERCENT_OF = re.compile(r"(?:%|per ?cent(?:age)?) of\b", re.IGNORECASE)
_SCALE_BEHIND = frozenset({"thousand", "thousands", "million", "millions", "billion", "billions"})
"""Behind a unit in brackets: "kg (million)"."""
_IN_TENS = re.compile(r"(?:1|10|100),000[ ]|100 million[ ]")
_WHEN = re.compile(
    r"(?:calendar |fiscal |financial |marketing |school )?(?:year|season|quarter|months?)\b.*\d{4}.*|"
    r"[a-z]+ (?:years|seasons)",
    re.IGNORECASE,
)
"""As in "Imports of wheat, calendar year 2024": no unit."""
UNLESS = re.compile(
    r",?[ ](?:unless|except)[ ](?:otherwise|where|as|if|stated|noted|indicated|specified)\b[^()\n]{0,30}?(?=\)|\.?$)",
    re.IGNORECASE,
)
"""As in "(in millions of euros, unless otherwise stated)"."""
_STATED_IN = (
    r"(?:all[ ])?(?:amounts|figures|values|numbers|data)(?:[ ]are)?(?:[ ](?:stated|expressed|shown|given|reported))?[ ]in"
)
_UNIT_LINE = re.compile(
    rf"\(?(?:(?:in|units?:?|all in|{_STATED_IN})[ ])?(?P<unit>[^()\n]{{1,40}}?)(?:, [^()\n]{{1,40}})?\)?\.?|"
    r".*[ ]{3,}\(?in (?P<far>[^()\n]{1,40})\)?",
    re.IGNORECASE,
)
_LEADS_UNIT = (
    "in ",
    "unit",
    "amounts",
    "figures in",
    "figures are",
    "values in",
    "values are",
    "all in",
    "all amounts",
    "all figures",
    "all values",
)
_CALENDAR = re.compile(r"^(?:CY|calendar year)[ ]?(?=(?:19|20)\d\d)", re.IGNORECASE)
_OF_ALL = re.compile(r"total|all|national|country|region|average", re.IGNORECASE)
_STATES = re.compile(
    r"(?:actuals?|realised|realized|outturn|outcome|targets?|planned|plan|forecast|projected|estimated?)", re.IGNORECASE
)
_STATE = (
    r"(?:actuals?|realised|realized|outturn|outcome|results?|achieved|targets?|planned|plan|forecast|projected|baseline|goal|latest|current"
    r"|(?:revised[ ])?(?:estimates?|budget)|provisional)"
)
_INDICATORS = frozenset(
    {"indicator", "indicators", "item", "items", "measure", "metric", "variable", "objective", "output indicator"}
)
"""Over the names of rows each of which is measured by itself."""
_PLAIN_COLUMNS = frozenset(
    {
        "value",
        "values",
        "figure",
        "figures",
        "amount",
        "level",
        "result",
        "data",
        "position",
        "earlier",
        "earlier year",
        "latest",
        "latest year",
        "latest value",
        "latest figure",
        "latest available",
        "baseline",
        "baseline value",
        "current value",
    }
)
"""Headers that say no more than that figures stand below."""
_COUNTS = frozenset({"units", "number", "numbers", "count", "no.", "nos."})
"""Headers that say no more than that something is counted."""
_SAME_THINGS = re.compile(
    r"\b(?:share|change|growth|rank|increase|decrease|difference|per ?cent|percentage|total|y/y|yoy|[mq]/[mq]|notes?|source)\b|%",
    re.IGNORECASE,
)
_MOST_LINE_CHARS = 60
_VERB = re.compile(
    r"\b(?:has|have|had|is|are|was|were|will|shall|may|can|said|says|shows?|gives?|lists?|below|following)\b", re.IGNORECASE
)
"""Words of lines that tell something or lead to a table."""
_STATE_AND_TIME = re.compile(
    rf"{_STATE}(?:[ ](?:values?|figures?|level|year))?[ ,:]+(?:for[ ]|in[ ]|by[ ])?(?P<behind>.*\d.*)"
    rf"|(?P<before>.*\d.*?)[ ,:]+\(?{_STATE}(?:[ ](?:values?|figures?|level))?\)?",
    re.IGNORECASE,
)
_MARKED_YEAR = re.compile(r"(?<=\b(?:19|20)\d\d)(?:[*†‡a-z]|[ ]?\([a-z]\))$")
_FOOTNOTE = re.compile(r"(?<=[a-z)%])[ ]?[*†‡]{1,3}$")
_PERIODS = {
    **dict.fromkeys(("monthly", "per month"), "month"),
    **dict.fromkeys(("annual", "yearly", "per year"), "year"),
    "weekly": "week",
    "daily": "day",
}
_EVERY = re.compile(rf"(?P<often>{'|'.join(_PERIODS)}),?[ ](?:in[ ])?(?P<unit>[^,]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """A header: its span and words, a unit that it names, and the period that it is."""

    cell: Cell
    name: str
    unit: str
    period: Period | None

    @property
    def only_unit(self) -> bool:
        """Whether it is a unit and says nothing else: "Tonnes"."""
        return bool(self.unit) and self.unit in {self.name, SIGNS.get(self.name)}

    @property
    def names(self) -> bool:
        """Whether it says what is measured, or of whom."""
        return self.period is None and (any(map(str.isalpha, self.name)) or _RANGE.match(self.name) is not None)


def is_caption(text: str, passage: Passage | None) -> bool:
    """Whether a line is a table's own, not the heading of what it stands in."""
    return passage is not None and (passage.kind == "caption" or _NUMBERED.match(text, passage.start, passage.end) is not None)


def caption_of(text: str, passage: Passage, published: str | None) -> Header | None:
    """The line above a table that says what is in it: "Table 3. Grain output (million tonnes)"."""
    if passage.end - passage.start > _MOST_CAPTION_CHARS:
        return None
    words = text[passage.start : passage.end]
    leads = words.endswith(":")  # "Pupils at the expected level, by region (%):"
    words = words.rstrip(": ")
    match = _CAPTION.fullmatch(words)
    if match is None or (passage.kind not in _CAPTIONS and match.start("rest") == 0 and not leads):
        return None
    start = passage.start + match.start("rest")
    header = header_of(Cell(start, passage.start + len(words), match["rest"]), published)
    if leads and header.unit.lower() in WEIGHT_OR_MONEY:
        return None
    return header if header.names and (header.unit or passage.kind in _CAPTIONS or match.start("rest")) else None


_OF_MANY = re.compile(
    r"(?:(?:table|exhibit|annex)[ ][\w.]{1,6}[.:]?[ ]+)?(?:(?:the|our|selected|key|main|principal|basic|summary|headline|macro-?economic|"
    r"economic|financial|fiscal|monetary|social|budget|statistical|annual|quarterly|monthly|group|consolidated|country|of|and|&|in|for|"
    r"baseline|central|medium-term|short-term|updated|revised|staff|official|latest|performance|forecast|underlying)[ ])*"
    r"(?:(?:indicators?|figures|facts|data|statistics|highlights|numbers|aggregates|summary|overview|snapshot|budget|economy|year|group|"
    r"projections?|forecasts?|targets|assumptions|outlook|results|performance|scenario)"
    r"(?:[ ](?:at[ ]a[ ]glance|in[ ](?:brief|figures)|summary|overview|table|of[ ](?:projections|forecasts|results|indicators)))?)"
    rf"(?:,?[ ](?:{MONTH}\b[ ]?)?(?:(?:19|20)\d\d(?:[-–/]\d{{2,4}})?)?)*",
    re.IGNORECASE,
)

_SOME_STATE = r"(?:forecasts?|results?|actuals?|targets?|plans?|estimates?|outturns?|outcomes?|projections?|budgets?)"
_OF_STATES = re.compile(
    rf"(?:the[ ])?{_SOME_STATE}[ ](?:and|against|versus|vs\.?)[ ](?:the[ ])?{_SOME_STATE}(?:(?:,|[ ](?:in|for)\b)[ ].{{0,30}})?",
    re.IGNORECASE,
)
"""As in "Forecasts and results, May": they are of what the rows name."""
_INDICATORS_OF = re.compile(
    r"(?:(?:selected|key|main|principal|basic|headline|core)[ ])"
    r"(?:[a-z-]+[ ]){0,2}(?:indicators|figures|statistics)(?:,|[ ](?:of|for|in|on)[ ])",
    re.IGNORECASE,
)
"""As in "Main indicators of shipbuilding in Dalian"."""


def unit_line(text: str, passage: Passage) -> str:
    """The unit that a line between a table and its title states, "(in thousand metric tons)", "(Rs. crore)"; else the empty string."""
    words = text[passage.start : passage.end] if passage.end - passage.start <= _MOST_CAPTION_CHARS else ""
    words = UNLESS.sub("", words)
    every = each_time(words.strip("()")) if words.startswith("(") else ""
    if every and every != words.strip("()") and reads_as_unit(every):
        return every
    found = _UNIT_LINE.fullmatch(words)
    if found is None or not (words.startswith("(") or found["far"] or words.lower().startswith(_LEADS_UNIT)):
        return ""
    unit: str = found["unit"] or found["far"]
    return unit if reads_as_unit(unit) else ""


def each_time(unit: str) -> str:
    """A unit with how often it is paid behind it: "monthly, in taka" as "taka per month"."""
    found = _EVERY.fullmatch(unit)
    return f"{found['unit']} per {_PERIODS[found['often'].lower()]}" if found is not None else unit


def is_of_many_things(caption: str) -> bool:
    """Whether a caption says that a table is of many things, each row of its own: "Selected economic indicators", "Budget at a glance"."""
    words = caption.strip(" .:–-")
    return (
        _OF_STATES.fullmatch(words) is not None
        or _OF_MANY.fullmatch(words) is not None
        or _INDICATORS_OF.match(words) is not None
    )


def is_plain(header: Header, corner: Header, title: Header | None) -> bool:
    """Whether a header says no more than that figures stand below it.

    One that says whether they are so or were to be ("Target", "Actual") does so where the rows are measured each by itself.
    """
    if header.unit or header.name.lower() in _PLAIN_COLUMNS:
        return not header.unit
    many = corner.name.lower() in _INDICATORS or (title is not None and is_of_many_things(title.name))
    return many and _STATES.fullmatch(header.name) is not None


def are_places(names: Sequence[str]) -> bool:
    """Whether headers name places, totals aside: two at least, and all of them known."""
    places = [name for name in names if not _OF_ALL.fullmatch(name)]
    return len(places) > 1 and all(name[:1].isupper() and bool(readings(name.lower())) for name in places)


def with_unit(header: Header) -> Header:
    """A column's header that is a unit in the plural and nothing else, with that unit: "Tonnes", "Million US$"."""
    words = header.name
    plural = words.endswith("s") or words.lower().startswith(SCALED)
    begins = words[:1].isupper() or _IN_TENS.match(words) or (words.islower() and words.isalpha())
    plain = not header.unit and header.period is None and ((begins and plural) or SHORT_UNIT.fullmatch(words))
    if plain and words in SIGNS and not words.isalpha():
        return Header(header.cell, words, SIGNS[words], None)
    if not header.unit and _PERCENT_OF.match(words):
        return Header(header.cell, words, "percent", header.period)
    stated = not header.unit and header.period is None and states_unit(words)
    if not stated and (not plain or words.lower() in ALSO_COUNTED or not is_unit(words)):
        return header
    return Header(header.cell, words, words, None)


def titled(header: Header, title: Header | None, line: Header | None, others: Sequence[Header] = ()) -> Header:
    """A header that is a unit alone, as what the table's title names in that unit: "Tonnes" below "Catches in the north".

    Likewise one that says whether it is so or was to be ("Actual", "Target"), or that something is counted ("Units").

    Args:
        header: The header.
        title: Of the table, or null.
        line: The line above the table, whatever it is, or null.
        others: The other headers of its columns.
    """
    if header.period is not None:
        return header
    named = title or line
    if header.only_unit and named is not None and is_of_many_things(named.name):
        return replace(header, name="")  # "US$ bln" below "Main figures"
    if header.name.lower() in _COUNTS and not header.unit:
        plain = named is not None and named.names and not named.unit and not is_of_many_things(named.name)
        plain = plain and (title is not None or _is_heading(line)) and all(map(_tells_same, others))
        return Header(named.cell, named.name, "", None) if named is not None and plain else header
    if title is None:
        return header
    if _STATES.fullmatch(header.name) and title.names:
        return Header(title.cell, title.name, header.unit or title.unit, None)
    if not header.only_unit or title.unit:
        return header
    return Header(title.cell, title.name, header.unit, None)


def _is_heading(line: Header | None) -> bool:
    """Whether a line above a table is short enough, and tells nothing, so that it may name what is counted below."""
    return line is not None and len(line.name) <= _MOST_LINE_CHARS and _VERB.search(line.name) is None


def _tells_same(header: Header) -> bool:
    """Whether a column beside one of numbers is of the same things: a time, a share or change, another number."""
    plain = not header.names or header.name.lower() in _COUNTS | _PLAIN_COLUMNS or header.unit in {"percent", "%"}
    return plain or _SAME_THINGS.search(header.name) is not None


def text_of(cell: Cell) -> str:
    """The words of a cell, of all its lines."""
    return " ".join(cell.text.split())


def header_of(cell: Cell, published: str | None) -> Header:
    """A cell as a header, with its unit taken off.

    Args:
        cell: The cell.
        published: ISO day of publication, or null.
    """
    upper, _, lower = cell.text.rpartition("\n")
    lower = lower[1:-1] if lower[:1] == "(" and lower[-1:] == ")" and reads_as_unit(lower[1:-1]) else lower
    if upper and _PERCENT_OF.match(lower):
        return Header(cell, text_of(cell), "percent", None)
    if upper and (states_unit(lower) or (_FORMED.search(lower) and is_unit(lower)) or f"({lower})" in cell.text):
        named = header_of(replace(cell, text=upper.strip(" ,")), published)
        return named if named.unit else replace(named, cell=cell, unit=lower)  # "Area" above "1,000 ha"
    text = UNLESS.sub("", _FOOTNOTE.sub("", text_of(cell)))
    head, _, last = text.rpartition(", ")
    match = _UNIT_IN_HEADER.fullmatch(
        head if head and is_day(last) and last[-1] != ")" else text
    )  # "Residents, in thousands, end of year"
    unit = (match["bracket"] or match["comma"] or "") if match else ""
    if unit.lower().startswith("% point"):
        unit = "percentage points"
    unit = each_time(unit)
    if unit[:3].lower() == "in " and reads_as_unit(unit[3:]):
        unit = unit[3:]  # "Fee (in rupees)"
    if match is None and text != "%" and (text.startswith("% ") or text.endswith(" %")):
        points = text.startswith("% point")
        return Header(cell, text.removesuffix(" %").rstrip(" ,"), "percentage points" if points else "percent", None)
    if match is not None and _WHEN.fullmatch(unit):  # "Exports (1,000 t), calendar years"
        inner = header_of(replace(cell, text=match["name"]), published)
        return replace(inner, cell=cell) if inner.unit else Header(cell, text, "", inner.period)
    period = _period(text, published) or (_period(match["name"], published) if match else None)
    if period is None and (state := _STATE_AND_TIME.fullmatch(text)) is not None:
        period = _period(state["behind"] or state["before"], published)  # "Target 2024-25", "2025 (revised estimate)"
    if match is not None and unit.lower() in _SCALE_BEHIND and is_unit(match["name"]):
        words = f"{unit.lower()} {match['name']}"
        return Header(cell, words, words, period)
    if "," in unit and not reads_as_unit(unit):
        parts = unit.split(", ")  # "(1,000 t, shelled)", "(2022 prices, $ million)"
        unit = next((part for part in parts if states_unit(part)), "")
    if unit and not is_day(unit) and not _WHEN.fullmatch(unit) and reads_as_unit(unit):
        return Header(cell, match["name"] if match else text, unit, period)
    name, unit = unit_in_words(text) or unit_within(text)
    return Header(cell, name, unit, period)


def _period(text: str, published: str | None) -> Period | None:
    """The period that a header is, where it is nothing else."""
    text = written_out(_MARKED_YEAR.sub("", _CALENDAR.sub("", text)))
    found = dates.resolve(text, published=published) if any(c.isdigit() for c in text) or published else None
    if found is None or not (found.start_date or found.end_date or (found.timex or "").startswith("FY") or is_season(found)):
        return None
    bare = re.sub(
        r"\b(?:end|of|the|year|fiscal|calendar|fy|cy|in|as|at|\(p\)|[(),*])\b|[\s(),*]", "", text, flags=re.IGNORECASE
    )
    return found if len(bare) <= len(re.sub(r"\s", "", found.text)) + 1 else None

"""A claim with what its sentence says about it, in the compact form in which claims of other documents are compared to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from policynlp.document import Span
from policynlp.link.figures import Figure, yearly_unit
from policynlp.link.oppositions import Marks
from policynlp.link.order import Days, days
from policynlp.link.pairs import Party
from policynlp.link.scopes import Scope
from policynlp.tag.claims.base import base_value
from policynlp.tag.claims.subunits import in_whole
from policynlp.tag.claims.tables import FLAG as CELL
from policynlp.tag.claims.tables import PARTIAL
from policynlp.tags import Claim, Period

_MEAN = re.compile(r"\b(?:average|mean|median|typical)\b", re.IGNORECASE)
_AGE = re.compile(r"\bages?\b", re.IGNORECASE)
_SPREAD = re.compile(
    r"(?![^.;:]*?\b(?:annual(?:ly)?|(?:a|per|each|every) year|yearly)\b)[^.;:\d]{0,30}?\b(?:over|across|within|during|for) "
    r"(?:a (?:period|span) of |an? |the (?:next|coming|first|past|last) |more than |about |some )*"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|[1-9]\d)[- ](?:fiscal |financial |budget )?years?\b(?![- ]olds?\b)",
    re.IGNORECASE,
)
_SPREAD_CHARS = 80
_LEAST_COUNT = 11
"""Small counts ("three provinces", "two reasons") name things more often than they measure them; bare numbers are positions and scores."""
_DEFINITE = re.compile(r"\b(?:the|th[eo]se|its|their|our|both|all)[ ]$", re.IGNORECASE)
_DEFINITE_CHARS = 8
_ATTRIBUTE = re.compile(r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten))-[a-z]", re.IGNORECASE)
"""A figure tied to its unit ("a 50-kilo bag", "the two-year course") describes a thing."""
_MOST_BARE = 1e12
"""Bare numbers from this on are identifiers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One claim, ready to be compared.

    Attributes:
        party: Its document.
        claim: Id of the annotation; `span`, `text` as in the text.
        dimension: What may be compared at all: kind of figure and base unit.
        noun: What is counted, a term; empty where the claim is no count.
        figure: Its value with what the wording leaves open.
        core: Terms of what is measured, of whom, of what it is a share.
        bag: Terms of the sentence, of the one that it leans on, of the heading and the title.
        said: The same without heading and title.
        printed: The times that its sentence, or its line of a table, prints (`policynlp.link.printed_times`).
        names: Stems of the names in its clause or scope.
        near: Stems of the names in the sentence, and of the places that the document is about.
        scope: What it covers.
        period: The days that it is about, or None; `period_text` as printed.
        nature: As in `Claim.nature`.
        change: `up` or `down` for an amount of change, else `none`.
        trend: As in `Claim.trend`.
        second: It repeats another claim in another currency.
        earlier: It is the earlier state in a change ("down from 8.5").
        small: See `is_small`.
        levels: Of government, that its sentence names ("provincial").
        part: The part of the people that it is limited to ("women"); else empty.
        site: Stems of the name of the one hospital, school or the like that its sentence is about.
        wholly: Its sentence says that it is of a region as a whole.
        currency, assumed: In a dimension of several currencies of one name (`shared_money`): its own, and whether that is assumed.
        speaker: Who says so, as the text names or mentions them; empty where nobody is named.
        out_of: The number that a count is a part of ("38" in "nine of 38 posts"); else empty.
        per: Of a rate that is read as its amount alone ("48,000 cedis per tonne" as 48,000 cedis), what it is per; else empty.
        spread: It is an amount of several years together ("150 million over five years").
        cell: It is the cell of a table.
        provision: A rule gives, takes or sets it aside (`is_provision`).
        worked_out: It is not printed, but what two figures say together (`policynlp.link.worked_out`); `core` names what it is of.
        marks: The opposed words around it.
        around: The words of its clause between the neighbouring figures, as stems.
        head, kinds: The noun of what is measured, and the words before it that say which kind ("passenger", "international"), as stems.
        activities: Words around it that say what is done or how it is counted.
        parts: The parts of a whole that these name (`complements.parts_of`).
        text_names: The proper names of its document (`policynlp.link.text_names`); the same for all statements of one.
        vector: Unit vector of what its words mean, or None.
        subject: Unit mean of the vectors of its document, or None.
    """

    party: Party
    claim: str
    span: Span
    text: str
    dimension: str
    noun: str
    figure: Figure
    core: frozenset[str]
    bag: frozenset[str]
    said: frozenset[str]
    names: frozenset[str]
    near: frozenset[str]
    scope: Scope
    period: Days | None
    period_text: str
    nature: str
    change: str
    trend: str
    second: bool
    earlier: bool
    printed: frozenset[str] = frozenset()
    small: bool = False
    currency: str = ""
    assumed: bool = False
    speaker: str = ""
    out_of: str = ""
    wholly: bool = False
    levels: frozenset[str] = frozenset()
    per: str = ""
    spread: bool = False
    part: str = ""
    site: frozenset[str] = frozenset()
    cell: bool = False
    provision: bool = False
    worked_out: bool = False
    marks: Marks = field(default_factory=dict, compare=False)
    activities: Marks = field(default_factory=dict, compare=False)
    around: frozenset[str] = frozenset()
    head: str = ""
    kinds: frozenset[str] = frozenset()
    parts: Marks = field(default_factory=dict, compare=False)
    text_names: frozenset[str] = frozenset()
    vector: Any = field(default=None, compare=False)
    subject: Any = field(default=None, compare=False)


_PER_PERSON = re.compile(r" / (?:head|capita|inhabitant|resident)\b")


def is_spread(text: str, end: int) -> bool:
    """Whether the words behind a figure say that it is that of several years together."""
    return _SPREAD.match(text, end, end + _SPREAD_CHARS) is not None


def dimension(claim: Claim) -> str | None:
    """What a claim may be compared with: claims of the same dimension; None for those that are never compared.

    Percent, fractions and ratios are one dimension, percentage points another, counts one (the noun is compared as a word),
    money a dimension a currency, measures a dimension a base unit; "a head" is per person. Ordinals and ages tell things apart,
    they measure nothing that two texts would disagree on; a mean age does.
    """
    if claim.kind == "ordinal" or (claim.kind == "age" and not _is_mean(claim)):
        return None
    if claim.kind == "age" or (
        claim.kind == "duration" and _is_mean(claim) and claim.measure and _AGE.search(claim.measure.text)
    ):
        return "age"
    if claim.unit in {"percentage_point", "basis_point"}:
        return "points"
    if claim.kind in {"percent", "ratio"} or claim.unit in {"percent", "fraction"}:
        return "share"
    if claim.kind == "count" or (claim.unit is None and claim.kind != "index"):
        return "count"
    yearly = yearly_unit(claim)
    unit = base_value(1.0, unit=yearly, kind=claim.kind)[1] if yearly is not None else claim.unit_base or claim.unit
    return f"{claim.kind}:{_PER_PERSON.sub(' / person', unit or '')}"


def _is_mean(claim: Claim) -> bool:
    """Whether an age is the mean of many."""
    return any(s is not None and _MEAN.search(s.text) for s in (claim.measure, claim.scope))


def amounts_of_rate(claim: Claim) -> Iterator[tuple[Claim, str]]:
    """The amount of a rate of money or of a measure, and what it is per, as often as something can be left out; none for what is no rate.

    Texts leave out what their readers know: "the price was raised to 48,000 cedis" (a tonne), "a rent of 8.22 euros a square
    metre" (and month).
    """
    claim = in_whole(claim)
    amount, *per = (claim.unit or "").split(" / ")
    if not per or claim.kind not in {"money", "measure"} or yearly_unit(claim) is not None:
        return
    for told in range(len(per)):
        unit = " / ".join([amount, *per[:told]])
        value_base, unit_base = base_value(claim.value, unit=unit, kind=claim.kind)
        yield replace(claim, unit=unit, value_base=value_base, unit_base=unit_base), " / ".join(per[told:])


def measures(claim: Claim) -> bool:
    """Whether a claim measures something that another text could confirm: small counts name things."""
    if dimension(claim) is None or claim.value is None or PARTIAL in claim.flags:
        return False
    if claim.kind in {"measure", "duration"} and _ATTRIBUTE.search(claim.text):
        return False
    whole = float(claim.value).is_integer()
    if claim.kind == "count" and claim.unit is None and whole and not _LEAST_COUNT <= abs(claim.value) < _MOST_BARE:
        return False
    small = whole and abs(claim.value) < _LEAST_COUNT
    return not (small and (dimension(claim) == "count" or claim.kind == "duration"))


def is_small(claim: Claim, text: str) -> bool:
    """Whether a claim is a time of a few units ("within three days") or a few things of a kind ("nine persons").

    Such a claim may agree with another, no more. A few things that everybody knows ("the nine states") are none.
    """
    if claim.value is None or PARTIAL in claim.flags or _ATTRIBUTE.search(claim.text):
        return False
    if not (float(claim.value).is_integer() and 2 <= claim.value < _LEAST_COUNT):
        return False
    if claim.kind == "count":
        named = _DEFINITE.search(text, max(0, claim.start - _DEFINITE_CHARS), claim.start)
        return claim.unit is not None and CELL not in claim.flags and named is None
    return claim.kind == "duration"


_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")


def _season_days(timex: str | None) -> Days | None:
    """Days within which a season of a year lies on either half of the earth: "last winter" is not of the year before it."""
    found = _SEASON.fullmatch(timex or "")
    if found is None:
        return None
    year = int(found[1])
    if found[2] in {"WI", "SU"}:
        return date(year, 6, 1), date(year + 1, 3, 31)
    return date(year, 3, 1), date(year, 11, 30)


_FISCAL = re.compile(r"(?:20)?(\d\d)\s?[-/–]\s?(?:20)?(\d\d)(?:\s(?:financial|fiscal|budget)\syear)?\s*$")
_FISCAL_YEARS = re.compile(r"FY(\d{4})(?:/FY(\d{4}))?")
_DECADE_ENDS = re.compile(r"\bend of (?:the|this) decade\b", re.IGNORECASE)


def _fiscal_days(period: Period) -> Days | None:
    """Days within which a fiscal year of any country lies: it begins in the year before its name, or in the first of two."""
    found = _FISCAL_YEARS.fullmatch(period.timex or "")
    if found is None:
        return None  # of a quarter of one it is not known when it is
    if two := _FISCAL.search(period.text):
        first, last = (2000 + int(year) for year in two.groups())
        return (date(first, 1, 1), date(last, 12, 31)) if last == first + 1 else None
    return date(int(found[1]) - 1, 4, 1), date(int(found[2] or found[1]), 12, 31)


def period_days(period: Period, *, written: date | None = None) -> Days | None:
    """First and last day of a period; open ends are taken from the other side.

    Args:
        period: The period.
        written: Day of publication, where the figure tells what was: "this winter" of a text of March is the one that ends.
    """
    first, last = days(period.start_date), days(period.end_date)
    if first is None and last is None:
        found = _season_days(period.timex) or _fiscal_days(period)
        if found is not None and written is not None and found[0] > written and (period.timex or "").endswith("-WI"):
            return found[0].replace(year=found[0].year - 1), found[1].replace(year=found[1].year - 1)
        return found
    if _DECADE_ENDS.search(period.text) and last is not None:
        return date(last[1].year, 1, 1), date(last[1].year + 1, 12, 31)  # for most, 2029 or 2030
    return (first or last)[0], (last or first)[1]  # type: ignore[index]


_YEAR_BEFORE_DAYS = 366


def period_over(claim: Claim, period: Days | None) -> Days | None:
    """The period of a change that says since when: from the earlier state on ("in 2020, a decrease of 310,000 from 1990").

    What is compared with the year before ("35 percent less than in the same months of 2023") is of its own period, as it is in
    texts that leave the year before out.
    """
    since = claim.from_.period if claim.from_ is not None and claim.from_.value is None else None
    days = period_days(since) if since is not None else None
    if days is None or period is None or days[0] >= period[0] or (period[0] - days[0]).days <= _YEAR_BEFORE_DAYS:
        return period
    return days[0], period[1]

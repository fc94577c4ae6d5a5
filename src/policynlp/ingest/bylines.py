"""Bylines and datelines: who wrote a text, where, for whom and when, as newspapers and press offices print it."""

# ruff: noqa: E501 - tables of patterns are read by the line
from __future__ import annotations

import re
from dataclasses import dataclass

from policynlp.ingest.dates import PrintedDate, find_dates

_NAME_WORD = r"(?:[A-ZÀ-ÞŁŚŽČĐ][\w'’.\-]*|al-[A-Z]\w+|de|da|di|du|del|van|von|der|den|bin|bint|ibn|el|la|le|dos|ter|zu|y|e)"
_NAME = re.compile(rf"^{_NAME_WORD}(?: {_NAME_WORD}){{1,5}}$")
_BY = re.compile(
    r"^(?:(?:story|words|text|report|reporting|reported|written|article|analysis|interview|opinion|photographs?|compiled|edited|posted|published) )?"
    r"(?:by|from):? (?=\S)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:authors?|writers?|reporters?|editors?|source|correspondents?|contact the writers?|contributors?) ?[:|] ?\S",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"^(?:(?:additional |further )?(?:reporting|research|writing|editing|translation) by\b.{2,200}"
    r"|.{3,160}\bcontributed (?:to (?:this|the) (?:story|report|article|piece|column)|reporting|from \w+)\b.{0,60}"
    r"|contact the writers? (?:at|on) .{3,120}"
    r"|(?:the )?(?:author|writer)s? (?:is|are) (?:an? |the )?.{3,300}"
    r"|\((?:editor|reporter|editing|reporting|writing|with reporting|source)s?\b.{2,120}\))\.?$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"^(?:(?:first |last |page |date )?(?:published|updated|posted|modified|issued|released|filed|created|date|on)\b[^.]{0,80})$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|columnist|bureau|staff|staffer|contributor|desk|agency|agencies|service|press|news|"
    r"reuters|xinhua|afp|bloomberg|chief|in-chief|special to|our|the|for|daily|times|journal|post|herald|gazette|tribune)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:Department|Ministry|Office|Bureau|Agency|Commission|Council|Institute|Authority|Bank|Committee|Secretariat|Board|Government|Cabinet|Parliament|University|Centre|Center)\b"
)
_ISSUED_BY = re.compile(
    r"\b(?:published|issued|released|adopted|prepared|produced|promulgated) by (?P<who>(?:the )?[A-Z][^,.;|\n]{2,90}?)"
    r"(?= (?:on|in|at) \d| on [A-Z][a-z]+ \d|[,.;|]|$)"
)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z.'’\-]+(?:[ ,]{1,2}(?:[A-Z][\w.'’\-]*|of|de|el|al)){0,5}?)"
    r"(?:,? \(?(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?\)?)?"
    r"(?: ?\((?P<agency>[A-Z][\w .&/]{1,40})\))? ?(?:—|–|--|-(?= )|:(?= )) ?(?=\S)"
)
_PLACE_DATE = re.compile(
    r"^(?P<place>[A-Z][\w.'’\-]+(?:[ ,]{1,2}[A-Z][\w.'’\-]+){0,4}),? (?=\d{1,2} [A-Z]|[A-Z][a-z]{2,8} \d{1,2},? \d{4}|\d{4}-)"
)

MAX_WORDS = 45
"""The longest byline seen in the texts that this was written with had 31 words."""


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says; all parts may be missing.

    Attributes:
        authors: Names as printed.
        places: Where the report was filed, in the order of the names.
        publisher: The paper or office.
        dates: See `find_dates`.
    """

    authors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    publisher: str | None = None
    dates: tuple[PrintedDate, ...] = ()


def is_contribution(line: str) -> bool:
    """Whether a line at the end says who helped, edited, or who the author is."""
    return len(line) <= 400 and bool(_CONTRIBUTED.match(line))


def is_byline(line: str) -> bool:
    """Whether a line at the head of a text says who wrote it, where or when, and nothing else."""
    line = " ".join(line.split())
    words = line.split(" ")
    if len(line) > 400 or len(words) > MAX_WORDS:
        return False
    if is_contribution(line) or _LABEL.match(line):
        return True
    dates = find_dates(line)
    if _BY.match(line):
        rest = _BY.sub("", line, count=1)
        capital = sum(w[:1].isupper() for w in rest.split(" "))
        ends = line[-1] in ".!?" and not dates and not re.search(r"\b[A-Z]\.$", line)
        signed = "|" in line and bool(dates)
        return signed or bool(rest[:1].isupper() and not ends and (capital * 2 >= len(rest.split(" ")) or dates or "|" in line))
    if not dates:
        return False
    covered = sum(d.span[1] - d.span[0] for d in dates)
    if covered * 2 >= len(line) or _DATED.match(line) or "|" in line or " · " in line or " • " in line:
        return True
    if len(words) <= 14 and (
        _PLACE_DATE.match(line) or (_OFFICE.search(line) and line.rstrip(".")[-4:].isdigit() and "," in line)
    ):
        return True
    return len(dates) == sum(1 for part in re.split(r"(?<=\d)\. ", line) if find_dates(part)) and all(
        _DATED.match(part.strip(". ")) for part in re.split(r"(?<=\d)\. ", line)
    )


def is_name(line: str) -> bool:
    """Whether a line is nothing but one or more people's names."""
    parts = re.split(r",? and |, | & ", " ".join(line.split()))
    return len(line) < 120 and not re.match(r"[IVXLC]+\.", line) and all(_NAME.match(p) and not _ROLE.search(p) for p in parts)


def read_byline(line: str) -> Byline:
    """Take a byline apart.

    `By A B in X and C D in Y, Z | Paper | Updated: 2024-05-20 07:20` gives two authors, two places, a publisher, a date.
    """
    line = " ".join(line.split())[:400]
    dates = tuple(find_dates(line))
    segments = [s.strip() for s in re.split(r" ?[|·•] ?", line) if s.strip()]
    authors: list[str] = []
    places: list[str] = []
    publisher: str | None = None
    for segment in segments:
        if _BY.match(segment) or (not authors and is_name(segment) and not find_dates(segment) and not _OFFICE.search(segment)):
            names, filed = _people(_BY.sub("", segment, count=1))
            authors += names
            places += filed
        elif label := re.match(r"^(authors?|writers?|reporters?|correspondents?|source) ?: ?(.+)$", segment, re.IGNORECASE):
            if label[1].lower() == "source":
                publisher = publisher or label[2].strip()
            else:
                authors += _people(label[2])[0]
        elif not find_dates(segment) and len(segments) > 1 and segment[:1].isupper() and len(segment) <= 60:
            publisher = publisher or segment
    if publisher is None and (office := publisher_of(line)):
        publisher = office
    labelled = re.match(r"(?:By|From|Updated|Published|Posted|Last|Source|Policy)\b", line)
    filed_at = _PLACE_DATE.match(line) if dates and not places and not labelled else None
    if filed_at and not _OFFICE.search(filed_at["place"]):
        places = [filed_at["place"].strip(" ,")]
    return Byline(tuple(dict.fromkeys(authors)), tuple(dict.fromkeys(places)), publisher, dates)


def publisher_of(line: str) -> str | None:
    """The office that a line says it is published by, or that stands before its date."""
    if found := _ISSUED_BY.search(line):
        who = found["who"].strip().removeprefix("the ")
        return who if not _NAME.match(who) or _OFFICE.search(who) else None
    dates = find_dates(line)
    if dates and _OFFICE.search(head := line[: dates[0].span[0]].strip(" ,.-–—|(")) and len(head.split()) <= 9:
        return head if head[:1].isupper() and not _BY.match(head) and "ublished" not in head else None
    return None


def dateline(paragraph: str) -> tuple[str | None, str | None, PrintedDate | None]:
    """Place, agency and date of `NAIROBI, 3 May (Agency) — ...` at the beginning of a paragraph; Nones without one."""
    found = _DATELINE.match(paragraph[:160])
    if not found or len(found["place"]) < 3:
        return None, None, None
    if not found["agency"] and not re.match(r"[^a-z]{4,}", found["place"]) and "(" not in found[0]:
        return None, None, None
    dates = find_dates(found[0])
    return found["place"].strip(" ,"), found["agency"], dates[0] if dates else None


def _people(text: str) -> tuple[list[str], list[str]]:
    """Names and places of `A B in X and C D in Y, Z`."""
    for printed in reversed(find_dates(text)):
        text = text[: printed.span[0]].rstrip(" ,-–—(")
    names: list[str] = []
    places: list[str] = []
    filed = False
    for part in re.split(r",? and |, | & |; ", text):
        name, inside, place = part.strip(" .,").partition(" in ")
        name = re.sub(r"\s*\(.*", "", name).strip()
        if _ROLE.search(name) and not inside:
            break
        if filed and not inside:  # "in Qiqihar, Heilongjiang": the part after the comma is still the place
            places[-1] += f", {name}"
            continue
        if _NAME.match(name):
            names.append(name)
        if inside:
            places.append(place.strip())
            filed = True
    return names, places

"""What stands above a headline and is none: the paper's name, what it says of itself, the section.

A line is passed over only where a better headline follows, so that a short title is never lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.ingest import bylines
from policynlp.ingest.dates import find_dates
from policynlp.ingest.units import Unit

_SLOGAN = re.compile(
    r"\b(?:since|est\.?|established|founded)(?: in)? (?:1[6-9]|20)\d\d\b|\b(?:no|vol|issue)\.? ?\d+\b|\bedition$|"
    r"\b(?:weekly|daily|newspaper|nonprofit|non-profit|nonpartisan|independent|english-language|subscribe|donate|e-paper)\b",
    re.IGNORECASE,
)
"""What papers say of themselves: `Chile's news in English since 1991`, `Independent weekly - No. 25`."""
_PAPER = re.compile(
    r"\b(?:Observer|Ledger|Review|Times|Sentinel|Courier|Gazette|Tribune|Herald|Chronicle|Journal|Weekly|Daily|Examiner|Advertiser|"
    r"Telegraph|Messenger|Mail|Post|Star|Echo|Press|News|Standard|Monitor|Globe|Dispatch|Inquirer|Bulletin|Corriere|Gazeta|Zeitung|Diario|Jornal)\b",
    re.IGNORECASE,
)
_KIND_OF_DOCUMENT = re.compile(
    r"(?:(?:the )?[\w' ]{3,30} (?:official )?gazette(?: (?:extraordinary|supplement|notice))?"
    r"|(?:(?:statistical|statistics|news|press|media|data|information|policy|research|technical|weekly|monthly|quarterly|annual"
    r"|government) ){1,2}"
    r"(?:release|bulletin|brief(?:ing)?|statement|notice|update|communiqu[ée]|circular))s?"
    r"(?:,? (?:no\.? ?|number |series )?[\d/.-]{1,12})?",
    re.IGNORECASE,
)
"""A line that says what kind of document follows: `STATISTICAL RELEASE`, `KENYA GAZETTE SUPPLEMENT`."""
_ARTICLED = re.compile(r"(?:the|el|la|le|il|o|a) ", re.IGNORECASE)
_MOST_LABEL_WORDS, _MOST_PAPER_WORDS, _LEAST_HEADLINE_WORDS = 4, 6, 4
_NEAR = 4
_IN_BRACKETS = re.compile(r"(?P<name>[^()]{6,90}) \((?P<initials>[A-Z]{2,8})\)")
_BODY_NOUN = re.compile(
    r"\b(?:college|faculty|school of|library|laborator(?:y|ies)|academy|forum|network|foundation|institut[eo]?|cent(?:re|er|ro)|committee|"
    r"council|university|universidad|think tank|lab|society)\b",
    re.IGNORECASE,
)
_SERIES_UNITS, _TITLE_UNITS = 4, 4


def above_headline(units: Sequence[Unit], unit: Unit, at: int, candidates: Sequence[Unit]) -> bool:
    """Whether a line that could be a title is the paper's name, its slogan or a section, and a headline follows.

    Args:
        units: Of the text.
        unit: The line.
        at: Its index.
        candidates: Lines that can be titles, in order.
    """
    later = [c for c in candidates if c.start > unit.start and _is_headline(c)][:1]
    if not later:
        return False
    if _SLOGAN.search(unit.text) is not None and unit.words <= _MOST_PAPER_WORDS + 2:
        return True
    if is_kind_of_document(unit.text):
        return True
    if is_section(unit) and not (unit.text.isupper() and later[0].text.isupper()):
        return True
    if at > 2 or unit.words > _MOST_PAPER_WORDS or unit.prose:
        return False
    between = [u for u in units[at + 1 :] if u.start < later[0].start][:_NEAR]
    named = _PAPER.search(unit.text) is not None and (
        unit.text.isupper() or _ARTICLED.match(unit.text) is not None or unit.words <= 2
    )
    return named or any(is_section(u) or (u.kind is None and _SLOGAN.search(u.text)) for u in between)


def is_kind_of_document(line: str) -> bool:
    """Whether a line says what kind of document follows, and nothing of what it is about."""
    return _KIND_OF_DOCUMENT.fullmatch(line.strip(" :*")) is not None


def mark_series(head: Sequence[Unit]) -> None:
    """Series and number of a paper above its title are a `byline`, which gives the day; bodies above it are none of its title.

    Only where all lines above are bodies, and a line that can be the title follows.

    Args:
        head: Units above the first sentences.
    """
    for i, unit in enumerate(head[:_SERIES_UNITS]):
        series = bylines.SERIES.fullmatch(unit.text) if unit.kind in (None, "byline") and unit.hint is None else None
        if series is None or (series["rest"] and not find_dates(series["rest"])):
            continue
        above = [u for u in head[:i] if u.kind is None]
        below = [u for u in head[i + 1 : i + 1 + _TITLE_UNITS] if u.kind is None]
        if below and _is_body(below[0].text):
            above.append(below.pop(0))
        if all(_is_body(u.text) or bylines.is_letterhead(u.text) for u in above) and any(map(_is_title, below[:1])):
            unit.kind = "byline"
            for line in above:
                line.kind = "byline" if bylines.is_letterhead(line.text) else "boilerplate"
            for line in below[1:2]:
                line.kind = "byline" if bylines.are_names(line.text) else None
        return


def _is_title(unit: Unit) -> bool:
    return unit.hint in (None, "title", "heading") and _is_headline(unit) and not (unit.prose and unit.text[-1] not in "?!")


def _is_body(line: str) -> bool:
    """Whether a line is the name of an office or a body, or a name with its initials behind it."""
    named = _IN_BRACKETS.fullmatch(line)
    if named is not None:
        return named["initials"] == "".join(w[0] for w in named["name"].split() if w[0].isupper())
    return bylines.is_office(line) or (
        _BODY_NOUN.search(line) is not None and not line.endswith((".", "?", "!")) and ": " not in line
    )


def is_section(unit: Unit) -> bool:
    """Whether a line is the name of a section: `REGIONS`, `LOCAL NEWS`, `Society / Interior`."""
    if unit.words > _MOST_LABEL_WORDS or unit.prose or any(map(str.isdigit, unit.text)):
        return False
    return unit.text.isupper() or " / " in unit.text or " > " in unit.text or " — " in unit.text


def _is_headline(unit: Unit) -> bool:
    return unit.words >= _LEAST_HEADLINE_WORDS and _SLOGAN.search(unit.text) is None and not is_section(unit)

"""Headings within the body: short lines without a full stop that something follows, or numbered and named divisions."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from policynlp.ingest import numbering
from policynlp.ingest.provisions import is_clause
from policynlp.ingest.units import Unit

MAX_WORDS = 14
MAX_CHARS = 110
_BODY_MIN_WORDS = 8
"""What follows a heading is at least this long, or a list, table or further heading."""
_NO_HEADING = re.compile(
    r"^Q[.:]?\s|^Question ?\(|^A[.:]\s|[,;]$|^[\"“‘«'(\[]|[\"”»]$|^[a-zà-ÿ0-9]|^\W|\bsaid\b|\bsays\b|@|https?:|www\."
)
_ASKED = re.compile(
    r"Q\d{1,4}\b|[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ(][\w.,'’)-]*){1,6}: [A-ZÀ-Þ][^:]{4,90}\?$|[^?]{4,70}[^\W_]{4}[.!] [A-ZÀ-Þ][^.!]{4,60}\?$"
)
"""`Q86 Ana Reis: How much?`, `El Correo: Minister, why?`, `The line was due in 2029. Is it late?`: somebody asks."""
_LABEL = re.compile(r"([A-ZÀ-Þ][\w.'’-]*): [A-ZÀ-Þ]")
"""One word before a colon is who asks where it comes again (`Reis: Is it late?`), and else a topic (`Taxes: Who will pay?`)."""
_NAME_WORDS = 8
_BARE_NUMBER = re.compile(r"(\d{1,2})\s{1,3}([A-Z][^\W\d_].{1,100})$")
_QUOTED_HEAD = re.compile(r"[‘'][^‘’']{4,60}[’']$")
"""British papers quote in their crossheads, with single marks."""
_CLAUSE_END = re.compile(r"(?:[.!…]['\"”’)\]]*|[\[(](?:Applause|Laughter|Cheers)[.\])]+)$")


def mark(units: list[Unit]) -> None:
    """Set the kind `heading` on units that are undecided so far."""
    labels = Counter(m[1] for u in units if (m := _LABEL.match(u.text)))
    plain = [_shape(u) and not (u.text.endswith("?") and (m := _LABEL.match(u.text)) and labels[m[1]] > 1) for u in units]
    if _one_question(units, plain):  # alone it is rhetoric
        plain = [p and not u.text.endswith("?") for p, u in zip(plain, units, strict=True)]
    capitals = [p and u.text.isupper() for p, u in zip(plain, units, strict=True)]
    mixed = any(p and not c for p, c in zip(plain, capitals, strict=True))
    counted = _counted(units)
    for i in range(len(units) - 1, -1, -1):
        unit = units[i]
        if unit.kind is not None:
            continue
        if unit.hint == "heading":
            _set(unit)
        elif is_clause(unit.text):
            continue
        elif i in counted:
            _set(unit, counted[i])
        elif (head := _numbered(unit)) is not None and (
            (numbering.division(unit.text) and i + 1 < len(units)) or _has_body(units, i, numbered=True)
        ):
            _set(unit, head)
        elif unit.hint is None and plain[i] and _stands_alone(units, i, plain) and _has_body(units, i, numbered=False):
            if capitals[i] and mixed and sum(capitals) == 1 and not _next_is_prose(units, i):
                continue
            _set(unit)
    for head_unit, name in pairwise(units):  # "Article 1", and its name on the next line
        bare = head_unit.kind == "heading" and numbering.division(head_unit.text) == (head_unit.number, "")
        if bare and name.kind is None and name.hint is None and not name.terminal and name.words <= MAX_WORDS and _named(name):
            _set(name)


def _one_question(units: list[Unit], plain: list[bool]) -> bool:
    """Whether one line asks, and no other line of the text is a heading by its form."""
    asks = [i for i, (p, u) in enumerate(zip(plain, units, strict=True)) if p and u.text.endswith("?")]
    return len(asks) == 1 and not any(
        p
        and i != asks[0]
        and not units[i].text.isupper()
        and units[i].blank_before
        and _next_is_prose(units, i)
        and any(u.prose for u in units[:i])
        for i, p in enumerate(plain)
    )


def _named(unit: Unit) -> bool:
    if unit.blank_before and (unit.words > _NAME_WORDS or len(unit.text) > 70):
        return False
    return unit.text[:1].isupper() and not _NO_HEADING.search(unit.text) and not unit.text.endswith(":")


def _counted(units: list[Unit]) -> dict[int, str]:
    """Headings numbered by bare integers, `1 Introduction`: only where they count up from 1, since a quantity may begin a line."""
    found: dict[int, str] = {}
    due = 1
    for i, unit in enumerate(units):
        match = _BARE_NUMBER.match(unit.text) if unit.kind is None and unit.hint in (None, "paragraph", "heading") else None
        if match is None or unit.terminal or unit.words > MAX_WORDS or int(match[1]) != due or _NO_HEADING.search(match[2]):
            continue
        if unit.blank_before or unit.hint is not None:
            found[i] = match[1]
            due += 1
    return found if len(found) >= 2 else {}


def _set(unit: Unit, number: str | None = None) -> None:
    unit.kind = "heading"
    if number is None:
        found = numbering.division(unit.text) or numbering.numbered(unit.text)
        number = found[0] if found else None
    unit.number = number


def _shape(unit: Unit) -> bool:
    if unit.kind is not None or unit.hint not in (None, "heading"):
        return False
    text = numbering.markdown_heading(unit.text) or unit.text
    if not 1 <= unit.words <= MAX_WORDS or len(text) > MAX_CHARS or _CLAUSE_END.search(text):
        return False
    if text.endswith(":") or _ASKED.match(text):  # introduces speech or a list, or is a turn of a transcript
        return False
    if _QUOTED_HEAD.match(text) and unit.words <= 7 and unit.blank_before and unit.blank_after and text[1].isupper():
        return True
    return not _NO_HEADING.search(text) and any(c.isalpha() for c in text)


def _numbered(unit: Unit) -> str | None:
    """The number of a numbered heading, or None."""
    text = numbering.markdown_heading(unit.text)
    if text is not None:
        return (numbering.numbered(text) or ("", ""))[0]
    if unit.words > MAX_WORDS + 4 or len(unit.text) > MAX_CHARS + 30 or unit.hint in ("list", "table"):
        return None
    if found := numbering.division(unit.text):
        number, rest = found
        return number if not unit.prose and (not rest or not _CLAUSE_END.search(rest)) else None
    if found := numbering.numbered(unit.text):
        number, rest = found
        short = len(rest.split()) <= MAX_WORDS and rest[:1].isupper() and not re.search(r"[.;:,!?]$", rest)
        return number if short and unit.hint is None else None
    return None


def _stands_alone(units: list[Unit], i: int, plain: list[bool]) -> bool:
    """Set apart by blank lines, or, where a text has none, between paragraphs; not one of a run of short lines."""
    unit = units[i]
    run = sum(
        1 for j in (i - 2, i - 1, i + 1, i + 2) if 0 <= j < len(units) and plain[j] and units[j].kind in (None, "heading")
    )
    if run >= 3:
        return False
    if not unit.blank_before and i > 0 and not units[i - 1].terminal:
        return False
    return unit.blank_before or (i > 0 and units[i - 1].words >= _BODY_MIN_WORDS)


def _has_body(units: list[Unit], i: int, *, numbered: bool) -> bool:
    """Whether something that a heading may stand over follows."""
    for j in range(i + 1, min(i + 6, len(units))):
        after = units[j]
        if after.kind in ("boilerplate", "caption", "byline"):
            continue
        if after.kind in ("table", "list") or after.hint in ("list", "table"):
            return True
        if after.kind == "heading":
            return numbered or bool(after.number) or units[i].blank_after
        if numbered:
            return (after.words >= 4 or after.text.endswith(":")) and not (numbering.numbered(after.text) and not after.prose)
        return (after.words >= _BODY_MIN_WORDS and (after.prose or after.terminal)) or bool(
            numbering.item(after.text) or numbering.numbered(after.text)
        )
    return False


def _next_is_prose(units: list[Unit], i: int) -> bool:
    return i + 1 < len(units) and units[i + 1].prose

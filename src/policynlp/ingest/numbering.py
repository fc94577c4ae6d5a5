"""Numbers that stand before a heading, a paragraph or an item: `Article 12`, `Chapter II`, `3.`, `2.4.1`, `(a)`, `§ 5`."""

from __future__ import annotations

import re

_ROMAN = r"[IVXLC]{1,7}"
_DIVISION = re.compile(
    rf"(?P<number>(?:Article|Art\.|Section|Sec\.|Chapter|Part|Title|Annex|Schedule|Clause|Appendix|Book|Division|Rule|Regulation|Recital|Paragraph)"
    rf"\s+(?:\d{{1,4}}[A-Za-z]?(?:\.\d{{1,3}}){{0,3}}|{_ROMAN}|[A-Z]|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten))(?![\w'’])[.:]?\s*(?:[-–—:]\s*)?",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|§+ ?\d{1,4}[a-z]?\.?)\s+(?=\S)")
_ROMAN_LEAD = re.compile(rf"(?P<number>{_ROMAN}[.)])\s+(?=\S)")
_LETTER = re.compile(r"(?P<number>\([a-z]{1,4}\)|\(\d{1,3}\)|[a-z]\)|[A-Z][.)])\s+(?=\S)")
_BULLET = re.compile(r"(?P<number>[•◦●▪■□►‣∙·*]|[-–—](?=\s))\s*(?=\S)")
_MARKDOWN = re.compile(r"#{1,6}\s+(?=\S)")


def division(line: str) -> tuple[str, str] | None:
    """`("Article 12", "Scope")` for the head of a part of a law or paper; None for other lines and for running text."""
    found = _DIVISION.match(line)
    if not found or not found["number"][:1].isupper():
        return None
    rest = line[found.end() :]
    return (" ".join(found["number"].split()), rest) if not rest or not rest[0].islower() else None


def numbered(line: str) -> tuple[str, str] | None:
    """Number and rest of `3. Aims`, `2.4 Grid`, `II. People`, `§ 5 Duties`; None where a quantity begins a sentence.

    A bare integer counts only with a mark behind it: `12 people were hurt` begins a sentence, `2.4 Grid` does not.
    """
    found = _DECIMAL.match(line) or _ROMAN_LEAD.match(line)
    if not found:
        return None
    number, rest = found["number"], line[found.end() :]
    if number.isdigit() or (re.fullmatch(r"\d+\.\d+", number) and not rest[:1].isupper()):
        return None
    return number, rest


def item(line: str) -> tuple[str, str] | None:
    """Mark and rest of a list item that begins with a bullet or a letter."""
    found = _BULLET.match(line) or _LETTER.match(line)
    return (found["number"], line[found.end() :]) if found else None


def markdown_heading(line: str) -> str | None:
    """Text of `## Heading`, or None."""
    found = _MARKDOWN.match(line)
    return line[found.end() :].rstrip("# ") if found else None


def has_marker(line: str) -> bool:
    """Whether a line begins anew with a number, bullet or mark of a heading."""
    return bool(
        (_DECIMAL.match(line) and numbered(line))
        or _ROMAN_LEAD.match(line)
        or item(line)
        or markdown_heading(line)
        or division(line)
    )

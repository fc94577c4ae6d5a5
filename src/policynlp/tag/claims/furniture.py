"""Numbers of references, notes and addresses, which count nothing: `OJ C 152`, `74, 102–118.`, `UPDATE 1-`, `+44 7700 900461`."""

# ruff: noqa: E501 (patterns are read by the line)
from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

_PATTERNS = (
    r"\b(?:UPDATE|WRAPUP|REFILE|RPT|CORRECTED|ADVISORY)[ ]\d{1,2}-(?=[A-Z])",  # of news agencies: "UPDATE 1-Kenya"
    r"(?:(?<=G\.S\.R\. )|(?<=S\.O\. )|(?<=No\. )|(?<=GSR ))\d{1,5}\([A-Z]\)",  # "G.S.R. 617(E)"
    r"(?:(?<=Act \()|(?<=Law \()|(?<=Ordinance \())\d{1,3}[ ]of[ ](?:18|19|20)\d\d(?=\))",  # "the Packaging Act (14 of 2008)"
    r"\b(?:Act|Law|Ordinance|Decree|Regulations?|Order)[ ](?:No\.?[ ])?\d{1,4}[ ]of[ ](?:18|19|20)\d\d\b",
    r"\b(?:18|19|20)\d\d[ ]c\.[ ]?\d{1,3}(?=[;,)\]]|\.?(?:\n|$))",  # "2011 c. 23;", and not "In 2011 c. 300 died"
    r"(?:(?<=Act \()|(?<=[12]\d\d\d \())c\.[ ]?\d{1,3}(?=\))",
    r"\bOJ[ ](?:No[ ])?[LC][ ]?\d{1,4}\b",
    r"(?<=\()(?:NOU|SOU|COM|Prop|Ds|DS)[ ](?:19|20)\d\d:[ ]?\d{1,3}(?=\))",  # "NOU 2023: 4"
    r"\b(?:Prop|Innst|Meld|Ot|St)\.[ ](?:(?:St|prp|meld|nr)\.[ ])?\d{1,3}(?:[ ][LS])?(?=[ ]\((?:19|20)\d\d)",
    r"(?<![\d/.-])(?<!risk of )(?<!chance of )(?<!odds of )(?<!scale )(?<!scale of )(?<!\bin )\d{1,3}/(?:19|20)\d\d(?![\d/-])(?![ ][a-z]{2,14}s\b)",  # "Special report 11/2025"
    r"(?<=[A-Za-z],[ ])\d{1,4}(?:\(\d{1,3}(?:[-–]\d{1,3})?\))?,[ ](?:p{1,2}\.[ ]?\d{1,5}|\d{3,5})[-–]\d{1,5}(?=\.?[ ]*(?:$|\n|https?:|doi|DOI))",  # volume and pages
    r"\b\d{1,4}\(\d{1,3}(?:[-–]\d{1,3})?\)[,:][ ]?\d{1,5}[-–]\d{1,5}\b",
    r"\b\d{1,4}/\d{1,4}[A-Z]?,?(?=(?:[ ][A-Z][a-z]+){1,3}[ ](?:Street|St|Avenue|Ave|Road|Rd|Lane|Mawatha|Place|Drive|Boulevard)\b)",
    r"\\\d{1,3}\\",  # the mark of a note in reports of Congress
    r"\bTV[ ]?\d\b(?=[,):;.])",
    r"\b(?<=in )(?:19|20)\d\d\.\d{1,2}(?=[ ][A-Z“])",  # "in 2022.3 They": a note
    r"(?<![\w.])\+\d{1,3}(?!\d)[ -]?(?:\(0\)[ ]?)?(?=(?:\d{3}[ -])*(?:\d{1,2}|\d{4,6})(?:[ -]|\b))\d{1,6}(?:[ -]\d{2,6}){1,4}\b",  # telephones abroad
    r"(?i:\bone(?:[ -]person)?[ -]in,?[ -](?:and[ ])?one(?:[ -]person)?[ -]out\b)",  # schemes by their nicknames
    r"(?i:\b(?:two|three)[ -]for[ -](?:one|two)\b(?=[\"”’']|[ ](?:rule|offer|deal|scheme|pilot|split|policy|sale|swap)))",
    r"(?i:\b(?:one|two|three|dual|single)-(?:income|earner|parent|way|tier|pronged|faced|edged|sided)\b)",
)
_FURNITURE = re.compile("|".join(_PATTERNS), re.MULTILINE)
_CONTENTS = re.compile(r"^[ \t]*(?:table of )?contents[ \t]*$", re.IGNORECASE | re.MULTILINE)
_ENTRY = re.compile(r"[^\n]{3,100}?[^\s\d.,–-](?:[ \t]{2,}|\t)(?P<first>\d{1,3})(?:[-–](?P<last>\d{1,3}))?[ \t]*$")
_MOST_ENTRIES = 60
_CALL = re.compile(r"(?<=[A-Za-z”][ ])\((?P<n>\d{1,2})\)(?=[,;.:)]|[ ][a-z])")
_NOTE = re.compile(r"^[ \t]*\((?P<n>\d{1,2})\)[ \t]+\S", re.MULTILINE)


def furniture(text: str) -> list[Span]:
    """Stretches of a text in which numbers are parts of references, calls of notes and addresses.

    Args:
        text: The whole text: a list of contents and notes are told by their other lines.

    Returns:
        Spans in order.
    """
    out = [m.span() for m in _FURNITURE.finditer(text)]
    out += _pages(text)
    out += _calls(text)
    return sorted(out)


def _pages(text: str) -> Iterator[Span]:
    """The numbers of pages or paragraphs in a list of contents."""
    for heading in _CONTENTS.finditer(text):
        at, last, blank = heading.end() + 1, 0, 0
        for line in text[at : at + 8_000].split("\n")[:_MOST_ENTRIES]:
            entry = _ENTRY.match(line)
            if entry is not None and int(entry["first"]) >= last:
                last, blank = int(entry["first"]), 0
                yield at + entry.start("first"), at + entry.end()
            elif line.strip() and blank and last:
                break
            else:
                blank += not line.strip()
            at += len(line) + 1


def _calls(text: str) -> Iterator[Span]:
    """Calls of notes in brackets behind words, "the European Parliament (2), the Council", in a text that has these notes at lines."""
    notes = {m["n"] for m in _NOTE.finditer(text)}
    found = [m for m in _CALL.finditer(text) if m["n"] in notes]
    if notes and [m["n"] for m in found[:1]] == ["1"]:
        yield from (m.span("n") for m in found)

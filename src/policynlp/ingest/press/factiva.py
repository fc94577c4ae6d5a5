"""Factiva: articles that end in `Document` and an accession number, with labels of two letters or a head of plain lines.

    HD <tab> title                    Title
    BY <tab> By Jane Doe              By Jane Doe
    WC <tab> 812 words                812 words
    PD <tab> 5 January 2023           5 January 2023
    SN <tab> The Paper                The Paper
    SC <tab> PAPER                    PAPER
    LA <tab> English                  English
    CY <tab> (c) 2023 ...             (c) 2023 ...
    LP, TD <tab> paragraphs           paragraphs
    AN <tab> Document PAPER000...     Document PAPER000...

The labels are the same in every language of the page, the rest is not.
"""

# ruff: noqa: E501 - tables of labels are read by the line
from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.ingest.bylines import is_name
from policynlp.ingest.press.article import Article
from policynlp.ingest.press.dates import is_date_line, iso_with_zone, press_date
from policynlp.ingest.press.labels import author_names, is_company, is_copyright, is_word_line, language_code, word_number
from policynlp.ingest.press.lines import Line, paragraphs

NAME = "Factiva"
_ACCESSION = r"(?P<number>[A-Z0-9]{4,12}(?P<day>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))[0-9a-z]{6,12})"  # code, day, order
_END = re.compile(rf"(?:AN\t)?(?:[^\W\d_]{{2,14}}:? )?{_ACCESSION}")
_NUMBER = re.compile(_ACCESSION)
_LABELS = frozenset(
    ("AN", "ART", "BY", "CLM", "CO", "CR", "CT", "CX", "CY", "DLN", "ED", "ET", "GC", "HD", "IN", "IPC", "IPD", "LA", "LP", "NGC", "NS", "PD", "PG",
     "PUB", "RE", "RF", "RST", "SC", "SE", "SN", "TD", "VOL", "WC")
)  # fmt: skip
_LABEL = re.compile(r"(?P<label>[A-Z]{2,3})(?:\t|\s*$)(?P<value>.*)", re.DOTALL)
_FURTHER = {
    "PG": "page", "ED": "edition", "VOL": "volume", "SC": "journal", "NS": "subjects", "RE": "places", "CO": "companies",
    "IN": "industries", "PUB": "publisher", "CR": "credit", "CLM": "column", "DLN": "dateline", "IPC": "codes", "ART": "graphic",
    "CT": "contact",
}  # fmt: skip
_BYLINE = re.compile(r"(?:By|Par|Von|Por|Di)\s")
_FURNITURE = re.compile(r"(?:Dow Jones )?Factiva|Page \d+ of \d+|(?:©|\(c\)) \d{4} Factiva\b.*", re.IGNORECASE)
_CLOCK = re.compile(r"(?P<h>[0-2]?\d)[:.h](?P<m>[0-5]\d)(?: ?(?P<zone>[A-Z]{2,4}))?")
_MOST_HEAD_LINES = 4
"""Of title, section, byline and edition above the number of words."""
_MOST_SECTION_WORDS = 5


def parts(lines: Sequence[Line]) -> list[list[Line]] | None:
    """The lines of each article; None where the file is none of Factiva's."""
    if any(line.unit and _END.fullmatch(line.text) for line in lines):
        found: list[list[Line]] = [[] for _ in range(max(line.unit for line in lines))]
        for line in lines:
            if line.unit:
                found[line.unit - 1].append(line)
    else:
        found = [[]]
        for line in lines:
            found[-1].append(line)
            if _END.fullmatch(line.text):
                found.append([])
        if not _has_head(found[-1]):
            found.pop()
    known = sum(_has_head(part) for part in found)
    ended = sum(any(_END.fullmatch(line.text) for line in part[-4:]) for part in found)
    return found if ended and known * 2 >= len(found) else None


def article(part: Sequence[Line], *, order: str | None) -> Article:
    """What the lines of one article say."""
    end = next((i for i, line in enumerate(part) if _END.fullmatch(line.text)), None)
    number = _NUMBER.search(part[end].text) if end is not None else None
    inside = part[:end]
    found = _labelled(inside, order) if _labels(inside) >= 3 else _plain(inside, order)
    if number:
        found.accession = number["number"]
        day = number["day"]
        found.published = found.published or f"{day[:4]}-{day[4:6]}-{day[6:]}"
    else:
        found.further["end_mark"] = "missing"
    return found


def date_lines(part: Sequence[Line]) -> list[str]:
    """Lines that show which way round dates are written."""
    return [line.text.removeprefix("PD\t") for line in part[:30] if any(c.isdigit() for c in line.text) and len(line.text) < 40]


def _has_head(part: Sequence[Line]) -> bool:
    return _labels(part) >= 3 or _word_line(part) is not None


def _labels(part: Sequence[Line]) -> int:
    return len({m["label"] for line in part if (m := _LABEL.match(line.text)) and m["label"] in _LABELS})


def _labelled(part: Sequence[Line], order: str | None) -> Article:
    fields: dict[str, list[Line]] = {}
    label = ""
    for line in part:
        found = _LABEL.match(line.text)
        if found and found["label"] in _LABELS:
            label = found["label"]
            rest = found["value"].strip()
            fields.setdefault(label, [])
            if rest:
                fields[label].append(Line(rest, bold=line.bold))
        elif label:
            fields[label].append(line)
    told = {name: " ".join(line.text for line in lines) for name, lines in fields.items() if lines}
    when = _dated(told.get("PD", ""), told.get("ET", ""), order)
    heads = [line.text for line in fields.get("HD", [])]
    return Article(
        title=heads[0] if heads else None,
        subtitle=" ".join(heads[1:]) or None,
        outlet=told.get("SN"),
        section=told.get("SE"),
        authors=author_names(told.get("BY", "")),
        published=when,
        words=word_number(told.get("WC", "")),
        language=language_code(told.get("LA")),
        copyright=told.get("CY"),
        further={name: told[label] for label, name in _FURTHER.items() if label in told},
        body=paragraphs([*fields.get("LP", []), *fields.get("TD", [])]),
    )


def _plain(part: Sequence[Line], order: str | None) -> Article:
    at = _word_line(part)
    if at is None:
        return Article(body=paragraphs([line for line in part if not _FURNITURE.fullmatch(line.text)]))
    found = Article(words=word_number(part[at].text))
    _name(found, [line for line in part[:at] if not _FURNITURE.fullmatch(line.text)][-_MOST_HEAD_LINES:])
    found.published = _dated(part[at + 1].text, part[at + 2].text if at + 2 < len(part) else "", order)
    at += 2
    at += bool(at < len(part) and _CLOCK.fullmatch(part[at].text))
    head: list[str] = []
    start = at
    while at < len(part) and not is_copyright(part[at].text) and at - start < 8:
        head.append(part[at].text)
        at += 1
    if at < len(part) and is_copyright(part[at].text):
        rights = at
        while at < len(part) and is_copyright(part[at].text):
            at += 1
        found.copyright = " ".join(line.text for line in part[rights:at])
    else:  # the head ends with the language and an owner without a sign, or with the code of the source
        kept = next((i for i, text in enumerate(head, 1) if language_code(text)), None)
        if kept and start + kept < len(part) and _owns(part[start + kept]):
            found.copyright = part[start + kept].text
        else:
            kept = kept or next((i for i, text in enumerate(head, 1) if re.fullmatch(r"[A-Z0-9]{2,10}", text)), 1)
        head, at = head[:kept], start + kept + bool(found.copyright)
    found.outlet = head[0] if head else None
    found.language = next((code for text in head if (code := language_code(text))), None)
    further = [text for text in head[1:] if not language_code(text)]
    if further:
        found.further["journal"] = further[0]
    if pages := [text for text in further[1:] if re.fullmatch(r"(?:Page |Seite |p\. ?)?[A-Z]{0,2}\d{1,4}", text)]:
        found.further["page"] = pages[-1]
    body = list(part[at:])
    if body and _is_publisher(body[-1], body[-2] if len(body) > 1 else None, found.copyright):
        found.further["publisher"] = body.pop().text
    found.body = paragraphs(body)
    return found


def _owns(line: Line) -> bool:
    """Whether the line below the language is that of an owner: `The Paper 2023`."""
    return line.role != "paragraph" and (is_company(line.text) or re.search(r"\b(?:19|20)\d\d\.?$", line.text) is not None)


def _is_publisher(last: Line, before: Line | None, rights: str | None) -> bool:
    """Whether the line above the number names the publisher, which no paragraph of the article does."""
    if before is not None and last.role != before.role:
        return last.role != "paragraph"
    return is_company(last.text) or (
        len(last.text.split()) > 1 and last.text.strip(" .").casefold() in (rights or "").casefold()
    )


def _name(found: Article, head: Sequence[Line]) -> None:
    """Title, byline and section, of the lines above the number of words."""
    texts = [line.text for line in head]
    last = head[-1] if head else None
    if last and len(texts) > 1 and not last.bold and (last.role == "author" or _BYLINE.match(last.text) or is_name(last.text)):
        found.authors = author_names(texts.pop())
    bold = [i for i, line in enumerate(head[: len(texts)]) if line.bold]
    title = bold[-1] if bold else len(texts) - 1
    if texts:
        found.title = texts[title]
        above, below = texts[:title], texts[title + 1 :]
        found.subtitle = " ".join(below) or None
        if above and len(above[-1].split()) <= _MOST_SECTION_WORDS:
            found.section = above[-1]


def _word_line(part: Sequence[Line]) -> int | None:
    """Where the number of words stands, right above the date."""
    for i, line in enumerate(part[:-1]):
        if is_word_line(line.text) and is_date_line(part[i + 1].text):
            return i
    return None


def _dated(day: str, clock: str, order: str | None) -> str | None:
    printed = press_date(day, order=order)
    if printed is None:
        return None
    if printed.precision == "day" and (time := _CLOCK.fullmatch(clock.strip())) and int(time["h"]) < 24:
        return f"{printed.iso}T{int(time['h']):02}:{time['m']}"
    return iso_with_zone(printed)

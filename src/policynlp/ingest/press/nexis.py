"""LexisNexis: Nexis Uni and Lexis+ (DOCX, RTF, HTML), and the plain text of the Nexis before.

    Title                                           1 of 25 DOCUMENTS
    The Paper                                       The Paper
    January 5, 2023 Thursday 3:14 PM GMT            January 5, 2012 Thursday
    Copyright 2023 ... All Rights Reserved          Title
    Section: NEWS; Pg. 5                            BYLINE: Jane Doe
    Length: 812 words                               SECTION: NEWS; Pg. 5
    Byline: Jane Doe                                LENGTH: 812 words
    Body                                            paragraphs
    paragraphs                                      LOAD-DATE: January 5, 2012
    Load-Date: January 5, 2023                      LANGUAGE: ENGLISH
    End of Document                                 Copyright 2012 ... All Rights Reserved

A cover page may stand before the first article: who exported it when, and a numbered list of what is inside.
"""

# ruff: noqa: E501 - patterns are read by the line
from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.ingest.press.article import Article
from policynlp.ingest.press.dates import is_date_line, iso_with_zone, press_date
from policynlp.ingest.press.labels import author_names, is_copyright, labelled, language_code, word_number
from policynlp.ingest.press.lines import Line, paragraphs

NAME = "Nexis"
_END = re.compile(
    r"End of Document|Fin du document|Ende des Dokuments|Fin del documento|Fine del documento|Fim do documento|Einde van (?:het )?document",
    re.IGNORECASE,
)
_START = re.compile(
    r"\d{1,5} (?:of|von|de|di|van) \d{1,5} (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI)"
    r"|D[OÓ][CK]UMENTO? \d{1,5} (?:OF|VON|DE|DI|VAN) \d{1,5}(?: DOCUMENTS?)?",
    re.IGNORECASE,
)
_BODY = re.compile(r"Body|Text|Corps(?: du texte)?|Haupttext|Volltext|Textk[öo]rper|Cuerpo|Texto|Corpo|Testo", re.IGNORECASE)
_GRAPHIC = re.compile(r"Graphi[ck]s?|Graphique|Grafik|Gráfico|Grafico|Imagen", re.IGNORECASE)
_CLASSES = re.compile(r"Classification|Klassifizierung|Klassifikation|Clasificación|Classificazione", re.IGNORECASE)
_COVER = re.compile(
    r"(?:User Name|Date and Time|Job Number|Documents? ?\(\d+\)|Client/Matter|Search Terms|Search Type|Narrowed by|Content Type|Benutzername"
    r"|Datum und Uhrzeit|Auftragsnummer|Dokumente? ?\(\d+\)|Suchbegriffe|Nom d.utilisateur|Date et heure|Num[ée]ro de t[âa]che|Termes de recherche)\b.*"
    r"|Documents? ?\(\d+\)|\d{1,5}\. .+",
    re.IGNORECASE,
)
_ITEM = re.compile(r"urn(?::|%3A)contentItem(?::|%3A)(?P<id>[0-9A-Z]{4}(?:-[0-9A-Z]{2,6}){3,6})", re.IGNORECASE)
_EDITION = re.compile(r"\b(?:edition|[ée]dition|ausgabe|edici[óo]n|edizione|editie)\b", re.IGNORECASE)
_TAIL = frozenset(
    ("accession", "companies", "copyright", "correction", "distribution", "graphic", "industries", "journal", "language", "legislation",
     "loaded", "name", "people", "places", "series", "subjects", "ticker", "type", "url", "version")
)  # fmt: skip
"""Fields of the lines behind a text; others may be labels that the text itself uses."""
_HEAD = frozenset(
    ("authors", "copyright", "dateline", "edition", "insert", "section", "series", "subtitle", "title", "version", "words")
)
"""Fields of the lines above a text; others may begin its title: `Correction: ...`."""
_HEAD_LINES = 12
"""Lines below the date within which labels or the copyright line begin."""
_BODY_LINES = 30
"""Lines below the date within which the body is announced."""
_MOST_TITLE_LINES = 3
_MOST_UNKNOWN = 2
"""Lines in a row among the labels behind a text that may be none that is known."""
_UNKNOWN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ \-/]{2,30}:")


def parts(lines: Sequence[Line]) -> list[list[Line]] | None:
    """The lines of each article; None where the file is none of Nexis'."""
    found: list[list[Line]] = [[]]
    by_end = any(_END.fullmatch(line.text) for line in lines)
    begun = by_end
    for line in lines:
        if by_end and _END.fullmatch(line.text):
            found.append([])
        elif _START.fullmatch(line.text):
            if not by_end:
                found = [*found, []] if begun else [[]]
                begun = True
        else:
            found[-1].append(line)
    if not begun:
        return None
    if by_end and _date_at(found[-1]) is None:
        found.pop()
    known = sum(_date_at(part) is not None for part in found)
    return found if known and known * 2 >= len(found) else None


def article(part: Sequence[Line], *, order: str | None) -> Article:
    """What the lines of one article say."""
    at = _date_at(part)
    if at is None:
        return Article(title=part[0].text[:200] if part else None)
    found = Article()
    printed = press_date(part[at].text, order=order)
    found.published = iso_with_zone(printed) if printed else None
    above = _above(part, at)
    found.outlet = above[-1].text if above else None
    _name(found, above[:-1])
    found.accession = next((m["id"].upper() for line in above if line.link and (m := _ITEM.search(line.link))), None)
    body = _below(found, part[at + 1 :])
    body = body[: _tail(found, body)]
    if (
        len(body) > 2
        and body[0].text == "ABSTRACT"
        and (full := [i for i, line in enumerate(body) if line.text == "FULL TEXT"])
    ):
        found.further["abstract"] = " ".join(line.text for line in body[1 : full[0]])
        body = body[full[0] + 1 :]
    graphic = next((i for i in range(len(body) - 1, -1, -1) if _GRAPHIC.fullmatch(body[i].text)), None)
    if graphic is not None:
        found.further.setdefault("graphic", " ".join(line.text for line in body[graphic + 1 :]))
        body = body[:graphic]
    found.body = paragraphs(body)
    if found.published is None and (loaded := press_date(found.further.get("loaded", ""), order=order)):
        found.published = loaded.iso
    return found


def date_lines(part: Sequence[Line]) -> list[str]:
    """Lines that show which way round dates are written."""
    at = _date_at(part)
    return [part[at].text] if at is not None else []


def _date_at(part: Sequence[Line]) -> int | None:
    """Where the date stands: below the outlet, with labels, a copyright line or the word `Body` soon after."""
    for i in range(1, len(part)):
        text = part[i].text
        if any(c.isdigit() for c in text) and is_date_line(text):
            near = part[i + 1 : i + 1 + _HEAD_LINES]
            if any(
                is_copyright(n.text) or _BODY.fullmatch(n.text) or (labelled(n.text) or ("", ""))[0] == "words" for n in near
            ):
                return i
    return None


def _above(part: Sequence[Line], at: int) -> list[Line]:
    """Title and outlet: the lines above the date that are none of the cover page."""
    start = max((i + 1 for i in range(at) if _COVER.fullmatch(part[i].text) and at - i > 2), default=0)
    lines = [line for line in part[start:at] if "\t" not in line.text]
    return lines if len(lines) <= _MOST_TITLE_LINES + 1 else lines[-2:]


def _name(found: Article, titles: Sequence[Line]) -> None:
    if titles:
        found.title = titles[0].text
        found.subtitle = " ".join(line.text for line in titles[1:]) or None


def _below(found: Article, lines: Sequence[Line]) -> list[Line]:
    """Take the labels below the date; gives the lines of the body and what follows it."""
    announced = next((i for i, line in enumerate(lines[:_BODY_LINES]) if _BODY.fullmatch(line.text)), None)
    head: list[list[str]] = []
    loose: list[Line] = []
    i = next((i for i, line in enumerate(lines) if line.apart), len(lines))  # what hangs on the date is the edition
    if i:
        found.further["edition"] = " ".join(line.text.strip(" ;") for line in lines[:i])
    while i < len(lines) and i != announced:
        line = lines[i]
        field = labelled(line.text)
        if field and field[0] not in _HEAD and announced is None and not (head or found.title):
            field = None
        if field or is_copyright(line.text):
            head.append(list(field) if field else ["copyright", line.text])
        elif head and not line.apart:
            head[-1][1] += f" {line.text}"
        elif announced is None and head and (found.title or loose):
            break
        else:
            loose.append(line)
        i += 1
    for name, value in head:
        _set(found, name, value)
    editions = [line for line in loose if _EDITION.search(line.text) and len(line.text) < 60]
    if editions:
        found.further.setdefault("edition", editions[0].text)
    if found.title is None:
        rest = [line for line in loose if line not in editions]
        joined = [block.text for block in paragraphs(_unwrapped(rest))]
        found.title, found.subtitle = (joined[0] if joined else None), " ".join(joined[1:]) or found.subtitle
    return list(lines[i + 1 if i == announced else i :])


def _unwrapped(lines: Sequence[Line]) -> list[Line]:
    out: list[Line] = []
    for line in lines:
        if out and not line.apart:
            out[-1] = Line(f"{out[-1].text} {line.text}")
        else:
            out.append(line)
    return out


def _tail(found: Article, body: Sequence[Line]) -> int:
    """Where the text ends: at the list of classes, or where only labelled lines and rights follow."""
    end = len(body)
    classes = next((i for i in range(end - 1, -1, -1) if _CLASSES.fullmatch(body[i].text)), None)
    if classes is not None and classes + 1 < end and labelled(body[classes + 1].text):
        end = classes
    top = end
    passed = 0
    while top and passed <= _MOST_UNKNOWN:
        top -= 1
        while top and not body[top].apart:
            top -= 1
        text = body[top].text
        field = labelled(text)
        if is_copyright(text) or (field and field[0] in _TAIL):
            end, passed = top, 0
        elif field or _is_prose(text):
            break
        else:  # a label or a code that is not known counts where labels follow above it
            passed += 1
    name, value = "", ""
    for line in body[end:]:
        field = labelled(line.text)
        if field or is_copyright(line.text) or line.apart:
            _set(found, name, value)
            name, value = field or ("copyright" if is_copyright(line.text) else "", line.text)
        else:
            value += f" {line.text}"
    _set(found, name, value)
    return end


def _is_prose(text: str) -> bool:
    return len(text.split()) > 4 and not _UNKNOWN.match(text)


def _set(found: Article, name: str, value: str) -> None:
    """Keep a labelled value; the first of each name holds."""
    value = value.strip()
    if not name or not value:
        return
    if name == "words":
        found.words = found.words if found.words is not None else word_number(value)
    elif name == "language":
        found.language = found.language or language_code(value)
    elif name == "authors":
        found.authors = found.authors or author_names(value)
    elif name == "copyright":
        known = found.copyright
        found.copyright = value if not known else f"{known} {value}" if value not in known and len(known) < 300 else known
    elif name in ("title", "subtitle", "section", "accession"):
        if getattr(found, name) is None:
            setattr(found, name, value)
    else:
        found.further.setdefault(name, value)

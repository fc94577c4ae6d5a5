"""Exports of Nexis Uni and of the older Nexis as tests write them."""

# ruff: noqa: E501 - markup on a line
from __future__ import annotations

import datetime
import html
import textwrap
from collections.abc import Sequence

from tests.ingest.press_samples import DAYS, LANGUAGE, MONTHS, Sample, rtf, turned, word_file

NEXIS = {
    "en": {"length": "Length", "words": "words", "section": "Section", "byline": "Byline", "load": "Load-Date", "language": "Language", "end": "End of Document", "body": "Body"},
    "de": {"length": "Länge", "words": "Wörter", "section": "Rubrik", "byline": "Autor", "load": "Ladedatum", "language": "Sprache", "end": "Ende des Dokuments", "body": "Haupttext"},
    "fr": {"length": "Longueur", "words": "mots", "section": "Rubrique", "byline": "Auteur", "load": "Date-Chargement", "language": "Langue", "end": "Fin du document", "body": "Corps"},
}  # fmt: skip


def nexis_date(sample: Sample, language: str = "en", *, clock: str = " 3:14 PM GMT") -> str:
    """`January 5, 2023 Thursday 3:14 PM GMT`, or as the language has it."""
    year, month, day = sample.day
    weekday = DAYS[language][datetime.date(*sample.day).weekday()]
    if language == "en":
        return f"{MONTHS['en'][month - 1]} {day}, {year} {weekday}{clock}"
    return f"{weekday} {sample.printed(language)}"


def nexis_lines(sample: Sample, language: str = "en", *, body: bool = True, edition: bool = False) -> list[str]:
    """An article of Nexis Uni."""
    label = NEXIS[language]
    year, month, day = sample.day
    return [
        sample.title,
        sample.outlet,
        nexis_date(sample, language) + (" First Edition" if edition else ""),
        f"Copyright {year} {sample.outlet} Limited All Rights Reserved",
        *([f"{label['section']}:\u00a0{sample.section}; Pg. 5"] if sample.section else []),
        f"{label['length']}:\u00a0{sample.words} {label['words']}",
        *([f"{label['byline']}:\u00a0By {sample.author}"] if sample.author else []),
        *([label["body"]] if body else []),
        *sample.body,
        "Graphic",
        "The harbour at dusk",
        "Classification",
        f"{label['language']}:\u00a0{LANGUAGE[language].upper()}",
        "Subject:\u00a0PORTS & HARBORS (90%); FERRIES (78%)",
        f"{label['load']}:\u00a0{MONTHS['en'][month - 1]} {day}, {year}",
        label["end"],
    ]


def nexis_cover(articles: Sequence[Sample]) -> list[str]:
    """The page before the first article."""
    listed = [
        line
        for i, s in enumerate(articles, 1)
        for line in (f"{i}. {s.title}", "Client/Matter: -None-", "Search Terms: ferries AND harbour", "Search Type: Terms and Connectors",
                     "Narrowed by:", "Content Type\tNarrowed by", "News\tTimeline: Jan 01, 2023 to Dec 31, 2023")
    ]  # fmt: skip
    return [
        "User Name: Reader One",
        "Date and Time: Monday, January 8, 2024 9:15:00 AM EST",
        "Job Number: 123456789",
        f"Documents ({len(articles)})",
        *listed,
    ]


def nexis_file(articles: Sequence[Sample], *, kind: str, language: str = "en", cover: bool = False, body: bool = True) -> bytes:
    """Many articles as DOCX, RTF or HTML."""
    lines = nexis_cover(articles) if cover else []
    for sample in articles:
        lines += nexis_lines(sample, language, body=body)
    if kind == "docx":
        return word_file(lines)
    if kind == "rtf":
        return rtf(lines)
    rows = [
        "<table><tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in t.split("\t")) + "</tr></table>"
        if "\t" in t
        else f"<p>{html.escape(t)}</p>"
        for t in lines
    ]
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>Results</title></head><body>{"".join(rows)}</body></html>'.encode()


def nexis_page(articles: Sequence[Sample]) -> bytes:
    """The page of the older Nexis: boxes with breaks between them, labels in capitals, codes that nobody knows."""
    out = [
        "<DIV><P>Download Request: Selected Items: 1-9<BR>Time Of Request: Saturday, October 21, 2023 &nbsp;18:07:13<BR><BR>Terms: ferry</P></DIV>"
    ]
    for i, s in enumerate(articles, 1):
        month = MONTHS["de"][s.day[1] - 1]
        out += [
            f"<DIV><P>{i} of {len(articles)} DOCUMENTS</P>\n</DIV>",
            f"<DIV><BR><P><IMG SRC='x.gif'><BR><SPAN>{s.outlet}</SPAN></P>\n</DIV>",
        ]
        out += [
            f"<DIV><P><SPAN>{s.day[2]}.</SPAN><SPAN> {month} {s.day[0]} Montag 9:50 PM GMT+1</SPAN><SPAN>&nbsp;</SPAN></P>\n</DIV>"
        ]
        out += [f"<DIV><P><SPAN>{html.escape(s.title)}</SPAN></P>\n</DIV>"]
        out += [f"<DIV><P><SPAN>AUTOR: </SPAN><SPAN>{turned(s.author)}</SPAN></P>\n</DIV>"] if s.author else []
        out += [f"<DIV><P><SPAN>RUBRIK: </SPAN><SPAN>{s.section}; Pg. 5</SPAN></P>\n</DIV>"] if s.section else []
        out += [f"<DIV><P><SPAN>L&Auml;NGE: </SPAN><SPAN>{s.words} W&ouml;rter</SPAN></P>\n</DIV>"]
        out += ["<DIV>" + "".join(f"<P><SPAN>{html.escape(p)}</SPAN></P>\n" for p in s.body) + "</DIV>"]
        tail = (
            f"UPDATE: {s.day[2]}. {month} {s.day[0]}",
            "SPRACHE: ENGLISH; ENGLISCH",
            "SUBJECT: PORTS & HARBORS (90%)",
            "MATP",
            "ZONEN-CODE: Every Zone",
            "PUBLICATION-TYPE: Zeitung",
        )
        out += [f"<DIV><P>{html.escape(t)}</P>\n</DIV>" for t in tail]
        out += [f"<DIV><BR><P>Copyright {s.day[0]} {s.outlet} GmbH<BR>Alle Rechte vorbehalten</P>\n</DIV>"]
    return ("<HTML><HEAD><TITLE>&nbsp;</TITLE></HEAD>\n<BODY>" + "\n<BR>".join(out) + "</BODY></HTML>").encode()


def nexis_text(articles: Sequence[Sample]) -> bytes:
    """The plain text of the older Nexis: centred heads, wrapped lines, labels in capitals."""
    out = []
    for i, s in enumerate(articles, 1):
        head = [
            f"{i} of {len(articles)} DOCUMENTS".center(80).rstrip(),
            s.outlet.center(80).rstrip(),
            nexis_date(s, clock="").center(80).rstrip()
            + "\n"
            + "Final Edition;".center(80).rstrip()
            + "\n"
            + "Scotland".center(80).rstrip(),
            s.title,
            *([f"BYLINE: By {s.author}, Transport Correspondent"] if s.author else []),
            *([f"SECTION: {s.section}; Pg. 5"] if s.section else []),
            f"LENGTH: {s.words} words",
            *(textwrap.fill(p, 78) for p in s.body),
            f"LOAD-DATE: {MONTHS['en'][s.day[1] - 1]} {s.day[2]}, {s.day[0]}",
            "LANGUAGE: ENGLISH",
            "SUBJECT: PORTS & HARBORS (90%); FERRIES (78%); a list that goes on for more than\none line (55%)",
            "PUBLICATION-TYPE: Newspaper",
            f"Copyright {s.day[0]} {s.outlet}\n".center(80).rstrip() + "\n" + "All Rights Reserved".center(80).rstrip(),
        ]
        out.append("\n\n".join(head))
    return "\n\n\n".join(out).encode()

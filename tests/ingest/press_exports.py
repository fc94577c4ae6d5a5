"""Exports of press databases as tests write them: our own articles in the layouts that the databases give out."""

# ruff: noqa: E501 - markup on a line
from __future__ import annotations

import datetime
import html
import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

import docx

MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
}
DAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "de": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
}
LANGUAGE = {"en": "English", "fr": "Français", "de": "Deutsch", "zh": "英文"}
FACTIVA_WORDS = {"en": "words", "fr": "mots", "de": "Wörter", "zh": "字"}
FACTIVA_END = {"en": "Document", "fr": "Document", "de": "Dokument", "zh": "文件"}


@dataclass(kw_only=True)
class Sample:
    """An article to be written into an export."""

    title: str
    body: Sequence[str]
    outlet: str = "The Harbour Courier"
    author: str | None = "Ada Okoro"
    day: tuple[int, int, int] = (2023, 1, 5)
    number: int = 1
    section: str | None = None
    words: int = field(default=0)

    def __post_init__(self) -> None:
        self.words = self.words or len(" ".join(self.body).split())

    @property
    def iso(self) -> str:
        return "{:04}-{:02}-{:02}".format(*self.day)

    def printed(self, language: str = "en") -> str:
        """`5 January 2023`."""
        year, month, day = self.day
        if language == "zh":
            return f"{year} 年 {month} 月 {day} 日"
        return f"{day}{'.' if language == 'de' else ''} {MONTHS[language][month - 1]} {year}"

    @property
    def accession(self) -> str:
        """As Factiva makes it of the source, the day and the order."""
        return "HARBC00020{:02}{:02}{:02}ej1500{:03}".format(self.day[0] % 100, *self.day[1:], self.number)


def samples(count: int) -> list[Sample]:
    """Articles that differ in everything."""
    ports = ("Vigo", "Mombasa", "Tromso", "Qingdao", "Varna", "Callao", "Halifax")
    names = ("Ada Okoro", "Jon Berg", "Mei Lin", None)
    return [
        Sample(
            title=f"{ports[i % 7]} council votes for ferry plan {i + 1}",
            body=(
                f"The council of {ports[i % 7]} said on Monday that {i + 2} ferries would run again from June, after the harbour had been dredged.",
                f'"We have waited for {i + 3} years," said harbour master Petra Novak, who opened the vote number {i + 1}.',
                "Fares will rise by 4 percent. Nobody spoke against the plan.",
            ),
            outlet=("The Harbour Courier", "Northern Post", "Gazette of Trade")[i % 3],
            author=names[i % 4],
            day=(2023, i % 12 + 1, i % 28 + 1),
            number=i + 1,
            section=("Business", None)[i % 2],
        )
        for i in range(count)
    ]


# Factiva


def factiva_rows(sample: Sample, language: str = "en") -> list[tuple[str, list[str]]]:
    """Labels and values as `Full article plus indexing` has them."""
    rows = [
        ("SE", [sample.section] if sample.section else []),
        ("HD", [sample.title]),
        ("BY", [f"By {sample.author}"] if sample.author else []),
        ("WC", [f"{sample.words:,} {FACTIVA_WORDS[language]}"]),
        ("PD", [sample.printed(language)]),
        ("ET", ["15:32"]),
        ("SN", [sample.outlet]),
        ("SC", ["HARBC"]),
        ("PG", ["12"]),
        ("LA", [LANGUAGE[language]]),
        ("CY", [f"(c) {sample.day[0]} {sample.outlet} Ltd. All rights reserved."]),
        ("LP", list(sample.body[:1])),
        ("TD", list(sample.body[1:])),
        ("NS", ["gtrans : Transport | gcat : Political/General News"]),
        ("RE", ["spain : Spain"]),
        ("PUB", ["Courier Newspapers Ltd"]),
        ("AN", [f"{FACTIVA_END[language]} {sample.accession}"]),
    ]
    return [(label, lines) for label, lines in rows if lines]


def factiva_lines(sample: Sample, language: str = "en", *, byline: str = "By ") -> list[str]:
    """The head, text and end of the plain article format."""
    return [
        *([sample.section] if sample.section else []),
        sample.title,
        *([f"{byline}{sample.author}"] if sample.author else []),
        f"{sample.words:,} {FACTIVA_WORDS[language]}",
        sample.printed(language),
        sample.outlet,
        "HARBC",
        "12",
        LANGUAGE[language],
        f"(c) {sample.day[0]} {sample.outlet} Ltd. All rights reserved.",
        *sample.body,
        "Courier Newspapers Ltd",
        f"{FACTIVA_END[language]} {sample.accession}",
    ]


def factiva_html(articles: Sequence[Sample], *, language: str = "en", labelled: bool = True) -> bytes:
    """A page as saved from the article view."""
    inner = []
    for sample in articles:
        if labelled:
            rows = "".join(
                f'<tr><td class="index"><b>{label}</b>&nbsp;</td><td>'
                + ("<b class='enHeadline'>" + html.escape(values[0]) + "</b>" if label == "HD" else
                   "".join(f'<p class="articleParagraph enarticleParagraph">{html.escape(v)}\n</p>' for v in values) if label in ("LP", "TD")
                   else html.escape(values[0]))
                + "</td></tr>"
                for label, values in factiva_rows(sample, language)
            )  # fmt: skip
            inner.append(f'<div class="article {language}Article"><table>{rows}</table><br/></div>')
        else:
            head, rest = factiva_lines(sample, language, byline=""), len(sample.body) + 2
            tagged = [
                f"<div id='hd'><span class='enHeadline'>{html.escape(t)}</span>\n</div>" if t == sample.title else
                f'<div class="author">{sample.author.upper()} </div>' if sample.author and t == sample.author else f"<div>{html.escape(t)}</div>"
                for t in head[:-rest]
            ]  # fmt: skip
            text = "".join(f'<p class="articleParagraph enarticleParagraph">{html.escape(t)}</p>\n' for t in sample.body)
            inner.append(
                f'<div id="article-{sample.accession}" class="article"><div class="article {language}Article"><p>\n{"".join(tagged)}\n</p>\n{text}'
                f"<p>{head[-2]}</p><p>{head[-1]}</p></div></div><br/><span></span>"
            )
    summary = "<table><tr><td>Search Summary</td></tr><tr><td>Text</td><td>ferries AND harbour</td></tr><tr><td>Date</td><td>All Dates</td></tr></table>"
    page = f'<html><head><meta charset="utf-8"><title>Factiva</title></head><body><h1>Factiva</h1>{"".join(inner)}{summary}<p>© 2023 Factiva, Inc. All rights reserved.</p></body></html>'
    return page.encode()


def rtf_escaped(text: str) -> str:
    """Text as word processors write it."""
    out = []
    for char in text:
        if char in "\\{}":
            out.append("\\" + char)
        elif ord(char) < 128:
            out.append(char)
        else:
            units = char.encode("utf-16-le")
            out += [f"\\u{int.from_bytes(units[i : i + 2], 'little', signed=True)}?" for i in range(0, len(units), 2)]
    return "".join(out)


def rtf(paragraphs: Sequence[str]) -> bytes:
    """A file of plain paragraphs; a tab makes a row of a table of two cells, whose line ends are paragraphs."""
    body = []
    for text in paragraphs:
        label, tab, value = text.partition("\t")
        if tab:
            cell = "\\par ".join(rtf_escaped(v) for v in value.split("\n"))
            body.append(f"\\trowd\\cellx900\\cellx9000\\pard\\intbl {{\\b {rtf_escaped(label)}}}\\~\\cell {cell}\\cell\\row\n")
        else:
            body.append(f"\\pard {rtf_escaped(text)}\\par\n")
    return (
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\footer\\pard Page 1 of 9\\par}\n" + "".join(body) + "}"
    ).encode()


def factiva_rtf(articles: Sequence[Sample], *, language: str = "en", labelled: bool = True) -> bytes:
    """A file as downloaded, with the search at its end."""
    lines: list[str] = []
    for sample in articles:
        if labelled:
            lines += [f"{label}\t" + "\n".join(values) for label, values in factiva_rows(sample, language)]
        else:
            lines += factiva_lines(sample, language)
    return rtf([*lines, "Search Summary", "Text\tferries", "© 2023 Factiva, Inc. All rights reserved."])


def word_file(paragraphs: Sequence[str]) -> bytes:
    """A DOCX file of plain paragraphs; tabs make rows of tables."""
    document = docx.Document()
    for text in paragraphs:
        cells = text.split("\t")
        if len(cells) > 1:
            table = document.add_table(rows=1, cols=len(cells))
            for cell, value in zip(table.rows[0].cells, cells, strict=True):
                cell.text = value
        else:
            document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def factiva_docx(articles: Sequence[Sample], *, language: str = "en") -> bytes:
    """The same as a Word file, a table an article."""
    lines = [f"{label}\t" + "\n".join(values) for s in articles for label, values in factiva_rows(s, language)]
    return word_file(["Factiva", *lines, "© 2023 Factiva, Inc. All rights reserved."])


# Nexis

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


# ProQuest

PROQUEST = {
    "en": ("Document {} of {}", "Author", "Full text", "Title", "Publication title", "Pages", "Publication date", "Section", "Language of publication", "ProQuest document ID", "Subject", "Last updated"),
    "fr": ("Document {} de {}", "Auteur", "Texte intégral", "Titre", "Titre de la publication", "Pages", "Date de publication", "Section", "Langue de publication", "ID de document ProQuest", "Sujet", "Dernière mise à jour"),
    "es": ("Documento {} de {}", "Autor", "Texto completo", "Título", "Título de publicación", "Páginas", "Fecha de publicación", "Sección", "Idioma de la publicación", "ID del documento de ProQuest", "Materia", "Última actualización"),
}  # fmt: skip


def proquest_id(sample: Sample) -> str:
    """Nine digits."""
    return str(251_000_000 + sample.number)


def turned(author: str) -> str:
    """`Okoro, Ada`."""
    first, last = author.split()
    return f"{last}, {first}"


def proquest_details(sample: Sample, language: str = "en") -> list[tuple[str, str]]:
    """Labels and values behind the text."""
    label = PROQUEST[language]
    year, month, day = sample.day
    date = f"{MONTHS['en'][month - 1][:3]} {day}, {year}" if language == "en" else f"{day:02}/{month:02}/{year}"
    return [
        (label[10], "Ferries; Harbors; City councils"),
        ("Location", "Vigo Spain"),
        ("Company / organization", "Name: Courier Newspapers; NAICS: 511110"),
        (label[3], sample.title),
        (label[4], f"{sample.outlet}; Vigo"),
        (label[5], "5"),
        ("Publication year", str(year)),
        (label[6], date),
        *([(label[7], sample.section)] if sample.section else []),
        ("Publisher", "Courier Newspapers Ltd"),
        ("ISSN", "02613077"),
        ("Source type", "Newspaper"),
        (label[8], "English"),
        ("Document type", "News"),
        (label[9], proquest_id(sample)),
        ("Document URL", f"https://www.proquest.com/docview/{proquest_id(sample)}?accountid=1"),
        ("Copyright", f"Copyright {sample.outlet} {year}. All rights reserved."),
        (label[11], f"{year}-12-31"),
        ("Database", "ProQuest Central"),
    ]


def proquest_text(articles: Sequence[Sample], language: str = "en") -> bytes:
    """The text format: rules between records, all labels in one run behind the text."""
    rule, label = "_" * 60, PROQUEST[language]
    out = [rule, "Report Information from ProQuest", "January 08 2024 10:15"]
    for i, s in enumerate(articles, 1):
        out += [rule, label[0].format(i, len(articles)), s.title]
        out += [f"{label[1]}: {turned(s.author)}"] if s.author else []
        out += [
            f"Publication info: {s.outlet} ; Vigo [Vigo]{s.day[2]:02} Jan {s.day[0]}: 5.",
            "https://www.proquest.com/docview/1?accountid=1",
        ]
        out += [
            "Abstract: The council voted for the plan.",
            "Links: http://sfx.example/abc",
            f"{label[2]}: {s.body[0]}" if s.body else f"{label[2]}:",
            *s.body[1:],
        ]
        out += ["\n".join(f"{name}: {value}" for name, value in proquest_details(s, language))]
    return "\r\n\r\n".join(
        [*out, rule, "Contact ProQuest", "Copyright © 2024 ProQuest LLC. All rights reserved. - Terms and Conditions"]
    ).encode()


def proquest_rtf(articles: Sequence[Sample], language: str = "en") -> bytes:
    """The newer format: nothing between records, details in a table."""
    lines = ["Report Information from ProQuest", "January 08 2024 10:15"] if not articles else []
    for s in articles:
        lines += [s.title, *([turned(s.author)] if s.author else []), "ProQuest document link", "ABSTRACT (ENGLISH)"]
        lines += [
            "The council voted for the plan.",
            "FULL TEXT" if language == "en" else PROQUEST[language][2],
            *s.body,
            "DETAILS",
        ]
        lines += [f"{name}:\t{value}" for name, value in proquest_details(s, language)]
        lines += ["LINKS", "Check for full text via the library"]
    return rtf([*lines, "Copyright © 2024 ProQuest LLC. All rights reserved."])


def proquest_html(articles: Sequence[Sample], language: str = "en") -> bytes:
    """A page of records in boxes, labels in bold."""
    label = PROQUEST[language]
    boxes = []
    for i, s in enumerate(articles, 1):
        text = "".join(f"<p>{html.escape(p)}</p>      " for p in s.body)
        details = "".join(f"<p><strong>{n}: </strong>{html.escape(v)}</p>\n" for n, v in proquest_details(s, language))
        author = f"<p><strong>{label[1]}:  </strong>{html.escape(turned(s.author))}</p>" if s.author else ""
        boxes.append(
            f'<div style="border-bottom:2px solid #ccc"><p>{label[0].format(i, len(articles))}</p><p style="font-weight:bold">{html.escape(s.title)}</p>{author}'
            f'<p><a href="https://www.proquest.com/docview/1">ProQuest document link</a></p><p><strong>Abstract:  </strong></p><p>The council voted.</p>'
            f'<p><strong>{label[2]}: </strong><text wordcount="{s.words}">{text}</text></p>{details}</div>'
        )
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><h1>ProQuest</h1>{"".join(boxes)}</body></html>'.encode()


# Europresse


def europresse_html(articles: Sequence[Sample], language: str = "fr", *, old: bool = False) -> bytes:
    """A page of articles; `old` has the classes of the years before."""
    out = []
    for s in articles:
        year, month, day = s.day
        weekday = DAYS[language][datetime.date(*s.day).weekday()]
        date = f"{weekday} {s.printed('fr')}" if language == "fr" else f"{weekday}, {MONTHS['en'][month - 1]} {day}, {year}"
        head = ", ".join(p for p in (s.section, date, "p. 5") if p)
        title = (
            f'<div class="titreArticle">{html.escape(s.title)}</div>'
            if old
            else f'<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{html.escape(s.title)}</p></div>'
        )
        author = f'<div class="docAuthors">{s.author}</div>' if s.author else ""
        text = "".join(f"<p>{html.escape(p).replace('harbour', '<mark>harbour</mark>')}</p>" for p in s.body)
        inner = (
            f'<div class="DocText clearfix">{text}</div>'
            if old
            else f'<div class="DocText clearfix"><div class="docOcurrContainer">{text}</div></div>'
        )
        out.append(
            f'<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">{s.outlet}, no. 2431{s.number}</span></div>'
            f'<div><span class="DocHeader">{head}</span></div>{title}{author}</header><section>{inner}</section>'
            f"<footer><small>© {year} {s.outlet}. Tous droits réservés.</small><p>Le présent document est protégé.</p>"
            f'<div>Numéro de document : <span class="publiC-lblNodoc">news·{year}{month:02}{day:02}·HC·{s.number:07}</span></div></footer></article>'
        )
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>Europresse.com</title></head><body>{"".join(out)}</body></html>'.encode()


# Gale


def gale_text(articles: Sequence[Sample]) -> bytes:
    """Records with their labels above the text and the number below."""
    out = []
    for s in articles:
        out += [
            s.title,
            *([f"Author: {s.author}"] if s.author else []),
            f"Date: {MONTHS['en'][s.day[1] - 1]} {s.day[2]}, {s.day[0]}",
        ]
        out += [f"From: {s.outlet}", "Document Type: Article", f"Length: {s.words} words", "Full Text:", *s.body]
        out += [f"Copyright: COPYRIGHT {s.day[0]} {s.outlet}", f"Gale Document Number: GALE|A{732_000_000 + s.number}"]
    return "\n\n".join(out).encode()

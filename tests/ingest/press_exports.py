"""Exports of press databases as tests write them: our own articles in the layouts that the databases give out."""

# ruff: noqa: E501 - markup on a line
from __future__ import annotations

import html
import io
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
LANGUAGE = {"en": "English", "fr": "Français", "de": "Deutsch"}
FACTIVA_WORDS = {"en": "words", "fr": "mots", "de": "Wörter"}
FACTIVA_END = {"en": "Document", "fr": "Document", "de": "Dokument"}


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


def factiva_lines(sample: Sample, language: str = "en") -> list[str]:
    """The head, text and end of the plain article format."""
    return [
        *([sample.section] if sample.section else []),
        sample.title,
        *([f"By {sample.author}"] if sample.author else []),
        f"{sample.words:,} {FACTIVA_WORDS[language]}",
        sample.printed(language),
        sample.outlet,
        "HARBC",
        "12",
        LANGUAGE[language],
        f"(c) {sample.day[0]} {sample.outlet} Ltd. All rights reserved.",
        *sample.body,
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
            lines = factiva_lines(sample, language)
            at = lines.index(sample.title)
            tagged = [f'<div id="hd"><span class="enHeadline"><b>{html.escape(t)}</b></span></div>' if i == at else
                      f"<p>{html.escape(t)}</p>" if t in sample.body else f"<div>{html.escape(t)}</div>" for i, t in enumerate(lines)]  # fmt: skip
            inner.append(f'<div class="article {language}Article">{"".join(tagged)}</div>')
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
            body.append(f"\\trowd\\cellx900\\cellx9000\\pard\\intbl {{\\b {label}}}\\~\\cell {cell}\\cell\\row\n")
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

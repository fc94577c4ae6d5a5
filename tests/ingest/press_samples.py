"""Articles of our own that tests write into exports of press databases, and the files that several databases give out."""

# ruff: noqa: E501 - long paragraphs
from __future__ import annotations

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
LANGUAGE = {"en": "English", "fr": "Français", "de": "Deutsch", "zh": "英文"}


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


def turned(author: str) -> str:
    """`Okoro, Ada`."""
    first, last = author.split()
    return f"{last}, {first}"


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

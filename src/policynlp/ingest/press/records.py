"""ProQuest and Gale: records with labelled lines, among the last of them the number of the document.

    Document 1 of 25                        Title
    Title                                   Doe, Jane
    Author: Doe, Jane                       ProQuest document link
    Full text: paragraphs                   FULL TEXT
    Publication title: The Paper; London    paragraphs
    Publication date: Jan 5, 2023           DETAILS
    ProQuest document ID: 2751234567        Publication title: <tab> The Paper; London
    Copyright: ...                          ProQuest document ID: <tab> 2751234567
    _______________________________         Copyright: <tab> ...

ProQuest's text format on the left parts its records by rules of underscores; RTF and HTML files often part them by nothing, so that the
run of labelled lines around the document ID is what tells them apart.
"""

# ruff: noqa: E501 - patterns are read by the line
from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.ingest.press.article import Article
from policynlp.ingest.press.dates import iso_with_zone, press_date
from policynlp.ingest.press.labels import author_names, labelled, language_code
from policynlp.ingest.press.lines import Line, paragraphs

_RULE = re.compile(r"_{10,}|-{30,}|={30,}")
_COUNT = re.compile(r"[^\W\d_]{4,12} \d{1,5} (?:of|de|von|di|van) \d{1,5}", re.IGNORECASE)
_FULL_TEXT = re.compile(
    r"(?:Full text|Texte intégral|Texto completo|Volltext|Testo completo|Texto integral)(?: \([^)]{0,30}\))?:?\s{0,3}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LINK = re.compile(
    r"(?:ProQuest[- ]document link|Lien(?: vers le)? document ProQuest|Enlace de documentos? de ProQuest|Dokumentenlink ProQuest)",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(
    r"(?:Abstract|Résumé|Resumen|Zusammenfassung|Riassunto)(?: \([^)]{0,30}\))?:?(?:\s.*)?", re.IGNORECASE | re.DOTALL
)
_FURNITURE = re.compile(
    r"DETAILS|LINKS|D[ÉE]TAILS|DETALLES|ENLACES|Links?: .{0,200}|Linking Service|Check for full text.{0,80}|https?://\S+|Headnote|Contact ProQuest"
    r"|Copyright (?:©|\(c\)) \d{4} ProQuest.*|Terms and Conditions?.*|Bibliography|Citation style:.*|Report Information from ProQuest",
    re.IGNORECASE,
)
_MORE_LABELS = re.compile(r"[^\W\d_][^:\t.!?]{1,38}:\t")
_TAIL = frozenset(
    ("abstract", "companies", "copyright", "database", "edition", "industries", "journal", "language", "links", "loaded", "outlet", "page",
     "people", "places", "published", "publisher", "section", "subjects", "ticker", "title", "type", "url", "volume", "words")
)  # fmt: skip
"""Fields of the lines behind a text; others may begin a paragraph of it: `Correction: ...`."""
_BEHIND_NUMBER = frozenset(("copyright", "database", "links", "loaded", "type", "url"))
"""Fields that may follow the number; any other line begins the next record, and may be a title like `Update: ...`."""
_SEVERAL_LINES = frozenset(("subjects", "companies", "places", "people", "copyright", "links", "publisher"))
"""Fields whose values may go on for lines."""
_MOST_LINES_OF_A_VALUE = 3


class Records:
    """A database of such records.

    Args:
        name: Of the database.
        number: Pattern of the line that gives the number of the document, with a group `id`.
    """

    def __init__(self, name: str, *, number: str) -> None:
        self.NAME = name
        self._number = re.compile(number, re.IGNORECASE)

    def parts(self, lines: Sequence[Line]) -> list[list[Line]] | None:
        """The lines of each record; None where the file is none of this database's."""
        if not any(self._number.fullmatch(line.text) for line in lines):
            return None
        pieces: list[list[Line]] = [[]]
        for line in lines:
            if _RULE.fullmatch(line.text) or _COUNT.fullmatch(line.text):
                pieces.append([])
            else:
                pieces[-1].append(line)
        found = [record for piece in pieces for record in self._records(piece)]
        known = sum(any(labelled(line.text) for line in record) for record in found)
        return found if found and known * 2 >= len(found) else None

    def article(self, part: Sequence[Line], *, order: str | None) -> Article:
        """What the lines of one record say."""
        found = Article()
        begin, rest = _text_at(part)
        end = self._tail_at(part, begin)
        fields = self._fields([*part[: begin or 0], *part[end:]])
        head = [line for line in part[: begin if begin is not None else end] if not _FURNITURE.fullmatch(line.text)]
        _name(found, head, fields)
        for line in part[end:]:
            if number := self._number.fullmatch(line.text):
                found.accession = number["id"]
        found.outlet = fields.pop("outlet", "").split(";")[0].strip() or None
        found.section = fields.pop("section", None)
        found.language = language_code(fields.pop("language", None))
        found.copyright = fields.pop("copyright", None)
        printed = press_date(fields.pop("published", ""), order=order) or press_date(fields.get("publisher", ""), order=order)
        found.published = iso_with_zone(printed) if printed else None
        for name in ("title", "authors", "full_text", "accession", "words", "name", "links"):
            fields.pop(name, None)
        provider = fields.pop("database", None)
        found.further = fields | ({"collection": provider} if provider else {})
        if begin is not None:
            lines = list(part[begin + 1 : end])
            found.body = paragraphs([Line(rest), *lines] if rest else lines)
        return found

    def date_lines(self, part: Sequence[Line]) -> list[str]:
        """Lines that show which way round dates are written."""
        return [field[1] for line in part if (field := labelled(line.text)) and field[0] == "published"]

    def _records(self, piece: Sequence[Line]) -> list[list[Line]]:
        """The records of a stretch that no rule parts; each ends with the labelled lines around its ID."""
        found: list[list[Line]] = []
        start = i = 0
        while i < len(piece):
            if not self._number.fullmatch(piece[i].text):
                i += 1
                continue
            i += 1
            while i < len(piece) and (
                _is_one_of(piece[i].text, _BEHIND_NUMBER) or _FURNITURE.fullmatch(piece[i].text) or not piece[i].apart
            ):
                i += 1
            found.append(list(piece[start:i]))
            start = i
        if not found and (begin := _text_at(piece)[0]) is not None and self._tail_at(piece, begin) < len(piece):
            found.append(list(piece))  # the ID of the record is missing
        return found

    def _tail_at(self, part: Sequence[Line], begin: int | None) -> int:
        """Where the labelled lines at the end begin; a value of several lines counts where its label takes them."""
        end = len(part)
        least = 0 if begin is None else begin + 1
        i = end
        while i > least:
            text = part[i - 1].text
            if _is_one_of(text, _TAIL) or self._number.fullmatch(text) or _FURNITURE.fullmatch(text):
                end = i - 1
            elif end - i >= _MOST_LINES_OF_A_VALUE or not _goes_on(part, i - 1, least):
                break
            i -= 1
        return end

    def _fields(self, lines: Sequence[Line]) -> dict[str, str]:
        """Values by field; the first of each holds, since `Title` may name a company, too."""
        fields: dict[str, str] = {}
        name = ""
        for line in lines:
            field = labelled(line.text)
            if field:
                name = field[0] if field[0] not in fields else ""
                if name:
                    fields[name] = field[1]
            elif _MORE_LABELS.match(line.text) or self._number.fullmatch(line.text) or _FURNITURE.fullmatch(line.text):
                name = ""
            elif name in _SEVERAL_LINES or (name and not line.apart):
                fields[name] = f"{fields[name]} {line.text}".strip()
        return {name: value for name, value in fields.items() if value}


def _text_at(part: Sequence[Line]) -> tuple[int | None, str]:
    """Where the words `Full text` stand, and what stands behind them."""
    for i, line in enumerate(part):
        if (found := _FULL_TEXT.fullmatch(line.text)) and (":" in line.text[:40] or not found["rest"]):
            return i, found["rest"].strip()
    return None, ""


def _is_one_of(text: str, fields: frozenset[str]) -> bool:
    """Whether a line has the label of one of some fields, or an unknown one in a cell of its own."""
    field = labelled(text)
    return field[0] in fields if field else _MORE_LABELS.match(text) is not None


def _goes_on(part: Sequence[Line], i: int, least: int) -> bool:
    """Whether a line is part of a value whose label stands a few lines above."""
    for j in range(i - 1, max(least - 1, i - 1 - _MOST_LINES_OF_A_VALUE), -1):
        if field := labelled(part[j].text):
            return field[0] in _SEVERAL_LINES or not part[i].apart
    return False


def _name(found: Article, head: Sequence[Line], fields: dict[str, str]) -> None:
    """Title and authors: by their labels, else by their place above the link and the text."""
    loose: list[str] = []
    for line in head:
        if _LINK.fullmatch(line.text) or _ABSTRACT.fullmatch(line.text) or (labelled(line.text) and loose):
            break
        loose.append(line.text)
    if loose and (labelled(loose[0]) or ("",))[0] not in _TAIL | {"authors"}:
        found.title = loose[0]
    found.title = found.title or fields.get("title")
    if authors := fields.get("authors"):
        found.authors = author_names(authors)
    elif len(loose) > 1:
        byline = loose[1].split(". ")[0]  # "Doe, Jane. The Paper; London (UK) [London (UK)]. 05 Jan 2023."
        found.authors = author_names(byline) if len(byline) <= 120 and "," in byline else ()


PROQUEST = Records("ProQuest", number=r"[^:\t\d]{0,40}ProQuest[^:\t\d]{0,40}[:\t]\s{0,3}:?\s{0,3}(?P<id>\d{5,12})")
GALE = Records("Gale", number=r"Gale Document (?:Number|ID)[:\t]\s{0,3}:?\s{0,3}(?:GALE\|)?(?P<id>[A-Z]{1,4}\d{5,12})")

"""Which press database a file is from, and its articles one by one.

Only what repeats is taken for an export: a mark at the end (or beginning) of each article with labelled lines of its own beside
it. A text that speaks of `Document 1 of 2` has no such lines, and stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from lxml import etree, html

from policynlp.ingest.assemble import Block
from policynlp.ingest.press import europresse, factiva, nexis
from policynlp.ingest.press.article import Article, Export
from policynlp.ingest.press.dates import order_of
from policynlp.ingest.press.html_lines import page_lines
from policynlp.ingest.press.lines import Line, lines_of_blocks, lines_of_paper, lines_of_text
from policynlp.ingest.press.records import GALE, PROQUEST

_TRACES = re.compile(
    r"(?i:End of Document|Fin du document|Ende des Dokuments|Fin del documento|Fine del documento|Fim do documento|Einde van|DOCUMENTS)"
    r"|(?:Factiva|ProQuest|Gale Document|DocPublicationName|[A-Z0-9]{4,12}(?:19|20)\d{6}[0-9a-z]{6,12}\b)"
)


_MARKS = {
    "Factiva": (
        re.compile(r"\b[^\W\d_]{2,14} ([A-Z0-9]{8}(?:19|20)\d{6}[0-9a-z]{9})\b"),
        re.compile(r"\b\d[\d.,]{0,6} (?:words|mots|Wörter|palabras)\b"),
    ),
    "ProQuest": (
        re.compile(r"ProQuest[^:\n]{0,30}: ?(\d{5,12})"),
        re.compile(r"\b(?:Publication title|FULL TEXT|Full text)\b"),
    ),
    "Nexis": (
        re.compile(r"(?:Length|Länge|Longueur): ?(\d[\d.,]{0,6}) (?:words|Wörter|mots)"),
        re.compile(r"End of Document|Ende des Dokuments|Fin du document"),
    ),
}
"""What stands once in each article, with a number of its own, and what stands beside it."""


class Database(Protocol):
    """What a module on one database has."""

    NAME: str

    def parts(self, lines: Sequence[Line], /) -> list[list[Line]] | None:
        """The lines of each article; None where the file is none of this database's."""

    def article(self, part: Sequence[Line], /, *, order: str | None) -> Article:
        """What the lines of one article say; `order` as in `find_dates`."""

    def date_lines(self, part: Sequence[Line], /) -> list[str]:
        """Lines that show which way round dates are written."""


_READERS: tuple[Database, ...] = (factiva, PROQUEST, GALE, nexis)


def export_of_blocks(blocks: Sequence[Block]) -> Export | None:
    """The articles of a word processor's file that is an export, else None."""
    return split(lines_of_blocks(blocks))


def export_of_text(text: str) -> Export | None:
    """The articles of a plain text that is an export, else None."""
    return split(lines_of_text(text)) if _TRACES.search(text) else None


def export_of_page(text: str) -> Export | None:
    """The articles of a page that is an export, else None.

    What an export says everywhere is looked for first: pages that are none are read another way, and not parsed twice.
    """
    if not _TRACES.search(text):
        return None
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if articles := europresse.elements(tree):
        return Export(database=europresse.NAME, articles=europresse.articles(articles))
    return split(page_lines(tree))


def export_of_paper(blocks: Sequence[Block]) -> Export | None:
    """The articles of pages of paper (PDF) that are an export of several, else None.

    Labels and lines run together there. So every article that the marks tell of has to be found, each with its number or day and
    its text: an export that cannot be split safely has no articles.
    """
    text = "\n".join(block.text for block in blocks)
    for name, (mark, beside) in _MARKS.items():
        marks = mark.findall(text)
        if len(set(marks)) < 2 or len(beside.findall(text)) < 2:
            continue
        found = split(lines_of_paper(blocks, kept=_any_of(mark, beside)))
        articles = list(found.articles) if found and found.database == name else []
        told = all(one.body and one.title and (one.accession or one.published) for one in articles)
        # a number may be printed twice in an article, a count of words may be that of two articles
        return Export(database=name, articles=iter(articles if told and len(articles) in {len(marks), len(set(marks))} else []))
    return None


def _any_of(*signs: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda line: any(sign.search(line) for sign in signs)


def split(lines: Sequence[Line]) -> Export | None:
    """The articles of an export; None where the lines are those of an ordinary text."""
    for database in _READERS:
        parts = database.parts(lines)
        if parts:
            return Export(database=database.NAME, articles=_articles(database, parts))
    return None


def _articles(database: Database, parts: Sequence[Sequence[Line]]) -> Iterator[Article]:
    order = order_of(line for part in parts for line in database.date_lines(part))
    for number, part in enumerate(parts, 1):
        found = database.article(part, order=order)
        found.number = number
        yield found

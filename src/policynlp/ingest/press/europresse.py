"""Europresse: pages whose articles are elements, with a class for each part.

<article>
  <header> .DocPublicationName  .DocHeader (section, date, page)  .titreArticle  .docAuthors </header>
  <section> .docOcurrContainer </section>
  <footer> <small>copyright</small>  number of the document: news·20230105·CODE·12345 </footer>
</article>
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from policynlp.ingest.press.article import Article
from policynlp.ingest.press.dates import begins_with_date, iso_with_zone, press_date
from policynlp.ingest.press.html_lines import page_lines
from policynlp.ingest.press.labels import author_names, is_copyright, word_number
from policynlp.ingest.press.lines import Line, paragraphs

NAME = "Europresse"
_NUMBER = re.compile(r"\b(?P<id>[a-z]{2,8}[·.](?P<day>(?:19|20)\d{6})[·.][\w\-]{1,12}[·.][\w\-]{1,40})")
_ISSUE = re.compile(r",?\s{1,3}(?:no|n°|nº|num|vol)\.?\s{0,2}(?=\d)", re.IGNORECASE)
_PAGE = re.compile(r"\bpp?\. ?(?P<page>[\w\-]{1,12}(?:, ?\d{1,4}){0,4})", re.IGNORECASE)


def elements(tree: Any) -> list[Any]:
    """The articles of a page; none where it is no page of Europresse's."""
    return [element for element in tree.iter("article") if _first(element, "DocPublicationName") is not None]


def articles(found: Sequence[Any]) -> Iterator[Article]:
    """What each article says, in order."""
    for number, element in enumerate(found, 1):
        yield _article(element, number)


def _article(element: Any, number: int) -> Article:
    outlet, *issue = _ISSUE.split(_text(_first(element, "DocPublicationName")), maxsplit=1)
    head = _text(_first(element, "DocHeader"))
    section, dated = _parted(head)
    printed = press_date(dated)
    found = Article(number=number, outlet=outlet.strip(" ,") or None, section=section or None)
    if issue:
        found.further["volume"] = issue[0].split(" ")[0].strip(",")
    if page := _PAGE.search(head):
        found.further["page"] = page["page"]
    title = _first(element, "titreArticleVisu")
    found.title = _text(title if title is not None else _first(element, "titreArticle")) or None
    found.subtitle = _text(_first(element, "rdp__subtitle")) or None
    author = _first(element, "docAuthors")
    found.authors = author_names(_text(author if author is not None else _first(element, "sm-margin-bottomNews")))
    text = _first(element, "docOcurrContainer")
    text = text if text is not None else _first(element, "DocText")
    foot = [line.text for line in _lines(element.find(".//footer"))]
    found.copyright = next((line for line in foot if is_copyright(line)), None)
    found.words = word_number(head)
    named = next((m for line in foot if (m := _NUMBER.search(line))), None)
    if named:
        found.accession = named["id"].replace(".", "·")
    if printed:
        found.published = iso_with_zone(printed)
    elif named:
        day = named["day"]
        found.published = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    found.body = paragraphs(_lines(text))
    return found


def _parted(head: str) -> tuple[str, str]:
    """Section and the rest of `International, jeudi 5 janvier 2023, p. 5`."""
    pieces = head.split(", ")
    at = next((i for i in range(len(pieces)) if begins_with_date(", ".join(pieces[i:]))), len(pieces))
    return ", ".join(pieces[:at]) if at < len(pieces) else "", ", ".join(pieces[at:])


def _first(element: Any, name: str) -> Any | None:
    """The first element within whose classes hold a name."""
    return next((e for e in element.iter() if isinstance(e.tag, str) and name in (e.get("class") or "").split()), None)


def _lines(element: Any | None) -> list[Line]:
    return [] if element is None else page_lines(element)


def _text(element: Any | None) -> str:
    return " ".join(line.text for line in _lines(element))

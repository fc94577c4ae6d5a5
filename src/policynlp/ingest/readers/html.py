"""HTML: trafilatura finds the article; what it drops of it is put back (`html_rescue`), metadata is read (`html_metadata`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import trafilatura
from lxml import etree, html

from policynlp.errors import Rejected
from policynlp.ingest.assemble import Block
from policynlp.ingest.metadata import Found
from policynlp.ingest.readers.html_metadata import page_metadata
from policynlp.ingest.readers.html_rescue import rescued
from policynlp.ingest.readers.html_tables import spread_spans
from policynlp.ingest.text import word_count

EXTRACTION = f"trafilatura/{trafilatura.__version__}"
MIN_WORDS = 20
"""A page whose main part has fewer words has no article: menus and error pages come to less."""


def read_html(text: str, *, where: str, url: str | None) -> tuple[list[Block], Found]:
    """The article of a page and what its mark-up says about it.

    Args:
        text: The page, decoded.
        where: For the error.
        url: Address, for relative links; None for local files.

    Raises:
        Rejected: `no_article`, or `corrupt` where the mark-up cannot be parsed.
    """
    tree = _parse(text, where)
    if spread_spans(tree):
        text = html.tostring(tree, encoding="unicode")
    article = trafilatura.bare_extraction(
        text,
        url=url,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": datetime.now(UTC)},
        with_metadata=True,
    )
    body = getattr(article, "body", None)
    kept = list(_blocks(body)) if body is not None else []
    if sum(word_count(b.text) for b in kept) < MIN_WORDS:
        raise Rejected(
            "no_article",
            "the page has no article: too little running text outside of menus and lists of links",
            where=where,
            hint="Name the page of the article itself; pages drawn by scripts have to be saved from a browser as text.",
        )
    found = page_metadata(tree, text, article, url=url)
    blocks = rescued(kept, tree, title=found.title)
    titles = [b.text for b in blocks if b.kind == "title"]
    found.subtitle = titles[1] if len(titles) > 1 else None
    return blocks, found


def _parse(text: str, where: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Rejected(
            "no_article", f"the mark-up cannot be read: {error}", where=where, hint="Save the page again."
        ) from error
    return tree


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _rows(table: Any) -> Iterator[Block]:
    """A table's rows; a first row with one filled cell is its caption."""
    first = True
    for row in table.iter("row"):
        cells = [_text(c) for c in row.iter("cell")]
        filled = [c for c in cells if c]
        if len(filled) == 1 and len(cells) > 1 and first:
            yield Block(filled[0], "caption", sure=True)
        elif filled:
            yield Block("\t".join(cells).rstrip("\t"), "table", sure=True, tight=not first)
            first = False


def _blocks(body: Any) -> Iterator[Block]:
    """Trafilatura's elements as blocks, in order."""
    for element in body:
        tag = element.tag
        if tag == "table":
            yield from _rows(element)
        elif tag == "list":
            for i, item in enumerate(element.iter("item")):
                yield Block(_text(item), "list", tight=i > 0)
        elif tag == "head":
            yield Block(_text(element), "title" if element.get("rend") == "h1" else "heading")
        elif tag in ("graphic", "comments"):
            continue
        elif tag in ("quote", "div") and len(element):
            if element.text and element.text.strip():
                yield Block(element.text, "paragraph")
            yield from _blocks(element)
        else:
            for br in element.iter("lb"):
                br.tail = "\n" + (br.tail or "")
            for line in "".join(element.itertext()).split("\n"):
                yield Block(" ".join(line.split()), "paragraph")
        if element.tail and element.tail.strip():
            yield Block(element.tail, "paragraph")

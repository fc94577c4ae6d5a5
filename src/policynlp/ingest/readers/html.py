"""HTML: trafilatura finds the article, htmldate its date; lead paragraphs and captions that they drop are put back.

trafilatura decides which part of a page is the article. It loses a block now and then (a lead in its own box, a caption);
so blocks beside or between those that it kept, with the same parent, are kept as well.
"""

# ruff: noqa: E501 - tables of patterns are read by the line
from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import htmldate
import trafilatura
from lxml import etree, html

from policynlp.document import PassageKind
from policynlp.errors import Rejected
from policynlp.ingest.assemble import Block
from policynlp.ingest.metadata import Found
from policynlp.ingest.text import word_count

EXTRACTION = f"trafilatura/{trafilatura.__version__}"
MIN_WORDS = 20
"""A page whose main part has fewer words has no article: menus and error pages come to less."""
_RESCUE_WORDS = 5
_SKIPPED = frozenset(
    {"nav", "footer", "aside", "form", "script", "style", "noscript", "template", "button", "select", "svg", "iframe"}
)
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption", "li", "blockquote"})
_DATE_KEYS = {
    "published": ("article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "date", "pubdate", "publishdate", "citation_publication_date", "parsely-pub-date", "sailthru.date"),
    "updated": ("article:modified_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified", "og:updated_time", "lastmod"),
}  # fmt: skip


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
    found = _metadata(tree, text, article, url)
    return _rescued(kept, tree, found.title), found


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
            yield Block("\t".join(cells).strip("\t"), "table", sure=True, tight=not first)
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


def _fold(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _rescued(kept: list[Block], tree: html.HtmlElement, title: str | None) -> list[Block]:
    """Put blocks back that stand beside kept ones, captions within the article, and the title."""
    where = {_fold(b.text): i for i, b in reversed(list(enumerate(kept))) if b.text.strip()}
    joined = "\n".join(_fold(b.text) for b in kept)
    raw = [e for e in tree.iter() if isinstance(e.tag, str) and e.tag in _BLOCKS and not _within(e)]
    folds = [_fold(_text(e)) for e in raw]
    homes = {id(e.getparent()) for e, f in zip(raw, folds, strict=True) if f in where and e.tag in ("p", "h2", "h3")}
    positions = [where[f] for f in folds if f in where]
    if not positions:
        return kept
    first_at = next(i for i, f in enumerate(folds) if f in where)
    last_at = len(folds) - 1 - next(i for i, f in enumerate(reversed(folds)) if f in where)
    before: dict[int, list[Block]] = {}
    nxt = len(kept)
    for i in range(len(raw) - 1, -1, -1):
        fold, element = folds[i], raw[i]
        if fold in where:
            nxt = where[fold]
            continue
        if not fold or fold in joined:
            continue
        kind = _rescue(element, inside=first_at < i < last_at, sibling=id(element.getparent()) in homes)
        if kind:
            before.setdefault(nxt, []).insert(0, Block(_text(element), kind))
    out: list[Block] = []
    for i, block in enumerate(kept):
        out += [*before.get(i, ()), block]
    out += before.get(len(kept), [])
    if title and not any(b.kind == "title" for b in out):
        same = next((b for b in out[:4] if _fold(b.text) == _fold(title)), None)
        if same is None:
            out.insert(0, Block(title, "title"))
        else:
            same.kind = "title"
    return _one_title(out)


def _one_title(blocks: list[Block]) -> list[Block]:
    seen = False
    for block in blocks:
        if block.kind == "title":
            block.kind = "heading" if seen else "title"
            seen = True
    return blocks


def _rescue(element: Any, *, inside: bool, sibling: bool) -> PassageKind | None:
    words = word_count(_text(element))
    if element.tag in ("figcaption", "caption"):
        return "caption" if inside and words >= 2 else None
    if element.tag == "h1":
        return "title"
    if element.tag[0] == "h":
        return "heading" if inside and sibling else None
    if element.tag == "p" and sibling and words >= _RESCUE_WORDS:
        links = sum(word_count(_text(a)) for a in element.iter("a"))
        return "paragraph" if links * 2 < words else None
    return None


def _within(element: Any) -> bool:
    return any(a.tag in _SKIPPED or "cookie" in (a.get("class") or "").lower() for a in element.iterancestors())


def _metadata(tree: html.HtmlElement, text: str, article: Any, url: str | None) -> Found:
    found = Found()
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if name and element.get("content"):
            meta.setdefault(name, element.get("content").strip()[:500])
    linked = _json_ld(tree)
    found.title = linked.get("headline") or meta.get("og:title") or article.title or None
    author = "; ".join(linked.get("authors", [])) or article.author or ""
    found.authors = tuple(a.strip() for a in author.split(";") if a.strip())
    found.publisher = linked.get("publisher") or meta.get("og:site_name") or _site(article.sitename)
    for key, names in _DATE_KEYS.items():
        value, method = linked.get(key), "jsonld"
        if not value:
            value, method = next((meta[n] for n in names if meta.get(n)), None), "meta"
        if value:
            setattr(found, key, (value, method))
    if found.published is None and not found.updated:
        try:
            guess = htmldate.find_date(text, extensive_search=False, original_date=True, url=url)
        except (ValueError, etree.LxmlError):
            guess = None
        if guess and guess != datetime.now(UTC).date().isoformat():  # pages print today's date in their heads
            found.published = (guess, "htmldate")
    canonical = next((e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()), None)
    canonical = canonical or meta.get("og:url")
    if canonical:
        canonical = urljoin(url or "", canonical.strip())
        found.canonical_url = canonical if urlsplit(canonical).scheme in ("http", "https") else None
    licence = next((e.get("href") for e in tree.iter("a", "link") if "license" in (e.get("rel") or "").lower().split()), None)
    found.licence = (
        licence or linked.get("license") or meta.get("dcterms.license") or meta.get("dc.rights") or article.license or None
    )
    if article.description:
        found.metadata["description"] = article.description
    return found


def _site(name: str | None) -> str | None:
    return name if name and not re.fullmatch(r"[\w\-]+(?:\.[\w\-]+)+", name) else None


def _json_ld(tree: html.HtmlElement) -> dict[str, Any]:
    """Headline, dates, authors and publisher of the page's JSON-LD."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        nodes = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
        for node in nodes if isinstance(nodes, list) else []:
            if isinstance(node, dict) and (node.get("headline") or node.get("datePublished")):
                people = node.get("author") or []
                out = {
                    "headline": node.get("headline"),
                    "published": node.get("datePublished"),
                    "updated": node.get("dateModified"),
                    "license": node.get("license"),
                    "publisher": _name(node.get("publisher")),
                }
                kept = {k: v for k, v in out.items() if isinstance(v, str) and v}
                names = [_name(p) for p in (people if isinstance(people, list) else [people])]
                return {**kept, "authors": [n for n in names if n]}
    return {}


def _name(node: Any) -> str | None:
    value = node.get("name") if isinstance(node, dict) else node
    return value if isinstance(value, str) else None

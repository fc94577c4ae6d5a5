"""What a page's mark-up says about the article: JSON-LD first, then meta elements, then what trafilatura and htmldate find."""

# ruff: noqa: E501 - tables of names are read by the line
from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import htmldate
from lxml import etree

from policynlp.ingest.metadata import Found

_DATE_KEYS = {
    "published": ("article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "date", "pubdate", "publishdate", "citation_publication_date", "parsely-pub-date", "sailthru.date"),
    "updated": ("article:modified_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified", "og:updated_time", "lastmod"),
}  # fmt: skip
_PUBLISHER_KEYS = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "application-name")
_NO_AUTHOR = re.compile(
    r"https?:|@|^(?:admin|staff|editor|webmaster|online desk|web desk|news desk|administrator)$", re.IGNORECASE
)
_MAX_NODES = 200


def page_metadata(tree: Any, text: str, article: Any, *, url: str | None) -> Found:
    """Title, authors, publisher, dates, address and licence of a page.

    Args:
        tree: The parsed page.
        text: Its source.
        article: What trafilatura found.
        url: Address, to complete relative links.
    """
    found = Found()
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if name and element.get("content"):
            meta.setdefault(name, element.get("content").strip()[:500])
    linked = _json_ld(tree)
    found.title = linked.get("headline") or meta.get("og:title") or article.title or None
    found.publisher = (
        linked.get("publisher") or next((meta[k] for k in _PUBLISHER_KEYS if meta.get(k)), None) or _site(article.sitename)
    )
    found.authors = _authors(linked.get("authors") or (article.author or "").split(";"), found.publisher)
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
        with suppress(ValueError):  # brackets that hold no IPv6 address
            canonical = urljoin(url or "", canonical.strip())
            found.canonical_url = canonical if urlsplit(canonical).scheme in ("http", "https") else None
    licence = next((e.get("href") for e in tree.iter("a", "link") if "license" in (e.get("rel") or "").lower().split()), None)
    found.licence = (
        licence or linked.get("license") or meta.get("dcterms.license") or meta.get("dc.rights") or article.license or None
    )
    if article.description:
        found.metadata["description"] = article.description
    return found


def _authors(names: Iterable[str], publisher: str | None) -> tuple[str, ...]:
    """Names one by one; addresses, the paper itself and its desks are no authors."""
    out: list[str] = []
    for entry in names:
        entry = re.sub(r"^\s*by:?\s+", "", entry.strip(), flags=re.IGNORECASE)
        parts = re.split(r",? and |; |, ", entry)
        parts = parts if all(len(p.split()) >= 2 for p in parts) else [entry]  # "Okoro, Ada" is one name
        out += [p.strip() for p in parts]
    return tuple(
        dict.fromkeys(n for n in out if n and not _NO_AUTHOR.search(n) and n.casefold() != (publisher or "").casefold())
    )


def _site(name: str | None) -> str | None:
    return name if name and not re.fullmatch(r"[\w\-]+(?:\.[\w\-]+)+", name) else None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    queue = [data]
    for _ in range(_MAX_NODES):
        if not queue:
            return
        node = queue.pop(0)
        if isinstance(node, list):
            queue += node
        elif isinstance(node, dict):
            yield node
            queue += [node[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if isinstance(node.get(k), (dict, list))]


def _json_ld(tree: Any) -> dict[str, Any]:
    """Headline, dates, authors and publisher of the page's JSON-LD; nodes of an article before others."""
    nodes: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().split(";")[0].strip() != "application/ld+json":
            continue
        try:
            nodes += _nodes(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and n.get("name")}
    candidates = [n for n in nodes if n.get("headline") or n.get("datePublished")]
    if not candidates:
        return {}
    node = next((n for n in candidates if re.search("Article|Posting|Report", str(n.get("@type")))), candidates[0])
    people = node.get("author") or node.get("creator") or []
    out = {
        "headline": node.get("headline"),
        "published": node.get("datePublished"),
        "updated": node.get("dateModified"),
        "license": node.get("license"),
        "publisher": _name(node.get("publisher"), by_id),
    }
    kept = {k: v for k, v in out.items() if isinstance(v, str) and v}
    names = [_name(p, by_id) for p in (people if isinstance(people, list) else [people])]
    return {**kept, "authors": [n for n in names if n]}


def _name(node: Any, by_id: dict[str, dict[str, Any]]) -> str | None:
    if isinstance(node, dict) and not node.get("name"):
        node = by_id.get(str(node.get("@id")), node)
    value = node.get("name") if isinstance(node, dict) else node
    return value if isinstance(value, str) else None

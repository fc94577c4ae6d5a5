"""RSS and Atom feeds: the addresses of the items, with what the feed says about them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

import feedparser

from policynlp.errors import Rejected
from policynlp.untrusted import refuse_entities

MAX_FEED_BYTES = 10_000_000
"""Feeds are seldom longer than 1 MB; parsing takes about 3 s for each megabyte of items, and 15 s for the worst mark-up."""

_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|RDF|urlset|sitemapindex)[\s>]")
_HEAD_BYTES = 4096
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed or sitemap.

    Attributes:
        url: Absolute address.
        published: ISO date, or minute with zone, or null.
        updated: The same.
        metadata: `title`, `authors` (joined by `; `), `publisher`, `published`, as far as stated.
    """

    url: str
    published: str | None = None
    updated: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


def xml_kind(data: bytes) -> str | None:
    """`feed` or `sitemap` by the root element, or None for anything else (HTML pages among it)."""
    head = data[:_HEAD_BYTES].replace(b"\x00", b"")  # UTF-16 is read well enough for this
    if b"<html" in head.lower():
        return None
    found = _ROOT.search(head)
    if found is None:
        return None
    return "sitemap" if found[1] in (b"urlset", b"sitemapindex") else "feed"


def parse_feed(data: bytes, *, url: str) -> Iterator[Entry | Rejected]:
    """The items of an RSS or Atom feed, in its order.

    Args:
        data: The feed's bytes.
        url: Its address, which relative addresses are relative to.

    Yields:
        Items, and an error (not raised) for each item without an address.

    Raises:
        Rejected: `corrupt` where it is no feed, `empty` where it has no items, `not_allowed` for XML entities,
            `oversized` beyond `MAX_FEED_BYTES`.
    """
    if len(data) > MAX_FEED_BYTES:
        raise Rejected(
            "oversized",
            f"the feed is longer than {MAX_FEED_BYTES:,} bytes",
            where=url,
            hint="Name its pages or a sitemap instead.",
        )
    refuse_entities(data, where=url)
    # a file object, since feedparser takes bytes that look like a path or an address for one
    try:
        parsed = feedparser.parse(BytesIO(data), response_headers={"content-location": url})
    except Exception as error:  # feedparser means never to raise, but does for a broken encoding's name
        raise _no_feed(str(error), url) from error
    if not parsed.entries:
        if parsed.get("version"):
            raise Rejected("empty", "the feed has no items", where=url, hint="Check whether it is still kept up.")
        raise _no_feed(str(parsed.get("bozo_exception") or "no RSS or Atom in it"), url)
    publisher = _plain(parsed.feed.get("publisher") or parsed.feed.get("title"))
    for number, entry in enumerate(parsed.entries, 1):
        link = absolute(_plain(entry.get("link")), within=url)
        if link is None:
            title = _plain(entry.get("title"))[:80]
            yield Rejected(
                "missing", f"item {number} of the feed has no address ({title!r})", where=url, hint="It cannot be fetched."
            )
            continue
        published, updated = _when(entry, "published_parsed"), _when(entry, "updated_parsed")
        stated = {
            "title": _plain(entry.get("title")),
            "authors": _authors(entry),
            "publisher": _plain((entry.get("source") or {}).get("title")) or publisher,
            "published": published or updated or "",
        }
        yield Entry(
            url=link,
            published=published or updated,
            updated=updated,
            metadata={name: value for name, value in stated.items() if value},
        )


def absolute(address: str, *, within: str) -> str | None:
    """An address of a list in full; None where it is empty or malformed."""
    try:
        return urljoin(within, address) if address else None
    except ValueError:  # brackets that hold no IPv6 address
        return None


def _no_feed(why: str, url: str) -> Rejected:
    return Rejected("corrupt", f"this is no feed that can be read: {why[:200]}", where=url, hint="Check the address.")


def _authors(entry: Mapping[str, Any]) -> str:
    names = [_plain(author.get("name")) for author in entry.get("authors") or ()]
    return "; ".join(dict.fromkeys(n for n in names if n)) or _plain(entry.get("author"))


def _plain(value: object) -> str:
    return _SPACE.sub(" ", str(value)).strip() if value else ""


def _when(entry: Mapping[str, Any], name: str) -> str | None:
    """ISO time of what feedparser gives, which is UTC; a time of exactly midnight is a date without time."""
    parsed: time.struct_time | None = entry[name] if name in entry else None  # noqa: SIM401 - get() answers with another date
    if not parsed:
        return None
    day = time.strftime("%Y-%m-%d", parsed)
    return (
        day if (parsed.tm_hour, parsed.tm_min, parsed.tm_sec) == (0, 0, 0) else f"{day}T{time.strftime('%H:%M', parsed)}+00:00"
    )

"""Sitemaps (sitemaps.org, with Google's news extension): the addresses of a site's pages, and of further sitemaps."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from policynlp.errors import Rejected
from policynlp.ingest.feeds import Entry, absolute
from policynlp.untrusted import refuse_entities

_METADATA = {"publication_date": "published", "title": "title", "name": "publisher", "language": "language"}
"""Elements of `news:news` by the name that we use."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap names.

    Attributes:
        pages: Pages, in its order.
        sitemaps: Further sitemaps, with `updated` where stated.
    """

    pages: tuple[Entry, ...]
    sitemaps: tuple[Entry, ...]


def parse_sitemap(data: bytes, *, url: str, max_pages: int) -> Sitemap:
    """Read a sitemap or sitemap index, already unzipped.

    Args:
        data: Its bytes.
        url: Its address.
        max_pages: Entries beyond are not read.

    Raises:
        Rejected: `corrupt` where it is no sitemap, `empty` where it names nothing, `not_allowed` for XML entities.
    """
    refuse_entities(data, where=url)
    pages: list[Entry] = []
    sitemaps: list[Entry] = []
    reader = etree.iterparse(
        BytesIO(data), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        for _, element in reader:
            name = _local_name(element.tag)
            if name not in ("url", "sitemap"):
                continue
            if (entry := _entry(element, url)) is not None:
                (pages if name == "url" else sitemaps).append(entry)
            element.clear()
            if len(pages) + len(sitemaps) >= max_pages:
                break
    except etree.XMLSyntaxError as error:
        if not pages and not sitemaps:
            raise Rejected(
                "corrupt", f"this is no sitemap that can be read: {error.msg}", where=url, hint="Check the address."
            ) from error
    if not pages and not sitemaps:
        raise Rejected("empty", "the sitemap names no pages", where=url, hint="Check whether it is still kept up.")
    return Sitemap(tuple(pages), tuple(sitemaps))


def _local_name(tag: str) -> str:
    """`loc` of `{namespace}loc`, and of `sm:loc` whose prefix was never declared, which lxml's QName refuses."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def _entry(element: etree._Element, url: str) -> Entry | None:
    texts: dict[str, str] = {}
    for inner in element.iter(etree.Element):
        texts.setdefault(_local_name(inner.tag), " ".join((inner.text or "").split()))
    address = absolute(texts.get("loc", ""), within=url)
    if address is None:
        return None
    metadata = {ours: texts[theirs] for theirs, ours in _METADATA.items() if texts.get(theirs)}
    return Entry(
        url=address,
        published=metadata.get("published"),
        updated=texts.get("lastmod") or None,
        metadata=metadata,
    )

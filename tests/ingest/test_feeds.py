from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.errors import Rejected
from policynlp.ingest.feeds import MAX_FEED_BYTES, Entry, parse_feed, xml_kind
from policynlp.ingest.sitemaps import parse_sitemap

RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Harbour Post</title><link>https://post.example/</link>
<item><title>Ports  to merge &amp; grow</title><link>/news/ports</link><dc:creator>Ana L\xc3\xb3pez Vega</dc:creator>
<pubDate>Tue, 20 May 2025 07:30:00 +0200</pubDate></item>
<item><title>Undated</title><link>https://other.example/undated</link></item>
<item><title>Without address</title></item>
</channel></rss>"""

ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Ministry</title>
<entry><title>Plan</title><link rel="alternate" href="plan.html"/><author><name>Li Na</name></author><author><name>J. Roe</name></author>
<published>2025-04-01T00:00:00Z</published><updated>2025-04-03T10:15:00Z</updated></entry></feed>"""

SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://a.example/1 </loc><lastmod>2025-05-02</lastmod><news:news><news:publication><news:name>The A</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2025-05-01T08:00:00Z</news:publication_date>
<news:title>One</news:title></news:news></url>
<url><loc>https://a.example/2</loc></url><url><lastmod>2025</lastmod></url></urlset>"""

INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://a.example/s1.xml.gz</loc><lastmod>2025-05-01</lastmod></sitemap></sitemapindex>"""

BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel>
<item><title>&b;</title><link>https://x.example/</link></item></channel></rss>"""


def test_rss_gives_addresses_dates_authors_and_publisher() -> None:
    first, undated, lost = parse_feed(RSS, url="https://post.example/rss.xml")
    assert isinstance(first, Entry)
    assert first.url == "https://post.example/news/ports"
    assert first.metadata == {
        "title": "Ports to merge & grow",
        "authors": "Ana López Vega",
        "publisher": "The Harbour Post",
        "published": "2025-05-20T05:30+00:00",
    }
    assert isinstance(undated, Entry)
    assert undated.published is None
    assert "published" not in undated.metadata
    assert isinstance(lost, Rejected)
    assert lost.reason == "missing"
    assert "Without address" in lost.what


def test_atom_gives_the_same() -> None:
    (entry,) = parse_feed(ATOM, url="https://gov.example/feeds/all")
    assert isinstance(entry, Entry)
    assert entry.url == "https://gov.example/feeds/plan.html"
    assert entry.metadata["authors"] == "Li Na; J. Roe"
    assert (entry.published, entry.updated) == ("2025-04-01", "2025-04-03T10:15+00:00")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "corrupt"),
        (b"\x00\xff\xfe garbage", "corrupt"),
        (b"<html><body>Gone</body></html>", "corrupt"),
        (b"/etc/passwd", "corrupt"),
        (b"http://127.0.0.1/", "corrupt"),
        (b'<rss version="2.0"><channel><title>Quiet</title></channel></rss>', "empty"),
        (BOMB, "not_allowed"),
        (RSS + b" " * MAX_FEED_BYTES, "oversized"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_feed_is_rejected(data: bytes, reason: str) -> None:
    with pytest.raises(Rejected) as caught:
        list(parse_feed(data, url="https://x.example/"))
    assert caught.value.reason == reason


def test_a_sitemap_gives_pages_with_what_it_says_of_news() -> None:
    found = parse_sitemap(SITEMAP, url="https://a.example/sitemap.xml", max_pages=10)
    assert [p.url for p in found.pages] == ["https://a.example/1", "https://a.example/2"]
    assert found.pages[0].metadata == {
        "published": "2025-05-01T08:00:00Z",
        "title": "One",
        "publisher": "The A",
        "language": "en",
    }
    assert found.pages[0].updated == "2025-05-02"
    assert found.sitemaps == ()


def test_an_index_gives_sitemaps() -> None:
    found = parse_sitemap(INDEX, url="https://a.example/", max_pages=10)
    assert ([s.url for s in found.sitemaps], found.pages) == (["https://a.example/s1.xml.gz"], ())


def test_a_sitemap_is_read_no_further_than_asked() -> None:
    assert len(parse_sitemap(SITEMAP, url="x", max_pages=1).pages) == 1


def test_a_sitemap_that_breaks_off_gives_what_came_before() -> None:
    assert len(parse_sitemap(SITEMAP[:-60], url="x", max_pages=10).pages) >= 1


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "corrupt"), (b"nonsense", "corrupt"), (b"<urlset/>", "empty"), (BOMB, "not_allowed")]
)
def test_what_is_no_sitemap_is_rejected(data: bytes, reason: str) -> None:
    with pytest.raises(Rejected) as caught:
        parse_sitemap(data, url="x", max_pages=10)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (RSS, "feed"),
        (ATOM, "feed"),
        (SITEMAP, "sitemap"),
        (INDEX, "sitemap"),
        (RSS.decode().encode("utf-16"), "feed"),
        (b'<rdf:RDF xmlns:rdf="x">', "feed"),
        (b"<!doctype html><html><body><feed >", None),
        (b"A feed <b>is</b> a list", None),
        (b"", None),
    ],
)
def test_feeds_and_sitemaps_are_told_from_pages(data: bytes, kind: str | None) -> None:
    assert xml_kind(data) == kind


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(RSS)))
def test_no_bytes_break_the_parsers(junk: bytes, at: int) -> None:
    for data in (junk, RSS[:at] + junk + RSS[at:], SITEMAP[:at] + junk):
        for parse in (
            lambda d: list(parse_feed(d, url="https://x.example/")),
            lambda d: parse_sitemap(d, url="x", max_pages=9),
        ):
            with suppress(Rejected):
                parse(data)


def test_a_sitemap_may_use_a_prefix_that_it_never_declared() -> None:
    data = b"<urlset><url><loc>https://a.example/1</loc><dc:creator>Ada</dc:creator></url></urlset>"
    found = parse_sitemap(data, url="https://a.example/", max_pages=10)
    assert [page.url for page in found.pages] == ["https://a.example/1"]

from __future__ import annotations

import gzip
import uuid
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from network import MakeFetcher
from pytest_httpserver import HTTPServer

from policynlp.errors import Rejection, SettingsError
from policynlp.ingest.discover import Item, SourceSpec, discover, load_sources
from policynlp.ingest.sources import is_url
from policynlp.place import place
from policynlp.settings import load_settings

SETTINGS = load_settings({"fetch.allow_private": True, "fetch.delay_s": 0})


def names(found: Iterable[Item | Rejection]) -> list[str]:
    """Short names of items in order; rejections as `!reason`."""
    return [f"!{f.reason}" if isinstance(f, Rejection) else f.uri.rsplit("/", 1)[-1] for f in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.html", "sub/c.pdf", "sub/.hidden.txt", ".git/x.txt", "pic.png", "README.md", "LICENSE"):
        path = tmp_path / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path / "texts"


def test_a_folder_gives_its_texts_in_order(folder: Path) -> None:
    found = list(discover([str(folder)], settings=SETTINGS))
    assert names(found) == ["a.html", "b.txt", "c.pdf"]
    assert [f.media_type for f in found if isinstance(f, Item)] == ["text/html", "text/plain", "application/pdf"]


def test_unknown_files_of_a_folder_are_named_once(folder: Path) -> None:
    for number in range(30):
        (folder / f"old{number:02}.doc").write_text("x")
    *items, rejection = discover([str(folder)], settings=SETTINGS)
    assert names(items) == ["a.html", "b.txt", "c.pdf"]
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "unsupported"
    assert "old00.doc" in rejection.what
    assert "10 more" in rejection.what


def test_a_folder_of_an_object_store_gives_the_same(folder: Path) -> None:
    store = place(f"memory://{uuid.uuid4().hex}")
    for path in (p for p in folder.rglob("*") if p.is_file()):
        (store / path.relative_to(folder).as_posix()).write_bytes(path.read_bytes())
    assert names(discover([str(store)], settings=SETTINGS)) == ["a.html", "b.txt", "c.pdf"]
    (store / "sub/old.doc").write_bytes(b"x")
    *items, rejection = discover([str(store)], settings=SETTINGS)
    assert names(items) == ["a.html", "b.txt", "c.pdf"]
    assert isinstance(rejection, Rejection)
    assert (rejection.reason, rejection.uri) == ("unsupported", str(store))
    assert "sub/old.doc" in rejection.what
    assert names(discover([str(store / "README.md")], settings=SETTINGS)) == ["README.md"]
    assert names(discover([str(store / "nothing")], settings=SETTINGS)) == ["!missing"]


def test_a_named_file_is_taken_whatever_its_name(folder: Path) -> None:
    assert names(discover([str(folder / "pic.png"), str(folder / "README.md")], settings=SETTINGS)) == ["pic.png", "README.md"]


def test_links_cannot_lead_out_of_a_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    (folder / "z.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "same.txt").symlink_to(folder / "b.txt")
    found = list(discover([str(folder)], settings=SETTINGS))
    assert [f.uri for f in found if isinstance(f, Rejection) and f.reason == "not_allowed"] == [str(folder / "z.txt")]
    assert names(f for f in found if isinstance(f, Item)) == ["a.html", "b.txt", "c.pdf"]


def test_patterns(folder: Path) -> None:
    assert names(discover([str(folder / "**" / "*.[tp]*")], settings=SETTINGS)) == ["b.txt", "pic.png", "c.pdf"]
    assert names(discover([str(folder / "*.xyz")], settings=SETTINGS)) == ["!missing"]


def test_what_is_missing_or_empty_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = list(discover([str(tmp_path / "no.txt"), str(tmp_path / "empty")], settings=SETTINGS))
    assert names(found) == ["!missing", "!empty"]
    assert all(isinstance(f, Rejection) and f.stage == "discover" and f.hint for f in found)


def test_a_file_is_given_once_and_limits_hold(folder: Path) -> None:
    sources = [str(folder / "b.txt"), str(folder), str(folder / "sub" / ".." / "b.txt")]
    assert names(discover(sources, settings=SETTINGS)) == ["b.txt", "a.html", "c.pdf"]
    assert names(discover(sources, settings=SETTINGS, limit=2)) == ["b.txt", "a.html"]
    assert names(discover([SourceSpec(uri=str(folder), limit=1, metadata={})], settings=SETTINGS)) == ["a.html"]


def rss(*links: tuple[str, str]) -> str:
    items = "".join(f"<item><title>{link}</title><link>{link}</link><pubDate>{day}</pubDate></item>" for link, day in links)
    return f'<rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'


OLD, NEW = "Thu, 01 May 2025 09:00:00 GMT", "Tue, 20 May 2025 09:00:00 GMT"


def test_a_feed_gives_its_items(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_request("/feed").respond_with_data(rss(("/1", NEW), ("/2", OLD), ("/1", NEW)))
    spec = SourceSpec(uri=site.url_for("/feed"), metadata={"genre": "news", "publisher": "Ours"})
    found = list(discover([spec], settings=SETTINGS, fetcher=make_fetcher()))
    assert names(found) == ["1", "2"]
    assert isinstance(found[0], Item)
    assert found[0].uri == site.url_for("/1")
    assert found[0].metadata["genre"] == "news"
    assert found[0].metadata["publisher"] == "Ours"
    assert found[0].metadata["published"] == "2025-05-20T09:00+00:00"
    assert names(discover([spec], settings=SETTINGS, fetcher=make_fetcher(), since=date(2025, 5, 10))) == ["1"]


def test_items_beyond_the_limit_are_not_dropped_in_silence(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_request("/feed").respond_with_data(rss(*((f"/{n}", NEW) for n in range(9))))
    settings = load_settings({"fetch.max_feed_items": 3})
    found = list(discover([site.url_for("/feed")], settings=settings, fetcher=make_fetcher()))
    assert names(found) == ["0", "1", "2", "!oversized"]


def test_a_sitemap_index_leads_to_pages(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    index = "".join(
        f"<sitemap><loc>{site.url_for(p)}</loc>{d}</sitemap>"
        for p, d in (("/s1.xml.gz", ""), ("/gone.xml", ""), ("/old.xml", "<lastmod>2020-01-01</lastmod>"))
    )
    old = f"<url><loc>{site.url_for('/p2')}</loc><lastmod>2019-01</lastmod></url>"
    pages = f"<urlset><url><loc>{site.url_for('/p1')}</loc></url>{old}</urlset>"
    site.expect_request("/sitemap.xml").respond_with_data(f"<sitemapindex>{index}</sitemapindex>")
    site.expect_request("/s1.xml.gz").respond_with_data(gzip.compress(pages.encode()), content_type="application/gzip")
    found = list(discover([site.url_for("/sitemap.xml")], settings=SETTINGS, fetcher=make_fetcher(), since=date(2024, 1, 1)))
    assert names(found) == ["p1", "!fetch_failed"]
    assert "/old.xml" not in [r.path for r, _ in site.log]


def test_a_sitemap_that_names_itself_ends(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    here = site.url_for("/sitemap.xml")
    site.expect_request("/sitemap.xml").respond_with_data(f"<sitemapindex><sitemap><loc>{here}</loc></sitemap></sitemapindex>")
    assert names(discover([here], settings=SETTINGS, fetcher=make_fetcher())) == ["!oversized"]
    assert len([r for r, _ in site.log if r.path == "/sitemap.xml"]) == 3


def test_a_page_is_fetched_once_though_it_was_looked_at(site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    site.expect_request("/page").respond_with_data("<html><p>Text</p></html>", content_type="text/html")
    fetcher = make_fetcher()
    (item,) = discover([site.url_for("/page")], settings=SETTINGS, fetcher=fetcher)
    assert isinstance(item, Item)
    fetcher.fetch(item.uri)
    assert [r.path for r, _ in site.log] == ["/robots.txt", "/page"]


def test_a_page_named_as_one_is_not_looked_at() -> None:
    (item,) = discover([SourceSpec(uri="https://a.example/x", type="page", metadata={})], settings=SETTINGS)
    assert item == Item(uri="https://a.example/x", kind="url", source="https://a.example/x")


def test_a_failing_source_does_not_end_the_others(site: HTTPServer, make_fetcher: MakeFetcher, folder: Path) -> None:
    site.expect_request("/feed").respond_with_data("garbage")
    sources = [
        site.url_for("/none"),
        SourceSpec(uri=site.url_for("/feed"), type="feed", metadata={}),
        "ftp://x.example/",
        str(folder / "b.txt"),
    ]
    assert names(discover(sources, settings=SETTINGS, fetcher=make_fetcher())) == [
        "!fetch_failed",
        "!corrupt",
        "!not_allowed",
        "b.txt",
    ]


def test_a_feed_may_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(rss(("https://a.example/1", NEW)))
    (tmp_path / "map.xml.gz").write_bytes(gzip.compress(b"<urlset><url><loc>https://a.example/2</loc></url></urlset>"))
    (tmp_path / "law.xml").write_text("<act/>")
    found = discover([str(tmp_path / n) for n in ("feed.xml", "map.xml.gz", "law.xml")], settings=SETTINGS)
    assert names(found) == ["1", "2", "law.xml"]


def test_sources_files(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(
        '[[source]]\nuri = "texts"\ngenre = "law"\n[[source]]\nuri = "https://a.example/f"\ntype = "feed"\nlimit = 5\n'
    )
    assert load_sources(path) == [
        SourceSpec(uri=str(tmp_path / "texts"), metadata={"genre": "law"}),
        SourceSpec(uri="https://a.example/f", type="feed", limit=5, metadata={}),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "source"),
        ("[[source]]\n", "source.1.uri"),
        ('[[source]]\nuri = "a"\ngenre = "novel"', "source.1.genre"),
        ('[[source]]\nuri = "a"\n[[source]]\nuri = "b"\ncolour = 1', "source.2.colour"),
        ('[[source]]\nuri = "a"\nlimit = 0', "limit"),
        ("[[source", "TOML"),
    ],
)
def test_faults_of_a_sources_file_are_named(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(content)
    with pytest.raises(SettingsError, match=says) as caught:
        load_sources(path)
    assert caught.value.where == str(path)
    assert caught.value.hint


def test_a_sources_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_sources(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("source", "url"),
    [("https://a", True), ("FTP://a", True), ("C:\\a", False), ("a/b:c", False), ("c://x", False), ("://", False)],
)
def test_addresses_are_told_from_paths(source: str, url: bool) -> None:
    assert is_url(source) is url


def test_links_that_patterns_find_cannot_lead_out_either(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    for made in (folder, outside):
        made.mkdir()
        (made / "a.txt").write_text("words")
    (folder / "file.txt").symlink_to(outside / "a.txt")
    (folder / "beside.txt").symlink_to(folder / "a.txt")
    (folder / "deep").symlink_to(outside)
    found = list(discover([str(folder / "*.txt"), str(folder / "*" / "a.txt")], settings=load_settings()))
    refused = [item.uri for item in found if isinstance(item, Rejection) and item.reason == "not_allowed"]
    assert refused == [str(folder / "file.txt"), str(folder / "deep" / "a.txt")]
    assert [Path(item.uri).name for item in found if isinstance(item, Item)] == ["a.txt"]

"""Archives and XML that mean harm are refused before a parser sees them, with a reason and a hint."""

from __future__ import annotations

import io
import zipfile

import hostile_files as hostile
import pytest

from policynlp.errors import Rejected
from policynlp.ingest.feeds import parse_feed
from policynlp.ingest.readers.docx import read_docx
from policynlp.ingest.sitemaps import parse_sitemap
from policynlp.untrusted import MOST_MEMBERS, refuse_entities, unfold

LIMIT = 50_000_000


def _zip(method: int = zipfile.ZIP_STORED, **members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _locked() -> bytes:
    data = bytearray(_zip(a=b"text"))
    data[6] |= 1  # of the local header
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    "data, reason, what",
    [
        (hostile.billion_laughs(), "not_allowed", "entities"),
        (hostile.outside_entity(), "not_allowed", "entities"),
        (hostile.outside_entity("http://127.0.0.1:9/x"), "not_allowed", "entities"),
        (hostile.utf16_entity(), "not_allowed", "entities"),
        (hostile.deep(3_000), "corrupt", "DOCX"),
        (hostile.overlapping(2_000), "oversized", "unfolds"),
        (hostile.overlapping(8), "oversized", "share"),
        (hostile.climbing("../../evil.xml"), "not_allowed", "outside"),
        (hostile.climbing("/etc/evil.xml"), "not_allowed", "outside"),
        (hostile.climbing("C:/evil.xml"), "not_allowed", "outside"),
        (hostile.climbing("..\\evil.xml"), "not_allowed", "outside"),
        (_locked(), "encrypted", "password"),
        (_zip(zipfile.ZIP_LZMA, a=b"text"), "unsupported", "packed"),
        (_zip(**{str(n): b"" for n in range(MOST_MEMBERS + 1)}), "oversized", "unfolds"),
        (hostile.honest_docx()[:-30], "corrupt", "archive"),
    ],
    ids=["laughs", "file", "address", "utf16", "deep", "overlapping_far", "overlapping_few", "up", "root", "drive", "backslash",
         "locked", "lzma", "members", "cut"],
)  # fmt: skip
def test_hostile_archives_are_refused(data: bytes, reason: str, what: str) -> None:
    with pytest.raises(Rejected, match=what) as caught:
        read_docx(data, where="a.docx", max_bytes=LIMIT)
    assert caught.value.reason == reason
    assert caught.value.hint
    assert caught.value.where == "a.docx"


def test_a_size_that_lies_is_not_unfolded() -> None:
    """The directory states 60 bytes, whose checksum fits; the part unfolds to 40 MB."""
    data = hostile.lying(60, 40_000_000)
    content = unfold(data, max_bytes=LIMIT, where="a")["word/document.xml"]
    assert content == b" " * 60
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.getinfo("word/document.xml").file_size == 60


def test_archives_within_archives_stay_folded() -> None:
    blocks, _ = read_docx(hostile.nested(2), where="a.docx", max_bytes=LIMIT)
    assert [b.text for b in blocks] == [hostile.SENTENCE] * 3


def test_what_is_not_wanted_is_not_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = zipfile.ZipFile.open

    def spy(self: zipfile.ZipFile, name: zipfile.ZipInfo, *rest: object) -> object:
        opened.append(name.filename)
        return real(self, name, *rest)  # type: ignore[arg-type]

    data = _zip(a=b"1", b=b"2")
    monkeypatch.setattr(zipfile.ZipFile, "open", spy)
    assert unfold(data, max_bytes=LIMIT, where="x", wanted=lambda name: name == "a") == {"a": b"1", "b": None}
    assert opened == ["a"]


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "head, encoding",
    [
        (ENTITIES, "utf-8"),
        (ENTITIES, "utf-16"),
        (ENTITIES, "utf-32"),
        (f"<!-- {'long ' * 300_000} -->{ENTITIES}", "utf-8"),
        ('<?xml version="1.0" encoding="UTF-7"?>', "utf-8"),
        ('<?xml version="1.0" encoding="IBM037"?>', "cp037"),
    ],
    ids=["utf8", "utf16", "utf32", "behind_a_comment", "utf7", "ebcdic"],
)
def test_entities_are_refused_however_they_are_encoded(head: str, encoding: str) -> None:
    feed = f'{head}<rss version="2.0"><channel><item><link>http://x.example/</link></item></channel></rss>'.encode(encoding)
    pages = f"{head}<urlset><url><loc>http://x.example/</loc></url></urlset>".encode(encoding)
    for read in (
        lambda: refuse_entities(feed, where="x"),
        lambda: list(parse_feed(feed, url="http://x.example/feed")),
        lambda: parse_sitemap(pages, url="http://x.example/map", max_pages=9),
    ):
        with pytest.raises(Rejected) as caught:
            read()
        assert caught.value.reason == "not_allowed"

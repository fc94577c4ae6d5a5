"""What is fuzzed: functions of bytes that raise where something went wrong that should not.

Errors that tell a person what to do (`PolicyNLPError`) are right answers; so are rejections, but those with reason `internal`.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import numpy as np
from fuzz_seeds import SENTENCE

from policynlp.corpus.read_only import ReadOnly
from policynlp.corpus.search.query_language import to_fts5
from policynlp.document import Document
from policynlp.errors import PolicyNLPError, Rejected, Rejection
from policynlp.ingest import dates as printed_dates
from policynlp.ingest.encoding import decode
from policynlp.ingest.feeds import parse_feed
from policynlp.ingest.layout import lay_out
from policynlp.ingest.read import read_bytes, read_rows
from policynlp.ingest.readers.docx import read_docx
from policynlp.ingest.readers.rtf import read_rtf
from policynlp.ingest.sitemaps import parse_sitemap
from policynlp.ingest.sniff import media_type_of
from policynlp.labels.exchange import flat
from policynlp.labels.exchange.prodigy import read_prodigy
from policynlp.labels.studio import read_results
from policynlp.labels.units import Unit
from policynlp.link.linker import Linker
from policynlp.sentences import split
from policynlp.settings import Settings, load_settings
from policynlp.tag import dates
from policynlp.tag.claims.numbers import find_numbers
from policynlp.tag.neural.decoding import Decoding
from policynlp.tag.neural.entities import decode_entities
from policynlp.tag.neural.quotations import decode_quotations
from policynlp.tag.neural.readout import DISTANCES, LIKELY, POINTER_DIMENSIONS, Readout, log_softmax
from policynlp.tag.pipeline import Tagger

MOST_S = 10.0
"""Processor time that inputs of some kilobytes may take, on a machine that is busy; all take a hundredth."""


@lru_cache(maxsize=1)
def _settings() -> Settings:
    return load_settings({"ingest.min_words": 1, "ingest.languages": []})


def _check(found: Iterable[Document | Rejection]) -> None:
    for one in found:
        if isinstance(one, Rejection):
            assert one.reason != "internal", one.what + (one.detail or "")
            assert one.what
            assert one.hint
        else:
            _check_passages(one.text, one.passages)
            if "#" not in one.source.uri:  # rows are never changed: half a surrogate pair is the store's to refuse
                one.text.encode("utf-8")


def _check_passages(text: str, passages: Iterable[object]) -> None:
    at = 0
    for passage in passages:
        start, end = passage.start, passage.end  # type: ignore[attr-defined]
        assert at <= start < end <= len(text), (at, start, end, len(text))
        at = end


def _reader(uri: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        _check(read_bytes(data, uri=uri, settings=_settings()))

    return read


def _pages(data: bytes) -> None:
    _check(read_bytes(data, uri="https://coast.example/a", media_type="text/html", settings=_settings()))


def _docx(data: bytes) -> None:
    """In this process, so that what a fuzzer covers can be seen."""
    with suppress(Rejected):
        read_docx(data, where="a.docx", max_bytes=10_000_000)


def _rtf(data: bytes) -> None:
    with suppress(Rejected):
        read_rtf(data, where="a.rtf")


def _feed(data: bytes) -> None:
    with suppress(Rejected):
        for entry in parse_feed(data, url="https://coast.example/feed"):
            assert isinstance(entry, Rejected) or entry.url


def _sitemap(data: bytes) -> None:
    with suppress(Rejected):
        found = parse_sitemap(data, url="https://coast.example/map", max_pages=100)
        assert found.pages or found.sitemaps


def _encoding(data: bytes) -> None:
    charset = data[:12].decode("latin-1").strip() or None
    for given in (None, charset):
        for markup in (False, True):
            with suppress(Rejected):
                text, how = decode(data, where="x", charset=given, markup=markup)
                assert how
                text.encode("utf-8")
    for uri in ("a", "a.txt", "a.html", "https://x.example/a?b=c.pdf"):
        assert media_type_of(data, uri=uri, declared=charset)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _passages(data: bytes) -> None:
    text = _text(data)
    passages = lay_out(text, document_id="x")
    _check_passages(text, passages)
    for passage in passages:
        at = passage.start
        for start, end in split(text, passage.start, passage.end):
            assert at <= start < end <= passage.end
            assert not text[at:start].strip()
            at = end
        assert not text[at : passage.end].strip()


def _quotations(data: bytes) -> None:
    """Logits made of the bytes; words of one letter."""
    words = min(60, len(data) // 14)
    if not words:
        return
    said = np.frombuffer(data[: words * 14], dtype=np.int8).reshape(words, 14).astype(np.float32) / 8
    text = " ".join("abcdefghijklm.“”"[w % 16] for w in data[:words])
    passage = np.cumsum(said[:, 13] > 14).astype(np.int64)
    layers = log_softmax(said[:, :9].reshape(words, 3, 3))
    p = np.exp(layers)
    content, cue, source = (np.flatnonzero(v > LIKELY) for v in (1 - p[:, 0, 0], p[:, 1, 1], 1 - p[:, 2, 0]))
    points = np.tile(said[:, 9:13], (1, POINTER_DIMENSIONS // 4)).astype(np.float16)
    readout = Readout(
        starts=np.arange(words) * 2,
        ends=np.arange(words) * 2 + 1,
        passage=passage,
        place=np.arange(words) + passage,
        layers=layers,
        entities=log_softmax(said[:, :5]),
        content=content,
        content_query=points[content],
        cue=cue,
        cue_key=points[cue],
        cue_query=points[cue],
        cue_none=said[cue, 12],
        source=source,
        source_key=points[source],
        distance=np.resize(said[:, 13], (2, 2 * DISTANCES)),
    )
    for found in decode_quotations(readout, text, Decoding()):
        spans = [*found.content, *([found.cue] if found.cue else []), *([found.source] if found.source else [])]
        assert found.content
        assert list(found.content) == sorted(found.content)
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert 0 <= found.score <= 1
    for entity in decode_entities(readout, ("ORG", "PERSON")):
        assert 0 <= entity.start < entity.end <= len(text)


def _numbers(data: bytes) -> None:
    text = _text(data)
    at = 0
    for number in find_numbers(text):
        assert at <= number.start < number.end <= len(text)
        assert number.value == number.value
        at = number.end


def _dates(data: bytes) -> None:
    text = _text(data)
    for published in (None, "2024-05-06", "2024-05-06T07:15", "2024", "0001-01-01", "9999-12-31"):
        period = dates.resolve(text, published=published)
        if period is not None and period.start_date and period.end_date:
            assert period.start_date <= period.end_date, (text, period)
    for start, end in dates.find(text):
        assert 0 <= start < end <= len(text)
        dates.resolve(text[start:end], published="2024-05-06")
    for found in printed_dates.find_dates(text):
        assert found.iso[:4].isdigit()
    printed_dates.iso_date(text)
    printed_dates.numeric_order(text)


@lru_cache(maxsize=1)
def _tagger() -> Tagger:
    return Tagger(_settings().tag)


def _tagging(data: bytes) -> None:
    """Whatever a text says, it is tagged, and its figures are held against those of another."""
    text = data.decode("utf-8", "replace")
    rows = [json.dumps({"id": n, "text": said, "date": "2024-05-06"}) for n, said in enumerate((text, SENTENCE))]
    found = [d for d in read_rows(rows, uri="a.jsonl", settings=_settings()) if isinstance(d, Document)]
    Linker(_settings().link).link([(d, _tagger().tag(d)) for d in found])


@lru_cache(maxsize=1)
def _index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(words)")
    connection.execute("INSERT INTO t VALUES ('rice export tariff')")
    return connection


def _fts(data: bytes) -> None:
    try:
        expression = to_fts5(_text(data))
    except PolicyNLPError:
        return
    _index().execute("SELECT count(*) FROM t WHERE t MATCH ?", (expression,)).fetchone()


class _Guarded(ReadOnly):
    """Views of nothing, shut off as those of a corpus are."""

    def __init__(self) -> None:
        super().__init__()
        self._connection.execute("SET memory_limit = '200MB'")
        self._connection.execute("SET threads = 1")
        self._connection.execute("CREATE VIEW quotes AS SELECT 'direct' AS kind, 1 AS n, 'words' AS content_text")
        self._lock()


SECRET = "a-secret-that-no-query-may-read"


@lru_cache(maxsize=1)
def _guarded() -> tuple[_Guarded, Path]:
    folder = Path(tempfile.mkdtemp(prefix="policynlp-fuzz-"))
    (folder / "secret.txt").write_text(SECRET)
    os.environ["POLICYNLP_FUZZ_SECRET"] = SECRET
    return _Guarded(), folder


def _sql(data: bytes) -> None:
    views, folder = _guarded()
    before = Path.cwd()
    os.chdir(folder)
    try:
        rows = views.query(_text(data), limit=100, timeout_s=2)
        if SECRET not in _text(data):
            assert SECRET not in str(rows.to_pydict())
    except PolicyNLPError:
        pass  # told to whoever asked; that the database still answers is checked below
    finally:
        os.chdir(before)
    assert [p.name for p in folder.iterdir()] == ["secret.txt"]
    assert views.query("SELECT count(*) AS n FROM quotes").to_pylist() == [{"n": 1}]


class _Utf16:
    def to_points(self, units: int) -> int:
        return len(SENTENCE.encode("utf-16-le")[: 2 * max(0, units)].decode("utf-16-le", "ignore"))


def _labels(data: bytes) -> None:
    """A row of Prodigy, the results of Label Studio or a table of decisions, whatever the bytes look like."""
    text = _text(data)
    with suppress(ValueError, RecursionError):
        said = json.loads(text)
        for layer in ("quotes", "claims", "entities", "themes"):
            unit = Unit(
                id="u1",
                layer=layer,
                document="d1",
                work="w",
                text_sha256="",
                passage=None,
                start=0,
                end=len(SENTENCE),
                text=SENTENCE,
            )  # type: ignore[arg-type]
            with suppress(PolicyNLPError):
                read_prodigy(said, [unit], entity_key=lambda label, words: f"{label}:{words}")
        with suppress(PolicyNLPError):
            read_results(said, SENTENCE, utf16=_Utf16())
        return
    path = Path(tempfile.gettempdir()) / f"policynlp-fuzz-{os.getpid()}.csv"
    path.write_bytes(data)
    with suppress(PolicyNLPError):
        for row in flat.read_rows(path, flat.UNIT + flat.DECISION):
            flat.unit_of_row(row)
            flat.decision_of_row(row, undoes=None)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "html": _pages,
    "pdf": _reader("a.pdf"),
    "docx": _docx,
    "rtf": _rtf,
    "csv": _reader("a.csv"),
    "jsonl": _reader("a.jsonl"),
    "feed": _feed,
    "sitemap": _sitemap,
    "encoding": _encoding,
    "passages": _passages,
    "quotations": _quotations,
    "numbers": _numbers,
    "dates": _dates,
    "tagging": _tagging,
    "fts": _fts,
    "sql": _sql,
    "labels": _labels,
}


def run_target(name: str, data: bytes) -> None:
    """One input, within bounded time.

    Raises:
        AssertionError: A promise was broken, or it took too long.
    """
    began = time.process_time()
    TARGETS[name](data)
    took_s = time.process_time() - began
    assert took_s < MOST_S, f"{name}: {len(data)} bytes took {took_s:.1f} s"

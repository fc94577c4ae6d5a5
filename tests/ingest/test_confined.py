"""Files that crash their reader, never end or fill the memory are rejected, and those beside them are read."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import hostile_files as hostile
import pytest
from fpdf import FPDF

import policynlp
from policynlp.document import Document
from policynlp.errors import Rejected, Rejection
from policynlp.ingest.confined import reading
from policynlp.ingest.confined.reading import Worker, end_idle, read_confined
from policynlp.ingest.confined.wire import Reader
from policynlp.ingest.read import read_bytes
from policynlp.ingest.readers.docx import read_docx
from policynlp.ingest.readers.pdf import read_pdf
from policynlp.settings import load_settings

FAULTS = """
import os, socket, time, policynlp.ingest.readers.rtf as rtf
from policynlp.ingest.assemble import Block
from policynlp.ingest.metadata import Found
real = rtf.read_rtf
def read_rtf(data, *, where):
    if b"ABORT" in data: os.abort()
    if b"LATER" in data and served: os.abort()
    if b"EXIT" in data: os._exit(7)
    if b"HANG" in data: time.sleep(60)
    if b"FILL" in data: held = [bytes(50_000_000) for _ in range(1000)]
    if b"FAULT" in data: raise LookupError("no such thing")
    if b"PRINT" in data: os.write(1, b"x" * 1000); print("words")
    if b"ENVIRON" in data: return [Block(" ".join(os.environ))], Found()
    if b"WRITE" in data: open(where, "w").write("x" * 100_000)
    if b"CONNECT" in data: socket.create_connection(("127.0.0.1", int(where)), timeout=5)
    served.append(where)
    return real(data, where=where)
served = []
rtf.read_rtf = read_rtf
"""
"""Readers with faults; those of the libraries that are known were mended."""


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    end_idle()
    start = reading._START.replace("from policynlp", f"exec({FAULTS!r}); from policynlp")
    monkeypatch.setattr(reading, "_START", start)
    yield
    end_idle()


def rtf(words: str) -> bytes:
    return b"{\\rtf1 " + f"{hostile.SENTENCE} {words}".encode() + b"\\par}"


def read(data: bytes, *, reader: Reader = "rtf", where: str = "a.rtf", **limits: float) -> list[str]:
    settings = load_settings({f"ingest.{name}": value for name, value in limits.items()}).ingest
    return [block.text for block in read_confined(reader, data, where=where, limits=settings)[0]]


def rejected(data: bytes, *, reader: Reader = "rtf", where: str = "a.rtf", **limits: float) -> Rejected:
    with pytest.raises(Rejected) as caught:
        read(data, reader=reader, where=where, **limits)
    assert caught.value.hint
    assert caught.value.where == where
    return caught.value


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize(
    "words, reason, what",
    [
        ("ABORT", "corrupt", "the RTF reader broke off by SIGABRT"),
        ("EXIT", "corrupt", "the RTF reader broke off with exit code 7"),
        ("HANG", "oversized", "longer than 0.5 s"),
        ("FILL", "oversized", "more than 512 MB"),
        ("FAULT", "internal", "reading failed: LookupError: no such thing"),
    ],
)
def test_a_file_that_ends_its_reader_is_rejected_and_the_next_is_read(words: str, reason: str, what: str) -> None:
    timeout_s = 0.5 if words == "HANG" else 30
    assert read(rtf("before"), reader_memory_mb=512) == [f"{hostile.SENTENCE} before"]
    error = rejected(rtf(words), reader_memory_mb=512, reader_timeout_s=timeout_s)
    assert error.reason == reason
    assert what in error.what
    assert bool(error.detail and "Traceback" in error.detail) == (words == "FAULT")
    assert read(rtf("after"), reader_memory_mb=512) == [f"{hostile.SENTENCE} after"]


@pytest.mark.usefixtures("faulty")
def test_a_file_is_not_rejected_for_what_came_before_it() -> None:
    read(rtf("before"))
    assert read(rtf("LATER")) == [f"{hostile.SENTENCE} LATER"]


@pytest.mark.usefixtures("faulty")
def test_what_a_library_prints_is_no_answer() -> None:
    assert read(rtf("PRINT")) == [f"{hostile.SENTENCE} PRINT"]


@pytest.mark.usefixtures("faulty")
def test_the_reader_knows_no_secrets_and_writes_no_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POLICYNLP_WEB__TOKEN", "a-secret-of-mine")
    monkeypatch.setenv("SOME_API_KEY", "another")
    end_idle()
    (names,) = read(rtf("ENVIRON"))
    own = {"LC_CTYPE", "__CF_USER_TEXT_ENCODING", *policynlp._NO_REPORTS}  # what the system and policynlp set themselves
    assert set(names.split()) <= set(reading._KEPT_VARIABLES) | own
    target = tmp_path / "written.txt"
    assert "File too large" in rejected(rtf("WRITE"), where=str(target)).what
    assert not target.exists() or target.stat().st_size == 0


@pytest.mark.usefixtures("faulty")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has networks of one's own")
def test_the_reader_reaches_no_network() -> None:
    check = "from policynlp.ingest.confined.worker import leave_the_network as l; raise SystemExit(0 if l() else 9)"
    if subprocess.run([sys.executable, "-c", check], env={**os.environ}, check=False).returncode:
        pytest.skip("this system does not let a process leave its network")
    with socket.create_server(("127.0.0.1", 0)) as server:
        error = rejected(rtf("CONNECT"), where=str(server.getsockname()[1]))
    assert "unreachable" in error.what


def test_memory_that_a_true_file_takes_is_bounded() -> None:
    data = hostile.many_elements(600_000)
    assert len(data) < 3_000_000
    assert "more than 256 MB" in rejected(data, reader="docx", where="a.docx", reader_memory_mb=256).what
    assert read(data, reader="docx", where="a.docx") == [hostile.SENTENCE]


def _pdf() -> bytes:
    paper = FPDF()
    for _ in range(2):
        paper.add_page()
        paper.set_font("Helvetica", size=11)
        paper.multi_cell(150, 6, hostile.SENTENCE * 4)
    paper.set_title("A review of the harbour")
    return bytes(paper.output())


def test_the_result_is_that_of_the_reader() -> None:
    limits = load_settings().ingest
    data, letters = _pdf(), hostile.honest_docx()
    assert read_confined("pdf", data, where="a", limits=limits) == read_pdf(data, where="a", max_chars=limits.max_chars)
    read_directly = read_docx(letters, where="a", max_bytes=limits.max_bytes)
    assert read_confined("docx", letters, where="a", limits=limits) == read_directly


def test_one_worker_serves_many_files_and_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    end_idle()
    monkeypatch.setattr(reading, "_FILES_OF_A_WORKER", 3)
    started: list[Worker] = []
    real = Worker.__init__

    def spy(self: Worker, memory_mb: int) -> None:
        started.append(self)
        real(self, memory_mb)

    monkeypatch.setattr(Worker, "__init__", spy)
    for _ in range(4):
        read(rtf("words"))
    assert [worker.files for worker in started] == [3, 1]


def test_threads_read_beside_one_another() -> None:
    found: dict[int, list[str]] = {}

    def work(n: int) -> None:
        for _ in range(5):
            found[n] = read(rtf(f"number {n}"))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n: [f"{hostile.SENTENCE} number {n}"] for n in range(3)}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_process_has_workers_of_its_own() -> None:
    read(rtf("before"))
    child = os.fork()
    if child == 0:
        os._exit(0 if not reading._idle and read(rtf("child")) == [f"{hostile.SENTENCE} child"] else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert read(rtf("after")) == [f"{hostile.SENTENCE} after"]


@pytest.mark.usefixtures("faulty")
def test_a_batch_goes_on_behind_a_file_that_crashes_its_reader() -> None:
    settings = load_settings()
    files = {
        "a.rtf": rtf("one"),
        "b.rtf": rtf("ABORT"),
        "c.docx": hostile.billion_laughs(),
        "d.pdf": _pdf()[:700],
        "e.rtf": rtf("two"),
    }
    found = [item for uri, data in files.items() for item in read_bytes(data, uri=uri, settings=settings)]
    assert [f.reason if isinstance(f, Rejection) else "read" for f in found] == [
        "read",
        "corrupt",
        "not_allowed",
        "corrupt",
        "read",
    ]
    assert all(f.hint and f.what for f in found if isinstance(f, Rejection))
    assert isinstance(found[0], Document)

"""Reading a PDF, DOCX or RTF file in a process that may crash, hang or grow without harm.

A worker serves many files, since starting one costs as much as reading twenty. It is ended when it takes too long, and the next
file gets another one. What ended a worker that had served before is read again by a fresh one: whether a file is rejected
must not depend on those before it.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, cast

from policynlp.errors import Rejected, RejectReason
from policynlp.ingest.assemble import Block
from policynlp.ingest.confined.wire import Answer, Question, Reader, receive, send, unpack
from policynlp.ingest.metadata import Found
from policynlp.settings import IngestSettings

_FILES_OF_A_WORKER = 500
"""After so many a worker is replaced, so that what a library fails to free stays small."""
_KEPT_VARIABLES = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TZ")
_START = "import sys; sys.path[:] = sys.argv.pop(1).split(chr(0x1f)); from policynlp.ingest.confined.worker import main; main()"
_ANSWER_BYTES_PER_CHAR = 32  # a character as JSON takes 12 at the most, a block of one letter some 60
_NAMES: dict[Reader, str] = {"pdf": "PDF", "docx": "DOCX", "rtf": "RTF"}


class WorkerEnded(Exception):
    """The worker ended before it had answered; the message says how."""


class TookTooLong(Exception):
    """The worker was ended because its time was over."""


class Worker:
    """One process that reads files, one at a time.

    Args:
        memory_mb: What it may take in all, Python and libraries (some 200) included.

    Attributes:
        memory_mb: As given.
        files: How many it was asked for.
    """

    def __init__(self, memory_mb: int) -> None:
        self.memory_mb = memory_mb
        self.files = 0
        paths = chr(0x1F).join(p for p in sys.path if os.path.isabs(p))  # noqa: PTH117 - entries are strings
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, without a shell
            [sys.executable, "-I", "-B", "-c", _START, paths, str(memory_mb << 20)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=os.path.abspath(os.sep),  # noqa: PTH100 - so that no folder is held
            env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
        )

    def ask(self, question: Question, data: bytes) -> Answer:
        """Have a file read.

        Raises:
            WorkerEnded: It crashed.
            TookTooLong: It did not answer in time and was ended.
        """
        self.files += 1
        over = threading.Event()

        def end() -> None:
            over.set()
            self._process.kill()

        timer = threading.Timer(question["timeout_s"], end)
        timer.daemon = True
        timer.start()
        most = _ANSWER_BYTES_PER_CHAR * max(question["max_chars"], len(data)) + 1_000_000
        try:
            assert self._process.stdin is not None  # noqa: S101 - for mypy
            assert self._process.stdout is not None  # noqa: S101
            send(self._process.stdin, question, data)
            message = receive(self._process.stdout, max_bytes=most)
        except (OSError, ValueError):
            message = None
        except BaseException:  # Ctrl-C: an answer that nobody took would be the next file's
            self.end()
            raise
        finally:
            timer.cancel()
        if message is not None and not over.is_set():
            return cast(Answer, message[0])
        self.end()
        if over.is_set():
            raise TookTooLong
        raise WorkerEnded(_ending(self._process.returncode))

    def end(self) -> None:
        """End it now."""
        self._process.kill()
        self._process.wait()
        self.forget()

    def forget(self) -> None:
        """Close our ends of the pipes; a worker whose input nobody holds ends by itself."""
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:  # what could not be written any more
                pass

    def abandon(self) -> None:
        """Leave it to another process, whose child it is."""
        self.forget()
        self._process.returncode = 0


def _ending(code: int) -> str:
    """How a process ended, by its return code."""
    if code >= 0:
        return f"with exit code {code}"
    try:
        return f"by {signal.Signals(-code).name}"
    except ValueError:
        return f"by signal {-code}"


_idle: list[Worker] = []
_lock = threading.Lock()


def read_confined(reader: Reader, data: bytes, *, where: str, limits: IngestSettings) -> tuple[list[Block], Found]:
    """Blocks of a file, and what its properties say.

    Args:
        reader: Which of the readers.
        data: The file.
        where: Its path or URL, for errors.
        limits: `max_bytes`, `max_chars`, `reader_memory_mb` and `reader_timeout_s` are used.

    Raises:
        Rejected: As the reader's own function; `oversized` where it takes too long or too much memory, `corrupt` where
            it crashes, `internal` for a fault of the reader.
    """
    question: Question = {
        "reader": reader,
        "where": where,
        "max_chars": limits.max_chars,
        "max_bytes": limits.max_bytes,
        "timeout_s": limits.reader_timeout_s,
    }
    answer = _answer(question, data, limits, where)
    try:
        if "rejected" in answer:
            told = answer["rejected"]
            raise Rejected(cast(RejectReason, told["reason"]), told["what"], where=told["where"], hint=told["hint"])
        if "fault" in answer:
            what, detail = answer["fault"]
            hint = "Please report this with the file."
            raise Rejected("internal", f"reading failed: {what}", where=where, hint=hint, detail=detail)
        return unpack(answer["read"])
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise _crashed(reader, "with nonsense", where) from error


def _answer(question: Question, data: bytes, limits: IngestSettings, where: str) -> Answer:
    """What a worker says; a second one, a fresh one, has the last word on failures that an earlier file may have caused."""
    worker = _borrow(limits.reader_memory_mb)
    while True:
        fresh = worker.files == 0
        try:
            answer = worker.ask(question, data)
        except TookTooLong:
            what = f"reading it took longer than {limits.reader_timeout_s:g} s"
            hint = "Split the file, or raise ingest.reader_timeout_s."
            raise Rejected("oversized", what, where=where, hint=hint) from None
        except WorkerEnded as ended:
            if fresh:
                raise _crashed(question["reader"], str(ended), where) from None
        else:
            if not answer.get("memory"):
                _give_back(worker)
                return answer
            worker.end()  # it may be full of pieces
            if fresh:
                what = f"reading it needs more than {limits.reader_memory_mb:,} MB of memory"
                hint = "Split the file, or raise ingest.reader_memory_mb."
                raise Rejected("oversized", what, where=where, hint=hint)
        worker = Worker(limits.reader_memory_mb)


def _crashed(reader: Reader, ending: str, where: str) -> Rejected:
    hint = "Get the file again, or save it anew from the program that made it."
    return Rejected("corrupt", f"the {_NAMES[reader]} reader broke off {ending}", where=where, hint=hint)


def _borrow(memory_mb: int) -> Worker:
    with _lock:
        for i, worker in enumerate(_idle):
            if worker.memory_mb == memory_mb:
                return _idle.pop(i)
    return Worker(memory_mb)


def _give_back(worker: Worker) -> None:
    if worker.files >= _FILES_OF_A_WORKER:
        worker.end()
        return
    with _lock:
        _idle.append(worker)


def end_idle() -> None:
    """End the workers that wait; the next file starts another."""
    _take_all(Worker.end)


def _take_all(then: Callable[[Worker], Any]) -> None:
    with _lock:
        taken = _idle[:]
        _idle.clear()
    for worker in taken:
        then(worker)


def _after_fork() -> None:
    """A child would share the pipes of its parent's workers: it leaves them alone, and starts its own."""
    global _lock  # noqa: PLW0603 - another thread may have held it
    _lock = threading.Lock()
    _take_all(Worker.abandon)


atexit.register(end_idle)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)

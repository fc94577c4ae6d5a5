"""Queries of people, run in a process of their own (`sql_worker.py`): one that takes too much is ended, and the server goes on."""

from __future__ import annotations

import json
import subprocess
import threading
import weakref
from collections.abc import Iterator, Mapping
from contextlib import suppress

import pyarrow as pa

from policynlp import errors
from policynlp.corpus.read_only import TOO_MUCH_MEMORY
from policynlp.errors import InputError, PolicyNLPError
from policynlp.place import Place
from policynlp.web.own_process import command
from policynlp.web.sql_worker import BEGUN, DONE, FAULT, ROWS, SIZE, Asked

MOST_BYTES = 32_000_000
"""Of all rows that a page shows, and of one row of a file."""
_START_S = 60.0
"""Until a query begins: the process starts, and looks at what is committed."""
_IDLE_S = 60.0
"""A process that nobody asks for so long is ended: it holds 350 MB, and a server has one for each of its readers."""
_GRACE_S = 2.0
"""A query that is interrupted ends by itself within this time, or its process does."""


class SqlProcess:
    """A process for one query at a time, started with the first one, and again after one that ended it or a while without any.

    Args:
        corpus: The corpus.
        memory_mb: What a query may take.
        threads: Cores that it may take.
        idle_s: Time without a query after which the process is ended.
    """

    def __init__(self, corpus: Place, *, memory_mb: int, threads: int, idle_s: float = _IDLE_S) -> None:
        self._arguments = [str(corpus), str(memory_mb), str(threads)]
        self._process: subprocess.Popen[bytes] | None = None
        self._asking = False
        self._lock = threading.Lock()
        self._idle_s = idle_s
        self._asked = 0

    def stream(self, sql: str, *, timeout_s: float, limit: int | None = None, whole: bool = False) -> Iterator[pa.RecordBatch]:
        """Rows of one read-only statement, batch by batch; the first one may be empty, and tells the columns.

        Args:
            sql: As for `ReadOnly.query`.
            timeout_s: Time after which the query is ended.
            limit: Rows at the most.
            whole: `MOST_BYTES` holds for all rows together, not for one.

        Raises:
            InputError: The statement is not read-only, has an error, takes too long or too much memory, or its rows are too large.
            CorpusError: What it reads is damaged.
        """
        asked: Asked = {"sql": sql, "limit": limit, "timeout_s": timeout_s, "max_bytes": MOST_BYTES, "whole": whole}
        process, over, done = self._started(), threading.Event(), False
        timer = _killing(process, over, _START_S)
        try:
            assert process.stdin is not None  # noqa: S101 - for mypy
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            process.stdin.flush()
            while True:
                kind, data = _receive(process)
                if kind == BEGUN:
                    timer.cancel()
                    timer = _killing(process, over, timeout_s + _GRACE_S)
                elif kind == ROWS:
                    with pa.ipc.open_stream(data) as found:
                        yield from found
                else:
                    told = json.loads(data) if kind == FAULT else {}
                    done = kind in {DONE, FAULT} and not told.get("ends")
                    if told:
                        raise _told(told)
                    return
        except (OSError, EOFError) as error:
            raise _ended(over=over.is_set(), interrupted=not self._asking, timeout_s=timeout_s) from error
        finally:
            timer.cancel()
            self._asking = False
            if done:
                self._close_when_idle()
            else:  # it crashed, was ended, or nobody wants the rest of its rows
                self.close()

    def interrupt(self) -> None:
        """End the query that is going on, from another thread."""
        if self._asking and self._process is not None:
            self._asking = False
            self._process.kill()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            _end(process)

    def _close_when_idle(self) -> None:
        asked, me = self._asked, weakref.ref(self)

        def close() -> None:
            process = me()
            if process is not None:
                process._close_unless_asked(asked)

        timer = threading.Timer(self._idle_s, close)
        timer.daemon = True
        timer.start()

    def _close_unless_asked(self, asked: int) -> None:
        with self._lock:
            if self._asked != asked:
                return
            process, self._process = self._process, None
        if process is not None:
            _end(process)

    def _started(self) -> subprocess.Popen[bytes]:
        with self._lock:
            self._asked += 1
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, without a shell
                [*command("policynlp.web.sql_worker"), *self._arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            weakref.finalize(self, _end, self._process)
        self._asking = True
        return self._process


def _killing(process: subprocess.Popen[bytes], over: threading.Event, after_s: float) -> threading.Timer:
    def kill() -> None:
        over.set()
        process.kill()

    timer = threading.Timer(after_s, kill)
    timer.daemon = True
    timer.start()
    return timer


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what could not be written any more
                pipe.close()


def _receive(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """One frame.

    Raises:
        EOFError: The process ended before it was sent.
    """
    assert process.stdout is not None  # noqa: S101 - for mypy
    head = process.stdout.read(SIZE.size)
    if len(head) < SIZE.size:
        raise EOFError
    kind, size = SIZE.unpack(head)
    data = process.stdout.read(size)
    if len(data) < size:
        raise EOFError
    return kind, data


def _told(told: Mapping[str, str]) -> PolicyNLPError:
    kind: type[PolicyNLPError] = getattr(errors, told["kind"], InputError)
    return kind(told["what"], where=told["where"], hint=told["hint"])


def _ended(*, over: bool, interrupted: bool, timeout_s: float) -> InputError:
    if over:
        return InputError(
            f"the query took longer than {timeout_s:g} s", where="SQL", hint="Narrow it down, or raise the time limit."
        )
    if interrupted:
        return InputError("the query was interrupted", where="SQL", hint="Ask again.")
    hint = "Group or filter before you sort or collect, and make no value of many megabytes."
    return InputError(TOO_MUCH_MEMORY, where="SQL", hint=hint)

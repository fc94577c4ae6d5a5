"""The process that queries of people run in: the kernel keeps it to a limit of memory, and the server ends it when it takes too long.

DuckDB counts what it sorts, joins and collects, and keeps to `memory_limit`; what one function makes (`repeat('a', 2000000000)`, a
list of a billion numbers) it neither counts nor interrupts. In the server that would be memory of everybody.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, TypedDict

import pyarrow as pa

from policynlp.corpus.read_only import TOO_MUCH_MEMORY
from policynlp.errors import InputError, PolicyNLPError, ServerError
from policynlp.place import place

SIZE = struct.Struct(">cQ")
"""Kind of a frame, and how long it is."""
BEGUN, ROWS, FAULT, DONE = b"B", b"R", b"F", b"D"
"""Kinds of frames: the query begins, rows (an Arrow stream), an error as JSON, all rows were sent."""
FRAME_BYTES = 8_000_000
"""Rows are sent in pieces of about this size; a row is not cut."""
_BESIDE_MB = 256
"""For what is made of rows on their way: copies of a piece, what Python and Arrow take beside the query."""


class Asked(TypedDict):
    """A query, as a line of JSON."""

    sql: str
    limit: int | None
    timeout_s: float
    max_bytes: int
    whole: bool
    """The bytes are those of all rows together, not of one."""


def main() -> None:
    """Serve; the corpus, the memory in MB and the number of threads are the arguments."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends us
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    from policynlp.web.kept import Kept
    from policynlp.web.reader import Memo, Reader
    from policynlp.web.stopping import Background

    corpus, memory_mb, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    background = Background()
    background.stop(interrupt=lambda: None)  # files beside the corpus are made by the server
    reader: Any = None
    for line in sys.stdin.buffer:
        asked: Asked = json.loads(line)
        try:
            fresh = reader is None
            if reader is None:
                kept = Kept(Path(os.devnull), made_by="")
                reader = Reader(place(corpus), Memo(), kept, background, memory_mb=memory_mb, threads=threads)
            reader.refresh()
            views = reader.views
            if fresh:
                confine(memory_mb)
            send(out, BEGUN)
            for piece in rows(views, asked):
                send(out, ROWS, piece)
            send(out, DONE)
        except PolicyNLPError as error:
            full = error.what == TOO_MUCH_MEMORY
            _tell(out, type(error).__name__, error, ends=full)
            if full:
                return
        except MemoryError:
            return
        except Exception as error:  # noqa: BLE001 - told to the server
            _tell(out, "ServerError", ServerError(f"the query failed: {error}", where="SQL", hint="Ask again."), ends=True)
            return


def _tell(out: IO[bytes], kind: str, error: PolicyNLPError, *, ends: bool) -> None:
    """Send an error; a process that lacked memory is full of pieces of it, and ends."""
    told = {"kind": kind, "what": error.what, "where": error.where, "hint": error.hint, "ends": ends}
    send(out, FAULT, json.dumps(told).encode())


def rows(views: Any, asked: Asked) -> Iterator[bytes]:
    """The rows of a query, in pieces.

    Raises:
        InputError: They are too large, or the query is at fault.
    """
    left, taken = asked["limit"], 0
    for batch in views.stream(asked["sql"], timeout_s=asked["timeout_s"]):
        some = batch if left is None else batch.slice(0, left)
        row = some.nbytes // max(1, some.num_rows)
        taken = taken + some.nbytes if asked["whole"] else row
        if taken > asked["max_bytes"]:
            raise _too_wide(taken, asked, row=row)
        step = max(1, some.num_rows * FRAME_BYTES // max(FRAME_BYTES, some.nbytes))
        for at in range(0, max(1, some.num_rows), step):
            yield _packed(some.slice(at, step), asked)
        if left is not None and (left := left - some.num_rows) <= 0:
            return


def _packed(some: pa.RecordBatch, asked: Asked) -> bytes:
    if some.nbytes > max(FRAME_BYTES, asked["max_bytes"]):  # rows of very different length
        raise _too_wide(some.nbytes, asked, row=some.nbytes)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, some.schema) as writer:
        writer.write_batch(some)
    return bytes(sink.getvalue())


def _too_wide(taken: int, asked: Asked, *, row: int) -> InputError:
    """Rows that are too much together go into a file all the same; a row that is too much alone does not."""
    most = f"{asked['max_bytes'] / 1e6:,.0f} MB at the most"
    if asked["whole"] and row <= asked["max_bytes"]:
        hint = "Take fewer or shorter columns, or all rows as a file (`/api/sql?format=csv`)."
        return InputError(f"the rows are {taken / 1e6:,.0f} MB; a page shows {most}", where="SQL", hint=hint)
    what = f"a row is {row / 1e6:,.0f} MB; it may have {most}"
    return InputError(what, where="SQL", hint="Take fewer or shorter columns.")


def send(out: IO[bytes], kind: bytes, data: bytes = b"") -> None:
    """Write one frame."""
    out.write(SIZE.pack(kind, len(data)))
    out.write(data)
    out.flush()


def confine(memory_mb: int) -> None:
    """Set limits that cannot be raised again: of memory beyond what is taken now, and none of files written."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        taken_kb = int(status.partition("VmData:")[2].split(maxsplit=1)[0])
        most = (taken_kb << 10) + ((memory_mb + _BESIDE_MB) << 20)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))

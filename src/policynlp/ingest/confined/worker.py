"""The process that reads: it gives up what it does not need, then answers questions until its input ends.

It has a limit of memory, may write no file, start no process and (where the kernel lets it, on Linux) reach no network; its
environment was emptied by who started it, so that no secret is there. Time is watched from outside.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import traceback
from contextlib import suppress

from policynlp.errors import Rejected
from policynlp.ingest.assemble import Block
from policynlp.ingest.confined.wire import Answer, Question, pack, receive, send
from policynlp.ingest.metadata import Found

_CLONE_NEWUSER, _CLONE_NEWNET = 0x1000_0000, 0x4000_0000
_MOST_FILES = 64
"""Open at the same time: the readers open none, their imports one after the other."""


def main() -> None:
    """Serve; the memory limit in bytes is the only argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then closes our input
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    leave_the_network()
    confine(int(sys.argv[1]))
    while (message := receive(sys.stdin.buffer)) is not None:
        question, data = message
        limit_cpu(question["timeout_s"])
        send(answers, answer(question, data))


def answer(question: Question, data: bytes) -> Answer:
    """Read one file."""
    try:
        return {"read": pack(*_read(question, data))}
    except Rejected as error:
        return {"rejected": {"reason": error.reason, "what": error.what, "where": error.where, "hint": error.hint}}
    except MemoryError:
        return {"memory": True}
    except Exception as error:  # noqa: BLE001 - the traceback goes to the program, which reports it
        return {"fault": (f"{type(error).__name__}: {error}"[:1000], traceback.format_exc(limit=20))}


def _read(question: Question, data: bytes) -> tuple[list[Block], Found]:
    where = question["where"]
    if question["reader"] == "pdf":
        from policynlp.ingest.readers.pdf import read_pdf

        return read_pdf(data, where=where, max_chars=question["max_chars"])
    if question["reader"] == "docx":
        from policynlp.ingest.readers.docx import read_docx

        return read_docx(data, where=where, max_bytes=question["max_bytes"])
    from policynlp.ingest.readers.rtf import read_rtf

    return read_rtf(data, where=where)


def confine(memory_bytes: int) -> None:
    """Set limits that cannot be raised again; those that the system does not know are left out."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {"RLIMIT_AS": memory_bytes, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0, "RLIMIT_NOFILE": _MOST_FILES, "RLIMIT_NPROC": 0}
    for name, most in limits.items():
        with suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (most, most))


def limit_cpu(seconds: float) -> None:
    """End the process should it compute for longer from now on: the program that watches the time may be gone."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime + seconds) + 2
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def leave_the_network() -> bool:
    """Move to a network of our own in which there is nothing; whether the system allowed it."""
    if not sys.platform.startswith("linux"):
        return False
    flags = _CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWNET | _CLONE_NEWUSER
    try:
        return bool(ctypes.CDLL(None, use_errno=True).unshare(flags) == 0)
    except (OSError, AttributeError):
        return False


if __name__ == "__main__":
    main()

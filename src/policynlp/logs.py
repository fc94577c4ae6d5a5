"""Log lines that say which run, stage and document they belong to.

Code that works on a document says so with `within(document=...)`; a line that a logger of this project writes anywhere below
then has the three. Lines go where a program wishes: to a terminal as text (`shown`), to a file as JSON (`json_lines`).
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

from policynlp.errors import SettingsError

LOGGER = "policynlp"
"""Parent of all loggers of this project."""
FIELDS = ("run", "stage", "document")
"""What a line belongs to."""

_CONTEXT: dict[str, ContextVar[str]] = {name: ContextVar(f"policynlp_{name}", default="") for name in FIELDS}

_WRITTEN: set[str] = set()
"""Where this process writes JSON lines to."""


@contextmanager
def within(*, run: str | None = None, stage: str | None = None, document: str | None = None) -> Iterator[None]:
    """Lines written in the block belong to this run, stage or document; what is None stays as it was.

    Not around a `yield` of a generator: the one who takes from it would write lines that belong here.
    """
    given = {"run": run, "stage": stage, "document": document}
    tokens = [(_CONTEXT[name], _CONTEXT[name].set(value)) for name, value in given.items() if value is not None]
    try:
        yield
    finally:
        for variable, token in reversed(tokens):
            variable.reset(token)


def context() -> dict[str, str]:
    """What a line that is written now would belong to; empty text for nothing."""
    return {name: variable.get() for name, variable in _CONTEXT.items()}


class JsonLine(logging.Formatter):
    """One JSON object a record: time, level, run, stage, document, logger, message, and error with its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line; the context is that of the thread that writes it."""
        line: dict[str, str] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            **context(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class _TextLine(logging.Formatter):
    """A line for people."""

    def format(self, record: logging.LogRecord) -> str:
        at = context()
        place = " ".join(filter(None, (at["stage"], at["document"])))
        level = f"{record.levelname.lower()}: " if record.levelno > logging.INFO else ""
        text = f"policynlp: {level}{f'[{place}] ' if place else ''}{record.getMessage()}"
        return f"{text}\n{self.formatException(record.exc_info)}" if record.exc_info else text


class _Stderr(logging.Handler):
    """Standard error as it is when a line is written: a progress bar puts itself in its place."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; one that cannot be written ends no run."""
        try:
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()
        except (OSError, ValueError):
            self.handleError(record)


@contextmanager
def shown(*, quiet: bool) -> Iterator[None]:
    """Show the lines of the block on standard error: all on a terminal, only warnings in a pipe or where quiet is wished.

    For programs, not for the library. What the program itself will tell (`extra={"told": True}`) is not shown twice.
    """
    handler = _Stderr()
    handler.setFormatter(_TextLine())
    handler.addFilter(lambda record: not getattr(record, "told", False))
    handler.setLevel(logging.WARNING if quiet or not sys.stderr.isatty() else logging.INFO)
    with _added(handler, level=logging.INFO):
        yield


@contextmanager
def json_lines(where: str | None) -> Iterator[None]:
    """Write every line of the block as JSON; once, where blocks lie in each other.

    Args:
        where: A file, which is added to; `-` for standard error; None for nowhere.

    Raises:
        SettingsError: The file cannot be written.
    """
    if not where or where in _WRITTEN:
        yield
        return
    handler: logging.Handler
    try:
        handler = _Stderr() if where == "-" else logging.FileHandler(Path(where), encoding="utf-8")
    except OSError as error:
        raise SettingsError(
            f"the log cannot be written: {error.strerror}", where=where, hint="Check run.log, its folder and permissions."
        ) from error
    handler.setFormatter(JsonLine())
    text = [h for h in logging.getLogger(LOGGER).handlers if isinstance(h, _Stderr)] if where == "-" else []
    _WRITTEN.add(where)
    try:
        with _added(handler, level=logging.DEBUG, instead_of=text):
            yield
    finally:
        _WRITTEN.discard(where)


@contextmanager
def _added(handler: logging.Handler, *, level: int, instead_of: Sequence[logging.Handler] = ()) -> Iterator[None]:
    logger = logging.getLogger(LOGGER)
    before = logger.level
    logger.setLevel(min(level, before or level))
    for other in instead_of:
        logger.removeHandler(other)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        for other in instead_of:
            logger.addHandler(other)
        logger.setLevel(before)
        handler.close()

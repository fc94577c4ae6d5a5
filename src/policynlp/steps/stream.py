"""Tagging without a corpus: files in, tagged documents out, in the order of the input."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from policynlp.document import Document
from policynlp.errors import InputError, Rejection
from policynlp.ingest.read import read_path, read_rows
from policynlp.settings import Settings
from policynlp.steps.context import shared_tagger
from policynlp.tags import tagged_dict

STDIN = Path("-")


def tag_stream(
    files: Sequence[Path], *, settings: Settings, stdin: TextIO | None = None
) -> Iterator[dict[str, Any] | Rejection]:
    """Tagged documents of files, in the format of docs/format.md.

    Args:
        files: Files of any kind that can be read; `-` is JSONL from standard input.
        settings: All settings in force.
        stdin: Instead of the process's own standard input.

    Yields:
        One mapping a document, or the reason why it was rejected, in the order of the input; memory stays bounded.
    """
    tagger = shared_tagger(settings)
    waiting: deque[Rejection | None] = deque()  # None stands for a document that the tagger still holds

    def documents() -> Iterator[Document]:
        for found in _read(files, settings, stdin or sys.stdin):
            if isinstance(found, Rejection):
                waiting.append(found)
            else:
                waiting.append(None)
                yield found

    for document, result in tagger.stream(documents()):
        while waiting and (rejection := waiting.popleft()) is not None:
            yield rejection
        yield result if isinstance(result, Rejection) else tagged_dict(document, result)
    yield from (r for r in waiting if r is not None)


def _read(files: Iterable[Path], settings: Settings, stdin: TextIO | None) -> Iterator[Document | Rejection]:
    for path in files:
        if path == STDIN:
            if stdin is None:
                raise InputError("standard input is closed", where="-", hint="Pipe JSONL into it, or name a file.")
            yield from read_rows(stdin, uri="-", settings=settings)
        else:
            yield from read_path(path, settings=settings)


@contextmanager
def whole_file(path: Path | None) -> Iterator[TextIO]:
    """A text file that appears only when it is complete, in a folder that is made; standard output for None.

    Raises:
        InputError: The file cannot be written there.
    """
    if path is None:
        yield sys.stdout
        return
    temporary = path.with_name(path.name + ".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sink = temporary.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(
            f"the file cannot be written: {error.strerror or error}", where=str(path), hint="Check the path and permissions."
        ) from error
    try:
        with sink:
            yield sink
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)

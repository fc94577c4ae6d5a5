"""What the worker and the program say to one another: frames of JSON, with the bytes of the file behind a question."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import IO, Any, Literal, TypedDict

from policynlp.ingest.assemble import Block
from policynlp.ingest.metadata import Found

Reader = Literal["pdf", "docx", "rtf"]

_SIZES = struct.Struct(">QQ")  # of the JSON, of the bytes behind it


class Question(TypedDict):
    """A file to be read; its bytes follow."""

    reader: Reader
    where: str
    max_chars: int
    max_bytes: int
    timeout_s: float


class Answer(TypedDict, total=False):
    """Exactly one of the keys stands in it."""

    read: tuple[list[list[Any]], dict[str, Any]]
    """Blocks and what was found beside them."""
    rejected: dict[str, str]
    memory: bool
    """The file needs more memory than there is."""
    fault: tuple[str, str]
    """A fault of the reader: the error in one line, and the traceback."""


def send(stream: IO[bytes], message: Question | Answer, data: bytes = b"") -> None:
    """Write one frame."""
    head = json.dumps(message).encode("ascii")
    stream.write(_SIZES.pack(len(head), len(data)))
    stream.write(head)
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes], *, max_bytes: int | None = None) -> tuple[Any, bytes] | None:
    """Read one frame; None at the end of the stream, be it in the middle of a frame.

    Raises:
        ValueError: The frame is longer than `max_bytes`, or no JSON.
    """
    sizes = stream.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        return None
    head_bytes, data_bytes = _SIZES.unpack(sizes)
    if max_bytes is not None and head_bytes + data_bytes > max_bytes:
        raise ValueError("the frame is too long")
    head, data = stream.read(head_bytes), stream.read(data_bytes)
    if len(head) < head_bytes or len(data) < data_bytes:
        return None
    return json.loads(head), data


def pack(blocks: Sequence[Block], found: Found) -> tuple[list[list[Any]], dict[str, Any]]:
    """What a reader gave, as JSON holds it."""
    names = [f.name for f in fields(Block)]
    return [[getattr(block, name) for name in names] for block in blocks], asdict(found)


def unpack(packed: Any) -> tuple[list[Block], Found]:
    """The inverse of `pack`.

    Raises:
        ValueError, TypeError: It is no such thing.
    """
    rows, about = packed
    blocks = [Block(*row) for row in rows]
    for block in blocks:
        block.cells, block.lines = tuple(block.cells), tuple(block.lines)
        if not isinstance(block.text, str):
            raise TypeError("a block has no text")
    found = Found(**about)
    found.authors = tuple(found.authors)
    found.published = (found.published[0], found.published[1]) if found.published else None
    found.updated = (found.updated[0], found.updated[1]) if found.updated else None
    return blocks, found

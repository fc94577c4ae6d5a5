"""Bodies within bounds: how many bytes are read, and how far they may unfold.

Ten megabytes of zeros shrink to ten kilobytes, so a limit on what is sent is no limit on what is kept. Decompression
goes in slices, and stops at the first of two limits.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from policynlp.errors import Rejected

ENCODINGS = ("gzip", "deflate")
"""What is asked for in Accept-Encoding, and all that is understood."""

_SLICE_BYTES = 1 << 16
_FED_BYTES = 1 << 12
"""zlib gives back what it did not use, a copy each time: a megabyte of the shortest gzip files would be copied fifty thousand times."""
_FREE_BYTES = 1 << 20  # a small page may be as repetitive as it likes: below this no ratio is held against it
_GZIP_MAGIC = b"\x1f\x8b"


class Unfolder:
    """Decompresses a body in slices, within limits.

    Args:
        encoding: `gzip`, `deflate`, or empty for a body as it is.
        max_bytes: Limit of what comes out.
        max_expansion: Limit of bytes out per byte in, once more than 1 MiB has come out.
        where: The address, for errors.
    """

    def __init__(self, encoding: str, *, max_bytes: int, max_expansion: float, where: str) -> None:
        self._encoding = encoding
        self._max_bytes = max_bytes
        self._max_expansion = max_expansion
        self._where = where
        self._decoder = _decoder(encoding)
        self._in = 0
        self._out = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What a further piece of the body unfolds to.

        Raises:
            Rejected: `oversized` beyond a limit, `corrupt` where it cannot be decompressed.
        """
        if not self._encoding:
            self._in += len(data)
            yield self._count(data)
            return
        for start in range(0, len(data), _FED_BYTES):
            yield from self._unfold(data[start : start + _FED_BYTES])

    def _unfold(self, data: bytes) -> Iterator[bytes]:
        self._in += len(data)
        while data:
            if self._decoder.eof:  # gzip files may be strung together (RFC 1952, 2.2); else what follows is padding
                if not data.startswith(_GZIP_MAGIC):
                    return
                self._decoder = _decoder(self._encoding)
            try:
                out = self._decoder.decompress(data, _SLICE_BYTES)
            except zlib.error as error:
                if self._encoding == "deflate" and self._out == 0:  # some servers send it bare, without zlib's frame
                    self._encoding, self._decoder = "raw", _decoder("raw")
                    continue
                raise self._corrupt(str(error)) from error
            yield self._count(out)
            data = self._decoder.unused_data if self._decoder.eof else self._decoder.unconsumed_tail

    def finish(self) -> None:
        """Check that the body is whole.

        Raises:
            Rejected: `corrupt` where compressed data ends too soon.
        """
        if self._encoding and self._in and not self._decoder.eof:
            raise self._corrupt("it ends too soon")

    def _count(self, out: bytes) -> bytes:
        self._out += len(out)
        if self._out > self._max_bytes:
            raise oversized(self._where, self._max_bytes)
        if self._out > _FREE_BYTES and self._out > self._in * self._max_expansion:
            raise Rejected(
                "oversized",
                f"the compressed body unfolds to more than {self._max_expansion:g} times its size",
                where=self._where,
                hint="Raise fetch.max_expansion if the source is trustworthy.",
            )
        return out

    def _corrupt(self, why: str) -> Rejected:
        return Rejected("corrupt", f"the compressed body cannot be read: {why}", where=self._where, hint="Try again later.")


def _decoder(encoding: str) -> zlib._Decompress:
    return zlib.decompressobj({"gzip": 31, "raw": -15}.get(encoding, 15))


def oversized(where: str, max_bytes: int) -> Rejected:
    """The rejection of a body that is too long."""
    return Rejected(
        "oversized", f"the body is longer than {max_bytes:,} bytes", where=where, hint="Raise ingest.max_bytes to take it."
    )


def read_body(chunks: Iterable[bytes], *, encoding: str, max_bytes: int, max_expansion: float, where: str) -> bytes:
    """A whole body, decompressed.

    Args:
        chunks: The body as sent.
        encoding: Value of Content-Encoding.
        max_bytes: Limit of what is sent and of what comes out.
        max_expansion: Limit of bytes out per byte in.
        where: The address, for errors.

    Raises:
        Rejected: `oversized`, `corrupt`, or `unsupported` for another encoding than those asked for.
    """
    name = encoding.strip().lower().removeprefix("x-")
    if name in ("", "identity", "none"):
        name = ""
    elif name not in ENCODINGS:
        raise Rejected(
            "unsupported",
            f"the body is encoded as {name[:40]!r}, which was not asked for",
            where=where,
            hint="Fetch it by hand.",
        )
    unfolder = Unfolder(name, max_bytes=max_bytes, max_expansion=max_expansion, where=where)
    out = bytearray()
    sent = 0
    for chunk in chunks:
        sent += len(chunk)
        if sent > max_bytes:
            raise oversized(where, max_bytes)
        for piece in unfolder.feed(chunk):
            out += piece
    unfolder.finish()
    return bytes(out)


def expand_gzip(data: bytes, *, max_bytes: int, max_expansion: float, where: str) -> bytes:
    """The content of a `.gz` file, within limits; data that is no gzip comes back as it is.

    Raises:
        Rejected: As for `read_body`.
    """
    if not data.startswith(_GZIP_MAGIC):
        return data
    return read_body([data], encoding="gzip", max_bytes=max_bytes, max_expansion=max_expansion, where=where)

"""Plain text, and pages saved from a browser as text."""

from __future__ import annotations

from policynlp.ingest.text import normalise

EXTRACTION = "plain/1"

_BINARY_SHARE = 0.02
_SAMPLE_BYTES = 65_536
_CONTROLS = bytes(b for b in range(32) if b not in (7, 8, 9, 10, 11, 12, 13, 27))


def is_binary(data: bytes) -> bool:
    """Whether bytes without a known signature are no text: NULs outside of UTF-16 and 32, or many control codes."""
    sample = data[:_SAMPLE_BYTES]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\x00" in sample or controls > len(sample) * _BINARY_SHARE


def read_plain(text: str) -> str:
    """Normalised text; its layout is found by lines."""
    return normalise(text)

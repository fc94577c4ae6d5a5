"""What kind of file some bytes are: by their signature first, then by what the server or the name says."""

# ruff: noqa: E501 - tables of patterns are read by the line
from __future__ import annotations

import re

_HTML = re.compile(
    rb"(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}>)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_SUFFIXES = {
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/plain", ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html",
    ".pdf": "application/pdf", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".rtf": "application/rtf", ".jsonl": "application/x-ndjson", ".ndjson": "application/x-ndjson", ".csv": "text/csv", ".tsv": "text/tab-separated-values",
}  # fmt: skip
DOCX = _SUFFIXES[".docx"]
RTF = "application/rtf"
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_JSONL_TYPES = ("application/x-ndjson", "application/jsonl", "application/jsonlines")
_KNOWN_BINARY = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"PAR1", "a Parquet file"), (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a gzip archive"), (b"7z\xbc\xaf", "an archive"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"\xd0\xcf\x11\xe0", "an old Office file"),
)  # fmt: skip


def media_type_of(data: bytes, *, uri: str, declared: str | None) -> str:
    """MIME type; `application/octet-stream; what` for a binary file that is known, but not read."""
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        return (
            DOCX
            if b"word/" in data[:200_000] or b"word/document.xml" in data[-200_000:]
            else "application/octet-stream; a zip archive"
        )
    for magic, what in _KNOWN_BINARY:
        if head.startswith(magic):
            return f"application/octet-stream; {what}"
    if head.startswith(b"{\\rtf"):
        return RTF
    path = uri.split("#")[0].split("?")[0].lower()
    suffix = next((kind for end, kind in _SUFFIXES.items() if path.endswith(end)), None)
    if declared in _JSONL_TYPES or suffix == "application/x-ndjson":
        return "application/x-ndjson"
    if suffix in ("text/csv", "text/tab-separated-values") or declared in ("text/csv", "text/tab-separated-values"):
        return suffix or declared or "text/csv"
    if (
        _HTML.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b""))
        or declared in _HTML_TYPES
        or suffix == "text/html"
    ):
        return "text/html"
    return suffix or (declared if declared and declared.startswith("text/") else "text/plain")

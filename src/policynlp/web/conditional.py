"""Pages that did not change are not sent again: an ETag of the state of the corpus, the address and the program."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fastapi import Request

from policynlp import __version__
from policynlp.web.readers import LentReader
from policynlp.web.watching import tick

FOLDER = Path(__file__).parent
_OF_THE_MOMENT = frozenset({"/", "/api/overview"})
"""Pages that change without a commit: a source that falls silent is an alarm."""


def fingerprint(*parts: str) -> str:
    """Short hash of some texts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def assets_version() -> str:
    """Another value for every change of program, templates or styles; stands in the addresses of the latter."""
    files = sorted(p for folder in ("static", "templates") for p in (FOLDER / folder).rglob("*") if p.is_file())
    return fingerprint(__version__, *(f"{p.name}/{p.stat().st_size}/{p.stat().st_mtime_ns}" for p in files))[:10]


class NotModified(Exception):
    """The browser has this page as it is."""

    def __init__(self, etag: str) -> None:
        self.etag = etag
        super().__init__(etag)


def etag(request: Request, reader: LentReader) -> str:
    """Of what is answered to this request now."""
    app = request.app.state
    moment = tick() if request.url.path in _OF_THE_MOMENT else ""
    who = "w" if getattr(request.state, "may_write", False) else "r"
    return f'W/"{fingerprint(app.assets, reader.state, moment, str(request.url), who, request.headers.get("hx-request", ""))}"'


def unchanged(request: Request, reader: LentReader) -> None:
    """Raise `NotModified` where the browser has the page already; else remember the ETag for the answer."""
    tag = etag(request, reader)
    request.state.etag = tag
    asked = request.headers.get("if-none-match", "")
    if tag in (part.strip() for part in asked.split(",")):
        raise NotModified(tag)


def caching(request: Request) -> dict[str, str]:
    """Headers of an answer that may be kept as long as its ETag holds."""
    tag = getattr(request.state, "etag", None)
    headers = {"Cache-Control": "no-cache", "Vary": "Accept, HX-Request, Cookie"}
    return headers | ({"ETag": tag} if tag else {})

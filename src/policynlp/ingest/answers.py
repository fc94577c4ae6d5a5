"""What comes back from a fetch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message

import httpx

from policynlp.errors import Rejected

REFUSED_STATUSES = frozenset({401, 402, 403, 407, 451})
GONE_STATUSES = frozenset({404, 410})

KEPT_HEADERS = ("content-type", "content-language", "content-disposition", "etag", "last-modified", "link", "date")


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask later whether a page has changed (RFC 9110, 8.8)."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Headers of a conditional request; empty where there is nothing to ask with."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return {name: value for name, value in pairs if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer with a body.

    Attributes:
        requested_url: The address asked for.
        url: The address that answered, after redirects.
        status: HTTP status.
        headers: Those of `KEPT_HEADERS`, names in lower case.
        media_type: From Content-Type, in lower case without parameters; empty where the server says nothing.
        charset: From Content-Type, or null.
        data: The body, decompressed.
        fetched_at: ISO time, UTC.
        validators: For the next conditional request.
        moved_to: Where the page is from now on, as the server says (301, 308), or null.
    """

    requested_url: str
    url: str
    status: int
    headers: Mapping[str, str]
    media_type: str
    charset: str | None
    data: bytes = field(repr=False)
    fetched_at: str
    validators: Validators = Validators()
    moved_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The page is the one that was fetched before."""

    requested_url: str
    url: str
    fetched_at: str
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: the last step before `Fetched`."""

    status: int
    headers: httpx.Headers
    body: bytes


def finished(
    requested: str, at: httpx.URL, answer: Answer, *, conditional: bool, fetched_at: str, moved_to: str | None = None
) -> Fetched | NotModified:
    """What a fetch gives for the last answer, redirects followed.

    Args:
        requested: The address asked for.
        at: The address that answered.
        answer: Its answer.
        conditional: Whether the request was conditional; else 304 is no sensible answer.
        fetched_at: ISO time, UTC.
        moved_to: Where the page is from now on, or None.

    Raises:
        Rejected: The status is no success: `not_allowed` where the server refuses, else `fetch_failed`.
    """
    if answer.status == 304 and conditional:
        return NotModified(requested_url=requested, url=str(at), fetched_at=fetched_at, moved_to=moved_to)
    if answer.status not in (200, 203):
        refused = answer.status in REFUSED_STATUSES
        gone = answer.status in GONE_STATUSES
        raise Rejected(
            "not_allowed" if refused else "fetch_failed",
            f"the server answered HTTP {answer.status}",
            where=requested,
            hint="Check the address." if gone else "The page may need a login." if refused else "Try again later.",
            status=answer.status,
        )
    media_type, charset = _content_type(answer.headers.get("content-type", ""))
    return Fetched(
        requested_url=requested,
        url=str(at),
        status=answer.status,
        headers={name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers},
        media_type=media_type,
        charset=charset,
        data=answer.body,
        fetched_at=fetched_at,
        validators=Validators(etag=answer.headers.get("etag"), last_modified=answer.headers.get("last-modified")),
        moved_to=moved_to,
    )


def _content_type(value: str) -> tuple[str, str | None]:
    """Media type and charset of a Content-Type header."""
    if not value.strip():
        return "", None
    message = Message()
    message["content-type"] = value[:500].replace("\r", " ").replace("\n", " ")
    charset = message.get_content_charset()
    media_type = value.split(";")[0].strip().lower()
    return media_type, charset or None

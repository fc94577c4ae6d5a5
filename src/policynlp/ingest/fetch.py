"""Fetching over HTTP with the manners and the caution that an unattended program needs.

One `fetch` is: robots.txt, the host's turn, a request to a checked address, redirects one by one with the same checks,
retries for what may pass by itself, a body within limits. What comes back is bytes; `read` makes documents of them.
"""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Self

import httpcore
import httpx
import stamina

from policynlp.errors import Rejected
from policynlp.ingest.addresses import check_scheme
from policynlp.ingest.bodies import ENCODINGS, oversized, read_body
from policynlp.ingest.robots import MAX_ROBOTS_BYTES, RobotsRules, rules_from_answer
from policynlp.ingest.transport import TRANSIENT_ERRORS, AddressRefused, CheckedBackend, CheckedTransport, Deadline
from policynlp.settings import Settings

RETRIED_STATUSES = frozenset({429, 502, 503, 504})
REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})
REFUSED_STATUSES = frozenset({401, 402, 403, 407, 451})

MAX_RETRY_AFTER_S = 60.0
"""A server that asks for a longer pause is left alone until the next run."""
MAX_TURN_S = 120.0
"""Longest wait for a host's turn; a site that asks for longer delays gives one page a run."""
ROBOTS_REDIRECTS = 5  # RFC 9309, 2.3.1.2

_NETWORK_ERRORS: tuple[type[Exception], ...] = (
    *TRANSIENT_ERRORS,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    httpx.HTTPError,
)

KEPT_HEADERS = ("content-type", "content-language", "content-disposition", "etag", "last-modified", "link", "date")

logging.getLogger("stamina").addHandler(logging.NullHandler())  # its warnings are for who sets up logging, not for stderr


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, so that tests can stand in for it.

    Attributes:
        monotonic: Seconds that only grow.
        now: The time of day, UTC.
        sleep: Waits for so many seconds.
    """

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    sleep: Callable[[float], None] = time.sleep


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


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The page is the one that was fetched before."""

    requested_url: str
    url: str
    fetched_at: str


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx.Headers
    body: bytes


class _Busy(Exception):
    """The server says that it cannot answer now."""

    def __init__(self, status: int, retry_after_s: float | None) -> None:
        self.status = status
        self.retry_after_s = retry_after_s
        super().__init__(f"HTTP {status}")


class Fetcher:
    """Fetches pages, one at a time; a context manager. Not for use by several threads at once.

    Args:
        settings: `fetch` and `ingest.max_bytes` are used.
        validators: By requested address, of earlier runs.
        clock: Stands in for time in tests.
    """

    def __init__(
        self, settings: Settings, *, validators: Mapping[str, Validators] | None = None, clock: Clock | None = None
    ) -> None:
        self._settings = settings.fetch
        self._max_bytes = settings.ingest.max_bytes
        self._validators = dict(validators or {})
        self._clock = clock or Clock()
        self._deadline = Deadline(self._clock.monotonic)
        self._robots: dict[str, RobotsRules] = {}
        self._last_request_s: dict[str, float] = {}
        self._held: Fetched | NotModified | None = None
        self._product = self._settings.user_agent.split("/")[0].strip()
        contact = f" (+{self._settings.contact})" if self._settings.contact else ""
        backend = CheckedBackend(self._deadline, allow_private=self._settings.allow_private)
        self._client = httpx.Client(
            transport=CheckedTransport(backend),
            timeout=self._settings.timeout_s,
            follow_redirects=False,
            trust_env=False,
            headers={
                "User-Agent": f"{self._settings.user_agent}{contact}".encode("ascii", "ignore").decode(),
                "Accept": "text/html, application/xhtml+xml, application/pdf, application/xml;q=0.9, */*;q=0.8",
                "Accept-Encoding": ", ".join(ENCODINGS),
                "Accept-Language": "en, *;q=0.5",
            },
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def fetch(self, url: str) -> Fetched | NotModified:
        """One page, over redirects.

        Raises:
            Rejected: `not_allowed` (robots.txt, refused address, scheme, HTTP 401, 403...), `oversized`, `corrupt`,
                `unsupported` (an unknown encoding of the body), or `fetch_failed` for all else.
        """
        if self._held is not None and self._held.requested_url == url:
            held, self._held = self._held, None
            return held
        self._client.cookies.clear()  # a site may need them along a chain of redirects; nothing is carried to the next page
        self._deadline.start(self._settings.deadline_s)
        conditional = self._validators.get(url, Validators()).headers()
        at = _parse(url)
        seen: list[str] = []
        for _ in range(self._settings.max_redirects + 1):
            seen.append(str(at))
            rules = self._allowed(at)
            answer = self._request(at, headers=conditional, delay_s=rules.delay_s(user_agent=self._product))
            if answer.status not in REDIRECT_STATUSES:
                return self._finished(url, at, answer, conditional=bool(conditional))
            at = _parse(_location(at, answer.headers))
        circle = " in a circle" if len(set(seen)) < len(seen) or str(at) in seen else ""
        raise Rejected(
            "fetch_failed",
            f"more than {self._settings.max_redirects} redirects{circle}, the last to {at}",
            where=url,
            hint="Give the final address, or raise fetch.max_redirects.",
        )

    def hold(self, answer: Fetched | NotModified) -> None:
        """Keep an answer for the next `fetch` of its address, so that a look at a page costs no second request.

        One answer is held at a time.
        """
        self._held = answer

    def sitemaps(self, url: str) -> list[str]:
        """Sitemaps that the robots.txt of a page's site names.

        Raises:
            Rejected: `not_allowed` for a refused address or scheme.
        """
        self._deadline.start(self._settings.deadline_s)
        return self._rules(_parse(url)).sitemaps()

    def _finished(self, requested: str, at: httpx.URL, answer: _Answer, *, conditional: bool) -> Fetched | NotModified:
        fetched_at = self._clock.now().astimezone(UTC).isoformat(timespec="seconds")
        if answer.status == 304 and conditional:
            return NotModified(requested_url=requested, url=str(at), fetched_at=fetched_at)
        if answer.status not in (200, 203):
            refused = answer.status in REFUSED_STATUSES
            gone = answer.status in (404, 410)
            raise Rejected(
                "not_allowed" if refused else "fetch_failed",
                f"the server answered HTTP {answer.status}",
                where=requested,
                hint="Check the address." if gone else "The page may need a login." if refused else "Try again later.",
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
        )

    def _allowed(self, at: httpx.URL) -> RobotsRules:
        """The rules of a page's site, if they allow the page."""
        if not self._settings.obey_robots:
            return RobotsRules()
        rules = self._rules(at)
        if rules.unreachable is not None:
            raise Rejected(
                "fetch_failed",
                f"the site's robots.txt cannot be had ({rules.unreachable}), so nothing of it is fetched",
                where=str(at),
                hint="Try again later.",
            )
        if not rules.allows(str(at), user_agent=self._product):
            raise Rejected(
                "not_allowed",
                f"the site's robots.txt keeps {self._product} from this page",
                where=str(at),
                hint="Ask the publisher for leave; fetch.obey_robots = false is for pages that are yours.",
            )
        return rules

    def _rules(self, at: httpx.URL) -> RobotsRules:
        origin = str(at.copy_with(path="/robots.txt", query=None, fragment=None))
        rules = self._robots.get(origin)
        if rules is None or rules.is_stale(self._clock.monotonic()):
            try:
                rules = self._robots[origin] = self._fetch_rules(httpx.URL(origin))
            except Rejected as error:
                raise Rejected(error.reason, error.what, where=str(at), hint=error.hint) from error
        return rules

    def _fetch_rules(self, at: httpx.URL) -> RobotsRules:
        now_s = self._clock.monotonic()
        try:
            for _ in range(ROBOTS_REDIRECTS + 1):
                answer = self._request(at, max_bytes=4 * MAX_ROBOTS_BYTES)
                if answer.status not in REDIRECT_STATUSES:
                    return rules_from_answer(answer.status, answer.body, read_at_s=now_s)
                at = _parse(_location(at, answer.headers))
        except Rejected as error:
            if error.reason == "not_allowed":
                raise
            return RobotsRules(unreachable=error.what, read_at_s=now_s)
        return RobotsRules(unreachable="too many redirects", read_at_s=now_s)

    def _request(
        self,
        at: httpx.URL,
        *,
        headers: Mapping[str, str] | None = None,
        delay_s: float | None = None,
        max_bytes: int | None = None,
    ) -> _Answer:
        """One request with its retries; waits for the host's turn where `delay_s` is given."""
        left_s = self._deadline.left_s()
        tries = stamina.retry_context(
            on=self._backoff, attempts=self._settings.retries, timeout=None, wait_initial=0.5, wait_max=20.0, wait_jitter=1.0
        )
        try:
            for attempt in tries:
                with attempt:
                    self._deadline.start(left_s)  # pauses between tries are not held against the server
                    try:
                        if delay_s is not None:
                            self._take_turn(at, delay_s)
                        return self._send(at, headers or {}, max_bytes or self._max_bytes)
                    finally:
                        left_s = self._deadline.left_s()
        except _Busy as error:
            pause = f" and asks to come back in {error.retry_after_s:.0f} s" if error.retry_after_s else ""
            raise Rejected(
                "fetch_failed", f"the server answered HTTP {error.status}{pause}", where=str(at), hint="Try again later."
            ) from error
        except AddressRefused as error:
            raise Rejected(
                "not_allowed", str(error), where=str(at), hint="fetch.allow_private = true allows it, on a network you trust."
            ) from error
        except _NETWORK_ERRORS as error:
            what = str(error) or type(error).__name__
            raise Rejected(
                "fetch_failed",
                f"the page cannot be fetched: {what}",
                where=str(at),
                hint="Check the address, or try again later.",
            ) from error
        raise AssertionError("stamina ends with a return or an error")  # pragma: no cover

    def _send(self, at: httpx.URL, headers: Mapping[str, str], max_bytes: int) -> _Answer:
        with self._client.stream("GET", at, headers=dict(headers)) as response:
            if response.status_code in RETRIED_STATUSES:
                raise _Busy(response.status_code, _retry_after_s(response.headers.get("retry-after"), self._clock.now()))
            if not 200 <= response.status_code < 300:
                return _Answer(response.status_code, response.headers, b"")
            length = response.headers.get("content-length", "")
            if length.isascii() and length.isdigit() and int(length[:20]) > max_bytes:
                raise oversized(str(at), max_bytes)
            body = read_body(
                response.iter_raw(),
                encoding=response.headers.get("content-encoding", ""),
                max_bytes=max_bytes,
                max_expansion=self._settings.max_expansion,
                where=str(at),
            )
            return _Answer(response.status_code, response.headers, body)

    def _backoff(self, error: Exception) -> bool | float:
        """Whether to try again, or after how many seconds."""
        if isinstance(error, _Busy):
            if error.retry_after_s is None:
                return True
            return error.retry_after_s if error.retry_after_s <= MAX_RETRY_AFTER_S else False
        if not isinstance(error, TRANSIENT_ERRORS) or self._deadline.left_s() <= 0:
            return False
        return not _is_certificate_error(error)

    def _take_turn(self, at: httpx.URL, asked_s: float) -> None:
        """Wait until the host may be asked again."""
        delay_s = max(self._settings.delay_s, asked_s)
        last_s = self._last_request_s.get(at.host)
        wait_s = 0.0 if last_s is None else last_s + delay_s - self._clock.monotonic()
        if wait_s > MAX_TURN_S:
            raise Rejected(
                "not_allowed",
                f"the site asks for {asked_s:.0f} s between two requests",
                where=str(at),
                hint="Run again later: each run takes one page of such a site.",
            )
        if wait_s > 0:
            left_s = self._deadline.left_s()
            self._clock.sleep(wait_s)
            self._deadline.start(left_s)
        self._last_request_s[at.host] = self._clock.monotonic()


def _is_certificate_error(error: BaseException | None) -> bool:
    """Whether a certificate is at the bottom of an error; httpcore hides it under errors of its own."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _parse(url: str) -> httpx.URL:
    """An address in parts.

    Raises:
        Rejected: It is malformed, of another scheme, or holds a password.
    """
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise Rejected(
            "fetch_failed", f"the address is malformed: {error}", where=url[:500], hint="Check the address."
        ) from error
    check_scheme(parsed.scheme, url=url)
    if not parsed.host:
        raise Rejected("fetch_failed", "the address names no host", where=url, hint="Check the address.")
    if parsed.userinfo:
        raise Rejected(
            "not_allowed",
            "the address holds a user name or password, which would be stored with the text",
            where=str(parsed.copy_with(userinfo=b"")),
            hint="Give the address without it.",
        )
    return parsed.copy_with(fragment=None)


def _location(at: httpx.URL, headers: httpx.Headers) -> str:
    target = headers.get("location")
    if not target:
        raise Rejected("fetch_failed", "the server redirects without saying where to", where=str(at), hint="Try again later.")
    try:
        return str(at.join(target))
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise Rejected(
            "fetch_failed", "the server redirects to a malformed address", where=str(at), hint="Try again later."
        ) from error


def _content_type(value: str) -> tuple[str, str | None]:
    """Media type and charset of a Content-Type header."""
    if not value.strip():
        return "", None
    message = Message()
    message["content-type"] = value[:500].replace("\r", " ").replace("\n", " ")
    charset = message.get_content_charset()
    media_type = value.split(";")[0].strip().lower()
    return media_type, charset or None


def _retry_after_s(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for; it holds seconds or a date."""
    if not value:
        return None
    if value.isascii() and value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        then = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    return max(0.0, ((then if then.tzinfo else then.replace(tzinfo=UTC)) - now).total_seconds())

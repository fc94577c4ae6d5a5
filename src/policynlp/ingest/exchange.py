"""One request to one server: the host's turn, a checked connection, retries for what may pass by itself."""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
import httpx
import stamina

from policynlp.errors import Rejected
from policynlp.ingest.answers import Answer
from policynlp.ingest.bodies import ENCODINGS, oversized, read_body
from policynlp.ingest.transport import TRANSIENT_ERRORS, AddressRefused, CheckedBackend, CheckedTransport, Deadline
from policynlp.settings import FetchSettings

RETRIED_STATUSES = frozenset({429, 502, 503, 504})

MAX_RETRY_AFTER_S = 60.0
"""A server that asks for a longer pause is left alone until the next run."""
MAX_TURN_S = 120.0
"""Longest wait for a host's turn; a site that asks for longer delays gives one page a run."""

_NETWORK_ERRORS: tuple[type[Exception], ...] = (
    *TRANSIENT_ERRORS,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    httpx.HTTPError,
    httpx.InvalidURL,  # of a redirect that httpx looks at, though it does not follow it
)

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


class _Busy(Exception):
    """The server says that it cannot answer now."""

    def __init__(self, status: int, retry_after_s: float | None) -> None:
        self.status = status
        self.retry_after_s = retry_after_s
        super().__init__(f"HTTP {status}")


class Exchange:
    """Sends requests and keeps the time: of each fetch as a whole, and between two requests to one host.

    Args:
        settings: All of `fetch` but robots and redirects.
        max_bytes: Longest body that is taken.
        clock: Stands in for time in tests.
    """

    def __init__(self, settings: FetchSettings, *, max_bytes: int, clock: Clock) -> None:
        self._settings = settings
        self._max_bytes = max_bytes
        self._clock = clock
        self._deadline = Deadline(clock.monotonic)
        self._last_request_s: dict[str, float] = {}
        contact = f" (+{settings.contact})" if settings.contact else ""
        backend = CheckedBackend(self._deadline, allow_private=settings.allow_private)
        self._client = httpx.Client(
            transport=CheckedTransport(backend),
            timeout=settings.timeout_s,
            follow_redirects=False,
            trust_env=False,
            headers={
                "User-Agent": f"{settings.user_agent}{contact}".encode("ascii", "ignore").decode(),
                "Accept": "text/html, application/xhtml+xml, application/pdf, application/xml;q=0.9, */*;q=0.8",
                "Accept-Encoding": ", ".join(ENCODINGS),
                "Accept-Language": "en, *;q=0.5",
            },
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def begin(self) -> None:
        """Begin a fetch: the deadline counts from now, and no cookie of the last one is left.

        Cookies live along a chain of redirects, as some sites need them there.
        """
        self._client.cookies.clear()
        self._deadline.start(self._settings.deadline_s)

    def request(
        self,
        at: httpx.URL,
        *,
        headers: Mapping[str, str] | None = None,
        delay_s: float | None = None,
        max_bytes: int | None = None,
    ) -> Answer:
        """One request with its retries; redirects are given back, not followed.

        Args:
            at: The address.
            headers: Further headers.
            delay_s: Seconds between requests that the site asks for; null to go without waiting for the host's turn.
            max_bytes: Longest body that is taken, where it is not that of the settings.

        Raises:
            Rejected: As for `Fetcher.fetch`.
        """
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
                "fetch_failed",
                f"the server answered HTTP {error.status}{pause}",
                where=str(at),
                hint="Try again later.",
                status=error.status,
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

    def _send(self, at: httpx.URL, headers: Mapping[str, str], max_bytes: int) -> Answer:
        with self._client.stream("GET", at, headers=dict(headers)) as response:
            if response.status_code in RETRIED_STATUSES:
                raise _Busy(response.status_code, _retry_after_s(response.headers.get("retry-after"), self._clock.now()))
            if not 200 <= response.status_code < 300:
                return Answer(response.status_code, response.headers, b"")
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
            return Answer(response.status_code, response.headers, body)

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

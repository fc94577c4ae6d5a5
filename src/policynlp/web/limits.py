"""How much one may ask: size and time of a request's body, requests a minute, wrong tokens a minute, time for a request's head."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive
from uvicorn.protocols.http.h11_impl import H11Protocol

MAX_BODY_BYTES = 2_000_000
"""A review of a passage comes to some kilobytes, a saved query to less."""
BODY_S = 30.0
HEAD_S = 20.0
"""Until the head of a request is there; uvicorn itself waits for ever."""
MAX_CONNECTIONS = 500
WRONG_TOKENS_A_MINUTE = 10
_MOST_ADDRESSES = 10_000


class Rate:
    """A bucket for each address: so many at once, refilled within a minute.

    Args:
        most: Events a minute; 0: no limit.
        clock: Seconds that only grow.
    """

    def __init__(self, most: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait_s(self, address: str) -> float:
        """Seconds until the address has one left; 0 where it has."""
        with self._lock:
            return self._wait_s(self._now(address)[0])

    def take(self, address: str) -> float:
        """Count one event; gives the seconds to wait where none was left, and then counts nothing."""
        if not self._most:
            return 0.0
        with self._lock:
            left, now = self._now(address)
            if left >= 1:
                if len(self._left) >= _MOST_ADDRESSES:
                    self._forget(now)
                self._left[address] = (left - 1, now)
            return self._wait_s(left)

    def _now(self, address: str) -> tuple[float, float]:
        now = self._clock()
        left, at = self._left.get(address, (float(self._most), now))
        return min(self._most, left + (now - at) * self._most / 60), now

    def _wait_s(self, left: float) -> float:
        return 0.0 if left >= 1 or not self._most else (1 - left) * 60 / self._most

    def _forget(self, now: float) -> None:
        """Drop who has a full bucket again; all, where there is nobody of that kind."""
        self._left = {a: (left, at) for a, (left, at) in self._left.items() if now - at < 60}
        if len(self._left) >= _MOST_ADDRESSES:
            self._left.clear()


def bounded(receive: Receive, headers: Headers) -> Receive:
    """A request's body within limits of size and time.

    Raises:
        HTTPException: 413 for a body that is too large, 408 for one that does not come.
    """
    stated = headers.get("content-length", "")
    if stated.isascii() and stated.isdigit() and int(stated[:20]) > MAX_BODY_BYTES:
        raise HTTPException(413, f"the request is longer than {MAX_BODY_BYTES:,} bytes")
    taken, done = 0, False

    async def limited() -> Message:
        nonlocal taken, done
        if done:  # what comes now is the end of the connection, which may be a long way off
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), BODY_S)
        except TimeoutError:
            raise HTTPException(408, f"the request was not complete after {BODY_S:.0f} s") from None
        taken += len(message.get("body", b""))
        done = not message.get("more_body", False)
        if taken > MAX_BODY_BYTES:
            raise HTTPException(413, f"the request is longer than {MAX_BODY_BYTES:,} bytes")
        return message

    return limited


class ImpatientProtocol(H11Protocol):  # type: ignore[misc]
    """Closes connections on which the head of a request does not come in time."""

    head_s = HEAD_S
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """A connection: the time for its first request begins."""
        super().connection_made(transport)
        self._begin()

    def data_received(self, data: bytes) -> None:
        """A piece of a request: its time begins, or ends with the head."""
        if self._timer is None:
            self._begin()
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._end()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._end()
        super().connection_lost(exc)

    def _begin(self) -> None:
        self._timer = self.loop.call_later(self.head_s, self.transport.close)

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

"""Connections that go to checked addresses only, and that end when their time is up.

httpx hands requests to a transport; this one runs httpcore's pool over a network backend of our own, so that the address
that was checked is the one connected to, while TLS still verifies the host's name.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore
import httpx

from policynlp.ingest.addresses import refusal

TRANSIENT_ERRORS: tuple[type[Exception], ...] = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.RemoteProtocolError,
)
"""What a second attempt may get past."""


class AddressRefused(Exception):
    """A host's addresses are all refused; the message says why."""


class Deadline:
    """The moment at which the request under way must be over.

    Timeouts are per read: a server that sends one byte in time for each of them would hold a run for hours.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._at = float("inf")

    def start(self, seconds: float) -> None:
        """Begin anew."""
        self._at = self._monotonic() + seconds

    def left_s(self) -> float:
        """Seconds left, at most those of the call to `start`; negative when over."""
        return self._at - self._monotonic()

    def cap(self, timeout: float | None, error: type[Exception]) -> float:
        """A timeout that ends no later than the deadline.

        Raises:
            Exception: `error`, where no time is left.
        """
        left = self.left_s()
        if left <= 0:
            raise error("the server took too long in all")
        return left if timeout is None else min(timeout, left)


class _Stream(httpcore.NetworkStream):
    """A connection whose reads and writes heed the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.cap(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.cap(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        capped = self._deadline.cap(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, capped), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Resolves a host, leaves out the addresses that are refused, and connects to the first other one that answers.

    Args:
        deadline: Of the request under way.
        allow_private: Leave nothing out.
    """

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first allowed address of a host that answers."""
        failure: Exception | None = None
        for address in self.addresses(host, port):
            capped = self._deadline.cap(timeout, httpcore.ConnectTimeout)
            try:
                stream = self._inner.connect_tcp(address, port, capped, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure or httpcore.ConnectError(f"{host} has no address")

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a host that may be connected to, in the resolver's order.

        Raises:
            AddressRefused: There is none but refused ones.
            httpcore.ConnectError: The name does not resolve.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} does not resolve") from error
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        if self._allow_private:
            return addresses
        reasons = {a: refusal(a) for a in addresses}
        allowed = [a for a, why in reasons.items() if why is None]
        if not allowed:
            raise AddressRefused(
                "; ".join(f"{a} is {why}" for a, why in reasons.items()) + ("" if host in reasons else f" ({host})")
            )
        return allowed


class _Body(httpx.SyncByteStream):
    """httpcore's body, as httpx wants it."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class CheckedTransport(httpx.BaseTransport):
    """httpx's way onto the network, over a `CheckedBackend`. Errors are httpcore's own. Proxies are not used.

    Args:
        backend: Makes the connections.
    """

    def __init__(self, backend: CheckedBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=8,
            keepalive_expiry=5.0,
            network_backend=backend,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the body is read by whoever reads the response."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=url,
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=response.status, headers=response.headers, stream=_Body(response), extensions=response.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()

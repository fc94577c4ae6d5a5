"""How long requests take, by route: what `GET /metrics` tells beside the state of the corpus."""

from __future__ import annotations

import time

from prometheus_client import Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})


def request_histogram() -> Histogram:
    """Durations of requests; one for each application."""
    name = "policynlp_http_request_duration_seconds"
    return Histogram(name, "Time until the last byte of an answer was sent.", ["method", "route", "status"], registry=None)


class Timed:
    """ASGI middleware: measures every request. Routes are told by their pattern, so that no address makes a series of its own.

    Args:
        app: What it stands before.
        durations: Where times go.
    """

    def __init__(self, app: ASGIApp, *, durations: Histogram) -> None:
        self.app = app
        self.durations = durations

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and measure."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            route = getattr(scope.get("route"), "path", None) or ("/static" if scope["path"].startswith("/static/") else "none")
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self.durations.labels(method, route, str(status)).observe(time.perf_counter() - began)

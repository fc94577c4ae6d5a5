"""What every request passes: the host's name, who may write, and headers that keep a hostile text harmless.

- A page of somebody else that points its own name at this machine (DNS rebinding) sends that name as Host: only addresses,
  `localhost` and the names of `web.hosts` are answered.
- A page of somebody else that posts a form here is told by Origin and Sec-Fetch-Site, and refused.
- Bodies, requests and wrong tokens are limited (`limits.py`).
- No script, style or picture from elsewhere and none inside a page is run, so that markup in a document stays text.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Callable, Sequence
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from policynlp.errors import InputError
from policynlp.web.conditional import fingerprint
from policynlp.web.limits import WRONG_TOKENS_A_MINUTE, Rate, bounded

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_HTTPS_ONLY = "max-age=31536000"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
COOKIE = "policynlp_token"
ACCOUNT_COOKIE = "policynlp_account"


class Refused(InputError):
    """A request that is not answered.

    Args:
        status: HTTP status.
        what, where, hint: As of every error.
    """

    def __init__(self, status: int, what: str, *, where: str = "", hint: str = "") -> None:
        self.status = status
        super().__init__(what, where=where, hint=hint)


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_binding(host: str, token: str | None) -> None:
    """Refuse to be reached from elsewhere without a token.

    Raises:
        InputError: The address is no loopback address and there is no token.
    """
    if not is_loopback(host) and not token:
        raise InputError(
            f"{host} is reached from other machines, and there is no token",
            where="web.host",
            hint="Set POLICYNLP_WEB__TOKEN, which writing will need, or bind to 127.0.0.1.",
        )


def cookie_value(token: str) -> str:
    """What the browser keeps in the token's place."""
    return fingerprint("policynlp web cookie", token) + fingerprint(token, "policynlp web cookie")


def keep(response: Response, request: Request, name: str, value: str, *, seconds: int) -> None:
    """Give the browser a cookie that scripts do not see and other sites do not send; over HTTPS alone where the page came so."""
    secure = bool(getattr(request.state, "https", False))
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="strict", secure=secure)


class Guard:
    """ASGI middleware: see above.

    Args:
        app: What it stands before.
        hosts: Names under which this server may be asked for, beside addresses and `localhost`.
        token: What writing needs; None: nothing, since only this machine reaches the server.
        account_of: Gives the account whose token it is, or None; annotators write by their own tokens.
        https: Whether browsers come by HTTPS whatever this server sees of it, as behind a proxy.
        requests_a_minute: How many an address may make, those of this machine left out; 0: any number.

    Attributes:
        wrong_tokens: Wrong tokens by address.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Sequence[str] = (),
        token: str | None = None,
        account_of: Callable[[str], Any] = lambda _: None,
        https: bool = False,
        requests_a_minute: int = 0,
        wrong_tokens: Rate | None = None,
    ) -> None:
        self.app = app
        self.https = https
        self.requests = Rate(requests_a_minute)
        self.wrong_tokens = wrong_tokens or Rate(WRONG_TOKENS_A_MINUTE)
        self.account_of = account_of
        self.hosts = frozenset(host.casefold() for host in hosts)
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, then hand on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if state["https"]:
                    headers.setdefault("Strict-Transport-Security", _HTTPS_ONLY)
            await send(message)

        headers = Headers(scope=scope)
        state = scope.setdefault("state", {})
        state["https"] = self.https or scope.get("scheme") == "https"
        client = (scope.get("client") or ("unknown",))[0]
        try:
            self._check_host(headers.get("host", ""))
            self._check_rate(client)
            receive = bounded(receive, headers)
            state["account"] = self._account(headers)
            state["may_write"] = state["account"] is not None or self._may_write(headers)
            if "authorization" in headers and state["account"] is None and (self.token is None or not state["may_write"]):
                self.wrong_tokens.take(client)
            if scope["method"] not in _READING:
                self._check_origin(headers)
                if not state["may_write"] and scope["path"] != "/sign-in":
                    raise Refused(
                        403, "writing needs the token", where=scope["path"], hint="Sign in, or send it as bearer token."
                    )
        except Refused as refused:
            scope["policynlp.refused"] = refused
        except HTTPException as error:
            scope["policynlp.refused"] = Refused(error.status_code, error.detail, where=scope["path"], hint="Send less.")
        await self.app(scope, receive, guarded)

    def _check_rate(self, client: str) -> None:
        wait_s = self.wrong_tokens.wait_s(client)
        if not wait_s and not is_loopback(client):
            wait_s = self.requests.take(client)
        if wait_s:
            raise Refused(429, "too many requests", where=client, hint=f"Try again in {wait_s:.0f} s.")

    def _check_host(self, host: str) -> None:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:  # a bracket alone
            name = host
        if name == "localhost" or name in self.hosts:
            return
        try:
            ipaddress.ip_address(name)
        except ValueError:
            raise Refused(
                421, f"this server does not go by the name {name!r}", where="Host", hint="Add the name to web.hosts."
            ) from None

    def _check_origin(self, headers: Headers) -> None:
        site = headers.get("sec-fetch-site", "none")
        origin = headers.get("origin")
        same = origin is None or origin.partition("://")[2] == headers.get("host", "")
        if site not in {"same-origin", "none"} or not same:
            raise Refused(403, "another site may not write here", where=origin or site, hint="Use the pages of this server.")

    def _account(self, headers: Headers) -> Any:
        """Whose token came with the request, of the accounts of the label database."""
        scheme, _, given = headers.get("authorization", "").partition(" ")
        secret = given.strip() if scheme.casefold() == "bearer" else _cookie(headers, ACCOUNT_COOKIE)
        return self.account_of(secret) if secret else None

    def _may_write(self, headers: Headers) -> bool:
        if self.token is None:
            return True
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.casefold() == "bearer" and hmac.compare_digest(given.strip().encode(), self.token.encode()):
            return True
        return hmac.compare_digest(_cookie(headers, COOKIE).encode(), cookie_value(self.token).encode())


def _cookie(headers: Headers, name: str) -> str:
    """Value of a cookie; empty where it is missing or cannot be read."""
    try:
        kept = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return kept.value if kept is not None else ""

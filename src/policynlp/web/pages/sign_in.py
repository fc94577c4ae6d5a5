"""Signing in: the token once, then a cookie that only this server sees."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from policynlp.web.guard import ACCOUNT_COOKIE, COOKIE, Refused, cookie_value, keep
from policynlp.web.people import account_with
from policynlp.web.templating import html

router = APIRouter()
_KEEP_S = 30 * 24 * 3600


@router.get("/sign-in", include_in_schema=False)
def form(request: Request) -> Response:
    """Ask for the token."""
    return html(request, "sign_in.html", {})


@router.post("/sign-in", include_in_schema=False)
def sign_in(request: Request, token: Annotated[str, Form()]) -> Response:
    """Take the token and give a cookie.

    Raises:
        Refused: It is another one.
    """
    account = account_with(request.app, token.strip())
    if account is not None:
        entered = RedirectResponse("/review", status_code=303)
        keep(entered, request, ACCOUNT_COOKIE, token.strip(), seconds=_KEEP_S)
        return entered
    wanted = request.app.state.token
    if wanted is None or not hmac.compare_digest(token.strip().encode(), wanted.encode()):
        request.app.state.wrong_tokens.take(request.client.host if request.client else "unknown")
        raise Refused(403, "this is not the token", where="/sign-in", hint="The server has it in POLICYNLP_WEB__TOKEN.")
    response = RedirectResponse("/", status_code=303)
    keep(response, request, COOKIE, cookie_value(wanted), seconds=_KEEP_S)
    return response

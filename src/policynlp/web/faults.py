"""Errors as pages, and as JSON in the API: what happened, where, and what to do; never a traceback."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from policynlp.corpus.read_only import TOO_MUCH_MEMORY
from policynlp.errors import CorpusError, InputError, PolicyNLPError, ServerError
from policynlp.labels.recording import Conflict
from policynlp.web.conditional import NotModified
from policynlp.web.files import json_response
from policynlp.web.guard import Refused
from policynlp.web.templating import html

_LOG = logging.getLogger("policynlp.web")
_SOON_S = "60"
_ASK_DOCTOR = "If it stays so: `policynlp doctor` finds what is damaged."


class Said(BaseModel):
    """What happened, where, and what to do."""

    what: str
    where: str
    hint: str


class FaultAnswer(BaseModel):
    """An error as JSON."""

    error: Said
    status: int


DESCRIBED: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": FaultAnswer, "description": "What happened, where, and what to do"}
}
"""Answers of every operation in the description of the API."""


class Moved(Exception):
    """What is asked for stands at another address, `url`."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class NotFound(InputError):
    """There is no such document, speaker, page."""


def status_of(error: PolicyNLPError) -> int:
    """HTTP status of an error."""
    if isinstance(error, Refused):
        return error.status
    if isinstance(error, NotFound):
        return 404
    if isinstance(error, Conflict):
        return 409
    if isinstance(error, InputError):
        return 400
    return 503 if isinstance(error, CorpusError | ServerError) else 500


def fault(request: Request, error: PolicyNLPError, *, status: int) -> Response:
    """The page, or the JSON, of an error."""
    hint = error.hint
    if isinstance(error, CorpusError) and "policynlp" not in hint:  # whoever reads a page cannot know what to ask next
        hint = f"{hint} {_ASK_DOCTOR}".strip()
    said = {"what": error.what, "where": error.where, "hint": hint}
    if (
        request.url.path.startswith("/api")
        or request.url.path.endswith((".json", ".csv"))
        or "application/json" in request.headers.get("accept", "")
    ):
        return json_response(request, {"error": said, "status": status}, status=status)
    return html(request, "fault.html", {"error": said, "status": status}, status=status)


def _too_large(request: Request, error: PolicyNLPError) -> Response:
    """A page whose rows need more memory than a request may take: most likely the file of views, which needs little, is in the making."""
    if request.app.state.readers.background.at_work("views"):
        hint = "Its views are put into a file just now, from which pages take little memory; try again in a minute or two."
        answer = fault(request, ServerError("this corpus is being got ready", where=error.where, hint=hint), status=503)
        answer.headers["Retry-After"] = _SOON_S
        return answer
    hint = "Narrow it down by a filter, or raise the setting web.sql_memory_mb; `policynlp upkeep` makes the file of views."
    return fault(request, ServerError(error.what, where=request.url.path, hint=hint), status=503)


def unforeseen(request: Request, error: Exception) -> Response:
    """An error that nobody raised on purpose: told to the log in full, to the reader without its inside."""
    _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
    hint = "It is a fault of ours; the terminal that the server runs in says more."
    return fault(request, PolicyNLPError("the page could not be made", where=request.url.path, hint=hint), status=500)


def install(app: FastAPI) -> None:
    """Put the handlers of errors on the app."""

    @app.exception_handler(NotModified)
    async def not_modified(_: Request, error: NotModified) -> Response:
        return Response(status_code=304, headers={"ETag": error.etag, "Cache-Control": "no-cache"})

    @app.exception_handler(Moved)
    async def moved(_: Request, error: Moved) -> Response:
        return RedirectResponse(error.url, status_code=307)

    @app.exception_handler(PolicyNLPError)
    async def told(request: Request, error: PolicyNLPError) -> Response:
        if error.what == TOO_MUCH_MEMORY and not request.url.path.endswith("/sql"):
            return _too_large(request, error)
        return fault(request, error, status=status_of(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or "address"
        what = f"{first['msg']} (got {str(first.get('input'))[:100]!r})"
        return fault(request, InputError(what, where=where, hint="See /api/docs for what is understood."), status=422)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        what = "there is no such page" if error.status_code == 404 else str(error.detail)
        hint = "The pages are listed above; /api/docs lists the API."
        return fault(request, InputError(what, where=request.url.path, hint=hint), status=error.status_code)

"""The state of the corpus and of the server for Prometheus, and whatever else reads OpenMetrics."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from policynlp.web.guard import Refused
from policynlp.web.readers import LentReader
from policynlp.web.withholding import withholds

router = APIRouter()
_WAIT_S = 8.0
"""Prometheus gives a scrape ten seconds; what is not known by then comes with the next one."""


@router.get("/metrics", include_in_schema=False)
def metrics(request: Request, reader: LentReader) -> Response:
    """All metrics.

    Raises:
        Refused: The server is reached from elsewhere, and the token did not come with the request.
    """
    from policynlp.steps.metrics import CONTENT_TYPE, metrics_text

    if withholds(request):
        raise Refused(
            403, "metrics need the token", where="/metrics", hint="Send it as bearer token: they name sources and folders."
        )
    app = request.app
    state, _ = app.state.watch.ask(reader.state, wait_s=_WAIT_S)
    text = metrics_text(state, app.state.durations)
    return Response(text, media_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})

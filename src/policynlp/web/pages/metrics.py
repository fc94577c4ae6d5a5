"""The state of the corpus and of the server for Prometheus, and whatever else reads OpenMetrics."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from policynlp.web.readers import LentReader

router = APIRouter()
_WAIT_S = 8.0
"""Prometheus gives a scrape ten seconds; what is not known by then comes with the next one."""


@router.get("/metrics", include_in_schema=False)
def metrics(request: Request, reader: LentReader) -> Response:
    """All metrics."""
    from policynlp.steps.metrics import CONTENT_TYPE, metrics_text

    app = request.app
    state, _ = app.state.watch.ask(reader.state, wait_s=_WAIT_S)
    text = metrics_text(state, app.state.durations)
    return Response(text, media_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})

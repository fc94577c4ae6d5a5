"""What the other pages need: the API described from its own OpenAPI document, the keys, the look of marks in a text."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from policynlp.render.annotated import style
from policynlp.web.templating import html

router = APIRouter()


@router.get("/api/docs", include_in_schema=False)
def api_docs(request: Request) -> Response:
    """What the API answers, for people."""
    schema = request.app.openapi()
    return html(request, "api.html", {"operations": _operations(schema), "info": schema["info"]})


@router.get("/keys", include_in_schema=False)
def keys(request: Request) -> Response:
    """The keys, for whoever has no JavaScript to show them."""
    return html(request, "keys.html", {})


@router.get("/annotated.css", include_in_schema=False)
def annotated_style() -> Response:
    """The look of marks, which notebooks and reports share."""
    return Response(style(), media_type="text/css", headers={"Cache-Control": "public, max-age=31536000, immutable"})


def _operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Method, path, summary, parameters of every operation."""
    return [
        {"method": method.upper(), "path": path, **operation}
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]

"""The API, described from its own OpenAPI document; and the keys."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

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


def _operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Method, path, summary, parameters of every operation."""
    return [
        {"method": method.upper(), "path": path, **operation}
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]

"""The API asked with whatever its description allows, and what it does not: never a fault of ours, and answers as described."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from starlette.types import Receive, Scope, Send

from policynlp.settings import load_settings
from policynlp.web.app import create_app

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = [
    (method.upper(), path)
    for path, methods in create_app(load_settings({"corpus.path": "nowhere"})).openapi()["paths"].items()
    for method in methods
]


@pytest.fixture(scope="module")
def schema(samples: Path) -> Any:
    """The application over the samples, as its own description shows it."""
    limits = {"web.requests_a_minute": 0, "web.sql_timeout_s": 2, "web.sql_memory_mb": 256, "web.hosts": ["testserver"]}
    app = create_app(load_settings({"corpus.path": samples, **limits}))

    async def alive(scope: Scope, receive: Receive, send: Send) -> None:
        """Without beginning and end, since each question has its own client."""
        if scope["type"] == "lifespan":
            for stage in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{stage}.complete"})
        else:
            await app(scope, receive, send)

    return schemathesis.openapi.from_asgi("/api/openapi.json", alive)


@pytest.mark.parametrize("examples", [2, pytest.param(40, marks=pytest.mark.slow)])
@pytest.mark.parametrize("method, path", OPERATIONS)
def test_every_answer_is_as_described(schema: Any, method: str, path: str, examples: int) -> None:
    @settings(max_examples=examples, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=schema[path][method].as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()

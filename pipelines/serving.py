"""Serving a flow on a schedule, against a Prefect server that lives on its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
from prefect import Flow
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.settings import get_current_settings

from policynlp.errors import InputError, ServerError

TAG = "policynlp"
"""Tag of our deployments, which their runs have too."""
_HINT = (
    "Start one with `prefect server start` and set PREFECT_API_URL=http://127.0.0.1:4200/api, "
    "or let cron call `policynlp run` (docs/operate.md)."
)


def require_server() -> str:
    """Address of the Prefect server.

    Raises:
        ServerError: None is configured, or it does not answer. The server that Prefect starts for a single flow does not
            count: it never starts scheduled runs.
    """
    url = get_current_settings().api.url
    if not url:
        raise ServerError("no Prefect server is configured, and a schedule needs one", where="PREFECT_API_URL", hint=_HINT)
    try:
        httpx.get(f"{url.rstrip('/')}/health", timeout=10).raise_for_status()
    except httpx.HTTPError as error:
        raise ServerError(f"the Prefect server does not answer ({error})", where=url, hint=_HINT) from error
    return url


def serve_on_schedule(flow: Flow[..., Any], *, cron: str, parameters: Mapping[str, Any]) -> None:
    """Serve a flow until the process ends; a run that is due while another goes on waits for it.

    Args:
        flow: What to run.
        cron: When, in UTC.
        parameters: Handed to every run.

    Raises:
        InputError: The cron expression is wrong.
        ServerError: See `require_server`.
    """
    require_server()
    limit = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
    try:
        flow.serve(name="scheduled", cron=cron, parameters=dict(parameters), global_limit=limit, tags=[TAG])
    except ValueError as error:
        raise InputError(f"the schedule cannot be used: {error}", where=cron, hint="Example: '0 5 * * *'.") from error

"""Posting JSON to an address of the operator's, with the caution of the fetcher: checked addresses, no redirects, no waiting."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import httpcore
import httpx

from policynlp.errors import Rejected
from policynlp.ingest.addresses import parse_url
from policynlp.ingest.transport import AddressRefused, CheckedBackend, CheckedTransport, Deadline


def post_json(url: str, body: Mapping[str, Any], *, timeout_s: float, allow_private: bool) -> str:
    """Post an object.

    The address may hold a secret in its path, so neither errors nor what is returned says more of it than the host.

    Args:
        url: Where to.
        body: JSON-ready.
        timeout_s: For all of it.
        allow_private: Allow loopback and private addresses.

    Returns:
        The host.

    Raises:
        Rejected: The address is malformed or refused, or the server did not take it (another answer than 2xx).
    """
    try:
        at = parse_url(url)
    except Rejected as error:
        hint = "Give an address that begins with http:// or https:// and holds no password."
        raise Rejected("not_allowed", "the address cannot be used", where="alerts.webhook", hint=hint) from error.__cause__
    deadline = Deadline(time.monotonic)
    deadline.start(timeout_s)
    transport = CheckedTransport(CheckedBackend(deadline, allow_private=allow_private))
    timeouts = httpx.Timeout(timeout_s).as_dict()
    try:
        # not through httpx's client, which writes the whole address to its log
        with transport:
            status = transport.handle_request(
                httpx.Request("POST", at, json=dict(body), extensions={"timeout": timeouts})
            ).status_code
    except AddressRefused as error:
        hint = "alerts.allow_private = true allows it."
        raise Rejected("not_allowed", str(error), where=at.host, hint=hint) from error
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, httpx.HTTPError) as error:
        what = str(error) or type(error).__name__
        raise Rejected("fetch_failed", f"it was not reached: {what}", where=at.host, hint="Check that it is up.") from error
    if not 200 <= status < 300:
        raise Rejected("fetch_failed", f"it answered HTTP {status}", where=at.host, hint="Check its address.")
    return at.host

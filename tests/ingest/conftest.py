"""A fetcher for the loopback, whose time passes only when it sleeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
import stamina
from network import MakeFetcher, StandingClock
from pytest_httpserver import HTTPServer

from policynlp.ingest.fetch import Fetcher, Validators
from policynlp.settings import load_settings


@pytest.fixture
def standing() -> StandingClock:
    return StandingClock()


@pytest.fixture
def site(httpserver: HTTPServer) -> HTTPServer:
    """A server that answers 404, not 500, where nothing is set up."""
    httpserver.no_handler_status_code = 404
    return httpserver


@pytest.fixture(autouse=True)
def no_backoff() -> Iterator[None]:
    """Retries without pauses, as many as the settings say."""
    with stamina.set_testing(True, attempts=100, cap=True):
        yield


@pytest.fixture
def make_fetcher(standing: StandingClock) -> Iterator[MakeFetcher]:
    made: list[Fetcher] = []

    def make(
        *,
        validators: Mapping[str, Validators] | None = None,
        max_bytes: int = 1_000_000,
        real_time: bool = False,
        **fetch: object,
    ) -> Fetcher:
        flags = {"fetch.allow_private": True, "ingest.max_bytes": max_bytes} | {f"fetch.{k}": v for k, v in fetch.items()}
        fetcher = Fetcher(load_settings(flags), validators=validators, clock=None if real_time else standing.clock())
        made.append(fetcher)
        return fetcher

    yield make
    for fetcher in made:
        fetcher.close()

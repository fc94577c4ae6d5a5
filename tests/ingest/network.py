"""What the tests of fetching share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Protocol

from policynlp.ingest.fetch import Clock, Fetcher, Validators


class StandingClock:
    """Time that stands still but for sleep."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def clock(self) -> Clock:
        start = datetime(2025, 5, 20, tzinfo=UTC)
        return Clock(
            monotonic=lambda: self.seconds, now=lambda: start + timedelta(seconds=self.seconds - 1000), sleep=self.sleep
        )


class MakeFetcher(Protocol):
    """Makes fetchers that may reach the loopback; other keywords are settings of `fetch`."""

    def __call__(
        self,
        *,
        validators: Mapping[str, Validators] | None = None,
        max_bytes: int = 1_000_000,
        real_time: bool = False,
        **fetch: object,
    ) -> Fetcher: ...

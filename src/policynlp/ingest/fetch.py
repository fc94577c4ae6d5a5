"""Fetching over HTTP with the manners and the caution that an unattended program needs.

One `fetch` is: robots.txt, the host's turn, a request to a checked address, redirects one by one with the same checks,
retries for what may pass by itself, a body within limits. What comes back is bytes; `read` makes documents of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Self

import httpx

from policynlp.errors import Rejected
from policynlp.ingest.addresses import parse_url, redirect_target
from policynlp.ingest.answers import Fetched, NotModified, Validators, finished
from policynlp.ingest.exchange import Clock, Exchange
from policynlp.ingest.robots import MAX_ROBOTS_BYTES, RobotsRules, rules_from_answer
from policynlp.settings import Settings

__all__ = ["Clock", "Fetched", "Fetcher", "NotModified", "Validators"]

REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})
_MOVED_STATUSES = frozenset({301, 308})  # for good: RFC 9110, 15.4.2 and 15.4.9
ROBOTS_REDIRECTS = 5  # RFC 9309, 2.3.1.2


class Fetcher:
    """Fetches pages, one at a time; a context manager. Not for use by several threads at once.

    Args:
        settings: `fetch` and `ingest.max_bytes` are used.
        validators: By requested address, of earlier runs.
        clock: Stands in for time in tests.
    """

    def __init__(
        self, settings: Settings, *, validators: Mapping[str, Validators] | None = None, clock: Clock | None = None
    ) -> None:
        self._settings = settings.fetch
        self._validators = dict(validators or {})
        self._clock = clock or Clock()
        self._exchange = Exchange(settings.fetch, max_bytes=settings.ingest.max_bytes, clock=self._clock)
        self._robots: dict[str, RobotsRules] = {}
        self._held: Fetched | NotModified | None = None
        self._product = self._settings.user_agent.split("/")[0].strip()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._exchange.close()

    def fetch(self, url: str) -> Fetched | NotModified:
        """One page, over redirects.

        Raises:
            Rejected: `not_allowed` (robots.txt, refused address, scheme, HTTP 401, 403...), `oversized`, `corrupt`,
                `unsupported` (an unknown encoding of the body), or `fetch_failed` for all else.
        """
        if self._held is not None and self._held.requested_url == url:
            held, self._held = self._held, None
            return held
        self._exchange.begin()
        conditional = self._validators.get(url, Validators()).headers()
        at = parse_url(url)
        seen: list[str] = []
        moved_to, for_good = None, True
        for _ in range(self._settings.max_redirects + 1):
            seen.append(str(at))
            rules = self._allowed(at)
            answer = self._exchange.request(at, headers=conditional, delay_s=rules.delay_s(user_agent=self._product))
            if answer.status not in REDIRECT_STATUSES:
                now = self._clock.now().astimezone(UTC).isoformat(timespec="seconds")
                return finished(url, at, answer, conditional=bool(conditional), fetched_at=now, moved_to=moved_to)
            at = parse_url(redirect_target(at, answer.headers))
            for_good = for_good and answer.status in _MOVED_STATUSES
            moved_to = str(at) if for_good else moved_to
        circle = " in a circle" if len(set(seen)) < len(seen) or str(at) in seen else ""
        raise Rejected(
            "fetch_failed",
            f"more than {self._settings.max_redirects} redirects{circle}, the last to {at}",
            where=url,
            hint="Give the final address, or raise fetch.max_redirects.",
        )

    def hold(self, answer: Fetched | NotModified) -> None:
        """Keep an answer for the next `fetch` of its address, so that a look at a page costs no second request.

        One answer is held at a time.
        """
        self._held = answer

    def sitemaps(self, url: str) -> list[str]:
        """Sitemaps that the robots.txt of a page's site names.

        Raises:
            Rejected: `not_allowed` for a refused address or scheme.
        """
        self._exchange.begin()
        return self._rules(parse_url(url)).sitemaps()

    def _allowed(self, at: httpx.URL) -> RobotsRules:
        """The rules of a page's site, if they allow the page."""
        if not self._settings.obey_robots:
            return RobotsRules()
        rules = self._rules(at)
        if rules.unreachable is not None:
            raise Rejected(
                "fetch_failed",
                f"the site's robots.txt cannot be had ({rules.unreachable}), so nothing of it is fetched",
                where=str(at),
                hint="Try again later.",
            )
        if not rules.allows(str(at), user_agent=self._product):
            raise Rejected(
                "not_allowed",
                f"the site's robots.txt keeps {self._product} from this page",
                where=str(at),
                hint="Ask the publisher for leave; fetch.obey_robots = false is for pages that are yours.",
            )
        return rules

    def _rules(self, at: httpx.URL) -> RobotsRules:
        origin = str(at.copy_with(path="/robots.txt", query=None, fragment=None))
        rules = self._robots.get(origin)
        if rules is None or rules.is_stale(self._clock.monotonic()):
            try:
                rules = self._robots[origin] = self._fetch_rules(httpx.URL(origin))
            except Rejected as error:
                raise Rejected(error.reason, error.what, where=str(at), hint=error.hint) from error
        return rules

    def _fetch_rules(self, at: httpx.URL) -> RobotsRules:
        now_s = self._clock.monotonic()
        try:
            for _ in range(ROBOTS_REDIRECTS + 1):
                answer = self._exchange.request(at, max_bytes=4 * MAX_ROBOTS_BYTES)
                if answer.status not in REDIRECT_STATUSES:
                    return rules_from_answer(answer.status, answer.body, read_at_s=now_s)
                at = parse_url(redirect_target(at, answer.headers))
        except Rejected as error:
            if error.reason == "not_allowed":
                raise
            return RobotsRules(unreachable=error.what, read_at_s=now_s)
        return RobotsRules(unreachable="too many redirects", read_at_s=now_s)

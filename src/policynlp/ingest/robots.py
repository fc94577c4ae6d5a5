"""robots.txt: what a site lets programs read, and how fast.

Follows RFC 9309: rules are those of the group that names us, else of `*`; a robots.txt that is not there (4xx) allows
everything; one that cannot be had (5xx, no answer, too many redirects) forbids everything, since nobody knows what it
says; what was read is used for a day at most. One stricter reading: 429 counts as "cannot be had", as the site has just
asked for less.
"""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

MAX_ROBOTS_BYTES = 512_000
"""RFC 9309, 2.5: at least 500 KiB must be parsed; what is longer is cut."""
MAX_AGE_S = 86_400.0
"""RFC 9309, 2.4: not to be used for longer than 24 hours."""


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules of one site.

    Attributes:
        rules: Parsed file; None where there are no rules.
        unreachable: Why the file could not be had; then nothing is allowed.
        read_at_s: Monotonic time of reading.
    """

    rules: Protego | None = None
    unreachable: str | None = None
    read_at_s: float = 0.0

    def allows(self, url: str, *, user_agent: str) -> bool:
        """Whether a page may be read."""
        if self.unreachable is not None:
            return False
        return self.rules is None or bool(self.rules.can_fetch(url, user_agent))

    def delay_s(self, *, user_agent: str) -> float:
        """Seconds between two requests that the site asks for; 0 where it asks for nothing."""
        if self.rules is None:
            return 0.0
        delay = self.rules.crawl_delay(user_agent)
        rate = self.rules.request_rate(user_agent)
        asked = [float(delay)] if delay else []
        if rate is not None and rate.requests > 0:
            asked.append(rate.seconds / rate.requests)
        return max(asked, default=0.0)

    def sitemaps(self) -> list[str]:
        """Sitemaps that the file names."""
        return list(self.rules.sitemaps) if self.rules is not None else []

    def is_stale(self, now_s: float) -> bool:
        """Whether the file has to be read again."""
        return now_s - self.read_at_s > MAX_AGE_S


def rules_from_answer(status: int, body: bytes, *, read_at_s: float) -> RobotsRules:
    """Rules from the answer to a request for robots.txt, redirects followed.

    Args:
        status: HTTP status.
        body: Body, decompressed.
        read_at_s: Monotonic time.
    """
    if 200 <= status < 300:
        return RobotsRules(rules=Protego.parse(body[:MAX_ROBOTS_BYTES].decode("utf-8", "replace")), read_at_s=read_at_s)
    if 400 <= status < 500 and status != 429:
        return RobotsRules(read_at_s=read_at_s)
    return RobotsRules(unreachable=f"HTTP {status}", read_at_s=read_at_s)

"""How the corpus fares, looked at beside the requests: after each commit, and every five minutes, as silence is an alarm too."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from policynlp.errors import PolicyNLPError
from policynlp.web.stopping import Background

_LOG = logging.getLogger("policynlp.web")
TICK_S = 300
_AGAIN_S = 0.05


def tick() -> str:
    """Another value every five minutes."""
    return str(int(time.time() // TICK_S))


class Watch:
    """The state of the corpus, as it was looked at last.

    Args:
        look: Gives it (`policynlp.steps.corpus_state`).
        background: Where it is looked at.
    """

    def __init__(self, look: Callable[[], Mapping[str, Any]], background: Background) -> None:
        self._look = look
        self._background = background
        self._known: tuple[str, Mapping[str, Any]] | None = None
        self._failures = 0
        self._changed = threading.Condition()

    def ask(self, state: str, *, wait_s: float) -> tuple[Mapping[str, Any] | None, bool]:
        """The state of the corpus.

        Args:
            state: Of what is committed, as the asking reader sees it.
            wait_s: How long to wait where it is not looked at yet.

        Returns:
            The last one that is known, or None; and whether it is of now.
        """
        wanted = f"{state} {tick()}"
        end = time.monotonic() + wait_s
        with self._changed:
            failures = self._failures
            # a look for an earlier state may be going on: it ends first, then this one is begun
            while not self._is_of(wanted) and self._failures == failures and not self._background.stopping:
                self._background.start("state", lambda: self._take(wanted))
                left_s = end - time.monotonic()
                if left_s <= 0:
                    break
                self._changed.wait(min(left_s, _AGAIN_S))
            known = self._known
            return (known[1], known[0] == wanted) if known is not None else (None, False)

    def _is_of(self, wanted: str) -> bool:
        return self._known is not None and self._known[0] == wanted

    def _take(self, wanted: str) -> None:
        found: Mapping[str, Any] | None = None
        try:
            found = self._look()
        except PolicyNLPError as error:
            if not self._background.stopping:  # else it was interrupted
                _LOG.warning("the state of the corpus: %s", error)
        finally:
            with self._changed:
                if found is None:
                    self._failures += 1  # whoever waits goes without
                else:
                    self._known = (wanted, found)
                self._changed.notify_all()

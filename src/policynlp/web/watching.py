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
        if self._known is None or self._known[0] != wanted:
            self._background.start("state", lambda: self._take(wanted))
            with self._changed:
                self._changed.wait_for(lambda: self._known is not None and self._known[0] == wanted, timeout=wait_s)
        known = self._known
        return (known[1], known[0] == wanted) if known is not None else (None, False)

    def _take(self, wanted: str) -> None:
        try:
            found = self._look()
        except PolicyNLPError as error:
            _LOG.warning("the state of the corpus: %s", error)
            return
        with self._changed:
            self._known = (wanted, found)
            self._changed.notify_all()

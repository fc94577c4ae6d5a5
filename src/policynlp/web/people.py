"""Who is at the browser, and the label database that they write to."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, FastAPI, Request

from policynlp.corpus.reading import TaggedDocument
from policynlp.errors import PolicyNLPError
from policynlp.labels.accounts import Account, account_of, ensure_local
from policynlp.labels.database import LabelStore
from policynlp.steps.correcting import has_labels
from policynlp.steps.labelling import open_labels
from policynlp.steps.reviewing import Texts
from policynlp.web.guard import Refused
from policynlp.web.readers import LentReader

_LOG = logging.getLogger("policynlp.web")


class Corrector:
    """Lays decisions over the corpus soon after they were made: a few at a time, since each time is a commit.

    Args:
        apply: Takes the ids of documents with new decisions.
        wait_s: How long it collects.
    """

    def __init__(self, apply: Callable[[set[str]], object], *, wait_s: float = 2.0) -> None:
        self._apply = apply
        self._wait_s = wait_s
        self._lock = threading.Lock()
        self._applying = threading.Lock()
        self._waiting: set[str] = set()
        self._timer: threading.Timer | None = None

    def touch(self, document: str) -> None:
        """A decision was made on this document."""
        with self._lock:
            self._waiting.add(document)
            if self._timer is None:
                self._timer = threading.Timer(self._wait_s, self.flush)
                self._timer.daemon = True
                self._timer.start()

    def flush(self) -> None:
        """Lay what waits over the corpus now; a fault is logged, and the next decision tries again.

        When it returns, every decision made before it was called is laid over the corpus, also those that the timer had begun with.
        """
        with self._applying:
            with self._lock:
                waiting, self._waiting = self._waiting, set()
                if self._timer is not None:
                    self._timer.cancel()
                    self._timer = None
            if not waiting:
                return
            try:
                self._apply(waiting)
            except Exception as error:
                with self._lock:
                    self._waiting |= waiting
                if not isinstance(error, PolicyNLPError):
                    raise
                _LOG.warning("decisions are kept, but not laid over the corpus yet: %s", error.message)


def corrector(request: Request) -> Corrector:
    """For FastAPI: what lays decisions over the corpus."""
    found: Corrector = request.app.state.corrector
    return found


SoonApplied = Annotated[Corrector, Depends(corrector)]
"""Parameter of a page that takes decisions."""


def open_store(request: Request) -> LabelStore:
    """The label database, opened with the first request that needs it."""
    return _store_of(request.app)


def account_with(app: FastAPI, secret: str) -> Account | None:
    """Whose token this is; None where there is no label database, which a guess must not make."""
    return account_of(_store_of(app), secret) if has_labels(app.state.settings) else None


def _store_of(app: FastAPI) -> LabelStore:
    state = app.state
    with state.labels_lock:
        if state.labels is None:
            state.labels = open_labels(state.settings)
        store: LabelStore = state.labels
    return store


OpenLabels = Annotated[LabelStore, Depends(open_store)]
"""Parameter of a page: the label database."""


def lent_texts(reader: LentReader) -> Texts:
    """Texts of the corpus with their tags, remembered until something is committed."""

    def find(document: str) -> TaggedDocument | None:
        found: TaggedDocument | None = reader.remembered(
            f"tagged {document}", lambda: next(reader.corpus.documents([document], corrected=False), None)
        )
        return found

    return find


LentTexts = Annotated[Texts, Depends(lent_texts)]
"""Parameter of a page: document id to text and tags."""


def annotator(request: Request, store: OpenLabels) -> Account:
    """The person who is signed in; on this machine alone, without a token, everybody is `local`.

    Raises:
        Refused: Nobody is signed in.
    """
    account: Account | None = getattr(request.state, "account", None)
    if account is not None:
        return account
    if not getattr(request.state, "may_write", False):
        raise Refused(403, "labelling needs an account", where=request.url.path, hint="Sign in with the token of your account.")
    return ensure_local(store)


Annotator = Annotated[Account, Depends(annotator)]
"""Parameter of a page: who labels."""

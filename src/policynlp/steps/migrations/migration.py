"""One change that an earlier corpus needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from policynlp.corpus.store import Store
from policynlp.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """A change.

    Attributes:
        name: For people who read what was done.
        what: What it does, in a sentence.
        left: How much of it is to be done in a corpus; 0 where nothing is.
        apply: Does it; what was done before is not done twice.
    """

    name: str
    what: str
    left: Callable[[Store, Settings], int]
    apply: Callable[[Store, Settings], None]

"""Matrices of spaCy's networks are multiplied by NumPy, on one thread.

spaCy takes BLIS, whose wheels are built for any processor: on one with AVX-512 NumPy's OpenBLAS is three times as fast, and more
than a third of a parse is multiplying. The matrices of one text are small, and the other core is the encoder's.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from spacy.language import Language
from thinc.api import Model, NumpyOps


def multiply_with_numpy(nlp: Language) -> None:
    """Let the networks of a pipeline that run on the processor multiply with NumPy."""
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for node in model.walk():
                if type(node.ops) is NumpyOps:
                    node.ops = ops


class _OneThread:
    """Holds the threads of linear algebra at one for as long as somebody is inside; the last one out gives them back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._held: Any = None

    def enter(self) -> None:
        with self._lock:
            if not self._inside:
                self._held = _controller().limit(limits=1, user_api="blas")
            self._inside += 1

    def leave(self) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                self._held.restore_original_limits()


_ONE_THREAD = _OneThread()


@contextmanager
def one_thread() -> Iterator[None]:
    """Multiply matrices on one thread meanwhile, in all threads of the process."""
    _ONE_THREAD.enter()
    try:
        yield
    finally:
        _ONE_THREAD.leave()


@lru_cache(maxsize=1)
def _controller() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()

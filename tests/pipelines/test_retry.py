"""Tasks are tried again for what may pass by itself, and for nothing else."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from policynlp.cli.flows import _module
from policynlp.errors import CorpusError, InputError, Rejected

pytestmark = pytest.mark.filterwarnings("default")


@pytest.mark.parametrize(
    "error, again",
    [
        (ConnectionResetError("gone"), True),
        (TimeoutError("slow"), True),
        (OSError("the network drive is away"), True),
        (Rejected("fetch_failed", "503"), True),
        (Rejected("corrupt", "no text"), False),
        (CorpusError("damaged"), False),
        (InputError("wrong"), False),
        (FileNotFoundError("gone"), False),
        (PermissionError("no"), False),
        (ValueError("a fault of ours"), False),
    ],
)
def test_only_errors_that_may_pass_are_tried_again(error: Exception, again: bool) -> None:
    from prefect.states import Failed

    retry: Any = _module("tag_corpus")._is_network_error
    assert asyncio.run(retry(None, None, Failed(data=error))) is again

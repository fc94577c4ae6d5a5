"""Work for a page in a process of its own: what it takes of memory goes back when it ends, and the server is no larger for it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import Any

from policynlp import errors
from policynlp.errors import PolicyNLPError, ServerError
from policynlp.settings import Settings

_START = (
    "import sys; sys.path[:] = sys.argv.pop(1).split(chr(0x1f)); "
    "from importlib import import_module; import_module(sys.argv.pop(1)).main()"
)


def command(module: str) -> list[str]:
    """How to start our own interpreter with the `main` of a module, where the working folder and the environment change nothing."""
    paths = chr(0x1F).join(p for p in sys.path if os.path.isabs(p))  # noqa: PTH117 - entries are strings
    return [sys.executable, "-I", "-B", "-c", _START, paths, module]


class OwnProcess:
    """Decisions on who is who that may be right, worked out by another process, one at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def suggestions(self, settings: Settings, *, limit: int, timeout_s: float | None) -> list[dict[str, Any]]:
        """What `steps.suggest_merges` and `steps.suggest_splits` find, as rows.

        Args:
            settings: All settings in force.
            limit: Of either, at the most.
            timeout_s: What it may take; None: there is no limit.

        Raises:
            PolicyNLPError: What the process told; a `ServerError` where it took too long, or was ended.
        """
        asked = json.dumps({"settings": settings.model_dump_json(), "limit": limit}).encode()
        process = self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, without a shell
            command(__name__), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        try:
            said, _ = process.communicate(asked, timeout=timeout_s)
        except subprocess.TimeoutExpired:
            hint = "Who runs the server may raise web.page_timeout_s; `policynlp identities suggest` has no limit."
            raise ServerError(f"suggestions took longer than {timeout_s:g} s", where="identities", hint=hint) from None
        finally:
            self._process = None
            process.kill()
            process.communicate()
        if process.returncode or not said:
            hint = "Try again; `policynlp identities suggest` says more."
            raise ServerError("the process that looks for suggestions was ended", where="identities", hint=hint)
        told = json.loads(said)
        if fault := told.get("fault"):
            kind: type[PolicyNLPError] = getattr(errors, fault["kind"], ServerError)
            raise kind(fault["what"], where=fault["where"], hint=fault["hint"])
        found: list[dict[str, Any]] = told["found"]
        return found

    def interrupt(self) -> None:
        """End it, from another thread."""
        process = self._process
        if process is not None:
            process.kill()


def main() -> None:
    """In the process: read what is asked, answer, end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends us
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    from policynlp.steps import suggest_merges, suggest_splits

    asked = json.load(sys.stdin.buffer)
    try:
        settings, limit = Settings.model_validate_json(asked["settings"]), asked["limit"]
        merges, splits = suggest_merges(settings, limit=limit), suggest_splits(settings, limit=limit)
        answer: dict[str, Any] = {"found": [*(s.as_dict() for s in merges), *(s.as_dict() for s in splits)]}
    except PolicyNLPError as error:
        told = {"kind": type(error).__name__, "what": error.what, "where": error.where, "hint": error.hint}
        answer = {"fault": told}
    except Exception as error:  # noqa: BLE001 - told to the server
        what = f"suggestions could not be worked out: {error!r}"
        answer = {"fault": {"kind": "ServerError", "what": what, "where": "identities", "hint": "Please report this."}}
    out.write(json.dumps(answer).encode())
    out.flush()

"""Finding the Prefect flows: in the installed package, or in the checkout beside `src/`. Prefect is imported there, not here."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from policynlp.errors import PolicyNLPError


def _module(name: str) -> ModuleType:
    """`pipelines/<name>.py`.

    Raises:
        PolicyNLPError: It is in neither place.
    """
    installed = f"policynlp.pipelines.{name}"
    if importlib.util.find_spec("policynlp.pipelines") is not None:
        return importlib.import_module(installed)
    checkout = Path(__file__).resolve().parents[3]
    if not (checkout / "pipelines" / f"{name}.py").is_file():
        raise PolicyNLPError(
            "the Prefect flows are not there", where=f"pipelines/{name}.py", hint="Install the wheel, or run in a checkout."
        )
    if str(checkout) not in sys.path:
        sys.path.insert(0, str(checkout))
        found = [str(checkout), *filter(None, [os.environ.get("PYTHONPATH")])]
        os.environ["PYTHONPATH"] = os.pathsep.join(found)  # a served flow runs in a process of its own
    return importlib.import_module(f"pipelines.{name}")


def load_flow(module: str, flow: str) -> Callable[..., Any]:
    """A flow, ready to be called; a server that Prefect starts for it gets two minutes to come up on a busy machine."""
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
    return getattr(_module(module), flow)  # type: ignore[no-any-return]


def serve(module: str, flow: str, *, cron: str, parameters: Mapping[str, Any]) -> None:
    """Serve a flow on a schedule until the process ends.

    Raises:
        ServerError: There is no Prefect server to serve it against.
    """
    _module("serving").serve_on_schedule(load_flow(module, flow), cron=cron, parameters=parameters)


def set_up_alarms(settings: Any) -> list[str]:
    """Automations of the Prefect server: see `pipelines/alarms.py`.

    Raises:
        ServerError: There is no Prefect server.
    """
    return _module("alarms").set_up(settings)  # type: ignore[no-any-return]

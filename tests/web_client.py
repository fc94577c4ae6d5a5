"""The application, asked without a network."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from policynlp.settings import load_settings
from policynlp.web.app import create_app

BASE = "http://127.0.0.1"


def client_of(corpus: Path, **flags: object) -> TestClient:
    """The application over a corpus, asked as from a browser of this machine; faults of ours come as pages."""
    settings = load_settings({"corpus.path": corpus, **{name.replace("__", "."): value for name, value in flags.items()}})
    return TestClient(create_app(settings), base_url=BASE, raise_server_exceptions=False)

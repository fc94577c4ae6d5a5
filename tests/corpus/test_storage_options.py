"""Options and credentials reach the clients of Azure and Google Cloud: their requests arrive where the options say."""

from __future__ import annotations

import base64
import json
import re
import sys
from pathlib import Path
from typing import Any

import fsspec
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from policynlp.corpus.tables import Tables
from policynlp.errors import CorpusError, InputError
from policynlp.place import ObjectPath


def recording(server: HTTPServer) -> list[Request]:
    """Every request that arrives; each is refused, so that nobody waits."""
    seen: list[Request] = []

    def refuse(request: Request) -> Response:
        seen.append(request)
        return Response(status=403)

    server.expect_request(re.compile(".*")).respond_with_handler(refuse)
    return seen


def test_azure(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", base64.b64encode(b"of tests").decode())
    options = {
        "azure_storage_account_name": "ministry",
        "azure_storage_endpoint": httpserver.url_for("/ministry"),
        "allow_http": "true",
    }
    seen = recording(httpserver)
    with pytest.raises(CorpusError):
        Tables(ObjectPath("az://texts/corpus/tables", storage=options)).create()
    assert seen
    assert all(request.path.startswith("/ministry/texts") for request in seen)
    assert all(request.headers["Authorization"].startswith("SharedKey ministry:") for request in seen)


def test_google_cloud(httpserver: HTTPServer, tmp_path: Path) -> None:
    account = {"gcs_base_url": httpserver.url_for("").rstrip("/"), "disable_oauth": True}
    account |= {"client_email": "", "private_key": "", "private_key_id": ""}
    path = tmp_path / "account.json"
    path.write_text(json.dumps(account), encoding="utf-8")
    seen = recording(httpserver)
    options = {"google_service_account": str(path), "allow_http": "true"}
    with pytest.raises(CorpusError):
        Tables(ObjectPath("gs://texts/corpus/tables", storage=options)).create()
    assert seen
    assert all(request.path.startswith("/texts") for request in seen)


@pytest.mark.parametrize("protocol", ["az", "gs"])
def test_options_for_files_beside_the_tables(protocol: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[dict[str, Any]] = []

    class Client(fsspec.AbstractFileSystem):  # type: ignore[misc]
        cachable = False

        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            given.append(options)

        def info(self, path: str, **_: Any) -> dict[str, Any]:
            return {"name": path, "size": 3, "type": "file"}

    monkeypatch.setitem(sys.modules["fsspec.registry"]._registry, protocol, Client)  # type: ignore[attr-defined]
    at = ObjectPath(f"{protocol}://texts/corpus", filesystem={"account_name": "ministry"})
    assert (at / "corpus.json").info()["size"] == 3
    assert given[0]["account_name"] == "ministry"
    assert given[0]["use_listings_cache"] is False


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "adlfs", None)
    with pytest.raises(InputError, match=r"az://.*pip install 'adlfs'"):
        (ObjectPath("az://texts/corpus") / "corpus.json").exists()

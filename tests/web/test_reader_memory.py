"""Between requests a reader of a large corpus keeps no more than a little of the file of views, and answers as before."""

from __future__ import annotations

from pathlib import Path

import pytest

from policynlp.web import reader as reading
from web_client import client_of


def test_what_queries_have_left_is_let_go(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with client_of(samples, web__readers=1) as client:
        readers = client.app.state.readers  # type: ignore[attr-defined]
        first = client.get("/api/voices").json()
        with readers.lend() as reader:
            kept = reader.views
            assert kept.held_bytes() < reading._MOST_HELD_BYTES
        with readers.lend() as reader:
            assert reader.views is kept  # a little stays
        monkeypatch.setattr(reading, "_MOST_HELD_BYTES", -1)
        with readers.lend() as reader:
            assert reader.views is kept
        with readers.lend() as reader:
            assert reader.views is not kept
        assert client.get("/api/voices").json() == first


def test_what_a_look_holds_is_seen(samples: Path) -> None:
    with client_of(samples, web__readers=1) as client, client.app.state.readers.lend() as reader:  # type: ignore[attr-defined]
        before = reader.views.held_bytes()
        reader.views._connection.execute("CREATE TEMP TABLE held AS SELECT hash(i) AS n FROM range(1000000) r(i)")
        assert reader.views.held_bytes() > before + 4_000_000


def test_a_closed_look_holds_nothing(samples: Path) -> None:
    with client_of(samples, web__readers=1) as client, client.app.state.readers.lend() as reader:  # type: ignore[attr-defined]
        views = reader.views
        views.close()
        assert views.held_bytes() == 0
        reader._views = None

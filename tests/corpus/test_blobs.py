"""Bytes as fetched: kept once, checked when read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policynlp.corpus.blobs import Blobs
from policynlp.errors import CorpusError


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
def test_round_trip(tmp_path: Path, data: bytes) -> None:
    blobs = Blobs(tmp_path)
    sha256 = blobs.put(data)
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert sha256 in blobs
    assert blobs.get(sha256) == data


def test_kept_once_and_nothing_else_left(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    assert blobs.put(b"x") == blobs.put(b"x")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [blobs.path(blobs.put(b"x"))]


@pytest.mark.parametrize("address", ["", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n"])
def test_what_is_no_address_is_not_opened(tmp_path: Path, address: str) -> None:
    with pytest.raises(CorpusError, match="no SHA-256"):
        Blobs(tmp_path).get(address)


def test_missing_and_changed_bytes_say_so(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    with pytest.raises(CorpusError, match="missing"):
        blobs.get("a" * 64)
    sha256 = blobs.put(b"x")
    blobs.path(sha256).write_bytes(b"y")
    with pytest.raises(CorpusError, match="changed"):
        blobs.get(sha256)

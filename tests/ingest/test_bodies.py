from __future__ import annotations

import gzip
import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth import within
from policynlp.errors import Rejected
from policynlp.ingest.bodies import expand_gzip, read_body

LIMITS = {"max_bytes": 3_000_000, "max_expansion": 100.0, "where": "x"}


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKERS = {"gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress, "": bytes, "identity": bytes}


@given(st.binary(min_size=1, max_size=3000), st.sampled_from(sorted(PACKERS)), st.integers(1, 700))
def test_bodies_come_out_as_they_went_in_however_they_are_cut(data: bytes, encoding: str, size: int) -> None:
    packed = PACKERS[encoding](data)
    chunks = [packed[i : i + size] for i in range(0, len(packed), size)]
    assert read_body(chunks, encoding=encoding, **LIMITS) == data


def test_bare_deflate_is_understood() -> None:
    assert read_body([_raw_deflate(b"hello hello")], encoding="deflate", **LIMITS) == b"hello hello"


def test_gzip_files_strung_together_are_one_and_padding_is_ignored() -> None:
    assert expand_gzip(gzip.compress(b"one", mtime=0) + gzip.compress(b"two", mtime=0) + b"\0" * 9, **LIMITS) == b"onetwo"


def test_zeros_that_unfold_beyond_measure_are_refused() -> None:
    with pytest.raises(Rejected, match="100 times") as caught:
        read_body([gzip.compress(b"\0" * 2_500_000, mtime=0)], encoding="gzip", **LIMITS)
    assert caught.value.reason == "oversized"


def test_what_unfolds_beyond_the_limit_of_bytes_is_refused() -> None:
    noise = random.Random(1).randbytes(2_000_000)
    with pytest.raises(Rejected, match="3,000,000 bytes"):
        read_body([gzip.compress(noise + noise, mtime=0)], encoding="gzip", **LIMITS)


def test_a_great_many_short_gzip_files_take_no_longer_than_their_bytes() -> None:
    data = gzip.compress(b"", mtime=0) * 50_000
    assert read_body([data], encoding="gzip", **LIMITS) == b""
    assert within(5, lambda: read_body([data], encoding="gzip", **LIMITS))  # 30 s where what is left is copied for each


def test_a_small_page_may_be_repetitive() -> None:
    assert len(read_body([gzip.compress(b" " * 900_000, mtime=0)], encoding="gzip", **LIMITS)) == 900_000


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (gzip.compress(b"hello" * 50, mtime=0)[:-12], "gzip", "corrupt"),
        (b"no gzip at all", "gzip", "corrupt"),
        (b"hello", "br", "unsupported"),
        (b"hello", "zstd", "unsupported"),
        (b"hello", "compress", "unsupported"),
        (b"hello", "aws-chunked", "unsupported"),
        (b"hello", "gzip, gzip", "unsupported"),
        (b"hello", "gzip,identity", "unsupported"),
        (b"hello", "gzip" * 5_000, "unsupported"),
    ],
)
def test_bodies_that_cannot_be_read_say_so(body: bytes, encoding: str, reason: str) -> None:
    with pytest.raises(Rejected) as caught:
        read_body([body], encoding=encoding, **LIMITS)
    assert caught.value.reason == reason

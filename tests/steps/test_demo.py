"""The samples as a site: a feed whose addresses lead to files beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from policynlp.errors import InputError
from policynlp.ingest.feeds import parse_feed
from policynlp.steps import sample_site, samples_folder


def test_the_feed_names_every_sample_beside_it(tmp_path: Path) -> None:
    feed = sample_site(tmp_path / "new" / "site")
    urls = [entry.url for entry in parse_feed(feed.read_bytes(), url="http://127.0.0.1:8765/feed.xml")]  # type: ignore[union-attr]
    samples = {p.name: p.read_bytes() for p in samples_folder().iterdir()}
    assert [u.removeprefix("http://127.0.0.1:8765/") for u in urls] == sorted(samples)
    assert {p.name: p.read_bytes() for p in feed.parent.iterdir() if p != feed} == samples


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="not empty"):
        sample_site(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]

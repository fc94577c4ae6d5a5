"""The index of links is derived: damaged, gone or behind, the next run makes it anew, and its links are those that they should be."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from policynlp import steps
from runs import ARTICLES, rows_of, settings_for


def write(path: Path, first: int, last: int) -> Path:
    rows = [
        {"id": f"a{i}", "text": ARTICLES[i % len(ARTICLES)].replace("percent", "percent or more"), "n": i}
        for i in range(first, last)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of the first texts."""
    folder = tmp_path_factory.mktemp("half")
    steps.run([str(write(folder / "rows.jsonl", 0, 3))], settings=settings_for(folder))
    return folder / "corpus"


@pytest.fixture(scope="module")
def rest(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The other texts."""
    return str(write(tmp_path_factory.mktemp("rest") / "rows.jsonl", 3, 5))


@pytest.fixture(scope="module")
def whole(half: Path, rest: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Rows after a second run over the rest, with the index that the first left."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(half, folder / "corpus")
    steps.run([rest], settings=settings_for(folder))
    return rows_of(folder / "corpus")


@pytest.mark.parametrize("damage", ["packed", *(pytest.param(d, marks=pytest.mark.slow) for d in ("page", "gone"))])
def test_a_run_over_a_damaged_index_makes_it_anew(
    half: Path, rest: str, whole: dict[str, list[str]], tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(half, corpus)
    (path,) = corpus.glob("index/links-*.sqlite")
    if damage == "packed":
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE blocks SET data = x'504b'")
        connection.close()
    elif damage == "page":
        data = bytearray(path.read_bytes())
        data[4096:] = b"\xff" * (len(data) - 4096)
        path.write_bytes(bytes(data))
    else:
        path.unlink()
    result = steps.run([rest], settings=settings_for(tmp_path))
    assert result.status == "completed"
    assert rows_of(corpus) == whole
    assert ("made anew" in caplog.text) == (damage == "packed")  # the others are seen when it is opened

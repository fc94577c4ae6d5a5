"""Ways to damage a corpus, each at a place and an offset that a seed chooses."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

Break = Callable[[Path, random.Random], Path]
"""Breaks something in a corpus folder; gives what was broken."""


def flip(path: Path, chance: random.Random) -> None:
    """Change one to eight bytes."""
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data))
        data[at] ^= chance.randint(1, 255)
    path.write_bytes(bytes(data))


def cut(path: Path, chance: random.Random) -> None:
    """Cut the end off, or all of it."""
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def blank(path: Path, chance: random.Random) -> None:
    """Blocks of zeros in the file, as a power cut leaves them."""
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data))
    end = min(len(data), start + 4096)
    data[start:end] = bytes(end - start)
    path.write_bytes(bytes(data))


def lose(path: Path, chance: random.Random) -> None:
    """The file is gone."""
    path.unlink()


HOW: Mapping[str, Callable[[Path, random.Random], None]] = {"flip": flip, "cut": cut, "blank": blank, "lose": lose}


def _one(corpus: Path, pattern: str, chance: random.Random) -> Path:
    found = sorted(path for path in corpus.glob(pattern) if path.is_file() and path.stat().st_size)
    return chance.choice(found)


def _in(pattern: str, *ways: str) -> Break:
    def broken(corpus: Path, chance: random.Random) -> Path:
        path = _one(corpus, pattern, chance)
        HOW[chance.choice(ways or sorted(HOW))](path, chance)
        return path

    return broken


def last_commit(corpus: Path, chance: random.Random) -> Path:
    """The newest version of a table is gone."""
    path = max(chance.choice(sorted((corpus / "tables").glob("*/_delta_log"))).glob("*.json"))
    path.unlink()
    return path


def whole_log(corpus: Path, chance: random.Random) -> Path:
    """The log of a table is gone."""
    path = chance.choice(sorted((corpus / "tables").glob("*/_delta_log")))
    shutil.rmtree(path)
    return path


def whole_table(corpus: Path, chance: random.Random) -> Path:
    """A table is gone."""
    path = chance.choice(sorted((corpus / "tables").glob("*")))
    shutil.rmtree(path)
    return path


BREAKS: Mapping[str, Break] = {
    "data file": _in("tables/*/**/*.parquet"),
    "log": _in("tables/*/_delta_log/*.json"),
    "last commit": last_commit,
    "whole log": whole_log,
    "whole table": whole_table,
    "sums": _in("tables/*/_SHA256SUMS"),
    "bytes": _in("blobs/*/*[0-9a-f]"),
    "index": _in("index/search.sqlite"),
    "marker": _in("corpus.json"),
}
ONCE = frozenset({"index", "marker"})
"""What there is one of: once it is gone there is nothing left to break."""

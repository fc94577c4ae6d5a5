"""Each line of the threat model names a test that exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_ROW = re.compile(r"^\|(?P<threat>[^|]+)\|(?P<done>[^|]+)\|(?P<tests>[^|]+)\|$", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_threat_has_a_test_that_exists() -> None:
    rows = [m for m in _ROW.finditer((ROOT / "docs/security.md").read_text(encoding="utf-8")) if "`tests/" in m["tests"]]
    assert len(rows) > 20
    for row in rows:
        named = _TEST.findall(row["tests"])
        assert named, row["threat"]
        for path, name in named:
            tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
            functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
            assert name in functions, f"{path} has no {name}"


def test_every_row_of_the_table_names_one() -> None:
    table = (ROOT / "docs/security.md").read_text(encoding="utf-8").split("|---|---|---|")[1].split("\n\n")[0]
    assert all(_TEST.search(line) for line in table.strip().splitlines())

"""The flow as `prefect.yaml`, a worker and `serve-flow` load it: from its file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LOAD = """
from pathlib import Path
from prefect.flows import load_flow_from_entrypoint
flow = load_flow_from_entrypoint("pipelines/tag_corpus.py:tag_corpus")
assert not any(isinstance(a, str) for a in flow.fn.__annotations__.values()), "text: a served flow cannot resolve it"
given = flow.validate_parameters({"sources": ["a.txt"], "since": "2024-05-01", "limit": 3, "settings": {"run.batch_docs": 5}})
print(type(given["sources"]).__name__, given["since"].year, given["limit"])
"""


@pytest.mark.parametrize(
    "front",
    [
        "",
        pytest.param("import pipelines.tag_corpus", marks=pytest.mark.slow),
        pytest.param("from policynlp.cli.flows import _module; _module('tag_corpus')", marks=pytest.mark.slow),
    ],
)
def test_a_flow_loaded_from_its_file_takes_its_parameters(root: Path, front: str) -> None:
    done = subprocess.run([sys.executable, "-c", f"{front}\n{LOAD}"], capture_output=True, text=True, check=False, cwd=root)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split()[1:] == ["2024", "3"]

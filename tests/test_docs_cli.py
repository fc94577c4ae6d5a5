"""The examples of `docs/cli.md`, the longest page: a file of its own, so that another process runs the others meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from doc_blocks import ROOT, run_page


@pytest.mark.docs
@pytest.mark.timeout(1200)
def test_every_example_of_the_command_line_runs(tmp_path: Path) -> None:
    run_page(ROOT / "docs" / "cli.md", tmp_path)

"""The documentation tells the truth: its commands run, its Python runs, and nothing that exists is left out.

Fenced blocks `sh` and `python` are executed in order, a file at a time, in a copy of the checkout's front. A block that cannot
be run here says why in its first line: ```sh no-run: starts a server that stays.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from doc_blocks import PAGES, ROOT, blocks, run_page
from policynlp.settings import Settings


@pytest.mark.docs
@pytest.mark.timeout(1200)  # a page may hold fifty commands, each a process of its own
@pytest.mark.parametrize("page", [p for p in PAGES if p.name != "cli.md"], ids=lambda p: p.name)
def test_every_command_and_example_runs(page: Path, tmp_path: Path) -> None:
    run_page(page, tmp_path, tagged=page.name != "README.md")


def test_few_blocks_are_left_out() -> None:
    runnable = [b for page in PAGES for b in blocks(page) if b[0] in {"sh", "python"}]
    left_out = [b for b in runnable if b[1].startswith("no-run:")]
    assert len(runnable) >= 10
    assert len(left_out) <= len(runnable) / 3


def test_every_command_has_its_section() -> None:
    from typer.main import get_command

    from policynlp.cli.app import app

    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    command = get_command(app)
    missing = [name for name in command.commands if f"## {name}" not in page]  # type: ignore[attr-defined]
    assert not missing, f"docs/cli.md has no section for {missing}"


def test_every_setting_is_described() -> None:
    for section, field in Settings.model_fields.items():
        for name, inner in field.annotation.model_fields.items():  # type: ignore[union-attr]
            default = getattr(field.default, name)
            assert inner.description or name in {"max_redirects", "obey_robots"}, f"{section}.{name} = {default} says nothing"


def test_links_between_pages_lead_somewhere() -> None:
    tutorials = (ROOT / "docs" / "tutorials").glob("*.md")  # tests/test_tutorials.py runs them
    for page in [*PAGES, *tutorials, ROOT / "CONTRIBUTING.md", ROOT / "corpus" / "README.md"]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"

"""Tables for people: numbers as people write them, nothing read as markup."""

from __future__ import annotations

import pytest

from policynlp.cli.tables import _cell, print_table
from policynlp.render.wording import counted


@pytest.mark.parametrize(
    "value, shown",
    [
        (310000.0, "310,000"),
        (0.12345, "0.1235"),
        (4.8, "4.8"),
        (3_620_000.5, "3,620,000"),
        (None, ""),
        (True, "True"),
        (7, "7"),
    ],
)
def test_a_number_reads_like_a_number(value: object, shown: str) -> None:
    assert _cell(value) == shown


def test_text_of_documents_is_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["[bold]name"], [{"[bold]name": "[red]text[/red]"}])
    printed = capsys.readouterr().out
    assert "[bold]name" in printed
    assert "[red]text[/red]" in printed
    assert "\x1b" not in printed


def test_one_is_no_plural() -> None:
    assert [counted(n, "passage") for n in (0, 1, 2000)] == ["0 passages", "1 passage", "2,000 passages"]

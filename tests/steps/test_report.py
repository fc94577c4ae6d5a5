"""Tables of the report: what comes from documents stays text."""

from __future__ import annotations

from policynlp.steps.report import _linked, markdown_table


def test_cells_cannot_break_out_of_the_table() -> None:
    table = markdown_table(["a"], [["x | y\n[z](javascript:1) <b> `c`"]])
    row = table.splitlines()[-1]
    assert row.count("\n") == 0
    assert r"x \| y" in row
    assert "<b>" not in row
    assert "[z](" not in row.replace(r"\[", "")


def test_only_plain_addresses_become_links() -> None:
    assert (
        markdown_table(["uri"], [[_linked("uri", "https://a.example/x?y=1")]]).splitlines()[-1]
        == "| <https://a.example/x?y=1> |"
    )
    assert _linked("uri", "https://a.example/> <script>") == "https://a.example/> <script>"
    assert _linked("title", "https://a.example/") == "https://a.example/"

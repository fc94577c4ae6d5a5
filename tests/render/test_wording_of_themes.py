"""How `policynlp show` words what a passage is about."""

from __future__ import annotations

from policynlp.render.wording import themes_line
from policynlp.tags import Decision, Theme


def row(name: str, score: float, decision: Decision | None, *, facet: str | None = None, assigned: bool = True) -> Theme:
    return Theme(
        id=name, passage="p", theme=name, facet=facet, score=score, threshold=0.3, assigned=assigned, decision=decision
    )


def test_what_is_unsure_stands_apart() -> None:
    rows = [
        row("trade", 0.35, "unsure"),
        row("talent", 0.81, "assigned"),
        row("talent", 0.7, "assigned", facet="education"),
        row("labour", 0.2, "unsure", assigned=False),
        row("health", 0.1, "none", assigned=False),
    ]
    assert themes_line(rows) == "talent 0.81, talent.education 0.70; unsure: trade 0.35, labour 0.20"
    assert themes_line(rows[3:4]) == "unsure: labour 0.20"
    assert themes_line(rows[4:]) == ""
    assert themes_line([row("trade", 0.35, None)]) == "trade 0.35"  # of an earlier version

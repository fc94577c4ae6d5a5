"""Lists of decisions on who is who, drawn at random, for property tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from policynlp.link.decisions import Decision

WHO = {"who": "A. Reader", "when": "2026-03-01", "why": "checked by hand"}
ACTIONS = ("merge", "merge", "split", "rename", "hide")


@st.composite
def some_decisions(draw: st.DrawFn, keys: Sequence[str], documents: Sequence[str], *, least: int = 0) -> tuple[Decision, ...]:
    """Up to five, in order; later ones may undo earlier ones, undoings too.

    Args:
        draw: Given by Hypothesis.
        keys: Identities that are decided on, some of which need not be there.
        documents: What a split may name.
        least: Decisions at the least.
    """
    out: list[Decision] = []
    for n in range(draw(st.integers(least, 5))):
        action = draw(st.sampled_from([*ACTIONS, *(["undo"] if n else [])]))
        fields: dict[str, Any] = {"identity": draw(st.sampled_from(keys))}
        if action == "undo":
            fields = {"decision": str(draw(st.integers(0, n - 1)))}
        if action in {"merge", "split"}:
            fields["into"] = draw(st.sampled_from(keys))
        if action == "split":
            fields["documents"] = tuple(sorted(draw(st.sets(st.sampled_from(documents), min_size=1))))
        if action == "rename":
            fields["name"] = draw(st.sampled_from(["N. N.", "Leda"]))
        out.append(Decision(action=action, id=str(n), **WHO, **fields))
    return tuple(out)

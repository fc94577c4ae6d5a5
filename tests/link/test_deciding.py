"""Decisions laid over parts are those laid over rows one by one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from policynlp.link.deciding import Part, lay_over
from policynlp.link.decisions import Decision

WHO = {"who": "A. Reader", "when": "2026-03-01", "why": "checked by hand"}
IDENTITIES = st.sampled_from("abcd")
PARTS = st.builds(Part, st.sampled_from("xyz"), IDENTITIES, st.sampled_from(["A", "B"]), st.sampled_from("123"))
DECISIONS = st.builds(
    Decision,
    action=st.sampled_from(["merge", "split", "rename", "hide"]),
    identity=IDENTITIES,
    into=IDENTITIES,
    documents=st.sets(st.sampled_from("xyz")).map(tuple),
    name=st.sampled_from(["C", "D"]),
    **{field: st.just(text) for field, text in WHO.items()},
)


def literally(parts: list[Part], decisions: list[Decision]) -> list[Part]:
    """The definition: each decision looks at each row."""
    for d in decisions:
        stays = [p for p in parts if p.identity == d.into]
        name = min(stays, key=lambda p: (p.document, p.entity)).name if stays else None
        after = []
        for p in parts:
            if p.identity != d.identity:
                after.append(p)
            elif d.action == "merge":
                after.append(replace(p, identity=d.into, name=name or p.name))
            elif d.action == "split":
                after.append(replace(p, identity=d.into) if p.document in d.documents else p)
            elif d.action == "rename":
                after.append(replace(p, name=d.name))
            else:
                after.append(replace(p, identity=None))
        parts = after
    return parts


@given(
    parts=st.lists(PARTS, max_size=8, unique_by=lambda p: (p.document, p.entity)),
    decisions=st.lists(DECISIONS, max_size=6),
)
def test_decisions_do_what_they_say_to_each_row(parts, decisions):
    expected = literally([replace(p) for p in parts], decisions)
    lay_over(parts, decisions, first=lambda p: (p.document, p.entity))
    assert parts == expected

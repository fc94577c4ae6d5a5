"""Figures of several texts about one thing, as groups."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.link.groups import groups


def claim(name, *, document=None, published=None, **fields):
    row = dict.fromkeys(("value", "unit", "speaker", "source_text", "place", "scope_text", "publisher", "document_title"))
    row |= {"id": name, "document": document or f"d-{name}", "text": name, "published": published, "uri": f"file:{name}"}
    row |= {"start_char": 0, "end_char": 5, "bound": "exact", "nature": "outturn", "measure_text": None, "period_text": None}
    return row | fields


def link(a, b, kind, *, delta=0.0, reason=None):
    return {
        "id": f"{kind}:{a['id']}:{b['id']}",
        "kind": kind,
        "from_document": a["document"],
        "from_annotation": a["id"],
        "to_document": b["document"],
        "to_annotation": b["id"],
        "delta": delta,
        "reason": reason or f"{a['id']} {kind} {b['id']}",
    }


A, B, C, D, E = (claim(x, published=f"2024-0{n}-01") for n, x in enumerate("abcde", 1))


def test_links_hold_a_group_together_and_the_worst_of_them_names_it():
    found = groups(
        [C, B, A, D, E], [link(A, B, "agrees"), link(B, C, "differs", delta=-0.2), link(D, E, "agrees", delta=0.001)]
    )
    assert [(g.agreement, [r.claim for r in g.readings]) for g in found] == [
        ("differs", ["a", "b", "c"]),
        ("agrees_within_rounding", ["d", "e"]),
    ]
    assert found[0].largest_delta == 0.2
    assert found[0].reasons[0] == "b differs c"
    assert found[1].largest_delta is None


def test_what_cannot_be_compared_stands_beside_and_makes_no_group():
    found = groups([A, B, C], [link(A, B, "agrees"), link(B, C, "not_comparable", reason="another year")])
    assert [[r.claim for r in g.readings] for g in found] == [["a", "b"]]
    assert found[0].beside == ("another year",)
    assert groups([B, C], [link(B, C, "not_comparable")]) == []


def test_a_group_says_what_and_when_as_its_first_text_that_does():
    first = claim("x", published="2020", place="Chile")
    second = claim("y", published="2021", measure_text="copper output", period_text="2019", place="Peru", speaker="Ana Ruiz")
    (group,) = groups([second, first], [link(second, first, "compatible")])
    assert (group.measure, group.place, group.period, group.agreement) == ("copper output", "Chile", "2019", "compatible")
    assert group.readings[1].said_by == "Ana Ruiz"


def test_links_to_texts_that_are_not_shown_are_passed_over():
    assert groups([A], [link(A, B, "agrees")]) == []


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14), st.randoms())
def test_groups_do_not_depend_on_the_order_of_rows(pairs, random):
    rows = [claim(str(n)) for n in range(8)]
    links = [link(rows[a], rows[b], "agrees") for a, b in dict.fromkeys(pairs) if a != b]
    whole = groups(rows, links)
    members = [{r.claim for r in g.readings} for g in whole]
    assert all(not a & b for i, a in enumerate(members) for b in members[:i])
    assert all(any({str(a), str(b)} <= m for m in members) for a, b in pairs if a != b)
    random.shuffle(rows)
    random.shuffle(links)
    assert groups(rows, links) == whole


@pytest.mark.parametrize("kind", ["echoes", "cites", "duplicate"])
def test_other_links_are_no_comparison(kind):
    assert groups([A, B], [link(A, B, kind)]) == []

"""Numbers of sections and items are no figures; what looks like them and counts something is one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.tag.claims.numbering import numbering

LAW = """Harbour Act

1 Short title
(1) This Act may be cited as the Harbour Act.
(2) It has 14 sections.

2 Interpretation
In this Act, "boat" has its usual meaning.
3 Fees
"""


def numbers(text: str) -> list[str]:
    return [text[s:e] for s, e in numbering(text)]


def test_levels_at_the_beginning_of_a_heading_are_numbers_of_it() -> None:
    text = "5.3 Water use\n\n5.3 million people use it."
    assert numbers(text) == []
    assert numbering(text, headings={0}) == [(0, 3)]
    assert numbering("4.5 Percent Growth Expected\n\nIt may.", headings={0}) == []


def test_sections_and_subsections_are_counted() -> None:
    assert numbers(LAW) == ["1", "1", "2", "2", "3"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. Roads\n2. Rails\n3. Ports", ["1", "2", "3"]),
        ("1) Roads\nand so on\n2) Rails", ["1", "2"]),
        ("12 People died in the flood.\n40 People were hurt.", []),
        ("12 people died in the flood.\n13 people were hurt.", []),
        ("The fleet had grown to\n12 boats by then.\n(13) boats were lost.", ["13"]),
        ("2019. That was the year.", []),
        ("4 Roads\n6 Rails", []),
        ("3.1 Roads were built.\nMuch else.\n3.2 The rails were not.", ["3.1", "3.2"]),
        ("3.5 Roads\n4.1 Rails\n4.1.1 Gauges\n4.1.2 Sleepers", ["3.5", "4.1", "4.1.1", "4.1.2"]),
        ("3.1 Million people left.\n4.2 million stayed.", []),
        ("1.5 Tonnes were found.\n3.5 Tonnes were lost.", []),
    ],
)
def test_a_number_at_a_line_numbers_it_where_others_follow(text: str, found: list[str]) -> None:
    assert numbers(text) == found


@given(st.text(alphabet="0123456789().\n aB", max_size=200))
def test_spans_are_numbers_in_order(text: str) -> None:
    found = numbering(text)
    assert found == sorted(found)
    assert all(text[s:e].replace(".", "").isdigit() for s, e in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))

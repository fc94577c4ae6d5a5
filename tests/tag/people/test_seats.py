"""Party and seat behind a name, and whom "the Vermont senator" is by it."""

from __future__ import annotations

import pytest

from policynlp.tag.people.seats import is_seat, seat_behind


@pytest.mark.parametrize(
    ("behind", "seat"),
    [
        ("(I-Vt.) said", "Vermont"),
        ("(R-S.C.) told", "South Carolina"),
        (", D-Calif., was there", "California"),
        ("(Ky.) a month later", "Kentucky"),
        ("(D-Newport News), shouted", "Newport News"),
        ("(R-Utah) said", "Utah"),
        (", D-Mass., added", "Massachusetts"),
        ("(b. 1950) said", None),
        ("(left) said", None),
        (", Desk-bound since May,", None),
        ("said (D-Vt.)", None),
    ],
)
def test_a_seat_is_written_out(behind: str, seat: str | None) -> None:
    assert seat_behind(behind) == seat


def test_a_party_and_a_seat_are_nobody(tag) -> None:
    assert is_seat("D-N.J.")
    assert is_seat("R-Wis.")
    assert not is_seat("D-Day")
    assert not is_seat("I-Ming Chen")
    assert is_seat("R-Belle Chasse")
    doc = tag("Rep. Walter Nash (D-N.J.) asked for time.")
    assert [(p.name, p.affiliations) for p in doc._.policynlp_people] == [("Walter Nash", ("New Jersey",))]


def test_an_office_leads_to_its_seat(tag) -> None:
    doc = tag("Gov. Helen Marsh of Indiana spoke first.")
    assert [p.affiliations for p in doc._.policynlp_people] == [("Indiana",)]

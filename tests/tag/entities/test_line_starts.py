"""Names that the beginning of a line tells."""

from __future__ import annotations

import pytest
from marked_names import named, texts

from policynlp.tag.entities.line_starts import agencies, labelled


@pytest.mark.parametrize(
    ("text", "seen", "whole"),
    [
        ("TERESITA LUNA-CRUZ: For consumers, perhaps.", [("LUNA", "PERSON"), ("CRUZ", "PERSON")], "TERESITA LUNA-CRUZ"),
        ("DR. ANN LEE: It will.", [("ANN", "PERSON")], "ANN LEE"),
        ("OKORO: It will.", [("OKORO", "PERSON")], "OKORO"),
    ],
)
def test_a_label_in_capitals_is_one_name(text: str, seen: list[tuple[str, str]], whole: str) -> None:
    tokens, found = named(text, *seen)
    assert texts(tokens, labelled(tokens, found)) == [(whole, "PERSON")]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("NEW DELHI: The mills opened.", [("NEW DELHI", "GPE")]),
        ("Ann Lee-Roe: It will.", [("Lee", "PERSON"), ("Roe", "PERSON")]),
        ("LEE SAYS WATER IS SHORT", [("LEE", "PERSON")]),
    ],
)
def test_what_is_no_such_label_stays_as_it_is(text: str, seen: list[tuple[str, str]]) -> None:
    tokens, found = named(text, *seen)
    assert labelled(tokens, found) == found


@pytest.mark.parametrize("text", ["XI'AN, Aug. 13 (Northwire) -- The port opened.", "(Northwire) 09:12, August 14"])
def test_an_agency_is_no_place(text: str) -> None:
    tokens, found = named(text, ("Northwire", "GPE"))
    assert texts(tokens, agencies(tokens, found)) == [("Northwire", "ORG")]


@pytest.mark.parametrize("text", ["The port (Northwire) opened.", "LAGOS (Northwire) opened a port."])
def test_a_place_in_brackets_elsewhere_is_one(text: str) -> None:
    tokens, found = named(text, ("Northwire", "GPE"))
    assert agencies(tokens, found) == found

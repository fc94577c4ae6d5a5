"""The fields of a figure as they are typed: money stays money, and what cannot be read is told."""

from __future__ import annotations

from typing import Any

import pytest

from policynlp.corpus.reading import TaggedDocument
from policynlp.document import Document, Passage, Source, content_id
from policynlp.steps.claim_fields import read_claim_fields
from policynlp.tag.claims.typed import read_typed
from policynlp.tags import Tags

TEXT = "Britain spent about 14.5 billion pounds on new schools and hospitals."
SPENT = {"start": 20, "end": 39, "value": 14.5e9, "value_high": None, "unit": "GBP", "kind": "money", "bound": "exact"}
BUILT = SPENT | {"value": 12.0, "unit": "school", "kind": "count"}


@pytest.fixture(scope="module")
def text() -> TaggedDocument:
    passage = Passage(id=content_id("passage", TEXT), start=0, end=len(TEXT), kind="paragraph")
    document = Document(text=TEXT, source=Source(uri="x", media_type="text/plain"), work="w", passages=(passage,))
    return TaggedDocument(document=document, tags=Tags(document=document.id, tagset="t"))


def read(text: TaggedDocument, before: dict[str, Any], **typed: str) -> dict[str, Any]:
    return read_claim_fields(text, before, typed)


def test_the_value_is_said_with_the_unit_that_is_typed_beside_it(text: TaggedDocument) -> None:
    found = read(text, SPENT, value="14.5 billion", unit="EUR")
    assert found["said"] == {"value": "14,500,000,000 EUR", "unit": "EUR (money)"}
    assert (found["value"]["unit"], found["value"]["unit_base"], found["errors"]) == ("EUR", "EUR", {})


def test_value_and_unit_that_contradict_each_other_are_told(text: TaggedDocument) -> None:
    found = read(text, SPENT, value="15 billion euros", unit="USD")
    assert "the value is in EUR" in found["errors"]["unit"]
    assert found["said"] == {"value": "15,000,000,000 EUR"}


@pytest.mark.parametrize(
    ("typed", "now", "unit"),
    [
        ("pounds", "GBP", "GBP"),
        ("pound", "EGP", "EGP"),
        ("dollars", "AUD", "AUD"),
        ("dollars", "GBP", "USD"),
        ("pence", "GBP", "pence"),
    ],
)
def test_a_unit_of_money_stays_money(text: TaggedDocument, typed: str, now: str, unit: str) -> None:
    found = read(text, SPENT | {"unit": now}, unit=typed)
    assert (found["value"]["unit"], found["value"]["kind"], found["errors"]) == (unit, "money", {})


def test_pounds_of_what_is_weighed_are_a_weight(text: TaggedDocument) -> None:
    weighed = SPENT | {"value": 3.0, "unit": "kilogram", "kind": "measure"}
    assert read(text, weighed, unit="pounds")["value"]["unit"] == "pound"
    assert read(text, weighed, value="3 pounds")["value"]["unit"] == "pound"
    assert read(text, SPENT, value="3 pounds")["value"]["unit"] == "GBP"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1/0", "1/0 is no number"),
        ("14.5 biillion", "Is billion meant?"),
        ("14.5 biillion pounds", "Is billion meant?"),
        ("12 clinics", "'clinics' is no unit"),
        ("12 percent of GDP", "'of GDP' is not understood"),
        ("two of five", "is not understood"),
    ],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(text: TaggedDocument, typed: str, told: str) -> None:
    found = read(text, SPENT, value=typed)
    assert told in found["errors"]["value"]
    assert (found["value"]["value"], found["value"]["unit"], found["said"]) == (14.5e9, "GBP", {})
    assert told in read(text, SPENT | {"value": 1.0}, value_high=typed)["errors"]["value_high"]


def test_what_is_counted_is_a_noun_of_the_text_or_of_a_figure_that_counts(text: TaggedDocument) -> None:
    assert read(text, SPENT, value="12 new schools")["value"]["unit"] == "school"
    assert read(text, BUILT, value="12 clinics")["value"]["unit"] == "clinic"
    assert read(text, BUILT, unit="clinic")["value"]["unit"] == "clinic"
    assert "Is million meant?" in read(text, BUILT, unit="milion")["errors"]["unit"]
    assert "is no unit" in read(text, SPENT, unit="zorkmid")["errors"]["unit"]


@pytest.mark.parametrize(
    ("words", "value"),
    [("two in five", 0.4), ("12 out of 40", 0.3), ("one in every four", 0.25), ("3/8", 0.375), ("3/7", 3 / 7)],
)
def test_a_part_of_a_whole_is_a_ratio(words: str, value: float) -> None:
    found = read_typed(words)
    assert (found.value, found.unit, found.kind, found.unread) == (pytest.approx(value), "fraction", "ratio", "")

"""Whether a bare day or month lies ahead, by what the sentence says of it; published on Saturday, 15 June 2024."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from policynlp.ingest.read import read_rows
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger


@pytest.fixture(scope="module")
def values() -> Callable[[str], list[str | None]]:
    """TIMEX3 values of the dates of a text."""
    settings = load_settings()
    tagger = Tagger(settings.tag)

    def read(text: str) -> list[str | None]:
        row = json.dumps({"id": "a", "text": text, "date": "2024-06-15"})
        document = next(iter(read_rows([row], uri="a.jsonl", settings=settings)))
        return [e.timex for e in tagger.tag(document).entities if e.label in {"DATE", "TIME"}]

    return read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The bridge reopens Sunday in both directions.", "2024-06-16"),
        ("The foreign secretary arrives Monday for talks.", "2024-06-17"),
        ("Leaders gathered for the summit, which opens Sunday.", "2024-06-16"),
        ("The two sides may sign the accord Thursday.", "2024-06-20"),
        ("Greece must repay the loan by the end of August.", "2024-08"),
        ("The council should decide Tuesday.", "2024-06-18"),
        ("Voting on the charter is planned for October.", "2024-10"),
        ("Unions plan a protest Wednesday.", "2024-06-19"),
        ("The count was put off until September.", "2024-09"),
        ("Officials promised figures by Friday.", "2024-06-21"),
    ],
)
def test_what_is_to_come(values: Callable, text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The minister resigned Monday.", "2024-06-10"),
        ("The mayor says Tuesday was hard.", "2024-06-11"),
        ("They may have met Thursday.", "2024-06-13"),
        ("Minister resigns Monday", "2024-06-10"),
        ("The shop was closed by Friday.", "2024-06-14"),
        ("The troops stayed until Monday.", "2024-06-10"),
        ("Voting was planned for October.", "2023-10"),
        ("The government must repay the loans taken out in December.", "2023-12"),
        ("Farmers can claim for losses since March.", "2024-03"),
        ("The man may face charges over the attack on Sunday.", "2024-06-09"),
        ("The siege lasted until Thursday, when troops withdrew.", "2024-06-13"),
        ("The government extended the curfew until October, when it was lifted.", "2023-10"),
        ("Protesters march through central Lagos on Friday.", "2024-06-14"),
        ("The budget prepared in November missed the fall in oil.", "2023-11"),
        ("The march, planned for Thursday, drew 40,000 people.", "2024-06-13"),
        ("The two sides agreed by Sunday.", "2024-06-09"),
    ],
)
def test_what_was(values: Callable, text: str, value: str) -> None:
    assert values(text) == [value]

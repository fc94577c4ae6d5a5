"""The sentence behind a dateline is read as without it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from policynlp.tag.claims.component import ClaimComponent
from policynlp.tags import Quote

DATELINES = [
    "ACCRA, Oct 31 (HarbourWire) - ",
    "ACCRA, Ghana (AP) — ",
    "ACCRA — ",
    "Oslo, 6 Nov. — ",
    "ROME/PARIS, 20 November 2024 – ",
    "Lyon | 20 November 2024 – ",
    "(Dallas, TX, May 6, 2024) — ",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_what_is_measured_behind_a_dateline(quotes_nlp: Language, dateline: str) -> None:
    doc = quotes_nlp(f"{dateline}Norway's inflation rose to 4.6% in April.")
    doc._.policynlp_published = "2024-05-20"
    claim = ClaimComponent()(doc)._.policynlp_claims[-1]
    assert (claim.value, claim.measure and claim.measure.text, claim.period and claim.period.timex) == (
        4.6,
        "inflation",
        "2024-04",
    )


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_said_by_nobody(quotes_of: Callable[[str], tuple[Quote, ...]], dateline: str) -> None:
    text = f"{dateline}More than half of the schools are closed, according to a report by the ministry."
    assert [text[slice(*q.content[0])] for q in quotes_of(text)] == ["More than half of the schools are closed"]


def test_an_aside_between_dashes_does_not_end_the_sentence(quotes_nlp: Language) -> None:
    doc = quotes_nlp("NATO — Europe's main alliance — spent more than 2 percent of its income on ammunition.")
    assert len(list(doc.sents)) == 1


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Exports fell to $5 billion.¹ Savings will start in 2030.", 2),
        ("Exports fell in 2023.¹² Savings will start in 2030.", 2),
        ('He called it a "success."³ Savings will start in 2030.', 2),
        ("The farm has 40 km² Norway does not use.", 1),
        ("Exports of CO² fell to 5 million tonnes in 2023.", 1),
    ],
)
def test_the_number_of_a_note_ends_the_sentence(quotes_nlp: Language, text: str, sentences: int) -> None:
    assert len(list(quotes_nlp(text).sents)) == sentences

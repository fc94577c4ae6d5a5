"""What two figures that a model finds of one thing may be told to contradict each other by, and what keeps them from it."""

from __future__ import annotations

import pytest
from reader import document

from policynlp.link.features import features
from policynlp.link.pair_verdicts import differ
from policynlp.link.periods import same_month_or_year
from policynlp.link.statements import Statement
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(load_settings().tag)


def statement(tagger: Tagger, sentence: str, *, published: str = "2026-03-20", key: str) -> Statement:
    """The first figure of a text of one sentence."""
    doc = document(sentence, published=published, key=key)
    return features(doc, tagger.tag(doc)).statements[0]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        # a figure of one digit is round, and so far apart no rounding explains it
        ("The ministry hired 10,000 nurses in 2025.", "The ministry hired 8,740 nurses in 2025.", True),
        ("The ministry hired 9,000 nurses in 2025.", "The ministry hired 8,740 nurses in 2025.", False),
        # what a thing will cost by one text and costs by another
        ("The new bridge will cost 420 million euros.", "The new bridge costs 350 million euros.", True),
        # a forecast and what came of it, an aim and what came of it
        ("The ministry expects exports of 47 million euros in 2025.", "Exports were 48.3 million euros in 2025.", False),
        ("The city aims to build 450 flats in 2025.", "The city built 412 flats in 2025.", False),
        # the fiscal year as it is written, and as it is told
        (
            "The hospital spent 41 million euros on agency nurses in the year to June 2025.",
            "The hospital spent 38.5 million euros on agency nurses in 2024/25.",
            True,
        ),
        (
            "The hospital spent 41 million euros on agency nurses in the year to June 2025.",
            "The hospital spent 38.5 million euros on agency nurses in 2025/26.",
            False,
        ),
        # a month and a part of it
        ("The flood covered 206,000 hectares in August 2025.", "The flood covered 214,000 hectares from 3 to 21 August 2025.", True),
        ("The flood covered 206,000 hectares in August 2025.", "The flood covered 214,000 hectares in September 2025.", False),
    ],
)  # fmt: skip
def test_what_may_contradict(tagger: Tagger, first: str, second: str, told: bool) -> None:
    a, b = statement(tagger, first, key="a"), statement(tagger, second, key="b")
    for one, other in ((a, b), (b, a)):
        verdict = differ(one, other, 1.0)
        assert (verdict is not None and verdict.kind == "differs") == told, verdict


def test_undated_figures_have_no_month_in_common(tagger: Tagger) -> None:
    a = statement(tagger, "The flood covered 206,000 hectares.", key="a")
    b = statement(tagger, "The flood covered 206,000 hectares in August 2025.", key="b")
    assert a.period is None
    assert isinstance(b.period, tuple)
    assert not same_month_or_year(a, b)
    assert same_month_or_year(b, b)

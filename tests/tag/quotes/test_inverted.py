"""Who says it told in the middle of what is said, the verb first."""

from __future__ import annotations

import pytest

from policynlp.tag.extensions import prose_passages
from policynlp.tag.quotes.inverted import inverted_attributions
from policynlp.tag.quotes.reading import Reading


def read(quotes_nlp, text):
    doc = quotes_nlp(text)
    found = inverted_attributions(Reading(doc, prose_passages(doc)))
    return [([text[s:e] for s, e in a.content], text[slice(*a.source[0])]) for a in found]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("The drought, warns the agronomist Luis Pardo, will last.", ["The drought", "will last"], "the agronomist Luis Pardo"),
        ("The dams, recalls the minister, were full in 2019.", ["The dams", "were full in 2019"], "the minister"),
        (
            "The village has lost half of its people, explains the mayor, Ana Reis, and the school may close.",
            ["The village has lost half of its people", "and the school may close"],
            "the mayor, Ana Reis",
        ),
        ("Of ten pupils, notes the report, four leave early.", ["Of ten pupils", "four leave early"], "the report"),
        (
            "There are few left, and many, points out the demographer Amancio Rueda, work for the council.",
            ["There are few left, and many", "work for the council"],
            "the demographer Amancio Rueda",
        ),
    ],
)
def test_who_says_it_in_the_middle(quotes_nlp, text, content, source):
    assert read(quotes_nlp, text) == [(content, source)]


@pytest.mark.parametrize(
    "text",
    [
        "Rents will fall, said Ann Lee, a demographer at the university.",  # who she is, not what she said
        "Rents will fall, said Ann Lee, who teaches in Leeds.",
        "It cost two million, says Professor Rajan Kuruvila, wiping the dust off the casing.",
        "She met investors, warned the mayor, and flew home.",
        "The firm lends money, finds the client, and leaves.",
        "The law, says the paper that he read, will last.",
        "The drought, warns nothing in particular, will last.",
        '"The drought," warns the agronomist Luis Pardo.',
        "Rents will fall, says the minister.",
        "She posted, said on Monday, in spring.",
        "The premier rejected the offer, announced the Green Growth Fund, a vehicle of 3 billion dollars, and promised jobs.",
        "The inspector walked through the plant, noted a Siemens turbine, several pumps and a gate, and wrote his report.",
        "The deal, reported Bloomberg News, Reuters and the Financial Times, collapsed.",
    ],
)
def test_what_is_read_otherwise(quotes_nlp, text):
    assert read(quotes_nlp, text) == []


def test_the_parser_s_subject_is_not_believed(quotes_of):
    text = "The reservoirs, recalls the minister, were full in 2019."
    (quote,) = quotes_of(text)
    assert text[slice(*quote.source[0])] == "the minister"

"""Who or what a source is: acts and events that show something, records, documents with those who made them."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "sentence",
    [
        "His attendance at the signing showed that Lima takes the treaty seriously.",
        "The ministry's silence suggests that no deal is near.",
        "The resignation of the governor confirmed that the coalition is in trouble.",
        "The collapse of the bridge at Tamale showed that inspections are too rare.",
    ],
)
def test_an_act_or_event_shows_something_but_is_nobody(quotes_of, sentence):
    (quote,) = quotes_of(sentence)
    assert quote.source
    assert (quote.source_type, quote.speaker) == ("none", None)


@pytest.mark.parametrize(
    "sentence",
    [
        "A bystander suggested that the driver was asleep.",
        "The management said that the mill would close.",
        "Local farmers complained that the canal is dry.",
        "One questioner claimed that the vote was bought.",
    ],
)
def test_people_without_a_name_stay_anonymous(quotes_of, sentence):
    (quote,) = quotes_of(sentence)
    assert quote.source_type == "anonymous"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "Footage released on Friday by the Okoro family shows that the wall fell.",
            "Footage released on Friday by the Okoro family",
        ),
        ("Video footage shows that the wall fell at noon.", "Video footage"),
    ],
)
def test_a_document_keeps_the_name_of_its_maker(quotes_of, sentence, name):
    (quote,) = quotes_of(sentence)
    assert (quote.source_type, quote.speaker) == ("document", name)

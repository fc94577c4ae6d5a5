"""Names that models take for people's are judged once more by all that the text shows of them, where an encoder has read it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from policynlp.document import Document
from policynlp.ingest.read import read_bytes
from policynlp.settings import load_settings
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.name_cases import FEATURES, name_cases
from policynlp.tag.people.name_judge import judged, meeting
from policynlp.tag.pipeline import Tagger
from policynlp.tags import Tags

TEXT = """Remittances cool, central bank says

Growth cooled to 2.9 percent last year, the Bangko Sentral reported on Monday.

“The growth is still strong,” Bangko Sentral Deputy Governor Rogelio Magbanua told a briefing. Mr. Magbanua said that families feel it.

In the hills above Sariwanda, Rowena Galang, 41, a cook, said she sends half of what she earns to Sariwanda.
"""


@pytest.fixture(scope="module")
def read() -> Callable[[str], Tags]:
    """A text to its names, read by all of the pipeline that finds them."""
    settings = load_settings()
    tagger = Tagger(settings.tag.model_copy(update={"components": ("entities", "people")}))

    def run(text: str) -> Tags:
        document = next(iter(read_bytes(text.encode(), uri="a.txt", settings=settings, media_type="text/plain")))
        assert isinstance(document, Document)
        return tagger.tag(document)

    return run


def test_what_is_no_person_is_none(read: Callable[[str], Tags]) -> None:
    tags = read(TEXT)
    assert sorted(p.name for p in tags.people) == ["Rogelio Magbanua", "Rowena Galang"]
    labels = {e.name: e.label for e in tags.entities}
    assert labels["Bangko Sentral"] == "ORG"
    assert labels["Sariwanda"] == "GPE"


def test_names_are_collected_unjudged(read: Callable[[str], Tags]) -> None:
    with meeting() as met:
        tags = read(TEXT)
    assert {"Rogelio Magbanua", "Rowena Galang"} <= {one.words for one in met}
    assert {one.words for one in met} == {
        TEXT[e.start : e.end] if e.end <= len(TEXT) else e.name for e in tags.entities if e.label == "PERSON"
    }
    assert all(len(one.values) == len(FEATURES) for one in met)


def test_without_an_encoder_nothing_is_judged(tag: Callable[..., Doc]) -> None:
    doc = tag("The Bangko Sentral said that prices rose.", "Ana Reis, a teacher, agreed.")
    tokens = Tokens(doc)
    mentions = [Mention(1, 3, "PERSON"), Mention(9, 11, "PERSON")]
    assert judged(tokens, mentions) == mentions


def test_what_is_known_of_a_name(tag: Callable[..., Doc]) -> None:
    doc = tag("The Bangko Sentral said that prices rose.", "Mr Reis, 41, of Lisbon, agreed. Reis left.")
    tokens = Tokens(doc)
    at = [i for i, word in enumerate(tokens.text) if word == "Reis"]
    cases = name_cases(tokens, [Mention(1, 3, "PERSON"), *(Mention(i, i + 1, "PERSON") for i in at)])
    assert [(case.words, case.at) for case in cases] == [("Bangko Sentral", (0,)), ("Reis", (1, 2))]
    bank, reis = (dict(zip(FEATURES, case.values, strict=True)) for case in cases)
    assert (bank["two_words"], bank["behind_the"], bank["speaks"], bank["unseen"]) == (1, 1, 1, 1)
    assert (reis["one_word"], reis["behind_honorific"], reis["aged"], reis["starts_sentence"]) == (1, 0.5, 0.5, 0.5)
    assert (reis["honoured_anywhere"], reis["age_anywhere"], reis["strong"]) == (1, 1, 1)


def test_a_name_that_stands_everywhere_is_looked_at_so_often(tag: Callable[..., Doc]) -> None:
    doc = tag(*["Reis said that prices rose."] * 60, *["They met in Reis."] * 60)
    tokens = Tokens(doc)
    at = [i for i, word in enumerate(tokens.text) if word == "Reis"]
    (case,) = name_cases(tokens, [Mention(i, i + 1, "PERSON") for i in at])
    assert len(case.at) == len(at) == 120
    known = dict(zip(FEATURES, case.values, strict=True))
    assert (known["speaks"], known["behind_in"]) == (1, 0)

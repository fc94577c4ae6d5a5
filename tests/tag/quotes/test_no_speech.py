"""What looks like speech and is none, and what looks like it and is speech."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from policynlp.tag.extensions import prose_passages
from policynlp.tag.neural.encoding import Encoding
from policynlp.tag.neural.quotations import Quotation
from policynlp.tag.quotes.finding import attributions
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.speakers import Speakers

Heard = tuple[str, str, str]
"""Content, cue and source as an encoder hears them."""


@pytest.fixture(scope="module")
def contents(quotes_nlp: Language) -> Callable[..., list[str]]:
    """The contents that come out of a text and of what an encoder hears in it."""

    def run(text: str, *heard: Heard) -> list[str]:
        def span(words: str) -> tuple[int, int]:
            return text.index(words), text.index(words) + len(words)

        said = [Quotation(content=(span(c),), cue=span(q), source=span(s) if s else None, score=0.9) for c, q, s in heard]
        encoding = Encoding({}, [], before=None, after=None, dimensions=384, quotations=tuple(said))
        found = attributions(Reading(doc := quotes_nlp(text), prose_passages(doc)), encoding)
        return [text[s:e] for a in found for s, e in a.content]

    return run


@pytest.mark.parametrize(
    "text, heard",
    [
        (
            "Officers who take bribes shall be punished according to law.",
            ("Officers who take bribes shall be punished", "according to", "law"),
        ),
        ("Wages are paid according to the contract.", ("Wages are paid", "according to", "the contract")),
        (
            "The fine is imposed according to Article 9 of the Decree.",
            ("The fine is imposed", "according to", "Article 9 of the Decree"),
        ),
        (
            "Tolls are charged according to the weight of the lorry.",
            ("Tolls are charged", "according to", "the weight of the lorry"),
        ),
        ("Rooms were given out according to need.", ("Rooms were given out", "according to", "need")),
        ("A witness who requested anonymity to speak freely left.", ("anonymity to speak freely", "requested", "who")),
        ("A nurse who asked not to be named left.", ("not to be named", "asked", "who")),
        (
            "A nurse who asked not to be named for fear that she would lose her post was there.",
            ("that she would lose her post", "asked", "who"),
        ),
        (
            "She left early, locking the office that her predecessor had occupied for years.",
            ("that her predecessor had occupied for years", "locking", "She"),
        ),
        (
            "The payments under the program, branded “Step Up,” are to go out in May.",
            ("The payments under the program, branded “Step Up,”", "to go out", ""),
        ),
        ("The mill did not respond to a request for comment.", ("a request for comment", "did not respond to", "The mill")),
        ("The rules were published in the Gazette of Norland.", ("The rules", "were published", "the Gazette of Norland")),
        (
            "Notes by which the Parties inform each other that they are ready count.",
            ("that they are ready", "inform", "the Parties"),
        ),
        (
            "Recalling the Accord of Accra, in which the two sides met as friends;",
            ("the Accord of Accra", "Recalling", "the two sides"),
        ),
        ("The mayor ruled that out on Monday.", ("that", "ruled", "The mayor")),
        ("Not everyone agrees that the dam is safe.", ("that the dam is safe", "agrees", "Not everyone")),
        (
            "The mill sells wheat, and in return accepts an equal amount of flour.",
            ("an equal amount of flour", "accepts", "in"),
        ),
        (
            'The Port Authority (hereinafter called "the Authority") keeps the port.',
            ("the Authority", "called", "The Port Authority"),
        ),
        (
            'The tax on fuel, in this Act referred to as "the levy", is paid in May.',
            ("the levy", "referred to", "The tax on fuel"),
        ),
        ('The Fuel Act 1998 (in this section "the old Act") ends.', ("the old Act", "ends", "The Fuel Act 1998")),
        ("Nurses who requested confidentiality because of their jobs left.", ("confidentiality", "requested", "who")),
        ("Tolls are set according to the plan approved by the council.", ("Tolls are set", "according to", "the plan")),
        ('"Idle land" refers to fields without a crop.', ("Idle land", "refers to", "")),
        ("The mill had yet to respond to calls and a text message on Friday.", ("calls", "respond to", "The mill")),
        ("The mill did not answer our calls.", ("our calls", "did not answer", "The mill")),
        ("A guard who declined to give his name left.", ("to give his name", "declined", "who")),
        ("An officer, who asked that his name be withheld, left.", ("that his name be withheld", "asked", "who")),
        ("He spoke on condition of anonymity, citing fear of reprisals.", ("fear of reprisals", "citing", "He")),
        ("The vicar spoke about him at length on Sunday.", ("him", "spoke", "The vicar")),
        ("The mason, widely known as Old Lamp, was fined.", ("The mason", "known as", "")),
        (
            'The mason, who is known in the valley as "Old Lamp" for his work, was fined.',
            ("Old Lamp", "known", "The mason"),
        ),
        (
            'The mason, popularly known as "Old Lamp" among his friends, was charged before the judge.',
            ("Old Lamp", "was charged", "the judge"),
        ),
        ('The hearing, listed on the agenda as "Where Is It?", is on Friday.', ("Where Is It?", "listed", "")),
    ],
)
def test_nobody_says_it(contents, text: str, heard: Heard) -> None:
    assert contents(text, heard) == []


@pytest.mark.parametrize(
    "text, heard",
    [
        ("The rent is 300 euros, according to the contract.", ("The rent is 300 euros", "according to", "the contract")),
        ("According to the law, farmers must pay two percent.", ("farmers must pay two percent", "According to", "the law")),
        ("The inn was closed according to the owner.", ("The inn was closed", "according to", "the owner")),
        (
            "Two in five rent, according to the Population Census.",
            ("Two in five rent", "according to", "the Population Census"),
        ),
        ("Recalling her days at sea, Rosa Lindt left.", ("her days at sea", "Recalling", "Rosa Lindt")),
        ("The mill did not respond to calls that it close the gate.", ("that it close the gate", "calls", "")),
        ("The guard declined to give evidence to the court.", ("to give evidence to the court", "declined", "The guard")),
        ("He left the town, citing fear of floods.", ("fear of floods", "citing", "He")),
        (
            "The judge ruled that out of 40 claims five were sound.",
            ("that out of 40 claims five were sound", "ruled", "The judge"),
        ),
        (
            "The firm was paid $4 million according to a contract seen by Reuters.",
            ("The firm was paid $4 million", "according to", "a contract seen by Reuters"),
        ),
        (
            "The tax was cut according to a decree published on Monday.",
            ("The tax was cut", "according to", "a decree published on Monday"),
        ),
        (
            "The buses will be replaced according to the plan presented by Mayor Ana Reis.",
            ("The buses will be replaced", "according to", "the plan presented by Mayor Ana Reis"),
        ),
        (
            "A ceasefire was agreed according to terms published by Qatar.",
            ("A ceasefire was agreed", "according to", "terms published by Qatar"),
        ),
        (
            "The bill will be dropped according to rank-and-file lawmakers.",
            ("The bill will be dropped", "according to", "rank-and-file lawmakers"),
        ),
        (
            "The union demanded confidentiality clauses be removed from the contracts.",
            ("confidentiality clauses be removed from the contracts", "demanded", "The union"),
        ),
        (
            "The mayor, who asked not to be named, said that the office would close.",
            ("that the office would close", "said", "The mayor"),
        ),
        (
            "Asked about the pay, the board said it was “Step Up,”.",
            ("it was “Step Up,”", "said", "the board"),
        ),
        ("The union asked for more time.", ("more time", "asked for", "The union")),
        (
            "The mayor did not respond to the charge that he lied.",
            ("the charge that he lied", "did not respond to", "The mayor"),
        ),
        ("The minister said plans were published in May.", ("plans were published in May", "said", "The minister")),
        ("A few ministers agree that the dam is safe.", ("that the dam is safe", "agree", "A few ministers")),
        ('The mayor said the word "crisis" means nothing.', ('the word "crisis" means nothing', "said", "The mayor")),
    ],
)
def test_somebody_does_say_it(contents, text: str, heard: Heard) -> None:
    assert heard[0] in contents(text, heard)


@pytest.mark.parametrize(
    "text, content",
    [
        ('Residents here say "we have had enough of the dust".', "we have had enough of the dust"),
        (
            'Addressing a rally here on Sunday, Chief Minister Ana Reis said, "We will win every seat."',
            "We will win every seat",
        ),
        ('A woman living here said: "We have lost everything in the flood."', "We have lost everything in the flood"),
        ('Here, Ana Reis says, "the rain never comes".', "the rain never comes"),
        ('There is nothing new in this law, Ana Reis said: "It repeats the old one."', "It repeats the old one"),
        ('People in this section of the city said "the buses never come".', "the buses never come"),
        ('Asked about the clause in this law, Ana Reis said "it will be repealed".', "it will be repealed"),
    ],
)
def test_here_defines_no_term(quotes_of, text: str, content: str) -> None:
    assert any(content in text[slice(*q.content[0])] for q in quotes_of(text))


@pytest.mark.parametrize(
    "text, cue, speaker",
    [
        ("Judge Rosa Lindt heard that two guards had run away.", "heard", None),
        ("Governor Rosa Lindt learned that the bridge had fallen.", "learned", None),
        ("Senator Rosa Lindt was informed that the funds were spent.", "was informed", None),
        ("Senator Rosa Lindt said that the funds were spent.", "said", "Rosa Lindt"),
        ("Rosa Lindt has heard that the bridge will open.", "has heard", "Rosa Lindt"),
        ("The court heard that the bridge will open.", "heard", None),
    ],
)
def test_whoever_is_told_does_not_speak(quotes_nlp: Language, text: str, cue: str, speaker: str | None) -> None:
    at = text.index(cue)
    content, source = (text.index("that"), len(text) - 1), (0, at - 1)
    said = Quotation(content=(content,), cue=(at, at + len(cue)), source=source, score=0.9)
    encoding = Encoding({}, [], before=None, after=None, dimensions=384, quotations=(said,))
    reading = Reading(doc := quotes_nlp(text), prose_passages(doc))
    found = attributions(reading, encoding)
    assert [f.name for f in Speakers(reading, found).resolve_all(found)] == [speaker]


def test_an_article_alone_is_no_source(quotes_nlp: Language) -> None:
    text = "The inspection also counted 870 illegal taps on the canal."
    said = Quotation(content=((28, len(text) - 1),), cue=(15, 27), source=(0, 3), score=0.9)
    encoding = Encoding({}, [], before=None, after=None, dimensions=384, quotations=(said,))
    (found,) = attributions(Reading(doc := quotes_nlp(text), prose_passages(doc)), encoding)
    assert text[slice(*found.source[0])] == "The inspection"

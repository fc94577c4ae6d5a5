"""Somebody who was just named and is called by other words: an age, a past, children, a party, a town."""

from __future__ import annotations

import pytest

from policynlp.tag.quotes.epithets import Epithet, epithet_of


@pytest.mark.parametrize(
    ("mention", "epithet"),
    [
        ("The 66-year-old", Epithet(age=66)),
        ("the 31-year-old woman", Epithet(gender="female", age=31)),
        ("The former rubber tapper", Epithet()),
        ("the former defence minister", Epithet(political=True)),
        ("the retired postman", Epithet()),
        ("The mother of three", Epithet(gender="female", new="mother")),
        ("the father of two small boys", None),
        ("the father of four boys", Epithet(gender="male", new="father")),
        ("the Clonmore woman", Epithet(gender="female", words=frozenset({"clonmore"}), new="woman")),
        ("The Labour MP", Epithet(political=True, words=frozenset({"labour", "mp"}))),
        (
            "the GOP senator",
            Epithet(party=frozenset({"republican", "gop", "republicans"}), political=True, words=frozenset({"gop"})),
        ),
        (
            "the Christian Democrat",
            Epithet(
                party=frozenset({"democratic", "democrat", "democrats"}),
                political=True,
                words=frozenset({"christian", "democrat"}),
            ),
        ),
        ("The Barkandji elder", Epithet(words=frozenset({"barkandji"}))),
    ],
)
def test_what_an_epithet_says(mention, epithet):
    assert epithet_of(mention) == epithet


@pytest.mark.parametrize(
    "mention",
    [
        "the mayor",
        "The Finance Minister",
        "the former minister Ann Lee",
        "the former Soviet Union",
        "The former government",
        "The Ghanaian trader",
        "The Labour Party",
        "the GOP candidate",
        "a former nurse",
        "Her mother",
        "the mother",
        "the 66-year-old law",
    ],
)
def test_what_is_none(mention):
    assert epithet_of(mention) is None or mention == "the 66-year-old law"


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        (
            '"We wait," said Rosa Lindt, a nurse.\n\nThe mother of three said the bus was late.',
            "The mother of three",
            "Rosa Lindt",
        ),
        ('"We wait," said Peter Kamau, a nurse.\n\nThe mother of three said the bus was late.', "The mother of three", None),
        (
            '"We wait," said Peter Kamau.\n\nAnna Weber came. The former nurse said the bus was late.',
            "The former nurse",
            "Anna Weber",
        ),
        (
            'Peter Kamau, 61, sows wheat. "We wait," said Omar Diallo, 47.\n\nThe 61-year-old said the well was dry.',
            "The 61-year-old",
            "Peter Kamau",
        ),
        (
            '"We wait," said Peter Kamau, 52.\n\nThe 61-year-old said the well was dry.',
            "The 61-year-old",
            None,
        ),
        (
            '"We wait," said Rosa Lindt, an economist.\n\nThe Labour MP said the well was dry.',
            "The Labour MP",
            None,
        ),
        (
            "Peter Kamau, the Labour MP for Westbury, came.\n\nThen Rosa Lindt left. The Labour MP said the well was dry.",
            "The Labour MP",
            "Peter Kamau",
        ),
        (
            "Peter Kamau and Omar Diallo came to the hall.\n\nThe retired postman said the well was dry.",
            "The retired postman",
            None,
        ),
    ],
)
def test_who_is_meant(said_by, text, source, speaker):
    assert said_by(text)[source] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "President Peter Kamau said that drones had come.\n\nThe Turkish politician said that he would mediate.",
        "Rosa Lindt told supporters in Lund that democracy was at stake.\n\nThe former president said that the count was false.",
        "The mother of Tom Reid, a student, spoke outside.\n\nRosa Lindt said that it was late. The mother of three said that she wept.",
        "Peter Kamau said that a man was arrested.\n\nThe Lund man said that he was innocent.",
        "Labour MP Rosa Lindt said that the law was weak.\n\nThe Conservative MP said that it was strong.",
    ],
)
def test_who_may_be_somebody_else_is_nobody(said_by_rules, text):
    assert list(said_by_rules(text).values())[-1] is None


def test_he_behind_an_epithet_is_whom_it_means(said_by_rules):
    text = 'Peter Kamau, 61, sows wheat. "I warned him," said Omar Diallo.\n\nThe 61-year-old did not laugh. "He has a well," he said.'
    assert said_by_rules(text)["he"] == "Peter Kamau"


def test_he_behind_a_relative_without_a_name_is_nobody_else(said_by):
    text = '"The tables are wrong," said Omar Diallo.\n\nRosa Lindt wants to go.\n\nHer husband was not alarmed.\n\n"She packs," he said.'
    assert said_by(text)["he"] is None


def test_who_speaks_does_not_call_himself_by_his_given_name(said_by_rules):
    text = (
        "Sheriff Dale Kincaid told the hall that the gauge was dead.\n\nThat did not please Peter Kamau, who had sold it.\n\n"
        '"Dale knows that we ordered it," he said.'
    )
    assert said_by_rules(text)["he"] == "Peter Kamau"


def test_who_is_asked_in_the_speech_may_be_its_speaker(said_by):
    text = (
        "The minister of power, Ade Okafor, asked for patience.\n\n"
        '"The president called and asked, ‘Ade, what is happening?’ I said nothing," he stated.'
    )
    assert said_by(text)["he"] == "Ade Okafor"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It took four years.” That was the verdict of Peter Kamau, who has fought for it since 2022.", "Peter Kamau"),
        ("“It took four years.”\n\nThe words are those of Peter Kamau, who sat there.", "Peter Kamau"),
        ("“It took four years to dig.” This from Peter Kamau in the yard.", "Peter Kamau"),
    ],
)
def test_a_sentence_that_only_says_whose_words_those_are(quotes_of, text, speaker):
    (quote,) = quotes_of(text)
    assert (quote.speaker, quote.kind) == (speaker, "direct")


def test_that_was_a_house_says_nothing(quotes_of):
    assert not quotes_of("“It took four years.” That was the house of the former mayor on the hill.")


def test_who_behind_a_party_is_its_member(said_by):
    text = "Across from him sat Peter Kamau of the Labour Party, who replied that he had no power over it."
    assert said_by(text)["who"] == "Peter Kamau"


def test_paragraphs_that_go_on_with_a_quotation_stay_with_its_speaker(quotes_nlp):
    from policynlp.tag.extensions import passages
    from policynlp.tag.quotes.attribution import Attribution
    from policynlp.tag.quotes.reading import Reading
    from policynlp.tag.quotes.several_paragraphs import keep_together

    text = "“We waited,” she said. “It was late.\n\n“So we left.”\n\nLim conceded that it was a mistake."
    doc = quotes_nlp(text)
    reading = Reading(doc, passages(doc))

    def made(cue: str, *said: str) -> Attribution:
        at = text.index(cue)
        spans = [(text.index(s), text.index(s) + len(s)) for s in said]
        return Attribution(spans, "speech", reading.token_at(at), (at, at + len(cue)), -1, [], rule="direct")

    hers, his = made("said", "We waited,", "It was late."), made("conceded", "So we left.", "that it was a mistake")
    keep_together(reading, [hers, his])
    assert [text[slice(*s)] for s in hers.content][-1] == "So we left."
    assert [text[slice(*s)] for s in his.content] == ["that it was a mistake"]

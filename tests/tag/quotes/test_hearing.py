"""What the encoder hears, held against the parse: contents that run into the next clause, lose their beginning, or are nobody's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from spacy.language import Language

from policynlp.tag.extensions import prose_passages
from policynlp.tag.neural.encoding import Encoding
from policynlp.tag.neural.quotations import Quotation
from policynlp.tag.quotes.finding import attributions
from policynlp.tag.quotes.reading import Reading

Heard = tuple[str, str, str]
"""Content, cue and source as an encoder hears them."""


@pytest.fixture(scope="module")
def made(quotes_nlp: Language) -> Callable[..., list[tuple[str, list[str]]]]:
    """Source and contents of what comes out of a text and of what an encoder hears in it."""

    def run(text: str, *heard: Heard) -> list[tuple[str, list[str]]]:
        def span(words: str) -> tuple[int, int]:
            return text.index(words), text.index(words) + len(words)

        said = [
            Quotation(content=(span(content),), cue=span(cue), source=span(source) if source else None, score=0.9)
            for content, cue, source in heard
        ]
        encoding = Encoding({}, [], before=None, after=None, dimensions=384, quotations=tuple(said))
        found = attributions(Reading(doc := quotes_nlp(text), prose_passages(doc)), encoding)
        return [("".join(text[s:e] for s, e in a.source[:1]), [text[s:e] for s, e in a.content]) for a in found]

    return run


def sources(found: Sequence[tuple[str, list[str]]]) -> list[str]:
    return [source for source, _ in found]


def test_a_clause_beside_the_cue_is_somebody_else_s(made):
    text = "Police said four people had died, but hospital staff put the number at eleven."
    found = dict(made(text, ("four people had died, but hospital staff put the number at eleven", "said", "Police")))
    assert found == {"Police": ["four people had died"], "hospital staff": ["the number at eleven"]}


def test_what_follows_with_and_is_still_said_where_nobody_else_speaks(made):
    text = "Police said four people had died and eleven were in hospital."
    assert made(text, ("four people had died and eleven were in hospital", "said", "Police")) == [
        ("Police", ["four people had died and eleven were in hospital"])
    ]


def test_he_goes_on_within_what_somebody_says(made):
    text = "The mayor hopes the bridge opens soon, but she knows that it is late."
    heard = "the bridge opens soon, but she knows that it is late"
    assert ("The mayor", [heard]) in made(text, (heard, "hopes", "The mayor"))


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("The ferries were ordered in 2016.", ("The ferries", "were ordered", "")),
        ('The choir sang "We Shall Plant Again" at the gates.', ("We Shall Plant Again", "sang", "The choir")),
    ],
)
def test_what_nobody_says_is_left_out(made, text, heard):
    assert made(text, heard) == []


def test_words_that_are_sung_and_no_title_stay(made):
    text = 'The crowd sang "give us back our water" until the police came.'
    assert sources(made(text, ("give us back our water", "sang", "The crowd"))) == ["The crowd"]


def test_who_is_quoted_speaks(made):
    text = "Interfax quoted Deputy Minister Pavel Orlov as saying that the strait would be closed for a week."
    heard = "Deputy Minister Pavel Orlov as saying that the strait would be closed for a week"
    assert made(text, (heard, "quoted", "Interfax")) == [
        ("Deputy Minister Pavel Orlov", ["that the strait would be closed for a week"])
    ]


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        ("In the bay, the catch has halved, the cooperative said.", "the catch has halved", "said", "the cooperative"),
        (
            "By the end of March, the ferries had been sold, transport minister Ann Lee told the house.",
            "the ferries had been sold",
            "told",
            "minister Ann Lee",
        ),
        (
            "Some waited nine weeks for a decision last year, the auditors found.",
            "a decision last year",
            "found",
            "the auditors",
        ),
    ],
)
def test_a_content_begins_with_its_sentence_where_who_says_it_closes_that(made, text, content, cue, source):
    (_, contents), *_ = made(text, (content, cue, source))
    assert contents == [text[: text.index(content) + len(content)]]


def test_a_phrase_of_another_attribution_is_no_beginning(made):
    text = "According to the bank, the catch has halved, the cooperative said."
    assert ("the cooperative", ["the catch has halved"]) in made(text, ("the catch has halved", "said", "the cooperative"))


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The supply, which the ministry in Riga puts at 128 litres, may fall.",
            "the ministry in Riga",
            ["at 128 litres"],
        ),
        ("The quake left 3,000 people without shelter, per the Red Crescent.", "the Red Crescent", None),
    ],
)
def test_forms_that_show_whose_it_is(made, text, source, content):
    found = dict(made(text))
    assert source in found
    assert content is None or found[source] == content


def test_a_preposition_that_closes_the_clause_belongs_to_it(made):
    text = "The meeting identified the directions that local efforts should focus on."
    heard = ("the directions that local efforts should focus", "identified", "The meeting")
    assert made(text, heard) == [("The meeting", ["the directions that local efforts should focus on"])]


def test_who_closes_a_sentence_says_all_of_it(made):
    text = "Not all were called back: 4,200 lost their jobs last year, claims the Harbour Workers' Alliance."
    found = dict(made(text, ("4,200 lost their jobs", "were called", "the Harbour Workers' Alliance")))
    assert found == {"the Harbour Workers' Alliance": [text[: text.index(", claims")]]}


@pytest.mark.parametrize(
    ("text", "heard", "content"),
    [
        (
            "The law, which critics say goes too far, passed by two votes.",
            ("goes too far, passed by two votes", "say", "critics"),
            ["goes too far"],
        ),
        (
            "The mine, which the company says employs 400 people, has no licence.",
            ("employs 400 people, has no licence", "says", "the company"),
            ["employs 400 people"],
        ),
    ],
)
def test_a_relative_clause_ends_where_the_sentence_goes_on(made, text, heard, content):
    assert made(text, heard) == [(heard[2], content)]


@pytest.mark.parametrize(
    ("between", "taken", "resumed"),
    [
        ("speaking of the bypass. ", '"It will open in May."', True),
        ("emphasizing why towns matter. ", 'why towns matter. "It will open in May."', True),
        ("adding that it was short. ", 'that it was short. "It will open in May."', False),  # what is added goes on
        ("referring to ", '"It will open in May."', False),  # that is what she refers to
    ],
)
def test_speech_that_goes_on_behind_what_its_speaker_does_besides(made, between, taken, resumed):
    text = f'"The road is late," said Ana Reis, {between}"It will open in May."'
    heard = [("The road is late,", "said", "Ana Reis"), (taken, between.split()[0], "Ana Reis")]
    found = made(text, *heard)
    first = next(contents for _, contents in found if contents[0].startswith("The road"))
    assert (first[-1] == "It will open in May.") is resumed
    assert sum("It will open" in content for _, contents in found for content in contents) == 1


@pytest.mark.parametrize(
    ("between", "cue", "source", "taken"),
    [
        (". Paul Roth meant the bypass. ", "meant", "Paul Roth", 'the bypass. "It will open in May."'),  # another sentence
        (", but Paul Roth disagreed. ", "disagreed", "Paul Roth", '"It will open in May."'),  # somebody else
    ],
)
def test_speech_goes_on_behind_its_own_speaker_s_sentence_alone(made, between, cue, source, taken):
    text = f'"The road is late," said Ana Reis{between}"It will open in May."'
    found = made(text, ("The road is late,", "said", "Ana Reis"), (taken, cue, source))
    assert [contents for source, contents in found if source == "Ana Reis"] == [["The road is late,"]]
    assert [contents[0].strip('"') for source, contents in found if source == "Paul Roth"] == [taken.strip('"')]


def test_a_nickname_behind_a_dot_is_no_speech_that_goes_on(made):
    text = '"The road is late," said Ana Reis, noting that Gov. "Bob" Riley had left.'
    found = made(text, ("The road is late,", "said", "Ana Reis"), ('that Gov. "Bob" Riley had left', "noting", "Ana Reis"))
    assert [contents for _, contents in found] == [["The road is late,"], ['that Gov. "Bob" Riley had left']]


@pytest.mark.parametrize(("owned", "told"), [("showing", ["Paul Roth"]), ("lawyer", ["Paul Roth", "Mr. Moss's lawyer"])])
def test_what_somebody_has_is_no_speaker_and_whom_they_have_is(made, owned, told):
    text = f'"Mr. Moss\'s {owned} confirms that they will win," said Paul Roth.'
    whole = text[1 : text.index('"', 1)]
    assert sources(made(text, (whole, "said", "Paul Roth"))) == told


@pytest.mark.parametrize(
    "text",
    [
        "Police in Portland, Oregon, say that the man fled on foot.",
        "His lawyers, Ana Reis and Paul Roth, say that he is innocent of all charges.",
        "The authors, led by Maria Lopez, conclude that the glacier is shrinking.",
        "Both Boeing, the maker, and Delta, say that the jet is safe.",
    ],
)
def test_a_name_and_a_comma_before_a_verb_ask_nobody(made, text):
    cue = next(word for word in ("say", "conclude") if f" {word} " in text)
    source, content = text[:-1].split(f" {cue} ")
    assert len(made(text, (content, cue, source.rstrip(",")))) == 1


def test_somebody_told_to_say_it_does_not(made):
    text = '"Ms. Lindt, tell us what you plan to do. Paul Roth says that the road is closed," said Ana Reis.'
    whole = text[1 : text.index('"', 1)]
    assert sources(made(text, (whole, "said", "Ana Reis"))) == ["Ana Reis", "Paul Roth"]

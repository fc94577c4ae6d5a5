"""Contents keep their marks in pairs, headlines end with them, and what is told by two is told by both."""

from __future__ import annotations

import pytest
from spacy.language import Language

from policynlp.document import Passage
from policynlp.tag.quotes.component import QuoteComponent


def contents(text, quotes):
    return [" ".join(text[s:e] for s, e in q.content) for q in quotes]


@pytest.mark.parametrize(
    "text, content",
    [
        (
            'The report stressed that "no town, however small, should be left alone".',
            'that "no town, however small, should be left alone"',
        ),
        ('She said the pass was "a trap" and would stay shut.', 'the pass was "a trap" and would stay shut'),
        ('"The pass is a trap," she said.', "The pass is a trap,"),
    ],
)
def test_marks_come_in_pairs(quotes_of, text: str, content: str) -> None:
    assert content in contents(text, quotes_of(text))


@pytest.mark.parametrize(
    "text, content",
    [
        ("The mayor defended the toll after traffic fell by a third.", "the toll"),
        ("The mayor criticised the plan as unfair.", "the plan as unfair"),
        (
            "The mayor condemned the murder of a man who died after he was shot.",
            "the murder of a man who died after he was shot",
        ),
    ],
)
def test_what_happened_before_is_no_part_of_what_is_judged(quotes_of, text: str, content: str) -> None:
    assert content in contents(text, quotes_of(text))


@pytest.mark.parametrize(
    "title, content",
    [
        ("Minister says the strike 'must end soon' as costs hit 40m", "the strike 'must end soon'"),
        ("Minister says the strike must end as costs hit 40m", "the strike must end as costs hit 40m"),
    ],
)
def test_a_headline_ends_its_words_with_the_marks(quotes_nlp: Language, title: str, content: str) -> None:
    doc = quotes_nlp(title)
    doc._.policynlp_passages = (Passage(id="t", start=0, end=len(title), kind="title"),)
    assert contents(title, QuoteComponent()(doc)._.policynlp_quotes) == [content]


def test_speech_told_by_another_is_of_both(quotes_of) -> None:
    text = '"The bank always wins," an aide told the mayor, according to court papers.'
    sources = {text[slice(*q.source[0])]: text[slice(*q.content[0])] for q in quotes_of(text)}
    assert sources["an aide"] == "The bank always wins,"
    assert sources["court papers"].startswith('"The bank')


def test_a_remark_within_a_sentence_is_not_told_twice(quotes_of) -> None:
    text = 'Officials said the plan, "a disaster," would cost too much, according to a memo.'
    assert [text[slice(*q.source[0])] for q in quotes_of(text)] == ["a memo"]


def test_whose_word_it_is_that_somebody_said_so(quotes_of) -> None:
    text = "Rosa Lindt told the police that she had paid 4 million, according to the indictment."
    said = {text[slice(*q.source[0])]: text[slice(*q.content[0])] for q in quotes_of(text)}
    assert said["Rosa Lindt"] == "that she had paid 4 million"
    assert "the indictment" in said


@pytest.mark.parametrize(
    "text, content",
    [
        (
            "The embassy said 311 visas were given, an increase of 57 per cent.",
            "311 visas were given, an increase of 57 per cent",
        ),
        ("The embassy said 311 visas were given, a fact of life.", "311 visas were given, a fact of life"),
    ],
)
def test_how_a_figure_has_changed_is_said_too(quotes_of, text: str, content: str) -> None:
    assert content in contents(text, quotes_of(text))


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("Imports rose, according to local consultancy Acme Research Group.", "Acme Research Group"),
        ("Spending fell, according to figures, published by the Department of Health.", "Department of Health"),
        ("The two ministries said that they would pay.", None),
        ("The ministry said that it would pay.", "ministry"),
    ],
)
def test_who_is_named_beside_a_noun(quotes_of, text: str, speaker: str | None) -> None:
    assert [q.speaker for q in quotes_of(text)] == [speaker]

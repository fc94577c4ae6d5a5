"""Statements below a line that says whose they are, without quotation marks."""

from __future__ import annotations

import pytest

LEAD = "Minister Ruth Adler comments on the flood in the south.\n\n"


def only(quotes):
    (found,) = [q for q in quotes if len(q.content) > 1 or q.content[0][1] - q.content[0][0] > 50]
    return found


def words(text, quote):
    return [text[s:e] for s, e in quote.content]


def test_all_paragraphs_that_are_hers(quotes_of):
    text = (
        LEAD
        + "Minister Ruth Adler said:\n\nI am deeply worried by the flood in the south. It has left many without a home.\n\n"
        + "The army has sent two thousand soldiers to the region since Monday.\n\nWe will rebuild what was lost.\n"
    )
    said = only(quotes_of(text))
    assert said.speaker == "Ruth Adler"
    assert said.kind == "indirect"
    assert [w[:12] for w in words(text, said)] == ["I am deeply ", "The army has", "We will rebu"]
    assert words(text, said)[0].endswith("without a home.")


def test_an_article_goes_on_behind_the_last_i(quotes_of):
    text = (
        "The river rose by two metres on Monday.\n\nRoads were closed.\n\nSchools were shut.\n\n"
        "In a letter to the town, Mayor Ruth Adler wrote:\n\nI ask all of you to stay at home until Friday at the least.\n\n"
        "The town has 40,000 inhabitants. It was flooded in 2013 as well.\n"
    )
    said = only(quotes_of(text))
    assert words(text, said) == ["I ask all of you to stay at home until Friday at the least."]
    assert said.speaker == "Ruth Adler"


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("The report names the following steps:", "The dams are raised by a metre before the next winter comes."),
        ("Minister Ruth Adler said the following would be done:", "The dams are raised by a metre before winter comes."),
        ("Minister Ruth Adler said:", "Further information: press@example.org answers all questions of the press."),
        ("Minister Ruth Adler said:", "Photograph of the dam in the south"),
    ],
)
def test_what_is_no_statement(quotes_of, line, below):
    text = f"{LEAD}{line}\n\n{below}\n"
    assert not any(s <= text.index(below) < e for q in quotes_of(text) for s, e in q.content if q.cue)


def test_marks_say_it_themselves(quotes_of):
    text = LEAD + "Minister Ruth Adler said:\n\n“I am deeply worried by the flood in the south of the country.”\n"
    said = only(quotes_of(text))
    assert (said.kind, said.speaker) == ("direct", "Ruth Adler")


def test_what_others_say_within_it_stays(quotes_of):
    text = (
        LEAD + "Minister Ruth Adler said:\n\nI am worried. Governor Omar Diallo told us that the dam will hold until Friday.\n"
    )
    speakers = {q.speaker for q in quotes_of(text)}
    assert {"Ruth Adler", "Omar Diallo"} <= speakers


def test_poll_without_a_name_is_nobody(said_by):
    said = said_by(
        "A recent poll found that half of them agree. The Gallup poll found that most do. Recent reports say that it is over."
    )
    assert said == {"A recent poll": None, "The Gallup poll": "Gallup poll", "Recent reports": None}


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Head of research at Stanford University Robert Miller", "Robert Miller"),
        ("A spokesman for Mayor Hugh Lyle", None),
    ],
)
def test_who_is_named_behind_what_the_role_is_at(said_by, source, speaker):
    assert said_by(f"{source} said that the hall was full.")[source] == speaker


def test_the_church_is_the_one_that_was_named(said_by):
    text = "Ana Reis left the Church of Scientology in May. She was free to leave, the Church said."
    assert said_by(text)["the Church"] == "Church of Scientology"


@pytest.mark.parametrize(
    ("paragraph", "goes_on"),
    [
        ("Background checks are not enough, and we will change the law.", True),
        ("“Never again” is what I promise you tonight.", True),
        ("We will rebuild what was lost (in the south as well).", True),
        ("But Omar Diallo told the radio that “we are afraid” and left.", False),
        ("The bridge was built in World War I by the army.", False),
        ("Background: the dam was built in 1961 by our army.", False),
    ],
)
def test_what_is_still_hers(quotes_of, paragraph, goes_on):
    text = (
        "A flood came.\n\nA dam broke.\n\nA road closed.\n\nRuth Adler said:\n\nI am worried by the flood.\n\n"
        + paragraph
        + "\n"
    )
    (said,) = [q for q in quotes_of(text) if q.speaker == "Ruth Adler"]
    assert (text[said.content[-1][0] : said.content[-1][1]] == paragraph) is goes_on


def test_a_text_that_goes_on_about_her_is_not_all_hers(quotes_of):
    text = (
        "Flood in the south\n\nMinister Ruth Adler said:\n\nWe will not leave the valley to the river.\n\n"
        "Her party lost the vote on Friday.\n\nThe river has fallen since.\n"
    )
    assert [len(q.content) for q in quotes_of(text) if q.speaker == "Ruth Adler"] == [1]


@pytest.mark.parametrize("who", ["Ruth Adler, who had never been there,", "Ruth Adler, which few had expected,"])
def test_clauses_within_the_line_deny_nothing(quotes_of, who):
    text = f"The minister, {who} said:\n\nI am worried by the flood in the south.\n"
    assert any(text[s:e].startswith("I am") for q in quotes_of(text) for s, e in q.content if q.source)


@pytest.mark.parametrize(
    "line", ["What the papers say:", "The minister told the town what she would never say:", "Ruth Adler did not say:"]
)
def test_lines_that_announce_no_statement(quotes_of, line):
    text = f"{line}\n\nThe dams of the valley are raised by a metre.\n"
    assert not any(text[s:e].startswith("The dams") for q in quotes_of(text) for s, e in q.content if q.source)

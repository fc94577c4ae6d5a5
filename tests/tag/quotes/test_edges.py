"""Where contents, cues and sources of the encoder's begin and end."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

from policynlp.document import Passage
from policynlp.tag.extensions import prose_passages
from policynlp.tag.neural.quotations import Quotation
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.circumstances import without_circumstance
from policynlp.tag.quotes.edges import to_its_year
from policynlp.tag.quotes.neural import encoder_attributions
from policynlp.tag.quotes.reading import Reading


def attributed(nlp: Language, text: str, *found: tuple[str, str, str | None], score: float = 0.9) -> list[Any]:
    def span(phrase: str) -> tuple[int, int]:
        assert text.count(phrase) == 1
        return text.index(phrase), text.index(phrase) + len(phrase)

    doc = nlp(text)
    quotations = [
        Quotation(content=(span(content),), cue=span(cue), source=span(source) if source else None, score=score)
        for content, cue, source in found
    ]
    return encoder_attributions(Reading(doc, prose_passages(doc)), quotations)


def pieces(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[a:b] for a, b in spans]


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        (
            "He noted that the canal, which the Dutch firm built, has never been dredged.",
            "that the canal",
            "that the canal, which the Dutch firm built, has never been dredged",
        ),
        (
            "He denied that diversion of cane to ethanol, which rose last season, had pushed up retail prices.",
            "that diversion of cane to ethanol",
            "that diversion of cane to ethanol, which rose last season, had pushed up retail prices",
        ),
        ("He said that rents rose, which is true.", "that rents rose", "that rents rose"),
    ],
)
def test_a_content_is_not_cut_between_subject_and_verb(quotes_nlp: Language, text: str, cut: str, whole: str) -> None:
    cue = text.split()[1]
    (found,) = attributed(quotes_nlp, text, (cut, cue, "He"))
    assert pieces(text, found.content) == [whole]


def test_the_verb_of_somebody_who_says_something_else_is_left_alone(quotes_nlp: Language) -> None:
    text = "The agency said it was taking steps to vet the centres and that the board, which meets in May, said it would do so too."
    found = attributed(
        quotes_nlp,
        text,
        ("it was taking steps to vet the centres and that the board", "agency said", "The agency"),
        ("it would do so too", "May, said", None),
    )
    assert [pieces(text, a.content) for a in found] == [
        ["it was taking steps to vet the centres and that the board"],
        ["it would do so too"],
    ]


def test_who_is_asked_does_not_ask(quotes_nlp: Language) -> None:
    text = "Asked whether exports would be allowed, Minister Okoro said a decision would come."
    (found,) = attributed(quotes_nlp, text, ("whether exports would be allowed", "Asked", "Minister Okoro"))
    assert found.source == []


def test_who_asks_does(quotes_nlp: Language) -> None:
    text = "Minister Okoro asked whether exports would be allowed."
    (found,) = attributed(quotes_nlp, text, ("whether exports would be allowed", "asked", "Minister Okoro"))
    assert pieces(text, found.source) == ["Minister Okoro"]


def test_a_cue_ends_before_what_belongs_to_a_report(quotes_nlp: Language) -> None:
    text = "The committee warned in its report that skills are short. The union called for a pay floor."
    found = attributed(
        quotes_nlp,
        text,
        ("that skills are short", "warned in its", "The committee"),
        ("a pay floor", "called for", "The union"),
    )
    assert [text[slice(*a.cue)] for a in found] == ["warned", "called for"]


def test_the_number_of_a_paragraph_is_nobody(quotes_nlp: Language) -> None:
    text = "3.3 Employers told us that the levy is too rigid."
    (found,) = attributed(quotes_nlp, text, ("that the levy is too rigid", "told", "3.3 Employers"))
    assert pieces(text, found.source) == ["Employers"]


def test_speech_that_goes_on_belongs_to_no_cue_far_below(quotes_nlp):
    between = "\n\n".join(f"The council has mended {n} bridges." for n in range(4))
    text = (
        f'"We went on," says Moran. "Nobody came.\n\n"The day I stop I sell."\n\n{between}\n\n"He told me," recalls Geraghty.'
    )
    doc = quotes_nlp(text)

    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    far = Quotation(
        content=(at("The day I stop I sell."), at("He told me,")), cue=at("recalls"), source=at("Geraghty"), score=1.0
    )
    near = Quotation(content=(at("We went on,"), at("The day I stop I sell.")), cue=at("says"), source=at("Moran"), score=1.0)
    reading = Reading(doc, prose_passages(doc))
    assert [text[slice(*s)] for a in encoder_attributions(reading, [far]) for s in a.content] == ["He told me"]
    assert [text[slice(*s)] for a in encoder_attributions(reading, [near]) for s in a.content] == [
        "We went on",
        "The day I stop I sell",
    ]


def test_a_list_that_is_cut_runs_from_the_beginning_of_its_sentence(quotes_nlp: Language) -> None:
    text = "The port should become a base for trade, a depot for grain, a refuge for ships, and a gateway for the north, Okoro said."
    (found,) = attributed(quotes_nlp, text, ("a refuge for ships, and a gateway for the north", "said", "Okoro"))
    assert pieces(text, found.content) == [text.removesuffix(", Okoro said.")]


def test_a_clause_behind_another_is_left_alone(quotes_nlp: Language) -> None:
    text = "Lamps went out in the harbour, the tide was high, Okoro said."
    (found,) = attributed(quotes_nlp, text, ("the tide was high", "said", "Okoro"))
    assert pieces(text, found.content) == ["the tide was high"]


def test_signing_for_projects_is_no_speech(quotes_nlp: Language) -> None:
    text = "Investors signed for 118 projects. Investors called for lower rents."
    found = attributed(quotes_nlp, text, ("118 projects", "signed for", None), ("lower rents", "called for", None), score=0.6)
    assert [pieces(text, a.content) for a in found] == [["lower rents"]]


@pytest.mark.parametrize(
    "text, content, cue, source, whole",
    [
        ("The board declared the region a park in 1998.", "the region a park", "declared", "The board", "the region a park"),
        ("The pope declared her a saint in 1950.", "her a saint", "declared", "The pope", "her a saint"),
        (
            "The board proposes to spend 40 million in 2026.",
            "to spend 40 million",
            "proposes",
            "The board",
            "to spend 40 million in 2026",
        ),
        ("The board plans to close the mill by 2030.", "to close the mill", "plans", "The board", "to close the mill by 2030"),
    ],
)
def test_the_year_of_what_is_planned_is_part_of_it(quotes_nlp, text, content, cue, source, whole) -> None:
    reading = Reading(doc := quotes_nlp(text), prose_passages(doc))

    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    found = to_its_year(reading, [span(content)], span(source), span(cue))
    assert [text[slice(*s)] for s in found] == [whole]


@pytest.mark.parametrize(
    "title, content",
    [
        ("Ana Reis: ‘No new taxes’ before election", "‘No new taxes’ before election"),
        ("Ana Reis: ‘Plan is working’ as prices rise", "Plan is working"),
    ],
)
def test_what_stands_behind_the_marks_of_a_headline(quotes_nlp, title: str, content: str) -> None:
    text = f"{title}\n\nThe vote is in May."
    doc = quotes_nlp(text)
    layout = (
        Passage(id="0", start=0, end=len(title), kind="title"),
        Passage(id="1", start=len(title) + 2, end=len(text), kind="paragraph"),
    )
    said, colon = (title.index("‘"), len(title)), title.index(":")
    attribution = Attribution([said], "speech", 0, (colon, colon + 1), 2, [(0, colon)])
    (span,) = without_circumstance(Reading(doc, layout), attribution)
    assert text[slice(*span)].strip("‘’") == content.strip("‘’")

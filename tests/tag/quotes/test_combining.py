"""The encoder's attributions and those of the rules as one list."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from spacy.language import Language

from growth import grows_linearly
from policynlp.tag.extensions import prose_passages
from policynlp.tag.neural.encoding import Encoding
from policynlp.tag.neural.quotations import Quotation
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.combining import Spans, combined
from policynlp.tag.quotes.finding import attributions
from policynlp.tag.quotes.neural import encoder_attributions
from policynlp.tag.quotes.reading import Reading

TEXT = "Mara Lind said that the ferries would stop on Monday. “We have no fuel,” Okoro told reporters. Rents rose."


def span(text: str, phrase: str) -> tuple[int, int]:
    assert text.count(phrase) == 1
    return text.index(phrase), text.index(phrase) + len(phrase)


def quotation(text: str, content: str, cue: str | None, source: str | None) -> Quotation:
    return Quotation(
        content=(span(text, content),),
        cue=span(text, cue) if cue else None,
        source=span(text, source) if source else None,
        score=0.9,
    )


def read(*quotations: Quotation) -> Encoding:
    """What an encoder says that reads these quotations."""
    return Encoding({}, [], before=None, after=None, dimensions=384, quotations=quotations)


@pytest.fixture(scope="module")
def reading(quotes_nlp: Language) -> Reading:
    doc = quotes_nlp(TEXT)
    return Reading(doc, prose_passages(doc))


def contents(found: list[Attribution]) -> list[str]:
    return [" … ".join(TEXT[a:b] for a, b in a.content) for a in found]


def test_without_an_encoder_the_rules_alone(reading: Reading) -> None:
    assert len(attributions(reading)) == 2


def test_an_encoder_that_says_the_same_adds_nothing(reading: Reading) -> None:
    ferries = quotation(TEXT, "the ferries would stop on Monday", "said", "Mara Lind")
    found = attributions(reading, read(ferries, quotation(TEXT, "We have no fuel", "told", "Okoro")))
    assert len(found) == 2
    assert [TEXT[slice(*a.cue)] for a in found if a.cue] == ["said", "told"]


def test_the_rules_fill_what_the_encoder_leaves(reading: Reading) -> None:
    found = attributions(reading, read(quotation(TEXT, "the ferries would stop on Monday", "said", "Mara Lind")))
    assert any("We have no fuel" in c for c in contents(found))


def test_the_encoder_adds_what_no_rule_sees(reading: Reading) -> None:
    found = attributions(reading, read(quotation(TEXT, "Rents", "rose", "Okoro")))
    assert any("Rents" in c for c in contents(found))


def test_a_content_without_cue_takes_it_from_a_rule_or_is_left_out(reading: Reading) -> None:
    found = attributions(
        reading, read(quotation(TEXT, "We have no fuel", None, None), quotation(TEXT, "Rents rose", None, None))
    )
    assert len(found) == 2
    assert all(a.cue for a in found)
    assert not any("Rents" in c for c in contents(found))


def test_a_source_that_the_encoder_missed_comes_from_the_rule(reading: Reading) -> None:
    found = attributions(reading, read(quotation(TEXT, "the ferries would stop on Monday", "said", None)))
    assert [TEXT[slice(*s)] for s in found[0].source] == ["Mara Lind"]


def test_two_contents_without_cue_do_not_double_a_rule() -> None:
    rule = Attribution(content=[(0, 40)], act="speech", cue_token=20, rule="nested")
    encoder = [Attribution(content=[(0, end)], act="speech", cue_token=0, rule="encoder") for end in (38, 39)]
    found = combined(Plain(), encoder, [rule])  # type: ignore[arg-type]
    assert found == [rule]


@pytest.mark.parametrize(
    ("text", "content", "cue", "act"),
    [
        ("Okoro said trout are back.", "trout are back", "said", "speech"),
        ("Okoro ordered the fleet to sail.", "the fleet to sail", "ordered", "directive"),
        ("Okoro called for a new harbour.", "a new harbour", "called for", "directive"),
        ("Okoro made a promise to pay.", "to pay", "promise", "plan"),
        ("It is Okoro's belief that trout are back.", "that trout are back", "belief", "belief"),
        ("Okoro is confident that trout are back.", "that trout are back", "confident", "belief"),
        ("Okoro has heard of the new harbour.", "the new harbour", "heard of", "belief"),
        ("Okoro blogged that trout are back.", "that trout are back", "blogged", "speech"),
    ],
)
def test_the_act_of_the_cue(quotes_nlp: Language, text: str, content: str, cue: str, act: str) -> None:
    doc = quotes_nlp(text)
    (found,) = encoder_attributions(Reading(doc, prose_passages(doc)), [quotation(text, content, cue, "Okoro")])
    assert found.act == act
    assert doc[found.cue_token].text == cue.split()[0]
    assert doc[found.source_token].text == "Okoro"


def test_an_auxiliary_is_no_cue(quotes_nlp: Language) -> None:
    text = "Okoro had not been exactly what it seemed."
    doc = quotes_nlp(text)
    read = quotation(text, "not been exactly what it seemed", "had", "Okoro")
    assert encoder_attributions(Reading(doc, prose_passages(doc)), [read]) == []


def test_a_content_ends_with_its_relative_clause(quotes_nlp: Language) -> None:
    text = "Farmers who say that the dam has ruined their fields blocked the road to Hamadan."
    doc = quotes_nlp(text)
    read = quotation(text, "that the dam has ruined their fields blocked the road to Hamadan", "say", "who")
    (found,) = encoder_attributions(Reading(doc, prose_passages(doc)), [read])
    assert [text[a:b] for a, b in found.content] == ["that the dam has ruined their fields"]


def test_nothing_read_nothing_added(reading: Reading, quotes_nlp: Language) -> None:
    assert encoder_attributions(reading, []) == []
    empty = quotes_nlp("")
    assert attributions(Reading(empty, prose_passages(empty)), read()) == []


def test_spans_touch_where_they_share_a_character() -> None:
    several = Spans([(10, 20), (0, 5), (12, 14)])
    assert [several.touch([s]) for s in [(5, 10), (4, 6), (19, 30), (20, 30), (0, 0)]] == [False, True, True, False, False]
    assert not Spans([]).touch([(0, 9)])


class Plain:
    """Stands for a reading without marks: one token in five characters."""

    text = "x" * 800_000

    def token_at(self, offset: int) -> int:
        return offset // 5

    def outer_between(self, start: int, end: int) -> tuple[Any, ...]:
        return ()


def test_time_is_linear() -> None:
    def work(n: int) -> Callable[[], object]:
        rules = [
            Attribution(
                content=[(k * 100, k * 100 + 45)], act="speech", cue_token=k * 20 + 12, cue=(k * 100 + 60, k * 100 + 64)
            )
            for k in range(n)
        ]
        encoder = [Attribution(content=[(k * 100, k * 100 + 40)], act="speech", cue_token=0) for k in range(n)]
        assert len(combined(Plain(), encoder, rules)) == n  # type: ignore[arg-type]
        return partial(combined, Plain(), encoder, rules)  # type: ignore[arg-type]

    assert grows_linearly(work, size=500)


VOICES = (
    "“We have waited for the bus for nine years.” ― Oren Vald\n“Nobody asked us what the road should cost.”― Sefa Lunn\n"
    "“They came once and took a photograph of it.” ― Teodor Brin"
)


def test_names_behind_dashes_stand_against_the_encoder(quotes_nlp: Language) -> None:
    """Readers' voices, one a line; the encoder gives all of them to the first name."""
    doc = quotes_nlp(VOICES)
    voices = [line.split("”")[0][1:] for line in VOICES.split("\n")]
    merged = Quotation(
        content=tuple(span(VOICES, v) for v in voices),
        cue=(VOICES.index("― Oren"), VOICES.index("― Oren") + 1),
        source=None,
        score=0.9,
    )
    found = attributions(Reading(doc, prose_passages(doc)), read(merged))
    assert [[VOICES[slice(*s)] for s in a.content] for a in found] == [[v] for v in voices]
    assert [[VOICES[slice(*s)] for s in a.source] for a in found] == [["Oren Vald"], ["Sefa Lunn"], ["Teodor Brin"]]


def of_encoder(nlp: Language, text: str, found: Quotation) -> list[list[str]]:
    doc = nlp(text)
    return [[text[a:b] for a, b in x.content] for x in encoder_attributions(Reading(doc, prose_passages(doc)), [found])]


def test_a_content_takes_in_what_its_last_word_leans_on(quotes_nlp: Language) -> None:
    text = "Okoro promised to build ten wells before the election."
    found = quotation(text, "to build ten wells before", "promised", "Okoro")
    assert of_encoder(quotes_nlp, text, found) == [["to build ten wells before the election"]]


def test_reported_speech_ends_with_its_paragraph(quotes_nlp: Language) -> None:
    text = "Wheat harvest to shrink by a tenth, says ministry\n\nThe harvest will be the smallest since 2012."
    first = quotation(text, "Wheat harvest to shrink by a tenth", "says", "ministry")
    both = dataclasses.replace(first, content=(*first.content, span(text, "The harvest will be the smallest since 2012")))
    assert of_encoder(quotes_nlp, text, both) == [["Wheat harvest to shrink by a tenth"]]


@pytest.mark.parametrize(("score", "kept"), [(0.6, False), (0.95, True)])
def test_a_deed_is_speech_only_where_the_encoder_is_sure(quotes_nlp: Language, score: float, kept: bool) -> None:
    text = "The companies signed 64 projects."
    found = dataclasses.replace(quotation(text, "64 projects", "signed", "The companies"), score=score)
    assert bool(of_encoder(quotes_nlp, text, found)) == kept


def test_a_statement_runs_to_the_comma_before_who_added_it(quotes_nlp: Language) -> None:
    text = "His ministry has asked a Dutch firm for a second study, he added."
    doc = quotes_nlp(text)
    found = encoder_attributions(
        Reading(doc, prose_passages(doc)),
        [
            quotation(text, "His ministry has asked", "added", "he"),
            quotation(text, "a Dutch firm for a second study", "has", "His ministry"),
        ],
    )
    assert [[text[a:b] for a, b in x.content] for x in found] == [["His ministry has asked a Dutch firm for a second study"]]


def test_a_statement_ends_at_the_semicolon_before_somebody_elses(quotes_nlp: Language) -> None:
    text = "According to Cardoso, the contract was awarded without a tender; the ministry denies this."
    doc = quotes_nlp(text)
    found = encoder_attributions(
        Reading(doc, prose_passages(doc)),
        [
            quotation(text, "the contract was awarded without a tender; the ministry denies", "According to", "Cardoso"),
            quotation(text, "this", "denies", "the ministry"),
        ],
    )
    assert [[text[a:b] for a, b in x.content] for x in found] == [["the contract was awarded without a tender"], ["this"]]


@pytest.mark.parametrize(
    ("source", "whole"),
    [("Rep. Gwen Moore (D-Wis", "Rep. Gwen Moore (D-Wis.)"), ("Ann Lee [chair", "Ann Lee [chair]"), ("Ann Lee", "Ann Lee")],
)
def test_a_mention_has_the_bracket_that_closes_it(quotes_nlp: Language, source: str, whole: str) -> None:
    text = f"{whole} said that rents rose."
    doc = quotes_nlp(text)
    (found,) = encoder_attributions(Reading(doc, prose_passages(doc)), [quotation(text, "that rents rose", "said", source)])
    assert [text[a:b] for a, b in found.source] == [whole]

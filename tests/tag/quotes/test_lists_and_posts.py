"""Lists below a line that says whose they are, posts without marks, and forecasts that are revised."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from policynlp.document import Passage
from policynlp.tag.quotes.component import QuoteComponent
from policynlp.tags import Quote

Blocks = tuple[tuple[str, str], ...]


@pytest.fixture(scope="module")
def told(quotes_nlp: Language) -> Callable[..., list[tuple[str, list[str]]]]:
    """Source and contents of blocks `(kind, text)`."""

    def run(*blocks: tuple[str, str]) -> list[tuple[str, list[str]]]:
        text = "\n".join(words for _, words in blocks)
        layout, at = [], 0
        for kind, words in blocks:
            layout.append(Passage(id=str(at), start=at, end=at + len(words), kind=kind))  # type: ignore[arg-type]
            at += len(words) + 1
        doc = quotes_nlp(text)
        doc._.policynlp_passages = tuple(layout)
        found: tuple[Quote, ...] = QuoteComponent()(doc)._.policynlp_quotes
        return [("".join(text[s:e] for s, e in q.source), [text[s:e] for s, e in q.content]) for q in found]

    return run


@pytest.mark.parametrize(
    "line, source",
    [
        ("The report also finds that:", "The report"),
        ("The survey found:", "The survey"),
        ("The auditor recommends that the councils should:", "The auditor"),
        ("The minister told the chamber that:", "The minister"),
    ],
)
def test_the_items_are_what_is_said(told, line: str, source: str) -> None:
    found = told(
        ("paragraph", line),
        ("list", "• mend the 40 roads of the north;"),
        ("list", "• close the old mill; and"),
        ("list", "(iii) pay the rest of it."),
    )
    assert found == [(source, ["mend the 40 roads of the north", "close the old mill", "pay the rest of it"])]


@pytest.mark.parametrize(
    "line",
    [
        "The report names the following towns:",
        "The survey found three faults:",
        "The board said it has met these members:",
        "The plan has four parts:",
        "The holder of a permit must report:",
        "Before you sign, the landlord must show that:",
        "If the owner states that:",
    ],
)
def test_a_list_of_something_else_is_not(told, line: str) -> None:
    found = told(("paragraph", line), ("list", "• roads of the north"), ("list", "• mills of the south"))
    assert not any("roads of the north" in content for _, content in found)


def test_names_below_a_colon_are_no_speech(told) -> None:
    assert not any(
        "Rosa Lindt" in c
        for _, c in told(("paragraph", "The jury announced:"), ("list", "• Rosa Lindt"), ("list", "• Omar Aziz"))
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("Rosa Lindt", "@rosalindt", "The toll is too high. It takes 40 buses.", "7:58 PM · Nov 14, 2023"),
        ("Rosa Lindt (@rosalindt)", "The toll is too high. It takes 40 buses.", "November 14, 2023"),
    ],
)
def test_a_post_is_of_whoever_posted_it(told, lines: tuple[str, ...]) -> None:
    found = told(*(("paragraph", line) for line in lines))
    assert found == [("Rosa Lindt", ["The toll is too high. It takes 40 buses."])]


@pytest.mark.parametrize(
    "lines",
    [
        ("Rosa Lindt", "The toll is too high. It takes 40 buses.", "November 14, 2023"),
        ("Rosa Lindt", "@rosalindt", "The toll is too high. It takes 40 buses.", "The bridge opens in May."),
        ("Rosa Lindt @rosalindt", "Deputy political editor", "May 3, 2025"),
    ],
)
def test_without_a_handle_and_a_date_it_is_none(told, lines: tuple[str, ...]) -> None:
    assert told(*(("paragraph", line) for line in lines)) == []


@pytest.mark.parametrize(
    "text, content",
    [
        ("The World Bank trimmed its forecast for growth to 4.5 percent.", "its forecast for growth to 4.5 percent"),
        ("The bank kept its inflation forecast at 3 percent, citing rents.", "its inflation forecast at 3 percent"),
        ("The board lowered its outlook for 2026 to 3.1% from 3.3%.", "its outlook for 2026 to 3.1% from 3.3%"),
    ],
)
def test_a_revised_forecast_is_what_its_maker_says(quotes_of, text: str, content: str) -> None:
    assert content in {text[slice(*q.content[0])] for q in quotes_of(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The bank trimmed its staff to 400.",
        "The board raised the forecast of others to 3 percent.",
        "The board raised its forecast.",
        "Rain raised their estimate of the flood to 5 metres.",
    ],
)
def test_what_is_no_forecast_of_theirs_is_not(quotes_of, text: str) -> None:
    assert quotes_of(text) == ()


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("According to data released by the directorate of rivers, rain fell on 40 days.", "directorate of rivers"),
        ("According to statistics obtained from the police, thefts rose.", "police"),
        ("According to data obtained by Reuters, thefts rose.", "data"),
    ],
)
def test_whose_data_they_are(quotes_of, text: str, speaker: str) -> None:
    assert [q.speaker for q in quotes_of(text)] == [speaker]

"""Amounts of change are compared over the time that they cover, whichever end of it is said first."""

from __future__ import annotations

import pytest

from policynlp.ingest.read import read_path
from policynlp.link.clauses import attributions
from policynlp.link.linker import Linker
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger

ARTICLE = """Latgale loses people

The population of Latgale was 255,000 in 2020, a decrease of {loss} from {since}. Young people had left for the capital."""
PAPER = """Demographic change in Latgale

Between 1990 and 2020 the population of Latgale fell to 255,000, a decrease of 284,300. Most of those who left were young."""


@pytest.mark.parametrize(
    ("loss", "since", "kinds"),
    [("310,000", "1990", {"differs"}), ("284,300", "1990", {"agrees"}), ("310,000", "2005", {"not_comparable", "none"})],
)
def test_a_decrease_since_a_year_covers_the_years_between(tmp_path, loss, since, kinds):
    settings = load_settings()
    tagger = Tagger(settings.tag)
    documents = []
    for name, text in (("article", ARTICLE.format(loss=loss, since=since)), ("paper", PAPER)):
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        documents.append(next(iter(read_path(path, settings=settings))))
    texts = {d.id: d.text for d in documents}
    links = Linker(settings.link).link([(d, tagger.tag(d)) for d in documents]).links
    found = {x.kind for x in links if {texts[e.document][e.start : e.end] for e in (x.from_, x.to)} == {loss, "284,300"}}
    assert (found or {"none"}) <= kinds


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        ("In 2024 yields rose, the ministry said on Friday.", [", the ministry said on Friday"]),
        ("Speaking at a course, the minister said 11 dealers had been stripped of their licences.", [", the minister said"]),
        ("Yields rose, according to figures of the bureau.", ["according to figures of the bureau"]),
        ("According to the bureau, Kenya sold 5 tonnes, as before.", ["According to the bureau"]),
        (
            "According to its mayor, Hugh Lyle of the Labour Party, firms offer 40 jobs.",
            ["According to its mayor, Hugh Lyle of the Labour Party"],
        ),
    ],
)  # fmt: skip
def test_what_says_whose_figures_they_are_ends_with_a_word(sentence: str, cut: list[str]) -> None:
    assert [sentence[slice(*span)] for span in attributions(sentence, 0, len(sentence))] == cut


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        ("The economy of Latgale shrank by 4.2 percent in 2023", {"agrees"}),
        ("The economy of Latgale grew by 4.2 percent in 2023", set()),
    ],
)
def test_growth_below_zero_is_a_fall(tmp_path, told, kinds):
    settings = load_settings()
    tagger = Tagger(settings.tag)
    documents = []
    bulletin = "Economic growth in Latgale\n\nEconomic growth in Latgale was -4.2 percent in 2023. Most firms were small."
    for name, text in (("article", f"Latgale earns less\n\n{told}, a study says."), ("paper", bulletin)):
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        documents.append(next(iter(read_path(path, settings=settings))))
    links = Linker(settings.link).link([(d, tagger.tag(d)) for d in documents]).links
    assert {x.kind for x in links if x.kind in {"agrees", "differs"}} == kinds

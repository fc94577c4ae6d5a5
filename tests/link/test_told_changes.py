"""What a text tells in percent, and another one by a value of now and one of then; texts that print one figure alike and no rule ties."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policynlp.tags import Link

Linked = Callable[..., list[Link]]
PAPER = (
    "Report on the Tarn valley. At Lisse the harbour loaded and unloaded 36.4 million tonnes of cargo in 2023. "
    "The population of the valley was 265,300 at the end of 2023. "
)
ARTICLE = (
    "Floods in the Tarn valley. The harbour at Lisse handled 36.4 million tonnes of cargo in 2023, the most in its history. "
    "The valley had 265,300 inhabitants at the end of 2023. "
)
EXPORTS = "Exports of cheese totalled 905.2 million dollars in 2023, compared with 857 million dollars the year before."
BIRTHS = "In Lisse the number of births rose from 41,600 in 2022 to 45,500 in 2023."


def further(links: list[Link]) -> list[tuple[str, str]]:
    """Kinds and reasons of the links but the two that tie the texts."""
    return [(x.kind, x.reason) for x in links if "36.4" not in x.reason and "265,300" not in x.reason]


@pytest.mark.parametrize(
    ("paper", "article", "reason"),
    [
        (BIRTHS, "Lisse saw births grow by 9.4 percent in 2023.", "45,500 (9.38 percent more than 41,600)"),
        (
            EXPORTS,
            "Cheese exports were 5.6 percent higher in 2023 than in 2022.",
            "5.62 percent more than 857,000,000",
        ),
        (
            "The average cost of works per dwelling was €31,386 (2020: €23,550).",
            "Works on a dwelling cost a third more than in 2020.",
            "33.3 percent more than 23,550",
        ),
        (
            "Hospitals spent 98 million euros on temporary doctors in 2023, up from 36.2 million in 2019.",
            "The hospitals pay almost three times as much for temporary doctors as in 2019.",
            "2.71 times 36,200,000",
        ),
        (
            "The expected cost of the dam is 11.2 billion euros, 26 percent more than planned.",
            "The cost of the dam has risen from 8.9 to 11.2 billion euros.",
            "25.8 percent more than 8,900,000,000",
        ),
        (
            "On that day 1,093 of 1,885 registered engines had a working unit.",
            "Only 58 percent of registered engines had a working unit.",
            "1,093",
        ),
    ],
)
def test_a_change_or_a_share_that_two_figures_bear_out(linked: Linked, paper: str, article: str, reason: str) -> None:
    found = further(linked(PAPER + paper, ARTICLE + article))
    assert any(kind in {"agrees", "compatible"} and reason in said for kind, said in found), found


@pytest.mark.parametrize(
    ("paper", "article"),
    [
        (BIRTHS, "Lisse saw births fall by 9.4 percent in 2023."),
        (BIRTHS, "Lisse saw rents grow by 9.4 percent in 2023."),
        (BIRTHS, "Lisse saw births grow by 14 percent in 2023."),
        (BIRTHS.replace("2022", "2013"), "Lisse saw births rise by 9.4 percent in 2023 alone."),
        (EXPORTS, "Imports of cheese were 5.6 percent higher in 2023 than in 2022."),
        ("Revenue of the harbour rose from 400 to 480 million euros.", "Spending of the harbour rose by 20 percent."),
        ("The debt of the harbour rose from 40 to 60 million euros.", "Interest on the debt rose by 50 percent."),
        ("The army bought 600 drones, up from 200 in 2019.", "The army has three times as many drones as the police."),
    ],
)
def test_other_changes_are_not_borne_out(linked: Linked, paper: str, article: str) -> None:
    found = further(linked(PAPER + paper, ARTICLE + article))
    assert [said for _, said in found if " than " in said or " times " in said] == []


BULLETIN = """Transport of goods in the Czech Republic, 2024

Less freight went by rail and more by road: railways lost goods to lorries once more, the office reports.

Table 1. Inland freight

| | 2022 | 2023 | 2024 |
|---|---|---|---|
| Rail, million tonnes | 92.8 | 88.2 | 84.6 |
| Road, million tonnes | 501.2 | 498.7 | 512.4 |
"""
NEWS = (
    "Freight trains lose goods to lorries on the road in the Czech Republic once more. "
    "According to the statistical office, railways carried 84.6 million tonnes of "
    "goods in 2024. Prague wants the lorries back on the rails, said Petr Havránek of a union."
)


def test_texts_that_print_three_digits_alike_are_asked_of_the_model(linked: Linked) -> None:
    assert [x.kind for x in linked(BULLETIN, NEWS)] == ["agrees"]


def test_nothing_ties_them_where_another_thing_has_the_figure(linked: Linked) -> None:
    said = "farmers in Mexico harvested 84.6 million tonnes of limes"
    other = NEWS.replace("railways carried 84.6 million tonnes of goods", said)
    assert [x for x in linked(BULLETIN, other) if x.kind in {"agrees", "compatible"}] == []

"""Texts that agree on several figures: what they leave over is compared once more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from policynlp.link import companions
from policynlp.link.pair_model import load_pair_model
from policynlp.link.verdicts import Verdict
from policynlp.tags import Link

Linked = Callable[..., list[Link]]

ARTICLE = (
    "Floods in the Tarn valley. The harbour at Lisse handled 36.4 million tonnes of cargo in 2023, the most in its history. "
    "The valley had 265,300 inhabitants at the end of 2023. "
)
PAPER = (
    "Report on the Tarn valley. At Lisse the harbour loaded and unloaded 36.4 million tonnes of cargo in 2023. "
    "The population of the valley was 265,300 at the end of 2023. "
)
RICE = "Salt and drought ruined 1,600 hectares of the rice of the valley."
RICE_IN_PAPER = "Drought and salt damaged 2,310 hectares of rice."


def told(links: list[Link], kind: str) -> set[frozenset[str]]:
    return {frozenset({x.from_.annotation or "", x.to.annotation or ""}) for x in links if x.kind == kind}


def kinds(links: list[Link]) -> list[str]:
    return sorted(x.kind for x in links)


def test_what_companions_say_differently_is_a_difference(linked: Linked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(load_pair_model().least, "differs", 0.3)  # what is shipped asks for more where neither says when
    assert kinds(linked(PAPER + RICE_IN_PAPER, ARTICLE + RICE)) == ["agrees", "agrees", "differs"]
    monkeypatch.setattr(companions, "LEAST_AGREEMENTS", 3)
    assert kinds(linked(PAPER + RICE_IN_PAPER, ARTICLE + RICE)) == ["agrees", "agrees"]


@pytest.mark.parametrize(
    ("paper", "article"),
    [
        (
            "The subsidy for a diver of the valley is 600 euros per month.",
            "Each diver of the valley draws a subsidy of 600 euros.",
        ),
        ("A farmer receives no more than 41 hectares per family.", "Farmers of the valley are to receive 41 hectares at most."),
    ],
)
def test_the_sum_of_a_rate_agrees_without_its_per(linked: Linked, paper: str, article: str) -> None:
    assert (
        kinds(linked(PAPER + paper, ARTICLE + article)).count("agrees")
        + kinds(linked(PAPER + paper, ARTICLE + article)).count("compatible")
        == 3
    )


TABLE = """

Table 1. Cargo of the harbour of Lisse (million tonnes)

| | 2022 | 2023 |
|---|---|---|
| Cargo handled | 34.1 | 36.4 |
| Grain | 11.2 | 12.8 |
"""


def test_what_a_table_says_once_more_agrees_too(linked: Linked, monkeypatch: pytest.MonkeyPatch) -> None:
    links = [x for x in linked(PAPER + TABLE, ARTICLE) if x.kind == "agrees" and "36.4" in x.reason]
    assert len({x.from_.annotation for x in links}) == 1
    assert sorted(x.reason.count("36.4 million tonnes") for x in links) == [1, 2]
    monkeypatch.setattr(companions, "REPEAT_ALONE", 99.0)
    assert sum("36.4" in x.reason for x in linked(PAPER + TABLE, ARTICLE)) == 1


def test_texts_that_share_no_figure_are_no_companions(linked: Linked) -> None:
    assert kinds(linked(RICE_IN_PAPER, RICE)) == []


@pytest.mark.parametrize(
    ("paper", "article"),
    [
        (
            "A kilometre of dyke is estimated to cost 78 million euros.",
            "The kilometres of dyke that are finished cost 97.5 million euros each.",
        ),
        (
            "On the day of the visit the radio worked in 22 percent of the schools.",
            "The radio works in 29 percent of the schools.",
        ),
        (
            "The works will give permanent work to 720 people.",
            "The works will give work to 1,150 people at the height of construction.",
        ),
        (
            "In 2023 unemployment in the valley was 34.7 percent.",
            "Among women in the valley unemployment was 52.1 percent in 2023.",
        ),
        ("Losses were 63 percent in 2023.", "Losses fell in 2023; five years earlier they had been 58 percent."),
    ],
)
def test_what_is_counted_otherwise_does_not_differ(linked: Linked, paper: str, article: str) -> None:
    assert "differs" not in kinds(linked(PAPER + paper, ARTICLE + article))


def test_equal_figures_of_companions_agree_in_other_words(linked: Linked) -> None:
    paper = "The relief fund was endowed with 46.5 million euros by the council."
    article = "To get over it, says the mayor, the place will need 46.5 million euros."
    assert kinds(linked(PAPER + paper, ARTICLE + article)).count("agrees") == kinds(linked(PAPER, ARTICLE)).count("agrees") + 1


@pytest.mark.parametrize(
    ("paper", "article"),
    [
        ("Exports were 2.41 billion euros.", "Imports were 2.41 billion euros."),
        ("The poverty rate in 2010 was 24.3 percent.", "The poverty rate in 2024 was 24.3 percent."),
    ],
)
def test_the_same_figure_of_another_thing_or_year_does_not_agree(linked: Linked, paper: str, article: str) -> None:
    assert kinds(linked(PAPER + paper, ARTICLE + article)).count("agrees") == 2


def test_an_agreement_is_no_rival_of_a_difference(linked: Linked) -> None:
    paper = "Unemployment in the valley was 23.4 percent in 2023; in the whole country it was 14.9 percent."
    article = "Unemployment in the valley stood at 21.7 percent in 2023, well above the 14.9 percent of the whole country."
    links = linked(PAPER + paper, ARTICLE + article)
    assert kinds(links).count("differs") == 1
    assert all(not (d & a) for d in told(links, "differs") for a in told(links, "agrees"))


def test_a_batch_more_or_less_does_not_matter(linked: Linked) -> None:
    alone = linked(PAPER + RICE_IN_PAPER, ARTICLE + RICE)
    among = linked(PAPER + RICE_IN_PAPER, ARTICLE + RICE, "The council met on Monday and spoke of 12 new lamps.")
    assert {x.reason for x in alone} == {x.reason for x in among}


def test_what_is_alike_is_set_beside_each_other(linked: Linked) -> None:
    women = "The programme employed 3,900 women as cooks in 2023."
    aim = "By the end of 2027 the programme is to employ 4,600 women as cooks."
    ties = [x for x in linked(PAPER + aim, ARTICLE + women) if x.kind not in {"agrees", "echoes"}]
    assert [x.kind for x in ties] == ["not_comparable"]
    assert "3,900" in ties[0].reason
    assert "4,600" in ties[0].reason
    assert any(word in ties[0].reason for word in ("target", "period"))


def test_the_model_may_take_back_what_rules_call_a_difference(linked: Linked, monkeypatch: pytest.MonkeyPatch) -> None:
    wheat = "The valley grew 41,000 tonnes of wheat in 2023."
    other = "The valley grew 52,000 tonnes of wheat in 2023."
    assert kinds(linked(PAPER + wheat, ARTICLE + other)) == ["agrees", "agrees", "differs"]
    model = companions.load_pair_model()
    sure = replace(model, least={**model.least, "differs": 99.0})  # what the model finds by itself is left out
    monkeypatch.setattr(companions, "load_pair_model", lambda: sure)
    assert kinds(linked(PAPER + wheat, ARTICLE + other)) == ["agrees", "agrees", "differs"]
    monkeypatch.setitem(companions.RULED_ASKS, "differs", 98.0)
    assert kinds(linked(PAPER + wheat, ARTICLE + other)) == [
        "agrees",
        "agrees",
        "not_comparable",
    ]  # they are alike all the same
    sure = replace(sure, least={**sure.least, "alike": 99.0})
    assert kinds(linked(PAPER + wheat, ARTICLE + other)) == ["agrees", "agrees"]
    assert kinds(linked(wheat, other)) == ["differs"]  # of texts that agree on nothing it knows too little


def test_the_model_may_take_back_what_rules_call_an_agreement(linked: Linked, monkeypatch: pytest.MonkeyPatch) -> None:
    wheat = "The valley grew 41,000 tonnes of wheat in 2023."
    assert kinds(linked(PAPER + wheat, ARTICLE + wheat)) == ["agrees", "agrees", "agrees"]
    model = companions.load_pair_model()
    sure = replace(model, least={**model.least, "agrees": 99.0, "alike": 99.0})
    monkeypatch.setattr(companions, "load_pair_model", lambda: sure)
    monkeypatch.setitem(companions.RULED_ASKS, "agrees", 98.0)
    assert kinds(linked(PAPER + wheat, ARTICLE + wheat)) == []
    assert kinds(linked(wheat, wheat)) == ["agrees"]  # of a single figure it knows too little


def test_the_model_does_not_judge_parts_of_a_whole_that_it_has_not_learnt_from(linked: Linked) -> None:
    paper = "Of the pupils 45 percent are girls, of the teachers 55.4 percent are women."
    article = "Of the pupils 55 percent are boys, of the teachers 44.6 percent are men."
    reasons = [x.reason for x in linked(PAPER + paper, ARTICLE + article)]
    assert sum("add up" in reason for reason in reasons) == 2


LONG = (
    "Report on the Tarn valley. The valley had {} dairy farms in 2023. It has 41 bridges and 18 mills. "
    "In 2019 the road to Lisse was 32 kilometres long. Rent was 410 euros in 2018. Of the roofs 23 percent leak."
)
OTHERS = (
    "News of the Tarn valley. The valley had {} dairy farms in 2023. It has 77 wells and 12 inns. "
    "In 2011 the wall at Brenta was 95 metres long. A bus costs 93,000 euros. Of the pupils 64 percent walk."
)


def test_a_difference_of_texts_that_agree_on_nothing_is_asked_of_the_model(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = LONG.format("1,250"), OTHERS.format("1,640")
    monkeypatch.setattr(companions, "FEW_ASKS", -99.0)
    assert kinds(linked(*texts)) == ["differs"]
    monkeypatch.setattr(companions, "FEW_ASKS", 99.0)
    assert kinds(linked(*texts)) == []


def test_agreements_that_the_model_alone_is_sure_of_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(companions, "agree_asks", lambda *_: 0.0)
    one: dict[str, Any] = {c: SimpleNamespace(claim=c, vector=np.ones(1), dimension="count") for c in "abcdef"}
    texts: Any = SimpleNamespace(
        are_short=False,
        table=SimpleNamespace(pairs=[(one["a"], one["b"]), (one["c"], one["d"])], near=np.array([True, True])),
        model=SimpleNamespace(least={"agrees": 0.85}),
        printed={},
        best=lambda _: {frozenset("ef"): companions.FEW_ASKS / 2},
    )
    row = one["e"], one["f"], Verdict("differs", 0.1, "", 0.9)
    texts.odds = {"agrees": np.array([9.0, 9.0])}
    assert companions.believed([row], texts) == [row]
    texts.odds = {"agrees": np.array([9.0, 0.9])}
    assert companions.believed([row], texts) == []


def test_a_few_lines_are_not_asked_of_the_model(linked: Linked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(companions, "FEW_ASKS", 99.0)
    assert kinds(linked(LONG.format("1,250")[:70], OTHERS.format("1,640")[:70])) == ["differs"]

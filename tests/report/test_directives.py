"""What a text demands or plans, and what of it echoes a policy text."""

from __future__ import annotations

import pytest
from made import Made, brief, link

from policynlp.report.findings import article_findings

TEXT = (
    "# What the ports should do\n"
    "The harbour must be dredged by 2030. Should it fail, nobody knows what comes.\n"
    "Analysts urged the council to lower the fees. The rules, which should have been clear, are not.\n"
    "The gates are open."
)


def article() -> Made:
    return Made(TEXT, title="Article").quote("to lower the fees", source="Analysts", source_type="anonymous", act="directive")


def plan() -> Made:
    return Made("Harbours will be dredged. Fees will fall.", title="Plan", genre="policy", published="2023-01-01")


def test_demands_are_found_and_headings_conditions_and_regrets_are_not() -> None:
    found = brief(article()).directives
    assert [(d.sentence.text, d.act, d.voice) for d in found] == [
        ("The harbour must be dredged by 2030.", "duty", None),
        ("Analysts urged the council to lower the fees.", "directive", "Analysts"),
    ]
    assert [d.source_type for d in found] == [None, "anonymous"]


@pytest.mark.parametrize(
    "sentence, demands",
    [
        ("The line is to be rebuilt.", True),
        ("Farms need to pay less.", True),
        ("The village has to be moved.", True),
        ("The mayor is to blame.", False),
        ("It is due in May.", False),
        ("If prices should they rise again hurt, tell us.", False),
        ("The trust shall act.", True),
        ("He will come.", False),
    ],
)
def test_words_of_duty(sentence: str, demands: bool) -> None:
    assert bool(brief(Made(sentence)).directives) is demands


def test_will_is_a_promise_in_a_plan_only() -> None:
    assert [d.act for d in brief(plan()).directives] == ["plan", "plan"]
    assert not brief(Made("Harbours will be dredged.")).directives


def test_an_echo_belongs_to_the_sentence_that_it_stands_in() -> None:
    a, b = article(), plan()
    row = link(
        "echoes",
        a.at("The harbour must be dredged by 2030."),
        b.at("Harbours will be dredged."),
        relation="paraphrase",
        score=0.7,
    )
    found = brief(a, b, links=[row])
    assert [[e.there.text for e in d.echoes] for d in found.directives] == [["Harbours will be dredged."], []]
    said = [f.text for f in article_findings(found) if f.topic == "directives"]
    assert said[0] == "2 sentences demand or plan something; 1 echoes or cites the one earlier policy text, 1 is found in none."
    assert said[1] == (
        "Closest to each other, in other words: “The harbour must be dredged by 2030.” and “Harbours will be dredged.” in “Plan”."
    )


def test_what_a_later_text_repeats_is_told_apart() -> None:
    a, b = article(), plan()
    row = link("echoes", b.at("Harbours will be dredged."), a.at("The harbour must be dredged by 2030."), relation="verbatim")
    found = brief(a, b, links=[row])
    assert not any(d.echoes for d in found.directives)
    assert [e.later for e in found.echoes] == [True]
    assert "1 passage of it is repeated by “Plan”." in [f.text for f in article_findings(found)]


def test_an_echo_that_demands_nothing_is_told_too() -> None:
    a, b = article(), plan()
    row = link("echoes", a.at("The gates are open."), b.at("Fees will fall."), relation="paraphrase", score=0.5)
    said = [f.text for f in article_findings(brief(a, b, links=[row])) if f.topic == "directives"]
    assert said[0] == "2 sentences demand or plan something; none of them repeats the one earlier policy text."
    assert (
        "1 sentence that demands nothing repeats a policy text, too; the closest is “The gates are open.”, after “Plan”."
        in said
    )


def test_nothing_is_demanded() -> None:
    said = [f.text for f in article_findings(brief(Made("The gates are open."))) if f.topic == "directives"]
    assert said == ["No sentence of the text demands or plans anything."]

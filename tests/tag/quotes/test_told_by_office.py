"""Speakers whom the text calls by office, party or seat, before or after it names them; and bodies by parts of their names."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        (
            'Transport secretary Alan Crombie went to Lisse to say that it was over. "I will not defend it," the minister said.',
            "the minister",
            "Alan Crombie",
        ),
        (
            'Transport Permanent Secretary Alan Crombie went to Lisse. "I will not defend it," the minister said.',
            "the minister",
            None,
        ),
        (
            (
                '"They believe what they taste," said Ma Hongtao, a professor. A grower surnamed Dang, who lives at the other end of '
                "the village, remains cautious. He said that he would wait."
            ),
            "He",
            "Dang",
        ),
        (
            "The county drew 1,260 graduates, according to the Lisse human resources and social security bureau.",
            "the Lisse human resources and social security bureau",
            "Lisse human resources and social security bureau",
        ),
        ("Police said that it was late.", "Police", "police"),
        (
            'Mo Dang and Li Ferro met. "We are late," Li Ferro Deputy Governor Rosa Magbanua told them.',
            "Li Ferro Deputy Governor Rosa Magbanua",
            "Rosa Magbanua",
        ),
        (
            "The report says that the former director, Nils Aune, told staff that the books had been burned.",
            "the former director, Nils Aune",
            "Nils Aune",
        ),
        (
            "The board's president, the former minister of Portugal Rui Matos, told deputies that it would not grow.",
            "The board's president, the former minister of Portugal Rui Matos",
            "Rui Matos",
        ),
        (
            "Two-fifths was spent, the National Audit Office found in a report tabled on Monday. The report blames slow inspections.",
            "The report",
            "National Audit Office",
        ),
        (
            "One post in four is vacant, the Court of Accounts found in an audit. The same report says that it was late.",
            "The same report",
            "Court of Accounts",
        ),
        (
            "The Harbour Workers' Alliance claims that 40 were sent home. The union has urged the port to publish it.",
            "The union",
            "Harbour Workers' Alliance",
        ),
        (
            (
                "In a report the Office of the Auditor General found that the Foreign Employment Welfare Fund had grown to 760 million. "
                "The auditors recommended that it be spent."
            ),
            "The auditors",
            "Office of the Auditor General",
        ),
        (
            "Sen. Ruth Okafor arrived at noon. The Florida senator said that the bill would pass.",
            "The Florida senator",
            "Ruth Okafor",
        ),
        (
            "Rep. Karl Brandt (R-S.C.) laughed.\n\nThe South Carolina Republican said that the server was never central.",
            "The South Carolina Republican",
            "Karl Brandt",
        ),
        (
            (
                "A county judge has rejected the request, saying that it came too late.\n\n"
                'Justice Alma Reyes ruled on Friday. "The law sets a term," Reyes wrote.'
            ),
            "A county judge",
            "Alma Reyes",
        ),
        (
            (
                "A county judge has rejected the request, saying that it came too late.\n\n"
                "Justice Alma Reyes and Justice Omar Hale ruled on Friday."
            ),
            "A county judge",
            None,
        ),
        (
            "Justice Alma Reyes ruled.\n\nThe hearing was short.\n\nIt ended at noon.\n\nA county judge said that it came too late.",
            "A county judge",
            None,
        ),
        (
            (
                "Sen. Ruth Okafor (D-Vt.) spoke in Iowa on Monday. Sen. Karl Brandt (R-Ohio) was there.\n\n"
                "The Vermont senator said that the bill would pass."
            ),
            "The Vermont senator",
            "Ruth Okafor",
        ),
        (
            (
                "Republican presidential nominee Karl Brandt spoke in Ohio. Democratic nominee Ruth Okafor was in Iowa.\n\n"
                "The GOP nominee said that taxes would fall."
            ),
            "The GOP nominee",
            "Karl Brandt",
        ),
        (
            "President Ruth Okafor opened the bridge with Vice President Karl Brandt.\n\nThe president said that it would last.",
            "The president",
            "Ruth Okafor",
        ),
        (
            "Economist Ruth Okafor said that prices would rise. A baker said that flour was dear. He said that he would close.",
            "He",
            None,
        ),
    ],
    ids=[
        "in a report",
        "the same report",
        "union of workers",
        "auditors",
        "secretary as minister",
        "no permanent secretary",
        "surnamed",
        "body of fields",
        "police",
        "behind an office",
        "former director",
        "title and former title",
        "the only senator near",
        "party for a role",
        "named later",
        "two are",
        "far down",
        "by seat",
        "by party",
        "no vice president",
        "he is the baker",
    ],
)
def test_who_is_told_by_office(said_by_rules, text: str, source: str, speaker: str | None) -> None:
    assert said_by_rules(text)[source] == speaker


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        (
            "The United Nations Security Council met on Friday.\n\nThe Security Council said that the launch was a threat.",
            "The Security Council",
            "United Nations Security Council",
        ),
        (
            "The Internal Revenue Service wrote to him in May.\n\nThe I.R.S. said that he owed nothing.",
            "The I.R.S",
            "Internal Revenue Service",
        ),
        (
            "Harlan Energy Corporation sold the mine.\n\nHarlan said that it was a success.",
            "Harlan",
            "Harlan Energy Corporation",
        ),
    ],
    ids=["last words", "dotted initials", "first word of a firm"],
)
def test_bodies_by_parts_of_their_names(said_by, text: str, source: str, speaker: str) -> None:
    found = said_by(text)
    assert next(who for mention, who in found.items() if mention.startswith(source)) == speaker


def test_who_said_behind_an_apposition_is_who_is_named(said_by) -> None:
    text = "He has never liked Walter Nash, now the majority leader, who in 2010 said that the plan would fail."
    assert "Walter Nash" in said_by(text).values()


def test_a_field_of_an_office_is_nobody(said_by) -> None:
    text = "Another ally, Agriculture Secretary Karl Brandt, told reporters that the harvest was poor."
    assert set(said_by(text).values()) == {"Karl Brandt"}


def test_a_headline_names_an_office_that_the_text_gives_to_one_person_further_down(said_by):
    text = (
        "Doors are open, says Agriculture Minister\n\nFarmers camp.\n\nIt rained.\n\nThe road is shut.\n\nNobody left.\n\n"
        "Agriculture Minister Peter Kamau maintained that the law gave growers a choice. Finance Minister Omar Diallo agreed."
    )
    assert said_by(text)["Agriculture Minister"] == "Peter Kamau"


def test_a_field_in_the_plural_is_part_of_a_title(said_by):
    text = '"The wood is gone," the forests minister, Ann Lee, said. The minister said that workers would be retrained.'
    assert said_by(text)["The minister"] == "Ann Lee"

"""Documents that speak by their titles, and the areas and people that headlines and later paragraphs call by a noun."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        (
            ("A study she published in May, Degrees Without Doors, found that half of them would return for less pay.\n\n"
            "Employers do not offer posts, the study says."),
            "the study",
            "Degrees Without Doors",
        ),
        (
            ("In its special report Funds for the Coast, published in April, the Lunde Court of Audit criticised that gyms were built."
            ' "A gym does not replace a job," the report said.'),
            "the report",
            "Funds for the Coast",
        ),
        (
            ("The Performance Audit on the Use of Quays, tabled on July 9, took some of the shine off. It found that two thirds of"
            ' the quays were in use. "Works were declared complete early," the report says.'),
            "the report",
            "Performance Audit on the Use of Quays",
        ),
        (
            ("The question stands behind the Lunde Harbour Plan, which the assembly will debate.\n\nFew ships call at the port.\n\n"
            "Old men fish from the quay.\n\nThe town is small.\n\nNobody dredges.\n\nThe plan aims to cut the dues by half."),
            "The plan",
            "Lunde Harbour Plan",
        ),
        (
            "Bonghwa County lies in the mountains.\n\nFew people live there.\n\nThe county says that it will draw families.",
            "The county",
            "Bonghwa County",
        ),
        (
            ("Clinics fill up, doctor says\n\nNorthern Health has opened two shelters for people who cannot leave their homes.\n\n"
            "Dr. Priya Nair, a health officer, said visits have gone up by a third since the weekend in all of the towns."),
            "doctor",
            "Priya Nair",
        ),
        (
            ("Mr. Gerald Pike, who is 61, has no one to take over. His son is an electrician and his daughter teaches in the city."
            " He has spoken to a young man, he said, but the rules would have to change."),
            "he",
            "Gerald Pike",
        ),
        (
            ('"We work where it moves," Ren Zhihong said on Monday.\n\nBack in the village, Wei Guodong\'s team was mending a fence'
            ' that his father had helped to plant.\n\n"You guard it like a dog," he said.'),
            "he",
            "Wei Guodong",
        ),
        (
            "Published in September, a report by the Northern Wind Foundation, a think tank, estimates that 42,000 jobs will go.",
            "a report by the Northern Wind Foundation, a think tank",
            "Northern Wind Foundation",
        ),
        (
            "Released on Monday, the study by the University of Lunde found that 40 percent of homes are cold.",
            "the study by the University of Lunde",
            "University of Lunde",
        ),
        (
            "Left in the Dark, a report by the Northern Wind Foundation, found that homes are cold. Many are damp, the report said.",
            "the report",
            "Left in the Dark",
        ),
    ],
)  # fmt: skip
def test_who_is_meant(said_by, text, source, speaker):
    assert said_by(text).get(source) == speaker


def test_a_spokesman_of_a_name_is_not_that_name(said_by):
    assert said_by("A Trump spokesman said that taxes would fall. Donald Trump was in Ohio.").get("A Trump spokesman") is None


def test_a_written_reply_is_the_statement_of_whoever_replied(said_by):
    text = (
        "The Ministry of Water said in a written reply that extraction was safe. Wells were being plugged, the statement added."
    )
    assert said_by(text).get("the statement") == "Ministry of Water"


def test_where_an_office_puts_a_figure_it_says_so(quotes_of):
    text = "The Central Ground Water Board puts extraction in the district at 58 per cent of the recharge."
    (quote,) = quotes_of(text)
    assert quote.speaker == "Central Ground Water Board"
    assert text[slice(*quote.content[0])] == "extraction in the district at 58 per cent of the recharge"

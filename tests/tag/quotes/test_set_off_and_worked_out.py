"""Speech whose speaker is told between commas, what somebody has worked out, and whom such words and short names mean."""

from __future__ import annotations

import pytest

from policynlp.tag.extensions import prose_passages
from policynlp.tag.quotes.body_mentions import led_body
from policynlp.tag.quotes.combining import HEARD, HEARD_CLEAR, combined
from policynlp.tag.quotes.indirect import indirect_attributions
from policynlp.tag.quotes.reading import Reading


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        (
            'Mayor Johanna Swartbooi welcomed the plan. She said it "would be a tax". By her count about 600 households had no tap.',
            "about 600 households had no tap",
            "Johanna Swartbooi",
        ),
        (
            '"Then you wait," said Daniel Ouma, who chairs the growers. By the chairman\'s count, nearly 1,400 members planted late.',
            "nearly 1,400 members planted late",
            "Daniel Ouma",
        ),
        (
            "There is ground to make up: by the Regional Directorate of Agriculture's own reckoning, six in ten hectares are flooded.",
            "six in ten hectares are flooded",
            "Regional Directorate of Agriculture",
        ),
        (
            "Most states have such votes, and the total exceeds N150 billion, going by a compilation of budgets by the Openbook Centre.",
            "the total exceeds N150 billion",
            "Openbook Centre",
        ),
    ],
)
def test_what_somebody_has_worked_out(quotes_of, text, said, speaker):
    found = [q for q in quotes_of(text) if any(said in text[s:e] for s, e in q.content)]
    assert [q.speaker for q in found] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "By the time of the count about 600 households had a tap.",
        "As time was going by the minister grew tired, and the total exceeded N150 billion.",
        "The bill passed by a vote of 40 to 3.",
        "By Tuesday's count, 40 people had died.",
    ],
)
def test_a_count_that_is_nobody_s_word(quotes_of, text):
    assert not quotes_of(text)


@pytest.mark.parametrize(("probability", "found"), [(HEARD_CLEAR, 1), (HEARD_CLEAR - 0.01, 0)])
def test_who_is_set_off_from_what_is_said_needs_less_of_the_encoder(quotes_nlp, probability, found):
    assert len(combine(quotes_nlp, "The yield rose to 458 kilograms per mu, a record, the office added.", probability)) == found


def test_whom_a_deed_is_done_to_says_nothing(quotes_nlp):
    assert not combine(
        quotes_nlp, "The senate met on Friday, confirmed Judge Paul Roth, 52, to the court, and adjourned.", HEARD_CLEAR
    )


@pytest.mark.parametrize(("probability", "found"), [(HEARD, 1), (HEARD_CLEAR, 0)])
def test_other_rules_need_more(quotes_nlp, probability, found):
    assert len(combine(quotes_nlp, "The office added the yield rose to 458 kilograms per mu.", probability)) == found


@pytest.mark.parametrize(("probability", "found"), [(HEARD_CLEAR, 1), (HEARD_CLEAR - 0.01, 0)])
def test_what_somebody_says_that_needs_less(quotes_nlp, probability, found):
    assert len(combine(quotes_nlp, "The office added that the yield rose to 458 kilograms per mu.", probability)) == found


def test_what_stands_around_the_cue_needs_nothing_of_the_encoder(quotes_nlp):
    assert len(combine(quotes_nlp, "The yield, the office admits, was late this year.", 0.0)) == 1


def read(quotes_nlp, text):
    doc = quotes_nlp(text)
    return Reading(doc, prose_passages(doc))


def combine(quotes_nlp, text, probability):
    reading = read(quotes_nlp, text)
    return combined(reading, [], list(indirect_attributions(reading)), heard=lambda _: probability)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Jia Feng walks the field. His son, he says, has promised to come home.", ["His son", "has promised to come home"]),
        (
            "The average newcomer, the auditors found, moved on after 20 months.",
            ["The average newcomer", "moved on after 20 months"],
        ),
        ("Nobody, he assured lawmakers last Tuesday, had been denied a bag.", ["had been denied a bag"]),
    ],
)
def test_what_is_said_around_the_speaker(quotes_of, text, whole):
    (found,) = [q for q in quotes_of(text) if text[slice(*q.content[-1])] == whole[-1]]
    assert [text[s:e] for s, e in found.content] == whole


@pytest.mark.parametrize(
    ("text", "mention", "speaker"),
    [
        (
            'Imelda Sotto-Garganera, a biologist, doubts it. "You cannot ask the fish," said Garganera.',
            "Garganera",
            "Imelda Sotto-Garganera",
        ),
        (
            'He Shufen, director of the museum, welcomed the plan. "A house keeps a person for years," He said.',
            "He",
            "He Shufen",
        ),
        (
            "Minister Anna Ledo came. Evaristo Domínguez asked her where the money was. She replied that it was in there.",
            "She",
            "Anna Ledo",
        ),
        (
            "The Home Builders Association was there. In a brief to council in May the association said that it had laid off 140 people.",
            "the association",
            "Home Builders Association",
        ),
        (
            "Sea Harvesters of Panay (SHP), a group that claims 11,000 members, insists that there is fish out there.",
            "Sea Harvesters of Panay (SHP), a group that claims 11,000 members",
            "Sea Harvesters of Panay",
        ),
        (
            "Regent Fransiska Tukan, who inherited the debt, rejects it. The schools were finished, she told reporters last week.",
            "she",
            "Fransiska Tukan",
        ),
        (
            "Ruth Adeyemi leads the ward. A victim thanked her. She said the work was hard.",
            "She",
            "Ruth Adeyemi",
        ),
        (
            "The Ministry of Health for Wales said cases rose. The Ministry of Health said cases fell.",
            "The Ministry of Health",
            "Ministry of Health",
        ),
        (
            "Nepal Rastra Bank published its figures in June. Remittances rose, the central bank said.",
            "the central bank",
            "Nepal Rastra Bank",
        ),
        (
            "Loans came to 2 trillion yuan, according to the Guangxi branch of the People's Bank of China.",
            "the Guangxi branch of the People's Bank of China",
            "Guangxi branch of the People's Bank of China",
        ),
        (
            "The report came from the Comptroller's Office. The average newcomer, the auditors found, moved on after 20 months.",
            "the auditors",
            "Comptroller's Office",
        ),
        (
            "Hirut Woldeyes of the Horn Institute for Food Policy doubts it. Two in five pumps stand idle, the Horn Institute found.",
            "the Horn Institute",
            "Horn Institute for Food Policy",
        ),
        (
            'Minister Juan Perez said the road was good. Outside Salvatera, a driver was waiting. "I have lost three tyres," he said.',
            "he",
            None,
        ),
    ],
)
def test_whom_a_mention_means(said_by, text, mention, speaker):
    assert said_by(text)[mention] == speaker


@pytest.mark.parametrize(
    ("mention", "body"),
    [
        ("The committee of experts chaired by the forester Teo Rebelo", "The committee of experts"),
        ("The forester Teo Rebelo, who was led by doubts", "The forester Teo Rebelo, who was led by doubts"),
        ("The farmer run over by a truck", "The farmer run over by a truck"),
        ("A minister in the government led by Teo Rebelo", "A minister in the government led by Teo Rebelo"),
    ],
)
def test_a_body_is_not_whoever_chairs_it(quotes_nlp, mention, body):
    text = f"{mention} has proposed that land be rented out."
    reading = read(quotes_nlp, text)
    (start, end), _ = led_body(reading, reading.doc[reading.token_at(len(mention) - 1)], (0, len(mention)))
    assert text[start:end] == body

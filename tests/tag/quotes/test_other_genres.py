"""Who speaks in texts that are no news: transcripts of briefings, records of committees, interviews, speeches, communiqués, briefs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from headed import HEAD

QUESTIONS = """Health minister: Clinics will open on time

By Njoki Arden

Health minister Barasa Odengo is under pressure. He spoke to the Lakes Daily in his office.

Q: Where are the nurses?

We hired 400 of them. I have told my officers that every clinic will have two.

Nobody was forgotten.

Q: Growers say the road is closed.

It will open. Our own survey found that most people can walk.

Q: Will you resign?

I will not.

ALSO READ
Farmers threaten to boycott mills
"""

BRIEFING = """TRANSCRIPT OF PRESS BRIEFING

Panel:
YB Dato' Seri Azhari bin Mohd Salleh, Deputy Minister of Finance
Datuk Lim Siew Peng, Deputy Secretary General

Moderator: Encik Faizal Roslan, Head, Communications Unit

MODERATOR: Good afternoon. We will take questions.

YB DATO' SERI AZHARI: Thank you. I will be brief. Spending fell by a third.

Q1 (Tan Wei Jie, Business Times): Will the quota be raised?

DATUK LIM: We do not see a case for it.

Q1 (follow-up): So no change?

YB DATO' SERI AZHARI: No change.
"""

COMMITTEE = """Joint Committee on Housing

Deputies Colm Ó Braonáin, Paula Kinnane.

Deputy Maeve Lanigan in the Chair.

Cathaoirleach: I welcome the witnesses. I call Ms Tuohy.

Ms Gráinne Tuohy: I thank the committee. We ask that the grant be paid in stages.

Deputy Colm Ó Braonáin: When will it be paid?

Cathaoirleach: That is all. I thank the witnesses.
"""


def test_questions_with_labels_and_answers_without(told: Callable) -> None:
    found = told(QUESTIONS)
    for answer in ("We hired 400 of them.", "It will open.", "I will not."):
        assert [speaker for said, speaker in found if said.startswith(answer)] == ["Barasa Odengo"]
    for question in ("Where are the nurses?", "Growers say the road is closed.", "Will you resign?"):
        assert [speaker for said, speaker in found if said == question] == [None]
    assert any("Nobody was forgotten." in said for said, speaker in found if speaker == "Barasa Odengo")
    assert not any("mills" in said for said, speaker in found if speaker == "Barasa Odengo")


def test_labels_that_say_less_than_the_panel_above(told: Callable) -> None:
    found = dict(told(BRIEFING))
    assert {said: speaker for said, speaker in found.items() if said[-1] in ".?"} == {
        "Good afternoon. We will take questions.": "Faizal Roslan",
        "Thank you. I will be brief. Spending fell by a third.": "Azhari bin Mohd Salleh",
        "Will the quota be raised?": "Tan Wei Jie",
        "We do not see a case for it.": "Lim Siew Peng",
        "So no change?": "Tan Wei Jie",
        "No change.": "Azhari bin Mohd Salleh",
    }


def test_whoever_is_in_the_chair_by_another_name(told: Callable) -> None:
    found = {said.split(".")[0]: speaker for said, speaker in told(COMMITTEE)}
    assert found["I welcome the witnesses"] == found["That is all"] == "Maeve Lanigan"
    assert found["I thank the committee"] == "Gráinne Tuohy"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "1. We, the Ministers of the Member States of the River Forum (RF), met.\n\n2. We condemned illegal fishing and agreed to it.",
            "Ministers of the Member States of the River Forum",
        ),
        (
            "Food prices rose 1.12 percent, as per data released on Thursday by the National Price Institute.",
            "National Price Institute",
        ),
        (
            "The Ministry of Health and Welfare met. The Health Ministry says it is preparing its own remedies.",
            "Ministry of Health and Welfare",
        ),
        (
            "The Ministry of Health and Welfare met. Only 249 doctors were assigned, the ministry data showed.",
            "Ministry of Health and Welfare",
        ),
        (
            "A study by researchers at the Centre for Housing and Place concluded that rents fell.",
            "Centre for Housing and Place",
        ),
        ("Mr. Speaker, the Auditor General found that funds were lost.", "Auditor General"),
        ("Ladies and Gentlemen, the Auditor General found that funds were lost.", "Auditor General"),
        (
            "A report by the Plains Center found that clinics close.\n\nIts authors attribute this to prices.",
            "Plains Center",
        ),
    ],
)
def test_as_other_texts_than_news_put_it(told: Callable, text: str, speaker: str) -> None:
    assert {name for _, name in told(text)} == {speaker}


def test_a_speech_below_the_menu_of_its_page(told: Callable) -> None:
    text = (
        "Home | Newsroom | Speeches\n\nOFFICE OF THE VICE PRESIDENT\n\nSpeeches\n\n"
        "KEYNOTE ADDRESS BY DR. ABENA ODURO-MENSAH, VICE PRESIDENT, AT THE TRADE FAIR\n\nThursday, 12th March\n\n"
        "Good morning to you all.\n\nI urge the Board to keep its promise."
    )
    assert [name for _, name in told(text)] == ["ABENA ODURO-MENSAH"]


def test_what_a_report_recommends_to_somebody_in_a_list(told: Callable) -> None:
    text = (
        "The report recommends that governments:\n\n• create a budget line for school meals;\n• pay suppliers within 30 days."
    )
    assert [said for said, _ in told(text)] == ["create a budget line for school meals | pay suppliers within 30 days"]


def test_answers_with_labels_of_whom_the_opening_names(told: Callable) -> None:
    labelled = (
        QUESTIONS.replace("We hired", "A: We hired")
        .replace("It will open", "A: It will open")
        .replace("I will not.", "A: I will not.")
    )
    found = told(labelled.replace("He spoke to the Lakes Daily in his office.", "He sat down with us."))
    assert [speaker for said, speaker in found if said.startswith("It will open")] == ["Barasa Odengo"]


RESOLUTION = """The General Assembly,

Noting with concern that one in five children goes hungry,

Welcoming the report of the Secretary-General on food,

1. Calls upon Member States to build rural roads;

2. Decides to remain seized of the matter.
"""
COMMUNIQUE = """1. The Ministers of the River Basin Council (RBC) met in Dili.

2. Ministers noted that rain was late.

3. On the drought, Ministers:

(i) NOTED with concern that water levels had fallen;

(ii) URGED Member States to save water; and

(iii) APPEALED to partners to close the gap.
"""
JOB = """Policy Officer, Ministry of Health:
Advised the minister on vaccines and hospitals
Recommended changes to the national drug list

Duties of the Committee:
1. Advising the council on roads;
2. Considering complaints of residents;

News in brief from the European Union:
Calls for sanctions on Georgia grow
Demands for farm aid reach Brussels
"""
BELOW = """The road was closed on Monday,

Walking home, she passed the mill.

Leaders:

• Ana Reis
• Joe Roe
"""


def test_clauses_of_a_resolution_are_of_the_body_above(told: Callable) -> None:
    assert told(RESOLUTION) == [
        ("that one in five children goes hungry", "General Assembly"),
        ("the report of the Secretary-General on food", "General Assembly"),
        ("Member States to build rural roads", "General Assembly"),
        ("to remain seized of the matter", "General Assembly"),
    ]


def test_ministers_are_those_whose_meeting_it_is(told: Callable) -> None:
    assert told(COMMUNIQUE) == [
        ("that rain was late", "Ministers of the River Basin Council"),
        ("that water levels had fallen", "Ministers of the River Basin Council"),
        ("Member States to save water", "Ministers of the River Basin Council"),
        ("to partners to close the gap", "Ministers of the River Basin Council"),
    ]


@pytest.mark.parametrize("text", [BELOW, JOB])
def test_other_lists_resolve_nothing(told: Callable, text: str) -> None:
    assert {name for _, name in told(text)} <= {None}


@pytest.mark.parametrize(
    "opening",
    [
        "Prime Minister Keir Starmer has refused to meet the unions.",
        "Questions and answers: the new tax law. Finance Minister John Mbadi presented the bill in June.",
        "The museum is named after Henri Matisse.",
    ],
)
def test_nobody_answers_where_the_opening_does_not_say_so(told: Callable, opening: str) -> None:
    found = told(f"{opening}\n\nQ: Why is it late?\n\nThe roads are wet.\n\nQ: Will it end?\n\nIt may be so.")
    assert {name for said, name in found if said.endswith((".", "?"))} == {None}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Friends, family and colleagues said she was kind.", "Friends, family and colleagues"),
        ("Per Mertesacker said the match was lost.", "Per Mertesacker"),
        ("Ukraine's Defence Ministry said it was late.", "Ukraine's Defence Ministry"),
    ],
)
def test_sources_that_keep_their_first_word(tagged: Callable, text: str, source: str) -> None:
    tags = tagged(text)
    words = {(HEAD + text)[slice(*q.source[0])] for q in tags.quotes if q.source}
    assert words == {source}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "The Ministry of Defence of Russia said it had won. Ukraine's Defence Ministry said it had not.",
            ["Ministry of Defence of Russia", "Defence Ministry"],
        ),
        ("A report on a militia led by Hamas said the town was lost.", ["report on a militia"]),
        (
            "A report by the Bank of Ghana found that food was dear. The authors of the bill said it was fair.",
            ["Bank of Ghana", None],
        ),
        ("Critics of Donald Trump said he lied. They said he would lose.", [None, None]),
        ("Rangers said the manager would go.", ["Rangers"]),
        ("The School-Based Health Alliance said it was late.", ["School-Based Health Alliance"]),
        (
            "The Federation of Small Businesses and Institute of Directors said it was late.",
            ["Federation of Small Businesses"],
        ),
        ("The group Yevgeny Prigozhin led was paid, the ministry said.", ["ministry"]),
    ],
)
def test_what_only_looks_like_it(told: Callable, text: str, speakers: list[str | None]) -> None:
    assert [name for _, name in told(text)] == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The Cebu Hotel and Resort Operators\u2019 League argued that it was late.",
            "Cebu Hotel and Resort Operators\u2019 League",
        ),
        (
            "The Association of Independent Coach and Bus Operators argued that it was late.",
            "Association of Independent Coach and Bus Operators",
        ),
        ("The Hallam Review of Regional Construction (2023) found that it was late.", "Hallam Review of Regional Construction"),
        (
            "Research by the Centre for Bus Studies at the University of Wessex found that it was late.",
            "Centre for Bus Studies",
        ),
        ("Lembaga Kajian dan Pengembangan said it was late.", "Lembaga Kajian dan Pengembangan"),
        ("The FBI and Justice Department said it was late.", "FBI"),
    ],
)
def test_bodies_in_full(told: Callable, text: str, speaker: str) -> None:
    assert {name for _, name in told(text)} == {speaker}


HANSARD = """Proof Committee Hansard

HARTIGAN, Ms Louise, Chief Executive Officer, Western Plains Care

TREGENZA, Mr Colin, Branch Organiser, Support Workers Association

CHAIR (Senator Fallon): Welcome. Ms Hartigan, please begin.

Ms Hartigan: Thank you, Chair. We run seven homes.

CHAIR: Thank you. Mr Tregenza?

Mr Tregenza: Our members say that pay is low.
"""


def test_witnesses_that_are_listed_by_their_surnames(told: Callable) -> None:
    found = {said.split(".")[0].split("?")[0]: name for said, name in told(HANSARD)}
    assert found["Thank you, Chair"] == "Louise Hartigan"
    assert found["Thank you"] == found["Welcome"] == "Fallon"
    assert found["Our members say that pay is low"] == "Colin Tregenza"


def test_what_stands_between_the_clauses_of_a_resolution(told: Callable) -> None:
    lines = [
        "MINISTERIAL COUNCIL",
        "The Ministerial Council,",
        "Recalling its resolution of 2021,",
        "Having considered the report of 2024,",
        "Deeply concerned at the drought,",
        "1. Urges Member States to save water;",
        "2. Requests the Secretary:",
        "(a) to open a portal;",
        "(b) to report in May;",
        "3. Decides to meet again.",
    ]
    assert [(said, name) for said, name in told("\n\n".join(lines)) if name] == [
        ("its resolution of 2021", "Ministerial Council"),
        ("Member States to save water", "Ministerial Council"),
        ("the Secretary | to open a portal | to report in May", "Ministerial Council"),
        ("to meet again", "Ministerial Council"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Indigenous Services Canada has indicated that it is late.", "Indigenous Services Canada"),
        (
            "The Office of the Parliamentary Budget Officer projected that it would rise.",
            "Office of the Parliamentary Budget Officer",
        ),
        ("BANK OF JAMAICA\n\nThe Bank of Jamaica met.\n\nThe Bank of Jamaica said that it was late.", "Bank of Jamaica"),
        (
            "The Ministerial Council of the Southern Water Commission met. The Ministerial Council agreed that it was late.",
            "Ministerial Council of the Southern Water Commission",
        ),
    ],
)
def test_bodies_as_they_are_called_in_papers(told: Callable, text: str, speaker: str) -> None:
    assert {name for _, name in told(text)} == {speaker}

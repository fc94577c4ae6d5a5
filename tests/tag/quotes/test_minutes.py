"""Minutes of parliaments and committees: labels with parties, offices and numbers, who presides, who is only spoken to."""

from __future__ import annotations

import pytest


def turns(quotes_of, text: str) -> list[tuple[str | None, str]]:
    """Speaker and first words of every turn."""
    return [
        (q.speaker, text[slice(*q.content[0])]) for q in quotes_of(text) if text[q.cue[0][1] - 1 : q.cue[0][1]] in {":", "."}
    ]


@pytest.mark.parametrize("party", ["Lib.", "Ind.", "Lab", "NDP"])
def test_a_party_in_the_brackets_of_a_label(quotes_of, party):
    text = (
        f"Mr. Omar Diallo (Kayes, {party}): Mr. Speaker, rents rose by 6% last year.\n\n"
        f"Hon. Ruth Abara (Minister of Trade, {party}): Mr. Speaker, I thank the member. We have built 4,000 homes. More will come.\n\n"
        f"Ms. Ana Coelho (Beira Norte, {party}): Mr. Speaker, that is no answer."
    )
    assert turns(quotes_of, text) == [
        ("Omar Diallo", "Mr. Speaker, rents rose by 6% last year."),
        ("Ruth Abara", "Mr. Speaker, I thank the member. We have built 4,000 homes. More will come."),
        ("Ana Coelho", "Mr. Speaker, that is no answer."),
    ]


def test_what_the_house_does_next_is_nobodys_word(quotes_of):
    text = (
        "Mr. Omar Diallo (Kayes, PDS): The trains are late.\n\nMs. Ana Coelho (Beira Norte): So they are.\n\n"
        "Some hon. members: Hear, hear!\n\nThe House adjourned at noon for lunch.\n\nMr. Omar Diallo: I go on."
    )
    said = [content for _, content in turns(quotes_of, text)]
    assert said == ["The trains are late.", "So they are.", "Hear, hear!", "I go on."]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            (
                "Senator Ortega. Mr. Halloran, how many of your members left?\n\nMr. Halloran. About 700, Senator. We lost 40 farms.\n\n"
                "Senator Ortega. I thank you."
            ),
            ["Ortega", "Halloran", "Ortega"],
        ),
        (
            (
                "The committee heard from Dr. Ruth Whitlock.\n\nThe Chairman. We will come to order.\n\n"
                "Dr. Whitlock. Thank you, Mr. Chairman.\n\nMr. O'Shea. I agree with you."
            ),
            [None, "Ruth Whitlock", "O'Shea"],
        ),
        # those who came, and what they are
        ("Dr. Ruth Whitlock. Head of the clinic in Leeds.\n\nMr. Sam Ortega. Farmer.\n\nMs. Ann Shea. Baker of bread.", []),
        ("Mr. Ortega spoke. I liked it.\n\nMr. Halloran. He was late again.\n\nThe Chairman. Nobody knew him.", []),
    ],
)
def test_labels_that_end_with_a_stop(quotes_of, text, speakers):
    assert [q.speaker for q in quotes_of(text) if q.cue and text[slice(*q.cue[0])] == "."] == speakers


@pytest.mark.parametrize(
    ("opening", "label", "speaker"),
    [
        ("Members present: Dame Ruth Whitlock (Chair); Sam Ortega.", "Q12 Chair", "Ruth Whitlock"),
        ("Members present: Dame Ruth Whitlock (Chair); Sam Ortega.", "The Chair", "Ruth Whitlock"),
        ("Speaker: Ms Ruth Whitlock", "The Speaker", "Ruth Whitlock"),
        ("The committee met, Hon. Ruth Whitlock, Chairman of the Subcommittee, presiding.", "The Chairman", "Ruth Whitlock"),
        ("Speaker: Ms Ruth Whitlock", "The Deputy Speaker", None),
        ("Members present: Ruth Whitlock (Chair); Sam Ortega (Chair).", "Q12 Chair", None),
        ("Members present: Ruth Whitlock; Sam Ortega.", "Q12 Chair", None),
    ],
)
def test_who_presides_speaks_as_the_chair(quotes_of, opening, label, speaker):
    text = (
        f"{opening}\n\n{label}: Welcome. How many were there?\n\nSam Ortega: There were forty of them.\n\n"
        f"{label}: Were they paid?\n\nSam Ortega: They were not."
    )
    assert [s for s, _ in turns(quotes_of, text)] == [speaker, "Sam Ortega"] * 2


def test_numbers_of_questions_are_no_part_of_a_name(quotes_of):
    text = "Sam Ortega came.\n\nQ4 Mr Ortega: How many were there?\n\nRuth Whitlock: Forty.\n\nQ5. Mr Ortega: Who paid?"
    assert [s for s, _ in turns(quotes_of, text)] == ["Sam Ortega", "Ruth Whitlock", "Sam Ortega"]


def test_a_witness_who_is_named_says_nothing(quotes_of):
    text = "Sam Ortega: We begin.\n\nRuth Whitlock: We do.\n\nWitness: Ada Pike.\n\nSam Ortega: How many were there?"
    assert [s for s, _ in turns(quotes_of, text)] == ["Sam Ortega", "Ruth Whitlock", "Sam Ortega"]


@pytest.mark.parametrize(
    ("said", "source", "speaker"),
    [
        ("Madam President, the Auditor General told us that the cost had doubled.", "the Auditor General", "Auditor General"),
        ("Mr. Speaker, the Central Bank expects that inflation will fall.", "the Central Bank", "Central Bank"),
        ("Mr. Speaker, I believe that inflation will fall.", "I", "Sam Ortega"),
        ("We met in May. In our view the law should be changed.", "our", "Sam Ortega"),
    ],
)
def test_who_speaks_within_a_turn(quotes_of, said, source, speaker):
    text = f"Ruth Whitlock: What is wrong?\n\nSam Ortega: {said}\n\nRuth Whitlock: Who says so?\n\nSam Ortega: All do."
    inner = {text[slice(*q.source[0])]: q.speaker for q in quotes_of(text) if q.source}
    assert inner.get(source, speaker) == speaker


def test_whoever_is_spoken_to_does_not_say_it(quotes_of):
    text = "Remarks by Ruth Whitlock\n\nMadam Speaker, growth is projected at 3 percent. I thank the House."
    assert "Speaker" not in {q.speaker for q in quotes_of(text)}


def test_a_speech_is_given_by_whoever_delivers_it(quotes_of):
    text = (
        "Remarks of the Minister\n\nBUDGET SPEECH\n\nFinancial year 2025/26\n\nTheme: Markets for all\n\nHarbour Hall\n\n"
        "Delivered at the meeting of Parliament in Kampala on 12 June by Hon. Ruth Whitlock, Minister of Finance\n\n"
        "Madam Speaker, I believe that growth will be 3 percent. I thank Sam Ortega."
    )
    said = {q.speaker for q in quotes_of(text) if q.source and text[slice(*q.source[0])] == "I"}
    assert said == {"Ruth Whitlock"}


def test_a_speech_that_begins_with_what_is_given_is_its_headings_speakers(quotes_of):
    text = (
        "Remarks by Ruth Whitlock\n\nGiven the pressure on prices that was told by Sam Ortega, I believe that growth will be 3 percent.\n\n"
        "I think that it will last."
    )
    said = {q.speaker for q in quotes_of(text) if q.source and text[slice(*q.source[0])] == "I"}
    assert said == {"Ruth Whitlock"}


def test_the_minister_of_something_else_is_meant(quotes_of):
    text = (
        "Ruth Abara (Minister of Housing): We have built homes.\n\n"
        "Sam Ortega (Leeds): The Minister of Transport told the committee that buses would run.\n\n"
        "Ruth Abara: They will."
    )
    assert {q.speaker for q in quotes_of(text) if q.source and "Transport" in text[slice(*q.source[0])]} <= {None}


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("Question (Hilde Aune, TV Vest)", "Hilde Aune"),
        ("Q (Ola Vik, Radio 2)", "Ola Vik"),
    ],
)
def test_who_asks_at_a_press_conference(quotes_of, label, speaker):
    text = (
        "Press conference\n\nSam Ortega: Good morning. We cut the rate.\n\n"
        f"{label}: Will you resign?\n\nSam Ortega: I will not.\n\nQ    Why not?\n\nSam Ortega: I like it here."
    )
    assert [s for s, _ in turns(quotes_of, text) if s != "Sam Ortega"] == [speaker]
    asked = {text[slice(*q.content[0])] for q in quotes_of(text) if q.source and text[slice(*q.source[0])] == "Q"}
    assert "Why not?" in asked


def test_questions_without_a_label_are_not_the_answers(quotes_of):
    text = "\n\n".join(
        [
            "Is the worst over?",
            "Peter Novak: I would say that it is. We have 40 nurses.",
            "We need 60, and soon.",
            "You speak of 90 elsewhere. Which of them is right?",
            "Peter Novak: Both are right.",
            "And who pays?",
            "Peter Novak: The state pays.",
            "Nobody else does, do they?",
            "Peter Novak: They do not.",
        ]
    )
    said = [text[slice(*s)] for q in quotes_of(text) if q.cue and text[slice(*q.cue[0])] == ":" for s in q.content]
    assert "We need 60, and soon" in [s.rstrip(".") for s in said]
    assert not any("?" in s for s in said)


@pytest.mark.parametrize(
    "line, goes_on",
    [
        ("The committee met twelve times and heard forty people.", True),
        ("The committee then met twice and you saw the bridge.", True),
        ("You will find the details in the report.", True),
        ("The committee met for nine days, and I was there.", True),
        ("The committee rose at 6.15 p.m.", False),
        ("The House resumed consideration of Bill 12.", False),
        ("Why did it take so long?", False),
    ],
)
def test_what_the_house_does_and_what_is_told_of_it(quotes_of, line: str, goes_on: bool) -> None:
    text = (
        "Ana Reis: It costs 40 million.\n\nPeter Novak: Why is that so?\n\nAna Reis: The bridge is old.\n\n"
        f"{line}\n\nAna Reis: It was mended in May.\n\nPeter Novak: Thank you for it."
    )
    assert (
        any(line[:12] in text[slice(*span)] for q in quotes_of(text) if q.speaker == "Ana Reis" for span in q.content)
        is goes_on
    )

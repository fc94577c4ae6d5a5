"""What a report, a study or somebody's figures say is said by whoever made them, where the text tells who that is."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("A report by the Northern Development Bank says that output fell.", "Northern Development Bank"),
        ("A report published in May by the Northern Development Bank says that output fell.", "Northern Development Bank"),
        ("A study from the University of Oslo found that the glaciers shrink.", "University of Oslo"),
        ("A 2014 study by Kelvin College professor Edda Brandt found that rents rose.", "Edda Brandt"),
        ("According to a study by economist Pilar Sota, prices doubled.", "Pilar Sota"),
        (
            "Data released by the Department of Veterans Affairs last month show that costs rose.",
            "Department of Veterans Affairs",
        ),
        ("A survey by the Student Chamber in May found that students were leaving.", "Student Chamber"),
        ("A study that the Water Board put out in May found that a third of the water is lost.", "Water Board"),
        ("Edda Brandt's brief says that the court must wait.", "Edda Brandt"),
        ("An evaluation by the Ministry of Health showed that visits rose.", "Ministry of Health"),
        ("A briefing paper of the Northern Chamber of Mines argues that taxes are high.", "Northern Chamber of Mines"),
        (
            "A lawsuit by the American Civil Liberties Union against Edda Brandt said the ban was illegal.",
            "American Civil Liberties Union",
        ),
    ],
)
def test_the_maker_says_it(quotes_of, sentence, speaker):
    (quote,) = quotes_of(sentence)
    assert quote.speaker == speaker
    assert quote.source_type in {"organisation", "named_person"}


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("A study by Harvard University and the University of Oslo showed that rents rose.", None),
        ("A letter approved by Mayor Edda Brandt says that rents rose.", "letter"),
        ("A transcript published by the Northern Post shows that rents rose.", None),
        ("A statement from the meeting said that more was needed.", "statement from the meeting"),
        ("China's census showed that people moved.", "China's census"),
        ("The government's plan says that rents may rise.", None),
        ("A study by researchers in Oslo found that rents rose.", None),
        ("A report by MPs about Edda Brandt said he lied.", None),
        ("A complaint filed by prosecutors against Edda Brandt said he stole.", None),
        ("Tuesday's report showed that rents fell.", "Tuesday's report"),
        ("January's survey showed that rents fell.", "January's survey"),
        ("A report from Wall Street said that rents fell.", None),
        ("An evaluation of the Ministry of Health found that visits fell.", "evaluation of the Ministry of Health"),
        ("A court paper of the Ministry of Health said that rents fell.", "court paper of the Ministry of Health"),
        ("A treaty drafted by the United Nations said that it was over.", None),
        ("A survey by the Northern Times newspaper and the pollster YouGov found that rents fell.", None),
    ],
)
def test_what_is_not_somebodys_own_word_stays_a_document(quotes_of, sentence, speaker):
    (quote,) = quotes_of(sentence)
    assert quote.source_type == "document"
    assert speaker is None or quote.speaker == speaker


def test_the_report_is_the_one_that_spoke_before(quotes_of):
    text = (
        "A report by the Fresh Start Trust found that two in five end up back in a cell. The minister welcomed it.\n\n"
        "The report said that more had to be done."
    )
    assert [q.speaker for q in quotes_of(text) if q.cue] == ["Fresh Start Trust", "Fresh Start Trust"]


def test_a_newer_study_without_a_maker_is_meant(quotes_of):
    text = (
        "A study by Oxford University found that rents rose. A separate study in the Lancet found that deaths rose. "
        "The study said that hospitals were full."
    )
    assert [q.speaker for q in quotes_of(text)] == ["Oxford University", "study in the Lancet", "study in the Lancet"]


def test_the_report_speaks_on_for_many_paragraphs(quotes_of):
    told = ["rebels did it", "more would die", "aid was late", "roads were shut", "nobody came"]
    text = "\n\n".join(["A report by Amnesty International said that 40 died.", *(f"The report said that {t}." for t in told)])
    assert [q.speaker for q in quotes_of(text)] == ["Amnesty International"] * 6


def test_a_ministry_elsewhere_is_another_one(quotes_of):
    text = "The Ministry of Defence of Ukraine said that it held the town. In Moscow, the defence ministry said it had taken a village."
    assert quotes_of(text)[-1].speaker == "defence ministry"


def test_whoever_audits_beside_is_the_auditor(quotes_of):
    text = (
        "The Public Audit Bureau said that gates stood open. A private firm, Deloitte, audits the bank. "
        "The auditors said that it was sound."
    )
    assert quotes_of(text)[-1].speaker is None


def test_auditors_of_a_firm_are_the_firms(quotes_of):
    text = "The Public Audit Bureau said that gates stood open.\n\nThe auditors, from Ernst & Young, said the books were false."
    assert quotes_of(text)[-1].speaker is None


def test_the_figures_of_a_body_that_is_called_by_a_noun_are_its_own(quotes_of):
    text = "The Bureau of Migration Statistics reported in March that nurses had left. The bureau's figures show that more will go."
    assert [q.speaker for q in quotes_of(text)] == ["Bureau of Migration Statistics"] * 2


@pytest.mark.parametrize(
    ("mention", "speaker"),
    [
        ("The auditors found", "Public Audit Bureau"),
        ("The audit bureau found", "Public Audit Bureau"),
        ("The statistics office found", "Office for Science Statistics"),
        ("The statisticians found", "Office for Science Statistics"),
        ("Auditors found", "Public Audit Bureau"),
    ],
)
def test_a_body_is_known_by_its_people_and_by_some_of_its_words(quotes_of, mention, speaker):
    text = (
        "More had left, according to the Office for Science Statistics. The Public Audit Bureau said that gates stood open. "
        f"{mention} that 15 percent of the gates could not be closed."
    )
    assert quotes_of(text)[-1].speaker == speaker


def test_the_statement_is_that_of_whoever_spoke_in_one(said_by):
    text = "Acme Corporation said in a statement that the committee was late.\n\nThe statement added that nobody sat on it."
    assert said_by(text)["The statement"] == "Acme Corporation"


def test_who_signs_is_not_who_speaks(said_by):
    text = "In a statement signed by its head of affairs, Ann Lee, the Acme Corporation said the outage followed a storm."
    assert set(said_by(text).values()) == {"Acme Corporation"}


def test_the_letter_is_that_of_whoever_sent_it(said_by):
    text = 'Ann Lee sent a letter, which a nun read aloud. "Peace takes time," the letter said.'
    assert said_by(text)["the letter"] == "Ann Lee"


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("The quarterly bulletin of the Acme Corporation", "Acme Corporation"),
        ("A review of the Acme Corporation", "review of the Acme Corporation"),
    ],
)
def test_documents_of_a_body(said_by, source, speaker):
    assert said_by(f"{source} said that stocks fell.")[source] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee, a fisher, said in the report that catches had halved.\n\nThe report said that quotas should be cut.",
        "Ann Lee said in a Reuters report that the tax would rise.\n\nThe report said that the tax was unpopular.",
    ],
)
def test_who_is_quoted_in_a_report_has_not_made_it(said_by, text):
    assert said_by(text)["The report"] == "report"

"""Who speaks where a noun stands for a name: bodies, documents, relatives, whoever was just introduced."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        (
            "The fisheries ministry said stocks of hake had fallen by a third.\n\nThe ministry warned that quotas would be cut.",
            "The ministry",
            "fisheries ministry",
        ),
        (
            (
                "The National Farmers Congress called for a price floor. The congress, in a letter signed by its secretary, argued that "
                "growers were going hungry."
            ),
            "The congress",
            "National Farmers Congress",
        ),
        (
            (
                "The SNTR, the country's largest railway union, denies that pay is the only problem. Many drivers have left because of "
                "the shifts, the union says."
            ),
            "the union",
            "SNTR",
        ),
        (
            (
                "The Lake Basin Water Authority has no office in the town. In its reply, the Authority had claimed that it was short "
                "of inspectors."
            ),
            "the Authority",
            "Lake Basin Water Authority",
        ),
        (
            (
                "A report of the Standing Committee on Rural Roads, tabled on Monday, recommended that tolls be capped. "
                '"The present toll is too low," the report noted.'
            ),
            "the report",
            "Standing Committee on Rural Roads",
        ),
        ("Counsel for the city of Mbale argued that the fee had been paid in full.", "Counsel", None),
    ],
)
def test_a_noun_stands_for_what_was_named(quotes_of, text, source, speaker):
    said_by = {text[slice(*q.source[0])]: q.speaker for q in quotes_of(text) if q.source}
    assert {name: who for name, who in said_by.items() if name.startswith(source)} == {
        name: speaker for name in said_by if name.startswith(source)
    }
    assert any(name.startswith(source) for name in said_by)


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Winnipeg police", "Winnipeg police"),
        ("Lagos State police", "Lagos State police"),
        ("Jalandhar district administration", "Jalandhar district administration"),
        ("Kerala government", "Kerala government"),
        ("Local police", None),
        ("A Lagos State police unit", None),
        ("Two Kerala government departments", None),
        ("Houston firm", None),  # which of them
        ("Texas hospital", None),
        ("Sunday newspaper", None),
    ],
)
def test_a_body_is_called_by_its_place(quotes_of, body, speaker):
    text = f"{body} said the northern road would stay closed until Monday."
    [quote] = quotes_of(text)
    assert text[slice(*quote.source[0])] == body
    assert quote.speaker == speaker


def test_a_document_is_not_whoever_is_named_in_it(quotes_of):
    text = (
        "The roads are worse than in 2010, according to a report by the think tank Ciudadanos por Elena published on Tuesday."
    )
    (quote,) = quotes_of(text)
    assert (quote.source_type, quote.speaker) == ("document", "report by the think tank Ciudadanos por Elena")


def test_the_younger_one_is_not_the_one_who_was_named_before(quotes_of):
    text = (
        "Ernst Halvorsen, who farms 40 hectares, said he had lived through four reforms.\n\nHis son, Peter, is more hopeful. "
        "The younger Halvorsen believes that exports could double."
    )
    assert {q.speaker for q in quotes_of(text) if q.act == "belief"} == {"Peter"}


def test_a_sentence_for_somebody_is_theirs(quotes_of):
    text = (
        'Senator Julia Campos called that target "a fantasy".\n\nOne mother said her daughter had no teacher.\n\n'
        'For Maria Rentero, the answer is not complicated. "Pay them more," she said.'
    )
    assert next(q.speaker for q in quotes_of(text) if text[slice(*q.content[0])].startswith("Pay")) == "Maria Rentero"


def test_whoever_the_text_begins_with_is_meant_by_their_trade(quotes_of):
    text = (
        "At half past six Padraig Moran is already talking to his cows. There are 31 of them now.\n\n"
        '"I know people laugh at it, but they know the voice," says the farmer, leaning on a gate.'
    )
    assert {q.speaker for q in quotes_of(text)} == {"Padraig Moran"}


def test_a_paragraph_that_goes_on_is_nobody_elses_speech_further_down(quotes_of):
    between = "\n\n".join(f"The council has mended {n} bridges since the flood." for n in range(4, 12))
    text = (
        'Padraig Moran keeps 31 cows. "I know people laugh at it, but they know the voice," says Moran. "They know when I am '
        'tired.\n\n"My father was the same. He was out here in the dark.\n\n"The day I stop talking is the day I should sell up."'
        f'\n\n{between}\n\n"He told me I had forgotten where I came from," recalls the ecologist Fionnuala Geraghty.'
    )
    found = {q.speaker: [text[slice(*s)] for s in q.content] for q in quotes_of(text)}
    assert found["Fionnuala Geraghty"] == ["He told me I had forgotten where I came from,"]
    assert found["Padraig Moran"][-1] == "The day I stop talking is the day I should sell up."


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("The Daily Tribune ran the story in May. The newspaper said that it was true.", "The newspaper", "Daily Tribune"),
        ("The European Union met on Friday. The bloc said that it would act.", "The bloc", "European Union"),
        ("The European Union met on Friday. The newspaper said that it would act.", "The newspaper", "newspaper"),
        ("The latest Gallup poll shows that she leads.", "The latest Gallup poll", "Gallup poll"),
        ("A New York Times poll shows that she leads.", "A New York Times poll", "New York Times poll"),
    ],
)
def test_papers_blocs_and_polls(quotes_of, text, source, speaker):
    assert {text[slice(*q.source[0])]: q.speaker for q in quotes_of(text)} == {source: speaker}


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("Ana Reis told Shell that it must pay. The company said it would appeal.", "The company", "Shell"),
        ("A judge told Google to sell its shops. The company said it would appeal.", "The company", "Google"),
        ("Ana Reis told the BBC that it must pay. The company said it would appeal.", "The company", "company"),
    ],
)
def test_who_is_told_something_answers_but_a_paper(said_by, text, source, speaker):
    assert said_by(text)[source] == speaker


@pytest.mark.parametrize(
    ("between", "said"),
    [
        ("The Independent Electoral Commission rejected it.", "Daily Herald"),
        ("Royal Mail called it a forgery.", "Daily Herald"),
    ],
)
def test_a_body_with_a_papers_word_is_no_paper(quotes_of, between, said):
    text = f"The Daily Herald ran the story in May. {between} The newspaper said that it stood by it."
    assert [q.speaker for q in quotes_of(text) if text[slice(*q.source[0])] == "The newspaper"] == [said]

"""Bodies, documents and people who are called again by less than their name, in articles of a few lines."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from policynlp.document import Document
from policynlp.ingest.read import read_rows
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger
from policynlp.tag.quotes.ranked_cases import hearing
from policynlp.tags import Tags

Tagged = Callable[[str], tuple[Document, Tags]]
HEAD = "What the wells left\n\nBy Ana Delgado, 3 March 2025\n\n"


@pytest.fixture(scope="module")
def tagged() -> Tagged:
    settings = load_settings()
    tagger = Tagger(settings.tag)

    def run(text: str) -> tuple[Document, Tags]:
        row = json.dumps({"id": "a", "text": HEAD + text, "date": "2025-03-03"})
        document = next(iter(read_rows([row], uri="a.jsonl", settings=settings)))
        assert isinstance(document, Document)
        return document, tagger.tag(document)

    return run


def _speakers(tagged: Tagged, text: str) -> list[tuple[str | None, str]]:
    document, tags = tagged(text)
    return [(q.speaker, " ".join(document.text[a:b] for a, b in q.content)) for q in tags.quotes]


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        (
            "The Khulna Small Rice Mills Forum met on Monday. In a letter to the ministry, the forum argued that exports cost jobs.",
            "exports cost jobs",
            "Khulna Small Rice Mills Forum",
        ),
        (
            (
                "Salt reached the town by Friday, according to the Vĩnh Hải Hydrological Station.\n\n"
                "The station forecast that it would go further."
            ),
            "it would go further",
            "Vĩnh Hải Hydrological Station",
        ),
        (
            (
                "Half of the trees are sick, according to the Annual Orchard Survey, which came out on Monday.\n\n"
                "In the west, the survey found, eight trees in ten are sick."
            ),
            "eight trees in ten",
            "Annual Orchard Survey",
        ),
        (
            (
                "Some 52 percent had found work, according to a progress bulletin by the Alford Transition Board.\n\n"
                "By spring a third of the money had been paid, the bulletin shows."
            ),
            "a third of the money",
            "Alford Transition Board",
        ),
        (
            (
                "Pay is no longer why they leave, according to the Lorvanian College of Surgeons. "
                "About 1,400 asked for papers last year, the College said."
            ),
            "About 1,400",
            "Lorvanian College of Surgeons",
        ),
        (
            (
                "The county will merge 17 schools, the provincial education office said on Monday, as villages empty.\n\n"
                "The Nambu Provincial Office of Education has 812 schools."
            ),
            "merge 17 schools",
            "Nambu Provincial Office of Education",
        ),
        (
            (
                '"It is free labour," said Gülşen Ateş, who chairs the branch of the teachers\' union Okul Emek. '
                "Last year 46 apprentices were injured, the union says."
            ),
            "46 apprentices",
            "Okul Emek",
        ),
        (
            "According to a survey of 1,260 canteens held by the Valley Caterers' Association, 38 percent lost money last year.",
            "38 percent lost",
            "survey of 1,260 canteens",
        ),
    ],
)
def test_a_body_or_document_is_known_by_its_noun(tagged: Tagged, text: str, said: str, speaker: str) -> None:
    found = [who for who, content in _speakers(tagged, text) if said in content]
    assert found == [speaker]


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        (
            (
                '"Each drop has been spent on more trees," said Raúl Ortega Vidal, one of its authors, who argues that nothing more '
                "should be granted."
            ),
            "nothing more",
            "Raúl Ortega Vidal",
        ),
        (
            (
                'The slate in front of Ibrahim Kaboré\'s shop gives the price in chalk.\n\n"They have not sent the money," '
                "the cocoa buyer said."
            ),
            "They have not sent",
            "Ibrahim Kaboré",
        ),
        (
            (
                '"They are dry," said Wang Haoran, who heads a cooperative.\n\nMeng Xiaolin, an official, said the law forbade it.\n\n'
                "By noon, Wang's truck had been emptied. He was paid 3.9 yuan a kilogram.\n\n"
                '"It will do for the winter," he said.'
            ),
            "It will do",
            "Wang Haoran",
        ),
        (
            (
                "Maria Ferrero said her employer had found nothing.\n\nThe van next to hers belongs to a nurse. He did not want to talk; "
                "he had come off the night shift, he said."
            ),
            "night shift",
            None,
        ),
        (
            (
                "NDP rural health critic Marcus Oyelade said the number was meaningless.\n\n"
                "A report by the provincial auditor last December found that rooms were closed for 2,700 days."
            ),
            "rooms were closed",
            "report by the provincial auditor last December",
        ),
        (
            (
                "At the Andrés Marín terminal, the screen is dark. Yuri Mosquera has read it for an hour.\n\n"
                '"Six minutes, always," says the 34-year-old, who cleans offices.'
            ),
            "Six minutes",
            "Yuri Mosquera",
        ),
        (
            (
                "Councillor Lindiwe Mpanza admitted that the crews were stretched.\n\n"
                '"We have seven trucks for the whole city," said Clr Mpanza.'
            ),
            "seven trucks",
            "Lindiwe Mpanza",
        ),
        (
            "Contacted for comment, acting ACP Wendell Frederick said the unit would study the ruling.",
            "study",
            "Wendell Frederick",
        ),
    ],
)
def test_a_person_is_known_by_what_was_told_of_them(tagged: Tagged, text: str, said: str, speaker: str | None) -> None:
    found = [who for who, content in _speakers(tagged, text) if said in content]
    assert found == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "In Huidong, Chen Guanlin took his first truckload of seed four winters ago. The harvest comes early, he said.",
            "Chen Guanlin",
        ),
        ("A school was named after Chen Guanlin. The harvest comes early, he said.", "Li Quansheng"),
        ("His cousin is Chen Guanlin. The harvest comes early, he said.", "Li Quansheng"),
    ],
)
def test_who_is_new_in_a_paragraph_speaks_in_it_by_rules(tagged: Tagged, text: str, speaker: str) -> None:
    before = "Li Quansheng, who runs the mill, said prices were low.\n\n"
    with hearing():
        found = [who for who, said in _speakers(tagged, before + text) if "harvest" in said]
    assert found == [speaker]


@pytest.mark.parametrize(
    ("introduced", "name"),
    [
        ("The track company Norrskena Banverk AB, NBX for short, lays rails.", "Norrskena Banverk AB"),
        ("The Lake Basin Water Authority, known as NBX, runs the dam.", "Lake Basin Water Authority"),
        ("The Hill Farmers Union (hereinafter NBX) met in the town hall.", "Hill Farmers Union"),
        ('The Hill Farmers Union (the "NBX") met in the town hall.', "Hill Farmers Union"),
        ("The National Board of Xylography, or NBX, met in the town hall.", "National Board of Xylography"),
        ("The Hill Farmers Union, or NBX, met in the town hall.", "NBX"),  # which may be another one
        ("The Hill Farmers Union met, NBX and all, in the town hall.", "NBX"),
        ("The Hill Farmers Union (the NBX and others fear it) met in the town hall.", "NBX"),
        ("The Hill Farmers Union (the NBX, which regulates it, has warned it) met.", "NBX"),
        ("The Hill Farmers Union, known as NBX and EU watchers say, met.", "NBX"),
    ],
)
def test_short_names_are_those_of_the_name_before(quotes_of, introduced, name):
    [*_, last] = quotes_of(f"{introduced} On Monday NBX said that half of its members had left.")
    assert last.speaker == name


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Hamas (the US and Israel call it a terrorist group) met. The US said on Monday that a deal was near.",
            "US",
        ),
        ("Northern Gas (the CEO, Jane Moss, has left) met. The CEO said that it was time.", "Jane Moss"),
    ],
)
def test_what_a_bracket_tells_of_others_renames_nobody(quotes_of, text, speaker):
    assert [q.speaker for q in quotes_of(text)][-1] == speaker

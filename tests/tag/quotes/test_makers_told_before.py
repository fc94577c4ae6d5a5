"""Documents and bodies that speak by a noun alone, where the text has told before whose they are and what they are called."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from policynlp.document import Document
from policynlp.ingest.read import read_rows
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger
from policynlp.tag.quotes.ranked_cases import hearing

SpeakersOf = Callable[[str], dict[str, str | None]]


@pytest.fixture(scope="module")
def speakers_of() -> SpeakersOf:
    """The first three words of what is said to whoever says it."""
    settings = load_settings()
    tagger = Tagger(settings.tag)

    def run(text: str) -> dict[str, str | None]:
        head = "Where the road ends\n\nBy Ana Delgado, 3 March 2025\n\n"
        row = json.dumps({"id": "a", "text": head + text, "date": "2025-03-03"})
        document = next(iter(read_rows([row], uri="a.jsonl", settings=settings)))
        assert isinstance(document, Document)
        return {
            " ".join(document.text[slice(*q.content[0])].split()[:3]): q.speaker
            for q in tagger.tag(document).quotes
            if q.content
        }

    return run


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        (
            "Wages have doubled, according to a survey the Lisse Chamber of Trade released in May.",
            "Wages have doubled",
            "Lisse Chamber of Trade",
        ),
        (
            (
                "The scheme was examined by the Institute for Housing Research, which last week published an audit.\n\n"
                "The audit found that wells are dry."
            ),
            "that wells are",
            "Institute for Housing Research",
        ),
        (
            "The Rural Health Council met on Monday. In a survey the council released in May, wages had risen by a tenth.",
            "wages had risen",
            "Rural Health Council",
        ),
        (
            (
                "The Court of Accounts arrived at another number. In a report made public on Monday, it counted 151 ships.\n\n"
                "Nothing had changed at the port of Dakar since the spring, said the report."
            ),
            "Nothing had changed",
            "Court of Accounts",
        ),
        (
            (
                "The Court of Accounts, whose report was laid before the House on Friday, saw it otherwise. Batteries had been stolen and "
                "nobody had been told to look, the report said."
            ),
            "Batteries had been",
            "Court of Accounts",
        ),
        (
            (
                "The National Statistics Office did not agree. Its household survey, released last month, found that 40 percent of "
                "families had no pipe."
            ),
            "that 40 percent",
            "National Statistics Office",
        ),
        (
            (
                "Roads are worse than they were, according to a report of the Institute for Rural Transport in Nairobi. On wet days, it "
                "says, a lorry needs nine hours."
            ),
            "On wet days",
            "Institute for Rural Transport",
        ),
        (
            "Wild animals killed 52 people last year, according to a count kept by the Hill Farmers' Federation.",
            "Wild animals killed",
            "Hill Farmers' Federation",
        ),
        (
            (
                "The Court of Accounts published a report in May.\n\nA new report was read out in the hall yesterday. Nothing had changed "
                "since the spring, said the report."
            ),
            "Nothing had changed",
            "report",
        ),
    ],
)
def test_a_document_is_whose_the_text_says_it_is(speakers_of: SpeakersOf, text: str, said: str, speaker: str) -> None:
    assert speakers_of(text).get(said) == speaker


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        (
            (
                "Economist Fergal Nestor, of the Institute for Housing Research, said that prices would rise.\n\n"
                "His institute put the cost of a small flat at 549,000 euros."
            ),
            "the cost of",
            "Institute for Housing Research",
        ),
        (
            (
                "Output fell a little, said Sun Weidong, director of the provincial department of agriculture and rural affairs.\n\n"
                "About a third of the wheat suffered from dry weather, according to the department."
            ),
            "About a third",
            "provincial department of agriculture and rural affairs",
        ),
        (
            (
                "The Clean Sky Lab counts the gas that comes out of the pipes.\n\nA tenth of the power was thrown away last year, "
                "according to the lab."
            ),
            "A tenth of",
            "Clean Sky Lab",
        ),
        (
            (
                "Fares brought in 121 billion shillings, according to the Minister for Transport, Prof Makame Kessy.\n\n"
                "The minister said the line would be ready in May."
            ),
            "the line would",
            "Makame Kessy",
        ),
        (
            "The price of gas was never lower, said WHO representative Dr Amina Toure.",
            "The price of",
            "Amina Toure",
        ),
        (
            (
                "The European Union pays for the road. The Teachers' Democratic Union wants more.\n\nIn May the European Union paid "
                "again.\n\nA third of the teachers had left, the union said."
            ),
            "A third of",
            "Teachers' Democratic Union",
        ),
        (
            (
                "The provincial department of water and the federal department of roads share a house.\n\n"
                "A third of the pipes leaked, according to the department."
            ),
            "A third of",
            "department",
        ),
    ],
)
def test_a_body_is_what_the_text_calls_it(speakers_of: SpeakersOf, text: str, said: str, speaker: str) -> None:
    assert speakers_of(text).get(said) == speaker


def test_a_team_without_a_name_is_whose_it_is(speakers_of: SpeakersOf) -> None:
    text = "Teresa Hale has counted the trees for ten years. Her team found that a third of them were ill."
    assert speakers_of(text)["that a third"] == "Teresa Hale"


def test_whoever_wrote_the_article_is_no_she(speakers_of: SpeakersOf) -> None:
    text = 'The clinic has 26 rooms. "For blood tests come back on Thursday," she tells a couple in the hall.'
    assert speakers_of(text)["For blood tests"] is None


def test_whoever_counts_says_it(speakers_of: SpeakersOf) -> None:
    text = "The Migrants' Help Desk meets every plane. By the desk's count, 1,341 bodies were flown home last year."
    assert "1,341 bodies were" in speakers_of(text)


@pytest.mark.parametrize(
    ("text", "said", "no_speaker"),
    [
        ("The BBC was criticised in a report on Monday. Most viewers had gone, the report said.", "Most viewers had", "BBC"),
        (
            "The World Bank published a report in May. The ministry's report came out in June. Most roads had gone, the report said.",
            "Most roads had",
            "World Bank",
        ),
        ("Congress created the Kean Commission. Its report said that the roads were lost.", "that the roads", "Congress"),
        (
            "Judges were asked by the inquiry into Boeing, whose report was tabled. Most bolts had gone, the report said.",
            "Most bolts had",
            "Boeing",
        ),
        (
            "Mayor Tom Reed said the Post Office would close. His office said that people could use the library.",
            "that people could",
            "Post Office",
        ),
        (
            "The National Weather Service warned of floods. Delta Air Lines said flights were late. The agency said that rain would fall.",
            "that rain would",
            "Delta Air Lines",
        ),
        (
            "After a meeting with the president, Senator Mark Dunn said the talks had failed. The president said that they would go on.",
            "that they would",
            "Mark Dunn",
        ),
        (
            "The fire department of the town came late. The Treasury has said no. Most hoses had gone, according to the department.",
            "Most hoses had",
            "Treasury",
        ),
    ],
)
def test_another_is_meant_by_rules(speakers_of: SpeakersOf, text: str, said: str, no_speaker: str) -> None:
    with hearing():
        assert speakers_of(text)[said] != no_speaker


def test_firms_in_a_list_stay_apart(speakers_of: SpeakersOf) -> None:
    said = speakers_of("The suit names Apple, Inc., Google, Inc. and Meta. Google said that it would appeal.")
    assert str(said["that it would"]).startswith("Google")

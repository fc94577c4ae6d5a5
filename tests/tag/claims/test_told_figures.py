"""Figures in what somebody says: the place and the day of the saying are not theirs, and what is demanded is a target."""

import json
from pathlib import Path

import pytest

from policynlp.settings import load_settings
from policynlp.steps import tag_stream
from policynlp.tag.claims.placing import not_ahead
from policynlp.tag.dates import resolve

TEXT = (
    "Agriculture Secretary Mutua Kilonzo told reporters in Nairobi that the country would need to import at least 8 million bags "
    "before February. He told the assembly last week that procurement had fallen by 300,000 tonnes.\n\n"
    "The water authority has asked the government to cut the area under rice by 12,000 hectares by 2030. Kilonzo said that exports "
    "had risen by 9 percent in May."
)


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    """By its words, each figure of a text of March 2025."""
    path: Path = tmp_path_factory.mktemp("told") / "rows.jsonl"
    path.write_text(json.dumps({"id": 1, "text": TEXT, "date": "2025-03-04"}) + "\n", encoding="utf-8")
    (tagged,) = tag_stream([path], settings=load_settings({"ingest.date_col": "date"}))
    return {c["text"]: c for c in tagged["claims"]}


def test_where_it_was_said_is_not_where_it_holds(claims):
    assert claims["8 million bags"]["speaker"] == "Mutua Kilonzo"
    assert claims["8 million bags"]["place"] is None


def test_when_it_was_said_is_not_its_period(claims):
    assert claims["300,000 tonnes"]["period"] is None
    assert claims["9 percent"]["period"]["timex"] == "2024-05"


def test_a_deadline_lies_ahead(claims):
    assert claims["8 million bags"]["period"]["end_date"] == "2026-01-31"


def test_what_is_demanded_is_a_target(claims):
    assert claims["12,000 hectares"]["nature"] == "target"
    assert claims["300,000 tonnes"]["nature"] == "outturn"


def test_figures_of_a_speech_are_those_of_whoever_gives_it(tmp_path: Path) -> None:
    text = (
        "Keynote address by the Minister for Energy, Anna Weber, to the Rural Forum\n\nAccra, 3 October 2024\n\n"
        "Friends, we have connected 2,340 communities to the grid since 2021.\n\n"
        'The engineer Peter Kamau told me: "We lost 19 percent of it on the way."'
    )
    path = tmp_path / "speech.txt"
    path.write_text(text, encoding="utf-8")
    (tagged,) = tag_stream([path], settings=load_settings())
    said = {c["text"]: c["speaker"] for c in tagged["claims"]}
    assert said["2,340 communities"] == "Anna Weber"
    assert said["19 percent"] == "Peter Kamau"


@pytest.mark.parametrize(
    ("sentence", "nature"),
    [
        ("The firms have held out the prospect of 4,000 jobs at the height of construction.", "forecast"),
        ("The port is slated to handle 2 million tonnes.", "forecast"),
        ("The firms have 4,000 jobs with few prospects.", "outturn"),
    ],
)
def test_what_is_held_out_is_no_outturn(claims_of, sentence, nature):
    (claim,) = claims_of(sentence)
    assert claim.nature == nature


@pytest.mark.parametrize(
    ("published", "start"),
    [("2025-02", "2024-10-01"), ("2025-02-10", "2024-10-01"), ("2025-11", "2025-10-01"), ("2025", "2025-10-01")],
)
def test_what_was_does_not_lie_ahead_of_a_month_of_publication(published, start):
    given = resolve("the end of the year", published=published if len(published) > 4 else "2025-02-10")
    found = not_ahead(given, published)
    assert found is not None
    assert found.start_date == start

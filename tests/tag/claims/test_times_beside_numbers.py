"""A date right before a number that counts something else: "Last year 38 people began the course"; and lines that begin with one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from policynlp.settings import load_settings
from policynlp.steps import tag_stream
from policynlp.tags import Claim

Periods = Callable[[Sequence[str]], dict[str, dict[str, tuple[str, str] | None]]]
Page = Callable[[str], dict[str, Claim]]

TIMES = [
    ("Last year", "2024-01-01"),
    ("In 2024", "2024-01-01"),
    ("In March", "2025-03-01"),
    ("Last month", "2025-02-01"),
    ("On Tuesday", "2025-03-25"),
    ("Yesterday", "2025-03-26"),
    ("In the first quarter", "2025-01-01"),
    ("Since January", "2025-01-01"),
    ("By the first week of February", "2025-02-01"),
    ("In the year to March", "2024-04-01"),
    ("Between April and June", "2024-04-01"),
    ("Two years ago", "2023-01-01"),
    ("At the end of 2024", "2024-10-01"),
    ("In 2023-24", "2023-01-01"),
    ("On 3 March", "2025-03-03"),
    ("In the week to 2 March", "2025-02-24"),
    ("Early this month", "2025-03-01"),
    ("In the third quarter of last year", "2024-07-01"),
]
FORMS = [
    "{time} 38 people began the course.",
    "{time}, 38 people began the course.",
    "The office said that {lower} 38 people began the course.",
]


@pytest.fixture(scope="module")
def periods(tmp_path_factory: pytest.TempPathFactory) -> Periods:
    """Texts of 27 March 2025 to the first day of the time of each figure."""
    folder: Path = tmp_path_factory.mktemp("periods")
    settings = load_settings({"ingest.date_col": "date"})

    def run(texts: Sequence[str]) -> dict[str, dict[str, tuple[str, str] | None]]:
        path = folder / "rows.jsonl"
        rows = [{"id": str(n), "text": f"AGADIR, 27 March 2025 - {text}", "date": "2025-03-27"} for n, text in enumerate(texts)]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        found = tag_stream([path], settings=settings)
        return {
            text: {c["text"]: c["period"] and c["period"]["start_date"] for c in tagged["claims"]}
            for text, tagged in zip(texts, found, strict=True)
        }

    return run


def test_the_number_is_no_part_of_the_date_before_it(periods: Periods) -> None:
    asked = {
        form.format(time=time, lower=time[0].lower() + time[1:] if "Tuesday" not in time else time): day
        for time, day in TIMES
        for form in FORMS
    }
    found = periods(list(asked))
    assert {text: figures.get("38 people") for text, figures in found.items()} == asked


@pytest.mark.parametrize(
    "text", ["By the first week of September 332 were open.", "On Monday 332 were open.", "In September 332 were open."]
)
def test_a_number_behind_a_month_counts(periods: Periods, text: str) -> None:
    assert "332" in periods([text])[text]


@pytest.mark.parametrize(
    ("text", "figure", "day"),
    [
        ("More nurses work there than at any time since 2019, and 96 graduates came.", "96 graduates", None),
        ("The bureau, which published its half-yearly bulletin last week, said 64 percent was powder.", "64 percent", None),
        ("In 2024 sales reached $431 million, compared with $411 million in 2023. This is an increase of 5 percent.", "5 percent",
         "2024-01-01"),
        ("Of these, 221 of the 612 drivers will be entitled to a pension by the end of 2034.", "612 drivers", None),
        ("Rents rose 3 percent in the first quarter of 2024 and 4 percent in the second.", "4 percent", "2024-04-01"),
        ("The harvest of 2018 was 200,000 tonnes, that of 2019 340,000 tonnes.", "200,000 tonnes", "2018-01-01"),
        ("The harvest of 2018 was 200,000 tonnes, that of 2019 340,000 tonnes.", "340,000 tonnes", "2019-01-01"),
        ("The 2024 budget sets aside 45 million euros for roads.", "45 million euros", "2024-01-01"),
    ],
)  # fmt: skip
def test_whose_time_a_date_is(periods: Periods, text: str, figure: str, day: str | None) -> None:
    assert periods([text])[text][figure] == day


@pytest.mark.parametrize(
    ("text", "figure", "nature"),
    [
        ("He put what is owed at $121 million and said it would be paid by June.", "$121 million", "outturn"),
        ("Of these, 221 of the 612 drivers will be entitled to a pension.", "612 drivers", "outturn"),
        ("221 of the 612 drivers will be entitled to a pension.", "221", "forecast"),
        ("It will build 20 of the 45 planned homes.", "45 planned homes", "target"),
    ],
)
def test_what_is_there_already(shipped_claims: Page, text: str, figure: str, nature: str) -> None:
    assert shipped_claims(text)[figure].nature == nature


@pytest.mark.parametrize(
    "text",
    [
        "There were 54 vacant posts, and the average age of those who remain is 51.",
        "The retirement age of nurses in the north has risen to 61.",
    ],
)
def test_an_age_far_from_its_word(shipped_claims: Page, text: str) -> None:
    assert [c.kind for c in shipped_claims(text).values() if c.value in {51, 61}] == ["age"]


def test_a_list_of_what_is_wanted(shipped_claims: Page) -> None:
    text = "Nursing Plan\n\nThe plan covers all rural hospitals of the country, and what they need of nurses until then.\n\n"
    found = shipped_claims(
        f"{text}Where we want to be by 30 June 2028\n\n- a vacancy rate of 6 percent\n- turnover below 13 percent\n"
    )
    assert {c.nature for c in found.values()} == {"target"}
    assert {c.period and c.period.end_date for c in found.values()} == {"2028-06-30"}


def test_a_sentence_that_begins_with_a_date_is_no_byline(shipped_claims: Page) -> None:
    found = shipped_claims("Plan\n\n11 February 2025\n\nBy June 2028 the agency wants 116 more nursing positions.\n")
    assert [c.value for c in found.values()] == [116]

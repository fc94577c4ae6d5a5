"""What is counted though it looks like an index, money by its letter, months beside figures, and what "short of" bounds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policynlp.settings import load_settings
from policynlp.steps import tag_stream

Figures = Callable[[str], dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """The figures of a text of March 2025, by their words."""
    folder: Path = tmp_path_factory.mktemp("figures")
    settings = load_settings({"ingest.date_col": "date"})

    def run(text: str) -> dict[str, dict[str, Any]]:
        path = folder / "rows.jsonl"
        path.write_text(json.dumps({"id": text, "text": text, "date": "2025-03-04"}) + "\n", encoding="utf-8")
        (tagged,) = tag_stream([path], settings=settings)
        return {c["text"]: c for c in tagged["claims"]}

    return run


@pytest.mark.parametrize(
    ("text", "printed", "kind", "unit"),
    [
        ("The plan provides for 120 selling points in the valley.", "120 selling points", "count", "point"),
        ("They dug 14 water points in the valley.", "14 water points", "count", "point"),
        ("The index fell by 120 points.", "120 points", "index", "point"),
        ("The sum of N6.4 billion was appropriated for the scheme.", "N6.4 billion", "money", "NGN"),
        ("A total of R6.4 billion was set aside.", "R6.4 billion", "money", "ZAR"),
        ("The dam holds 102,900 megalitres when full.", "102,900 megalitres", "measure", "megaliter"),
        ("They planted 2.24 million decares of cotton.", "2.24 million decares", "measure", "dunam"),
        ("Farmers harvested 832,000 MT of palay.", "832,000 MT", "measure", "metric_ton"),
        ("The canal drew 9,400 cusecs.", "9,400 cusecs", "measure", "foot ** 3 / second"),
        ("It set aside 4.6 billion Turkish liras.", "4.6 billion Turkish liras", "money", "TRY"),
        ("The cost of a well now stands at 165,000 pounds.", "165,000 pounds", "money", "GBP"),
        ("The bale weighed 480 pounds and cost little.", "480 pounds", "measure", "pound"),
    ],
)
def test_kinds_and_units(figures: Figures, text: str, printed: str, kind: str, unit: str) -> None:
    claim = figures(text)[printed]
    assert (claim["kind"], claim["unit"]) == (kind, unit)


@pytest.mark.parametrize("text", ["They took the R6 road and the N6.4 line.", "The N6 runs to the coast."])
def test_roads_are_no_money(figures: Figures, text: str) -> None:
    assert not [c for c in figures(text).values() if c["kind"] == "money"]


@pytest.mark.parametrize(
    ("text", "printed", "bound"),
    [
        ("The region expects to be short of 2,600 care workers.", "2,600 care workers", "exact"),
        ("Output fell short of 2,600 tonnes.", "2,600 tonnes", "less_than"),
        ("In 1989 more than 75,000 people worked in the mines.", "75,000 people", "more_than"),
        ("It was £7 million more than £75,000 of costs.", "£75,000", "exact"),
    ],
)
def test_bounds(figures: Figures, text: str, printed: str, bound: str) -> None:
    assert figures(text)[printed]["bound"] == bound


@pytest.mark.parametrize(
    ("text", "printed", "timex"),
    [
        ("In January 8.4% of young people were claiming benefits.", "8.4%", "2025-01"),
        ("A park of 1.5 gigawatts stands on what were bare dunes in 2018.", "1.5 gigawatts", None),
        ("The plan is worth 42 trillion won, with 7.1 trillion won to be spent next year.", "7.1 trillion won", "2026"),
        (
            "Towns had received €66 million and reported spending of €15 million as of June 30, 2024.",
            "€66 million",
            "2024-06-30",
        ),
        ("Towns had received €66 million through June 30, 2024 and spent €15 million.", "€15 million", "2024-06-30"),
        ("Towns had received €66 million through June 30, 2024 and in May spent €15 million.", "€15 million", "2024-05"),
    ],
)
def test_when(figures: Figures, text: str, printed: str, timex: str | None) -> None:
    period = figures(text)[printed]["period"]
    assert (period["timex"] if period else None) == timex


def test_what_is_to_be_spent_is_a_target(figures: Figures) -> None:
    claim = figures("The plan is worth 42 trillion won, with 7.1 trillion won to be spent next year.")["7.1 trillion won"]
    assert claim["nature"] == "target"


def test_what_is_compared_with_which_year(figures: Figures) -> None:
    claim = figures("The number of residents was 20.6 percent lower in 2024 than in 1995.")["20.6 percent"]
    assert claim["period"]["timex"] == "2024"
    assert claim["from"]["period"]["timex"] == "1995"


@pytest.mark.parametrize(
    ("text", "printed", "nature"),
    [
        ("The minister told a forum that ports would reach 390 million tonnes by 2030.", "390 million tonnes", "forecast"),
        ("If prices fell, the minister said, output would drop to 12 million tonnes.", "12 million tonnes", "hypothetical"),
        ("The plan provides for 120 selling points by 2027.", "120 selling points", "target"),
    ],
)
def test_natures(figures: Figures, text: str, printed: str, nature: str) -> None:
    assert figures(text)[printed]["nature"] == nature

"""The brief of a whole corpus: contested figures, voices, echoes, themes over texts or time, what was left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pages import Page

from policynlp import report, steps
from policynlp.errors import CorpusError
from policynlp.settings import Settings
from runs import settings_for

PLAN = "Farms in Tamora will get new wells. The plan protects 410,000 hectares of arable land as permanent farmland in Tamora."
NEWS = (
    'The maize harvest of Tamora was 4.2 million tonnes in 2023. "The rains came at the right time," said Agriculture Minister '
    "Ngozi Abara. Output rose from 10 million tonnes in 2020 to 15 million tonnes in 2022, an increase of 3 million tonnes."
)
NOTE = "The maize harvest of Tamora was 3.9 million tonnes in 2023, the statistics office said."


def run(folder: Path, texts: list[tuple[str, str, str]], **flags: Any) -> Settings:
    """A corpus of texts of genre, date, text."""
    settings = settings_for(folder, ingest__title_col="title", **flags)
    for genre in dict.fromkeys(g for g, _, _ in texts):
        path = folder / f"{genre}.jsonl"
        rows = [
            {"id": f"{genre}{i}", "title": f"{genre} {i}", "text": t, "date": d}
            for i, (g, d, t) in enumerate(texts)
            if g == genre
        ]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        steps.run([str(path)], settings=settings_for(folder, ingest__title_col="title", ingest__genre=genre, **flags))
    return settings


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("whole")
    texts = [("policy", "2023-01-10", PLAN), ("statistics", "2024-03-01", NOTE), ("news", "2024-04-01", NEWS)]
    made = run(folder, texts)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    steps.run([str(folder / "broken.pdf")], settings=made)
    return made


def told(settings: Settings, topic: str) -> list[str]:
    findings = report.as_json(steps.brief_of_corpus(settings))["findings"]
    return [f["text"] for f in findings if f["topic"] == topic]


def test_contested_figures_come_first_with_both_sides(settings: Settings) -> None:
    brief = steps.brief_of_corpus(settings)
    pair = brief.contested[0]
    assert brief.contested_total == 1
    assert set(pair.figures) == {"4.2 million tonnes", "3.9 million tonnes"}
    assert {s.text.split(" tonnes")[0][-11:] for s in pair.sentences} == {"4.2 million", "3.9 million"}
    assert told(settings, "figures")[0] == "1 pair of figures contradicts each other."
    assert "the first is 7.7 percent more" in told(settings, "figures")[1]


def test_what_does_not_add_up_is_told(settings: Settings) -> None:
    assert [f.figure for f in steps.brief_of_corpus(settings).faults] == ["3 million tonnes"]
    assert "from 10 million to 15 million is 5 million" in " ".join(told(settings, "figures"))


def test_voices_and_what_was_left_out(settings: Settings) -> None:
    brief = steps.brief_of_corpus(settings)
    assert {row["voice"] for row in brief.voices} >= {"Ngozi Abara"}
    assert brief.rejects_total == 1
    assert told(settings, "rejects") == ["1 source was left out of the corpus; see below."]


def test_the_page_holds_together(settings: Settings) -> None:
    html = report.page_of(steps.brief_of_corpus(settings), made="2024-06-01")
    read = Page(html)
    assert len(read.ids) == len(set(read.ids))
    assert {h.removeprefix("#") for h in read.links} <= set(read.ids)
    assert read.tags["script"] == 0
    assert "broken.pdf" in read.text
    assert read.tags["svg"] >= 3


def test_many_texts_are_told_by_time(tmp_path: Path) -> None:
    texts = [
        ("news", f"2024-{1 + i % 3:02d}-{10 + i}", f"Farmers in Tamora sowed {400 + i} hectares of maize. Wells are dry.")
        for i in range(13)
    ]
    brief = steps.brief_of_corpus(run(tmp_path, texts))
    assert brief.themes_by == "month"
    assert brief.columns == ("2024-01", "2024-02", "2024-03")


def test_nothing_to_tell(tmp_path: Path) -> None:
    settings = run(tmp_path, [("news", "2024-01-01", "It was a quiet day.")])
    assert told(settings, "figures") == ["There is one text only; figures are compared between texts."]
    assert told(settings, "voices") == ["Nobody is quoted in the texts."]
    assert told(settings, "echoes") == ["No text repeats a passage of an earlier policy text."]
    assert "Findings" in report.page_of(steps.brief_of_corpus(settings), made="2024-06-01")


def test_a_corpus_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CorpusError):
        steps.brief_of_corpus(settings_for(tmp_path / "none"))

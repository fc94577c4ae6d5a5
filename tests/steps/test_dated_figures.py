"""Training on figures whose times readers wrote down: what is read, what is refused, what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.errors import InputError, ModelError
from policynlp.settings import load_settings
from policynlp.steps.dated_figures import read_dated_figures
from policynlp.tag.claims.time_features import FEATURES
from policynlp.tag.ranking import load_ranker
from policynlp.train.times import told

OURS = Path(__file__).parents[2] / "corpus" / "press"


def _folder(tmp_path: Path, texts: int) -> Path:
    """Texts in which a second sentence goes on with the year of the first, and what a reader says of their figures."""
    rows = []
    for n in range(texts):
        year = 2010 + n
        text = (
            f"Report on port {n}\n\nLeda, 4 May {year + 1}\n\nIn {year} the port handled {300 + n} ships. Some {40 + n} of them carried "
            f"grain.\n\nThe port lies {n + 3} kilometres from the town.\n"
        )
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
        for figure, time in ((f"{300 + n} ships", str(year)), (f"{40 + n}", str(year)), (f"{n + 3} kilometres", "none")):
            rows.append({"text": f"{n}.txt", "start": text.index(figure), "figure": figure, "time": time})
    (tmp_path / "times.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def test_what_is_trained_is_measured_written_and_read(tmp_path: Path) -> None:
    data, out = _folder(tmp_path, 10), tmp_path / "out"
    lines: list[str] = []
    metrics = steps.train_times(load_settings(), data, out, report=lines.append)
    assert lines == [f"{n}.txt" for n in range(10)]
    figures = metrics[data.name]
    assert (figures["groups"], figures["figures"]) == (10, 30)
    assert figures["with_a_time"] == figures["told"] == 20
    assert figures["ranker"]["recall"]["value"] >= figures["rules"]["recall"]["value"]
    assert json.loads((out / "metrics.json").read_text(encoding="utf-8")) == metrics
    assert load_ranker(FEATURES, out).as_json() == json.loads((out / "times.json").read_text(encoding="utf-8"))
    assert f"| {data.name} | 30 | 20 | 20 | " in (out / "README.md").read_text(encoding="utf-8")


def test_few_texts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="fewer than 10 texts"):
        steps.train_times(load_settings(), _folder(tmp_path, 2), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_words_that_do_not_stand_there_are_refused(tmp_path: Path) -> None:
    data = _folder(tmp_path, 1)
    (data / "times.jsonl").write_text(
        '{"text": "0.txt", "start": 0, "figure": "300 ships", "time": "2010"}\n', encoding="utf-8"
    )
    with pytest.raises(InputError, match="does not stand at 0"):
        steps.train_times(load_settings(), data, tmp_path / "out")


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"text": "a.txt", "start": 0, "figure": "3"}', '{"text": "a.txt", "start": 0, "figure": "3", "time": "soon"}'],
)
def test_a_row_of_another_form_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "times.jsonl"
    path.write_text(f'{{"text": "a.txt", "start": 0, "figure": "3", "time": "2024"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError, match="not a row of times") as caught:
        list(read_dated_figures(path))
    assert str(caught.value.where).endswith("times.jsonl:2")


def test_weights_of_other_features_are_refused(tmp_path: Path) -> None:
    from policynlp.tag.models import write_manifest

    kept = load_ranker(FEATURES).as_json()
    (tmp_path / "times.json").write_text(json.dumps(kept | {"features": kept["features"][1:]}), encoding="utf-8")
    write_manifest(tmp_path, kind="times")
    with pytest.raises(ModelError, match="other features") as caught:
        load_ranker(FEATURES, tmp_path)
    assert "train times" in (caught.value.hint or "")


def test_our_rows_are_of_texts_that_are_there_and_have_their_figures() -> None:
    rows = list(read_dated_figures(OURS / "times.jsonl"))
    assert len(rows) >= 12_000
    texts = {row.text for row in rows}
    assert all((OURS / text).is_file() for text in texts)
    assert sum(row.time is not None for row in rows) >= 6_000
    assert all(row.time != told("1000") for row in rows)

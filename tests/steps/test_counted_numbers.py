"""Training on bare numbers of which readers wrote down what they count: what is read, what is refused, what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.errors import InputError, ModelError
from policynlp.settings import load_settings
from policynlp.steps.counted_numbers import read_counted_numbers
from policynlp.tag.claims.unit_features import FEATURES
from policynlp.tag.ranking import load_ranker

OURS = Path(__file__).parents[2] / "corpus" / "press"


def _folder(tmp_path: Path, texts: int) -> Path:
    """Texts in which a number goes on with what the sentence before counts, and one numbers a road."""
    rows = []
    for n in range(texts):
        text = (
            f"Report on county {n}\n\nThe county has {60 + n} stations and employs many guards. The ministry inspected {40 + n} in the "
            f"spring.\n\nThe office lies on Road {n + 3}.\n"
        )
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
        rows.append({"text": f"{n}.txt", "start": text.index(f"{40 + n} in"), "figure": str(40 + n), "counts": "stations"})
    (tmp_path / "counted.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def test_what_is_trained_is_measured_written_and_read(tmp_path: Path) -> None:
    data, out = _folder(tmp_path, 10), tmp_path / "out"
    lines: list[str] = []
    metrics = steps.train_units(load_settings(), data, out, report=lines.append)
    assert lines == [f"{n}.txt" for n in range(10)]
    figures = metrics[data.name]
    assert (figures["groups"], figures["numbers"]) == (10, 10)
    assert figures["of_a_unit"] == figures["told"] == 10
    assert figures["right"] >= 8
    assert json.loads((out / "metrics.json").read_text(encoding="utf-8")) == metrics
    assert load_ranker(FEATURES, out).as_json() == json.loads((out / "units.json").read_text(encoding="utf-8"))
    assert f"| {data.name} | 10 | 10 | 10 | " in (out / "README.md").read_text(encoding="utf-8")


def test_few_texts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="fewer than 10 texts"):
        steps.train_units(load_settings(), _folder(tmp_path, 2), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_words_that_do_not_stand_there_are_refused(tmp_path: Path) -> None:
    data = _folder(tmp_path, 1)
    (data / "counted.jsonl").write_text(
        '{"text": "0.txt", "start": 0, "figure": "40", "counts": "stations"}\n', encoding="utf-8"
    )
    with pytest.raises(InputError, match="does not stand at 0"):
        steps.train_units(load_settings(), data, tmp_path / "out")


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"text": "a.txt", "start": 0, "figure": "3"}', '{"text": "a.txt", "start": 0, "figure": "3", "counts": " "}'],
)
def test_a_row_of_another_form_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "counted.jsonl"
    path.write_text(f'{{"text": "a.txt", "start": 0, "figure": "3", "counts": "stations"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError, match="not a row of counted numbers") as caught:
        list(read_counted_numbers(path))
    assert str(caught.value.where).endswith("counted.jsonl:2")


def test_weights_of_other_features_are_refused(tmp_path: Path) -> None:
    from policynlp.tag.models import write_manifest

    kept = load_ranker(FEATURES).as_json()
    (tmp_path / "units.json").write_text(json.dumps(kept | {"features": kept["features"][1:]}), encoding="utf-8")
    write_manifest(tmp_path, kind="units")
    with pytest.raises(ModelError, match="other features") as caught:
        load_ranker(FEATURES, tmp_path)
    assert "train units" in (caught.value.hint or "")


def test_our_rows_are_of_texts_that_are_there() -> None:
    rows = list(read_counted_numbers(OURS / "counted.jsonl"))
    assert len(rows) >= 5_000
    assert all((OURS / text).is_file() for text in {row.text for row in rows})
    assert len({(row.text, row.start) for row in rows}) == len(rows)

"""Training on names that readers judged: what is read, what is refused, what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.errors import InputError, ModelError
from policynlp.settings import load_settings
from policynlp.steps.judged_names import read_judged_names
from policynlp.tag.people.name_judge import CLASSES, load_judge

OURS = Path(__file__).parents[2] / "corpus"
WOMEN = ("Ana Reis", "Mary Otieno", "Linda Moss", "Julia Brandt", "Karen Doyle", "Susan Fell")


def _folder(tmp_path: Path, texts: int) -> Path:
    """Articles in which rules take several names for people's, and what a reader says of them."""
    rows = []
    for n in range(texts):
        name, other = WOMEN[n % len(WOMEN)], WOMEN[(n + 1) % len(WOMEN)]
        text = (
            f"Council votes on road {n}\n\nMr Halden, the mayor, opened the meeting in Kelmar on Monday. {name}, a teacher, "
            f"said that the road would cost $2 million. {other} disagreed.\n\n"
            f"Pelham Draycott, a lender, did not answer. Mr Speaker left early."
        )
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
        kinds = (["bodies"], ["others"], ["places"])[n % 3]
        rows.append({"text": f"{n}.txt", "people": [name, other], kinds[0]: ["Pelham Draycott", "Halden"]})
    (tmp_path / "names.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def test_what_is_trained_is_measured_written_and_read(tmp_path: Path) -> None:
    data, out = _folder(tmp_path, 12), tmp_path / "out"
    lines: list[str] = []
    metrics = steps.train_names(load_settings(), data, out, report=lines.append)
    assert sorted(lines) == sorted(f"{n}.txt" for n in range(12))
    assert list(metrics) == [data.name, "all"]
    assert metrics["all"]["names"] >= 36
    assert metrics["all"]["no_people"] >= 12
    assert json.loads((out / "metrics.json").read_text(encoding="utf-8")) == metrics
    assert load_judge(out).as_json() == json.loads((out / "weights.json").read_text(encoding="utf-8")) | {
        "features": load_judge(out).as_json()["features"],
        "classes": CLASSES,
    }
    assert f"| {data.name} | " in (out / "README.md").read_text(encoding="utf-8")


def test_few_texts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="fewer than 10 texts"):
        steps.train_names(load_settings(), _folder(tmp_path, 2), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_names_of_one_kind_are_refused(tmp_path: Path) -> None:
    data = _folder(tmp_path, 10)
    rows = [json.loads(line) for line in (data / "names.jsonl").read_text(encoding="utf-8").splitlines()]
    kept = "".join(json.dumps({"text": row["text"], "people": row["people"]}) + "\n" for row in rows)
    (data / "names.jsonl").write_text(kept, encoding="utf-8")
    with pytest.raises(InputError, match="fewer than 4 kinds"):
        steps.train_names(load_settings(), data, tmp_path / "out")


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"people": ["Ana Reis"]}', '{"text": "a.txt", "people": 3}', '{"text": "a.txt", "people": "Ana"}']
)
def test_a_row_of_another_form_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text(f'{{"text": "a.txt", "places": ["Kelmar"]}}\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError, match="not a row of names") as caught:
        list(read_judged_names(path))
    assert str(caught.value.where).endswith("names.jsonl:2")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read_judged_names(tmp_path / "names.jsonl"))


def test_weights_of_other_features_are_refused(tmp_path: Path) -> None:
    from policynlp.tag.models import write_manifest

    kept = load_judge().as_json()
    (tmp_path / "weights.json").write_text(json.dumps(kept | {"features": kept["features"][1:]}), encoding="utf-8")
    write_manifest(tmp_path, kind="names")
    with pytest.raises(ModelError, match="other features") as caught:
        load_judge(tmp_path)
    assert "train names" in (caught.value.hint or "")


def test_our_rows_are_of_texts_that_are_there_and_have_their_names() -> None:
    rows = [row for row in read_judged_names(OURS / "press" / "names.jsonl") if row.text.endswith(".txt")]
    assert len(rows) >= 900
    for row in rows:
        text = " ".join((OURS / "press" / row.text).read_text(encoding="utf-8").split())
        missing = [name for name in row.is_a if name not in text]
        assert missing == [], row.text

"""Floors rise by themselves and fall only with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policynlp.errors import InputError
from policynlp.evaluate.floors import Floors

MARGINS = {"micro": 0.02, "macro": 0.05}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": 1}\n', encoding="utf-8")
    return path


@pytest.fixture
def floors(tmp_path: Path, gold: Path) -> Floors:
    (tmp_path / "CHANGELOG.md").write_text("# Change log\n\n## Unreleased\n### Added\n- A.\n\n## 0.1\n- B.\n", encoding="utf-8")
    out = Floors(path=tmp_path / "floors.json", root=tmp_path)
    assert out.update("themes", {"micro": 0.7, "macro": 0.6}, [gold], margins=MARGINS) == []
    return out


def floor(floors: Floors, name: str = "micro") -> float:
    return floors.groups["themes"]["figures"][name]["floor"]


def test_a_figure_that_falls_is_a_problem(floors: Floors, gold: Path) -> None:
    assert floors.problems("themes", {"micro": 0.681, "macro": 0.56}, [gold]) == []
    problems = floors.problems("themes", {"micro": 0.679, "macro": 0.56}, [gold])
    assert len(problems) == 1
    assert "micro 0.6790 is below its floor 0.6800" in problems[0]


def test_gold_that_changes_is_a_problem_wherever_it_lies(floors: Floors, gold: Path, tmp_path: Path) -> None:
    figures = {"micro": 0.9, "macro": 0.9}
    gold.write_text('{"id": 2}\n', encoding="utf-8")
    assert "gold changed" in floors.problems("themes", figures, [gold])[0]
    gold.write_text('{"id": 1}\n', encoding="utf-8")
    assert floors.problems("themes", figures, [gold]) == []
    assert "gold changed" in floors.problems("themes", figures, [gold.rename(tmp_path / "other.jsonl")])[0]


def test_figures_and_groups_must_be_known(floors: Floors, gold: Path) -> None:
    assert "no floors" in floors.problems("quotes", {}, [gold])[0]
    missing, new = floors.problems("themes", {"micro": 0.7, "weighted": 0.7}, [gold])
    assert "macro is not measured" in missing
    assert "weighted has no floor" in new


def test_floors_rise_and_do_not_follow_a_dip(floors: Floors, gold: Path) -> None:
    floors.update("themes", {"micro": 0.8, "macro": 0.56}, [gold], margins=MARGINS)
    assert (floor(floors), floor(floors, "macro")) == (0.78, 0.55)
    assert floors.announced == []


def test_a_fall_of_the_last_place_is_a_fall(floors: Floors, gold: Path) -> None:
    dipped = {"micro": 0.67993, "macro": 0.6}
    assert "micro 0.6799 is below its floor 0.6800" in floors.problems("themes", dipped, [gold])[0]
    assert "micro fell" in floors.update("themes", dipped, [gold], margins=MARGINS)[0]
    assert floors.problems("themes", {"micro": 0.67996, "macro": 0.6}, [gold]) == []


def test_lowering_takes_a_reason_and_a_line_of_the_change_log(floors: Floors, gold: Path, tmp_path: Path) -> None:
    fallen = {"micro": 0.5, "macro": 0.6}
    assert "LOWER" in floors.update("themes", fallen, [gold], margins=MARGINS)[0]
    assert floor(floors) == 0.68
    assert floors.update("themes", fallen, [gold], margins=MARGINS, lower="a smaller\nmodel") == []
    assert floor(floors) == 0.48
    log = tmp_path / "CHANGELOG.md"
    line = "Floor of `themes` micro lowered from 0.68 to 0.48: a smaller model"
    assert floors.unannounced(log) == [line]
    floors.write(log)
    floors.write(log)
    text = log.read_text(encoding="utf-8")
    assert text.count(f"- {line}\n") == 1
    assert text.index("### Added") < text.index("### Floors") < text.index(line) < text.index("## 0.1")
    log.write_text("# Change log\n", encoding="utf-8")
    assert Floors.read(floors.path, root=tmp_path).unannounced(log) == [line]


def test_other_gold_takes_a_reason_and_floors_of_its_own(floors: Floors, gold: Path) -> None:
    gold.write_text('{"id": 2}\n', encoding="utf-8")
    assert "GOLD" in floors.update("themes", {"micro": 0.4, "macro": 0.4}, [gold], margins=MARGINS)[0]
    assert floors.update("themes", {"micro": 0.4}, [gold], margins=MARGINS, changed="rows mended") == []
    assert floor(floors) == 0.38
    assert [row["line"] for row in floors.announced] == ["Gold of `themes` changed: rows mended"]


def test_an_edit_by_hand_is_seen(floors: Floors, tmp_path: Path) -> None:
    floors.write(tmp_path / "CHANGELOG.md")
    assert floor(Floors.read(floors.path, root=tmp_path)) == 0.68
    data = json.loads(floors.path.read_text(encoding="utf-8"))
    data["groups"]["themes"]["figures"]["micro"]["floor"] = 0.1
    floors.path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError, match="by hand"):
        Floors.read(floors.path, root=tmp_path)
    floors.path.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        Floors.read(floors.path, root=tmp_path)

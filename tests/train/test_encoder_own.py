"""Texts of one's own as the program reads them, to train on."""

from __future__ import annotations

from pathlib import Path

import pytest

from policynlp.errors import InputError
from policynlp.train.encoder.own import OWN_WEIGHT, own_sources

TEXT = (
    'The bridge is old\n\nBy Ana Delgado, 3 March 2025\n\n"It will fall," said Tor Bakke, who heads the Roads Board of Lindi.\n'
)


def test_what_the_program_finds_is_what_is_learnt(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text(TEXT, encoding="utf-8")
    told: list[str] = []
    (one,) = own_sources(tmp_path / "texts", tmp_path, report=told.append)
    said = [one.text[slice(*s)] for q in one.quotes or () for s in q["source"]]
    assert any(s.startswith("Tor Bakke") for s in said)
    assert "PER" in {label for _, _, label in one.entities or ()}
    assert one.quote_weight == one.entity_weight == OWN_WEIGHT
    assert own_sources(tmp_path / "texts", tmp_path, report=told.append)[0] == one
    assert len(told) == 1  # the second time nothing is read


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no texts"):
        own_sources(tmp_path, tmp_path)

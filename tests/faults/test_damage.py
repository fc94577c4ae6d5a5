"""Files of a corpus that are broken, cut off or lost: the doctor says so and mends it; the next run makes what is still lacking."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest
from damage import BREAKS, ONCE, cut, flip
from verbs import READING, outcome
from whole import copy_of, difference, settings_of

from policynlp.corpus.reading import open_corpus
from policynlp.steps import examine
from runs import rows_of
from tally import tally

Whole = tuple[Path, Path]
SEEDS = 6


def files(corpus: Path, pattern: str) -> list[Path]:
    return sorted(corpus.glob(pattern))


@pytest.mark.crash
def test_several_faults_at_once_are_told_and_mended(whole: Whole, tmp_path: Path) -> None:
    corpus = copy_of(whole[0], tmp_path / "corpus")
    chance = random.Random(8)
    flip(files(corpus, "tables/quotes/**/*.parquet")[0], chance)
    cut(files(corpus, "tables/batches/_delta_log/*.json")[3], chance)
    files(corpus, "tables/links/**/*.parquet")[0].unlink()
    (corpus / "corpus.json").write_text("{", encoding="utf-8")
    cut(corpus / "index" / "search.sqlite", chance)
    assert outcome(corpus, "doctor")[0] == 4
    code, said = outcome(corpus, "doctor", "--repair", "--json")
    found = json.loads(said)
    assert (code, found["state"]) == (3, "repaired")
    assert {"marker", "log", "files", "batches"} <= {finding["check"] for finding in found["findings"]}
    assert Path(found["quarantine"], "corpus.json").read_text(encoding="utf-8") == "{"
    assert difference(corpus, whole[1], whole[0]) == {}
    code, said = outcome(corpus, "doctor")
    assert (code, said.splitlines()[-1]) == (0, "The corpus is healthy.")
    tally("five files of a corpus damaged at once", injected=5)


@pytest.mark.crash
@pytest.mark.parametrize(("name", "becomes"), [(b"batch_id", b"\x85atch_id"), (b"UTC", b"UT\x03")])
@pytest.mark.parametrize("table", ["quotes", *(pytest.param(t, marks=pytest.mark.slow) for t in ("batches", "documents"))])
def test_a_name_in_a_footer_that_is_none(whole: Whole, tmp_path: Path, table: str, name: bytes, becomes: bytes) -> None:
    corpus = copy_of(whole[0], tmp_path / "corpus")
    sound = [path.read_bytes() for path in files(corpus, f"tables/{table}/**/*.parquet")]
    broken = [data.replace(name, becomes) for data in sound]
    for path, data in zip(files(corpus, f"tables/{table}/**/*.parquet"), broken, strict=True):
        path.write_bytes(data)
    assert outcome(corpus, "doctor")[0] == (0 if broken == sound else 4)
    examine(settings_of(corpus), repair=True)
    assert difference(corpus, whole[1], whole[0]) == {}
    assert outcome(corpus, "doctor")[0] == 0


@pytest.mark.crash
def test_lost_documents_come_back_from_the_bytes_when_their_sources_are_gone(whole: Whole, tmp_path: Path) -> None:
    corpus = copy_of(whole[0], tmp_path / "corpus")
    before = rows_of(corpus, ("documents_all", "passages_all"))
    for path in files(corpus, "tables/documents/*.parquet"):
        path.unlink()
    sources = shutil.move(whole[1], tmp_path / "elsewhere")
    try:
        assert examine(settings_of(corpus), repair=True).state == "repaired"
    finally:
        shutil.move(sources, whole[1])
    assert rows_of(corpus, ("documents_all", "passages_all")) == before
    tally("all files of documents lost, and their sources gone", injected=len(before["documents_all"]))
    with open_corpus(corpus) as opened:
        assert opened.store.untagged(opened.store.require_active()) == []  # their tags never went


@pytest.mark.crash
@pytest.mark.parametrize("table", ["documents", "quotes"])
def test_a_broken_file_ends_a_verb_with_a_message(whole: Whole, tmp_path: Path, table: str) -> None:
    corpus = copy_of(whole[0], tmp_path / "corpus")
    for path in files(corpus, f"tables/{table}/**/*.parquet"):
        data = bytearray(path.read_bytes())
        data[4:600] = b"\x07" * 596
        path.write_bytes(bytes(data))
    for verb in (("quotes",), ("query", "select content_text from quotes")):
        code, said = outcome(corpus, *verb)
        assert code == 4
        assert str(corpus) in said
        assert "policynlp doctor" in said
        assert "\n" not in said.strip()


@pytest.mark.slow
@pytest.mark.crash
@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("kind", sorted(BREAKS))
def test_broken_at_random(whole: Whole, tmp_path: Path, kind: str, seed: int) -> None:
    corpus = copy_of(whole[0], tmp_path / "corpus")
    chance = random.Random(f"{kind} {seed}")
    breaks = 1 + (seed % 2 and kind not in ONCE)
    for _ in range(breaks):
        BREAKS[kind](corpus, chance)
    for verb in READING[:6]:
        code, said = outcome(corpus, *verb)
        assert code == 0 or (code == 4 and "policynlp doctor" in said)
    assert examine(settings_of(corpus), repair=True).state in {"healthy", "repaired", "warnings"}
    assert difference(corpus, whole[1], whole[0]) == {}
    assert examine(settings_of(corpus)).state == "healthy"
    tally(f"damaged at random: {kind}", injected=breaks)

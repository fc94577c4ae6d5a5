"""A clock that jumps by a year between runs, and models whose files were changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from damage import cut, flip
from verbs import outcome
from whole import copy_of, lacking_and_many, settings_of

from policynlp.corpus.reading import open_corpus
from policynlp.steps import examine
from runs import rows_of
from tally import tally

pytestmark = pytest.mark.crash
Whole = tuple[Path, Path]
FAKETIME = shutil.which("faketime")


def run_at(corpus: Path, source: Path, when: str) -> None:
    front = [FAKETIME or "", "-f", when, sys.executable, "-m", "policynlp", "--corpus", str(corpus)]
    more = ["--set", "run.batch_docs=2", "--set", "ingest.date_col=date", "run", "--quiet", str(source)]
    done = subprocess.run([*front, *more], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.skipif(FAKETIME is None, reason="faketime is not installed (Debian: apt-get install faketime)")
@pytest.mark.parametrize("jumps", [("+0", "+365d", "+0"), ("+0", "-365d", "+0"), ("+365d", "+0", "-365d")], ids="/".join)
def test_a_clock_that_jumps_by_a_year_between_runs(whole: Whole, tmp_path: Path, jumps: tuple[str, ...]) -> None:
    corpus, sources = tmp_path / "corpus", tmp_path / "sources"
    sources.mkdir()
    for when, names in zip(jumps, (["note-0.txt"], ["note-1.txt", "rows.jsonl"], ["note-2.txt"]), strict=True):
        for name in names:
            shutil.copy(whole[1] / name, sources / name)
        run_at(corpus, sources, when)
    lost, doubled = lacking_and_many(
        {view: [r.replace(str(sources), "") for r in rows] for view, rows in rows_of(corpus, ("documents_all",)).items()},
        {},
    )
    with open_corpus(corpus) as opened:
        assert opened.store.untagged(opened.store.require_active()) == []
        assert opened.store.unlinked(opened.store.require_active()) == []
        keys = opened.sql("select count(*) as n, count(distinct text_sha256) as m from documents_all").to_pylist()
        assert keys == [{"n": 8, "m": 8}]
        runs = opened.sql("select status, count(*) as n from runs group by all").to_pylist()
        assert runs == [{"status": "completed", "n": 3}]
        latest = opened.sql("select title from documents where uri like '%note-2%'").num_rows
        assert latest == 1
    found = examine(settings_of(corpus))
    ahead = "+365d" in jumps
    assert found.state == ("warnings" if ahead else "healthy")
    assert any(f.check == "clock" for f in found.findings) == ahead
    tally(f"clock jumps between runs: {' '.join(jumps)}", injected=2, lost=lost, doubled=max(0, doubled - 8))


@pytest.mark.parametrize("way", ["flip", pytest.param("cut", marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    ("kind", "name"), [("themes", "weights.safetensors"), pytest.param("encoder", "decoding.json", marks=pytest.mark.slow)]
)
def test_a_changed_model_is_refused_by_name(whole: Whole, tmp_path: Path, root: Path, kind: str, name: str, way: str) -> None:
    import random

    corpus = copy_of(whole[0], tmp_path / "corpus")
    model = Path(shutil.copytree(root / "models" / kind, tmp_path / kind))
    {"flip": flip, "cut": cut}[way](model / name, random.Random(4))
    new = Path(shutil.copytree(whole[1], tmp_path / "texts"))  # a run that tags nothing reads no model
    for verb in (("doctor",), ("run", "--quiet", str(new)), ("tag", str(new / "note-0.txt"), "--quiet")):
        code, said = outcome(corpus, "--set", f"tag.{kind}={model}", *verb)
        assert code == (4 if verb[0] == "doctor" else 5), said
        assert f"{kind}/{name}" in said
        assert "estore" in said or "train" in said
    tally(f"model file changed ({kind})", injected=3)

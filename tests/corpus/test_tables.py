"""What older versions of delta-rs got wrong, which a corpus could not bear."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

import pytest
from deltalake import DeltaTable

from policynlp.corpus.tables import Tables
from policynlp.errors import CorpusError


def rows(batch: int) -> list[dict]:
    return [{"batch_id": f"b{batch:04}", "ordinal": i, "tagset": "t", "document": "d"} for i in range(3)]


@pytest.mark.parametrize("name", ["rejects", "tagged"], ids=["in one folder", "in a folder a tag set"])
def test_compacting_after_a_checkpoint_keeps_every_row_once(tmp_path: Path, name: str) -> None:
    """Delta-rs 0.22 doubled rows here (its issue 3047): a checkpoint, then several compactions by one open table."""
    tables, other = Tables(tmp_path), Tables(tmp_path)
    tables.create()
    schema = set(tables.schemas[name].names)
    written = 0
    for _ in range(3):
        for _ in range(45):  # a checkpoint comes with every hundredth version
            tables.append(name, [{k: v for k, v in row.items() if k in schema} for row in rows(written)])
            written += 1
        tables.compact(name)
        tables.table(name).create_checkpoint()
        tables.compact(name)
        tables.vacuum(name, retention_hours=0)
        for reader in (tables, other, Tables(tmp_path)):
            found = Counter(reader.read(name)["batch_id"].to_pylist())
            assert found == {f"b{n:04}": 3 for n in range(written)}
    assert len(list(tmp_path.glob(f"{name}/_delta_log/*.checkpoint.parquet"))) > 0


def test_texts_are_not_copied_into_the_log(tmp_path: Path) -> None:
    tables = Tables(tmp_path)
    tables.create()
    tables.append("documents", [{"batch_id": "b", "document": "d", "text": "herring " * 10_000}])
    log = "".join(path.read_text() for path in tmp_path.glob("documents/_delta_log/*.json"))
    assert "herring" not in log
    assert '\\"batch_id\\"' in log  # by which readers skip files


def test_only_the_files_of_a_batch_are_read(tmp_path: Path) -> None:
    import pyarrow.dataset as ds

    tables = Tables(tmp_path)
    tables.create()
    for batch in range(5):
        tables.append("documents", [{"batch_id": f"b{batch}", "document": "d"}])
    fragments = list(tables.dataset("documents").get_fragments(filter=ds.field("batch_id") == "b3"))
    assert len(fragments) == 1


def test_nothing_appended_is_no_commit(tmp_path: Path) -> None:
    tables = Tables(tmp_path)
    tables.create()
    before = tables.version("quotes")
    assert tables.append("quotes", []) == 0
    assert tables.version("quotes") == before


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "tables").write_text("a file")
    with pytest.raises(CorpusError, match="cannot be read or written"):
        Tables(tmp_path / "tables").create()


def test_what_another_process_commits_within_a_tick_of_the_clock_is_seen(tmp_path: Path) -> None:
    """The log's time is believed only when it is older than the clock's step; many commits in a row have one time."""
    reader = Tables(tmp_path)
    reader.create()
    for n in range(20):
        Tables(tmp_path).append("runs", [{"run_id": f"r{n}", "event": "start"}])
        assert reader.read("runs", columns=["run_id"]).num_rows == n + 1


def test_a_table_that_nobody_wrote_to_is_not_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = Tables(tmp_path)
    tables.create()
    tables.append("runs", [{"run_id": "r", "event": "start"}])
    log = tmp_path / "runs" / "_delta_log"
    looked = []
    monkeypatch.setattr(DeltaTable, "update_incremental", lambda _: looked.append(1))
    at = time.time_ns() - 60 * 10**9
    for written, times in ((at, 1), (at, 1), (at + 10**9, 2), (at + 10**9, 2)):
        os.utime(log, ns=(written, written))
        assert tables.dataset("runs").count_rows() == 1
        assert len(looked) == times

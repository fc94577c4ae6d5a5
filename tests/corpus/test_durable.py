"""What is committed is synced in the order that a power cut needs, and its sums are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_samples import fingerprints, make_document, make_tags

from policynlp.corpus import tables as tables_module
from policynlp.corpus.blobs import Blobs
from policynlp.corpus.durable import SUMS, note_sums, read_sums, sha256_of
from policynlp.corpus.store import Store
from policynlp.corpus.upkeep import compact


def data_files(store: Store) -> dict[str, str]:
    """Path within the tables to SHA-256 of every data file."""
    return {p.relative_to(store.tables.folder).as_posix(): sha256_of(p) for p in store.tables.folder.rglob("*.parquet")}


def noted(store: Store) -> dict[str, str]:
    tables = [path.parent for path in store.tables.folder.glob(f"*/{SUMS}")]
    return {f"{table.name}/{name}": sha for table in tables for name, sha in read_sums(table).items() if "_log" not in name}


def test_a_batch_is_on_the_disk_before_the_row_that_makes_it_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[set[str]] = []

    def watched(paths: list[Path]) -> None:
        synced.append({p.relative_to(tmp_path).as_posix() for p in paths})

    with Store.create(tmp_path / "c") as store:
        monkeypatch.setattr(tables_module, "sync", watched)
        document = make_document()
        store.commit_documents([document], run_id="r", fingerprints=fingerprints(document))
        rows, marker = synced
        for table in ("documents", "passages"):
            log = f"c/tables/{table}/_delta_log"
            assert {f"c/tables/{table}", log, f"{log}/{1:020}.json"} <= rows
            assert any(p.startswith(f"c/tables/{table}/part-") for p in rows)
        assert not any("batches" in p for p in rows)
        assert {"c/tables/batches/_delta_log", f"c/tables/batches/_delta_log/{1:020}.json"} <= marker


def test_every_data_file_has_its_sum(tmp_path: Path) -> None:
    with Store.create(tmp_path / "c") as store:
        tagset = store.register_tagset({"rules": "1"})
        for n in range(3):
            document = make_document(n)
            store.commit_documents([document], run_id="r", fingerprints=fingerprints(document))
            store.commit_tags([make_tags(document, tagset)], run_id="r", tagset=tagset)
        assert noted(store) == data_files(store)
        compact(store, retention_hours=0)
        there = data_files(store)
        assert there.items() <= noted(store).items()
        assert len([name for name in there if name.startswith("quotes/")]) == 1


def test_sums_survive_a_line_that_was_cut_off(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(name)
    note_sums(tmp_path, ["a"])
    path = tmp_path / SUMS
    path.write_bytes(path.read_bytes()[:-20])
    note_sums(tmp_path, ["b"])
    assert read_sums(tmp_path) == {"b": sha256_of(tmp_path / "b")}


def test_bytes_know_where_they_come_from(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    sha = blobs.put(b"text")
    for uri in ("a.txt", "b.txt", "a.txt"):
        blobs.note_origin(sha, {"uri": uri})
    assert [o["uri"] for o in blobs.origins(sha)] == ["a.txt", "b.txt"]
    beside = next(tmp_path.glob("*/*.origins"))
    beside.write_bytes(beside.read_bytes() + b'{"uri": "c.t')
    blobs.note_origin(sha, {"uri": "d.txt"})
    assert [o["uri"] for o in blobs.origins(sha)] == ["a.txt", "b.txt", "d.txt"]
    assert list(blobs.all()) == [sha]

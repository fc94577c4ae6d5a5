"""A backup is one whole state of the corpus, whatever is written meanwhile; a damaged one is named and never restored."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from itertools import pairwise
from pathlib import Path

import pytest
from corpus_samples import fingerprints, make_document, make_tags

from policynlp.corpus.backup.restoring import put_in_place, unpacked, verify_backups
from policynlp.corpus.backup.shelf import FolderShelf
from policynlp.corpus.backup.taking import Taken, take_backup
from policynlp.corpus.models import ModelRegistry
from policynlp.corpus.saved_queries import save_query, saved_queries
from policynlp.corpus.store import Store
from policynlp.corpus.upkeep import check, compact
from policynlp.errors import CorpusError, InputError

WRITER = Path(__file__).parent / "batch_writer.py"
DOCUMENTS, BATCH = 40, 5


def take(store: Store, path: Path, **more: int) -> Taken:
    return take_backup(store, path, version="1", labels={}, about_labels=None, **more)


def restore(path: Path, corpus: Path, backup: str | None = None) -> Path:
    with unpacked(path, corpus=corpus, backup=backup) as found:
        put_in_place(found, corpus)
    return corpus


def contents(store: Store) -> dict[str, list[str]]:
    """All committed rows of all tables."""
    store.catalogue.refresh()
    return {
        name: sorted(json.dumps(row, default=str) for row in store.tables.read(name).to_pylist())
        for name in store.tables.schemas
    }


def test_what_is_restored_is_what_was_there(store: Store, tmp_path: Path) -> None:
    blob = store.put_bytes(b"bytes as fetched")
    store.decisions_path.write_text("[[decision]]\n", encoding="utf-8")
    save_query(store.path, "mine", "select 1")
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "weights").write_bytes(b"w")
    ModelRegistry(store.path).add(tmp_path / "model", "abc")
    (store.path / "index").mkdir(exist_ok=True)
    (store.path / "index" / "search.sqlite").write_bytes(b"derived")
    for name in ("folder", "one.tar"):
        taken = take(store, tmp_path / name)
        assert [one.faults for one in verify_backups(tmp_path / name)] == [()]
        with Store.open(restore(tmp_path / name, tmp_path / "restored" / name)) as restored:
            assert contents(restored) == contents(store)
            assert list(restored.load_documents()) == list(store.load_documents())
            assert list(restored.load_tags()) == list(store.load_tags())
            assert restored.get_bytes(blob) == b"bytes as fetched"
            assert restored.decisions_path.read_text(encoding="utf-8") == "[[decision]]\n"
            assert saved_queries(restored.path) == saved_queries(store.path)
            assert ModelRegistry(restored.path).versions() == ["abc"]
            assert check(restored) == []
            assert not (restored.path / "index").exists()
            again = make_document(9)  # and it can be written to
            restored.commit_documents([again], run_id="r", fingerprints=fingerprints(again))
            assert restored.known([again.id]) == {again.id}
        assert taken.files == taken.new_files


def test_a_second_backup_copies_what_is_new(store: Store, tmp_path: Path) -> None:
    first = take(store, tmp_path / "b")
    same = take(store, tmp_path / "b")
    assert (same.new_files, same.files) == (0, first.files)
    document = make_document(7)
    store.commit_documents([document], run_id="r", fingerprints=fingerprints(document))
    later = take(store, tmp_path / "b")
    assert later.new_files == 9  # rows, log entry and sums of documents, passages and batches
    assert document.id not in Store.open(restore(tmp_path / "b", tmp_path / "old", first.id)).document_ids()
    assert document.id in Store.open(restore(tmp_path / "b", tmp_path / "new")).document_ids()


def test_old_backups_are_removed_when_asked_with_what_only_they_need(store: Store, tmp_path: Path) -> None:
    first = take(store, tmp_path / "b")
    compact(store, retention_hours=0)
    document = make_document(7)
    store.commit_documents([document], run_id="r", fingerprints=fingerprints(document))
    before = {path for path in (tmp_path / "b" / "objects").rglob("*") if path.is_file()}
    kept = take(store, tmp_path / "b", keep=1)
    assert kept.removed == (first.id,)
    after = {path for path in (tmp_path / "b" / "objects").rglob("*") if path.is_file()}
    assert before - after
    assert [(one.id, one.faults) for one in verify_backups(tmp_path / "b")] == [(kept.id, ())]


def test_a_log_with_checkpoints_is_copied_as_far_as_it_is_needed(store: Store, tmp_path: Path) -> None:
    store.tables.table("documents").create_checkpoint()
    document = make_document(7)
    store.commit_documents([document], run_id="r", fingerprints=fingerprints(document))
    take(store, tmp_path / "b")
    with Store.open(restore(tmp_path / "b", tmp_path / "new")) as restored:
        assert contents(restored) == contents(store)
        log = restored.path / "tables" / "documents" / "_delta_log"
        assert not (log / "00000000000000000000.json").exists()
        assert (log / "00000000000000000001.checkpoint.parquet").exists()


@pytest.mark.slow
@pytest.mark.crash
def test_a_backup_that_is_taken_while_a_run_writes_is_whole(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    Store.create(corpus).close()
    command = [sys.executable, str(WRITER), str(corpus), "cod", str(DOCUMENTS), str(BATCH)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    taken: list[Taken] = []
    with Store.open(corpus) as store:
        while process.poll() is None:
            taken.append(take(store, tmp_path / "b"))
    assert process.returncode == 0
    sizes, expected = {}, {d.id: d for d in (make_document(n, word="cod") for n in range(DOCUMENTS))}
    grown = [
        one for before, one in pairwise(taken) if one.new_files and one.bytes != before.bytes
    ]  # a slow start is many empty ones
    for one in [taken[0], *grown[:: max(1, len(grown) // 6)]]:
        with Store.open(restore(tmp_path / "b", tmp_path / one.id, one.id)) as restored:
            assert check(restored) == []
            documents = list(restored.load_documents())
            assert documents == [expected[d.id] for d in documents]
            tagset = restored.register_tagset({"rules": "1"})
            tags = list(restored.load_tags(tagset=tagset))
            assert [t.as_dict() for t in tags] == [make_tags(expected[t.document], tagset).as_dict() for t in tags]
            sizes[one.id] = len(documents) + len(tags)
    partial = [backup for backup, n in sizes.items() if 0 < n < 2 * DOCUMENTS]
    assert partial, sizes
    subprocess.run([*command[:2], str(tmp_path / partial[0]), *command[3:]], stdout=subprocess.DEVNULL, check=True)
    with Store.open(tmp_path / partial[0]) as completed:  # a run goes on from a backup
        assert set(completed.document_ids()) == set(expected)


@pytest.mark.parametrize("damage", ["changed", "missing", "cut"])
def test_a_damaged_file_is_named_and_not_restored(store: Store, tmp_path: Path, damage: str) -> None:
    sha = store.put_bytes(b"bytes as fetched")
    take(store, tmp_path / "b")
    victim = tmp_path / "b" / "objects" / sha[:2] / sha[2:]
    if damage == "changed":
        victim.write_bytes(b"bytes as altered")
    elif damage == "cut":
        victim.write_bytes(b"bytes")
    else:
        victim.unlink()
    name = f"corpus/blobs/{sha[:2]}/{sha[2:]}"
    assert [fault.split()[0] for fault in verify_backups(tmp_path / "b")[0].faults] == [name]
    with pytest.raises(CorpusError, match=name):
        restore(tmp_path / "b", tmp_path / "new")
    assert not list(tmp_path.glob("*new*"))
    if damage != "changed":  # the next backup copies it again; bytes of the same length are for `verify`
        take(store, tmp_path / "b")
        assert not verify_backups(tmp_path / "b")[-1].faults


def test_a_changed_manifest_is_found(store: Store, tmp_path: Path) -> None:
    taken = take(store, tmp_path / "b")
    path = tmp_path / "b" / "backups" / f"{taken.id}.json"
    path.write_text(path.read_text(encoding="utf-8").replace("corpus/corpus.json", "corpus/corpus.jsom"), encoding="utf-8")
    assert "manifest" in verify_backups(tmp_path / "b")[0].faults[0]
    with pytest.raises(CorpusError, match=taken.id):
        restore(tmp_path / "b", tmp_path / "new")
    again = take(store, tmp_path / "b")  # it does not keep the next one from being taken
    assert [(one.id, bool(one.faults)) for one in verify_backups(tmp_path / "b")] == [(taken.id, True), (again.id, False)]
    assert (again.files, again.new_files) == (taken.files, 0)


def test_one_backup_at_a_time_is_written_to_a_folder(store: Store, tmp_path: Path) -> None:
    with FolderShelf(tmp_path / "b").alone(), pytest.raises(CorpusError, match="another backup"):
        take(store, tmp_path / "b")
    assert take(store, tmp_path / "b").files


def test_a_file_that_was_cut_off_or_is_none_says_so(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path / "one.tar")
    data = (tmp_path / "one.tar").read_bytes()
    (tmp_path / "cut.tar").write_bytes(data[: len(data) // 2])
    (tmp_path / "none.tar").write_bytes(b"no archive" * 1000)
    for name in ("cut.tar", "none.tar"):
        with pytest.raises(CorpusError, match=name):
            restore(tmp_path / name, tmp_path / "new")


def test_a_file_outside_of_the_corpus_is_never_written(store: Store, tmp_path: Path) -> None:
    from policynlp.corpus.backup.manifest import Manifest, backup_id

    manifest = Manifest(
        made_at="",
        policynlp="1",
        corpus="c",
        format=1,
        schemas={},
        tables={},
        labels=None,
        files={"corpus/../../x": (1, "0" * 64)},
    ).to_json()
    shelf = tmp_path / "b" / "backups"
    shelf.mkdir(parents=True)
    (shelf / f"{backup_id(manifest)}.json").write_bytes(manifest)
    with pytest.raises(CorpusError, match="no path in a backup"):
        restore(tmp_path / "b", tmp_path / "new")


def test_nothing_is_overwritten(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path / "b")
    with pytest.raises(CorpusError, match="something at this place"):
        restore(tmp_path / "b", store.path)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="something else"):
        take(store, tmp_path / "other")
    take(store, tmp_path / "one.tar")
    with pytest.raises(InputError, match="already"):
        take(store, tmp_path / "one.tar")
    with pytest.raises(InputError, match="in the corpus itself"):
        take(store, store.path / "backups")
    with tarfile.open(tmp_path / "one.tar") as tar:
        assert all(not name.startswith(("/", "..")) for name in tar.getnames())

"""Logs, files and batches of a small corpus, broken one way at a time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus_samples import fingerprints, make_document, make_tags

from policynlp.corpus.doctor.batches import check_batches
from policynlp.corpus.doctor.files import check_files
from policynlp.corpus.doctor.logs import check_logs
from policynlp.corpus.durable import SUMS
from policynlp.corpus.store import Store
from policynlp.corpus.upkeep import check, compact
from policynlp.diagnosis import Finding, Quarantine


@pytest.fixture(scope="session")
def four_batches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four batches of two documents, tagged."""
    folder = tmp_path_factory.mktemp("doctor") / "corpus"
    with Store.create(folder) as store:
        tagset = store.register_tagset({"rules": "1"})
        for n in range(0, 8, 2):
            documents = [make_document(n), make_document(n + 1)]
            store.commit_documents(documents, run_id="r", fingerprints=fingerprints(*documents))
            store.commit_tags([make_tags(d, tagset) for d in documents], run_id="r", tagset=tagset)
        store.activate(tagset, by="r")
    return folder


@pytest.fixture
def corpus(four_batches: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(four_batches, tmp_path / "corpus"))


def examine(corpus: Path) -> list[Finding]:
    """Check and mend, as `steps.doctor` does; gives everything that was found."""
    tables, quarantine = corpus / "tables", Quarantine(corpus)
    out: list[Finding] = []
    checks: list[Callable[[], list[Finding]]] = [
        lambda: list(check_logs(tables, quarantine)),
        lambda: list(check_files(tables, quarantine)),
        lambda: [f for f in check_batches(tables) if f.severity != "note"],
    ]
    for one in checks:
        while found := one():
            for finding in found:
                assert finding.mend is not None
                finding.mended = finding.mend()
            out += found
    return out


def documents_and_tags(corpus: Path) -> tuple[int, int]:
    with Store.open(corpus) as store:
        assert check(store) == []
        assert len(list(store.load_documents())) == len(store.document_ids())
        tags = list(store.load_tags())
        assert all(len(t.quotes) == 1 for t in tags)
        return len(store.document_ids()), len(tags)


def commits(corpus: Path, table: str) -> list[Path]:
    return sorted((corpus / "tables" / table / "_delta_log").glob("*.json"))


def data(corpus: Path, table: str) -> list[Path]:
    return sorted((corpus / "tables" / table).rglob("*-c000.*.parquet"))


def test_a_sound_corpus_has_no_findings(corpus: Path) -> None:
    assert examine(corpus) == []


LOG_FAULTS: dict[str, Callable[[Path], None]] = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:80]),
    "empty": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "lost": lambda path: path.unlink(),
    "a digit changed": lambda path: path.write_text(path.read_text().replace('\\"numRecords\\":', '\\"numRecords\\":1', 1)),
    "a name changed": lambda path: path.write_text(path.read_text().replace("part-0", "part-1")),
}


@pytest.mark.parametrize(
    ("table", "version", "fault"),
    [("quotes", 2, fault) for fault in sorted(LOG_FAULTS)]
    + [
        ("quotes", 0, "cut off"),
        ("batches", 0, "lost"),
        ("batches", -1, "zeros"),
        ("batches", -1, "lost"),
        ("tagged", -1, "lost"),
    ],
)
def test_a_broken_log_loses_nothing(corpus: Path, table: str, version: int, fault: str) -> None:
    LOG_FAULTS[fault](commits(corpus, table)[version])
    assert examine(corpus)
    assert documents_and_tags(corpus) == (8, 8)


@pytest.mark.parametrize("table", ["batches", "documents", "tagsets"])
def test_a_lost_log_is_made_anew_from_the_files(corpus: Path, table: str) -> None:
    shutil.rmtree(corpus / "tables" / table / "_delta_log")
    assert {f.check for f in examine(corpus)} >= {"log", "batches"}
    assert documents_and_tags(corpus) == (8, 8)


def test_a_lost_log_of_compacted_files_doubles_nothing(corpus: Path) -> None:
    with Store.open(corpus) as store:
        compact(store)  # the small files stay for a week
    for table in ("quotes", "batches", "activations", "tagged"):
        assert len(data(corpus, table)) > 1 or table == "activations"
        shutil.rmtree(corpus / "tables" / table / "_delta_log")
    examine(corpus)
    assert documents_and_tags(corpus) == (8, 8)


@pytest.mark.parametrize("fault", ["cut off", "lost"])
def test_a_broken_checkpoint_is_put_aside(corpus: Path, fault: str) -> None:
    with Store.open(corpus) as store:
        store.tables.table("quotes").create_checkpoint()
    checkpoint = next((corpus / "tables" / "quotes" / "_delta_log").glob("*.checkpoint.parquet"))
    LOG_FAULTS[fault](checkpoint)
    assert examine(corpus)[0].check == "log"
    assert documents_and_tags(corpus) == (8, 8)


@pytest.mark.parametrize("table", ["documents", "passages"])
def test_documents_of_a_lost_file_are_wanting_whole(corpus: Path, table: str) -> None:
    data(corpus, table)[0].unlink()
    examine(corpus)
    assert documents_and_tags(corpus) == (6, 6)


@pytest.mark.parametrize("table", ["quotes", "vectors"])
def test_tags_of_a_broken_file_are_wanting_whole(corpus: Path, table: str) -> None:
    path = data(corpus, table)[0]
    changed = bytearray(path.read_bytes())
    changed[len(changed) // 3] ^= 1
    path.write_bytes(bytes(changed))
    found = examine(corpus)
    assert found[0].where == str(path)
    assert "SHA-256" in found[0].what
    assert not path.exists()
    assert list((corpus / "quarantine").rglob(path.name))
    assert documents_and_tags(corpus) == (8, 6)
    with Store.open(corpus) as store:
        assert len(store.untagged(store.require_active())) == 2


@pytest.mark.parametrize("how", ["lost", "cut off"])
def test_what_was_committed_is_told_by_the_log_where_the_file_is_broken(corpus: Path, how: str) -> None:
    for path in data(corpus, "batches"):
        LOG_FAULTS[how](path)
    examine(corpus)
    assert documents_and_tags(corpus) == (8, 8)


def test_a_file_without_a_sum_is_read_whole(corpus: Path) -> None:
    (corpus / "tables" / "quotes" / SUMS).unlink()
    assert examine(corpus) == []
    path = data(corpus, "quotes")[0]
    path.write_bytes(data(corpus, "claims")[0].read_bytes())
    add = next(line for c in commits(corpus, "quotes") for line in c.read_text().splitlines() if path.name in line)
    size = json.loads(add)["add"]["size"]
    path.write_bytes(path.read_bytes()[:size].ljust(size, b"\0"))
    assert "cannot be read" in examine(corpus)[0].what


def test_a_batch_that_nobody_committed_is_left_alone(corpus: Path) -> None:
    with Store.open(corpus) as store:
        store.tables.append("quotes", [{"batch_id": "20260101T000000000000-0", "document": "d", "tagset": "t"}])
    [found] = list(check_batches(corpus / "tables"))
    assert (found.severity, found.mend) == ("note", None)
    assert documents_and_tags(corpus) == (8, 8)

"""A text that is forgotten is nowhere: every byte below the corpus folder and in the label database is looked through."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from policynlp import steps
from policynlp.cli.app import app
from policynlp.corpus.forgetting.tombstones import FILE
from policynlp.corpus.reading import open_corpus
from policynlp.corpus.search.request import request_from
from policynlp.corpus.snapshot_build import build_snapshot
from policynlp.corpus.store import Store
from policynlp.corpus.upkeep import check
from policynlp.errors import InputError
from policynlp.labels.accounts import create_account
from policynlp.labels.decisions import Decision
from policynlp.labels.recording import record
from policynlp.labels.units import units
from policynlp.settings import Settings
from runs import rows_of, settings_for

MARKER = "The heron of Quillbrook counted 4,817 lanterns"
SPEAKER = "Ottoline Vandergraaf"
SECRET = f'{MARKER}, said Mayor {SPEAKER} on Monday. "We need 312 ferries in Quillbrook," said Mayor {SPEAKER}.'
OTHERS = {
    "farms.txt": "Farmers in Tamora harvested 4.2 million tonnes of maize in 2023, said Agriculture Minister Ngozi Abara.",
    "bank.txt": "The central bank of Tamora said that inflation fell to 6.5 percent in May, said Governor Pavel Horvath.",
}
WORDS = ("heron of Quillbrook", "4,817 lanterns", "Vandergraaf", "312 ferries", "secret-quill")


def named(folder: Path) -> list[str]:
    """Each file as a source of its own."""
    return sorted(str(path) for path in folder.iterdir())


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder to work in, and what is put there for each test: sources, a corpus with everything that holds text, labels.

    Two revisions, an index, views, a report, pages, and old versions of the tables.
    """
    root = tmp_path_factory.mktemp("forgetting")
    work = root / "work"
    sources = work / "in"
    sources.mkdir(parents=True)
    for name, text in OTHERS.items():
        (sources / name).write_text(f"{name.split('.')[0].title()} of the year\n\n{text}\n", encoding="utf-8")
    secret = sources / "secret-quill.txt"
    secret.write_text(f"Lanterns at secret-quill harbour\n\n{SECRET}\n", encoding="utf-8")
    settings = settings_for(work)
    steps.run(named(sources), settings=settings)
    secret.write_text(secret.read_text(encoding="utf-8") + "\nIt was a mild evening in the harbour.\n", encoding="utf-8")
    steps.run(named(sources), settings=settings)
    list(steps.search_all(settings, request_from("lanterns")))
    for layer in ("themes", "quotes"):
        steps.fill_queue(settings, layer=layer, n=20)
    with steps.open_labels(settings) as labels:
        ana = create_account(labels, "ana", role="annotator", by="test")
        for n, unit in enumerate(units(labels)):
            value = {"kind": "direct", "act": "speech", "content": [[0, 5]], "text": unit.text} if MARKER in unit.text else None
            action = "edit" if value else "flag"
            record(labels, ana, Decision(key=f"k{n}", unit=unit.id, action=action, target=f"t{n}", value=value, note=unit.text))
    with Store.open(settings.corpus.path) as store:
        build_snapshot(store, least_documents=1)
        (settings.corpus.path / "index" / "pages.json").write_text(json.dumps({"rows": [SECRET]}), encoding="utf-8")
        for name in ("documents", "quotes", "sources"):
            store.tables.compact(name)  # files of before stay on the disk until they are vacuumed
    shutil.copytree(work, root / "kept")
    return work, root / "kept"


@pytest.fixture
def full(places: tuple[Path, Path]) -> Settings:
    work, kept = places
    shutil.rmtree(work)
    shutil.copytree(kept, work)
    return settings_for(work)


@pytest.fixture
def sources(full: Settings) -> Path:
    return full.corpus.path.with_name("in")


def secret_ids(settings: Settings) -> list[str]:
    return steps.find_forgettable(settings, [], where="contains(text, 'heron of Quillbrook')")


def remnants(settings: Settings) -> Iterator[str]:
    """Where one of the words is, in any encoding, packed or not."""
    database = settings.corpus.path.with_name("corpus.labels.sqlite")
    paths = [*settings.corpus.path.rglob("*"), *database.parent.glob(f"{database.name}*")]
    for path in (path for path in paths if path.is_file()):
        data = path.read_bytes()
        for word in WORDS:
            if any(word.encode(code) in data for code in ("utf-8", "utf-16-le", "utf-16-be")):
                yield f"{path}: {word}"
        if path.suffix == ".parquet":
            file = pq.ParquetFile(path)
            said = [json.dumps(file.read().to_pylist(), default=str, ensure_ascii=False), str(file.metadata.to_dict())]
            yield from (f"{path}: {word}" for word in WORDS if any(word in text for text in said))
        if path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True) as connection:
                for (name,) in connection.execute("SELECT table_name FROM information_schema.tables").fetchall():
                    rows = str(connection.execute(f"SELECT * FROM {name}").fetchall())
                    yield from (f"{path}: {word}" for word in WORDS if word in rows)


def test_the_search_for_remnants_finds_them_everywhere(full: Settings) -> None:
    found = "\n".join(remnants(full))
    for place in (
        "documents/",
        "quotes/",
        "entities/",
        "claims/",
        "sources/_delta_log",
        "labels.sqlite",
        "search.sqlite",
        ".duckdb",
        "pages.json",
        "report.md",
        "blobs/",
    ):
        assert place in found, place


def test_nothing_is_left_and_the_others_are_as_they_were(full: Settings, sources: Path) -> None:
    before = rows_of(full.corpus.path)
    ids = secret_ids(full)
    assert len(ids) == 2  # both revisions
    (result,) = steps.forget(full, ids[:1], who="me", why="asked for")
    assert result.documents == sorted(ids)
    assert result.labels["units"] > 0
    assert result.labels["decisions"] > 0
    assert not result.left
    assert list(remnants(full)) == []
    with Store.open(full.corpus.path) as store:
        assert check(store) == []
        assert len(store.document_ids()) == 2
        assert not {path.name for path in (full.corpus.path / "blobs").rglob("*")} & set(result.documents)
    after = rows_of(full.corpus.path)
    for view, rows in after.items():
        assert rows == [row for row in before[view] if not any(i in row for i in ids)], view
    assert list(steps.search_all(full, request_from("lanterns"))) == []
    assert list(steps.search_all(full, request_from("maize")))
    again = steps.run(named(sources), settings=full)
    assert again.counts["forgotten"] == 1
    assert not again.counts.get("documents")
    elsewhere = sources / "copy-elsewhere.txt"
    elsewhere.write_text((sources / "secret-quill.txt").read_text(encoding="utf-8"), encoding="utf-8")
    assert steps.run([str(elsewhere)], settings=full).counts["forgotten"] == 1  # the same text at another place
    (sources / "secret-quill.txt").unlink()
    left = [line for line in remnants(full) if "secret-quill" not in line]  # a run says which of its sources it looked at
    assert left == []


def test_a_tombstone_says_when_who_and_why_and_no_more(full: Settings) -> None:
    ids = secret_ids(full)
    steps.forget(full, ids, who="A. Reader", why="asked for by letter")
    lines = (full.corpus.path / FILE).read_text(encoding="utf-8").split("\n")
    stones = [json.loads(line) for line in lines if line]
    assert {stone["document"] for stone in stones} == set(ids)
    assert all(stone["who"] == "A. Reader" and stone["why"] == "asked for by letter" and stone["at"] for stone in stones)
    assert not any(word in str(stones) for word in WORDS)
    assert steps.forget(full, ids, who="x", why="y") == []  # a second time nothing is there


def test_texts_that_repeat_it_are_asked_about(full: Settings, sources: Path) -> None:
    text = (sources / "secret-quill.txt").read_text(encoding="utf-8")
    for name in ("reprint-a.txt", "reprint-b.txt"):
        (sources / name).write_text(text + "\n", encoding="utf-8")
    steps.run(named(sources), settings=full)
    originals = steps.find_forgettable(full, [], where="contains(uri, 'secret-quill')")
    with pytest.raises(InputError, match="2 texts repeat"):
        steps.forget(full, originals, who="me", why="w")
    (result,) = steps.forget(full, originals, who="me", why="w", repeats=False)
    assert len(result.repeats) == 2
    assert result.left
    with Store.open(full.corpus.path) as store:
        assert check(store) == []
        entries = store.catalogue.documents
        first, second = result.repeats
        assert (entries[first].duplicate_of, entries[second].duplicate_of) == (None, first)
        assert first in store.unlinked(store.require_active())
        assert {d.id: d.source.authors for d in store.load_documents(result.repeats)}.keys() == set(result.repeats)
    steps.forget(full, [first], who="me", why="w", repeats=True)
    assert list(remnants(full)) == []


def test_bytes_that_hold_other_texts_are_named(tmp_path: Path) -> None:
    rows = [{"id": f"r{n}", "text": text} for n, text in enumerate([SECRET, *OTHERS.values()])]
    table = tmp_path / "rows.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    settings = settings_for(tmp_path)
    steps.run([str(table)], settings=settings)
    (result,) = steps.forget(settings, secret_ids(settings), who="me", why="w")
    assert len(result.shared_bytes) == 1
    assert [line.split(": ")[0] for line in remnants(settings)] == [
        str(settings.corpus.path / "blobs" / result.shared_bytes[0][:2] / result.shared_bytes[0][2:])
    ] * sum(word in SECRET for word in WORDS)
    with open_corpus(settings.corpus.path) as corpus:
        other = corpus.sql("select document from documents where contains(text, 'maize')")["document"].to_pylist()
    steps.forget(settings, other, who="me", why="w", shared_bytes=True)
    assert list(remnants(settings)) == []
    assert steps.run([str(table)], settings=settings).counts["forgotten"] == 2
    assert list(remnants(settings)) == []  # the file is there, and its bytes are not kept again


def test_releases_are_named_and_withdrawn_when_asked(full: Settings) -> None:
    steps.create_release(full, "2026.1", text="full")
    ids = secret_ids(full)
    (named,) = steps.forget(full, ids, who="me", why="w", dry_run=True)
    assert (named.releases, named.withdrawn) == (["2026.1"], [])
    (result,) = steps.forget(full, ids, who="me", why="w", releases=True)
    assert (result.releases, result.withdrawn) == ([], ["2026.1"])
    note = json.loads((full.corpus.path / "releases" / "2026.1.withdrawn.json").read_text(encoding="utf-8"))
    assert note["content_sha256"]
    assert list(remnants(full)) == []


def test_a_half_written_file_of_any_table_goes(full: Settings) -> None:
    """As a rewriting leaves it that was killed; nobody could look through it for the text."""
    ids = secret_ids(full)
    halves = []
    for table in ("documents", "batches", "claims"):
        folder = next((full.corpus.path / "tables" / table).rglob("*.parquet")).parent
        halves.append(folder / "part-00000-half-c000.zstd.parquet")
        halves[-1].write_bytes(b"PAR1 half a file")
    steps.forget(full, ids, who="me", why="w", repeats=True)
    assert [half for half in halves if half.exists()] == []
    assert list(remnants(full)) == []


@pytest.mark.crash
@pytest.mark.slow
@pytest.mark.parametrize("delay_s", [0.0, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.0])
def test_killed_at_any_moment_it_goes_on(full: Settings, delay_s: float) -> None:
    ids = secret_ids(full)
    code = (
        "import sys; from policynlp import steps; from policynlp.settings import load_settings\n"
        "import policynlp.steps.forgetting\nprint('go', flush=True)\n"
        "steps.forget(load_settings({'corpus.path': sys.argv[1]}), sys.argv[2:], who='me', why='w')"
    )
    command: list[Any] = [sys.executable, "-c", code, full.corpus.path, *ids]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(delay_s)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    steps.forget(full, [], who="me", why="")
    steps.forget(full, secret_ids(full), who="me", why="w")  # killed before it was written down: asked again
    assert list(remnants(full)) == []
    with Store.open(full.corpus.path) as store:
        assert check(store) == []
        assert len(store.document_ids()) == 2


def test_the_verb_finds_by_address_and_says_what_is_not_reached(full: Settings, sources: Path) -> None:
    run, corpus = CliRunner().invoke, ["--corpus", str(full.corpus.path)]
    address = str(sources / "secret-quill.txt")
    with open_corpus(full.corpus.path) as opened:
        address = opened.sql("select uri from documents where contains(uri, 'secret-quill')")["uri"].to_pylist()[0]
    assert "would forget" in run(app, [*corpus, "forget", address, "--dry-run"]).output
    refused = run(app, [*corpus, "forget", address])
    assert isinstance(refused.exception, InputError)
    said = run(app, [*corpus, "forget", address, "--why", "asked for"])
    assert said.exit_code == 0, said.output
    assert "backups" in said.output
    assert list(remnants(full)) == []
    assert "nothing to forget" in run(app, [*corpus, "forget"]).output
    with sqlite3.connect(full.corpus.path.with_name("corpus.labels.sqlite")) as connection:
        events = connection.execute("SELECT detail FROM events WHERE what = 'document.forget'").fetchall()
    assert len(events) == 1

"""A corpus in an object store, on a server that speaks S3: the same rows as in a folder, and all that hangs on it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from object_stores import s3_server
from policynlp import steps
from policynlp.corpus.reading import open_corpus
from policynlp.corpus.search import request_from
from policynlp.corpus.store import Store
from policynlp.errors import CorpusError, InputError, ModelError, PolicyNLPError
from policynlp.link.decisions import Decision, read_decisions
from policynlp.place import ObjectPath, place
from policynlp.settings import Settings, load_settings
from policynlp.steps.context import tag_versions
from runs import ARTICLES, rows_of, settings_for
from spread_runs import assert_sound

LAYERS = ("entities", "people", "quotes", "claims")
WRITER = Path(__file__).parents[1] / "corpus" / "batch_writer.py"


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch, s3_server(patch, tmp_path_factory.mktemp("cache")) as address:
        yield address


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "articles.jsonl"
    rows = [{"id": f"a{i}", "text": text, "date": f"2024-06-0{i + 1}"} for i, text in enumerate(ARTICLES)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def tagged(bucket: str, source: Path) -> Settings:
    """A corpus on S3, with the layers that need no encoder."""
    settings = at(f"{bucket}/corpora/first", run__batch_docs=2, tag__components=LAYERS)
    assert steps.run([str(source)], settings=settings).status == "completed"
    return settings


def at(address: str, **flags: object) -> Settings:
    dotted = {name.replace("__", "."): value for name, value in flags.items()}
    return load_settings({"corpus.path": address, "ingest.date_col": "date", **dotted})


def address_of(settings: Settings) -> ObjectPath:
    found = settings.corpus.path
    assert isinstance(found, ObjectPath)
    return found


def copied(settings: Settings, name: str) -> Settings:
    """Another corpus of the same files, to change."""
    old = address_of(settings)
    new = old.parent / name
    for file in old.files():
        (new / file).write_bytes((old / file).read_bytes())
    return at(str(new), tag__components=LAYERS)


def test_the_rows_of_the_run_in_a_folder(tagged: Settings, source: Path, tmp_path: Path) -> None:
    plain = settings_for(tmp_path, tag__components=LAYERS)
    steps.run([str(source)], settings=plain)
    assert rows_of(tagged.corpus.path) == rows_of(plain.corpus.path)
    assert_sound(tagged.corpus.path, len(ARTICLES))


@pytest.mark.slow
def test_several_processes_tag_there(bucket: str, tagged: Settings, source: Path) -> None:
    several = at(f"{bucket}/corpora/several", run__processes=2, run__batch_docs=1, tag__components=LAYERS)
    steps.run([str(source)], settings=several)
    assert rows_of(several.corpus.path) == rows_of(tagged.corpus.path)
    assert_sound(several.corpus.path, len(ARTICLES))


def test_a_second_run_finds_nothing_to_do(tagged: Settings, source: Path) -> None:
    result = steps.run([str(source)], settings=tagged)
    assert result.counts["unchanged"] == len(ARTICLES)
    assert not result.counts.get("documents")
    assert not result.counts.get("tagged")
    assert result.report is not None
    assert result.run_id in result.report.read_text(encoding="utf-8")


def test_search_and_sql_with_what_is_derived_in_the_cache(tagged: Settings) -> None:
    hits = steps.search(tagged, request_from("inflation", mode="words"))
    assert [hit.document for hit in hits]
    with open_corpus(str(tagged.corpus.path)) as corpus:
        assert corpus.sql("select count(*) as n from documents").to_pylist() == [{"n": len(ARTICLES)}]
        assert corpus.status()["bytes"]["blobs"] > 0
        index = corpus.store.index_path
    assert index.exists()
    assert not [name for name in address_of(tagged).files() if "index" in name]
    shutil.rmtree(index.parent)
    with open_corpus(str(tagged.corpus.path)) as corpus:
        assert [h.document for h in corpus.search("inflation", mode="words")] == [h.document for h in hits]


@pytest.mark.slow
def test_a_corpus_made_anew_under_the_address_is_another_one(bucket: str, tmp_path: Path) -> None:
    settings = at(f"{bucket}/corpora/anew", tag__components=("claims",))
    for text in (ARTICLES[1], ARTICLES[2]):
        for file in address_of(settings).files():
            (address_of(settings) / file).unlink()
        path = tmp_path / "one.txt"
        path.write_text(f"A headline of ours\n\n{text}\n", encoding="utf-8")
        steps.run([str(path)], settings=settings)
    with open_corpus(str(settings.corpus.path)) as corpus:
        assert len(corpus.search("nurses", mode="words")) == 1
        assert len(corpus.search("inflation", mode="words")) == 0


@pytest.mark.crash
@pytest.mark.slow
@pytest.mark.parametrize("names", [("cod", "eel"), ("cod", "cod")], ids=["different documents", "the same documents"])
def test_two_processes_that_commit_at_once_lose_and_double_nothing(bucket: str, names: tuple[str, str]) -> None:
    address = f"{bucket}/corpora/{'-'.join(names)}"
    commands = [[sys.executable, str(WRITER), address, name, "3", "1"] for name in names]
    writers = [subprocess.Popen(c, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for c in commands]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors
    with Store.open(address) as store:
        store.activate(store.tagsets()[0]["tagset"], by="test")
        assert store.tables.version("batches") >= 6 * len(set(names))
    assert_sound(place(address), 3 * len(set(names)))


@pytest.mark.slow
def test_a_release_lies_beside_the_tables(tagged: Settings, tmp_path: Path) -> None:
    made = steps.create_release(tagged, "2026.1", text="full")
    assert made["path"] == f"{tagged.corpus.path}/releases/2026.1"
    assert [row["name"] for row in steps.releases(tagged)] == ["2026.1"]
    assert steps.verify_release(tagged, "2026.1") == []
    with open_corpus(str(tagged.corpus.path), release="2026.1") as release, open_corpus(str(tagged.corpus.path)) as corpus:
        assert release.arrow("quotes").num_rows == corpus.arrow("quotes").num_rows > 0
    with open_corpus(made["path"]) as release:
        assert release.arrow("documents").num_rows == len(ARTICLES)
    with pytest.raises(InputError, match="never overwritten"):
        steps.create_release(tagged, "2026.1")


def test_decisions_on_identities_are_kept_there(tagged: Settings) -> None:
    settings = copied(tagged, "decided")
    decision = Decision(
        action="rename", identity="person:horvath-pavel", name="P. Horvath", who="A", when="", why="as he signs"
    )
    assert steps.decide_identity(settings, decision).entities == 1
    with open_corpus(str(settings.corpus.path)) as corpus:
        names = corpus.sql("select distinct identity_name from people where identity = 'person:horvath-pavel'").to_pylist()
    assert names == [{"identity_name": "P. Horvath"}]
    assert len(read_decisions(address_of(settings) / "identities.toml")) == 1


def test_decisions_on_labels_want_a_database_elsewhere(tagged: Settings, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none can lie in an object store.*labels\.url"):
        steps.labels_state(tagged)
    elsewhere = at(str(tagged.corpus.path), labels__url=str(tmp_path / "labels.sqlite"))
    assert steps.labels_state(elsewhere)
    assert (tmp_path / "labels.sqlite").exists()


def test_what_needs_a_folder_says_so(tagged: Settings, tmp_path: Path) -> None:
    for call in (
        lambda: steps.back_up(tagged, tmp_path / "backups"),
        lambda: steps.restore(tagged, tmp_path / "backups"),
        lambda: steps.forget(tagged, ["x"], who="me", why="w"),
        lambda: steps.examine(tagged),
    ):
        with pytest.raises(InputError, match=r"folders? of this machine"):
            call()


def test_models_from_an_address_are_those_of_the_folder(bucket: str, root: Path) -> None:
    folder, there = root / "models" / "themes", place(f"{bucket}/models/themes")
    for file in sorted(folder.iterdir()):
        (there / file.name).write_bytes(file.read_bytes())
    local, fetched = load_settings({"tag.themes": folder}), load_settings({"tag.themes": str(there)})
    assert tag_versions(fetched) == tag_versions(local)
    changed = next(
        f for f in sorted(folder.iterdir()) if f.suffix in {".safetensors", ".npz", ".json"} and f.name != "manifest.json"
    )
    (there / changed.name).write_bytes(changed.read_bytes() + b" ")
    from policynlp.tag.pipeline import Tagger

    with pytest.raises(ModelError, match="hash"):
        _ = Tagger(load_settings({"tag.themes": str(there), "tag.components": ("themes",)}).tag).nlp.get_pipe(
            "policynlp_themes"
        )


def test_sources_from_addresses(bucket: str, tmp_path: Path) -> None:
    page = f"<html><body><article><h1>A headline of ours</h1><p>{ARTICLES[2]}</p><p>{ARTICLES[3]}</p></article></body></html>"
    for name, text in (("in/a.txt", ARTICLES[0]), ("in/deep/b.txt", ARTICLES[1]), ("in/c.html", page)):
        (place(bucket) / name).write_bytes(text.encode())
    (place(bucket) / "in/picture.png").write_bytes(b"\x89PNG")

    def found(*sources: str, **flags: object) -> dict[str, str]:
        settings = settings_for(tmp_path / str(len(list(tmp_path.iterdir()))), tag__components=("claims",), **flags)
        steps.run(sources, settings=settings, stages=("ingest",))
        with open_corpus(settings.corpus.path) as corpus:
            rows = corpus.sql("select uri, 'read' as reason from documents union all select uri, reason from rejects")
        return {row["uri"].removeprefix(f"{bucket}/in/"): row["reason"] for row in rows.to_pylist()}

    assert found(f"{bucket}/in") == {"a.txt": "read", "deep/b.txt": "read", "c.html": "read"}
    assert found(f"{bucket}/in/*.txt") == {"a.txt": "read"}
    assert found(f"{bucket}/in/c.html") == {"c.html": "read"}
    assert found(f"{bucket}/in/nothing") == {"nothing": "missing"}
    assert found(f"{bucket}/in/a.txt", ingest__max_bytes=20) == {"a.txt": "oversized"}


def test_a_bucket_that_is_not_there(bucket: str) -> None:
    with pytest.raises(CorpusError, match="there is no corpus"):
        Store.open(f"{bucket}/nowhere")
    with pytest.raises(PolicyNLPError) as refused:
        steps.run([], settings=at("s3://another-bucket/corpus"))
    assert "another-bucket" in refused.value.message


@pytest.mark.slow
def test_the_web_pages(tagged: Settings) -> None:
    from starlette.testclient import TestClient

    from policynlp.web.app import create_app

    settings = copied(tagged, "on-the-web")
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        for path in ("/", "/search?q=inflation", "/figures", "/sql?q=select+1"):
            assert client.get(path).status_code == 200, path
        saved = client.post("/sql/queries", data={"name": "one", "sql": "select 1"}, headers={"Origin": "http://127.0.0.1"})
        assert saved.status_code == 200, saved.text
    assert (address_of(settings) / "queries.json").is_file()

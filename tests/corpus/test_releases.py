"""A release is a corpus frozen: the same views from its files alone, whole or not at all, and it says when it was changed."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml
from corpus_samples import as_published, fingerprints, make_document, make_link, make_tags

from policynlp.corpus.export.files import check_replaceable
from policynlp.corpus.public_names import public_row
from policynlp.corpus.reading import Corpus, open_corpus
from policynlp.corpus.releases import create
from policynlp.corpus.releases.check import verify_release
from policynlp.corpus.releases.create import ReleaseNotes, create_release
from policynlp.corpus.releases.diff import diff_releases
from policynlp.corpus.releases.flat_files import OF_OPERATION
from policynlp.corpus.releases.manifest import public_settings
from policynlp.corpus.releases.reading import Release
from policynlp.corpus.releases.shelf import list_releases
from policynlp.corpus.store import Store
from policynlp.corpus.upkeep import compact
from policynlp.corpus.view_sql import VIEWS
from policynlp.errors import CorpusError, InputError, Rejection

BOOKKEEPING = ("rejects", "runs", "tagsets")
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


def licensed(n: int, licence: str | None) -> Any:
    document = make_document(n)
    return replace(document, source=replace(document.source, licence=licence))


@pytest.fixture
def rich(store: Store) -> Store:
    """With a repeated text, a new revision, a reject, and a document without tags."""
    copy = make_document(0, work="elsewhere", duplicate_of=make_document(0).id)
    newer = make_document(1, word="cod", work="work-1", revision=2, supersedes=make_document(1).id)
    rejection = Rejection(uri="/home/ana/x", stage="ingest", reason="internal", what="failed", detail="Traceback /home/ana")
    bare = make_document(8)
    documents = [copy, newer, bare]
    store.commit_documents(documents, [rejection], run_id="run-2", fingerprints=fingerprints(*documents))
    tagset = store.require_active()
    store.commit_tags([make_tags(copy, tagset), make_tags(newer, tagset)], run_id="run-2", tagset=tagset)
    store.commit_links([make_link(make_document(2), make_document(0))], documents=[], run_id="run-2", tagset=tagset)
    return store


def all_rows(corpus: Corpus) -> dict[str, list[str]]:
    out = {}
    for view in sorted({*VIEWS} - OF_OPERATION):
        for name in (view,) if view in BOOKKEEPING else (view, f"{view}_all"):
            table = corpus.arrow(name)
            out[name] = [str(table.schema), *sorted(json.dumps(public_row(row), default=str) for row in table.to_pylist())]
    return out


def made(store: Store, name: str = "2026.1", **options: Any) -> Path:
    return Path(create_release(store, name, **({"text": "full"} | options))["path"])


def test_the_same_views_from_the_files_alone(rich: Store, tmp_path: Path) -> None:
    alone = tmp_path / "elsewhere"
    shutil.copytree(made(rich), alone)
    with open_corpus(alone) as opened:
        assert opened.release is not None  # a folder is told by what is in it
    with open_corpus(rich.path) as corpus, open_corpus(release=alone) as release:
        before, after = all_rows(corpus), all_rows(release)
        assert before.keys() == after.keys()
        for view in before.keys() - {"rejects"}:
            assert before[view] == after[view], view
        for everything in (False, True):
            old = {d.id: d.as_dict() for d in corpus.documents(everything=everything)}
            assert {d.id: d.as_dict() for d in release.documents(everything=everything)} == as_published(old)
        assert [d.id for d in release.documents()] == [d.id for d in corpus.documents()]
        wanted = [make_document(2).id, "nothing", make_document(0).id]
        assert [d.id for d in release.documents(wanted)] == [wanted[0], wanted[2]]


def test_every_question_has_the_same_answer(rich: Store) -> None:
    made(rich)
    questions = [
        lambda c: c.quotes(speaker="ost", theme="agriculture"), lambda c: c.claims(unit="EUR"), lambda c: c.themes(),
        lambda c: c.entities(), lambda c: c.links(), lambda c: c.theme_shares(by="month"),
    ]  # fmt: skip
    with open_corpus(rich.path) as corpus, open_corpus(rich.path, release="2026.1") as release:
        for ask in questions:
            assert as_published(list(ask(corpus))) == list(ask(release))
            assert len(ask(release)) > 0
        assert release.claims().provenance.release == "2026.1"
        assert "release 2026.1; tag set" in release.claims().provenance.line()
        assert corpus.cite(make_document(0).id).as_dict() | {"release": "2026.1"} == release.cite(make_document(0).id).as_dict()
        assert "release 2026.1" in release.cite(make_document(0).id).footnote()


def test_what_a_release_cannot_do_is_said(rich: Store) -> None:
    path = made(rich)
    with open_corpus(release=path) as release:
        with pytest.raises(InputError, match="alone"):
            release.sql("SELECT 1", tagset="another")
        with pytest.raises(InputError, match="not allowed"):
            release.sql("CREATE TABLE t (i INT)")
        with pytest.raises(InputError):
            release.sql("SELECT * FROM read_parquet('/etc/passwd')")
        state = release.status()
        assert state["counts"]["quotes"] == 3
        assert state["hidden"] == {"duplicates": 1, "superseded": 1, "untagged": 1}
        assert release.tagsets[0]["tagset"] == release.status()["active"]
        assert release.release is not None
    with open_corpus(rich.path) as corpus:
        assert corpus.release is None


def test_tables_are_flat_and_lose_nothing(rich: Store) -> None:
    path = made(rich)
    for file in path.rglob("*.parquet"):
        schema = pq.read_schema(file)
        assert not [f.name for f in schema if str(f.type).startswith(("list", "struct", "map"))], file
    quote = pq.read_table(path / "data" / "quotes.parquet").to_pylist()[0]
    text = make_document(0).text
    assert text[quote["content_start_char"] : quote["content_end_char"]].startswith("Catches fell,”")
    assert (quote["content_spans"], quote["cue_spans"]) == (2, 1)
    spans = pq.read_table(path / "data" / "spans.parquet").to_pylist()
    own = [s for s in spans if (s["annotation"], s["part"]) == (quote["id"], "content")]
    assert [text[s["start_char"] : s["end_char"]] for s in own] == ["Catches fell,", "by a fifth."]
    document = pq.read_table(path / "data" / "documents.parquet").to_pylist()[0]
    assert document["authors"] == "Bo Ek; Åsa Lind"
    values = pq.read_table(path / "data" / "values.parquet").to_pylist()
    assert [v["value"] for v in values if (v["document"], v["part"]) == (document["document"], "authors")] == [
        "Bo Ek",
        "Åsa Lind",
    ]


def test_counts_are_not_inflated_by_repeats(rich: Store) -> None:
    manifest = create_release(rich, "1", text="full")
    assert (manifest["corpus"]["documents"], manifest["corpus"]["unique_documents"]) == (5, 4)
    assert (manifest["tables"]["documents"]["rows"], manifest["tables"]["documents"]["repeats"]) == (4, 2)
    assert pq.read_metadata(Path(manifest["path"]) / "data" / "documents.parquet").num_rows == 4


def test_a_release_outlives_what_happens_to_the_corpus(rich: Store) -> None:
    path = made(rich)
    with open_corpus(release=path) as release:
        before = all_rows(release)
        tagset = rich.register_tagset({"rules": "9"})
        for document in list(rich.load_documents()):
            rich.commit_tags([make_tags(document, tagset, speaker="B")], run_id="r", tagset=tagset)
        for other in ("10", "11"):
            rich.activate(rich.register_tagset({"rules": other}), by="r")
        compact(rich, retention_hours=0)
        assert all_rows(release) == before
    assert verify_release(path) == []


def test_the_same_corpus_gives_the_same_bytes(rich: Store) -> None:
    first, second = create_release(rich, "1", text="full"), create_release(rich, "2", text="full")
    hashes = [{n: e["sha256"] for n, e in m["files"].items() if n.endswith(".parquet")} for m in (first, second)]
    assert hashes[0] == hashes[1]
    assert first["content_sha256"] == second["content_sha256"]
    assert create_release(rich, "3", text="none")["content_sha256"] != first["content_sha256"]


def test_nothing_is_overwritten_and_nothing_half_stays(rich: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(rich)
    before = (path / "manifest.json").read_bytes()
    with pytest.raises(InputError, match="never overwritten"):
        made(rich)
    assert (path / "manifest.json").read_bytes() == before
    (rich.path / "releases" / "empty").mkdir()
    with pytest.raises(InputError, match="never overwritten"):
        made(rich, "empty")

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    with pytest.raises(InputError, match="never overwritten"):
        check_replaceable(path)
    monkeypatch.setattr(create, "write_front_matter", fail)
    with pytest.raises(CorpusError, match="disk full"):
        made(rich, "2026.2")
    assert sorted(p.name for p in (rich.path / "releases").iterdir()) == ["2026.1", "empty"]


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden", "x" * 65, "a b", "a.", "-", "ü"])
def test_names_that_are_no_folders(rich: Store, name: str) -> None:
    with pytest.raises(InputError, match="cannot be called"):
        made(rich, name)


def test_an_empty_corpus_is_not_released(empty: Store) -> None:
    with pytest.raises(CorpusError, match="nothing to release"):
        made(empty)
    assert not list((empty.path / "releases").iterdir())


def test_texts_go_in_as_their_licence_allows(empty: Store) -> None:
    documents = [licensed(0, CC_BY), licensed(1, None), licensed(2, "All rights reserved")]
    tagset = empty.register_tagset({"rules": "1"})
    empty.commit_documents(documents, run_id="r", fingerprints=fingerprints(*documents))
    empty.commit_tags([make_tags(d, tagset) for d in documents], run_id="r", tagset=tagset)
    empty.activate(tagset, by="r")
    manifest = create_release(empty, "1", text="licence", snippet_words=3)
    assert {(r["stated"], r["text"], r["documents"], r["unique_documents"]) for r in manifest["licences"]} == {
        (CC_BY, "full", 1, 1),
        (None, "snippet", 1, 1),
        ("All rights reserved", "snippet", 1, 1),
    }
    path = Path(manifest["path"])
    everything = b"".join(p.read_bytes() for p in path.rglob("*.*") if p.suffix != ".parquet").decode()
    assert "Catches" not in everything
    texts = {row["document"]: row["text"] for row in pq.read_table(path / "data" / "documents.parquet").to_pylist()}
    assert texts[documents[0].id] == documents[0].text
    assert texts[documents[1].id] is None
    for row in pq.read_table(path / "data" / "passages.parquet").to_pylist():
        assert (row["text"] is None) == (row["document"] != documents[0].id)
    contents = {r["document"]: r["content_text"] for r in pq.read_table(path / "data" / "quotes.parquet").to_pylist()}
    assert contents[documents[0].id] == "Catches fell, … by a fifth."
    assert contents[documents[1].id] == "Catches fell, … …"
    with open_corpus(release=path) as release:
        whole, withheld, _ = release.documents()
        assert whole.slice(whole.quotes[0].cue[0]) == "told"
        assert (withheld.id, withheld.document.text_sha256) == (documents[1].id, documents[1].text_sha256)
        assert withheld.quotes[0].content == make_tags(documents[1], tagset).quotes[0].content
        assert "the text is not in this release" in withheld._repr_html_()
        with pytest.raises(InputError, match="not in this release"):
            withheld.slice(withheld.quotes[0].cue[0])
        assert [row["sentence"] is None for row in release.claims(order="published")].count(True) == 2
        assert release.cite(withheld.claims[0].id).paragraph == 2


def test_no_text_at_all_but_every_value(rich: Store) -> None:
    path = made(rich, text="none")
    with open_corpus(rich.path) as corpus, open_corpus(release=path) as release:
        old, new = ([c for d in one.documents() for c in d.claims] for one in (corpus, release))
        assert [(c.id, c.value, c.unit, c.start) for c in old] == [(c.id, c.value, c.unit, c.start) for c in new]
        assert all(c.period is not None and c.period.start_date == "2023-01-01" for c in new)
        assert release.sql("SELECT count(text) AS n FROM passages").to_pylist() == [{"n": 0}]
        assert release.sql("SELECT count(content_text) AS n FROM quotes").to_pylist() == [{"n": 0}]
        assert release.sql("SELECT count(speaker) AS n FROM quotes").to_pylist() == [{"n": 3}]


def test_nothing_tells_where_somebody_works(rich: Store) -> None:
    settings = {
        "corpus": {"path": "/home/ana/corpus"},
        "fetch": {"contact": "ana@x.example", "retries": 3},
        "tag": {"themes": "/m/t"},
    }
    rich.begin_run("run-9", kind="run", tagset="", settings_json=json.dumps(settings), backend="local")
    manifest = create_release(rich, "1", text="full", settings=settings)
    assert manifest["settings"] == {"corpus": {}, "fetch": {"retries": 3}, "tag": {"themes": "t"}}
    with open_corpus(release=manifest["path"]) as release:
        told = json.dumps(release.arrow("runs").to_pylist() + release.arrow("rejects").to_pylist(), default=str)
    assert "ana@" not in told
    assert "/home/ana/corpus" not in told
    assert "Traceback" not in told
    assert public_settings({}) == {}


def test_verify_finds_what_was_changed(rich: Store) -> None:
    path = made(rich)
    assert verify_release(path) == []
    done = subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    readme = path / "README.md"
    readme.write_text(readme.read_text().replace("4 unique", "5 unique"))
    assert verify_release(path) == ["README.md was changed: its SHA-256 is not that of the manifest"]
    (path / "CITATION.cff").unlink()
    (path / "more.txt").write_text("x")
    table = path / "data" / "claims.parquet"
    pq.write_table(pq.read_table(table).slice(1), table)
    faults = " | ".join(verify_release(path))
    assert "CITATION.cff is missing" in faults
    assert "more.txt is no part of the release" in faults
    assert "data/claims.parquet has" in faults
    assert "2 rows where the manifest says 3" in faults
    table.write_bytes(b"PAR1")
    assert "data/claims.parquet cannot be read" in " | ".join(verify_release(path))


def test_verify_finds_a_forged_manifest(rich: Store) -> None:
    path = made(rich)
    file = path / "data" / "quotes.parquet"
    pq.write_table(pq.read_table(file), file, compression="none")
    manifest = json.loads((path / "manifest.json").read_text())
    manifest["files"]["data/quotes.parquet"] = {
        "bytes": file.stat().st_size,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }
    (path / "manifest.json").write_text(json.dumps(manifest))
    faults = verify_release(path)
    assert any("the hash over the data files" in fault for fault in faults)
    assert any("not that of SHA256SUMS" in fault for fault in faults)


def test_a_release_that_is_none_or_newer(rich: Store, tmp_path: Path) -> None:
    path = made(rich)
    with pytest.raises(CorpusError, match="no such release") as caught:
        open_corpus(rich.path, release="2027")
    assert "2026.1" in caught.value.hint
    with pytest.raises(CorpusError, match="no such release"):
        open_corpus(rich.path, release=tmp_path / "nowhere")
    manifest = json.loads((path / "manifest.json").read_text())
    (path / "manifest.json").write_text(json.dumps(manifest | {"release_format": 99}))
    with pytest.raises(CorpusError, match="newer version"):
        open_corpus(release=path)
    (path / "manifest.json").write_text("{")
    with pytest.raises(CorpusError, match="cannot be read"):
        open_corpus(release=path)
    assert list_releases(rich.path)[0]["fault"].startswith("manifest.json cannot be read")
    (path / "manifest.json").write_text(json.dumps(manifest))
    (path / "data" / "links.parquet").unlink()
    with pytest.raises(CorpusError, match="links cannot be read"), open_corpus(release=path) as release:
        release.sql("SELECT 1")


def test_what_changed_between_two(rich: Store) -> None:
    first = made(rich, "1")
    tagset = rich.register_tagset({"rules": "2"})
    added = make_document(9)
    rich.commit_documents([added], run_id="r", fingerprints=fingerprints(added))
    for document in rich.load_documents():
        tags = make_tags(document, tagset)
        if document.id == make_document(2).id:
            tags = make_tags(document, tagset, speaker="B")
            tags = replace(tags, claims=())
        rich.commit_tags([tags], run_id="r", tagset=tagset)
    rich.activate(tagset, by="r")
    second = made(rich, "2")
    found = diff_releases(Release(first), Release(second))
    assert found["same_rows"] is False
    assert {k: found["documents"][k] for k in ("before", "after", "added", "removed", "revised")} == {
        "before": 4, "after": 5, "added": 1, "removed": 0, "revised": 0,
    }  # fmt: skip
    assert found["documents"]["examples"][0]["words"] == added.source.title
    quotes = found["tables"]["quotes"]
    assert (quotes["added"], quotes["removed"], quotes["changed"]) == (
        2,
        0,
        2,
    )  # one by its speaker, one by the identity that is not linked yet
    changed = [e for e in quotes["examples"] if e["what"] == "changed"]
    assert ["speaker"] in [[f for f in e["fields"] if f == "speaker"] for e in changed]
    assert (found["tables"]["claims"]["removed"], found["tables"]["claims"]["added"]) == (1, 2)
    assert found["versions"]["tag set rules"] == ["1", "2"]
    assert found["licences"] == {"": [4, 5]}
    same = diff_releases(Release(first), Release(made(rich, "3", tagset=rich.previous_tagset())))
    assert same["documents"]["added"] == 1
    again = diff_releases(Release(second), Release(made(rich, "4")))
    assert again["same_rows"] is True
    assert not again["versions"]
    assert all(t["added"] == t["removed"] == t["changed"] == 0 for t in again["tables"].values())


def test_how_to_cite_it_is_valid(rich: Store) -> None:
    notes = ReleaseNotes(
        title='Rye: "a" #corpus\n{x} – 水', authors=("Lopez, Ana", "Northern Statistics Office"), description="On rye: 'all'",
        licence="CC-BY-4.0", doi="10.5281/zenodo.1", url="https://rye.example",
    )  # fmt: skip
    cff = yaml.safe_load((made(rich, notes=notes) / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= cff.keys()
    assert cff["cff-version"] == "1.2.0"
    assert cff["title"] == 'Rye: "a" #corpus {x} – 水'
    assert cff["authors"] == [{"family-names": "Lopez", "given-names": "Ana"}, {"name": "Northern Statistics Office"}]
    assert (cff["type"], cff["version"], cff["license"], cff["doi"]) == ("dataset", "2026.1", "CC-BY-4.0", "10.5281/zenodo.1")
    assert isinstance(cff["version"], str)
    plain = yaml.safe_load((made(rich, "2026.2") / "CITATION.cff").read_text(encoding="utf-8"))
    assert plain["authors"] == [{"name": "Those who made the data set"}]
    assert not {"license", "doi", "url"} & plain.keys()


def test_every_column_is_described(rich: Store) -> None:
    import csv

    path = made(rich)
    with (path / "dictionary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    described = {(row["table"], row["column"]) for row in rows}
    assert all(row["meaning"] for row in rows)
    for file in (path / "data").glob("*.parquet"):
        assert {(file.stem, name) for name in pq.read_schema(file).names} == {d for d in described if d[0] == file.stem}


def test_licences_name_their_works(empty: Store) -> None:
    document = licensed(0, CC_BY)
    document = replace(document, source=replace(document.source, title="A [b](c) | `d` <script>"))
    empty.commit_documents([document], run_id="r", fingerprints={})
    text = (made(empty) / "LICENCES.md").read_text(encoding="utf-8")
    assert "| Creative Commons Attribution" in text or "[Creative Commons Attribution" in text
    assert "Bo Ek; Åsa Lind. A \\[b\\](c) \\| \\`d\\` \\<script\\>. Harbour Gazette. 2024-01-15. 0.txt" in text
    assert "notes/" not in text

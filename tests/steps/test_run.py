"""A run: what it writes, what it skips, what it leaves out, and that neither batch nor order changes a result."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import pytest

from policynlp import steps
from policynlp.corpus.blobs import Blobs
from policynlp.corpus.reading import open_corpus
from policynlp.corpus.store import Store
from policynlp.errors import CorpusError, InputError
from policynlp.ingest.read import read_path
from policynlp.steps.summarising import summary
from runs import ARTICLES, rows_of, settings_for


@pytest.fixture
def done(rows_file: Path, tmp_path: Path) -> Path:
    """A corpus of the five articles."""
    settings = settings_for(tmp_path)
    result = steps.run([str(rows_file)], settings=settings)
    assert result.status == "completed"
    assert result.counts["documents"] == result.counts["tagged"] == len(ARTICLES)
    return settings.corpus.path


def test_every_layer_has_rows(done: Path) -> None:
    with open_corpus(done) as corpus:
        for view in ("documents", "passages", "entities", "people", "quotes", "claims", "themes", "runs"):
            assert corpus.sql(f"select count(*) as n from {view}").to_pylist()[0]["n"] > 0, view
        speakers = set(corpus.sql("select speaker from quotes where speaker is not null")["speaker"].to_pylist())
        assert {"Ngozi Abara", "Elena Ruiz Ortega"} <= speakers


def test_a_run_counts_as_exports_do(done: Path, tmp_path: Path) -> None:
    told = {row["layer"]: row["n"] for row in summary(settings_for(tmp_path))["counts"]}
    with open_corpus(done) as corpus:
        for view in ("documents", "passages", "entities", "people", "quotes", "claims", "themes", "links"):
            assert told[view] == corpus.sql(f"select count(*) as n from {view}").to_pylist()[0]["n"], view
    assert 0 < told["themes assigned to passages"] < told["themes"]


def test_a_second_run_finds_nothing_to_do(done: Path, rows_file: Path, tmp_path: Path) -> None:
    before = rows_of(done)
    result = steps.run([str(rows_file)], settings=settings_for(tmp_path))
    assert result.counts["unchanged"] == len(ARTICLES)
    assert not result.counts.get("documents")
    assert not result.counts.get("tagged")
    assert rows_of(done) == before


@pytest.mark.parametrize("batch_docs", [1, 2])
def test_neither_batch_size_nor_order_changes_a_result(done: Path, rows_file: Path, tmp_path: Path, batch_docs: int) -> None:
    lines = rows_file.read_text(encoding="utf-8").splitlines()
    rows_file.write_text("\n".join(reversed(lines)) + "\n", encoding="utf-8")
    other = settings_for(tmp_path / "other", run__batch_docs=batch_docs)
    steps.run([str(rows_file)], settings=other)
    views = ("entities_all", "people_all", "quotes_all", "claims_all", "themes_all", "links_all")
    assert rows_of(other.corpus.path, views) == rows_of(done, views)


def test_a_changed_text_of_a_known_key_is_a_revision(done: Path, rows_file: Path, tmp_path: Path) -> None:
    row = {"id": "a1", "text": ARTICLES[1] + " The bank denied it.", "date": "2024-06-02"}
    rows_file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    result = steps.run([str(rows_file)], settings=settings_for(tmp_path))
    assert result.counts["revisions"] == 1
    with open_corpus(done) as corpus:
        seen = corpus.sql("select revision, latest from documents_all where key = 'a1' order by revision").to_pylist()
        assert seen == [{"revision": 1, "latest": False}, {"revision": 2, "latest": True}]
        assert corpus.sql("select revision from documents where key = 'a1'").to_pylist() == [{"revision": 2}]


def test_what_cannot_be_read_is_a_row_of_rejects_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(f"Maize harvest grows\n\n{ARTICLES[0]}\n", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "french.txt").write_text(
        "Le ministre de l'agriculture a déclaré hier que la récolte de blé serait meilleure cette année que l'année "
        "dernière, malgré la sécheresse qui a touché le sud du pays pendant tout l'été.\n",
        encoding="utf-8",
    )
    settings = settings_for(tmp_path)
    result = steps.run([str(folder), str(tmp_path / "missing.txt")], settings=settings)
    assert result.status == "incomplete"
    assert result.counts["documents"] == 1
    with open_corpus(settings.corpus.path) as corpus:
        rejects = corpus.sql("select uri, reason, what, hint from rejects").to_pylist()
    reasons = {Path(row["uri"]).name: row["reason"] for row in rejects}
    assert reasons == {"empty.txt": "empty", "binary.txt": "binary", "french.txt": "language", "missing.txt": "missing"}
    assert all(row["what"] and row["hint"] for row in rejects)


def test_a_repeated_text_is_kept_but_not_counted(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = "Maize harvest grows in the north\n\n" + "\n\n".join(ARTICLES) + "\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "b.txt").write_text(text.replace("Analysts doubted it.", "Analysts doubted that."), encoding="utf-8")
    settings = settings_for(tmp_path)
    assert steps.run([str(folder)], settings=settings).counts["duplicates"] == 1
    with open_corpus(settings.corpus.path) as corpus:
        assert corpus.sql("select count(*) as n from documents").to_pylist() == [{"n": 1}]
        assert corpus.sql("select count(*) as n from documents_all").to_pylist() == [{"n": 2}]


def test_other_versions_fill_a_tag_set_of_their_own_and_one_can_switch_back(
    done: Path, rows_file: Path, tmp_path: Path
) -> None:
    with Store.open(done) as store:
        first = store.active_tagset()
    fewer = settings_for(tmp_path, tag__components=("entities", "people", "quotes"))
    result = steps.run([str(rows_file)], settings=fewer)
    assert result.counts["tagged"] == len(ARTICLES)
    with Store.open(done) as store:
        second = store.active_tagset()
    assert second != first
    with open_corpus(done) as corpus:
        assert corpus.sql("select count(*) as n from claims").to_pylist() == [{"n": 0}]
    assert steps.tagset_diff(fewer, None, None)["layers"]["claims"]["removed"] > 0
    assert steps.activate(fewer, str(first)[:6]) == first
    with open_corpus(done) as corpus:
        assert corpus.sql("select count(*) as n from claims").to_pylist()[0]["n"] > 0


def test_stages_can_be_done_one_by_one(done: Path, rows_file: Path, tmp_path: Path) -> None:
    other = settings_for(tmp_path / "other")
    ingested = steps.run([str(rows_file)], settings=other, stages=("ingest",))
    assert "tagged" not in ingested.counts
    steps.run(settings=other, stages=("tag",))
    steps.run(settings=other, stages=("link",))
    assert rows_of(other.corpus.path) == rows_of(done)


def test_nothing_to_ingest_is_a_clear_error(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, corpus__sources=tmp_path / "none.toml")
    with pytest.raises(InputError, match="nothing to ingest"):
        steps.run(settings=settings)
    with Store.open(settings.corpus.path) as store:
        assert store.runs()[-1]["status"] == "failed"


def test_the_report_names_what_was_left_out(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    result = steps.run([str(tmp_path / "missing.txt")], settings=settings)
    assert result.report is not None
    text = result.report.read_text(encoding="utf-8")
    assert "## Left out" in text
    assert "missing.txt" in text


def test_the_tasks_count_what_cannot_be_found_as_a_run_does(rows_file: Path, tmp_path: Path) -> None:
    sources = [str(tmp_path / "missing.txt"), str(rows_file)]
    alone, flow = settings_for(tmp_path / "alone"), settings_for(tmp_path / "flow", run__batch_docs=1)
    result = steps.run(sources, settings=alone)
    with steps.Run(flow, backend="prefect") as run:
        for plan in steps.plan_ingest(run.context, sources):
            run.add(steps.ingest_plan(run.context, plan))
        for plan in steps.plan_tagging(run.context):
            run.add(steps.tag_plan(run.context, plan))
        run.add(steps.link_new(run.context))
    assert run.counts == result.counts
    assert run.counts["rejected"] == 1
    assert run.status == result.status == "incomplete"
    assert rows_of(flow.corpus.path) == rows_of(alone.corpus.path)
    with open_corpus(flow.corpus.path) as corpus:
        assert [(r["stage"], r["reason"]) for r in corpus.arrow("rejects").to_pylist()] == [("discover", "missing")]


def test_a_file_that_goes_away_while_it_is_read_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"The mayor of {name} said that 20 houses were built.\n", encoding="utf-8")
    from policynlp.steps import ingest

    def vanishing(path: Path, **given: Any) -> Any:
        for found in read_path(path, **given):
            if path.name == "b.txt":
                path.unlink()
            if path.name == "c.txt":
                path.write_text("Something else.\n", encoding="utf-8")
            yield found

    monkeypatch.setattr(ingest, "read_path", vanishing)
    settings = settings_for(tmp_path)
    sources = [str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")]
    result = steps.run(sources, settings=settings, stages=("ingest",))
    assert (result.counts["documents"], result.rejected) == (1, 2)
    with open_corpus(settings.corpus.path) as corpus:
        assert {r["reason"] for r in corpus.arrow("rejects").to_pylist()} == {"missing"}


def test_a_full_disk_ends_the_run_and_blames_no_document(
    rows_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Blobs, data: bytes) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    settings = settings_for(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(Blobs, "put", full)
        with pytest.raises(CorpusError, match="free space"):
            steps.run([str(rows_file)], settings=settings)
    with open_corpus(settings.corpus.path) as corpus:
        assert corpus.arrow("rejects").num_rows == 0
    assert steps.run([str(rows_file)], settings=settings).counts["documents"] == len(ARTICLES)

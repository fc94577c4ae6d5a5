"""Names and titles that are no UTF-8 cost their text a letter, and the run nothing."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from policynlp.corpus.reading import open_corpus
from policynlp.steps import run
from runs import ARTICLES, settings_for


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems refuse such names")
def test_file_names_that_are_no_utf8(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in ((b"a\xff.txt", ARTICLES[0]), (b"b\xfe.pdf", "%PDF-1.7 nothing"), (b"c.txt", ARTICLES[1])):
        Path(os.fsdecode(bytes(folder) + b"/" + name)).write_text(text)
    result = run([str(folder)], settings=settings_for(tmp_path), stages=("ingest",))
    assert (result.counts["documents"], result.rejected) == (2, 1)
    with open_corpus(tmp_path / "corpus") as corpus:
        names = [Path(row["uri"]).name for row in corpus.sql("SELECT uri FROM documents ORDER BY uri").to_pylist()]
        reasons = corpus.sql("SELECT reason FROM rejects").to_pylist()
    assert names == ["a\ufffd.txt", "c.txt"]
    assert reasons == [{"reason": "corrupt"}]


def test_titles_with_half_a_character(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "x", "text": ARTICLES[1], "title": "cut \ud83d", "tags": ["\udc00"]}) + "\n")
    run([str(path)], settings=settings_for(tmp_path), stages=("ingest",))
    with open_corpus(tmp_path / "corpus") as corpus:
        assert corpus.sql("SELECT title FROM documents").to_pylist() == [{"title": "cut \ufffd"}]

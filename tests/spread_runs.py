"""What tests of runs in several processes share: many short texts, and a text that kills who tags it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from policynlp.corpus.reading import open_corpus
from policynlp.corpus.store import Store
from policynlp.corpus.upkeep import check
from runs import ARTICLES

QUICK = ("claims", "quotes")
"""Layers that need no encoder: a process is up in a second."""
_POISON = """
import os, sys
if {"policynlp.steps.worker", "--multiprocessing-fork"} & set(sys.orig_argv):
    from policynlp.tag.pipeline import Tagger
    tag = Tagger._tag
    def deadly(self, document, encoding):
        if "TEXT" in document.text:
            os._exit(7)
        return tag(self, document, encoding)
    Tagger._tag = deadly
"""


def many_rows(folder: Path, documents: int) -> Path:
    path = folder / "rows.jsonl"
    rows = [{"id": f"r{i}", "text": f"Report {i}. {ARTICLES[i % len(ARTICLES)]}"} for i in range(documents)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def poison(folder: Path, monkeypatch: pytest.MonkeyPatch, *, text: str = "Report 3.") -> None:
    """Processes that tag from now on end when they come to this text; this process does not."""
    (folder / "sitecustomize.py").write_text(_POISON.replace("TEXT", text), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{folder}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")


def assert_sound(corpus: Path, documents: int) -> None:
    """Every document has its tags, and nothing is there twice."""
    with Store.open(corpus) as store:
        assert len(store.document_ids()) == documents
        assert store.untagged(store.require_active()) == []
        assert check(store) == []
    with open_corpus(corpus) as opened:
        assert opened.sql("select id from quotes_all group by id having count(*) > 1").to_pylist() == []

"""Decisions on who is who: they count from the next run on, for what is in the corpus already, and can be taken back."""

from __future__ import annotations

from pathlib import Path

from policynlp import steps
from policynlp.corpus.reading import open_corpus
from policynlp.link.decisions import Decision, append_decision
from runs import settings_for


def names(corpus: Path) -> dict[str, set[str]]:
    with open_corpus(corpus) as opened:
        rows = opened.sql("select identity, name from identities where label = 'PERSON'").to_pylist()
    out: dict[str, set[str]] = {}
    for row in rows:
        out.setdefault(row["identity"], set()).add(row["name"])
    return out


def test_a_merge_and_its_undoing_reach_what_was_linked_before(rows_file: Path, tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    steps.run([str(rows_file)], settings=settings)
    corpus = settings.corpus.path
    before = names(corpus)
    assert len(before) >= 2
    one, other = sorted(before)[:2]
    decision = Decision(action="merge", who="A. Reader", when="2026-11-25", why="a test", identity=one, into=other)
    made = append_decision(corpus / "identities.toml", decision)

    result = steps.run([str(rows_file)], settings=settings)
    assert result.counts["identities"] >= 1
    merged = names(corpus)
    assert one not in merged
    assert other in merged
    assert "identities" not in steps.run([str(rows_file)], settings=settings).counts

    undo = Decision(action="undo", who="A. Reader", when="2026-11-26", why="wrong", decision=made.id)
    append_decision(corpus / "identities.toml", undo)
    steps.run([str(rows_file)], settings=settings)
    assert names(corpus) == before


def test_what_is_hidden_is_no_identity_until_it_is_taken_back(rows_file: Path, tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    steps.run([str(rows_file)], settings=settings)
    corpus = settings.corpus.path
    before = names(corpus)
    gone = min(before)
    hide = Decision(action="hide", who="A. Reader", when="2026-11-25", why="no person", identity=gone)
    made = append_decision(corpus / "identities.toml", hide)
    steps.run([str(rows_file)], settings=settings)
    assert set(names(corpus)) == set(before) - {gone}
    undo = Decision(action="undo", who="A. Reader", when="2026-11-26", why="a person after all", decision=made.id)
    append_decision(corpus / "identities.toml", undo)
    steps.run([str(rows_file)], settings=settings)
    assert names(corpus) == before

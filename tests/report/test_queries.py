"""Every part of a brief states its SQL, and the SQL gives the rows that the brief tells."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from policynlp import report, steps
from policynlp.corpus.reading import open_corpus
from policynlp.settings import Settings
from policynlp.steps.brief import article_of_corpus
from runs import settings_for


@pytest.fixture(scope="module")
def settings(tagged_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("asked")
    shutil.copytree(tagged_samples, folder / "corpus")
    made = settings_for(folder)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    steps.run([str(folder / "broken.pdf")], settings=made)
    return made


def asked(settings: Settings, queries: Any) -> dict[str, list[dict[str, Any]]]:
    with open_corpus(settings.corpus.path) as corpus:
        return {part: corpus.sql(sql).to_pylist() for part, sql in queries.items()}


def test_queries_of_an_article_give_what_its_brief_tells(settings: Settings) -> None:
    with open_corpus(settings.corpus.path) as corpus:
        news = corpus.sql("SELECT DISTINCT from_document AS d FROM links WHERE kind = 'differs' ORDER BY d")["d"].to_pylist()
        briefs = [article_of_corpus(corpus, d, shown="full") for d in news]
    assert briefs
    for brief in briefs:
        rows = asked(settings, brief.queries)
        own = {r["start_char"] for r in rows["figures"] if not r["equivalent_to"]}
        assert own == {f.place.start for f in brief.figures}
        told = {(f.place.start, c.kind) for f in brief.figures for c in f.comparisons if c.kind != "related"}
        assert told <= {(r["start_char"], r["kind"]) for r in rows["figures"]}
        assert {r["start_char"] for r in rows["movements"]} >= {
            p.place.start for g in brief.movements for m in g.movements for p in m.points if not p.computed
        }
        assert len(rows["voices"]) == brief.voices.attributions
        assert {r["theme"] for r in rows["themes"]} == {t.theme for t in brief.themes}
        shares = {r["theme"]: r["share"] for r in rows["themes"] if r["passage"] is None and r["facet"] is None}
        assert shares == pytest.approx({t.theme: t.share for t in brief.themes}, abs=1e-4)
        ends = {(r["kind"], r[f"{end}_start_char"] or 0) for r in rows["demands"] for end in ("from", "to")}
        assert {(e.kind, e.there.start) for e in brief.echoes} <= ends


def test_queries_of_a_corpus_give_what_its_brief_tells(settings: Settings) -> None:
    brief = steps.brief_of_corpus(settings)
    rows = asked(settings, brief.queries)
    totals = {
        "texts": brief.texts,
        "contested": brief.contested_total,
        "faults": brief.faults_total,
        "voices": brief.voices_total,
        "repetitions": brief.repetitions_total,
        "rejects": brief.rejects_total,
        "themes": len(brief.themes),
        "themes_of": len(brief.themes_of),
        "sources": len(brief.sources),
    }
    assert {part: len(found) for part, found in rows.items()} == totals
    assert totals["rejects"] == 1
    assert min(totals["contested"], totals["repetitions"]) > 0
    assert [r["quotes"] for r in rows["voices"][:5]] == [r["quotes"] for r in brief.voices[:5]]
    assert [r["theme"] for r in rows["themes"]] == [r["theme"] for r in brief.themes]


def test_every_picture_and_table_leads_to_its_query(settings: Settings) -> None:
    with open_corpus(settings.corpus.path) as corpus:
        first = corpus.sql("SELECT from_document FROM links WHERE kind = 'differs'")["from_document"][0].as_py()
        article = article_of_corpus(corpus, first)
    for brief in (article, steps.brief_of_corpus(settings)):
        page = html.fromstring(report.page_of(brief, made="2024-06-01"))
        targets = {e.get("id"): e.text_content() for e in page.iter("pre")}
        assert set(targets) == {f"sql-{part}" for part in brief.queries}
        for section in page.xpath("//section[.//table or .//figure]"):
            leads = {a.get("href") for a in section.iter("a") if re.match("#sql-", a.get("href") or "")}
            assert leads, html.tostring(section)[:200]
            assert {lead[1:] for lead in leads} <= set(targets)

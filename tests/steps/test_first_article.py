"""The first article with its related texts, as a user would run it: what a careful reader finds, and nothing else.

The texts are not part of the project; without them these tests are skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policynlp import steps
from policynlp.corpus.reading import Corpus, open_corpus
from runs import settings_for

SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """Article and related texts, tagged and linked."""
    if not SHARED.is_dir():
        pytest.skip("the first article is not beside this checkout")
    settings = settings_for(tmp_path_factory.mktemp("first"))
    steps.run([str(SHARED / "northeast-revitalization.txt"), str(SHARED / "related")], settings=settings)
    with open_corpus(settings.corpus.path) as opened:
        yield opened


def rows(corpus: Corpus, sql: str) -> list[dict[str, Any]]:
    """Rows of a query over the news article `d`."""
    return corpus.sql(sql).to_pylist()


def test_metadata_and_layout(corpus: Corpus) -> None:
    article = rows(corpus, "select title, authors, publisher, published, date_method from documents where genre = 'news'")
    assert len(article) == 1
    assert len(article[0]["authors"]) == 2
    assert article[0]["publisher"]
    assert article[0]["published"] == "2024-05-20T07:20"
    assert article[0]["date_method"] == "updated"
    kinds = rows(corpus, "select kind, count(*) as n from passages where genre = 'news' group by kind")
    found = {row["kind"]: row["n"] for row in kinds}
    assert found["heading"] == 5
    assert found["byline"] == 2
    assert found["boilerplate"] >= 9


def test_people_and_who_speaks(corpus: Corpus) -> None:
    people = rows(
        corpus, "select distinct name, len(titles) as titles, len(affiliations) as bodies from people where genre = 'news'"
    )
    assert len(people) == 8
    assert sum(row["titles"] > 0 for row in people) == 5  # the three reporters have no title in the text
    assert sum(row["bodies"] > 0 for row in people) == 4
    speakers = {
        r["speaker"] for r in rows(corpus, "select speaker from quotes where genre = 'news' and source_type = 'named_person'")
    }
    assert speakers == {r["name"] for r in people if r["titles"]} - {"Vladimir Putin"}
    pronouns = rows(corpus, "select speaker from quotes where genre = 'news' and lower(source_text) in ('he', 'it') ")
    assert len(pronouns) >= 5
    assert all(row["speaker"] for row in pronouns)
    assert not rows(
        corpus, "select 1 as n from quotes where genre = 'news' and lower(source_text) = 'they' and speaker is not null"
    )


@pytest.mark.parametrize(
    "value, unit, bound, trend, earlier",
    [
        (125, "project", "exact", "none", None),
        (12e12, "CNY", "about", "none", None),
        (1.66e12, "USD", "about", "none", None),
        (98.51e6, "person", "exact", "down", None),
        (11.01e6, "person", "exact", "down", None),
        (4.8, "percent", "exact", "down", 8.5),
        (6.98, "percent", "exact", "down", 8.18),
        (1 / 6, "fraction", "exact", "none", None),
        (0.2, "fraction", "more_than", "none", None),
        (3, "year", "exact", "none", None),
    ],
)
def test_figures(corpus: Corpus, value: float, unit: str, bound: str, trend: str, earlier: float | None) -> None:
    sql = "select value, bound, trend, from_value from claims where genre = 'news' and unit = ? and abs(value - ?) <= 1e-6 * ?"
    found = corpus.sql(sql, [unit, value, value]).to_pylist()
    assert (bound, trend, earlier) in {(r["bound"], r["trend"], r["from_value"]) for r in found}


def test_no_figure_is_made_of_dates_headings_or_registration_numbers(corpus: Corpus) -> None:
    bad = "select text from claims where genre = 'news' and value in (1990, 1995, 2003, 2010, 2021, 2022, 130349, 108263, 1024, 768)"
    assert rows(corpus, bad) == []
    assert rows(corpus, "select 1 as n from claims c join passages p using (document) where c.genre = 'news' and p.kind in "
                "('boilerplate', 'byline') and c.start_char >= p.start_char and c.start_char < p.end_char") == []  # fmt: skip


def test_agreements_and_differences_and_nothing_else(corpus: Corpus) -> None:
    found = rows(corpus, "select kind, from_text, to_text from links where kind in ('agrees', 'compatible', 'differs')")
    by_kind: dict[str, set[str]] = {}
    for row in found:
        by_kind.setdefault(row["kind"], set()).add(row["to_text"].split()[0])
    assert by_kind["differs"] == {"11.6", "1.45"}
    assert {"98.51", "11.01", "8.18", "8.5", "4.8"} <= by_kind["agrees"]
    assert {"20.9", "15"} <= by_kind["compatible"]
    reasons = rows(corpus, "select to_text, reason from links where kind = 'not_comparable'")
    assert {r["to_text"].split()[0] for r in reasons} == {"9.8", "1.36", "118"}  # projects signed for
    assert all(r["reason"] for r in reasons)
    share = rows(corpus, "select kind, reason from links where kind != 'echoes' and to_text like '6.98%'")
    assert [(r["kind"], "dated differently (last year here" in r["reason"]) for r in share] == [("agrees", True)]


def test_echoes_run_from_the_article_to_earlier_texts(corpus: Corpus) -> None:
    echoes = rows(corpus, "select from_document, to_document, score from links where kind = 'echoes'")
    assert len(echoes) >= 4
    article = rows(corpus, "select document from documents where genre = 'news'")[0]["document"]
    assert {e["from_document"] for e in echoes} == {article}


@pytest.mark.parametrize("theme, least", [("security", 2), ("talent", 4), ("agriculture", 4)])
def test_themes_are_found_under_other_headings_too(corpus: Corpus, theme: str, least: int) -> None:
    sql = "select passage, section from themes where genre = 'news' and theme = ? and facet is null and assigned and passage is not null"
    found = corpus.sql(sql, [theme]).to_pylist()
    assert len(found) >= least
    assert len(found) <= 16
    assert len({row["section"] for row in found}) >= 2

"""The page of a text: what stands there, and that hostile texts do no harm."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from policynlp.corpus.reading import Corpus, open_corpus
from policynlp.settings import load_settings
from policynlp.steps import run
from web_client import client_of


@pytest.fixture(scope="module")
def opened(samples: Path) -> Corpus:
    return open_corpus(samples)


@pytest.fixture(scope="module")
def article(opened: Corpus) -> str:
    """The news article of the samples, which has everything."""
    found: str = opened.sql("SELECT document FROM documents WHERE genre = 'news' ORDER BY chars DESC LIMIT 1")[0][0].as_py()
    return found


def test_the_json_is_the_tagged_document(client: TestClient, opened: Corpus, article: str) -> None:
    expected = next(opened.documents([article])).as_dict()
    assert client.get(f"/documents/{article}.json").json() == json.loads(json.dumps(expected))


def test_every_quotation_figure_and_theme_has_its_note_and_its_place(client: TestClient, opened: Corpus, article: str) -> None:
    page = client.get(f"/documents/{article}").text
    tagged = next(opened.documents([article]))
    ids = [q.id for q in tagged.quotes] + [c.id for c in tagged.claims]
    ids += [t.id for t in tagged.themes if t.assigned and t.passage and t.evidence]
    assert len(ids) > 50
    for annotation in ids:
        assert page.count(f'id="n-{annotation}"') == 1
        assert page.count(f'id="{annotation}"') == 1
    assert all(html.escape(q.speaker) in page for q in tagged.quotes if q.speaker)


def test_ids_of_a_page_are_unique(client: TestClient, article: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', client.get(f"/documents/{article}").text)
    assert len(ids) == len(set(ids))


def test_what_contradicts_stands_with_both_sentences(client: TestClient, opened: Corpus) -> None:
    link = opened.sql("SELECT * FROM links WHERE kind = 'differs'").to_pylist()[0]
    page = client.get(f"/documents/{link['from_document']}").text
    ties = page[page.index('id="ties"') :]
    assert ties.index("differs") < ties.index("echoes")
    assert link["from_text"] in ties
    assert link["to_text"] in ties
    assert f"/documents/{link['to_document']}?at={link['to_start_char']}#{link['to_annotation']}" in html.unescape(ties)
    assert link["reason"] in html.unescape(ties)


def test_layers_are_chosen_in_the_address(client: TestClient, article: str) -> None:
    boxes = re.findall(
        r'value="(\w+)" id="layer-\w+"( checked)?', client.get(f"/documents/{article}?layers=quotes&layers=ties").text
    )
    assert {name for name, checked in boxes if checked} == {"quotes", "ties"}


def test_an_annotation_leads_to_its_place(client: TestClient, opened: Corpus, article: str) -> None:
    quote = next(opened.documents([article])).quotes[3]
    answer = client.get(f"/annotations/{quote.id}", follow_redirects=False)
    assert answer.headers["location"] == f"/documents/{article}?at={quote.content[0][0]}#{quote.id}"
    assert client.get("/annotations/none").status_code == 404


def test_a_document_that_is_not_there_is_told(client: TestClient) -> None:
    answer = client.get("/documents/ffffffff")
    assert answer.status_code == 404
    assert "no such document" in answer.text
    assert client.get("/documents/ffffffff.json").json()["error"]["where"] == "ffffffff"


def test_a_beginning_of_the_id_is_enough(client: TestClient, article: str) -> None:
    assert client.get(f"/api/documents/{article[:10]}").json()["document"] == article


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A corpus of texts that want to do harm."""
    folder = tmp_path_factory.mktemp("hostile")
    script = "<script>alert('x')</script>"
    rows = [
        {
            "id": "markup",
            "title": f"{script} & friends",
            "text": f'"{script} rose by 4 percent," said Minister Ana "><img src=x onerror=alert(1)> Lopez.',
        },
        {
            "id": "bidi",
            "title": "Pay \u202eeno on\u202c",
            "text": "The ministry said that \u202ewages rose by 5 percent\u202c in 2023.\u0000 And more.",
        },
        {"id": "line", "title": "One line", "text": "Wages rose by 4 percent. " * 2_400},
    ]
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    settings = load_settings(
        {
            "corpus.path": folder / "corpus",
            "ingest.title_col": "title",
            "tag.components": ["entities", "people", "quotes", "claims"],
        }
    )
    run([str(file)], settings=settings)
    return client_of(folder / "corpus")


def page_of(client: TestClient, key: str) -> str:
    rows = client.get("/api/overview").json()["tables"]["documents"]["rows"]
    with open_corpus(client.app.state.settings.corpus.path) as corpus:  # type: ignore[attr-defined]
        found = corpus.sql("SELECT document FROM documents WHERE key = ?", [key])[0][0].as_py()
    assert found in {row["document"] for row in rows}
    answer = client.get(f"/documents/{found}")
    assert answer.status_code == 200, answer.text[:4000]
    return answer.text


def test_markup_in_title_and_text_stays_text(hostile: TestClient) -> None:
    for page in (page_of(hostile, "markup"), hostile.get("/").text):
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "&lt;script&gt;" in page


def test_signs_that_turn_the_direction_do_not_reach_the_text(hostile: TestClient) -> None:
    page = page_of(hostile, "bidi")
    text = page[page.index("<article") : page.index("</article>")]
    assert "\u202e" not in text
    assert "U+202E" in text


def test_a_long_line_comes_in_parts(hostile: TestClient) -> None:
    page = page_of(hostile, "line")
    assert "Part 1 of 2" in page
    assert len(page) < 6_000_000
    following = html.unescape(re.search(r'rel="next" href="([^"]+)"', page)[1])  # type: ignore[index]
    assert "Part 2 of 2" in hostile.get(following.partition("#")[0]).text


def test_annotations_and_texts_are_cited_as_at_the_command_line(client: TestClient, opened: Corpus, article: str) -> None:
    quote = next(opened.documents([article])).quotes[0]
    page = client.get(f"/documents/{article}").text
    assert f'href="/cite/{quote.id}"' in page
    assert f'href="/cite/{article}"' in page
    for wanted in (quote.id, article):
        expected = opened.cite(wanted)
        answer = client.get(f"/api/cite/{wanted}").json()
        assert answer["footnote"] == expected.footnote()
        assert answer["bibtex"] == expected.bibtex()
        assert answer["csl"] == json.loads(json.dumps(expected.csl()))
        shown = html.unescape(client.get(f"/cite/{wanted}").text)
        assert expected.footnote() in shown
        assert expected.bibtex() in shown
    assert client.get("/cite/ffffffffffff").status_code == 404

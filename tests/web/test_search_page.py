"""The search page: the same hits as the library, the state in the address, whole results as files."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from starlette.testclient import TestClient

from policynlp import steps
from policynlp.corpus.search import request_from


def test_the_page_the_api_and_the_library_find_the_same(client: TestClient) -> None:
    settings = client.app.state.settings  # type: ignore[attr-defined]
    expected = steps.search(settings, request_from("food security"))
    answer = client.get("/api/search", params={"q": "food security"}).json()
    assert [hit["passage"] for hit in answer["hits"]] == [hit.passage for hit in expected.hits]
    assert answer["total"] == expected.total > 3
    page = html.unescape(client.get("/search", params={"q": "food security"}).text)
    for hit in expected.hits:
        assert f"/documents/{hit.document}?at={hit.start}#{hit.passage}" in page
        assert hit.why in page


def test_words_that_matched_are_marked(client: TestClient) -> None:
    page = client.get("/search", params={"q": "farmland", "mode": "words"}).text
    assert re.search(r"<mark>[Ff]armland</mark>", page)


def test_a_snippet_that_is_cut_shows_it_at_either_end(client: TestClient) -> None:
    wanted = {"q": "the", "mode": "words", "limit": "200"}
    hits = client.get("/api/search", params=wanted).json()["hits"]
    page = client.get("/search", params=wanted).text
    shown = [html.unescape(re.sub("<[^>]+>", "", p)) for p in re.findall(r'<p class="snippet"[^>]*>(.*?)</p>', page, re.DOTALL)]
    cut = [(h["snippet_start"] > h["start"], h["snippet_start"] + len(h["snippet"]) < h["end"]) for h in hits]
    assert {first for first, _ in cut} == {last for _, last in cut} == {True, False}
    assert [(text.startswith("… "), text.endswith(" …")) for text in shown] == cut


def test_facets_narrow_the_result_and_stand_in_the_address(client: TestClient) -> None:
    everything = client.get("/api/search", params={"q": "minister"}).json()
    value = everything["facets"]["genre"]["values"][0]
    page = client.get("/search", params={"q": "minister"}).text
    link = next(u for u in re.findall(r'href="([^"]+)"', page) if f"genre={value['value']}" in u)
    narrowed = client.get("/api" + html.unescape(link)).json()
    assert narrowed["total"] == value["passages"]
    assert {hit["genre"] for hit in narrowed["hits"]} == {value["value"]}
    again = client.get(html.unescape(link)).text
    assert "clear all" in again
    assert f'aria-current="true"><bdi>{value["label"]}' in again


@pytest.mark.parametrize(
    ("wanted", "said"),
    [({"theme": "nonexist"}, "no theme"), ({"facet": "trade.nonexist"}, "no facet"), ({"genre": "zzz"}, "no genre"),
     ({"kind": "zzz"}, "no kind")],
)  # fmt: skip
def test_an_unknown_value_is_no_not_found(client: TestClient, wanted: dict[str, str], said: str) -> None:
    answer = client.get("/search", params=wanted)
    assert answer.status_code == 400
    assert said in answer.text


def test_pages_follow_each_other_without_a_gap(client: TestClient) -> None:
    seen: list[str] = []
    address = "/api/search?theme=agriculture&limit=5"
    cursor, pages = "", 0
    while cursor is not None:
        answer = client.get(f"{address}&cursor={cursor}").json()
        seen += [hit["passage"] for hit in answer["hits"]]
        cursor, pages = answer["next_cursor"], pages + 1
    assert pages > 2
    assert len(seen) == len(set(seen)) == answer["total"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"{address}&format=csv").text)))
    assert [row["passage"] for row in rows] == seen


def test_nothing_found_is_an_answer(client: TestClient) -> None:
    page = client.get("/search", params={"q": "zebracrossing", "mode": "words"}).text
    assert "<b>Not found</b> in 7 texts" in page


@pytest.mark.parametrize(
    "q", ['"unclosed', "NEAR(", "AND AND", "*", "(((", "a" * 5000, "\u202e<script>alert(1)</script>", "' OR 1=1 --"]
)
def test_hostile_questions_are_answered_in_words(client: TestClient, q: str) -> None:
    answer = client.get("/search", params={"q": q})
    assert answer.status_code in {200, 400}
    assert "<script>alert" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "query",
    ["mode=magic", "since=yesterday", "limit=0", "limit=9999", "since=2024-02-01&until=2024-01-01", "cursor=x", "facet=food"],
)
def test_impossible_choices_are_told(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/search?q=water&{query}")
    assert answer.status_code in {400, 422}
    assert answer.json()["error"]["what"]

"""A server that is reached from elsewhere shows texts that may not be passed on as snippets, to whoever has no token."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient

from policynlp.corpus.export.snippets import SNIPPET_WORDS
from policynlp.settings import load_settings
from policynlp.steps import run
from web_client import client_of

TOKEN = "secret"
SIGNED = {"authorization": f"Bearer {TOKEN}"}
ELSEWHERE = {"web__host": "0.0.0.0", "web__token": TOKEN}
TAIL = "that " + "in the towns of the coast and in those of the hills beyond the river " * 4
LONG = "The statistics office of {0} said " + TAIL + "prices rose by 4 percent in 2023."
LENGTHY = ["/sql", "/api/sql?q=select+text+from+documents", "/report", "/report.json", "/review", "/api/review/themes"]


def document_of(client: TestClient) -> str:
    rows = client.get("/api/sql?q=select document from documents where chars > 3000 order by document", headers=SIGNED).json()
    return str(rows["tables"]["result"]["rows"][0]["document"])


def words_of(answer: Response) -> str:
    """What can be read in it, without the markup."""
    if answer.headers["content-type"].startswith("application/json"):
        return str(answer.json()["text"])
    return unescape(re.sub(r"<[^>]+>", "", answer.text))


@pytest.fixture(scope="module")
def outside(samples: Path) -> TestClient:
    """The samples, which state no licence."""
    return client_of(samples, **ELSEWHERE)


@pytest.mark.parametrize("form", ["/documents/{}", "/documents/{}.json", "/api/documents/{}"])
def test_a_text_without_a_licence_is_read_with_the_token_alone(outside: TestClient, form: str) -> None:
    address = form.format(document_of(outside))
    known = outside.get(f"/documents/{document_of(outside)}.json", headers=SIGNED).json()
    longest = max((known["text"][p["start"] : p["end"]] for p in known["passages"]), key=len)
    assert len(longest.split()) > SNIPPET_WORDS
    shown, signed = outside.get(address), outside.get(address, headers=SIGNED)
    assert (shown.status_code, signed.status_code) == (200, 200)
    assert "states no licence" in shown.text
    assert "states no licence" not in signed.text
    assert [longest in words_of(answer) for answer in (shown, signed)] == [False, True]
    if form.startswith("/documents/{}."):
        assert shown.json()["text"] is None
        assert shown.json()["quotes"] == known["quotes"]


@pytest.mark.parametrize("address", LENGTHY)
def test_pages_that_give_texts_at_length_ask_to_sign_in(outside: TestClient, address: str) -> None:
    refused = outside.get(address)
    assert refused.status_code == 403
    assert "Sign in" in refused.text
    assert outside.get(address, headers=SIGNED).status_code == 200


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Two texts with the same long sentence, one of which may be passed on."""
    folder = tmp_path_factory.mktemp("two")
    rows = [{"id": "1", "text": LONG.format("Norland"), "licence": "CC BY 4.0"}, {"id": "2", "text": LONG.format("Sudland")}]
    (folder / "texts.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run([str(folder / "texts.jsonl")], settings=load_settings({"corpus.path": folder / "corpus"}))
    return client_of(folder / "corpus", **ELSEWHERE)


@pytest.mark.parametrize("headers", [{}, SIGNED], ids=["no token", "token"])
def test_rows_about_a_text_that_is_kept_back_hold_a_snippet(two: TestClient, headers: dict[str, str]) -> None:
    rows = two.get("/api/figures", headers=headers).json()["tables"]["figures"]["rows"]
    lengths = {("Norland" in row["sentence"]): len(row["sentence"].split()) for row in rows}
    assert lengths[True] > SNIPPET_WORDS + 2
    assert (lengths[False] > SNIPPET_WORDS + 2) == bool(headers)
    assert all(row["text"] in row["sentence"] for row in rows)
    csv = two.get("/api/figures?format=csv", headers=headers).text
    assert (f"Sudland said {TAIL}" in csv) == bool(headers)


@pytest.mark.parametrize("headers", [{}, SIGNED], ids=["no token", "token"])
def test_passages_that_are_found_in_a_text_that_is_kept_back_are_snippets(two: TestClient, headers: dict[str, str]) -> None:
    question = "q=statistics&mode=words"
    hits = {"Norland" in hit["snippet"]: hit for hit in two.get(f"/api/search?{question}", headers=headers).json()["hits"]}
    assert len(hits[True]["snippet"].split()) > SNIPPET_WORDS
    assert (len(hits[False]["snippet"].split()) > SNIPPET_WORDS) == bool(headers)
    assert [hits[False]["snippet"][start:end] for start, end in hits[False]["marks"]] == ["statistics"]
    whole = hits[True]["snippet"].replace("Norland", "Sudland")
    for answer in (
        two.get(f"/search?{question}", headers=headers),
        two.get(f"/api/search?{question}&format=csv", headers=headers),
    ):
        page = words_of(answer)
        assert hits[True]["snippet"] in page
        assert (whole in page) == bool(headers)


def test_a_text_that_may_be_passed_on_is_shown(two: TestClient) -> None:
    rows = two.get("/api/sql?q=select document, licence from documents", headers=SIGNED).json()["tables"]["result"]["rows"]
    texts = {row["licence"]: two.get(f"/documents/{row['document']}.json").json()["text"] for row in rows}
    assert texts["CC BY 4.0"].startswith("The statistics office of Norland")
    assert texts[None] is None


@pytest.mark.parametrize("flags", [{}, {**ELSEWHERE, "web__texts": "all"}], ids=["this machine", "an intranet"])
def test_this_machine_and_an_intranet_show_texts(samples: Path, flags: dict[str, object]) -> None:
    client = client_of(samples, **flags)
    found = client.get("/api/documents/" + document_of(client))
    assert found.json()["text"]
    assert client.get("/sql").status_code == 200

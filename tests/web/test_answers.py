"""Pages, JSON, files: the same answer in each; unchanged ones are not sent again; what is committed is seen."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from starlette.testclient import TestClient

from policynlp.settings import load_settings
from policynlp.steps import run
from policynlp.web.reader import Memo
from web_client import client_of

VENDOR = Path(__file__).resolve().parents[2] / "src" / "policynlp" / "web" / "static" / "vendor"


def test_page_json_csv_and_parquet_hold_the_same_rows(client: TestClient) -> None:
    rows = client.get("/api/overview").json()["tables"]["documents"]["rows"]
    titles = [row["title"] for row in rows]
    assert len(titles) >= 7
    text = client.get("/api/overview", params={"format": "csv", "table": "documents"}).text
    assert [row["title"] for row in csv.DictReader(io.StringIO(text))] == titles
    parquet = client.get("/api/overview", params={"format": "parquet", "table": "documents"}).content
    assert pq.read_table(io.BytesIO(parquet))["title"].to_pylist() == titles
    page = client.get("/").text
    assert all(title in page for title in titles)


def test_files_of_a_page_that_was_opened_with_a_foreign_parameter(client: TestClient) -> None:
    page = client.get("/voices", params={"utm_source": "letter", "source_type": "organisation"}).text
    links = {html.unescape(link) for link in re.findall(r'href="(/api/voices[^"]*format=csv[^"]*)"', page)}
    assert links
    assert all("utm_source" not in link and "source_type=organisation" in link for link in links)
    assert {client.get(link).status_code for link in links} == {200}


def test_an_unknown_table_is_an_error_that_lists_them(client: TestClient) -> None:
    answer = client.get("/api/overview", params={"format": "csv", "table": "none"})
    assert answer.status_code == 400
    assert "documents" in answer.json()["error"]["hint"]


def test_the_api_refuses_a_parameter_that_nothing_reads(client: TestClient) -> None:
    answer = client.get("/api/figures", params={"measur": "grain"})
    assert answer.status_code == 400
    assert "measur" in answer.json()["error"]["what"]
    assert "'measure'" in answer.json()["error"]["hint"]
    assert client.get("/figures", params={"utm_source": "letter"}).status_code == 200  # a link that somebody passed on
    assert client.get("/api/voices", params={"cursor": "1"}).json()["tables"]["voices"]["rows"]


def test_csv_has_a_byte_order_mark_where_it_is_asked_for(client: TestClient) -> None:
    marked, bare = (client.get("/api/figures", params={"format": "csv", "bom": wanted}).content for wanted in ("1", "0"))
    assert marked == b"\xef\xbb\xbf" + bare


def test_an_unchanged_page_is_not_sent_again(client: TestClient) -> None:
    for path in ("/api/overview", "/"):  # a program waits until all is counted, a page does not
        tag = client.get(path).headers["etag"]
        again = client.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(path, headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_what_a_run_commits_is_seen_by_the_next_request(corpus: Path, tmp_path: Path) -> None:
    with client_of(corpus) as client:
        before = client.get("/api/overview")
        text = tmp_path / "new.txt"
        text.write_text('Wages in Leda\n\n"Wages rose by 4 percent in 2023," said Labour Minister Ana Lopez Diaz.\n')
        run([str(text)], settings=load_settings({"corpus.path": corpus}))
        after = client.get("/api/overview", headers={"If-None-Match": before.headers["etag"]})
        assert after.status_code == 200
        assert after.json()["counts"]["documents"] == before.json()["counts"]["documents"] + 1


def test_a_page_that_is_not_there_says_so(client: TestClient) -> None:
    page = client.get("/nothing/here")
    assert page.status_code == 404
    assert "no such page" in page.text
    assert client.get("/api/nothing").json()["error"]["what"] == "there is no such page"


def test_a_fault_of_ours_shows_no_traceback(samples: Path) -> None:
    client = client_of(samples)

    @client.app.get("/broken")  # type: ignore[attr-defined]
    def broken() -> None:
        raise RuntimeError("secret detail")

    answer = client.get("/broken")
    assert answer.status_code == 500
    assert "fault of ours" in answer.text
    assert "secret detail" not in answer.text
    assert answer.headers["content-security-policy"]


def test_a_missing_corpus_is_told(tmp_path: Path) -> None:
    answer = client_of(tmp_path / "none").get("/")
    assert answer.status_code == 503
    assert "policynlp run" in answer.text


def test_the_api_describes_itself(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert "/api/overview" in paths
    page = client.get("/api/docs").text
    assert all(path in page for path in paths)


def test_vendored_scripts_are_those_that_were_written_down() -> None:
    listed = json.loads((VENDOR / "vendored.json").read_text())
    assert {entry["file"] for entry in listed} == {file.name for file in VENDOR.glob("*.js")}
    for entry in listed:
        assert hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        assert (VENDOR / f"LICENSE.{entry['package']}").is_file()


def test_a_share_is_found_by_the_name_that_it_is_shown_with(client: TestClient) -> None:
    def rows(**asked: str) -> list[dict[str, Any]]:
        answer = client.get("/api/figures", params={**asked, "format": "csv", "table": "figures"})
        return list(csv.DictReader(io.StringIO(answer.text)))

    shown = [row for row in rows() if row["share_of"]]
    assert shown
    for row in shown[:: max(1, len(shown) // 3)]:
        assert row["id"] in {found["id"] for found in rows(measure=f"share of {row['share_of']}")}
    assert {row["id"] for row in rows(measure="share of")} == {row["id"] for row in shown}


def test_answers_of_an_earlier_state_are_forgotten() -> None:
    memo = Memo()
    assert [memo.get("a", name, lambda: 1) for name in ("figures", "voices", "figures")] == [1, 1, 1]
    assert memo.get("a", "voices", lambda: 2) == 1
    assert memo.get("b", "figures", lambda: 3) == 3
    assert memo.get("b", "figures", lambda: 4) == 3
    assert memo.get("a", "voices", lambda: 5) == 5  # nothing of that state was kept
    assert memo.get("b", "voices", lambda: memo.get("c", "voices", lambda: 6)) == 6  # committed while it was made
    assert memo.get("c", "voices", lambda: 7) == 6

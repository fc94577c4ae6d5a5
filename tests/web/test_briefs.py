"""Briefs in the web application: to read there under its rules, or to save as one file."""

from __future__ import annotations

import csv
import io
import re

from starlette.testclient import TestClient


def document(client: TestClient) -> str:
    """Id of the sample article."""
    rows = client.get("/report.json").json()["listed"]
    return next(row["document"] for row in rows if row["genre"] == "news")


def test_the_brief_of_a_text_holds_no_style_of_its_own(client: TestClient) -> None:
    name = document(client)
    answer = client.get(f"/report/{name}")
    assert answer.status_code == 200
    assert "Youth unemployment" in answer.text
    assert "<style>" not in answer.text
    assert not re.search(r"\sstyle=", answer.text)
    assert f'href="/documents/{name}"' in answer.text
    style = re.search(r'href="(/report\.css[^"]*)"', answer.text)
    assert style
    css = client.get(style[1])
    assert css.headers["content-type"].startswith("text/css")
    assert ".findings" in css.text


def test_it_can_be_saved_as_one_file(client: TestClient) -> None:
    answer = client.get(f"/report/{document(client)}?save=1")
    assert re.fullmatch(r'attachment; filename="brief-[0-9a-f]{8}\.html"', answer.headers["content-disposition"])
    assert "<style>" in answer.text
    assert "/report.css" not in answer.text


def test_the_same_as_json(client: TestClient) -> None:
    told = client.get(f"/report/{document(client)}.json").json()
    assert told["kind"] == "article"
    assert any("0.5 percentage points less" in f["text"] for f in told["findings"])


def test_the_brief_of_the_corpus(client: TestClient) -> None:
    assert "Brief on a corpus" in client.get("/report").text
    assert client.get("/report.json").json()["texts"] == 7


def test_what_did_not_change_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/report")
    again = client.get("/report", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


def test_a_text_that_is_not_there(client: TestClient) -> None:
    answer = client.get("/report/0123456789abcdef")
    assert answer.status_code == 404
    assert "no such document" in answer.text


def test_a_text_leads_to_its_brief(client: TestClient) -> None:
    name = document(client)
    assert f'href="/report/{name}"' in client.get(f"/documents/{name}").text


def test_the_tables_of_a_brief_are_linked_and_have_the_same_rows(client: TestClient) -> None:
    name = document(client)
    page = client.get(f"/report/{name}").text
    for table in ("figures", "directives"):
        assert f'href="/report/{name}/{table}.csv"' in page
        rows = client.get(f"/report/{name}/{table}.json").json()
        answer = client.get(f"/report/{name}/{table}.csv")
        assert answer.headers["content-type"].startswith("text/csv")
        assert len(list(csv.DictReader(io.StringIO(answer.text)))) == len(rows) > 0
    refused = client.get(f"/report/{name}/voices.csv", headers={"Accept": "text/html"})
    assert (refused.status_code, refused.headers["content-type"]) == (400, "application/json")

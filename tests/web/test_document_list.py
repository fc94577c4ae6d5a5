"""The list of texts, and what pages say of the number of texts behind what they show."""

from __future__ import annotations

import csv
import io
import re

from starlette.testclient import TestClient


def test_every_text_stands_once_with_the_number_that_repeat_it(client: TestClient) -> None:
    answer = client.get("/api/documents").json()
    rows = answer["tables"]["documents"]["rows"]
    assert len(rows) == answer["basis"]["documents"]
    assert len({row["document"] for row in rows}) == len(rows)
    assert sum(row["repeats"] for row in rows) == answer["basis"]["left_out"] == 1
    assert all(row["words"] > 100 and row["language"] == "en" for row in rows)
    published = [row["published"] for row in rows]
    assert published == sorted(published, reverse=True)
    page = client.get("/documents").text
    assert all(f"/documents/{row['document']}" in page for row in rows)
    assert "1 other repeats one of them." in page


def test_the_list_is_narrowed_ordered_and_taken_whole(client: TestClient) -> None:
    asked = "/api/documents?genre=policy&order=longest&title=northmark"
    rows = client.get(asked).json()["tables"]["documents"]["rows"]
    assert rows
    assert {row["genre"] for row in rows} == {"policy"}
    assert [row["words"] for row in rows] == sorted((row["words"] for row in rows), reverse=True)
    taken = list(csv.DictReader(io.StringIO(client.get(f"{asked}&format=csv").text)))
    assert [row["document"] for row in taken] == [row["document"] for row in rows]


def test_an_unknown_kind_or_order_is_told(client: TestClient) -> None:
    assert "no genre" in client.get("/api/documents?genre=poem").text
    assert "no order" in client.get("/api/documents?order=best").text


def test_the_navigation_leads_to_the_list(client: TestClient) -> None:
    page = client.get("/search").text
    assert re.search(r'<nav aria-label="Pages">.*?href="/documents"', page, re.DOTALL)


def test_briefs_are_data_under_the_api_as_other_pages_are(client: TestClient) -> None:
    document = client.get("/api/documents?genre=news").json()["tables"]["documents"]["rows"][0]["document"]
    for path in ("/report", f"/report/{document}"):
        assert client.get(f"/api{path}").json() == client.get(f"{path}.json").json()
    assert client.get("/api/report?nothing=1").status_code == 400


def test_each_part_of_the_first_page_says_over_how_many_texts_it_is_counted(client: TestClient) -> None:
    basis = client.get("/api/overview").json()["basis"]
    page = client.get("/").text
    said = (
        f"{basis['documents']} texts, each once ({basis['documents'] + basis['left_out']} with repeats and earlier revisions)."
    )
    for part in ("documents", "themes", "speakers", "published", "publishers", "links"):
        assert said in page.split(f'id="{part}"', 1)[1].split("</section>", 1)[0]


def test_a_body_without_a_page_leads_to_all_that_it_says(client: TestClient) -> None:
    rows = client.get("/api/voices").json()["tables"]["voices"]["rows"]
    bodies = [row for row in rows if row["source_type"] == "organisation" and row["identity"] is None]
    assert bodies
    for row in bodies:
        assert row["voice_url"].startswith("/voices?speaker=")
        said = client.get(f"/api{row['voice_url']}").json()["tables"]["quotes"]["rows"]
        assert len(said) >= row["quotes"]
    assert "source types in" in client.get("/voices").text


def test_a_person_is_no_it_and_all_parts_say_what_they_rest_on(client: TestClient) -> None:
    page = client.get("/actors/person:priya-raghunathan").text
    assert "Themes they speak on" in page
    assert not re.search(r"<h2>[^<]*\bit\b", page)
    for part in ("roles", "times"):
        section = page.split(f'id="{part}"', 1)[1].split("</section>", 1)[0]
        assert "looked through." in section
        assert "<summary>SQL</summary>" in section
        assert client.get(f"/api/actors/person:priya-raghunathan?format=csv&table={part}").status_code == 200


def test_figures_are_drawn_where_it_is_said_what_they_measure(client: TestClient) -> None:
    assert 'id="undrawn"' in client.get("/figures").text
    assert "periods" not in client.get("/api/figures").json()["plots"]
    narrowed = client.get("/figures?measure=youth+unemployment").text
    assert 'id="undrawn"' not in narrowed
    assert 'id="periods"' in narrowed


def test_a_file_that_nobody_fetched_was_taken_in_by_a_run(client: TestClient) -> None:
    document = client.get("/api/documents?genre=news").json()["tables"]["documents"]["rows"][0]["document"]
    page = client.get(f"/documents/{document}").text
    assert re.search(r"<dt>Taken in</dt><dd>\d+ \w+ \d{4}, \d\d:\d\d</dd>", page)


def test_the_box_that_adds_repeats_says_how_many_there_are(client: TestClient) -> None:
    values = client.get("/api/search?q=grain").json()["facets"]["duplicates"]["values"]
    (repeats,) = [value["passages"] for value in values if value["value"] == "true"]
    assert f"repeats too ({repeats})" in client.get("/search?q=grain").text

"""Figures, voices, actors, themes: the same rows as the functions give, filters in the address, decisions from the page."""

from __future__ import annotations

import csv
import html
import io
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from web_client import client_of

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "corpus" / "answers"))
from quay import build

from policynlp.corpus.snapshot_build import build_snapshot
from policynlp.corpus.store import Store
from policynlp.web.worded import headings, in_words


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("harbour") / "corpus"
    build(path)
    return path


@pytest.fixture(scope="module")
def pages(harbour: Path) -> Iterator[TestClient]:
    with client_of(harbour) as client:
        yield client


def rows(client: TestClient, path: str, table: str) -> list[dict]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()["tables"][table]["rows"]


def file(client: TestClient, path: str, table: str) -> list[dict]:
    glue = "&" if "?" in path else "?"
    return list(csv.DictReader(io.StringIO(client.get(f"{path}{glue}format=csv&table={table}").text)))


PATHS = [
    "/figures",
    "/figures?contested=1",
    "/figures?measure=landings&in=USD&rate=EUR=1.1",
    "/voices",
    "/actors",
    "/actors/person:ada-ost",
    "/actors/place:brenta",
    "/identities",
    "/themes",
    "/themes?by=year&facets=1",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_there_with_one_heading_and_names_for_what_is_filled_in(pages: TestClient, path: str) -> None:
    answer = pages.get(path)
    assert answer.status_code == 200
    main = answer.text.split("<main", 1)[1].split("</main>")[0]
    assert main.count("<h1") == 1
    assert "None" not in re.sub(r"<script.*?</script>|<pre.*?</pre>", "", main, flags=re.DOTALL)
    assert pages.get(f"/api{path}").status_code == 200


def test_filters_of_the_address_hold_in_page_json_and_file(pages: TestClient) -> None:
    found = rows(pages, "/api/figures?measure=landings&genre=policy", "figures")
    assert {row["text"] for row in found} == {"1.5 million euros", "1.8 million euros"}
    page = pages.get("/figures?measure=landings&genre=policy").text
    assert "1.8 million euros" in page
    assert "3 hectares" not in page
    taken = file(pages, "/api/figures?measure=landings&genre=policy", "figures")
    assert [row["text"] for row in taken] == [row["text"] for row in found]
    assert taken[0]["sentence"]


def test_contested_figures_stand_first_and_side_by_side(pages: TestClient) -> None:
    page = pages.get("/figures").text
    contested = page.split('id="contested"')[1].split("</section>")[0]
    assert "Landings in Brenta were worth 1.2 million euros in 2022" in contested
    assert "In 2022 landings in Brenta came to 1.5 million euros" in contested
    assert page.index('id="contested"') < page.index('id="figures"')
    (pair,) = file(pages, "/api/figures", "contested")
    against = f"/api/figures?against={pair['other_document']}&document={pair['document']}"
    assert [row["link"] for row in file(pages, against, "contested")] == [pair["link"]]
    assert file(pages, f"/api/figures?against={pair['document']}&document={pair['document']}", "contested") == []
    none = pages.get("/figures?against=law").text
    assert 'id="contested"' not in none
    assert "Not found in 3 texts" in none.split('id="compared"')[1].split("</p>")[0]


def test_what_one_text_is_held_against_shows_all_that_was_compared(pages: TestClient) -> None:
    rows = file(pages, "/api/figures?against=policy", "contested")
    (contested,) = file(pages, "/api/figures?against=policy&contested=true", "contested")
    assert contested["link"] in {row["link"] for row in rows}
    verdicts = {row["verdict"].replace("_", " ") for row in rows}
    assert "differs" in verdicts
    page = pages.get("/figures?against=policy").text.split('id="contested"')[1].split("</section>")[0]
    assert all(f">{verdict}<" in page for verdict in verdicts)


def test_a_plot_has_its_rows_and_its_sql(pages: TestClient) -> None:
    answer = pages.get("/api/figures?measure=landings").json()
    assert [row["value"] for row in answer["plots"]["periods"]["rows"]] == [1.8e6, 1.2e6, 1.5e6]
    assert "period_start_date" in answer["plots"]["periods"]["sql"]
    page = pages.get("/figures?measure=landings").text
    assert "Rows of the plot" in page


def test_rows_of_a_plot_are_told_in_words_and_given_as_they_are(pages: TestClient) -> None:
    page, given = pages.get("/").text, pages.get("/api/overview").json()["plots"]
    assert {"speaker_key", "quotes", "documents"} <= given["speakers"]["rows"][0].keys()
    told = page.split('id="speakers"')[1].split("</section>")[0].split("<table")[1]
    assert re.findall(r"<th[^>]*>([^<]+)<", told) == ["speaker", "quotations", "texts"]
    for path in ("/", "/themes", "/voices", "/figures?measure=landings", "/actors/person:ada-ost"):
        for rows_told in re.findall(r'<details class="rows">.*?</details>', pages.get(path).text, re.DOTALL):
            assert "_" not in re.sub(r"<[^>]+>", "", rows_told), path


def test_keys_in_rows_of_a_plot_are_words_and_words_of_texts_are_left_alone() -> None:
    row = {"kind": "not_comparable", "speaker": "snake_case Ltd", "unit": None, "speaker_key": "org:x", "n": 4}
    assert in_words([row]) == [row | {"kind": "not comparable"}]
    assert headings(row) == {"kind": "kind", "speaker": "speaker", "unit": "unit", "n": "number"}


def test_a_voice_without_a_page_leads_to_what_its_kind_says(pages: TestClient) -> None:
    for row in rows(pages, "/api/voices", "voices"):
        assert row["voice_url"], row["voice"]
    page = pages.get("/voices?genre=news").text.split('id="voices"')[1].split("</section>")[0]
    (address,) = re.findall(r'href="([^"]+)"><bdi>Fishers', page)
    assert html.unescape(address) == "/voices?genre=news&source_type=anonymous#quotes"
    found = rows(pages, "/api/voices?genre=news&source_type=anonymous", "quotes")
    assert "doubted" in {row["cue"] for row in found}
    spoken = rows(pages, "/api/themes", "speakers")
    assert spoken
    assert all(row["speaker_url"] for row in spoken)


def test_answers_state_their_texts_and_that_nothing_was_found(pages: TestClient) -> None:
    assert "7 figures" not in pages.get("/figures?measure=unicorns").text
    assert "Not found in 3 texts (4 with those that repeat one)." in pages.get("/figures?measure=unicorns").text
    assert "of 3 texts (4 with those that repeat one) looked through" in pages.get("/voices").text


def test_every_indirect_quotation_of_somebody_as_csv(pages: TestClient) -> None:
    found = file(pages, "/api/voices?speaker=Öst&kind=indirect", "quotes")
    assert [row["content"] for row in found] == ["the quay needed 30,000 square metres", "Catches fell by a fifth"]


@pytest.mark.parametrize(
    "path, said",
    [
        ("/figures?since=soon", "no day"),
        ("/voices?kind=loud", "no kind"),
        ("/themes?by=moon", "no group"),
        ("/figures?cursor=-1", "no cursor"),
        ("/figures?in=smoots", "no unit"),
        ("/figures?in=USD&rate=x", "no rate"),
        ("/actors?order=luck", "no order"),
    ],
)
def test_what_cannot_be_asked_is_told(pages: TestClient, path: str, said: str) -> None:
    answer = pages.get(path)
    assert answer.status_code == 400
    assert said in answer.text


def test_filters_are_described_in_the_api(pages: TestClient) -> None:
    paths = pages.get("/api/openapi.json").json()["paths"]
    named = {p["name"] for p in paths["/api/figures"]["get"]["parameters"]}
    assert {"measure", "place", "since", "contested", "in", "rate", "format"} <= named
    assert all(p.get("description") for p in paths["/api/voices"]["get"]["parameters"])


def test_the_key_of_an_entity_in_a_document_leads_to_its_identity(pages: TestClient) -> None:
    answer = pages.get("/api/actors/person:ada öst?table=said", follow_redirects=False)
    assert answer.status_code == 307
    target = answer.headers["location"]
    assert target.startswith("/api/actors/person:")
    assert target.endswith("?table=said")
    page = pages.get("/actors/person:ada öst")
    assert (page.status_code, page.url.path) == (200, target.removeprefix("/api").partition("?")[0])


def test_both_ends_of_a_range_are_converted(samples: Path) -> None:
    with client_of(samples) as client:
        address = "/figures?measure=drainage&unit=area&in=km2"
        assert "650 to 800 km²" in client.get(address).text
        rows = client.get(f"/api{address}").json()["tables"]["figures"]["rows"]
    assert [(row["converted"], row["converted_high"]) for row in rows if row["value_high"]] == [(650.0, 800.0)]


def test_pages_go_on_where_the_last_one_ended(samples: Path) -> None:
    with client_of(samples) as client:
        first = client.get("/api/figures").json()
        assert first["cursor"] == "50"
        behind = client.get("/api/figures?cursor=50").json()
        ids = [row["id"] for one in (first, behind) for row in one["tables"]["figures"]["rows"]]
        assert len(ids) == len(set(ids)) > 50
        assert "More →" in client.get("/figures").text
        assert len(file(client, "/api/figures", "figures")) > 50


def test_an_actor_that_is_not_there_is_no_page(pages: TestClient) -> None:
    answer = pages.get("/actors/person:nobody")
    assert answer.status_code == 404
    assert "no identity" in answer.text


@pytest.fixture
def own(harbour: Path, tmp_path: Path) -> Iterator[TestClient]:
    with client_of(Path(shutil.copytree(harbour, tmp_path / "corpus"))) as client:
        yield client


SAID = {"who": "A. Reader", "why": "a test"}


def test_a_decision_from_the_page_is_seen_at_once_and_can_be_taken_back(own: TestClient) -> None:
    form = {"action": "merge", "identity": "organisation:coast-bank", "into": "Harbour Board", **SAID}
    answer = own.post("/identities", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/actors/organisation:harbour-board")
    assert {r["name"]: r["mentions"] for r in rows(own, "/api/actors?kind=organisation", "actors")} == {"Harbour Board": 3}
    gone = own.get("/actors/organisation:coast-bank")
    assert gone.status_code == 404
    assert "merged into organisation:harbour-board by A. Reader" in gone.text
    page = own.get("/actors/organisation:harbour-board").text
    decision = re.search(r'name="decision" value="(\w+)"', page)
    assert decision is not None
    own.post("/identities", data={"action": "undo", "decision": decision[1], **SAID})
    assert {r["name"] for r in rows(own, "/api/actors?kind=organisation", "actors")} == {"Harbour Board", "Coast Bank"}
    assert "not in force" in own.get("/identities").text


def test_a_decision_that_says_nothing_is_refused(own: TestClient) -> None:
    for form, said in (
        ({"action": "hide", "identity": "place:leda", **SAID}, "no identity"),
        ({"action": "hide", "identity": "place:brenta", "who": "A. Reader"}, "why"),
        ({"action": "split", "identity": "place:brenta", **SAID}, "documents"),
    ):
        answer = own.post("/identities", data=form)
        assert answer.status_code == 400
        assert said in answer.text
    assert own.post("/identities", data={"action": "explode", **SAID}).status_code in {400, 422}


def test_another_site_or_a_reader_without_the_token_cannot_decide(harbour: Path, own: TestClient) -> None:
    form = {"action": "hide", "identity": "place:brenta", **SAID}
    assert own.post("/identities", data=form, headers={"origin": "https://evil.example"}).status_code == 403
    with client_of(harbour, web__token="secret") as client:
        assert client.post("/identities", data=form).status_code == 403
        assert 'action="/identities"' not in client.get("/actors/place:brenta").text


def test_names_with_markup_stay_text(own: TestClient) -> None:
    evil = "<script>alert(1)</script>"
    own.post("/identities", data={"action": "rename", "identity": "place:brenta", "name": evil, **SAID})
    for path in ("/actors", "/actors/place:brenta", "/identities", "/figures"):
        assert "<script>alert" not in own.get(path).text


def test_views_that_were_worked_out_meanwhile_are_taken_up(own: TestClient, tmp_path: Path) -> None:
    before = rows(own, "/api/actors?order=name", "actors")
    with Store.open(tmp_path / "corpus") as store:
        assert build_snapshot(store, least_documents=1)
    with own.app.state.readers.lend() as reader:  # type: ignore[attr-defined]
        assert reader.views.kept
    assert rows(own, "/api/actors?order=name&kind=", "actors") == before
    own.post("/identities", data={"action": "hide", "identity": "place:brenta", **SAID})
    assert len(rows(own, "/api/actors?order=name", "actors")) == len(before) - 1

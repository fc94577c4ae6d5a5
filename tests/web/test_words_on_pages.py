"""What a person reads on the pages: words of theirs, and nothing that makes them stumble."""

from __future__ import annotations

import json
import re
import time

import pytest
from starlette.testclient import TestClient

from policynlp.web.templating import number


def text_of(client: TestClient, path: str) -> str:
    """The page as it is read, without scripts and queries."""
    page = client.get(path).text
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<(script|pre).*?</\1>", "", page, flags=re.DOTALL)).split())


def spec_of(client: TestClient, path: str, name: str) -> dict:
    page = client.get(path).text
    return dict(json.loads(re.search(rf'data-spec="{name}">(.*?)</script>', page, re.DOTALL)[1]))  # type: ignore[index]


def test_runs_count_in_the_words_of_the_page_and_say_why_they_count_more(client: TestClient) -> None:
    read = text_of(client, "/")
    assert "with texts that repeat others, which are counted once above" in read
    assert re.search(r"8 texts · 8 tagged · \d+ quotations · \d+ figures · \d+ ties", read)
    assert "quotes ·" not in read


def test_what_could_not_be_tested_is_folded_away_and_said_to_be_untested(client: TestClient) -> None:
    folded = re.compile(r'<details class="block fold" id="drift"><summary>[^<]*too few texts to test yet</summary>')
    end = time.monotonic() + 30
    while not folded.search(page := client.get("/").text) and time.monotonic() < end:  # counted beside the first page
        time.sleep(0.2)
    assert folded.search(page), page[-3000:]
    rows = page.split('id="drift"')[1].split("</details>")[0]
    assert rows.count("not tested") == rows.count("<tr>") - 1
    assert client.get("/api/overview").json()["tables"]["drift"]["rows"]


@pytest.mark.parametrize("path", ["/", "/voices", "/themes", "/figures", "/actors", "/search?q=food+security"])
def test_notes_are_no_markdown(client: TestClient, path: str) -> None:
    assert "`" not in text_of(client, path)


def test_a_table_that_stops_says_so(client: TestClient) -> None:
    heard = client.get("/api/voices").json()["tables"]["voices"]
    assert heard["more"]
    assert f"The first {len(heard['rows'])} are shown; the files have all." in text_of(client, "/voices")


def test_an_amount_of_change_is_contested_as_one(client: TestClient) -> None:
    assert "<h3>fall in population (three counties)" in client.get("/figures?measure=population").text
    assert "Fall in population: “310,000”" in text_of(client, "/report")


def test_months_stand_below_shares_by_month(client: TestClient) -> None:
    axis = spec_of(client, "/themes?by=month", "shares_plot")["encoding"]["x"]
    assert (axis["timeUnit"], axis["axis"]["format"]) == ("utcyearmonth", "%b %Y")


def test_small_numbers_keep_three_digits() -> None:
    assert [number(value) for value in (1 / 6, 0.2, 0.00123, -0.5, 1.5, 0, 0.0)] == [
        *("0.167", "0.2", "0.00123", "-0.5", "1.50", "0", "0")
    ]

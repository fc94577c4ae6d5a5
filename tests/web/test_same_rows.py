"""Ten questions of researchers on the sample corpus: the same rows at the command line, in the API and as CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from policynlp.cli.app import app
from policynlp.web.answered import PAGE_ROWS

pytestmark = pytest.mark.slow  # the pages are tested one by one as well

QUESTIONS: dict[str, tuple[list[str], str, str, dict[str, str]]] = {
    "who spoke on food and which figures did they give": (
        ["quotes", "--theme", "agriculture"],
        "/voices",
        "quotes",
        {"theme": "agriculture"},
    ),
    "indirect quotations of a person": (
        ["quotes", "--speaker", "Raghunathan", "--kind", "indirect"],
        "/voices",
        "quotes",
        {"speaker": "Raghunathan", "kind": "indirect"},
    ),
    "directives": (["quotes", "--act", "directive"], "/voices", "quotes", {"act": "directive"}),
    "anonymous sources": (["quotes", "--source-type", "anonymous"], "/voices", "quotes", {"source_type": "anonymous"}),
    "figures on land": (["figures", "--about", "land"], "/figures", "figures", {"about": "land"}),
    "targets": (["figures", "--nature", "target"], "/figures", "figures", {"nature": "target"}),
    "money in news": (["figures", "--kind", "money", "--genre", "news"], "/figures", "figures", {"kind": "money", "genre": "news"}),
    "shares and their wholes": (["figures", "--share-of", "any"], "/figures", "figures", {"share_of": "any"}),
    "organisations": (["actors", "--kind", "organisation"], "/actors", "actors", {"kind": "organisation"}),
    "themes by kind of text": (["themes", "--by", "genre"], "/themes", "shares", {"by": "genre"}),
}  # fmt: skip


def told(samples: Path, *words: str) -> str:
    result = CliRunner().invoke(app, ["--corpus", str(samples), *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("question", [pytest.param(q, marks=pytest.mark.slow) if n % 2 else q for n, q in enumerate(QUESTIONS)])
def test_page_command_line_and_csv_have_the_same_rows(client: TestClient, samples: Path, question: str) -> None:
    words, path, name, filters = QUESTIONS[question]
    answer: dict[str, Any] = json.loads(told(samples, *words, "--json"))
    assert answer["rows"], "a question that finds nothing tests nothing"
    shown = client.get(f"/api{path}", params=filters).json()["tables"][name]["rows"]
    expected = answer["rows"] if path == "/themes" else answer["rows"][:PAGE_ROWS]
    assert [{key: row[key] for key in expected[0]} for row in shown] == expected
    printed = table(told(samples, *words, "--csv"))
    assert len(printed) == answer["total"] == len(answer["rows"])
    assert table(client.get(f"/api{path}?{urlencode(filters)}&format=csv&table={name}").text) == printed
    ids = [row["id"] for row in expected if row.get("id")]
    assert [row["id"] for row in printed if row.get("id")][:PAGE_ROWS] == ids


def test_contested_figures_are_the_same_pairs(client: TestClient, samples: Path) -> None:
    printed = table(told(samples, "figures", "--contested", "--csv"))
    assert printed
    assert table(client.get("/api/figures?format=csv&table=contested").text) == printed
    page = client.get("/api/figures").json()
    assert page["pairs_total"] == len(printed)
    answer = json.loads(told(samples, "figures", "--contested", "--json"))
    assert [{name: pair[name] for name in answer["columns"]} for pair in page["pairs"]] == [
        {name: row[name] for name in answer["columns"]} for row in answer["rows"]
    ]
    groups = json.loads(told(samples, "contested", "--json"))
    both = {frozenset(reading["claim"] for reading in group["readings"]) for group in groups}
    assert {frozenset((pair["id"], pair["other_id"])) for pair in page["pairs"]} == both


@pytest.mark.slow
def test_all_pairs_are_reached_by_the_cursor(client: TestClient, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policynlp.web.answered.PAGE_ROWS", 3)
    filters = {"document": "looks to hills", "against": "policy", "since": "2020"}
    words = [word for name, value in filters.items() for word in (f"--{name}", value)]
    rows = json.loads(told(samples, "figures", *words, "--json"))["rows"]
    assert len(rows) > 3
    found: list[str] = []
    cursor: str | None = "0"
    while cursor:
        page = client.get("/api/figures", params={**filters, "cursor": cursor}).json()
        assert page["pairs_total"] == len(rows)
        found += [pair["link"] for pair in page["pairs"]]
        cursor = page["cursor"]
    assert found == [row["link"] for row in rows]


def test_passages_are_the_same(client: TestClient, samples: Path) -> None:
    page = json.loads(told(samples, "search", "minister", "--mode", "words", "--json"))
    shown = client.get("/api/search", params={"q": "minister", "mode": "words"}).json()
    assert page["hits"]
    assert shown["hits"] == page["hits"]
    printed = table(told(samples, "search", "minister", "--mode", "words", "--csv"))
    assert table(client.get("/api/search?q=minister&mode=words&format=csv").text) == printed
    assert len(printed) == page["total"]


def test_not_found_is_said_alike(client: TestClient, samples: Path) -> None:
    answer = json.loads(told(samples, "quotes", "zebracrossing", "--json"))
    page = client.get("/api/voices", params={"words": "zebracrossing"}).json()
    assert answer["rows"] == page["tables"]["quotes"]["rows"] == []
    assert page["stated"].startswith("Not found in ")
    assert page["stated"] in told(samples, "quotes", "zebracrossing").replace("\n", " ")

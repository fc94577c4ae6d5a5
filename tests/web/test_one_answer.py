"""One question, one answer: whichever way it is put, at the command line, in the API or on a page."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from policynlp import steps
from policynlp.cli.app import app
from policynlp.errors import InputError
from policynlp.link.decisions import Decision
from policynlp.settings import load_settings

MINISTER = "person:priya-raghunathan"
WHO = {"who": "A. Reader", "when": "2026-11-25", "why": "checked by hand"}


def told(corpus: Path, *words: str) -> Any:
    result = CliRunner().invoke(app, ["--corpus", str(corpus), *words, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_figures_of_a_speech_are_those_of_who_gives_it_by_name_and_by_key(client: TestClient, samples: Path) -> None:
    named = told(samples, "figures", "--speaker", "raghunathan")
    assert any(row["quote"] is None for row in named["rows"]), "figures of the speech stand outside of quotations"
    assert {row["identity"] for row in named["rows"]} == {MINISTER}
    assert told(samples, "figures", "--speaker", MINISTER)["rows"] == named["rows"]
    assert told(samples, "actors", "raghunathan")["figures"]["total"] == named["total"]
    listed = {row["identity"]: row["figures"] for row in told(samples, "actors")["rows"]}
    assert listed[MINISTER] == named["total"]
    file = client.get(f"/api/actors/{MINISTER}?format=csv&table=figures").text
    assert file.count(f",{MINISTER},") == named["total"]
    page = client.get(f"/api/actors/{MINISTER}").json()
    assert page["totals"]["figures"] == named["total"] > len(page["tables"]["figures"]["rows"])
    assert page["tables"]["figures"]["more"], "it says where it has the first rows alone"


def test_a_merge_and_a_rename_carry_the_figures_that_somebody_gives(corpus: Path) -> None:
    settings = load_settings({"corpus.path": corpus})
    mine = [row["id"] for row in told(corpus, "figures", "--speaker", MINISTER)["rows"]]
    steps.decide_identity(settings, Decision(action="merge", identity=MINISTER, into="person:chen-weiming", **WHO))
    steps.decide_identity(settings, Decision(action="rename", identity="person:chen-weiming", name="Somebody Else", **WHO))
    carried = {row["id"]: row["who"] for row in told(corpus, "figures", "--speaker", "person:chen-weiming")["rows"]}
    assert {carried.get(figure) for figure in mine} == {"Somebody Else"}


@pytest.mark.slow
def test_voices_and_words_of_a_text_are_the_same_in_its_brief(client: TestClient, samples: Path) -> None:
    for row in client.get("/api/documents").json()["tables"]["documents"]["rows"]:
        heard = told(samples, "voices", "--document", row["document"])
        brief = client.get(f"/api/report/{row['document']}").json()["voices"]
        kinds = {k["source_type"]: (k["voices"], k["quotes"], k["words"]) for k in heard["kinds"]["rows"]}
        assert kinds == {s["source_type"]: (s["voices"], s["attributions"], s["words"]) for s in brief["sources"]}
        listed = sorted((v["source_type"], v["quotes"], v["words"]) for v in heard["voices"]["rows"])
        assert listed == sorted((v["source_type"], v["attributions"], v["words"]) for v in brief["voices"])


def test_a_page_states_the_passages_of_all_groups(client: TestClient, samples: Path) -> None:
    whole = told(samples, "themes")["rows"][0]["of_passages"]
    for by in ("corpus", "year", "document"):
        filters = {"by": by, "theme": "energy"}
        assert client.get("/api/themes", params=filters).json()["stated"].startswith(f"Shares of {whole} passages.")


UNKNOWN = {
    "themes zzz": "/themes?theme=zzz",
    "themes --document zzz --by year": "/themes?document=zzz&by=year",
    "quotes --theme zzz": "/voices?theme=zzz",
    "quotes --theme security.zzz": "/voices?theme=security.zzz",
    "voices --document zzz": "/voices?document=zzz",
    "figures --unit zzz": "/figures?unit=zzz",
    "figures --document Northmark --against zzz": "/figures?document=Northmark&against=zzz",
}


@pytest.mark.parametrize("words", UNKNOWN)
def test_what_there_is_not_is_the_same_error_everywhere(client: TestClient, samples: Path, words: str) -> None:
    with pytest.raises(InputError) as refused:
        told(samples, *shlex.split(words))
    answer = client.get(f"/api{UNKNOWN[words]}")
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert (error["what"], error["where"], error["hint"]) == (refused.value.what, refused.value.where, refused.value.hint)
    assert refused.value.hint, "it says what there is"
    page = client.get(UNKNOWN[words])
    assert page.status_code == 400
    assert "zzz" in page.text


@pytest.mark.slow
def test_units_that_texts_count_or_that_no_figure_has_are_units(client: TestClient, samples: Path) -> None:
    assert told(samples, "figures", "--unit", "fellowships")["rows"] == told(samples, "figures", "--unit", "fellowship")["rows"]
    assert told(samples, "figures", "--unit", "fellowship")["total"] > 0
    for nowhere in ("acres", "JPY", "furlong"):
        assert client.get("/api/figures", params={"unit": nowhere}).json()["tables"]["figures"]["rows"] == []


@pytest.mark.slow
def test_a_measure_that_few_figures_have_leads_to_those_beside_it(client: TestClient, samples: Path) -> None:
    answer = told(samples, "figures", "grains")
    more = told(samples, "figures", "--about", "grains")["total"] - answer["total"]
    assert any(note.startswith(f"{more} more figure") and "--about grains" in note for note in answer["notes"])
    assert client.get("/api/figures?measure=grains").json()["notes"] == answer["notes"]
    assert answer["notes"][0][:40] in client.get("/figures?measure=grains").text

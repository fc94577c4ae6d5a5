"""One question, one answer: whichever way it is put, at the command line, in the API or on a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient
from typer.testing import CliRunner

from policynlp import steps
from policynlp.cli.app import app
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


def test_a_merge_and_a_rename_carry_the_figures_that_somebody_gives(corpus: Path) -> None:
    settings = load_settings({"corpus.path": corpus})
    mine = [row["id"] for row in told(corpus, "figures", "--speaker", MINISTER)["rows"]]
    steps.decide_identity(settings, Decision(action="merge", identity=MINISTER, into="person:chen-weiming", **WHO))
    steps.decide_identity(settings, Decision(action="rename", identity="person:chen-weiming", name="Somebody Else", **WHO))
    carried = {row["id"]: row["who"] for row in told(corpus, "figures", "--speaker", "person:chen-weiming")["rows"]}
    assert {carried.get(figure) for figure in mine} == {"Somebody Else"}

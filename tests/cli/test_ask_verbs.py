"""Asking at the command line: the rows of the functions, as text, CSV, JSON, SQL and plots."""

from __future__ import annotations

import csv
import getpass
import io
import json
import shutil
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policynlp.cli.app import app
from policynlp.errors import InputError

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "corpus" / "answers"))
from quay import build


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asked") / "corpus"
    build(path)
    return path


def ask(corpus: Path, *words: str) -> str:
    result = CliRunner().invoke(app, ["--corpus", str(corpus), *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_csv_json_and_text_have_the_same_rows(corpus: Path) -> None:
    words = ["quotes", "--speaker", "Ada Öst", "--kind", "indirect"]
    rows = list(csv.DictReader(io.StringIO(ask(corpus, *words, "--csv"))))
    assert [r["content"] for r in rows] == ["the quay needed 30,000 square metres", "Catches fell by a fifth"]
    answer = json.loads(ask(corpus, *words, "--json"))
    assert [r["content"] for r in answer["rows"]] == [r["content"] for r in rows]
    assert (answer["unique_documents"], answer["documents"]) == (2, 3)
    text = ask(corpus, *words)
    assert all(r["content"] in text for r in rows)
    assert "Ada Öst (governor, Coast Bank)" in text
    assert "figures: a fifth" in text


def test_what_a_terminal_cuts_is_said_and_files_have_all(corpus: Path) -> None:
    assert "The first 2 of 6" in ask(corpus, "quotes", "--limit", "2")
    assert len(ask(corpus, "quotes", "--limit", "2", "--csv").splitlines()) == 7


@pytest.mark.parametrize("verb", ["quotes", "figures", "voices", "actors", "themes"])
def test_a_file_has_what_is_printed(corpus: Path, tmp_path: Path, verb: str) -> None:
    file = tmp_path / "rows.csv"
    assert ask(corpus, verb, "--out", str(file), "--limit", "1") == ""
    assert file.read_text(encoding="utf-8").splitlines() == ask(corpus, verb, "--csv").splitlines()


def test_the_figures_of_a_profile_are_beside_their_texts(corpus: Path) -> None:
    table = ask(corpus, "actors", "Ada Öst", "--part", "figures").splitlines()
    assert "figure" in table[0]
    assert any("40 boats" in line and "Quay of" in line for line in table)


def test_nothing_found_is_an_answer(corpus: Path) -> None:
    assert "Not found in 3 texts (4 with those that repeat one)." in ask(corpus, "figures", "unicorns")


def test_contested_figures_stand_side_by_side(corpus: Path) -> None:
    text = " ".join(ask(corpus, "figures", "--contested", "--document", "Quay").split())
    assert "differs They differ by 20 percent." in text
    assert "Landings in Brenta were worth 1.2 million euros in 2022, the Harbour Board said." in text
    assert "In 2022 landings in Brenta came to 1.5 million euros" in text


def test_units_are_converted_and_money_only_at_a_stated_rate(corpus: Path) -> None:
    text = ask(corpus, "figures", "--unit", "area", "--in", "hectares")
    assert "30,000 square metres = 3 hectares" in text
    text = " ".join(ask(corpus, "figures", "--unit", "EUR", "--in", "USD").split())
    assert " = " not in text
    assert "None of the figures shown is converted to USD: no rate is given for EUR (`--rate EUR=...`)." in text
    text = " ".join(ask(corpus, "figures", "--unit", "area", "--in", "parsec").split())
    assert "None of the figures shown is converted to parsecs: they measure something else." in text
    assert "figures shown are not converted to hectares:" in " ".join(ask(corpus, "figures", "--in", "hectares").split())
    text = ask(corpus, "figures", "--unit", "EUR", "--in", "USD", "--rate", "EUR=1.1")
    assert "= 1.32 million USD" in text
    assert "1 EUR = 1.1 USD" in text


def test_a_speaker_goes_by_the_key_of_an_entity_in_a_document_too(corpus: Path) -> None:
    found = json.loads(ask(corpus, "quotes", "--speaker", "Ada Öst", "--json"))
    identity = found["rows"][0]["identity"]
    assert identity != "person:ada öst"
    for key in (identity, "person:ada öst"):
        by_key = json.loads(ask(corpus, "quotes", "--speaker", key, "--json"))
        assert [row["id"] for row in by_key["rows"]] == [row["id"] for row in found["rows"]]
    assert ask(corpus, "actors", "person:ada öst") == ask(corpus, "actors", identity)


def test_a_measure_over_time_can_be_drawn(corpus: Path, tmp_path: Path) -> None:
    plot = tmp_path / "landings.svg"
    text = ask(corpus, "figures", "landings", "--over-time", "--plot", str(plot))
    assert text.index("1.8 million") < text.index("1.5 million")
    assert plot.read_text().startswith("<svg")
    with pytest.raises(InputError, match="nothing to draw"):
        ask(corpus, "figures", "unicorns", "--plot", str(plot))


def test_voices_tell_kinds_and_names(corpus: Path) -> None:
    text = ask(corpus, "voices")
    assert "named person" in text
    assert "Ada Öst, governor, Coast Bank" in text
    both = json.loads(ask(corpus, "voices", "--json"))
    assert both["kinds"]["rows"][0]["quotes"] == 3
    assert len(both["voices"]["rows"]) == 4


def test_one_actor_is_told_in_full_and_several_are_listed(corpus: Path) -> None:
    assert "Fisheries Minister" in ask(corpus, "actors", "Ada")
    listed = ask(corpus, "actors", "--kind", "organisation", "--order", "name", "--csv")
    assert [r["name"] for r in csv.DictReader(io.StringIO(listed))] == ["Coast Bank", "Harbour Board"]
    part = ask(corpus, "actors", "place:brenta", "--part", "figures_about", "--csv")
    assert len(part.splitlines()) == 4


def test_themes_by_group_and_by_speaker(corpus: Path) -> None:
    rows = json.loads(ask(corpus, "themes", "economy", "--by", "genre", "--json"))["rows"]
    assert {(r["group"], r["passages"], r["of_passages"]) for r in rows} == {("news", 2, 6), ("policy", 2, 3)}
    assert "Ada Öst" in ask(corpus, "themes", "--by", "speaker")


def test_the_sql_can_be_run_again(corpus: Path) -> None:
    sql = ask(corpus, "figures", "landings", "--sql").strip().rstrip(";")
    again = json.loads(ask(corpus, "query", sql, "--json"))
    assert len(again) == 3


def test_decisions_are_made_listed_and_taken_back(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    build(corpus)
    said = ["--who", "A. Reader", "--why", "a test"]
    made = json.loads(ask(corpus, "identities", "rename", "Harbour Board", "Board of Brenta", *said, "--json"))
    assert made["entities"] == 3
    assert "Board of Brenta" in ask(corpus, "quotes", "--speaker", "organisation:harbour-board")
    assert "takes it back" in ask(corpus, "identities", "hide", "place:brenta", *said)
    assert "Brenta" not in ask(corpus, "actors", "--kind", "place")
    ask(corpus, "identities", "undo", made["id"], *said)
    listed = json.loads(ask(corpus, "identities", "list", "--json"))
    assert [(d["action"], d["in_force"]) for d in listed] == [("undo", False), ("hide", True), ("rename", False)]
    assert json.loads(ask(corpus, "identities", "suggest", "--json")) == []


def test_a_decision_has_the_name_of_who_is_signed_in(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    here = Path(shutil.copytree(corpus, tmp_path / "corpus"))
    made = ["identities", "rename", "Harbour Board", "Board of Brenta", "--why", "as it calls itself"]
    monkeypatch.setattr(getpass, "getuser", lambda: "ada")
    ask(here, *made)
    assert json.loads(ask(here, "identities", "list", "--json"))[0]["who"] == "ada"

    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    with pytest.raises(InputError, match="give --who NAME"):
        ask(here, *made)

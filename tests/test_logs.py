"""Log lines say what they belong to, as JSON where that is wished, and nothing secret."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.errors import SettingsError
from policynlp.logs import json_lines, shown, within
from runs import ARTICLES, settings_for

LOG = logging.getLogger("policynlp.somewhere.deep")


def lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_line_belongs_to_what_is_at_work(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    with json_lines(str(path)):
        with within(run="r1", stage="tag"):
            with within(document="d1"):
                LOG.debug("inside\nof %s", "d1")
            LOG.info("after")
        try:
            raise ValueError("broken")
        except ValueError:
            LOG.exception("outside")
    LOG.warning("later")
    inside, after, outside = lines(path)
    assert (
        inside.items() >= {"run": "r1", "stage": "tag", "document": "d1", "level": "debug", "message": "inside\nof d1"}.items()
    )
    assert inside["time"].endswith("+00:00")
    assert after.items() >= {"run": "r1", "stage": "tag", "document": "", "message": "after"}.items()
    assert outside.items() >= {"run": "", "level": "error", "logger": "policynlp.somewhere.deep"}.items()
    assert "ValueError: broken" in outside["error"]


def test_a_pipe_gets_warnings_and_a_terminal_all(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with shown(quiet=False):
        LOG.info("quiet in a pipe")
        with within(stage="link"):
            LOG.warning("heard")
        LOG.error("told by the program", extra={"told": True})
    assert capsys.readouterr().err == "policynlp: warning: [link] heard\n"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with shown(quiet=False):
        LOG.info("seen")
    with shown(quiet=True):
        LOG.info("not seen")
    assert capsys.readouterr().err == "policynlp: seen\n"


def test_a_log_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="log cannot be written"), json_lines(str(tmp_path / "none" / "log")):
        pass


def test_every_line_of_a_run_says_run_and_stage_and_those_of_documents_which(rows_file: Path, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.txt")
    settings = settings_for(tmp_path, run__log=str(tmp_path / "log.jsonl"), alerts__webhook="http://127.0.0.1:9/token-abc")
    result = steps.run([str(rows_file), missing], settings=settings)
    found = lines(tmp_path / "log.jsonl")
    assert {line["run"] for line in found} == {result.run_id}
    assert {line["stage"] for line in found} == {"", "ingest", "tag", "link"}
    tagged = {line["document"] for line in found if line["stage"] == "tag" and line["message"].startswith("tagged")}
    taken = {line["document"] for line in found if line["stage"] == "ingest" and line["message"].startswith("taken in")}
    assert tagged == taken
    assert len(taken) == len(ARTICLES)
    (left_out,) = [line for line in found if line["message"].startswith("left out")]
    assert left_out["document"] == missing
    assert "token-abc" not in (tmp_path / "log.jsonl").read_text(encoding="utf-8")


def test_the_command_line_puts_json_where_it_is_told(rows_file: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "policynlp", "--corpus", str(tmp_path / "corpus"), "--log-json", "-"]
    done = subprocess.run([*command, "ingest", str(rows_file), "--json"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["run"]["id"] == json.loads(done.stderr.splitlines()[0])["run"]
    quiet = subprocess.run([*command[:-2], "ingest", str(rows_file)], capture_output=True, text=True, check=False)
    assert quiet.returncode == 0
    assert quiet.stderr == ""

"""Scheduled runs over a feed that fails and recovers, with people at work: eight of them, and whether a loss would be noticed."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from operation import operate
from operation_checks import check_decisions, check_rejects, check_texts, line
from operation_feed import Sent
from operation_figures import table
from policynlp.settings import load_settings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200), pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")]


def test_nothing_is_lost_or_doubled_in_eight_runs_and_a_loss_would_be_told(tmp_path: Path) -> None:
    found = operate(tmp_path, runs=8, minutes=None, seed=7)
    assert found["wrong"] == []
    assert found["doctor"] == "healthy"
    assert len(found["each_run"]) == 8
    assert found["checks"]["texts"]["sent_to_runs_that_ended"] >= 6
    assert found["checks"]["rejects"]["faults_met"] > 0
    assert found["checks"]["decisions"]["acknowledged"] > 0
    assert found["figures"]["server_mb"]["p50"] > 50
    assert "nothing was lost" in table(found)

    settings, runs = load_settings(config=tmp_path / "policynlp.toml"), found["each_run"]
    site: Any = SimpleNamespace(url="http://127.0.0.1:1", sent=[Sent(0, "/reports/99", "text", 1)], listed=list)
    texts = check_texts(settings, site, runs)
    assert texts["lost"] == 1
    assert sum("the site did not send" in what for what in texts["wrong"]) == texts["in_the_corpus"]
    site.sent = [Sent(0, "/reports/99", "error 500")]
    assert any("0 rejects tell of it" in what for what in check_rejects(settings, site, runs)["wrong"])
    person: Any = SimpleNamespace(name_of_account="Ana", sent={"Ana-9999": 1}, acknowledged={"Ana-9999"})
    decided = check_decisions(settings, [person])
    assert decided["lost"] == 1
    assert any("was never sent" in what for what in decided["wrong"])


def test_the_line_through_points_has_their_slope() -> None:
    exact = line([(x, 3 + 2 * x) for x in range(5)])
    assert exact == {"slope": 2.0, "standard_error": 0.0}
    scattered = line([(0, 0), (1, 2), (2, 1), (3, 3)])
    assert scattered is not None
    assert scattered["slope"] == pytest.approx(0.8)
    assert scattered["standard_error"] == pytest.approx(0.4243, abs=1e-3)
    assert line([(1, 1), (1, 2), (1, 3)]) is None

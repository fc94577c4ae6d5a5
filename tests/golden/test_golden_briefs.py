"""What the brief on the sample article tells, as a file that a person reads before a change to it is committed.

`make golden` writes it anew. Ids, versions, scores and offsets are left out.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from alike import differences
from policynlp import report, steps
from policynlp.settings import load_settings

GOLDEN = Path(__file__).parent / "briefs"
_LEFT_OUT = frozenset(
    str.split(
        """document start end claim score uri tagset
        versions least_scores entity passage places lines later earlier"""
    )
)


def findings(value: Any) -> Any:
    """What a reader would check: places as their text, numbers to three digits."""
    if isinstance(value, dict):
        if {"document", "start", "end", "text"} <= value.keys():
            return value["text"]
        return {k: findings(v) for k, v in value.items() if k not in _LEFT_OUT and v not in (None, [], "", {}, False)}
    if isinstance(value, list):
        return [findings(v) for v in value]
    return round(value, 3) if isinstance(value, float) else value


@pytest.fixture(scope="module")
def settings(tagged_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The sample corpus, tagged and linked."""
    return load_settings({"corpus.path": shutil.copytree(tagged_samples, tmp_path_factory.mktemp("golden") / "corpus")})


def check(told: dict[str, Any], name: str, request: pytest.FixtureRequest) -> None:
    """Compare with the golden file, or write it."""
    written = json.dumps(findings(told), ensure_ascii=False, indent=1) + "\n"
    golden = GOLDEN / f"{name}.json"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(written, encoding="utf-8")
    assert golden.exists(), "no golden file yet: make golden"
    changed = differences(json.loads(written), json.loads(golden.read_text(encoding="utf-8")))
    assert not changed, "the brief changed: make golden, then read the difference\n" + "\n".join(changed)


@pytest.mark.parametrize("name", ["northmark-article", "northmark-renewal-strategy"])
def test_the_brief_on_one_text_is_as_before(name: str, settings: Any, request: pytest.FixtureRequest) -> None:
    check(report.as_json(steps.brief_of_article(settings, name)), name, request)


def test_the_brief_on_the_samples_is_as_before(settings: Any, request: pytest.FixtureRequest) -> None:
    check(report.as_json(steps.brief_of_corpus(settings)), "samples", request)

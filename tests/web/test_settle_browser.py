"""Disagreements in Chromium: settled by keyboard, and no serious fault for screen readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from live import CHROMIUM, Server, chromium, opened
from policynlp import steps
from policynlp.labels.accounts import create_account
from policynlp.labels.decisions import Decision, decisions
from policynlp.labels.queue import tasks
from policynlp.labels.recording import complete, record
from policynlp.settings import Settings, load_settings

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]
SHOTS = Path("tests/web/screenshots")


@pytest.fixture
def settings(samples: Path, tmp_path: Path, filled: Callable[[Settings, int], None]) -> Settings:
    """Ana and Ben differ on three passages."""
    made = load_settings({"corpus.path": samples, "labels.url": str(tmp_path / "labels.sqlite")})
    filled(made, 3)
    with steps.open_labels(made) as store:
        people = [create_account(store, name, role="annotator", by="root") for name in ("ana", "ben")]
        for task in tasks(store):
            for person, label in zip(people, ("trade", "culture"), strict=True):
                key = f"{task.id}{label}"
                record(store, person, Decision(key=key, unit=task.unit, action="add", target=label, value=True, shown=False))
                complete(store, person, task.unit, shown=False)
    return made


@pytest.fixture
def tab(settings: Settings, samples: Path) -> Iterator[Any]:
    with (
        Server(samples, **{"labels.url": f'"{settings.labels.url}"'}) as server,
        chromium() as browser,
        opened(browser, f"{server.url}/review/themes/disagreements", ready=".dispute[aria-current]") as page,
    ):
        yield page


def settled(settings: Settings) -> list[tuple[str, str]]:
    with steps.open_labels(settings) as store:
        return [(d.action, d.target) for d in decisions(store) if d.adjudicates]


def wait_for(tab: Any, settings: Settings, n: int) -> None:
    for _ in range(200):
        if len(settled(settings)) == n:
            return
        tab.wait_for_timeout(50)
    pytest.fail(f"never {n} settled: {settled(settings)}")


def current(tab: Any) -> int:
    found: int = tab.evaluate("[...document.querySelectorAll('.dispute')].findIndex(one => one.ariaCurrent === 'true')")
    return found


def test_disagreements_are_settled_by_keyboard_and_read_by_screen_readers(tab: Any, settings: Settings) -> None:
    from axe_playwright_python.sync_playwright import Axe

    SHOTS.mkdir(exist_ok=True)
    for ground in ("light", "dark"):
        tab.evaluate("ground => { document.documentElement.dataset.ground = ground; }", ground)
        tab.wait_for_timeout(300)
        tab.screenshot(path=SHOTS / f"disagreements-{ground}.png")
        found = Axe().run(tab).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found if v["impact"] in {"serious", "critical"}] == []
    assert tab.locator(".dispute").count() == 6  # two labels on each of three passages
    assert tab.evaluate("document.activeElement.classList.contains('dispute')")
    target = tab.locator(".dispute").first.locator("input[name=target]").get_attribute("value")
    tab.keyboard.press("1")  # the first side, who says yes
    tab.wait_for_selector(".dispute[data-settled=kept]")
    assert settled(settings) == [("add", target)]
    assert current(tab) == 1
    tab.keyboard.press("j")
    tab.keyboard.press("k")
    assert current(tab) == 1
    tab.keyboard.press("x")
    wait_for(tab, settings, 2)
    assert settled(settings)[1][0] == "reject"
    tab.keyboard.press("u")
    wait_for(tab, settings, 1)
    assert settled(settings) == [("add", target)]

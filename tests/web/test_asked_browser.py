"""Figures, voices, actors and themes in Chromium: plots are drawn, keys work, axe finds nothing serious."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from policynlp.settings import load_settings
from policynlp.web.app import create_app
from policynlp.web.serving import bound
from web_client import BASE

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "corpus" / "answers"))
from quay import build

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium")
PATHS = ["/figures?measure=landings", "/voices", "/actors", "/actors/person:ada-ost", "/identities", "/themes?by=genre"]
SCREENS = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    corpus = tmp_path_factory.mktemp("browsed") / "corpus"
    build(corpus)
    with bound("127.0.0.1", 0) as listening:
        server = uvicorn.Server(uvicorn.Config(create_app(load_settings({"corpus.path": corpus})), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"{BASE}:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium")
    sync = pytest.importorskip("playwright.sync_api")
    with sync.sync_playwright() as playwright:
        args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=args)


@pytest.mark.parametrize("screen", ["phone", *(pytest.param(s, marks=pytest.mark.slow) for s in ("desktop", "dark"))])
def test_pages_are_usable_on_every_screen(browser: Any, address: str, screen: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(**SCREENS[screen])
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    for path in PATHS:
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page).response["violations"]
        serious = [f"{path}: {v['id']} {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in {"serious", "critical"}]
        assert not serious
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the screen"
    assert not faults
    context.close()


def test_a_measure_is_drawn_and_the_keys_lead_to_the_pages(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/figures?measure=landings")
    page.wait_for_selector("#periods svg path")
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.wait_for_url("**/voices")
    page.wait_for_selector("#kinds_plot svg path")
    page.close()


def test_everything_can_be_read_and_decided_without_scripts(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/figures?measure=landings")
    page.locator("#periods summary", has_text="Rows of the plot").click()
    assert page.locator("#periods table").is_visible()
    page.goto(f"{address}/actors/organisation:coast-bank")
    page.locator("#who > details > summary").click()
    form = page.locator("form[aria-label=Rename]")
    form.locator("[name=name]").fill("Bank of the Coast")
    form.locator("[name=who]").fill("A. Reader")
    form.locator("[name=why]").fill("its name")
    form.locator("button").click()
    assert page.locator("h1").inner_text() == "Bank of the Coast"
    assert page.locator("form[aria-label=Hide] [name=who]").input_value() == "A. Reader"
    context.close()

"""Every page in Chromium: no error, nothing from elsewhere, no serious barrier, usable by keyboard and on a small screen.

Pictures of what was seen are kept in `tests/web/screenshots/`.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from policynlp.corpus.reading import open_corpus
from policynlp.settings import load_settings
from policynlp.web.app import create_app
from policynlp.web.serving import bound

pytest.importorskip("playwright.sync_api")
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = pytest.mark.browser
SCREENSHOTS = Path(__file__).parent / "screenshots"
CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
PAGES = {
    "overview": "/",
    "search": "/search?q=food+security&theme=agriculture",
    "nothing-found": "/search?q=zebracrossing&mode=words",
    "document": "/documents/{document}",
    "sql": "/sql?q=select+*+from+claims+limit+5",
    "sql-error": "/sql?q=select+nothing+from+nowhere",
    "api": "/api/docs",
    "keys": "/keys",
    "sign-in": "/sign-in",
    "fault": "/nowhere",
}
SIZES = {"desktop": (1280, 860), "phone": (390, 844)}
BARRIERS = {"serious", "critical"}


@pytest.fixture(scope="module")
def address(samples: Path) -> Iterator[str]:
    """The application on a port of its own."""
    listening: socket.socket = bound("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(load_settings({"corpus.path": samples})), log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


@pytest.fixture(scope="module")
def article(samples: Path) -> str:
    with open_corpus(samples) as corpus:
        found: str = corpus.sql("SELECT document FROM documents WHERE genre = 'news' ORDER BY chars DESC LIMIT 1")[0][0].as_py()
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


class Watched:
    """A page whose errors and requests are written down."""

    def __init__(
        self, browser: Browser, address: str, *, size: str = "desktop", ground: str = "light", **options: object
    ) -> None:
        width, height = SIZES[size]
        self.context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=ground, **options)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.address = address
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self._console(message.type, message.text))
        self.page.on("request", lambda request: self._request(request.url))

    def _console(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and "Failed to load resource" not in text:  # the status of fault pages
            self.errors.append(text)

    def _request(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.errors.append(f"request to {url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="networkidle")
        return self.page

    def close(self) -> None:
        self.context.close()


@pytest.mark.parametrize(("size", "ground"), [("desktop", "light"), ("desktop", "dark"), ("phone", "light")])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_sound(browser: Browser, address: str, article: str, name: str, size: str, ground: str) -> None:
    watched = Watched(browser, address, size=size, ground=ground, bypass_csp=False)
    page = watched.open(PAGES[name].format(document=article))
    if name == "overview":
        expect(page.locator(".vega svg").first).to_be_visible()
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-{size}-{ground}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "the page is wider than the screen"
    assert watched.errors == []
    watched.close()
    judged = Watched(browser, address, size=size, ground=ground, bypass_csp=True)  # axe is put into the page
    found = Axe().run(judged.open(PAGES[name].format(document=article))).response["violations"]
    barriers = [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in BARRIERS]
    assert barriers == []
    judged.close()


def test_pointing_at_a_quotation_lights_what_belongs_to_it(browser: Browser, address: str, article: str) -> None:
    watched = Watched(browser, address)
    page = watched.open(f"/documents/{article}")
    cue = page.locator(".text .m.cue").first
    quote = cue.get_attribute("data-a").split()[0]  # type: ignore[union-attr]
    cue.hover()
    lit = page.locator(f".text .m.on[data-a~='{quote}']")
    assert {
        role for mark in lit.all() for role in ("content", "cue", "source") if role in mark.get_attribute("class").split()
    } >= {"content", "cue"}  # type: ignore[union-attr]
    expect(page.locator(f"[id='n-{quote}']")).to_have_class("margin-note quotes on")
    page.locator(f"[id='n-{quote}'] a").focus()
    expect(lit.first).to_be_visible()
    watched.close()


def test_a_mark_that_is_pressed_says_what_was_found(browser: Browser, address: str, article: str) -> None:
    watched = Watched(browser, address)
    page = watched.open(f"/documents/{article}")
    page.locator(".text .m.claim").first.click()
    expect(page.locator("#card")).to_be_visible()
    expect(page.locator("#card a[href^='/annotations/']").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    watched.close()


def test_layers_go_off_and_stay_off_in_the_address(browser: Browser, address: str, article: str) -> None:
    watched = Watched(browser, address)
    page = watched.open(f"/documents/{article}")
    note = page.locator(".margin-note.claims").first
    expect(note).to_be_visible()
    page.uncheck("#layer-claims")
    expect(note).to_be_hidden()
    assert "layers=quotes" in page.url
    assert "claims" not in page.url
    page.reload()
    expect(page.locator(".margin-note.claims").first).to_be_hidden()
    watched.close()


def test_keys_lead_everywhere(browser: Browser, address: str) -> None:
    watched = Watched(browser, address)
    page = watched.open("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#quick")).to_be_focused()
    page.keyboard.type("farmland")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=farmland")
    page.locator("h1").first.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    expect(page.locator("[data-step]").first).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url("**/sql")
    watched.close()


def test_facets_change_the_result_without_a_new_page(browser: Browser, address: str) -> None:
    watched = Watched(browser, address)
    page = watched.open("/search")
    page.fill("[data-search]", "minister")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=minister")
    page.locator(".facets a", has_text="speech").first.click()
    page.wait_for_url("**genre=speech**")
    expect(page.locator(".chips")).to_contain_text("speech")
    page.go_back()
    expect(page.locator(".chips")).to_have_count(0)
    assert watched.errors == []
    watched.close()


def test_light_and_dark_are_kept(browser: Browser, address: str) -> None:
    watched = Watched(browser, address, ground="light")
    page = watched.open("/")
    page.click("#ground")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    watched.open("/search")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    watched.close()


def test_pages_can_be_read_without_javascript(browser: Browser, address: str, article: str) -> None:
    watched = Watched(browser, address, java_script_enabled=False)
    page = watched.open(f"/documents/{article}")
    expect(page.locator(".margin-note.quotes").first).to_be_visible()
    page = watched.open("/search?q=water")
    page.locator(".facets a").first.click()
    expect(page.locator(".chips")).to_be_visible()
    page = watched.open("/")
    page.locator("#themes details.rows summary").click()
    expect(page.locator("#themes table")).to_be_visible()
    watched.close()

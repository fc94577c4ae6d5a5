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
    "figures": "/figures?about=land",
    "voices": "/voices?kind=direct",
    "actors": "/actors",
    "actor": "/actors/{actor}",
    "identities": "/identities",
    "themes": "/themes?by=genre",
    "review": "/review/themes",
    "brief": "/report",
    "brief-of-a-text": "/report/{document}",
    "cite": "/cite/{document}",
    "sql": "/sql?q=select+*+from+claims+limit+5",
    "sql-error": "/sql?q=select+nothing+from+nowhere",
    "api": "/api/docs",
    "keys": "/keys",
    "sign-in": "/sign-in",
    "fault": "/nowhere",
}
SEEN_ELSEWHERE = {"brief-of-a-text", "api", "sql-error", "nothing-found", "fault"}
"""Pages whose parts others have, too: the slow tests look at them."""
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
def actor(samples: Path) -> str:
    """Whoever is quoted most."""
    most = "SELECT identity FROM quotes WHERE identity IS NOT NULL GROUP BY identity ORDER BY count(*) DESC, identity LIMIT 1"
    with open_corpus(samples) as corpus:
        found: str = corpus.sql(most)[0][0].as_py()
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
        known = ("Failed to load resource", 'Dropping "fit-y"')  # status of fault pages; plots as high as they have rows
        if kind in {"error", "warning"} and not any(part in text for part in known):
            self.errors.append(text)

    def _request(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.errors.append(f"request to {url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="networkidle")
        return self.page

    def close(self) -> None:
        self.context.close()


LOOKS = [("desktop", "light"), ("phone", "dark")]
OPENED = [("desktop", "dark"), ("phone", "light")]


@pytest.mark.parametrize(
    ("name", "look"),
    [
        pytest.param(name, look, marks=pytest.mark.slow) if name in SEEN_ELSEWHERE or k % len(LOOKS) != i else (name, look)
        for k, name in enumerate(PAGES)
        for i, look in enumerate(LOOKS)
    ],
)
def test_every_page_is_sound(
    browser: Browser, address: str, article: str, actor: str, name: str, look: tuple[str, str]
) -> None:
    """Opened on a screen by day, and seen there or on a phone in the dark: every second page so, all of them in the slow tests."""
    watched = Watched(browser, address, reduced_motion="reduce")  # colours that fade are no colours yet
    page = watched.open(PAGES[name].format(document=article, actor=actor))
    size, ground = look
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=ground)  # type: ignore[arg-type]
    _is_sound(page, f"{name}-{size}-{ground}")
    assert watched.errors == []
    watched.close()


@pytest.mark.slow
@pytest.mark.parametrize("look", OPENED, ids="-".join)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_sound_where_it_opens(
    browser: Browser, address: str, article: str, actor: str, name: str, look: tuple[str, str]
) -> None:
    watched = Watched(browser, address, size=look[0], ground=look[1])
    page = watched.open(PAGES[name].format(document=article, actor=actor))
    _is_sound(page, f"{name}-{look[0]}-{look[1]}")
    assert watched.errors == []
    watched.close()


def _is_sound(page: Page, called: str) -> None:
    """No wider than the screen, drawn, without a serious barrier; its picture is kept."""
    expect(page.locator("meta[http-equiv=refresh]")).to_have_count(0, timeout=60_000)  # until everything is counted
    if page.locator(".vega").count():
        expect(page.locator(".vega svg").first).to_be_visible()
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{called}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, f"{called} is wider than the screen"
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in BARRIERS] == []


def test_the_page_that_one_is_on_is_seen_in_a_narrow_navigation(browser: Browser, address: str) -> None:
    watched = Watched(browser, address, size="phone")
    page = watched.open("/themes")
    here = page.locator(".top nav [aria-current]").bounding_box()
    assert here is not None
    assert here["x"] >= 0
    assert here["x"] + here["width"] <= SIZES["phone"][0]
    watched.close()


def test_a_quotation_is_cited_from_its_card(browser: Browser, address: str, article: str) -> None:
    watched = Watched(browser, address)
    page = watched.open(f"/documents/{article}")
    page.locator(".text .m.claim").first.click()
    page.locator("#card a[href^='/cite/']").first.click()
    page.wait_for_url("**/cite/*")
    expect(page.locator("#footnote-text")).to_contain_text("tag set")
    watched.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#bibtex .copy").click()
    expect(page.locator("#bibtex .copy")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#bibtex-text").text_content()
    assert watched.errors == []
    watched.close()


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
    page.mouse.move(0, 0)  # the page scrolls to what is focused, and the pointer would rest on something else
    page.locator(f"[id='n-{quote}'] a").first.focus()
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
    expect(page.locator("meta[http-equiv=refresh]")).to_have_count(0, timeout=60_000)  # until everything is counted
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

"""The brief in a browser: nothing fetched, no error, no barrier, readable on a small screen and on paper."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_page import HOSTILE, page

from policynlp import steps
from policynlp.report import find_browser, page_of, print_pdf
from policynlp.settings import load_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
SIZES = {"desktop": (1280, 900), "narrow": (390, 800)}


@pytest.fixture(scope="module")
def briefs(tagged_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of the sample article, of one with hostile words, and of the sample corpus."""
    folder = tmp_path_factory.mktemp("briefs")
    settings = load_settings({"corpus.path": shutil.copytree(tagged_samples, folder / "corpus")})
    found = steps.brief_of_article(settings, "northmark-article")
    pages = {"sample": page_of(found, made="2025-06-01"), "hostile": page(HOSTILE, title=HOSTILE)}
    pages["corpus"] = page_of(steps.brief_of_corpus(settings), made="2025-06-01")
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api")
    try:
        program = find_browser()
    except Exception:  # noqa: BLE001
        pytest.skip("no Chromium is installed")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(program), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()


def opened(browser: Browser, path: Path, *, size: str = "desktop", scheme: str = "light") -> tuple[Page, list[str]]:
    """The page, and everything that it asked for or complained of."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    shown, noise = context.new_page(), []
    shown.on("request", lambda r: noise.append(r.url) if r.url != path.as_uri() else None)
    shown.on("console", lambda m: noise.append(m.text))
    shown.on("pageerror", lambda e: noise.append(str(e)))
    shown.on("dialog", lambda d: (noise.append(d.message), d.dismiss()))
    shown.goto(path.as_uri())
    return shown, noise


@pytest.mark.parametrize(
    ("name", "size", "scheme"),
    [
        pytest.param(
            name, size, scheme, marks=pytest.mark.slow if (scheme == "dark") != (name == "sample" and size == "narrow") else ()
        )
        for name in ("sample", "hostile", "corpus")
        for size in SIZES
        for scheme in ("light", "dark")
    ],
)
def test_no_barrier_no_noise_no_sideways_scroll(
    browser: Browser, briefs: dict[str, Path], name: str, size: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    shown, noise = opened(browser, briefs[name], size=size, scheme=scheme)
    shown.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    result = Axe().run(shown)
    serious = [v for v in result.response["violations"] if v["impact"] in {"serious", "critical"}]
    assert not serious, [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in serious]
    assert shown.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    assert not [n for n in noise if "axe" not in n]
    shown.context.close()


def test_a_click_on_a_finding_leads_to_its_sentence(browser: Browser, briefs: dict[str, Path]) -> None:
    shown, _ = opened(browser, briefs["sample"])
    shown.click("#findings a:has-text('Youth unemployment')")
    target = shown.locator(":target")
    assert "11.8 percent" in target.inner_text()
    assert target.is_visible()
    shown.context.close()


def test_the_pdf_holds_findings_tables_and_text(browser: Browser, briefs: dict[str, Path], tmp_path: Path) -> None:
    import pypdfium2

    out = tmp_path / "brief.pdf"
    print_pdf(briefs["sample"], out, browser=find_browser())
    with pypdfium2.PdfDocument(out) as pdf:
        width, height = pdf[0].get_size()
        assert (round(width), round(height)) == (595, 842)  # A4 in points
        first = pdf[0].get_textpage().get_text_range()
        everything = " ".join(pdf[i].get_textpage().get_text_range() for i in range(len(pdf)))
    assert "Findings" in first
    assert "Themes" in first  # all findings are on the first page
    assert re.search(r"All \d+ figures", everything)
    assert "Pay us for the water" in everything

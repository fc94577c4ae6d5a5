"""A browser goes where the link to the words points: on a page that repeats itself, the one paragraph that is meant is shown."""

from __future__ import annotations

import random
from html import escape
from pathlib import Path

import pytest

from policynlp.corpus.citing_fragments import text_directive, with_fragment
from policynlp.report import find_browser

pytestmark = pytest.mark.browser
WORDS = [
    "rye", "oats", "and", "fell", "rose", "by", "one-fifth,", "“maize”", "2,000", "&", "the", "of", "region's", "4 percent",
    "(about", "half)", "A-B", "U.S.", "水资源", "e.g.", "ministry’s", "Öl",
]  # fmt: skip
APART = "p { margin: 900px 0 }"  # one paragraph on the screen at a time


def test_the_paragraph_that_is_meant_is_shown(tmp_path: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    try:
        program = find_browser()
    except Exception:  # noqa: BLE001
        pytest.skip("no Chromium is installed")
    chance = random.Random(7)
    paragraphs = [" ".join(chance.choices(WORDS, k=chance.randint(6, 40))) for _ in range(16)]
    paragraphs[12] = paragraphs[4] + " It ends otherwise."
    text, blocks = "\n".join(paragraphs), []
    at = 0
    for words in paragraphs:
        blocks.append((at, at + len(words)))
        at += len(words) + 1
    page = tmp_path / "page.html"
    body = "".join(f"<p id='{i}'>{escape(words)}</p>" for i, words in enumerate(paragraphs))
    page.write_text(f"<!doctype html><meta charset=utf-8><style>{APART}</style>{body}", encoding="utf-8")
    shown = {}
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=["--no-sandbox", "--disable-gpu"])
        for i, (start, end) in enumerate(blocks):
            first = start + chance.randint(0, max(0, end - start - 20))
            directive = text_directive(text, (first, min(end, first + chance.randint(4, 200))), blocks=blocks)
            assert directive is not None
            tab = browser.new_page()
            tab.goto(with_fragment(page.as_uri(), directive))
            tab.wait_for_function("scrollY > 0", timeout=5000)
            shown[i] = tab.evaluate(
                "[...document.querySelectorAll('p')].filter(p => { const at = p.getBoundingClientRect();"
                " return at.bottom > 0 && at.top < innerHeight }).map(p => Number(p.id))"
            )
            tab.close()
        browser.close()
    assert shown == {i: [i] for i in range(len(paragraphs))}

"""What Label Studio's own page counts: spans shown and drawn behind emoji stand where Python counts them."""

from __future__ import annotations

from typing import Any

import pytest

from live import CHROMIUM, CHROMIUM_FLAGS
from policynlp.labels.exchange.regions import Region
from policynlp.labels.studio import Marked, results_of
from policynlp.labels.studio_config import labelling_config

TEXT = "😀 水 said “Grain is low”.\nSecond 🌾 line has Leda.\n\nThird  Tamora."

pytestmark = [
    pytest.mark.labelstudio,
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

PLACE_OF_LINE = """() => {
    for (const line of document.querySelectorAll('.lsf-richtext__line')) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node; (node = walker.nextNode());) {
            const at = node.data.indexOf('line has');
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 4);
            const box = range.getBoundingClientRect();
            return [box.x, box.y + box.height / 2, box.width];
        }
    }
}"""


def region(word: str) -> Region:
    start = TEXT.index(word)
    return Region(id=f"{word}.span.0", layer="entities", label="GPE", start=start, end=start + len(word), score=0.7)


def test_spans_behind_emoji_are_shown_and_drawn_where_python_counts_them(server: Any) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    shown = results_of(Marked(regions=[region("Leda"), region("Tamora")]), TEXT)
    with server.client() as http, playwright.sync_playwright() as driver:
        config = labelling_config(["entities"], [])
        project = http.post("/api/projects", json={"title": "In the browser", "label_config": config}).json()["id"]
        task = {
            "data": {"title": "T", "before": "", "text": TEXT, "after": ""},
            "predictions": [{"model_version": "m", "result": shown}],
        }
        made = http.post(f"/api/projects/{project}/import?return_task_ids=true", json=[task]).json()["task_ids"][0]
        http.patch(f"/api/projects/{project}", json={"model_version": "m"}).raise_for_status()
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(45_000)
        page.goto(f"{server.url}/user/login")
        page.fill("input[name=email]", server.email)
        page.fill("input[name=password]", server.password)
        page.click("button[type=submit]")
        page.wait_for_url(lambda url: "/login" not in url, wait_until="commit")
        page.goto(f"{server.url}/projects/{project}/data?task={made}")
        page.wait_for_selector(".htx-highlight")
        assert page.eval_on_selector_all(".htx-highlight", "all => all.map(e => e.textContent)") == ["Leda", "Tamora"]
        page.click(".lsf-label >> text=ORG")
        left, middle, width = page.evaluate(PLACE_OF_LINE)
        page.mouse.move(left + 0.5, middle)
        page.mouse.down()
        page.mouse.move(left + width / 2, middle, steps=5)
        page.mouse.move(left + width - 0.5, middle, steps=5)
        page.mouse.up()
        page.wait_for_selector(".htx-highlight >> text=line")
        page.click("button:has-text('Submit')")
        page.wait_for_selector("button:has-text('Update')")
        browser.close()
        (annotation,) = http.get(f"/api/tasks/{made}").json()["annotations"]
    found = {r["value"]["text"]: (r["value"]["start"], r["id"]) for r in annotation["result"]}
    assert {word: start for word, (start, _) in found.items()} == {w: TEXT.index(w) for w in ("Leda", "Tamora", "line")}
    assert found["Leda"][1] == "Leda.span.0"  # the page keeps our ids, by which answers find what they answer

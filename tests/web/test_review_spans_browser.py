"""Quotations, figures and names reviewed by keyboard alone in Chromium, in a text with emoji and Chinese."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from live import CHROMIUM, Server, chromium
from policynlp import steps
from policynlp.corpus.reading import TaggedDocument, open_corpus
from policynlp.labels.current import current
from policynlp.labels.decisions import completions, decisions
from policynlp.labels.units import units
from policynlp.settings import Settings, load_settings

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]
SHOTS = Path("tests/web/screenshots")
TEXT = """Port of Leda 🚢 to close

The transport ministry said on Monday 👩‍🚀 that the port of Leda would close in 2027. "We will pay every worker," said Ana Pires,
who heads the port authority. 王小明说港口将于明年关闭。The union called the plan "a lie".

Traffic at the port fell by 12 percent to 3.4 million tonnes in 2024, according to the Leda Bureau of Statistics. Pires expects
repairs to cost between 200 million and 300 million euros."""


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spans")
    (folder / "port.txt").write_text(TEXT, encoding="utf-8")
    steps.run([str(folder / "port.txt")], settings=load_settings({"corpus.path": folder / "corpus"}))
    return folder / "corpus"


@pytest.fixture
def settings(tagged: Path, tmp_path: Path) -> Settings:
    corpus = Path(shutil.copytree(tagged, tmp_path / "corpus"))
    made = load_settings({"corpus.path": corpus, "labels.url": str(tmp_path / "labels.sqlite")})
    for layer in ("quotes", "claims", "entities"):
        steps.whole_documents(made, [document(made).id], layer=steps.label_layer(layer))
    return made


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    with Server(settings.corpus.path, **{"labels.url": f'"{settings.labels.url}"'}) as server:
        yield server


@pytest.fixture(scope="module")
def launched() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def browser(launched: Any) -> Iterator[Any]:
    context = launched.new_context(viewport={"width": 1280, "height": 860})
    yield context
    context.close()


def document(settings: Settings) -> TaggedDocument:
    with open_corpus(settings.corpus.path) as corpus:
        return next(corpus.documents(corrected=False))


def open_tab(browser: Any, server: Server, layer: str) -> Any:
    tab = browser.new_page()
    tab.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
    tab.goto(f"{server.url}/review/{layer}")
    tab.wait_for_selector("#review[data-task]")
    return tab


def until(tab: Any, condition: str, argument: Any = None) -> None:
    for _ in range(1200):
        if tab.evaluate(condition, argument):
            return
        tab.wait_for_timeout(50)
    pytest.fail(
        f"never true: {condition}; message: {tab.inner_text('#message')}; kept: {tab.evaluate('JSON.stringify(localStorage)')}"
    )


def settle(tab: Any, layer: str) -> None:
    until(tab, f"() => !Object.keys(localStorage).some((name) => name.startsWith('outbox /api/review/{layer} local'))")


def choose(tab: Any, words: str) -> None:
    """Put the cursor on the first of these words and choose them all, by arrows; from the top of the text."""
    tab.keyboard.press("Home")
    for _ in range(300):
        said = tab.inner_text("#chosen-words")
        if words.startswith(said) and starts(tab, words):
            break
        tab.keyboard.press("ArrowRight")
    for _ in range(40):
        if tab.inner_text("#chosen-words") == words:
            return
        tab.keyboard.press("Shift+ArrowRight")
    pytest.fail(f"not chosen: {words!r}")


def starts(tab: Any, words: str) -> bool:
    """Whether the text from the cursor on begins with these words."""
    return tab.evaluate(
        """words => { let text = ''; let on = false;
            for (const one of document.querySelectorAll('#text .w, #text .g')) {
              on ||= one.classList.contains('at'); if (on) text += one.textContent; if (text.length > 400) break; }
            return text.startsWith(words); }""",
        words,
    )


def standing(settings: Settings, layer: str) -> dict[str, Any]:
    """Target to what stands, of what people said."""
    with steps.open_labels(settings) as store:
        (unit,) = units(store, layer=steps.label_layer(layer))
        made = decisions(store, [unit.id], standing=False)
        items = current(unit.id, unit.layer, made, completions=completions(store, [unit.id]).values())
        return {item.target: item.value for item in items if item.origin == "human" and item.value}


def states(tab: Any) -> list[str]:
    return tab.eval_on_selector_all("#items .item", "all => all.map(one => one.className.split(' ')[1])")


@pytest.mark.slow
def test_a_quotation_in_chinese_is_made_by_keyboard(browser: Any, server: Server, settings: Settings) -> None:
    text = document(settings).text
    tab = open_tab(browser, server, "quotes")
    suggested = len(states(tab))
    assert suggested >= 2
    assert standing(settings, "quotes") == {}
    choose(tab, "港口将于明年关闭")
    tab.keyboard.press("n")
    choose(tab, "王小明")
    tab.keyboard.press("s")
    choose(tab, "说")
    tab.keyboard.press("v")
    tab.keyboard.press("2")
    tab.keyboard.press("t")
    tab.keyboard.press("p")
    tab.keyboard.insert_text("王小明")
    tab.keyboard.press("Enter")
    settle(tab, "quotes")
    (made,) = standing(settings, "quotes").values()
    assert [text[s:e] for s, e in made["content"]] == ["港口将于明年关闭"]
    assert [text[s:e] for s, e in made["source"] + made["cue"]] == ["王小明", "说"]
    assert (made["speaker"], made["kind"], made["act"]) == ("王小明", "indirect", "directive")
    tab.keyboard.press("{")
    settle(tab, "quotes")
    assert [text[s:e] for s, e in next(iter(standing(settings, "quotes").values()))["content"]] == ["港口将于明年关"]
    tab.keyboard.press("u")
    until(tab, "() => document.querySelector('#items [aria-current]') !== null")
    settle(tab, "quotes")
    tab.wait_for_timeout(400)
    assert list(standing(settings, "quotes").values()) == [made]

    tab.reload()
    tab.wait_for_selector("#review[data-task]")
    assert states(tab).count("added") == 1
    assert states(tab).count("open") == suggested
    tab.keyboard.press("Enter")
    assert "undecided" in tab.inner_text("#hint")
    tab.keyboard.press("x")
    tab.keyboard.press("Shift+Enter")
    tab.wait_for_selector("text=The queue is empty")
    assert len(standing(settings, "quotes")) == suggested
    with steps.open_labels(settings) as store:
        assert {c.state for c in completions(store).values()} == {"complete"}


def test_digits_of_a_name_are_text_and_no_key_reaches_the_page(browser: Any, server: Server, settings: Settings) -> None:
    tab = open_tab(browser, server, "quotes")
    choose(tab, "港口将于明年关闭")
    tab.keyboard.press("n")
    choose(tab, "王小明")
    tab.keyboard.press("s")
    settle(tab, "quotes")
    (made,) = standing(settings, "quotes").values()
    assert (made["source_type"], made["speaker"]) == ("anonymous", None)
    tab.keyboard.press("p")
    assert tab.inner_text("#found li:nth-child(1)").startswith("1")  # a digit chooses while nothing is typed
    tab.keyboard.press("ArrowDown")
    for key in "xugj":
        tab.keyboard.press(key)
    assert tab.evaluate("document.getElementById('chooser').open")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.type("G20 ax group")
    assert tab.input_value("#chosen") == "G20 ax group"
    assert tab.inner_text("#found li:nth-child(1)").startswith("“G20 ax group”")
    tab.keyboard.press("Enter")
    settle(tab, "quotes")
    (made,) = standing(settings, "quotes").values()
    assert (made["source_type"], made["speaker"]) == ("named_person", "G20 ax group")
    tab.keyboard.press("p")
    tab.keyboard.press("1")
    settle(tab, "quotes")
    (made,) = standing(settings, "quotes").values()
    assert made["speaker"] == "Ana Pires"


def test_undo_goes_to_the_item_whose_key_it_takes_back(browser: Any, server: Server, settings: Settings) -> None:
    tab = open_tab(browser, server, "quotes")
    tab.keyboard.press("j")
    words = tab.inner_text("#items [aria-current] .item-words")
    tab.keyboard.press("{")
    settle(tab, "quotes")
    assert tab.inner_text("#items [aria-current] .item-words") != words
    tab.keyboard.press("k")
    tab.keyboard.press("u")
    until(tab, "words => document.querySelector('#items [aria-current] .item-words')?.textContent === words", words)
    assert standing(settings, "quotes") == {}


@pytest.mark.parametrize("layer", ["quotes", "claims", "entities"])
def test_items_are_decided_by_touch(launched: Any, server: Server, layer: str) -> None:
    phone = launched.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    tab = open_tab(phone, server, layer)
    tab.locator("#items [aria-current] + .item-go button", has_text="Accept").tap()
    settle(tab, layer)
    assert states(tab)[:1] == ["accepted"]
    tab.locator("#items .item").first.tap()
    tab.locator("#items [aria-current] + .item-go button", has_text="Reject").tap()
    settle(tab, layer)
    assert states(tab)[:1] == ["rejected"]
    phone.close()


def test_figures_are_corrected_with_live_reading(browser: Any, server: Server, settings: Settings) -> None:
    tab = open_tab(browser, server, "claims")
    assert set(states(tab)) == {"open"}
    tab.keyboard.press("e")
    tab.keyboard.type("nearly 12 trillion yuan")
    until(tab, "() => document.getElementById('said-value').textContent === '= about 12,000,000,000,000 CNY'")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    for _ in range(3):
        tab.keyboard.press("Tab")
    tab.keyboard.type("words that are nowhere")
    until(tab, "() => document.getElementById('said-measure').classList.contains('wrong')")
    tab.keyboard.press("Enter")
    until(tab, "() => !document.querySelector('dialog[open]')")
    assert "Not read" in tab.inner_text("#hint")
    tab.keyboard.press("t")
    settle(tab, "claims")
    (value,) = standing(settings, "claims").values()
    assert (value["value"], value["unit"], value["bound"], value["value_base"]) == (12e12, "CNY", "about", 12e12)
    choose(tab, "Leda Bureau of Statistics")
    tab.keyboard.press("s")
    tab.keyboard.press("4")
    settle(tab, "claims")
    (value,) = standing(settings, "claims").values()
    text = document(settings).text
    assert ([text[s:e] for s, e in value["source"]], value["bound"]) == (["Leda Bureau of Statistics"], "at_least")


def test_names_are_made_joined_split_and_made_one(browser: Any, server: Server, settings: Settings) -> None:
    text = document(settings).text
    tab = open_tab(browser, server, "entities")
    while "open" in states(tab):
        tab.keyboard.press("x")
    settle(tab, "entities")
    choose(tab, "港口")
    tab.keyboard.press("n")
    tab.keyboard.press("5")
    choose(tab, "🚢")
    tab.keyboard.press("n")
    tab.keyboard.press("2")
    choose(tab, "👩‍🚀")
    tab.keyboard.press("n")
    settle(tab, "entities")
    found = {text[v["start"] : v["end"]]: v["label"] for v in standing(settings, "entities").values()}
    assert found == {"港口": "FAC", "🚢": "ORG", "👩‍🚀": "ORG"}
    choose(tab, "口")
    for _ in range(60):
        if "港口" in tab.inner_text("#items [aria-current]"):
            break
        tab.keyboard.press("j")
    choose(tab, "口")
    tab.keyboard.press("d")
    settle(tab, "entities")
    found = {text[v["start"] : v["end"]] for v in standing(settings, "entities").values()}
    assert {"港", "口"} <= found
    assert "港口" not in found
    tab.keyboard.press("m")
    settle(tab, "entities")
    assert "港口" in {text[v["start"] : v["end"]] for v in standing(settings, "entities").values()}
    tab.keyboard.press("0")
    tab.keyboard.type("zz")
    assert "Nothing is called so" in tab.inner_text("#found")
    tab.keyboard.press("Escape")
    tab.keyboard.press("p")
    tab.keyboard.type("Ana")
    assert "mentions" in tab.inner_text("#found")
    tab.keyboard.press("Enter")
    assert "Ana Pires is PERSON, this is FAC" in tab.inner_text("#hint")
    tab.keyboard.press("1")
    tab.keyboard.press("p")
    tab.keyboard.type("Ana")
    tab.keyboard.press("Enter")
    settle(tab, "entities")
    (named,) = [v for v in standing(settings, "entities").values() if text[v["start"] : v["end"]] == "港口"]
    assert named["name"] == "Ana Pires"


def test_a_second_tab_is_told_and_shows_what_is_there_now(browser: Any, server: Server, settings: Settings) -> None:
    first, second = open_tab(browser, server, "quotes"), open_tab(browser, server, "quotes")
    first.keyboard.press("x")
    settle(first, "quotes")
    second.keyboard.press("a")
    second.wait_for_selector("#message:not([hidden])")
    assert second.inner_text("#message").startswith("This was decided on in the meantime")
    assert "rejected" in states(second)
    assert standing(settings, "quotes") == {}
    second.keyboard.press("a")
    settle(second, "quotes")
    assert len(standing(settings, "quotes")) == 1


def test_nothing_is_lost_when_the_server_is_away(browser: Any, server: Server, settings: Settings) -> None:
    tab = open_tab(browser, server, "quotes")
    server.kill()
    choose(tab, "港口")
    tab.keyboard.press("n")  # its id is the server's to give
    tab.keyboard.press("1")
    tab.wait_for_selector("#message:not([hidden])")
    server.start()
    settle(tab, "quotes")
    (made,) = standing(settings, "quotes").values()
    assert made["kind"] == "direct"
    tab.keyboard.press("3")
    settle(tab, "quotes")
    assert [one["kind"] for one in standing(settings, "quotes").values()] == ["mixed"]


@pytest.mark.slow
def test_what_two_tabs_decide_while_the_server_is_away_is_kept_apart(browser: Any, server: Server, settings: Settings) -> None:
    first, second = open_tab(browser, server, "quotes"), open_tab(browser, server, "quotes")
    server.kill()
    # the second tab sees what was there before the first wrote, as a browser with a process for each tab may show it
    second.evaluate("Storage.prototype.getItem = () => null")
    first.keyboard.press("x")
    first.wait_for_selector("#message:not([hidden])")
    second.keyboard.press("ArrowDown")
    second.keyboard.press("a")
    second.wait_for_selector("#message:not([hidden])")
    kept = first.evaluate(
        "Object.entries(localStorage).filter(([name]) => name.startsWith('outbox')).map(([_, one]) => JSON.parse(one))"
    )
    assert {one["made"][0]["action"] for one in kept} == {"reject", "accept"}


def test_words_are_chosen_by_mouse_and_snap(browser: Any, server: Server, settings: Settings) -> None:
    tab = open_tab(browser, server, "quotes")
    begin, end = (tab.locator("#text .w", has_text=word).first.bounding_box() for word in ("ministry", "Monday"))
    tab.mouse.move(begin["x"] + begin["width"] - 2, begin["y"] + 8)
    tab.mouse.down()
    tab.mouse.move(end["x"] + 3, end["y"] + 8, steps=5)
    tab.mouse.up()
    assert tab.inner_text("#chosen-words") == "ministry said on Monday"


def test_the_pages_have_no_serious_fault_for_screen_readers(browser: Any, server: Server) -> None:
    from axe_playwright_python.sync_playwright import Axe

    SHOTS.mkdir(exist_ok=True)
    for layer in ("quotes", "claims", "entities"):
        tab = open_tab(browser, server, layer)
        tab.keyboard.press("a")
        settle(tab, layer)
        for ground in ("light", "dark"):
            tab.evaluate("ground => { document.documentElement.dataset.ground = ground; }", ground)
            tab.wait_for_timeout(300)
            tab.screenshot(path=SHOTS / f"review-{layer}-{ground}.png")
            found = Axe().run(tab).response["violations"]
            serious = [(v["id"], [n["html"] for n in v["nodes"]]) for v in found if v["impact"] in {"serious", "critical"}]
            assert serious == []
        tab.set_viewport_size({"width": 390, "height": 844})
        tab.screenshot(path=SHOTS / f"review-{layer}-small.png", full_page=True)
        tab.close()

"""Texts and tags that are far too large or too many: the page comes in bounded time and size, and can be read."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from policynlp.corpus.store import Store
from policynlp.document import Document, Passage, Source, content_id, text_sha256
from policynlp.tags import Entity, Tags
from web_client import client_of

LINE_CHARS = 5_000_000
SPANS = 10_000
_MOST_S = 60.0
"""Generous: the tests may run on a machine that is busy; here a page took 2 s."""
_MOST_BYTES = 6_000_000


def one_passage(text: str, name: str) -> Document:
    document = Document(text=text, source=Source(uri=f"{name}.txt", title=name, genre="news"), work=name, key=name)
    return document.with_passages([Passage(id=content_id("passage", name), start=0, end=len(text), kind="paragraph")])


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    words = "Wages rose by 4 percent in the valley. "
    return {
        "line": one_passage("x" * LINE_CHARS, "line"),
        "spans": one_passage(words * 300, "spans"),
    }


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, documents: dict[str, Document]) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("far") / "corpus"
    with Store.create(folder) as store:
        tagset = store.register_tagset({"rules": "1"})
        store.begin_run("run-1", kind="run", tagset=tagset, settings_json="{}", backend="local")
        fingerprints = {d.id: (text_sha256(d.text), bytes(16)) for d in documents.values()}
        store.commit_documents(list(documents.values()), run_id="run-1", fingerprints=fingerprints)
        tags = [
            Tags(document=d.id, tagset=tagset, entities=_spans(d) if name == "spans" else ()) for name, d in documents.items()
        ]
        store.commit_tags(tags, run_id="run-1", tagset=tagset)
        store.activate(tagset, by="run-1")
        store.finish_run("run-1", status="completed", counts={}, seconds=1.0)
    with client_of(folder) as client:
        yield client


def _spans(document: Document) -> tuple[Entity, ...]:
    most = len(document.text) - 400
    places = [(n % most, n % most + 40 + n // 37) for n in range(SPANS)]
    return tuple(
        Entity(id=f"e{n:05}", start=start, end=min(end, len(document.text)), label="ORG", entity=f"org:{n}", name=f"Body {n}")
        for n, (start, end) in enumerate(places)
    )


def timed(client: TestClient, path: str) -> str:
    began = time.monotonic()
    answer = client.get(path)
    assert time.monotonic() - began < _MOST_S
    assert answer.status_code == 200, answer.text[:2000]
    return answer.text


def test_five_million_characters_in_one_line_come_in_parts(hostile: TestClient, documents: dict[str, Document]) -> None:
    page = timed(hostile, f"/documents/{documents['line'].id}")
    parts = int(re.search(r"Part 1 of ([\d,]+)", page)[1].replace(",", ""))  # type: ignore[index]
    assert LINE_CHARS / parts <= 40_000
    assert len(page) < 500_000
    following = html.unescape(re.search(r'rel="next" href="([^"]+)"', page)[1])  # type: ignore[index]
    assert "Part 2 of" in timed(hostile, following.partition("#")[0])
    last = timed(hostile, f"/documents/{documents['line'].id}?at={LINE_CHARS - 1}")
    assert f"Part {parts} of {parts}" in last
    timed(hostile, f"/documents/{documents['line'].id}?at={10 * LINE_CHARS}")


def test_ten_thousand_spans_over_each_other_can_be_read(hostile: TestClient, documents: dict[str, Document]) -> None:
    document = documents["spans"]
    page = timed(hostile, f"/documents/{document.id}")
    assert len(page) < _MOST_BYTES
    text = page[page.index("<article") : page.index("</article>")]
    words = html.unescape(re.sub(r"<[^>]+>", "", text))
    assert document.text[:2000] in words
    assert max(len(ids.split()) for ids in re.findall(r'data-a="([^"]+)"', text)) <= 12
    assert "data-more" in text


@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=wages&mode=words", "/figures", pytest.param("/voices", marks=pytest.mark.slow), "/actors", "/themes"],
)
def test_the_other_pages_stand(hostile: TestClient, path: str) -> None:
    assert len(timed(hostile, path)) < _MOST_BYTES

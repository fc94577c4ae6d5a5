"""The web server: killed while somebody reads and an annotator writes; over a corpus and labels that are damaged."""

from __future__ import annotations

import json
import random
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from whole import copy_of

from live import Server
from policynlp import steps
from policynlp.labels.decisions import decisions
from policynlp.settings import Settings, load_settings
from tally import tally
from web_client import client_of

pytestmark = pytest.mark.crash
Whole = tuple[Path, Path]
PAGES = ("/", "/search?q=rains", "/voices", "/figures", "/themes", "/actors", "/identities", "/sql?sql=from+quotes", "/report")
KILLS = 8


def labelled(corpus: Path) -> Settings:
    settings = load_settings({"corpus.path": corpus})
    assert steps.fill_queue(settings, n=40)
    return settings


def ask(url: str, body: object = None) -> dict:
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", "Origin": url.partition("/api")[0]}
    with urllib.request.urlopen(urllib.request.Request(url, data=data, headers=headers), timeout=20) as answer:
        return json.loads(answer.read())


class Annotator(threading.Thread):
    """Presses keys; sends what was not answered again, as the page does."""

    def __init__(self, url: str, seed: int) -> None:
        super().__init__(daemon=True)
        self.url, self.acknowledged, self.sent, self.stopping = f"{url}/api/review/themes", set(), 0, threading.Event()
        self._seed = seed

    def run(self) -> None:
        waiting: dict | None = None
        while not self.stopping.is_set() or waiting is not None:
            try:
                if waiting is None:
                    item = ask(self.url)
                    if not item or "task" not in item:
                        return
                    self.sent += 1
                    key = f"{self._seed}-{self.sent}"
                    made = [{"action": "add", "target": "trade", "value": True}]
                    waiting = {"task": item["task"]["id"], "key": key, "made": made, "complete": True, "seen": item["seen"]}
                ask(self.url, waiting)
                self.acknowledged.add(waiting["key"])
                waiting = None
            except urllib.error.HTTPError:
                waiting = None  # refused: told to the annotator
            except (OSError, ValueError):
                time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_killed_while_somebody_reads_and_an_annotator_writes(whole: Whole, tmp_path: Path) -> None:
    settings = labelled(copy_of(whole[0], tmp_path / "corpus"))
    chance, killed = random.Random(3), 0
    with Server(settings.corpus.path) as server:
        annotator = Annotator(server.url, 3)
        annotator.start()
        for _ in range(KILLS):
            until = time.monotonic() + chance.uniform(0.2, 1.5)
            while time.monotonic() < until:
                urllib.request.urlopen(f"{server.url}{chance.choice(PAGES[:3])}", timeout=20).read()
            server.kill()
            killed += 1
            server.start()
        annotator.stopping.set()
        annotator.join(timeout=60)
    with steps.open_labels(settings) as store:
        kept = [d.key.rpartition(":")[0] for d in decisions(store, standing=False) if d.action == "add"]
    lost = len(annotator.acknowledged - set(kept))
    doubled = len(kept) - len(set(kept))
    assert annotator.acknowledged
    assert (lost, doubled) == (0, 0)
    assert steps.examine(settings).state == "healthy"
    tally("kill -9 of the web server, a reader and an annotator at work", injected=killed, lost=lost, doubled=doubled,
          note=f"{len(annotator.acknowledged)} keys answered")  # fmt: skip


@pytest.mark.parametrize("table", ["documents", "quotes"])
def test_pages_over_a_damaged_table_say_so_and_the_server_stays_up(whole: Whole, tmp_path: Path, table: str) -> None:
    corpus = copy_of(whole[0], tmp_path / "corpus")
    broken = sorted(corpus.glob(f"tables/{table}/**/*.parquet"))
    for path in broken:
        data = bytearray(path.read_bytes())
        data[4:600] = b"\x07" * 596
        path.write_bytes(bytes(data))
    told, unclear = [], 0
    with client_of(corpus) as client:
        for page in PAGES:
            answer = client.get(page)
            unclear += answer.status_code == 500 or "Traceback" in answer.text
            assert answer.status_code in {200, 404, 503}, (page, answer.text[-600:])
            if answer.status_code == 503:
                told.append(page)
                assert "policynlp doctor" in answer.text, (page, answer.text)
        # without documents there is nothing, and the second page must not take that for an empty corpus
        assert told == list(PAGES) if table == "documents" else "/voices" in told
        assert client.get("/static/icon.svg").status_code == 200
    tally(f"pages over a damaged table ({table})", injected=len(PAGES), unclear=unclear)


def test_a_damaged_label_database_is_told_on_the_page_of_labels_alone(whole: Whole, tmp_path: Path) -> None:
    settings = labelled(copy_of(whole[0], tmp_path / "corpus"))
    labels = tmp_path / "corpus.labels.sqlite"
    data = bytearray(labels.read_bytes())
    data[100:9000] = b"\xff" * 8900
    labels.write_bytes(bytes(data))
    with client_of(settings.corpus.path) as client:
        answer = client.get("/review/themes")
        assert (answer.status_code, "policynlp doctor" in answer.text) == (503, True)
        assert client.get("/voices").status_code == 200
    tally("label database damaged under the web server")

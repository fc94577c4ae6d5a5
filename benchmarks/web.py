"""Response times of the pages over a corpus, as a browser would ask for them: p50 and p95 in milliseconds.

    python benchmarks/synthetic_corpus.py --help          # makes a corpus of any size
    python benchmarks/web.py CORPUS [--requests 20] [--json FILE]
    policynlp --corpus CORPUS export all corpus.sqlite --text full
    python benchmarks/web.py CORPUS --datasette corpus.sqlite

The server runs in a process of its own. Each page is asked for with other words or another document each time, so that nothing but
what the server keeps by itself (the numbers of the first page) is answered from memory.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import datasette_pages

ORDERS = ("quotes", "mentions", "documents", "figures", "name")
NARROWED = (
    "/figures?measure=grain",
    "/figures?about=grain",
    "/figures?place=north",
    "/voices?genre=news",
    "/voices?theme=trade",
    "/voices?about=water",
    "/themes?by=genre",
)
"""Pages with filters, which are asked for since another day each time."""
WORDS = (
    "water",
    "wages",
    "grain",
    "energy",
    "schools",
    "budget",
    "police",
    "trade",
    "housing",
    "roads",
    "doctors",
    "farms",
    "jobs",
    "tax",
)


Timing = dict[str, float]
Pages = dict[str, Callable[[], str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus")
    parser.add_argument("--requests", type=int, default=20)
    parser.add_argument("--port", type=int, default=8699)
    parser.add_argument("--datasette", type=Path, help="the corpus as SQLite, for Datasette beside it in the same run")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    chosen = parser.parse_args()
    out: dict[str, Any] = {"cores": os.cpu_count(), "load_before": os.getloadavg()[0], "requests": chosen.requests}
    command = [sys.executable, "-m", "policynlp", "--corpus", chosen.corpus, "web", "--port", str(chosen.port)]
    began = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    beside: subprocess.Popen[bytes] | None = None
    try:
        wait_for(chosen.port, "/keys")
        print(f"server up after {time.perf_counter() - began:.1f} s; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        first, _ = asked(chosen.port, "/")
        print(f"{'first page, nothing counted yet':34} {1000 * first:7.0f} ms")
        began = time.perf_counter()
        _, body = asked(chosen.port, "/api/overview")
        print(f"{'all numbers of the first page':34} {1000 * (time.perf_counter() - began):7.0f} ms")
        out |= {"documents": json.loads(body)["counts"]["documents"], "first_page_ms": 1000 * first}
        documents, draw = sample(chosen.port), random.Random(7)
        out["policynlp"] = timed(chosen.port, own_pages(chosen.port, draw, documents), requests=chosen.requests)
        if chosen.datasette:
            print("Datasette, immutable, without its limits of time")
            beside = datasette_pages.serve(chosen.datasette, port=chosen.port + 1)
            wait_for(chosen.port + 1, "/-/versions.json")
            names = [row["name"] for row in actors_of(chosen.port)]
            pages = datasette_pages.pages(chosen.datasette, draw, words=WORDS, documents=documents, names=names)
            out["datasette"] = timed(chosen.port + 1, pages, requests=chosen.requests)
        out["load_after"] = os.getloadavg()[0]
        print(f"{out['documents']:,} documents counted; load {out['load_after']:.1f}")
    finally:
        for process in filter(None, (server, beside)):
            process.terminate()
            process.wait(timeout=20)
    if chosen.json:
        chosen.json.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


def timed(port: int, pages: Pages, *, requests: int) -> dict[str, Timing]:
    """Milliseconds of the first answer, and p50 and p95 of the further ones, by page."""
    out = {}
    for name, address in pages.items():
        first, _ = asked(port, address())
        times = sorted(asked(port, address())[0] for _ in range(requests))
        p50, p95 = times[len(times) // 2], times[min(len(times) - 1, int(0.95 * len(times)))]
        out[name] = {"first_ms": 1000 * first, "p50_ms": 1000 * p50, "p95_ms": 1000 * p95}
        print(f"{name:34} {1000 * first:7.0f} ms first {1000 * p50:7.0f} ms p50 {1000 * p95:7.0f} ms p95", flush=True)
    return out


def own_pages(port: int, draw: random.Random, documents: list[str]) -> Pages:
    """The pages of the corpus."""
    pages: Pages = {
        "first page": lambda: "/",
        "search, words, facets": lambda: f"/search?mode=words&q={quote(' '.join(draw.sample(WORDS, 2)))}",
        "search, words and meaning, facets": lambda: f"/search?q={quote(' '.join(draw.sample(WORDS, 3)))}",
        "search, filters alone": lambda: f"/search?theme={draw.choice(['talent', 'energy', 'security', 'trade'])}",
        "document": lambda: f"/documents/{draw.choice(documents)}",
        "SQL, one count": lambda: "/sql?q=select+count(*)+from+documents",
    }
    return pages | asked_pages(port, draw)


def actors_of(port: int) -> list[dict[str, Any]]:
    """Persons, organisations and places that are quoted most."""
    rows: list[dict[str, Any]] = json.loads(asked(port, "/api/actors")[1])["tables"]["actors"]["rows"]
    return rows


def asked_pages(port: int, draw: random.Random) -> Pages:
    """Pages of answers: as they open (`first` is the page that counts there, the rest are remembered), and narrowed each time anew."""
    rows = actors_of(port)
    actors = iter(draw.sample(rows, len(rows)))
    days = iter(draw.sample(range(1000, 9000), 2000))

    def narrowed(page: str) -> str:
        n = next(days)  # another day each time: nothing is remembered
        return f"{page}{'&' if '?' in page else '?'}published_since={n // 10:04d}-{n % 10 + 1:02d}-01"

    pages: Pages = {}
    for page in ("/figures", "/voices", "/actors", "/themes", "/themes?by=month"):
        pages[f"{page}, as it opens"] = lambda page=page: page  # type: ignore[misc]
    for page in NARROWED:
        pages[f"{page}, since a day"] = lambda page=page: narrowed(page)  # type: ignore[misc]
    pages["/actors, words of a name"] = lambda: f"/actors?name={quote(draw.choice(rows)['name'])}&order={draw.choice(ORDERS)}"
    pages["one actor"] = lambda: f"/actors/{quote(next(actors)['identity'])}"
    return pages


def wait_for(port: int, path: str) -> None:
    for _ in range(600):
        try:
            asked(port, path)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not come up")


def asked(port: int, path: str) -> tuple[float, bytes]:
    """Seconds until the last byte, and the answer."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status}")
    return time.perf_counter() - began, body


def sample(port: int) -> list[str]:
    _, body = asked(port, f"/api/sql?q={quote('select document from documents using sample 60')}")
    return [row["document"] for row in json.loads(body)["tables"]["result"]["rows"]]


if __name__ == "__main__":
    main()

"""Response times of the pages over a corpus, as a browser would ask for them: p50 and p95 in milliseconds.

    python benchmarks/synthetic_corpus.py --help          # makes a corpus of any size
    python benchmarks/web.py CORPUS [--requests 20]

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
from urllib.parse import quote

ORDERS = ("quotes", "mentions", "documents", "figures", "name")
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus")
    parser.add_argument("--requests", type=int, default=20)
    parser.add_argument("--port", type=int, default=8699)
    chosen = parser.parse_args()
    command = [sys.executable, "-m", "policynlp", "--corpus", chosen.corpus, "web", "--port", str(chosen.port)]
    began = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_for(chosen.port)
        print(f"server up after {time.perf_counter() - began:.1f} s; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        first, _ = asked(chosen.port, "/")
        print(f"{'first page, nothing counted yet':34} {1000 * first:7.0f} ms")
        began = time.perf_counter()
        _, body = asked(chosen.port, "/api/overview")
        print(f"{'all numbers of the first page':34} {1000 * (time.perf_counter() - began):7.0f} ms")
        documents = sample(chosen.port)
        draw = random.Random(7)
        pages: dict[str, Callable[[], str]] = {
            "first page": lambda: "/",
            "search, words, facets": lambda: f"/search?mode=words&q={quote(' '.join(draw.sample(WORDS, 2)))}",
            "search, words and meaning, facets": lambda: f"/search?q={quote(' '.join(draw.sample(WORDS, 3)))}",
            "search, filters alone": lambda: f"/search?theme={draw.choice(['talent', 'energy', 'security', 'trade'])}",
            "document": lambda: f"/documents/{draw.choice(documents)}",
            "SQL, one count": lambda: "/sql?q=select+count(*)+from+documents",
        }
        pages |= asked_pages(chosen.port, draw)
        for name, address in pages.items():
            cold, _ = asked(chosen.port, address())
            times = sorted(asked(chosen.port, address())[0] for _ in range(chosen.requests))
            p50, p95 = times[len(times) // 2], times[min(len(times) - 1, int(0.95 * len(times)))]
            print(f"{name:34} {1000 * cold:7.0f} ms first {1000 * p50:7.0f} ms p50 {1000 * p95:7.0f} ms p95")
        print(f"{json.loads(body)['counts']['documents']:,} documents counted; load {os.getloadavg()[0]:.1f}")
    finally:
        server.terminate()
        server.wait(timeout=20)


def asked_pages(port: int, draw: random.Random) -> dict[str, Callable[[], str]]:
    """Pages of answers: as they open (`first` is the page that counts there, the rest are remembered), and narrowed each time anew."""
    rows = json.loads(asked(port, "/api/actors")[1])["tables"]["actors"]["rows"]
    actors = iter(draw.sample(rows, len(rows)))
    days = iter(draw.sample(range(1000, 9000), 2000))

    def narrowed(page: str) -> str:
        n = next(days)  # another day each time: nothing is remembered
        return f"{page}{'&' if '?' in page else '?'}published_since={n // 10:04d}-{n % 10 + 1:02d}-01"

    pages: dict[str, Callable[[], str]] = {}
    for page in ("/figures", "/voices", "/actors", "/themes", "/themes?by=month"):
        pages[f"{page}, as it opens"] = lambda page=page: page  # type: ignore[misc]
    for page in ("/figures?measure=grain", "/voices?genre=news", "/themes?by=genre", "/voices?theme=trade"):
        pages[f"{page}, since a day"] = lambda page=page: narrowed(page)  # type: ignore[misc]
    pages["/actors, words of a name"] = lambda: f"/actors?name={quote(draw.choice(rows)['name'])}&order={draw.choice(ORDERS)}"
    pages["one actor"] = lambda: f"/actors/{quote(next(actors)['identity'])}"
    return pages


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            asked(port, "/keys")
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

"""Who uses the pages while runs come and go: a reader, annotators, and a watch on the server's memory."""

from __future__ import annotations

import http.client
import json
import random
import re
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PAGES = (
    "/",
    "/search?q=water",
    "/search?mode=words&q=budget+schools",
    "/figures",
    "/voices",
    "/actors",
    "/themes",
    "/review",
    "/metrics",
    "/api/overview",
    "/sql?q=select+count(*)+from+documents",
)
TARGETS = ("agriculture", "economy", "security", "talent", "technology", "trade")
_TIMEOUT_S = 60.0


class Visitor(threading.Thread):
    """Somebody at the pages, until stopped; every kind of request is timed.

    Args:
        url: Of the server.
        seed: Of what is done when.
        pause_s: Least and greatest pause between two requests.

    Attributes:
        times_ms: Kind of request to how long each took.
        wrong: What must not happen.
    """

    def __init__(self, url: str, *, seed: int, pause_s: tuple[float, float]) -> None:
        super().__init__(daemon=True)
        self.host = urlsplit(url).netloc
        self.chance = random.Random(seed)
        self.times_ms: dict[str, list[float]] = {}
        self.wrong: list[str] = []
        self.stopping = threading.Event()
        self._pause_s = pause_s

    def run(self) -> None:
        while not self.stopping.is_set():
            try:
                self.step()
            except (OSError, http.client.HTTPException, ValueError, LookupError) as error:
                self.wrong.append(f"{type(error).__name__}: {error}")
            self.stopping.wait(self.chance.uniform(*self._pause_s))

    def step(self) -> None:
        """One thing that a person does."""
        raise NotImplementedError

    def ask(self, path: str, *, kind: str, body: object = None, **headers: str) -> tuple[int, bytes, http.client.HTTPResponse]:
        """One request, timed to its last byte; gives status, body, answer."""
        connection = http.client.HTTPConnection(self.host, timeout=_TIMEOUT_S)
        began = time.perf_counter()
        try:
            data = None if body is None else json.dumps(body)
            sent = {"Content-Type": "application/json", **headers} if data else headers
            connection.request("GET" if data is None else "POST", path, body=data, headers=sent)
            answer = connection.getresponse()
            read = answer.read()
        finally:
            connection.close()
        self.times_ms.setdefault(kind, []).append(1000 * (time.perf_counter() - began))
        return answer.status, read, answer


class Reader(Visitor):
    """Opens pages at random, as a browser that keeps what it has: 200 and 304 are right, all else is wrong."""

    def __init__(self, url: str, *, seed: int, pause_s: tuple[float, float]) -> None:
        super().__init__(url, seed=seed, pause_s=pause_s)
        self.statuses: Counter[int] = Counter()
        self._kept: dict[str, str] = {}
        self._documents: list[str] = []

    def step(self) -> None:
        document = bool(self._documents) and self.chance.random() < 0.3
        path = self.chance.choice(self._documents if document else PAGES)
        kept = self._kept.get(path)
        headers = {"If-None-Match": kept} if kept and self.chance.random() < 0.5 else {}
        status, body, answer = self.ask(path, kind="/documents/..." if document else path, **headers)
        self.statuses[status] += 1
        if status not in {200, 304}:
            self.wrong.append(f"{path}: {status} {body[:200].decode(errors='replace')}")
        if tag := answer.headers.get("ETag"):
            self._kept[path] = tag
        if found := re.findall(rb'href="(/documents/[0-9a-f]+)', body):
            self._documents = sorted({link.decode() for link in found} | set(self._documents))[:200]


class Annotator(Visitor):
    """Takes what the queue gives and decides; what got no answer is sent again under the same key, and some keys are sent twice.

    Args:
        url, seed, pause_s: As of `Visitor`.
        name: Of the account.
        token: Of the account.

    Attributes:
        sent: Keys sent, to the number of rows that each makes.
        acknowledged: Keys that the server said it kept.
        refused: Status to how often a decision was refused, which the person is told.
    """

    def __init__(self, url: str, *, seed: int, pause_s: tuple[float, float], name: str, token: str) -> None:
        super().__init__(url, seed=seed, pause_s=pause_s)
        self.name_of_account = name
        self.sent: dict[str, int] = {}
        self.acknowledged: set[str] = set()
        self.refused: Counter[int] = Counter()
        self._headers = {"Authorization": f"Bearer {token}"}
        self._waiting: dict[str, Any] | None = None

    def step(self) -> None:
        path = "/api/review/themes"
        if self._waiting is None:
            status, body, _ = self.ask(path, kind="next unit", **self._headers)
            if status != 200:
                self.wrong.append(f"{path}: {status} {body[:200].decode(errors='replace')}")
                return
            if (item := json.loads(body)) is None:
                return
            self._waiting = self._decide(item)
        for _ in range(2 if self.chance.random() < 0.1 else 1):
            status, body, _ = self.ask(path, kind="decision", body=self._waiting, **self._headers)
            if status == 200:
                self.acknowledged.add(str(self._waiting["key"]))
            else:
                self.refused[status] += 1
                if status >= 500 or self._waiting["key"] in self.acknowledged:
                    self.wrong.append(f"{path}: {status} {body[:200].decode(errors='replace')}")
        self._waiting = None

    def _decide(self, item: dict[str, Any]) -> dict[str, Any]:
        key = f"{self.name_of_account}-{len(self.sent) + 1}"
        skips = self.chance.random() < 0.1
        labels = self.chance.sample(TARGETS, self.chance.randint(0, 2))
        made = [{"action": "skip"}] if skips else [{"action": "add", "target": label, "value": True} for label in labels]
        self.sent[key] = len(made) + (not skips)
        return {
            "task": item["task"]["id"],
            "key": key,
            "made": made,
            "complete": not skips,
            "seen": item["seen"],
            "seconds": 2.0,
        }


class Watch(threading.Thread):
    """Memory of a process, from Linux' `/proc`.

    Args:
        pid: Whose.
        every_s: How often it is looked at.

    Attributes:
        run_number: Of the run at work; set from outside.
        samples: Seconds since the start, number of the run, resident megabytes.
    """

    def __init__(self, pid: int, *, every_s: float = 2.0) -> None:
        super().__init__(daemon=True)
        self.run_number = 0
        self.samples: list[tuple[float, int, float]] = []
        self.stopping = threading.Event()
        self._status, self._every_s = Path(f"/proc/{pid}/status"), every_s

    def run(self) -> None:
        began = time.monotonic()
        while not self.stopping.wait(self._every_s):
            try:
                found = re.search(r"VmRSS:\s+(\d+) kB", self._status.read_text(encoding="ascii"))
            except OSError:
                return
            if found:
                self.samples.append((time.monotonic() - began, self.run_number, int(found[1]) / 1024))

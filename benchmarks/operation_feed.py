"""A site with an Atom feed whose texts appear, change and vanish, and which fails and recovers by a seed.

It writes down what it sent to which run, which is what the corpus is held against.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from synthetic_world import MEASURES, World

FEED = "/feed.atom"
TIMEOUT_S = 3.0
"""What a run gives the site to answer in (`fetch.timeout_s`)."""
LISTED = 20  # a feed names the newest
_SLOW_S, _HANG_S = 0.8, TIMEOUT_S + 1.0
PASSING = frozenset({"slow", "unavailable once"})
"""Faults that a run gets over by itself."""
MARK = "This is report {number} in edition {edition}."
"""A sentence that no other text has."""


@dataclass
class Text:
    """A page of the site.

    Attributes:
        number, edition: Which, and how often it was changed; from 1.
        html: The page.
        listed: Whether the feed may name it; a page that vanished answers 404.
        changed: Turn of the last change.
    """

    number: int
    edition: int
    html: bytes
    changed: int
    listed: bool = True

    @property
    def path(self) -> str:
        return f"/reports/{self.number}"


@dataclass(frozen=True)
class Sent:
    """One answer.

    Attributes:
        run: Number of the run that asked.
        path: For what.
        how: `text`, `unchanged` (304), `feed`, `not there`, or the fault.
        edition: Of the text.
    """

    run: int
    path: str
    how: str
    edition: int = 0


class Site:
    """The server; a context manager.

    Args:
        seed: What happens when depends on it alone.

    Attributes:
        sent: Every answer, in order.
        faults: Path to the fault and the last turn that it lasts.
    """

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.world = World(seed)
        self.texts: list[Text] = []
        self.faults: dict[str, tuple[str, int]] = {}
        self.sent: list[Sent] = []
        self.turn_number = -1
        self.happened: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": self}))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self) -> Site:
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def listed(self) -> list[Text]:
        """What the feed names, the newest first."""
        there = [text for text in self.texts if text.listed]
        return sorted(there, key=lambda text: (text.changed, text.number), reverse=True)[:LISTED]

    def turn(self, *, calm: bool) -> None:
        """What happens between two runs.

        Args:
            calm: No fault during the next run.
        """
        self.turn_number += 1
        chance = self.chance
        for _ in range(chance.choices((0, 1, 2, 3), (3, 4, 2, 1))[0] if self.texts else 6):
            there = self.listed()
            if len(there) < 6 or chance.random() < 0.6:
                self._publish(len(self.texts) + 1, 1)
            else:
                changed = chance.choice(there)
                self._publish(changed.number, changed.edition + 1)
        self._vanish()
        self._break(calm=calm)

    def _publish(self, number: int, edition: int) -> None:
        text = Text(number, edition, self._page(number, edition), self.turn_number)
        if edition == 1:
            self.texts.append(text)
        else:
            self.texts[number - 1] = text
        self.happened["appeared" if edition == 1 else "changed"] += 1

    def _vanish(self) -> None:
        there = self.listed()
        if len(there) > 6 and self.chance.random() < 0.1:
            self.chance.choice(there).listed = False
            self.happened["vanished"] += 1
        gone = [text for text in self.texts if not text.listed]
        if gone and self.chance.random() < 0.05:
            back = self.chance.choice(gone)
            back.listed, back.changed = True, self.turn_number
            self.happened["came back"] += 1

    def _break(self, *, calm: bool) -> None:
        chance, turn = self.chance, self.turn_number
        self.faults = {} if calm else {path: fault for path, fault in self.faults.items() if fault[1] >= turn}
        if calm:
            return
        if chance.random() < 0.12:
            self._fail(FEED, last=turn + chance.randint(0, 1))
        if chance.random() < 0.4:
            for text in chance.sample(self.listed(), chance.randint(1, 2)):
                self._fail(text.path, last=turn + chance.randint(0, 2))

    def _fail(self, path: str, *, last: int) -> None:
        self.faults.setdefault(path, (self.chance.choice(tuple(FAULTS)), last))

    def _page(self, number: int, edition: int) -> bytes:
        chance, world = random.Random(f"{number}/{edition}/{self.chance.random()}"), self.world
        theme = chance.choice(sorted(world.sentences))
        speaker, place = world.pick(chance, world.speakers), world.pick(chance, world.places)
        said = chance.choice(world.sentences[theme]).text.rstrip(".")
        measure, unit, _, low, high = chance.choice(MEASURES[theme])
        year = chance.randint(2012, 2025)
        title = f"{world.themes[theme]} in {place}: report {number}"
        paragraphs = (
            f"{MARK.format(number=number, edition=edition)} {chance.choice(world.sentences[theme]).text}",
            f"“{said},” said {speaker.name}, {speaker.title} of the {speaker.organisation}.",
            f"{measure[0].upper()}{measure[1:]} in {place} reached {chance.uniform(low, high):,.1f} {unit} in {year}.",
            chance.choice(world.neutral),
        )
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        head = f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        return f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>".encode()

    def atom(self) -> bytes:
        """The feed."""
        entries = "".join(
            f'<entry><title>Report {text.number}</title><id>{self.url}{text.path}</id><link href="{self.url}{text.path}"/>'
            f"<updated>2025-01-01T00:00:00Z</updated></entry>"
            for text in self.listed()
        )
        return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Reports</title>{entries}</feed>'.encode()

    def note(self, path: str, how: str, *, run: int, edition: int = 0) -> None:
        """Write an answer down."""
        with self._lock:
            self.sent.append(Sent(run, path, how, edition))

    def failed_before(self, run: int, path: str) -> bool:
        """Whether a run has been sent a fault for a path already."""
        with self._lock:
            return any(sent.run == run and sent.path == path and sent.how in FAULTS for sent in self.sent)


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        site, path = self.site, urlsplit(self.path).path
        run = site.turn_number
        fault = site.faults.get(path, ("", 0))[0]
        try:
            if fault and not (fault == "unavailable once" and site.failed_before(run, path)):
                site.note(path, fault, run=run)
                FAULTS[fault](self)
                if fault not in PASSING or fault == "unavailable once":
                    return
            self._answer(path, run)
        except OSError:  # who asked has gone
            self.close_connection = True

    def _answer(self, path: str, run: int) -> None:
        site = self.site
        if path == FEED:
            self.give(site.atom(), kind="application/atom+xml")
            site.note(path, "feed", run=run)
            return
        text = next((text for text in site.texts if text.path == path and text.listed), None)
        if text is None:
            self.give(b"not there", status=404)
            site.note(path, "not there", run=run)
            return
        tag = f'"{text.number}-{text.edition}"'
        same = self.headers.get("If-None-Match") == tag
        self.give(b"" if same else text.html, status=304 if same else 200, ETag=tag)
        site.note(path, "unchanged" if same else "text", run=run, edition=text.edition)

    def give(
        self,
        body: bytes,
        *,
        status: int = 200,
        kind: str = "text/html; charset=utf-8",
        length: int | None = None,
        **headers: str,
    ) -> None:
        """An answer; `length` where it lies about it."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ARG002 - the names of the base class
        return


def _garbage(handler: _Handler) -> None:
    if handler.path.startswith(FEED):
        handler.give(b'<?xml version="1.0"?><feed><<entry></wrong>&&nothing;', kind="application/atom+xml")
    else:
        handler.wfile.write(bytes(range(256)) * 40)  # no HTTP at all
        handler.close_connection = True


def _hang(handler: _Handler) -> None:
    time.sleep(_HANG_S)
    handler.close_connection = True


FAULTS: dict[str, Callable[[_Handler], None]] = {
    "error 500": lambda handler: handler.give(b"out of order", status=500),
    "unavailable once": lambda handler: handler.give(b"in a moment", status=503),
    "slow": lambda _: time.sleep(_SLOW_S),
    "hangs": _hang,
    "garbage": _garbage,
    "cut body": lambda handler: handler.give(b"<html><body><p>It was", length=4_000),
    "redirects in a circle": lambda handler: handler.give(b"", status=302, Location=urlsplit(handler.path).path),
}
"""Name to what happens; the answer follows where the fault is in `PASSING`."""

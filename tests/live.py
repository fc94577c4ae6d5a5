"""The real server in a process of its own, and Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

from warm import Process

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser; what one test leaves in a context of it, another does not see."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Any, address: str, *, ready: str) -> Iterator[Any]:
    """A page of the size of a desk, in a context of its own, on which every fault of a script fails the test.

    Args:
        browser: Of `chromium`.
        address: To go to.
        ready: Selector of what is there once the page's scripts have run.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
    page.goto(address)
    page.wait_for_selector(ready)
    yield page
    context.close()


class Server:
    """`policynlp web` on a port of its own; a context manager, and it can be killed and started again.

    Args:
        corpus: Folder of the corpus.
        flags: Settings, as `--set name=value`.
    """

    def __init__(self, corpus: Path, **flags: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        sets = [part for name, value in flags.items() for part in ("--set", f"{name}={value}")]
        self._arguments = ["--corpus", str(corpus), *sets, "web", "--port", str(self.port)]
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.process = Process(self._arguments)
        end = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"{self.url}/static/icon.svg", timeout=2).close()
                return
            except (urllib.error.URLError, OSError):
                if self.process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"the server did not start: {self.process.poll()}") from None
                time.sleep(0.1)

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        if self.process.poll() is None:  # how it ends when it is asked to, tests/web/test_stopping.py looks at
            self.kill()

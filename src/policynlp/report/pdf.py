"""A brief as PDF, printed by a Chromium that is installed, with a profile of its own; the page forbids scripts and requests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from policynlp.errors import InputError, PolicyNLPError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "brave-browser")
_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_SLOWEST_S = 120
_HINT = "Install Chromium, or name it with --browser; or open the HTML file in any browser and print it."


def find_browser(wanted: Path | None = None) -> Path:
    """A Chromium, or a browser made of it.

    Args:
        wanted: The program that the user names; default: what is installed.

    Raises:
        InputError: The program that was named is not there.
        PolicyNLPError: None was found.
    """
    if wanted is not None:
        found = shutil.which(str(wanted))
        if found is None:
            raise InputError("there is no such program", where=str(wanted), hint=_HINT)
        return Path(found)
    for name in (*NAMES, *_APPLICATIONS):
        if found := shutil.which(name):
            return Path(found)
    raise PolicyNLPError("a PDF needs Chromium, and none was found", hint=_HINT)


def print_pdf(page: Path, out: Path, *, browser: Path) -> None:
    """Print an HTML file.

    Args:
        page: The HTML file.
        out: The PDF; it appears when it is complete.
        browser: As `find_browser` gives it.

    Raises:
        PolicyNLPError: The browser failed, or took too long.
    """
    with tempfile.TemporaryDirectory(prefix="policynlp-pdf-") as folder:
        made = Path(folder) / "brief.pdf"
        command = [
            str(browser),
            "--headless=new",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-extensions",
            "--disable-sync",
            "--no-first-run",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={made}",
            page.resolve().as_uri(),
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium refuses its sandbox to root, as in containers
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SLOWEST_S)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise PolicyNLPError(f"no PDF after {_SLOWEST_S} seconds", where=str(browser), hint=_HINT) from error
        except OSError as error:
            raise PolicyNLPError(f"the browser cannot be started: {error}", where=str(browser), hint=_HINT) from error
        if not made.is_file() or not made.stat().st_size:
            last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
            raise PolicyNLPError(f"the browser made no PDF: {last}", where=str(browser), hint=_HINT)
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, out)

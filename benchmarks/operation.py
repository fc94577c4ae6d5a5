"""Operation compressed: scheduled runs over a feed that changes, fails and recovers, while people read and annotate.

    python benchmarks/operation.py [--runs 200] [--minutes M] [--seed 7] [--json FILE] [--keep FOLDER]

Each run is a process, as cron starts it; some are killed (`kill -9`) at a moment drawn at random. A web server stays up all the time for a
reader and two annotators. Exit code 1: something was lost, doubled, not told, or answered wrongly; it is listed. Linux only (`/proc`).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from machine import processor
from operation_checks import check_decisions, check_ids, check_rejects, check_texts, ended_well
from operation_feed import FEED, TIMEOUT_S, Site
from operation_figures import figures, table
from operation_people import Annotator, Reader, Visitor, Watch
from policynlp.labels.accounts import create_account, make_token
from policynlp.settings import Settings, load_settings
from policynlp.steps import open_labels

KILLED_SHARE = 0.08
QUEUE_EVERY, UPKEEP_EVERY = 5, 50  # runs
_RUN_LIMIT_S = 600.0
_NOTHING_LEFT = 2  # exit code of `labels queue` where every passage is in the queue


class Operation:
    """The folder of an installation, and what is done in it.

    Args:
        folder: Empty; the corpus, the settings and logs lie there.
        site: What is ingested.
        seed: Of what is killed when.
    """

    def __init__(self, folder: Path, site: Site, *, seed: int) -> None:
        self.folder, self.site = folder, site
        self.chance = random.Random(seed)
        self.runs: list[dict[str, Any]] = []
        self.wrong: list[str] = []
        (folder / "sources.toml").write_text(f'[[source]]\nuri = "{site.url}{FEED}"\ntype = "feed"\n', encoding="utf-8")
        (folder / "policynlp.toml").write_text(
            f'[corpus]\npath = "{folder / "tagged-corpus"}"\nsources = "{folder / "sources.toml"}"\n'
            f"[fetch]\nallow_private = true\ndelay_s = 0\nretries = 2\ntimeout_s = {TIMEOUT_S}\ndeadline_s = {2 * TIMEOUT_S}\n",
            encoding="utf-8",
        )
        self.settings: Settings = load_settings(config=folder / "policynlp.toml")

    def command(self, *words: str) -> list[str]:
        """Of the product, as a schedule has it."""
        return [sys.executable, "-m", "policynlp", "--config", str(self.folder / "policynlp.toml"), *words]

    def run(self, *, calm: bool) -> None:
        """What happens at the site, then a run, which may be killed."""
        self.site.turn(calm=calm)
        number = self.site.turn_number
        usual_s = statistics.median([run["seconds"] for run in self.runs if ended_well(run)] or [0.0])
        kill_after_s = None if calm or self.chance.random() >= KILLED_SHARE else self.chance.uniform(0.3, 1.1 * usual_s)
        out, err = self.folder / "run.json", self.folder / "run.err"
        began = time.monotonic()
        with out.open("wb") as said, err.open("wb") as complained:
            process = subprocess.Popen(
                self.command("run", "--quiet", "--json"), cwd=self.folder, stdout=said, stderr=complained
            )
            timer = threading.Timer(_RUN_LIMIT_S if kill_after_s is None else kill_after_s, process.kill)
            timer.start()
            _, status, used = os.wait4(process.pid, 0)
            timer.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
        run: dict[str, Any] = {
            "number": number,
            "exit": process.returncode,
            "killed": kill_after_s is not None and process.returncode == -9,
            "seconds": time.monotonic() - began,
            "peak_mb": used.ru_maxrss / 1024,
            "disk_mb": self._disk_mb(),
        }
        if ended_well(run):
            made = json.loads(out.read_text(encoding="utf-8"))["run"]
            run |= {"id": made["id"], "counts": made["counts"]}
        elif not run["killed"]:
            tail = err.read_text(encoding="utf-8", errors="replace")[-600:]
            self.wrong.append(f"run {number} ended with {process.returncode}: {tail}")
        self.runs.append(run)

    def verb(self, *words: str, allowed: tuple[int, ...] = (0,)) -> str:
        """Another verb; gives its output."""
        done = subprocess.run(self.command(*words), cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode not in allowed:
            self.wrong.append(f"policynlp {' '.join(words)} ended with {done.returncode}: {done.stderr[-600:]}")
        return done.stdout

    def _disk_mb(self) -> float:
        total = 0
        for path in self.folder.rglob("*"):
            try:
                total += path.stat().st_size if path.is_file() else 0
            except FileNotFoundError:  # a file in the making
                continue
        return total / 1e6

    def token_of(self, name: str) -> str:
        """A new annotator's token."""
        with open_labels(self.settings) as store:
            create_account(store, name, role="annotator", by="operation")
            return make_token(store, name, by="operation")


def serve(operation: Operation, stack: ExitStack) -> tuple[str, subprocess.Popen[bytes]]:
    """The web server; gives its address and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = stack.enter_context((operation.folder / "web.log").open("wb"))
    server = subprocess.Popen(operation.command("web", "--port", str(port)), cwd=operation.folder, stdout=log, stderr=log)
    stack.callback(lambda: server.poll() is None and server.kill())
    end = time.monotonic() + 120
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return f"http://127.0.0.1:{port}", server
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"the web server did not start: {(operation.folder / 'web.log').read_text(encoding='utf-8')[-1000:]}")


def operate(folder: Path, *, runs: int, minutes: float | None, seed: int) -> dict[str, Any]:
    """All of it; gives the figures, and under `wrong` what must not be.

    Args:
        folder: Empty.
        runs: How many, the first and the last without faults.
        minutes: After which no further run but the last is begun; None: no limit.
        seed: Of what happens.
    """
    began, load_before = time.monotonic(), os.getloadavg()[0]
    with ExitStack() as stack:
        site = stack.enter_context(Site(seed))
        operation = Operation(folder, site, seed=seed)
        operation.run(calm=True)
        if operation.wrong:
            raise SystemExit(operation.wrong[0])
        operation.verb("labels", "queue", "-n", "20")
        tokens = {name: operation.token_of(name) for name in ("Ana", "Ben")}
        url, server = serve(operation, stack)
        watch = Watch(server.pid)
        reader = Reader(url, seed=seed, pause_s=(0.3, 1.5))
        annotators = [
            Annotator(url, seed=seed + n, pause_s=(0.5, 3.0), name=name, token=token)
            for n, (name, token) in enumerate(tokens.items(), 1)
        ]
        people: list[Visitor] = [reader, *annotators]
        for thread in (watch, *people):
            thread.start()
        while len(operation.runs) < runs - 1 and (minutes is None or time.monotonic() - began < 60 * minutes):
            operation.run(calm=False)
            number = watch.run_number = site.turn_number
            if number % QUEUE_EVERY == 0:
                operation.verb("labels", "queue", "-n", "20", allowed=(0, _NOTHING_LEFT))
            if number % UPKEEP_EVERY == 0:
                operation.verb("upkeep", "--quiet")
            if number % 10 == 0:
                print(f"{number} runs, {(time.monotonic() - began) / 60:.1f} minutes", file=sys.stderr, flush=True)
        operation.run(calm=True)
        for person in people:
            person.stopping.set()
        for person in people:
            person.join(timeout=120)
        watch.stopping.set()
        if server.poll() is not None:
            operation.wrong.append(f"the web server ended by itself with {server.returncode}")
        server.terminate()
        server.wait(timeout=60)
        examined = json.loads(operation.verb("doctor", "--json", allowed=(0, 3, 4)))
    settings = operation.settings
    checks = {
        "texts": check_texts(settings, site, operation.runs),
        "rejects": check_rejects(settings, site, operation.runs),
        "ids": check_ids(settings),
        "decisions": check_decisions(settings, annotators),
    }
    wrong = [*operation.wrong, *(what for check in checks.values() for what in check.pop("wrong"))]
    wrong += [f"{type(person).__name__}: {what}" for person in people for what in person.wrong]
    wrong += [] if examined["state"] == "healthy" else [f"doctor: {examined}"]
    return {
        "machine": {"processor": processor(), "cores": os.cpu_count(), "load": [load_before, os.getloadavg()[0]]},
        "asked_for": {"runs": runs, "minutes": minutes, "seed": seed},
        "minutes": (time.monotonic() - began) / 60,
        "stopped_early": len(operation.runs) < runs,
        "site": dict(site.happened),
        "checks": checks,
        "doctor": examined["state"],
        "figures": figures(operation.runs, watch, people),
        "benchmark_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "answers": {str(status): count for status, count in sorted(reader.statuses.items())},
        "refused": {person.name_of_account: dict(person.refused) for person in annotators},
        "wrong": wrong,
        "each_run": operation.runs,
        "server_memory": watch.samples,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200, help="at least 2")
    parser.add_argument("--minutes", type=float, help="begin no further run after so many; what was done is stated")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", type=Path, help="write everything into this file, too")
    parser.add_argument("--keep", type=Path, help="a new folder for the corpus, which stays")
    options = parser.parse_args()
    if options.runs < 2:
        parser.error("--runs: at least 2, the first and the last are without faults")
    with ExitStack() as stack:
        if options.keep:
            options.keep.mkdir(parents=True)
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="operation-")))
        found = operate(folder.resolve(), runs=options.runs, minutes=options.minutes, seed=options.seed)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(table(found))
    sys.exit(1 if found["wrong"] else 0)


if __name__ == "__main__":
    main()

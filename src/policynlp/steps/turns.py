"""Runs take turns on a corpus, and those that died are told from those at work.

Both by locks that end with the process (`corpus.locks`), so that cron, the command line and Prefect's workers keep out of each
other's way without a server, and a run that was killed stands in nobody's way.

    runs/turn.lock            held by the run at work; turn.json says who that is
    runs/seat-<hash>.lock     held by the one run of a kind that waits
    runs/<run>/alive.lock     held by a run as long as it lives

An object store has no such locks: for a corpus there they lie in the user's cache and hold for the runs of this machine.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from policynlp.corpus.locks import Locked, is_locked, lock
from policynlp.corpus.store import Store
from policynlp.document import content_id
from policynlp.errors import BusyError, CorpusError
from policynlp.place import ObjectPath, Place, local_beside, write_whole

_LOG = logging.getLogger("policynlp.run")
_POLL_S = 0.5
_LOOKS = 3


@contextmanager
def corpus_turn(corpus: Place, *, what: str, wait_s: float) -> Iterator[None]:
    """Have a corpus to oneself among runs; readers, reviewers and annotators are not kept out.

    One run of a kind waits; a second one would only do again what the first will have done, so it is sent away.

    Args:
        corpus: Where the corpus lies.
        what: What is to be done; runs of the same words do the same work.
        wait_s: How long to wait.

    Raises:
        BusyError: It took longer, or the same run is waiting already.
    """
    folder = locks_folder(corpus)
    began = time.monotonic()
    with ExitStack() as held:
        turn = held.enter_context(ExitStack())
        with ExitStack() as seat:
            told = False
            while True:
                try:
                    turn.enter_context(lock(folder / "turn.lock"))
                    break
                except Locked:
                    holder = _holder(folder)
                if not told:
                    _sit_down(seat, folder, what, holder)
                    _LOG.warning("waiting for another run on this corpus (%s)", holder)
                    told = True
                if time.monotonic() - began >= wait_s:
                    raise BusyError(
                        f"another run is at work on it ({holder})",
                        where=str(corpus),
                        hint="Wait until it ends; run.wait_s says how long a run waits.",
                    )
                time.sleep(min(_POLL_S, max(0.0, wait_s - (time.monotonic() - began))))
        _say_who(folder, what)
        yield


def _sit_down(seat: ExitStack, folder: Path, what: str, holder: str) -> None:
    """Take the one seat; whoever has just got up to work leaves it within a moment, which a second look tells from waiting."""
    for _ in range(_LOOKS):
        try:
            seat.enter_context(lock(folder / f"seat-{content_id('seat', what)[:12]}.lock"))
            return
        except Locked:
            time.sleep(_POLL_S)
    raise BusyError(
        f"the same run is waiting already for the one at work ({holder})",
        where=str(folder.parent),
        hint="Nothing to do: the one that waits does this work.",
    )


def _say_who(folder: Path, what: str) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    who = {"what": what.partition("\n")[0], "pid": os.getpid(), "host": socket.gethostname(), "since": now}
    write_whole(folder / "turn.json", json.dumps(who).encode())


def _holder(folder: Path) -> str:
    """Who has the turn, for people."""
    try:
        who = json.loads((folder / "turn.json").read_text(encoding="utf-8"))
        return f"{who['what']}, process {who['pid']} on {who['host']} since {who['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "it does not say which"


def locks_folder(corpus: Place) -> Path:
    """Where the locks of a corpus lie."""
    return local_beside(corpus) / "runs"


def alive_lock(corpus: Place, run_id: str) -> Path:
    """The lock that a run holds as long as it lives."""
    return locks_folder(corpus) / run_id / "alive.lock"


def is_alive(corpus: Place, run_id: str) -> bool | None:
    """Whether a run is at work; None where it has no lock here, as those of other machines and of older versions."""
    path = alive_lock(corpus, run_id)
    try:
        return is_locked(path) if path.exists() else None
    except CorpusError:  # a folder that may not be written to
        return None


def died_runs(store: Store) -> list[str]:
    """Ids of the runs whose row says `running` though nobody holds their lock.

    A run that has no lock file is one of an older version, or on another machine that does not share the folder: it is left alone
    for two days, longer than any run is expected to take.
    """
    died = []
    for run in store.runs():
        alive = is_alive(store.place, run["run_id"]) if run["status"] == "running" else True
        if alive is False or (alive is None and datetime.now(UTC) - run["started_at"] > timedelta(days=2)):
            died.append(run["run_id"])
    return died


def close_died(store: Store) -> list[str]:
    """Write down as `died` the runs that did; gives their ids."""
    died = died_runs(store)
    for run_id in died:
        store.finish_run(run_id, status="died", counts={}, seconds=0.0)
    return died


def at_work(corpus: Place) -> str | None:
    """Which run has the turn, for people; None where none is at work."""
    folder = locks_folder(corpus)
    return _holder(folder) if is_locked(folder / "turn.lock") else None


def clear_runs(corpus: Place, *, keep_days: int, now: datetime | None = None) -> int:
    """Delete plans and reports of runs that began long ago; their rows in the table `runs` stay.

    Returns:
        Number of runs.
    """
    oldest = (now or datetime.now(UTC)) - timedelta(days=keep_days)
    folder = corpus / "runs"
    if not folder.is_dir():
        return 0
    old = [at for at in folder.iterdir() if _is_older(at.name, oldest) and not is_locked(alive_lock(corpus, at.name))]
    for at in old:
        if isinstance(at, ObjectPath):
            for name in at.files():
                (at / name).unlink(missing_ok=True)
            shutil.rmtree(locks_folder(corpus) / at.name, ignore_errors=True)
        else:
            shutil.rmtree(at)
    return len(old)


def _is_older(run_id: str, oldest: datetime) -> bool:
    """Whether a name is that of a run which began before a moment."""
    try:
        return datetime.strptime(run_id[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) < oldest
    except ValueError:
        return False

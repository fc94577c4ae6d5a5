"""Shared by all tests: the public sets where they are present, and a clean environment."""

from __future__ import annotations

import fcntl
import gc
import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from floor_keeper import FloorKeeper
from policynlp import steps
from policynlp.settings import load_settings
from runs import ARTICLES

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
hypothesis.settings.register_profile("without deadline", deadline=None)  # a busy machine is no fault of an example
hypothesis.settings.load_profile("without deadline")


gc.disable()  # until all tests are collected: what is made until then stays, and looking through it takes a third of that time


def pytest_collection_finish() -> None:
    """What all tests share is not looked through again for what nobody holds."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the public gold sets and the first article."""
    if not SHARED.is_dir():
        pytest.skip("the public gold sets are not beside this checkout")
    return SHARED


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of the person who runs the tests must not leak in."""
    for name in [n for n in os.environ if n.startswith("POLICYNLP_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """What tests commit may go with the power."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("policynlp.corpus.durable._sync_one", lambda path: None)
        yield


@pytest.fixture(scope="session")
def tagged_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus, tagged and linked once for all processes of the tests; take a copy of it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # that of the run, not of this process
    made, done = folder / "tagged-samples", folder / "tagged-samples.done"
    with (folder / "tagged-samples.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            steps.run([str(ROOT / "corpus" / "samples")], settings=load_settings({"corpus.path": made}))
            done.touch()
    return made


@pytest.fixture
def rows_file(tmp_path: Path) -> Path:
    """Five short articles as JSONL."""
    path = tmp_path / "articles.jsonl"
    rows = [{"id": f"a{i}", "text": text, "date": f"2024-06-0{i + 1}"} for i, text in enumerate(ARTICLES)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _postgresql_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a server that runs as long as the tests; PostgreSQL refuses to run as root, so root lends it an account."""
    programs = _postgresql_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    pytest.importorskip("psycopg")
    folder = Path("/tmp") / f"policynlp-pg-{os.getpid()}"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"
    try:
        subprocess.run(
            [*as_user, str(programs / "initdb"), "-D", str(data), "-U", "labels", "-A", "trust", "-E", "UTF8"],
            check=True,
            capture_output=True,
        )
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        start = [*as_user, str(programs / "pg_ctl"), "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"), "start"]
        subprocess.run(start, check=True, capture_output=True)
        yield f"postgresql+psycopg://labels@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*as_user, str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"], capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


_LONG = ("docs", "crash", "prefect", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first: processes share out files in this order, and the last one should not be waited for.

    Label Studio, which is installed meanwhile, has its turn among the others.
    """
    rank = {mark: place for place, mark in enumerate(_LONG)}
    first: dict[Path, int] = {}
    for item in items:
        places = [rank[mark.name] for mark in item.iter_markers() if mark.name in rank]
        first[item.path] = min([*places, first.get(item.path, len(rank))])
    items.sort(key=lambda item: first[item.path])


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the golden files anew, `--update-floors` the floors of measured figures."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")
    parser.addoption("--update-floors", action="store_true", help="raise the floors to what is measured")
    parser.addoption(
        "--lower-floors", metavar="WHY", help="with --update-floors: lower what fell; the reason goes to the change log"
    )
    parser.addoption("--gold-changed", metavar="WHY", help="with --update-floors: take other gold, with the reason")


@pytest.fixture(scope="session")
def floors(request: pytest.FixtureRequest) -> FloorKeeper:
    """What holds measured figures."""
    option = request.config.getoption
    return FloorKeeper(update=option("--update-floors"), lower=option("--lower-floors"), changed=option("--gold-changed"))

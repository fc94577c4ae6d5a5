"""A label database of each kind: SQLite, and a PostgreSQL server of the test's own where its programs are installed."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from label_samples import document

from policynlp.labels.accounts import Account, create_account
from policynlp.labels.database import LabelStore
from policynlp.labels.units import Unit, add_units, unit_of


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a server that runs as long as the tests; PostgreSQL refuses to run as root, so root lends it an account."""
    programs = _programs()
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


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'labels.sqlite'}"
    import psycopg

    server: str = request.getfixturevalue("postgresql")
    name = f"labels_{abs(hash(str(tmp_path)))}"
    with psycopg.connect(server.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture
def store(url: str) -> Iterator[LabelStore]:
    """An open, empty label database."""
    with LabelStore(url) as opened:
        yield opened


@pytest.fixture
def unit(store: LabelStore) -> Unit:
    """A unit of the themes layer that the database knows."""
    doc = document()
    made = unit_of(doc, "themes", passage=doc.passages[0])
    add_units(store, [made])
    return made


@pytest.fixture
def people(store: LabelStore) -> dict[str, Account]:
    """Two annotators, an adjudicator, an admin."""
    roles = {"ana": "annotator", "ben": "annotator", "cem": "annotator", "judge": "adjudicator", "root": "admin"}
    return {name: create_account(store, name, role=role, by="test") for name, role in roles.items()}

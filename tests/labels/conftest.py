"""A label database of each kind: SQLite, and a PostgreSQL server of the test's own where its programs are installed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from label_samples import document

from policynlp.labels.accounts import Account, create_account
from policynlp.labels.database import LabelStore
from policynlp.labels.units import Unit, add_units, unit_of


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

"""Opening the label database: made, brought up to date, refused where it cannot be used."""

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from label_samples import document
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from policynlp.diagnosis import Quarantine
from policynlp.errors import CorpusError, InputError, ServerError
from policynlp.labels import database
from policynlp.labels.accounts import Account, account_of, create_account, make_token, retire_account, revoke_token, tokens
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision, decisions
from policynlp.labels.doctor import check_labels
from policynlp.labels.recording import record
from policynlp.labels.tables import Base
from policynlp.labels.units import Unit, add_units, storable, unit_of, units


def test_migrations_make_what_the_tables_say(store: LabelStore) -> None:
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_opening_again_keeps_what_is_there(url: str) -> None:
    with LabelStore(url) as first:
        create_account(first, "ana", role="annotator", by="test")
    with LabelStore(url) as second:
        assert make_token(second, "ana", by="test")


def test_alembic_goes_back_to_the_first_tables_and_nothing_decided_is_lost(
    store: LabelStore, url: str, unit: Unit, people: dict[str, Account]
) -> None:
    record(store, people["ana"], Decision(key="k", unit=unit.id, action="complete"))
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).with_name("migrations")))
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    with LabelStore(url) as again, again.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        assert [d.action for d in decisions(again)] == ["complete"]


def test_a_newer_database_is_refused(url: str) -> None:
    with LabelStore(url) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(InputError, match="newer version"):
        LabelStore(url)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "labels.sqlite"
    path.write_bytes(b"this is not a database, but long enough to look like one" * 20)
    with pytest.raises(CorpusError, match="cannot be opened"):
        LabelStore(path)
    assert path.read_bytes().startswith(b"this is not")


def test_a_server_that_is_away_is_named_without_the_password() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(ServerError) as caught:
        LabelStore("postgresql+psycopg://ana:secret@127.0.0.1:1/labels")
    assert "secret" not in caught.value.message
    assert "127.0.0.1" in caught.value.message


def test_a_strange_address_is_wrong_usage() -> None:
    with pytest.raises(InputError, match="address"):
        LabelStore("nosuch+driver://somewhere")


def test_the_database_itself_refuses_to_overwrite_a_decision(store: LabelStore, unit: Unit, people: dict[str, Account]) -> None:
    record(store, people["ana"], Decision(key="k", unit=unit.id, action="accept", target="agriculture", value=True))
    with pytest.raises(DBAPIError, match="never overwritten"), store.engine.begin() as connection:
        connection.execute(text("UPDATE decisions SET action = 'reject'"))


def test_units_are_known_once_and_come_back_whole(store: LabelStore) -> None:
    doc = document()
    made = [unit_of(doc, "themes", passage=p) for p in doc.passages] + [unit_of(doc, "quotes")]
    assert add_units(store, made) == 4
    assert add_units(store, made) == 0
    assert {u.id: u for u in units(store)} == {u.id: u for u in made}
    assert [u.passage for u in units(store, layer="quotes")] == [None]
    assert all(doc.text[u.start : u.end] == u.text for u in units(store))


def test_characters_that_a_database_cannot_hold_keep_their_place() -> None:
    assert storable("a\0b\ud800c") == "a\ufffdb\ufffdc"


def test_tokens_open_until_they_are_revoked_or_the_account_is_retired(store: LabelStore) -> None:
    for name in ("ana", "ben"):
        create_account(store, name, role="annotator", by="root")
    first, second = make_token(store, "ana", by="root"), make_token(store, "ben", by="root")
    found = account_of(store, first)
    assert found is not None
    assert found.name == "ana"
    assert account_of(store, first + "x") is None
    revoke_token(store, next(i for i, name, *_ in tokens(store) if name == "ana"), by="root")
    assert account_of(store, first) is None
    retire_account(store, "ben", by="root")
    assert account_of(store, second) is None
    with pytest.raises(InputError, match="retired"):
        make_token(store, "ben", by="root")


def test_only_the_hash_of_a_token_is_kept(store: LabelStore) -> None:
    create_account(store, "ana", role="annotator", by="root")
    secret = make_token(store, "ana", by="root")
    with store.engine.connect() as connection:
        rows = [str(row) for table in ("tokens", "events") for row in connection.execute(text(f"SELECT * FROM {table}"))]
    assert rows
    assert not any(secret in row for row in rows)


@pytest.mark.parametrize("name", ["", "  ", "a" * 81, "<b>", "-x", "a\nb"])
def test_names_that_would_hurt_are_refused(store: LabelStore, name: str) -> None:
    with pytest.raises(InputError, match="cannot be a name"):
        create_account(store, name, role="annotator", by="root")


def test_the_doctor_tells_an_older_database_from_a_damaged_one(tmp_path: Path) -> None:
    path = tmp_path / "labels.sqlite"
    with LabelStore(path) as store, store.engine.begin() as connection:
        connection.execute(text("DROP TABLE requirements"))
    quarantine = Quarantine(tmp_path)
    (found,) = check_labels(path, quarantine)
    assert (found.severity, "it lacks the table requirements" in found.what) == ("damage", True)
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE answers")
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
    (found,) = check_labels(path, quarantine)
    assert (found.severity, "of version 0002" in found.what) == ("note", True)
    LabelStore(path).close()
    assert list(check_labels(path, quarantine)) == []


@pytest.mark.postgres
def test_a_server_s_database_of_before_learns_the_new_action(postgresql: str) -> None:
    """The SQLite file of that version is kept: see `tests/steps/test_migrating.py`."""
    import psycopg

    server = postgresql.replace("+psycopg", "")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE labels_before")
    url = postgresql.rsplit("/", 1)[0] + "/labels_before"
    LabelStore(url).close()
    before = "action IN ('accept', 'reject', 'edit', 'add', 'skip', 'flag', 'undo')"
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("ALTER TABLE decisions DROP CONSTRAINT action_known")
        connection.execute(f"ALTER TABLE decisions ADD CONSTRAINT action_known CHECK ({before})")
        connection.execute("DROP TABLE answers, requirements")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    with LabelStore(url) as store:
        add_units(store, [unit := unit_of(document(), "themes")])
        ana = create_account(store, "ana", role="annotator", by="test")
        record(store, ana, Decision(key="k", unit=unit.id, action="complete"))

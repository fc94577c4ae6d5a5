"""Labels are copied while people label, from each kind of database, and come back row by row."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from label_samples import document
from sqlalchemy import select

from policynlp.errors import InputError
from policynlp.labels.accounts import Account, create_account
from policynlp.labels.backup import copy_labels, restore_labels
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision, decisions
from policynlp.labels.recording import record
from policynlp.labels.tables import Base
from policynlp.labels.units import Unit, add_units, unit_of


def rows(store: LabelStore) -> dict[str, list[tuple[object, ...]]]:
    with store.engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for name, table in Base.metadata.tables.items()
        }


def other(url: str, tmp_path: Path) -> str:
    """An empty database of the same kind."""
    if url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'other' / 'labels.sqlite'}"
    import psycopg

    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{url.rsplit("/", 1)[1]}_other"')
    return f"{url}_other"


def decide(store: LabelStore, account: Account, unit: Unit, n: int) -> None:
    value = {"content": [[0, n]], "note": "🌾"} if n % 2 else None
    record(store, account, Decision(key=f"k{n}", unit=unit.id, action="accept", target=f"t{n}", value=value, note="é"))


def test_rows_come_back_and_the_database_goes_on(
    store: LabelStore, url: str, unit: Unit, people: dict[str, Account], tmp_path: Path
) -> None:
    for n in range(5):
        decide(store, people["ana"], unit, n)
    copy = tmp_path / "copy"
    copy.mkdir()
    copied = copy_labels(url, copy)
    assert copied is not None
    assert {path.name for path in copy.iterdir()} == set(copied.files)
    place = other(url, tmp_path)
    restore_labels(place, copy, kind=copied.kind, revision=copied.revision)
    with LabelStore(place) as restored:
        assert rows(restored) == rows(store)
        decide(restored, people["ben"], unit, 77)  # numbers go on where they were
        assert len(decisions(restored, standing=False)) == 6
    with pytest.raises(InputError, match="already"):
        restore_labels(place, copy, kind=copied.kind, revision=copied.revision)


def test_a_copy_that_is_taken_while_people_label_is_one_state(
    store: LabelStore, url: str, people: dict[str, Account], tmp_path: Path
) -> None:
    made = unit_of(document(3), "themes")
    add_units(store, [made])
    stop = threading.Event()
    decide(store, people["ana"], made, 0)

    def label() -> None:
        n = 1
        while not stop.is_set():
            decide(store, people["ana"], made, n)
            n += 1

    at_work = threading.Thread(target=label)
    at_work.start()
    try:
        copies = []
        for n in range(3):
            (tmp_path / str(n)).mkdir()
            copies.append(copy_labels(url, tmp_path / str(n)))
    finally:
        stop.set()
        at_work.join()
    everything = [d.key for d in decisions(store, standing=False)]
    last = copies[-1]
    assert last is not None
    place = other(url, tmp_path)
    restore_labels(place, tmp_path / "2", kind=last.kind, revision=last.revision)
    with LabelStore(place) as restored:
        kept = [d.key for d in decisions(restored, standing=False)]
        assert kept
        assert kept == everything[: len(kept)]


def test_there_is_nothing_to_copy_before_the_first_label(tmp_path: Path) -> None:
    assert copy_labels(tmp_path / "labels.sqlite", tmp_path) is None
    assert not (tmp_path / "labels.sqlite").exists()


def test_a_restore_that_was_killed_after_the_labels_goes_on(tmp_path: Path) -> None:
    with LabelStore(tmp_path / "labels.sqlite") as store:
        create_account(store, "ana", role="annotator", by="test")
        before = rows(store)
    (tmp_path / "copy").mkdir()
    copied = copy_labels(tmp_path / "labels.sqlite", tmp_path / "copy")
    assert copied is not None
    place = tmp_path / "new" / "labels.sqlite"
    place.parent.mkdir()
    place.write_bytes((tmp_path / "copy" / "labels.sqlite").read_bytes())
    restore_labels(place, tmp_path / "copy", kind=copied.kind, revision=copied.revision)
    with LabelStore(place) as restored:
        assert rows(restored) == before

"""What rules say of who is who, kept up to date in SQLite: a change costs what it changes, however many rows there are.

A new text can change old rows in two ways: it explains an acronym that was unknown, or explains it otherwise; and it tips which
name of an identity is shown. Both are found by counts that are kept.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count

from policynlp.link.identities import Named, acronym_letters, automatic_key, best_name, bodies_meant
from policynlp.link.identity_tables import KEEP_KEY, KEEP_ROW, POSITION_BITS, rows_of

_CHUNK_ROWS = 5_000
_SHARED = "\0"  # what an acronym of several meanings means

Tallies = Counter[tuple[int, int]]
"""Key and form to the number of rows that came, or went where it is negative."""


def replace_documents(db: sqlite3.Connection, batch: Mapping[str, Named | None]) -> None:
    """Put documents in the place of what is known of them; None takes one out."""
    numbers = {document: n for document, named in batch.items() if (n := _number(db, document, make=named is not None))}
    tallies: Tallies = Counter()
    changed = _explain(db, {number: batch[document] for document, number in numbers.items()})
    write = _Writing(db, tallies)
    for document, number in numbers.items():
        write.document(number, batch[document])
    for letters in changed:
        _read_anew(db, letters, write)
    _recount(db, tallies)
    gone = [(numbers[document],) for document, named in batch.items() if named is None and document in numbers]
    db.executemany("DELETE FROM identity_documents WHERE number = ?", gone)


def _number(db: sqlite3.Connection, document: str, *, make: bool) -> int | None:
    found = db.execute("SELECT number FROM identity_documents WHERE document = ?", (document,)).fetchone()
    if found:
        return int(found[0])
    return db.execute("INSERT INTO identity_documents (document) VALUES (?)", (document,)).lastrowid if make else None


def _explain(db: sqlite3.Connection, batch: Mapping[int, Named | None]) -> list[str]:
    """Take in how documents explain acronyms; gives the letters that mean something else than before."""
    came: list[tuple[int, str, str]] = []
    went: list[tuple[int, str, str]] = []
    for number, named in batch.items():
        before = set(_explained(db, number))
        after = {(letters, key) for letters, keys in named.acronyms.items() for key in keys} if named else set()
        came += [(number, *pair) for pair in sorted(after - before)]
        went += [(number, *pair) for pair in sorted(before - after)]
    touched = sorted({letters for _, letters, _ in came + went})
    before_of = {letters: _sense(_meanings(db, letters)) for letters in touched}
    db.executemany(
        """DELETE FROM identity_explained WHERE document = ? AND meaning = (
            SELECT number FROM identity_meanings WHERE letters = ? AND key = ?)""",
        went,
    )
    deltas = Counter((letters, key) for _, letters, key in came)
    deltas.subtract((letters, key) for _, letters, key in went)
    db.executemany(
        """INSERT INTO identity_meanings (letters, key, documents) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET documents = documents + excluded.documents""",
        [(*pair, delta) for pair, delta in deltas.items()],
    )
    db.executemany("INSERT INTO identity_explained SELECT ?, number FROM identity_meanings WHERE letters = ? AND key = ?", came)
    db.executemany("DELETE FROM identity_meanings WHERE letters = ? AND documents = 0", [(letters,) for letters in touched])
    return [letters for letters in touched if before_of[letters] != _sense(_meanings(db, letters))]


def _explained(db: sqlite3.Connection, number: int) -> Iterator[tuple[str, str]]:
    return db.execute(
        "SELECT m.letters, m.key FROM identity_explained e JOIN identity_meanings m ON m.number = e.meaning WHERE e.document = ?",
        (number,),
    )


def _meanings(db: sqlite3.Connection, letters: str) -> set[str]:
    return {key for (key,) in db.execute("SELECT key FROM identity_meanings WHERE letters = ?", (letters,))}


def _sense(meanings: Collection[str]) -> str | None:
    meant = bodies_meant(meanings)
    return _SHARED if len(meant) > 1 else next(iter(meant), None)


class _Writing:
    """Rows of a batch, with the numbers of forms, keys and meanings looked up once."""

    def __init__(self, db: sqlite3.Connection, tallies: Tallies) -> None:
        self._db = db
        self._tallies = tallies
        self._forms: dict[tuple[str, str, str], int] = {}
        self._keys: dict[str, int] = {}
        self._known: dict[str, set[str]] = {}

    def document(self, number: int, named: Named | None) -> None:
        """Write the rows of a document; those that it has no more vanish."""
        first, last = rows_of(number)
        found = self._db.execute(
            "SELECT f.entity, r.row, r.form, r.key, r.letters FROM identity_rows r JOIN identity_forms f ON f.number = r.form "
            "WHERE r.row BETWEEN ? AND ?",
            (first, last),
        )
        before = {entity: (row, form, key, letters) for entity, row, form, key, letters in found}
        after = dict(self._read(named)) if named else {}
        gone = [before[entity] for entity in before.keys() - after.keys()]
        self._db.executemany("DELETE FROM identity_rows WHERE row = ?", [(row,) for row, *_ in gone])
        self._db.executemany("DELETE FROM identity_behind WHERE row = ?", [(row,) for row, *_ in gone])
        for _, form, key, _ in gone:
            self._tallies[key, form] -= 1
        for entity, (form, key, letters) in after.items():
            if entity in before and before[entity][1:] != (form, key, letters):
                self.change(*before[entity][:3], to=(form, key, letters))
        taken = {before[entity][0] for entity in before.keys() & after.keys()}
        free = (row for row in count(first) if row not in taken)
        fresh = [(next(free), *what) for entity, what in after.items() if entity not in before]
        self._db.executemany("INSERT INTO identity_rows (row, form, key, letters) VALUES (?, ?, ?, ?)", fresh)
        self._db.executemany("INSERT INTO identity_behind (row) VALUES (?)", [(row,) for row, *_ in fresh])
        for _, form, key, _ in fresh:
            self._tallies[key, form] += 1

    def change(self, row: int, form: int, key: int, *, to: tuple[int, int, str | None]) -> None:
        """Give a row another form or key."""
        self._db.execute(KEEP_ROW, (row,))
        self._db.execute("UPDATE identity_rows SET form = ?, key = ?, letters = ? WHERE row = ?", (*to, row))
        self._tallies[key, form] -= 1
        self._tallies[to[1], to[0]] += 1

    def _read(self, named: Named) -> Iterator[tuple[str, tuple[int, int, str | None]]]:
        for entity, name, label in named.entities:
            country = named.countries.get(entity)
            letters = acronym_letters(name, label, country)
            meanings = (named.acronyms.get(letters) or self._meanings(letters)) if letters else ()
            key = automatic_key(name, label, document=named.document, meanings=meanings, country=country)
            yield entity, (self._form(entity, name, label), self.key(key), letters)

    def _meanings(self, letters: str) -> set[str]:
        if letters not in self._known:
            self._known[letters] = _meanings(self._db, letters)
        return self._known[letters]

    def _form(self, entity: str, name: str, label: str) -> int:
        form = (entity, name, label)
        if form not in self._forms:
            find = "SELECT number FROM identity_forms WHERE entity = ? AND name = ? AND label = ?"
            make = "INSERT INTO identity_forms (entity, name, label) VALUES (?, ?, ?)"
            self._forms[form] = self._interned(find, make, form)
        return self._forms[form]

    def key(self, key: str) -> int:
        """Number of a key, which is made where it is new."""
        if key not in self._keys:
            make = "INSERT INTO identity_keys (key) VALUES (?)"
            self._keys[key] = self._interned("SELECT number FROM identity_keys WHERE key = ?", make, (key,))
        return self._keys[key]

    def _interned(self, find: str, make: str, values: tuple[str, ...]) -> int:
        found = self._db.execute(find, values).fetchone()
        return int(found[0] if found else self._db.execute(make, values).lastrowid or 0)


def _read_anew(db: sqlite3.Connection, letters: str, write: _Writing) -> None:
    """Give the rows of an acronym the identity that it means now, where their own document does not explain it."""
    meanings = _meanings(db, letters)
    last = -1
    while found := db.execute(
        """SELECT r.row, r.form, r.key, f.name, f.label, d.document
        FROM identity_rows r JOIN identity_forms f ON f.number = r.form JOIN identity_documents d ON d.number = r.row >> ?
        WHERE r.letters = ? AND r.row > ? AND NOT EXISTS (
            SELECT 1 FROM identity_explained e JOIN identity_meanings m ON m.number = e.meaning
            WHERE e.document = d.number AND m.letters = r.letters)
        ORDER BY r.row LIMIT ?""",
        (POSITION_BITS, letters, last, _CHUNK_ROWS),
    ).fetchall():
        last = found[-1][0]
        for row, form, before, name, label, document in found:
            key = write.key(automatic_key(name, label, document=document, meanings=meanings))
            if key != before:
                write.change(row, form, before, to=(form, key, letters))


def _recount(db: sqlite3.Connection, tallies: Tallies) -> None:
    """Take in what came and went: the names that are shown, and forms and keys that nothing has any more."""
    moved = [(key, form, delta) for (key, form), delta in tallies.items() if delta]
    db.executemany("INSERT INTO identity_tallies VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET rows = rows + excluded.rows", moved)
    lost = [(key, form) for key, form, delta in moved if delta < 0]
    db.executemany("DELETE FROM identity_tallies WHERE key = ? AND form = ? AND rows = 0", lost)
    db.executemany("UPDATE identity_keys SET rows = rows + ? WHERE number = ?", _sums((key, n) for key, _, n in moved))
    db.executemany("UPDATE identity_forms SET rows = rows + ? WHERE number = ?", _sums((form, n) for _, form, n in moved))
    keys = {key for key, _ in tallies}
    for key in sorted(keys):
        _show(db, key)
    db.executemany("DELETE FROM identity_keys WHERE number = ? AND rows = 0", [(key,) for key in keys])
    db.executemany("DELETE FROM identity_forms WHERE number = ? AND rows = 0", [(form,) for form in {f for _, f in tallies}])


def _sums(deltas: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    out: Counter[int] = Counter()
    for number, delta in deltas:
        out[number] += delta
    return [(delta, number) for number, delta in out.items()]


def _show(db: sqlite3.Connection, key: int) -> None:
    """Choose the name that is shown for a key."""
    found = db.execute(
        "SELECT f.name, t.rows, f.number FROM identity_tallies t JOIN identity_forms f ON f.number = t.form WHERE t.key = ?",
        (key,),
    ).fetchall()
    if not found:
        return
    names: Counter[str] = Counter()
    for name, rows, _ in found:
        names[name] += rows
    best = best_name(names)
    shown = db.execute(
        "SELECT k.shown, f.name FROM identity_keys k LEFT JOIN identity_forms f ON f.number = k.shown WHERE k.number = ?",
        (key,),
    ).fetchone()
    form = min(number for name, _, number in found if name == best)
    if shown != (form, best):
        if shown[1] not in {None, best}:
            db.execute(KEEP_KEY, (key,))
        db.execute("UPDATE identity_keys SET shown = ? WHERE number = ?", (form, key))

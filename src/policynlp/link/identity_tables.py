"""Tables of the index of identities, in SQLite.

A row of a document is three small numbers: what the document calls somebody (`identity_forms`), whom rules take that for
(`identity_keys`), and its own. Names that are shown stand at the key, decisions at parts of a key (`identity_laid`), so that neither
is written to each row. What the corpus has is kept for those rows alone that may be other than it (`identity_behind`).
"""

from __future__ import annotations

from typing import Final

POSITION_BITS: Final = 24
"""A row's number is that of its document, shifted by this, and its own in the document: rows of a document lie side by side, and
16 million fit."""

TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS identity_documents (number INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE)",
    """CREATE TABLE IF NOT EXISTS identity_forms (
        number INTEGER PRIMARY KEY, entity TEXT NOT NULL, name TEXT NOT NULL, label TEXT NOT NULL, rows INTEGER NOT NULL DEFAULT 0,
        UNIQUE (entity, name, label))""",
    """CREATE TABLE IF NOT EXISTS identity_keys (
        number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, shown INTEGER, rows INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE IF NOT EXISTS identity_rows (
        row INTEGER PRIMARY KEY, form INTEGER NOT NULL, key INTEGER NOT NULL, letters TEXT)""",
    "CREATE INDEX IF NOT EXISTS identity_rows_key ON identity_rows (key)",
    "CREATE INDEX IF NOT EXISTS identity_rows_letters ON identity_rows (letters) WHERE letters IS NOT NULL",
    """CREATE TABLE IF NOT EXISTS identity_tallies (
        key INTEGER, form INTEGER, rows INTEGER NOT NULL, PRIMARY KEY (key, form)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS identity_meanings (
        number INTEGER PRIMARY KEY, letters TEXT NOT NULL, key TEXT NOT NULL, documents INTEGER NOT NULL, UNIQUE (letters, key))""",
    """CREATE TABLE IF NOT EXISTS identity_explained (
        document INTEGER, meaning INTEGER, PRIMARY KEY (document, meaning)) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS identity_decisions (number INTEGER PRIMARY KEY, decision TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS identity_laid (
        key INTEGER, document INTEGER, identity TEXT, name TEXT NOT NULL, PRIMARY KEY (key, document)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS identity_behind (
        row INTEGER PRIMARY KEY, identity TEXT, name TEXT, label TEXT, automatic TEXT, automatic_name TEXT)""",
    """CREATE VIEW IF NOT EXISTS identity_now AS
        SELECT r.row, r.key, f.entity,
            CASE WHEN own.key IS NOT NULL THEN own.identity WHEN rest.key IS NOT NULL THEN rest.identity ELSE k.key END AS identity,
            coalesce(own.name, rest.name, shown.name) AS name, f.label, k.key AS automatic, shown.name AS automatic_name
        FROM identity_rows r
        JOIN identity_forms f ON f.number = r.form
        JOIN identity_keys k ON k.number = r.key
        JOIN identity_forms shown ON shown.number = k.shown
        LEFT JOIN identity_laid own ON own.key = r.key AND own.document = r.row >> 24
        LEFT JOIN identity_laid rest ON rest.key = r.key AND rest.document = 0""",
)
"""`rows` and `documents` are counts; what has none left is deleted. `letters`: of an acronym that is not a person's. `laid`: parts of
keys that decisions changed; document 0: all documents that no split names. `behind`: rows as the corpus has them, where it may have
them otherwise, all NULL where it has none."""

KEEP_ROW: Final = """INSERT OR IGNORE INTO identity_behind
    SELECT row, identity, name, label, automatic, automatic_name FROM identity_now WHERE row = ?"""
KEEP_KEY: Final = """INSERT OR IGNORE INTO identity_behind
    SELECT row, identity, name, label, automatic, automatic_name FROM identity_now
    WHERE key = ? AND row NOT IN (SELECT row FROM identity_behind)"""
KEEP_PART: Final = """INSERT OR IGNORE INTO identity_behind
    SELECT row, identity, name, label, automatic, automatic_name FROM identity_now WHERE key = ? AND row BETWEEN ? AND ?"""
"""Before a row changes, what it was is what the corpus has."""


def rows_of(number: int) -> tuple[int, int]:
    """First and last number that a row of a document may have."""
    return number << POSITION_BITS, ((number + 1) << POSITION_BITS) - 1

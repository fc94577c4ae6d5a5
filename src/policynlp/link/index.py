"""The index of links: what is kept of every text that was linked, in an SQLite file; a new text is linked without reading the others.

It is derived from the corpus, so it may be deleted at any time. Texts are looked through in blocks of arrays; the few that may
have something in common with new ones are then read, and compared in full. Memory holds a block and those few.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

from pydantic import TypeAdapter

from policynlp.corpus.derived_file import IN_MEMORY, DerivedFile
from policynlp.link.blocks import Block, alike, from_bytes, together
from policynlp.link.citations import Mention, Titled
from policynlp.link.echoes import POLICY_GENRES, Piece
from policynlp.link.features import FEATURES_VERSION, PIECES, STATEMENTS, Features, Kept, Packing
from policynlp.link.identity_index import IdentityIndex
from policynlp.link.moments import Moment, pack_moments, unpack_moments
from policynlp.link.nearby import claim_block, piece_block, vectors_of
from policynlp.link.pairs import Party
from policynlp.link.statements import Statement
from policynlp.link.titles import TitleKey

BLOCK_TEXTS = 1_000
"""Texts a block: some ten megabytes with the vectors of their passages."""
CLAIMS, POLICIES, OTHERS = "claims", "policies", "others"
"""Kinds of blocks: figures of all texts; passages of texts that can be echoed; passages of all others."""
_READ_AT_ONCE = 500
_TABLES = """
CREATE TABLE texts (number INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE, state TEXT NOT NULL, block INTEGER);
CREATE INDEX texts_of_block ON texts (block);
CREATE TABLE compared (number INTEGER PRIMARY KEY, statements BLOB NOT NULL, pieces BLOB NOT NULL, moments BLOB NOT NULL);
CREATE TABLE blocks (block INTEGER, kind TEXT, data BLOB NOT NULL, PRIMARY KEY (block, kind)) WITHOUT ROWID;
CREATE TABLE mentions (words TEXT NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL);
CREATE INDEX mentions_by_words ON mentions (words);
CREATE INDEX mentions_of_text ON mentions (number);
CREATE TABLE titles (words TEXT NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL);
CREATE INDEX titles_by_words ON titles (words);
CREATE INDEX titles_of_text ON titles (number)
"""


@dataclass(frozen=True, slots=True)
class _Added:
    number: int
    features: Features


class LinkIndex(DerivedFile):
    """What is kept of linked texts.

    Args:
        path: The file.

    Attributes:
        identities: Who is who in these texts, in the same file.

    Raises:
        CorpusError: The file cannot be made.
    """

    WHAT = "index of links"
    VERSION = FEATURES_VERSION * 1_000 + 3
    """The last digits are raised with every change to the tables, those of identities included."""
    TABLES = _TABLES

    def __init__(self, path: Path = IN_MEMORY) -> None:
        super().__init__(path)
        self.identities = IdentityIndex(self.connection)

    def reopen(self) -> None:
        """Open what lies there now."""
        super().reopen()
        self.identities = IdentityIndex(self.connection)

    def states(self) -> dict[str, str]:
        """Documents that are kept, with what was said of their tags when they were added."""
        return dict(self.connection.execute("SELECT document, state FROM texts"))

    def known(self, documents: Iterable[str]) -> set[str]:
        """Those of the documents that are kept."""
        return {d for d in documents if self.connection.execute("SELECT 1 FROM texts WHERE document = ?", (d,)).fetchone()}

    def add(self, found: Sequence[Features], *, states: Sequence[str] | None = None) -> None:
        """Keep texts, none of which is kept yet.

        Args:
            found: What is read from each.
            states: Of each, another value of which says that its tags are others now.
        """
        with self.writing():
            added = [self._added(one, state) for one, state in zip(found, states or [""] * len(found), strict=True)]
            self.identities.add(one.named for one in found)
            own = [one for one in added if one.features.duplicate_of is None]
            for at in range(0, len(own), BLOCK_TEXTS):
                self._extend(own[at : at + BLOCK_TEXTS])

    def _added(self, found: Features, state: str) -> _Added:
        insert = "INSERT INTO texts (document, state) VALUES (?, ?)"
        number = int(self.connection.execute(insert, (found.party.document, state)).lastrowid or 0)
        if found.duplicate_of is None:
            packed = STATEMENTS.pack(found.statements), PIECES.pack(found.pieces), pack_moments(found.moments)
            self.connection.execute("INSERT INTO compared VALUES (?, ?, ?, ?)", (number, *packed))
            rows = [(_words(m.key), number, _mentions().dump_json(m)) for m in found.mentions]
            self.connection.executemany("INSERT INTO mentions VALUES (?, ?, ?)", rows)
            rows = [(_words(t.key), number, _titles().dump_json(t)) for t in found.titles]
            self.connection.executemany("INSERT INTO titles VALUES (?, ?, ?)", rows)
        return _Added(number, found)

    def _extend(self, added: Sequence[_Added]) -> None:
        """Into the last block as far as there is room, else into a new one."""
        made = new_blocks([(one.number, one.features) for one in added])
        last = self.connection.execute(
            "SELECT block, count(*) FROM texts WHERE block = (SELECT max(block) FROM blocks)"
        ).fetchone()
        block = (last[0] or 0) + 1
        if last[0] is not None and last[1] + len(added) <= BLOCK_TEXTS:
            there = {kind: self._block(last[0], kind) for kind in made}
            if all(alike(there[kind], made[kind]) for kind in made):
                block, made = last[0], {kind: together([there[kind], made[kind]]) for kind in made}
        self._write(block, made)
        self.connection.executemany("UPDATE texts SET block = ? WHERE number = ?", [(block, one.number) for one in added])

    def remove(self, documents: Collection[str]) -> None:
        """Keep nothing more of texts."""
        with self.writing():
            found = [
                row
                for d in documents
                if (row := self.connection.execute("SELECT number, block FROM texts WHERE document = ?", (d,)).fetchone())
            ]
            self.identities.remove(documents)
            for table in ("texts", "compared", "mentions", "titles"):
                self.connection.executemany(f"DELETE FROM {table} WHERE number = ?", [row[:1] for row in found])  # noqa: S608 - our names
            for block in sorted({row[1] for row in found if row[1] is not None}):
                left = [n for (n,) in self.connection.execute("SELECT number FROM texts WHERE block = ?", (block,))]
                self._write(block, {kind: self._block(block, kind).of_texts(left) for kind in (CLAIMS, POLICIES, OTHERS)})

    def _write(self, block: int, made: dict[str, Block]) -> None:
        rows = [(block, kind, one.to_bytes()) for kind, one in made.items()]
        self.connection.executemany("INSERT OR REPLACE INTO blocks VALUES (?, ?, ?)", rows)

    def _block(self, block: int, kind: str) -> Block:
        row = self.connection.execute("SELECT data FROM blocks WHERE block = ? AND kind = ?", (block, kind)).fetchone()
        with _readable():
            return from_bytes(row[0])

    def blocks(self, *kinds: str) -> Iterator[tuple[Block, ...]]:
        """The blocks of some kinds, one after another."""
        numbers = [n for (n,) in self.connection.execute("SELECT DISTINCT block FROM blocks ORDER BY block")]
        for number in numbers:
            yield tuple(self._block(number, kind) for kind in kinds)

    def statements(self, block: Block, numbers: Collection[int]) -> Iterator[list[Statement]]:
        """Figures of texts of a block, of some hundred texts in memory at a time."""
        return self._compared(STATEMENTS, block, numbers)

    def pieces(self, block: Block, numbers: Collection[int]) -> Iterator[list[Piece]]:
        """Passages of texts of a block, as `statements`."""
        return self._compared(PIECES, block, numbers)

    def _compared(self, packing: Packing[Kept], block: Block, numbers: Collection[int]) -> Iterator[list[Kept]]:
        ordered = sorted(numbers)
        for at in range(0, len(ordered), _READ_AT_ONCE):
            some = ordered[at : at + _READ_AT_ONCE]
            marks = ",".join("?" * len(some))
            wanted = f"SELECT number, {packing.column} FROM compared WHERE number IN ({marks}) ORDER BY number"  # noqa: S608
            vectors = vectors_of(block, some)
            with _readable():
                found = [one for n, data in self.connection.execute(wanted, some) for one in packing.unpack(data, vectors[n])]
            yield found

    def moments(self, document: str) -> tuple[Moment, ...]:
        """Dates of a text; none of one that is not kept."""
        wanted = "SELECT moments FROM compared JOIN texts USING (number) WHERE document = ?"
        row = self.connection.execute(wanted, (document,)).fetchone()
        with _readable():
            return unpack_moments(row[0]) if row is not None else ()

    def mentions(self, key: TitleKey) -> Iterator[Mention]:
        """Where a title of these words is named."""
        for (row,) in self.connection.execute("SELECT data FROM mentions WHERE words = ?", (_words(key),)):
            with _readable():
                mention = _mentions().validate_json(row)
            yield mention

    def titled(self, key: TitleKey) -> Iterator[Titled]:
        """Texts that bear a title of these words."""
        for (row,) in self.connection.execute("SELECT data FROM titles WHERE words = ?", (_words(key),)):
            with _readable():
                titled = _titles().validate_json(row)
            yield titled


@contextmanager
def _readable() -> Iterator[None]:
    """What cannot be unpacked is damage to the database, as what SQLite itself finds is."""
    try:
        yield
    except (ValueError, TypeError, KeyError, EOFError, zlib.error, BadZipFile) as error:
        raise sqlite3.DatabaseError(f"what is kept of a text cannot be read: {error}") from error


@cache
def _mentions() -> TypeAdapter[Mention]:
    return TypeAdapter(Mention)


@cache
def _titles() -> TypeAdapter[Titled]:
    return TypeAdapter(Titled)


def _words(key: TitleKey) -> str:
    return " ".join(key.words)


def new_blocks(texts: Sequence[tuple[int, Features]]) -> dict[str, Block]:
    """Blocks of texts, by kind."""

    def passages(wanted: Callable[[Party], bool]) -> Block:
        return piece_block([(number, one.pieces if wanted(one.party) else ()) for number, one in texts])

    return {
        CLAIMS: claim_block([(number, one.statements) for number, one in texts]),
        POLICIES: passages(lambda who: who.genre in POLICY_GENRES),
        OTHERS: passages(lambda who: who.genre not in POLICY_GENRES),
    }

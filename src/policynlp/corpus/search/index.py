"""The search index follows the corpus: what was committed, tagged, linked or decided since is taken in, and nothing else.

Passages are indexed once; what the tag set says about them is kept beside them and changes with the tag set.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from policynlp.corpus.derived_file import is_locked
from policynlp.corpus.search.database import Database
from policynlp.corpus.search.marks import LAYOUT, MARK, NAMED, Mark, Place, TagRows, marks, signs
from policynlp.document import PASSAGE_KINDS, Document
from policynlp.errors import CorpusError

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

_CHUNK_DOCS = 100
_IDENTITY_DOCS = 2_000  # whose identities are read at a time: the table is scanned for each
CONTROLS = dict.fromkeys((0, 2, 3), " ")  # NUL ends a text in SQLite; the others mark the words that matched
_NO_DAY = 0
_NEEDED: dict[str, tuple[tuple[str, ...], ds.Expression]] = {
    "themes": (("passage", "theme", "facet", "score"), ~ds.field("passage").is_null() & ds.field("assigned")),
    "quotes": (("speaker", "entity", "content"), ~ds.field("speaker").is_null()),
    "entities": (("label", "name", "entity", "start_char", "end_char"), ds.field("label").isin(list(NAMED))),
    "vectors": (("passage", "vector"), ds.field("layer").is_null()),
}
"""Columns and rows of the tables that the index is made from."""


class SearchIndex(Database):
    """The index of a corpus, opened for bringing it up to date.

    Args:
        store: The corpus, open.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._open_at(store.index_path)

    def _open_at(self, path: Path) -> None:
        super().__init__(path)
        self._names: dict[tuple[str, str], tuple[int, str]] = {}
        self._aliases: set[tuple[str, int]] = set()

    def refresh(self, *, budget_s: float | None = None) -> int:
        """Take in what was committed since the last time; a damaged index is built anew.

        Args:
            budget_s: Stop after about so long; what is left is taken in by the next call.

        Returns:
            Number of documents that are still missing, or whose tags are.

        Raises:
            CorpusError: The index cannot be written, or is damaged and may not be.
        """
        if self.read_only:
            return self.behind()
        try:
            return self._refresh(budget_s)
        except sqlite3.DatabaseError as error:
            if is_locked(error):
                if budget_s is not None:
                    return self.behind()
                raise CorpusError("the search index is locked", where=str(self.path), hint="Wait for the other run.") from error
            self.make_anew()
            return self._refresh(budget_s)

    def make_anew(self) -> None:
        """Throw the index away and begin an empty one."""
        super().make_anew()
        self._names, self._aliases = {}, set()

    def behind(self) -> int:
        """Number of documents that are missing, or whose tags are."""
        return sum(map(len, self._waiting(self.store.active_tagset())[:2]))

    def _waiting(self, tagset: str | None) -> tuple[list[str], list[str], list[str], Mapping[str, str]]:
        """Documents that are not indexed; those whose tags changed; those whose tags are gone; what tags should be there."""
        self.store.catalogue.refresh()
        indexed = dict(self.connection.execute("SELECT document, tags FROM docs").fetchall())
        states = self._tag_states(tagset)
        new = [d for d in self.store.catalogue.documents if d not in indexed]
        changed = [d for d, state in states.items() if d in indexed and indexed[d] != state]
        gone = [d for d, state in indexed.items() if state is not None and d not in states]
        return new, changed, gone, states

    def _refresh(self, budget_s: float | None) -> int:
        until = float("inf") if budget_s is None else time.monotonic() + budget_s
        tagset = self.store.active_tagset()
        self.store.catalogue.refresh()
        state = f"{self.store.catalogue.state()}/{tagset}"
        if self.meta("state") == state:
            return 0
        new, changed, gone, states = self._waiting(tagset)
        left, identities = len(new) + len(changed), self._identities([], tagset)
        for fresh, chunk in [*((True, chunk) for chunk in _chunks(new)), *((False, chunk) for chunk in _chunks(changed))]:
            if time.monotonic() > until:
                break
            if not identities.keys() >= states.keys() & set(chunk):
                identities = self._identities((new + changed)[-left:][:_IDENTITY_DOCS], tagset)
            self._take_in(chunk, states, identities, tagset, fresh=fresh)
            left -= len(chunk)
        with self.writing() as connection:
            connection.executemany("UPDATE docs SET tags = NULL WHERE document = ?", [(d,) for d in gone])
            self._count_documents()
            if not left:
                connection.execute("INSERT OR REPLACE INTO meta VALUES ('state', ?)", (state,))
        return left

    def _tag_states(self, tagset: str | None) -> Mapping[str, str]:
        """Document to what its marks are made from: another value says that they have to be made again."""
        if tagset is None:
            return {}
        decided = self._identity_batches(tagset)
        tagged = self.store.catalogue.done("tagged", tagset)
        return {document: f"{tagset}/{batch}/{decided.get(document, '')}" for document, batch in tagged.items()}

    def _identity_batches(self, tagset: str) -> dict[str, str]:
        """Document to the last batch that said who is who in it; decisions of people come after the links."""
        rows = self.store.tables.read("identities", columns=["document", "batch_id"], where=ds.field("tagset") == tagset)
        batches = pa.array(list(self.store.catalogue.batches), type=pa.string())
        committed = rows.filter(pc.is_in(rows["batch_id"], value_set=batches))
        last = committed.group_by("document").aggregate([("batch_id", "max")])  # ids begin with the time of the commit
        return {str(row["document"]): str(row["batch_id_max"]) for row in last.to_pylist()}

    def _identities(self, documents: Sequence[str], tagset: str | None) -> dict[str, dict[str, tuple[str | None, str, str]]]:
        """Who is who, of each document."""
        out: dict[str, dict[str, tuple[str | None, str, str]]] = {document: {} for document in documents}
        if documents and tagset:
            for (document, entity), row in self.store.identity_rows(tagset=tagset, documents=documents).items():
                out[document][entity] = row["identity"], row["name"] or "", row["label"] or ""
        return out

    def _take_in(
        self,
        documents: Sequence[str],
        states: Mapping[str, str],
        identities: Mapping[str, Mapping[str, tuple[str | None, str, str]]],
        tagset: str | None,
        *,
        fresh: bool,
    ) -> None:
        """Index a chunk, and what its tags say, in one transaction."""
        texts = list(self.store.load_documents(documents)) if fresh else []
        tagged = [d for d in documents if d in states]
        layers = self._tag_rows(tagged, tagset) if tagged and tagset else {}
        try:
            with self.writing():
                for text in texts:
                    self._add_document(text)
                for document in tagged:
                    rows = {layer: found.get(document, []) for layer, found in layers.items()}
                    self._add_tags(document, rows, identities.get(document, {}), states[document])
        except BaseException:
            self._names, self._aliases = {}, set()  # ids of names that were rolled back
            raise

    def _tag_rows(self, documents: Sequence[str], tagset: str) -> dict[str, dict[str, list[dict[str, Any]]]]:
        """What the index needs of the tags: layer to document to rows."""
        return {
            layer: self.store.layer_rows(layer, documents, tagset=tagset, columns=columns, where=where)
            for layer, (columns, where) in _NEEDED.items()
        }

    def _add_document(self, document: Document) -> None:
        execute, source = self.connection.execute, document.source
        if execute("SELECT 1 FROM docs WHERE document = ?", (document.id,)).fetchone():
            return  # another process was faster
        row = execute("SELECT coalesce(max(rowid), -1) + 1 FROM passages").fetchone()[0]
        where = f"{source.publisher or ''}\n{source.uri}".casefold()
        about = (source.title, source.publisher, source.genre, source.language, source.uri, source.published)
        number = execute(
            "INSERT INTO docs VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            (document.id, row, len(document.passages), *about, *days(source.published), where, document.duplicate_of is None),
        ).lastrowid
        text = document.text.translate(CONTROLS)
        cuts = [text[p.start : p.end] for p in document.passages]
        self.connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (row + i, number, p.id, p.start, p.end, p.kind, p.section, cut)
                for i, (p, cut) in enumerate(zip(document.passages, cuts, strict=True))
            ],
        )
        self.connection.executemany(
            "INSERT INTO fts (rowid, text) VALUES (?, ?)", [(row + i, cut) for i, cut in enumerate(cuts)]
        )
        layout = np.array([(PASSAGE_KINDS.index(p.kind), p.end - p.start) for p in document.passages], dtype=LAYOUT)
        execute("INSERT INTO columns VALUES (?, ?, NULL, NULL)", (number, layout.tobytes()))

    def _add_tags(
        self,
        document: str,
        layers: Mapping[str, Sequence[Mapping[str, Any]]],
        identities: Mapping[str, tuple[str | None, str, str]],
        state: str,
    ) -> None:
        execute = self.connection.execute
        number, first, passages = execute("SELECT number, first, passages FROM docs WHERE document = ?", (document,)).fetchone()
        found = execute(
            'SELECT rowid, id, start, "end" FROM passages WHERE rowid >= ? AND rowid < ?', (first, first + passages)
        )
        places = [Place(*row) for row in found]
        tags = TagRows(layers["themes"], layers["quotes"], layers["entities"])
        kept = {(self._name(mark), mark.row): mark.score for mark in marks(tags, places, identities)}
        packed = np.array([(name, row, score) for (name, row), score in kept.items()], dtype=MARK)
        rows = {place.id: place.row for place in places}
        vectors = {
            rows[v["passage"]]: v["vector"] for v in layers["vectors"] if v["passage"] in rows and v["vector"].strip(b"\0")
        }
        execute(
            "UPDATE columns SET marks = ?, signs = ? WHERE doc = ?",
            (packed.tobytes(), _packed_signs(vectors, first, passages), number),
        )
        execute("DELETE FROM vectors WHERE passage >= ? AND passage < ?", (first, first + passages))
        self.connection.executemany("INSERT INTO vectors VALUES (?, ?)", vectors.items())
        execute("UPDATE docs SET tags = ? WHERE number = ?", (state, number))

    def _name(self, mark: Mark) -> int:
        """Id of a name; a name that people changed since is changed here too."""
        execute, key = self.connection.execute, (mark.layer, mark.key)
        known = self._names.get(key)
        if known is None:
            execute("INSERT OR IGNORE INTO names VALUES (NULL, ?, ?, ?)", (*key, mark.name))
            known = execute("SELECT id, name FROM names WHERE layer = ? AND key = ?", key).fetchone()
        if known[1] != mark.name and not mark.key.startswith("name:"):
            execute("UPDATE names SET name = ? WHERE id = ?", (mark.name, known[0]))
        self._names[key] = known[0], mark.name
        for folded in mark.aliases:
            if (folded, known[0]) not in self._aliases:
                execute("INSERT OR IGNORE INTO aliases VALUES (?, ?)", (folded, known[0]))
                self._aliases.add((folded, known[0]))
        return known[0]

    def _count_documents(self) -> None:
        """Mark texts that repeat another one, and superseded ones: they are found only when asked for."""
        superseded = self.store.superseded()
        out = {d for d, entry in self.store.catalogue.documents.items() if entry.duplicate or d in superseded}
        marked = {d for (d,) in self.connection.execute("SELECT document FROM docs WHERE NOT counted")}
        self.connection.executemany("UPDATE docs SET counted = 0 WHERE document = ?", [(d,) for d in out - marked])
        self.connection.executemany("UPDATE docs SET counted = 1 WHERE document = ?", [(d,) for d in marked - out])


def _packed_signs(vectors: Mapping[int, bytes], first: int, passages: int) -> bytes | None:
    """Bits of all passages of a document, zeros where there is no vector; None where there is none at all."""
    if not vectors:
        return None
    matrix = np.zeros((passages, len(next(iter(vectors.values()))) // 2), dtype=np.float32)
    for row, vector in vectors.items():
        matrix[row - first] = np.frombuffer(vector, dtype="<f2")
    return signs(matrix).tobytes()


def days(published: str | None) -> tuple[int, int]:
    """First and last day that a date cut to its precision may mean, as 20240531; zeros where there is no date."""
    day = (published or "")[:10]
    parts = day.split("-")
    if not all(part.isdigit() for part in parts):
        return _NO_DAY, _NO_DAY
    year, month, date = (int(part) for part in (*parts, "0", "0")[:3])
    first = year * 10_000 + (month or 1) * 100 + (date or 1)
    return first, year * 10_000 + (month or 12) * 100 + (date or 31)


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[i : i + _CHUNK_DOCS] for i in range(0, len(ids), _CHUNK_DOCS))


def refresh_index(store: Store) -> int:
    """Bring the search index up to date; gives the number of documents in it."""
    with SearchIndex(store) as index:
        index.refresh()
        return int(index.connection.execute("SELECT count(*) FROM docs").fetchone()[0])

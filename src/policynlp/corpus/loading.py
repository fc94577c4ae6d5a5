"""Reading what is committed: which documents there are, and documents and tags themselves, in bounded memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import pyarrow.compute as pc
import pyarrow.dataset as ds

from policynlp.corpus import rows as convert
from policynlp.corpus.tagsets import TagSets
from policynlp.document import Document
from policynlp.tags import LAYERS, Tags

IDENTITY_COLUMNS = ("document", "entity", "identity", "name", "label", "automatic", "automatic_name")
"""What a row of `identities` says."""
_READ_DOCS = 100
"""Documents that are read at a time: bounds memory; a batch of the default size is one read."""
_ROWS_AT_ONCE = 10_000


class Loading(TagSets):
    """What readers ask a corpus for; a part of `Store`."""

    def known(self, ids: Iterable[str]) -> set[str]:
        """Those of the document ids that are committed."""
        self.catalogue.refresh()
        return {i for i in ids if i in self.catalogue.documents}

    def latest_revisions(self, works: Iterable[str] | None = None) -> dict[str, tuple[str, int]]:
        """Work to id and number of its latest revision; works that are not known are left out. None: of all works."""
        self.catalogue.refresh()
        if works is None:
            return dict(self.catalogue.latest)
        return {work: self.catalogue.latest[work] for work in works if work in self.catalogue.latest}

    def superseded(self) -> set[str]:
        """Ids of documents that have a later revision."""
        self.catalogue.refresh()
        latest = {document for document, _ in self.catalogue.latest.values()}
        return self.catalogue.documents.keys() - latest

    def document_ids(self) -> list[str]:
        """All committed documents, all revisions, in the order of their commits."""
        self.catalogue.refresh()
        return list(self.catalogue.documents)

    def counted(self) -> list[str]:
        """Documents that readers see by default: latest revisions, without those that repeat another text."""
        superseded = self.superseded()
        return [i for i, entry in self.catalogue.documents.items() if not entry.duplicate and i not in superseded]

    def fingerprints(self) -> Iterator[tuple[str, str, str, bytes]]:
        """Document id, work, SHA-256 of the normalised text and MinHash of every document that has them."""
        self.catalogue.refresh()
        names = ["document", "normalised_sha256", "minhash", "batch_id"]
        known = self.catalogue.documents
        for batch in self.tables.stream("documents", columns=names):
            for document, normalised, minhash, brought in zip(*(batch[name].to_pylist() for name in names), strict=True):
                entry = known.get(document)
                if entry and entry.batch == brought and minhash is not None:
                    yield document, entry.work, normalised, minhash

    def fetch_states(self) -> dict[str, dict[str, str | None]]:
        """URL to `etag` and `last_modified` of its last fetch that is committed."""
        self.catalogue.refresh()
        names = ["url", "etag", "last_modified", "fetched_at", "batch_id"]
        ranks = self.catalogue.batches
        newest: dict[str, tuple[tuple[str, int], str | None, str | None]] = {}
        for batch in self.tables.stream("fetches", columns=names):
            for url, etag, modified, at, brought in zip(*(batch[name].to_pylist() for name in names), strict=True):
                if brought in ranks:
                    when = (at or "", ranks[brought])
                    if url not in newest or newest[url][0] <= when:
                        newest[url] = when, etag, modified
        return {url: {"etag": etag, "last_modified": modified} for url, (_, etag, modified) in newest.items()}

    def load_documents(self, ids: Collection[str] | None = None) -> Iterator[Document]:
        """Documents with their passages, a hundred in memory at a time.

        Args:
            ids: Which, and in which order; None: all, in the order of their commits. Unknown ids are left out.
        """
        self.catalogue.refresh()
        committed = self.catalogue.documents
        wanted = list(committed) if ids is None else [i for i in ids if i in committed]
        for chunk in _chunks(wanted):
            batches = {i: committed[i].batch for i in chunk}
            texts = {row["document"]: row for row in self._rows("documents", batches)}
            layout = _grouped(self._rows("passages", batches))
            for i in chunk:
                yield convert.document_from_rows(texts[i], layout.get(i, ()))

    def load_tags(
        self, ids: Collection[str] | None = None, *, tagset: str | None = None, vectors: bool = False, corrected: bool = True
    ) -> Iterator[Tags]:
        """Tags of documents, a hundred in memory at a time.

        Args:
            ids: Which, and in which order; None: all that have tags. Those without tags are left out.
            tagset: Default: the active one.
            vectors: Read the vectors, too.
            corrected: As people corrected them; false: as the machine made them.

        Raises:
            CorpusError: No tag set is active and none is named.
        """
        chosen = tagset or self.require_active()
        done = self.catalogue.done("tagged", chosen, corrected=corrected)
        wanted = self.tagged(chosen) if ids is None else [i for i in ids if i in done]
        layers = (*LAYERS, "vectors") if vectors else LAYERS
        for chunk in _chunks(wanted):
            batches = {i: done[i] for i in chunk}
            found = {layer: _grouped(self._rows(layer, batches, tagset=chosen)) for layer in layers}
            for i in chunk:
                yield convert.tags_from_rows(i, chosen, {layer: found[layer].get(i, []) for layer in layers})

    def identity_rows(
        self, *, tagset: str, documents: Collection[str] | None = None
    ) -> dict[tuple[str, str], dict[str, str | None]]:
        """Document and entity key to the row that was committed last: see the table `identities`.

        Args:
            tagset: The tag set whose entities are meant.
            documents: Which; None: all.
        """
        self.catalogue.refresh()
        ranks = self.catalogue.batches
        where = ds.field("tagset") == tagset
        if documents is not None:
            batches = self.placement.batches(self.tables, "identities", documents, committed=ranks.keys())
            if not batches:
                return {}
            where &= ds.field("batch_id").isin(sorted(batches)) & ds.field("document").isin(list(documents))
        found = self.tables.read("identities", columns=[*IDENTITY_COLUMNS, "batch_id", "ordinal"], where=where).to_pylist()
        kept = [row for row in found if row["batch_id"] in ranks]
        kept.sort(key=lambda row: (ranks[row["batch_id"]], -row["ordinal"]))
        return {(row["document"], row["entity"]): {name: row[name] for name in IDENTITY_COLUMNS} for row in kept}

    def people_told(self, *, tagset: str) -> dict[tuple[str, str], tuple[tuple[str, ...], str | None]]:
        """Document and entity key to the organisations and the gender that the document gives for the person; without both, left out."""
        done = self.catalogue.done("tagged", tagset)
        names = ["document", "entity", "affiliations", "gender", "batch_id"]
        told = (pc.list_value_length(ds.field("affiliations")) > 0) | ds.field("gender").is_valid()
        found = self.tables.read("people", columns=names, where=(ds.field("tagset") == tagset) & told)
        return {
            (row["document"], row["entity"]): (tuple(row["affiliations"] or ()), row["gender"])
            for batch in found.to_batches(max_chunksize=_ROWS_AT_ONCE)
            for row in batch.to_pylist()
            if done.get(row["document"]) == row["batch_id"]
        }

    def layer_rows(
        self, layer: str, ids: Collection[str], *, tagset: str, columns: Collection[str], where: ds.Expression
    ) -> dict[str, list[dict[str, Any]]]:
        """Some columns of some rows of a layer, by document; much quicker than whole tags.

        Args:
            layer: One of `LAYERS`, or `vectors`.
            ids: Documents; those without tags are left out.
            tagset: The tag set.
            columns: What is wanted.
            where: Which rows.
        """
        done = self.catalogue.done("tagged", tagset)
        batches = {i: done[i] for i in ids if i in done}
        return _grouped(self._rows(layer, batches, tagset=tagset, columns=columns, where=where))

    def _rows(
        self,
        table: str,
        batches: Mapping[str, str],
        *,
        tagset: str | None = None,
        columns: Collection[str] | None = None,
        where: ds.Expression | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Rows of documents, each from the batch that counts; whole files are skipped by batch."""
        own = ds.field("batch_id").isin(sorted(set(batches.values()))) & ds.field("document").isin(list(batches))
        if tagset is not None:
            own &= ds.field("tagset") == tagset
        if where is not None:
            own &= where
        names = None if columns is None else [*columns, "document", "batch_id"]
        for row in self.tables.read(table, columns=names, where=own).to_pylist():
            if batches[row["document"]] == row["batch_id"]:
                yield row


def _chunks(ids: list[str]) -> Iterator[list[str]]:
    return (ids[i : i + _READ_DOCS] for i in range(0, len(ids), _READ_DOCS))


def _grouped(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    out: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        out.setdefault(row["document"], []).append(row)
    return out
